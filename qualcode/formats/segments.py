"""Timed segments, as captions and speech recognisers give them, joined to turns.

A segment is cut by time, often in mid-sentence, so its text is not a line that anybody
wrote. The canonical text is composed instead: one line a turn, ``Naam: tekst``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from qualcode.formats.reading import Reading
from qualcode.text import canonical
from qualcode.transcript import Turn


class Segment(NamedTuple):
    """What was said from `time` (seconds) on, by `speaker` if that is known."""

    time: float | None
    speaker: str | None
    text: str


def compose(segments: Iterable[Segment], before: str = "", notes: tuple[str, ...] = ()) -> Reading:
    """Join the consecutive segments of one speaker to turns, under the text `before`."""
    text = before
    turns = []
    for speaker, group in groupby(segments, key=lambda segment: _one_line(segment.speaker or "") or None):
        said = list(group)
        speech = _one_line(" ".join(segment.text for segment in said))
        if not speech:
            continue
        text += ("\n" if text else "") + (f"{speaker}: " if speaker else "")
        turns.append(Turn(len(text), len(text) + len(speech), speaker, time=said[0].time))
        text += speech
    if all(turn.speaker is None for turn in turns):
        notes = (*notes, "no speakers were found")
    return Reading(text, tuple(turns), (), notes)


def _one_line(text: str) -> str:
    return canonical(" ".join(text.split()))
