"""Quotes: coded units as a reader of the report will see them."""

from __future__ import annotations

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.errors import QualcodeError
from qualcode.respondents import Respondents

QUOTE_COLUMNS: dict[str, str] = {
    "theme": "str",
    "codes": "str",
    "transcript": "str",
    "respondent": "str",
    "function": "str",
    "sector": "str",
    "turn": "int64",
    "unit": "int64",
    "start": "int64",
    "end": "int64",
    "quote": "str",
    "because": "str",
    "stance": "str",
    "topic": "str",
    "question": "str",
    "may_quote": "bool",
}
# A quote of this many words reads well; others come after these.
READABLE = range(8, 46)


def quotes_frame(coded: pd.DataFrame, codebook: Codebook, respondents: Respondents) -> pd.DataFrame:
    """Return a row for each unit and theme that meet, with the columns of `QUOTE_COLUMNS`.

    Rows stand in the order of the themes, then of the respondents, then of the text.
    `codes` are the codes of the theme, parted by "; "; `turn` counts from 1; `may_quote` is
    False for a respondent who does not consent to be quoted.
    """
    people = {person.id: person for person in respondents}
    order = {"theme": codebook.ids, "respondent": respondents.ids}
    rows = []
    for (theme, transcript, unit), group in coded.groupby(["theme", "transcript", "unit"], sort=False):
        first = group.iloc[0]
        person = people[first["respondent"]]
        rows.append(
            (
                *(theme, "; ".join(dict.fromkeys(group["code"])), transcript, person.id),
                *(person.attributes.get("function", ""), person.attributes.get("sector", "")),
                *(first["turn"] + 1, unit, first["start"], first["end"], first["text"]),
                *(_joined(group["because"]), _joined(group["stance"]) or None, first["topic"], first["question"]),
                person.consents("citeren"),
            )
        )
    frame = frame_of(rows, QUOTE_COLUMNS)
    return frame.sort_values(
        ["theme", "respondent", "transcript", "unit"],
        key=lambda column: column.map(order[str(column.name)].index) if column.name in order else column,
        kind="stable",
        ignore_index=True,
    )


def _joined(texts: pd.Series) -> str:
    """Return the distinct parts of texts that are parted by "; "."""
    return "; ".join(dict.fromkeys("; ".join(texts.dropna()).split("; ")))


def select_quotes(quotes: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return `n` quotes a theme, spread over respondents: one of each before a second of any.

    Who may not be quoted comes last. Of a respondent those of a readable length come first, then
    those under most codes, then those with most words. The order of the rows is kept. Raises
    `QualcodeError` for a number below 0.
    """
    if n < 0:
        raise QualcodeError(f"{n} quotes cannot be chosen. Name a number of 0 or more.")
    length = quotes["quote"].map(lambda quote: len(quote.split()))
    ranked = quotes.assign(
        _unreadable=~length.isin(READABLE), _codes=-quotes["codes"].str.count(";"), _length=-length
    ).sort_values(["_unreadable", "_codes", "_length"], kind="stable")
    ranked["_round"] = ranked.groupby(["theme", "respondent"]).cumcount()
    ranked["_hidden"] = ~ranked["may_quote"]
    ranked = ranked.sort_values(["_hidden", "_round", "_unreadable", "_codes", "_length"], kind="stable")
    chosen = ranked.groupby("theme", sort=False).head(n)
    return quotes.loc[sorted(chosen.index)].reset_index(drop=True)
