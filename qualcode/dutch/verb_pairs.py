"""Particles and verbs of one sentence that may belong together, and how likely they do.

Which particle goes with which verb says the list. Whether they do here is weighed by what stands
around them, with the weights of a logistic regression that `tools/dutch_data/verb_pairs.py` learns.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from qualcode.dutch.conjugation import conjugate
from qualcode.dutch.separable_list import Separable, separable_list
from qualcode.dutch.verb_features import NOUNS, features
from qualcode.dutch.word_kinds import AUXILIARIES, SMALL_WORDS, kind

# Verbs that are rarer are looked for where they are asked for only (Zipf's scale).
RAREST = 1.0
# So far behind its verb a particle may stand, in words.
FARTHEST = 30
_LONGEST_CLUSTER = 5
# What may stand between a particle and its verb behind it: "samen zou kunnen werken", "op komen halen".
_IN_CLUSTER = AUXILIARIES | frozenset(
    "te leren leert helpen helpt zien ziet horen hoort zitten zit staan staat liggen ligt lopen loopt weten weet"
    " beginnen begon begint".split()
)
_FIXED = (
    *("af en toe", "door en door", "heen en weer", "in en uit", "om en nabij", "op en af", "op en neer", "op en top"),
    *("over en weer", "voor en na", "voor en tegen", "bij en af"),
)


class Form(NamedTuple):
    """That a word is a form of a verb; `finite`, `infinitive` and `participle` say which it can be."""

    base: str
    finite: bool
    infinitive: bool
    participle: bool


class Pairing(NamedTuple):
    """The verbs that are looked for: by particle and base, their particles, and the forms of their bases."""

    entries: Mapping[tuple[str, str], Separable]
    particles: frozenset[str]
    forms: Mapping[str, tuple[Form, ...]]


class Candidate(NamedTuple):
    """A particle and a verb, by their places in the sentence, that together may be a separable verb."""

    particle: int
    verb: int
    entry: Separable
    form: Form


class Pair(NamedTuple):
    """A candidate that was chosen, and how likely it is right."""

    particle: int
    verb: int
    entry: Separable
    probability: float


class Model(NamedTuple):
    """The weights of the features, and from which probability on a pair is taken."""

    weights: Mapping[str, float]
    threshold: float


def pairing(entries: Iterable[Separable]) -> Pairing:
    """Return what is needed to look for these verbs."""
    by_parts = {(entry.particle, entry.base): entry for entry in entries}
    forms: dict[str, tuple[Form, ...]] = {}
    for base in sorted({base for _, base in by_parts}):
        verb = conjugate(base)
        for word in verb.finite | verb.participles:
            form = Form(base, word in verb.finite and word != base, word == base, word in verb.participles)
            forms[word] = (*forms.get(word, ()), form)
    return Pairing(by_parts, frozenset(particle for particle, _ in by_parts), forms)


@lru_cache(maxsize=64)
def frequent(more: frozenset[Separable] = frozenset()) -> Pairing:
    """Return the verbs of the list that are not rare, and `more`."""
    return pairing([*(entry for entry in separable_list().verbs.values() if entry.frequency >= RAREST), *more])


def pairs(words: Sequence[str], known: Pairing, learned: Model | None = None) -> list[Pair]:
    """Return the particles and verbs, of a sentence in small letters, that belong together."""
    found = list(candidates(words, known))
    return choose(weigh(words, found, learned or model()), (learned or model()).threshold) if found else []


def weigh(words: Sequence[str], found: Sequence[Candidate], learned: Model) -> list[Pair]:
    """Return all candidates with their probabilities."""
    weighed = []
    for candidate in found:
        score = sum(learned.weights.get(name, 0.0) * value for name, value in features(words, candidate, found).items())
        weighed.append(Pair(candidate.particle, candidate.verb, candidate.entry, 1 / (1 + math.exp(-score))))
    return weighed


def choose(weighed: Iterable[Pair], threshold: float) -> list[Pair]:
    """Return the likeliest pairs in which no word stands twice, in the order of their particles."""
    taken: set[int] = set()
    chosen = []
    for pair in sorted(weighed, key=lambda pair: (-pair.probability, pair.particle, pair.verb, pair.entry.verb)):
        if pair.probability >= threshold and not {pair.particle, pair.verb} & taken:
            taken |= {pair.particle, pair.verb}
            chosen.append(pair)
    return sorted(chosen)


def candidates(words: Sequence[str], known: Pairing) -> Iterator[Candidate]:
    """Yield the particles and verbs of a sentence, in small letters, that the list joins.

    >>> [(c.entry.verb, c.particle, c.verb) for c in candidates("ik werk graag samen".split(), frequent())]
    [('samenwerken', 3, 1)]
    """
    for at, word in enumerate(words):
        if word in known.particles and not _is_fixed(words, at) and not _is_object(words, at):
            yield from _behind(words, at, known)
            yield from _before(words, at, known)


def _behind(words: Sequence[str], particle: int, known: Pairing) -> Iterator[Candidate]:
    """Yield the verb of the cluster behind a particle; of several that would do the last one: 'af gaan stemmen'."""
    found: list[Candidate] = []
    for at in range(particle + 1, min(len(words), particle + 1 + _LONGEST_CLUSTER)):
        here = list(_at(words, particle, at, known))
        found = here or found
        word = words[at]
        continuous = (word == "aan" and words[at + 1 : at + 2] == ["het"]) or (word == "het" and words[at - 1] == "aan")
        if word not in _IN_CLUSTER and not continuous:
            break
    yield from found


def _before(words: Sequence[str], particle: int, known: Pairing) -> Iterator[Candidate]:
    for at in range(particle - 1, max(-1, particle - 1 - FARTHEST), -1):
        if kind(words[at]) == "end":
            return
        yield from _at(words, particle, at, known)


def _at(words: Sequence[str], particle: int, verb: int, known: Pairing) -> Iterator[Candidate]:
    for form in () if words[verb] in SMALL_WORDS else known.forms.get(words[verb], ()):
        entry = known.entries.get((words[particle], form.base))
        if entry:
            yield Candidate(particle, verb, entry, form)


def _is_fixed(words: Sequence[str], at: int) -> bool:
    """Tell whether a particle belongs to a pair such as 'af en toe'."""
    if words[at + 1 : at + 2] == ["en"] or words[at - 1 : at] == ["en"]:
        return any(" ".join(words[start : start + 3]) in _FIXED for start in (at, at - 2) if start >= 0)
    return False


def _is_object(words: Sequence[str], at: int) -> bool:
    """Tell whether a noun that can be a particle has an article or the like, and so is none: 'geen plaats'."""
    return at > 0 and words[at] in NOUNS and kind(words[at - 1]) in ("determiner", "adjective")


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that comes with the package."""
    text = (files("qualcode.dutch") / "data" / "verb_pairs.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Model(data["weights"], data["threshold"])
