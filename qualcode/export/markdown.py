"""Quotes as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.export.word import Chapter

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def quotes_markdown(title: str, notes: Sequence[str], chapters: Sequence[Chapter]) -> str:
    """Return a Markdown text with a heading a theme; no mark in a quote works as markup."""
    blocks = [f"# {_line(title)}", *(f"*{_line(note)}*" for note in notes)]
    for chapter in chapters:
        blocks.append(f"## {_line(chapter.title)}")
        blocks += [_line(text) for text in (chapter.definition, chapter.remark) if text]
        blocks += [f"> ‘{_line(line.quote)}’\n>\n> — {_line(line.attribution)}" for line in chapter.quotes]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Return `text` with every character that Markdown could take for markup escaped.

    >>> escaped("*zo*")
    '\\*zo\\*'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _line(text: str) -> str:
    """Return `text` escaped and on one line: what begins a line could be a heading or a list."""
    return escaped(" ".join(text.split()))
