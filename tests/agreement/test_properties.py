"""What holds of every coefficient, whatever the data."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.analysis.agreement.alpha import krippendorff_alpha
from qualcode.analysis.agreement.coefficient import Coefficient
from qualcode.analysis.agreement.nominal import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    mean_pairwise_kappa,
    scott_pi,
)
from qualcode.analysis.agreement.percent import (
    agreement_by_coders,
    agreement_by_pair,
    agreement_by_unit,
    agreement_by_value,
)
from qualcode.analysis.agreement.ratings import Ratings, ratings
from qualcode.analysis.agreement.sets import DISTANCES, multi_valued_alpha, set_alpha
from qualcode.analysis.agreement.unitising import u_alpha_family
from qualcode.analysis.agreement.unitising_2004 import alpha_u_2004
from qualcode.analysis.agreement.weighted import gwet_ac2, weighted_kappa

Function = Callable[[Ratings], Coefficient]
Values = list[list[int | None]]
TWO: dict[str, Function] = {"kappa": cohen_kappa, "pi": scott_pi, "weighted kappa": weighted_kappa}
SEVERAL: dict[str, Function] = {
    "percent by unit": agreement_by_unit,
    "percent by value": agreement_by_value,
    "percent by pair": agreement_by_pair,
    "percent by coders": agreement_by_coders,
    "mean kappa": mean_pairwise_kappa,
    "fleiss": fleiss_kappa,
    "brennan-prediger": brennan_prediger,
    "AC1": gwet_ac1,
    "AC2": gwet_ac2,
    "alpha": krippendorff_alpha,
}
NOMINAL = {name: function for name, function in (TWO | SEVERAL).items() if name not in ("weighted kappa", "AC2")}
CATEGORIES = (1, 2, 3)
judgement = st.sampled_from([1, 2, 3])


def tables(coders: int, *, missing: bool = False) -> st.SearchStrategy[Values]:
    """Draw units × coders."""
    cell = st.one_of(judgement, st.none()) if missing else judgement
    return st.lists(st.lists(cell, min_size=coders, max_size=coders), min_size=2, max_size=25)


def value(function: Function, values: Values) -> float | None:
    """Return a coefficient of a table in the three categories."""
    return function(ratings(values, CATEGORIES)).value


def same(one: float | None, other: float | None) -> bool:
    """Tell whether two figures are the same, both undefined among them."""
    return one is other if one is None or other is None else bool(np.isclose(one, other))


def all_of(coders: int) -> dict[str, Function]:
    """Return the coefficients that so many coders can have."""
    return TWO | SEVERAL if coders == 2 else SEVERAL


@pytest.mark.parametrize("coders", [2, 4])
@given(data=st.data())
def test_who_is_called_first_does_not_matter(coders: int, data: st.DataObject) -> None:
    """A coefficient is the same when the coders change places, with missing judgements too."""
    values = data.draw(tables(coders, missing=True))
    order = data.draw(st.permutations(range(coders)))
    for name, function in all_of(coders).items():
        swapped: Values = [[row[at] for at in order] for row in values]
        assert same(value(function, values), value(function, swapped)), name


@pytest.mark.parametrize("coders", [2, 4])
@given(data=st.data())
def test_the_order_of_units_does_not_matter(coders: int, data: st.DataObject) -> None:
    """A coefficient is the same for the same units in another order."""
    values = data.draw(tables(coders, missing=True))
    shuffled = data.draw(st.permutations(values))
    for name, function in all_of(coders).items():
        assert same(value(function, values), value(function, shuffled)), name


@given(values=tables(2, missing=True), names=st.permutations(CATEGORIES))
def test_what_a_code_is_called_does_not_matter(values: Values, names: list[int]) -> None:
    """Nominal coefficients are the same when codes are renamed."""
    renamed: Values = [[None if cell is None else names[cell - 1] for cell in row] for row in values]
    for name, function in NOMINAL.items():
        assert same(value(function, values), value(function, renamed)), name


@pytest.mark.parametrize("coders", [2, 3])
@given(column=st.lists(judgement, min_size=2, max_size=25))
def test_coders_who_agree_throughout_have_one(coders: int, column: list[int]) -> None:
    """Identical codings that vary give exactly 1; without variation kappa and alpha are undefined, not 1."""
    values: Values = [[cell] * coders for cell in column]
    varies = len(set(column)) > 1
    for name, function in all_of(coders).items():
        found = value(function, values)
        defined = varies or name.startswith("percent") or name in ("brennan-prediger", "AC1", "AC2")
        assert same(found, 1.0 if defined else None), name


@given(values=tables(2))
def test_no_coefficient_is_above_one(values: Values) -> None:
    """Nothing agrees more than fully."""
    for name, function in (TWO | SEVERAL).items():
        found = value(function, values)
        assert found is None or found <= 1 + 1e-9, name


@given(values=tables(2))
def test_every_unit_twice_changes_no_kappa(values: Values) -> None:
    """Kappa, pi and percentages are about shares: the same units once more change nothing."""
    for name, function in (TWO | SEVERAL).items():
        if name != "alpha":
            assert same(value(function, values), value(function, [*values, *values])), name


@given(values=tables(2))
def test_a_coder_who_judged_nothing_changes_nothing(values: Values) -> None:
    """A coder without judgements is as good as absent, for coefficients that allow missing ones."""
    more: Values = [[*row, None] for row in values]
    for name in (
        "percent by unit",
        "percent by value",
        "percent by pair",
        "fleiss",
        "brennan-prediger",
        "AC1",
        "alpha",
    ):
        assert same(value(SEVERAL[name], values), value(SEVERAL[name], more)), name


@given(values=tables(2))
def test_alpha_of_two_coders_is_pi_but_for_small_numbers(values: Values) -> None:
    """Alpha of two coders is pi, corrected for the number of values: 1 - alpha = (1 - pi) (n - 1) / n."""
    pi, alpha = value(scott_pi, values), value(krippendorff_alpha, values)
    if pi is None or alpha is None:
        assert pi is alpha
    else:
        count = 2 * len(values)
        assert np.isclose(1 - alpha, (1 - pi) * (count - 1) / count)


@given(values=tables(3))
def test_sets_of_one_code_are_codes(values: Values) -> None:
    """Alpha on sets with one code each is nominal alpha, by whatever distance."""
    sets = [[None if cell is None else {cell} for cell in row] for row in values]
    for distance in DISTANCES:
        assert same(set_alpha(sets, distance).value, value(krippendorff_alpha, values))


@given(values=tables(3))
def test_multi_valued_alpha_of_single_codes_is_nominal_alpha(values: Values) -> None:
    """Where every set holds one code the multi-valued alpha is nominal alpha."""
    sets = [[None if cell is None else {cell} for cell in row] for row in values]
    assert same(multi_valued_alpha(sets).value, value(krippendorff_alpha, values))


@given(values=tables(2))
def test_a_text_of_single_characters_has_nominal_alpha(values: Values) -> None:
    """uα of units of one character, none of them a gap, is nominal alpha."""
    spans = {name: [(at, at + 1, row[coder]) for at, row in enumerate(values)] for coder, name in enumerate("ab")}
    assert same(u_alpha_family(spans, len(values)).u.value, value(krippendorff_alpha, values))


@given(values=tables(2), cuts=st.lists(st.integers(1, 24), max_size=5))
def test_how_a_passage_is_cut_is_not_seen_where_all_is_agreed(values: Values, cuts: list[int]) -> None:
    """A passage that one coder coded in one piece and the other in several counts as agreed."""
    ends = sorted({0, 25, *cuts})
    pieces = [(start, end, "vve") for start, end in pairwise(ends)]
    found = u_alpha_family({"anna": [(0, 25, "vve")], "bram": pieces}, 60)
    assert found.u.value == found.where.value == 1


@pytest.mark.parametrize("seed", range(5))
def test_coders_who_guess_have_about_zero(seed: int) -> None:
    """For two who code at random, each in their own proportions, what is beyond chance is about 0."""
    dice = random.Random(seed)
    values = [[dice.choices(CATEGORIES, [5, 3, 2])[0], dice.choices(CATEGORIES, [5, 3, 2])[0]] for _ in range(6000)]
    found = ratings(values, CATEGORIES)
    for name in ("kappa", "pi", "weighted kappa"):
        assert abs(TWO[name](found).value or 1) < 0.05, name
    assert abs(krippendorff_alpha(found).value or 1) < 0.05
    assert abs(fleiss_kappa(found).value or 1) < 0.05


@given(values=tables(2, missing=True))
def test_undefined_has_a_reason(values: Values) -> None:
    """A figure is there, or the reason why it is not: never both, never neither."""
    for name, function in (TWO | SEVERAL).items():
        found = function(ratings(values, CATEGORIES))
        assert (found.value is None) == (found.why is not None), name


@given(values=tables(2))
def test_a_rare_code_flatters_ac1(values: Values) -> None:
    """AC1 is never below kappa for two categories where the coders' marginals are the same."""
    assume(value(cohen_kappa, values) is not None)
    binary: Values = [[1 if cell == 1 else 2 for cell in row] for row in values]
    mirrored: Values = [*binary, *([row[1], row[0]] for row in binary)]
    found = ratings(mirrored, (1, 2))
    kappa, ac1 = cohen_kappa(found).value, gwet_ac1(found).value
    assert kappa is None or ac1 is None or ac1 >= kappa - 1e-9


