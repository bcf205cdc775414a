"""Separable verbs whose particle stands apart, on Universal Dependencies, and sentences as they are said in interviews."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.dutch.figures import Figure, f_score
from benchmarks.dutch.lemmas import FILES
from qualcode.dutch.tokens import tokens
from qualcode.dutch.verbs import separable_verbs, split_verb
from tools.dutch_data.conllu import Sentence, read_conllu

_PARTICLE = "compound:prt"


def measure(ud: Path, spoken: Path) -> list[Figure]:
    """Return F for verb and particle that stand apart, and how many of the sentences `spoken` are read right."""
    figures = []
    for name, file in FILES.items():
        right, found, expected = _counts(read_conllu(ud / file))
        figures.append(Figure(f"separable verbs apart, F, {name}", f_score(right, found, expected), 83, 87))
    with spoken.open(encoding="utf-8", newline="") as lines:
        rows = [(row[0], set(row[1].split(","))) for row in csv.reader(lines, delimiter="\t")]
    read = sum(verbs <= {item.verb for item in separable_verbs(_words(text))} for text, verbs in rows)
    return [*figures, Figure(f"separable verbs of {len(rows)} spoken sentences", read, 12, None)]


def _counts(sentences: Sequence[Sentence]) -> tuple[int, int, int]:
    right = found = expected = 0
    for sentence in sentences:
        gold, other = _annotated(sentence)
        seen = {item.at for item in separable_verbs([token.form for token in sentence.tokens]) if len(item.at) > 1}
        seen -= other
        right, found, expected = right + len(seen & gold), found + len(seen), expected + len(gold)
    return right, found, expected


def _annotated(sentence: Sentence) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
    """Return the words of separable verbs that stand apart; and idioms, which are annotated alike and do not count."""
    gold: set[tuple[int, ...]] = set()
    other: set[tuple[int, ...]] = set()
    for at, token in enumerate(sentence.tokens):
        if token.relation == _PARTICLE:
            verb = sentence.tokens[token.head].lemma.casefold()
            is_verb = token.form.casefold() in verb.split("_")[:-1] or split_verb(verb.replace("_", "")) is not None
            (gold if is_verb else other).add(tuple(sorted((at, token.head))))
    return gold, other


def _words(text: str) -> list[str]:
    return list(_parts(text))


def _parts(text: str) -> Iterator[str]:
    end = 0
    for token in tokens(text):
        yield from text[end : token.start].replace(" ", "")
        yield text[token.start : token.end]
        end = token.end
    yield from text[end:].strip()
