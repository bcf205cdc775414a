"""Quotes as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.export.word import Chapter

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def quotes_markdown(title: str, notes: Sequence[str], chapters: Sequence[Chapter]) -> str:
    """Return a Markdown text with a heading a theme; no mark in a quote works as markup."""
    blocks = [f"# {escaped(title)}", *(f"*{escaped(note)}*" for note in notes)]
    for chapter in chapters:
        blocks.append(f"## {escaped(chapter.title)}")
        blocks += [escaped(text) for text in (chapter.definition, chapter.remark) if text]
        blocks += [
            f"> ‘{escaped(' '.join(line.quote.split()))}’\n>\n> — {escaped(line.attribution)}"
            for line in chapter.quotes
        ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Return `text` with every character that Markdown could take for markup escaped.

    >>> escaped("*zo*")
    '\\*zo\\*'
    """
    return _SPECIAL.sub(r"\\\1", text)
