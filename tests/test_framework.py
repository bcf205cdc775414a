"""The framework matrix: summaries by respondent and code, in Python, in a workbook and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.errors import QualcodeError, ReadError, UnknownValueError
from qualcode.project import Project, open_study
from tests.conftest import StudyMaker


@pytest.fixture
def project(make_study: StudyMaker) -> Project:
    """Return a study in which Anna has coded three passages."""
    study = open_study(make_study())
    anna = study.coder("anna")
    anna.code("R01", "We werken samen met het wijkteam", "integrale_aanpak")
    anna.code("R01", "die schotten", "integrale_aanpak.schotten")
    anna.code("R02", "warme overdracht", "vve")
    study.reload()
    return study


def row(project: Project, code: str, respondent: str) -> dict[str, object]:
    frame = project.framework(coder="anna").frame
    (found,) = frame[(frame["code"] == code) & (frame["respondent"] == respondent)].to_dict("records")
    return {str(key): value for key, value in found.items()}


def place(sheet: Worksheet, respondent: str, code: str) -> tuple[int, int]:
    """Return row and column of the cell for a summary."""
    rows = [cells[0].row for cells in sheet.iter_rows(max_col=1) if cells[0].value == respondent]
    columns = [cell.column for cell in sheet[3] if cell.value == code]
    assert len(rows) == len(columns) == 1
    return int(rows[0] or 0), int(columns[0] or 0)


def write(path: Path, respondent: str, code: str, text: str | None) -> None:
    """Write a summary into a workbook as a researcher would."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and any(cell.value == code for cell in sheet[3]):
            sheet.cell(*place(sheet, respondent, code)).value = text
    book.save(path)


def test_every_respondent_has_a_cell_for_every_code(project: Project) -> None:
    """The frame has a row a respondent and code, with the codings behind it, also where nothing was written."""
    frame = project.framework(coder="anna").frame
    assert len(frame) == 3 * 2
    assert frame["summary"].isna().all()
    counts = frame.set_index(["code", "respondent"])["count"].to_dict()
    assert counts["integrale_aanpak", "R01"] == 2, "a theme stands for all codings below it"
    assert counts["integrale_aanpak.schotten", "R01"] == 1
    assert counts["vve", "R01"] == 0


def test_a_summary_tells_what_it_rests_on_and_goes_stale_with_it(project: Project) -> None:
    """A summary keeps the codings that it was written on; when one is removed or added it is stale."""
    project.summarise("R01", "integrale_aanpak", "Werkt met het wijkteam, loopt vast op schotten.", coder="anna")
    cell = row(project, "integrale_aanpak", "R01")
    assert (cell["summary"], cell["count"], cell["stale"]) == (
        "Werkt met het wijkteam, loopt vast op schotten.",
        2,
        False,
    )
    project.coder("anna").uncode(project.coder("anna").codings[1])
    project.reload()
    assert row(project, "integrale_aanpak", "R01")["stale"]
    project.coder("anna").undo()
    project.reload()
    assert not row(project, "integrale_aanpak", "R01")["stale"]
    project.summarise("R01", "integrale_aanpak", "", coder="anna")
    assert project.framework(coder="anna").frame["summary"].isna().all()


def test_a_summary_is_a_decision(project: Project) -> None:
    """Summaries are in the history, can be undone, and follow a renamed code."""
    project.summarise("R02", "vve", "Goed geregeld.", coder="anna")
    project.coder("anna").codebook.rename("vve", "voorschool")
    project.reload()
    assert row(project, "voorschool", "R02")["summary"] == "Goed geregeld."
    project.coder("anna").undo(2)
    project.reload()
    assert row(project, "vve", "R02")["summary"] != "Goed geregeld."
    told = project.history(coder="anna").query("kind == 'cell'")
    assert told["note"].tolist() == ["Goed geregeld."]
    assert told["undone"].tolist() == [True]


def test_what_is_written_in_the_workbook_comes_back(project: Project, tmp_path: Path) -> None:
    """Summaries written in Excel become decisions; a second export holds the same; reading again changes nothing."""
    path = project.framework(coder="anna").to_excel(tmp_path / "framework.xlsx")
    write(path, "R01", "integrale_aanpak.schotten", "  Schotten hinderen.\nMaar het went. ")
    write(path, "R02", "vve", "=1+1 is geen formule")
    read = project.read_summaries(path, coder="anna")
    assert sorted(item.respondent for item in read.written) == ["R01", "R02"]
    assert read.conflicts.empty
    assert row(project, "integrale_aanpak.schotten", "R01")["summary"] == "Schotten hinderen.\nMaar het went."
    assert row(project, "vve", "R02")["summary"] == "=1+1 is geen formule"
    again = project.framework(coder="anna").to_excel(tmp_path / "nog_eens.xlsx")
    assert project.read_summaries(again, coder="anna").written == ()
    assert project.read_summaries(path, coder="anna").written == ()


