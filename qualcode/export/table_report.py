"""A report of texts and tables: as sheets of a workbook, a Word document, a web page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import pandas as pd
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Row

from qualcode.export.characters import xml_text
from qualcode.export.excel import Sheet
from qualcode.export.word import new_document

# Word and a web page show as many rows of a table; the workbook has them all.
MOST_ROWS = 400
# In centimetres: a page of Word between its margins, the margins of a cell, a bold letter of a heading.
_PAGE, _MARGINS, _LETTER = 26.0, 0.4, 0.18
_STYLE = (
    "body{font-family:Calibri,Arial,sans-serif;max-width:1150px;margin:2em auto;padding:0 1em;line-height:1.4}"
    "h2{margin:1.6em 0 .4em}table{border-collapse:collapse;margin:0 0 1em;font-size:90%}"
    "th,td{border-bottom:1px solid #c9d1d6;padding:.25em .6em;text-align:left;vertical-align:top}"
    "th{background:#e8ecef;vertical-align:bottom}.n{text-align:right}td.n{white-space:nowrap}"
    ".wide{overflow-x:auto}p.note{color:#59636b}"
)


@dataclass(frozen=True)
class Section:
    """A part of a report: a title, and a table with its final headings.

    `widths` of the columns are in characters, the last one for all further columns; the columns in
    `percent` hold shares, which are shown as percentages.
    """

    title: str
    frame: pd.DataFrame
    widths: tuple[float, ...] = (14,)
    percent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """What a report itself says: the decimal mark, and what stands where rows are left out (with ``{count}``)."""

    decimal: str
    more_rows: str


def sheets(notes: Sequence[str], sections: Sequence[Section]) -> list[Sheet]:
    """Return a sheet a section; the first also carries the notes."""
    return [
        Sheet(
            section.title[:31],
            section.frame,
            (section.title, *(notes if number == 0 else ())),
            section.widths,
            percent=section.percent,
        )
        for number, section in enumerate(sections)
    ]


def word_document(title: str, notes: Sequence[str], sections: Sequence[Section], words: Words, made: datetime) -> bytes:
    """Return a .docx document in landscape, with a chapter a section."""
    document = new_document(title, notes, made, landscape=True)
    for section in sections:
        document.add_heading(xml_text(section.title), 1)
        if len(section.frame):
            _table(document, section, words)
        if len(section.frame) > MOST_ROWS:
            document.add_paragraph(words.more_rows.format(count=len(section.frame) - MOST_ROWS), style="Remark")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def html_page(title: str, notes: Sequence[str], sections: Sequence[Section], words: Words, language: str) -> str:
    """Return a web page that needs nothing else; everything that people wrote is escaped."""
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p class='note'>{escape(note)}</p>" for note in notes)]
    for section in sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [html_table(section, words)] if len(section.frame) else []
    head = f"<meta charset='utf-8'><title>{escape(title)}</title><style>{_STYLE}</style>"
    return f"<!doctype html><html lang='{escape(language)}'><head>{head}</head><body>{''.join(parts)}</body></html>\n"


def html_table(section: Section, words: Words, most: int = MOST_ROWS) -> str:
    """Return the table of a section as HTML, of at most so many rows."""
    frame = section.frame
    marks = [" class='n'" if pd.api.types.is_numeric_dtype(kind) else "" for kind in frame.dtypes]
    head = "".join(f"<th{mark}>{escape(str(name))}</th>" for name, mark in zip(frame.columns, marks, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{mark}>{escape(cell)}</td>" for cell, mark in zip(row, marks, strict=True)) + "</tr>"
        for row in _cells(section, words.decimal, most)
    )
    more = f"<p class='note'>{escape(words.more_rows.format(count=len(frame) - most))}</p>" if len(frame) > most else ""
    return f"<div class='wide'><table><tr>{head}</tr>{rows}</table></div>{more}"


def fraction(value: float, decimal: str = ",") -> str:
    """Return a fraction with two decimals.

    >>> fraction(0.4567), fraction(-0.001, ".")
    ('0,46', '0.00')
    """
    return f"{value:.2f}".replace("-0.00", "0.00").replace(".", decimal)


def _cells(section: Section, decimal: str, most: int = MOST_ROWS) -> Iterator[list[str]]:
    """Yield the rows of the table as texts: nothing where a value is missing."""
    percent = [name in section.percent for name in section.frame.columns]
    for row in section.frame.head(most).itertuples(index=False):
        yield [_shown(value, decimal, percent=share) for value, share in zip(row, percent, strict=True)]


def _shown(value: object, decimal: str, *, percent: bool) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    if not isinstance(value, float):
        return str(value)
    return f"{100 * value:.1f}%".replace(".", decimal) if percent else fraction(value, decimal)


def _table(document: WordDocument, section: Section, words: Words) -> None:
    frame = section.frame
    body = list(_cells(section, words.decimal))
    table = document.add_table(rows=1 + len(body), cols=len(frame.columns), style="Table Grid")
    table.autofit = False
    widths = _centimetres(section)
    # Word goes by the cells, LibreOffice by the columns.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, (row, texts) in enumerate(zip(table.rows, [list(map(str, frame.columns)), *body], strict=True)):
        _mark(row, "w:cantSplit")
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(xml_text(text))
            run.font.size = Pt(8)
            run.font.bold = number == 0
    _repeat_head(table)


def _centimetres(section: Section) -> list[float]:
    """Return widths that fill the page, in the proportion of `widths`, but that no word of a heading is broken."""
    names = [str(name) for name in section.frame.columns]
    given = [section.widths[min(at, len(section.widths) - 1)] for at in range(len(names))]
    needed = [_MARGINS + _LETTER * max(map(len, name.split()), default=1) for name in names]
    free = set(range(len(names)))
    while True:
        left = _PAGE - sum(need for at, need in enumerate(needed) if at not in free)
        share = left / sum(given[at] for at in free)
        tight = {at for at in free if needed[at] > share * given[at]}
        if not tight or tight == free:
            return [share * given[at] if at in free else needed[at] for at in range(len(names))]
        free -= tight


def _repeat_head(table: Table) -> None:
    """Let Word repeat the first row on each page."""
    _mark(table.rows[0], "w:tblHeader")


def _mark(row: _Row, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001
