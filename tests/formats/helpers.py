"""What the tests of the readers share: short ways to say what was read."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qualcode.formats import FORMATS, Options, Reading


def read(name: str, data: bytes, *labels: str) -> Reading:
    """Read `data` with the reader that belongs to the suffix of `name`."""
    suffix = Path(name).suffix
    reader = next(item for item in FORMATS if suffix in item.suffixes)
    return reader.read(data, Options(labels=frozenset(labels)))


def read_text(text: str, *labels: str) -> Reading:
    """Read a plain text; `labels` are known beforehand."""
    return read("R01.txt", text.encode(), *labels)


def spoken(reading: Reading) -> list[tuple[str | None, str]]:
    """Return each turn's label and words."""
    return [(turn.speaker, reading.text[turn.start : turn.end]) for turn in reading.turns]


def speakers(reading: Reading) -> list[str | None]:
    """Return each turn's label."""
    return [turn.speaker for turn in reading.turns]


def headings(reading: Reading) -> list[str]:
    """Return the headings' texts."""
    return [reading.text[heading.start : heading.end] for heading in reading.headings]


def letters(text: str) -> str:
    """Return the letters and digits of `text`, in order."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if letter.isalnum())


def word(*paragraphs: str, parts: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return a .docx with `paragraphs` (XML of the body, w:, mc: and wps: known) and extra `parts`."""
    document = Document()
    names = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    for xml in paragraphs:
        wrapper = parse_xml(f"<w:body {names}>{xml}</w:body>")
        for block in list(wrapper):
            document.element.body.insert(len(document.element.body) - 1, block)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def read_word(*paragraphs: str, parts: Iterable[tuple[str, str]] = ()) -> Reading:
    """Read a .docx made of `paragraphs`."""
    return read("R01.docx", word(*paragraphs, parts=parts))


def run(text: str, properties: str = "") -> str:
    """Return the XML of a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inline: str, properties: str = "") -> str:
    """Return the XML of a paragraph; what is no XML becomes a run."""
    content = "".join(piece if piece.startswith("<") else run(piece) for piece in inline)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """Return the XML of a table; each cell is XML of paragraphs, or a text."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
