"""Words that begin or end with a hyphen, with the full word that each stands for, as a reader labelled them."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.coding.index import Indexer
from qualcode.transcript import Role, Transcript, Turn

DATA = Path(__file__).parent / "data"
_AROUND = 150


class Case(NamedTuple):
    """A fragment in its context; `words` are those it may stand for, none where it is no ellipsis."""

    source: str
    part: str
    before: str
    fragment: str
    after: str
    words: tuple[str, ...]

    @property
    def side(self) -> str:
        """On which side of the full word the fragment stands."""
        return "right" if self.fragment.startswith("-") else "left"


def cases() -> list[Case]:
    """Return the cases whose context is in the list."""
    return [
        Case(row["source"], row["part"], row["before"], row["fragment"], row["after"], _words(row))
        for row in _rows("ellipsis.tsv")
    ]


def bulk_cases(bulk: Path) -> list[Case]:
    """Return the cases of which the list has the place only, in the documents of the folder `bulk`."""
    texts: dict[tuple[str, str], str] = {}
    for file in bulk.glob("*.jsonl.gz"):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                texts[file.name.removesuffix(".jsonl.gz"), document["id"]] = document["text"]
    found = []
    for row in _rows("ellipsis_bulk.tsv"):
        text, at, fragment = texts[row["file"], row["document"]], int(row["place"]), row["fragment"]
        end = at + len(fragment)
        before, after = text[max(0, at - _AROUND) : at], text[end : end + _AROUND]
        found.append(Case(row["file"], row["part"], before, fragment, after, _words(row)))
    return found


def answers(labelled: Sequence[Case]) -> list[str | None]:
    """Return for each case the full word that the package finds when it reads the text."""
    index = Indexer().index([_transcript(str(number), case) for number, case in enumerate(labelled)])
    found = {
        (index.transcript_of(index.sentence_of(elliptic.part)).id, int(index.starts[elliptic.part])): number
        for number, places in index.elliptic.items()
        for elliptic in places
    }
    numbers = [found.get((str(at), len(case.before))) for at, case in enumerate(labelled)]
    return [None if number is None else index.vocabulary.forms[number] for number in numbers]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _words(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, row["word"].split("|")))


def _transcript(name: str, case: Case) -> Transcript:
    text = case.before + case.fragment + case.after
    return Transcript(name, name, text, (Turn(0, len(text), "R", Role.RESPONDENT, "R"),))
