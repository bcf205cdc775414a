"""Agreement on ordered categories, where a near miss counts for something: weighted kappa and AC2."""

from __future__ import annotations

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, beyond_chance
from qualcode.analysis.agreement.nominal import category_shares, confusion_of_two
from qualcode.analysis.agreement.ratings import Floats, Ratings, Table, as_ratings
from qualcode.errors import check_value

WEIGHTS = ("identity", "linear", "quadratic")


def agreement_weights(size: int, kind: str) -> Floats:
    """Return how much two categories agree, 1 for the same: `size` × `size`, float64.

    "identity": nothing but the same; "linear": 1 - |i - j| / (q - 1); "quadratic": 1 - (i - j)^2 / (q - 1)^2,
    with i and j the places of the categories in their order. Cohen (1968), Psychological Bulletin 70,
    213-220. Raises `UnknownValueError` for another kind.
    """
    check_value("weights", kind, WEIGHTS)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / max(size - 1, 1)
    if kind == "identity":
        return np.eye(size)
    weights: Floats = 1 - apart if kind == "linear" else 1 - apart**2
    return weights


def weighted_kappa(data: Ratings | Table, weights: str | Table = "linear") -> Coefficient:
    """Return Cohen's weighted kappa of two coders.

    kappa_w = 1 - sum of d_ij o_ij / sum of d_ij e_ij with d = 1 - w and e the product of the margins;
    `weights` names a scheme of `agreement_weights`, or is a table of the w (categories × categories).
    Cohen (1968), Psychological Bulletin 70, 213-220.

    >>> round(weighted_kappa([[1, 1], [2, 2], [3, 2]], "linear").value, 3)
    0.571
    """
    found = as_ratings(data)
    table = confusion_of_two(found)
    total = table.sum()
    if not total:
        return Coefficient(None, Why.NO_PAIRS)
    kept = _weights(weights, len(found.categories))
    shares = table / total
    expected = float((kept * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    return beyond_chance(float((kept * shares).sum()), expected)


def gwet_ac2(data: Ratings | Table, weights: str | Table = "quadratic") -> Coefficient:
    """Return Gwet's AC2: AC1 with weights, of any number of coders, with missing judgements.

    p_e = (sum of w_ij) / (q (q - 1)) · sum over c of pi_c (1 - pi_c). Gwet (2014), Handbook of
    Inter-Rater Reliability, 4th ed., ch. 3.
    """
    found = as_ratings(data)
    size = len(found.categories)
    if size < 2:
        return Coefficient(None, Why.ONE_CATEGORY)
    kept = _weights(weights, size)
    counts = found.counts
    judged = counts.sum(axis=1)
    several = judged > 1
    if not found.weights[several].sum():
        return Coefficient(None, Why.NO_PAIRS)
    agreeing = (counts * (counts @ kept - 1)).sum(axis=1)[several] / (judged * (judged - 1))[several]
    observed = float(found.weights[several] @ agreeing / found.weights[several].sum())
    used = category_shares(found)
    return beyond_chance(observed, float(kept.sum() / (size * (size - 1)) * (used @ (1 - used))))


def _weights(weights: str | Table, size: int) -> Floats:
    return agreement_weights(size, weights) if isinstance(weights, str) else np.asarray(weights, dtype=float)
