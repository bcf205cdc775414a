"""The lines of a document that holds an interview guide, with their numbers as the reader sees them.

Word keeps the numbers of a list apart from its text; they are counted here, a main level in numbers and
the levels below in letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.errors import ReadError
from qualcode.formats.containers import Container, parse_xml
from qualcode.text import canonical, decode

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKDOWN = re.compile(r"(?P<indent>\s*)(?P<heading>#+\s+)?(?P<bullet>[-*+]\s+)?(?P<text>.*)")


@dataclass(frozen=True)
class GuideLine:
    """A line of a guide: its number in the document, its text, whether it is a heading, and its level in a list.

    `level` is None outside a list, 0 for its main level.
    """

    number: int
    text: str
    heading: bool = False
    level: int | None = None


def guide_lines(data: bytes, suffix: str) -> list[GuideLine]:
    """Return the lines of a .docx, .md or .txt file that are not empty. Raises `ReadError` for another kind of file."""
    if suffix.casefold() == ".docx":
        found = _word(data)
    elif suffix.casefold() in (".md", ".txt"):
        found = _markdown(decode(data).text)
    else:
        raise ReadError(f"a guide cannot be read from '{suffix}' files.", "Save it as .docx or .md.")
    return [line for line in found if line.text]


def _markdown(text: str) -> Iterator[GuideLine]:
    for number, line in enumerate(text.split("\n"), start=1):
        match = _MARKDOWN.fullmatch(line)
        if match is None:
            continue
        bold = re.fullmatch(r"\*\*(.+?)\*\*:?", match["text"].strip())
        deep = len(match["indent"].expandtabs(4)) >= 2
        level = None if not (match["bullet"] or deep) else int(deep)
        words = (bold[1] if bold else match["text"]).strip()
        yield GuideLine(number, words, bool(match["heading"]) or (bold is not None and "?" not in words), level)


def _word(data: bytes) -> Iterator[GuideLine]:
    container = Container(data, "Word")
    root = parse_xml(container.read("word/document.xml"), "the Word file")
    headings = _heading_styles(container)
    for number, paragraph in enumerate(root.iter(_W + "p"), start=1):
        runs = [run for run in paragraph.iter(_W + "r") if run.findtext(f".//{_W}t")]
        text = canonical("".join(part.text or "" for run in runs for part in run.iter(_W + "t"))).strip()
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else str(style.get(_W + "val", ""))
        bold = bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
        listed = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        level = int(str(listed.get(_W + "val", "0"))) if listed is not None else _level_of_style(name)
        heading = name in headings or (bold and "?" not in text and level is None)
        yield GuideLine(number, text, heading, None if heading else level)


def _level_of_style(name: str) -> int | None:
    """Return the level of a list that a paragraph style stands for: "ListNumber" is the main one, "ListNumber2" below it."""
    match = re.fullmatch(r"List(?:Number|Bullet|Paragraph)(\d?)", name)
    return None if match is None else int(int(match[1] or 1) > 1)


def _heading_styles(container: Container) -> frozenset[str]:
    if "word/styles.xml" not in container.names:
        return frozenset()
    root = parse_xml(container.read("word/styles.xml"), "the Word file's styles")
    found = set()
    for style in root.iterfind(_W + "style"):
        name = style.find(_W + "name")
        if name is not None and str(name.get(_W + "val", "")).casefold().startswith(
            ("heading", "kop ", "title", "titel")
        ):
            found.add(str(style.get(_W + "styleId", "")))
    return frozenset(found)
