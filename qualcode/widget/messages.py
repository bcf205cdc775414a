"""What a message of a page names: checked before anything is decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualcode.text import Span
from qualcode.transcript import Role, Transcript
from qualcode.widget.desk import Desk

Message = Mapping[str, Any]
# What was done: the key of a label, its values, and the item or place to show.
Done = dict[str, Any]


class RefusedError(Exception):
    """An act that cannot be done; `key` names the label that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def done_of(key: str, desk: Desk, code: str, item: str | None = None) -> Done:
    """Return what is told of an act on a code, and which item it made."""
    name = desk.codebook[code].name if code in desk.codebook else code
    return {"did": key, "values": {"code": name}, **({"item": item} if item else {})}


def transcript_of(desk: Desk, message: Message) -> Transcript:
    """Return the transcript that a message names."""
    name = message.get("transcript")
    if name not in desk.project.transcripts:
        raise RefusedError("gone")
    return desk.project.transcripts[str(name)]


def passage_of(desk: Desk, message: Message) -> tuple[Transcript, Span]:
    """Return the passage that a message names, checked against its words, so that no slip of offsets is stored."""
    text = transcript_of(desk, message)
    start, end = message.get("start"), message.get("end")
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text.text)):
        raise RefusedError("other_text")
    if message.get("quote") != text.text[start:end]:
        raise RefusedError("other_text")
    return text, Span(start, end)


def check_speaker(text: Transcript, span: Span) -> None:
    """Refuse a passage in which no respondent speaks."""
    if not any(turn.role is Role.RESPONDENT and turn.span.overlaps(span) for turn in text.turns):
        raise RefusedError("not_said_by_respondent")


def code_of(desk: Desk, message: Message) -> str:
    """Return the code that a message names."""
    code = message.get("code")
    if code not in desk.codebook:
        raise RefusedError("gone")
    return str(code)
