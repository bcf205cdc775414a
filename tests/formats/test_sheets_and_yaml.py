"""Tables and YAML as people write them, with the line to look at when something is wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from qualcode.entries import Entry
from qualcode.errors import ReadError
from qualcode.formats.sheets import read_sheet
from qualcode.formats.yaml_text import read_yaml

TABLE = "id,naam,stad\nR01,Zoë,Ede\nR02,José,Zwolle\n"
ROWS = [{"id": "R01", "naam": "Zoë", "stad": "Ede"}, {"id": "R02", "naam": "José", "stad": "Zwolle"}]


def _csv(text: str) -> list[Entry]:
    return read_sheet(text.encode(), ".csv")


def _values(entries: list[Entry]) -> list[dict[str, object]]:
    return [entry.values for entry in entries]


def _xlsx(*rows: list[object]) -> list[Entry]:
    return read_sheet(_saved(*rows), ".xlsx")


def _saved(*rows: list[object]) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(buffer)
    return buffer.getvalue()


def _with_part(data: bytes, end: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with `change` made in the part whose name ends in `end`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name.endswith(end) else content)
    return buffer.getvalue()


def _yaml(text: str) -> dict[str, object]:
    return read_yaml(text.encode()).values


def _refused(text: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_yaml(text.encode())
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_csv_is_read_however_it_was_saved(delimiter: str, encoding: str, line_end: str) -> None:
    """Commas, semicolons or tabs, from Excel or from elsewhere: the same rows come out."""
    text = TABLE.replace(",", delimiter).replace("\n", line_end)
    assert _values(read_sheet(text.encode(encoding), ".csv")) == ROWS


def test_entries_know_their_line_below_quoted_line_breaks() -> None:
    """A cell of three lines does not put the rows below it on the wrong line."""
    entries = _csv('id,tekst\nR01,"een\ntwee\ndrie"\n\nR02,kort\n')
    assert [(entry.line, entry.text("tekst")) for entry in entries] == [(2, "een\ntwee\ndrie"), (6, "kort")]


def test_odd_line_breaks_inside_a_cell_are_text() -> None:
    """Breaks that only some programs know (U+2028, U+0085) neither part rows nor shift lines."""
    assert [(entry.line, entry.text("b")) for entry in _csv("a,b\n1,x\u2028y\n2,x\u0085y\n")] == [
        (2, "x\u2028y"),
        (3, "x\u0085y"),
    ]


def test_quotes_inside_a_cell_are_kept() -> None:
    """A doubled quote is one, and a quote in mid-cell is text."""
    assert _values(_csv('a,b\n"zij zei ""ja""",scherm 5" groot\n')) == [{"a": 'zij zei "ja"', "b": 'scherm 5" groot'}]


def test_column_names_forgive_case_and_blanks() -> None:
    """' ID ' and 'id' are one column; a column without a name is not read."""
    assert _values(_csv(" ID ,Naam,\nR01,Ann,los\n")) == [{"id": "R01", "naam": "Ann"}]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "id,naam\n", ",,\n;\n"])
def test_a_table_without_rows_gives_none(text: str) -> None:
    """An empty table is no error; who reads it decides what that means."""
    assert _csv(text) == []


def test_blank_lines_above_the_header_are_passed_over() -> None:
    """The first row with text is the header, and lines are still counted from the top."""
    (entry,) = _csv("\n\nid;naam\nR01;Ann\n")
    assert (entry.values, entry.line) == ({"id": "R01", "naam": "Ann"}, 4)


def test_a_doubled_column_is_refused_with_its_name() -> None:
    """Two columns of one name cannot both be meant."""
    with pytest.raises(ReadError, match="'naam' stands there twice") as caught:
        _csv("\nid,Naam, naam\nR01,a,b\n")
    assert caught.value.problem.line == 2


@pytest.mark.parametrize("text", ['id,naam\nR01,"Ann\nR02,Bo\n', 'id,naam\nR01,"Ann" x\n'])
def test_a_broken_quote_is_refused_with_its_line(text: str) -> None:
    """The error names the line where the quote opens, and says to look at it."""
    with pytest.raises(ReadError, match="quotes") as caught:
        _csv(text)
    assert caught.value.problem.line == 2


def test_a_row_with_too_many_cells_is_refused_with_its_line() -> None:
    """A comma in a text that is not quoted is reported: what stands behind it is not lost in silence."""
    with pytest.raises(ReadError, match="more cells") as caught:
        _csv("id,naam\nR01,Ann\nR02,Bo, uit Ede\n")
    assert caught.value.problem.line == 3


def test_a_row_may_have_fewer_or_empty_cells() -> None:
    """Cells that are missing at the end are empty, and superfluous commas do no harm."""
    assert _values(_csv("id,naam,stad\nR01\nR02,Bo,,,\n")) == [{"id": "R01"}, {"id": "R02", "naam": "Bo", "stad": ""}]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1, "1"),
        (1.0, "1"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (123456789012, "123456789012"),
        ("0123", "0123"),
        ("NO", "NO"),
        ("=1+1", ""),
        (datetime.fromisoformat("2024-05-01"), "2024-05-01"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime.fromisoformat("2024-05-01 09:30"), "2024-05-01 09:30:00"),
        (time(9, 30), "09:30:00"),
        ("e\u0301e\u0301n\r\ntwee", "één\ntwee"),
        (None, ""),
    ],
)
def test_cells_of_a_workbook_become_the_text_one_expects(cell: object, text: str) -> None:
    """Numbers have no stray '.0', dates are written year first, text stays text."""
    (entry,) = _xlsx(["id", "waarde"], ["R01", cell])
    assert entry.values["waarde"] == text


