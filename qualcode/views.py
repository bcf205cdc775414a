"""What a notebook shows and exports: matrices and quotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from qualcode.analysis.provenance import Provenance
from qualcode.analysis.quotes import select_quotes
from qualcode.codebook import Codebook
from qualcode.coding.review import Reading
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.export.excel import Sheet, renamed, workbook
from qualcode.export.labels import Labels
from qualcode.export.markdown import quotes_markdown
from qualcode.export.word import Chapter, QuoteLine, quotes_document
from qualcode.store import write_bytes

# A notebook shows as many rows, columns and themes; the frame has them all.
_MOST = 40
# Columns that stand there only where something is known.
_OPTIONAL = ("topic", "question", "stance")
# What stands in a cell whose number is not known.
MARKS = {
    Reading.COMPLETE: "",
    Reading.INCOMPLETE: "…",
    Reading.NOT_REREAD: "↻",
    Reading.NOT_REVIEWED: "–",
    Reading.NOT_ASKED: "×",
}
# The columns of the sheet of quotes, and their widths in characters.
_QUOTE_WIDTHS = {
    "theme": 24.0,
    "codes": 30.0,
    "respondent": 13.0,
    "function": 24.0,
    "sector": 15.0,
    "transcript": 13.0,
    "turn": 13.0,
    "topic": 18.0,
    "question": 9.0,
    "quote": 80.0,
    "stance": 14.0,
    "because": 24.0,
}


@dataclass(frozen=True)
class Quotes:
    """Quotes by theme, with where they come from.

    `frame` has the columns of `qualcode.analysis.quotes.QUOTE_COLUMNS`; `total` counts, by
    theme, the quotes that these were chosen from.
    """

    frame: pd.DataFrame
    codebook: Codebook
    made: Provenance
    labels: Labels
    total: dict[str, int]

    def best(self, n: int) -> Quotes:
        """Return at most `n` quotes a theme, spread over respondents."""
        return replace(self, frame=select_quotes(self.frame, n))

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return the quotes as Markdown, and write them to `path` if one is given."""
        text = quotes_markdown(self._title(), self.notes(), self._chapters())
        if path is not None:
            write_bytes(Path(path), text.encode("utf-8"))
        return text

    def to_word(self, path: str | Path) -> Path:
        """Write the quotes to a Word document, and return its path."""
        return write_bytes(Path(path), quotes_document(self._title(), self.notes(), self._chapters(), self.made.made))

    def __len__(self) -> int:
        return len(self.frame)

    def __repr__(self) -> str:
        people = self.frame["respondent"].nunique()
        return f"<Quotes: {len(self)} of {people} respondents, {source_name(self.made, self.labels)}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(chapter.title)}</td><td style='text-align:left'>‘{escape(line.quote[:300])}’<br>"
            f"<small>{escape(line.attribution)}</small></td></tr>"
            for chapter in self._chapters()[:_MOST]
            for line in chapter.quotes[:3]
        )
        return f"<div><b>{escape(repr(self)[1:-1])}</b><table>{rows}</table></div>"

    def _title(self) -> str:
        return f"{self.labels.title('quotes')}: {self.made.title}" if self.made.title else self.labels.title("quotes")

    def notes(self) -> list[str]:
        """Return what a reader must know of the quotes."""
        return [
            f"{self.labels.title('source')}: {source_name(self.made, self.labels)}.",
            f"{self.made.program}, {self.made.engine}, {self.made.made:%d-%m-%Y}.",
            f"{self.labels.title('codebook')}: {self.made.codebook[:12]}.",
            *([self.labels["no_quotes"]] if self.frame.empty else []),
        ]

    def _chapters(self) -> list[Chapter]:
        return [self._chapter(theme, group) for theme, group in self.frame.groupby("theme", sort=False)]

    def _chapter(self, theme: object, group: pd.DataFrame) -> Chapter:
        code = self.codebook[str(theme)]
        shown = self.labels["selected"].format(shown=len(group), total=self.total.get(code.id, len(group)))
        people = group["respondent"].nunique()
        who = f"{people} {self.labels['respondents' if people != 1 else 'respondent']}"
        remark = f"{shown} {self.labels[self.made.unit + 's']}; {who}."
        return Chapter(code.name, code.definition, remark, tuple(self._line(row) for _, row in group.iterrows()))

    def _line(self, row: pd.Series) -> QuoteLine:
        who = ", ".join(part for part in (row["respondent"], row["function"], row["sector"]) if part)
        place = f"{row['transcript']}, {self.labels['turn']} {row['turn']}"
        codes = "; ".join(self.codebook[code].name for code in str(row["codes"]).split("; "))
        quote = row["quote"] if row["may_quote"] else self.labels["no_consent"]
        reason = f" – {self.labels['because']}: {row['because']}" if self.made.source == "suggested" else ""
        return QuoteLine(quote, f"{who} ({place}) – {codes}{reason}")


