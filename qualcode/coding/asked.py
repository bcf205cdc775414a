"""What persons decided on turns of the interviewer, and where these turns are today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from qualcode.coding.answers import Asked, Decided
from qualcode.coding.events import Event
from qualcode.coding.placing import Places
from qualcode.errors import QualcodeError
from qualcode.text import Span
from qualcode.transcript import Role, Transcript


class AskedTurns(NamedTuple):
    """Decisions by transcript and turn; those whose turn is gone; and turns on which coders decided differently."""

    decided: Decided
    lost: tuple[Event, ...]
    disputed: tuple[tuple[str, int, tuple[Event, ...]], ...]


def asked_turns(events: Iterable[Event], places: Places) -> AskedTurns:
    """Return what holds for which turn; a turn on which two decisions differ has none.

    A coder who decides again on a turn that was corrected since means it so: what this coder said of
    an earlier text no longer counts.
    """
    by_turn: dict[tuple[str, int], list[Event]] = {}
    lost = []
    for event in events:
        place = places.turn_of(event)
        if place is None:
            lost.append(event)
        else:
            earlier = [one for one in by_turn.get(place, []) if not _is_later(event, one)]
            by_turn[place] = [*earlier, event]
    decided: dict[str, dict[int, Asked]] = {}
    disputed = []
    for (transcript, turn), of_turn in by_turn.items():
        said = {_asked(event) for event in of_turn}
        if len(said) > 1:
            disputed.append((transcript, turn, tuple(of_turn)))
        else:
            decided.setdefault(transcript, {})[turn] = said.pop()
    return AskedTurns(decided, tuple(lost), tuple(disputed))


def asked_span(transcript: Transcript, where: int | Span) -> Span:
    """Return the span of the interviewer's turn of that number, or that words stand in; raises for any other turn."""
    if isinstance(where, int):
        turn = transcript.turns[where] if 0 <= where < len(transcript.turns) else None
        place = f"turn {where}"
    else:
        turn = next((turn for turn in transcript.turns if turn.span.overlaps(where)), None)
        place = f"'{' '.join(transcript.text[where.start : where.end].split())[:60]}'"
    if turn is None or turn.role is not Role.INTERVIEWER:
        raise QualcodeError(
            f"{place} in {transcript.id} is not a turn of the interviewer. The column 'turn' of answers() has their numbers."
        )
    return turn.span


def _is_later(event: Event, earlier: Event) -> bool:
    return event.coder == earlier.coder and event.get("text") != earlier.get("text")


def _asked(event: Event) -> Asked:
    return Asked(tuple(event.get("questions", ())), bool(event.get("probe")))
