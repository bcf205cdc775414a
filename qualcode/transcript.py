"""A transcript: one canonical text and the turns that are spans of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import escape

from qualcode.errors import UnknownValueError
from qualcode.text import Span, text_hash


class Role(StrEnum):
    """Who speaks in a turn. Only respondents' speech is coded and counted."""

    RESPONDENT = "respondent"
    INTERVIEWER = "interviewer"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """How a transcript was worked out; a report yields paraphrase, never verbatim quotes."""

    VERBATIM = "letterlijk"
    REPORT = "verslag"


@dataclass(frozen=True)
class Turn:
    """What one speaker says until the next one speaks.

    `start` and `end` span the speech without its label; `speaker` is the label as it
    stands in the text, None where there is none; `respondent` is an id of
    respondents.csv, None for anyone else; `time` is in seconds from the start of the
    recording, None where the transcript has no times.
    """

    start: int
    end: int
    speaker: str | None = None
    role: Role = Role.UNKNOWN
    respondent: str | None = None
    time: float | None = None

    @property
    def span(self) -> Span:
        """The speech's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Heading:
    """A line that stands above what follows: a topic, a question, a title."""

    start: int
    end: int


@dataclass(frozen=True)
class Transcript:
    """One worked-out interview.

    `id` is the file's stem, `path` is relative to the study folder, `notes` say what the
    reader chose or left out (an encoding, comments, headers).

    >>> Transcript("R01", "interviews/R01.txt", "R: Ja.", (Turn(3, 6, "R"),)).hash[:8]
    '8e5e755e'
    """

    id: str
    path: str
    text: str
    turns: tuple[Turn, ...]
    headings: tuple[Heading, ...] = ()
    kind: Kind = Kind.VERBATIM
    notes: tuple[str, ...] = ()

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the text, its identity."""
        return text_hash(self.text)

    @property
    def respondents(self) -> tuple[str, ...]:
        """The ids of the respondents who speak, in order of appearance."""
        return tuple(dict.fromkeys(turn.respondent for turn in self.turns if turn.respondent))

    @property
    def word_count(self) -> int:
        """The number of blank-separated words that are spoken, by anyone."""
        return sum(len(self.text[turn.start : turn.end].split()) for turn in self.turns)

    def speech(self, turn: Turn) -> str:
        """Return the words of `turn`."""
        return self.text[turn.start : turn.end]

    def __hash__(self) -> int:
        # What was worked out for a transcript is kept by it; to hash all turns each time would take long.
        return hash((self.id, self.text))

    def __repr__(self) -> str:
        who = ", ".join(self.respondents) or "no respondent"
        return f"<Transcript {self.id}: {len(self.turns)} turns, {self.word_count} words, {who}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(turn.speaker or '')}</td>"
            f"<td style='text-align:left'>{escape(self.speech(turn)[:160])}</td></tr>"
            for turn in self.turns[:6]
        )
        more = f"<p>… {len(self.turns) - 6} more turns</p>" if len(self.turns) > 6 else ""
        return f"<div><b>{escape(repr(self)[1:-1])}</b><table>{rows}</table>{more}</div>"


class Transcripts(Mapping[str, Transcript]):
    """The transcripts of a study by id; ``in``, iteration and tab completion go by id."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        """Take the transcripts in their order."""
        self._by_id = {transcript.id: transcript for transcript in transcripts}

    def __getitem__(self, transcript_id: str) -> Transcript:
        try:
            return self._by_id[transcript_id]
        except KeyError:
            raise UnknownValueError("transcript", transcript_id, self._by_id) from None

    def __contains__(self, transcript_id: object) -> bool:
        return transcript_id in self._by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def __repr__(self) -> str:
        words = sum(transcript.word_count for transcript in self.values())
        return f"<Transcripts: {len(self)}, {words} words>"