@dataclass(frozen=True)
class Matrix:
    """A theme-by-respondent matrix.

    `frame` holds the cells: a row a theme or code, a column a respondent (or transcript, or
    attribute); Int64, for shares Float64. `totals` counts for each row the respondents,
    conversations and organisations that name it; `status` has the shape of `frame` and says how
    far the column's respondents were read for the row ("complete", "incomplete", "not_reread",
    "not_reviewed", "not_asked"). A cell without codings is 0 where that is complete, and missing elsewhere.

    >>> matrix = project.matrix(source="suggested")  # doctest: +SKIP
    >>> matrix["vve", "R05"]                         # doctest: +SKIP
    <Quotes: 4 of 1 respondents, trefwoordtreffers, niet beoordeeld>
    """

    frame: pd.DataFrame
    totals: pd.DataFrame
    status: pd.DataFrame
    value: str
    codebook: Codebook
    made: Provenance
    labels: Labels
    quotes_of: Callable[[str, str, str], Quotes]

    def __getitem__(self, cell: tuple[str, str] | str) -> Quotes:
        """Return the quotes behind a cell, named by its row and column."""
        if isinstance(cell, str):
            raise QualcodeError(f"'{cell}' names no cell. Name its row and its column, as in matrix['vve', 'R05'].")
        row, column = cell
        if row not in self.frame.index:
            raise UnknownValueError(str(self.frame.index.name), row, self.frame.index)
        if column not in self.frame.columns:
            raise UnknownValueError(str(self.frame.columns.name), column, self.frame.columns)
        return self.quotes_of(row, str(self.frame.columns.name), column)

    def _ipython_key_completions_(self) -> list[tuple[str, str]]:
        return [(row, column) for row in self.frame.index for column in self.frame.columns]

    def to_excel(self, path: str | Path) -> Path:
        """Write this matrix alone to a workbook, and return its path."""
        return write_bytes(Path(path), workbook([self.sheet(self.labels.title("matrix"))]))

    def sheet(self, title: str) -> Sheet:
        """Return the matrix with its totals as a sheet of a workbook."""
        names = [self._row_name(str(key)) for key in self.frame.index]
        shown = self.frame.astype(object).where(self.frame.notna(), self.status.map(MARKS.__getitem__))
        frame = pd.concat([shown, self.totals.rename(columns=self.labels.title)], axis="columns")
        # A respondent may be called as the column is.
        frame.insert(0, self.labels.title(str(self.frame.index.name)), names, allow_duplicates=True)
        columns = len(self.frame.columns)
        widths = (36.0, *[max([7.0, *(len(str(name)) + 2.0 for name in self.frame.columns)])] * columns, 14.0)
        return Sheet(
            title,
            frame,
            self.notes(),
            widths,
            matrix=columns,
            number_format="0.0%" if self.value == "share" else "0",
            starred=self.frame.notna() & (self.status != Reading.COMPLETE),
        )

    def notes(self) -> tuple[str, ...]:
        """Return what a reader must know of the numbers."""
        value = self.labels[self.value] if self.value != "sentences" else self.labels[f"{self.made.unit}s"]
        return (
            f"{self.labels.title(str(self.frame.index.name))} × {self.labels[str(self.frame.columns.name)]}: {value}",
            f"{self.labels.title('source')}: {source_name(self.made, self.labels)}",
            f"{self.labels.title('unit')}: {self.labels[self.made.unit]}",
            f"{self.labels.title('codebook')}: {self.made.codebook[:12]}",
            *([self.labels["legend"]] if (self.status != Reading.COMPLETE).any(axis=None) else []),
        )

    def __repr__(self) -> str:
        rows, columns = self.frame.shape
        return (
            f"<Matrix: {rows} {self.frame.index.name}s × {columns} {self.frame.columns.name}s, {self.value}, "
            f"{source_name(self.made, self.labels)}>"
        )

    def _repr_html_(self) -> str:
        small = self.frame.iloc[:_MOST, :_MOST]
        left_out = [all_ - shown for all_, shown in zip(self.frame.shape, small.shape, strict=True)]
        more = f"<p>… {left_out[0]} more rows, {left_out[1]} more columns</p>" if any(left_out) else ""
        head = "".join(
            f"<th>{escape(str(name))}</th>"
            for name in [*small.columns, *(self.labels.title(str(name)) for name in self.totals)]
        )
        rows = "".join(self._html_row(str(key), small.loc[key]) for key in small.index)
        notes = "<br>".join(escape(note) for note in self.notes())
        return f"<div><p>{notes}</p><table><tr><th></th>{head}</tr>{rows}</table>{more}</div>"

    def _html_row(self, key: str, values: pd.Series) -> str:
        states = self.status.loc[key].to_dict()
        cells = "".join(_html_cell(value, self.value, states[name], self.labels) for name, value in values.items())
        totals = "".join(f"<td><i>{value}</i></td>" for value in self.totals.loc[key])
        return f"<tr><th style='text-align:left'>{escape(self._row_name(key))}</th>{cells}{totals}</tr>"

    def _row_name(self, key: str) -> str:
        code = self.codebook[key]
        return code.name if code.parent is None else f"   {code.name}"


