"""All reading and writing of a study's files.

Reading never fails on bad data: `read_study` returns what could be read and a problem for
each thing that could not. Writing is atomic: a file is replaced whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from qualcode.codebook import Codebook, codebook_from, keyword_places
from qualcode.coding.suggestions import keyword_problems
from qualcode.coding.units import punctuation_problems
from qualcode.entries import Entry, key_problems
from qualcode.errors import Problem, ReadError, StudyError, WriteError, meant
from qualcode.formats import FORMATS, Format, Options, Reading
from qualcode.formats.sheets import read_sheet
from qualcode.formats.speakers import RESPONDENTS_FILE, transcript_from
from qualcode.formats.yaml_text import read_yaml
from qualcode.guide import InterviewGuide, guide_from
from qualcode.respondents import Respondents, respondents_from
from qualcode.settings import Settings, settings_from
from qualcode.text import canonical, decode
from qualcode.transcript import Transcript

MAX_FILE = 200 * 1024 * 1024
INTERVIEWS = "interviews"
# Of files that hold the same, the first that exists is read.
CODEBOOK_FILES = ("codebook.yaml", "codebook.yml", "codebook.xlsx")
RESPONDENTS_FILES = (RESPONDENTS_FILE, f"{INTERVIEWS}/respondents.xlsx")
_NOT_TRANSCRIPTS = frozenset({"respondents.csv", "respondents.xlsx", "thumbs.db", "desktop.ini"})

T = TypeVar("T")
Progress = Callable[[Sequence[Path]], Iterable[Path]]


@dataclass(frozen=True)
class InputFile:
    """A file that was read: its path in the study folder and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Study:
    """All that could be read from a study folder, and the problems with the rest."""

    path: Path
    settings: Settings
    guide: InterviewGuide
    codebook: Codebook
    respondents: Respondents
    transcripts: tuple[Transcript, ...]
    files: tuple[InputFile, ...]
    problems: tuple[Problem, ...]


def read_study(path: Path, formats: Sequence[Format] = FORMATS, progress: Progress = iter) -> Study:
    """Read the study in the folder `path`.

    `formats` is the table of transcript formats; `progress` wraps the list of transcripts
    while they are read. Raises `StudyError` where there is no study at all.
    """
    if not path.is_dir():
        raise StudyError(f"{path} is not a folder. Name the folder of the study.")
    if not any((path / name).exists() for name in (INTERVIEWS, *CODEBOOK_FILES)):
        raise StudyError(
            f"{path} has neither a folder '{INTERVIEWS}' nor a codebook, so it is no study. "
            f"Make it one with: qualcode init {path}"
        )
    return _StudyReader(path, formats).read(progress)


def with_codebook(study: Study) -> Study:
    """Return the study with its codebook as it is on the disk now."""
    reader = _StudyReader(study.path, FORMATS)
    codebook, files, problems = reader.read_codebook()
    return replace(
        study,
        codebook=codebook,
        files=tuple(files + [file for file in study.files if file.path not in CODEBOOK_FILES]),
        problems=tuple(problems + [problem for problem in study.problems if problem.path not in CODEBOOK_FILES]),
    )


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises `ReadError` where it is missing, too large or locked."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise ReadError(
                f"the file is larger than {MAX_FILE // 1024**2} MB.", "It is not read for safety.", path=path.name
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"the file cannot be opened ({reason}).", "Check its name and your rights.", path=path.name
        ) from error


def read_transcript_file(path: Path, formats: Sequence[Format] = FORMATS, options: Options | None = None) -> Reading:
    """Read one transcript file by itself. Raises `ReadError`, also for an unknown format."""
    try:
        return _format_of(path, formats).read(read_bytes(path), options or Options())
    except ReadError as error:
        raise ReadError(error.problem.message, error.problem.hint, path=str(path), line=error.problem.line) from error


def transcript_files(folder: Path) -> list[Path]:
    """Return the files in `folder` that may be transcripts, by name."""
    return [file for file in _visible_files(folder) if file.name.casefold() not in _NOT_TRANSCRIPTS]


