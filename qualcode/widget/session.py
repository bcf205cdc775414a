"""A session of one coder: messages of pages come in, answers and changes go out.

It knows no browser. A page says ``hello`` and gets all that it shows; it asks for acts, and is told
that one is saved when it is in the journal; it says ``sync`` to hear what others have done. What
goes out is for every page that shows the same session: each change names the version that it
follows on, by which a page that missed one knows that it must say ``hello`` again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import RLock
from time import monotonic
from typing import Any, NamedTuple
from uuid import uuid4

from qualcode.coding.events import STANCES
from qualcode.errors import QualcodeError, ReadError, UnknownValueError, WriteError, check_value
from qualcode.journals import CONSENSUS, journals
from qualcode.project import Project
from qualcode.widget.acts import act
from qualcode.widget.desk import Desk
from qualcode.widget.items import Items, difference
from qualcode.widget.labels import widget_labels
from qualcode.widget.messages import Done, RefusedError
from qualcode.widget.view import codebook_view, guide_view, transcript_view

Answer = dict[str, Any]
# Acts that, done twice, do something else; they are never repeated for a page that outlived its kernel.
_ONCE = frozenset({"undo", "redo"})
# So many acts are remembered, so that one whose answer was lost is not done twice when it is tried again.
_REMEMBERED = 1000


class _Shown(NamedTuple):
    """What pages that show a transcript know of it; each change makes a new version."""

    version: int
    items: Items
    turns: Mapping[int, Any]
    keyed: Mapping[str, Any]


class Session:
    """One coder's session in a study, for any number of pages.

    >>> session = Session(project, "R03", coder="anna")      # doctest: +SKIP
    >>> session.handle({"id": "1", "op": "hello"})           # doctest: +SKIP
    [{'re': '1', 'ok': True, 'type': 'view', ...}]
    """

    def __init__(
        self,
        project: Project,
        transcript: str,
        *,
        coder: str,
        blind: bool = False,
        others: bool | Iterable[str] = False,
        language: str | None = None,
    ) -> None:
        """Take a study, the transcript to begin with, and who codes.

        `others` are coders whose codings are shown beside one's own, with the consensus, or True for
        all of them. Raises
        `UnknownValueError` for an unknown transcript, coder or language, and `QualcodeError`
        where others are to be shown to somebody who codes blind.
        """
        self.start = project.transcripts[transcript].id
        self.language = language or project.settings.language
        self.words = widget_labels(self.language)
        if blind and others:
            raise QualcodeError("Who codes blind sees no other coders. Leave out blind=True or others=….")
        known = [name for name in journals(project.path) if name not in (coder, CONSENSUS)]
        names = (known if others else []) if isinstance(others, bool) else list(others)
        for name in names:
            check_value("coder", name, known)
        self.desk = Desk(project, coder, blind=blind, others=names)
        self.id = uuid4().hex
        self.heard = monotonic()
        self._lock = RLock()
        self._shown: dict[str, _Shown] = {}
        self._progress: dict[str, Any] = {}
        self._codebook = ""
        self._answered: OrderedDict[str, Answer] = OrderedDict()

    def handle(self, message: object) -> list[Answer]:
        """Do what a message asks for and return what to send, in order; never raises."""
        if not isinstance(message, dict) or "op" not in message:
            return []
        self.heard = monotonic()
        with self._lock:
            try:
                return self._handle(message)
            except Exception as error:  # noqa: BLE001 - nobody would ever see it on the page
                return [self._failed(message, error)]

    def changes(self) -> list[Answer]:
        """Return what changed since pages were told last, by whoever wrote to the disk."""
        with self._lock:
            self.desk.look(thorough=True)
            return self._changes()

    def _handle(self, message: dict[str, Any]) -> list[Answer]:
        name = str(message.get("id"))
        if message["op"] == "hello":
            self.desk.look(thorough=True)
            return [*self._changes(), {"re": name, "ok": True, **self._view(message)}]
        if message["op"] == "sync":
            self.desk.look(thorough=True)
            return [*self._changes(), {"re": name, "ok": True}]
        if name in self._answered:
            return [self._answered[name]]
        if message["op"] in _ONCE and message.get("session") != self.id:
            raise RefusedError("other_session")
        self.desk.look()
        try:
            done = act(self.desk, message)
        finally:
            self.desk.written()
        self.desk.look()
        answer = {"re": name, "ok": True, **self._told(done)}
        self._answered[name] = answer
        if len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        # The change first, so that what is called saved is shown already.
        return [*self._changes(), answer]

    def _told(self, done: Done) -> Done:
        """Return what was done with the words for it."""
        values = dict(done.get("values", {}))
        what = done.pop("what", None)
        if what is not None:
            name = what["what"]
            book = self.desk.codebook
            values["what"] = self.words[what["key"]].format(what=book[name].name if name in book else name).strip()
        return done | {"values": values}

    def _view(self, message: Mapping[str, Any]) -> Answer:
        project = self.desk.project
        text = project.transcripts[str(message.get("transcript") or self.start)]
        shown = self._now(text.id)
        return {
            "type": "view",
            "session": self.id,
            "version": shown.version,
            "labels": dict(self.words),
            "language": self.language,
            "coder": self.desk.coder.name,
            "blind": self.desk.blind,
            "beside": self.desk.beside,
            "stances": list(STANCES),
            "transcript": transcript_view(text),
            "transcripts": list(project.transcripts),
            "guide": guide_view(project.guide),
            "codes": codebook_view(self.desk.codebook),
            "items": shown.items,
            "reading": _texts(shown.turns),
            "keyed": shown.keyed,
            "progress": self._progress,
            "recent": self.desk.recent(),
        }

    def _now(self, transcript: str) -> _Shown:
        if transcript not in self._shown:
            self._shown[transcript] = self._look_at(transcript, 0)
        if not self._progress:
            self._progress = self.desk.progress()
            self._codebook = self.desk.codebook.version
        return self._shown[transcript]

    def _look_at(self, transcript: str, version: int) -> _Shown:
        desk = self.desk
        return _Shown(version, desk.items(transcript), desk.turns(transcript), desk.keyed(transcript))

    def _changes(self) -> list[Answer]:
        """Return a change for each transcript that a page shows, if anything in it changed."""
        sent: list[Answer] = []
        if self._shown and self.desk.codebook.version != self._codebook:
            self._codebook = self.desk.codebook.version
            sent.append({"type": "codes", "codes": codebook_view(self.desk.codebook)})
        progress = self.desk.progress() if self._shown else {}
        for name, shown in self._shown.items():
            now = self._look_at(name, shown.version + 1)
            put, gone = difference(shown.items, now.items)
            read = {number: state for number, state in now.turns.items() if shown.turns.get(number) != state}
            keyed = {number: asked for number, asked in now.keyed.items() if shown.keyed.get(number) != asked}
            if put or gone or read or keyed or progress != self._progress:
                self._shown[name] = now
                changed = {"put": put, "gone": gone, "reading": _texts(read), "keyed": keyed}
                about = {"type": "change", "transcript": name, "from": shown.version, "to": now.version}
                sent.append({**about, **changed, "progress": progress, "recent": self.desk.recent()})
        self._progress = progress or self._progress
        return sent

    def _failed(self, message: Mapping[str, Any], error: Exception) -> Answer:
        """Return why an act was not done, and whether it may be tried again as it is."""
        answer = {"re": str(message.get("id")), "ok": False, "again": False}
        if isinstance(error, RefusedError):
            return answer | {"why": error.key, "values": error.values}
        if isinstance(error, WriteError | ReadError | OSError):
            return answer | {"why": "write_failed", "values": {"reason": str(error)}, "again": True}
        if isinstance(error, UnknownValueError | QualcodeError):
            return answer | {"why": "refused", "values": {"reason": str(error)}}
        return answer | {"why": "refused", "values": {"reason": type(error).__name__}, "again": True}


def _texts(turns: Mapping[int, Any]) -> dict[str, str]:
    return {str(number): str(state) for number, state in turns.items()}
