"""Intervals by drawing again: over transcripts, over units, or over disagreements.

Sentences of one conversation resemble each other. An interval that takes them for independent is far too
narrow (analytic intervals on characters covered the truth 10 % of the time, drawing whole transcripts
88 %, where 95 % was meant), so that reports draw transcripts. The others are there for comparison with
what other programs print.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from qualcode.analysis.agreement.alpha import coincidences, krippendorff_alpha, metric_differences
from qualcode.analysis.agreement.ratings import Floats, Ratings, Table, as_ratings
from qualcode.errors import check_value

Interval = tuple[float, float] | None
# Draws that differ by no more are the same value.
_SAME = 1e-9
METHODS = ("unit", "krippendorff")


def draws(clusters: int, rounds: int, seed: int) -> Floats:
    """Return how often each of `clusters` is drawn in each round, with replacement: rounds × clusters, float64."""
    dice = np.random.default_rng(seed)
    return dice.multinomial(clusters, np.full(clusters, 1 / clusters), size=rounds).astype(float)


def percentiles(values: Floats, confidence: float = 0.95) -> Interval:
    """Return the interval in which the middle share of the drawn values lies; undefined ones are left out.

    None where fewer than half of the rounds gave a value.
    """
    defined = values[~np.isnan(values)]
    if len(defined) * 2 < len(values) or not len(defined):
        return None
    low, high = np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def interval_of_draws(values: Floats) -> Interval:
    """Return the 95% interval of draws of transcripts, None where all of them give the same value.

    Coders who differ nowhere, or everywhere alike, are as sure of it in one sentence as in a thousand by
    this method, so that it says nothing there.
    """
    found = percentiles(values)
    return None if found is None or np.ptp(values[~np.isnan(values)]) < _SAME else found


def alpha_interval(
    data: Ratings | Table,
    level: str = "nominal",
    *,
    method: str = "unit",
    rounds: int = 2000,
    confidence: float = 0.95,
    seed: int = 1,
) -> Interval:
    """Return an interval of Krippendorff's alpha for units that are independent of each other.

    "unit" draws units with replacement and computes alpha anew; "krippendorff" keeps the expected
    disagreement and draws pairs of judgements, as Hayes & Krippendorff (2007, Communication Methods
    and Measures 1, 77-89) do, which gives a narrower one. None where alpha is undefined. Raises
    `UnknownValueError` for another method.
    """
    check_value("method", method, METHODS)
    found = as_ratings(data)
    if krippendorff_alpha(found, level).value is None:
        return None
    drawn = _by_unit(found, level, rounds, seed) if method == "unit" else _by_pair(found, level, rounds, seed)
    return percentiles(drawn, confidence)


def bootstrap(statistic: Callable[[Ratings], float | None], data: Ratings, rounds: int, seed: int) -> Floats:
    """Return the statistic of units that were drawn with replacement: rounds, float64, NaN where undefined."""
    times = draws(len(data.numbers), rounds, seed)
    drawn = (statistic(Ratings(data.numbers, data.categories, data.weights * row)) for row in times)
    return np.array([np.nan if value is None else value for value in drawn])


def _by_unit(data: Ratings, level: str, rounds: int, seed: int) -> Floats:
    kept = (data.numbers >= 0).sum(axis=1) > 1
    several = Ratings(data.numbers[kept], data.categories, data.weights[kept])
    return bootstrap(lambda drawn: krippendorff_alpha(drawn, level).value, several, rounds, seed)


def _by_pair(data: Ratings, level: str, rounds: int, seed: int) -> Floats:
    used = coincidences(data).sum(axis=1)
    difference = metric_differences(data, used, level)
    total = used.sum()
    expected = float(used @ difference @ used) / (total * (total - 1))
    judgements = [row[row >= 0] for row in data.numbers]
    pairs = [(one, other, len(row) - 1) for row in judgements for one, other in combinations(row, 2)]
    deviations = np.array([2 * difference[one, other] / (total * expected) for one, other, _ in pairs])
    shares = np.array([1 / others for _, _, others in pairs])
    dice = np.random.default_rng(seed)
    drawn = np.array([1 - float(dice.choice(deviations, len(deviations)) @ shares) for _ in range(rounds)])
    lowest: Floats = np.maximum(drawn, -1)
    return lowest
