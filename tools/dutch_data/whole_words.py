"""Words that look like compounds and are none, and verbs that are compounds though verbs mostly are none.

- ``whole_words.txt.xz``: words of the lexicon that could be parted, though the dictionary speaks against it;
- ``compound_verbs.txt.xz``: separable verbs that begin with a noun or adjective ("les", "geven").

Where words are parted in speech is asked of ``pyphen``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyphen

from qualcode.dutch.constituents import PARTICLES, PLACES_AND_TIMES, PREFIXES, SUFFIXES
from tools.dutch_data.lexicon import RAREST, frequency
from tools.dutch_data.paradigms import NAMING, Paradigm
from tools.dutch_data.splits import Model, Split, needed, unlinked

# A compound whose parts chance would bring together less often is doubted; the more so the shorter it is.
_LEAST, _LEAST_AT = 0.001, 6
# The same where the letters are parted elsewhere in speech: "be-stuur", not "best-uur".
_LEAST_UNHEARD, _SHORT_UNHEARD = 0.04, 7
# Frequent words with a particle mean something of their own: "toestand" is no "stand".
_LEXICALIZED, _LEXICALIZED_PLACES = 3.5, 4.5
_RARE_ACT, _PLAIN_ACT = 3.0, 0.5
# Nouns of strong verbs that are not their stems: with "in" before them, "spraak" is of "inspreken".
_OF_STRONG_VERBS = {
    "bod": "bieden",
    "dracht": "dragen",
    "gang": "gaan",
    "gave": "geven",
    "komst": "komen",
    "name": "nemen",
    "slag": "slaan",
    "spraak": "spreken",
    "sprong": "springen",
    "stand": "staan",
    "zicht": "zien",
}
# How many compounds a first part begins that is relied on by itself, or how often it is used and how long both parts are.
_SURE = 20
_SURE_USE, _SURE_FIRST, _SURE_LAST = 3.0, 5, 5
# Who or what does something: "mantel|zorger", "zelf|sturing", "probleem|oplossend".
_DOING = ("er", "ster", "ing", "erij", "end", "ende")
_SHORTEST = 5


def compound_verbs(words: Mapping[str, Paradigm]) -> Iterator[str]:
    r"""Yield the separable verbs that begin with a noun or adjective, its end and theirs parted by a tab.

    >>> words = {"les": Paradigm(frozenset({"ZNW"})), "geven": Paradigm(frozenset({"WKW"}), participles=frozenset({"gegeven"}))}
    >>> words["lesgeven"] = Paradigm(frozenset({"WKW"}), participles=frozenset({"lesgegeven"}))
    >>> [line.split("\t") for line in compound_verbs(words)]
    [['les', 'geven']]
    """
    for verb, paradigm in words.items():
        for at in range(2, len(verb) - 3) if paradigm.participles else ():
            before, base = verb[:at], words.get(verb[at:])
            if base is None or before in PARTICLES or before not in words:
                continue
            naming = not words[before].classes.isdisjoint(NAMING)
            if naming and any(before + form in paradigm.participles for form in base.participles):
                yield f"{before}\t{verb[at:]}"


def whole_words(words: Mapping[str, Paradigm], found: Model) -> list[str]:
    """Return the lexicon's lemmas that look like compounds of known parts and are none."""
    judge = _Judge.of(words, found)
    return sorted(
        word
        for word, paradigm in words.items()
        if len(word) >= _SHORTEST and word.isalpha() and word.islower() and frequency(word) >= RAREST
        if not paradigm.classes.isdisjoint(NAMING)
        if judge.could_be_parted(word) and not judge.is_compound(word)
    )


