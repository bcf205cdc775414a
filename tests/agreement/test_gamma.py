"""γ, and γ on the codes alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.agreement.coefficient import Why
from qualcode.analysis.agreement.gamma import best_alignment, gamma
from qualcode.errors import QualcodeError

ANNA = [(0, 10, "vve"), (20, 30, "armoede"), (40, 50, "vve"), (60, 70, "segregatie")]
passages = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from(["vve", "armoede"])), min_size=1, max_size=4
).map(lambda drawn: [(start, start + length, code) for start, length, code in drawn])


def test_other_boundaries_are_seen_by_gamma_and_not_by_gamma_on_codes() -> None:
    """Coders who give the same codes to passages that nearly match agree on codes, though not fully on places."""
    bram = [(start + 2, end, code) for start, end, code in ANNA]
    found = gamma({"anna": ANNA, "bram": bram}, samples=20)
    assert found.gamma.value is not None
    assert found.gamma.value < 1
    assert found.cat.value == 1


def test_other_codes_on_the_same_passages_are_seen_by_gamma_on_codes() -> None:
    """Where every code differs, agreement on codes is that of chance or less, though all places are the same."""
    other = {"vve": "armoede", "armoede": "segregatie", "segregatie": "vve"}
    found = gamma({"anna": ANNA, "bram": [(start, end, other[code]) for start, end, code in ANNA]}, samples=20)
    assert found.cat.value is not None
    assert found.cat.value <= 0


def test_gamma_by_code_tells_which_code_it_is() -> None:
    """The code on which coders differ has a lower figure than one on which they do not."""
    bram = [*ANNA[:3], (60, 70, "armoede")]
    found = gamma({"anna": ANNA, "bram": bram}, samples=20)
    vve, segregatie = found.by_code["vve"].value, found.by_code["segregatie"].value
    assert vve == 1
    assert segregatie is not None
    assert segregatie <= 0


def test_without_a_counterpart_agreement_on_codes_is_undefined() -> None:
    """Coders who coded different places have no codes to compare, and the reason says so."""
    found = gamma({"anna": [(0, 5, "vve")], "bram": [(90, 95, "vve")]}, samples=5)
    assert found.cat.value is None
    assert found.cat.why is Why.NO_OVERLAP


@given(one=passages, other=passages)
@settings(max_examples=30, deadline=None)
def test_who_comes_first_does_not_change_the_alignment(
    one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]
) -> None:
    """The least disorder is the same when the coders change places, and 0 for a coder beside himself."""
    disorder = best_alignment({"anna": one, "bram": other}).disorder
    assert disorder == pytest.approx(best_alignment({"bram": other, "anna": one}).disorder)
    assert best_alignment({"anna": one, "bram": one}).disorder == pytest.approx(0)


def test_a_text_that_is_too_large_says_what_to_do() -> None:
    """γ of five coders with twenty passages each is refused, with a way out."""
    spans = [(10 * at, 10 * at + 5, "vve") for at in range(20)]
    with pytest.raises(QualcodeError, match="Take one transcript, or fewer coders, at a time"):
        gamma({f"coder {number}": spans for number in range(5)})
