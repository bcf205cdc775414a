"""Borders of sentences: on running text of Universal Dependencies, and on spoken text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.dutch.figures import Figure, f_score
from benchmarks.dutch.lemmas import FILES
from qualcode.dutch.sentences import sentences
from tests.dutch.labelled import DATA
from tools.dutch_data.conllu import Sentence, read_conllu

_BARS = {"A": (94.0, 96.0), "L": (84.0, 90.0)}


def measure(ud: Path, spoken: Path) -> list[Figure]:
    """Return F on the files in `ud`, a document after the other, and on spoken text, a sentence a line."""
    figures = [
        Figure(f"sentences, spoken text{whose}", borders_right([_lines(file)]), 96.0, 98.0)
        for whose, file in (("", spoken), (", own", DATA / "spoken_sentences.txt"))
    ]
    for name, file in FILES.items():
        documents = [
            [_text(sentence) for sentence in found]
            for _, found in groupby(read_conllu(ud / file), key=lambda sentence: sentence.document)
        ]
        figures.append(Figure(f"sentences, {name}", borders_right(documents), *_BARS[name]))
    return figures


def borders_right(documents: Iterable[Sequence[str]]) -> float:
    """Return F of the ends of sentences, where those of a document are joined by blanks."""
    right = found = expected = 0
    for document in documents:
        text = " ".join(document)
        ends, at = set(), -1
        for sentence in document:
            at += len(sentence) + 1
            ends.add(at)
        guessed = {span.end for span in sentences(text)}
        right, found, expected = right + len(ends & guessed), found + len(guessed), expected + len(ends)
    return f_score(right, found, expected)


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _text(sentence: Sentence) -> str:
    return "".join(token.form + (" " if token.space else "") for token in sentence.tokens).strip()
