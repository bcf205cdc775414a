"""A chain of states, one for each turn of the interviewer, of which some follow each other more readily."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qualcode.coding.alignment.likeness import Floats


class Steps(NamedTuple):
    """How readily each state (row) is followed by each other: at most turns, and at turns that go back to something.

    These are factors; an interview begins in row 0.
    """

    usual: Floats
    returning: Floats


class Chances(NamedTuple):
    """How probable each state is at each turn, how often each step is expected to be taken, and the log of the total."""

    states: Floats
    steps: Steps
    total: float


def chances(scores: Floats, steps: Steps, returns: Floats) -> Chances:
    """Return what is probable, given the scores (logarithms) of all states at all turns (forward–backward).

    `returns` tells at which turns the interview goes back to something.

    >>> even = Steps(np.ones((2, 2)), np.ones((2, 2)))
    >>> chances(np.log([[0.75, 0.25], [0.5, 0.5]]), even, np.zeros(2)).states.round(2)
    array([[0.75, 0.25],
           [0.5 , 0.5 ]])
    """
    top = scores.max(axis=1, keepdims=True)
    here = np.exp(scores - top)
    through = [steps.returning if back else steps.usual for back in returns]
    before, ahead, scale = np.zeros_like(here), np.empty_like(here), np.empty(len(here))
    before[0, 0] = 1.0
    for turn, step in enumerate(through):
        found = (before[turn] @ step) * here[turn]
        scale[turn] = found.sum()
        ahead[turn] = found / scale[turn]
        before[turn + 1 : turn + 2] = ahead[turn]
    behind = np.ones_like(here)
    for turn in range(len(here) - 1, 0, -1):
        behind[turn - 1] = through[turn] @ (here[turn] * behind[turn]) / scale[turn]
    after = here * behind / scale[:, None]
    back = returns > 0
    taken = Steps(steps.usual * (before[~back].T @ after[~back]), steps.returning * (before[back].T @ after[back]))
    return Chances(ahead * behind, taken, float(np.log(scale).sum() + top.sum()))
