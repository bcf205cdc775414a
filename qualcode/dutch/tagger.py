"""Word classes in a sentence, by an averaged perceptron over the words, their endings and the lexicon's tags.

Collins, M. (2002). Discriminative training methods for hidden Markov models. EMNLP, 1–8. The
weights were learned from Universal Dependencies by ``tools/dutch_data/tagger.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.packed import unpacked

# What stands before and behind a sentence, as words and as classes.
START, END = ("-S2-", "-S-"), ("-E-", "-E2-")
Weights = Mapping[str, Mapping[str, float]]


class Model(NamedTuple):
    """The classes, the weights of each feature by class, and the words that have one class nearly always."""

    classes: tuple[str, ...]
    weights: Weights
    fixed: Mapping[str, str]


class Context(NamedTuple):
    """A sentence as the features see it: words in small letters, lexical tags and shapes, padded at both ends."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    shapes: tuple[str, ...]


def tag(words: Sequence[str]) -> list[str]:
    """Return the word class of each word of a sentence, of the universal set (NOUN, VERB, ADJ, ADP, …).

    `words` are written as in the text, marks of punctuation among them.

    >>> tag(["De", "scholen", "werken", "samen", "."])
    ['DET', 'NOUN', 'VERB', 'ADV', 'PUNCT']
    """
    return tag_with(model(), words)


def tag_with(learned: Model, words: Sequence[str]) -> list[str]:
    """Return what `tag` does, with another model."""
    context = context_of(words)
    found: list[str] = []
    before = START
    for at in range(len(words)):
        best = learned.fixed.get(context.words[at + 2])
        if best is None:
            best = predict(learned.classes, learned.weights, features(context, at, before))
        found.append(best)
        before = (before[1], best)
    return found


def context_of(words: Sequence[str]) -> Context:
    """Return the sentence as the features see it."""
    small = [word.casefold() for word in words]
    return Context(
        (*START, *small, *END),
        ("S", "S", *map(lexical_tags, words), "E", "E"),
        ("", "", *map(_shape, words), "", ""),
    )


def predict(classes: Sequence[str], weights: Weights, active: Sequence[str]) -> str:
    """Return the class with the highest sum of weights; of equal ones the last by name."""
    scores = dict.fromkeys(classes, 0.0)
    for feature in active:
        for name, weight in weights.get(feature, {}).items():
            scores[name] += weight
    return max(classes, key=lambda name: (scores[name], name))


def features(context: Context, at: int, before: tuple[str, str]) -> tuple[str, ...]:
    """Return the features of the word `at` (of the sentence) after words of the classes `before`."""
    i = at + 2
    words, tags, shapes = context
    two, one = before
    word, left, right, known = words[i], words[i - 1], words[i + 1], tags[i]
    return (
        *("b", f"w{word}", f"s4{word[-4:]}", f"s3{word[-3:]}", f"s2{word[-2:]}", f"p3{word[:3]}", f"h{shapes[i]}"),
        *(f"1{one}", f"2{two}{one}", f"a{left}", f"bb{words[i - 2]}", f"c{right}", f"d{words[i + 2]}"),
        *(f"as{left[-3:]}", f"cs{right[-3:]}", f"L{known}", f"La{tags[i - 1]}", f"Lc{tags[i + 1]}", f"L1{known}{one}"),
        *(f"L2{known}{tags[i + 1]}", f"h1{shapes[i]}{one}", f"hf{shapes[i]}{'F' if at == 0 else ''}", f"wp{word}{one}"),
        *(f"Ld{known}{two}{one}", f"L3{known}{tags[i + 1]}{tags[i + 2]}", f"wL{word}{tags[i + 1]}"),
        *(
            f"aw{left}|{word}",
            f"wc{word}|{right}",
            f"aL{left}|{known}",
            f"Lcw{known}|{right}",
            f"L4{tags[i - 1]}{known}",
        ),
    )


@lru_cache(maxsize=50_000)
def lexical_tags(word: str) -> str:
    """Return the tags that the lexicon knows for a word, or those of its longest known end, "?" where none is."""
    found = _tags(word)
    if found:
        return found
    for start in range(2, len(word) - 3):
        found = _tags(word[start:].casefold())
        if found and ("ZNW" in found or "BNW" in found):
            return f"~{found}"
    return "?"


def _tags(word: str) -> str:
    # Of verbs the person is left out: it tells little, and splits what was learned.
    return "|".join(sorted({":".join(reading.tag.split(":")[:2]) for reading in lexicon().readings(word)}))


@lru_cache(maxsize=50_000)
def _shape(word: str) -> str:
    if word.isdigit():
        return "d"
    tests: tuple[tuple[Callable[[str], bool], str], ...] = (
        (lambda text: any(sign.isdigit() for sign in text), "xd"),
        (lambda text: not any(sign.isalnum() for sign in text), "p"),
        (lambda text: text.isupper() and len(text) > 1, "XX"),
        (str.isupper, "X"),
        (lambda text: text[:1].isupper(), "Xx"),
        (lambda text: "-" in text, "x-"),
    )
    return next((shape for test, shape in tests if test(word)), "x")


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that comes with the package."""
    data = json.loads(unpacked("tagger.json.xz"))
    return Model(tuple(data["classes"]), data["weights"], data["fixed"])
