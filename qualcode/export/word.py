"""Quotes as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt, RGBColor

from qualcode.export.characters import xml_text


@dataclass(frozen=True)
class QuoteLine:
    """A quote as it is shown: its words and where they come from."""

    quote: str
    attribution: str


@dataclass(frozen=True)
class Chapter:
    """The quotes of one theme: its name, definition, a remark on their number, the quotes."""

    title: str
    definition: str
    remark: str
    quotes: tuple[QuoteLine, ...]


def quotes_document(title: str, notes: Sequence[str], chapters: Sequence[Chapter], made: datetime) -> bytes:
    """Return a .docx document with a chapter a theme."""
    document = Document()
    _styles(document)
    document.core_properties.title = xml_text(title)[:255]
    document.core_properties.author = "qualcode"
    document.core_properties.created = document.core_properties.modified = made.replace(tzinfo=None)
    document.add_heading(xml_text(title), 0)
    for note in notes:
        document.add_paragraph(xml_text(note), style="Remark")
    for chapter in chapters:
        document.add_heading(xml_text(chapter.title), 1)
        if chapter.definition:
            document.add_paragraph(xml_text(chapter.definition))
        document.add_paragraph(xml_text(chapter.remark), style="Remark")
        for line in chapter.quotes:
            paragraph = document.add_paragraph(style="Quoted")
            paragraph.add_run(xml_text(f"‘{line.quote}’"))
            document.add_paragraph(xml_text(line.attribution), style="Attribution")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for name, indent, size, after in (("Remark", 0, 10, 8), ("Quoted", 0.8, 11, 0), ("Attribution", 0.8, 9, 8)):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name == "Quoted"
        if name != "Quoted":
            style.font.color.rgb = RGBColor(0x59, 0x63, 0x6B)
