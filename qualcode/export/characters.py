"""What a document of Word or Excel can hold of a text."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Return `text` with the replacement sign for what XML cannot hold, as a form feed from a PDF.

    >>> xml_text("de\x0cvve")
    'de\ufffdvve'
    """
    return _NOT_IN_XML.sub("\ufffd", text)
