"""Sentences of an index as the rules for Dutch clauses need them: with their marks, and analysed once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.dutch.engine import Engine
from qualcode.dutch.verbs import SeparableVerb

if TYPE_CHECKING:
    from qualcode.coding.index import WordIndex

# A run of one mark ("...", "?!") is one.
_MARK = re.compile(r"[.?!…]+|[^\w\s]")


@dataclass(frozen=True)
class Clause:
    """The words and marks of one sentence as written.

    `places` holds of each the word's place in the index, None for a mark; `position` where in
    `written` the word of a place stands.
    """

    written: tuple[str, ...]
    places: tuple[int | None, ...]
    position: dict[int, int]

    def places_of(self, positions: Iterable[int]) -> tuple[int, ...]:
        """Return the places of the words at these positions, in order; marks have none."""
        return tuple(sorted(place for at in positions if (place := self.places[at]) is not None))


def with_marks(index: WordIndex, sentence: int) -> Clause:
    """Return the words and marks of a sentence of `index`."""
    text, unit = index.transcript_of(sentence).text, index.sentences[sentence]
    written: list[str] = []
    places: list[int | None] = []
    end = unit.start
    for place in index.words_of(sentence):
        span = index.span(place)
        marks = _MARK.findall(text, end, span.start)
        written += [*marks, text[span.start : span.end]]
        places += [None] * len(marks) + [place]
        end = span.end
    marks = _MARK.findall(text, end, unit.end)
    written += marks
    places += [None] * len(marks)
    position = {place: at for at, place in enumerate(places) if place is not None}
    return Clause(tuple(written), tuple(places), position)


class Context:
    """What an engine says of the sentences of an index; each is looked at when it is first asked for."""

    def __init__(self, index: WordIndex, engine: Engine) -> None:
        """Take the index and the engine."""
        self.index = index
        self._engine = engine
        self._clauses: dict[int, Clause] = {}
        self._lemmas: dict[int, list[frozenset[str]]] = {}

    def clause(self, sentence: int) -> Clause:
        """Return a sentence with its marks."""
        if sentence not in self._clauses:
            self._clauses[sentence] = with_marks(self.index, sentence)
        return self._clauses[sentence]

    def lemmas(self, place: int) -> frozenset[str]:
        """Return the lemmas that the word at `place` has in its sentence."""
        sentence = self.index.sentence_of(place)
        clause = self.clause(sentence)
        if sentence not in self._lemmas:
            self._lemmas[sentence] = self._engine.lemmas(clause.written)
        return self._lemmas[sentence][clause.position[place]]

    def verbs(self, sentence: int, verbs: frozenset[str]) -> list[SeparableVerb]:
        """Return where these separable verbs stand in a sentence, as positions in its `clause`."""
        return self._engine.verbs(self.clause(sentence).written, verbs)
