"""Which question of the guide each turn belongs to: marks and decisions first, else by what is said.

Each turn of the interviewer asks questions of the guide, probes on one, or does neither; the answer
goes with it. What the transcript marks and what a person decided is taken as it is; the rest follows
from all the evidence of the interview together (`qualcode.coding.alignment.evidence`), with the guide's
order as a soft expectation (`qualcode.coding.alignment.order`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from qualcode.coding.alignment.chain import chances
from qualcode.coding.alignment.evidence import ASK, Evidence, Evidences, weighed
from qualcode.coding.alignment.examples import Example
from qualcode.coding.alignment.likeness import Floats
from qualcode.coding.alignment.order import NEVER, Order, order_of, states
from qualcode.coding.alignment.turns import Asking, askings
from qualcode.coding.answers import Answer, Asked, Decided, Does, Mark, answers, marks, plain
from qualcode.guide import InterviewGuide
from qualcode.transcript import Transcript

# The weight of each piece of evidence by what it speaks for, where nothing but the guide is known, and with examples.
Weights = Mapping[str, Mapping[str, Mapping[str, float]]]

# From how many interviews on, decided in other words, these are learned from.
_ENOUGH = 3
# How unlikely a question of another topic is below a topic's heading.
_ELSEWHERE = -4.0
# How often what is asked is weighed again with what is then taken to be asked elsewhere.
_ROUNDS = 3
# Fewer words than this may stand in any turn and be no question of the guide.
_WORD_FOR_WORD = 4
# A turn asks a second question where it speaks for it so much, and it is not next to impossible there.
_SECOND_MEANING, _SECOND_CHANCE = 0.35, 0.02


class _Fixed(NamedTuple):
    """What a turn must be: what it does, and one of these questions."""

    does: Does
    questions: tuple[int, ...]
    how: str


class Aligner:
    """Finds the question of every turn, in all interviews on one guide.

    >>> from qualcode.guide import Question, Topic
    >>> guide = InterviewGuide((Topic("intro", "Kennismaking", (Question("1", "Wie bent u?", "intro"),)),))
    >>> Aligner(guide, ()).answers("R01")
    ()
    """

    def __init__(
        self,
        guide: InterviewGuide,
        transcripts: Sequence[Transcript],
        decided: Decided | None = None,
        *,
        learn: bool = True,
        weights: Weights | None = None,
    ) -> None:
        """Take the interviews, and by transcript what persons decided on their turns.

        With `learn` the decisions on the other interviews are used as further wordings for each one.
        `weights` take the place of those that come with the package.
        """
        self._guide = guide
        self._numbers = {transcript.id: number for number, transcript in enumerate(transcripts)}
        self._transcripts = transcripts
        self._turns = [askings(transcript) for transcript in transcripts]
        self._decided: Decided = decided or {}
        self._learn = learn
        self._weights = weights
        self._at = {question.id: at for at, question in enumerate(guide.questions)}

    def answers(self, transcript_id: str) -> tuple[Answer, ...]:
        """Return for every turn of a transcript its topic and question, how they were found, and how sure they are."""
        number = self._numbers.get(transcript_id)
        if number is None:
            return ()
        transcript = self._transcripts[number]
        if not self._at or not self._turns[number]:
            return answers(transcript, self._guide)
        marked = marks(transcript, self._guide)
        found = self._found(number, marked)
        current = Answer(0)
        keyed = []
        named = {at: mark for at, mark in marked.items() if mark.question is None or at not in found}
        for turn in range(len(transcript.turns)):
            if turn in named:
                current = Answer(turn, named[turn].topic, named[turn].question, named[turn].how)
            current = _later(current, found[turn]) if turn in found else current
            keyed.append(replace(current, turn=turn))
        return tuple(keyed)

    @cached_property
    def _evidences(self) -> Evidences:
        return Evidences(self._guide, self._turns)

    @cached_property
    def _order(self) -> Order:
        return order_of(self._guide)

    def _found(self, number: int, marked: Mapping[int, Mark]) -> dict[int, Answer]:
        """Return what was found for the turns of the interviewer, by their index."""
        turns, transcript = self._turns[number], self._transcripts[number]
        fixed = self._fixed(transcript, turns, marked)
        examples = self._examples(number)
        evidence = self._evidences.of(number, examples)
        weights = (self._weights or _weights())["examples" if examples else "guide"]
        found = self._chances(evidence, weights, self._allowed(transcript, turns, fixed, marked))
        return {
            turn.turn: self._answer(turn, found[at], evidence.ask[at], fixed.get(turn.turn))
            for at, turn in enumerate(turns)
        }

    def _examples(self, number: int) -> list[Example]:
        """Return what was decided on other interviews; nothing while these are too few to go by."""
        others = {
            other: by_turn
            for name, by_turn in self._decided.items()
            if self._learn and (other := self._numbers.get(name, number)) != number and by_turn
        }
        if len(others) < _ENOUGH:
            return []
        return [
            example for other, by_turn in others.items() for example in examples_of(other, self._turns[other], by_turn)
        ]

    def _fixed(self, transcript: Transcript, turns: Sequence[Asking], marked: Mapping[int, Mark]) -> dict[int, _Fixed]:
        """Return what turns of the interviewer must be, since it is marked or decided."""
        fixed = {}
        for before, turn in zip([-1, *(turn.turn for turn in turns)], turns, strict=False):
            mark = next(
                (marked[at] for at in range(turn.turn, before, -1) if at in marked and marked[at].question), None
            )
            same = () if mark else self._word_for_word(turn.words)
            if mark and mark.question:
                fixed[turn.turn] = _Fixed(Does.ASKS, (self._at[mark.question],), mark.how)
            elif same:
                fixed[turn.turn] = _Fixed(Does.ASKS, same, "wording")
        for at, asked in self._decided.get(transcript.id, {}).items():
            known = tuple(self._at[name] for name in asked.questions if name in self._at)
            if known or not asked.questions:
                fixed[at] = _Fixed(asked.does, known, "decided")
        return fixed

    def _word_for_word(self, words: str) -> tuple[int, ...]:
        """Return the questions of the guide that stand in `words` as they are."""
        said = plain(words)
        return tuple(
            at
            for at, question in enumerate(self._guide.questions)
            if len(question.text.split()) >= _WORD_FOR_WORD and plain(question.text) in said
        )

    def _allowed(
        self,
        transcript: Transcript,
        turns: Sequence[Asking],
        fixed: Mapping[int, _Fixed],
        marked: Mapping[int, Mark],
    ) -> Floats:
        """Return what is added to the score of each state at each turn: nothing, or that it cannot be."""
        count = len(self._at)
        allowed = np.zeros((len(turns), 1 + 3 * count))
        numbered = self._is_numbered(fixed)
        topic = self._topics(transcript, marked)
        for row, turn in enumerate(turns):
            must = fixed.get(turn.turn)
            if must is not None:
                allowed[row] = NEVER
                block = states(must.does, count)
                places = list(range(block.start, block.stop))
                allowed[row, [places[at] for at in must.questions] if must.questions else [0, *places]] = 0.0
            elif numbered:
                allowed[row, states(Does.ASKS, count)] = NEVER
            elif turn.turn in topic:
                allowed[row, 1:] += np.tile(np.where(topic[turn.turn], 0.0, _ELSEWHERE), 3)
        return allowed

    def _is_numbered(self, fixed: Mapping[int, _Fixed]) -> bool:
        """Tell whether the questions bear their numbers, so that a turn without one asks none of the guide."""
        numbers = {must.questions for must in fixed.values() if must.how == "number"}
        mains = sum(question.parent is None for question in self._guide.questions)
        return bool(numbers) and 2 * len(numbers) >= mains

    def _topics(self, transcript: Transcript, marked: Mapping[int, Mark]) -> dict[int, Any]:
        """Return, by turn below the heading of a topic, which questions belong to that topic."""
        found: dict[int, Any] = {}
        mark: Mark | None = None
        for turn in range(len(transcript.turns)):
            mark = marked[turn] if turn in marked and marked[turn].how == "heading" else mark
            if mark is not None:
                found[turn] = np.array([question.topic == mark.topic for question in self._guide.questions])
        return found

    def _chances(self, evidence: Evidence, weights: Mapping[str, Mapping[str, float]], allowed: Floats) -> Floats:
        """Return how probable each state is at each turn, given the whole interview."""
        steps = self._order.with_habit(evidence.follows).steps(weights)
        asked = np.zeros(evidence.ask.shape[:2])
        found = np.zeros_like(allowed)
        for _ in range(_ROUNDS):
            scores = weighed(evidence.asked_elsewhere(asked), weights) + allowed
            found = chances(scores, steps, evidence.returns).states
            asked = found[:, states(Does.ASKS, len(self._at))]
        return found

    def _answer(self, turn: Asking, chances: Floats, evidence: Floats, fixed: _Fixed | None) -> Answer:
        count = len(self._at)
        by_kind = {does: chances[states(does, count)] for does in Does}
        by_question = by_kind[Does.ASKS] + by_kind[Does.PROBES] + by_kind[Does.NEITHER]
        at = self._likeliest(by_question, float(chances[0]))
        if fixed is not None and fixed.questions:
            at = (
                max(fixed.questions, key=lambda one: by_question[one]) if fixed.how != "decided" else fixed.questions[0]
            )
        how = fixed.how if fixed else "wording"
        if at is None:
            return Answer(turn.turn, how=how if fixed else None, does=Does.NEITHER, confidence=float(chances[0]))
        does = fixed.does if fixed else max(Does, key=lambda one: by_kind[one][at])
        asked: tuple[int, ...] = (at,)
        if fixed is not None and fixed.how == "decided":
            asked = fixed.questions or asked
        elif does is Does.ASKS and (fixed is None or fixed.how == "wording"):
            asked = (at, *self._seconds(at, by_kind[Does.ASKS], evidence))
        names = tuple(self._guide.questions[one].id for one in asked)
        sure = 1.0 if fixed and fixed.questions else min(1.0, float(sum(by_question[one] for one in asked)))
        return Answer(
            turn.turn,
            self._guide.questions[at].topic,
            names[0],
            how,
            names if does is Does.ASKS else names[:1],
            does,
            sure,
        )

    def _likeliest(self, by_question: Floats, nothing: float) -> int | None:
        """Return the likeliest question of the likeliest topic, None where none has been asked yet."""
        topics = [question.topic for question in self._guide.questions]
        by_topic: dict[str, float] = {}
        for at, topic in enumerate(topics):
            by_topic[topic] = by_topic.get(topic, 0.0) + float(by_question[at])
        best = max(by_topic, key=lambda topic: by_topic[topic])
        if nothing >= by_topic[best]:
            return None
        return max((at for at, topic in enumerate(topics) if topic == best), key=lambda at: by_question[at])

    def _seconds(self, first: int, chances: Floats, evidence: Floats) -> list[int]:
        """Return the further questions that a turn asks, in the guide's order: such as lie near the first."""
        meaning = evidence[:, ASK.index("meaning")]
        mains = np.cumsum([question.parent is None for question in self._guide.questions])
        return [
            at
            for at in range(len(meaning))
            if at != first
            and abs(int(mains[at] - mains[first])) <= 1
            and meaning[at] >= _SECOND_MEANING
            and chances[at] >= _SECOND_CHANCE
        ]


def _later(current: Answer, found: Answer) -> Answer:
    """Return what holds from a turn of the interviewer on; where it names nothing, what a heading said stays."""
    if found.question is None and current.topic is not None:
        return replace(current, does=found.does, confidence=found.confidence)
    return found


def examples_of(interview: int, turns: Sequence[Asking], decided: Mapping[int, Asked]) -> list[Example]:
    """Return the turns of an interview that were decided on; one that asks nothing goes on with the question before it."""
    found = []
    on: tuple[str, ...] = ()
    for at, turn in enumerate(turns):
        asked = decided.get(turn.turn)
        on = () if asked is None else asked.questions or on
        if asked is not None:
            found.append(Example(interview, at, asked.does, on))
    return found


@cache
def _weights() -> Weights:
    """Return the weights that ``benchmarks/guide_weights.py`` has learned."""
    found: Weights = json.loads((files("qualcode.coding.alignment") / "weights.json").read_text(encoding="utf-8"))
    return found
