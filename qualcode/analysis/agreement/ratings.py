"""Judgements of units by coders, with missing values: what most coefficients start from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import QualcodeError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
MISSING = -1
Table = Sequence[Sequence[Any]] | NDArray[Any]


@dataclass(frozen=True)
class Ratings:
    """Units × coders.

    `numbers` (units × coders, int64) are positions in `categories`, `MISSING` where a coder did not
    judge the unit; `categories` are those of the codebook, in their order, also the ones that nobody
    used; `weights` (units, float64) say for how many units a row stands.
    """

    numbers: Integers
    categories: tuple[Hashable, ...]
    weights: Floats

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.numbers.shape[1])

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of coders, by position."""
        return list(combinations(range(self.coders), 2))

    @cached_property
    def counts(self) -> Floats:
        """How many coders gave each unit each category: units × categories, float64."""
        steps = np.arange(len(self.categories))
        counts: Floats = (self.numbers[:, :, None] == steps).sum(axis=1).astype(float)
        return counts

    def confusion(self, first: int, second: int) -> Floats:
        """Return how often one coder gave a category and another one gave one: categories × categories, float64.

        Units that one of the two did not judge are left out.
        """
        rows, columns = self.numbers[:, first], self.numbers[:, second]
        both = (rows != MISSING) & (columns != MISSING)
        size = len(self.categories)
        flat: Floats = np.bincount(rows[both] * size + columns[both], self.weights[both], size * size).astype(float)
        return flat.reshape(size, size)


def ratings(values: Table, categories: Iterable[Hashable] | None = None) -> Ratings:
    """Return the judgements of a table of units × coders; None and NaN are missing.

    `categories` is the codebook, in order; by default the values that occur, sorted. Raises
    `QualcodeError` for rows of unequal length and for a value that is no category.

    >>> ratings([["ja", "ja"], ["nee", None]]).numbers.tolist()
    [[0, 0], [1, -1]]
    """
    rows = [[None if _is_missing(value) else value for value in row] for row in values]
    if len({len(row) for row in rows}) > 1:
        raise QualcodeError("The units do not all have as many judgements. Write None where a coder made none.")
    found = dict.fromkeys(value for row in rows for value in row if value is not None)
    known = tuple(_in_order(found) if categories is None else categories)
    position = {value: number for number, value in enumerate(known)}
    strange = [value for value in found if value not in position]
    if strange:
        raise QualcodeError(f"{strange[0]!r} is not among the categories {list(known)}.")
    numbers = [[MISSING if value is None else position[value] for value in row] for row in rows]
    width = len(rows[0]) if rows else 0
    return Ratings(np.array(numbers, dtype=np.int64).reshape(len(rows), width), known, np.ones(len(rows)))


def ratings_of_counts(counts: Table, categories: Iterable[Hashable] | None = None) -> Ratings:
    """Return the judgements behind a confusion table of two coders: rows the first's, columns the second's.

    Raises `QualcodeError` for a table that is not square.

    >>> ratings_of_counts([[20, 5], [10, 15]]).weights.sum()
    np.float64(50.0)
    """
    table = np.asarray(counts, dtype=float)
    size = len(table)
    known = tuple(range(size) if categories is None else categories)
    if table.shape != (size, size) or len(known) != size:
        raise QualcodeError(f"A confusion table has a row and a column a category; this one is {table.shape}.")
    rows, columns = np.indices(table.shape).reshape(2, -1)
    return Ratings(np.stack([rows, columns], axis=1), known, table.ravel())


def as_ratings(data: Ratings | Table, categories: Iterable[Hashable] | None = None) -> Ratings:
    """Return `data` as it is, or the judgements of a table (see `ratings`)."""
    return data if isinstance(data, Ratings) else ratings(data, categories)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and bool(np.isnan(value)))


def _in_order(values: Iterable[Hashable]) -> list[Hashable]:
    found: list[Any] = list(values)
    try:
        return sorted(found)
    except TypeError:
        return sorted(found, key=str)
