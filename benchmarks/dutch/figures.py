"""One measured figure beside the bar that it must pass and the aim beyond it."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured, its value, and what it has to be at least; in percent where nothing else is said.

    >>> Figure("lemma, content words, A", 96.0, bar=95.5, aim=97.0).holds
    True
    """

    name: str
    value: float
    bar: float | None = None
    aim: float | None = None
    note: str = ""
    at_most: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether the bar is reached, or not passed where the value may be at most so much; what has none holds."""
        return self.bar is None or (self.value <= self.bar if self.at_most else self.value >= self.bar)


def share(right: int, total: int) -> float:
    """Return what part of the total is right, in percent; 0 of nothing.

    >>> share(3, 4)
    75.0
    """
    return 100 * right / total if total else 0.0


def f_score(right: int, found: int, expected: int) -> float:
    """Return the harmonic mean of precision and recall, in percent.

    >>> f_score(right=8, found=10, expected=10)
    80.0
    """
    return 200 * right / (found + expected) if found + expected else 0.0
