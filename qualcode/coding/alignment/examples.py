"""What turns of other interviews, of which it is known what they ask, tell of the turns of this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from qualcode.coding.alignment.likeness import Floats
from qualcode.coding.answers import Does
from qualcode.guide import InterviewGuide

# How little learned wordings follow a single example, and how much a word counts that no example has.
_RIDGE, _UNSEEN = 0.3, 0.3
# As how many interviews the guide's own order counts for where questions stand, and how wide each spreads there.
_GUIDE, _GUIDE_WIDTH, _WIDTH = 2.0, 0.2, 0.12
# As how many steps it counts that any question may follow any other.
_ANY_STEP = 2.0
_LEAST = 0.02


class Example(NamedTuple):
    """A turn of another interview (both by number, the turn among the interviewer's): what it does, and which questions are on."""

    interview: int
    turn: int
    does: Does
    on: tuple[str, ...] = ()


class Examples:
    """Examples as numbers: a row an example, a column a question of the guide."""

    def __init__(self, guide: InterviewGuide, examples: Sequence[Example], lengths: Sequence[int]) -> None:
        """Take the examples, and how many turns of the interviewer each interview has."""
        at = {question.id: number for number, question in enumerate(guide.questions)}
        self.on = np.zeros((len(examples), len(at)))
        for row, example in enumerate(examples):
            self.on[row, [at[name] for name in example.on if name in at]] = 1.0
        self.interviews = np.array([example.interview for example in examples], dtype=np.int64)
        self._turns = np.array([example.turn for example in examples], dtype=np.int64)
        self._lengths = np.array([lengths[example.interview] for example in examples], dtype=np.float64)
        does = np.array([example.does for example in examples], dtype=object)
        self._asks, self._probes, self._neither = (
            (does == one).astype(np.float64)[:, None] for one in (Does.ASKS, Does.PROBES, Does.NEITHER)
        )

    @property
    def asked(self) -> Floats:
        """Which questions each example asks."""
        return np.asarray(self.on * self._asks)

    @property
    def done(self) -> Floats:
        """What each example does: columns for asking each question, for probing on each, and for neither."""
        return np.concatenate([self.asked, self.on * self._probes, self._neither], axis=1)

    def often(self) -> Floats:
        """Return how usual it is (a logarithm) to do what the columns of `done` are."""
        return np.asarray(np.log((self.done.sum(axis=0) + 1) / (len(set(self.interviews.tolist())) + 1)))

    def place(self, turns: int) -> Floats:
        """Return how usual it is (a logarithm) that each question is on at each of so many turns.

        Without examples questions are expected evenly spread, in the order of the guide.
        """
        count = self.on.shape[1]
        here = (np.arange(turns) + 0.5) / max(turns, 1)
        expected = _GUIDE * _bell(here, (np.arange(count) + 0.5) / max(count, 1), _GUIDE_WIDTH)
        _, interview = np.unique(self.interviews, return_inverse=True)
        of_interview = np.zeros((int(interview.max(initial=-1)) + 1, count))
        np.add.at(of_interview, interview, self.on)
        share = self.on / np.maximum(of_interview[interview], 1.0)
        expected += _bell(here, (self._turns + 0.5) / self._lengths, _WIDTH) @ share
        return np.asarray(np.log(expected / (_GUIDE + (of_interview > 0).sum(axis=0)) + _LEAST))

    def follows(self) -> Floats:
        """Return how usual it is (a logarithm, nought for what any chance would give) to ask each question after each other."""
        count = self.on.shape[1]
        rows = {(int(i), int(t)): row for row, (i, t) in enumerate(zip(self.interviews, self._turns, strict=True))}
        taken = np.zeros((count, count))
        for (interview, turn), row in rows.items():
            before = rows.get((interview, turn - 1))
            if before is not None:
                taken += np.outer(_shares(self.on[before : before + 1]), _shares(self.asked[row : row + 1]))
        chance = (taken + _ANY_STEP / max(count, 1)) / (taken.sum(axis=1, keepdims=True) + _ANY_STEP)
        return np.asarray(np.log(chance * count))


def ridge(alike: Floats, done: Floats) -> Floats:
    """Return what is expected of the last rows of `alike`, from what the first ones do (kernel ridge regression)."""
    count = len(done)
    return np.asarray(alike[count:] @ np.linalg.solve(alike[:count] + _RIDGE * np.eye(count), done))


def likely(known: Any, labels: Floats, asked: Any) -> Floats:
    """Return how probable each label is (a logarithm) for the texts `asked`, from texts that are `known` (naive Bayes).

    Texts are rows of what was found in them; `labels` says how much each known text is of each label. Words
    of one text bear each other out: they count by the root of their number. Nought where nothing is known.
    """
    from sklearn.naive_bayes import MultinomialNB

    rows, columns = np.nonzero(labels)
    if not len(rows):
        return np.zeros((asked.shape[0], labels.shape[1]))
    model = MultinomialNB(alpha=_UNSEEN, fit_prior=False)
    model.fit(known[rows], columns, sample_weight=labels[rows, columns])
    found = np.asarray(asked @ model.feature_log_prob_.T)
    found /= np.sqrt(np.maximum(np.asarray(asked.sum(axis=1)).reshape(-1, 1), 1.0))
    scores = np.tile(found.min(axis=1, keepdims=True), (1, labels.shape[1]))
    scores[:, model.classes_] = found
    scores -= scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))


def shares(labels: Floats) -> Floats:
    """Return rows that have a label at all as shares of one."""
    return np.asarray(labels / np.maximum(labels.sum(axis=1, keepdims=True), 1.0))


def _shares(row: Floats) -> Floats:
    return np.asarray(shares(row)[0])


def _bell(here: Floats, there: Floats, width: float) -> Floats:
    return np.asarray(np.exp(-0.5 * ((here[:, None] - there[None, :]) / width) ** 2) / width)
