"""What to code twice: transcripts or passages spread over themes and respondents, and how sure κ will be then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from qualcode.analysis.agreement.bootstrap import percentiles
from qualcode.analysis.tables import frame_of

Item = TypeVar("Item", bound=Hashable)
EXPECTED_COLUMNS: dict[str, str] = {
    "code": "str",
    "prevalence": "Float64",
    "units": "int64",
    "expected": "Float64",
    "kappa": "Float64",
    "low": "Float64",
    "high": "Float64",
}


def spread_sample(
    items: Mapping[Item, Collection[Hashable]], groups: Mapping[Item, Hashable], number: int, seed: int
) -> list[Item]:
    """Return `number` of the items, spread over what they hold and over the groups that they belong to.

    `items` gives the codes of each item, `groups` its respondent or sector. One after another the item is
    taken that adds most to what is there least; ties are broken at random.

    >>> spread_sample({"R1": {"a"}, "R2": {"a", "b"}, "R3": {"c"}}, {"R1": 1, "R2": 1, "R3": 2}, 2, 1)
    ['R2', 'R3']
    """
    dice = np.random.default_rng(seed)
    left = [list(items)[at] for at in dice.permutation(len(items))]
    codes: Counter[Hashable] = Counter()
    used: Counter[Hashable] = Counter()
    chosen: list[Item] = []
    while left and len(chosen) < number:
        best = max(
            left, key=lambda item: (sum(0.5 ** codes[code] for code in items[item]) + 0.5) * 0.5 ** used[groups[item]]
        )
        left.remove(best)
        chosen.append(best)
        codes.update(items[best])
        used[groups[best]] += 1
    return chosen


def expected_intervals(
    prevalence: Mapping[str, float],
    units: int,
    kappas: Sequence[float] = (0.6, 0.8),
    *,
    rounds: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Return which 95 % interval of Cohen's κ so many units give, with the columns of `EXPECTED_COLUMNS`.

    Two coders use a code as often as `prevalence` says and agree with a true κ; their units are drawn
    `rounds` times. `expected` is how many units one coder is expected to give the code. Units are
    taken for independent of each other, which sentences of one conversation are not: the interval in
    the report, over transcripts, is wider. `low` and `high` are missing where κ is undefined in most
    draws, since the code is too rare.
    """
    dice = np.random.default_rng(seed)
    rows = (
        (code, share, units, share * units, kappa, *(_interval(share, kappa, units, rounds, dice) or (None, None)))
        for code, share in prevalence.items()
        for kappa in kappas
    )
    return frame_of(rows, EXPECTED_COLUMNS)


def shares_of(units: Iterable[Collection[str]], codes: Iterable[str]) -> dict[str, float]:
    """Return the share of units that have each code."""
    found = [set(unit) for unit in units]
    counts = Counter(code for unit in found for code in unit)
    return {code: counts[code] / len(found) if found else 0.0 for code in codes}


def _interval(
    share: float, kappa: float, units: int, rounds: int, dice: np.random.Generator
) -> tuple[float, float] | None:
    apart = share * (1 - share) * (1 - kappa)
    both, neither = share - apart, 1 - share - apart
    drawn = dice.multinomial(units, [both, apart, apart, neither], size=rounds) / max(units, 1)
    one, other = drawn[:, 0] + drawn[:, 1], drawn[:, 0] + drawn[:, 2]
    expected = one * other + (1 - one) * (1 - other)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(expected < 1, (drawn[:, 0] + drawn[:, 3] - expected) / (1 - expected), np.nan)
    return percentiles(values)
