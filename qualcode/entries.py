"""Entries: the keys and values that a person wrote, each with the line it stands on.

YAML mappings and spreadsheet rows both become entries, so that guide, codebook and
respondents are built in the same way and name the same places when something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qualcode.errors import Problem, meant


@dataclass(frozen=True)
class Entry:
    """One mapping or row: `values` by key, the `line` it begins on and the `lines` of its keys.

    A value is a text, a list of values, or an entry. Nothing is interpreted: ``NO`` and
    ``0123`` stay text. `places` holds line and column, from 1, of each item of a list.
    """

    values: dict[str, object]
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict, compare=False)

    def text(self, key: str) -> str:
        """Return the text under `key`, stripped; "" where there is none."""
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def texts(self, key: str, parted_by: str = "\n") -> tuple[str, ...]:
        """Return the texts under `key`: a list's items, or the parts of one text between any of `parted_by`."""
        value = self.values.get(key, "")
        items = (
            value if isinstance(value, list) else re.split(f"[{parted_by}]", value) if isinstance(value, str) else []
        )
        return tuple(item.strip() for item in items if isinstance(item, str) and item.strip())

    def entries(self, key: str) -> list[Entry]:
        """Return the entries in the list under `key`."""
        value = self.values.get(key, [])
        return [item for item in value if isinstance(item, Entry)] if isinstance(value, list) else []

    def problem(self, key: str | None, message: str, hint: str = "") -> Problem:
        """Return a problem at `key` of this entry; the file is filled in by who reads it."""
        line = self.lines.get(key, self.line) if key is not None else self.line
        return Problem("", message, hint, line, key)


def unknown_keys(entry: Entry, known: Iterable[str]) -> list[Problem]:
    """Return a problem for each key of `entry` that is not one of `known`."""
    valid = tuple(known)
    return [
        entry.problem(
            key, "this key is unknown and was not read.", (meant(key, valid) or f" Known: {', '.join(valid)}.").strip()
        )
        for key in entry.values
        if key not in valid
    ]


def key_problems(
    entry: Entry, *, texts: Sequence[str] = (), lists: Sequence[str] = (), entries: Sequence[str] = ()
) -> list[Problem]:
    """Return a problem for each key of `entry` that is unknown, and for each value that would not be read.

    `texts` are the keys that hold a text, `lists` those with a list of texts, `entries` those
    with a list of entries.
    """
    problems = unknown_keys(entry, (*texts, *lists, *entries))
    for key, value in entry.values.items():
        items = value if isinstance(value, list) and key not in texts else [value]
        if key in entries:
            unread = [item for item in items if item != "" and not (isinstance(item, Entry) and items is value)]
            message, hint = "a list of entries belongs here; this was not read.", "Begin each entry with '- id: …'."
        else:
            unread = [item for item in items if key in (*texts, *lists) and not isinstance(item, str)]
            message, hint = "a text belongs here; this was not read.", "Put a text that has ': ' in it in quotes."
        problems += [_at_line_of(item, entry.problem(key, message, hint)) for item in unread]
    return problems


def _at_line_of(item: object, problem: Problem) -> Problem:
    return replace(problem, line=item.line) if isinstance(item, Entry) and item.line else problem
