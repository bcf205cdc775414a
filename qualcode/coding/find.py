"""Where a quote stands in a text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from qualcode.text import Span

# What a typist may write in several ways.
_SAME = ("'’‘‚`", '"“”„«»', "-–—‑")
_BLANK = re.compile(r"\s+")


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Return every place where `quote` stands in `text`.

    Letter by letter if it stands there so; else with other blanks, quotation marks and dashes.

    >>> find_quote("Ja, ‘de potjes’.", "'de potjes'")
    (Span(start=4, end=15),)
    """
    wanted = quote.strip()
    if not wanted:
        return ()
    exact = tuple(Span(match.start(), match.end()) for match in re.finditer(re.escape(wanted), text))
    return exact or tuple(Span(match.start(), match.end()) for match in re.finditer(_tolerant(wanted), text))


def nearest(text: str, quote: str) -> str:
    """Return the words of `text` that come nearest to `quote`, to name them in a message."""
    match = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return " ".join(text[start : start + len(quote)].split())


def _tolerant(quote: str) -> str:
    return r"\s+".join("".join(_any_form(letter) for letter in word) for word in _BLANK.split(quote)).replace(
        "…", r"(?:…|\.\.\.)"
    )


def _any_form(letter: str) -> str:
    for forms in _SAME:
        if letter in forms:
            return f"[{re.escape(forms)}]"
    return letter if letter == "…" else re.escape(letter)
