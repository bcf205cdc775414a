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
    following = _following(text, stop.end(), end)
    if not following:
        return True
    if following.islower():
        return False
    marks = stop.group().rstrip("\"'”’»)]")
    if marks != ".":
        return True
    # Cut at the last blank first, since sentences may be long.
    word = text[max(begin, text.rfind(" ", begin, stop.start())) : stop.start() + 1].rsplit(maxsplit=1)[-1]
    last = word.lstrip("\"'“‘„«([").casefold()
    if last in _ABBREVIATIONS:
        return last in _ENDING and following.isupper()
    return not _is_initial(last, is_first=stop.start() + 1 - len(word) <= begin + 1)


def _following(text: str, at: int, end: int) -> str:
    """Return the letter or sign that the next sentence would begin with, "" at the end."""
    if text[at : at + 1] == " " and text[at + 1 : min(at + 2, end)].isalpha():
        return text[at + 1]
    opening = _OPENING.match(text, at, end)
    return text[opening.end() : end][:1] if opening else ""


def _is_initial(last: str, *, is_first: bool) -> bool:
    """Tell whether the dot belongs to an initial ('J. de Vries') or to a number at the start ('3. Dan …')."""
    if len(last) == 2 and last[0].isalpha():
        return True
    return is_first and last[:-1].isdigit()


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(stripped))
