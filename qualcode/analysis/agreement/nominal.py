"""Agreement beyond chance on unordered categories: kappa, pi and their kin.

They differ in what they call chance. q is the number of categories in the codebook, not of those
that were used.
"""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, beyond_chance
from qualcode.analysis.agreement.percent import agreement_by_unit
from qualcode.analysis.agreement.ratings import Floats, Ratings, Table, as_ratings
from qualcode.errors import QualcodeError


def cohen_kappa(data: Ratings | Table) -> Coefficient:
    """Return Cohen's kappa of two coders; units that one of them did not judge are left out.

    kappa = (p_o - p_e) / (1 - p_e), p_e = sum over c of p_c. p_.c: each coder's own use of the
    categories. Cohen (1960), Educational and Psychological Measurement 20, 37-46. Raises
    `QualcodeError` for another number of coders.

    >>> cohen_kappa([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]).value
    0.5
    """
    return kappa_of_table(confusion_of_two(as_ratings(data)))


def kappa_of_table(table: Floats) -> Coefficient:
    """Return Cohen's kappa of a confusion table (categories × categories)."""
    total = table.sum()
    if not total:
        return Coefficient(None, Why.NO_PAIRS)
    shares = table / total
    return beyond_chance(float(np.trace(shares)), float(shares.sum(axis=1) @ shares.sum(axis=0)))


def cohen_kappa_se(data: Ratings | Table) -> Coefficient:
    """Return the large-sample standard error of Cohen's kappa for units that are independent of each other.

    Sentences of one conversation are not: the interval of a report comes from a bootstrap over
    transcripts instead. Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327, eq. 13.
    """
    table = confusion_of_two(as_ratings(data))
    kappa = kappa_of_table(table)
    if kappa.value is None:
        return kappa
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float(np.trace(shares)), float(rows @ columns)
    diagonal = float(np.diag(shares) @ ((1 - expected) - (rows + columns) * (1 - observed)) ** 2)
    off = shares * (columns[:, None] + rows[None, :]) ** 2
    beside = (1 - observed) ** 2 * float(off.sum() - np.trace(off))
    variance = diagonal + beside - (observed * expected - 2 * expected + observed) ** 2
    return Coefficient(float(np.sqrt(max(variance, 0.0) / table.sum()) / (1 - expected) ** 2))


def mean_pairwise_kappa(data: Ratings | Table) -> Coefficient:
    """Return the mean of Cohen's kappa over all pairs of coders; undefined where that of a pair is.

    Light (1971), Psychological Bulletin 76, 365-377.
    """
    found = as_ratings(data)
    values = [kappa_of_table(found.confusion(*pair)).value for pair in found.pairs]
    if not values:
        return Coefficient(None, Why.NO_PAIRS)
    defined = [value for value in values if value is not None]
    return (
        Coefficient(sum(defined) / len(values))
        if len(defined) == len(values)
        else Coefficient(None, Why.A_PAIR_UNDEFINED)
    )


def scott_pi(data: Ratings | Table) -> Coefficient:
    """Return Scott's pi of two coders: chance from their joint use of the categories.

    p_e = sum over c of ((p_c. + p_.c) / 2)^2. Scott (1955), Public Opinion Quarterly 19, 321-325.
    """
    table = confusion_of_two(as_ratings(data))
    if not table.sum():
        return Coefficient(None, Why.NO_PAIRS)
    shares = table / table.sum()
    joint = (shares.sum(axis=1) + shares.sum(axis=0)) / 2
    return beyond_chance(float(np.trace(shares)), float(joint @ joint))


def fleiss_kappa(data: Ratings | Table) -> Coefficient:
    """Return Fleiss' kappa of any number of coders, with missing judgements as Gwet generalises it.

    p_o is `agreement_by_unit`; p_e = sum over c of pi_c^2 with pi_c the mean over units of the share of
    their judgements that is c. Fleiss (1971), Psychological Bulletin 76, 378-382; Gwet (2014), ch. 2.
    """
    found = as_ratings(data)
    used = category_shares(found)
    return beyond_chance(_observed(found), float(used @ used))


def fleiss_kappa_by_category(data: Ratings | Table) -> dict[Hashable, Coefficient]:
    """Return for each category Fleiss' kappa of that category against all others together.

    Fleiss (1971) prints values that deviate from this by up to .003, by rounding.
    """
    found = as_ratings(data)
    return {category: fleiss_kappa(_binary(found, number)) for number, category in enumerate(found.categories)}


def brennan_prediger(data: Ratings | Table) -> Coefficient:
    """Return Brennan & Prediger's kappa (Randolph's, for more coders): chance is 1/q.

    It comes out high where a code is rare. Brennan & Prediger (1981), Educational and Psychological
    Measurement 41, 687-699.
    """
    found = as_ratings(data)
    size = len(found.categories)
    return beyond_chance(_observed(found), 1 / size) if size > 1 else Coefficient(None, Why.ONE_CATEGORY)


def gwet_ac1(data: Ratings | Table) -> Coefficient:
    """Return Gwet's AC1: p_e = sum over c of pi_c (1 - pi_c) / (q - 1).

    It comes out high where a code is rare. Gwet (2008), British Journal of Mathematical and
    Statistical Psychology 61, 29-48.
    """
    found = as_ratings(data)
    size = len(found.categories)
    if size < 2:
        return Coefficient(None, Why.ONE_CATEGORY)
    used = category_shares(found)
    return beyond_chance(_observed(found), float(used @ (1 - used)) / (size - 1))


def category_shares(data: Ratings) -> Floats:
    """Return the mean over judged units of the share of their judgements that each category has (float64)."""
    judged = data.counts.sum(axis=1)
    kept = judged > 0
    shares = data.counts[kept] / judged[kept, None]
    weights = data.weights[kept]
    total: Floats = weights @ shares / max(weights.sum(), 1e-300)
    return total


def confusion_of_two(data: Ratings) -> Floats:
    """Return the confusion table of two coders. Raises `QualcodeError` for another number of coders."""
    if data.coders != 2:
        raise QualcodeError(
            f"This coefficient compares two coders, and there are {data.coders}. "
            "For more, take mean_pairwise_kappa, fleiss_kappa or krippendorff_alpha."
        )
    return data.confusion(0, 1)


def _observed(data: Ratings) -> float:
    value = agreement_by_unit(data).value
    return float("nan") if value is None else value


def _binary(data: Ratings, number: int) -> Ratings:
    numbers = np.where(data.numbers < 0, data.numbers, (data.numbers == number).astype(np.int64))
    return Ratings(numbers, (False, True), data.weights)
