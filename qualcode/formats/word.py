"""Word documents (.docx), by a walk over their one XML part.

All text that a reader of the document sees in its body is kept: tables, content controls,
insertions, hyperlinks, text boxes. Deletions, comments, footnotes, headers and footers are left
out and named in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qualcode.errors import ReadError
from qualcode.formats.containers import Container, parse_xml
from qualcode.formats.layouts import reading_of
from qualcode.formats.reading import Line, Options, Reading, row_of
from qualcode.text import canonical

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is not the body's visible text.
_SKIPPED = {_MC + "Fallback"} | {_W + name for name in "del moveFrom pPr rPr tblPr tcPr trPr sdtPr sdtEndPr".split()}
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "ptab": "\t", _W + "noBreakHyphen": "-"}
_BLOCKS = (_W + "p", _W + "tbl")
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
    if body is None:
        raise ReadError(
            "no text can be found in the Word file.", "Save it as a 'Word document', not as 'Strict Open XML'."
        )
    return reading_of(list(_inside(body, styles)), options.labels, _left_out(root, container))


def _nearest(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the visible elements below `parent` with one of `tags`, in reading order, none inside another."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(element))


def _lines(block: etree._Element, styles: _Styles) -> Iterator[Line]:
    if block.tag == _W + "tbl":
        for row in _nearest(block, _W + "tr"):
            yield from row_of([list(_inside(cell, styles)) for cell in _nearest(row, _W + "tc")])
    else:
        yield from _paragraph(block, styles)


def _inside(parent: etree._Element, styles: _Styles) -> Iterator[Line]:
    for block in _nearest(parent, *_BLOCKS):
        yield from _lines(block, styles)


def _paragraph(paragraph: etree._Element, styles: _Styles) -> Iterator[Line]:
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    # Level 9 is Word's number for body text.
    heading = style in styles.headings or _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl")) in set("012345678")
    pieces = [(canonical(text), bold) for text, bold in _pieces(paragraph, styles, always_bold=style in styles.bold)]
    for line in _split(pieces):
        text = canonical("".join(piece for piece, _ in line))
        weights = [bold for piece, bold in line if piece.strip()]
        yield Line(text, heading, bool(weights) and all(weights), bool(weights) and weights[0])
    for box in _nearest(paragraph, _W + "txbxContent"):
        yield from _inside(box, styles)


def _pieces(paragraph: etree._Element, styles: _Styles, *, always_bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield the paragraph's visible texts, each with whether it is bold."""
    stack = [(child, always_bold) for child in reversed(paragraph)]
    while stack:
        element, bold = stack.pop()
        if element.tag in _SKIPPED or element.tag == _W + "txbxContent":
            continue
        if element.tag == _W + "r":
            bold = _is_bold(element, styles, otherwise=always_bold)
        if element.tag == _W + "t":
            yield element.text or "", bold
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag], bold
        else:
            stack.extend((child, bold) for child in reversed(element))


def _split(pieces: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """Split the pieces of a paragraph at its soft breaks."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    return lines


def _is_bold(run: etree._Element, styles: _Styles, *, otherwise: bool) -> bool:
    properties = run.find(_W + "rPr")
    if properties is None:
        return otherwise
    mark = properties.find(_W + "b")
    if mark is not None:
        return _value(mark) not in _OFF
    return otherwise or _value(properties.find(_W + "rStyle")) in styles.bold


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


_PARTS = (
    ("word/comments.xml", "comment", "comments"),
    ("word/footnotes.xml", "footnote", "footnotes"),
    ("word/endnotes.xml", "endnote", "endnotes"),
)


def _left_out(root: etree._Element, container: Container) -> tuple[str, ...]:
    names = set(container.names)
    notes = []
    deletions = sum(1 for _ in root.iter(_W + "del", _W + "moveFrom"))
    if deletions:
        notes.append(f"left out: {deletions} tracked deletions")
    for part, tag, plural in _PARTS:
        if part not in names:
            continue
        found = [item for item in parse_xml(container.read(part), part).iter(_W + tag) if _value_of_type(item) == ""]
        if found:
            notes.append(f"left out: {len(found)} {plural}")
    if any(name.startswith(("word/header", "word/footer")) for name in names):
        notes.append("left out: headers and footers")
    return tuple(notes)


def _value_of_type(element: etree._Element) -> str:
    return str(element.get(_W + "type", ""))
