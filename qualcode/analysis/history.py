"""The audit trail: every decision as a row."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.coding.events import Event
from qualcode.coding.state import State, counting_events, in_time

HISTORY_COLUMNS: dict[str, str] = {
    "at": "datetime64[us, UTC]",
    "coder": "str",
    "kind": "str",
    "transcript": "str",
    "code": "str",
    "quote": "str",
    "note": "str",
    "undone": "bool",
    "replaces": "str",
    "text": "str",
    "codebook": "str",
    "id": "str",
}
MEMO_COLUMNS: dict[str, str] = {
    "at": "datetime64[us, UTC]",
    "coder": "str",
    "on": "str",
    "transcript": "str",
    "quote": "str",
    "note": "str",
    "id": "str",
}


def history_frame(events: Iterable[Event]) -> pd.DataFrame:
    """Return a row a decision, in order of time, with the columns of `HISTORY_COLUMNS`.

    `note` is a memo's or reason's text, or what an undo names; `undone` tells that the decision
    does not count any more; `text` and `codebook` are the versions that it was taken on.
    """
    distinct = {event.id: event for event in events}
    counting = counting_events(distinct.values())
    return frame_of(
        (_history_row(event, undone=event.id not in counting) for event in sorted(distinct.values(), key=in_time)),
        HISTORY_COLUMNS,
    )


def memos_frame(state: State) -> pd.DataFrame:
    """Return a row a memo, in order of time, with the columns of `MEMO_COLUMNS`.

    `on` says what it lies on, as "theme vve"; memos of codings are among them.
    """
    rows = [(event, _place(event.get("on", {})), event.get("on", {}), event.get("note")) for event in state.of("memo")]
    rows += [
        (event, f"coding {event.id}", event.data, event.get("memo")) for event in state.of("code") if event.get("memo")
    ]
    return frame_of(
        (
            (event.at, event.coder, on, place.get("transcript"), place.get("quote"), note, event.id)
            for event, on, place, note in sorted(rows, key=lambda row: in_time(row[0]))
        ),
        MEMO_COLUMNS,
    )


def _history_row(event: Event, *, undone: bool) -> tuple[object, ...]:
    note = next((str(event.get(key)) for key in ("note", "reason", "memo", "of", "change") if event.get(key)), None)
    return (
        *(
            event.at,
            event.coder,
            event.kind,
            event.get("transcript"),
            event.get("code"),
            event.get("quote"),
            note,
            undone,
        ),
        *(", ".join(event.replaces) or None, event.get("text"), event.get("codebook"), event.id),
    )


def _place(on: dict[str, object]) -> str:
    kinds = [f"{kind} {_named(on[kind])}" for kind in ("theme", "respondent", "coding", "transcript") if kind in on]
    return ", ".join(kinds) or "project"


def _named(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
