"""Which guide question an answer belongs to, as far as the transcript itself says so.

A heading that names a topic or question, or a number of the guide before the interviewer's
words (``3a. Waar merkt u dat aan?``), keys what follows; so does the guide's own question, word
for word. Where a transcript has no such marks, `qualcode.coding.alignment` finds the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualcode.guide import InterviewGuide, Question
from qualcode.transcript import Role, Transcript

_NUMBER = re.compile(r"\s*(?:vraag\s+)?(?P<id>\d{1,2}[a-z]?)\s*[.):]\s", re.IGNORECASE)


class Does(StrEnum):
    """What a turn of the interviewer does."""

    ASKS = "question"
    PROBES = "probe"
    NEITHER = "neither"


@dataclass(frozen=True)
class Answer:
    """The guide's topic and question for one turn.

    `how` it was found: "number" or "heading" (marked), "decided" (by a person), "wording" (by what
    was said, and the guide's order), None where nothing is known. `questions` are all that are asked,
    the first of which is `question`; `does` is what the interviewer's turn does that it goes with;
    `confidence` is how sure the question is, from 0 to 1.
    """

    turn: int
    topic: str | None = None
    question: str | None = None
    how: str | None = None
    questions: tuple[str, ...] = ()
    does: Does | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Asked:
    """What a person decided on a turn of the interviewer: questions that it asks, or one that it probes on, or neither."""

    questions: tuple[str, ...] = ()
    probe: bool = False

    @property
    def does(self) -> Does:
        """What the turn does."""
        return Does.NEITHER if not self.questions else Does.PROBES if self.probe else Does.ASKS


# What was decided, by transcript and the index of the turn in it.
Decided = Mapping[str, Mapping[int, Asked]]


@dataclass(frozen=True)
class Mark:
    """What a transcript says of a turn: its topic, and its question if that is said too."""

    topic: str
    question: str | None
    how: str


def answers(transcript: Transcript, guide: InterviewGuide) -> tuple[Answer, ...]:
    """Return for every turn of `transcript` what is marked about its question."""
    found = marks(transcript, guide)
    mark: Mark | None = None
    keyed = []
    for number in range(len(transcript.turns)):
        mark = found.get(number, mark)
        keyed.append(Answer(number, mark.topic, mark.question, mark.how) if mark else Answer(number))
    return tuple(keyed)


def marks(transcript: Transcript, guide: InterviewGuide) -> dict[int, Mark]:
    """Return what marks say, by the index of the turn from which on they hold."""
    found = _heading_marks(transcript, guide)
    by_id = {question.id.casefold(): question for question in guide.questions}
    for number, turn in enumerate(transcript.turns):
        if turn.role is Role.INTERVIEWER:
            numbered = _numbered(transcript.speech(turn), by_id)
            if numbered is not None:
                found[number] = Mark(numbered.topic, numbered.id, "number")
    return found


def _numbered(speech: str, by_id: dict[str, Question]) -> Question | None:
    match = _NUMBER.match(speech)
    return by_id.get(match["id"].casefold()) if match else None


def _heading_marks(transcript: Transcript, guide: InterviewGuide) -> dict[int, Mark]:
    """Return, by the index of the turn below it, what each recognised heading names."""
    names: dict[str, Mark] = {}
    for topic in guide.topics:
        names[plain(topic.label)] = Mark(topic.id, None, "heading")
        names.update({plain(question.text): Mark(topic.id, question.id, "heading") for question in topic.questions})
    found = {}
    for heading in transcript.headings:
        named = names.get(plain(transcript.text[heading.start : heading.end]))
        below = next((number for number, turn in enumerate(transcript.turns) if turn.start >= heading.end), None)
        if named is not None and below is not None:
            found[below] = named
    return found


def plain(text: str) -> str:
    """Return a heading's or question's words as they are compared: without number, in small letters."""
    return re.sub(r"^[#\s]*(?:\d{1,2}[a-z]?[.)]?\s+)?", "", text).strip().casefold()
