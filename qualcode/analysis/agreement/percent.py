"""Percent agreement. With missing judgements there are several definitions in use; each has a name here.

On the data of Krippendorff (2011) they give .818, .800, .782 and .778, so that a report must say which.
"""

from __future__ import annotations

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, quotient
from qualcode.analysis.agreement.ratings import MISSING, Floats, Ratings, Table, as_ratings


def agreement_by_unit(data: Ratings | Table) -> Coefficient:
    """Return the mean, over units that two or more coders judged, of the share of pairs of coders who agree.

    p = mean over u of sum over c of r_uc (r_uc - 1) / (m_u (m_u - 1)). Gwet (2014), Handbook of
    Inter-Rater Reliability, 4th ed., ch. 2.

    >>> agreement_by_unit([[1, 1], [1, 2]]).value
    0.5
    """
    agreeing, pairs, weights = _pairs(as_ratings(data))
    return quotient(float(weights @ (agreeing / pairs)), float(weights.sum()), Why.NO_PAIRS)


def agreement_by_value(data: Ratings | Table) -> Coefficient:
    """Return 1 - D_o of Krippendorff's alpha: units weigh by how many judgements they have.

    p = sum over u of sum over c of r_uc (r_uc - 1) / (m_u - 1), divided by the pairable values.
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
    """
    agreeing, pairs, weights = _pairs(as_ratings(data))
    judged = (1 + np.sqrt(1 + 4 * pairs)) / 2
    return quotient(float(weights @ (agreeing / (judged - 1))), float(weights @ judged), Why.NO_PAIRS)


def agreement_by_pair(data: Ratings | Table) -> Coefficient:
    """Return the share of all pairs of judgements that agree: a unit that more coders judged weighs more."""
    agreeing, pairs, weights = _pairs(as_ratings(data))
    return quotient(float(weights @ agreeing), float(weights @ pairs), Why.NO_PAIRS)


def agreement_by_coders(data: Ratings | Table) -> Coefficient:
    """Return the mean over pairs of coders of the share of units on which the two agree.

    Freelon (2010), ReCal: intercoder reliability calculation as a web service, IJIS 5(1).
    """
    found = as_ratings(data)
    shares = [_share(found.confusion(*pair)) for pair in found.pairs]
    defined = [share for share in shares if share is not None]
    return quotient(sum(defined), len(defined), Why.NO_PAIRS)


def all_equal(data: Ratings | Table, tolerance: float = 0) -> Coefficient:
    """Return the share of units on which all coders agree, of those that all of them judged.

    With a `tolerance`, numbers that differ by no more than that agree.
    """
    found = as_ratings(data)
    judged = (found.numbers != MISSING).all(axis=1)
    if tolerance:
        values = np.array(found.categories, dtype=float)[found.numbers]
        equal = np.ptp(values, axis=1) <= tolerance
    else:
        equal = (found.numbers == found.numbers[:, :1]).all(axis=1)
    weights = found.weights * judged
    return quotient(float(weights @ equal), float(weights.sum()), Why.NO_PAIRS)


def _pairs(data: Ratings) -> tuple[Floats, Floats, Floats]:
    """Return of the units that two or more coders judged: agreeing ordered pairs, all ordered pairs, weights."""
    counts = data.counts
    judged = counts.sum(axis=1)
    kept = judged > 1
    agreeing = (counts * (counts - 1)).sum(axis=1)
    return agreeing[kept], (judged * (judged - 1))[kept], data.weights[kept]


def _share(table: Floats) -> float | None:
    return quotient(float(np.trace(table)), float(table.sum()), Why.NO_PAIRS).value
