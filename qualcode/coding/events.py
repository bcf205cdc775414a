"""A human decision is an event: one JSON line in the journal of the coder who took it.

Kinds and what they carry besides ``id``, ``kind``, ``coder`` and ``at``:

============  ==================================================================================
``code``      transcript, text, start, end, quote, before, after, code, codebook; optional stance,
              memo, respondents, put_forward, question, origin, blind
``uncode``    nothing: the coding that it takes away is the one it replaces
``reject``    transcript, text, start, end, quote, code: a suggestion that stays away
``reviewed``  transcript, text, start, end, codebook: this coder has read this with this codebook
``memo``      on, note: a remark on what ``on`` names
``codebook``  change, code, note, old, new: codebook.yaml was changed, from one kept text to another
``cell``      respondent, code, note, codings: a summary, and the ids of the codings that it rests on
``asked``     transcript, text, start, end, quote, questions; optional probe: what a turn of the
              interviewer asks: these questions of the guide, or a probe on one, or nothing
``undo``      of: the event (also an undo) that no longer counts
``redact``    covers: ids of events whose words are gone; they are ignored wherever they turn up
============  ==================================================================================

An event that changes earlier ones names them in ``replaces``. Kinds and fields of later versions
are kept as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from qualcode.errors import Problem

KINDS = frozenset(
    {"code", "uncode", "reject", "reviewed", "memo", "cell", "asked", "pick", "move", "reassign"}
    | {"codebook", "undo", "redact"}
)
# What an event of a kind must carry, and of what type the fields are that are made use of.
_PLACE = frozenset({"transcript", "text", "start", "end"})
_NEEDED: Mapping[str, frozenset[str]] = {
    "code": _PLACE | {"quote", "code"},
    "reject": _PLACE | {"code"},
    "reviewed": _PLACE,
    "memo": frozenset({"on", "note"}),
    "move": frozenset({"of", "text"}),
    "reassign": frozenset({"of", "code"}),
    "codebook": frozenset({"change", "old", "new"}),
    "asked": _PLACE | {"quote", "questions"},
    "cell": frozenset({"respondent", "code", "note"}),
    "undo": frozenset({"of"}),
    "redact": frozenset({"covers"}),
}
_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("transcript", "text", "quote", "code", "codebook", "memo", "stance", "raised", "note", "of"), str),
    **dict.fromkeys(("change", "old", "new"), str),
    **dict.fromkeys(("start", "end"), int),
    **dict.fromkeys(("on", "origin"), dict),
}
_LISTS = frozenset({"covers", "respondents", "codings", "questions"})
STANCES = ("knelpunt", "werkt", "werkt niet", "wens", "neutraal")


class Event(NamedTuple):
    """A decision: who took it, when, and what it carries.

    `at` is the time in UTC (ISO 8601), `replaces` the ids of the events that it takes the
    place of, `data` the rest of the line. A tuple, since journals of 100,000 events must read quickly.
    """

    id: str
    kind: str
    coder: str
    at: str
    replaces: tuple[str, ...]
    data: Mapping[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the event carries under `key`."""
        return self.data.get(key, default)


class Parsed(NamedTuple):
    """A journal as read: its events, what is wrong with it, and how many bytes of a torn end to set aside."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    torn: int


def new_event(kind: str, coder: str, at: datetime, data: Mapping[str, Any], replaces: Iterable[str] = ()) -> Event:
    """Return a new event with an id of its own; what is None in `data` is left out."""
    carried = {key: value for key, value in data.items() if value is not None}
    return Event(uuid4().hex, kind, coder, stamp(at), tuple(replaces), carried)


def stamp(at: datetime) -> str:
    """Return a time as journals write it: UTC, microseconds.

    >>> stamp(datetime(2021, 3, 16, 9, 30, tzinfo=UTC))
    '2021-03-16T09:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def later_than(at: datetime, last: str | None) -> datetime:
    """Return `at`, moved so that it comes after the time `last`: one coder's decisions have an order."""
    if last is None or stamp(at) > last:
        return at
    return datetime.fromisoformat(last) + timedelta(microseconds=1)


def event_line(event: Event) -> bytes:
    """Return the event as a line of a journal, with its line end."""
    fields: dict[str, Any] = {"id": event.id, "kind": event.kind, "coder": event.coder, "at": event.at, **event.data}
    if event.replaces:
        fields["replaces"] = list(event.replaces)
    # Half a character, as a broken paste leaves it, must not stop a decision.
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def parse_journal(data: bytes) -> Parsed:
    """Read the lines of a journal.

    A line that is no event is a problem that names it and hides no other. A last line that
    has no end and is no event was torn off while it was written; it was never confirmed.
    """
    problems = []
    events: list[Event] = []
    lines = data.split(b"\n")
    torn = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            events.append(_event(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            if number < len(lines):
                hint = "Its decision is not counted. Restore the line from a copy, or remove it."
                problems.append(Problem("", "this line is no event.", hint, number))
            else:
                torn = len(line)
                hint = "What stands there was never confirmed; it is set aside at the next decision."
                problems.append(Problem("", "the last line breaks off.", hint, number))
    return Parsed(tuple(events), tuple(problems), torn)


def _event(fields: dict[str, Any]) -> Event:
    name, kind, coder, at = fields.pop("id"), fields.pop("kind"), fields.pop("coder"), fields.pop("at")
    replaces = fields.pop("replaces", [])
    datetime.fromisoformat(at)
    if not (isinstance(name, str) and isinstance(kind, str) and isinstance(coder, str) and _are_texts(replaces)):
        raise TypeError
    if kind in KINDS:
        _check(kind, fields)
    return Event(name, kind, coder, at, tuple(replaces), fields)


def _check(kind: str, fields: Mapping[str, Any]) -> None:
    """Raise where a field is missing or has another type than what is done with it asks for."""
    if not _NEEDED.get(kind, frozenset()) <= fields.keys():
        raise KeyError
    for name in _TYPES.keys() & fields:
        if not isinstance(fields[name], _TYPES[name]):
            raise TypeError
    for name in _LISTS & fields.keys():
        if not _are_texts(fields[name]):
            raise TypeError


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and (not value or all(isinstance(item, str) for item in value))
