"""``lexicon.tsv.xz``: the frequent forms of the dictionary with their lemmas and tags."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from wordfreq import zipf_frequency

from tools.dutch_data.dictionary import Word, dictionary, shared_letters

# Frequency on Zipf's scale: 3 is once in a million words. Rarer forms are found by their parts.
RAREST = 1.5
LONGEST = 24
# Partitive adjectives ("iets ouders") and nouns in the genitive.
_RARE = (":IET", "ZNW:BEZ")


@cache
def frequency(word: str) -> float:
    """Return how often a word is used, on Zipf's scale."""
    return float(zipf_frequency(word, "nl", wordlist="large"))


def write_lexicon(folder: Path) -> None:
    """Write the file into `folder`."""
    data = lexicon_text(dictionary()).encode("utf-8")
    (folder / "lexicon.tsv.xz").write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


def lexicon_text(words: Iterable[Word]) -> str:
    """Return a line a form, in the order of its bytes: the form, a tab, and its readings.

    A reading is how many letters to cut off the form, what to put there, and a tag: "2oor/WKW:VTD". Of
    the readings those with the most frequent lemma come first.
    """
    readings: dict[str, dict[tuple[str, str], set[bool]]] = {}
    for word in words:
        if len(word.form) <= LONGEST and frequency(word.form) >= RAREST:
            readings.setdefault(word.form, {}).setdefault((word.lemma, short_tag(word.tag)), set()).add(
                word.tag.endswith(_RARE)
            )
    lines = []
    for form, found in readings.items():
        # "Ouders" is hardly ever what "iets ouders" has; such a reading stays where there is no other.
        kept = [reading for reading, rare in found.items() if rare != {True}] or list(found)
        ranked = sorted(kept, key=lambda reading: (-frequency(reading[0]), reading))
        lines.append(f"{form}\t{' '.join(f'{_coded(form, lemma)}/{tag}' for lemma, tag in ranked)}")
    return "\n".join(sorted(lines, key=lambda line: line.split("\t")[0].encode("utf-8"))) + "\n"


def short_tag(tag: str) -> str:
    """Return the part of a tag that is made use of: class and form, of verbs the person too.

    >>> short_tag("ZNW:MRV:VRK:DE_"), short_tag("WKW:TGW:INF"), short_tag("BNW:STL:VRB"), short_tag("ENM:LOC:PTS")
    ('ZNW:MRV:VRK', 'WKW:TGW:INF', 'BNW:STL', 'ENM:LOC')
    """
    parts = tag.split(":")
    if parts[0] == "WKW":
        return ":".join(parts[:3])
    if parts[0] == "ZNW" and "VRK" in parts:
        return ":".join((*parts[:2], "VRK"))
    return ":".join(parts[:2])


def _coded(form: str, lemma: str) -> str:
    same = shared_letters(form, lemma)
    return f"{len(form) - same}{lemma[same:]}"