def source_name(made: Provenance, labels: Labels) -> str:
    """Return whose codings a result counts, as its readers see it."""
    return f"{labels[made.source]} ({made.coder})" if made.source == "hand" else labels[made.source]


def quotes_sheet(quotes: Quotes, title: str) -> Sheet:
    """Return the quotes as a sheet: a row a unit and theme."""
    frame = quotes.frame.assign(
        quote=quotes.frame["quote"].where(quotes.frame["may_quote"], quotes.labels["no_consent"]),
        codes=["; ".join(quotes.codebook[code].name for code in codes.split("; ")) for codes in quotes.frame["codes"]],
        theme=[quotes.codebook[theme].name for theme in quotes.frame["theme"]],
    )
    shown = [key for key in _QUOTE_WIDTHS if key not in _OPTIONAL or frame[key].notna().any()]
    titles = {key: key for key in shown} | {"because": "because" if quotes.made.source == "suggested" else "coder"}
    table = renamed(frame, [(key, quotes.labels.title(titles[key])) for key in shown])
    return Sheet(title, table, (title, *quotes.notes()), tuple(_QUOTE_WIDTHS[key] for key in shown))


def _html_cell(value: object, kind: str, state: str, labels: Labels) -> str:
    hint = "" if state == Reading.COMPLETE else f" title='{escape(labels[state])}'"
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return f"<td{hint}>{MARKS[Reading(state)]}</td>"
    text = f"{value:.1%}" if kind == "share" else str(value)
    # A translucent ground reads in light and in dark themes.
    ground = " style='background:rgba(70,130,180,.35)'" if float(value) > 0 else ""  # type: ignore[arg-type]
    return f"<td{ground}{hint}>{text}{'*' if hint else ''}</td>"
