"""Plain text and Markdown (.txt, .md)."""

from __future__ import annotations

import re
from itertools import pairwise

from qualcode.formats.layouts import TIME, reading_of, seconds
from qualcode.formats.reading import Line, Options, Reading
from qualcode.formats.segments import Segment, compose
from qualcode.text import decode

_HEADING = re.compile(r"#{1,6}\s")
# aTrain: a speaker's line, below it "[00:00:04] - tekst", many times on a line in one of its two forms.
_ATRAIN_SPEAKER = re.compile(r"SPEAKER_\d+$|UNKNOWN$")
_ATRAIN_SEGMENT = re.compile(
    rf"(?P<time>\[{TIME}\]) - (?P<text>.*?)(?=\s\[{TIME}\] - |$)".replace(r"[\[(#]?", "").replace(r"[\])#]?", "")
)


def read_plain(data: bytes, options: Options) -> Reading:
    """Read a text file; ``#`` headings count as headings."""
    decoded = decode(data, options.encoding)
    # Not splitlines(): it also splits at U+0085 and U+2028.
    lines = decoded.text.split("\n")
    if _is_atrain(lines):
        return _read_atrain(lines, decoded.notes)
    return reading_of([Line(line, heading=bool(_HEADING.match(line))) for line in lines], options.labels, decoded.notes)


def _is_atrain(lines: list[str]) -> bool:
    return any(_ATRAIN_SPEAKER.match(line) and _ATRAIN_SEGMENT.match(below) for line, below in pairwise(lines))


def _read_atrain(lines: list[str], notes: tuple[str, ...]) -> Reading:
    segments: list[Segment] = []
    before: list[str] = []
    speaker = None
    for line in lines:
        if _ATRAIN_SPEAKER.match(line):
            speaker = line
        elif speaker is None:
            before.append(line)
        else:
            found = [Segment(seconds(item["time"]), speaker, item["text"]) for item in _ATRAIN_SEGMENT.finditer(line)]
            segments += found or [Segment(None, speaker, line)]
    return compose(segments, "\n".join(before).strip(), notes)
