"""Rich text (.rtf), by way of striprtf."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from qualcode.errors import ReadError
from qualcode.formats.layouts import reading_of
from qualcode.formats.reading import Line, Options, Reading
from qualcode.text import canonical


def read_rtf(data: bytes, options: Options) -> Reading:
    """Read an .rtf file. Raises `ReadError` where no text comes out of it."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("this is no RTF file.", "Open it in a word processor and save it as .docx.")
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except (ValueError, IndexError, LookupError, UnicodeError, RecursionError) as error:
        raise ReadError(
            f"the RTF is damaged ({error}).", "Open it in a word processor and save it as .docx."
        ) from error
    if not text.strip():
        raise ReadError("the RTF is damaged or holds no text.", "Open it in a word processor and save it as .docx.")
    return reading_of([Line(line) for line in canonical(_paired(text)).split("\n")], options.labels)


def _paired(text: str) -> str:
    """Join the two halves in which RTF writes an emoji."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
