r"""Canonical text: what offsets count in, and how bytes become it.

A text is decoded, its byte order mark taken off, its line ends made ``\n`` and its
letters composed (NFC) once, on reading. Offsets are Unicode code points into that text,
end exclusive; its SHA-256 is its identity.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from qualcode.errors import ReadError

_NO_BLANK = re.compile(r"\S")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# What UTF-8 looks like after it was opened as Windows-1252 and saved again.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")


class Span(NamedTuple):
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other[1] and other[0] < self.end


class Decoded(NamedTuple):
    """A decoded file: canonical text, the encoding that was chosen, remarks for the reader."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def canonical(text: str) -> str:
    r"""Return `text` with ``\n`` line ends, NFC letters, no BOM and no lone surrogates.

    >>> canonical("\ufeffe\u0301\r\nja\r")
    'é\nja\n'
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text))


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the letters in `spans` covered, each by one, so that all else keeps its place.

    >>> masked("Dat zei ik.", [(4, 10)])
    'Dat ███ ██.'
    """
    for start, end in spans:
        text = text[:start] + _NO_BLANK.sub("█", text[start:end]) + text[end:]
    return text


def around(text: str, span: tuple[int, int], size: int = 40) -> tuple[str, str]:
    """Return up to `size` code points before `span` and after it, by which its place can be told from others.

    >>> around("Maar die schotten, hè!", (9, 17), 4)
    ('die ', ', hè')
    """
    start, end = span
    return text[max(0, start - size) : start], text[end : end + size]


def text_hash(text: str) -> str:
    """Return the SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Turn a text file's bytes into canonical text.

    Without `encoding` the first that fits is taken: a byte order mark, strict UTF-8,
    UTF-16 by its pattern of NUL bytes, Mac Roman where lines end in a bare CR, and else
    Windows-1252. Raises `ReadError` for bytes that are no text.
    """
    chosen = encoding or guess_encoding(data)
    try:
        text = canonical(data.decode(chosen))
    except (UnicodeDecodeError, LookupError) as error:
        raise ReadError(
            f"the text cannot be decoded as {chosen} ({error}).",
            "Save it as UTF-8, or pass encoding=….",
        ) from error
    if "\0" in text:
        raise ReadError("the file holds NUL bytes and is no text file.", "Save it as plain text in UTF-8.")
    return Decoded(text, chosen, tuple(_remarks(text, chosen)))


def guess_encoding(data: bytes) -> str:
    """Return the name of the encoding that `decode` takes for `data`."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    by_nuls = _utf16_by_nuls(data)
    if by_nuls:
        return by_nuls
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "mac_roman" if b"\r" in data and b"\n" not in data else "cp1252"
    return "utf-8"


def _utf16_by_nuls(data: bytes) -> str | None:
    even, odd = data[0:4000:2], data[1:4000:2]
    if len(odd) < 2 or len(data) % 2:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _remarks(text: str, encoding: str) -> list[str]:
    notes = []
    if encoding not in {"utf-8", "utf-8-sig"}:
        notes.append(f"read as {encoding}")
    if len(_MOJIBAKE.findall(text)) >= 2:
        notes.append("letters look damaged ('Ã«' for 'ë'): the text was once saved in the wrong encoding")
    return notes
