"""What lies on a transcript: codings, suggestions and the codings of others, as plain values by id."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from qualcode.coding.placing import Placed, Rejected
from qualcode.coding.suggestions import Suggestion
from qualcode.text import Span

Items = dict[str, dict[str, Any]]
_MARKS = {"coding": "c", "other": "o", "consensus": "k"}


class Difference(NamedTuple):
    """What changed from one set of items to the next."""

    put: Items
    gone: list[str]


def coding_items(placed: Iterable[Placed], kind: str = "coding") -> Items:
    """Return the codings that have a place, by "c" (own codings), "o" (others') or "k" (the consensus) and their id."""
    return {
        f"{_MARKS[kind]}{item.coding.id}": {
            "kind": kind,
            "start": item.start,
            "end": item.end,
            "code": item.code or item.coding.code,
            "coder": item.coder,
            "stance": item.coding.stance,
            "memo": item.coding.memo,
            "putForward": item.coding.put_forward,
            "origin": dict(item.coding.origin) if item.coding.origin else None,
            "status": str(item.status),
            "choices": list(item.choices),
        }
        for item in placed
        if item.start is not None
    }


def suggestion_id(hit: Suggestion) -> str:
    """Return the name by which the page asks for a suggestion; the same words, code and keyword have the same one."""
    return f"s{hit.start}-{hit.end}-{hit.code}-{hit.keyword}"


def suggestion_items(hits: Iterable[Suggestion]) -> Items:
    """Return suggestions with all that explains them."""
    return {
        suggestion_id(hit): {
            "kind": "suggestion",
            "start": hit.start,
            "end": hit.end,
            "code": hit.code,
            "keyword": hit.keyword,
            "rule": str(hit.rule),
            "words": [list(span) for span in hit.words],
            "lemma": hit.lemma,
            "split": list(hit.split),
            "flag": hit.flag,
            "confidence": hit.confidence,
        }
        for hit in hits
    }


def open_suggestions(
    hits: Iterable[Suggestion], rejected: AbstractSet[Rejected], codings: Iterable[Placed]
) -> list[Suggestion]:
    """Return the hits that nobody rejected and that no coding of this coder has taken up.

    A coding takes a hit up that it overlaps when it has the hit's code, or came of its keyword:
    then it was accepted with another code.
    """
    taken: dict[str, list[Span]] = {}
    for item in codings:
        if item.start is None or item.end is None:
            continue
        for key in (f"code {item.code}", f"keyword {(item.coding.origin or {}).get('keyword')}"):
            taken.setdefault(key, []).append(Span(item.start, item.end))
    return [hit for hit in hits if _place(hit) not in rejected and not _is_taken(hit, taken)]


def _is_taken(hit: Suggestion, taken: dict[str, list[Span]]) -> bool:
    spans = (*taken.get(f"code {hit.code}", ()), *taken.get(f"keyword {hit.keyword}", ()))
    return any(span.overlaps((hit.start, hit.end)) for span in spans)


def _place(hit: Suggestion) -> Rejected:
    return Rejected(hit.transcript, hit.start, hit.end, hit.code)


def difference(before: Items, after: Items) -> Difference:
    """Return what to put and what to take away to come from one set of items to another.

    >>> difference({"c1": {"start": 1}, "c2": {}}, {"c1": {"start": 2}})
    Difference(put={'c1': {'start': 2}}, gone=['c2'])
    """
    put = {name: item for name, item in after.items() if before.get(name) != item}
    return Difference(put, [name for name in before if name not in after])
