"""The list of separable verbs: which particle goes with which base, and how often."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from qualcode.dutch.lexicon import lexicon

# A particle that so many verbs have makes new ones.
_PRODUCTIVE = 4
_VOWELS = "aeiou"
# What is taken for a verb that is in no list.
_NEW_FREQUENCY, _NEW_BASE_FREQUENCY = 2.0, 4.0


class Separable(NamedTuple):
    """A separable verb, its parts, and the frequency of the verb and its base (Zipf's scale: 3 is once in a million).

    `double` tells that the same letters are an inseparable verb as well: "voorkomen".
    """

    verb: str
    particle: str
    base: str
    frequency: float = 0.0
    base_frequency: float = 0.0
    double: bool = False


class SeparableList(NamedTuple):
    """The separable verbs by their infinitive; verbs that only look like it; particles that make new verbs."""

    verbs: dict[str, Separable]
    inseparable: frozenset[str]
    productive: frozenset[str]


@lru_cache(maxsize=1)
def separable_list() -> SeparableList:
    """Return the list that comes with the package.

    >>> separable_list().verbs["samenwerken"][:3]
    ('samenwerken', 'samen', 'werken')
    """
    text = (files("qualcode.dutch") / "data" / "separable_verbs.tsv").read_text(encoding="utf-8")
    verbs: dict[str, Separable] = {}
    inseparable = set()
    for line in text.splitlines():
        parts, *fields = line.split("\t")
        if fields == ["-"]:
            inseparable.add(parts)
        elif fields:
            particle, _, base = parts.partition("|")
            entry = Separable(
                particle + base, particle.rstrip("-"), base, float(fields[0]), float(fields[1]), len(fields) > 2
            )
            verbs[entry.verb] = entry
    counts = Counter(entry.particle for entry in verbs.values())
    productive = frozenset(particle for particle, count in counts.items() if count >= _PRODUCTIVE)
    return SeparableList(verbs, frozenset(inseparable), productive)


@lru_cache(maxsize=20_000)
def find_verb(verb: str) -> Separable | None:
    """Return a separable verb with its parts; None where the verb is not separable.

    A verb that no dictionary has is separable where a particle stands before a known verb.

    >>> find_verb("doorverwijzen").particle, find_verb("overleven"), find_verb("terugappen").base
    ('door', None, 'appen')
    """
    known = separable_list()
    if verb in known.verbs or verb in known.inseparable:
        return known.verbs.get(verb)
    for at in range(len(verb) - 3, 1, -1):
        particle, base = verb[:at].removesuffix("-"), verb[at:]
        between_vowels = particle[-1] in _VOWELS and base[0] in _VOWELS
        if (
            particle in known.productive
            and between_vowels == (verb[at - 1] == "-")
            and (base in base_frequencies() or _is_verb(base))
        ):
            return Separable(
                verb, particle, base, _NEW_FREQUENCY, base_frequencies().get(base, _NEW_BASE_FREQUENCY), double=False
            )
    return None


@lru_cache(maxsize=1)
def base_frequencies() -> dict[str, float]:
    """Return the bases of the list with their frequencies."""
    return {entry.base: entry.base_frequency for entry in separable_list().verbs.values()}


def _is_verb(word: str) -> bool:
    return any(reading.lemma == word and reading.tag.startswith("WKW") for reading in lexicon().readings(word))
