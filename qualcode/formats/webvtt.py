"""Captions (.vtt), as Teams, Zoom, noScribe and Whisper write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from qualcode.errors import ReadError
from qualcode.formats.labels import speaker_labels
from qualcode.formats.layouts import seconds
from qualcode.formats.reading import Options, Reading
from qualcode.formats.segments import Segment, compose
from qualcode.text import decode

_TIMING = re.compile(r"\s*(?P<start>(?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+(?:\d+:)?\d{2}:\d{2}[.,]\d{3}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]{1,200})>(?P<text>.*?)(?=</v>|<v[\s.]|$)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^>]{0,200}>")
_PREFIX = re.compile(r"\[?(?P<label>[^\W\d_][^:\n\]]{0,39}?)\]?:\s+(?P<text>\S.*)$", re.DOTALL)


def read_webvtt(data: bytes, options: Options) -> Reading:
    """Read a .vtt file; cues of one speaker are joined to turns."""
    decoded = decode(data, options.encoding)
    if not decoded.text.startswith("WEBVTT"):
        raise ReadError("a .vtt file begins with the word WEBVTT.", "Export the captions again.", line=1)
    cues = [segment for time, payload in _cues(decoded.text) for segment in _voices(time, payload)]
    if not any(segment.speaker for segment in cues):
        cues = _prefixed(cues, options.labels)
    return compose(cues, notes=decoded.notes)


def _cues(text: str) -> Iterator[tuple[float, str]]:
    for block in re.split(r"\n{2,}", text):
        lines = block.split("\n")
        for number, line in enumerate(lines[:2]):
            timing = _TIMING.match(line)
            if timing:
                yield seconds(timing["start"]), "\n".join(lines[number + 1 :])
                break


def _voices(time: float, payload: str) -> Iterator[Segment]:
    voices = list(_VOICE.finditer(payload))
    if not voices:
        yield Segment(time, None, _plain(payload))
    for voice in voices:
        yield Segment(time, unescape(voice["name"]).strip(), _plain(voice["text"]))


def _prefixed(cues: list[Segment], known: frozenset[str]) -> list[Segment]:
    """Take ``Naam:`` before a cue's text for its speaker, where the name is a label."""
    found = [_PREFIX.match(cue.text) for cue in cues]
    labels = speaker_labels(Counter(match["label"].strip() for match in found if match), known)
    return [
        Segment(cue.time, match["label"].strip(), match["text"]) if match and match["label"].strip() in labels else cue
        for cue, match in zip(cues, found, strict=True)
    ]


def _plain(payload: str) -> str:
    return unescape(_TAG.sub("", payload)).strip()
