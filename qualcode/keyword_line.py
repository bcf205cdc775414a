"""A keyword with options as one line of text: what a mapping in codebook.yaml becomes.

A keyword is a text everywhere, in the codebook, in its workbook, in journals. Where it is written
as a mapping, for the sake of readability, the mapping stands for such a text::

    - keyword: arm                          arm [not arme stakker] [no compounds]
      not: [arme stakker]
      compounds: false
    - any: [vve, v.v.e., peuters]           vve = v.v.e. = peuters

`qualcode.coding.keywords` tells what the line means. It holds no comma, semicolon or line end, by
which the keywords in one cell of a workbook are parted.
"""

from __future__ import annotations

from typing import NamedTuple

from qualcode.entries import Entry, unknown_keys
from qualcode.errors import Problem


class Switch(NamedTuple):
    """An option that is on or off: what it is by default, and how the other choice is written in the line."""

    default: bool
    written: str


SWITCHES = {
    "compounds": Switch(default=True, written="no compounds"),
    "derivations": Switch(default=True, written="no derivations"),
    "capitals": Switch(default=False, written="capitals"),
    "splits": Switch(default=False, written="splits"),
}
KEYS = ("keyword", "any", "not", *SWITCHES)
NOT = "not "
OR = " = "
_YES = frozenset({"true", "yes", "on", "ja", "waar", "1"})
_NO = frozenset({"false", "no", "off", "nee", "onwaar", "0"})


def keyword_line(entry: Entry) -> str:
    """Return the line that a mapping stands for; "" where it names no word.

    >>> keyword_line(Entry({"keyword": "arm", "not": ["arme stakker"], "compounds": "false"}))
    'arm [not arme stakker] [no compounds]'
    """
    names = [*_texts(entry, "keyword"), *_texts(entry, "any")]
    options = [f"{NOT}{text}" for text in _texts(entry, "not")]
    options += [switch.written for key, switch in SWITCHES.items() if _choice(entry.text(key)) is (not switch.default)]
    return OR.join(names) + "".join(f" [{option}]" for option in options) if names else ""


def mapping_problems(entry: Entry) -> list[Problem]:
    """Return a problem for each key of a keyword's mapping that is unknown or holds what it cannot hold."""
    problems = unknown_keys(entry, KEYS)
    if not keyword_line(entry):
        hint = "Write 'keyword: samenwerken', or 'any: [vve, v.v.e.]' for several spellings of one."
        problems.append(entry.problem(None, "a keyword without a word was left out.", hint))
    for key, value in entry.values.items():
        if key in SWITCHES and _choice(entry.text(key)) is None:
            problems.append(entry.problem(key, f"'{value}' is neither true nor false.", "The default is used."))
        elif key in ("keyword", "any", "not") and any(not isinstance(item, str) for item in _items(value)):
            problems.append(entry.problem(key, "a text belongs here; this was not read.", "Put it in quotes."))
    return problems


def _choice(text: str) -> bool | None:
    lowered = text.casefold()
    return True if lowered in _YES else False if lowered in _NO else None


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in entry.texts(key))
