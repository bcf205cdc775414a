"""Where codings stand now: in the transcripts as they are, which may have been corrected since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from qualcode.codebook import Codebook
from qualcode.coding.anchor import UNMISTAKABLE, Alignment, Fate
from qualcode.coding.events import Event
from qualcode.coding.recode import heirs_of
from qualcode.coding.state import Coding, State
from qualcode.text import Span
from qualcode.transcript import Role, Transcript

KeptText = Callable[[str], str | None]


class Status(StrEnum):
    """How a coding came to its place."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    REFUSED = "refused"
    LOST = "lost"


_STATUS = {Fate.SAME: Status.MOVED, Fate.CHANGED: Status.CHANGED, Fate.LOST: Status.LOST}


@dataclass(frozen=True)
class Placed:
    """A coding and its place in the transcript of today.

    `code` is the id of the code that it belongs to today, None where that is not known;
    `choices` the codes between which somebody must choose, after a split. `status`: the text is the same, or the quote stands unchanged in a corrected text (moved);
    the quote itself was changed, and `start` and `end` are a proposal; the coder refused the
    proposal; or it has no place any more, and `start` and `end` are None.
    """

    coding: Coding
    transcript: str
    start: int | None
    end: int | None
    status: Status
    code: str | None
    choices: tuple[str, ...] = ()

    @property
    def coder(self) -> str:
        """Who coded it."""
        return self.coding.coder

    @property
    def because(self) -> str:
        """What the coding rests on: its coder."""
        return self.coding.coder

    @property
    def respondents(self) -> tuple[str, ...] | None:
        """Whose words it is said to be; None for those who speak there."""
        return self.coding.respondents

    @property
    def stance(self) -> str | None:
        """The stance that the coder gave it."""
        return self.coding.stance


class _Place(NamedTuple):
    transcript: str
    start: int | None
    end: int | None
    status: Status


@dataclass(frozen=True)
class Read:
    """A part of a transcript, as it is today, that a coder has read with a version of the codebook."""

    coder: str
    transcript: str
    span: Span
    codebook: str


class Rejected(NamedTuple):
    """A span, in the transcript of today, that somebody does not want to be suggested for a code."""

    transcript: str
    start: int
    end: int
    code: str


class Passage(NamedTuple):
    """Words that were decided on: of which text, where in it, and what they were."""

    transcript: str
    text: str
    start: int
    end: int
    quote: str


