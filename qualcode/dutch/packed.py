"""The data that come with the package, packed with xz in the folder ``data``."""

from __future__ import annotations

import lzma
from importlib.resources import files


def unpacked(name: str) -> bytes:
    """Return what the file `name` of the package's Dutch data holds."""
    return lzma.decompress((files("qualcode.dutch") / "data" / name).read_bytes())
