"""How a Word document begins; quotes as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from qualcode.export.characters import xml_text

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle


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
    document = new_document(title, notes, made)
    quoted, attribution = _style(document, "Quoted", 11, 0), _grey(_style(document, "Attribution", 9, 8))
    quoted.paragraph_format.left_indent = attribution.paragraph_format.left_indent = Cm(0.8)
    quoted.paragraph_format.keep_with_next = True
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


def empty_document(size: float, *, landscape: bool = False) -> WordDocument:
    """Return an empty document on A4 with letters of this size."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(1.8) if landscape else Cm(2.5)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(size)
    document.core_properties.author = "qualcode"
    return document


def new_document(title: str, notes: Sequence[str], made: datetime, *, landscape: bool = False) -> WordDocument:
    """Return a document on A4 with its properties, its title, and notes in the style "Remark"."""
    document = empty_document(10, landscape=True) if landscape else empty_document(11)
    document.core_properties.title = xml_text(title)[:255]
    document.core_properties.created = document.core_properties.modified = made.replace(tzinfo=None)
    document.add_heading(xml_text(title), 0)
    _grey(_style(document, "Remark", 10, 8))
    for note in notes:
        document.add_paragraph(xml_text(note), style="Remark")
    return document


def _style(document: WordDocument, name: str, size: float, after: float) -> ParagraphStyle:
    style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    style.paragraph_format.space_after = Pt(after)
    return style


def _grey(style: ParagraphStyle) -> ParagraphStyle:
    style.font.color.rgb = RGBColor(0x59, 0x63, 0x6B)
    return style
