"""Marked transcripts: the language in which tests write their input.

``R: Ik [werk samen](integrale_aanpak) met het wijkteam.`` is the text *R: Ik werk samen met het
wijkteam.* with a coding on *werk samen*. Marks may be nested.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from qualcode.formats import Reading
from qualcode.formats.plain import read_plain
from qualcode.formats.reading import Options
from qualcode.formats.speakers import transcript_from
from qualcode.respondents import Appearance
from qualcode.transcript import Transcript


@dataclass(frozen=True)
class Mark:
    """A span that a test has marked with a code."""

    transcript: str
    start: int
    end: int
    code: str


def parse_marked(text: str, transcript: str = "R01") -> tuple[str, tuple[Mark, ...]]:
    """Return the text without marks, and the marks."""
    plain: list[str] = []
    opened: list[int] = []
    marks = []
    position = 0
    text = dedent(text).strip("\n")
    while position < len(text):
        if text[position] == "[":
            opened.append(len(plain))
            position += 1
        elif text.startswith("](", position) and opened:
            end = text.index(")", position)
            marks.append(Mark(transcript, opened.pop(), len(plain), text[position + 2 : end]))
            position = end + 1
        else:
            plain.append(text[position])
            position += 1
    return "".join(plain), tuple(marks)


def marked_transcript(text: str, transcript: str = "R01", *respondents: str) -> tuple[Transcript, tuple[Mark, ...]]:
    """Return the transcript of a marked text, whose respondents are `respondents` or the transcript's own id."""
    plain, marks = parse_marked(text, transcript)
    reading: Reading = read_plain(plain.encode("utf-8"), Options())
    rows = [Appearance(person, transcript) for person in (respondents or (transcript,))]
    made, problems = transcript_from(transcript, f"interviews/{transcript}.txt", reading, rows)
    assert not problems, problems
    assert made.text == plain
    return made, marks
