"""A respondent withdraws: the one operation that rewrites what was kept.

The transcripts in which nobody else speaks are removed, with all that was decided on them. In a
conversation with others the respondent's turns are taken out; codings of the others keep their
place. Of each decision that goes a tombstone without words remains, so that a copy of a journal
that is merged later cannot bring it back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from qualcode.coding.events import Event, new_event
from qualcode.coding.placing import Status
from qualcode.decisions import Decisions
from qualcode.errors import QualcodeError
from qualcode.formats.speakers import RESPONDENTS_FILE
from qualcode.journals import FOLDER, forget_texts, forget_torn, journals, keep_text
from qualcode.respondents import Respondents
from qualcode.store import Study, read_bytes, write_bytes
from qualcode.text import decode, text_hash
from qualcode.transcript import Role, Transcript, Turn

WITHDRAWN = "[ingetrokken]"
_CONTEXT = 40
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal does, or did.

    `removed` and `rewritten` are files of the study, `decisions` the number of decisions that go;
    `remaining` names where words of the respondent may still be, which is for a person to clear.
    """

    respondent: str
    removed: tuple[str, ...]
    rewritten: tuple[str, ...]
    decisions: int
    remaining: tuple[str, ...]


def plan_withdrawal(study: Study, decisions: Decisions, respondent: str) -> Withdrawal:
    """Return what a withdrawal would do; nothing is touched.

    Raises `UnknownValueError` for an unknown respondent, and `QualcodeError` where a journal
    or a changed coding must be dealt with first.
    """
    study.respondents[respondent]
    alone, shared = _transcripts_of(study, respondent)
    _check(decisions, {item.id for item in shared})
    gone = [
        event for events in decisions.events.values() for event in events if _goes(event, respondent, alone, shared)
    ]
    journal_files = [f"{FOLDER}/{coder}.jsonl" for coder in decisions.events]
    return Withdrawal(
        respondent,
        tuple(item.path for item in (*alone, *shared)),
        (*(f"interviews/{item.id}.md" for item in shared), *journal_files, _respondents_file(study.path)),
        len(gone),
        _elsewhere(study.path),
    )


def withdraw(study: Study, decisions: Decisions, respondent: str) -> Withdrawal:
    """Carry a withdrawal out, and return what was done and what remains elsewhere.

    When it is interrupted it can be run again: the respondent's row goes last.
    """
    planned = plan_withdrawal(study, decisions, respondent)
    words = _own_words(study, respondent)
    alone, shared = _transcripts_of(study, respondent)
    masked = {item.id: _masked(item, respondent) for item in shared}
    texts = {item.hash for item in (*alone, *shared)}
    for coder, journal in journals(study.path).items():
        events = decisions.events[coder]
        kept = [_rewritten(event, masked) for event in events if not _goes(event, respondent, alone, shared)]
        covered = [event for event in events if _goes(event, respondent, alone, shared)]
        texts |= {str(event.get("text")) for event in covered if event.get("text")}
        tombstone = [new_event("redact", coder, datetime.now(UTC), {"covers": [event.id for event in covered]})]
        journal.rewrite([*kept, *(tombstone if covered else [])])
    for text in masked.values():
        keep_text(study.path, text_hash(text), text)
    forget_texts(study.path, texts)
    forget_torn(study.path)
    for item in shared:
        write_bytes(study.path / "interviews" / f"{item.id}.md", _worked_out(item, respondent).encode("utf-8"))
    for item in (*alone, *shared):
        (study.path / item.path).unlink(missing_ok=True)
    _remove_rows(study.path, study.respondents, respondent)
    return replace(planned, remaining=(*planned.remaining, *_files_with(study.path, words)))


def _transcripts_of(study: Study, respondent: str) -> tuple[list[Transcript], list[Transcript]]:
    """Return the transcripts in which only `respondent` speaks, and those with others."""
    mine = [item for item in study.transcripts if respondent in item.respondents]
    named = {row.transcript for row in study.respondents.of_respondent(respondent)}
    alone = [item for item in study.transcripts if item.id in named and set(item.respondents) <= {respondent}]
    return alone, [item for item in mine if item not in alone]


def _check(decisions: Decisions, shared: set[str]) -> None:
    if decisions.unreadable:
        raise QualcodeError(f"A journal must be mended before anyone can withdraw: {decisions.unreadable[0]}")
    waiting = [item for item in decisions.placed if item.transcript in shared and item.status is not Status.SAME]
    if waiting:
        raise QualcodeError(
            f"{len(waiting)} codings in {waiting[0].transcript} were made on an earlier text. Confirm, refuse or remove them "
            "first (project.proposals()), since that text must go."
        )


def _goes(event: Event, respondent: str, alone: Sequence[Transcript], shared: Sequence[Transcript]) -> bool:
    """Tell whether a decision is about the respondent's words."""
    on = event.get("on") or {}
    if on.get("respondent") == respondent:
        return True
    place = {**event.data, **on}
    if place.get("transcript") in {item.id for item in alone}:
        return True
    transcript = next((item for item in shared if item.id == place.get("transcript")), None)
    if transcript is None or event.kind == "reviewed" or "start" not in place:
        return False
    if place.get("text") != transcript.hash:
        return True
    return any(turn.span.overlaps((place["start"], place["end"])) for turn in _turns_of(transcript, respondent))


