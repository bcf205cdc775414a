"""Changes of the code tree that lose no coding: what each makes of the text of codebook.yaml.

A code that gets another id, or goes up in another one, is named there under ``formerly``, by
which its codings find it; of a code that is split they wait until a coder says where each belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.codebook import NO_MARKS, Code, Codebook, codebook_from
from qualcode.codebook_text import LIST_KEYS, TEXT_KEYS, add_code, remove_code, set_list, set_value
from qualcode.errors import QualcodeError, check_value
from qualcode.formats.yaml_text import read_yaml
from qualcode.text import canonical

# What `define` may change; ids and parents have changes of their own.
DEFINING = tuple(key for key in (*TEXT_KEYS, *LIST_KEYS) if key not in ("id", "parent", "formerly"))


def codebook_of(data: bytes) -> Codebook:
    """Return the codebook that the bytes of a codebook.yaml hold. Raises `ReadError` where they are no YAML."""
    return codebook_from(read_yaml(data).entries("codes"))[0]


def clean_id(text: str) -> str:
    """Return an id as it is read from a file: composed letters, no blanks around it."""
    return canonical(text).strip()


def added(text: str, code: Code, after: str | None = None) -> str:
    """Return `text` with a new code, behind the branch of `after` or else of its parent.

    Raises `QualcodeError` for an id that is, or was, that of another code.
    """
    _check_free(_book(text), code.id)
    return add_code(text, code, after or code.parent)


def renamed(text: str, code_id: str, new_id: str) -> str:
    """Return `text` with another id for a code; its sub-codes follow, and its codings find it."""
    book, new_id = _book(text), clean_id(new_id)
    code = book[code_id]
    if new_id == code.id:
        return text
    _check_free(book, new_id, but_for=code.id)
    text = set_value(text, code.id, "id", new_id)
    for child in book.children(code.id):
        text = set_value(text, child.id, "parent", new_id)
    return set_list(text, new_id, "formerly", [name for name in (*code.formerly, code.id) if name != new_id])


def moved(text: str, code_id: str, parent: str | None) -> str:
    """Return `text` with a code and all below it under another parent, or as a theme."""
    return set_value(text, _book(text)[code_id].id, "parent", parent)


def merged(text: str, code_id: str, into: str) -> str:
    """Return `text` with a code gone up in another one, which takes over its sub-codes, keywords and examples.

    Definition, include and exclude are those of `into`. Raises `QualcodeError` where `into` is below the code.
    """
    book = _book(text)
    gone, heir = book[code_id], book[into]
    if gone.id in book.line_of(heir.id):
        raise QualcodeError(f"'{heir.id}' is '{gone.id}' itself or below it. Move it from under '{gone.id}' first.")
    for child in book.children(gone.id):
        text = set_value(text, child.id, "parent", heir.id)
    for key, values in {
        "examples": gone.examples,
        "keywords": gone.keywords,
        "formerly": (gone.id, *gone.formerly),
    }.items():
        text = set_list(text, heir.id, key, list(dict.fromkeys((*getattr(heir, key), *values))))
    return remove_code(text, gone.id)


def split(text: str, code_id: str, parts: Sequence[Code]) -> str:
    """Return `text` with several codes in the place of one; each coding of it waits for its new code.

    Raises `QualcodeError` for fewer than two parts, and for a code with sub-codes.
    """
    book = _book(text)
    code = book[code_id]
    if len({part.id for part in parts}) < 2:
        raise QualcodeError(f"'{code.id}' is split into two codes or more, each with an id of its own.")
    if book.children(code.id):
        below = ", ".join(child.id for child in book.children(code.id))
        raise QualcodeError(f"'{code.id}' has sub-codes ({below}). Move them under another code first.")
    after = code.id
    for part in parts:
        _check_free(book, part.id)
        values = {**vars(part), "parent": part.parent or code.parent, "formerly": (code.id, *code.formerly)}
        text, after = add_code(text, Code(**values), after), part.id
    return remove_code(text, code.id)


def defined(text: str, code_id: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """Return `text` with other values of a code under the keys of `DEFINING`; an empty one takes the key away."""
    code = _book(text)[code_id]
    for key, value in values.items():
        check_value("key", key, DEFINING)
        if key not in LIST_KEYS:
            text = set_value(text, code.id, key, str(value) or None)
        elif isinstance(value, str):
            raise QualcodeError(f"'{key}' of '{code.id}' is a list, as ['{value}'].")
        else:
            text = set_list(text, code.id, key, value)
    return text


def _check_free(book: Codebook, code_id: str, but_for: str = "") -> None:
    """Raise where codings may stand under `code_id` that belong to another code today."""
    if {",", ";"} & set(code_id):
        raise QualcodeError(f"'{code_id}' cannot be an id. {NO_MARKS}")
    owner = next((code.id for code in book if code_id in code.formerly and code.id != but_for), None)
    if owner is not None:
        raise QualcodeError(
            f"'{code_id}' was an id of '{owner}' earlier, and codings may bear it still. Choose another id."
        )


def _book(text: str) -> Codebook:
    return codebook_of(text.encode("utf-8"))
