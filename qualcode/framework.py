"""The framework matrix in a notebook, in Excel and in Word, and what researchers wrote in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from qualcode.codebook import Codebook
from qualcode.export.framework import Cell, Page, Words, Written, framework_document, framework_workbook
from qualcode.export.labels import Labels
from qualcode.respondents import Respondent, Respondents
from qualcode.store import write_bytes


@dataclass(frozen=True)
class Framework:
    """Summaries of what each respondent says on each code, with the codings behind them.

    `frame` has the columns of `qualcode.analysis.framework.SUMMARY_COLUMNS`; ``framework["vve"]``
    is a table of the summaries of a theme: respondents as rows, its codes as columns.
    """

    frame: pd.DataFrame
    codebook: Codebook
    respondents: Respondents
    labels: Labels
    notes: tuple[str, ...]

    def __getitem__(self, theme: str) -> pd.DataFrame:
        """Return the summaries of a theme: a row a respondent, a column a code; missing where none was written."""
        wanted = self.codebook[theme].id
        mine = self.frame[self.frame["theme"] == wanted]
        table = mine.pivot_table(index="respondent", columns="code", values="summary", aggfunc="first", dropna=False)
        return table.reindex(index=list(self.respondents.ids), columns=self._codes(wanted))

    def to_excel(self, path: str | Path) -> Path:
        """Write a workbook with a sheet a theme, to be filled in, and return its path."""
        words = self._words()
        words = replace(words, notes=(*words.notes, self.labels["fill_in"]))
        return write_bytes(Path(path), framework_workbook(self._pages(), words))

    def to_word(self, path: str | Path) -> Path:
        """Write a Word document in landscape, and return its path."""
        return write_bytes(Path(path), framework_document(self._pages(), self._words()))

    def _ipython_key_completions_(self) -> list[str]:
        return [theme.id for theme in self.codebook.themes]

    def _codes(self, theme: str) -> list[str]:
        return [code.id for code in self.codebook.tree if self.codebook.theme_of(code.id).id == theme]

    def _pages(self) -> list[Page]:
        cells = self._cells()
        return [
            Page(
                theme.name,
                tuple((code, self.codebook[code].name) for code in self._codes(theme.id)),
                tuple(
                    (person.id, _who(person), tuple(cells[code, person.id] for code in self._codes(theme.id)))
                    for person in self.respondents
                ),
            )
            for theme in self.codebook.themes
        ]

    def _cells(self) -> dict[tuple[str, str], Cell]:
        return {
            (row["code"], row["respondent"]): Cell(row["summary"], row["count"], row["stale"], row["id"])
            for row in self.frame.fillna({"summary": "", "id": ""}).to_dict("records")
        }

    def _words(self) -> Words:
        who = ", ".join(self.labels[key] for key in ("function", "sector") if key in self.respondents.attributes)
        label = self.labels
        return Words(
            label.title("framework"),
            self.notes,
            label.title("respondent"),
            who[:1].upper() + who[1:],
            label.title("codings"),
            label["stale"],
        )

    def __repr__(self) -> str:
        written, stale = int(self.frame["summary"].notna().sum()), int(self.frame["stale"].sum())
        return f"<Framework: {written} of {len(self.frame)} cells summarised, {stale} stale>"

    def _repr_html_(self) -> str:
        parts = []
        for theme in self.codebook.themes:
            table = self[theme.id]
            head = "".join(f"<th>{escape(self.codebook[code].name)}</th>" for code in table.columns)
            rows = "".join(
                f"<tr><th>{escape(str(who))}</th>"
                + "".join(f"<td style='text-align:left'>{escape(_short(text))}</td>" for text in row)
                + "</tr>"
                for who, row in zip(table.index, table.itertuples(index=False), strict=True)
            )
            parts.append(f"<h4>{escape(theme.name)}</h4><table><tr><th></th>{head}</tr>{rows}</table>")
        return f"<div><b>{escape(repr(self)[1:-1])}</b>{''.join(parts)}</div>"


@dataclass(frozen=True)
class SummariesRead:
    """What came of reading a framework workbook back.

    `written` are the summaries that were changed in it, and are decisions now. `conflicts` were
    changed in it as well as in the study since: nothing was written of these; the columns are
    ``code``, ``respondent``, ``place``, ``workbook``, ``study`` (str).
    """

    written: tuple[Written, ...]
    conflicts: pd.DataFrame

    def __repr__(self) -> str:
        return f"<SummariesRead: {len(self.written)} written, {len(self.conflicts)} in conflict>"


def sort_out(cells: Iterable[Written], today: Mapping[tuple[str, str], tuple[str, str]]) -> SummariesRead:
    """Tell which summaries of a workbook are new, and which contradict what was written in the study since.

    `today` has summary and ids by code and respondent, "" where there is none.
    """
    new, conflicts = [], []
    for cell in cells:
        summary, ids = today.get((cell.code, cell.respondent), ("", ""))
        if cell.summary in (cell.earlier, summary):
            continue
        if ids == cell.ids:
            new.append(cell)
        else:
            conflicts.append((cell.code, cell.respondent, cell.place, cell.summary, summary))
    columns = ["code", "respondent", "place", "workbook", "study"]
    return SummariesRead(tuple(new), pd.DataFrame(conflicts, columns=columns, dtype="str"))


def _who(person: Respondent) -> str:
    return ", ".join(part for key in ("function", "sector") if (part := person.attributes.get(key, "")))


def _short(text: object, most: int = 200) -> str:
    shown = text if isinstance(text, str) else ""
    return shown if len(shown) <= most else shown[: most - 1] + "…"
