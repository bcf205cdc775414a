"""Krippendorff's alpha: any number of coders, missing judgements, any level of measurement.

Everything goes through the coincidence table: o_ck counts, for every unit, the ordered pairs of
judgements c and k by different coders, each unit weighed by 1 / (m_u - 1).
"""

from __future__ import annotations

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, one_minus
from qualcode.analysis.agreement.ratings import Floats, Ratings, Table, as_ratings
from qualcode.errors import check_value

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def krippendorff_alpha(data: Ratings | Table, level: str | Table = "nominal") -> Coefficient:
    """Return Krippendorff's alpha.

    alpha = 1 - D_o / D_e = 1 - (n - 1) · sum of o_ck d_ck / sum of n_c n_k d_ck, with n the pairable
    values; `level` is one of `LEVELS`, or a table of the differences d (categories × categories).
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; (2019) Content Analysis, 4th ed.,
    ch. 12. Undefined where nothing varies. Raises `UnknownValueError` for another level.

    >>> krippendorff_alpha([[1, 1], [2, 2], [1, 2], [2, 2]]).value
    0.5333333333333333
    """
    found = as_ratings(data)
    observed = coincidences(found)
    return alpha_of_coincidences(observed, metric_differences(found, observed.sum(axis=1), level))


def coincidences(data: Ratings) -> Floats:
    """Return the coincidence table (categories × categories, float64)."""
    counts = data.counts
    judged = counts.sum(axis=1)
    several = judged > 1
    counts = counts[several]
    scaled = counts * (data.weights[several] / (judged[several] - 1))[:, None]
    table: Floats = scaled.T @ counts - np.diag(scaled.sum(axis=0))
    return table


def alpha_of_coincidences(observed: Floats, difference: Floats) -> Coefficient:
    """Return alpha of a coincidence table and the differences between its categories."""
    values = observed.sum(axis=1)
    total = float(values.sum())
    if not total:
        return Coefficient(None, Why.NO_PAIRS)
    expected = float(values @ difference @ values)
    return one_minus((total - 1) * float((observed * difference).sum()), expected, Why.NO_VARIATION)


def metric_differences(data: Ratings, used: Floats, level: str | Table) -> Floats:
    """Return the squared differences between categories at a level (categories × categories, float64).

    `used` counts the pairable values by category, on which the ordinal difference depends:
    nominal 0 or 1; ordinal (sum of n_g from c to k - (n_c + n_k) / 2)^2; interval (c - k)^2; ratio
    ((c - k) / (c + k))^2.
    """
    if not isinstance(level, str):
        return np.asarray(level, dtype=float)
    check_value("level", level, LEVELS)
    size = len(data.categories)
    if level == "nominal":
        return 1.0 - np.eye(size)
    if level == "ordinal":
        middle = np.cumsum(used) - used / 2
        return _squared(middle)
    values = np.array(data.categories, dtype=float)
    if level == "interval":
        return _squared(values)
    sums = np.add.outer(values, values)
    ratio: Floats = (np.subtract.outer(values, values) / np.where(sums == 0, 1, sums)) ** 2
    return ratio


def _squared(values: Floats) -> Floats:
    squared: Floats = np.subtract.outer(values, values) ** 2
    return squared
