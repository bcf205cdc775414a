"""Where coders differ: which code was used where another used which, and the list of units to talk over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from qualcode.analysis.agreement.doubled import Booleans, Doubled, Place
from qualcode.analysis.tables import frame_of
from qualcode.coding.placing import Placed
from qualcode.respondents import Respondents
from qualcode.text import Span
from qualcode.transcript import Transcript

CONFUSION_COLUMNS: dict[str, str] = {
    "first": "str",
    "second": "str",
    "code": "str",
    "other": "str",
    "units": "int64",
}
DIFFERENCE_COLUMNS: dict[str, str] = {
    "transcript": "str",
    "respondent": "str",
    "unit": "int64",
    "turn": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "kind": "str",
    "consensus": "str",
    "may_quote": "bool",
}


class Difference(StrEnum):
    """How two coders differ on a unit, the lightest first."""

    BOUNDARY = "boundary"
    """The other gave the same code to the unit before or after, in the same turn."""
    MISSED = "missed"
    """One gave a code, and the other none instead."""
    OTHER_CODE = "other_code"
    """Each gave a code that the other did not give."""


def confusion_frame(found: Doubled) -> pd.DataFrame:
    """Return how often one coder used a code where the other used which, with the columns of `CONFUSION_COLUMNS`.

    A row with the same code twice counts the units where both gave it; one with two codes those where
    each gave a code that the other did not; `other` or `code` is missing where a coder gave no further
    code instead. Pairs that never occur have no row.
    """
    rows: list[tuple[object, ...]] = []
    for one, other in combinations(range(len(found.coders)), 2):
        judged = found.judged[:, one] & found.judged[:, other]
        mine, theirs = found.coded[:, one] & judged, found.coded[:, other] & judged
        first, second = mine & ~theirs, theirs & ~mine
        table = (first * found.weights[:, None]).T @ second.astype(float)
        table += np.diag(found.weights @ (mine & theirs).astype(float))
        alone = [
            (found.weights * ~rest.any(axis=1)) @ part.astype(float)
            for part, rest in ((first, second), (second, first))
        ]
        pair = (found.coders[one], found.coders[other])
        rows += [
            (*pair, found.codes[row], found.codes[column], int(table[row, column]))
            for row, column in zip(*np.nonzero(table), strict=True)
        ]
        rows += [(*pair, found.codes[row], None, int(alone[0][row])) for row in np.flatnonzero(alone[0])]
        rows += [(*pair, None, found.codes[row], int(alone[1][row])) for row in np.flatnonzero(alone[1])]
    return frame_of(rows, CONFUSION_COLUMNS)


def difference_frame(
    found: Doubled,
    transcripts: Mapping[str, Transcript],
    respondents: Respondents,
    consensus: Mapping[Place, Sequence[str]],
) -> pd.DataFrame:
    """Return a row a unit on which coders differ, in the order of the text.

    The columns are those of `DIFFERENCE_COLUMNS` and, after `kind`, one ``codes_`` column a coder (str):
    the codes parted by "; ", empty for none, missing where that coder did not read it. `turn` counts
    from 1; `kind` is the weightiest `Difference` of any two coders; `consensus` are the codes settled
    on for the unit, missing where nothing was settled; `may_quote` tells whether the respondent
    consents to be quoted.
    """
    names = [f"codes_{coder}" for coder in found.coders]
    columns = list(DIFFERENCE_COLUMNS)
    columns[columns.index("consensus") : columns.index("consensus")] = names
    kinds = DIFFERENCE_COLUMNS | dict.fromkeys(names, "str")
    people = {person.id: person for person in respondents}
    differing = list(_differing(found))
    given = _codes(found, [row for row, _ in differing])
    rows = (
        (
            *_placed(found.places[row], transcripts[found.places[row].transcript]),
            str(kind),
            *codes,
            _joined(consensus.get(found.places[row])),
            people[found.places[row].respondent].consents("citeren"),
        )
        for (row, kind), codes in zip(differing, given, strict=True)
    )
    return frame_of(rows, {name: kinds[name] for name in columns})


def settled_codes(
    places: Sequence[Place], consensus: Sequence[Placed], names: Mapping[str, str]
) -> dict[Place, list[str]]:
    """Return the codes (by their `names`) that the consensus gave to the places that it coded."""
    spans: dict[str, list[tuple[Span, str]]] = {}
    for item in consensus:
        if item.start is not None and item.end is not None and item.code is not None:
            spans.setdefault(item.transcript, []).append((Span(item.start, item.end), names[item.code]))
    given = {
        place: dict.fromkeys(
            name for span, name in spans.get(place.transcript, ()) if any(part.overlaps(span) for part in place.parts)
        )
        for place in places
    }
    return {place: list(codes) for place, codes in given.items() if codes}


def _differing(found: Doubled) -> Iterator[tuple[int, Difference]]:
    weight = np.full(len(found.weights), -1)
    for one, other in combinations(range(len(found.coders)), 2):
        judged = found.judged[:, one] & found.judged[:, other]
        mine, theirs = found.coded[:, one] & judged, found.coded[:, other] & judged
        first, second = mine & ~theirs, theirs & ~mine
        near_first, near_second = first & _beside(found, theirs), second & _beside(found, mine)
        # Who of the two gave a code that the other did not give anywhere near: nobody, one of them, or both.
        alone = sum(
            (part & ~near).any(axis=1).astype(int) for part, near in ((first, near_first), (second, near_second))
        )
        weight = np.maximum(weight, np.where((first | second).any(axis=1), alone, -1))
    kinds = tuple(Difference)
    yield from ((int(row), kinds[weight[row]]) for row in np.flatnonzero(weight >= 0))


def _beside(found: Doubled, coded: Booleans) -> Booleans:
    """Return whether the row before or after, in the same turn, has a code."""
    turns = [(place.transcript, place.turn) for place in found.places]
    same = np.array([one == other for one, other in pairwise(turns)], dtype=bool)[:, None]
    beside = np.zeros_like(coded)
    beside[1:] |= coded[:-1] & same
    beside[:-1] |= coded[1:] & same
    return beside


def _placed(place: Place, transcript: Transcript) -> tuple[object, ...]:
    text = " […] ".join(transcript.text[part.start : part.end] for part in place.parts)
    span = (place.parts[0].start, place.parts[-1].end)
    return place.transcript, place.respondent, place.number, place.turn + 1, *span, text


def _codes(found: Doubled, rows: Sequence[int]) -> list[list[str | None]]:
    """Return for each row what each coder gave it, None for a coder who did not read it."""
    names: list[list[list[str]]] = [[[] for _ in found.coders] for _ in rows]
    for row, coder, code in np.argwhere(found.coded[rows]).tolist():
        names[row][coder].append(found.codes[code])
    given: list[list[str | None]] = [[_joined(codes) for codes in of_row] for of_row in names]
    for row, coder in np.argwhere(~found.judged[rows].any(axis=2)).tolist():
        given[row][coder] = None
    return given


def _joined(codes: Sequence[str] | None) -> str | None:
    return None if codes is None else "; ".join(codes)
