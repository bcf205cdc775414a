"""The framework matrix as a workbook that researchers write in, and as a Word document.

A sheet a theme: respondents as rows, for each code a column with the summary and one with the number
of codings. A hidden sheet keeps what was written out, so that what was changed since can be told when
the workbook is read back; rows may be sorted and columns moved meanwhile.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.errors import ReadError
from qualcode.export.characters import xml_text
from qualcode.export.excel import FONT, HEAD, print_setup, put
from qualcode.export.word import empty_document

KEPT_SHEET = "qualcode"
_TITLE = re.compile(r"[\[\]:*?/\\']")
_WRITE = PatternFill("solid", fgColor="FFFBE6")
_THIN = Side(style="thin", color="C9D1D6")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_ROW, _IDS_ROW = 4, 3


@dataclass(frozen=True)
class Cell:
    """A summary and what it rests on; `ids` name the decisions that wrote it, "" where nobody did."""

    summary: str
    count: int
    stale: bool
    ids: str


@dataclass(frozen=True)
class Page:
    """A theme: its name, its codes as pairs of id and name, and a row of cells a respondent."""

    title: str
    codes: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Words:
    """The labels that the pages show."""

    title: str
    notes: tuple[str, ...]
    respondent: str
    who: str
    count: str
    stale: str


@dataclass(frozen=True)
class Written:
    """A summary as it stands in a workbook: what it is now, what was written out, and which decisions that was."""

    code: str
    respondent: str
    summary: str
    earlier: str
    ids: str
    place: str


def framework_workbook(pages: Sequence[Page], words: Words) -> bytes:
    """Return an .xlsx workbook with a sheet a theme."""
    book = Workbook()
    book.remove(book.worksheets[0])
    kept: list[tuple[str, str, str, str]] = []
    for page in pages:
        sheet = book.create_sheet(_sheet_title(page.title, book.sheetnames))
        _page(sheet, page, words)
        kept += [
            (code, respondent, cell.ids, cell.summary)
            for respondent, _, cells in page.rows
            for (code, _), cell in zip(page.codes, cells, strict=True)
        ]
    memory = book.create_sheet(KEPT_SHEET)
    memory.sheet_state = "hidden"
    for number, row in enumerate([("code", "respondent", "ids", "summary"), *kept], start=1):
        for column, value in enumerate(row, start=1):
            put(memory, number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_framework(data: bytes) -> tuple[Written, ...]:
    """Return all cells for summaries in a workbook that `framework_workbook` made and people wrote in.

    Raises `ReadError` where it is no such workbook.
    """
    try:
        book = load_workbook(io.BytesIO(data))
    except Exception as error:
        raise ReadError("this is no Excel workbook.", "Save it as .xlsx.") from error
    if KEPT_SHEET not in book.sheetnames:
        raise ReadError("this is no framework matrix of qualcode.", "Make one: project.framework().to_excel(…).")
    rows = book[KEPT_SHEET].iter_rows(min_row=2, values_only=True)
    kept = {(_text(row[0]), _text(row[1])): (_text(row[2]), _text(row[3])) for row in rows}
    return tuple(
        Written(code, respondent, summary, *kept[code, respondent][::-1], place)
        for sheet in book.worksheets
        if sheet.title != KEPT_SHEET
        for code, respondent, summary, place in _cells(sheet)
        if (code, respondent) in kept
    )


def framework_document(pages: Sequence[Page], words: Words) -> bytes:
    """Return a .docx document in landscape: a table a theme, respondents as rows."""
    document = empty_document(9, landscape=True)
    document.add_heading(xml_text(words.title), 0)
    for note in words.notes:
        document.add_paragraph(xml_text(note))
    for page in pages:
        document.add_heading(xml_text(page.title), 1)
        table = document.add_table(rows=1, cols=1 + len(page.codes), style="Table Grid")
        for cell, title in zip(table.rows[0].cells, (words.respondent, *(name for _, name in page.codes)), strict=True):
            cell.text = xml_text(title)
            cell.paragraphs[0].runs[0].font.bold = True
        for respondent, who, cells in page.rows:
            row = table.add_row().cells
            row[0].text = xml_text(f"{respondent}\n{who}" if who else respondent)
            for place, item in zip(row[1:], cells, strict=True):
                count = f"[{item.count}{f', {words.stale}' if item.stale else ''}]"
                place.text = xml_text(f"{item.summary} {count}".strip() if item.summary or item.count else "")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(sheet: Worksheet, page: Page, words: Words) -> None:
    put(sheet, 1, 1, f"{words.title}: {page.title}").font = Font(FONT, bold=True, size=13)
    put(sheet, 2, 1, " ".join(words.notes)).font = Font(FONT, italic=True, size=10)
    sheet.row_dimensions[_IDS_ROW].hidden = True
    titles = [words.respondent, words.who]
    for number, (code, name) in enumerate(page.codes):
        put(sheet, _IDS_ROW, 3 + 2 * number, code)
        titles += [name, words.count]
    for column, title in enumerate(titles, start=1):
        cell = put(sheet, _HEAD_ROW, column, title)
        cell.font, cell.fill, cell.border = Font(FONT, bold=True), HEAD, _LINE
        cell.alignment = Alignment("left", "bottom", wrap_text=True)
        width = (13, 24)[column - 1] if column < 3 else (46 if column % 2 else 11)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, (respondent, who, cells) in enumerate(page.rows, start=_HEAD_ROW + 1):
        _row(sheet, row, (respondent, who), cells, words)
    sheet.freeze_panes = f"C{_HEAD_ROW + 1}"
    print_setup(sheet, _HEAD_ROW)


def _row(sheet: Worksheet, row: int, who: tuple[str, str], cells: Sequence[Cell], words: Words) -> None:
    for column, text in enumerate(who, start=1):
        put(sheet, row, column, text).alignment = Alignment("left", "top", wrap_text=True)
    lines = 2
    for number, item in enumerate(cells):
        # A cell with an empty text would not count as empty in Excel.
        place = put(sheet, row, 3 + 2 * number, item.summary or None)
        place.fill, place.border = _WRITE, _LINE
        place.alignment, place.protection = Alignment("left", "top", wrap_text=True), Protection(locked=False)
        count = put(sheet, row, 4 + 2 * number, item.count)
        count.number_format = f'0" {words.stale}"' if item.stale else "0"
        count.alignment = Alignment("center", "top", wrap_text=True)
        lines = max(lines, sum(1 + len(line) // 44 for line in item.summary.split("\n")))
    sheet.row_dimensions[row].height = 15 * min(lines, 20)


def _cells(sheet: Worksheet) -> Iterator[tuple[str, str, str, str]]:
    """Yield code, respondent, summary and place of each cell for a summary."""
    ids = {column: _text(sheet.cell(_IDS_ROW, column).value) for column in range(1, sheet.max_column + 1)}
    codes = {column: code for column, code in ids.items() if code}
    for row in range(_HEAD_ROW + 1, sheet.max_row + 1):
        respondent = _text(sheet.cell(row, 1).value)
        for column, code in codes.items():
            place = f"{sheet.title}!{get_column_letter(column)}{row}"
            yield code, respondent, _text(sheet.cell(row, column).value), place


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _sheet_title(name: str, taken: Sequence[str]) -> str:
    """Return a title that Excel takes: at most 31 characters, none of those that it forbids, not twice."""
    base = _TITLE.sub(" ", xml_text(name)).strip() or "-"
    for number in range(1, len(taken) + 2):
        tail = f" {number}" if number > 1 else ""
        title = base[: 31 - len(tail)] + tail
        if title.casefold() not in {other.casefold() for other in (*taken, KEPT_SHEET)}:
            return title
    raise AssertionError
