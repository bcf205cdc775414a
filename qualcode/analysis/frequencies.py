"""How many respondents, conversations and organisations name each code. The sample is purposive: no intervals."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.respondents import Respondents

FREQUENCY_COLUMNS: dict[str, str] = {
    "theme": "str",
    "code": "str",
    "name": "str",
    "respondents": "int64",
    "of_respondents": "int64",
    "conversations": "int64",
    "of_conversations": "int64",
    "organisations": "Int64",
    "units": "int64",
}


def frequency_frame(
    coded: pd.DataFrame, codebook: Codebook, respondents: Respondents, read: Collection[str]
) -> pd.DataFrame:
    """Return a row a code in the order of the tree, with the columns of `FREQUENCY_COLUMNS`.

    A code holds its sub-codes. `coded` has the columns of `qualcode.analysis.tables.coded_units`;
    `of_respondents` and `of_conversations` count those whose transcript is in `read`, the transcripts
    that were looked at; `organisations` is missing where none are known.
    """
    above = {code.id: list(codebook.line_of(code.id)) for code in codebook}
    organisation = {person.id: person.attributes.get("organisation") or None for person in respondents}
    spread = coded.assign(row=coded["code"].map(above), organisation=coded["respondent"].map(organisation)).explode(
        "row"
    )
    groups = dict(iter(spread.groupby("row")))
    asked = {item.respondent for item in respondents.appearances if item.transcript in read}
    known = any(organisation.values())
    return frame_of(
        (
            (
                *(codebook.theme_of(code.id).id, code.id, code.name),
                *_counts(groups.get(code.id, spread.iloc[:0]), len(asked), len(read), known=known),
            )
            for code in codebook.tree
        ),
        FREQUENCY_COLUMNS,
    )


def _counts(group: pd.DataFrame, asked: int, read: int, *, known: bool) -> tuple[int | None, ...]:
    return (
        *(group["respondent"].nunique(), asked, group["transcript"].nunique(), read),
        group["organisation"].nunique() if known else None,
        len(group.drop_duplicates(["transcript", "unit"])),
    )
