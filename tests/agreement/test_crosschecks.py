"""Other programs on the same data, where they are right; skipped where they are not installed."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest

from qualcode.analysis.agreement.alpha import LEVELS, krippendorff_alpha
from qualcode.analysis.agreement.nominal import cohen_kappa, mean_pairwise_kappa, scott_pi
from qualcode.analysis.agreement.sets import jaccard_distance, masi_distance, set_alpha
from qualcode.analysis.agreement.weighted import weighted_kappa

Values = list[list[int | None]]


def judged(seed: int, coders: int, *, missing: float = 0.0) -> Values:
    """Return judgements of coders who agree somewhat."""
    dice = random.Random(seed)
    rows: Values = []
    for _ in range(120):
        truth = dice.randint(1, 4)
        rows.append([truth if dice.random() < 0.6 else dice.randint(1, 4) for _ in range(coders)])
        rows[-1] = [None if dice.random() < missing else cell for cell in rows[-1]]
    return rows


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
@pytest.mark.parametrize("seed", range(4))
def test_kappa_is_that_of_scikit_learn(seed: int, weights: str | None) -> None:
    """Cohen's kappa, weighted or not, is what scikit-learn computes."""
    metrics = pytest.importorskip("sklearn.metrics")
    values = judged(seed, 2)
    theirs = metrics.cohen_kappa_score(*zip(*values, strict=True), weights=weights)
    assert weighted_kappa(values, weights or "identity").value == pytest.approx(theirs)
    assert weights or cohen_kappa(values).value == pytest.approx(theirs)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_alpha_is_that_of_krippendorff(seed: int, level: str) -> None:
    """Alpha with missing judgements is what the package krippendorff computes, on each level."""
    package = pytest.importorskip("krippendorff")
    values = judged(seed, 4, missing=0.2)
    data = np.array([[np.nan if cell is None else cell for cell in row] for row in values]).T
    theirs = package.alpha(reliability_data=data, level_of_measurement=level)
    assert krippendorff_alpha(values, level).value == pytest.approx(theirs)


@pytest.mark.parametrize("seed", range(4))
def test_kappa_pi_and_alpha_are_those_of_nltk(seed: int) -> None:
    """Mean pairwise kappa, pi and alpha without missing judgements are what NLTK computes."""
    agreement = pytest.importorskip("nltk.metrics.agreement")
    values = judged(seed, 3)
    theirs = agreement.AnnotationTask(_triples(values))
    assert mean_pairwise_kappa(values).value == pytest.approx(theirs.kappa())
    assert krippendorff_alpha(values).value == pytest.approx(theirs.alpha())
    two = [row[:2] for row in values]
    assert scott_pi(two).value == pytest.approx(agreement.AnnotationTask(_triples(two)).pi())


def test_distances_of_sets_are_those_of_nltk() -> None:
    """MASI and Jaccard are NLTK's, but for two empty sets, on which NLTK fails or divides by zero."""
    distance = pytest.importorskip("nltk.metrics.distance")
    sets = [frozenset(text) for text in ("a", "b", "ab", "abc", "bcd", "")]
    for one, other in permutations(sets, 2):
        assert masi_distance(one, other) == pytest.approx(distance.masi_distance(one, other), abs=0.01)
        assert jaccard_distance(one, other) == pytest.approx(distance.jaccard_distance(one, other))


@pytest.mark.parametrize("seed", range(3))
def test_alpha_on_sets_is_that_of_nltk(seed: int) -> None:
    """Alpha on sets by the Jaccard distance is what NLTK computes where no set is empty."""
    agreement = pytest.importorskip("nltk.metrics.agreement")
    distance = pytest.importorskip("nltk.metrics.distance")
    values = [[frozenset(str(cell) + "9" * (cell == 3)) for cell in row] for row in judged(seed, 3)]
    triples = [(str(coder), unit, found) for unit, row in enumerate(values) for coder, found in enumerate(row)]
    theirs = agreement.AnnotationTask(triples, distance=distance.jaccard_distance).alpha()
    assert set_alpha(values, "jaccard").value == pytest.approx(theirs)


def _triples(values: Values) -> list[tuple[str, int, int | None]]:
    return [(str(coder), unit, cell) for unit, row in enumerate(values) for coder, cell in enumerate(row)]
