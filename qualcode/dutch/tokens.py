"""Words of a text: where they stand, and the form under which equal words are counted as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Letters and digits, held together by hyphen, apostrophe, slash or invisible joiners; "v.v.e.", "o.a."
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060"
# At least one letter or digit, so that an invisible sign between blanks is no word.
_PART = rf"[{_JOINERS}]*[^\W_](?:[^\W_]|[{_JOINERS}\u0300-\u036f])*"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|['’]?{_PART}(?:[-'’/‑]{_PART})*[-‑]?|[-‑]{_PART}")
_INVISIBLE = dict.fromkeys(map(ord, _JOINERS))
_SAME = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


class Token(NamedTuple):
    """A word's place in the text."""

    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words of ``text[start:end]``; hyphenated words and abbreviations are one.

    >>> [text[t.start:t.end] for text in ["De voor- en naschoolse vve’s, o.a. hier."] for t in tokens(text)]
    ['De', 'voor-', 'en', 'naschoolse', 'vve’s', 'o.a.', 'hier']
    """
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Token(match.start(), match.end())


def written_words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the words of ``text[start:end]`` as they are written: what `tokens` finds, quicker."""
    return _WORD.findall(text, start, len(text) if end is None else end)


def normal_form(word: str) -> str:
    r"""Return the form in which spellings of one word meet: small letters, straight quotes, nothing invisible.

    >>> normal_form("VVE’s"), normal_form("thuis\u00adzorg")
    ("vve's", 'thuiszorg')
    """
    return unicodedata.normalize("NFC", word.translate(_INVISIBLE)).translate(_SAME).casefold()


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Return the number of words in ``text[start:end]``."""
    return sum(1 for _ in tokens(text, start, end))
