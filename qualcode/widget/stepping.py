"""Undo and redo, over a coder's own decisions and those that this coder took for the consensus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualcode.coder import Coder
from qualcode.coding.events import Event
from qualcode.coding.state import State, in_time
from qualcode.widget.desk import Desk
from qualcode.widget.messages import Done, Message


def undo(desk: Desk, _message: Message) -> Done:
    """Take back the last decision, and tell which it was and where."""
    found = _latest(desk, Coder.to_undo)
    return {"did": "nothing_to_undo", "values": {}} if found is None else _step(found[0], Coder.undo, "did_undo")


def redo(desk: Desk, _message: Message) -> Done:
    """Take back the last undo, as long as nothing was decided since, and tell what holds again and where."""
    found, decided = _latest(desk, Coder.to_redo), _latest(desk, Coder.to_undo)
    if found is None or (decided is not None and in_time(decided[1]) > in_time(found[1])):
        return {"did": "nothing_to_redo", "values": {}}
    return _step(found[0], Coder.redo, "did_redo")


def _latest(desk: Desk, next_of: Callable[[Coder], Event | None]) -> tuple[Coder, Event] | None:
    """Return the journal in which this coder decided last, the own one or that of the consensus, and the decision."""
    found = []
    for journal in (desk.coder, *([desk.consensus()] if desk.others else [])):
        journal.refresh()
        event = next_of(journal)
        if event is not None and event.get("by", desk.coder.name) == desk.coder.name:
            found.append((journal, event))
    return max(found, key=lambda one: in_time(one[1]), default=None)


def _step(journal: Coder, step: Callable[[Coder], int], did: str) -> Done:
    before = _holding(journal.state)
    step(journal)
    after = _holding(journal.state)
    changed = [*(before.keys() - after.keys()), *(after.keys() - before.keys())]
    event = max(((before | after)[key] for key in changed), key=in_time, default=None)
    done: Done = {"did": did, "what": None if event is None else _told(event)}
    if event is not None and event.get("transcript"):
        done["place"] = [event.get("transcript"), event.get("start"), event.get("end")]
    return done


def _holding(state: State) -> dict[str, Event]:
    return {event.id: event for kind, events in state.active.items() if kind != "undo" for event in events}


def _told(event: Event) -> dict[str, Any]:
    known = ("code", "uncode", "reject", "reviewed", "codebook", "memo", "asked")
    what = str(event.get("note") if event.kind == "codebook" else event.get("code", ""))
    return {"key": f"kind_{event.kind if event.kind in known else 'other'}", "what": what or event.kind}
