"""From a reading to a transcript: which label is which respondent, and which the interviewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.errors import Problem
from qualcode.formats.labels import role_of, same_label
from qualcode.formats.reading import Reading
from qualcode.respondents import Appearance
from qualcode.transcript import Kind, Role, Transcript, Turn

RESPONDENTS_FILE = "interviews/respondents.csv"


@dataclass(frozen=True)
class Speaker:
    """A label found in a file, and what is proposed for it.

    `turns` and `words` count what is said under it, `questions` the turns that end in a
    question mark, `first_words` shows how its first turn begins. `label` is None for turns
    that have none.
    """

    label: str | None
    role: Role
    respondent: str | None
    turns: int
    words: int
    questions: int
    first_words: str


def transcript_from(
    stem: str,
    path: str,
    reading: Reading,
    rows: Sequence[Appearance],
    interviewers: Sequence[str] = (),
    rows_file: str = RESPONDENTS_FILE,
) -> tuple[Transcript, list[Problem]]:
    """Make the transcript of a reading, whose speakers the `rows` of `rows_file` explain.

    `interviewers` are labels that stand for an interviewer. A label that stays unknown is a
    problem; its turns are kept, and neither coded nor counted.
    """
    labels = list(dict.fromkeys(turn.speaker for turn in reading.turns))
    known = _explain(labels, rows, interviewers)
    turns = tuple(_assigned(turn, known, rows) for turn in reading.turns)
    transcript = Transcript(stem, path, reading.text, turns, reading.headings, _kind(reading, rows), reading.notes)
    return transcript, _problems(transcript, rows, rows_file)


def speakers_in(turns: Sequence[Turn], text: str) -> tuple[Speaker, ...]:
    """Return the speakers of these turns, in order of appearance."""
    by_label: dict[tuple[str | None, Role], list[Turn]] = {}
    for turn in turns:
        by_label.setdefault((turn.speaker, turn.role), []).append(turn)
    return tuple(_speaker(group, text) for group in by_label.values())


def likely_interviewer(speakers: Sequence[Speaker]) -> Speaker | None:
    """Return the speaker who asks most, where no label says who interviews and one stands out."""
    if any(speaker.role is Role.INTERVIEWER for speaker in speakers) or len(speakers) < 2:
        return None
    asks = sorted(speakers, key=lambda speaker: speaker.questions / speaker.turns, reverse=True)
    first, second = (speaker.questions / speaker.turns for speaker in asks[:2])
    return asks[0] if first >= 0.3 and first > 2 * second and asks[0].role is Role.UNKNOWN else None


def _speaker(turns: list[Turn], text: str) -> Speaker:
    speeches = [text[turn.start : turn.end] for turn in turns]
    first = " ".join(speeches[0].split())
    role = turns[0].role if turns[0].role is not Role.UNKNOWN else role_of(turns[0].speaker)
    return Speaker(
        turns[0].speaker,
        role,
        turns[0].respondent,
        len(turns),
        sum(len(speech.split()) for speech in speeches),
        sum(speech.endswith("?") for speech in speeches),
        first if len(first) <= 60 else first[:59] + "…",
    )


def _explain(
    labels: list[str | None], rows: Sequence[Appearance], interviewers: Sequence[str]
) -> dict[str | None, tuple[Role, str | None]]:
    known: dict[str | None, tuple[Role, str | None]] = {}
    for label in labels:
        if label is not None:
            known[label] = _by_itself(label, rows, interviewers)
    placed = {respondent for _, respondent in known.values()}
    unplaced = list(dict.fromkeys(row.respondent for row in rows if not row.speaker and row.respondent not in placed))
    open_labels = [
        label for label, (role, respondent) in known.items() if respondent is None and role is not Role.INTERVIEWER
    ]
    # Who speaks as "R" is the respondent, also where a passer-by speaks under a name.
    likely = [label for label in open_labels if known[label][0] is Role.RESPONDENT] or open_labels
    if len(likely) == 1 and len(unplaced) == 1:
        known[likely[0]] = (Role.RESPONDENT, unplaced.pop())
        open_labels.remove(likely[0])
    if len(open_labels) == 1 and rows and not unplaced and _nobody_asks(known, open_labels[0]):
        known[open_labels[0]] = (Role.INTERVIEWER, None)
    return known


def _by_itself(label: str, rows: Sequence[Appearance], interviewers: Sequence[str]) -> tuple[Role, str | None]:
    for row in rows:
        if (row.speaker and same_label(row.speaker, label)) or (not row.speaker and same_label(row.respondent, label)):
            return Role.RESPONDENT, row.respondent
    if any(same_label(name, label) for name in interviewers):
        return Role.INTERVIEWER, None
    return role_of(label), None


def _nobody_asks(known: dict[str | None, tuple[Role, str | None]], unless: str | None) -> bool:
    """Tell whether no label is the interviewer's, so that only `unless` may be, which says nothing by itself."""
    return known[unless][0] is Role.UNKNOWN and all(role is not Role.INTERVIEWER for role, _ in known.values())


def _assigned(turn: Turn, known: dict[str | None, tuple[Role, str | None]], rows: Sequence[Appearance]) -> Turn:
    if turn.speaker is not None:
        role, respondent = known[turn.speaker]
        return replace(turn, role=role, respondent=respondent)
    # Turns without a label are the respondent's where there is but one and nobody is seen to ask.
    people = {row.respondent for row in rows}
    if turn.role is not Role.INTERVIEWER and len(people) == 1:
        return replace(turn, role=Role.RESPONDENT, respondent=next(iter(people)))
    return turn


def _kind(reading: Reading, rows: Sequence[Appearance]) -> Kind:
    said = next((row.kind for row in rows if row.kind is not None), None)
    if said is not None:
        return said
    anonymous = all(turn.speaker is None and turn.role is Role.UNKNOWN for turn in reading.turns)
    return Kind.REPORT if anonymous else Kind.VERBATIM


def _problems(transcript: Transcript, rows: Sequence[Appearance], rows_file: str) -> list[Problem]:
    problems = []
    if not transcript.turns:
        problems.append(Problem(transcript.path, "nothing is said in it.", "Check the file."))
    labels = {turn.speaker for turn in transcript.turns if turn.speaker}
    for row in rows:
        if row.speaker and not any(same_label(row.speaker, label) for label in labels):
            found = f"The labels there are {', '.join(sorted(labels)) or 'none'}."
            message = f"nobody speaks as '{row.speaker}' in {transcript.path}."
            problems.append(Problem(rows_file, message, found, row.line, "speaker"))
    unknown = [turn for turn in transcript.turns if turn.role is not Role.INTERVIEWER and turn.respondent is None]
    if rows:
        strangers = speakers_in(unknown, transcript.text)
        problems += [_unexplained(transcript, speaker, rows_file) for speaker in strangers]
    return problems


def _unexplained(transcript: Transcript, speaker: Speaker, rows_file: str) -> Problem:
    who = f"speaks as '{speaker.label}'" if speaker.label else "speaks without a label"
    return Problem(
        transcript.path,
        f"it is not known who {who} ({speaker.turns} turns, {speaker.words} words; not coded).",
        f"Give a row of {rows_file} this transcript and this speaker, or name the interviewer in qualcode.toml.",
    )
