"""A report of tables in a notebook, in Excel, in Word and as a web page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from qualcode.analysis.provenance import Provenance
from qualcode.export.excel import workbook
from qualcode.export.report_labels import ReportLabels
from qualcode.export.table_report import Section, Words, html_page, html_table, sheets, word_document
from qualcode.store import write_bytes
from qualcode.views import source_name

# A notebook shows as many rows of a table.
_MOST = 40


@dataclass(frozen=True)
class TableReport:
    """Notes and sections with tables, ready to be read: columns and values are in the reader's language."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    labels: ReportLabels
    made: datetime

    @property
    def words(self) -> Words:
        """What the report itself says."""
        return Words(self.labels["decimal"], self.labels["more_rows"])


class Reported(ABC):
    """A result that is shown and exported as a report of tables."""

    @property
    @abstractmethod
    def report(self) -> TableReport:
        """The report, as all exports show it."""

    def to_excel(self, path: str | Path) -> Path:
        """Write a workbook with a sheet a part, and return its path."""
        report = self.report
        return write_bytes(Path(path), workbook(sheets(report.notes, report.sections)))

    def to_word(self, path: str | Path) -> Path:
        """Write a Word document in landscape, and return its path."""
        report = self.report
        document = word_document(report.title, report.notes, report.sections, report.words, report.made)
        return write_bytes(Path(path), document)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return a web page that needs nothing else, and write it to `path` if one is given."""
        report = self.report
        page = html_page(report.title, report.notes, report.sections, report.words, report.labels.language)
        if path is not None:
            write_bytes(Path(path), page.encode("utf-8"))
        return page

    def _repr_html_(self) -> str:
        report = self.report
        notes = "".join(f"<p>{escape(note)}</p>" for note in report.notes)
        parts = "".join(
            f"<h4>{escape(section.title)}</h4>{html_table(section, report.words, _MOST)}"
            for section in report.sections
            if len(section.frame)
        )
        return f"<div><b>{escape(report.title)}</b>{notes}{parts}</div>"


def table_report(
    key: str, notes: tuple[str, ...], sections: tuple[Section, ...], labels: ReportLabels, made: Provenance
) -> TableReport:
    """Return a report whose title is the label of `key`, with that of the study."""
    title = f"{labels.title(key)}: {made.title}" if made.title else labels.title(key)
    return TableReport(title, notes, sections, labels, made.made)


def source_note(made: Provenance, labels: ReportLabels) -> str:
    """Return whose codings were counted, and with which codebook."""
    source, codebook = labels.title("source"), labels.title("codebook")
    return f"{source}: {source_name(made, labels)}. {codebook}: {made.codebook[:12]}."
