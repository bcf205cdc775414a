"""Frequent Dutch words with their lemmas and word classes, from LanguageTool's dictionary.

The words stand in one block of memory, sorted, in which a word is found by bisection: no objects are
made for those that are not asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qualcode.dutch.packed import unpacked

_READING = re.compile(r"(\d+)([^/]*)/(\S+)")
# When so little is left the block is searched from end to end.
_SMALL = 2048


class Reading(NamedTuple):
    """A lemma and a tag, as "ZNW:EKV" (noun), "WKW:TGW:INF" (verb), "BNW:STL" (adjective), "ENM:PER" (name)."""

    lemma: str
    tag: str


class Lexicon:
    """The words with their readings.

    >>> [reading.lemma for reading in lexicon().readings("scholen")]
    ['school', 'scholen', 'schuilen']
    >>> "wijkraadsvergaderingen" in lexicon()
    False
    """

    def __init__(self, lines: bytes) -> None:
        """Take lines as ``form<tab>readings``, sorted by the bytes of the form."""
        self._lines = b"\n" + lines

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return the readings of a form as it is written or else in small letters, most frequent lemma first."""
        return self._exact(form) or (self._exact(form.casefold()) if form != form.casefold() else ())

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and bool(self.readings(form))

    def _exact(self, form: str) -> tuple[Reading, ...]:
        wanted = form.encode("utf-8", "replace")
        low, high = 0, len(self._lines) - 1
        while high - low > _SMALL:
            middle = self._lines.rfind(b"\n", low, (low + high) // 2 + 1)
            if middle <= low:
                break
            if self._lines[middle + 1 : self._lines.index(b"\t", middle)] <= wanted:
                low = middle
            else:
                high = middle
        at = self._lines.find(b"\n" + wanted + b"\t", low, high + len(wanted) + 2)
        if at < 0:
            return ()
        start = at + len(wanted) + 2
        coded = self._lines[start : self._lines.index(b"\n", start)].decode("utf-8")
        return tuple(
            Reading(form[: len(form) - int(cut)] + ending, tag) for cut, ending, tag in _READING.findall(coded)
        )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return Lexicon(unpacked("lexicon.tsv.xz"))
