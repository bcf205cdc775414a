"""``tagger.json.xz``: the weights of the tagger, learned from Universal Dependencies."""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qualcode.dutch.tagger import Model, context_of, features, predict
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
    classes = tuple(sorted({name for _, names in examples for name in names}))
    fixed = _fixed(examples)
    contexts = [(context_of(words), names) for words, names in examples]
    weights: dict[str, dict[str, float]] = {}
    sums: dict[tuple[str, str], float] = {}
    changed: dict[tuple[str, str], int] = {}
    step = 0
    dice = random.Random(1)
    for _ in range(rounds):
        dice.shuffle(contexts)
        for context, names in contexts:
            before = ("-S2-", "-S-")
            for at, gold in enumerate(names):
                guess = fixed.get(context.words[at + 2])
                if guess is None:
                    step += 1
                    active = features(context, at, before)
                    guess = predict(classes, weights, active)
                    if guess != gold:
                        for feature in active:
                            own = weights.setdefault(feature, {})
                            for name, change in ((gold, 1.0), (guess, -1.0)):
                                key = (feature, name)
                                was = own.get(name, 0.0)
                                sums[key] = sums.get(key, 0.0) + (step - changed.get(key, 0)) * was
                                changed[key] = step
                                own[name] = was + change
                before = (before[1], guess)
    mean = {
        feature: {
            name: (sums.get((feature, name), 0.0) + (step - changed.get((feature, name), 0)) * weight) / step
            for name, weight in own.items()
        }
        for feature, own in weights.items()
    }
    return Model(classes, mean, fixed)


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
