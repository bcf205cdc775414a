"""What coders who sit side by side can do: make a consensus of their codings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualcode.text import Span
from qualcode.widget.comparison import CODED, agreed, counterparts
from qualcode.widget.desk import Desk
from qualcode.widget.messages import (
    Done,
    Message,
    RefusedError,
    check_speaker,
    code_of,
    done_of,
    passage_of,
    transcript_of,
)

Item = Mapping[str, Any]


def settle(desk: Desk, message: Message) -> Done:
    """Take a coding over into the consensus, with its own code and borders or with others."""
    item, about = _compared(desk, message)
    code = code_of(desk, message) if message.get("code") else str(item["code"])
    where = None
    if "start" in message:
        text, where = passage_of(desk, message)
        check_speaker(text, where)
    _take_over(desk, message, item, about, code, where)
    return done_of("did_settle", desk, code)


def dismiss(desk: Desk, message: Message) -> Done:
    """Leave a coding, and the same of others, out of the consensus."""
    item, about = _compared(desk, message)
    desk.consensus().dismiss(about, reason=_reason(message))
    return done_of("did_dismiss", desk, str(item["code"]))


def agree(desk: Desk, message: Message) -> Done:
    """Take over into the consensus all that the coders agree on, with the borders that this coder gave."""
    items = desk.items(transcript_of(desk, message).id)
    found = list(agreed(items)) if desk.others else []
    for name, others in found:
        _take_over(desk, message, items[name], _ids([name, *others]), str(items[name]["code"]))
    return {"did": "did_agree", "values": {"count": len(found)}}


def unsettle(desk: Desk, message: Message) -> Done:
    """Take a coding out of the consensus; what it settled is open again."""
    item = _shown(desk, message, "consensus")
    desk.consensus().uncode(_ids([str(message.get("item"))])[0])
    return done_of("did_uncode", desk, str(item["code"]))


def _take_over(
    desk: Desk, message: Message, item: Item, about: Iterable[str], code: str, where: Span | None = None
) -> None:
    desk.consensus().settle(
        transcript_of(desk, message).id,
        where or Span(item["start"], item["end"]),
        code,
        reason=_reason(message),
        about=about,
        stance=item["stance"],
        put_forward=item["putForward"],
    )


def _compared(desk: Desk, message: Message) -> tuple[Item, list[str]]:
    """Return a coding that lies side by side with others, and the ids of it and of the same by others."""
    item, name = _shown(desk, message, *CODED), str(message.get("item"))
    return item, _ids([name, *counterparts(desk.items(transcript_of(desk, message).id), name)])


def _shown(desk: Desk, message: Message, *kinds: str) -> Item:
    if not desk.others:
        raise RefusedError("not_beside")
    item = desk.items(transcript_of(desk, message).id).get(str(message.get("item")))
    if item is None or item["kind"] not in kinds:
        raise RefusedError("gone")
    return item


def _reason(message: Message) -> str:
    return str(message.get("reason") or "")


def _ids(names: Iterable[str]) -> list[str]:
    return [name[1:] for name in names]
