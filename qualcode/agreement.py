"""Agreement between coders in a notebook, in Excel, in Word and as a web page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from qualcode.analysis.provenance import Provenance
from qualcode.codebook import Codebook
from qualcode.export.agreement_reading import read_transcripts
from qualcode.export.report_labels import ReportLabels
from qualcode.export.table_report import Section
from qualcode.table_report import Reported, TableReport, table_report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COUNTS = ("code", "units", "both", "only_first", "only_second", "neither", "prevalence")
_PAIR_COUNTS = ("code", "units", "pairs_both", "pairs_one", "pairs_neither", "prevalence")
_COEFFICIENTS = (
    *("code", "percent", "jaccard", "f1", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high"),
    *("ac1", "brennan_prediger", "undefined"),
)
_PERCENT = ("prevalence", "percent", "same_codes")


@dataclass(frozen=True)
class Question:
    """What is asked of the coders: see `qualcode.project.Project.agreement`."""

    coders: tuple[str, ...]
    unit: str
    level: str
    sight: str
    stage: str
    rounds: int
    seed: int
    remark: str = ""


@dataclass(frozen=True)
class Compared:
    """What was compared.

    `transcripts` are those that two coders or more read; `units` of `of_units` were read twice;
    `left_out` are pairs of coder and transcript that do not count, since suggestions were in sight
    there, or were not.
    """

    transcripts: tuple[str, ...]
    of_transcripts: int
    units: int
    of_units: int
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Agreement(Reported):
    """The agreement between coders.

    `codes` has a row a code, `overall` a row a measure over all codes, `pairs` a row for each two coders,
    `confusions` which code was used where the other used which, `differences` the units to talk over, each
    with its place. The columns are those of `CODE_COLUMNS`, `OVERALL_COLUMNS`, `PAIR_COLUMNS`,
    `CONFUSION_COLUMNS` and `DIFFERENCE_COLUMNS` in `qualcode.analysis.agreement`, with a ``reading`` (str)
    in the first two: what the figures say, in words. A figure that cannot be determined is missing, and
    ``undefined`` says why.

    >>> project.agreement("anna", "bram")                                   # doctest: +SKIP
    <Agreement: anna, bram; 8 themes, 796 sentences of 5 transcripts>
    >>> project.agreement("anna", "bram").to_excel("overeenstemming.xlsx")  # doctest: +SKIP
    """

    codes: pd.DataFrame
    overall: pd.DataFrame
    pairs: pd.DataFrame
    confusions: pd.DataFrame
    differences: pd.DataFrame
    question: Question
    compared: Compared
    codebook: Codebook
    made: Provenance
    labels: ReportLabels

    def plot(self) -> Figure:
        """Return a plot of α by code with its interval. Raises `QualcodeError` without the extra ``plots``."""
        from qualcode.export.plots import intervals

        shown = self.codes.dropna(subset=["alpha"])
        values = shown[["alpha", "alpha_low", "alpha_high"]].astype(float).to_numpy()
        title = f"{self.labels.title('agreement')}: {', '.join(self.question.coders)}"
        return intervals(self._names(shown["code"]), values, title, "α", self.labels["decimal"])

    @property
    def report(self) -> TableReport:
        """The report with its five parts and what it rests on."""
        sections = (
            self._settings(),
            self._counts(),
            self._section(
                "figures_by_code", self._with_names(self.codes), _COEFFICIENTS, (34, *(11 for _ in range(11)), 36)
            ),
            self._section("in_words", self._with_names(self.codes), ("code", "reading"), (34, 110)),
            self._overall(),
            self._section("by_coders", self.pairs, tuple(self.pairs.columns), (16, 16, 12, 18)),
            self._confusions(),
            self._differences(),
        )
        return table_report("agreement", self.notes(), sections, self.labels, self.made)

    def notes(self) -> tuple[str, ...]:
        """Return what a reader must know of the figures."""
        label, asked = self.labels, self.question
        return (
            *([asked.remark] if asked.remark else []),
            (
                f"{label.title('coders')}: {', '.join(asked.coders)}; {label[asked.level]}; {self._units}; "
                f"{label[asked.stage]}; {label[asked.sight]}."
            ),
            f"{self.made.program}, {self.made.made:%d-%m-%Y}. {label.title('codebook')}: {self.made.codebook[:12]}.",
            *read_transcripts(len(self.compared.transcripts), label),
        )

    def __repr__(self) -> str:
        asked, compared = self.question, self.compared
        return (
            f"<Agreement: {', '.join(asked.coders)}; {len(self.codes)} {asked.level}s, {compared.units} {asked.unit}s "
            f"of {len(compared.transcripts)} transcripts>"
        )

    @property
    def _units(self) -> str:
        return self.labels[f"{self.question.unit}s"]

    def _settings(self) -> Section:
        label, asked, compared = self.labels, self.question, self.compared
        share = f"{100 * compared.units / compared.of_units:.0f}%" if compared.of_units else "–"
        double = label["double_coded_value"].format(
            count=len(compared.transcripts),
            total=compared.of_transcripts,
            names=", ".join(compared.transcripts) or "–",
            units=compared.units,
            of=compared.of_units,
            unit=self._units,
            share=share,
        )
        left_out = "; ".join(
            f"{coder}: {', '.join(transcript for _, transcript in found)}"
            for coder, found in groupby(compared.left_out, key=itemgetter(0))
        )
        rows = [
            (label.title("coders"), ", ".join(asked.coders)),
            *((label.title(key), label[value]) for key, value in (("unit", asked.unit), ("level", asked.level))),
            *((label.title(key), label[value]) for key, value in (("stage", asked.stage), ("sight", asked.sight))),
            (label.title("double_coded"), double),
            *([(label.title("left_out"), left_out)] if left_out else []),
            (label.title("codebook"), self.made.codebook[:12]),
            (label.title("interval"), label["interval_value"].format(rounds=asked.rounds, seed=asked.seed)),
            *((label.title(f"about_{key}"), label[f"definition_{key}"]) for key in self._defined),
            (label.title("program"), f"{self.made.program}, {self.made.python}"),
        ]
        frame = pd.DataFrame(rows, columns=["setting", "value"])
        return self._section("settings", frame, ("setting", "value"), (30, 110))

    @property
    def _defined(self) -> tuple[str, ...]:
        return ("unit", self.question.level, "percent", "kappa", "sets", "u", "text", "rare")

    def _counts(self) -> Section:
        """Return the counts by code; of more than two coders no pair has a first and a second to tell apart."""
        frame = self._with_names(self.codes)
        if self._two:
            return self._section("counts_by_code", frame, _COUNTS, (34, 11))
        alone = frame["only_first"] + frame["only_second"]
        frame = frame.assign(pairs_both=frame["both"], pairs_one=alone, pairs_neither=frame["neither"])
        return self._section("counts_by_code", frame, _PAIR_COUNTS, (34, 14))

    def _overall(self) -> Section:
        frame = self._with_names(self.overall).assign(measure=self.overall["measure"].map(self.labels.__getitem__))
        columns = ("measure", "value", "low", "high", "undefined", "reading")
        return self._section("overall", frame, columns, (44, 10, 10, 10, 80))

    def _confusions(self) -> Section:
        """Return where a code stood against another one; where both gave the same is among the counts."""
        frame = self.confusions[self.confusions["code"].ne(self.confusions["other"]).fillna(value=True)]
        frame = frame.sort_values("units", ascending=False, kind="stable")
        frame = frame.assign(**{key: self._names(frame[key], self.labels["no_code"]) for key in ("code", "other")})
        columns = ("code", "other", "units") if self._two else ("first", "second", "code", "other", "units")
        return self._section("confusions", frame, columns, (34, 34, 12) if self._two else (16, 16, 34, 34, 12))

    def _differences(self) -> Section:
        """Return the list as it leaves the study: who does not consent to be quoted is not quoted."""
        given = tuple(f"codes_{coder}" for coder in self.question.coders)
        frame = self.differences.assign(
            text=self.differences["text"].where(self.differences["may_quote"], self.labels["no_consent"]),
            kind=self.differences["kind"].map(self.labels.__getitem__),
            **{key: self.differences[key].map(self._several) for key in (*given, "consensus")},
        )
        columns = ("transcript", "respondent", "turn", "unit", "text", *given, "kind", "consensus")
        return self._section("differences", frame, columns, (12, 13, 13, 9, 70, *(34 for _ in given), 14, 34))

    def _section(self, title: str, frame: pd.DataFrame, columns: tuple[str, ...], widths: tuple[float, ...]) -> Section:
        """Return columns of a frame as a section; reasons why figures are missing stand there only where some are."""
        kept = [key for key in columns if not (key == "undefined" and frame[key].isna().all())]
        shown = frame[kept].set_axis([self._heading(key, title) for key in kept], axis="columns")
        percent = tuple(self._heading(key, title) for key in kept if key in _PERCENT)
        return Section(self.labels.title(title), shown, widths, percent)

    def _heading(self, key: str, table: str) -> str:
        """Return what stands above a column; with two coders they are called by their names."""
        label, asked = self.labels, self.question
        named = {"only_first": ("only", 0), "only_second": ("only", 1), "code": ("code_of", 0), "other": ("code_of", 1)}
        if self._two and key in named and (key != "code" or table == "confusions"):
            word, at = named[key]
            return label.title(word).format(coder=asked.coders[at])
        if key.startswith("codes_"):
            return label.title("codes_of").format(coder=key.removeprefix("codes_"))
        if key.endswith(("_low", "_high")):
            name, end = key.rsplit("_", 1)
            return f"{label[name]} {label[end]}"
        units = {"units": f"{asked.unit}s", "unit": "sentence" if asked.unit == "character" else asked.unit}
        return label.title(units.get(key, key))

    @property
    def _two(self) -> bool:
        return len(self.question.coders) == 2

    def _with_names(self, frame: pd.DataFrame) -> pd.DataFrame:
        reasons = frame["undefined"].map(lambda why: self.labels[why] if isinstance(why, str) else None)
        return frame.assign(code=self._names(frame["code"]), undefined=reasons)

    def _names(self, codes: Iterable[object], missing: str = "") -> list[str]:
        return [self.codebook[code].name if isinstance(code, str) else missing for code in codes]

    def _several(self, codes: object) -> str | None:
        if not isinstance(codes, str):
            return None
        return "; ".join(self._names(codes.split("; "))) if codes else "–"
