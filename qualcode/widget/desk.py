"""A coder's desk: what lies on the transcripts now, kept in step with the journals and the codebook on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from qualcode.codebook import Codebook
from qualcode.coder import Coder
from qualcode.coding.events import Event
from qualcode.coding.placing import Placed, Places, Read, Rejected
from qualcode.coding.state import State, fold
from qualcode.coding.suggestions import Suggestion
from qualcode.consensus import Consensus
from qualcode.decisions import kept_codebook, settled_codings
from qualcode.errors import ReadError
from qualcode.journals import CONSENSUS, FOLDER, journals, kept_text
from qualcode.project import Project
from qualcode.store import CODEBOOK_FILES
from qualcode.widget.comparison import compare
from qualcode.widget.items import Items, coding_items, open_suggestions, suggestion_items
from qualcode.widget.reading import progress_of, turn_readings
from qualcode.widget.view import keyed_view

_Stamp = tuple[int, int] | None


class Desk:
    """What a coder sees of a study; with `blind` neither suggestions nor other coders are ever looked at."""

    def __init__(self, project: Project, coder: str, *, blind: bool = False, others: Iterable[str] = ()) -> None:
        """Take an opened study and who codes; `others` are the coders whose codings are shown as well."""
        self.project = project
        self.blind = blind
        self.others = () if blind else tuple(others)
        self._name = coder
        self._own_stamp: _Stamp = None
        self._unsure = False
        self._foreign: dict[str, tuple[_Stamp, tuple[Event, ...]]] = {}
        self._readings: dict[str, tuple[object, Mapping[int, Any]]] = {}
        self._suggested: dict[str, list[Suggestion]] = {}
        self._kept: dict[str, Codebook | None] = {}
        self._asked: frozenset[str] = frozenset()
        self._keyed: dict[str, dict[str, dict[str, Any]]] = {}
        self._places = Places(project.transcripts.values(), lambda text_hash: kept_text(project.path, text_hash))
        self._open_anew()

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is on the disk."""
        return self.project.codebook

    @property
    def beside(self) -> tuple[str, ...]:
        """Whose codings stand side by side: this coder's, the others' and the consensus; none where nobody else's do."""
        return (self.coder.name, *self.others, CONSENSUS) if self.others else ()

    def consensus(self) -> Consensus:
        """Return the consensus, decided on by this coder."""
        return self.project.consensus(by=self.coder.name)

    def look(self, *, thorough: bool = False) -> bool:
        """Read again what another program, a cell or another tab has written; tell whether anything was read.

        With `thorough` the journal is read after an own decision too: another program may have
        written just before it, which its time and size do not tell.
        """
        changed = False
        if self._stamp_of_codebook() != self._codebook_stamp:
            self.project.reload()
            self._open_anew()
            changed = True
        elif self._stamp_of_journal() != self._own_stamp or (thorough and self._unsure):
            self.coder.refresh()
            self._unsure = False
            self._own_stamp = self._stamp_of_journal()
            changed = True
        if not self.blind:
            changed = self._look_at_others() or changed
        if changed:
            self.forget()
        return changed

    def forget(self) -> None:
        """Let what was computed of the decisions be computed anew, after a decision."""
        self._forget("state", "reads", "_own", "_rejected", "_by_transcript")
        self._suggested.clear()
        asked = frozenset(event.id for state in (self.state, self._foreign_state) for event in state.of("asked"))
        if asked != self._asked:
            self._asked = asked
            self._keyed.clear()
            self.project.reload()

    def written(self) -> None:
        """Take note that the coder wrote to the journal: what is there now was written here."""
        self._own_stamp = self._stamp_of_journal()
        self._unsure = True
        self.forget()

    @cached_property
    def state(self) -> State:
        """What holds after this coder's decisions."""
        return self.coder.state

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """What this coder has read."""
        return self._places.reads(self.state)

    def placed(self, transcript: str) -> list[Placed]:
        """Return this coder's codings in a transcript, where they stand today."""
        return self._by_transcript.get(transcript, [])

    def suggestions(self, transcript: str) -> list[Suggestion]:
        """Return the open suggestions in a transcript; none for who codes blind."""
        if self.blind:
            return []
        if transcript not in self._suggested:
            hits = self._hits.get(transcript, ())
            self._suggested[transcript] = open_suggestions(hits, self._rejected, self.placed(transcript))
        return self._suggested[transcript]

    def items(self, transcript: str) -> Items:
        """Return all that lies on a transcript."""
        found = coding_items(self.placed(transcript))
        if self.blind:
            return found
        found |= suggestion_items(self.suggestions(transcript))
        if self.others:
            there = [item for item in self._theirs if item.transcript == transcript]
            found |= coding_items((item for item in there if item.coder in self.others), "other")
            found |= coding_items((item for item in there if item.coder == CONSENSUS), "consensus")
            coders = [self.coder.name, *self.compared(transcript)]
            return compare(found, coders, settled_codings(self._foreign_state))
        return found

    def keyed(self, transcript: str) -> dict[str, dict[str, Any]]:
        """Return by turn of a transcript which question of the guide it asks or answers."""
        if transcript not in self._keyed:
            self._keyed[transcript] = keyed_view(self.project.keyed(transcript))
        return self._keyed[transcript]

    def compared(self, transcript: str) -> list[str]:
        """Return which of the others have coded or read a transcript: only with these can somebody differ there."""
        if not self.others:
            return []
        at_work = {item.coder for item in self._theirs if item.transcript == transcript}
        at_work |= {read.coder for read in self._places.reads(self._foreign_state) if read.transcript == transcript}
        return [name for name in self.others if name in at_work]

    def turns(self, transcript: str) -> Mapping[int, Any]:
        """Return for each turn of a respondent how far it was read."""
        reads = tuple(read for read in self.reads if read.transcript == transcript)
        key = (reads, self.codebook.version)
        if self._readings.get(transcript, (None,))[0] != key:
            text = self.project.transcripts[transcript]
            self._readings[transcript] = (key, turn_readings(text, reads, self.codebook, self._kept_codebook))
        return self._readings[transcript][1]

    def progress(self) -> dict[str, dict[str, int | None]]:
        """Return for each transcript what was read and what waits."""
        return {
            name: progress_of(self.turns(name), None if self.blind else len(self.suggestions(name)))
            for name in self.project.transcripts
        }

    def recent(self, most: int = 9) -> list[str]:
        """Return the codes that were used last, the last one first."""
        used = [item.code for item in reversed(self._own) if item.code in self.codebook]
        return [code for code in dict.fromkeys(used) if code is not None][:most]

    @cached_property
    def _own(self) -> tuple[Placed, ...]:
        return self._places.codings(self.state, self.codebook)

    @cached_property
    def _by_transcript(self) -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for item in self._own:
            found.setdefault(item.transcript, []).append(item)
        return found

    @cached_property
    def _theirs(self) -> tuple[Placed, ...]:
        return self._places.codings(self._foreign_state, self.codebook)

    @cached_property
    def _rejected(self) -> frozenset[Rejected]:
        return self._places.rejected(self.state, self.codebook) | self._foreign_rejected

    @cached_property
    def _foreign_rejected(self) -> frozenset[Rejected]:
        return self._places.rejected(self._foreign_state, self.codebook)

    @cached_property
    def _foreign_state(self) -> State:
        return fold(event for _, events in self._foreign.values() for event in events)

    @cached_property
    def _hits(self) -> dict[str, list[Suggestion]]:
        found: dict[str, list[Suggestion]] = {}
        for hit in self.project.hits:
            found.setdefault(hit.transcript, []).append(hit)
        return found

    def _open_anew(self) -> None:
        self._codebook_stamp = self._stamp_of_codebook()
        self._own_stamp = self._stamp_of_journal()
        self.coder: Coder = self.project.coder(self._name, blind=self.blind)
        self._forget("_hits", "_theirs", "_foreign_rejected")
        if not self.blind:
            self._look_at_others()
        self.forget()

    def _look_at_others(self) -> bool:
        changed = False
        for name, journal in journals(self.project.path).items():
            stamp = _stamp(journal.path)
            if name == self._name or self._foreign.get(name, (None,))[0] == stamp:
                continue
            try:
                self._foreign[name] = (stamp, journal.read().events)
            except ReadError:
                # That it cannot be read is among the study's problems.
                self._foreign[name] = (stamp, ())
            changed = True
        if changed:
            self._forget("_foreign_state", "_foreign_rejected", "_theirs")
        return changed

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def _kept_codebook(self, version: str) -> Codebook | None:
        if version == self.codebook.version:
            return self.codebook
        if version not in self._kept:
            self._kept[version] = kept_codebook(self.project.path, version)
        return self._kept[version]

    def _stamp_of_journal(self) -> _Stamp:
        return _stamp(self.project.path / FOLDER / f"{self._name}.jsonl")

    def _stamp_of_codebook(self) -> tuple[_Stamp, ...]:
        return tuple(_stamp(self.project.path / name) for name in CODEBOOK_FILES)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
