"""Borders of sentences: on running text of Universal Dependencies, on spoken text, and where marks are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.dutch.figures import Figure, f_score, share
from benchmarks.dutch.lemmas import FILES
from qualcode.coding.units import units
from qualcode.dutch.sentences import sentences
from qualcode.project import open_study
from tests.dutch.labelled import DATA
from tools.dutch_data.conllu import Sentence, read_conllu

ROOT = Path(__file__).resolve().parents[2]
# Of what was transcribed these are taken off; what stands within a word stays.
_MARKS = ".,?!…:;–—()[]\"'“”‘’„"
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
    return [*figures, pieces_right()]


def pieces_right() -> Figure:
    """Return how many borders of pieces are where a mark was, in the long answers of the example study without their marks."""
    right = found = 0
    for transcript in open_study(ROOT).transcripts.values():
        for unit in units(transcript, "answer"):
            written = " ".join(transcript.text[part.start : part.end] for part in unit.parts)
            words = [word for word in written.split() if re.search(r"\w", word)]
            plain = " ".join(word.strip(_MARKS).casefold() for word in words)
            ends = [len(plain[: span.end].split()) for span in sentences(plain)][:-1]
            right += sum(words[end - 1].endswith(tuple(_MARKS)) for end in ends)
            found += len(ends)
    return Figure("pieces, borders where a mark was", share(right, found), note=f"{found} borders")


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
