"""Word documents (.docx), by a walk over their one XML part.

All text that a reader of the document sees in its body is kept: tables, content controls,
insertions, hyperlinks, text boxes. Deletions, comments, footnotes, headers and footers are left
out and named in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qualcode.formats.containers import Container, parse_xml
from qualcode.formats.layouts import reading_of
from qualcode.formats.reading import Line, Options, Reading
from qualcode.text import canonical

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is not the body's visible text.
_SKIPPED = frozenset(
    {_W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "sdtEndPr", "instrText", "delText")}
    | {_MC + "Fallback"}
)
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "ptab": "\t", _W + "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class _Styles:
    """Ids of the paragraph and character styles that are headings or bold."""

    headings: frozenset[str] = frozenset()
    bold: frozenset[str] = frozenset()


def read_word(data: bytes, options: Options) -> Reading:
    """Read a .docx file."""
    container = Container(data, "Word")
    root = parse_xml(container.read("word/document.xml"), "the Word file")
    styles = _styles(container)
    body = root.find(_W + "body")
    lines = [] if body is None else [line for block in _blocks(body) for line in _lines(block, styles)]
    return reading_of(lines, options.labels, _left_out(root, container))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables below `parent`, in reading order."""
    stack = [parent]
    while stack:
        element = stack.pop()
        if element.tag in (_W + "p", _W + "tbl") and element is not parent:
            yield element
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(list(element)))


def _lines(block: etree._Element, styles: _Styles) -> Iterator[Line]:
    if block.tag == _W + "tbl":
        for row in block.iterfind(_W + "tr"):
            yield from _row(row, styles)
    else:
        yield from _paragraph(block, styles)


def _row(row: etree._Element, styles: _Styles) -> Iterator[Line]:
    """Yield a row as one line of its cells; the paragraphs of a cell are lines below."""
    cells = [[line for block in _blocks(cell) for line in _lines(block, styles)] for cell in row.iter(_W + "tc")]
    if not any(len(cell) > 1 for cell in cells[:-1]):
        firsts = tuple(cell[0].text.replace("\t", " ") if cell else "" for cell in cells)
        yield Line("\t".join(firsts), cells=firsts)
        yield from (line for cell in cells[-1:] for line in cell[1:])
    else:
        yield from (line for cell in cells for line in cell)


def _paragraph(paragraph: etree._Element, styles: _Styles) -> Iterator[Line]:
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    heading = style in styles.headings or paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None
    always_bold = style in styles.bold
    pieces = [(canonical(text), always_bold or bold) for text, bold in _pieces(paragraph, styles)]
    for line in _split(pieces):
        text = canonical("".join(piece for piece, _ in line))
        weights = [bold for piece, bold in line if piece.strip()]
        yield Line(text, heading, bool(weights) and all(weights), bool(weights) and weights[0])
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(ancestor.tag in _SKIPPED for ancestor in box.iterancestors()):
            yield from (line for block in _blocks(box) for line in _lines(block, styles))


def _pieces(paragraph: etree._Element, styles: _Styles) -> Iterator[tuple[str, bool]]:
    """Yield the paragraph's visible texts, each with whether it is bold."""
    stack: list[tuple[etree._Element, bool]] = [(child, False) for child in reversed(list(paragraph))]
    while stack:
        element, bold = stack.pop()
        if element.tag in _SKIPPED or element.tag == _W + "txbxContent":
            continue
        if element.tag == _W + "r":
            bold = _is_bold(element, styles)
        if element.tag == _W + "t":
            yield element.text or "", bold
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag], bold
        else:
            stack.extend((child, bold) for child in reversed(list(element)))


def _split(pieces: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """Split the pieces of a paragraph at its soft breaks."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    return lines


def _is_bold(run: etree._Element, styles: _Styles) -> bool:
    properties = run.find(_W + "rPr")
    if properties is None:
        return False
    mark = properties.find(_W + "b")
    if mark is not None:
        return _value(mark) not in _OFF
    return _value(properties.find(_W + "rStyle")) in styles.bold


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(_W + "val", ""))


def _styles(container: Container) -> _Styles:
    if "word/styles.xml" not in container.names:
        return _Styles()
    root = parse_xml(container.read("word/styles.xml"), "the Word file's styles")
    headings, bold = set(), set()
    for style in root.iterfind(_W + "style"):
        name = _value(style.find(_W + "name")).casefold()
        style_id = str(style.get(_W + "styleId", ""))
        mark = style.find(f"{_W}rPr/{_W}b")
        if name.startswith(("heading", "kop ")) or name in {"title", "titel", "subtitle", "ondertitel"}:
            headings.add(style_id)
        elif mark is not None and _value(mark) not in _OFF:
            bold.add(style_id)
    return _Styles(frozenset(headings), frozenset(bold))


_PARTS = (("word/comments.xml", "comment", "comments"), ("word/footnotes.xml", "footnote", "footnotes"), ("word/endnotes.xml", "endnote", "endnotes"))


def _left_out(root: etree._Element, container: Container) -> tuple[str, ...]:
    names = set(container.names)
    notes = []
    deletions = sum(1 for _ in root.iter(_W + "del", _W + "moveFrom"))
    if deletions:
        notes.append(f"left out: {deletions} tracked deletions")
    for part, tag, plural in _PARTS:
        if part not in names:
            continue
        found = [
            item for item in parse_xml(container.read(part), part).iter(_W + tag) if _value_of_type(item) == ""
        ]
        if found:
            notes.append(f"left out: {len(found)} {plural}")
    if any(name.startswith(("word/header", "word/footer")) for name in names):
        notes.append("left out: headers and footers")
    return tuple(notes)


def _value_of_type(element: etree._Element) -> str:
    return str(element.get(_W + "type", ""))
