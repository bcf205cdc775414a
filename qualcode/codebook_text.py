"""Edits of codebook.yaml that leave everything else as it was written.

Comments, order, quotes, line widths and blank lines are the work of people. So an edit cuts in
the text itself, at the marks of the YAML parser, and nothing that stays is written anew. What
comes out is read again: where it does not mean exactly what was asked, the edit is refused.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import takewhile
from typing import Any, cast

import yaml

from qualcode.codebook import KEYS, Code, codebook_from
from qualcode.entries import Entry
from qualcode.errors import QualcodeError, ReadError, check_value
from qualcode.formats.yaml_text import read_yaml
from qualcode.keyword_line import keyword_line
from qualcode.text import canonical

LIST_KEYS = ("examples", "keywords", "formerly")
TEXT_KEYS = tuple(key for key in KEYS if key not in LIST_KEYS)
WIDTH = 120
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_REST_OF_LINE = r"[^\r\n]*"
# A cut: what stands from the first to the second position becomes the text.
_Cut = tuple[int, int, str]


def add_code(text: str, code: Code, after: str | None = None) -> str:
    """Return `text` with an entry for `code` behind the branch of the code `after`, or at the end of the list."""
    values = {key: _clean(value) for key, value in asdict(code).items() if value}
    written = _Written(text)
    written.check_id(values.get("id"))
    written.check_parent(code.id, values.get("parent"))
    at = len(written.codes) if after is None else written.end_of_branch(after)
    codes = [*written.codes[:at], values, *written.codes[at:]]
    return written.edited(written.new_entry(values, at), codes, code.id, "codes")


def remove_code(text: str, code_id: str) -> str:
    """Return `text` without the entry of a code and the comment directly above it.

    The codes below it go on naming it as their parent: give them another one first.
    """
    written = _Written(text)
    at = written.find(code_id)
    codes = [*written.codes[:at], *written.codes[at + 1 :]]
    return written.edited((*written.region(at), ""), codes, code_id, "id", with_comments=True)


def set_value(text: str, code_id: str, key: str, value: str | None) -> str:
    """Return `text` with another text under `key` of a code; None takes the key away."""
    check_value("key", key, TEXT_KEYS)
    written = _Written(text)
    at = written.find(code_id)
    value = None if value is None else _clean(value)
    if key == "id" and value != _clean(code_id):
        written.check_id(value)
    if key == "parent":
        written.check_parent(code_id, value)
    return written.set(at, key, value)


def set_list(text: str, code_id: str, key: str, values: Sequence[str]) -> str:
    """Return `text` with other items in the list under `key` of a code; no items take the key away.

    An item that stays keeps its quotes, its line and its comment.
    """
    check_value("key", key, LIST_KEYS)
    written = _Written(text)
    return written.set(written.find(code_id), key, _clean(values) or None)


def scalar(value: str, *, flow: bool = False) -> str:
    """Return `value` as YAML on one line, in quotes only where something else would be read without them.

    >>> scalar("=pilot"), scalar("voorschool*"), scalar("*school"), scalar("let op: dit")
    ('=pilot', 'voorschool*', "'*school'", "'let op: dit'")
    """
    if re.search("[\n\x85\u2028\u2029]", value):
        return _dump(value, default_style='"').rstrip("\n")
    if flow:
        return _dump([value], default_flow_style=True).rstrip("\n")[1:-1]
    return _dump({"k": value}).rstrip("\n").removeprefix("k: ")


class _Written:
    """The text of a codebook, what it means, and the parser's nodes with the marks of where each part stands."""

    def __init__(self, text: str) -> None:
        self.text = text.lstrip("\ufeff")
        self._byte_order_mark = text[: len(text) - len(self.text)]
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._root = read_yaml(self.text.encode("utf-8"))
        self._book, _ = codebook_from(self._root.entries("codes"))
        self.codes: list[Any] = _meaning(self._root)["codes"]
        # What `read_yaml` lets pass has no aliases and is not nested deeply.
        root: Any = yaml.compose(self.text, Loader=_LOADER)
        nodes = {key.value: node for key, node in root.value} if self._root.values else {}
        self._list = cast("Any", nodes.get("codes"))
        if self.codes and (self._list.id != "sequence" or self._list.flow_style):
            raise self._refusal("", "codes")
        self._column: int = self._list.start_mark.column if self.codes else 2

    # What may be asked, and what came of it

    def find(self, code_id: str) -> int:
        """Return where in the list the entry stands that is read as the code `code_id`."""
        check_value("code", _clean(code_id), self._book.ids)
        return [_value_in(entry, "id") for entry in self.codes].index(_clean(code_id))

    def check_id(self, code_id: str | None) -> None:
        """Raise unless `code_id` can be the id of another code."""
        if not code_id or code_id in self._book:
            reason = f"There is a code '{code_id}' already." if code_id else "A code needs an id."
            raise QualcodeError(f"{reason} Choose another id, as 'vve'.")

    def check_parent(self, code_id: str, parent: str | None) -> None:
        """Raise unless `code_id` can stand under `parent`."""
        if parent and _clean(code_id) in self._book.line_of(parent):
            raise QualcodeError(f"'{code_id}' would be its own ancestor under '{parent}'. Choose another parent.")

    def edited(self, cut: _Cut, codes: list[Any], code_id: str, key: str, *, with_comments: bool = False) -> str:
        """Return the text after `cut`, if it then means `codes` and no comment is lost."""
        start, end, new = cut
        text = self.text[:start] + new + self.text[end:]
        keep = Counter(note for at, note in _comments(self.text) if not (with_comments and start <= at < end))
        try:
            is_meant = _meaning(read_yaml(text.encode("utf-8"))) == {**_meaning(self._root), "codes": codes}
        except ReadError:
            is_meant = False
        if not is_meant or keep - Counter(note for _, note in _comments(text)):
            raise self._refusal(_clean(code_id), key)
        return self._byte_order_mark + text

    def _refusal(self, code_id: str, key: str) -> QualcodeError:
        entry = next((entry for entry in self._root.entries("codes") if entry.text("id") == code_id), self._root)
        of_code = f" of the code '{code_id}'" if code_id else ""
        return QualcodeError(
            f"codebook.yaml, line {entry.lines.get(key, entry.line) or 1}: '{key}'{of_code} is written in a way that "
            "cannot be changed here without touching more; nothing was changed. Make this change by hand."
        )

    # Entries

    def end_of_branch(self, code_id: str) -> int:
        """Return the place in the list behind `code_id` and those after it that are below it."""
        at = self.find(code_id)
        branch = [code.id for code in self._book if _clean(code_id) in self._book.line_of(code.id)]
        return at + len(list(takewhile(lambda entry: _value_in(entry, "id") in branch, self.codes[at:])))

    def region(self, at: int) -> tuple[int, int]:
        """Return where an entry begins, at the end of the line above it, and where it ends.

        The comment above an entry belongs to it, as does one below it that is indented further;
        and so do the blank lines that part it from the entry before it.
        """
        return _before(r"(\r?\n[ \t]*)+" if at else r"\r?\n", self.text, self._top(at)), self._bottom(at)

    def _top(self, at: int) -> int:
        dash = "\n" + " " * self._column + "-"
        top = self.text.rfind(dash, 0, self._list.value[at].start_mark.index + 1) + 1
        return _before(rf"(?m:^ {{0,{self._column}}}#.*\n)*", self.text, top)

    def _bottom(self, at: int) -> int:
        end = self._line_end(self._list.value[at])
        return _behind(rf"(\r?\n {{{self._column + 1},}}#[^\r\n]*)*", self.text, end)

    def new_entry(self, values: dict[str, Any], at: int) -> _Cut:
        """Return the cut that puts an entry at a place in the list."""
        column = self._column
        step = max(self._list.value[at - 1].start_mark.column - column, 2) if self.codes else 2
        lines = [line for key, value in values.items() for line in self._pair(key, value, column + step)]
        lines[0] = " " * column + "-".ljust(step) + lines[0].lstrip()
        if self.codes:
            end = self._bottom(at - 1)
            return end, end, self._joined([""] * self._blank_lines(values.get("parent", ""), at - 1) + lines)
        if self._list is None:
            lines = ["codes:", *lines, ""] if not self.text or self.text.endswith("\n") else ["", "codes:", *lines]
            return len(self.text), len(self.text), self._newline.join(lines)
        # The list is `[]`, or nothing.
        start, stop = _before(" *", self.text, self._list.start_mark.index), self._line_end(self._list)
        return start, stop, self.text[self._end(self._list) : stop] + self._joined(lines)

    def _blank_lines(self, parent: str, at: int) -> int:
        """Return how many blank lines stand above the last entry with that parent, or else above the one `at`."""
        siblings = [n for n, entry in enumerate(self.codes) if n and _value_in(entry, "parent") == parent]
        like = siblings[-1] if siblings else at
        return self.text.count("\n", self.region(like)[0], self._top(like)) - 1

    # Keys and values

    def set(self, at: int, key: str, value: Any) -> str:
        """Return the text with `value` under `key` of the entry `at`; None takes the key away."""
        entry, was = self._list.value[at], self.codes[at]
        now = {name: text for name, text in {**was, key: value}.items() if text is not None}
        if now == was:
            return self._byte_order_mark + self.text
        if entry.flow_style:
            raise self._refusal(was["id"], key)
        codes = [*self.codes[:at], now, *self.codes[at + 1 :]]
        return self.edited(self._cut(entry, key, value), codes, was["id"], key)

    def _cut(self, entry: Any, key: str, value: Any) -> _Cut:
        at = next((at for at, (name, _) in enumerate(entry.value) if name.value == key), None)
        if at is None:
            return self._added(entry, key, value)
        if value is None:
            return self._removed(entry, at)
        name, node = entry.value[at]
        if isinstance(node, yaml.SequenceNode) and not isinstance(value, str):
            return self._items(name, node, value)
        return self._replaced(name, node, value)

    def _added(self, entry: Any, key: str, value: Any) -> _Cut:
        """Add a key behind the keys that usually come before it."""
        earlier = [node for name, node in entry.value if name.value in KEYS[: KEYS.index(key)]]
        end = self._line_end(earlier[-1])
        return end, end, self._joined(self._pair(key, value, entry.start_mark.column))

    def _removed(self, entry: Any, at: int) -> _Cut:
        """Take a key away with its lines; comments in them stay, as lines of their own."""
        (key, node), place = entry.value[at], entry.value[at][0].start_mark.index
        if at == 0:
            # The next key takes its place behind the dash.
            start, end = _before(r"\r?\n *-\s*", self.text, place), entry.value[1][0].start_mark.index
            return start, end, self._only_comments(place, end, " " * self._column) + self.text[start:place]
        start, end = _before(r"\r?\n *", self.text, place), self._line_end(node)
        return start, end, self._only_comments(start, end, " " * key.start_mark.column)

    def _replaced(self, key: Any, node: Any, value: Any) -> _Cut:
        start, stop = node.start_mark.index, self._line_end(node)
        rest = self.text[self._end(node) : stop]
        if _is_block(node):
            # A comment may stand behind the mark of a block.
            rest = self.text[_behind(r"[|>][-+\d]*", self.text, start) : _behind(_REST_OF_LINE, self.text, start)]
        head, *body = self._value(key.value, value, key.start_mark.column, folded=getattr(node, "style", "") == ">")
        if start <= self._line_end(key):
            start, head = _before(" *", self.text, start), f" {head}".rstrip()
        return start, stop, head + rest + self._joined(body)

    def _items(self, key: Any, node: Any, values: list[str]) -> _Cut:
        """Put items into a list and take others out; what stays is moved as it is written, and no comment goes."""
        in_flow, column, items = node.flow_style, " " * node.start_mark.column, list[tuple[str, str, str]]()
        first = start = _behind(r"\[\s*", self.text, node.start_mark.index) if in_flow else self._line_end(key)
        for item in node.value:
            if in_flow and items:
                start = _behind(r"[^,]*,", self.text, start)
            end = self._end(item) if in_flow else self._line_end(item)
            written = " " * (in_flow and not items) + self.text[start:end]
            items.append((_item_text(item), written, "" if in_flow else self._only_comments(start, end, column)))
            start = end
        if in_flow:
            return first, start, ",".join(_reused(items, values, lambda new: " " + scalar(new, flow=True))).lstrip()
        return first, start, "".join(_reused(items, values, lambda new: self._joined([f"{column}- {scalar(new)}"])))

    def _only_comments(self, start: int, end: int, indentation: str) -> str:
        return self._joined([indentation + note for at, note in _comments(self.text) if start <= at < end])

    # How values are written

    def _pair(self, key: str, value: Any, column: int) -> list[str]:
        head, *body = self._value(key, value, column)
        return [" " * column + f"{key}: {head}".rstrip(), *body]

    def _value(self, key: str, value: Any, column: int, *, folded: bool = False) -> list[str]:
        room = WIDTH - column - len(f"{key}: ")
        if isinstance(value, str):
            return _text_lines(value, column + 2, 0 if folded else room)
        in_flow = "[" + ", ".join(scalar(item, flow=True) for item in value) + "]"
        # The dashes of a list stand below its key as those of `codes` do.
        dash = " " * (column + self._column) + "- "
        return [in_flow] if len(in_flow) <= room else ["", *(dash + scalar(item) for item in value)]

    def _joined(self, lines: Iterable[str]) -> str:
        return "".join(self._newline + line for line in lines)

    def _line_end(self, node: Any) -> int:
        return _behind(_REST_OF_LINE, self.text, self._end(node))

    def _end(self, node: Any) -> int:
        """Return where a node ends, without the blank lines and comments that the parser counts in."""
        if _is_block(node):
            return _before(r"[ \t\r\n]*", self.text, node.end_mark.index)
        if node.id == "scalar" or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)


