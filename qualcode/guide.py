"""The interview guide: topics, their questions, and the probes under these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.entries import Entry, unknown_keys
from qualcode.errors import Problem, UnknownValueError

_TOPIC_KEYS = ("id", "label", "questions")
_QUESTION_KEYS = ("id", "text", "synonyms", "probes")


@dataclass(frozen=True)
class Question:
    """A question of the guide, or a probe under one (then `parent` is that question's id)."""

    id: str
    text: str
    topic: str
    parent: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A part of the interview; `questions` holds its questions, each followed by its probes."""

    id: str
    label: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class InterviewGuide:
    """The guide that the interviews followed.

    >>> guide = InterviewGuide((Topic("intro", "Kennismaking", (Question("1", "Wie bent u?", "intro"),)),))
    >>> guide["1"].topic
    'intro'
    """

    topics: tuple[Topic, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions and probes, in order."""
        return tuple(question for topic in self.topics for question in topic.questions)

    def __getitem__(self, question_id: str) -> Question:
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownValueError("question", question_id, (question.id for question in self.questions))

    def __len__(self) -> int:
        return len(self.questions)

    def __repr__(self) -> str:
        main = sum(question.parent is None for question in self.questions)
        return f"<InterviewGuide: {len(self.topics)} topics, {main} questions, {len(self) - main} probes>"


def guide_from(entries: list[Entry]) -> tuple[InterviewGuide, list[Problem]]:
    """Build a guide from the topics of a guide's YAML file; what cannot be read is reported."""
    problems: list[Problem] = []
    topics = tuple(topic for entry in entries if (topic := _topic(entry, problems)) is not None)
    seen: set[str] = set()
    for question in (question for topic in topics for question in topic.questions):
        if question.id in seen:
            hint = "Give each question its own id."
            problems.append(Problem("", f"the question id '{question.id}' is used twice.", hint, key="id"))
        seen.add(question.id)
    return InterviewGuide(topics), problems


def _topic(entry: Entry, problems: list[Problem]) -> Topic | None:
    problems += unknown_keys(entry, _TOPIC_KEYS)
    topic_id = entry.text("id")
    if not topic_id:
        problems.append(entry.problem("id", "a topic without an id was left out.", "Give it a short id, as 'aanpak'."))
        return None
    questions = tuple(
        question for item in entry.entries("questions") for question in _questions(item, topic_id, problems)
    )
    return Topic(topic_id, entry.text("label") or topic_id, questions)


def _questions(entry: Entry, topic: str, problems: list[Problem], parent: str | None = None) -> Iterator[Question]:
    problems += unknown_keys(entry, _QUESTION_KEYS)
    question_id = entry.text("id")
    if not question_id:
        problems.append(entry.problem("id", "a question without an id was left out.", "Give it a short id, as '3a'."))
        return
    yield Question(question_id, entry.text("text"), topic, parent, entry.texts("synonyms"))
    for probe in entry.entries("probes"):
        yield from _questions(probe, topic, problems, question_id)
