"""Words that say the same: *waardering* and *waarderen*, *segregatie* and *segregeren*, *veiligheid* and *veilig*.

Which do is listed: a rule that looks at the letters only would bring "bedrijf" together with "bedrijven".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qualcode.dutch.packed import unpacked

_NONE: frozenset[str] = frozenset()


def derived(lemma: str) -> frozenset[str]:
    """Return the verbs and adjectives that say the same as a noun, or the nouns of a verb or adjective.

    >>> sorted(derived("waardering")), sorted(derived("segregeren")), sorted(derived("rekenen"))
    (['waarderen'], ['segregatie'], [])
    >>> sorted(derived("veilig"))
    ['veiligheid']
    """
    return _kin().get(lemma, _NONE)


@lru_cache(maxsize=1)
def _kin() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in unpacked("kin.tsv.xz").decode("utf-8").splitlines():
        noun, kin = line.split("\t")
        for other in kin.split(" "):
            found.setdefault(noun, set()).add(other)
            found.setdefault(other, set()).add(noun)
    return {word: frozenset(kin) for word, kin in found.items()}
