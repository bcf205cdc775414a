"""Suggestions that a coder accepted or rejected."""

from __future__ import annotations

import pandas as pd

from qualcode.project import open_study
from tests.conftest import R01, StudyMaker


def words(frame: pd.DataFrame) -> list[str]:
    """Return what is suggested in R01, in order."""
    return frame.loc[frame["transcript"] == "R01", "words"].tolist()


def test_a_rejected_suggestion_stays_away(make_study: StudyMaker) -> None:
    """What a coder rejected, as a row of the table, is suggested no more and counts in no matrix of suggestions."""
    project = open_study(make_study())
    before = words(project.suggestions())
    row = next(row for row in project.suggestions().itertuples() if row.words == "schotten")
    project.coder("anna").reject(row)  # type: ignore[arg-type]
    project.reload()
    assert words(project.suggestions()) == [word for word in before if word != "schotten"]
    cells = project.matrix("sentences", rows="code", source="suggested").frame
    assert cells.loc["integrale_aanpak.schotten", "R01"] == 0


def test_it_stays_away_when_keywords_and_transcript_change_around_it(make_study: StudyMaker) -> None:
    """Another keyword for the same words, or a correction elsewhere, brings a rejected suggestion not back."""
    project = open_study(make_study())
    row = next(row for row in project.suggestions().itertuples() if row.words == "schotten")
    project.coder("anna").reject(row)  # type: ignore[arg-type]
    book = (project.path / "codebook.yaml").read_text("utf-8").replace("[schot,", '["schot*",')
    (project.path / "codebook.yaml").write_text(book, "utf-8")
    file = project.path / "interviews" / "R01.txt"
    file.write_text(R01.strip().replace("Hoe gaat dat hier?", "Hoe gaat dat nu hier bij jullie?"), "utf-8")
    assert "schotten" not in words(open_study(project.path).suggestions())


def test_it_comes_back_when_its_words_change_or_it_is_undone(make_study: StudyMaker) -> None:
    """A rejection is for these words: others in their place, or an undo, make it a suggestion again."""
    project = open_study(make_study())
    row = next(row for row in project.suggestions().itertuples() if row.words == "schotten")
    coder = project.coder("anna")
    coder.reject(row)  # type: ignore[arg-type]
    file = project.path / "interviews" / "R01.txt"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("die schotten", "dat schot"), "utf-8")
    assert "schot" in words(open_study(project.path).suggestions())
    file.write_text(whole, "utf-8")
    coder.undo()
    assert "schotten" in words(open_study(project.path).suggestions())


def test_a_row_of_the_table_can_be_accepted(make_study: StudyMaker) -> None:
    """Accepting a row makes a coding of the matched words that knows its keyword, rule and engine."""
    project = open_study(make_study())
    table = project.suggestions()
    row = table[table["words"] == "schotten"].iloc[0]
    coding = project.coder("anna").accept(row)
    assert (coding.quote, coding.code) == ("schotten", "integrale_aanpak.schotten")
    assert coding.origin is not None
    assert (coding.origin["keyword"], coding.origin["rule"]) == ("schot", "lemma")
