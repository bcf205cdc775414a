"""What the dictionary says of compounds, in three files.

- ``constituents.tsv.xz``: the words that compounds are made of, how many each begins, and how many it ends;
- ``whole_words.txt.xz``: words of the lexicon that could be parted, though the dictionary speaks against it;
- ``compound_verbs.txt.xz``: separable verbs that begin with a noun or adjective ("les", "geven").
"""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.dutch.constituents import SUFFIXES
from tools.dutch_data.dictionary import dictionary
from tools.dutch_data.paradigms import paradigms
from tools.dutch_data.splits import Model, model
from tools.dutch_data.whole_words import compound_verbs, whole_words

# A word that begins or ends fewer compounds than this is no part that can be relied on.
_FEWEST = 10


def write_constituents(folder: Path) -> None:
    """Write the three files into `folder`."""
    words = paradigms(dictionary())
    found = model(words)
    _write(folder / "constituents.tsv.xz", constituents(found))
    _write(folder / "compound_verbs.txt.xz", sorted(compound_verbs(words)))
    _write(folder / "whole_words.txt.xz", whole_words(words, found))


def constituents(found: Model) -> Iterator[str]:
    """Yield the words with how many compounds they begin, with whatever link, and how many they end."""
    first: Counter[str] = Counter()
    for (word, _), count in found.first.items():
        first[word] += round(count)
    for word in sorted({*first, *found.last}):
        last = 0 if word in SUFFIXES else round(found.last[word])
        if max(first[word], last) >= _FEWEST:
            yield f"{word}\t{first[word]}\t{last}"


def _write(file: Path, lines: Iterable[str]) -> None:
    file.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