def test_rows_may_be_sorted_in_excel(project: Project, tmp_path: Path) -> None:
    """Who sorts the rows before writing loses nothing: the respondent in the row counts, not its place."""
    path = project.framework(coder="anna").to_excel(tmp_path / "framework.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[1]
    values = {number: [cell.value for cell in sheet[number]] for number in (5, 6)}
    for number, other in ((5, 6), (6, 5)):
        for column, value in enumerate(values[other], start=1):
            sheet.cell(number, column).value = value
    book.save(path)
    write(path, "R02", "vve", "Goed geregeld.")
    project.read_summaries(path, coder="anna")
    assert row(project, "vve", "R02")["summary"] == "Goed geregeld."


def test_a_summary_that_was_changed_on_both_sides_is_shown_and_not_written_over(
    project: Project, tmp_path: Path
) -> None:
    """Where the study has a newer summary than the workbook was made from, both are shown and the study keeps its own."""
    path = project.framework(coder="anna").to_excel(tmp_path / "framework.xlsx")
    write(path, "R02", "vve", "Uit de werkmap.")
    write(path, "R01", "vve", "Alleen in de werkmap.")
    project.summarise("R02", "vve", "Uit het notebook.", coder="anna")
    read = project.read_summaries(path, coder="anna")
    assert [item.respondent for item in read.written] == ["R01"]
    assert read.conflicts[["code", "respondent", "workbook", "study"]].to_numpy().tolist() == [
        ["vve", "R02", "Uit de werkmap.", "Uit het notebook."]
    ]
    assert row(project, "vve", "R02")["summary"] == "Uit het notebook."


def test_a_summary_taken_out_in_the_workbook_is_taken_out(project: Project, tmp_path: Path) -> None:
    """An emptied cell takes the summary away, as a decision that can be undone."""
    project.summarise("R02", "vve", "Goed geregeld.", coder="anna")
    path = project.framework(coder="anna").to_excel(tmp_path / "framework.xlsx")
    write(path, "R02", "vve", None)
    project.read_summaries(path, coder="anna")
    assert project.framework(coder="anna").frame["summary"].isna().all()
    project.coder("anna").undo()
    project.reload()
    assert row(project, "vve", "R02")["summary"] == "Goed geregeld."


def test_another_workbook_is_refused(project: Project, tmp_path: Path) -> None:
    """A workbook that is no framework matrix, or no workbook, is named with what to do."""
    other = project.matrix(source="hand", coder="anna").to_excel(tmp_path / "matrix.xlsx")
    with pytest.raises(ReadError, match="no framework matrix"):
        project.read_summaries(other, coder="anna")
    other.write_bytes(b"geen werkmap")
    with pytest.raises(ReadError, match="no Excel workbook"):
        project.read_summaries(other, coder="anna")
    with pytest.raises(UnknownValueError):
        project.summarise("R77", "vve", "…", coder="anna")


def test_the_word_document_has_a_table_a_theme(project: Project, tmp_path: Path) -> None:
    """Each theme has a table with a row a respondent, in landscape, with the number of codings."""
    project.summarise("R02", "vve", "Goed geregeld.", coder="anna")
    document = Document(str(project.framework(coder="anna").to_word(tmp_path / "framework.docx")))
    assert len(document.tables) == 2
    assert document.tables[1].rows[2].cells[1].text == "Goed geregeld. [1]"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_two_copies_that_wrote_one_cell_are_both_shown(project: Project) -> None:
    """Summaries of one cell from two copies of a journal stand beside each other until one is written anew."""
    before = (project.path / "codings" / "anna.jsonl").read_bytes()
    project.summarise("R02", "vve", "Hier geschreven.", coder="anna")
    here = (project.path / "codings" / "anna.jsonl").read_bytes()
    (project.path / "codings" / "anna.jsonl").write_bytes(before)
    project.reload()
    project.summarise("R02", "vve", "Daar geschreven.", coder="anna")
    there = (project.path / "codings" / "anna.jsonl").read_bytes()
    (project.path / "codings" / "anna.jsonl").write_bytes(there + here)
    project.reload()
    assert set(str(row(project, "vve", "R02")["summary"]).split("\n")) == {"Hier geschreven.", "Daar geschreven."}
    project.summarise("R02", "vve", "Samen geschreven.", coder="anna")
    assert row(project, "vve", "R02")["summary"] == "Samen geschreven."


def test_summaries_of_who_withdraws_go_along(project: Project) -> None:
    """A withdrawal takes out what was written about the respondent."""
    project.summarise("R02", "vve", "Goed geregeld volgens haar.", coder="anna")
    project.redact("R02")
    assert b"volgens haar" not in (project.path / "codings" / "anna.jsonl").read_bytes()


def test_a_theme_is_a_table_in_the_notebook(project: Project) -> None:
    """framework["vve"] gives the summaries of a theme; what is shown is escaped."""
    project.summarise("R02", "vve", "<script>alert(1)</script>", coder="anna")
    framework = project.framework(coder="anna")
    assert framework["vve"].loc["R02", "vve"] == "<script>alert(1)</script>"
    assert "<script>" not in framework._repr_html_()
    assert repr(framework) == "<Framework: 1 of 6 cells summarised, 0 stale>"


def test_no_text_in_the_workbook_works_as_a_formula(make_study: StudyMaker, tmp_path: Path) -> None:
    """A function, the name of a code or a summary that begins with = stays text, in the hidden sheet too."""
    people = "respondent;transcript;function;sector\nR01;R01;=1+1;beleid\nR02;R02;=HYPERLINK(1);beleid\n"
    codes = "codes:\n  - id: vve\n    name: =2+2\n"
    study = open_study(make_study({"interviews/respondents.csv": people, "codebook.yaml": codes}))
    study.summarise("R01", "vve", "=3+3", coder="anna")
    book = load_workbook(study.framework(coder="anna").to_excel(tmp_path / "framework.xlsx"))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert {"=2+2", "=3+3", "=1+1, beleid"} <= {cell.value for cell in cells}
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_a_summary_that_no_cell_can_hold_is_not_cut_off(project: Project, tmp_path: Path) -> None:
    """Excel holds 32,767 characters; a longer summary is named, since a shortened one would be read back as new."""
    project.summarise("R02", "vve", "lang " * 7000, coder="anna")
    with pytest.raises(QualcodeError, match="does not fit a cell"):
        project.framework(coder="anna").to_excel(tmp_path / "framework.xlsx")
