"""Tidy frames: a row a suggestion, a row a coded unit, a row a respondent.

Every function gives the same columns and dtypes with zero rows as with many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualcode.codebook import Codebook
from qualcode.coding.answers import Answer
from qualcode.coding.placing import Placed
from qualcode.coding.raised import Proposals
from qualcode.coding.suggestions import Suggestion
from qualcode.coding.units import Unit, UnitsAt, units, units_at
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
    "spans": "str",
    "keyword": "str",
    "rule": "str",
    "lemma": "str",
    "split": "str",
    "flag": "str",
    "confidence": "float64",
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
    "raised": "str",
    "keyword": "str",
    "rule": "str",
    "engine": "str",
    "blind": "bool",
    "topic": "str",
    "question": "str",
    "codebook": "str",
    "at": "datetime64[us, UTC]",
}

# What a matrix is counted from.
COUNTED_COLUMNS = {
    name: CODED_COLUMNS[name] for name in ("transcript", "respondent", "theme", "code", "unit", "word_count")
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
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return _of_values(dict(zip(columns, map(list, values), strict=True)), columns)


def _of_values(values: Mapping[str, list[Any] | NDArray[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    # A column at a time is much quicker than rows; times are left to the frame, which reads them from texts.
    made = {
        name: pd.Series(values[name], dtype="object" if dtype.startswith("datetime") else dtype)
        for name, dtype in columns.items()
    }
    frame = pd.DataFrame(made, columns=list(columns), copy=False)
    times = {name: dtype for name, dtype in columns.items() if dtype.startswith("datetime")}
    return frame.astype(times) if times else frame


def suggestions_frame(
    suggestions: Sequence[Suggestion], transcripts: Sequence[Transcript], codebook: Codebook, answers: Answers
) -> pd.DataFrame:
    """Return a row a suggestion, with the columns of `SUGGESTION_COLUMNS`.

    `start` and `end` span the matched `words`, and `spans` has each word's own ("12:18 40:45", also
    apart); `sentence_start` and `sentence_end` are the sentence around them, all in code points of
    the transcript's text. `rule` is the least exact one of `qualcode.coding.keywords.Rule` that was
    needed, `lemma` the word that was met, `split` the parts of a compound or separable verb
    ("taal|achterstand"); `flag` names a "negation" or "counterfactual" near by; `confidence` is the
    share of such hits that a coder agrees with. `turn` is the index of the turn; `topic` and
    `question` are missing where the guide's question is not known.
    """
    by_id = {transcript.id: transcript for transcript in transcripts}
    sentences = {transcript.id: units_at(transcript, "sentence") for transcript in transcripts}
    themes = _themes(codebook)
    return frame_of(
        (
            _suggestion_row(item, by_id[item.transcript], sentences[item.transcript], themes, answers)
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
    known: KnownRows | None = None,
    columns: Mapping[str, str] = CODED_COLUMNS,
) -> pd.DataFrame:
    """Return a row for each unit and code that meet, with the columns of `CODED_COLUMNS`, or some of these.

    A unit counts for a code when a span of that code overlaps it. `unit` is the unit's
    number in its transcript, `because` names what the coding rests on (the keywords, or the
    coders), `word_count` the words of the unit. `known` keeps the rows of codes whose spans stay the
    same from one call to the next.
    """
    known = {} if known is None else known
    by_code: dict[str, tuple[list[int], list[CodedSpan]]] = {}
    for number, span in enumerate(spans):
        if span.code is not None:
            numbers, mine = by_code.setdefault(span.code, ([], []))
            numbers.append(number)
            mine.append(span)
    parts, firsts = [], list[int]()
    for code, (numbers, mine) in by_code.items():
        key = (unit, code, codebook.theme_of(code).id)
        if key not in known or known[key].spans != tuple(mine):
            known[key] = _coded_part(mine, transcripts, key[2], answers, unit)
        parts.append(known[key])
        firsts += [numbers[at] for at in known[key].firsts]
    return _in_order(parts, firsts, columns)


class Part(NamedTuple):
    """The rows of one code, column by column: what they were made of, and of each its transcript's position and that of its first span."""

    spans: tuple[CodedSpan, ...]
    values: Mapping[str, NDArray[Any]]
    transcripts: list[int]
    firsts: list[int]


KnownRows = dict[tuple[str, str, str], Part]