def _text_lines(value: str, column: int, room: int) -> list[str]:
    """Return a text as `|-` where it has lines, as `>-` where it is longer than `room`, and else on one line."""
    mark, lines = "|-", value.split("\n")
    if len(lines) == 1:
        width = max(WIDTH - column, WIDTH // 2)
        mark, lines = ">-", textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    fits = mark == ">-" and (len(value) <= room or " ".join(lines) != value)
    if fits or not value or not all(line.isprintable() for line in lines):
        return [scalar(value)]
    return [mark, *(" " * column + line if line else "" for line in lines)]


def _reused(items: Sequence[tuple[str, str, str]], values: Sequence[str], new: Callable[[str], str]) -> list[str]:
    """Return the text of each of `values`, as it stands in `items` (value, text, what stays without it) or `new`."""
    wanted, kept, left = Counter(values), defaultdict[str, list[str]](list), ""
    for value, text, without in items:
        if wanted[value] > len(kept[value]):
            kept[value].append(left + text)
            left = ""
        else:
            left += without
    return [kept[value].pop(0) if kept[value] else new(value) for value in values] + [left] * bool(left)


def _comments(text: str) -> list[tuple[int, str]]:
    """Return all comments, each with its place: what follows a # between the scalars."""
    comments, start = [], 0
    for event in cast("Iterable[Any]", yaml.parse(text, Loader=_LOADER)):
        begin, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent | yaml.StreamEndEvent):
            # Behind the mark of a block, `>-`, its text begins on the next line only.
            begin = _behind(_REST_OF_LINE, text, begin) if _is_block(event) else begin
            notes = re.finditer(r"#[^\r\n]*", text[start:begin])
            comments += [(start + found.start(), found.group()) for found in notes]
            start = end
    return comments