class Places:
    """Finds the places of spans that count in texts of any age."""

    def __init__(self, transcripts: Iterable[Transcript], kept_text: KeptText) -> None:
        """Take the transcripts of today and what gives the text of a hash, if it was kept."""
        self._by_id = {transcript.id: transcript for transcript in transcripts}
        self._by_hash = {transcript.hash: transcript for transcript in self._by_id.values()}
        self._kept_text = kept_text
        self._alignment = lru_cache(maxsize=64)(self._aligned)

    def codings(self, state: State, codebook: Codebook) -> tuple[Placed, ...]:
        """Return all codings of `state` with their places and codes of today, in order of time."""
        moves = {str(event.get("of")): event for event in state.of("move")}
        chosen = {str(event.get("of")): str(event.get("code")) for event in state.of("reassign")}
        codes = {coding.id: chosen.get(coding.id, coding.code) for coding in state.codings}
        heirs = heirs_of(set(codes.values()), codebook)
        return tuple(
            Placed(coding, *self._placed(coding, moves.get(coding.id)), *heirs[codes[coding.id]])
            for coding in state.codings
        )

    def rejected(self, state: State, codebook: Codebook) -> frozenset[Rejected]:
        """Return where a suggestion was rejected whose words are the same today."""
        heirs = heirs_of({str(event.get("code")) for event in state.of("reject")}, codebook)
        found = [
            (self._found(_passage(event.data)), heirs[str(event.get("code"))].code) for event in state.of("reject")
        ]
        return frozenset(
            Rejected(place.transcript, place.start, place.end, code)
            for place, code in found
            if place.start is not None and place.end is not None and code and place.status is not Status.CHANGED
        )

    def reads(self, state: State) -> tuple[Read, ...]:
        """Return what was read, as parts of today's texts; what changed since is not among them."""
        return tuple(
            Read(event.coder, transcript.id, span, str(event.get("codebook", "")))
            for event in state.of("reviewed")
            if (transcript := self._transcript(event.get("transcript"), event.get("text"))) is not None
            for span in self._parts(transcript, event)
        )

    def turn_of(self, event: Event) -> tuple[str, int] | None:
        """Return the transcript and the turn of the interviewer in which what was decided on stands today."""
        place = self._found(_passage(event.data))
        transcript = self._by_id.get(place.transcript)
        if transcript is None or place.start is None or place.end is None:
            return None
        span = Span(place.start, place.end)
        turns = (number for number, turn in enumerate(transcript.turns) if turn.span.overlaps(span))
        return next(((transcript.id, at) for at in turns if transcript.turns[at].role is Role.INTERVIEWER), None)

    def _placed(self, coding: Coding, move: Event | None) -> _Place:
        passage = _passage(vars(coding))
        if move is None:
            return self._found(passage)
        if not move.get("refused"):
            return self._found(_passage({**vars(coding), **move.data}))
        place = self._found(passage)
        today = self._by_id.get(place.transcript)
        if place.status is not Status.SAME and today is not None and move.get("text") == today.hash:
            return _Place(place.transcript, None, None, Status.REFUSED)
        return place

    def _found(self, passage: Passage) -> _Place:
        transcript = self._transcript(passage.transcript, passage.text)
        if transcript is None:
            return _Place(passage.transcript, None, None, Status.LOST)
        # The position is checked against the quote before it is used.
        if transcript.hash == passage.text and transcript.text[passage.start : passage.end] == passage.quote:
            return _Place(transcript.id, passage.start, passage.end, Status.SAME)
        return self._carried(passage, transcript)

    def _carried(self, passage: Passage, transcript: Transcript) -> _Place:
        alignment = self._alignment(passage.text, transcript.hash)
        span = Span(passage.start, passage.end)
        if alignment is None or alignment.old[span.start : span.end] != passage.quote:
            return _by_quote(passage.quote, transcript)
        fate, place = alignment.carry(span)
        start, end = place or (None, None)
        return _Place(transcript.id, start, end, _STATUS[fate])

    def _parts(self, transcript: Transcript, event: Event) -> tuple[Span, ...]:
        span = Span(event.get("start", 0), event.get("end", 0))
        if transcript.hash == event.get("text"):
            return (span,)
        alignment = self._alignment(event.get("text"), transcript.hash)
        return alignment.kept(span) if alignment else ()

    def _transcript(self, transcript_id: str | None, text_hash: str | None) -> Transcript | None:
        """Return the transcript of that text, whatever its name is now, or else the one of that name."""
        named = self._by_id.get(transcript_id or "")
        if named is not None and named.hash == text_hash:
            return named
        return self._by_hash.get(text_hash or "") or named

    def _aligned(self, old: str, new: str) -> Alignment | None:
        text = self._kept_text(old)
        return None if text is None else Alignment(text, self._by_hash[new].text)


def _passage(carried: Mapping[str, Any]) -> Passage:
    return Passage(*(carried[key] for key in Passage._fields))


def _by_quote(quote: str, transcript: Transcript) -> _Place:
    """Place a passage whose old text was not kept: only where its quote stands once; a short one is a proposal."""
    if transcript.text.count(quote) != 1:
        return _Place(transcript.id, None, None, Status.LOST)
    start = transcript.text.index(quote)
    status = Status.MOVED if len(quote) >= UNMISTAKABLE else Status.CHANGED
    return _Place(transcript.id, start, start + len(quote), status)
