"""The figures of a report, which are computed for all codes at once, against the coefficients one by one."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.agreement.alpha import krippendorff_alpha
from qualcode.analysis.agreement.bootstrap import draws
from qualcode.analysis.agreement.by_code import code_alphas, code_frame
from qualcode.analysis.agreement.coefficient import Coefficient
from qualcode.analysis.agreement.doubled import Doubled
from qualcode.analysis.agreement.nominal import brennan_prediger, gwet_ac1, mean_pairwise_kappa
from qualcode.analysis.agreement.overall import overall_frame, pair_frame
from qualcode.analysis.agreement.overlap import overlap_of_counts
from qualcode.analysis.agreement.percent import agreement_by_unit
from qualcode.analysis.agreement.ratings import Ratings, ratings
from qualcode.analysis.agreement.sets import set_alpha
from qualcode.analysis.agreement.unitising import u_alpha_family

CODES = ("armoede", "vve", "wonen")


@st.composite
def doubled(draw: st.DrawFn, coders: int, *, missing: bool = False) -> Doubled:
    """Draw what some coders did on the units of two transcripts."""
    units = draw(st.integers(3, 12))
    shape = (2 * units, coders, len(CODES))
    bits = st.lists(st.booleans(), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))
    coded = np.array(draw(bits)).reshape(shape) & np.array(draw(bits)).reshape(shape)
    read = np.array(draw(st.lists(st.booleans(), min_size=2 * units * coders, max_size=2 * units * coders)))
    judged = np.repeat((read | (not missing)).reshape(2 * units, coders, 1), len(CODES), axis=2)
    names = tuple(f"coder{number}" for number in range(coders))
    transcript = np.repeat([0, 1], units)
    return Doubled(names, CODES, ("R01", "R02"), transcript, [], np.ones(2 * units), coded & judged, judged)


def judgements(found: Doubled, code: int) -> Ratings:
    """Return who gave a code, None for what was not read."""
    rows = zip(found.coded[:, :, code], found.judged[:, :, code], strict=True)
    values = [[bool(given) if read else None for given, read in zip(*row, strict=True)] for row in rows]
    return ratings(values, (False, True))


def same(found: float, expected: Coefficient) -> bool:
    """Tell whether a cell is the figure, missing where that is undefined."""
    return np.isnan(found) if expected.value is None else bool(np.isclose(found, expected.value))


@pytest.mark.parametrize("coders", [2, 3])
@given(data=st.data())
@settings(max_examples=40)
def test_each_code_has_the_figures_of_its_coefficients(coders: int, data: st.DataObject) -> None:
    """Percent agreement, kappa, alpha, AC1 and Brennan-Prediger are those of the code by itself."""
    found = data.draw(doubled(coders, missing=True))
    frame = code_frame(found, found, draws(2, 10, 1)).astype(
        dict.fromkeys(("percent", "kappa", "alpha", "ac1", "brennan_prediger"), "float64")
    )
    for at in range(len(CODES)):
        judged, row = judgements(found, at), frame.iloc[at]
        assert same(row["percent"], agreement_by_unit(judged))
        assert same(row["kappa"], mean_pairwise_kappa(judged))
        assert same(row["alpha"], krippendorff_alpha(judged))
        assert same(code_alphas(found)[at], krippendorff_alpha(judged))
        assert same(row["brennan_prediger"], brennan_prediger(judged))
        # Gwet's prevalence also takes in what one coder alone read, which a report leaves out.
        several = (judged.numbers >= 0).sum(axis=1) > 1
        assert same(row["ac1"], gwet_ac1(Ratings(judged.numbers[several], (False, True), judged.weights[several])))


@given(found=doubled(2))
@settings(max_examples=40)
def test_the_overlap_of_a_code_is_that_of_its_counts(found: Doubled) -> None:
    """Jaccard and F1 in a report are those of the characters that both, one, and neither coded."""
    frame = code_frame(found, found, draws(2, 10, 1))
    for row in frame.to_dict("records"):
        overlap = overlap_of_counts(row["both"], row["only_first"], row["only_second"], row["units"])
        assert same(float("nan") if row["jaccard"] is None else float(row["jaccard"]), overlap.jaccard)
        assert same(float("nan") if row["f1"] is None else float(row["f1"]), overlap.f1)


@pytest.mark.parametrize("coders", [2, 3])
@given(data=st.data())
@settings(max_examples=40)
def test_alpha_on_sets_is_that_of_the_sets(coders: int, data: st.DataObject) -> None:
    """Alpha on the codes of a unit together is what the coefficient gives for these sets, by both distances."""
    found = data.draw(doubled(coders, missing=True))
    codes = np.array(CODES)
    sets = [
        [set(codes[given].tolist()) if read.all() else None for given, read in zip(*row, strict=True)]
        for row in zip(found.coded, found.judged, strict=True)
    ]
    frame = overall_frame(found, found, code_frame(found, found, draws(2, 10, 1)), draws(2, 10, 1))
    values = dict(zip(frame["measure"], frame["value"].astype("float64"), strict=True))
    assert same(values["alpha_masi"], set_alpha(sets, "masi"))
    assert same(values["alpha_jaccard"], set_alpha(sets, "jaccard"))


@given(found=doubled(2))
@settings(max_examples=40)
def test_where_and_what_are_those_of_the_passages(found: Doubled) -> None:
    """uα, |uα and cuα in a report are those of the passages that have the same codes."""
    length = len(found.weights) // 2
    texts = [found.coded[:length], found.coded[length:]]
    spans = {
        name: _spans(texts[0][:, at]) + [(a + 1000, b + 1000, c) for a, b, c in _spans(texts[1][:, at])]
        for at, name in enumerate(found.coders)
    }
    frame = overall_frame(found, found, code_frame(found, found, draws(2, 10, 1)), draws(2, 10, 1))
    values = dict(zip(frame["measure"], frame["value"].astype("float64"), strict=True))
    # Between the two texts nothing is there to be coded, so that only what both coded can be compared in one go.
    assert same(values["what"], u_alpha_family(spans, 1000 + length).what)
    if not found.coded[length:].any():
        one = Doubled(
            found.coders,
            CODES,
            ("R01",),
            found.transcript[:length],
            [],
            np.ones(length),
            texts[0],
            found.judged[:length],
        )
        alone = overall_frame(one, one, code_frame(one, one, draws(1, 10, 1)), draws(1, 10, 1))
        known = dict(zip(alone["measure"], alone["value"].astype("float64"), strict=True))
        family = u_alpha_family({name: _spans(texts[0][:, at]) for at, name in enumerate(found.coders)}, length)
        assert same(known["u"], family.u)
        assert same(known["where"], family.where)


def test_a_long_passage_is_one_unit() -> None:
    """What a coder coded alike without a break is one unit: uα is that of the passages, not of their pieces."""
    coded = np.zeros((20, 2, 3), dtype=bool)
    coded[2:9, 0, 0] = coded[3:9, 1, 0] = coded[12:18, 0, 1] = coded[12:15, 1, 1] = True
    found = Doubled(
        ("anna", "bram"), CODES, ("R01",), np.zeros(20, dtype=np.int64), [], np.ones(20), coded, np.ones_like(coded)
    )
    frame = overall_frame(found, found, code_frame(found, found, draws(1, 10, 1)), draws(1, 10, 1))
    values = dict(zip(frame["measure"], frame["value"].astype("float64"), strict=True))
    family = u_alpha_family({"anna": [(2, 9, 0), (12, 18, 1)], "bram": [(3, 9, 0), (12, 15, 1)]}, 20)
    assert values["u"] == pytest.approx(family.u.value)
    assert values["where"] == pytest.approx(family.where.value)
    assert values["what"] == pytest.approx(family.what.value)
    assert values["coverage"] == pytest.approx(family.coverage)


@given(found=doubled(3))
@settings(max_examples=20)
def test_each_pair_is_compared_as_if_alone(found: Doubled) -> None:
    """The figures of two of three coders are those of these two alone."""
    frame = pair_frame(found, found)
    for row, pair in zip(frame.to_dict("records"), ((0, 1), (0, 2), (1, 2)), strict=True):
        mine = found.coded[:, pair]
        sets = [[frozenset(np.flatnonzero(given).tolist()) for given in unit] for unit in mine]
        value = float("nan") if row["alpha_masi"] is None else float(row["alpha_masi"])
        assert same(value, set_alpha(sets, "masi"))
        assert row["same_codes"] == pytest.approx(float((mine[:, 0] == mine[:, 1]).all(axis=1).mean()))


def test_intervals_come_from_whole_transcripts() -> None:
    """Sentences of one conversation go together: intervals over transcripts that differ are wide."""
    dice = np.random.default_rng(1)
    good, bad = dice.random((200, 1, 1)) < 0.3, dice.random((200, 2, 1)) < 0.3
    coded = np.concatenate([np.repeat(good, 2, axis=1), bad] * 3)
    transcript = np.repeat(np.arange(6), 200)
    found = Doubled(
        ("anna", "bram"),
        ("vve",),
        tuple(f"R{at}" for at in range(6)),
        transcript,
        [],
        np.ones(1200),
        coded,
        np.ones_like(coded),
    )
    row = code_frame(found, found, draws(6, 200, 1)).iloc[0]
    assert row["kappa_high"] - row["kappa_low"] > 0.4
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]


def _spans(coded: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> list[tuple[int, int, tuple[bool, ...]]]:
    """Return the stretches of units with the same codes."""
    spans = []
    rows = [tuple(bool(cell) for cell in row) for row in coded]
    for codes, group in groupby(range(len(rows)), key=rows.__getitem__):
        found = list(group)
        if any(codes):
            spans.append((found[0], found[-1] + 1, codes))
    return spans
