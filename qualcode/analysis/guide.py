"""The interviews along the guide: a row an exchange, and what was asked of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from qualcode.analysis.tables import Answers, frame_of
from qualcode.codebook import Codebook
from qualcode.coding.answers import Answer, Does
from qualcode.coding.review import Reading
from qualcode.coding.units import spoken
from qualcode.dutch.tokens import count_words
from qualcode.guide import InterviewGuide
from qualcode.respondents import Respondents
from qualcode.transcript import Role, Transcript

ANSWER_COLUMNS: dict[str, str] = {
    "transcript": "str",
    "turn": "int64",
    "respondent": "str",
    "topic": "str",
    "question": "str",
    "questions": "str",
    "does": "str",
    "how": "str",
    "confidence": "float64",
    "asked": "str",
    "answer": "str",
    "words": "int64",
}
COVERAGE_COLUMNS: dict[str, str] = {
    "topic": "str",
    "question": "str",
    "respondent": "str",
    "status": "str",
    "words": "Int64",
    "codings": "Int64",
}
ROWS = ("question", "topic")
# Less sure than this nobody was asked anything, or nothing shows that a question was put before.
_SURE, _SURE_TO_GO_ON = 0.3, 0.7
ASKED, NOT_ASKED, UNKNOWN = "asked", "not asked", "unknown"


def answers_frame(transcripts: Sequence[Transcript], answers: Answers, *, doubtful: bool = False) -> pd.DataFrame:
    """Return a row an exchange (a turn of the interviewer and the answer), with the columns of `ANSWER_COLUMNS`.

    `turn` is the index of the interviewer's turn; `respondent` names all who answer, parted by "; ";
    `questions` are all that the turn asks, `question` the first of them, or the one that it goes on with;
    `does` is what the turn does ("question", "probe", "neither"); `how` and `confidence` are those of
    `qualcode.coding.answers.Answer`; `words` counts the answer. Rows are in the order of the interviews;
    with `doubtful` the least sure come first, and what is marked or decided is left out.
    """
    rows = [row for transcript in transcripts for row in _exchanges(transcript, answers[transcript.id])]
    frame = frame_of(rows, ANSWER_COLUMNS)
    if not doubtful:
        return frame
    open_ones = frame[~frame["how"].isin(["number", "heading", "decided"])]
    return open_ones.sort_values("confidence", kind="stable").reset_index(drop=True)


def _exchanges(transcript: Transcript, found: Sequence[Answer]) -> Iterator[tuple[object, ...]]:
    asking = [number for number, turn in enumerate(transcript.turns) if turn.role is Role.INTERVIEWER]
    for at, until in zip(asking, [*asking[1:], len(transcript.turns)], strict=True):
        said = [turn for turn in transcript.turns[at + 1 : until] if turn.role is Role.RESPONDENT]
        answer = found[at]
        people = dict.fromkeys(turn.respondent for turn in said if turn.respondent)
        yield (
            *(transcript.id, at, "; ".join(people) or None, answer.topic, answer.question),
            *("; ".join(answer.questions) or None, answer.does, answer.how, answer.confidence),
            transcript.speech(transcript.turns[at]),
            " […] ".join(transcript.speech(turn) for turn in said),
            sum(count_words(transcript.text, turn.start, turn.end) for turn in said),
        )


@dataclass
class _Heard:
    """What is known of one question or topic and one respondent."""

    asked: bool = False
    words: int = 0
    codings: int = 0


def coverage_frame(
    transcripts: Sequence[Transcript],
    answers: Answers,
    guide: InterviewGuide,
    respondents: Respondents,
    coded: pd.DataFrame,
    *,
    rows: str = "question",
) -> pd.DataFrame:
    """Return a row a question (or topic) and respondent, with the columns of `COVERAGE_COLUMNS`.

    `status` is "asked", "not asked", or "unknown" where nothing is known of the questions of a
    respondent's conversations. `words` are those spoken in answer to it, `codings` the coded
    sentences (`coded` as of `qualcode.analysis.tables.coded_units`) among them; both are missing, and
    not 0, where it was not asked. What answers two questions counts for both.
    In a conversation of several, a question is asked of those who are there: who spoke before and after.
    With `rows` "topic" a topic is asked where one of its questions is, and `question` is missing.
    """
    heard: dict[tuple[str, str], _Heard] = {}
    known: set[str] = set()
    topics = {question.id: question.topic for question in guide.questions}
    for transcript in transcripts:
        _hear(transcript, answers[transcript.id], topics if rows == "topic" else {}, heard, known)
    _count(coded, answers, topics if rows == "topic" else {}, heard)
    lines = (
        [(topic.id, None) for topic in guide.topics]
        if rows == "topic"
        else [(question.topic, question.id) for question in guide.questions]
    )
    return frame_of(
        (
            (topic, question, person.id, *_status(heard.get((question or topic, person.id)), known=person.id in known))
            for topic, question in lines
            for person in respondents
        ),
        COVERAGE_COLUMNS,
    )


def unasked(
    reading: Mapping[tuple[str, str, str], Reading] | None,
    coverage: pd.DataFrame,
    coded: pd.DataFrame,
    guide: InterviewGuide,
    codebook: Codebook,
    respondents: Respondents,
    *,
    topic: str | None = None,
) -> Mapping[tuple[str, str, str], Reading] | None:
    """Return how far was read, with what was not asked told apart.

    `reading` is as of `qualcode.coding.review.reading_of`, or None where all was looked at. A code is not
    asked of a respondent to whom none of the questions was put that the guide maps to its theme
    (`themes`), or with `topic` nothing of that topic. A code that the guide maps to no question is asked
    of everybody, and one that a respondent brought up (`coded`) counts all the same. `coverage` is that
    of questions, as of `coverage_frame`.
    """
    asking = {code.id: _asking(code.id, guide, codebook, topic) for code in codebook}
    if not any(asking.values()):
        return reading
    if reading is None:
        places = [(row.transcript, row.respondent) for row in respondents.appearances]
        reading = {(code, *place): Reading.COMPLETE for code in asking for place in places}
    silent = coverage[coverage["status"] == NOT_ASKED]
    spared = {(str(row.question), str(row.respondent)) for row in silent.itertuples(index=False)}
    said = {
        (line, str(row.respondent)) for row in coded.itertuples(index=False) for line in codebook.line_of(str(row.code))
    }
    found = dict(reading)
    for code, transcript, respondent in reading:
        questions = asking[code]
        if questions and (code, respondent) not in said and all((name, respondent) in spared for name in questions):
            found[code, transcript, respondent] = Reading.NOT_ASKED
    return found


def _asking(code: str, guide: InterviewGuide, codebook: Codebook, topic: str | None) -> list[str]:
    """Return the questions of which one must be put, lest a code be not asked."""
    line = set(codebook.line_of(code))
    return [
        question.id
        for question in guide.questions
        if (question.topic == topic if topic is not None else line & set(question.themes))
    ]


def _names(answer: Answer, topics: Mapping[str, str]) -> list[str]:
    """Return the rows that an answer counts for: its questions, or with `topics` the topics of these."""
    if topics:
        found = [topics[question] for question in answer.questions if question in topics]
        return list(dict.fromkeys(found or ([answer.topic] if answer.topic else [])))
    return list(answer.questions or ([answer.question] if answer.question else []))


def _hear(
    transcript: Transcript,
    found: Sequence[Answer],
    topics: Mapping[str, str],
    heard: dict[tuple[str, str], _Heard],
    known: set[str],
) -> None:
    """Count what was asked of whom in one conversation, and how much each answered."""
    turns = list(spoken(transcript))
    if any(answer.question or answer.topic for answer in found):
        known.update(who for _, _, who in turns)
    present = {who: [number for number, _, one in turns if one == who] for _, _, who in turns}
    for number, turn, who in turns:
        for name in _names(found[number], topics):
            heard.setdefault((name, who), _Heard()).words += count_words(transcript.text, turn.start, turn.end)
    for answer in found:
        if not _asks(answer, transcript):
            continue
        for name in _names(answer, topics):
            for who, when in present.items():
                if _is_there(answer.turn, when, transcript):
                    heard.setdefault((name, who), _Heard()).asked = True


def _asks(answer: Answer, transcript: Transcript) -> bool:
    """Tell whether a turn shows that its question is asked: by asking it, or by going on with it beyond doubt."""
    if answer.does is None:
        return True
    if transcript.turns[answer.turn].role is not Role.INTERVIEWER:
        return False
    return (answer.confidence or 0.0) >= (_SURE if answer.does is Does.ASKS else _SURE_TO_GO_ON)


def _is_there(turn: int, when: Sequence[int], transcript: Transcript) -> bool:
    """Tell whether somebody who speaks in the turns `when` hears what is asked in `turn`."""
    asked_before = max((at for at in range(when[0]) if transcript.turns[at].role is Role.INTERVIEWER), default=when[0])
    return asked_before <= turn <= when[-1]


def _count(
    coded: pd.DataFrame, answers: Answers, topics: Mapping[str, str], heard: dict[tuple[str, str], _Heard]
) -> None:
    """Count the coded sentences under what they answer."""
    for row in coded.drop_duplicates(["transcript", "unit"]).itertuples(index=False):
        for name in _names(answers[str(row.transcript)][int(str(row.turn))], topics):
            heard.setdefault((name, str(row.respondent)), _Heard()).codings += 1


def _status(found: _Heard | None, *, known: bool) -> tuple[str, int | None, int | None]:
    if found is not None and found.asked:
        return ASKED, found.words, found.codings
    return (NOT_ASKED if known else UNKNOWN), None, None
