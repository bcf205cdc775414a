"""Words of a text: where they stand, and the form under which equal words are counted as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Letters and digits, held together by hyphen, apostrophe, slash or invisible joiners; "v.v.e.", "o.a."
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060"
# At least one letter or digit, so that an invisible sign between blanks is no word.
_PART = rf"[{_JOINERS}]*[^\W_](?:[^\W_]|[{_JOINERS}\u0300-\u036f])*"
# Most words are letters before a blank or a mark that holds nothing together: these are found first, quickly.
_PLAIN = r"[^\W_]++(?=[\s,?!;:)])"
_WORD = re.compile(rf"{_PLAIN}|(?:[^\W\d_]\.){{2,}}|['’]?{_PART}(?:[-'’/‑]{_PART})*[-‑]?|[-‑]{_PART}")
_INVISIBLE = dict.fromkeys(map(ord, _JOINERS))
_SAME = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


class Token(NamedTuple):
    """A word's place in the text."""

    start: int
    end: int


_token_of, _span_of = Token._make, re.Match.span


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Return, one by one, the words of ``text[start:end]``; hyphenated words and abbreviations are one.

    >>> [text[t.start:t.end] for text in ["De voor- en naschoolse vve’s, o.a. hier."] for t in tokens(text)]
    ['De', 'voor-', 'en', 'naschoolse', 'vve’s', 'o.a.', 'hier']
    """
    return map(_token_of, map(_span_of, _WORD.finditer(text, start, len(text) if end is None else end)))


def normal_form(word: str) -> str:
    r"""Return the form in which spellings of one word meet: small letters, straight quotes, nothing invisible.

    >>> normal_form("VVE’s"), normal_form("thuis\u00adzorg")
    ("vve's", 'thuiszorg')
    """
    return unicodedata.normalize("NFC", word.translate(_INVISIBLE)).translate(_SAME).casefold()


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Return the number of words in ``text[start:end]``."""
    # No word has a blank in it, and what stands between blanks returns often.
    return sum(map(_words_in, text[start:end].split(" ")))


@lru_cache(maxsize=100_000)
def _words_in(piece: str) -> int:
    return len(_WORD.findall(piece))
