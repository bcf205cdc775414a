"""The list of separable verbs: which particle goes with which base, and how often."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# A particle that so many verbs have makes new ones.
_PRODUCTIVE = 4


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
