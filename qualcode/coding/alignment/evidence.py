"""What speaks for each question of the guide at each turn of the interviewer.

The evidence is named, and its weight stands in ``weights.json``; it knows the guide by its wordings
only, so that the weights hold for any guide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from qualcode.coding.alignment.examples import Example, Examples, likely, ridge, shares
from qualcode.coding.alignment.expressions import meanings
from qualcode.coding.alignment.likeness import Floats, Rows, Texts, Wordings, words_in
from qualcode.coding.alignment.turns import Asking, signs
from qualcode.dutch.sentences import sentences
from qualcode.guide import InterviewGuide

ASK = (
    *("ask", "meaning", "meaning ahead", "words", "letters", "wording", "learned", "learned ahead"),
    *("likely", "likely topic"),
    *("answer", "answer topic", "sentence", "sentence ahead", "topic", "place", "mark", "part"),
    *("around", "goes on", "length", "echo", "usual", "again"),
)
PROBE = (
    *("probe", "meaning", "words", "learned", "learned question", "likely", "likely topic"),
    *("answer", "answer topic"),
    *("sentence", "topic", "place", "mark", "length", "echo", "around", "goes on", "returns", "opens", "usual"),
)
NONE = ("none", "around", "first", "last", "mark", "length", "learned", "echo", "meaning")
# Which of these are signs of the turn, and the same for all questions.
_SIGNS = frozenset({"mark", "around", "goes on", "length", "echo", "returns", "opens"})
# What is known of probing apart from asking.
_PROBING = {"learned": "learned probe", "usual": "usual probe"}
# How much a question is alike to the one above it.
_ABOVE = 0.25


class Evidence(NamedTuple):
    """Features of every turn (turn × question × `ASK` or `PROBE`; turn × `NONE`), which turns go back to something, and habit.

    `follows` is how usual it is to ask each question after each other.
    """

    ask: Floats
    probe: Floats
    none: Floats
    returns: Floats
    follows: Floats

    def asked_elsewhere(self, asked: Floats) -> Evidence:
        """Return the evidence with what is asked (turn × question, 0 to 1): nobody readily asks a thing twice."""
        ask = self.ask.copy()
        ask[:, :, ASK.index("again")] = np.minimum(asked.sum(axis=0, keepdims=True) - asked, 1.0)
        return self._replace(ask=ask)


class Evidences:
    """Weighs interviews on one guide, with what is known from other interviews."""

    def __init__(
        self,
        guide: InterviewGuide,
        interviews: Sequence[Sequence[Asking]],
        analyse: Callable[[str], Sequence[str]] = meanings,
    ) -> None:
        """Take the guide and all interviews; each is weighed with its own words and those of the examples given with it.

        `analyse` tells what a text asks for.
        """
        self._guide = guide
        self._analyse = analyse
        questions = guide.questions
        self._count = len(questions)
        by_id = {question.id: at for at, question in enumerate(questions)}
        self._parents = np.array([by_id.get(question.parent or "", -1) for question in questions], dtype=np.int64)
        topics = [topic.id for topic in guide.topics]
        self._topic_of = np.array([topics.index(question.topic) for question in questions], dtype=np.int64)
        further = [(at, text) for at, question in enumerate(questions) for text in question.synonyms]
        self._question_of = np.array([*range(self._count), *(at for at, _ in further)], dtype=np.int64)
        self._interviews = interviews
        self._take([*(question.text for question in questions), *(text for _, text in further)])

    def _take(self, guide: Sequence[str]) -> None:
        said = [turn.words for turns in self._interviews for turn in turns]
        answers = [turn.answer for turns in self._interviews for turn in turns]
        pieces = [[text[start:end] for start, end in sentences(text, 0, len(text))] for text in said]
        self._guide_rows = np.arange(len(guide))
        self._starts = np.cumsum([len(guide), *(len(turns) for turns in self._interviews)])
        self._turn_of_piece = np.repeat(np.arange(len(guide), len(guide) + len(said)), [len(found) for found in pieces])
        self._wordings = Wordings([*guide, *said], self._analyse)
        self._spoken = Texts([*guide, *said], self._spoken_of)
        self._answers = Texts([*guide, *answers], words_in)
        self._pieces = Texts([*guide, *said, *(piece for found in pieces for piece in found)], self._analyse)

    def of(self, interview: int, examples: Sequence[Example] = ()) -> Evidence:
        """Return the evidence for an interview, of which nothing but its own words and the examples are used."""
        turns = self._interviews[interview]
        mine = np.arange(self._starts[interview], self._starts[interview + 1])
        known = Examples(self._guide, examples, [len(one) for one in self._interviews])
        rows = np.array([self._starts[item.interview] + item.turn for item in examples], dtype=np.int64)
        # Rarities are counted among what may be known of this interview, and no others.
        found = self._of_guide(mine, rows) | self._of_examples(mine, rows, known)
        often = known.often()
        found["usual"], found["usual probe"] = (
            np.tile(part, (len(turns), 1)) for part in (often[: self._count], often[self._count : -1])
        )
        found["place"] = known.place(len(turns))
        found["part"] = np.tile((self._parents >= 0).astype(np.float64), (len(turns), 1))
        found["ask"] = found["probe"] = np.ones((len(turns), self._count))
        found["again"] = np.zeros((len(turns), self._count))
        shown = signs(turns)
        for name in _SIGNS:
            found[name] = np.tile(shown[name][:, None], (1, self._count))
        by_turn = {**shown, "none": np.ones(len(turns)), "learned": found["learned none"][:, 0]}
        by_turn["meaning"] = found["meaning"].max(axis=1, initial=0.0)
        return Evidence(
            np.stack([found[name] for name in ASK], axis=-1),
            np.stack([found[_PROBING.get(name, name)] for name in PROBE], axis=-1),
            np.stack([by_turn[name] for name in NONE], axis=-1),
            shown["returns"],
            known.follows() if examples else np.zeros((self._count, self._count)),
        )

    def _spoken_of(self, text: str) -> tuple[str, ...]:
        return (*words_in(text), *(f"#{name}" for name in self._analyse(text)))

    def _of_guide(self, mine: Rows, rows: Rows) -> dict[str, Floats]:
        """Return how alike turns and answers are to the guide's wordings."""
        known = np.concatenate([self._guide_rows, mine, rows])
        alike = self._wordings.alike(mine, self._guide_rows, known)
        meaning = self._with_above(alike.meanings[:, : self._count])
        sentence = self._with_above(self._sentences(mine, known))
        wording = self._likest(alike.together)
        return {
            "meaning": meaning,
            "meaning ahead": _ahead(meaning),
            "words": alike.words[:, : self._count],
            "letters": alike.letters[:, : self._count],
            "wording": wording,
            "answer": self._likest(self._answers.alike(mine, self._guide_rows, known)),
            "sentence": sentence,
            "sentence ahead": _ahead(sentence),
            "topic": self._likest_of_topic(np.maximum(wording, sentence)),
        }

    def _of_examples(self, mine: Rows, rows: Rows, known: Examples) -> dict[str, Floats]:
        """Return what turns like these, and turns with answers like these, ask in the examples."""
        count = self._count
        learned = np.zeros((len(mine), 2 * count + 1))
        if len(rows):
            both = np.concatenate([self._guide_rows[:count], rows])
            among = np.concatenate([self._guide_rows, mine, rows])
            alike = self._wordings.alike(np.concatenate([both, mine]), both, among).together
            learned = ridge(alike, np.concatenate([np.eye(count, 2 * count + 1), known.done]))
        of_topic = shares(known.on) @ np.eye(len(self._guide.topics))[self._topic_of]
        said, asked = self._spoken.found(rows), self._spoken.found(mine)
        by_answer = likely(self._answers.found(rows), of_topic, self._answers.found(mine))
        return {
            "learned": learned[:, :count],
            "learned question": learned[:, :count],
            "learned ahead": _ahead(learned[:, :count]),
            "learned probe": learned[:, count : 2 * count],
            "learned none": learned[:, 2 * count :],
            "likely": likely(said, shares(known.asked), asked),
            "likely topic": likely(said, of_topic, asked)[:, self._topic_of],
            "answer topic": by_answer[:, self._topic_of],
        }

    def _sentences(self, mine: Rows, known: Rows) -> Floats:
        """Return how alike the likest sentence of each turn is to each question, in what it asks for."""
        pieces = np.flatnonzero(np.isin(self._turn_of_piece, mine))
        alike = self._pieces.alike(pieces + self._starts[-1], self._guide_rows[: self._count], known)
        best = np.zeros((len(mine), self._count))
        if len(mine):
            np.maximum.at(best, self._turn_of_piece[pieces] - mine[0], alike)
        return best

    def _likest(self, alike: Floats) -> Floats:
        """Return how alike turns are to the likest wording of each question."""
        best = np.zeros((len(alike), self._count))
        np.maximum.at(best.T, self._question_of, alike.T)
        return best

    def _with_above(self, alike: Floats) -> Floats:
        """Return the likeness to questions, to which that of the question above each adds a little."""
        return np.asarray(alike + _ABOVE * np.where(self._parents >= 0, alike[:, self._parents], 0.0))

    def _likest_of_topic(self, alike: Floats) -> Floats:
        """Return how alike turns are to the likest question of each question's topic."""
        best = np.zeros((len(alike), len(self._guide.topics)))
        np.maximum.at(best.T, self._topic_of, alike.T)
        return np.asarray(best[:, self._topic_of])


def weighed(evidence: Evidence, weights: Mapping[str, Mapping[str, float]]) -> Floats:
    """Return the score of every state at every turn, the states in the order of `qualcode.coding.alignment.order`."""
    ask, probe, none = (
        features @ np.array([weights[kind][name] for name in names])
        for kind, names, features in (
            ("ask", ASK, evidence.ask),
            ("probe", PROBE, evidence.probe),
            ("none", NONE, evidence.none),
        )
    )
    return np.concatenate([none[:, None], ask, probe, np.tile(none[:, None], (1, ask.shape[1]))], axis=1)


def _ahead(alike: Floats) -> Floats:
    """Return by how much each question is ahead of all others."""
    if alike.shape[1] < 2:
        return np.zeros_like(alike)
    top = np.sort(alike, axis=1)[:, -2:]
    return np.asarray(alike - np.where(alike >= top[:, 1:], top[:, :1], top[:, 1:]))
