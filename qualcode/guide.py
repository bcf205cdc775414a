"""The interview guide: topics, their questions, and the probes under these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.entries import Entry, key_problems
from qualcode.errors import Problem, UnknownValueError


@dataclass(frozen=True)
class Question:
    """A question of the guide, or a probe under one (then `parent` is that question's id).

    `synonyms` are further ways to ask it; `themes` the codes that it asks for, whose codings are then
    proposed to have come up 'na vraag'.
    """

    id: str
    text: str
    topic: str
    parent: str | None = None
    synonyms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


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
    seen: set[tuple[str, str]] = set()
    topics = tuple(topic for entry in entries if (topic := _topic(entry, problems, seen)) is not None)
    return InterviewGuide(topics), problems


def _topic(entry: Entry, problems: list[Problem], seen: set[tuple[str, str]]) -> Topic | None:
    problems += key_problems(entry, texts=("id", "label"), entries=("questions",))
    topic_id = entry.text("id")
    if not topic_id:
        problems.append(entry.problem("id", "a topic without an id was left out.", "Give it a short id, as 'aanpak'."))
        return None
    problems += _doubled("topic", topic_id, entry, seen)
    questions = tuple(
        question for item in entry.entries("questions") for question in _questions(item, topic_id, problems, seen)
    )
    return Topic(topic_id, entry.text("label") or topic_id, questions)


def _questions(
    entry: Entry, topic: str, problems: list[Problem], seen: set[tuple[str, str]], parent: str | None = None
) -> Iterator[Question]:
    problems += key_problems(entry, texts=("id", "text"), lists=("synonyms", "themes"), entries=("probes",))
    question_id = entry.text("id")
    if not question_id:
        problems.append(entry.problem("id", "a question without an id was left out.", "Give it a short id, as '3a'."))
        return
    problems += _doubled("question", question_id, entry, seen)
    yield Question(question_id, entry.text("text"), topic, parent, entry.texts("synonyms"), entry.texts("themes"))
    for probe in entry.entries("probes"):
        yield from _questions(probe, topic, problems, seen, question_id)


def _doubled(kind: str, name: str, entry: Entry, seen: set[tuple[str, str]]) -> list[Problem]:
    if (kind, name) not in seen:
        seen.add((kind, name))
        return []
    return [entry.problem("id", f"the {kind} id '{name}' is used twice.", f"Give each {kind} its own id.")]
