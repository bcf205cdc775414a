"""Events and coders at work, written down shortly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qualcode.codebook import Code, Codebook
from qualcode.coder import Coder
from qualcode.coding.events import Event
from qualcode.coding.state import Coding, State
from qualcode.journals import JournalFile
from qualcode.text import text_hash
from qualcode.transcript import Transcript
from tests.marked import marked_transcript

BOOK = Codebook(
    (
        Code("integrale_aanpak", "Integrale aanpak", definition="Samenwerken over grenzen heen."),
        Code("integrale_aanpak.schotten", "Schotten en potjes", parent="integrale_aanpak"),
        Code("vve", "Voor- en vroegschoolse educatie"),
    )
)
TALK = """
I: Hoe gaat dat hier?
R: We werken samen met het wijkteam. Dat scheelt. Maar die schotten, hè!
I: En de vve, is dat geregeld?
R: Ja, precies. Dat scheelt.
"""


def event(name: str, kind: str = "code", *, coder: str = "anna", at: int = 0, **data: Any) -> Event:
    """Return an event; a coding has all that it needs, unless `data` says otherwise."""
    replaces = tuple(data.pop("replaces", ()))
    if kind == "code":
        data = {**passage("we werken samen", "werken samen"), "code": "vve", **data}
    return Event(name, kind, coder, f"2021-03-16T09:30:{at:02}.000000Z", replaces, data)


def passage(text: str, quote: str, transcript: str = "R01") -> dict[str, Any]:
    """Return the place of `quote` in `text` as events carry it."""
    start = text.index(quote)
    return {
        "transcript": transcript,
        "text": text_hash(text),
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def coder_on(
    study: Path, *transcripts: Transcript, name: str = "anna", codebook: Codebook = BOOK, **options: Any
) -> Coder:
    """Return a coder at work on transcripts, by default on `TALK`, whose journal is in the folder `study`."""
    known = {transcript.id: transcript for transcript in transcripts or (talk(),)}
    return Coder(JournalFile(study, name), known, codebook, **options)


def talk(text: str = TALK, transcript: str = "R01", *respondents: str) -> Transcript:
    """Return a transcript without marks."""
    return marked_transcript(text, transcript, *respondents)[0]


def quotes(coder: Coder) -> list[tuple[str, str]]:
    """Return the quotes and codes of a coder's codings, in order of time."""
    return [(coding.quote, coding.code) for coding in coder.codings]


def names(state: State) -> list[str]:
    """Return the ids of the codings that hold, in order of time."""
    return [coding.id for coding in state.codings]


def words_of(transcript: Transcript) -> Callable[[Coding], str]:
    """Return a function that gives the words of `transcript` at a coding's place."""
    return lambda coding: transcript.text[coding.start : coding.end]
