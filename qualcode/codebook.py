"""The codebook: codes in a tree, each with a definition and its keywords."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from html import escape

from qualcode.entries import Entry, key_problems
from qualcode.errors import Problem, UnknownValueError, meant
from qualcode.keyword_line import keyword_line, mapping_problems

_TEXTS = ("name", "parent", "definition", "include", "exclude")
# What parts the items where they stand in one text, as in a cell of codebook.xlsx.
_LISTS = {"examples": "\n", "keywords": "\n,;", "formerly": "\n,;"}
NO_MARKS = "These part one id from the next in lists and exports; use letters, digits, dots and hyphens."
KEYS = ("id", *_TEXTS, *_LISTS)


@dataclass(frozen=True)
class Code:
    """A code; one without `parent` is a theme.

    `examples` are sentences that are not in the transcripts, `keywords` the entries that
    `qualcode.coding.keywords` reads, `formerly` the ids that the code had before.
    """

    id: str
    name: str
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """All codes, in the order in which they were written.

    >>> book = Codebook((Code("vve", "Vve"), Code("vve.kwaliteit", "Kwaliteit", parent="vve")))
    >>> book.theme_of("vve.kwaliteit").id
    'vve'
    """

    codes: tuple[Code, ...] = ()

    def __getitem__(self, code_id: str) -> Code:
        for code in self.codes:
            if code.id == code_id:
                return code
        raise UnknownValueError("code", code_id, self.ids)

    def __contains__(self, code_id: object) -> bool:
        return code_id in self.ids

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all codes."""
        return tuple(code.id for code in self.codes)

    @property
    def themes(self) -> tuple[Code, ...]:
        """The codes without a parent."""
        return tuple(code for code in self.codes if code.parent is None)

    @property
    def tree(self) -> tuple[Code, ...]:
        """All codes, each followed by its sub-codes."""
        return tuple(code for theme in self.themes for code in self._branch(theme))

    @property
    def version(self) -> str:
        """The SHA-256 of the codebook's content; comments and layout do not count."""
        content = json.dumps([asdict(code) for code in self.codes], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    def to_yaml(self) -> str:
        """Return the codebook as the text of a codebook.yaml, from which an equal one is read."""
        import yaml

        codes = [{key: value for key, value in asdict(code).items() if value} for code in self.codes]
        plain = [
            {key: list(value) if isinstance(value, tuple) else value for key, value in code.items()} for code in codes
        ]
        text: str = yaml.safe_dump({"codes": plain}, allow_unicode=True, sort_keys=False, width=120)
        return text

    def children(self, code_id: str) -> tuple[Code, ...]:
        """Return the codes directly under `code_id`."""
        return tuple(code for code in self.codes if code.parent == code_id)

    def theme_of(self, code_id: str) -> Code:
        """Return the theme that `code_id` belongs to, itself if it is one."""
        code = self[code_id]
        while code.parent is not None:
            code = self[code.parent]
        return code

    def line_of(self, code_id: str) -> tuple[str, ...]:
        """Return the ids of a code, of its parent, and so on up to its theme."""
        line = [self[code_id].id]
        while (parent := self[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(line)

    def _branch(self, code: Code) -> Iterator[Code]:
        yield code
        for child in self.children(code.id):
            yield from self._branch(child)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)

    def __repr__(self) -> str:
        keywords = sum(len(code.keywords) for code in self.codes)
        return f"<Codebook: {len(self.themes)} themes, {len(self.codes)} codes, {keywords} keywords>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{'&emsp;' if code.parent else ''}{escape(code.id)}</td>"
            f"<td style='text-align:left'>{escape(code.name)}</td>"
            f"<td style='text-align:left'>{escape(code.definition[:120])}</td></tr>"
            for code in self.tree[:40]
        )
        return f"<div><b>{escape(repr(self)[1:-1])}</b><table>{rows}</table></div>"


def codebook_from(entries: list[Entry]) -> tuple[Codebook, list[Problem]]:
    """Build a codebook from the entries of codebook.yaml or rows of codebook.xlsx.

    An entry that cannot be a code is left out and reported; of the others all that is
    understood is kept.
    """
    codes: dict[str, Code] = {}
    problems: list[Problem] = []
    for entry in entries:
        problems += key_problems(_in_lines(entry), texts=("id", *_TEXTS), lists=tuple(_LISTS))
        problems += [problem for item in entry.entries("keywords") for problem in mapping_problems(item)]
        code_id = entry.text("id")
        if not code_id:
            problems.append(entry.problem("id", "a code without an id was left out.", "Give it a short id, as 'vve'."))
        elif code_id in codes:
            problems.append(
                entry.problem(
                    "id",
                    f"the id '{code_id}' is used twice; the second code was left out.",
                    "Give each code its own id.",
                )
            )
        else:
            codes[code_id] = _code(entry, code_id)
            if {",", ";"} & set(code_id):
                problems.append(entry.problem("id", f"the id '{code_id}' holds a comma or semicolon.", NO_MARKS))
    return _with_known_parents(codes, entries, problems)


def keyword_places(entry: Entry) -> dict[str, tuple[int, int]]:
    """Return where the keywords in the list of a code's entry stand, as line and column, by their text."""
    items = _in_lines(entry).values.get("keywords", [])
    lines = [item.strip() if isinstance(item, str) else "" for item in items] if isinstance(items, list) else []
    return dict(zip(reversed(lines), reversed(entry.places.get("keywords", [])), strict=False)) if lines else {}


def _in_lines(entry: Entry) -> Entry:
    """Return the entry of a code with its keywords as lines of text."""
    items = entry.values.get("keywords")
    if not isinstance(items, list):
        return entry
    lines = [keyword_line(item) if isinstance(item, Entry) else item for item in items]
    return replace(entry, values={**entry.values, "keywords": lines})


def _code(entry: Entry, code_id: str) -> Code:
    entry = _in_lines(entry)
    texts = {key: entry.text(key) for key in _TEXTS}
    return Code(
        code_id,
        texts["name"] or code_id,
        texts["parent"] or None,
        texts["definition"],
        texts["include"],
        texts["exclude"],
        *(entry.texts(key, marks) for key, marks in _LISTS.items()),
    )


def _with_known_parents(
    codes: dict[str, Code], entries: list[Entry], problems: list[Problem]
) -> tuple[Codebook, list[Problem]]:
    for entry in entries:
        code = codes.get(entry.text("id"))
        if code is None or code.parent is None:
            continue
        if code.parent not in codes:
            hint = f"{meant(code.parent, codes)} '{code.id}' is read as a theme.".strip()
            problems.append(entry.problem("parent", f"the parent '{code.parent}' does not exist.", hint))
            codes[code.id] = _without_parent(code)
        elif _is_circular(code, codes):
            problems.append(entry.problem("parent", f"'{code.id}' is its own ancestor.", "It is read as a theme."))
            codes[code.id] = _without_parent(code)
    return Codebook(tuple(codes.values())), problems


def _is_circular(code: Code, codes: dict[str, Code]) -> bool:
    ancestors: list[str] = []
    parent = code.parent
    # A circle further up is reported for the codes that are in it.
    while parent in codes and parent not in ancestors:
        ancestors.append(parent)
        parent = codes[parent].parent
    return code.id in ancestors


def _without_parent(code: Code) -> Code:
    return Code(**{**asdict(code), "parent": None})
