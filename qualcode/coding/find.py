"""Where a quote stands in a text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from qualcode.text import Span, canonical

# What a typist may write in several ways.
_SAME = ("'’‘‚`", '"“”„«»', "-–—‑")
_BLANK = re.compile(r"\s+")


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