def _meaning(value: Entry) -> Any:
    """Return what was read without its lines: dicts, lists and stripped texts, with a list of codes."""
    return {**_plain(value), "codes": _plain(value.values.get("codes")) or []}


def _plain(value: object) -> Any:
    if isinstance(value, Entry):
        plain = {key: _plain(item) for key, item in value.values.items()}
        keywords = value.values.get("keywords")
        if isinstance(keywords, list):
            plain["keywords"] = [keyword_line(item) if isinstance(item, Entry) else _plain(item) for item in keywords]
        return plain
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def _item_text(node: Any) -> str:
    """Return the text of an item of a list; a keyword that is a mapping is the line that this stands for."""
    if not isinstance(node, yaml.MappingNode):
        return str(_clean(str(node.value)))
    values: dict[str, object] = {
        key.value: [item.value for item in value.value] if isinstance(value, yaml.SequenceNode) else value.value
        for key, value in node.value
    }
    return keyword_line(Entry(values))


def _clean(value: Any) -> Any:
    """Return a text, or each text of a list, as it would be read from a file."""
    if isinstance(value, str):
        return canonical(value).strip()
    return [text for text in map(_clean, value) if text]


def _value_in(entry: Any, key: str) -> object:
    return entry.get(key, "") if isinstance(entry, dict) else None


def _is_block(part: Any) -> bool:
    return getattr(part, "style", None) in ("|", ">")


def _behind(pattern: str, text: str, start: int) -> int:
    """Return where the stretch of `pattern` that begins at `start` ends."""
    found = re.compile(pattern).match(text, start)
    return found.end() if found else start


def _before(pattern: str, text: str, end: int) -> int:
    """Return where the stretch of `pattern` that ends at `end` begins."""
    found = re.search(rf"(?:{pattern})\Z", text[:end])
    return found.start() if found else end


def _dump(value: object, **options: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, width=sys.maxsize, **options)
    return text
