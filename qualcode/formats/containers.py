"""Safe reading of zip containers and of the XML in them.

Members are read by exact name with a cap on their size and ratio, never extracted; XML with a
DOCTYPE is refused; nothing is fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from qualcode.errors import ReadError

MAX_MEMBER = 200 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_RATIO = 200
_DAMAGE = (zipfile.BadZipFile, zlib.error, ValueError, OSError)
_SAVE_ANEW = "Open it in its own program and save it anew."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Container:
    """The members of a zip file, by exact name."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Open `data`; `kind` names the format in messages. Raises `ReadError`."""
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ReadError(self._cannot(data), _SAVE_ANEW) from error
        names = self._zip.namelist()
        if len(names) > MAX_MEMBERS or len(names) != len(set(names)):
            raise ReadError(f"the {kind} file has too many or doubled parts.", _SAVE_ANEW)
        # All parts, also those that are not read here: openpyxl opens them by itself.
        for info in self._zip.infolist():
            if info.file_size > min(MAX_MEMBER, MAX_RATIO * max(info.compress_size, 100_000)):
                raise ReadError(
                    f"{info.filename[:80]} in it is too large ({info.file_size:,} bytes unpacked).",
                    "It is not read for safety.",
                )

    @property
    def names(self) -> list[str]:
        """The names of all members."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """Return the bytes of the member `name`. Raises `ReadError` where it is missing, broken or too large."""
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise ReadError(f"this is no {self._kind} file: {name} is missing in it.", _SAVE_ANEW) from error
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except (*_DAMAGE, NotImplementedError, RuntimeError, EOFError) as error:
            raise ReadError(f"the {self._kind} file is damaged ({error}).", _SAVE_ANEW) from error
        if len(data) > info.file_size:
            raise ReadError(f"{name} in it is larger than it says.", "It is not read for safety.")
        return data

    def _cannot(self, data: bytes) -> str:
        if not data:
            return f"the {self._kind} file is empty."
        if data.startswith(_OLE):
            return f"this is no {self._kind} file but an older format, or it is protected by a password."
        return f"this is no {self._kind} file, or it is damaged."


def parse_xml(data: bytes, what: str) -> etree._Element:
    """Return the root of the XML in `data`; `what` names it in messages. Raises `ReadError`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"the XML of {what} is damaged ({error}).", _SAVE_ANEW) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"the XML of {what} has a DOCTYPE, which may hide harm.", "It is not read for safety.")
    return root
