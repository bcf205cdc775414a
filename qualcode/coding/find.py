"""Where a passage stands in a text, told by its words or by its span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from qualcode.errors import QualcodeError
from qualcode.text import Span, canonical
from qualcode.transcript import Transcript

# What a typist may write in several ways.
_SAME = ("'’‘‚`", '"“”„«»', "-–—‑")
_BLANK = re.compile(r"\s+")
# A passage as a caller gives it: its words, or its start and end in the transcript's text.
Where = str | tuple[int, int]


def place_of(transcript: Transcript, where: Where, occurrence: int | None = None) -> Span:
    """Return the span of a passage; where its words stand there more than once, `occurrence` (from 1) says which.

    Raises `QualcodeError` for words that are not there, or stand there more than once.
    """
    if not isinstance(where, str):
        return checked_span(transcript, where)
    places = find_quote(transcript.text, where)
    if not places:
        hint = nearest(transcript.text, where)
        raise QualcodeError(f"{transcript.id} does not say '{where}'. The nearest there is: '{hint}'.")
    if occurrence is not None and not 1 <= occurrence <= len(places):
        raise QualcodeError(
            f"'{where}' stands in {transcript.id} {len(places)} times; there is no occurrence {occurrence}."
        )
    if len(places) > 1 and occurrence is None:
        raise QualcodeError(_which(transcript, where, places))
    return places[(occurrence or 1) - 1]


def checked_span(transcript: Transcript, where: tuple[int, int]) -> Span:
    """Return `where` as a span of the text; numbers of pandas and numpy become plain ones."""
    span = Span(int(where[0]), int(where[1]))
    length = len(transcript.text)
    if not 0 <= span.start < span.end <= length:
        raise QualcodeError(f"{tuple(span)} is no span of {transcript.id}, whose text has {length} characters.")
    return span


def short(quote: str, most: int = 60) -> str:
    """Return the words of a quote on one line, cut off behind `most` characters, to name them in a message."""
    folded = " ".join(quote.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Return every place where `quote` stands in `text`.

    Letter by letter if it stands there so; else with other blanks, quotation marks and dashes.

    >>> find_quote("Ja, ‘de potjes’.", "'de potjes'")
    (Span(start=4, end=15),)
    """
    wanted = canonical(quote).strip()
    if not wanted:
        return ()
    return _places(re.escape(wanted), text) or _places(_tolerant(wanted), text)


def _places(pattern: str, text: str) -> tuple[Span, ...]:
    """Return where the pattern is met, also where two places overlap."""
    return tuple(Span(*match.span(1)) for match in re.finditer(f"(?=({pattern}))", text))


def nearest(text: str, quote: str) -> str:
    """Return the words of `text` that come nearest to `quote`, to name them in a message."""
    match = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return " ".join(text[start : start + len(quote)].split())


def _tolerant(quote: str) -> str:
    words = _BLANK.split(quote.replace("...", "…"))
    return r"\s+".join("".join(_any_form(letter) for letter in word) for word in words)


def _any_form(letter: str) -> str:
    if letter == "…":
        return r"(?:…|\.\.\.)"
    forms = next((forms for forms in _SAME if letter in forms), letter)
    return f"[{re.escape(forms)}]" if len(forms) > 1 else re.escape(letter)


def _which(transcript: Transcript, quote: str, places: Sequence[Span]) -> str:
    text = transcript.text
    shown = "; ".join(
        f"{number}: …{' '.join(text[max(0, place.start - 25) : place.end + 15].split())}…"
        for number, place in enumerate(places[:6], start=1)
    )
    return f"'{short(quote)}' stands in {transcript.id} {len(places)} times. Say which with occurrence=: {shown}"