@pytest.mark.parametrize(("written", "text"), [(b"47.0", "47"), (b"0.30000000000000004", "0.3"), (b"1E3", "1000")])
def test_a_number_is_shown_as_excel_shows_it(written: bytes, text: str) -> None:
    """Programs that save 47 as 47.0, or 0.3 with its rounding, give the number that one typed."""
    data = _saved(["id", "waarde"], ["R01", 47])
    changed = _with_part(data, "sheet1.xml", lambda content: content.replace(b"<v>47</v>", b"<v>" + written + b"</v>"))
    assert [entry.text("waarde") for entry in read_sheet(changed, ".xlsx")] == [text]


def test_rows_of_a_workbook_know_their_line() -> None:
    """Empty rows are left out, and the line is the one that Excel shows."""
    entries = _xlsx([], ["id", "naam"], ["R01", "Ann"], [], ["R02", "Bo"])
    assert [(entry.line, entry.text("id")) for entry in entries] == [(3, "R01"), (5, "R02")]


def test_an_empty_sheet_gives_no_rows() -> None:
    """A workbook without any text is no error."""
    assert _xlsx() == []


@pytest.mark.parametrize("data", [b"", b"id,naam\nR01,Ann\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    """A .csv or .xls that was renamed to .xlsx gives a reason."""
    with pytest.raises(ReadError, match="Excel"):
        read_sheet(data, ".xlsx")


def test_a_workbook_whose_parts_are_damaged_is_refused() -> None:
    """A sheet that is no XML gives a reason, never a crash."""
    broken = _with_part(_saved(), "sheet1.xml", lambda _: b"<kapot")
    with pytest.raises(ReadError, match="sheet1"):
        read_sheet(broken, ".xlsx")


def test_yaml_keeps_what_was_written() -> None:
    """NO is no 'false', 0123 is no number, and times and dates stay as they are."""
    text = "land: NO\npost: 0123\naan: on\nniets: ~\ntijd: 12:30:45\nversie: 1.10\ndag: 2024-01-01\nleeg:\n"
    assert _yaml(text) == {
        "land": "NO",
        "post": "0123",
        "aan": "on",
        "niets": "~",
        "tijd": "12:30:45",
        "versie": "1.10",
        "dag": "2024-01-01",
        "leeg": "",
    }


def test_yaml_entries_know_their_lines() -> None:
    """Every key, also of an item in a list, can be named with its line."""
    entry = read_yaml(b"# boek\ncodes:\n  - id: a\n    naam: |\n      een\n      twee\n  - id: b\nextra: x\n")
    one, other = entry.entries("codes")
    assert (entry.lines, one.lines, other.lines) == ({"codes": 2, "extra": 8}, {"id": 3, "naam": 4}, {"id": 7})
    assert one.texts("naam") == ("een", "twee")


@pytest.mark.parametrize("text", ["", "\ufeff", "# alleen een opmerking\n", "---\n", "\n\n"])
def test_an_empty_yaml_file_is_an_empty_entry(text: str) -> None:
    """A file in which nothing stands yet is no error."""
    assert _yaml(text) == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\ncodes:\n  - !!python/name:x y\n", 3, "tag"),
        ("a: 1\nb: !eigen x\n", 2, "tag"),
        ("a: &naam x\n", 1, "anchors"),
        ("a: 1\nb: *naam\n", 2, "anchors"),
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands there twice"),
        ("c:\n  - x: 1\n    y: 2\n    x: 3\n", 4, "'x' stands there twice"),
        ("- een\n- twee\n", 1, "begin with a key"),
        ("zomaar tekst\n", 1, "begin with a key"),
        ("? [a, b]\n: c\n", 1, "a key must be a text"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: c: d\n", 2, "not valid YAML"),
        ("a: 1\nb: 'open\n", 3, "not valid YAML"),
        ("a:\n\t- b\n", 2, "not valid YAML"),
        ("a: [1, 2\n", 2, "not valid YAML"),
    ],
)
def test_yaml_that_means_no_codebook_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    """The error says what is wrong and on which line."""
    error = _refused(text)
    assert message in error.problem.message
    assert error.problem.line == line


@pytest.mark.parametrize("word", ["*woord", "*woord*", "*", "*woord, twee", "*n't"])
def test_an_unquoted_star_is_refused_with_advice(word: str) -> None:
    """A keyword that begins with * must stand in quotes; the error says so and names the line."""
    error = _refused(f"codes:\n  - trefwoorden:\n      - werk\n      - {word}\n")
    assert error.problem.line == 4
    assert "in quotes" in error.problem.hint
    assert "*" in str(error)


def test_a_quoted_star_is_text() -> None:
    """What the advice says works."""
    assert _yaml("a: '*woord'\n") == {"a": "*woord"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """A file that is nested beyond reason is refused at once."""
    assert "deep" in _refused(opening * 5000).problem.message


def test_letters_in_yaml_are_composed() -> None:
    """Keys and texts are compared as they look, however their accents were typed."""
    assert _yaml("e\u0301e\u0301n: cafe\u0301\r\n") == {"één": "café"}
