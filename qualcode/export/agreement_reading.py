"""Figures of agreement in words, for readers who do not live by coefficients.

No word as 'good' or 'moderate' is given to a figure: such tables of words have no ground in the study. The
one bound that is named carries its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualcode.export.report_labels import ReportLabels
from qualcode.export.table_report import fraction

# Below so many units with a code one difference changes the figure.
FEW_UNITS = 10
# Krippendorff (2004), Content Analysis, 2nd ed., p. 241.
TENTATIVE, RELIABLE = 0.667, 0.8
# Below so many transcripts an interval over transcripts is itself unsure.
FEW_TRANSCRIPTS = 20

Row = Mapping[str, Any]


def read_code(row: Row, coders: int, unit: str, labels: ReportLabels) -> str:
    """Return what a row of the frame by code says; `unit` is the word for units in the plural."""
    if _missing(row["kappa"]) and _missing(row["alpha"]):
        return labels["read_undefined"].format(why=labels[str(row["undefined"])])
    apart = row["only_first"] + row["only_second"]
    counted = labels["read_counts" if coders == 2 else "read_pair_counts"]
    parts = [counted.format(both=row["both"], units=row["units"], unit=unit, apart=apart)]
    if not _missing(row["jaccard"]):
        parts.append(labels["read_text"].format(share=f"{100 * row['jaccard']:.0f}%"))
    parts += _beyond_chance(row, labels)
    if row["both"] + apart < FEW_UNITS:
        parts.append(labels["read_few"].format(count=row["both"] + apart))
    return " ".join(parts)


def read_overall(row: Row, name: str, labels: ReportLabels) -> str:
    """Return what a row of the frame over all codes says; `name` is that of the code that it is about, if any."""
    if _missing(row["value"]):
        return labels["read_undefined"].format(why=labels[str(row["undefined"])])
    return labels[f"read_{row['measure']}"].format(place=labels[f"place_{_place(row)}"], name=name)


def read_transcripts(count: int, labels: ReportLabels) -> tuple[str, ...]:
    """Return what must be known of intervals over so few transcripts; nothing where there are many."""
    return (labels["read_transcripts"].format(count=count),) if 1 < count < FEW_TRANSCRIPTS else ()


def _beyond_chance(row: Row, labels: ReportLabels) -> list[str]:
    if _missing(row["kappa"]):
        return [labels["read_no_kappa"].format(why=labels[str(row["undefined"])])]
    known = not _missing(row["kappa_low"])
    shown = {
        key: fraction(row[f"kappa{key}"], labels["decimal"]) for key in (("", "_low", "_high") if known else ("",))
    }
    interval = labels["read_interval"].format(low=shown["_low"], high=shown["_high"]) if known else ""
    parts = [labels["read_kappa"].format(kappa=shown[""], interval=interval)]
    if not known:
        parts.append(labels["read_no_interval"])
    elif row["kappa_low"] <= 0 <= row["kappa_high"]:
        parts.append(labels["read_zero"])
    return parts


def _place(row: Row) -> str:
    """Return where a value lies between the bounds; unsure where its interval reaches into another range."""

    def of(value: float) -> str:
        return "below" if value < TENTATIVE else "between" if value < RELIABLE else "above"

    ends: list[float] = [row["value"]] if _missing(row["low"]) else [row["low"], row["value"], row["high"]]
    found = {of(float(value)) for value in ends}
    return found.pop() if len(found) == 1 else "unsure"


def _missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]
