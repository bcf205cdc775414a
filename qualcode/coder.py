"""A coder at work: decisions that are in the journal before the call returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol

from qualcode.codebook import Codebook
from qualcode.codebook_editor import CodebookEditor
from qualcode.coding.asked import asked_span
from qualcode.coding.events import STANCES, Event, later_than, new_event
from qualcode.coding.find import Where, checked_span, place_of, short
from qualcode.coding.placing import Placed
from qualcode.coding.raised import Raised
from qualcode.coding.recode import heir
from qualcode.coding.state import Coding, State, coding_of, counting_events, fold, in_time
from qualcode.errors import QualcodeError, UnknownValueError, check_value
from qualcode.guide import InterviewGuide
from qualcode.journals import JournalFile, keep_codebook, keep_text
from qualcode.text import Span, around
from qualcode.transcript import Role, Transcript

# Decisions that undo and redo step over: they are not steps themselves.
_NO_STEP = frozenset({"undo", "redact"})


class Hit(Protocol):
    """A suggestion, or a row of the table of suggestions."""

    @property
    def transcript(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def keyword(self) -> str: ...
    @property
    def rule(self) -> str: ...


class Coder:
    """One coder's decisions in a study.

    >>> anna = project.coder("anna", blind=True)                                 # doctest: +SKIP
    >>> anna.code("R03", "elk met een eigen potje", "integrale_aanpak.schotten") # doctest: +SKIP
    >>> anna.reviewed("R03")                                                     # doctest: +SKIP
    """

    def __init__(
        self,
        journal: JournalFile,
        transcripts: Mapping[str, Transcript],
        codebook: Codebook,
        *,
        guide: InterviewGuide | None = None,
        blind: bool = False,
        engine: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take a journal and what is coded; `blind` says that no suggestion is in sight."""
        self.name = journal.coder
        self.blind = blind
        self._journal = journal
        self._transcripts = transcripts
        self._use(codebook)
        self._guide = guide or InterviewGuide()
        self._engine = engine
        self._now = now
        self.refresh()

    @property
    def state(self) -> State:
        """What holds after all of this coder's decisions."""
        return fold(self._events)

    @property
    def codings(self) -> tuple[Coding, ...]:
        """This coder's codings, in order of time."""
        return self.state.codings

    @cached_property
    def codebook(self) -> CodebookEditor:
        """The codebook, to be changed while coding; `undo` takes changes back as well."""
        return CodebookEditor(self._journal.study, self._changed)

    def code(
        self,
        transcript: str,
        where: Where,
        code: str,
        *,
        memo: str | None = None,
        stance: str | None = None,
        put_forward: bool = False,
        respondents: Sequence[str] | None = None,
        occurrence: int | None = None,
    ) -> Coding:
        """Put a passage under a code, and return the coding.

        `where` is the passage's words, or its span in the transcript's text; where the words
        stand there more than once, `occurrence` (from 1) says which. With `put_forward` the
        passage may hold the interviewer's question and the answer: the coding is anchored on
        the answer, keeps the question, and is flagged as brought up by the interviewer. A
        coding that is there already is returned as it is.

        Raises `QualcodeError` for words that are not there, stand there more than once, or
        are the interviewer's; `UnknownValueError` for an unknown transcript, code or stance.
        """
        carried = self._carried(
            transcript,
            where,
            code,
            memo=memo,
            stance=stance,
            put_forward=put_forward,
            respondents=respondents,
            occurrence=occurrence,
        )
        return self._same(carried) or self._coded(carried)

    def change(self, coding: Coding | str, **changes: Any) -> Coding:
        """Change a coding's `start`, `end`, `code`, `stance`, `memo`, `raised` or `respondents`; return the new one.

        `raised` is how its theme came up: "spontaan", "na vraag" or "aangereikt".
        """
        known = self._coding(coding)
        allowed = ("start", "end", "code", "stance", "memo", "raised", "respondents")
        for name in changes:
            check_value("change", name, allowed)
        if changes.get("raised") is not None:
            check_value("raised", changes["raised"], [str(one) for one in Raised])
        carried = self._as_decided(known)
        if "code" in changes:
            carried |= {"code": self._codebook[changes["code"]].id, "codebook": self._kept_codebook}
        if "start" in changes or "end" in changes:
            carried |= self._moved(carried, changes)
        carried |= {name: changes[name] for name in ("memo", "raised", "respondents") if name in changes}
        if "stance" in changes:
            carried["stance"] = self._stance(changes["stance"])
        return self._coded(carried, replaces=[known.id])

    def _as_decided(self, known: Coding) -> dict[str, Any]:
        """Return what a coding carries, at the place that was confirmed and with the code that was chosen for it."""
        carried = dict(next(event for event in self._events if event.id == known.id).data)
        state = self.state
        for event in (*state.of("move"), *state.of("reassign")):
            if event.get("of") == known.id and not event.get("refused"):
                carried |= {
                    key: event.data[key] for key in ("text", "start", "end", "quote", "code") if key in event.data
                }
        return carried

    def _moved(self, carried: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the passage of a coding that gets other borders."""
        text = self._transcripts[carried["transcript"]]
        if text.hash != carried["text"] and not {"start", "end"} <= changes.keys():
            raise QualcodeError(f"{text.id} was corrected since; give both start and end in its text of today.")
        span = checked_span(text, (changes.get("start", carried["start"]), changes.get("end", carried["end"])))
        return self._passage(text, self._spoken(text, span, put_forward=False)[0])

    def uncode(self, coding: Coding | str) -> None:
        """Take a coding away; `undo` brings it back."""
        self._write("uncode", {}, [self._coding(coding).id])

    def accept(self, suggestion: Hit, *, code: str | None = None, where: tuple[int, int] | None = None) -> Coding:
        """Make a coding of a suggestion, with its origin; with another code or other borders if given.

        It is one of `Project.suggestions`, a row of that table.
        """
        if self.blind:
            raise QualcodeError(
                f"{self.name} codes blind, without suggestions. Open the coder without blind=True to accept them."
            )
        text = self._transcripts[suggestion.transcript]
        span = checked_span(text, where or (suggestion.start, suggestion.end))
        span, _ = self._spoken(text, span, put_forward=False)
        origin = {"rule": str(suggestion.rule), "keyword": suggestion.keyword, "engine": self._engine}
        carried = self._passage(text, span) | {"code": self._codebook[code or suggestion.code].id}
        carried |= {"origin": origin, "codebook": self._kept_codebook}
        return self._same(carried) or self._coded(carried)

    def reject(self, suggestion: Hit) -> None:
        """Let a suggestion stay away, as long as text and code are the same."""
        text = self._transcripts[suggestion.transcript]
        carried = self._passage(text, checked_span(text, (suggestion.start, suggestion.end)))
        self._write("reject", carried | {"code": self._codebook[suggestion.code].id, "keyword": suggestion.keyword})

    def reviewed(self, transcript: str, where: Where | None = None) -> None:
        """Note that a transcript, or a part of it, was read with the codebook as it is now."""
        text = self._transcripts[transcript]
        span = Span(0, len(text.text)) if where is None else place_of(text, where, None)
        keep_text(self._journal.study, text.hash, text.text)
        carried = {"transcript": text.id, "text": text.hash, "start": span.start, "end": span.end}
        self._write("reviewed", carried | {"codebook": self._kept_codebook})

    def confirm(self, placed: Placed) -> None:
        """Let a coding stand at the place that is proposed for its changed text."""
        text = self._transcripts[placed.transcript]
        if placed.start is None or placed.end is None:
            raise QualcodeError(
                f"'{short(placed.coding.quote)}' has no place in {text.id} that could be confirmed; code it anew."
            )
        keep_text(self._journal.study, text.hash, text.text)
        quote = text.text[placed.start : placed.end]
        place = {"text": text.hash, "start": placed.start, "end": placed.end, "quote": quote}
        self._write("move", {"of": self._coding(placed.coding).id, **place})

    def refuse(self, placed: Placed) -> None:
        """Say that the place proposed for a changed text is not where the coding belongs; it no longer counts."""
        text = self._transcripts[placed.transcript]
        self._write("move", {"of": self._coding(placed.coding).id, "text": text.hash, "refused": True})

    def reassign(self, coding: Coding | str, code: str) -> None:
        """Say to which code a coding belongs whose code was split."""
        self._write("reassign", {"of": self._coding(coding).id, "code": self._codebook[code].id})

    def memo(self, note: str, **on: str) -> None:
        """Write a memo, on the project or on what is named: ``memo("…", transcript="R03")``.

        It may lie on a `theme`, `respondent`, `transcript`, `coding`, or on a passage
        (`transcript` and `quote`).
        """
        for name in on:
            check_value("place of a memo", name, ("theme", "respondent", "transcript", "coding", "quote"))
        if "theme" in on:
            self._codebook[on["theme"]]
        place: dict[str, Any] = dict(on)
        if "quote" in on and "transcript" not in on:
            raise QualcodeError(
                f"Say in which transcript '{short(on['quote'])}' stands: memo(…, transcript=…, quote=…)."
            )
        if "transcript" in on:
            text = self._transcripts[on["transcript"]]
            if "quote" in on:
                span = place_of(text, on["quote"], None)
                place |= {"text": text.hash, "start": span.start, "end": span.end}
        self._write("memo", {"on": place, "note": note})

    def asked(
        self,
        transcript: str,
        turn: int | Where,
        *questions: str,
        probe: str | None = None,
        occurrence: int | None = None,
    ) -> None:
        """Say which questions of the guide a turn of the interviewer asks, or that it probes on one, or neither.

        `turn` is its number in `Project.answers`, or words of it. The decision wins over what is
        computed, takes the place of this coder's earlier one on that turn, and goes with the turn where
        the transcript is corrected. Raises `UnknownValueError` for a question that is not in the guide,
        `QualcodeError` for a turn that is not the interviewer's.

        >>> anna.asked("R03", "En het kerkhof?", "4c")        # doctest: +SKIP
        >>> anna.asked("R03", 14, probe="3c")                 # doctest: +SKIP
        >>> anna.asked("R03", 0)                              # doctest: +SKIP
        """
        text = self._transcripts[transcript]
        span = asked_span(text, turn if isinstance(turn, int) else place_of(text, turn, occurrence))
        named = [self._guide[name].id for name in ((probe,) if probe is not None else questions)]
        carried = self._passage(text, span) | {"questions": named, "probe": True if probe is not None else None}
        place = (text.hash, span.start)
        earlier = [e.id for e in self.state.of("asked") if (e.get("text"), e.get("start")) == place]
        self._write("asked", carried, earlier)

    def summarise(self, respondent: str, code: str, summary: str, codings: Iterable[str] = ()) -> None:
        """Write the summary of what a respondent says on a code: a cell of the framework matrix.

        `codings` are the ids of the codings that it rests on. It takes the place of this coder's
        earlier summary there; an empty one takes that away. `Project.summarise` knows the codings.
        """
        known = self._codebook[code].id
        earlier = [
            event.id
            for event in self.state.of("cell")
            if (event.get("respondent"), heir(str(event.get("code")), self._codebook).code) == (respondent, known)
        ]
        carried = {"respondent": respondent, "code": known, "note": summary.strip(), "codings": sorted(codings)}
        if earlier or carried["note"]:
            self._write("cell", carried, earlier)

    def undo(self, steps: int = 1) -> int:
        """Take back the last decisions that hold, also after a restart; return how many there were."""
        return self._step(steps, self.to_undo)

    def take_back(self, decision: str) -> None:
        """Take back one decision that holds, by its id in `Project.history`, whatever was decided since.

        By this a contradiction between two copies of a journal is settled. Raises
        `UnknownValueError` for an id that no decision of this coder that counts bears.
        """
        self.refresh()
        counting = counting_events(self._events)
        steps = {e.id: e for e in self._events if e.id in counting and e.kind not in _NO_STEP}
        found = [decision] if decision in steps else [name for name in steps if decision and name.startswith(decision)]
        if len(found) != 1:
            raise UnknownValueError(f"decision of {self.name}", decision, steps)
        self._put_back(steps[found[0]])
        self._write("undo", {"of": found[0]})

    def redo(self, steps: int = 1) -> int:
        """Take back the last undos, as long as nothing was decided since; return how many there were."""
        return self._step(steps, self.to_redo)

    def to_undo(self) -> Event | None:
        """Return the decision that `undo` would take back."""
        counting = counting_events(self._events)
        return max((e for e in self._events if e.id in counting and e.kind not in _NO_STEP), key=in_time, default=None)

    def to_redo(self) -> Event | None:
        """Return the undo that `redo` would take back."""
        counting = counting_events(self._events)
        undos = {event.id: event for event in self._events if event.kind == "undo"}
        # An undo of an undo is a redo: it is never redone itself.
        undone = [e for e in undos.values() if e.id in counting and e.get("of") not in undos]
        last = max(undone, key=in_time, default=None)
        since = max((e for e in self._events if e.kind not in _NO_STEP), key=in_time, default=None)
        return last if last and since and in_time(last) > in_time(since) else None

    def refresh(self) -> None:
        """Read the journal again, where another program may have written to it."""
        self._events: list[Event] = []
        self._at_place: dict[tuple[object, ...], list[Event]] = {}
        self._last: str | None = None
        for event in self._journal.read().events:
            self._take(event)

    def __repr__(self) -> str:
        blind = ", blind" if self.blind else ""
        return f"<Coder {self.name}: {len(self.codings)} codings, {len(self._events)} decisions{blind}>"

    def _carried(
        self,
        transcript: str,
        where: Where,
        code: str,
        *,
        memo: str | None = None,
        stance: str | None = None,
        put_forward: bool = False,
        respondents: Sequence[str] | None = None,
        occurrence: int | None = None,
    ) -> dict[str, Any]:
        """Return what a ``code`` event carries."""
        text = self._transcripts[transcript]
        span, question = self._spoken(text, place_of(text, where, occurrence), put_forward=put_forward)
        return self._passage(text, span) | {
            "code": self._codebook[code].id,
            "stance": self._stance(stance),
            "memo": memo,
            "put_forward": put_forward or None,
            "question": question,
            "respondents": list(respondents) if respondents else None,
            "blind": self.blind or None,
            "codebook": self._kept_codebook,
        }

    def _step(self, steps: int, find: Callable[[], Event | None]) -> int:
        self.refresh()
        for done in range(steps):
            event = find()
            if event is None:
                return done
            self._put_back(event)
            self._write("undo", {"of": event.id})
        return steps

    def _put_back(self, event: Event) -> None:
        """Give codebook.yaml the text that it had, where what is undone, or done again, changed it."""
        again = event.kind == "undo"
        change = next((one for one in self._events if one.id == event.get("of")), event) if again else event
        if change.kind == "codebook":
            now, then = (change.get("old"), change.get("new")) if again else (change.get("new"), change.get("old"))
            self._use(self.codebook.restore(then, instead_of=now))

    def _changed(self, carried: Mapping[str, Any], codebook: Codebook) -> None:
        self._write("codebook", carried)
        self._use(codebook)

    def _use(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self.__dict__.pop("_kept_codebook", None)

    def _spoken(self, text: Transcript, span: Span, *, put_forward: bool) -> tuple[Span, list[int] | None]:
        """Return the span of respondents' words in `span`, and that of the question before them."""
        turns = [turn for turn in text.turns if turn.span.overlaps(span)]
        said = [turn for turn in turns if turn.role is Role.RESPONDENT]
        if not said:
            raise QualcodeError(
                f"'{short(text.text[span.start : span.end])}' in {text.id} is not said by a respondent. "
                "Code the answer; with put_forward=True the question may be part of the passage."
            )
        asked = [turn for turn in turns if turn.role is Role.INTERVIEWER]
        if not (put_forward and asked and asked[0].start < said[0].start):
            return span, None
        return Span(max(span.start, said[0].start), span.end), [
            max(span.start, asked[0].start),
            min(span.end, asked[0].end),
        ]

    def _passage(self, text: Transcript, span: Span) -> dict[str, Any]:
        keep_text(self._journal.study, text.hash, text.text)
        before, after = around(text.text, span)
        return {
            "transcript": text.id,
            "text": text.hash,
            "start": span.start,
            "end": span.end,
            "quote": text.text[span.start : span.end],
            "before": before,
            "after": after,
        }

    def _stance(self, stance: str | None) -> str | None:
        if stance is not None:
            check_value("stance", stance, STANCES)
        return stance

    @cached_property
    def _kept_codebook(self) -> str:
        """The version of the codebook that is coded with, which is kept from its first use on."""
        version = self._codebook.version
        keep_codebook(self._journal.study, version, self._codebook.to_yaml())
        return version

    def _same(self, carried: Mapping[str, Any]) -> Coding | None:
        """Return the coding that says just this already."""
        wanted = {
            key: value for key, value in carried.items() if value is not None and key not in ("codebook", "blind")
        }
        same = [event for event in self._at_place.get(_place_of(carried), ()) if _says(event, wanted)]
        if not same:
            return None
        holding = {coding.id for coding in self.codings}
        return next((coding_of(event) for event in same if event.id in holding), None)

    def _coding(self, coding: Coding | str) -> Coding:
        wanted = coding if isinstance(coding, str) else coding.id
        found = [item for item in self.codings if item.id.startswith(wanted)] if wanted else []
        if len(found) != 1:
            raise UnknownValueError(f"coding of {self.name}", wanted, [item.id for item in self.codings])
        return found[0]

    def _coded(self, carried: Mapping[str, Any], replaces: Iterable[str] = ()) -> Coding:
        return coding_of(self._write("code", carried, replaces))

    def _write(self, kind: str, carried: Mapping[str, Any], replaces: Iterable[str] = ()) -> Event:
        event = new_event(kind, self.name, later_than(self._now(), self._last), carried, replaces)
        self._journal.append(event)
        self._take(event)
        return event

    def _take(self, event: Event) -> None:
        self._events.append(event)
        self._last = max(event.at, self._last or "")
        if event.kind == "code":
            self._at_place.setdefault(_place_of(event.data), []).append(event)


def _place_of(carried: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(carried.get(key) for key in ("text", "start", "end", "code"))


def _says(event: Event, wanted: Mapping[str, Any]) -> bool:
    return all(event.get(key) == value for key, value in wanted.items())
