"""Which guide question an answer belongs to, as far as the transcript itself says so.

A heading that names a topic or question, or a number of the guide before the interviewer's
words (``3a. Waar merkt u dat aan?``), keys what follows. Where a transcript has no such marks
the question stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.guide import InterviewGuide, Question
from qualcode.transcript import Role, Transcript

_NUMBER = re.compile(r"\s*(?:vraag\s+)?(?P<id>\d{1,2}[a-z]?)\s*[.):]\s", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """The guide's topic and question for one turn; `how` it was found: "number", "heading" or None."""

    turn: int
    topic: str | None = None
    question: str | None = None
    how: str | None = None


def answers(transcript: Transcript, guide: InterviewGuide) -> tuple[Answer, ...]:
    """Return for every turn of `transcript` what is marked about its question."""
    marks = _heading_marks(transcript, guide)
    by_id = {question.id.casefold(): question for question in guide.questions}
    topic = question = how = None
    found = []
    for number, turn in enumerate(transcript.turns):
        if number in marks:
            topic, question = marks[number]
            how = "heading"
        if turn.role is Role.INTERVIEWER:
            numbered = _numbered(transcript.speech(turn), by_id)
            if numbered is not None:
                topic, question, how = numbered.topic, numbered.id, "number"
        found.append(Answer(number, topic, question, how))
    return tuple(found)


def _numbered(speech: str, by_id: dict[str, Question]) -> Question | None:
    match = _NUMBER.match(speech)
    return by_id.get(match["id"].casefold()) if match else None


def _heading_marks(transcript: Transcript, guide: InterviewGuide) -> dict[int, tuple[str | None, str | None]]:
    """Return, by the index of the turn below it, what each recognised heading names."""
    names: dict[str, tuple[str | None, str | None]] = {}
    for topic in guide.topics:
        names[_plain(topic.label)] = (topic.id, None)
        names.update({_plain(question.text): (topic.id, question.id) for question in topic.questions})
    marks = {}
    for heading in transcript.headings:
        named = names.get(_plain(transcript.text[heading.start : heading.end]))
        below = next((number for number, turn in enumerate(transcript.turns) if turn.start >= heading.end), None)
        if named is not None and below is not None:
            marks[below] = named
    return marks


def _plain(text: str) -> str:
    return re.sub(r"^[#\s]*(?:\d{1,2}[a-z]?[.)]?\s+)?", "", text).strip().casefold()
