"""``verb_pairs.json``: how to tell that a particle and a verb that stand apart belong together.

A logistic regression over named features, learned from the particles (``compound:prt``) of Universal
Dependencies.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.dutch.separable_list import separable_list
from qualcode.dutch.verb_features import features
from qualcode.dutch.verb_pairs import Model, candidates, frequent
from tools.dutch_data.conllu import Sentence, read_conllu

SPOKEN = Path(__file__).with_name("spoken_verbs.tsv")
THRESHOLD = 0.35
# The inverse of the penalty on large weights.
LOOSENESS = 1.0
# Features that are seen less often are left out.
LEAST_SEEN = 6
_PARTICLE = "compound:prt"


class Gold(NamedTuple):
    """Of one sentence, pairs of particle and verb: separable verbs, and idioms, which count neither way."""

    verbs: dict[tuple[int, int], str]
    idioms: set[tuple[int, int]]


class Example(NamedTuple):
    """A candidate's features, and whether it is right."""

    features: dict[str, float]
    right: bool


def gold(sentence: Sentence) -> Gold:
    """Return the particles of a sentence with their verbs; idioms are annotated as particles too."""
    verbs: dict[tuple[int, int], str] = {}
    idioms = set()
    for at, token in enumerate(sentence.tokens):
        if token.relation != _PARTICLE or token.head < 0:
            continue
        particle, head = token.form.casefold(), sentence.tokens[token.head].lemma.casefold()
        verb = head.replace("_", "")
        parted = particle in head.split("_")[:-1]
        if sentence.tokens[token.head].xpos == "_":  # the annotation of 2017 leaves the particle out
            verb = head if head.startswith(particle) else particle + head
            parted = verb in separable_list().verbs
        if parted:
            verbs[at, token.head] = verb
        else:
            idioms.add((at, token.head))
    return Gold(verbs, idioms)


def examples(sentences: Sequence[Sentence]) -> Iterator[Example]:
    """Yield all candidates of the sentences."""
    known = frequent()
    for sentence in sentences:
        words = [token.form.casefold() for token in sentence.tokens]
        found = list(candidates(words, known))
        right = gold(sentence) if found else None
        for candidate in found if right else ():
            place = candidate.particle, candidate.verb
            if right and place not in right.idioms:
                yield Example(features(words, candidate, found), place in right.verbs)


def spoken() -> Iterator[Example]:
    """Yield the candidates of the spoken sentences that were made for learning."""
    for line in SPOKEN.read_text(encoding="utf-8").splitlines():
        sentence, _, verbs = line.partition("\t")
        if sentence.startswith("#"):
            continue
        words = [word.casefold() for word in re.findall(r"[\w'-]+|[^\w\s]", sentence)]
        found = list(candidates(words, frequent()))
        for candidate in found:
            yield Example(features(words, candidate, found), candidate.entry.verb in verbs.split())


def learn(sentences: Sequence[Sentence], *, with_spoken: bool = True) -> Model:
    """Return a model learned from the sentences."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped,unused-ignore]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,unused-ignore]

    seen = [*examples(sentences), *(spoken() if with_spoken else ())]
    counts = Counter(name for example in seen for name in example.features)
    kept = [{name: value for name, value in e.features.items() if counts[name] >= LEAST_SEEN} for e in seen]
    table = DictVectorizer()
    regression = LogisticRegression(C=LOOSENESS, max_iter=5000, fit_intercept=False)
    regression.fit(table.fit_transform(kept), [example.right for example in seen])
    weights = dict(zip(table.get_feature_names_out(), regression.coef_[0], strict=True))
    return Model({name: round(float(weight), 2) for name, weight in sorted(weights.items())}, THRESHOLD)


def write_verb_pairs(folder: Path, ud: Path) -> None:
    """Learn from all files in `ud`, and write the weights into `folder`."""
    sentences = [sentence for path in sorted(ud.glob("*.conllu")) for sentence in read_conllu(path)]
    learned = learn(sentences)
    weights = {name: weight for name, weight in learned.weights.items() if weight}
    text = json.dumps({"threshold": learned.threshold, "weights": weights}, ensure_ascii=False, indent=1)
    (folder / "verb_pairs.json").write_text(text + "\n", encoding="utf-8")
