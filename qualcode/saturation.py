"""Code saturation in a notebook, in Excel, in Word, as web page and plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualcode.analysis.provenance import Provenance
from qualcode.analysis.saturation import SaturationPoint, growth, new_in_random_orders, saturation_of_counts
from qualcode.codebook import Codebook
from qualcode.errors import QualcodeError
from qualcode.export.report_labels import ReportLabels
from qualcode.export.table_report import Section
from qualcode.table_report import Reported, TableReport, source_note, table_report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ORDER_COLUMNS: dict[str, str] = {
    "place": "int64",
    "new": "float64",
    "cumulative": "float64",
    "low": "float64",
    "high": "float64",
}


@dataclass(frozen=True)
class Saturation(Reported):
    """Code saturation of interviews in an order.

    `point` holds the runs and where the threshold was reached; `growth` has a row an interview: ``interview``
    (str) and the columns of `qualcode.analysis.saturation.GROWTH_COLUMNS`; `orders` a row a place in the
    order, over random orders, with the columns of `ORDER_COLUMNS`: means, and the middle 95% of
    ``cumulative``; `reached` (rounds, float64) is where each random order reached the threshold, NaN where it
    did not.

    >>> project.saturation(base=4, run=2, codes=["vve", "armoede"])  # doctest: +SKIP
    <Saturation: 16 interviews, 2 codes, 4+2>
    """

    point: SaturationPoint
    growth: pd.DataFrame
    orders: pd.DataFrame
    reached: NDArray[np.float64]
    codes: tuple[str, ...]
    seed: int
    codebook: Codebook
    made: Provenance
    labels: ReportLabels

    def plot(self) -> Figure:
        """Return a plot of the codes found so far. Raises `QualcodeError` without the extra ``plots``."""
        from qualcode.export.plots import growth_curve

        label = self.labels
        titles = (label.title("interview"), label.title("cumulative"), label["saturation_this"], label["orders"])
        drawn = self.orders[["cumulative", "low", "high"]].to_numpy(dtype=float).T
        counted = self.growth["cumulative"].to_numpy(dtype=float)
        return growth_curve(counted, drawn, self.point.reached_at, label.title("saturation"), titles)

    @property
    def report(self) -> TableReport:
        """The report with the interviews, the runs, and the random orders."""
        sections = (
            self._section("growth", self.growth, ("interview", "new", "cumulative", "share_codes")),
            self._section("runs", self.point.runs, ("run_first", "run_last", "new", "ratio")),
            self._section("orders", self.orders, ("place_in_order", "mean_new", "mean_cumulative", "low", "high")),
        )
        return table_report("saturation", self.notes(), sections, self.labels, self.made)

    def notes(self) -> tuple[str, ...]:
        """Return all settings, the order, what came out, and what it does not say."""
        label, point = self.labels, self.point
        at = point.reached_at
        reached = (
            label["saturation_not"]
            if at is None
            else label["saturation_reached"].format(at=at, notation=point.notation)
        )
        return (
            label["saturation_settings"].format(
                base=point.base, codes=point.base_codes, run=point.run, threshold=f"{100 * point.threshold:.0f}%"
            ),
            label["saturation_codes"].format(codes=", ".join(self.codebook[code].name for code in self.codes)),
            label["saturation_order"].format(order=", ".join(self.growth["interview"])),
            reached,
            self._random(),
            label["saturation_means"],
            source_note(self.made, label),
        )

    def _section(self, title: str, frame: pd.DataFrame, keys: Sequence[str]) -> Section:
        headings = [self.labels.title(key) for key in keys]
        percent = tuple(self.labels.title(key) for key in ("share_codes", "ratio"))
        return Section(self.labels.title(title), frame.set_axis(headings, axis="columns"), (16,), percent)

    def _random(self) -> str:
        found = self.reached[~np.isnan(self.reached)]
        if not len(found):
            return self.labels["saturation_none"].format(rounds=len(self.reached), seed=self.seed)
        share = f"{100 * len(found) / len(self.reached):.0f}%"
        return self.labels["saturation_random"].format(
            rounds=len(self.reached), seed=self.seed, share=share, median=f"{np.median(found):.0f}"
        )

    def __repr__(self) -> str:
        found = self.point.notation or "not reached"
        return f"<Saturation: {len(self.growth)} interviews, {len(self.codes)} codes, {found}>"


def saturation_of(
    coded: pd.DataFrame,
    interviews: Sequence[str],
    codes: Sequence[str],
    codebook: Codebook,
    made: Provenance,
    labels: ReportLabels,
    *,
    base: int,
    run: int,
    threshold: float,
    rounds: int,
    seed: int,
) -> Saturation:
    """Return the saturation of `codes` over the interviews in their order, see `qualcode.project.Project.saturation`.

    `coded` has the columns of `qualcode.analysis.tables.CODED_COLUMNS`. Raises `QualcodeError` without codes.
    """
    if not codes:
        raise QualcodeError(
            "Saturation is about codes that came from the interviews, and all codes of this codebook were there before "
            "the first passage was coded. If some of them did come from the interviews, name them: codes=[…]."
        )
    named = [set(coded.loc[coded["transcript"] == name, "code"]) & set(codes) for name in interviews]
    frame = growth(named)
    frame.insert(0, "interview", pd.Series(list(interviews), dtype="str"))
    point = saturation_of_counts(frame["new"].tolist(), base, run, threshold)
    present = np.array([[code in found for code in codes] for found in named], dtype=bool)
    drawn = new_in_random_orders(present.reshape(len(named), -1), rounds, seed)
    reached = np.array([saturation_of_counts(list(row), base, run, threshold).reached_at for row in drawn], dtype=float)
    return Saturation(point, frame, _orders(drawn), reached, tuple(codes), seed, codebook, made, labels)


def _orders(drawn: NDArray[np.int64]) -> pd.DataFrame:
    total = drawn.cumsum(axis=1)
    low, high = np.quantile(total, [0.025, 0.975], axis=0)
    columns = (np.arange(1, drawn.shape[1] + 1), drawn.mean(axis=0), total.mean(axis=0), low, high)
    return pd.DataFrame(dict(zip(ORDER_COLUMNS, columns, strict=True))).astype(ORDER_COLUMNS)
