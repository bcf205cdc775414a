"""The workbook: its sheets agree with each other, say what they rest on, and hold nothing but values."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.errors import QualcodeError
from qualcode.export.excel import MAX_CELL, Sheet, workbook
from qualcode.project import Project, open_study
from tests.conftest import CODEBOOK, RESPONDENTS, StudyMaker

UNREVIEWED = "trefwoordtreffers, niet beoordeeld"
Grid = list[list[object]]


def opened(path: Path) -> Workbook:
    return load_workbook(path)


def written(project: Project, folder: Path, source: str | None = "suggested") -> Workbook:
    return opened(project.run(folder, source=source).matrix)


def values(page: Worksheet) -> Grid:
    return [list(row) for row in page.iter_rows(values_only=True)]


def head_row(page: Worksheet) -> int:
    """Return the number of the row of headings: the one above which the sheet is frozen."""
    return int("".join(filter(str.isdigit, str(page.freeze_panes)))) - 1


def table(page: Worksheet) -> list[dict[str, object]]:
    """Return the rows below the headings, by heading."""
    rows = values(page)
    head = head_row(page)
    return [dict(zip(map(str, rows[head - 1]), row, strict=True)) for row in rows[head:]]


@pytest.fixture(scope="module")
def book(example: Project, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Return the workbook of the example study, with keyword hits."""
    return written(example, tmp_path_factory.mktemp("uit"))


def test_the_sheets_stand_in_order_under_dutch_names(book: Workbook) -> None:
    """The reader finds matrix, counts, quotes, coverage, respondents, codebook and how it was made."""
    assert book.sheetnames == ["Matrix", "Zinnen", "Citaten", "Dekking", "Respondenten", "Codeboek", "Verantwoording"]


def test_every_number_can_be_counted_on_the_sheet_of_quotes(book: Workbook) -> None:
    """A cell of the counts is the number of quotes of that theme and respondent; the matrix says whether any."""
    quotes = table(book["Citaten"])
    counted = Counter((row["Thema"], row["Respondent"]) for row in quotes)
    assert len(quotes) > 100
    cells = 0
    for named, count in zip(table(book["Matrix"]), table(book["Zinnen"]), strict=True):
        assert named["Thema"] == count["Thema"]
        for respondent in (f"R{number:02}" for number in range(1, 17)):
            number = counted.pop((count["Thema"], respondent), 0)
            assert (count[respondent], named[respondent]) == (number, 1 if number else 0)
            cells += 1
    assert (cells, counted.total()) == (8 * 16, 0)


def test_the_totals_are_those_of_the_cells(book: Workbook, example: Project) -> None:
    """The totals beside the matrix count the respondents, conversations and organisations of the quotes."""
    organisation = {person.id: person.attributes["organisation"] for person in example.respondents}
    quotes = table(book["Citaten"])
    for row in table(book["Matrix"]):
        mine = [quote for quote in quotes if quote["Thema"] == row["Thema"]]
        people = {str(quote["Respondent"]) for quote in mine}
        assert row["Respondenten"] == len(people)
        assert row["Gesprekken"] == len({quote["Transcript"] for quote in mine})
        assert row["Organisaties"] == len({organisation[person] for person in people})


def test_numbers_and_quotes_are_titled_with_their_source(book: Workbook) -> None:
    """On every sheet of counts and quotes stands that nobody has reviewed these keyword hits."""
    for title in ("Matrix", "Zinnen", "Citaten", "Verantwoording"):
        above = [cell for row in values(book[title])[:5] for cell in row if isinstance(cell, str)]
        assert [text for text in above if UNREVIEWED in text] != [], title


def test_headings_stay_in_sight(book: Workbook) -> None:
    """Whoever scrolls still sees the headings, and themes or respondents beside them."""
    for page in book.worksheets:
        head = head_row(page)
        assert str(page.freeze_panes) == f"{'C' if page.title == 'Dekking' else 'B'}{head + 1}", page.title
        headings = [cell.value for cell in page[head]]
        assert all(page[head][number].font.b for number, title in enumerate(headings) if title), page.title
        assert page.print_title_rows == f"${head}:${head}", page.title


def test_everyone_and_every_code_is_there(book: Workbook, example: Project) -> None:
    """Respondents and codes stand on their sheets one by one, in the study's order, with all attributes."""
    people = table(book["Respondenten"])
    assert [row["Respondent"] for row in people] == list(example.respondents.ids)
    assert list(people[0]) == ["Respondent", "Functie", "Organisatie", "Sector", "Transcripten", "Gesproken woorden"]
    assert [row["Id"] for row in table(book["Codeboek"])] == [code.id for code in example.codebook.tree]


