"""The matrix: a pivot view on coded units.

A cell is computed from distinct units, so that a sentence under two sub-codes of one theme
counts once for that theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from qualcode.codebook import Codebook
from qualcode.coding.review import Reading, together
from qualcode.errors import check_value
from qualcode.respondents import Respondents

VALUES = ("named", "sentences", "words", "share", "respondents")
ROWS = ("theme", "code")


@dataclass(frozen=True)
class MatrixTables:
    """A matrix's cells and, for each row, its totals.

    `status` has the shape of `cells` and says how far the column's respondents were read for
    the row (`qualcode.coding.review.Reading`).

    `cells` has a row a theme or code and a column a respondent (or transcript, or value of
    an attribute); dtype Int64, for shares Float64. `totals` has the same rows and the Int64
    columns ``respondents``, ``conversations`` and, where that attribute exists,
    ``organisations``: how many of each name the row at least once.
    """

    cells: pd.DataFrame
    totals: pd.DataFrame
    status: pd.DataFrame


def build_matrix(
    coded: pd.DataFrame,
    codebook: Codebook,
    respondents: Respondents,
    spoken: Mapping[tuple[str, str, str | None], int],
    *,
    rows: str = "theme",
    columns: str = "respondent",
    value: str = "named",
    reading: Mapping[tuple[str, str, str], Reading] | None = None,
    topics: Sequence[str] = (),
) -> MatrixTables:
    """Count the coded units (`qualcode.analysis.tables.coded_units`) in a matrix.

    Values: "named" is 1 where the row is named at all, else 0; "sentences" counts units (of
    the kind that `coded` was made with); "words" their words; "share" their words as a part
    of all words that the column's respondents speak (0–1, missing where nobody speaks);
    "respondents" the people who name it. `columns` is "respondent", "transcript", "topic" (one of
    `topics`; what is said outside these is in no column) or an attribute. Every respondent, topic and
    code has its place, also without codings.

    `reading` tells, by (code, transcript, respondent), what a person has read; None for
    suggestions, which look at everything. A cell without codings is 0 where all was read for
    that code, and missing otherwise; codings that exist always count.
    """
    check_value("value", value, VALUES)
    check_value("rows", rows, ROWS)
    check_value("columns", columns, ("respondent", "transcript", "topic", *respondents.attributes))
    branch = _by_row(coded, codebook, rows)
    branch["column"] = _column_of(branch, respondents, columns)
    status = status_table(codebook, respondents, reading, rows=rows, columns=columns, topics=topics)
    index, header = status.index, status.columns
    cells = _cells(branch, value).reindex(index=index, columns=header, fill_value=0)
    unknown = None if reading is None else (cells == 0) & (status != Reading.COMPLETE)
    if value == "share":
        cells = cells.astype("Float64").div(_spoken_by_column(spoken, respondents, columns, header), axis="columns")
    else:
        cells = cells.astype("Int64")
    totals = _totals(branch, respondents).reindex(index, fill_value=0).astype("Int64")
    return MatrixTables(cells if unknown is None else cells.mask(unknown), totals, status)


def status_table(
    codebook: Codebook,
    respondents: Respondents,
    reading: Mapping[tuple[str, str, str], Reading] | None,
    *,
    rows: str = "theme",
    columns: str = "respondent",
    topics: Sequence[str] = (),
) -> pd.DataFrame:
    """Return how far each cell of a matrix was read: the `status` of `MatrixTables`; arguments as for `build_matrix`."""
    index = pd.Index(
        [code.id for code in (codebook.themes if rows == "theme" else codebook.tree)], name=rows, dtype="str"
    )
    header = pd.Index(_headers(respondents, columns, topics), name=columns, dtype="str")
    found: dict[tuple[str, str], list[Reading]] = {}
    people = {person.id: person for person in respondents}
    for (code, transcript, respondent), how_far in (reading or {}).items():
        named = {"respondent": (respondent,), "transcript": (transcript,), "topic": topics}.get(columns)
        for column in (people[respondent].attributes.get(columns, ""),) if named is None else named:
            found.setdefault((code, column), []).append(how_far)
    missing = Reading.COMPLETE if reading is None else Reading.NOT_REVIEWED
    states = [[str(together(found.get((code, column), [missing]))) for column in header] for code in index]
    return pd.DataFrame(states, index=index, columns=header, dtype="str")


def _by_row(coded: pd.DataFrame, codebook: Codebook, rows: str) -> pd.DataFrame:
    """Return one row for each distinct unit under each row of the matrix (a code holds its sub-codes)."""
    ancestors = {code.id: list(codebook.line_of(code.id)) for code in codebook}
    if all(len(line) == 1 for line in ancestors.values()):
        return coded.assign(row=coded[rows])
    spread = coded.assign(row=coded["theme"] if rows == "theme" else coded["code"].map(ancestors)).explode("row")
    return spread.drop_duplicates(["row", "transcript", "unit"]).copy()


def _headers(respondents: Respondents, columns: str, topics: Sequence[str]) -> list[str]:
    if columns == "topic":
        return list(topics)
    if columns == "respondent":
        return list(respondents.ids)
    if columns == "transcript":
        return list(dict.fromkeys(row.transcript for row in respondents.appearances))
    return sorted({person.attributes.get(columns, "") for person in respondents})


def _column_of(frame: pd.DataFrame, respondents: Respondents, columns: str) -> pd.Series:
    if columns in ("respondent", "transcript", "topic"):
        return frame[columns]
    return frame["respondent"].map({person.id: person.attributes.get(columns, "") for person in respondents})


def _cells(branch: pd.DataFrame, value: str) -> pd.DataFrame:
    cell = branch.groupby(["row", "column"], observed=True)
    if value in ("words", "share"):
        counted = cell["word_count"].sum()
    elif value == "respondents":
        counted = cell["respondent"].nunique()
    else:
        counted = cell.size()
    table = counted.unstack("column", fill_value=0)
    return (table > 0).astype("int64") if value == "named" else table


def _spoken_by_column(
    spoken: Mapping[tuple[str, str, str | None], int], respondents: Respondents, columns: str, header: pd.Index
) -> pd.Series:
    counts = pd.DataFrame(
        [(*key, count) for key, count in spoken.items()], columns=["transcript", "respondent", "topic", "count"]
    )
    total = counts.groupby(_column_of(counts, respondents, columns))["count"].sum()
    return total.reindex(header).astype("Float64").mask(lambda counts: counts == 0)


def _totals(branch: pd.DataFrame, respondents: Respondents) -> pd.DataFrame:
    grouped = branch.assign(
        organisation=branch["respondent"].map(
            # An organisation that is not known is not one more.
            {person.id: person.attributes.get("organisation") or None for person in respondents}
        )
    ).groupby("row", observed=True)
    totals = {"respondents": grouped["respondent"].nunique(), "conversations": grouped["transcript"].nunique()}
    if "organisation" in respondents.attributes:
        totals["organisations"] = grouped["organisation"].nunique()
    return pd.DataFrame(totals)
