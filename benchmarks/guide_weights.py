"""Learn the weights of the evidence for questions: ``python -m benchmarks.guide_weights [STUDY]``.

A conditional random field is fitted to interviews whose turns were decided on by hand: once with nothing
but the guide, and once each with the decisions on the others. The expressions in
``qualcode/coding/alignment/expressions.py`` were written with eight of these interviews in view, so that
they meet them better than others: while learning, the guide's synonyms are left out and a third of the
expressions met is forgotten, each time another third. The weights go to ``weights.json`` beside them.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

import qualcode
from qualcode.coding.alignment.aligner import Weights, examples_of
from qualcode.coding.alignment.chain import Chances, chances
from qualcode.coding.alignment.evidence import ASK, NONE, PROBE, Evidence, Evidences, weighed
from qualcode.coding.alignment.expressions import meanings
from qualcode.coding.alignment.likeness import Floats
from qualcode.coding.alignment.order import NAMES, NEVER, Order, order_of, states
from qualcode.coding.alignment.turns import askings
from qualcode.coding.answers import Asked, Does
from qualcode.decisions import read_decisions
from qualcode.guide import InterviewGuide
from qualcode.project import Project
from qualcode.transcript import Transcript

TARGET = Path(__file__).parents[1] / "qualcode" / "coding" / "alignment" / "weights.json"
FORGOTTEN = 1 / 3
ROUNDS = 4
# How strongly weights are held to nought: those of evidence and returning more than those of the order and the first ones.
HELD, HELD_ORDER = 0.5, 0.125
# Weights that fit what they were learned from are too sure of what they have not seen: found on interviews left out.
SHARPNESS = {"guide": 1.0, "examples": 0.92}
GROUPS = (("ask", ASK), ("probe", PROBE), ("none", NONE), ("step", NAMES), ("returning", NAMES))

Gold = Mapping[str, Mapping[int, Asked]]


class Case(NamedTuple):
    """An interview to learn from: its evidence, the order with its habits, and what is added to the score of each state."""

    evidence: Evidence
    order: Order
    right: Floats


class Learner:
    """Learns weights from some of the interviews, which are named by their ids."""

    def __init__(self, guide: InterviewGuide, transcripts: Sequence[Transcript], gold: Gold) -> None:
        """Take the guide, the interviews, and what was decided on their turns."""
        bare = tuple(
            replace(topic, questions=tuple(replace(question, synonyms=()) for question in topic.questions))
            for topic in guide.topics
        )
        self._ids = [question.id for question in guide.questions]
        self._numbers = {transcript.id: number for number, transcript in enumerate(transcripts)}
        self._turns = [askings(transcript) for transcript in transcripts]
        self._decided = [gold[transcript.id] for transcript in transcripts]
        self._order = order_of(guide)
        self._evidences = [
            Evidences(InterviewGuide(bare), self._turns, forgetting(guide, round_)) for round_ in range(ROUNDS)
        ]

    def weights(self, names: Sequence[str]) -> Weights:
        """Return the weights learned from these interviews and nothing else."""
        numbers = [self._numbers[name] for name in names]
        known: Mapping[str, Sequence[int]] = {"guide": (), "examples": numbers}
        return {
            way: learned(
                [self._case(one, number, others) for number in numbers for one in self._evidences], SHARPNESS[way]
            )
            for way, others in known.items()
        }

    def _case(self, evidences: Evidences, number: int, known: Sequence[int]) -> Case:
        examples = [
            example
            for other in known
            if other != number
            for example in examples_of(other, self._turns[other], self._decided[other])
        ]
        decided = [self._decided[number][turn.turn] for turn in self._turns[number]]
        asked = np.array([[name in one.questions and not one.probe for name in self._ids] for one in decided])
        evidence = evidences.of(number, examples).asked_elsewhere(asked.astype(np.float64))
        right = np.stack([allowed(one, self._ids) for one in decided])
        return Case(evidence, self._order.with_habit(evidence.follows), right)


def read_gold(project: Project) -> Gold:
    """Return what each turn of the interviewer asks, as it was decided by hand in the study's journals."""
    return read_decisions(project.path, list(project.transcripts.values()), project.codebook).asked.decided


