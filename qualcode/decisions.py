"""All decisions of a study's coders, as they hold today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from qualcode.codebook import Codebook
from qualcode.codebook_changes import codebook_of
from qualcode.coding.asked import AskedTurns, asked_turns
from qualcode.coding.events import Event, stamp
from qualcode.coding.placing import Placed, Places, Read, Rejected, Status
from qualcode.coding.review import Reading, codes_read, reading_of
from qualcode.coding.state import Conflict, State, fold
from qualcode.coding.units import units
from qualcode.errors import Problem, QualcodeError, ReadError, UnknownValueError, meant
from qualcode.journals import CONSENSUS, FOLDER, journals, kept_codebook_bytes, kept_text, strange_journals
from qualcode.transcript import Transcript


class Decisions:
    """The events in a study's journals, and what follows from them."""

    def __init__(
        self,
        study: Path,
        transcripts: Sequence[Transcript],
        codebook: Codebook,
        events: Mapping[str, Sequence[Event]],
        unreadable: Sequence[Problem] = (),
    ) -> None:
        """Take the events by coder, and what could not be read of the journals."""
        self._study = study
        self._transcripts = transcripts
        self._codebook = codebook
        self.unreadable = tuple(unreadable)
        self.events = events

    def until(self, at: datetime) -> Decisions:
        """Return the decisions that were taken up to `at`: a state of the past."""
        earlier = {coder: [event for event in events if event.at <= stamp(at)] for coder, events in self.events.items()}
        return Decisions(self._study, self._transcripts, self._codebook, earlier)

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders who have a journal, without the consensus."""
        return tuple(coder for coder in self.events if coder != CONSENSUS)

    @cached_property
    def state(self) -> State:
        """What holds after the decisions of all coders together."""
        return fold(event for events in self.events.values() for event in events)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """All codings with their places in the transcripts of today, in order of time."""
        return self._places.codings(self.state, self._codebook)

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """All that was read, as parts of the transcripts of today."""
        return self._places.reads(self.state)

    @cached_property
    def rejected(self) -> frozenset[Rejected]:
        """The suggestions that some coder rejected, at their places of today."""
        return self._places.rejected(self.state, self._codebook)

    @cached_property
    def asked(self) -> AskedTurns:
        """What was decided on turns of the interviewer, at their places of today."""
        return asked_turns(self.state.of("asked"), self._places)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What in the decisions needs a person."""
        return (
            *self.unreadable,
            *(_conflict(conflict) for conflict in self.state.conflicts),
            *self._unknown_codes(),
            *self._waiting(),
            *self._unplaced(),
            *self._on_turns(),
            *self._of_later_versions(),
            *self._returned(),
        )

    def source(self, source: str | None, coder: str | None, main_coder: str) -> tuple[str, str | None]:
        """Return whose codings count, as source and coder.

        By default the consensus where there is one, else the main coder's hand codings, else
        the suggestions; coders are never added up. The main coder need not have begun. Raises
        `UnknownValueError` for another coder who has no journal, `QualcodeError` where it is not said
        who of several coders is meant.
        """
        said = source is not None or coder is not None
        if source == "suggested" or not (said or self.coders or self._has_consensus):
            return "suggested", None
        if source == CONSENSUS or (not said and self._has_consensus):
            return CONSENSUS, CONSENSUS
        if coder is not None and coder not in (*self.coders, main_coder):
            raise UnknownValueError("coder", coder, self.coders)
        chosen = coder or main_coder or (self.coders[0] if len(self.coders) == 1 else "")
        if not chosen and self.coders:
            raise QualcodeError(
                f"Whose codings count is not said: {', '.join(self.coders)}. Name a coder (coder=…), "
                "or set main_coder in qualcode.toml; coders are never added up."
            )
        return "hand", chosen or None

    def of(self, coder: str | None) -> tuple[Placed, ...]:
        """Return the codings of `coder` that have a place."""
        return tuple(item for item in self.placed if item.coder == coder and item.start is not None)

    def reading(self, coder: str | None) -> dict[tuple[str, str, str], Reading]:
        """Return how far each respondent was read for each code, by (code, transcript, respondent).

        What the consensus rests on was read by every coder who decided on it, so that anyone's
        reading counts for it.
        """
        reads = [read for read in self.reads if coder in (read.coder, CONSENSUS)]
        pieces = {transcript.id: units(transcript, "sentence") for transcript in self._transcripts}
        return reading_of(pieces, reads, self._codebook, self._kept_codebook)

    def codes_read(self, coder: str, unit: str) -> dict[str, list[frozenset[str]]]:
        """Return, by transcript, for each of its units the codes for which `coder` read it.

        As in `reading`, anyone's reading counts for the consensus.
        """
        reads = [read for read in self.reads if coder in (read.coder, CONSENSUS)]
        pieces = {transcript.id: units(transcript, unit) for transcript in self._transcripts}
        return codes_read(pieces, reads, self._codebook, self._kept_codebook)

    @cached_property
    def settled(self) -> frozenset[str]:
        """The ids of the codings that the consensus settled on: taken over, or dismissed."""
        return settled_codings(self.state)

    @property
    def inductive(self) -> tuple[str, ...]:
        """The codes that were not in the codebook with which the first passage was coded; none where it was not kept."""
        codings = sorted(self.state.codings, key=lambda coding: coding.at)
        first = self._kept_codebook(codings[0].codebook) if codings else None
        known = {name for code in first or () for name in (code.id, *code.formerly)}
        return tuple(code.id for code in self._codebook if first and known.isdisjoint((code.id, *code.formerly)))

    @cached_property
    def _places(self) -> Places:
        return Places(self._transcripts, lambda text_hash: kept_text(self._study, text_hash))

    @property
    def _has_consensus(self) -> bool:
        return any(coding.coder == CONSENSUS for coding in self.state.codings)

    def _kept_codebook(self, version: str) -> Codebook | None:
        return self._codebook if version == self._codebook.version else kept_codebook(self._study, version)

    def _unknown_codes(self) -> Iterable[Problem]:
        counts = Counter(
            (item.coder, item.coding.code) for item in self.placed if item.code is None and not item.choices
        )
        for (coder, code), count in counts.items():
            hint = f"Give it back, or say where its codings belong.{meant(code, self._codebook.ids)}"
            yield Problem(
                f"{FOLDER}/{coder}.jsonl",
                f"{count} codings have the code '{code}', which is not in the codebook.",
                hint,
            )

    def _waiting(self) -> Iterable[Problem]:
        counts = Counter((item.coder, item.coding.code, item.choices) for item in self.placed if item.choices)
        for (coder, code, choices), count in counts.items():
            hint = f"Reassign each to one of {', '.join(choices)}."
            yield Problem(f"{FOLDER}/{coder}.jsonl", f"'{code}' was split, and {count} of its codings wait.", hint)

    def _unplaced(self) -> Iterable[Problem]:
        for item in self.placed:
            shown = " ".join(item.coding.quote.split())[:60]
            path = f"{FOLDER}/{item.coder}.jsonl"
            if item.status is Status.CHANGED:
                hint = "It counts at the place that is proposed; confirm or refuse it."
                yield Problem(
                    path, f"the coded words in {item.transcript} were changed.", hint, None, item.coding.id[:8], shown
                )
            elif item.start is None:
                hint = "It does not count until it is coded anew."
                yield Problem(
                    path, f"a coding has no place in {item.transcript} any more.", hint, None, item.coding.id[:8], shown
                )

    def _on_turns(self) -> Iterable[Problem]:
        for event in self.asked.lost:
            shown = " ".join(str(event.get("quote")).split())[:60]
            message = f"what was decided on a question has no place in {event.get('transcript')} any more."
            hint = "Say anew what that turn asks, or take the decision back."
            yield Problem(f"{FOLDER}/{event.coder}.jsonl", message, hint, None, event.id[:8], shown)
        for transcript, turn, events in self.asked.disputed:
            who = ", ".join(dict.fromkeys(event.coder for event in events))
            message = f"decisions of {who} on what turn {turn} of {transcript} asks contradict each other."
            hint = "None of them is used. Take back the ones that do not hold."
            yield Problem(f"{FOLDER}/{events[0].coder}.jsonl", message, hint, None, events[0].id[:8])

    def _returned(self) -> Iterable[Problem]:
        counts = Counter(event.coder for event in self.state.returned)
        for coder, count in counts.items():
            hint = "They are ignored; remove their lines from the journal."
            message = f"a copy brought back {count} decisions on words that were withdrawn."
            yield Problem(f"{FOLDER}/{coder}.jsonl", message, hint)

    def _of_later_versions(self) -> Iterable[Problem]:
        for event in self.state.unknown:
            hint = "It is kept; install the newest qualcode to use it."
            yield Problem(
                f"{FOLDER}/{event.coder}.jsonl", f"the kind '{event.kind}' is unknown.", hint, key=event.id[:8]
            )


