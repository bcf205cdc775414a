"""Which codes occur together: on overlapping passages, and on units that have both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pandas as pd

from qualcode.analysis.tables import frame_of

PASSAGE_COLUMNS: dict[str, str] = {
    "first": "str",
    "second": "str",
    "passages_first": "int64",
    "passages_second": "int64",
    "overlapping": "int64",
    "documents": "int64",
    "characters": "int64",
    "c": "Float64",
}
UNIT_COLUMNS: dict[str, str] = {
    "first": "str",
    "second": "str",
    "units_first": "int64",
    "units_second": "int64",
    "both": "int64",
    "respondents": "int64",
    "c": "Float64",
}
Passage = tuple[int, int, str]


def c_coefficient(first: float, second: float, both: float) -> float | None:
    """Return c = n12 / (n1 + n2 - n12), None where neither code occurs.

    On units it is at most 1; on passages it can be more, where one passage overlaps several.
    ATLAS.ti manual, Code co-occurrence coefficient.

    >>> round(c_coefficient(100, 10, 5), 3)
    0.048
    """
    either = first + second - both
    return both / either if either else None


def passages_together(documents: Mapping[str, Sequence[Passage]]) -> pd.DataFrame:
    """Return a row a pair of codes, with the columns of `PASSAGE_COLUMNS`.

    `documents` holds triples of start, end (exclusive) and code. `overlapping` counts pairs of passages
    that share a character (those that only touch do not), `documents` those that have both codes,
    `characters` the text that has both; c is that of pairs of passages.
    """
    codes = sorted({code for spans in documents.values() for _, _, code in spans})
    counts = {code: sum(span[2] == code for spans in documents.values() for span in spans) for code in codes}
    return frame_of(
        (_passage_row(one, other, counts, documents) for one, other in combinations(codes, 2)), PASSAGE_COLUMNS
    )


def units_together(coded: pd.DataFrame, codes: Iterable[str], column: str = "code") -> pd.DataFrame:
    """Return a row a pair of codes, with the columns of `UNIT_COLUMNS`: in how many units both occur.

    `coded` has the columns ``transcript``, ``unit``, ``respondent`` and `column`, in which `codes` stand
    (as `qualcode.analysis.tables.coded_units` has). `respondents` counts who has such a unit.
    """
    distinct = coded[["transcript", "unit", "respondent", column]].drop_duplicates()
    units = {
        str(code): {
            (row[0], row[1]): row[2] for row in group[["transcript", "unit", "respondent"]].itertuples(index=False)
        }
        for code, group in distinct.groupby(column)
    }
    return frame_of(
        (_unit_row(one, other, units.get(one, {}), units.get(other, {})) for one, other in combinations(codes, 2)),
        UNIT_COLUMNS,
    )


def _unit_row(
    one: str, other: str, mine: Mapping[tuple[str, int], str], theirs: Mapping[tuple[str, int], str]
) -> tuple[object, ...]:
    both = mine.keys() & theirs.keys()
    people = {mine[unit] for unit in both}
    c = c_coefficient(len(mine), len(theirs), len(both))
    return one, other, len(mine), len(theirs), len(both), len(people), c


def _passage_row(
    one: str, other: str, counts: Mapping[str, int], documents: Mapping[str, Sequence[Passage]]
) -> tuple[object, ...]:
    overlapping = shared = characters = 0
    for spans in documents.values():
        mine, theirs = ([span[:2] for span in spans if span[2] == code] for code in (one, other))
        shared += bool(mine and theirs)
        overlapping += sum(a < d and c < b for a, b in mine for c, d in theirs)
        characters += len(_characters(mine) & _characters(theirs))
    c = c_coefficient(counts[one], counts[other], overlapping)
    return one, other, counts[one], counts[other], overlapping, shared, characters, c


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