def _turns_of(transcript: Transcript, respondent: str) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.respondent == respondent]


def _masked(transcript: Transcript, respondent: str) -> str:
    """Return the text with the respondent's letters covered, each by one, so that all else keeps its place."""
    text = transcript.text
    for turn in _turns_of(transcript, respondent):
        text = text[: turn.start] + re.sub(r"\S", "█", transcript.speech(turn)) + text[turn.end :]
    return text


def _worked_out(transcript: Transcript, respondent: str) -> str:
    """Return the transcript as Markdown, without the respondent's words.

    The place of a withdrawn turn is a heading, so that it belongs to nobody.
    """
    before = transcript.text[: transcript.turns[0].start].split("\n")[:-1]
    blocks = ["\n".join(before).strip()]
    for turn in transcript.turns:
        if turn.respondent == respondent:
            blocks.append(f"# {WITHDRAWN}")
        else:
            label = turn.speaker or ("Interviewer" if turn.role is Role.INTERVIEWER else turn.respondent)
            blocks.append(f"{label}: {transcript.speech(turn)}" if label else transcript.speech(turn))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _rewritten(event: Event, masked: Mapping[str, str]) -> Event:
    """Return a decision on a conversation that the respondent took part in, on its text without those words."""
    text = masked.get(str(event.get("transcript")))
    if text is None or "text" not in event.data:
        return event
    data: dict[str, Any] = {**event.data, "text": text_hash(text)}
    if "before" in data:
        data["before"] = text[max(0, data["start"] - _CONTEXT) : data["start"]]
        data["after"] = text[data["end"] : data["end"] + _CONTEXT]
    return event._replace(data=data)


def _remove_rows(path: Path, respondents: Respondents, respondent: str) -> None:
    name = _respondents_file(path)
    lines = sorted((row.line for row in respondents.of_respondent(respondent) if row.line), reverse=True)
    data = read_bytes(path / name)
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(data))
        for line in lines:
            book.worksheets[0].delete_rows(line)
        out = io.BytesIO()
        book.save(out)
        write_bytes(path / name, out.getvalue())
        return
    decoded = decode(data)
    rows = decoded.text.split("\n")
    for line in lines:
        del rows[line - 1 : line - 1 + _height(rows[line - 1 :])]
    text = "\n".join(rows).replace("\n", "\r\n" if b"\r\n" in data else "\n")
    write_bytes(path / name, text.encode(decoded.encoding))


def _height(rows: Sequence[str]) -> int:
    """Return how many lines the first row takes; a cell in quotes may run over several."""
    reader = csv.reader(io.StringIO("\n".join(rows)), delimiter=max(";,\t", key=rows[0].count))
    next(reader)
    return reader.line_num


def _respondents_file(path: Path) -> str:
    return RESPONDENTS_FILE if (path / RESPONDENTS_FILE).exists() else "interviews/respondents.xlsx"


def _elsewhere(path: Path) -> tuple[str, ...]:
    found = []
    if any((folder / ".git").exists() for folder in (path.resolve(), *path.resolve().parents)):
        found.append(".git: the history of the folder keeps earlier versions")
    if (path / "output").exists():
        found.append("output/: remove it, and run qualcode again")
    return (*found, "copies outside this folder: backups, mail, colleagues' computers")


def _own_words(study: Study, respondent: str) -> frozenset[str]:
    """Return the long words that only the respondent uses: not the others, their names, the guide or the codebook."""
    mine: set[str] = set()
    others = {
        word
        for file in study.files
        if not file.path.startswith("interviews/")
        for word in _long_words(study.path / file.path)
    }
    people = [value for person in study.respondents if person.id != respondent for value in person.attributes.values()]
    labels = [row.speaker for row in study.respondents.appearances if row.respondent != respondent]
    others.update(_LONG_WORD.findall(" ".join([*people, *labels]).casefold()))
    for transcript in study.transcripts:
        for turn in transcript.turns:
            words = _LONG_WORD.findall(transcript.speech(turn).casefold())
            (mine if turn.respondent == respondent else others).update(words)
    return frozenset(mine - others)


def _long_words(file: Path) -> set[str]:
    return set(_LONG_WORD.findall(file.read_bytes().decode("utf-8", "ignore").casefold()))


def _files_with(path: Path, words: Iterable[str]) -> tuple[str, ...]:
    """Return the files of the folder, but for .git and output, in which one of `words` stands."""
    wanted = frozenset(words)
    found = []
    for file in sorted(item for item in path.rglob("*") if item.is_file()):
        name = file.relative_to(path)
        if name.parts[0] in {".git", "output"} or file.stat().st_size > 20_000_000:
            continue
        if not wanted.isdisjoint(_long_words(file)):
            found.append(f"{name.as_posix()}: it holds a word that only this respondent used")
    return tuple(found)