def _conflict(conflict: Conflict) -> Problem:
    who = ", ".join(dict.fromkeys(event.coder for event in conflict.events))
    kinds = " and ".join(event.kind for event in conflict.events)
    hint = "All are kept. Take back the ones that do not hold."
    path = f"{FOLDER}/{conflict.events[0].coder}.jsonl"
    return Problem(path, f"decisions of {who} contradict each other ({kinds}).", hint, key=conflict.about[:8])


def _of_others(name: str, coder: str, events: Iterable[Event]) -> Iterable[Problem]:
    for other, count in Counter(event.coder for event in events if event.coder != coder).items():
        hint = f"If it is a copy, put its lines into {FOLDER}/{other}.jsonl and remove it; no line counts twice."
        yield Problem(name, f"{count} of its decisions are those of {other}.", hint)


def kept_codebook(study: Path, version: str) -> Codebook | None:
    """Return the codebook of that version, as it was kept when it was coded with; None where it cannot be had."""
    data = kept_codebook_bytes(study, version)
    try:
        return None if data is None else codebook_of(data)
    except ReadError:
        # What was read with it is to be read again, which is shown.
        return None


def settled_codings(state: State) -> frozenset[str]:
    """Return the ids of the codings that the consensus settled on: taken over, or dismissed."""
    about = [event.get("about", ()) for event in state.of("code") if event.coder == CONSENSUS]
    about += [event.get("on", {}).get("coding", ()) for event in state.of("memo") if event.coder == CONSENSUS]
    return frozenset(name for names in about for name in ([names] if isinstance(names, str) else names))


def read_decisions(study: Path, transcripts: Sequence[Transcript], codebook: Codebook) -> Decisions:
    """Read all journals of the study; what is wrong with them is among the decisions' problems."""
    events: dict[str, Sequence[Event]] = {}
    problems = [
        Problem(f"{FOLDER}/{name}", "it is not read, since no coder can be named so.", "Rename it, as 'anna.jsonl'.")
        for name in strange_journals(study)
    ]
    for coder, journal in journals(study).items():
        name = f"{FOLDER}/{coder}.jsonl"
        try:
            parsed = journal.read()
        except ReadError as error:
            problems.append(error.problem.at(name))
            continue
        events[coder] = parsed.events
        problems += _of_others(name, coder, parsed.events)
        problems += [problem.at(name) for problem in parsed.problems]
    return Decisions(study, transcripts, codebook, events, problems)