def test_the_files_can_be_recognised_by_their_hashes(book: Workbook, example: Project) -> None:
    """Every file that the result rests on is named with its SHA-256, so that a changed one is found out."""
    rows = [(str(path), str(said)) for path, said in values(book["Verantwoording"])[1:]]
    hashes = {path: said.removeprefix("SHA-256 ") for path, said in rows if said.startswith("SHA-256 ")}
    assert {"codebook.yaml", "interviews/respondents.csv", "interviews/R01.docx"} <= set(hashes)
    assert sum(path.startswith("interviews/R") for path in hashes) == 16
    for path, sha256 in hashes.items():
        assert hashlib.sha256((example.path / path).read_bytes()).hexdigest() == sha256, path


def test_how_it_was_made_is_told(book: Workbook, example: Project) -> None:
    """Title, source, unit, version of the codebook, programs and moment stand in the workbook."""
    said = {str(key): value for key, value in values(book["Verantwoording"])}
    assert said["Titel"] == example.settings.title
    assert said["Bron"] == UNREVIEWED
    assert said["Analyse-eenheid"] == "zin"
    assert said["Codeboek (versie)"] == example.codebook.version
    assert str(said["Programma"]).startswith("qualcode ")
    assert str(said["Taalmodule"]).startswith("qualcode-nl ")


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "=cmd|' /C calc'!A0 ", "#N/A", "'=", "\t="])
def test_no_text_becomes_a_formula(make_study: StudyMaker, tmp_path: Path, opening: str) -> None:
    """Whatever a transcript, code or attribute begins with, Excel shows it and computes nothing."""
    said, name, function = f"{opening}1 + vve.", f"{opening}1 naam", f"{opening}1 functie"
    folder = make_study(
        {
            "codebook.yaml": CODEBOOK.replace("name: Voor- en vroegschoolse educatie", f"name: {json_text(name)}"),
            "interviews/respondents.csv": RESPONDENTS.replace("beleidsadviseur", f'"{function}"'),
            "interviews/R02.txt": f"I: En?\nR: {said}",
            "qualcode.toml": f"title = {json_text(opening + '1 titel')}",
        }
    )
    book = written(open_study(folder), tmp_path / "uit")
    kinds = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b", "inlineStr"}
    quote = next(row for row in table(book["Citaten"]) if row["Respondent"] == "R02")
    assert (quote["Citaat"], quote["Thema"], quote["Functie"]) == (said.strip(), name.strip(), function.strip())
    assert name.strip() in [row["Thema"] for row in table(book["Matrix"])]


def json_text(text: str) -> str:
    """Return `text` in quotes, as YAML and TOML read it."""
    return '"' + text.replace("\\", "\\\\").replace("\t", "\\t") + '"'


def test_an_attribute_of_formulas_makes_columns_of_texts(make_study: StudyMaker, tmp_path: Path) -> None:
    """A matrix by an attribute has the attribute's values above its columns, whatever they look like."""
    folder = make_study({"interviews/respondents.csv": RESPONDENTS.replace("beleid\n", "=1+1\n")})
    path = open_study(folder).matrix(columns="sector", source="suggested").to_excel(tmp_path / "sector.xlsx")
    (page,) = opened(path).worksheets
    cells = {cell.value: cell.data_type for cell in page[head_row(page)]}
    assert cells["=1+1"] == "s"
    assert list(cells)[1:3] == ["=1+1", "onderwijs"]


def test_labels_are_english_by_setting(make_study: StudyMaker, tmp_path: Path) -> None:
    """With language = "en" no Dutch label is left; what researchers wrote stays as it is."""
    folder = make_study({"qualcode.toml": 'language = "en"'})
    english = written(open_study(folder), tmp_path / "uit")
    assert english.sheetnames == ["Matrix", "Sentences", "Quotes", "Respondents", "Codebook", "How it was made"]
    assert values(english["Matrix"])[0][0] == "Theme × respondent: named (1) or not (0)"
    assert values(english["Matrix"])[1][0] == "Source: keyword hits, not reviewed"
    assert list(table(english["Quotes"])[0]) == [
        *("Theme", "Codes", "Respondent", "Function", "Sector", "Transcript", "Turn", "Quote", "Because of"),
    ]


def test_problems_have_a_sheet_where_there_are_any(make_study: StudyMaker, tmp_path: Path) -> None:
    """A result that rests on files with problems carries them along."""
    folder = make_study({"codebook.yaml": CODEBOOK.replace("vve, warme overdracht", "vve, '*'")})
    (row,) = table(written(open_study(folder), tmp_path / "uit")["Problemen"])
    assert row["Bestand"] == "codebook.yaml"
    assert "has a * that cannot be used" in str(row["Problemen"])


