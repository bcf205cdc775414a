"""What the dictionary says of each lemma that bears on how it is made: classes, genders, plurals, participles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tools.dutch_data.dictionary import Word

NAMING = frozenset({"ZNW", "BNW"})
_GENDERS = {"DE_": "de", "HET": "het"}
# Names, and the forms of adjectives that say nothing of what they are made of.
_LEFT_OUT = ("ENM", "BNW:VGR", "BNW:OVR", "BNW:ALR", "BNW:STL:IET", "BNW:STL:MRV")
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Paradigm:
    """A lemma's word classes; as a noun its genders and plurals; as a verb its participles and stems."""

    classes: frozenset[str] = _NONE
    genders: frozenset[str] = _NONE
    plurals: frozenset[str] = _NONE
    participles: frozenset[str] = _NONE
    stems: frozenset[str] = _NONE

    def may_end_as(self, head: Paradigm, before: str) -> bool:
        """Tell whether a word of this paradigm, with `before` in front, can be a compound of that head.

        A compound is of its head's class, has its gender, and its plural behind the same letters.
        """
        if "BNW" in self.classes and "BNW" in head.classes:
            return True
        if "ZNW" not in self.classes or "ZNW" not in head.classes:
            return False
        if self.genders and head.genders and self.genders.isdisjoint(head.genders):
            return False
        same = any(before + plural in self.plurals for plural in head.plurals)
        return same or not self.plurals or not head.plurals


def paradigms(words: Iterable[Word]) -> dict[str, Paradigm]:
    """Return the paradigms of all lemmas.

    >>> words = [Word("raad", "raad", "ZNW:EKV:DE_"), Word("raden", "raad", "ZNW:MRV:DE_")]
    >>> words += [Word("verraad", "verraad", "ZNW:EKV:HET"), Word("ouderraad", "ouderraad", "ZNW:EKV:DE_")]
    >>> found = paradigms(words)
    >>> found["ouderraad"].may_end_as(found["raad"], "ouder"), found["verraad"].may_end_as(found["raad"], "ver")
    (True, False)
    """
    found: dict[str, Paradigm] = {}
    # Millions of lemmas share a few sets of classes and genders.
    shared: dict[frozenset[str], frozenset[str]] = {}
    for word in words:
        if not word.tag.startswith(_LEFT_OUT) and ":VRK" not in word.tag:
            _add(found.setdefault(word.lemma, Paradigm()), word, shared)
    return found


def _add(paradigm: Paradigm, word: Word, shared: dict[frozenset[str], frozenset[str]]) -> None:
    parts = word.tag.split(":")
    if parts[0] not in paradigm.classes:
        classes = paradigm.classes | {parts[0]}
        paradigm.classes = shared.setdefault(classes, classes)
    if parts[0] == "ZNW" and "MRV" in parts:
        paradigm.plurals |= {word.form}
    elif parts[0] == "ZNW" and "EKV" in parts and word.form == word.lemma and parts[-1] in _GENDERS:
        genders = paradigm.genders | {_GENDERS[parts[-1]]}
        paradigm.genders = shared.setdefault(genders, genders)
    elif word.tag == "WKW:VTD:ONV":
        paradigm.participles |= {word.form}
    elif word.tag == "WKW:TGW:1EP":
        paradigm.stems |= {word.form}
