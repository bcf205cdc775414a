"""Words are withdrawn, a respondent's or a passage: the one operation that rewrites what was kept.

The transcripts in which nobody but the respondent speaks are removed, with all that was decided on
them. In a conversation with others the respondent's turns are taken out; codings of the others keep
their place. A passage is taken out alone: a coding that reaches further stays, without the words. Of each decision that goes a tombstone without words remains, so that a copy of a journal
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
from typing import Any, NamedTuple

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
from qualcode.text import Span, around, decode, masked, text_hash
from qualcode.transcript import Heading, Role, Transcript, Turn

WITHDRAWN = "[ingetrokken]"
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal does, or did.

    `what` is the id of the respondent, or that of the transcript that a passage stands in. `removed` and `rewritten` are files of the study, `decisions` the number of decisions that go;
    `remaining` names where words of the respondent may still be, which is for a person to clear.
    """

    what: str
    removed: tuple[str, ...]
    rewritten: tuple[str, ...]
    decisions: int
    remaining: tuple[str, ...]


def plan_withdrawal(study: Study, decisions: Decisions, what: str | Passage) -> Withdrawal:
    """Return what the withdrawal of a respondent, by id, or of a passage would do; nothing is touched.

    Raises `UnknownValueError` for an unknown respondent, and `QualcodeError` where a journal, a
    transcript that cannot be read or a changed coding must be dealt with first.
    """
    return _plan(study, decisions, _scope(study, what))


def withdraw(study: Study, decisions: Decisions, what: str | Passage) -> Withdrawal:
    """Carry a withdrawal out, and return what was done and what remains elsewhere.

    When it is interrupted it can be run again: the respondent's row, or the passage, goes last.
    """
    scope = _scope(study, what)
    planned = _plan(study, decisions, scope)
    words = _own_words(study, scope)
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
        write_bytes(study.path / INTERVIEWS / f"{item.id}.md", _worked_out(item, scope.spans[item.id]).encode("utf-8"))
    for item in scope.transcripts:
        if item.path != f"{INTERVIEWS}/{item.id}.md" or item in scope.alone:
            (study.path / item.path).unlink(missing_ok=True)
    if scope.respondent is not None:
        _remove_rows(study.path, study.respondents, scope.respondent)
    return replace(planned, remaining=(*planned.remaining, *_files_with(study.path, words)))


class Passage(NamedTuple):
    """A passage of a transcript that is to be withdrawn."""

    transcript: Transcript
    span: Span


@dataclass(frozen=True)
class _Scope:
    """Whose words go, and where they are.

    `alone` are the transcripts that go as a whole, `shared` those of which the words in `spans`
    go, by id; `masked` has the text of each of these without the words. `respondent` is None for
    a passage.
    """

    respondent: str | None
    alone: tuple[Transcript, ...]
    shared: tuple[Transcript, ...]
    spans: Mapping[str, tuple[Span, ...]]

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """All transcripts that hold words that go."""
        return (*self.alone, *self.shared)

    @cached_property
    def masked(self) -> Mapping[str, str]:
        """The texts of which a part goes, by transcript, with each letter of that part covered."""
        return {item.id: masked(item.text, self.spans[item.id]) for item in self.shared}

    @cached_property
    def masked_hashes(self) -> frozenset[str]:
        """The hashes of the masked texts: decisions on these were dealt with, before an interruption."""
        return frozenset(text_hash(text) for text in self.masked.values())

    @cached_property
    def _by_id(self) -> Mapping[str, Transcript]:
        return {item.id: item for item in self.transcripts}

    def covers(self, event: Event) -> bool:
        """Tell whether a decision goes with the words that it is about."""
        on = event.get("on") or {}
        if self.respondent is not None and self.respondent in (on.get("respondent"), event.get("respondent")):
            return True
        place = {**event.data, **on}
        transcript = self._by_id.get(place.get("transcript", ""))
        if transcript is None or transcript.id not in self.masked:
            return transcript is not None
        if event.kind == "reviewed" or "start" not in place:
            return False
        return place.get("text") not in {transcript.hash, *self.masked_hashes} or self._reaches(transcript, place)

    def _reaches(self, transcript: Transcript, place: Mapping[str, Any]) -> bool:
        """Tell whether a passage is one of the respondent's, or lies within the one that goes."""
        start, end = place["start"], place["end"]
        spans = self.spans[transcript.id]
        if self.respondent is None:
            return any(span.start <= start and end <= span.end for span in spans)
        return any(span.overlaps((start, end)) for span in spans)


def _scope(study: Study, what: str | Passage) -> _Scope:
    if isinstance(what, Passage):
        return _Scope(None, (), (what.transcript,), {what.transcript.id: (what.span,)})
    study.respondents[what]
    named = {row.transcript for row in study.respondents.of_respondent(what)}
    alone = [item for item in study.transcripts if item.id in named and set(item.respondents) <= {what}]
    shared = [item for item in study.transcripts if what in item.respondents and item not in alone]
    spans = {item.id: tuple(turn.span for turn in item.turns if turn.respondent == what) for item in shared}
    return _Scope(what, tuple(alone), tuple(shared), spans)


