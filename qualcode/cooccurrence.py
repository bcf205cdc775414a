"""Codes that occur together, in a notebook, in Excel, in Word, as web page and plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.cooccurrence import units_together
from qualcode.analysis.provenance import Provenance
from qualcode.codebook import Codebook
from qualcode.errors import check_value
from qualcode.export.report_labels import ReportLabels
from qualcode.export.table_report import Section
from qualcode.table_report import Reported, TableReport, source_note, table_report

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class CoOccurrence(Reported):
    """Which codes occur together.

    `frame` has a row a pair of codes (or themes), with the columns of
    `qualcode.analysis.cooccurrence.UNIT_COLUMNS`; `table` is the square table of c (float64).

    >>> project.cooccurrence()  # doctest: +SKIP
    <CoOccurrence: 8 themes, 28 pairs, 16 of them occur>
    """

    frame: pd.DataFrame
    level: str
    codebook: Codebook
    made: Provenance
    labels: ReportLabels

    @property
    def table(self) -> pd.DataFrame:
        """The coefficient c of each two codes; missing on the diagonal and where neither occurs."""
        codes = list(dict.fromkeys([*self.frame["first"], *self.frame["second"]]))
        table = pd.DataFrame(np.nan, index=codes, columns=codes)
        pairs = zip(self.frame["first"], self.frame["second"], self.frame["c"].astype(float), strict=True)
        for first, second, c in pairs:
            table.loc[first, second] = table.loc[second, first] = c
        return table

    def plot(self) -> Figure:
        """Return a plot of c for each two codes. Raises `QualcodeError` without the extra ``plots``."""
        from qualcode.export.plots import heat_map

        table = self.table
        names = [self.codebook[code].name for code in table.index]
        return heat_map(names, table.to_numpy(), self.labels.title("together"), "c", self.labels["decimal"])

    @property
    def report(self) -> TableReport:
        """The report: pairs that never occur together are left out."""
        keys = ("first_code", "second_code", "units_first", "units_second", "both", "respondents", "c")
        rows = self.frame[self.frame["both"] > 0].sort_values("c", ascending=False, kind="stable")
        names = {key: [self.codebook[code].name for code in rows[key]] for key in ("first", "second")}
        frame = rows.assign(**names).set_axis([self.labels.title(key) for key in keys], axis="columns")
        section = Section(self.labels.title("together"), frame, (34, 34, 14), (self.labels.title("c"),))
        return table_report("together", self.notes(), (section,), self.labels, self.made)

    def notes(self) -> tuple[str, ...]:
        """Return what a reader must know of the figures."""
        units = self.labels[f"{self.made.unit}s"]
        return (self.labels["together_notes"].format(units=units), source_note(self.made, self.labels))

    def __repr__(self) -> str:
        size, occur = len(self.table), int((self.frame["both"] > 0).sum())
        return f"<CoOccurrence: {size} {self.level}s, {len(self.frame)} pairs, {occur} of them occur>"


def cooccurrence_of(
    coded: pd.DataFrame, level: str, codebook: Codebook, made: Provenance, labels: ReportLabels
) -> CoOccurrence:
    """Return which themes, or with `level` "code" which codes, occur together in units.

    `coded` has the columns of `qualcode.analysis.tables.CODED_COLUMNS`.
    """
    check_value("level", level, ("theme", "code"))
    codes = [code.id for code in (codebook.themes if level == "theme" else codebook.tree)]
    return CoOccurrence(units_together(coded, codes, level), level, codebook, made, labels)