def transcript_id(file: Path) -> str:
    """Return the id of the transcript in `file`: its stem, as people type it (macOS may take letters apart)."""
    return canonical(file.stem).strip()


def write_bytes(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all, and return its path. Raises `WriteError`."""
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened like any file, so that who shares the folder may read it; mkstemp would keep it to its maker.
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise WriteError(path, error.strerror or error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return path


def _visible_files(folder: Path) -> list[Path]:
    """Return the files that a person put into `folder`, by name: no hidden ones, locks or README."""
    if not folder.is_dir():
        return []
    return sorted(
        (
            item
            for item in folder.iterdir()
            if item.is_file() and not item.name.startswith((".", "~$")) and item.stem.casefold() != "readme"
        ),
        key=lambda item: item.name,
    )


def _unread_folders(folder: Path, formats: Sequence[Format]) -> list[Problem]:
    """Return a problem for each folder that a person put into `folder` with transcripts in it."""
    suffixes = {suffix for item in formats for suffix in item.suffixes}
    found = sorted(item for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []
    counts = {item.name: sum(file.suffix.casefold() in suffixes for file in item.iterdir()) for item in found}
    return [
        Problem(
            f"{INTERVIEWS}/{name}",
            f"it holds {count} files that are not read.",
            f"Put transcripts directly into {INTERVIEWS}/.",
        )
        for name, count in counts.items()
        if count and not name.startswith((".", "_"))
    ]


def _format_of(path: Path, formats: Sequence[Format]) -> Format:
    suffix = path.suffix.casefold()
    for item in formats:
        if suffix in item.suffixes:
            return item
    known = ", ".join(suffix for item in formats for suffix in item.suffixes)
    raise ReadError(f"the format '{path.suffix}' is unknown.", f"Save it as one of {known}.")


class _StudyReader:
    """Reads a folder once, gathering problems and hashes on the way."""

    def __init__(self, path: Path, formats: Sequence[Format]) -> None:
        self._path = path
        self._formats = formats
        self._problems: list[Problem] = []
        self._files: list[InputFile] = []
        self._respondents_file = RESPONDENTS_FILE

    def read(self, progress: Progress) -> Study:
        settings = self._settings()
        guide = self._guide()
        codebook = self._codebook()
        respondents = self._respondents()
        transcripts = self._transcripts(respondents, settings, progress)
        return Study(
            self._path,
            settings,
            guide,
            codebook,
            respondents,
            transcripts,
            tuple(self._files),
            tuple(self._problems),
        )

    def read_codebook(self) -> tuple[Codebook, list[InputFile], list[Problem]]:
        return self._codebook(), self._files, self._problems

    def _settings(self) -> Settings:
        data = self._data("qualcode.toml")
        if data is None:
            return Settings()
        try:
            text = decode(data).text
        except ReadError as error:
            self._problems.append(error.problem.at("qualcode.toml"))
            return Settings()
        return self._kept("qualcode.toml", settings_from(text))

    def _guide(self) -> InterviewGuide:
        files = _visible_files(self._path / "guide")
        name = self._first([f"guide/{file.name}" for file in files if file.suffix.casefold() in (".yaml", ".yml")])
        if name is None:
            hint = "Write it as YAML: 'topics:' with their questions."
            self._problems += [Problem(f"guide/{file.name}", "this is no guide in YAML.", hint) for file in files[:1]]
            return InterviewGuide()
        return self._kept(name, guide_from(self._entries(name, "topics")))

    def _codebook(self) -> Codebook:
        name = self._first(CODEBOOK_FILES)
        if name is None:
            self._problems.append(
                Problem("codebook.yaml", "there is no codebook.", "Make one; 'qualcode init' writes a start.")
            )
            return Codebook()
        entries = self._rows(name) if name.endswith(".xlsx") else self._entries(name, "codes")
        codebook = self._kept(name, codebook_from(entries))
        places = {entry.text("id"): keyword_places(entry) for entry in reversed(entries)}
        self._problems += [problem.at(name) for problem in keyword_problems(codebook, places)]
        return codebook

    def _respondents(self) -> Respondents:
        name = self._first(RESPONDENTS_FILES)
        if name is not None:
            self._respondents_file = name
            return self._kept(name, respondents_from(self._rows(name)))
        self._problems.append(
            Problem(RESPONDENTS_FILE, "it is missing, so nobody's words can be coded.", "Make it with: qualcode init")
        )
        return Respondents()

    def _transcripts(self, respondents: Respondents, settings: Settings, progress: Progress) -> tuple[Transcript, ...]:
        files = transcript_files(self._path / INTERVIEWS)
        self._problems += _unread_folders(self._path / INTERVIEWS, self._formats)
        self._check_appearances(respondents, [transcript_id(file) for file in files])
        found: dict[str, Transcript] = {}
        for file in progress(files):
            name = f"{INTERVIEWS}/{file.name}"
            if transcript_id(file) in found:
                hint = f"Only {found[transcript_id(file)].path} is read; rename or remove one."
                self._problems.append(Problem(name, "another transcript has the same name.", hint))
                continue
            transcript = self._transcript(file, name, respondents, settings)
            if transcript is not None:
                found[transcript.id] = transcript
        return tuple(found.values())

    def _transcript(self, file: Path, name: str, respondents: Respondents, settings: Settings) -> Transcript | None:
        rows = respondents.of(transcript_id(file))
        labels = frozenset({*(row.speaker for row in rows if row.speaker), *settings.interviewers})
        data = self._data(name)
        if data is None:
            return None
        try:
            reading = _format_of(file, self._formats).read(data, Options(labels))
        except ReadError as error:
            self._problems.append(error.problem.at(name))
            return None
        transcript, problems = transcript_from(
            transcript_id(file), name, reading, rows, settings.interviewers, self._respondents_file
        )
        self._problems += problems + punctuation_problems(transcript)
        if not rows and len(respondents):
            hint = f"Give it a row in {self._respondents_file}; until then it is not coded."
            self._problems.append(Problem(name, "no respondent speaks in this transcript.", hint))
        return transcript

    def _check_appearances(self, respondents: Respondents, stems: list[str]) -> None:
        for row in respondents.appearances:
            if row.transcript not in stems:
                hint = f"Put the transcript into {INTERVIEWS}/, or correct the row.{meant(row.transcript, stems)}"
                message = f"{row.respondent} has no transcript: no file is named '{row.transcript}'."
                self._problems.append(Problem(self._respondents_file, message, hint, row.line, "transcript"))

    def _first(self, names: Sequence[str]) -> str | None:
        """Return the first of the files that exists; that there are others is a problem."""
        found = [name for name in names if (self._path / name).exists()]
        for other in found[1:]:
            hint = "Keep one of them."
            self._problems.append(Problem(other, f"it is not read: {found[0]} is there as well.", hint))
        return found[0] if found else None

    def _data(self, name: str) -> bytes | None:
        """Return the bytes of a file of the study, None where it is missing or cannot be opened."""
        path = self._path / name
        if not path.exists():
            return None
        try:
            data = read_bytes(path)
        except ReadError as error:
            self._problems.append(error.problem.at(name))
            return None
        self._files.append(InputFile(name, hashlib.sha256(data).hexdigest()))
        return data

    def _entries(self, name: str, key: str) -> list[Entry]:
        """Return the list under the one top key of a YAML file."""
        data = self._data(name)
        if data is None:
            return []
        try:
            top = read_yaml(data)
        except ReadError as error:
            self._problems.append(error.problem.at(name))
            return []
        self._problems += [problem.at(name) for problem in key_problems(top, entries=(key,))]
        return top.entries(key)

    def _rows(self, name: str) -> list[Entry]:
        data = self._data(name)
        if data is None:
            return []
        try:
            return read_sheet(data, Path(name).suffix)
        except ReadError as error:
            self._problems.append(error.problem.at(name))
            return []

    def _kept(self, name: str, parsed: tuple[T, list[Problem]]) -> T:
        """Return what was parsed from the file `name`, and keep its problems."""
        value, problems = parsed
        self._problems += [problem.at(name) for problem in problems]
        return value
