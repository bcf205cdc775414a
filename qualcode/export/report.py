"""The report as one HTML page that holds all it needs: no request ever leaves it.

The page is `page/report.html` with its style and script; the data stand in it as JSON, in which no
sign can end the element that holds them. A policy in the page lets nothing run but that script.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

# In JSON these mean themselves; in a page they could end the element or the line.
_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def report_page(title: str, notes: Sequence[str], data: Mapping[str, Any], words: Mapping[str, str]) -> bytes:
    """Return the page.

    `data` is what `qualcode.report` gathers; `words` are the labels of the page's own parts:
    ``language``, ``filters``, ``matrix``, ``none``, ``more``, ``transcript``, ``noscript``.
    """
    style, script = _page("report.css"), _page("report.js")
    island = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)
    filled = Template(_page("report.html")).substitute(
        {name: escape(text) for name, text in words.items()},
        title=escape(title),
        notes="".join(f"<li>{escape(note)}</li>" for note in notes),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=island,
    )
    # Half a character, as a broken paste leaves it, is shown as such.
    return filled.encode("utf-8", "replace")


def utf16_offsets(text: str) -> list[int] | None:
    """Return for each code point, and the end, where it stands in UTF-16; None where the two are the same.

    >>> utf16_offsets("a😀b"), utf16_offsets("ab")
    ([0, 1, 3, 4], None)
    """
    if max(text, default="") <= "\uffff":
        return None
    offsets = [0]
    for sign in text:
        offsets.append(offsets[-1] + (2 if sign > "\uffff" else 1))
    return offsets


def _page(name: str) -> str:
    return (files("qualcode.export") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
