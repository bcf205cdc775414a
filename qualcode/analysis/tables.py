"""Tidy frames: a row a suggestion, a row a coded unit, a row a respondent.

Every function gives the same columns and dtypes with zero rows as with many.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from qualcode.codebook import Codebook
from qualcode.coding.answers import Answer
from qualcode.coding.placing import Placed
from qualcode.coding.suggestions import Suggestion
from qualcode.coding.units import Unit, units
from qualcode.dutch.tokens import count_words
from qualcode.respondents import Respondents
from qualcode.transcript import Transcript

SUGGESTION_COLUMNS: dict[str, str] = {
    "transcript": "str",
    "respondent": "str",
    "theme": "str",
    "code": "str",
    "start": "int64",
    "end": "int64",
    "words": "str",
    "keyword": "str",
    "rule": "str",
    "sentence": "str",
    "sentence_start": "int64",
    "sentence_end": "int64",
    "turn": "int64",
    "topic": "str",
    "question": "str",
}
CODED_COLUMNS: dict[str, str] = {
    "transcript": "str",
    "respondent": "str",
    "theme": "str",
    "code": "str",
    "unit": "int64",
    "turn": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "word_count": "int64",
    "because": "str",
    "stance": "str",
    "topic": "str",
    "question": "str",
}
CODING_COLUMNS: dict[str, str] = {
    "id": "str",
    "coder": "str",
    "transcript": "str",
    "respondent": "str",
    "theme": "str",
    "code": "str",
    "start": "Int64",
    "end": "Int64",
    "quote": "str",
    "status": "str",
    "stance": "str",
    "memo": "str",
    "put_forward": "bool",
    "keyword": "str",
    "rule": "str",
    "engine": "str",
    "blind": "bool",
    "topic": "str",
    "question": "str",
    "codebook": "str",
    "at": "datetime64[us, UTC]",
}

Answers = Mapping[str, Sequence[Answer]]


class CodedSpan(Protocol):
    """A span under a code: a suggestion, or a person's coding."""

    @property
    def transcript(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def code(self) -> str | None: ...
    @property
    def because(self) -> str: ...
    @property
    def respondents(self) -> tuple[str, ...] | None: ...
    @property
    def stance(self) -> str | None: ...


def frame_of(rows: Iterable[Sequence[object]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame with these columns and dtypes, also where there are no rows."""
    frame = pd.DataFrame(list(rows), columns=list(columns))
    return frame.astype(dict(columns))


def suggestions_frame(
    suggestions: Sequence[Suggestion], transcripts: Sequence[Transcript], codebook: Codebook, answers: Answers
) -> pd.DataFrame:
    """Return a row a suggestion, with the columns of `SUGGESTION_COLUMNS`.

    `start` and `end` span the matched `words`, `sentence_start` and `sentence_end` the
    sentence around them, all in code points of the transcript's text; `turn` is the index of
    the turn; `topic` and `question` are missing where the guide's question is not known.
    """
    by_id = {transcript.id: transcript for transcript in transcripts}
    sentences = {transcript.id: units(transcript, "sentence") for transcript in transcripts}
    return frame_of(
        (
            _suggestion_row(item, by_id[item.transcript], _unit_at(sentences[item.transcript], item), codebook, answers)
            for item in suggestions
        ),
        SUGGESTION_COLUMNS,
    )


def coded_units(
    spans: Iterable[CodedSpan],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    answers: Answers,
    unit: str = "sentence",
) -> pd.DataFrame:
    """Return a row for each unit and code that meet, with the columns of `CODED_COLUMNS`.

    A unit counts for a code when a span of that code overlaps it. `unit` is the unit's
    number in its transcript, `because` names what the coding rests on (the keywords, or the
    coders), `word_count` the words of the unit.
    """
    by_transcript: dict[str, list[CodedSpan]] = {}
    for span in spans:
        by_transcript.setdefault(span.transcript, []).append(span)
    rows: list[tuple[Any, ...]] = []
    for transcript in transcripts:
        mine = by_transcript.get(transcript.id, [])
        for piece, found in _meetings(units(transcript, unit) if mine else (), mine):
            rows += _coded_rows(piece, found, transcript, codebook, answers)
    return frame_of(rows, CODED_COLUMNS)


def codings_frame(
    placed: Iterable[Placed], transcripts: Mapping[str, Transcript], codebook: Codebook, answers: Answers
) -> pd.DataFrame:
    """Return a row a coding, in order of time, with the columns of `CODING_COLUMNS`.

    `quote` is the text as it stands today, and where the coding has no place any more (`start`
    and `end` are missing) the text as it was coded; `status` is one of
    `qualcode.coding.placing.Status`; `code` is today's, or the one it was coded with where none is
    known; `respondent` names all who speak in it, parted by "; ";
    `keyword`, `rule` and `engine` are missing unless a suggestion was accepted; `at` is in UTC.
    """
    return frame_of(
        (_coding_row(item, transcripts.get(item.transcript), codebook, answers) for item in placed), CODING_COLUMNS
    )


def respondents_frame(respondents: Respondents, transcripts: Sequence[Transcript]) -> pd.DataFrame:
    """Return a row a respondent: ``respondent``, ``transcripts`` and ``words`` spoken, and all attributes.

    ``transcripts`` names those that the respondent speaks in, parted by ", ". An attribute that
    bears one of these names is called "words (attribute)".
    """
    spoken = spoken_words(transcripts)
    computed = {"respondent": "str", "transcripts": "str", "words": "int64"}
    attributes = {name: f"{name} (attribute)" if name in computed else name for name in respondents.attributes}
    rows = [
        {
            "respondent": person.id,
            "transcripts": ", ".join(key for key, who in spoken if who == person.id),
            "words": sum(count for (_, who), count in spoken.items() if who == person.id),
            **{column: person.attributes.get(name, "") for name, column in attributes.items()},
        }
        for person in respondents
    ]
    columns = {**computed, **dict.fromkeys(attributes.values(), "str")}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def codebook_frame(codebook: Codebook) -> pd.DataFrame:
    """Return a row a code in the order of the tree, all columns of dtype str."""
    keys = ("id", "parent", "name", "definition", "include", "exclude", "examples", "keywords")
    rows = [
        (
            *(code.id, code.parent or "", code.name, code.definition, code.include, code.exclude),
            *("\n".join(code.examples), ", ".join(code.keywords)),
        )
        for code in codebook.tree
    ]
    return frame_of(rows, dict.fromkeys(keys, "str"))


def spoken_words(transcripts: Iterable[Transcript]) -> dict[tuple[str, str], int]:
    """Return the number of words that each respondent speaks, by (transcript, respondent)."""
    counts: dict[tuple[str, str], int] = {}
    for transcript in transcripts:
        for unit in units(transcript, "turn"):
            key = (transcript.id, unit.respondent)
            counts[key] = counts.get(key, 0) + _words(transcript, unit)
    return counts


def _suggestion_row(
    item: Suggestion, transcript: Transcript, unit: Unit, codebook: Codebook, answers: Answers
) -> tuple[object, ...]:
    text = transcript.text
    answer = answers[transcript.id][unit.turn]
    return (
        *(item.transcript, item.respondent, codebook.theme_of(item.code).id, item.code, item.start, item.end),
        *(" ".join(text[word.start : word.end] for word in item.words), item.keyword, str(item.rule)),
        *(text[unit.start : unit.end], unit.start, unit.end, unit.turn, answer.topic, answer.question),
    )


def _unit_at(pieces: Sequence[Unit], item: Suggestion) -> Unit:
    return next(piece for piece in pieces if piece.overlaps((item.start, item.end)))


def _meetings(pieces: Sequence[Unit], spans: Sequence[CodedSpan]) -> Iterator[tuple[Unit, list[CodedSpan]]]:
    """Yield the units that spans meet, in order, each with these spans in the order in which they came."""
    parts = sorted((part.start, part.end, number) for number, piece in enumerate(pieces) for part in piece.parts)
    starts, ends = [part[0] for part in parts], [part[1] for part in parts]
    met: dict[int, dict[int, CodedSpan]] = {}
    for order, span in enumerate(spans):
        if span.start is None or span.end is None:
            continue
        # Parts do not overlap, so those that a span meets follow one another.
        for _, _, number in parts[bisect_right(ends, span.start) : bisect_left(starts, span.end)]:
            if span.respondents is None or pieces[number].respondent in span.respondents:
                met.setdefault(number, {})[order] = span
    for number in sorted(met):
        yield pieces[number], list(met[number].values())


def _coded_rows(
    piece: Unit, spans: Sequence[CodedSpan], transcript: Transcript, codebook: Codebook, answers: Answers
) -> list[tuple[Any, ...]]:
    under: dict[str, list[CodedSpan]] = {}
    for span in spans:
        if span.code is not None:
            under.setdefault(span.code, []).append(span)
    answer = answers[transcript.id][piece.turn]
    text = " […] ".join(transcript.text[part.start : part.end] for part in piece.parts)
    return [
        (
            *(transcript.id, piece.respondent, codebook.theme_of(code).id, code, piece.number, piece.turn),
            *(piece.start, piece.end, text, _words(transcript, piece)),
            *("; ".join(dict.fromkeys(span.because for span in found)), _stances(found), answer.topic, answer.question),
        )
        for code, found in under.items()
    ]


def _stances(spans: Sequence[CodedSpan]) -> str | None:
    return "; ".join(dict.fromkeys(span.stance for span in spans if span.stance)) or None


def _coding_row(
    item: Placed, transcript: Transcript | None, codebook: Codebook, answers: Answers
) -> tuple[object, ...]:
    coding = item.coding
    here = transcript if item.start is not None else None
    quote = here.text[item.start : item.end] if here else coding.quote
    turns = (
        [number for number, turn in enumerate(here.turns) if turn.span.overlaps((item.start or 0, item.end or 0))]
        if here
        else []
    )
    people = dict.fromkeys(here.turns[number].respondent or "" for number in turns) if here else {}
    answer = answers[item.transcript][turns[0]] if turns else None
    origin = coding.origin or {}
    return (
        *(coding.id, coding.coder, item.transcript, "; ".join(coding.respondents or [who for who in people if who])),
        *(codebook.theme_of(item.code).id if item.code else None, item.code or coding.code, item.start, item.end),
        *(quote, str(item.status), coding.stance, coding.memo, coding.put_forward),
        *(origin.get("keyword"), origin.get("rule"), origin.get("engine"), coding.blind),
        *(answer.topic if answer else None, answer.question if answer else None, coding.codebook, coding.at),
    )


def _words(transcript: Transcript, unit: Unit) -> int:
    return sum(count_words(transcript.text, part.start, part.end) for part in unit.parts)