@dataclass(frozen=True)
class _Judge:
    """Tells compounds from what merely looks so, by what is known of all words."""

    words: Mapping[str, Paradigm]
    found: Model
    first: Counter[str]
    last: frozenset[str]
    stems: Mapping[str, str]
    doers: frozenset[str]
    plurals: frozenset[str]
    hyphens: pyphen.Pyphen

    @classmethod
    def of(cls, words: Mapping[str, Paradigm], found: Model) -> _Judge:
        first: Counter[str] = Counter()
        for (word, _), count in found.first.items():
            first[word] += round(count)
        verbs = [word for word, paradigm in words.items() if "WKW" in paradigm.classes]
        last = frozenset(word for word, count in found.last.items() if round(count) >= needed(word))
        return cls(
            words=words,
            found=found,
            first=first,
            last=last,
            stems={stem: word for word in verbs for stem in words[word].stems},
            doers=frozenset(f"{verb[:-2]}{ending}" for verb in verbs if frequency(verb) >= RAREST for ending in _DOING),
            plurals=frozenset(plural for word in last for plural in words[word].plurals),
            hyphens=pyphen.Pyphen(lang="nl_NL", left=1, right=1),
        )

    def could_be_parted(self, word: str) -> bool:
        """Tell whether a part of a word is a word that begins or ends compounds."""
        cuts = range(2, len(word) - 1)
        return any(word[at:] in self.last for at in cuts) or any(
            self.first[base] > 0 for at in cuts for base, _ in unlinked(word[:at])
        )

    def is_compound(self, word: str) -> bool:
        """Tell whether a word is made as one of its splits says, or in another way than of two lemmas."""
        heard = frozenset(self.hyphens.positions(word))
        # "Deskundige" is of "deskundig".
        bases = {word, word.removesuffix("e")}
        return any(
            self._holds(base, split, heard) for base in bases for split in self.found.splits.get(base, ())
        ) or any(self._holds_otherwise(word, at) for at in heard if 3 <= at <= len(word) - 3)

    def _holds(self, word: str, split: Split, heard: frozenset[int]) -> bool:
        if split.last in SUFFIXES and split.link != "s":
            return False
        if split.first in PARTICLES and (split.link or not self._is_plain_particle(word, split)):
            return False
        expected = self.found.expected(split)
        if len(word) - len(split.last) in heard:
            return bool(expected >= _LEAST / 2 ** (len(word) - _LEAST_AT))
        return len(word) > _SHORT_UNHEARD and expected >= _LEAST_UNHEARD

    def _is_plain_particle(self, word: str, split: Split) -> bool:
        """Tell whether a word with a particle means what its noun means, as "nazorg" does and "voorwaarde" does not."""
        often = frequency(word)
        acts = (f"{split.first}{act}" for act in self._acts(split.last))
        if any("WKW" in self.words[verb].classes for verb in acts if verb in self.words):
            act = split.last.endswith(("ing", "er"))
            return bool(act) and often < _RARE_ACT and often < frequency(split.last) - _PLAIN_ACT
        return often < (_LEXICALIZED_PLACES if split.first in PLACES_AND_TIMES else _LEXICALIZED)

    def _acts(self, last: str) -> set[str]:
        """Return the verbs that a last part may be made from: "werking" and "werker" from "werken"."""
        roots = {last, last.removesuffix("ing"), last.removesuffix("er")}
        return {f"{root}{ending}" for root in roots for ending in ("en", "n")} | {
            *(self.stems.get(root, "") for root in roots),
            _OF_STRONG_VERBS.get(last, ""),
        }

    def _holds_otherwise(self, word: str, at: int) -> bool:
        """Tell whether a word is made of more than two parts, of a plural ("geld|zorgen"), or of who does something."""
        before, last = word[:at], word[at:]
        sure = any(self._is_sure(base) for base, _ in unlinked(before))
        if last in SUFFIXES:
            return False
        if sure and (last in self.plurals or (last in self.doers and len(last) >= _SURE_LAST)):
            return True
        if last not in self.last or not self.words[word].may_end_as(self.words[last], before):
            return False
        used = len(before) >= _SURE_FIRST and len(last) >= _SURE_LAST and frequency(before) >= _SURE_USE
        return (used and before not in PREFIXES | PARTICLES) or any(
            self._is_sure(one) and self._is_sure(other)
            for cut in range(3, at - 2)
            for one, _ in unlinked(before[:cut])
            for other, _ in unlinked(before[cut:])
        )

    def _is_sure(self, word: str) -> bool:
        return self.first[word] >= _SURE and len(word) > 2 and word not in PREFIXES | PARTICLES
