"""``tagger.json.xz``: the weights of the tagger, learned from Universal Dependencies."""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qualcode.dutch.tagger import START, Model, context_of, features, predict
from tools.dutch_data.conllu import Sentence, read_conllu

ROUNDS = 6
# A word seen this often with one class in this share of cases has that class always.
OFTEN, ALWAYS = 30, 0.99
# Sentences of today's annotation count as often against those of 2017.
TODAY = 2
# Weights below this tell nearly nothing and fill the file.
LEAST = 0.35


def write_tagger(folder: Path, ud: Path) -> None:
    """Learn from all files in `ud`, and write the model into `folder`."""
    sentences = [
        sentence
        for path in sorted(ud.glob("*.conllu"))
        for sentence in read_conllu(path) * (1 if "ud20" in path.name else TODAY)
    ]
    learned = learn(sentences)
    weights = {
        feature: kept
        for feature, by_class in learned.weights.items()
        if (kept := {name: round(weight, 1) for name, weight in by_class.items() if abs(weight) >= LEAST})
    }
    data = {"classes": learned.classes, "fixed": learned.fixed, "weights": weights}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "tagger.json.xz").write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))


def learn(sentences: Sequence[Sentence], rounds: int = ROUNDS) -> Model:
    """Return a model learned from `sentences`: the mean of the weights over all steps."""
    examples = [([token.form for token in item.tokens], [token.upos for token in item.tokens]) for item in sentences]
    fixed = _fixed(examples)
    learner = _Perceptron(tuple(sorted({name for _, names in examples for name in names})))
    contexts = [(context_of(words), names) for words, names in examples]
    dice = random.Random(1)
    for _ in range(rounds):
        dice.shuffle(contexts)
        for context, names in contexts:
            before = START
            for at, gold in enumerate(names):
                known = fixed.get(context.words[at + 2])
                guess = learner.step(features(context, at, before), gold) if known is None else known
                before = (before[1], guess)
    return Model(learner.classes, learner.mean(), fixed)


class _Perceptron:
    """Weights that are corrected at each mistake; for the mean, each keeps its sum and the step of its last change."""

    def __init__(self, classes: tuple[str, ...]) -> None:
        self.classes = classes
        self._weights: dict[str, dict[str, float]] = {}
        self._sums: dict[tuple[str, str], float] = {}
        self._changed: dict[tuple[str, str], int] = {}
        self._steps = 0

    def step(self, active: Sequence[str], gold: str) -> str:
        """Return the class that the features tell, and learn where it is not `gold`."""
        self._steps += 1
        guess = predict(self.classes, self._weights, active)
        if guess != gold:
            for feature in active:
                self._correct(feature, gold, 1.0)
                self._correct(feature, guess, -1.0)
        return guess

    def mean(self) -> dict[str, dict[str, float]]:
        """Return the mean of each weight over all steps."""
        return {
            feature: {name: self._sum(feature, name, weight) / self._steps for name, weight in own.items()}
            for feature, own in self._weights.items()
        }

    def _correct(self, feature: str, name: str, change: float) -> None:
        own = self._weights.setdefault(feature, {})
        weight = own.get(name, 0.0)
        self._sums[feature, name] = self._sum(feature, name, weight)
        self._changed[feature, name] = self._steps
        own[name] = weight + change

    def _sum(self, feature: str, name: str, weight: float) -> float:
        key = (feature, name)
        return self._sums.get(key, 0.0) + (self._steps - self._changed.get(key, 0)) * weight


def _fixed(examples: Sequence[tuple[list[str], list[str]]]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for words, names in examples:
        for word, name in zip(words, names, strict=True):
            counts.setdefault(word.casefold(), Counter())[name] += 1
    return {
        word: found.most_common(1)[0][0]
        for word, found in counts.items()
        if found.total() >= OFTEN and found.most_common(1)[0][1] / found.total() >= ALWAYS
    }
