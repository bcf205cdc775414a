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
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from qualcode.coding.events import Event, new_event
from qualcode.coding.placing import Status
from qualcode.decisions import Decisions
from qualcode.errors import QualcodeError
from qualcode.journals import FOLDER, forget_texts, forget_torn, journals, keep_text
from qualcode.respondents import Respondents
from qualcode.store import (
    INTERVIEWS,
    RESPONDENTS_FILES,
    Study,
    read_bytes,
    transcript_files,
    transcript_id,
    write_bytes,
)
from qualcode.text import around, decode, text_hash
from qualcode.transcript import Role, Transcript, Turn

WITHDRAWN = "[ingetrokken]"
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

    Raises `UnknownValueError` for an unknown respondent, and `QualcodeError` where a journal, a
    transcript that cannot be read or a changed coding must be dealt with first.
    """
    return _plan(study, decisions, _scope(study, respondent))


def withdraw(study: Study, decisions: Decisions, respondent: str) -> Withdrawal:
    """Carry a withdrawal out, and return what was done and what remains elsewhere.

    When it is interrupted it can be run again: the respondent's row goes last.
    """
    scope = _scope(study, respondent)
    planned = _plan(study, decisions, scope)
    words = _own_words(study, respondent)
    texts = {item.hash for item in scope.transcripts}
    for coder, journal in journals(study.path).items():
        covered = [event for event in decisions.events[coder] if scope.covers(event)]
        kept = [_rewritten(event, scope.masked) for event in decisions.events[coder] if not scope.covers(event)]
        texts |= {str(event.get("text")) for event in covered if event.get("text")}
        tombstone = [new_event("redact", coder, datetime.now(UTC), {"covers": [event.id for event in covered]})]
        journal.rewrite([*kept, *(tombstone if covered else [])])
    for text in scope.masked.values():
        keep_text(study.path, text_hash(text), text)
    forget_texts(study.path, texts - scope.masked_hashes)
    forget_torn(study.path)
    for item in scope.shared:
        write_bytes(study.path / INTERVIEWS / f"{item.id}.md", _worked_out(item, respondent).encode("utf-8"))
    for item in scope.transcripts:
        (study.path / item.path).unlink(missing_ok=True)
    _remove_rows(study.path, study.respondents, respondent)
    return replace(planned, remaining=(*planned.remaining, *_files_with(study.path, words)))


@dataclass(frozen=True)
class _Scope:
    """Whose words go, and where they are.

    `alone` are the transcripts in which nobody else speaks, `shared` the others; `masked` has the
    text of each of these, by id, without the respondent's words.
    """

    respondent: str
    alone: tuple[Transcript, ...]
    shared: tuple[Transcript, ...]
    masked: Mapping[str, str]

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """All transcripts that the respondent speaks in."""
        return (*self.alone, *self.shared)

    @cached_property
    def masked_hashes(self) -> frozenset[str]:
        """The hashes of the masked texts: decisions on these were dealt with, before an interruption."""
        return frozenset(text_hash(text) for text in self.masked.values())

    @cached_property
    def _by_id(self) -> Mapping[str, Transcript]:
        return {item.id: item for item in self.transcripts}

    def covers(self, event: Event) -> bool:
        """Tell whether a decision is about the respondent's words."""
        on = event.get("on") or {}
        if on.get("respondent") == self.respondent:
            return True
        place = {**event.data, **on}
        transcript = self._by_id.get(place.get("transcript", ""))
        if transcript is None:
            return False
        if transcript.id not in self.masked:
            return True
        if event.kind == "reviewed" or "start" not in place:
            return False
        if place.get("text") not in {transcript.hash, *self.masked_hashes}:
            return True
        turns = _turns_of(transcript, self.respondent)
        return any(turn.span.overlaps((place["start"], place["end"])) for turn in turns)


def _scope(study: Study, respondent: str) -> _Scope:
    study.respondents[respondent]
    named = {row.transcript for row in study.respondents.of_respondent(respondent)}
    alone = [item for item in study.transcripts if item.id in named and set(item.respondents) <= {respondent}]
    shared = [item for item in study.transcripts if respondent in item.respondents and item not in alone]
    return _Scope(respondent, tuple(alone), tuple(shared), {item.id: _masked(item, respondent) for item in shared})


def _plan(study: Study, decisions: Decisions, scope: _Scope) -> Withdrawal:
    _check(study, decisions, scope)
    journal_files = [f"{FOLDER}/{coder}.jsonl" for coder in decisions.events]
    return Withdrawal(
        scope.respondent,
        tuple(item.path for item in scope.transcripts),
        (*(f"{INTERVIEWS}/{item.id}.md" for item in scope.shared), *journal_files, _respondents_file(study.path)),
        sum(scope.covers(event) for events in decisions.events.values() for event in events),
        _elsewhere(study.path),
    )


def _check(study: Study, decisions: Decisions, scope: _Scope) -> None:
    if decisions.unreadable:
        raise QualcodeError(f"A journal must be mended before anyone can withdraw: {decisions.unreadable[0]}")
    named = {row.transcript for row in study.respondents.of_respondent(scope.respondent)}
    read = {item.id for item in study.transcripts}
    for file in transcript_files(study.path / INTERVIEWS):
        if transcript_id(file) in named - read:
            raise QualcodeError(
                f"{file.name} cannot be read, and may hold words of {scope.respondent}. Mend or remove it first."
            )
    waiting = [
        item
        for item in decisions.placed
        if item.transcript in scope.masked
        and item.status is not Status.SAME
        and item.coding.text not in scope.masked_hashes
    ]
    if waiting:
        raise QualcodeError(
            f"{len(waiting)} codings in {waiting[0].transcript} were made on an earlier text. "
            "Confirm, refuse or remove them first (project.proposals()), since that text must go."
        )


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
        data["before"], data["after"] = around(text, (data["start"], data["end"]))
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
    return next(name for name in RESPONDENTS_FILES if (path / name).exists())


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
