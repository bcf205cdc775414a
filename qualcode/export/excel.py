"""The workbook: matrices, quotes, respondents, codebook, and how it was made."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.errors import QualcodeError
from qualcode.export.characters import xml_text

MAX_CELL = 32_767
HEAD = PatternFill("solid", fgColor="E8ECEF")
# From white to blue, light enough to read black numbers on and to tell apart in grey.
_GROUND = ColorScaleRule(  # type: ignore[no-untyped-call]
    start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="8FB8DA"
)
FONT = "Calibri"
_LINE = Border(bottom=Side(style="thin", color="9AA5AD"))


@dataclass(frozen=True)
class Sheet:
    """A sheet to be written.

    `frame` holds the columns with their final headings; `notes` stand above the header;
    `widths` are in characters, the last one for all further columns; `frozen` columns stay
    in sight; `matrix` is how many columns behind these are cells of a matrix, whose ground
    tells how high they are; `number_format` is Excel's for these cells, and where `starred` (a
    frame of their shape) is true a star follows the number. Elsewhere fractions have two decimals, and
    those of the columns in `percent` are shown as percentages.
    """

    title: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
    widths: tuple[float, ...] = (14,)
    frozen: int = 1
    matrix: int = 0
    number_format: str = "0"
    starred: pd.DataFrame | None = None
    percent: tuple[str, ...] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx workbook. Raises `QualcodeError` for a text that no cell can hold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    for number, note in enumerate(sheet.notes, start=1):
        cell = put(page, number, 1, note)
        cell.font = Font(FONT, bold=number == 1, italic=number > 1, size=13 if number == 1 else 10)
    head = len(sheet.notes) + (2 if sheet.notes else 1)
    _header(page, head, sheet)
    for number, row in enumerate(sheet.frame.itertuples(index=False), start=head + 1):
        for column, value in enumerate(row, start=1):
            _body(put(page, number, column, value), sheet, column, number - head - 1)
    last = head + len(sheet.frame)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{head + 1}"
    _widths(page, sheet)
    print_setup(page, head)
    if sheet.matrix:
        right = get_column_letter(sheet.frozen + sheet.matrix)
        cells = f"{get_column_letter(sheet.frozen + 1)}{head + 1}:{right}{max(last, head + 1)}"
        page.conditional_formatting.add(cells, _GROUND)
    elif len(sheet.frame):
        page.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.frame.columns))}{last}"


def _header(page: Worksheet, row: int, sheet: Sheet) -> None:
    for column, title in enumerate(sheet.frame.columns, start=1):
        cell = put(page, row, column, str(title))
        cell.font, cell.fill, cell.border = Font(FONT, bold=True), HEAD, _LINE
        centred = sheet.matrix and column > sheet.frozen
        cell.alignment = Alignment("center" if centred else "left", "bottom", wrap_text=True)
    lines = max((_lines(str(title), sheet, at) for at, title in enumerate(sheet.frame.columns)), default=1)
    page.row_dimensions[row].height = 15 * lines


def _body(cell: Cell, sheet: Sheet, column: int, row: int) -> None:
    if sheet.matrix and column > sheet.frozen:
        cell.alignment = Alignment("center", "top")
        inner = column - sheet.frozen - 1
        if inner < sheet.matrix:
            star = sheet.starred is not None and bool(sheet.starred.iloc[row, inner])
            cell.number_format = f'{sheet.number_format}"*"' if star else sheet.number_format
    else:
        cell.alignment = Alignment("left", "top", wrap_text=True)
        if isinstance(cell.value, float):
            cell.number_format = "0.0%" if sheet.frame.columns[column - 1] in sheet.percent else "0.00"


def put(page: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write a value; a text stays a text, also one that looks like a formula."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, bool):
        cell.value = value
    elif isinstance(value, str):
        cell.value = _checked(value, page, row)
        cell.data_type = "s"
    elif value is not None and not pd.isna(value):  # type: ignore[call-overload]
        cell.value = float(value) if isinstance(value, float) else int(value)  # type: ignore[call-overload]
    return cell


def _checked(text: str, page: Worksheet, row: int) -> str:
    if len(text) > MAX_CELL:
        raise QualcodeError(
            f"Sheet '{page.title}', row {row}: a text of {len(text):,} characters does not fit a cell "
            f"({MAX_CELL:,} at most). Shorten it; what was said can be counted in sentences."
        )
    return xml_text(text)


def _widths(page: Worksheet, sheet: Sheet) -> None:
    for column in range(1, len(sheet.frame.columns) + 1):
        width = sheet.widths[min(column, len(sheet.widths)) - 1]
        page.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.frame.itertuples(index=False), start=page.max_row - len(sheet.frame) + 1):
        lines = max((_lines(value, sheet, column) for column, value in enumerate(row)), default=1)
        page.row_dimensions[number].height = 15 * min(lines, 20)


def _lines(value: object, sheet: Sheet, column: int) -> int:
    """Return how many lines a wrapped text takes, since LibreOffice and Excel do not agree on doing so."""
    if not isinstance(value, str):
        return 1
    width = sheet.widths[min(column, len(sheet.widths) - 1)]
    return sum(max(1, math.ceil(len(line) / max(width - 1, 1))) for line in value.split("\n"))


def print_setup(page: Worksheet, head: int) -> None:
    """Set a page up for A4 in landscape, as wide as it is, with the row `head` on each page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"
    page.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&A – &P/&N"))


def renamed(frame: pd.DataFrame, titles: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return the columns of `frame` that `titles` names, in that order and under those headings."""
    pairs = [(key, title) for key, title in titles if key in frame.columns]
    return frame[[key for key, _ in pairs]].set_axis([title for _, title in pairs], axis="columns")
