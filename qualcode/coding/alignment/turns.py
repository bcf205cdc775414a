"""What an interviewer's turn looks like by itself, whatever the guide asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.coding.alignment.expressions import goes_on, is_around, is_return
from qualcode.coding.alignment.likeness import Floats, words_in
from qualcode.transcript import Role, Transcript

_OPENS = ("dus", "want", "maar")


@dataclass(frozen=True)
class Asking:
    """A turn of the interviewer: its index in the transcript, its words, the answer to it and the one before it."""

    turn: int
    words: str
    answer: str = ""
    before: str = ""


def askings(transcript: Transcript) -> tuple[Asking, ...]:
    """Return the turns of the interviewer, in order."""
    found: list[Asking] = []
    opened: tuple[int, str] | None = None
    answer: list[str] = []
    for number, turn in enumerate(transcript.turns):
        if turn.role is not Role.INTERVIEWER:
            answer.append(transcript.speech(turn))
            continue
        if opened is not None:
            found.append(_closed(opened, answer, found))
        opened, answer = (number, transcript.speech(turn)), []
    return (*found, _closed(opened, answer, found)) if opened is not None else ()


def _closed(opened: tuple[int, str], answer: Sequence[str], earlier: Sequence[Asking]) -> Asking:
    return Asking(*opened, " ".join(answer), earlier[-1].answer if earlier else "")


def signs(turns: Sequence[Asking]) -> dict[str, Floats]:
    """Return what each turn shows by itself, by name.

    "mark": it has a question mark; "around": it is about the conversation; "returns" and "goes on": it
    takes up something earlier, or something new; "opens": it begins as a follow-up does; "length": the
    logarithm of its words; "echo": the share of its words that the answer before had; "first", "last".
    """
    at = np.arange(len(turns))
    said = [turn.words for turn in turns]
    found = {
        "mark": ["?" in text for text in said],
        "around": [is_around(text) for text in said],
        "returns": [is_return(text) for text in said],
        "goes on": [goes_on(text) for text in said],
        "opens": [text.lstrip("… ").casefold().startswith(_OPENS) for text in said],
        "length": np.log1p([len(text.split()) for text in said]) / 3,
        "echo": [_echo(turn) for turn in turns],
        "first": at == 0,
        "last": at == len(turns) - 1,
    }
    return {name: np.array(values, dtype=np.float64) for name, values in found.items()}


def _echo(turn: Asking) -> float:
    said, before = set(words_in(turn.words)), set(words_in(turn.before))
    return len(said & before) / len(said) if said else 0.0