def forgetting(guide: InterviewGuide, round_: int) -> Callable[[str], tuple[str, ...]]:
    """Return what finds the expressions in a text, and in what is said forgets a part of them."""
    known = {question.text for question in guide.questions}

    def found(text: str) -> tuple[str, ...]:
        everything = meanings(text)
        if text in known:
            return everything
        keys = (zlib.crc32(f"{round_} {name} {text[-40:]}".encode()) / 2**32 for name in everything)
        return tuple(name for name, key in zip(everything, keys, strict=True) if key >= FORGOTTEN)

    return found


def allowed(asked: Asked, ids: Sequence[str]) -> Floats:
    """Return the states that are right for a turn: nought, and all others never."""
    found = np.full(1 + 3 * len(ids), NEVER)
    block = found[states(asked.does, len(ids))]
    block[[ids.index(name) for name in asked.questions] or slice(None)] = 0.0
    if asked.does is Does.NEITHER:
        found[0] = 0.0
    return found


def named(values: Floats) -> dict[str, dict[str, float]]:
    """Return the weights by name."""
    found: dict[str, dict[str, float]] = {}
    at = 0
    for kind, names in GROUPS:
        found[kind] = {name: float(value) for name, value in zip(names, values[at : at + len(names)], strict=True)}
        at += len(names)
    return found


def held() -> Floats:
    """Return how strongly each weight is held to nought."""
    parts = [np.full(len(names), HELD_ORDER if kind == "step" else HELD) for kind, names in GROUPS]
    for part in parts[:3]:
        part[0] = HELD_ORDER
    return np.concatenate(parts)


def expected(case: Case, found: Chances) -> Floats:
    """Return how much of each feature is expected."""
    count = case.evidence.ask.shape[1]
    neither = found.states[:, 0] + found.states[:, states(Does.NEITHER, count)].sum(axis=1)
    return np.concatenate(
        [
            np.einsum("tq,tqf->f", found.states[:, states(Does.ASKS, count)], case.evidence.ask),
            np.einsum("tq,tqf->f", found.states[:, states(Does.PROBES, count)], case.evidence.probe),
            neither @ case.evidence.none,
            np.tensordot(found.steps.usual + found.steps.returning, case.order.features),
            np.tensordot(found.steps.returning, case.order.features),
        ]
    )


def learned(cases: Sequence[Case], sharpness: float = 1.0) -> dict[str, dict[str, float]]:
    """Return the weights under which what is right is most probable, made that much less sharp."""
    strength = held()

    def loss(values: Floats) -> tuple[float, Floats]:
        weights = named(values)
        total, slope = 0.0, np.zeros_like(values)
        for case in cases:
            scores, steps = weighed(case.evidence, weights), case.order.steps(weights)
            free = chances(scores, steps, case.evidence.returns)
            bound = chances(scores + case.right, steps, case.evidence.returns)
            total += (free.total - bound.total) / ROUNDS
            slope += (expected(case, free) - expected(case, bound)) / ROUNDS
        return total + float((strength * values) @ values) / 2, slope + strength * values

    start = np.zeros(sum(len(names) for _, names in GROUPS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return named(found * sharpness)


def rounded(weights: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Weights:
    """Return the weights as they are written."""
    return {
        known: {kind: {name: round(value, 3) for name, value in part.items()} for kind, part in of.items()}
        for known, of in weights.items()
    }


def main(arguments: Sequence[str]) -> None:
    """Learn the weights from all interviews, and write them."""
    project = qualcode.open(arguments[0] if arguments else Path(__file__).parents[1])
    gold = read_gold(project)
    transcripts = [text for name, text in project.transcripts.items() if name in gold]
    weights = Learner(project.guide, transcripts, gold).weights([transcript.id for transcript in transcripts])
    TARGET.write_text(json.dumps(rounded(weights), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
