"""The order of the guide, as a soft expectation: what follows what in an interview.

A state is what a turn of the interviewer does and which question is on: state 0 is before the first
question, then come, each for all questions in order, the turns that ask, that probe, and that do neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from qualcode.coding.alignment.chain import Steps
from qualcode.coding.alignment.likeness import Floats
from qualcode.coding.answers import Does
from qualcode.guide import InterviewGuide

ASK = (
    *("first", "begins later", "main questions skipped", "same", "onwards within", "back within"),
    *("next main", "later main", "other part", "back", "far back"),
)
PROBE = ("nothing", "same", "within", "later", "earlier")
NAMES = (*(f"ask {name}" for name in ASK), *(f"probe {name}" for name in PROBE), "ask usual")
# The score of a step or state that cannot be.
NEVER = -1e9


class Order(NamedTuple):
    """What holds for the step between each two states: features in the order of `NAMES`, and steps that cannot be."""

    features: Floats
    never: Floats

    def with_habit(self, follows: Floats) -> Order:
        """Return the order with how usual it is (a logarithm) to ask each question after each other."""
        features = self.features.copy()
        features[1:, states(Does.ASKS, len(follows)), NAMES.index("ask usual")] = np.tile(follows, (3, 1))
        return self._replace(features=features)

    def steps(self, weights: Mapping[str, Mapping[str, float]]) -> Steps:
        """Return how readily states follow each other; where a turn returns to something, steps back come easier."""
        usual = self.features @ np.array([weights["step"][name] for name in NAMES]) + self.never
        returning = self.features @ np.array([weights["returning"][name] for name in NAMES])
        return Steps(np.exp(usual), np.exp(usual + returning))


def states(does: Does, questions: int) -> slice:
    """Return the states of turns that do this, by question; state 0 is apart."""
    at = {Does.ASKS: 0, Does.PROBES: 1, Does.NEITHER: 2}[does]
    return slice(1 + at * questions, 1 + (at + 1) * questions)


def order_of(guide: InterviewGuide) -> Order:
    """Return what holds for the steps between all states of `guide`, without any habit."""
    mains = _mains(guide)
    count = len(mains)
    features = np.zeros((1 + 3 * count, 1 + 3 * count, len(NAMES)))
    never = np.zeros(features.shape[:2])
    never[1:, 0] = NEVER
    for old in (None, *range(count)):
        rows = [0] if old is None else [1 + old, 1 + old + count, 1 + old + 2 * count]
        for new in range(count):
            for name, value in _asking(old, new, mains).items():
                features[rows, 1 + new, ASK.index(name)] = value
            features[rows, 1 + count + new, len(ASK) + PROBE.index(_probing(old, new, mains))] = 1.0
            if old != new:
                never[rows, 1 + 2 * count + new] = NEVER
    return Order(features, never)


def _mains(guide: InterviewGuide) -> list[int]:
    """Return, for every question, the number of the main question that it is or belongs to."""
    mains: list[int] = []
    for question in guide.questions:
        mains.append((mains[-1] if mains else -1) + (question.parent is None))
    return [max(main, 0) for main in mains]


def _asking(current: int | None, new: int, mains: list[int]) -> dict[str, float]:
    """Return what holds for asking question `new` while `current` is on."""
    part = 1.0 if new and mains[new] == mains[new - 1] else 0.0
    if current is None:
        later = {"begins later": 1.0, "main questions skipped": float(mains[new]), "other part": part}
        return later if new else {"first": 1.0}
    if current == new:
        return {"same": 1.0}
    if mains[current] == mains[new]:
        return {"onwards within" if new > current else "back within": 1.0}
    if new > current:
        skipped = mains[new] - mains[current] - 1
        step = "later main" if skipped else "next main"
        return {step: 1.0, "main questions skipped": float(skipped), "other part": part}
    return {"back": 1.0, "far back": float(mains[current] - mains[new]), "other part": part}


def _probing(current: int | None, new: int, mains: list[int]) -> str:
    if current is None:
        return "nothing"
    if current == new:
        return "same"
    if mains[current] == mains[new]:
        return "within"
    return "later" if new > current else "earlier"
