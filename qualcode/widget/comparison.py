"""Coders side by side: where one has what another has not, and what the consensus has settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from qualcode.text import Span
from qualcode.widget.items import Items

CODED = ("coding", "other")


def compare(items: Items, coders: Sequence[str], settled: AbstractSet[str]) -> Items:
    """Return the items, with a mark on each coding that is `settled`, or that `differs`.

    A coding differs where one of `coders` has no overlapping coding with the same code, as long as
    the consensus has neither taken it over nor left it out; `settled` are the ids of those codings.
    """
    by_code: dict[str, Items] = {}
    for name, item in items.items():
        by_code.setdefault(item["code"], {})[name] = item
    marked = dict(items)
    for name, item in items.items():
        if item["kind"] not in CODED:
            continue
        if name[1:] in settled:
            marked[name] = {**item, "settled": True}
        elif not {item["coder"], *(item["coder"] for item in _same(by_code[item["code"]], item).values())} >= {*coders}:
            marked[name] = {**item, "differs": True}
    return marked


def counterparts(items: Items, name: str) -> list[str]:
    """Return the codings of other coders that overlap this one and have its code.

    >>> items = {"c1": {"kind": "coding", "coder": "anna", "code": "vve", "start": 0, "end": 9},
    ...          "o1": {"kind": "other", "coder": "bram", "code": "vve", "start": 4, "end": 12}}
    >>> counterparts(items, "c1")
    ['o1']
    """
    return [other for other, item in _same(items, items[name]).items() if item["coder"] != items[name]["coder"]]


def agreed(items: Items) -> Iterator[tuple[str, list[str]]]:
    """Return one's own codings that all others have too and that are not settled yet, each with its counterparts."""
    for name, item in items.items():
        if item["kind"] == "coding" and not (item.get("differs") or item.get("settled")):
            others = counterparts(items, name)
            if others:
                yield name, others


def _same(items: Items, one: Mapping[str, Any]) -> Items:
    span = Span(one["start"], one["end"])
    return {
        name: item
        for name, item in items.items()
        if item["kind"] in CODED and item["code"] == one["code"] and span.overlaps((item["start"], item["end"]))
    }
