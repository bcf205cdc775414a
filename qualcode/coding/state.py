"""The state of the coding: a fold over events as a set.

Order and duplicates do not matter, so two copies of a journal merge by putting their lines
together. An event counts when nothing that counts undoes it; a counting event takes the place of
all that it replaces, directly or through others. Two counting events that replace the same one
contradict each other: both are kept, and shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.coding.events import KINDS, Event


@dataclass(frozen=True)
class Coding:
    """A span that a coder put under a code.

    `text` is the hash of the text that `start` and `end` count in; `respondents` overrides
    who is taken to speak, None to see it from the turns; `put_forward` marks what the
    interviewer brought up; `origin` tells the keyword, rule and engine of an accepted
    suggestion; `blind` that no suggestion was in sight.
    """

    id: str
    coder: str
    transcript: str
    text: str
    start: int
    end: int
    quote: str
    code: str
    stance: str | None
    memo: str | None
    put_forward: bool
    respondents: tuple[str, ...] | None
    origin: Mapping[str, str] | None
    blind: bool
    codebook: str
    at: str


@dataclass(frozen=True)
class Conflict:
    """Events that cannot all hold: they replace the same one, or bear one id with different content."""

    about: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class State:
    """What holds after all events.

    `codings` are in order of time; `active` are all events that hold, by kind; `unknown` are
    events of kinds that this version does not know; `returned` are events that a withdrawal
    had taken away and that a copy brought back (they are ignored).
    """

    codings: tuple[Coding, ...]
    active: Mapping[str, tuple[Event, ...]]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[Event, ...]
    returned: tuple[Event, ...]

    def of(self, kind: str) -> tuple[Event, ...]:
        """Return the events of `kind` that hold, in order of time."""
        return self.active.get(kind, ())


def fold(events: Iterable[Event]) -> State:
    """Return the state after `events`, in whatever order and however often they come.

    >>> fold([]).codings
    ()
    """
    by_id, doubled = _distinct(events)
    covered = {name for event in by_id.values() if event.kind == "redact" for name in event.get("covers", ())}
    kept = {name: event for name, event in by_id.items() if name not in covered}
    counting = _counting(kept)
    replaced = _replaced(kept, counting)
    holding = sorted((kept[name] for name in counting - replaced), key=in_time)
    active: dict[str, list[Event]] = {}
    for event in holding:
        active.setdefault(event.kind, []).append(event)
    return State(
        tuple(coding_of(event) for event in active.get("code", ())),
        {kind: tuple(found) for kind, found in active.items()},
        (*doubled, *_contradictions(kept, counting)),
        tuple(event for event in holding if event.kind not in KINDS),
        tuple(sorted((by_id[name] for name in covered & by_id.keys()), key=in_time)),
    )


def in_time(event: Event) -> tuple[str, str]:
    """Return the key by which events are put in order."""
    return event.at, event.id


def coding_of(event: Event) -> Coding:
    """Return the coding that a ``code`` event makes."""
    data: Mapping[str, Any] = event.data
    people = data.get("respondents")
    return Coding(
        id=event.id,
        coder=event.coder,
        transcript=data["transcript"],
        text=data["text"],
        start=data["start"],
        end=data["end"],
        quote=data["quote"],
        code=data["code"],
        stance=data.get("stance"),
        memo=data.get("memo"),
        put_forward=bool(data.get("put_forward")),
        respondents=tuple(people) if people else None,
        origin=data.get("origin"),
        blind=bool(data.get("blind")),
        codebook=data.get("codebook", ""),
        at=event.at,
    )


def counting_events(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of the events that are not undone."""
    return _counting(_distinct(events)[0])


def _distinct(events: Iterable[Event]) -> tuple[dict[str, Event], list[Conflict]]:
    by_id: dict[str, Event] = {}
    doubled: dict[str, set[str]] = {}
    variants: dict[tuple[str, str], Event] = {}
    for event in events:
        known = by_id.setdefault(event.id, event)
        if known is not event and known != event:
            for one in (known, event):
                doubled.setdefault(event.id, set()).add(repr(one))
                variants[event.id, repr(one)] = one
    for name, shapes in doubled.items():
        # The choice must not depend on the order in which the variants came.
        by_id[name] = variants[name, min(shapes)]
    return by_id, [
        Conflict(name, tuple(variants[name, shape] for shape in sorted(shapes))) for name, shapes in doubled.items()
    ]


def _counting(events: Mapping[str, Event]) -> frozenset[str]:
    """Return the ids of events that no counting undo names; an undo may be undone."""
    undoers: dict[str, list[str]] = {}
    for event in events.values():
        if event.kind == "undo":
            undoers.setdefault(str(event.get("of")), []).append(event.id)
    counts: dict[str, bool] = {}
    for first in undoers:
        stack = [first]
        while stack:
            name = stack[-1]
            open_undoers = [undo for undo in undoers.get(name, ()) if undo not in counts and undo not in stack]
            if open_undoers:
                stack += open_undoers
                continue
            counts[name] = not any(counts.get(undo, False) for undo in undoers.get(name, ()))
            stack.pop()
    return frozenset(name for name in events if counts.get(name, True))


def _replaced(events: Mapping[str, Event], counting: frozenset[str]) -> frozenset[str]:
    """Return the ids that a counting event replaces, directly or through events that count or not."""
    found: set[str] = set()
    for name in counting:
        stack = list(events[name].replaces)
        while stack:
            earlier = stack.pop()
            if earlier not in found:
                found.add(earlier)
                stack += events[earlier].replaces if earlier in events else ()
    return frozenset(found)


def _contradictions(events: Mapping[str, Event], counting: frozenset[str]) -> list[Conflict]:
    heirs: dict[str, list[Event]] = {}
    for name in counting:
        for earlier in events[name].replaces:
            heirs.setdefault(earlier, []).append(events[name])
    return [
        Conflict(earlier, tuple(sorted(found, key=in_time)))
        for earlier, found in sorted(heirs.items())
        if len(found) > 1 and len({(event.kind, event.coder, repr(dict(event.data))) for event in found}) > 1
    ]
