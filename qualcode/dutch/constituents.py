"""The words that compounds are made of, and the words that only look like compounds.

Both come from the dictionary: how many of its compounds a word begins, and ends; and which of its words
are whole although their letters could be parted ("verraad" is no "raad": it is neuter, and a council is not).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qualcode.dutch.lexicon import Reading, lexicon
from qualcode.dutch.packed import unpacked

PLACES_AND_TIMES = frozenset("beneden binnen boven buiten midden tussen".split())
PARTICLES = PLACES_AND_TIMES | frozenset(
    "aan achter af bij door in langs mede mee na naar neer om onder op over rond samen tegen terug toe uit voor voort "
    "vooruit weer weg".split()
)
# What begins many words and is no word, also where the letters are one ("ver").
PREFIXES = frozenset({"aller", "be", "er", "ge", "her", "on", "ont", "ver", "wan"})
# What ends many words and makes them from others, also where the letters are a word ("schap", "baar").
SUFFIXES = frozenset(
    "aal aar aard achtig baar dom eel enis erd erij ette eur heid iek ief ier ing isch isme ist iteit ling lijk loos "
    "nis schap schappelijk ster tie zaam".split()
)
_SHORTEST_COMPOUND = 6


@lru_cache(maxsize=1)
def constituents() -> Mapping[str, tuple[int, int]]:
    """Return how many compounds of the dictionary each word begins, and ends; words with few are not among them."""
    rows = (line.split("\t") for line in _lines("constituents.tsv.xz"))
    return {word: (int(first), int(last)) for word, first, last in rows}


@lru_cache(maxsize=100_000)
def is_whole(text: str) -> bool:
    """Tell whether the lexicon knows a text, and only as words that are no compounds.

    >>> is_whole("verraad"), is_whole("wetenschappen"), is_whole("gemeenteraad"), is_whole("lesgeven")
    (True, True, False, False)
    """
    readings = lexicon().readings(text) or lexicon().readings(text.capitalize())
    return bool(readings) and all(_names_whole(reading) for reading in readings)


def _names_whole(reading: Reading) -> bool:
    lemma = reading.lemma.casefold()
    if reading.tag.startswith(("DVS", "DVW", "ENM")) or lemma in _whole():
        return True
    if reading.tag.startswith("WKW"):
        return lemma not in compound_verbs()
    # "Waarderen" might be something that is of more worth.
    return reading.tag.startswith("BNW:VGR") and len(lemma) < _SHORTEST_COMPOUND


@lru_cache(maxsize=1)
def compound_verbs() -> Mapping[str, str]:
    """Return the verbs that begin with a noun or adjective, and that word: "lesgeven" with "les"."""
    rows = (line.split("\t") for line in _lines("compound_verbs.txt.xz"))
    return {first + verb: first for first, verb in rows}


@lru_cache(maxsize=1)
def _whole() -> frozenset[str]:
    return frozenset(_lines("whole_words.txt.xz"))


def _lines(name: str) -> list[str]:
    return unpacked(name).decode("utf-8").splitlines()
