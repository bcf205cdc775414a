"""Beginning a study: a folder of transcripts becomes one that opens.

What is proposed is a proposal: respondents are guessed from the speaker labels, and the
codebook is a start to be overwritten. No file that exists is ever changed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ReadError, StudyError, WriteError
from qualcode.formats import FORMATS, Format, Options, Reading
from qualcode.formats.labels import role_of
from qualcode.formats.speakers import RESPONDENTS_FILE, Speaker, likely_interviewer, speakers_in
from qualcode.store import (
    CODEBOOK_FILES,
    INTERVIEWS,
    RESPONDENTS_FILES,
    read_transcript_file,
    transcript_files,
    transcript_id,
    write_bytes,
)
from qualcode.transcript import Role

_CODEBOOK = """\
# Het codeboek. Elke code heeft een id en een naam; een subcode noemt onder parent de id van haar thema.
# Schrijf eerst de definitie, daarna pas de trefwoorden:
#   samenwerken        alle vormen van het woord
#   =pilot             alleen dit woord
#   "voorschool*"      alles wat zo begint (met een * altijd tussen aanhalingstekens)
#   warme overdracht   de woorden na elkaar
codes:
  - id: eerste_thema
    name: Eerste thema
    definition: Beschrijf hier wat onder dit thema valt.
    include: Wat er ook bij hoort.
    exclude: Wat er niet bij hoort.
    keywords: []
"""
_SETTINGS = """\
# Instellingen van het onderzoek; elke regel mag weg.
title = {title}
language = "nl"        # taal van de opschriften: "nl" of "en"
unit = "sentence"      # wat geteld wordt: "sentence", "turn" of "answer"
{interviewers}"""
_IGNORE = """\
# Wat berekend wordt, en de sleutel tot de pseudoniemen.
output/
pseudonyms.csv
"""
COLUMNS = ("respondent", "transcript", "speaker", "function", "organisation", "sector")


@dataclass(frozen=True)
class Proposal:
    """A row proposed for respondents.csv: who speaks in which transcript under which label."""

    respondent: str
    transcript: str
    speaker: str
    words: int


@dataclass(frozen=True)
class NewStudy:
    """What `init` did: files written and moved, respondents to confirm, files it could not read."""

    path: Path
    written: tuple[str, ...]
    moved: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    unread: tuple[str, ...]


def init(folder: str | Path, *, formats: Sequence[Format] = FORMATS) -> NewStudy:
    """Make a study of `folder`, which may be new, empty, or hold nothing but transcripts.

    Transcripts that lie in the folder itself are moved to its subfolder ``interviews``;
    respondents are proposed from the speakers found there, to be confirmed by the researcher
    in ``interviews/respondents.csv``. Files that exist already stay as they are.

    >>> qc.init("mijn-onderzoek").proposals  # doctest: +SKIP
    """
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise StudyError(f"{path} is a file. Name a folder.")
    moved = _move_transcripts(path, formats)
    readings, unread = _read_all(path, formats)
    proposals = propose_respondents(readings)
    written = [
        name
        for name, text in _new_files(path, proposals, readings).items()
        if not _exists(path, name) and write_bytes(path / name, text.encode("utf-8"))
    ]
    _make_folder(path / "guide")
    return NewStudy(path, tuple(written), tuple(moved), tuple(proposals), tuple(unread))


def speakers(
    path: str | Path, *, formats: Sequence[Format] = FORMATS, encoding: str | None = None
) -> tuple[Speaker, ...]:
    """Return who speaks in a transcript file, as a preview before anything is coded.

    Raises `ReadError` for a file that cannot be read.
    """
    reading = read_transcript_file(Path(path), formats, Options(encoding=encoding))
    return speakers_in(reading.turns, reading.text)


def propose_respondents(readings: dict[str, Reading]) -> list[Proposal]:
    """Return a row for each speaker who is not the interviewer, by the transcripts' ids."""
    found_in = {stem: speakers_in(reading.turns, reading.text) for stem, reading in readings.items()}
    used = Counter(speaker.label for found in found_in.values() for speaker in found)
    proposals = []
    for stem, found in found_in.items():
        asking = likely_interviewer(found)
        people = [item for item in found if item.role is not Role.INTERVIEWER and item is not asking]
        for number, item in enumerate(people, start=1):
            label = item.label or ""
            # R1 of one group is not R1 of another; but R06 is who has a transcript of that name.
            telling = re.fullmatch(r"[A-Z]\d{1,3}", label) and (used[label] == 1 or label in readings)
            name = stem if len(people) == 1 else label if telling else f"{stem}-{number}"
            proposals.append(Proposal(name, stem, label, item.words))
    return proposals


def _exists(path: Path, name: str) -> bool:
    """Tell whether the study has the file `name`, or another that holds the same."""
    same = next((names for names in (CODEBOOK_FILES, RESPONDENTS_FILES) if name in names), (name,))
    return any((path / other).exists() for other in same)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(folder, error.strerror or error) from error


def _move_transcripts(path: Path, formats: Sequence[Format]) -> list[str]:
    suffixes = {suffix for item in formats for suffix in item.suffixes}
    moved = []
    for file in transcript_files(path) if not (path / INTERVIEWS).exists() else []:
        if file.suffix.casefold() not in suffixes:
            continue
        target = path / INTERVIEWS / file.name
        _make_folder(target.parent)
        try:
            file.rename(target)
        except OSError as error:
            raise WriteError(target, error.strerror or error) from error
        moved.append(file.name)
    return moved


def _read_all(path: Path, formats: Sequence[Format]) -> tuple[dict[str, Reading], list[str]]:
    readings: dict[str, Reading] = {}
    unread = []
    for file in transcript_files(path / INTERVIEWS):
        try:
            readings.setdefault(transcript_id(file), read_transcript_file(file, formats))
        except ReadError as error:
            unread.append(str(error))
    return readings, unread


def _new_files(path: Path, proposals: Sequence[Proposal], readings: dict[str, Reading]) -> dict[str, str]:
    title = path.resolve().name.replace("\\", "").replace('"', "")
    names = sorted({label for reading in readings.values() if (label := _interviewer_by_name(reading))})
    listed = ", ".join(f'"{name}"' for name in names)
    return {
        "codebook.yaml": _CODEBOOK,
        "qualcode.toml": _SETTINGS.format(
            title=f'"{title}"', interviewers=f"interviewers = [{listed}]   # wie de vragen stelt\n" if names else ""
        ),
        RESPONDENTS_FILE: _respondents_csv(proposals),
        ".gitignore": _IGNORE,
    }


def _interviewer_by_name(reading: Reading) -> str | None:
    asking = likely_interviewer(speakers_in(reading.turns, reading.text))
    return asking.label.replace("\\", "").replace('"', "") if asking and asking.label else None


def _respondents_csv(proposals: Sequence[Proposal]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in proposals:
        # A label that says "respondent" by itself need not be repeated.
        label = "" if role_of(item.speaker) is Role.RESPONDENT and item.respondent == item.transcript else item.speaker
        writer.writerow([item.respondent, item.transcript, label, "", "", ""])
    return "\ufeff" + out.getvalue()
