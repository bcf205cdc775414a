"""OpenDocument texts (.odt), by a walk over their one XML part.

Tracked deletions, comments and footnotes stand inside the paragraphs; they are left out and
named in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from qualcode.errors import ReadError
from qualcode.formats.containers import Container, parse_xml
from qualcode.formats.layouts import reading_of
from qualcode.formats.reading import Line, Options, Reading, row_of
from qualcode.text import canonical

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SKIPPED = {
    _OFFICE + "annotation": "comments",
    _OFFICE + "annotation-end": "",
    _TEXT + "note": "footnotes",
    _TEXT + "tracked-changes": "tracked deletions",
    _TEXT + "sequence-decls": "",
}
# What the standard folds to one blank; a no-break space is none of these.
_BLANKS = re.compile(r"[ \t\r\n]+")
_MAX_BLANKS = 1000
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")


def read_opendocument(data: bytes, options: Options) -> Reading:
    """Read an .odt file."""
    root = parse_xml(Container(data, "OpenDocument").read("content.xml"), "the OpenDocument file")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadError("the OpenDocument file holds no text.", "Save it as a text document (.odt).")
    bold = _bold_styles(root)
    lines = [line for block in _blocks(body) for line in _lines(block, bold)]
    return reading_of(lines, options.labels, _left_out(root))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    stack = list(reversed(list(parent)))
    while stack:
        element = stack.pop()
        if element.tag in (*_PARAGRAPHS, _TABLE + "table-row"):
            yield element
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(list(element)))


def _lines(block: etree._Element, bold: frozenset[str]) -> Iterator[Line]:
    if block.tag == _TABLE + "table-row":
        cells = block.iterfind(_TABLE + "table-cell")
        yield from row_of([[line for part in _blocks(cell) for line in _lines(part, bold)] for cell in cells])
        return
    whole = str(block.get(_TEXT + "style-name", "")) in bold
    line: list[tuple[str, bool]] = []
    for text, is_bold in [*_pieces(block, bold), ("\n", False)]:
        if text == "\n":
            yield _line(line, heading=block.tag == _TEXT + "h", whole=whole)
            line = []
        else:
            line.append((text, is_bold))


def _line(pieces: list[tuple[str, bool]], *, heading: bool, whole: bool) -> Line:
    text = canonical("".join(piece for piece, _ in pieces))
    weights = [whole or is_bold for piece, is_bold in pieces if piece.strip()]
    return Line(text, heading, bool(weights) and all(weights), bool(weights) and weights[0])


def _pieces(block: etree._Element, bold: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the visible texts of a paragraph; white space is folded as the standard says."""
    stack: list[tuple[etree._Element | str, bool]] = [(block, False)]
    blank_before = True
    while stack:
        item, is_bold = stack.pop()
        if isinstance(item, str):
            text = _BLANKS.sub(" ", item)
            text = text.removeprefix(" ") if blank_before else text
            if text:
                blank_before = text.endswith(" ")
                yield text, is_bold
            continue
        special = _special(item)
        if special:
            blank_before = special != "\n" and blank_before
            yield special, is_bold
        elif item.tag not in _SKIPPED:
            inner = is_bold or str(item.get(_TEXT + "style-name", "")) in bold
            stack.extend(_content(item, is_bold=inner))


def _content(element: etree._Element, *, is_bold: bool) -> list[tuple[etree._Element | str, bool]]:
    """Return the element's texts and children, last one first."""
    content: list[tuple[etree._Element | str, bool]] = [(element.text or "", is_bold)]
    for child in element:
        content += [(child, is_bold), (child.tail or "", is_bold)]
    return content[::-1]


def _special(element: etree._Element) -> str:
    if element.tag == _TEXT + "s":
        count = str(element.get(_TEXT + "c", "1"))[:20]
        blanks = int(count) if count.isdecimal() else 1
        if blanks > _MAX_BLANKS:
            raise ReadError(f"the OpenDocument file has {blanks:,} blanks in a row.", "It is not read for safety.")
        return " " * blanks
    return {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}.get(str(element.tag), "")


def _bold_styles(root: etree._Element) -> frozenset[str]:
    return frozenset(
        str(style.get(_STYLE + "name"))
        for style in root.iter(_STYLE + "style")
        if any(item.get(_FO + "font-weight") == "bold" for item in style.iterfind(_STYLE + "text-properties"))
    )


def _left_out(root: etree._Element) -> tuple[str, ...]:
    found = {name: sum(1 for _ in root.iter(tag)) for tag, name in _SKIPPED.items() if name}
    return tuple(f"left out: {count} {name}" for name, count in found.items() if count)
