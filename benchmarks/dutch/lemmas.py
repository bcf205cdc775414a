"""Lemmas and word classes on Universal Dependencies, by cross-validation with folds by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.dutch.figures import Figure, share
from qualcode.dutch.lemmas import lemma_by
from qualcode.dutch.tagger import tag_with
from tools.dutch_data import lemmas, tagger
from tools.dutch_data.conllu import Sentence, folds, read_conllu

FILES = {"A": "nl_alpino-ud-dev.conllu", "L": "nl_lassysmall-ud-dev.conllu"}
OLDER = "nl_lassysmall-ud20-train.conllu"
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
FOLDS = 5


def measure(ud: Path) -> list[Figure]:
    """Return the figures on the development files in the folder `ud`."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for name, sentence, table, classes in _held_out(ud):
        for token, pos in zip(sentence.tokens, classes, strict=True):
            found = lemma_by(table, token.form, pos).casefold() == token.surface.casefold()
            content = token.upos in CONTENT
            for kind, counts, hit in (
                ("UPOS", True, pos == token.upos),
                ("lemma, all words", True, found),
                ("lemma, content words", content, found),
            ):
                total[name, kind] += counts
                right[name, kind] += counts and hit
    bars = {"UPOS": (94.2, 95.5), "lemma, all words": (97.7, 98.5), "lemma, content words": (95.5, 97.0)}
    return [
        Figure(f"{kind}, {name}", share(right[name, kind], total[name, kind]), *bars[kind])
        for kind in bars
        for name in FILES
    ]


def _held_out(ud: Path) -> Iterator[tuple[str, Sentence, Mapping[str, str], Sequence[str]]]:
    """Yield each sentence with the lemmas that were learned, and the classes that were found, without its document."""
    parts = {name: list(folds(read_conllu(ud / file), FOLDS)) for name, file in FILES.items()}
    older = read_conllu(ud / OLDER)
    for fold in range(FOLDS):
        learned = [sentence for name in FILES for sentence in parts[name][fold][0]]
        held = {sentence.document for name in FILES for sentence in parts[name][fold][1]}
        apart = [item for item in older if item.document not in held]
        model = tagger.learn([*apart, *learned * tagger.TODAY])
        table = lemmas.learn([*apart, *learned])
        for name in FILES:
            for sentence in parts[name][fold][1]:
                yield name, sentence, table, tag_with(model, [token.form for token in sentence.tokens])
