"""From journals to units: what several coders read, and which codes each of them gave it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.agreement.ratings import Floats, Integers
from qualcode.codebook import Codebook
from qualcode.coding.placing import Placed
from qualcode.coding.units import Unit, units
from qualcode.text import Span
from qualcode.transcript import Transcript

Booleans = NDArray[np.bool_]
LEVELS = ("theme", "code")
# For each unit of a transcript, in order: the codes for which a coder read it.
CodesRead = Mapping[str, Sequence[frozenset[str]]]


@dataclass(frozen=True)
class Place:
    """Where a row of `Doubled` stands: a unit, or a stretch of one; `number` is the unit's in its transcript."""

    transcript: str
    respondent: str
    number: int
    turn: int
    parts: tuple[Span, ...]


@dataclass(frozen=True)
class Doubled:
    """What two coders or more have read, and what each of them coded: rows × coders × codes.

    `coded` and `judged` (bool) say whether a coder gave a row a code, and whether that coder had read it
    for that code; `weights` (rows, float64) is how much a row counts: 1, or its characters. `transcript`
    (rows, int64) is a position in `transcripts`; the rows of a transcript stand together, in order.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    transcripts: tuple[str, ...]
    transcript: Integers
    places: Sequence[Place]
    weights: Floats
    coded: Booleans
    judged: Booleans

    @cached_property
    def judged_fully(self) -> Booleans:
        """Whether a coder read a row for all codes: rows × coders."""
        return np.asarray(self.judged.all(axis=2), dtype=bool)

    def by_transcript(self, values: Floats) -> Floats:
        """Return the sums of `values` (rows first) over the rows of each transcript (transcripts first)."""
        starts = np.searchsorted(self.transcript, np.arange(len(self.transcripts)))
        if not len(values):
            return np.zeros((len(self.transcripts), *values.shape[1:]))
        sums: Floats = np.add.reduceat(values, starts, axis=0)
        return sums


def double_coded(
    transcripts: Sequence[Transcript],
    codings: Mapping[str, Sequence[Placed]],
    read: Mapping[str, CodesRead],
    codebook: Codebook,
    *,
    unit: str = "sentence",
    level: str = "theme",
    characters: bool = False,
) -> Doubled:
    """Return the units that two coders or more have read, with the codes of each.

    `codings` and `read` go by coder; `unit` is "sentence", "turn" or "answer". A unit has a code when a
    coding overlaps it; at the level "theme" all codes below a theme are the theme, at "code" each code
    stands for itself. With `characters` a unit is cut where a coding of anyone begins or ends, and each
    part weighs as many characters as it has. Units that fewer than two coders read are left out.
    """
    coders = tuple(codings)
    codes = tuple(code.id for code in (codebook.themes if level == "theme" else codebook.tree))
    names = {code.id: codebook.theme_of(code.id).id if level == "theme" else code.id for code in codebook}
    at = {code: number for number, code in enumerate(codes)}
    placed = {coder: _spans(codings[coder], names, at) for coder in coders}
    rows = _Rows()
    for transcript in transcripts:
        pieces = units(transcript, unit)
        spans = [_by_unit(pieces, placed[coder].get(transcript.id, ())) for coder in coders]
        reads = [read[coder].get(transcript.id) or [frozenset()] * len(pieces) for coder in coders]
        for piece, known, *mine in zip(pieces, zip(*reads, strict=True), *spans, strict=True):
            if sum(map(bool, known)) > 1:
                rows.add(piece, mine, known, characters=characters)
    return rows.doubled(coders, codes)


class _Rows:
    """The rows of `Doubled` while they are gathered: what is coded as places in its array."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._coded: list[tuple[int, int, int]] = []
        # Few sets of codes for which a unit was read recur in many units.
        self._sets: dict[frozenset[str], int] = {}
        self._read: list[list[int]] = []
        self._weights: list[int] = []

    def add(
        self, unit: Unit, spans: Sequence[Sequence[_CodeSpan]], read: Sequence[frozenset[str]], *, characters: bool
    ) -> None:
        """Add a unit, or its stretches, with each coder's spans and the codes for which each read it."""
        for parts in _cut(unit, spans) if characters else [unit.parts]:
            self._coded += [
                (len(self._places), coder, code)
                for coder, found in enumerate(spans)
                for start, end, code, _ in found
                if not characters or any(part.overlaps((start, end)) for part in parts)
            ]
            self._places.append(Place(unit.transcript, unit.respondent, unit.number, unit.turn, parts))
            self._read.append([self._sets.setdefault(codes, len(self._sets)) for codes in read])
            self._weights.append(sum(part.end - part.start for part in parts) if characters else 1)

    def doubled(self, coders: tuple[str, ...], codes: tuple[str, ...]) -> Doubled:
        """Return the rows as arrays."""
        used = tuple(dict.fromkeys(place.transcript for place in self._places))
        position = {name: number for number, name in enumerate(used)}
        coded = np.zeros((len(self._places), len(coders), len(codes)), dtype=bool)
        coded[tuple(np.array(self._coded, dtype=np.int64).reshape(-1, 3).T)] = True
        sets = np.array([[code in found for code in codes] for found in self._sets], dtype=bool)
        read = np.array(self._read, dtype=np.int64).reshape(-1, len(coders))
        return Doubled(
            coders,
            codes,
            used,
            np.array([position[place.transcript] for place in self._places], dtype=np.int64),
            self._places,
            np.array(self._weights, dtype=float),
            coded,
            sets.reshape(-1, len(codes))[read],
        )


_CodeSpan = tuple[int, int, int, tuple[str, ...] | None]


def _spans(codings: Iterable[Placed], names: Mapping[str, str], at: Mapping[str, int]) -> dict[str, list[_CodeSpan]]:
    """Return the spans of the codings that have a place and a code, by transcript."""
    found: dict[str, list[_CodeSpan]] = {}
    for item in codings:
        if item.start is not None and item.end is not None and item.code is not None:
            span = (item.start, item.end, at[names[item.code]], item.respondents)
            found.setdefault(item.transcript, []).append(span)
    return found


def _by_unit(pieces: Sequence[Unit], spans: Iterable[_CodeSpan]) -> list[list[_CodeSpan]]:
    """Return for each unit the spans that it has."""
    starts = [unit.start for unit in pieces]
    # Answers may lie within each other, so that only the furthest end so far is sure to rise.
    ends = list(accumulate((unit.end for unit in pieces), max))
    found: list[list[_CodeSpan]] = [[] for _ in pieces]
    for span in spans:
        for at in range(bisect_right(ends, span[0]), bisect_left(starts, span[1])):
            unit = pieces[at]
            if unit.overlaps(span[:2]) and (span[3] is None or unit.respondent in span[3]):
                found[at].append(span)
    return found


def _cut(unit: Unit, spans: Sequence[Sequence[_CodeSpan]]) -> list[tuple[Span, ...]]:
    """Return the stretches of a unit between the places where a coding begins or ends."""
    ends = {place for found in spans for span in found for place in span[:2]}
    stretches: list[tuple[Span, ...]] = []
    for part in unit.parts:
        cuts = [part.start, *sorted(place for place in ends if part.start < place < part.end), part.end]
        stretches += [(Span(start, end),) for start, end in pairwise(cuts)]
    return stretches
