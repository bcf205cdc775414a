"""Sentences of Universal Dependencies in CoNLL-U, with lemmas as a word by itself can have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.dutch_data.dictionary import shared_letters

_PARTICLE = "compound:prt"
# What the annotation of 2017 (UD 2.0) has otherwise than that of today.
_POSSESSIVE = frozenset("zijn hun haar mijn ons onze uw jouw je z'n m'n d'r".split())
_MODAL = frozenset(
    "moet moeten moest moesten kan kunnen kon konden mag mogen mocht mochten zal zullen zou zouden".split()
)
_NO_AUXILIARY = frozenset(
    "wil wilde wilden willen gaan gaat ging gingen laten laat liet lieten komt kwam blijft bleef".split()
)
_ORDINAL = re.compile(r"(eerst|[a-z]{3,}(?<!i)d|[a-z]{3,}st)e?$")


@dataclass(frozen=True)
class Token:
    """A word of a sentence; `lemma` is that of the file, `surface` the one that the written word can have.

    `head` is the index of the word that it hangs on, -1 for the root; `space` tells whether a blank follows.
    """

    form: str
    lemma: str
    surface: str
    upos: str
    xpos: str
    features: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence and the document that it stands in."""

    document: str
    tokens: tuple[Token, ...]


def read_conllu(path: Path) -> list[Sentence]:
    """Return the sentences of a file."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_sentence(block.split("\n"), older="ud20" in path.name) for block in blocks]


def folds(sentences: Sequence[Sentence], count: int = 5) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Yield the parts to learn from and to measure on; no document stands in both."""
    documents = sorted({sentence.document for sentence in sentences})
    for fold in range(count):
        held = set(documents[fold::count])
        yield (
            [sentence for sentence in sentences if sentence.document not in held],
            [sentence for sentence in sentences if sentence.document in held],
        )


def _sentence(lines: Sequence[str], *, older: bool) -> Sentence:
    comments = [line.lstrip("# ") for line in lines if line.startswith("#")]
    name = next((line.split("=", 1)[1].strip() for line in comments if line.startswith("sent_id")), comments[0])
    rows = [line.split("\t") for line in lines if line[:1].isdigit() and line.split("\t")[0].isdigit()]
    particles: dict[int, list[str]] = {}
    for row in rows:
        if row[7] == _PARTICLE:
            particles.setdefault(int(row[6]) - 1, []).append(row[1].casefold())
    tokens = tuple(_token(row, particles.get(number, []), older=older) for number, row in enumerate(rows))
    return Sentence(re.split(r"[\\]|\.p\.", name)[0], tokens)


def _token(row: Sequence[str], particles: Sequence[str], *, older: bool) -> Token:
    form, lemma, upos, xpos = row[1:5]
    if older:
        upos = _of_today(form.casefold(), upos, row[7])
    surface = _surface(form, lemma, upos, xpos, particles)
    head = int(row[6]) - 1 if row[6].isdigit() else -1
    return Token(form, lemma, surface, upos, xpos, row[5], head, row[7], "SpaceAfter=No" not in row[9])


def _of_today(form: str, upos: str, relation: str) -> str:
    """Return the class as today's annotation has it."""
    changes = (
        (form in _POSSESSIVE and upos == "DET", "PRON"),
        (form == "als" and upos == "ADP", "SCONJ"),
        (upos == "VERB" and (form in _MODAL or relation in ("aux", "aux:pass", "cop")), "AUX"),
        (upos == "AUX" and form in _NO_AUXILIARY, "VERB"),
        (upos == "NUM" and _ORDINAL.match(form) is not None, "ADJ"),
        (form in ("dezelfde", "hetzelfde") and upos == "ADJ", "DET"),
        (upos == "PART", "ADP"),
        (upos == "CONJ", "CCONJ"),
    )
    return next((today for holds, today in changes if holds), upos)


def _surface(form: str, lemma: str, upos: str, xpos: str, particles: Sequence[str]) -> str:
    """Return the lemma without the marks of compounds, and without a particle that stands apart."""
    if "_" not in lemma.strip("_") or len(lemma) < 3:
        particle = "".join(particles)
        apart = particle and upos in ("VERB", "AUX") and not form.casefold().startswith(particle)
        return lemma[len(particle) :] if apart and lemma.casefold().startswith(particle) else lemma
    parts = [part for part in lemma.split("_") if part]
    rest = [part for part in parts if part.casefold() not in particles]
    if rest and len(rest) < len(parts):
        parts = rest
    if len(parts) == 1 or upos in ("VERB", "AUX") or xpos.startswith("WW"):
        return "".join(parts)
    return _compound(form, parts)


def _compound(form: str, parts: Sequence[str]) -> str:
    """Return the lemma of a compound with its first parts as they are written ("voorzitterschap_strijd")."""
    head, first = parts[-1], "".join(parts[:-1])

    def fit(at: int) -> float:
        same = shared_letters(form[at:].casefold(), head.casefold())
        return same - 0.35 * abs(at - len(first)) - (2 if form[:1].casefold() != first[:1].casefold() else 0)

    best = max(range(1, len(form)), key=fit, default=0)
    same = shared_letters(form[best:].casefold(), head.casefold())
    return form[:best] + head if best and same >= min(2, len(head)) else "".join(parts)