def codings_frame(
    placed: Iterable[Placed],
    transcripts: Mapping[str, Transcript],
    codebook: Codebook,
    answers: Answers,
    proposals: Proposals | None = None,
) -> pd.DataFrame:
    """Return a row a coding, in order of time, with the columns of `CODING_COLUMNS`.

    `quote` is the text as it stands today, and where the coding has no place any more (`start`
    and `end` are missing) the text as it was coded; `status` is one of
    `qualcode.coding.placing.Status`; `code` is today's, or the one it was coded with where none is
    known; `respondent` names all who speak in it, parted by "; "; `raised` tells how the theme came up
    ("spontaan", "na vraag", "aangereikt"), as the coder says or else as `proposals` has it;
    `keyword`, `rule` and `engine` are missing unless a suggestion was accepted; `at` is in UTC.
    """
    return frame_of(
        (_coding_row(item, transcripts.get(item.transcript), codebook, answers, proposals) for item in placed),
        CODING_COLUMNS,
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
            "transcripts": ", ".join(key for key, who, _ in spoken if who == person.id),
            "words": sum(count for (_, who, _), count in spoken.items() if who == person.id),
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


def spoken_words(
    transcripts: Iterable[Transcript], answers: Answers | None = None
) -> dict[tuple[str, str, str | None], int]:
    """Return the number of words that each respondent speaks, by (transcript, respondent, topic).

    The topic is None where it is not known, and everywhere without `answers`.
    """
    counts: dict[tuple[str, str, str | None], int] = {}
    for transcript in transcripts:
        for unit in units(transcript, "turn"):
            key = (transcript.id, unit.respondent, answers[transcript.id][unit.turn].topic if answers else None)
            counts[key] = counts.get(key, 0) + _words(transcript, unit)
    return counts


def _themes(codebook: Codebook) -> dict[str, str]:
    return {code.id: codebook.theme_of(code.id).id for code in codebook}


def _suggestion_row(
    item: Suggestion, transcript: Transcript, sentences: UnitsAt, themes: Mapping[str, str], answers: Answers
) -> tuple[object, ...]:
    text = transcript.text
    unit = next(sentences.meeting(item.start, item.end))
    answer = answers[transcript.id][unit.turn]
    return (
        *(item.transcript, item.respondent, themes[item.code], item.code, item.start, item.end),
        " ".join([text[start:end] for start, end in item.words]),
        " ".join([f"{start}:{end}" for start, end in item.words]),
        *(item.keyword, item.rule.value, item.lemma, "|".join(item.split) or None, item.flag, item.confidence),
        *(text[unit.start : unit.end], unit.start, unit.end, unit.turn, answer.topic, answer.question),
    )


def _coded_part(
    spans: Sequence[CodedSpan], transcripts: Sequence[Transcript], theme: str, answers: Answers, unit: str
) -> Part:
    by_transcript: dict[str, list[CodedSpan]] = {}
    for span in spans:
        by_transcript.setdefault(span.transcript, []).append(span)
    rows: list[tuple[Any, ...]] = []
    positions: list[int] = []
    place = {id(span): number for number, span in enumerate(spans)}
    firsts: list[int] = []
    for position, transcript in enumerate(transcripts):
        mine = by_transcript.get(transcript.id, [])
        for piece, found in _under(mine, units_at(transcript, unit)) if mine else ():
            rows.append(_coded_row(piece, found, transcript, theme, answers))
            positions.append(position)
            firsts.append(place[id(found[0])])
    table = list(zip(*rows, strict=True)) or [()] * len(CODED_COLUMNS)
    values = {
        name: np.array(column, dtype if dtype == "int64" else object)
        for (name, dtype), column in zip(CODED_COLUMNS.items(), table, strict=True)
    }
    return Part(tuple(spans), values, positions, firsts)


def _in_order(parts: Sequence[Part], firsts: Sequence[int], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of all codes by transcript, unit, and the code whose span comes first (`firsts`, by row)."""
    if not parts:
        return frame_of((), columns)
    transcript = [position for part in parts for position in part.transcripts]
    unit = np.concatenate([part.values["unit"] for part in parts])
    place = np.lexsort(np.array([firsts, unit, transcript], dtype=np.int64))
    return _of_values({name: np.concatenate([part.values[name] for part in parts])[place] for name in columns}, columns)


def _under(spans: Sequence[CodedSpan], pieces: UnitsAt) -> list[tuple[Unit, list[CodedSpan]]]:
    """Return the units that are coded, in order, each with its spans."""
    found: dict[int, tuple[Unit, list[CodedSpan]]] = {}
    for span in spans:
        if span.start is None or span.end is None:
            continue
        for piece in pieces.meeting(span.start, span.end):
            if span.respondents is None or piece.respondent in span.respondents:
                found.setdefault(piece.number, (piece, []))[1].append(span)
    return [found[number] for number in sorted(found)]


def _coded_row(
    piece: Unit, spans: Sequence[CodedSpan], transcript: Transcript, theme: str, answers: Answers
) -> tuple[Any, ...]:
    answer = answers[transcript.id][piece.turn]
    text = " […] ".join([transcript.text[part.start : part.end] for part in piece.parts])
    return (
        *(transcript.id, piece.respondent, theme, spans[0].code, piece.number, piece.turn),
        *(piece.start, piece.end, text, _words(transcript, piece)),
        *("; ".join(dict.fromkeys([span.because for span in spans])), _stances(spans), answer.topic, answer.question),
    )


def _stances(spans: Sequence[CodedSpan]) -> str | None:
    return "; ".join(dict.fromkeys(span.stance for span in spans if span.stance)) or None


def _coding_row(
    item: Placed, transcript: Transcript | None, codebook: Codebook, answers: Answers, proposals: Proposals | None
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
    raised = coding.raised
    if raised is None and proposals and here and answer and item.code:
        raised = proposals.of(here, turns[0], answer, item.code, put_forward=coding.put_forward)
    return (
        *(coding.id, coding.coder, item.transcript, "; ".join(coding.respondents or [who for who in people if who])),
        *(codebook.theme_of(item.code).id if item.code else None, item.code or coding.code, item.start, item.end),
        *(quote, str(item.status), coding.stance, coding.memo, coding.put_forward, raised),
        *(origin.get("keyword"), origin.get("rule"), origin.get("engine"), coding.blind),
        *(answer.topic if answer else None, answer.question if answer else None, coding.codebook, coding.at),
    )


@lru_cache(maxsize=50_000)
def _words(transcript: Transcript, unit: Unit) -> int:
    return sum(count_words(transcript.text, part.start, part.end) for part in unit.parts)
