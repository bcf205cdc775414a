"""What a coder can do on the page: each act becomes a decision of `Coder`, or is refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from qualcode.coding.placing import Placed
from qualcode.coding.suggestions import Suggestion
from qualcode.transcript import Role
from qualcode.widget.desk import Desk
from qualcode.widget.items import suggestion_id
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
from qualcode.widget.settling import agree, dismiss, settle, unsettle
from qualcode.widget.stepping import redo, undo


def act(desk: Desk, message: Message) -> Done:
    """Do what a message asks for; when this returns it is in the journal. Raises `RefusedError` for what cannot be."""
    try:
        do = _ACTS[str(message.get("op"))]
    except KeyError:
        raise RefusedError("refused", reason=f"op {str(message.get('op'))[:40]!r}") from None
    return do(desk, message)


def _code(desk: Desk, message: Message) -> Done:
    text, span = passage_of(desk, message)
    put_forward = bool(message.get("putForward"))
    check_speaker(text, span)
    coding = desk.coder.code(
        text.id,
        span,
        code_of(desk, message),
        memo=message.get("memo") or None,
        stance=message.get("stance") or None,
        put_forward=put_forward,
    )
    return done_of("did_code", desk, coding.code, item=f"c{coding.id}")


def _change(desk: Desk, message: Message) -> Done:
    known = _coding(desk, message)
    changes: dict[str, Any] = {key: message[key] or None for key in ("memo", "stance") if key in message}
    if "code" in message:
        changes["code"] = code_of(desk, message)
    if "start" in message:
        text, span = passage_of(desk, message)
        check_speaker(text, span)
        changes |= {"start": span.start, "end": span.end}
    coding = desk.coder.change(known.coding.id, **changes)
    return done_of("did_change", desk, coding.code, item=f"c{coding.id}")


def _uncode(desk: Desk, message: Message) -> Done:
    known = _coding(desk, message)
    desk.coder.uncode(known.coding.id)
    return done_of("did_uncode", desk, known.code or known.coding.code)


def _accept(desk: Desk, message: Message) -> Done:
    hit = _suggestion(desk, message)
    code = code_of(desk, message) if message.get("code") else None
    where = None
    if "start" in message:
        text, where = passage_of(desk, message)
        check_speaker(text, where)
    coding = desk.coder.accept(hit, code=code, where=where)
    return done_of("did_accept", desk, coding.code, item=f"c{coding.id}")


def _reject(desk: Desk, message: Message) -> Done:
    hit = _suggestion(desk, message)
    desk.coder.reject(hit)
    return done_of("did_reject", desk, hit.code)


def _review(desk: Desk, message: Message) -> Done:
    text = transcript_of(desk, message)
    if "start" in message:
        _, span = passage_of(desk, message)
        desk.coder.reviewed(text.id, span)
    else:
        desk.coder.reviewed(text.id)
    return {"did": "did_review", "values": {}}


def _asked(desk: Desk, message: Message) -> Done:
    """Say which questions a turn of the interviewer asks, on which one it probes, or that it does neither."""
    text, span = passage_of(desk, message)
    if not any(turn.role is Role.INTERVIEWER and turn.span.overlaps(span) for turn in text.turns):
        raise RefusedError("not_asked_by_interviewer")
    questions = [str(name) for name in message.get("questions", ())]
    known = {question.id for question in desk.project.guide.questions}
    if not known.issuperset(questions):
        raise RefusedError("gone")
    if message.get("probe") and questions:
        desk.coder.asked(text.id, span, probe=questions[0])
    else:
        desk.coder.asked(text.id, span, *questions)
    return {"did": "did_asked", "values": {"questions": ", ".join(questions) or "–"}}


def _new_code(desk: Desk, message: Message) -> Done:
    name = " ".join(str(message.get("name") or "").split())
    if not name:
        raise RefusedError("no_name")
    parent = message.get("parent") or None
    if parent is not None and parent not in desk.codebook:
        raise RefusedError("gone")
    code_id = code_id_of(name, parent)
    if code_id in desk.codebook:
        raise RefusedError("code_exists", code=desk.codebook[code_id].name)
    definition = str(message.get("definition") or "").strip()
    desk.coder.codebook.add(code_id, name, parent=parent, definition=definition)
    return {"did": "did_new_code", "values": {"code": name}, "code": code_id}


def code_id_of(name: str, parent: str | None) -> str:
    """Return the id of a new code: its name in plain letters, behind the id of its parent.

    >>> code_id_of("Wachtlijst & geld (vve)", "vve")
    'vve.wachtlijst_geld_vve'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    own = re.sub(r"[^\w]+", "_", letters).strip("_") or "code"
    return f"{parent}.{own}" if parent else own


def _confirm(desk: Desk, message: Message) -> Done:
    known = _coding(desk, message)
    desk.coder.confirm(known)
    return done_of("did_confirm", desk, known.code or known.coding.code)


def _refuse(desk: Desk, message: Message) -> Done:
    known = _coding(desk, message)
    desk.coder.refuse(known)
    return done_of("did_refuse", desk, known.code or known.coding.code)


def _reassign(desk: Desk, message: Message) -> Done:
    known, code = _coding(desk, message), code_of(desk, message)
    desk.coder.reassign(known.coding.id, code)
    return done_of("did_reassign", desk, code, item=f"c{known.coding.id}")


def _coding(desk: Desk, message: Message) -> Placed:
    wanted = str(message.get("item"))
    found = [item for item in desk.placed(transcript_of(desk, message).id) if f"c{item.coding.id}" == wanted]
    if not found:
        raise RefusedError("gone")
    return found[0]


def _suggestion(desk: Desk, message: Message) -> Suggestion:
    if desk.blind:
        raise RefusedError("blind_hint")
    wanted = message.get("item")
    found = [hit for hit in desk.suggestions(transcript_of(desk, message).id) if suggestion_id(hit) == wanted]
    if not found:
        raise RefusedError("gone")
    return found[0]


_ACTS: Mapping[str, Callable[[Desk, Message], Done]] = {
    "code": _code,
    "change": _change,
    "uncode": _uncode,
    "accept": _accept,
    "reject": _reject,
    "review": _review,
    "asked": _asked,
    "newCode": _new_code,
    "confirm": _confirm,
    "refuse": _refuse,
    "reassign": _reassign,
    "settle": settle,
    "dismiss": dismiss,
    "agree": agree,
    "unsettle": unsettle,
    "undo": undo,
    "redo": redo,
}
