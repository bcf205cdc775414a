"""The framework matrix: a researcher's summary for each respondent and code, and the codings that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.coding.events import Event
from qualcode.coding.recode import heirs_of
from qualcode.respondents import Respondents

SUMMARY_COLUMNS: dict[str, str] = {
    "theme": "str",
    "code": "str",
    "respondent": "str",
    "summary": "str",
    "count": "int64",
    "stale": "bool",
    "codings": "str",
    "rests_on": "str",
    "coder": "str",
    "at": "datetime64[us, UTC]",
    "id": "str",
}


def framework_frame(
    cells: Iterable[Event], codings: pd.DataFrame, codebook: Codebook, respondents: Respondents
) -> pd.DataFrame:
    """Return a row a respondent and code, in the order of the code tree, with the columns of `SUMMARY_COLUMNS`.

    `cells` are the ``cell`` events that hold, `codings` the rows of `codings_frame` that count. A
    theme's row stands for the theme as a whole: all codings below it. `codings` are the ids of
    today, parted by "; ", `rests_on` those that the summary was written on, and `stale` says that
    the two differ; `count` is the number of today's codings. Where nobody wrote a summary,
    `summary`, `rests_on`, `coder`, `at` and `id` are missing. Where two summaries contradict each
    other both stand there, on lines of their own, and `id` names both.
    """
    behind = codings_behind(codings, codebook)
    written = summaries_by_cell(cells, codebook)
    return frame_of(
        (
            _row(code.id, person.id, codebook, behind.get((code.id, person.id), ()), written.get((code.id, person.id)))
            for code in codebook.tree
            for person in respondents
        ),
        SUMMARY_COLUMNS,
    )


def codings_behind(codings: pd.DataFrame, codebook: Codebook) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the ids of the codings that have a place, by code (with all above it) and respondent."""
    found: dict[tuple[str, str], list[str]] = {}
    placed = codings[codings["start"].notna() & codings["code"].isin(codebook.ids)]
    for name, code, people in zip(placed["id"], placed["code"], placed["respondent"], strict=True):
        for above in codebook.line_of(code):
            for respondent in people.split("; "):
                found.setdefault((above, respondent), []).append(name)
    return {cell: tuple(sorted(names)) for cell, names in found.items()}


def summaries_by_cell(cells: Iterable[Event], codebook: Codebook) -> Mapping[tuple[str, str], list[Event]]:
    """Return the ``cell`` events that hold by code of today and respondent; one without text is none."""
    events = list(cells)
    heirs = heirs_of({str(event.get("code")) for event in events}, codebook)
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        code = heirs[str(event.get("code"))].code
        if code is not None and event.get("note"):
            found.setdefault((code, str(event.get("respondent"))), []).append(event)
    return found


def _row(
    code: str, respondent: str, codebook: Codebook, today: tuple[str, ...], written: list[Event] | None
) -> tuple[object, ...]:
    place = (codebook.theme_of(code).id, code, respondent)
    if not written:
        return *place, None, len(today), False, "; ".join(today), None, None, None, None
    rests_on = sorted({name for event in written for name in event.get("codings", ())})
    return (
        *place,
        "\n".join(str(event.get("note")) for event in written),
        len(today),
        rests_on != list(today),
        "; ".join(today),
        "; ".join(rests_on),
        "; ".join(dict.fromkeys(event.coder for event in written)),
        max(event.at for event in written),
        "; ".join(event.id for event in written),
    )
