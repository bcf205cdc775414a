"""Agreement of two coders on the coded text of one code, in characters: what overlaps, and how much of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.analysis.agreement.coefficient import Coefficient, Why, quotient
from qualcode.analysis.agreement.nominal import cohen_kappa
from qualcode.analysis.agreement.ratings import ratings_of_counts


@dataclass(frozen=True)
class Overlap:
    """How much text two coders put under one code.

    `both`, `only_first`, `only_second` and `neither` are shares of the text, `percent` is that on
    which they agree; `jaccard` and `f1` look at the coded text only, so that a long uncoded text
    does not flatter; `kappa` is Cohen's on characters.
    """

    both: float
    only_first: float
    only_second: float
    neither: float
    percent: float
    jaccard: Coefficient
    f1: Coefficient
    kappa: Coefficient


def overlap_of_counts(both: float, only_first: float, only_second: float, total: float) -> Overlap:
    """Return the overlap of two coders, given how many characters (or units) each case has.

    Jaccard = both / (both + only first + only second); F1 (Dice; Holsti 1969) = 2 both / (first +
    second). Both are undefined where neither coder used the code.

    >>> overlap_of_counts(50, 75, 75, 1000).jaccard.value
    0.25
    """
    neither = total - both - only_first - only_second
    table = ratings_of_counts([[both, only_first], [only_second, neither]], (True, False))
    whole = max(total, 1e-300)
    return Overlap(
        both / whole,
        only_first / whole,
        only_second / whole,
        neither / whole,
        (both + neither) / whole,
        quotient(both, both + only_first + only_second, Why.NOT_USED),
        quotient(2 * both, 2 * both + only_first + only_second, Why.NOT_USED),
        cohen_kappa(table),
    )


def overlap_of_spans(first: Iterable[tuple[int, int]], second: Iterable[tuple[int, int]], total: int) -> Overlap:
    """Return the overlap of two coders' spans (start, end exclusive) in a text of `total` characters."""
    one, other = (_characters(spans) for spans in (first, second))
    both = len(one & other)
    return overlap_of_counts(both, len(one) - both, len(other) - both, total)


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
