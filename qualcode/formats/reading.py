"""What every reader gives: a canonical text, its turns, and what was left out.

To add a format, write one module with a function from bytes to a `Reading` and add one
`Format` to the table in `qualcode.formats`. Word-like formats build `Line` records and leave
the turns to `qualcode.formats.layouts`; captions build segments (`qualcode.formats.segments`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qualcode.transcript import Heading, Turn


@dataclass(frozen=True)
class Line:
    """A line of a document, as its reader sees it.

    `bold` is true when all of it is; `bold_start` when it begins so, as a label does.
    `cells` holds the texts of a table row, whose `text` is these joined by tabs.
    """

    text: str
    heading: bool = False
    bold: bool = False
    bold_start: bool = False
    cells: tuple[str, ...] = ()


def row_of(cells: list[list[Line]]) -> Iterator[Line]:
    """Yield a table row as one line; the further paragraphs of its last cell are lines below."""
    if len(cells) < 2:
        yield from (line for cell in cells for line in cell)
        return
    *before, last = cells
    texts = [" ".join(line.text for line in cell if line.text.strip()) for cell in before]
    texts = [text.replace("\t", " ") for text in (*texts, last[0].text if last else "")]
    yield Line("\t".join(texts), cells=tuple(texts))
    # A table within the cell is part of what is said there.
    yield from (replace(line, cells=()) for line in last[1:])


@dataclass(frozen=True)
class Reading:
    """A file as read: nothing is known yet of respondents, only of labels."""

    text: str
    turns: tuple[Turn, ...]
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """What a reader may be told.

    `labels` are speaker labels that are known beforehand; `encoding` that of a text file,
    None to find it.
    """

    labels: frozenset[str] = frozenset()
    encoding: str | None = None


@dataclass(frozen=True)
class Format:
    """A transcript format: its name, its file suffixes and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Options], Reading]
