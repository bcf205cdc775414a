"""Sentences of worked-out speech: by punctuation, abbreviations and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text import Span

_ABBREVIATIONS = frozenset(
    "a.d.h.v. a.u.b. afb. art. bijv. blz. bv. ca. d.d. d.m.v. d.w.z. dhr. dr. drs. e.a. e.d. e.e.a. e.v. enz. etc. evt. excl. "
    "fam. fig. gem. h. i.c. i.h.a. i.h.b. i.p.v. i.s.m. i.t.t. i.v.m. incl. ing. ir. jl. m.a.w. m.b.t. m.b.v. m.i. m.i.v. "
    "m.m.v. m.n. m.u.v. max. mevr. min. mgr. mr. mw. n.a.v. n.b. nl. nr. o.a. o.b.v. o.i.d. o.l.v. p. p.p. p/m. par. plm. prof. "
    "q.q. r.k. red. resp. sec. st. t.a.v. t.b.v. t.g.v. t.n.v. t.o.v. t.w. t/m. tel. u. v. v.v.e. vgl. w.o. zgn. z.i. z.s.m.".split()
)
# These may well end a sentence; they do so before a capital letter.
_ENDING = frozenset("e.a. e.d. enz. etc. o.i.d. u. v.v.e. jl.".split())
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_LINE = re.compile(r"[^\n]+")
# What may stand before a sentence's capital: quotes, a dash, a clitic ("'t Is").
_OPENING = re.compile(r"\s*(?:['‘’][a-z]\s)?[\s\"'“‘„«(\[–—-]*")
_LAST_WORD = re.compile(r"\S+$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]``, without the blanks around them.

    A line end always ends a sentence. An ellipsis does before a capital only, so that a
    speaker who hesitates does not break off.

    >>> text = "Nou… dat scheelt, bijv. in groep 3. Echt waar? Ja."
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['Nou… dat scheelt, bijv. in groep 3.', 'Echt waar?', 'Ja.']
    """
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        yield from _of_line(text, line.start(), line.end())


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            yield from _stripped(text, begin, stop.end())
            begin = stop.end()
    yield from _stripped(text, begin, end)


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    opening = _OPENING.match(text, stop.end(), end)
    following = text[opening.end() : end][:1] if opening else ""
    if not following:
        return True
    if following.islower():
        return False
    marks = stop.group().rstrip("\"'”’»)]")
    if marks != ".":
        return True
    word = _LAST_WORD.search(text, begin, stop.start() + 1)
    last = word.group().lstrip("\"'“‘„«([").casefold() if word else ""
    if last in _ABBREVIATIONS:
        return last in _ENDING and following.isupper()
    return not _is_initial(last, begin, word)


def _is_initial(last: str, begin: int, word: re.Match[str] | None) -> bool:
    """Tell whether the dot belongs to an initial ('J. de Vries') or to a number at the start ('3. Dan …')."""
    if len(last) == 2 and last[0].isalpha():
        return True
    return word is not None and word.start() <= begin + 1 and last[:-1].isdigit()


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(stripped))
