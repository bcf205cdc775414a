"""How far a coder has read: turn by turn, and over all transcripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.codebook import Codebook
from qualcode.coding.placing import Read
from qualcode.coding.review import KeptCodebook, Reading, reading_of, together
from qualcode.coding.units import Unit, spoken
from qualcode.text import Span
from qualcode.transcript import Transcript, Turn


def turn_readings(
    transcript: Transcript, reads: Sequence[Read], codebook: Codebook, kept: KeptCodebook
) -> dict[int, Reading]:
    """Return for each turn of a respondent how far it was read, over all codes of today.

    A turn that was read in part counts as not reviewed.
    """
    known: dict[frozenset[str], Reading] = {}
    found = {}
    mine = sorted((read for read in reads if read.transcript == transcript.id), key=lambda read: read.span)
    for number, turn, _ in spoken(transcript):
        near = [read for read in mine if read.span.overlaps(turn.span)]
        versions = frozenset(version for version in {read.codebook for read in near} if _covers(turn, near, version))
        if versions not in known:
            known[versions] = _reading(transcript, turn, versions, codebook, kept)
        found[number] = known[versions]
    return found


def _covers(turn: Turn, reads: Iterable[Read], version: str) -> bool:
    position = turn.start
    for read in reads:
        if read.codebook == version and read.span.start <= position < read.span.end:
            position = read.span.end
    return position >= turn.end


def _reading(
    transcript: Transcript, turn: Turn, versions: Iterable[str], codebook: Codebook, kept: KeptCodebook
) -> Reading:
    unit = Unit(transcript.id, "", 1, 0, (turn.span,))
    reads = [Read("", transcript.id, Span(*turn.span), version) for version in versions]
    readings = reading_of({transcript.id: [unit]}, reads, codebook, kept)
    # Without a code there is nothing to read for but the text itself.
    return together(readings.values()) if readings else Reading.COMPLETE if reads else Reading.NOT_REVIEWED


def progress_of(readings: Mapping[int, Reading], suggestions: int | None) -> dict[str, int | None]:
    """Return how many turns there are to read, how many were read, and how many suggestions are open."""
    done = sum(reading is Reading.COMPLETE for reading in readings.values())
    return {"turns": len(readings), "done": done, "suggestions": suggestions}