@given(values=tables(3, missing=True), order=st.permutations(range(3)), names=st.permutations(CATEGORIES))
def test_sets_do_not_depend_on_the_order_of_coders_or_on_names(
    values: Values, order: list[int], names: list[int]
) -> None:
    """Alpha on sets is the same when coders change places, units stand in another order, and codes are renamed."""
    sets = [[None if cell is None else {cell, cell % 3 + 1} - {cell % 2} for cell in row] for row in values]
    other = [
        [None if row[at] is None else {names[code - 1] for code in row[at] or ()} for at in order]
        for row in reversed(sets)
    ]
    for distance in DISTANCES:
        assert same(set_alpha(sets, distance).value, set_alpha(other, distance).value), distance
    assert same(multi_valued_alpha(sets).value, multi_valued_alpha(other).value)


def passages(codes: tuple[str, ...] = ("vve", "armoede")) -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Draw passages of a text of 60 characters that do not overlap."""
    ends = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(sorted)
    return ends.flatmap(
        lambda found: st.lists(st.sampled_from([*codes, ""]), min_size=len(found) - 1, max_size=len(found) - 1).map(
            lambda given: [(*pair, code) for pair, code in zip(pairwise(found), given, strict=True) if code]
        )
    )


@given(anna=passages(), bram=passages(), carla=passages())
def test_passages_do_not_depend_on_the_order_of_coders_or_on_names(
    anna: list[tuple[int, int, str]], bram: list[tuple[int, int, str]], carla: list[tuple[int, int, str]]
) -> None:
    """uα, |uα, cuα and the older α_U are the same when coders change places and codes are renamed."""
    other = {"vve": "taalachterstand", "armoede": "vve"}
    renamed = [[(start, end, other[code]) for start, end, code in spans] for spans in (carla, anna, bram)]
    one, two = {"a": anna, "b": bram, "c": carla}, dict(zip("xyz", renamed, strict=True))
    mine, theirs = u_alpha_family(one, 60), u_alpha_family(two, 60)
    for name in ("u", "where", "what"):
        assert same(getattr(mine, name).value, getattr(theirs, name).value), name
    assert same(alpha_u_2004(one, 60).overall.value, alpha_u_2004(two, 60).overall.value)


@given(anna=passages())
def test_coders_who_passed_over_and_coded_the_same_agree_fully(anna: list[tuple[int, int, str]]) -> None:
    """The same passages of two coders give 1 wherever the figure is defined."""
    family = u_alpha_family({"a": anna, "b": anna}, 61)
    found = [figure.value for figure in (family.u, family.where, family.what)]
    assert all(value is None or np.isclose(value, 1) for value in found)
    assert (family.u.value is None) == (not anna)