def _plan(study: Study, decisions: Decisions, scope: _Scope) -> Withdrawal:
    _check(study, decisions, scope)
    journal_files = [f"{FOLDER}/{coder}.jsonl" for coder in decisions.events]
    rows = () if scope.respondent is None else (_respondents_file(study.path),)
    rewritten = [f"{INTERVIEWS}/{item.id}.md" for item in scope.shared]
    return Withdrawal(
        scope.respondent or scope.shared[0].id,
        tuple(item.path for item in scope.transcripts if item.path not in rewritten),
        (*rewritten, *journal_files, *rows),
        sum(scope.covers(event) for events in decisions.events.values() for event in events),
        _elsewhere(study.path),
    )


def _check(study: Study, decisions: Decisions, scope: _Scope) -> None:
    if decisions.unreadable:
        raise QualcodeError(f"A journal must be mended before anyone can withdraw: {decisions.unreadable[0]}")
    if scope.respondent is not None:
        _check_files(study, scope.respondent)
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


def _check_files(study: Study, respondent: str) -> None:
    named = {row.transcript for row in study.respondents.of_respondent(respondent)}
    read = {item.id for item in study.transcripts}
    for file in transcript_files(study.path / INTERVIEWS):
        if transcript_id(file) in named - read:
            raise QualcodeError(
                f"{file.name} cannot be read, and may hold words of {respondent}. Mend or remove it first."
            )


def _worked_out(transcript: Transcript, spans: Sequence[Span]) -> str:
    """Return the transcript as Markdown, without the words in `spans`.

    The place of a withdrawn turn is a heading, so that it belongs to nobody.
    """
    before = transcript.text[: transcript.turns[0].start].split("\n")[:-1]
    headings = [heading for heading in transcript.headings if heading.start > transcript.turns[0].start]
    blocks = ["\n".join(before).strip()]
    pieces: list[Turn | Heading] = [*transcript.turns, *headings]
    for piece in sorted(pieces, key=lambda piece: piece.start):
        words = _without(transcript.text, Span(piece.start, piece.end), spans)
        if isinstance(piece, Heading) or words == WITHDRAWN:
            blocks.append(f"# {words.lstrip('# ')}")
        else:
            label = piece.speaker or ("Interviewer" if piece.role is Role.INTERVIEWER else piece.respondent)
            blocks.append(f"{label}: {words}" if label else words)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _without(text: str, piece: Span, spans: Sequence[Span]) -> str:
    """Return the words of `piece`, with a mark in the place of what stands in `spans`."""
    words, position = "", piece.start
    for span in sorted(span for span in spans if span.overlaps(piece)):
        words += text[position : max(span.start, position)] + WITHDRAWN
        position = span.end
    return words + text[position : piece.end]


def _rewritten(event: Event, texts: Mapping[str, str]) -> Event:
    """Return a decision on a text of which words go, on that text without those words."""
    on = event.get("on")
    if isinstance(on, dict) and on.get("transcript") in texts:
        return event._replace(data={**event.data, "on": _on_masked(on, texts[on["transcript"]])})
    text = texts.get(str(event.get("transcript")))
    return event if text is None else event._replace(data=_on_masked(event.data, text))


def _on_masked(place: Mapping[str, Any], text: str) -> dict[str, Any]:
    if "text" not in place:
        return dict(place)
    found = {**place, "text": text_hash(text)}
    if "before" in place:
        found["before"], found["after"] = around(text, (place["start"], place["end"]))
    if "quote" in place and "start" in place:
        found["quote"] = text[place["start"] : place["end"]]
    return found


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


def _own_words(study: Study, scope: _Scope) -> frozenset[str]:
    """Return the long words that stand only in what goes: not elsewhere, in names, in the guide or the codebook."""
    others = {
        word
        for file in study.files
        if not file.path.startswith("interviews/")
        for word in _long_words(study.path / file.path)
    }
    people = [person for person in study.respondents if person.id != scope.respondent]
    named = [value for person in people for value in person.attributes.values()]
    labels = [row.speaker for row in study.respondents.appearances if row.respondent != scope.respondent]
    others.update(_words_in(" ".join([*named, *labels])))
    gone = [item.text for item in scope.alone]
    gone += [item.text[span.start : span.end] for item in scope.shared for span in scope.spans[item.id]]
    for item in study.transcripts:
        if item not in scope.alone:
            others.update(_words_in(scope.masked.get(item.id, item.text)))
    return frozenset(set(_words_in(" ".join(gone))) - others)


def _words_in(text: str) -> list[str]:
    return _LONG_WORD.findall(text.casefold())


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
            found.append(f"{name.as_posix()}: it holds a word that stood only in what was withdrawn")
    return tuple(found)
