"""Entries: the keys and values that a person wrote, each with the line it stands on.

YAML mappings and spreadsheet rows both become entries, so that guide, codebook and
respondents are built in the same way and name the same places when something is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.errors import Problem, meant


@dataclass(frozen=True)
class Entry:
    """One mapping or row: `values` by key, the `line` it begins on and the `lines` of its keys.

    A value is a text, a list of values, or an entry. Nothing is interpreted: ``NO`` and
    ``0123`` stay text.
    """

    values: dict[str, object]
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return the text under `key`, stripped; "" where there is none."""
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under `key`: a list's items, or a text's lines."""
        value = self.values.get(key, "")
        items = value if isinstance(value, list) else str(value).split("\n") if isinstance(value, str) else []
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
