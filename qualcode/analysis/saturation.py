"""Code saturation: how many codes are still new in the last interviews.

Source: Guest, Namey & Chen (2020), A simple method to assess and report thematic saturation in qualitative
research, PLoS ONE 15(5), e0232076. It says something of codes that come from the interviews; codes that
were there before the first one cannot be new.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualcode.errors import QualcodeError

RUN_COLUMNS: dict[str, str] = {"first": "int64", "last": "int64", "new": "int64", "ratio": "Float64"}
GROWTH_COLUMNS: dict[str, str] = {"new": "int64", "cumulative": "int64", "share": "Float64"}


@dataclass(frozen=True)
class SaturationPoint:
    """The runs after the base, and where new information fell to the threshold.

    `runs` has the columns of `RUN_COLUMNS`: the interviews of a run (counting from 1), its new codes,
    and these divided by `base_codes`; `reached_at` is how many interviews there were before the first
    run whose ratio is at most the threshold, None where there was none.
    """

    base: int
    run: int
    threshold: float
    base_codes: int
    runs: pd.DataFrame
    reached_at: int | None

    @property
    def notation(self) -> str | None:
        """The number of interviews with the run that showed it, as "6+2"; None where it was not reached."""
        return None if self.reached_at is None else f"{self.reached_at}+{self.run}"


def saturation_of_counts(
    new_codes: Sequence[int], base: int = 4, run: int = 2, threshold: float = 0.05
) -> SaturationPoint:
    """Return the saturation of interviews, given how many codes were new in each, in order.

    The `base` interviews give the fixed denominator; runs of `run` interviews slide by one; saturation
    is the first ratio of at most `threshold` (.05 or 0). Raises `QualcodeError` for a base or run
    below 1.

    >>> saturation_of_counts([16, 10, 6, 5, 4, 3, 1, 0]).notation
    '6+2'
    """
    if base < 1 or run < 1:
        raise QualcodeError(f"base and run are numbers of interviews, at least 1 (here {base} and {run}).")
    counts = np.asarray(new_codes, dtype=np.int64)
    in_base = int(counts[:base].sum())
    rows = [
        (start + 1, start + run, int(counts[start : start + run].sum())) for start in range(base, len(counts) - run + 1)
    ]
    frame = pd.DataFrame(
        [(*row, row[2] / in_base if in_base else None) for row in rows], columns=list(RUN_COLUMNS)
    ).astype(RUN_COLUMNS)
    reached = frame[frame["ratio"].le(threshold).fillna(value=False)]
    at = int(reached["first"].iloc[0]) - 1 if len(reached) else None
    return SaturationPoint(base, run, threshold, in_base, frame, at)


def growth(interviews: Sequence[Collection[Hashable]]) -> pd.DataFrame:
    """Return a row an interview, in order, with the columns of `GROWTH_COLUMNS`, given the codes of each.

    `share` is the part of all codes that were found up to then; missing where there are none.

    >>> growth([{"a", "b"}, {"a", "c"}])["new"].tolist()
    [2, 1]
    """
    seen: set[Hashable] = set()
    new = []
    for codes in interviews:
        found = set(codes) - seen
        new.append(len(found))
        seen |= found
    total = np.cumsum(new) if new else np.zeros(0, dtype=np.int64)
    shares = [float(count) / len(seen) if seen else None for count in total]
    return pd.DataFrame({"new": new, "cumulative": total, "share": shares}).astype(GROWTH_COLUMNS)


def new_in_random_orders(present: NDArray[np.bool_], rounds: int, seed: int) -> NDArray[np.int64]:
    """Return how many codes are new in each place of interviews that stand in a random order.

    `present` is interviews × codes; what is returned is rounds × interviews. That new codes become
    fewer is in part a matter of the order in which interviews were held, or coded.
    """
    dice = np.random.default_rng(seed)
    count = len(present)
    found = np.zeros((rounds, count), dtype=np.int64)
    named = present[:, present.any(axis=0)]
    for number in range(rounds):
        first = named[dice.permutation(count)].argmax(axis=0)
        found[number] = np.bincount(first, minlength=count)
    return found
