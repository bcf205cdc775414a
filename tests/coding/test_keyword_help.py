"""Help with the list of keywords: what one would find, how good each is, and what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.analysis.keyword_report import IDEA_COLUMNS, REPORT_COLUMNS
from qualcode.analysis.keywords import KEYWORD_COLUMNS, KWIC_COLUMNS, OVERLAP_COLUMNS
from qualcode.cli import main
from qualcode.errors import KeywordError, UnknownValueError
from qualcode.project import Project, open_study
from tests.conftest import StudyMaker

CODEBOOK = """
codes:
  - id: samen
    name: Samen
    keywords: [samenwerken, wijkteam]
  - id: vve
    name: Vve
    keywords: [vve, peuter, team]
"""
R01 = """
I: Hoe gaat dat hier?
R: We werken samen met het wijkteam. De peuters zijn leuk. In totaal doen we niets met vve.
R: We drinken koffie met de buurt. We drinken koffie met de wijkagent. De vve is klein.
"""
R02 = """
R: Het wijkteam is er. De peuters spelen. We drinken koffie samen.
"""


@pytest.fixture
def folder(make_study: StudyMaker) -> Path:
    """Return a study in which Anna coded R01 in full, and rejected one suggestion."""
    folder = make_study({"codebook.yaml": CODEBOOK, "interviews/R01.txt": R01, "interviews/R02.txt": R02})
    anna = open_study(folder).coder("anna")
    anna.code("R01", "We werken samen met het wijkteam.", "samen")
    anna.code("R01", "We drinken koffie met de buurt.", "samen")
    anna.code("R01", "We drinken koffie met de wijkagent.", "samen")
    anna.code("R01", "De vve is klein.", "vve")
    frame = open_study(folder).suggestions()
    for row in frame[frame["words"] == "peuters"].itertuples():
        anna.reject(row)  # type: ignore[arg-type]
    anna.reviewed("R01")
    return folder


@pytest.fixture
def project(folder: Path) -> Project:
    return open_study(folder)


def test_a_keyword_shows_every_form_with_count_and_example(project: Project) -> None:
    """Also one that is not in the codebook: what it would find, by which rule, where."""
    frame = project.keyword("samenwerken")
    assert list(frame.columns) == list(KEYWORD_COLUMNS)
    first = frame.iloc[0]
    assert (first["form"], first["rule"], first["count"]) == ("werken samen", "separable verb", 1)
    assert first["example"] == "R01: We [werken samen] met het wijkteam. De peuters zijn"


def test_a_keyword_shows_what_it_does_not_match_and_why(project: Project) -> None:
    """The letters of 'taal' stand in 'totaal'; 'team' would be in 'wijkteam' if compounds were not off."""
    missed = project.keyword("team [no compounds]")
    assert missed[["matched", "form", "count", "transcripts", "why"]].values.tolist() == [
        [False, "wijkteam", 2, 2, "compounds are off"]
    ]
    assert project.keyword("taal")["why"].tolist() == ["another word, in which the letters stand"]
    taken = project.keyword("vve [not & klein]")
    assert taken[["matched", "form", "why"]].fillna("").values.tolist() == [
        [True, "vve", ""],
        [False, "vve", "taken away by [not …]"],
    ]


def test_a_keyword_that_finds_nothing_gives_an_empty_table(project: Project) -> None:
    """The columns are there all the same; one that cannot be understood is an error that says why."""
    assert project.keyword("olifant").shape == (0, len(KEYWORD_COLUMNS))
    with pytest.raises(KeywordError, match="has a \\*"):
        project.keyword("vo*")


def test_each_hit_is_shown_in_its_line(project: Project) -> None:
    """Keyword in context: what stands before and after, in order of place."""
    frame = project.kwic("wijkteam", width=20)
    assert list(frame.columns) == list(KWIC_COLUMNS)
    assert frame[["transcript", "before", "words", "after"]].values.tolist() == [
        ["R01", "samen met het", "wijkteam", ". De peuters zijn"],
        ["R02", "Het", "wijkteam", "is er. De peuters"],
    ]


def test_a_keyword_is_measured_by_the_hand_codings(project: Project) -> None:
    """Only what the coder has read counts: R02 was not reviewed."""
    report = project.keyword_report(coder="anna")
    assert list(report.columns) == list(REPORT_COLUMNS)
    rows = report.set_index(["code", "keyword"])
    assert list(rows.loc[("samen", "wijkteam"), ["hits", "sentences", "reviewed", "precision", "recall"]]) == [
        *(2, 2, 1, 1.0),
        0.333,
    ]
    assert rows.loc[("samen", "wijkteam"), "only_here"] == 1
    assert list(rows.loc[("vve", "vve"), ["precision", "recall"]]) == [0.5, 1.0]
    assert list(rows.loc[("vve", "peuter"), ["rejected", "only_rejected"]]) == [2, True]
    assert rows.loc[("vve", "team"), "also_under"] == "samen (1)"


def test_a_keyword_whose_code_was_never_coded_has_no_recall(make_study: StudyMaker) -> None:
    """Where there is nothing to measure by, the measure is missing, not 0."""
    folder = make_study()
    open_study(folder).coder("anna").reviewed("R01")
    report = open_study(folder).keyword_report()
    assert report["recall"].isna().all()
    assert report.set_index("keyword").loc["wijkteam", "precision"] == 0.0


def test_words_that_set_a_code_apart_are_proposed(project: Project) -> None:
    """'koffie' stands in two sentences of the code and in no other that was read."""
    ideas = project.keyword_ideas("samen")
    assert list(ideas.columns) == list(IDEA_COLUMNS)
    rows = ideas.set_index("term")
    assert list(rows.loc["koffie", ["sentences", "elsewhere", "respondents"]]) == [2, 0, 1]
    assert {"drinken koffie", "we drinken"} <= set(rows.index)
    assert "is" not in rows.index
    with pytest.raises(UnknownValueError, match="Did you mean 'samen'"):
        project.keyword_ideas("same")


def test_keywords_of_two_codes_that_meet_the_same_word_are_told(project: Project) -> None:
    """'team' of the one code stands in 'wijkteam' of the other."""
    overlaps = project.keyword_overlaps()
    assert list(overlaps.columns) == list(OVERLAP_COLUMNS)
    assert overlaps[["code", "keyword", "other_code", "other_keyword", "both", "share"]].values.tolist() == [
        ["samen", "wijkteam", "vve", "team", 2, 1.0],
        ["vve", "team", "samen", "wijkteam", 2, 1.0],
    ]


def test_the_command_line_shows_a_keyword(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode keyword` prints what is matched and what is not."""
    assert main(["keyword", "vve [not & klein]", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.index("Matched:") < shown.index("Not matched:") < shown.index("taken away by [not …]")
    assert main(["keyword", "olifant", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["keyword", "vo*", str(folder)]) == 2
    assert "A * may stand at the beginning or end" in capsys.readouterr().err


def test_the_command_line_tells_the_engine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode model` says which engine is in use and how to get another."""
    assert main(["model", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "Engine: qualcode-nl" in shown
    assert "python -m spacy download nl_core_news_sm" in shown
