"""Keywords in words: on a list made by hand, and on the compounds of Universal Dependencies."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dutch.figures import Figure, share
from benchmarks.dutch.lemmas import FILES
from qualcode.dutch.compounds import find_in_word
from qualcode.dutch.lemmas import lemmas
from qualcode.dutch.tokens import normal_form
from tools.dutch_data.conllu import read_conllu


def occurs(keyword: str, word: str) -> bool:
    """Tell whether a keyword occurs in a word: as its lemma, or as a part of it."""
    form = normal_form(word)
    return keyword in lemmas(form) or find_in_word(keyword, form) is not None


def measure(ud: Path, pairs: Path) -> list[Figure]:
    """Return precision and recall on the list `pairs` (keyword, word, label), and recall on the files in `ud`."""
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = [(row["keyword"], row["word"], row["label"] == "1") for row in csv.DictReader(file, delimiter="\t")]
    found = [(keyword, word) for keyword, word, _ in rows if occurs(keyword, word)]
    true = {(keyword, word) for keyword, word, label in rows if label}
    right = sum(pair in true for pair in found)
    compounds = sorted(set(_compounds(ud)))
    return [
        Figure("keyword in word, precision", share(right, len(found)), 95.5, 98.0),
        Figure("keyword in word, recall", share(right, len(true)), 95.5, 97.0),
        Figure(
            "keyword in word, recall on UD", share(sum(occurs(*pair) for pair in compounds), len(compounds)), 93, 95
        ),
    ]


def _compounds(ud: Path) -> Iterator[tuple[str, str]]:
    """Yield the parts of nouns and adjectives that annotators parted, each with its word."""
    for file in FILES.values():
        for sentence in read_conllu(ud / file):
            for token in sentence.tokens:
                word = token.surface.casefold()
                if (
                    token.upos in ("NOUN", "ADJ")
                    and not token.xpos.startswith("WW")
                    and word.isalpha()
                    and len(word) > 5
                ):
                    parts = token.lemma.casefold().strip("_").split("_")
                    yield from ((part, word) for part in parts if len(parts) > 1 and len(part) > 2 and part.isalpha())
