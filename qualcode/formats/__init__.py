"""Transcript formats: one module each, and this table."""

from qualcode.formats.opendocument import read_opendocument
from qualcode.formats.plain import read_plain
from qualcode.formats.reading import Format, Line, Options, Reading
from qualcode.formats.rtf import read_rtf
from qualcode.formats.webvtt import read_webvtt
from qualcode.formats.word import read_word

FORMATS: tuple[Format, ...] = (
    Format("Word", (".docx",), read_word),
    Format("plain text", (".txt", ".md"), read_plain),
    Format("OpenDocument", (".odt",), read_opendocument),
    Format("rich text", (".rtf",), read_rtf),
    Format("WebVTT", (".vtt",), read_webvtt),
)

__all__ = ["FORMATS", "Format", "Line", "Options", "Reading"]
