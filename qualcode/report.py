"""The HTML report: the matrix, the quotes behind each cell, and the transcript at that place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from qualcode.analysis.matrix import status_table
from qualcode.analysis.provenance import Provenance
from qualcode.analysis.tables import Answers
from qualcode.codebook import Codebook
from qualcode.coding.review import Reading
from qualcode.coding.units import units
from qualcode.export.labels import Labels
from qualcode.export.report import report_page, utf16_offsets
from qualcode.guide import InterviewGuide
from qualcode.respondents import Respondent, Respondents
from qualcode.text import masked
from qualcode.transcript import Role, Transcript
from qualcode.views import MARKS, source_name

# What describes a respondent beside a quote, and by what quotes can be filtered.
SHOWN = ("function", "sector")
_MOST_VALUES = 12
_WORDS = (
    *("theme", "codes", "respondent", "respondents", "transcript", "turn", "topic", "stance", "function", "sector"),
    *(
        "organisation",
        "rows",
        "columns",
        "all",
        "search",
        "found",
        "found_one",
        "in_transcript",
        "close",
        "no_consent",
        "code",
    ),
    *("incomplete", "not_reread", "not_reviewed", "not_asked"),
)


def html_report(
    coded: pd.DataFrame,
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    respondents: Respondents,
    guide: InterviewGuide,
    answers: Answers,
    reading: Mapping[tuple[str, str, str], Reading] | None,
    made: Provenance,
    labels: Labels,
    *,
    full: bool = True,
) -> bytes:
    """Return ``rapport.html``; without `full` the page holds the quotes and no transcripts.

    Of a respondent who does not consent to be quoted all is counted and nothing shown.
    """
    attributes = [name for name in respondents.attributes if _can_be_filtered(respondents, name)]
    shown = [name for name in SHOWN if name in respondents.attributes]
    data: dict[str, Any] = {
        "full": full,
        "labels": _labels(labels, made),
        "marks": {str(state): mark for state, mark in MARKS.items()},
        "attributes": attributes,
        "shown": shown,
        "codes": _codes(codebook),
        # No other attribute leaves the study: a telephone number has no use here.
        "people": [_person(person, {*attributes, *shown}) for person in respondents],
        "transcripts": [_transcript(item, respondents, guide, answers, full=full) for item in transcripts],
        "units": _units(coded, transcripts, codebook, respondents, guide, made.unit, full=full),
        "status": {
            columns: _status(codebook, respondents, columns, reading)
            for columns in ("respondent", "transcript", *attributes)
        },
    }
    title = made.title or labels.title("report")
    unread = any(data["status"][columns] and any(data["status"][columns]) for columns in data["status"])
    notes = [*_notes(made, labels), *([labels["legend"]] if unread else [])]
    return report_page(title, notes, data, _page_words(labels))


def _labels(labels: Labels, made: Provenance) -> dict[str, str]:
    words = {key: labels.title(key) if key not in ("found", "found_one", "turn") else labels[key] for key in _WORDS}
    return {
        **words,
        "no_consent": labels["no_consent"],
        "because": labels["because" if made.source == "suggested" else "coder"],
    }


def _page_words(labels: Labels) -> dict[str, str]:
    named = {"filters": "filters", "matrix": "matrix", "none": "no_quotes", "more": "more", "transcript": "transcript"}
    return {
        "language": labels.language,
        "noscript": labels["noscript"],
        **{name: labels.title(key) for name, key in named.items()},
    }


def _notes(made: Provenance, labels: Labels) -> list[str]:
    return [
        f"{labels.title('source')}: {source_name(made, labels)}",
        f"{labels.title('unit')}: {labels[made.unit]}",
        f"{labels.title('codebook')}: {made.codebook[:12]}",
        f"{made.program}, {made.engine}, {made.made:%d-%m-%Y}",
    ]


def _can_be_filtered(respondents: Respondents, name: str) -> bool:
    values = {person.attributes.get(name, "") for person in respondents}
    return 1 < len(values) <= max(_MOST_VALUES, len(respondents) // 2) and name not in ("citeren", "archiveren")


def _codes(codebook: Codebook) -> list[dict[str, Any]]:
    order = {code.id: number for number, code in enumerate(codebook.tree)}
    return [
        {
            "name": code.name,
            "definition": code.definition,
            "parent": None if code.parent is None else order[code.parent],
        }
        for code in codebook.tree
    ]


def _person(person: Respondent, names: Collection[str]) -> dict[str, Any]:
    known = {name: value for name, value in person.attributes.items() if name in names}
    return {"id": person.id, "attributes": known, "quoted": person.consents("citeren")}


def _transcript(
    item: Transcript, respondents: Respondents, guide: InterviewGuide, answers: Answers, *, full: bool
) -> dict[str, Any]:
    if not full:
        return {"id": item.id}
    at = utf16_offsets(item.text)
    hidden = [
        turn.span
        for turn in item.turns
        if turn.respondent is not None and not respondents[turn.respondent].consents("citeren")
    ]
    asked: list[str | None] = [_question(answer.topic, answer.question, guide) for answer in answers[item.id]]
    turns = [
        {
            **_place(turn.span, at),
            "speaker": turn.speaker or turn.respondent or "",
            "asks": turn.role is Role.INTERVIEWER,
            "topic": asked[number] if number == 0 or asked[number] != asked[number - 1] else None,
        }
        for number, turn in enumerate(item.turns)
    ]
    return {"id": item.id, "text": masked(item.text, hidden), "turns": turns}


def _question(topic: str | None, question: str | None, guide: InterviewGuide) -> str | None:
    if topic is None:
        return None
    names = {item.id: item.label for item in guide.topics}
    return f"{names.get(topic, topic)} ({question})" if question else names.get(topic, topic)


def _place(span: tuple[int, int], at: list[int] | None) -> dict[str, int]:
    start, end = span
    return {"start": start, "end": end} if at is None else {"start": at[start], "end": at[end]}


def _units(
    coded: pd.DataFrame,
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    respondents: Respondents,
    guide: InterviewGuide,
    unit: str,
    *,
    full: bool,
) -> list[dict[str, Any]]:
    codes = {code.id: number for number, code in enumerate(codebook.tree)}
    people = {person.id: number for number, person in enumerate(respondents)}
    numbers = {item.id: number for number, item in enumerate(transcripts)}
    parts = {item.id: {piece.number: piece.parts for piece in units(item, unit)} for item in transcripts}
    offsets = {item.id: utf16_offsets(item.text) for item in transcripts}
    topics = {topic.id: topic.label for topic in guide.topics}

    def of(row: Mapping[str, Any]) -> dict[str, Any]:
        spans = [_place(part, offsets[row["transcript"]]) for part in parts[row["transcript"]][row["unit"]]]
        found = {
            "transcript": numbers[row["transcript"]],
            "person": people[row["respondent"]],
            "code": codes[row["code"]],
            "number": row["unit"],
            "turn": row["turn"],
            "parts": [[span["start"], span["end"]] for span in spans],
            "because": row["because"],
            "stance": _known(row["stance"]),
            "topic": topics.get(str(row["topic"]), _known(row["topic"])),
        }
        if not full:
            found["text"] = row["text"] if respondents[row["respondent"]].consents("citeren") else ""
        return {name: value for name, value in found.items() if value is not None}

    return [of({str(name): value for name, value in row.items()}) for row in coded.to_dict("records")]


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _status(
    codebook: Codebook, respondents: Respondents, columns: str, reading: Mapping[tuple[str, str, str], Reading] | None
) -> list[dict[str, str]]:
    """Return, by row of the code tree and column, how far was read, where that is not all."""
    if reading is None:
        return []
    status = status_table(codebook, respondents, reading, rows="code", columns=columns)
    return [
        {str(column): state for column, state in zip(status.columns, row, strict=True) if state != Reading.COMPLETE}
        for row in status.itertuples(index=False)
    ]