def test_a_text_too_long_for_a_cell_is_named(make_study: StudyMaker, tmp_path: Path) -> None:
    """Where an answer is longer than Excel allows nothing is cut off or written; sheet, row and length are told."""
    long = "vve " * 10_000
    folder = make_study(
        {"interviews/R02.txt": f"I: En?\nR: De vve.\nI: En?\nR: {long}", "qualcode.toml": 'unit = "answer"'}
    )
    with pytest.raises(QualcodeError, match=r"^Sheet 'Citaten', row \d+: a text of 39,999 characters does not fit"):
        open_study(folder).run(tmp_path / "uit", source="suggested")
    assert not (tmp_path / "uit" / "matrix.xlsx").exists()


def test_a_text_that_just_fits_is_kept_whole() -> None:
    """The longest text that a cell can hold comes back to the last letter; one more is refused with its row."""
    fits = Sheet("Blad", pd.DataFrame({"Citaat": ["kort", "x" * MAX_CELL]}))
    (page,) = load_workbook(io.BytesIO(workbook([fits]))).worksheets
    assert [row["Citaat"] for row in table(page)] == ["kort", "x" * MAX_CELL]
    too_long = Sheet("Blad", pd.DataFrame({"Citaat": ["kort", "x" * (MAX_CELL + 1)]}))
    with pytest.raises(QualcodeError, match="Sheet 'Blad', row 3: a text of 32,768 characters"):
        workbook([too_long])


def test_a_study_that_is_only_begun_has_a_workbook(make_study: StudyMaker, tmp_path: Path) -> None:
    """Without respondents, or without a codebook, there is a workbook with what there is."""
    nobody = open_study(make_study({"interviews/respondents.csv": None}, name="niemand"))
    nothing = open_study(make_study({"codebook.yaml": None}, name="niets"))
    for project in (nobody, nothing):
        book = written(project, tmp_path / project.path.name, source=None)
        assert book.sheetnames[:3] == ["Matrix", "Zinnen", "Citaten"]
        assert table(book["Citaten"]) == []


def test_a_respondent_may_be_called_as_a_column_is(make_study: StudyMaker, tmp_path: Path) -> None:
    """A value 'Thema' or 'Respondenten' of an attribute is a column like others."""
    rows = RESPONDENTS.replace("onderwijs", "Thema").replace("beleid\n", "Respondenten\n")
    matrix = open_study(make_study({"interviews/respondents.csv": rows})).matrix(columns="sector", source="suggested")
    (page,) = opened(matrix.to_excel(tmp_path / "sector.xlsx")).worksheets
    headings = [cell.value for cell in page[head_row(page)]]
    assert headings == ["Thema", "Respondenten", "Thema", "Respondenten", "Gesprekken", "Organisaties"]
    assert [cell.value for cell in page[head_row(page) + 1]] == ["Integrale aanpak", 1, 1, 2, 2, 2]


def test_shares_are_shown_in_per_cent(make_study: StudyMaker, tmp_path: Path) -> None:
    """A share is a number between 0 and 1 that Excel shows as a percentage, and an unknown one is empty."""
    folder = make_study({"interviews/R01.txt": "I: En?\nR: …"})
    matrix = open_study(folder).matrix("share", source="suggested")
    (page,) = opened(matrix.to_excel(tmp_path / "aandeel.xlsx")).worksheets
    r01, r02 = page[head_row(page) + 2][1], page[head_row(page) + 2][2]
    assert not r01.value
    assert r02.number_format == "0.0%"
    assert r02.value == pytest.approx(9 / 13)


def test_what_was_not_read_is_told_by_marks(make_study: StudyMaker, tmp_path: Path) -> None:
    """A cell of hand codings is 0 where all was read, a mark where not, and starred where it was counted too early."""
    folder = make_study()
    anna = open_study(folder).coder("anna")
    anna.reviewed("R01")
    anna.code("R02", "De warme overdracht", "vve")
    matrix = open_study(folder).matrix("sentences")
    (page,) = opened(matrix.to_excel(tmp_path / "hand.xlsx")).worksheets
    assert [(row["R01"], row["R02"]) for row in table(page)] == [(0, "–"), (0, 1)]
    assert page[head_row(page) + 2][2].number_format == '0"*"'
    notes = [row[0] for row in values(page)[: head_row(page) - 1]]
    assert "Bron: handmatige codering (anna)" in notes
    assert any("niet doorgenomen" in str(note) for note in notes)
