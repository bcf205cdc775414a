"""YAML as people write it, read safely and with the line of every key.

Every scalar stays the text that was written (``NO`` and ``0123`` too). Tags, anchors and doubled
keys are refused, each with its line, and so is nesting deeper than any codebook has.
"""

from __future__ import annotations

from typing import Any

import yaml

from qualcode.entries import Entry
from qualcode.errors import ReadError
from qualcode.text import decode

MAX_DEPTH = 20
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(data: bytes) -> Entry:
    """Return the mapping that a YAML file holds; an empty file gives an empty entry.

    Raises `ReadError` with the line where the file is not what it should be.
    """
    try:
        value = _Builder().build(decode(data).text)
    except yaml.YAMLError as error:
        raise _syntax_error(error) from error
    if value in (None, ""):
        return Entry({})
    if not isinstance(value, Entry):
        raise ReadError("the file should begin with a key, as 'codes:'.", "Compare it with the example study.", line=1)
    return value


class _Builder:
    """Builds entries, lists and texts from the parser's events, without recursion."""

    def __init__(self) -> None:
        self._root: object = None
        self._open: list[tuple[object, str | None]] = []

    def build(self, text: str) -> object:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            column = event.start_mark.column + 1 if event.start_mark else 1
            if getattr(event, "anchor", None):
                raise _anchored(event, line, column)
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
                raise ReadError(f"the tag '{event.tag}' is not read.", "Take out what begins with '!'.", line=line)
            self._note_item(event, line, column)
            self._take(event, line)
        return self._root

    def _note_item(self, event: yaml.Event, line: int, column: int) -> None:
        """Keep where an item of a list stands with the entry that has the list."""
        collection, key = self._open[-1] if self._open else (None, None)
        owner = self._open[-2][0] if len(self._open) > 1 else None
        starts = isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if starts and isinstance(collection, list) and isinstance(owner, Entry) and key is not None:
            owner.places.setdefault(key, []).append((line, column))

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.MappingStartEvent):
            self._begin(Entry({}, line), line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin([], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event.value, line)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise ReadError("a second document begins with '---'.", "Take out that line.", line=line)

    def _begin(self, collection: object, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _too_deep(line)
        # A list knows the key that it stands under, an entry its key that waits for a value.
        key = self._open[-1][1] if self._open and isinstance(collection, list) else None
        self._put(collection, line)
        self._open.append((collection, key))

    def _scalar(self, value: str, line: int) -> None:
        collection, key = self._open[-1] if self._open else (None, None)
        if not isinstance(collection, Entry) or key is not None:
            self._put(value, line)
            return
        if value in collection.values:
            raise ReadError(f"the key '{value}' stands there twice.", "Join the two.", line=line)
        collection.values[value] = ""
        collection.lines[value] = line
        self._open[-1] = (collection, value)

    def _put(self, value: object, line: int) -> None:
        if not self._open:
            self._root = value
            return
        collection, key = self._open[-1]
        if isinstance(collection, list):
            collection.append(value)
        elif isinstance(collection, Entry) and key is not None:
            collection.values[key] = value
            self._open[-1] = (collection, None)
        else:
            raise ReadError("a key must be a text.", "Write 'key: value'.", line=line)


def _anchored(event: yaml.Event, line: int, column: int) -> ReadError:
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
    hint = f'Put a text that begins with {sign} in quotes, as "{sign}{getattr(event, "anchor", "")}".'
    return ReadError("anchors and aliases ('&', '*') are not read.", hint, line=line, column=column)


def _too_deep(line: int | None) -> ReadError:
    return ReadError(f"lists and keys are nested more than {MAX_DEPTH} deep.", "Check the indentation.", line=line)


def _syntax_error(error: yaml.YAMLError) -> ReadError:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    if "nesting depth" in what:  # newer parsers have a limit of their own
        return _too_deep(mark.line + 1 if mark else None)
    hint = "Check indentation, colons and quotes; a text that begins with * or contains ': ' must stand in quotes."
    place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
    return ReadError(f"this is not valid YAML: {what}.", hint, **place)
