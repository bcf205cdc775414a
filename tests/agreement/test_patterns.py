"""Saturation, codes that occur together, frequencies, and what to code twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from qualcode.analysis.agreement.sample import expected_intervals, spread_sample
from qualcode.analysis.cooccurrence import UNIT_COLUMNS, passages_together
from qualcode.analysis.frequencies import FREQUENCY_COLUMNS
from qualcode.analysis.saturation import GROWTH_COLUMNS, RUN_COLUMNS, new_in_random_orders, saturation_of_counts
from qualcode.errors import QualcodeError
from qualcode.project import Project, open_study
from tests.agreement.helpers import study_of_two
from tests.conftest import StudyMaker


@pytest.fixture
def study(make_study: StudyMaker) -> Project:
    """Return a study of three transcripts."""
    return study_of_two(make_study)


def test_codes_that_were_there_before_cannot_become_saturated(study: Project) -> None:
    """Where the codebook was complete before the first coding, nothing is inductive, and it is said what to do."""
    with pytest.raises(QualcodeError, match=r"were there before.*codes=\[…\]"):
        study.saturation(coder="anna", base=1, run=1)


def test_codes_that_came_later_are_inductive(study: Project) -> None:
    """A code that was added while coding counts for saturation by itself."""
    anna = study.coder("anna", blind=True)
    anna.codebook.add("wonen", "Wonen")
    anna.code("R02", "Verder weet ik het niet.", "wonen")
    study.reload()
    found = study.saturation(coder="anna", base=1, run=1)
    assert found.codes == ("wonen",)
    assert found.growth["new"].tolist() == [0, 1, 0]


def test_the_order_of_interviews_can_be_told(study: Project) -> None:
    """In another order codes are new elsewhere, and the report says which order it was."""
    codes = ["vve", "integrale_aanpak"]
    study.coder("anna", blind=True).code("R03", "Ja, precies.", "integrale_aanpak")
    study.reload()
    found = study.saturation(coder="anna", base=1, run=1, codes=codes, order=["R03", "R02", "R01"])
    assert found.growth["interview"].tolist() == ["R03", "R02", "R01"]
    assert any("R03, R02, R01" in note for note in found.notes())
    assert list(found.growth.columns) == ["interview", *GROWTH_COLUMNS]
    assert list(found.point.runs.columns) == list(RUN_COLUMNS)


def test_saturation_says_what_it_does_not_say(study: Project, tmp_path: Path) -> None:
    """Every export of saturation tells the settings, the seed and that codes are not meaning."""
    found = study.saturation(coder="anna", base=1, run=1, codes=["vve"], rounds=50, seed=3)
    page = found.to_html(tmp_path / "s.html")
    for text in ("basis 1 gesprekken", "seed 3", "niet over betekenis"):
        assert text in page
    assert load_workbook(found.to_excel(tmp_path / "s.xlsx")).sheetnames[0] == "Nieuwe codes per gesprek"
    assert found.to_word(tmp_path / "s.docx").exists()


def test_random_orders_find_all_codes() -> None:
    """In whatever order, each code is new once; the mean over orders falls."""
    present = np.random.default_rng(1).random((12, 30)) < 0.3
    drawn = new_in_random_orders(present, 300, 1)
    assert (drawn.sum(axis=1) == present.any(axis=0).sum()).all()
    assert (np.diff(drawn.mean(axis=0)) < 0.5).all()
    assert drawn.mean(axis=0)[0] > drawn.mean(axis=0)[-1]


def test_a_ratio_at_the_threshold_is_saturated() -> None:
    """One new code in the run on twenty in the base is 5 %, and 5 % is what was asked for."""
    assert saturation_of_counts([10, 5, 3, 2, 1, 0]).notation == "4+2"
    assert saturation_of_counts([10, 5, 3, 2, 1, 0], threshold=0).notation is None
    assert saturation_of_counts([10, 5, 3, 2, 0, 0], threshold=0).notation == "4+2"


def test_too_few_interviews_reach_no_saturation() -> None:
    """With no interview after the base there is no run, and nothing was reached."""
    found = saturation_of_counts([5, 3], base=4, run=2)
    assert len(found.runs) == 0
    assert found.reached_at is None
    assert found.runs.dtypes.astype(str).to_dict() == RUN_COLUMNS
    with pytest.raises(QualcodeError, match="at least 1"):
        saturation_of_counts([5, 3], base=0)


def test_themes_in_one_sentence_occur_together(study: Project) -> None:
    """Two themes in the same sentence count, and passages that only touch do not."""
    assert study.cooccurrence(coder="anna").frame["both"].tolist() == [0]
    study.coder("anna", blind=True).code("R01", "De vve is goed.", "integrale_aanpak")
    study.reload()
    found = study.cooccurrence(coder="anna")
    assert found.frame["both"].tolist() == [1]
    assert found.frame["c"].tolist() == [pytest.approx(1 / (7 + 6 - 1))]
    assert list(found.frame.columns) == list(UNIT_COLUMNS)
    assert "Integrale aanpak" in found.to_html()
    touching = passages_together({"R01": [(0, 10, "a"), (10, 20, "b")]})
    assert touching["overlapping"].tolist() == [0]


def test_c_on_units_is_never_above_one(example: Project) -> None:
    """On units the coefficient is at most 1, for each two codes of the example."""
    frame = example.cooccurrence(level="code").frame
    assert frame["c"].dropna().between(0, 1).all()


def test_frequencies_count_people_and_not_codings(study: Project) -> None:
    """A code holds its sub-codes, and three respondents who name it are three, however often."""
    frame = study.frequencies(coder="anna")
    assert list(frame.columns) == list(FREQUENCY_COLUMNS)
    row = frame[frame["code"] == "integrale_aanpak"].iloc[0]
    assert row[["respondents", "of_respondents", "conversations", "organisations", "units"]].tolist() == [3, 3, 3, 3, 6]


def test_a_sample_is_spread_over_themes_and_sectors() -> None:
    """What is chosen holds what the others lack, of other sectors, and can be found again by its seed."""
    items = {"R1": {"a", "b"}, "R2": {"a", "b"}, "R3": {"c"}, "R4": set()}
    groups = dict.fromkeys(("R1", "R2"), "onderwijs") | dict.fromkeys(("R3", "R4"), "beleid")
    for seed in range(5):
        chosen = spread_sample(items, groups, 2, seed)
        assert "R3" in chosen
        assert len({"R1", "R2"} & set(chosen)) == 1
        assert chosen == spread_sample(items, groups, 2, seed)
    assert len(spread_sample(items, groups, 9, 1)) == 4


def test_more_units_give_a_narrower_interval() -> None:
    """The expected interval of kappa is narrower for more units and for a code that is not rare."""

    def width(share: float, units: int) -> float:
        row = expected_intervals({"vve": share}, units, [0.7]).iloc[0]
        return float(row["high"] - row["low"])

    assert width(0.1, 2000) < width(0.1, 500) < width(0.02, 500)
    assert pd.isna(expected_intervals({"vve": 0.0001}, 50, [0.7])["low"].iloc[0])


@pytest.mark.parametrize("by", ["transcript", "sentence", "answer"])
def test_a_sample_for_double_coding_tells_what_it_gives(make_study: StudyMaker, by: str) -> None:
    """Transcripts or passages come with their places, and with the interval of kappa that they give."""
    project = study_of_two(make_study)
    (project.path / "codings/bram.jsonl").unlink()
    study = open_study(project.path)
    found = study.double_coding_sample(2, by=by, coder="anna")
    assert len(found.frame) == 2
    assert set(found.expected["code"]) == {"integrale_aanpak", "vve"}
    for row in found.frame.to_dict("records"):
        text = study.transcripts[row["transcript"]].text
        assert pd.isna(row["text"]) if by == "transcript" else text[row["start"] : row["end"]] == row["text"]


def test_what_was_coded_twice_is_not_drawn_again(example: Project) -> None:
    """The five conversations of the example that a second coder has read are left out, and count for the interval."""
    found = example.double_coding_sample(3, coder="anna")
    assert not {"R02", "R05", "R08", "R11", "R14"} & set(found.frame["transcript"])
    assert found.expected["units"].min() > example.agreement("anna", "bram", rounds=10).compared.units


def test_plots_are_drawn(study: Project) -> None:
    """Saturation and co-occurrence have their plots."""
    pytest.importorskip("matplotlib")
    assert study.saturation(coder="anna", base=1, run=1, codes=["vve"], rounds=20).plot().axes
    assert study.cooccurrence(coder="anna").plot().axes
