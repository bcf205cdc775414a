"""The state of the coding: a fold over events as a set.

Order and duplicates do not matter, so two copies of a journal merge by putting their lines
together. An event counts when nothing that counts undoes it; a counting event takes the place of
all that it replaces, directly or through others. Two events that hold and came of the same one
contradict each other: both are kept, and shown.
"""

from __future__ import annotations

import json
from collections import Counter
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
    suggestion; `raised` how its theme came up, None to propose it; `blind` that no suggestion was in sight.
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
    raised: str | None = None


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
    holds = counting - _replaced(kept, counting)
    holding = sorted((kept[name] for name in holds), key=in_time)
    active: dict[str, list[Event]] = {}
    for event in holding:
        active.setdefault(event.kind, []).append(event)
    return State(
        tuple(coding_of(event) for event in active.get("code", ())),
        {kind: tuple(found) for kind, found in active.items()},
        (*doubled, *_contradictions(kept, holds)),
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
        raised=data.get("raised"),
    )


def counting_events(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of the events that are not undone."""
    return _counting(_distinct(events)[0])


def _distinct(events: Iterable[Event]) -> tuple[dict[str, Event], list[Conflict]]:
    by_id: dict[str, Event] = {}
    doubled: dict[str, dict[str, Event]] = {}
    for event in events:
        known = by_id.setdefault(event.id, event)
        if known is not event and known != event:
            doubled.setdefault(event.id, {}).update({_content(one): one for one in (known, event)})
    for name, variants in doubled.items():
        # The choice must not depend on the order in which the variants came.
        by_id[name] = variants[min(variants)]
    return by_id, [
        Conflict(name, tuple(variants[content] for content in sorted(variants)))
        for name, variants in sorted(doubled.items())
    ]


def _content(event: Event) -> str:
    """Return what an event says, by which it can be compared; the order of its fields does not count."""
    return json.dumps([*event[1:-1], event.data], ensure_ascii=False, sort_keys=True)


def _counting(events: Mapping[str, Event]) -> frozenset[str]:
    """Return the ids of events that no counting undo names; an undo may be undone.

    Undos that name each other in a ring, as no program writes them, do not count.
    """
    of = {event.id: str(event.get("of")) for event in events.values() if event.kind == "undo"}
    waiting = Counter(of.values())
    counts: set[str] = set()
    undone: set[str] = set()
    stack = [name for name in events if not waiting[name]]
    while stack:
        name = stack.pop()
        counts.add(name)
        target = of.get(name)
        if target is None or target in undone:
            continue
        undone.add(target)
        freed = of.get(target)
        if freed is not None:
            waiting[freed] -= 1
            if not waiting[freed] and freed in events and freed not in undone:
                stack.append(freed)
    return frozenset(counts)


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


def _contradictions(events: Mapping[str, Event], holding: frozenset[str]) -> list[Conflict]:
    heirs: dict[str, list[str]] = {}
    for event in events.values():
        for earlier in set(event.replaces):
            heirs.setdefault(earlier, []).append(event.id)
    found = (
        (earlier, [events[name] for name in _ends(earlier, heirs, events) & holding])
        for earlier, names in sorted(heirs.items())
        if len(names) > 1
    )
    return [
        Conflict(earlier, tuple(sorted(ends, key=in_time)))
        for earlier, ends in found
        if len({_content(event._replace(at="", replaces=())) for event in ends}) > 1
    ]


def _ends(earlier: str, heirs: Mapping[str, list[str]], events: Mapping[str, Event]) -> frozenset[str]:
    """Return all that came of an event; what came of it and was taken away again contradicts nothing."""
    found: set[str] = set()
    stack = [*heirs[earlier]]
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack += [heir for heir in heirs.get(name, ()) if events[heir].kind != "uncode"]
    return frozenset(found)
