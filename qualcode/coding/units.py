"""What is counted: sentences, turns or answers of respondents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.coding.find import short
from qualcode.dutch.pieces import Piece
from qualcode.dutch.sentences import sentences
from qualcode.errors import Problem, check_value
from qualcode.settings import UNITS
from qualcode.text import Span
from qualcode.transcript import Role, Transcript, Turn


class Unit(NamedTuple):
    """A piece of one respondent's speech that is counted as one.

    `number` counts from 1 within the transcript, `turn` is the index of the (first) turn
    that it lies in, `parts` are its spans: one, but for an answer of several turns.
    """

    transcript: str
    respondent: str
    number: int
    turn: int
    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the unit begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the unit ends."""
        return self.parts[-1].end

    @property
    def is_piece(self) -> bool:
        """Whether it is a piece of speech that was written down without punctuation, and no sentence."""
        return isinstance(self.parts[0], Piece)

    def overlaps(self, span: tuple[int, int]) -> bool:
        """Tell whether `span` shares a code point with one of the parts."""
        return any(part.overlaps(span) for part in self.parts)


def units(transcript: Transcript, unit: str = "sentence") -> tuple[Unit, ...]:
    """Return the units of the respondents' speech in `transcript`, in order.

    `unit` is "sentence", "turn" or "answer" (all that one respondent says between two
    turns of the interviewer). Raises `UnknownValueError` for another.
    """
    check_value("unit", unit, UNITS)
    return _units(transcript, unit)


@lru_cache(maxsize=512)
def _units(transcript: Transcript, unit: str) -> tuple[Unit, ...]:
    pieces = {"sentence": _sentences, "turn": _turns, "answer": _answers}[unit](transcript)
    return tuple(
        Unit(transcript.id, respondent, number, turn, parts)
        for number, (respondent, turn, parts) in enumerate(sorted(pieces, key=lambda piece: piece[2][0]), start=1)
    )


def punctuation_problems(transcript: Transcript) -> list[Problem]:
    """Return, where respondents' words have no punctuation, that pieces stand there for sentences."""
    pieces = [unit for unit in units(transcript, "sentence") if unit.is_piece]
    if not pieces:
        return []
    first = transcript.text[pieces[0].start : pieces[0].end]
    message = f"respondents' words without full stops were cut into {len(pieces)} pieces, which count as sentences."
    hint = 'Put full stops where sentences end, or count turns (unit = "turn" in qualcode.toml).'
    return [Problem(transcript.path, message, hint, quote=short(first))]


class UnitsAt:
    """The units of one transcript by their places; no two share a code point."""

    def __init__(self, pieces: Sequence[Unit]) -> None:
        """Take the units, in any order."""
        self._parts = sorted((part.start, part.end, at) for at, piece in enumerate(pieces) for part in piece.parts)
        self._ends = [end for _, end, _ in self._parts]
        self._pieces = pieces

    def meeting(self, start: int, end: int) -> Iterator[Unit]:
        """Yield the units that share a code point with this span, each once."""
        seen = set()
        for at in range(bisect_right(self._ends, start), len(self._parts)):
            begin, _, number = self._parts[at]
            if begin >= end:
                break
            if number not in seen:
                seen.add(number)
                yield self._pieces[number]


@lru_cache(maxsize=512)
def units_at(transcript: Transcript, unit: str = "sentence") -> UnitsAt:
    """Return the units of `transcript` by their places."""
    return UnitsAt(units(transcript, unit))


_Piece = tuple[str, int, tuple[Span, ...]]


def spoken(transcript: Transcript) -> Iterator[tuple[int, Turn, str]]:
    """Yield index, turn and respondent id of every turn of a known respondent."""
    for number, turn in enumerate(transcript.turns):
        if turn.role is Role.RESPONDENT and turn.respondent is not None:
            yield number, turn, turn.respondent


def _sentences(transcript: Transcript) -> Iterator[_Piece]:
    for number, turn, respondent in spoken(transcript):
        for span in sentences(transcript.text, turn.start, turn.end):
            yield respondent, number, (span,)


def _turns(transcript: Transcript) -> Iterator[_Piece]:
    for number, turn, respondent in spoken(transcript):
        yield respondent, number, (turn.span,)


def _answers(transcript: Transcript) -> Iterator[_Piece]:
    exchange = 0
    answers: dict[tuple[int, str], tuple[int, list[Span]]] = {}
    for number, turn in enumerate(transcript.turns):
        if turn.role is Role.INTERVIEWER:
            exchange += 1
        elif turn.role is Role.RESPONDENT and turn.respondent is not None:
            answers.setdefault((exchange, turn.respondent), (number, []))[1].append(turn.span)
    for (_, respondent), (first, parts) in answers.items():
        yield respondent, first, tuple(parts)
