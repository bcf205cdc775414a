"""Keywords in words: on lists made by hand, and on the compounds of Universal Dependencies; nouns and their verbs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.dutch.figures import Figure, share
from benchmarks.dutch.lemmas import FILES
from qualcode.dutch.compounds import find_in_word
from qualcode.dutch.derivation import derived
from qualcode.dutch.lemmas import lemmas
from qualcode.dutch.tokens import normal_form
from tools.dutch_data.conllu import read_conllu

OWN = Path(__file__).resolve().parents[2] / "tests" / "dutch" / "data"
# Rules were made on the first part; the second was kept aside; the third was drawn and labelled for this measurement.
_PARTS = {"dev": "tuned on", "aside": "kept aside", "clean": "clean"}
Row = Mapping[str, str]


def occurs(keyword: str, word: str) -> bool:
    """Tell whether a keyword occurs in a word: as its lemma, or as a part of it."""
    form = normal_form(word)
    return keyword in lemmas(form) or find_in_word(keyword, form) is not None


def are_kin(noun: str, other: str) -> bool:
    """Tell whether a noun and a verb or adjective are found with each other, in both directions."""
    return other in derived(noun) and noun in derived(other)


def measure(ud: Path, pairs: Path) -> list[Figure]:
    """Return precision and recall on the list `pairs` (keyword, word, label) and our own, and recall on the files in `ud`."""
    compounds = sorted(set(_compounds(ud)))
    return [
        *_precision_and_recall("keyword in word", _rows(pairs), bars=(95.5, 95.5), aims=(98.0, 97.0)),
        Figure(
            "keyword in word, recall on UD", share(sum(occurs(*pair) for pair in compounds), len(compounds)), 93, 95
        ),
        *_on_own_list("keyword in word", OWN / "keyword_in_word.tsv"),
        *_on_own_list("derivation", OWN / "derivation.tsv"),
    ]


def _on_own_list(name: str, file: Path) -> Iterator[Figure]:
    rows = _rows(file)
    for part, title in _PARTS.items():
        of_part = [row for row in rows if row["part"] == part]
        if of_part:
            yield from _precision_and_recall(f"{name}, own list, {title}", of_part)


def _precision_and_recall(
    name: str,
    rows: Iterable[Row],
    bars: tuple[float | None, float | None] = (None, None),
    aims: tuple[float | None, float | None] = (None, None),
) -> list[Figure]:
    judged = [(row["label"] == "1", _answers(row)) for row in rows]
    right, found, true = sum(a and b for a, b in judged), sum(b for _, b in judged), sum(a for a, _ in judged)
    return [
        Figure(f"{name}, precision", share(right, found), bars[0], aims[0], note=f"{right} of {found}"),
        Figure(f"{name}, recall", share(right, true), bars[1], aims[1], note=f"{right} of {true}"),
    ]


def _answers(row: Row) -> bool:
    return are_kin(row["noun"], row["kin"]) if "noun" in row else occurs(row["keyword"], row["word"])


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


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
