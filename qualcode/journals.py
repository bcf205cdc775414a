"""The journals on disk, and what was coded: the folder ``codings``.

A decision is appended under a lock and flushed to the disk before the call returns. Nothing that
stands in a journal is ever written over; a last line that a crash tore off is set aside.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from qualcode.coding.events import Event, Parsed, event_line, parse_journal
from qualcode.errors import QualcodeError, WriteError
from qualcode.store import read_bytes, write_bytes
from qualcode.text import canonical, text_hash

FOLDER = "codings"
CONSENSUS = "consensus"
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)


class JournalFile:
    """One coder's journal, ``codings/<coder>.jsonl``."""

    def __init__(self, study: Path, coder: str, *, patience: float = 10.0) -> None:
        """Take the study's folder and the coder's name; `patience` is how long to wait for the lock, in seconds."""
        if not _can_be_named(coder):
            raise QualcodeError(
                f"'{coder}' cannot be a coder's name, since the journal is named after it. "
                "Use letters, digits and hyphens, as in 'anna' or 'coder-2'."
            )
        self.coder = coder
        self.study = study
        self.path = study / FOLDER / f"{coder}.jsonl"
        self._patience = patience

    def read(self) -> Parsed:
        """Return the events in the journal; a missing journal has none."""
        if not self.path.exists():
            return Parsed((), (), 0)
        return parse_journal(read_bytes(self.path))

    def append(self, *events: Event) -> None:
        """Add events; when this returns they are on the disk. Raises `WriteError`, and then nothing was added."""
        data = b"".join(event_line(event) for event in events)
        try:
            with self._locked():
                self._mend()
                self._add(data)
        except OSError as error:
            raise WriteError(self.path, error.strerror or error) from error

    def rewrite(self, events: Sequence[Event]) -> None:
        """Write the journal anew: only where a respondent withdraws. Raises `WriteError`, and then it is as it was."""
        with self._locked():
            write_bytes(self.path, b"".join(event_line(event) for event in events))

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self.path.with_name(f".{self.coder}.lock"), self.path, self._patience)

    def _mend(self) -> None:
        """Set a torn last line aside, so that the next line begins at the start of a line."""
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size == 0:
                return
            file.seek(size - 1)
            if file.read(1) == b"\n":
                return
            file.seek(0)
            torn = parse_journal(file.read()).torn
            file.seek(size - torn)
            if torn:
                half = file.read()
                name = f"{self.coder}-{hashlib.sha256(half).hexdigest()[:12]}.txt"
                write_bytes(self.path.parent / "torn" / name, half)
                file.truncate(size - torn)
            else:
                # A whole event whose line end an editor took away.
                file.seek(0, os.SEEK_END)
                file.write(b"\n")
            os.fsync(file.fileno())

    def _add(self, data: bytes) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            before = os.fstat(handle).st_size
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(handle, rest) :]
                os.fsync(handle)
            except BaseException:
                # What was not confirmed must not be there in half.
                os.ftruncate(handle, before)
                raise
        finally:
            os.close(handle)


@contextmanager
def locked(lock: Path, path: Path, patience: float = 10.0) -> Iterator[None]:
    """Keep other programs from writing to `path`, by the file `lock`. Raises `WriteError` after `patience` seconds."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=patience):
            yield
    except Timeout as error:
        reason = "another program is writing to it and does not let go"
        raise WriteError(path, reason) from error
    except OSError as error:
        raise WriteError(path, error.strerror or error) from error


def journals(study: Path) -> dict[str, JournalFile]:
    """Return the journals of all coders in the study's folder, by coder."""
    return {file.stem: JournalFile(study, file.stem) for file in _files(study) if _can_be_named(file.stem)}


def strange_journals(study: Path) -> list[str]:
    """Return the names of files that look like journals, but whose name no coder can have."""
    return [file.name for file in _files(study) if not _can_be_named(file.stem)]


def _files(study: Path) -> list[Path]:
    folder = study / FOLDER
    return sorted(folder.glob("*.jsonl")) if folder.is_dir() else []


def _can_be_named(coder: str) -> bool:
    return _NAME.fullmatch(coder) is not None and coder.casefold() not in _RESERVED


def keep_text(study: Path, text_hash: str, text: str) -> None:
    """Keep the text that is coded, so that codings can be carried over when its file changes."""
    _keep(study / FOLDER / "texts" / f"{text_hash}.txt", text)


def keep_codebook(study: Path, version: str, text: str) -> None:
    """Keep the codebook that is coded with."""
    _keep(study / FOLDER / "codebooks" / f"{version}.yaml", text)


def kept_text(study: Path, wanted: str) -> str | None:
    """Return a kept text, None where there is none or where it is not what was kept."""
    path = study / FOLDER / "texts" / f"{wanted}.txt"
    text = canonical(read_bytes(path).decode("utf-8", "replace")) if path.exists() else ""
    return text if text_hash(text) == wanted else None


def kept_codebook_bytes(study: Path, version: str) -> bytes | None:
    """Return the YAML of a kept codebook, None where there is none."""
    path = study / FOLDER / "codebooks" / f"{version}.yaml"
    return read_bytes(path) if path.exists() else None


def forget_texts(study: Path, hashes: Iterable[str]) -> None:
    """Remove kept texts, where a respondent withdraws."""
    for name in hashes:
        _forget(study / FOLDER / "texts" / f"{name}.txt")


def forget_torn(study: Path) -> None:
    """Remove what was set aside of torn lines: nobody knows whose words it holds."""
    for file in (study / FOLDER / "torn").glob("*.txt"):
        _forget(file)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, error.strerror or error) from error


def _keep(path: Path, text: str) -> None:
    if not path.exists():
        write_bytes(path, text.encode("utf-8"))
