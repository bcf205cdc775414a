"""Sentences of worked-out speech: by punctuation, abbreviations, quotes and line ends; by pauses where there are no marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from qualcode.dutch.abbreviations import ABBREVIATIONS, ENDING, NAMES, STARTERS, UNITS
from qualcode.dutch.pieces import is_unpunctuated, pieces
from qualcode.text import Span

# Found also where no blank follows, so that no run of marks is gone through twice.
_MARKS = re.compile(r"[.!?…]++[\"'”’»)\]]*+")
_LINE = re.compile(r"[^\n]+")
# What may stand before a sentence's capital: a remark ("(lacht)"), quotes, a dash, a clitic ("'t Is").
_OPENING = re.compile(r"\s*(?:[(\[][a-z][^)\]\n]{0,40}[)\]]\s+(?=\S))?(?:['‘’][a-z]\s)?[\s\"'“‘„«(\[–—-]*")
# A closing quote that stands by itself behind the dot.
_LOOSE_QUOTE = re.compile(r"\s(?:''|\")(?=\s|$)")
# What somebody says is one sentence with the words that introduce it, however many sentences it has.
_SPEECH = re.compile(
    r":\s*(?:\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|„[^”“\n]{1,400}[”“]|«[^»\n]{1,400}»"
    r"|‘[^\n‘]{1,400}?[.!?…]’(?=\s|$)|'[^\n]{1,400}?[.!?…]'(?=\s|$))"
)
# How far back the beginning of a quote is looked for.
_REACH = 2000
# So few letters are no text that has to be cut.
_SHORT = 200
# No abbreviation is longer, with what stands before it.
_LONGEST = 40
# An item of a list with letters: "b. Rekenen".
_ITEM = re.compile(r"[a-z][.)]\s+[^\W\d_a-z]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|(?:Ch|Chr|Fr|Joh|Jos|Ph|Th|Wm)\.")
_WORD = re.compile(r"\w+")
_OPENERS = "\"'“‘„«(["
_CLOSERS = "\"'”’»)]"


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]``, without the blanks around them.

    A line end always ends a sentence. An ellipsis does before a capital only, so that a
    speaker who hesitates does not break off. Quoted speech behind a colon is not cut.
    What goes on without any end comes in pieces, each a `Piece`, cut where the speaker pauses
    or goes on with a conjunction.

    >>> text = 'Nou… dat scheelt, bijv. in groep 3. Echt waar? Hij zei: "Ja. Echt."'
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['Nou… dat scheelt, bijv. in groep 3.', 'Echt waar?', 'Hij zei: "Ja. Echt."']
    """
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        begin = line.start()
        for stop in (*_ends(text, *line.span()), line.end()):
            sentence = _stripped(text, begin, stop)
            if sentence and sentence.end - sentence.start > _SHORT and is_unpunctuated(text[slice(*sentence)]):
                yield from pieces(text, *sentence)
            elif sentence:
                yield sentence
            begin = stop


def _stripped(text: str, start: int, end: int) -> Span | None:
    written = text[start:end]
    sentence = written.strip()
    first = start + len(written) - len(written.lstrip())
    return Span(first, first + len(sentence)) if sentence else None


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places behind the sentences of a line."""
    begin, speech = start, _speech(text, start, end)
    for stop in _MARKS.finditer(text, start, end):
        after = stop.end()
        if not text[after : after + 1].isspace() or (speech and _is_within(speech, after)):
            continue
        if not _ends_sentence(text, begin, stop, end):
            continue
        if text[after + 1 : after + 2] in {"'", '"'}:
            after = _behind_quote(text, max(start, after - _REACH), after, end)
        yield after
        begin = after


def _speech(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where speech is quoted behind a colon."""
    if text.find(":", start, end) < 0:
        return []
    return [match.span() for match in _SPEECH.finditer(text, start, end)]


def _is_within(spans: list[tuple[int, int]], at: int) -> bool:
    before = bisect_left(spans, (at,)) - 1
    return before >= 0 and at < spans[before][1]


def _behind_quote(text: str, begin: int, at: int, end: int) -> int:
    """Return the place behind a loose quote that closes one opened since `begin`, else `at`."""
    quote = _LOOSE_QUOTE.match(text, at, end)
    if not quote:
        return at
    mark = quote.group().strip()
    return at if mark == '"' and text.count(mark, begin, at) % 2 == 0 else quote.end()


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    at = _next_letter(text, stop.end(), end)
    following = text[at : min(at + 1, end)]
    if not following:
        return True
    if following.islower():
        return _ITEM.match(text, at, end) is not None
    marks = stop.group().rstrip(_CLOSERS)
    return marks != "." or _dot_ends(text, begin, stop.start(), at, end)


def _next_letter(text: str, at: int, end: int) -> int:
    """Return the place of the letter or sign that the next sentence would begin with."""
    if text[at : at + 1] == " " and text[at + 1 : min(at + 2, end)].isalpha():
        return at + 1
    opening = _OPENING.match(text, at, end)
    return opening.end() if opening else at


def _dot_ends(text: str, begin: int, dot: int, following: int, end: int) -> bool:
    """Tell whether the dot ends a sentence, and not just an abbreviation, initial or number."""
    near = max(begin, dot - _LONGEST)
    word = text[max(near, text.rfind(" ", near, dot)) : dot + 1].rsplit(maxsplit=1)[-1]
    first, written = dot + 1 - len(word), word.lstrip(_OPENERS)
    last = written.casefold()
    before = text[near:first].rstrip()[-1:]
    if last in ENDING or (last in NAMES and written != last):
        return text[following].isupper()
    if last in ABBREVIATIONS:
        return last in UNITS and before.isdigit() and text[following].isupper()
    if written == last and "." not in last[:-1] and len(last) > 2 and not last[0].isdigit():
        return True
    if _INITIALS.fullmatch(written) and (len(written) == 2 or written[0].isupper()):
        opened = _WORD.match(text, following, end)
        return opened is not None and opened.group() in STARTERS
    # A number that opens a sentence, or stands behind a colon, is that of a list.
    return not (last[:-1].isdigit() and (first <= begin + 1 or before in {":", ";"}))
