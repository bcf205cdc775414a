"""Agreement where a unit may have several codes: distances between sets, and alpha on sets."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

import numpy as np

from qualcode.analysis.agreement.alpha import alpha_of_coincidences, coincidences
from qualcode.analysis.agreement.coefficient import Coefficient, Why, one_minus
from qualcode.analysis.agreement.ratings import Floats, Ratings, ratings
from qualcode.errors import check_value

DISTANCES = ("masi", "jaccard", "dice", "nominal")
Sets = Sequence[Sequence[Collection[Hashable] | None]]


def jaccard_distance(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """Return 1 - |A and B| / |A or B|; 0 for two empty sets, on which the coders agree.

    >>> jaccard_distance({"vve"}, {"vve", "armoede"})
    0.5
    """
    return _distance(one, other, "jaccard")


def masi_distance(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """Return 1 - J·M: J is Jaccard's share, M = 1 for equal sets, 2/3 where one holds the other, 1/3, or 0.

    Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC. Two empty sets are equal.

    >>> round(masi_distance({1, 2}, {1, 2, 3, 4}), 3)
    0.667
    """
    return _distance(one, other, "masi")


def dice_distance(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """Return 1 - 2 |A and B| / (|A| + |B|); 0 for two empty sets. Dice (1945), Ecology 26, 297-302."""
    return _distance(one, other, "dice")


def set_distances(sizes: Floats, shared: Floats, distance: str) -> Floats:
    """Return the distances between sets, given their sizes and how many codes each two share.

    `sizes` has the shape (sets,), `shared` and what is returned (sets, sets), all float64. `distance`
    is one of `DISTANCES`; "nominal" is 0 for equal sets and else 1.
    """
    return distances_between(sizes[:, None], sizes[None, :], shared, distance)


def distances_between(one: Floats, other: Floats, shared: Floats, distance: str) -> Floats:
    """Return the distances of pairs of sets of these sizes that share so many codes (broadcast, float64)."""
    check_value("distance", distance, DISTANCES)
    together, total = one + other - shared, one + other
    jaccard = shared / np.where(together == 0, 1, together)
    if distance == "nominal":
        alike = np.zeros_like(jaccard)
    elif distance == "dice":
        alike = 2 * shared / np.where(total == 0, 1, total)
    elif distance == "jaccard":
        alike = jaccard
    else:
        alike = jaccard * np.where(np.minimum(one, other) == shared, 2 / 3, 1 / 3)
    distances: Floats = np.where(together == shared, 0.0, 1 - alike)
    return distances


def set_alpha(values: Sets, distance: str = "masi") -> Coefficient:
    """Return Krippendorff's alpha of sets of codes: units × coders, None where a coder did not judge the unit.

    The distance between two sets stands for the squared difference. Passonneau (2006), LREC;
    Artstein & Poesio (2008), Computational Linguistics 34, 555-596. Raises `UnknownValueError` for
    another distance than one of `DISTANCES`.

    >>> set_alpha([[{"a"}, {"a"}], [{"b"}, {"b"}], [set(), {"a"}]], "jaccard").value
    0.5454545454545454
    """
    found = _set_ratings(values)
    members = _members(found.categories)
    return alpha_of_coincidences(coincidences(found), set_distances(members.sum(axis=1), members @ members.T, distance))


def multi_valued_alpha(values: Sets) -> Coefficient:
    """Return the multi-valued alpha of Krippendorff & Craggs, for nominal codes.

    The distance is Dice's. Expected disagreement draws sets of the sizes that occur, from the codes as
    often as each was given, without giving back: a pair (C, K) weighs the product of n_c over the codes
    in C or K, times that of n_c - 1 over those in both. Krippendorff & Craggs (2016), Communication
    Methods and Measures 10, 181-198.
    """
    found = _set_ratings(values)
    members = _members(found.categories)
    observed = coincidences(found)
    used, sizes = observed.sum(axis=1), members.sum(axis=1)
    if not used.sum():
        return Coefficient(None, Why.NO_PAIRS)
    difference = set_distances(sizes, members @ members.T, "dice")
    disagreement = float((observed * difference).sum() / used.sum())
    largest = int(sizes.max())
    share = np.bincount(sizes.astype(int), used, largest + 1) / used.sum()
    apart = _expected_by_size(used @ members, largest)
    return one_minus(disagreement, float(share @ apart @ share), Why.NO_VARIATION)


def _expected_by_size(given: Floats, largest: int) -> Floats:
    """Return the expected distance of two sets by their sizes: (largest + 1) × (largest + 1), float64.

    The weight of all pairs of a size that share s codes is a coefficient of the product over codes of
    (1 + n x + n y + n (n - 1) x y z), so that no pair needs to be listed.
    """
    scale = max(float(given.max(initial=1.0)), 1.0)
    weight = np.zeros((largest + 1,) * 3)
    weight[0, 0, 0] = 1.0
    for count in given:
        one, both = count / scale, count / scale * (count - 1) / scale
        grown = weight.copy()
        grown[1:] += one * weight[:-1]
        grown[:, 1:] += one * weight[:, :-1]
        grown[1:, 1:, 1:] += both * weight[:-1, :-1, :-1]
        weight = grown
    steps = np.arange(largest + 1, dtype=float)
    distance = distances_between(steps[:, None, None], steps[None, :, None], steps[None, None, :], "dice")
    total = weight.sum(axis=2)
    apart: Floats = (weight * distance).sum(axis=2) / np.where(total == 0, 1, total)
    return apart


def _set_ratings(values: Sets) -> Ratings:
    rows = [[None if codes is None else frozenset(codes) for codes in row] for row in values]
    distinct = dict.fromkeys(codes for row in rows for codes in row if codes is not None)
    return ratings(rows, distinct)


def _members(sets: Iterable[Hashable]) -> Floats:
    """Return which set holds which code: sets × codes, float64."""
    found = [frozenset(codes) for codes in sets if isinstance(codes, frozenset)]
    codes = {code: number for number, code in enumerate(dict.fromkeys(code for item in found for code in item))}
    members = np.zeros((len(found), len(codes)))
    for row, item in enumerate(found):
        members[row, [codes[code] for code in item]] = 1
    return members


def _distance(one: Collection[Hashable], other: Collection[Hashable], distance: str) -> float:
    first, second = set(one), set(other)
    sizes = np.array([[len(first)], [len(second)], [len(first & second)]], dtype=float)
    return float(distances_between(sizes[0], sizes[1], sizes[2], distance)[0])
