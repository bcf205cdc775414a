"""Tables that people write (.csv, .xlsx), as entries with their line."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from qualcode.entries import Entry
from qualcode.errors import ReadError
from qualcode.formats.containers import Container, parse_xml
from qualcode.text import canonical, decode

MAX_ROWS = 100_000
# What openpyxl lets through when a workbook is not as it should be; a SyntaxError is one of the XML.
_WORKBOOK_FAULTS = (
    InvalidFileException,
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    OSError,
)


def read_sheet(data: bytes, suffix: str) -> list[Entry]:
    """Return the rows below the header of a .csv or .xlsx file; rows without any text are left out.

    A .csv may be parted by commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.
    Column names are stripped and in lower case. Raises `ReadError`.
    """
    read = _xlsx_rows if suffix.casefold() == ".xlsx" else _csv_rows
    rows = [(line, cells) for line, cells in read(data) if any(cell.strip() for cell in cells)]
    if not rows:
        return []
    (first, titles), *below = rows
    header = [title.strip().casefold() for title in titles]
    doubled = {title for title in header if title and header.count(title) > 1}
    if doubled:
        raise ReadError(f"the column '{min(doubled)}' stands there twice.", "Rename one of them.", line=first)
    return [_entry(header, cells, line) for line, cells in below]


def _entry(header: list[str], cells: list[str], line: int) -> Entry:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise ReadError(
            "this row has more cells than there are columns.", "Put a text with commas in quotes.", line=line
        )
    return Entry({title: cell for title, cell in zip(header, cells, strict=False) if title}, line)


def _csv_rows(data: bytes) -> list[tuple[int, list[str]]]:
    text = decode(data).text
    head = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
            _check_size(rows)
    except csv.Error as error:
        raise ReadError(f"the table cannot be read ({error}).", "Check the quotes in this line.", line=line) from error
    return rows


def _xlsx_rows(data: bytes) -> list[tuple[int, list[str]]]:
    _check_parts(Container(data, "Excel"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
            rows = []
            for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                rows.append((line, [_cell_text(cell) for cell in cells]))
                _check_size(rows)
    except _WORKBOOK_FAULTS as error:
        raise ReadError(f"the workbook cannot be read ({error}).", "Open it in Excel and save it anew.") from error
    return rows


def _check_parts(container: Container) -> None:
    """Raise `ReadError` for a part that is damaged or unsafe: openpyxl would read it less carefully."""
    container.read("[Content_Types].xml")
    for name in container.names:
        if name.endswith((".xml", ".rels")):
            parse_xml(container.read(name), f"{name} in the Excel file")


def _cell_text(cell: object) -> str:
    """Return what a person sees in a cell: 1 for 1.0, 2024-05-01 for a date."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return "" if cell is None else canonical(str(cell))


def _check_size(rows: list[tuple[int, list[str]]]) -> None:
    if len(rows) > MAX_ROWS:
        raise ReadError(f"the table has more than {MAX_ROWS:,} rows.", "Take out what is not needed.")
