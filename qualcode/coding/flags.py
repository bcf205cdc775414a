"""Words near a hit that may turn its meaning: a negation, or that it is not so but should be.

They are shown beside a suggestion and never take one away: 'er is geen overleg' is about overleg.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from qualcode.coding.index import WordIndex

NEGATION = "negation"
COUNTERFACTUAL = "counterfactual"
# How many words before the first and behind the last matched word are looked at, within the sentence.
BEFORE, BEHIND = 6, 5
_NEGATIONS = frozenset(
    "niet geen geeneens nooit nergens niemand niks niets nauwelijks amper zonder noch evenmin zelden nimmer "
    "geenszins allerminst ontbreekt ontbreken ontbrak".split()
)
_COUNTERFACTUALS = frozenset("zou zouden zou'n zouen wou stel alsof tenzij mits gewenst wenselijk idealiter".split())
# "Dat had gemoeten", "we hadden moeten samenwerken".
_WOULD = frozenset("had hadden".split())
_MODAL = frozenset("moeten gemoeten kunnen gekund willen gewild mogen gemogen horen".split())


class Flags:
    """Where such words stand in an index."""

    def __init__(self, index: WordIndex) -> None:
        """Look them up once."""
        self._index = index
        would, modal = self._at(_WOULD), self._at(_MODAL)
        missed = [place for place in would if self._is_followed(place, modal)]
        counterfactuals = sorted({*self._at(_COUNTERFACTUALS), *missed})
        self._cues = {NEGATION: self._at(_NEGATIONS), COUNTERFACTUAL: counterfactuals}

    def near(self, hits: Sequence[tuple[int, ...]]) -> list[str | None]:
        """Return what stands near each hit, given by its places: "negation", "counterfactual", both, or None."""
        first = np.array([places[0] for places in hits], dtype=np.int64)
        last = np.array([places[-1] for places in hits], dtype=np.int64)
        begin, end = self._index.sentence_bounds(first)
        begin, end = np.maximum(begin, first - BEFORE), np.minimum(end, last + BEHIND + 1)
        names: list[list[str]] = [[] for _ in hits]
        for name, cues in self._cues.items():
            count = np.searchsorted(cues, end) - np.searchsorted(cues, begin)
            for at in np.flatnonzero(count).tolist():
                # A keyword may be such a word itself.
                if count[at] > sum(place in hits[at] for place in cues[bisect_left(cues, begin[at]) :][: count[at]]):
                    names[at].append(name)
        return ["; ".join(found) or None for found in names]

    def _at(self, forms: frozenset[str]) -> list[int]:
        numbers = (self._index.vocabulary.number(form) for form in forms)
        return sorted(self._index.places(number for number in numbers if number is not None))

    def _is_followed(self, place: int, others: Sequence[int]) -> bool:
        at = bisect_left(others, place)
        return at < len(others) and self._index.are_together(place, others[at])
