"""Broken and hostile files: each is read or refused with a reason, soon, and nothing else happens."""

from __future__ import annotations

import io
import json
import tempfile
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook

from qualcode.entries import Entry
from qualcode.errors import ReadError
from qualcode.formats import FORMATS, Reading
from qualcode.formats.sheets import read_sheet
from qualcode.formats.yaml_text import read_yaml

from .helpers import paragraph, read, word

MOST_SECONDS = 10
SUFFIXES = {suffix for item in FORMATS for suffix in item.suffixes} | {".yaml", ".csv", ".xlsx"}
ENTITIES = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefg"))
LAUGHS = f'<!DOCTYPE worksheet [<!ENTITY a "lol">{ENTITIES}]>'
DEEP_BOXES = "<w:r><w:pict><w:txbxContent><w:p>" * 40 + "</w:p></w:txbxContent></w:pict></w:r>" * 40
WIDE_CELL = f"<w:tc>{paragraph('(' * 60_000)}</w:tc>"

Read = Reading | Entry | list[Entry]


@pytest.fixture(scope="session")
def expectations(hostile: Path) -> dict[str, str]:
    """What the script says of each file that one of our readers takes."""
    manifest = json.loads((hostile / "MANIFEST.json").read_text(encoding="utf-8"))
    return {name: about["expect"] for name, about in manifest.items() if Path(name).suffix in SUFFIXES}


@pytest.fixture(scope="session")
def outcomes(hostile: Path, expectations: dict[str, str]) -> dict[str, tuple[Read | ReadError, float]]:
    """What reading each file gave, and the seconds that it took."""
    return {name: _timed(name, (hostile / name).read_bytes()) for name in expectations}


def _timed(name: str, data: bytes) -> tuple[Read | ReadError, float]:
    start = time.perf_counter()
    try:
        result: Read | ReadError = _read(name, data)
    except ReadError as error:
        result = error
    return result, time.perf_counter() - start


def _read(name: str, data: bytes) -> Read:
    suffix = Path(name).suffix
    if suffix == ".yaml":
        return read_yaml(data)
    return read_sheet(data, suffix) if suffix in {".csv", ".xlsx"} else read(name, data)


def _zip(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def _odt(body: str) -> bytes:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    return _zip(content_xml=content)


def test_there_is_something_to_be_afraid_of(expectations: dict[str, str]) -> None:
    """The files that these tests read were written, also those that must be refused."""
    assert len(expectations) >= 45
    assert list(expectations.values()).count("reject") >= 12


def test_every_file_ends_soon(outcomes: dict[str, tuple[Read | ReadError, float]]) -> None:
    """No file keeps the reader busy for long."""
    assert {name: seconds for name, (_, seconds) in outcomes.items() if seconds > MOST_SECONDS} == {}


def test_every_refusal_gives_a_reason(outcomes: dict[str, tuple[Read | ReadError, float]]) -> None:
    """Who gets a refusal reads what is wrong and what to do."""
    refusals = {name: result.problem for name, (result, _) in outcomes.items() if isinstance(result, ReadError)}
    assert [name for name, problem in refusals.items() if not problem.message or not problem.hint] == []


def test_what_must_be_refused_is_refused(
    expectations: dict[str, str], outcomes: dict[str, tuple[Read | ReadError, float]]
) -> None:
    """Bombs, entities, disguised files and damaged ones are not read at all."""
    rejects = {name for name, expected in expectations.items() if expected == "reject"}
    assert {name for name in rejects if not isinstance(outcomes[name][0], ReadError)} == set()


def test_what_is_harmless_is_read(
    expectations: dict[str, str], outcomes: dict[str, tuple[Read | ReadError, float]]
) -> None:
    """A file that only looks odd is read, with all that it says."""
    harmless = {name for name, expected in expectations.items() if expected in {"ok", "clean"}}
    assert {name: str(outcomes[name][0]) for name in harmless if isinstance(outcomes[name][0], ReadError)} == {}


def test_spans_lie_within_the_text(outcomes: dict[str, tuple[Read | ReadError, float]]) -> None:
    """Also in odd files every turn is a stretch of the text, and the turns stand in order."""
    for name, (result, _) in outcomes.items():
        if isinstance(result, Reading):
            edges = [edge for turn in result.turns for edge in (turn.start, turn.end)]
            assert edges == sorted(edges), name
            assert all(0 <= edge <= len(result.text) for edge in edges), name


def test_nothing_is_written(
    hostile: Path, expectations: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading makes no file anywhere near: not in the folder read from, above it or where one works."""
    monkeypatch.chdir(tmp_path)
    before = _files(hostile.parent)
    for name in expectations:
        _timed(name, (hostile / name).read_bytes())
    assert _files(hostile.parent) == before
    assert list(tmp_path.iterdir()) == []
    assert list(Path(tempfile.gettempdir()).glob("evil*")) == []


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_no_secret_gets_into_a_text(outcomes: dict[str, tuple[Read | ReadError, float]]) -> None:
    """A file that points at another one does not draw its content in."""
    texts = [result.text for result, _ in outcomes.values() if isinstance(result, Reading)]
    assert [text for text in texts if "CANARY-7f3a" in text] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("R01.txt", b" " * 200_000 + b"."),
        ("R01.txt", b"00:01\n" + b"(" * 200_000 + b"\nja\n"),
        ("R01.txt", b"R: ja " + b"#00:00:01-2" * 20_000),
        ("R01.txt", ("A " * 19 + ":").encode() * 20_000),
        ("R01.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v a" * 60_000),
        ("R01.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<a" * 60_000),
        ("R01.docx", word(f"<w:tbl><w:tr>{WIDE_CELL * 2}</w:tr></w:tbl>")),
        ("R01.docx", word(paragraph("R: x", DEEP_BOXES))),
    ],
    ids=["blanks", "brackets", "stamps", "labels", "voices", "tags", "cells", "boxes"],
)
def test_no_pattern_runs_away(name: str, data: bytes) -> None:
    """Text made to keep a pattern or a walk busy is read as soon as other text."""
    result, seconds = _timed(name, data)
    assert isinstance(result, Reading)
    assert seconds < MOST_SECONDS / 2


@pytest.mark.parametrize("count", ["1001", "9" * 5000])
def test_blanks_by_the_million_are_refused(count: str) -> None:
    """An .odt that asks for more blanks than anybody types is refused, not cut in silence."""
    with pytest.raises(ReadError, match="blanks"):
        read("R01.odt", _odt(f'<office:text><text:p>R: ja<text:s text:c="{count}"/>nee</text:p></office:text>'))


@pytest.mark.parametrize("count", ["x", "²", "-5", ""])
def test_a_number_of_blanks_that_is_none_is_one(count: str) -> None:
    """Nonsense for a number does no harm."""
    reading = read("R01.odt", _odt(f'<office:text><text:p>R: ja<text:s text:c="{count}"/>nee</text:p></office:text>'))
    assert reading.text == "R: ja nee"


def test_blanks_fold_but_a_no_break_space_stays() -> None:
    """An .odt's own white space folds to one blank; a no-break space was typed and is kept."""
    said = "<text:p>  R: \n ja\u00a0\u00a0nee <text:span> en</text:span></text:p>"
    reading = read("R01.odt", _odt(f"<office:text>{said}</office:text>"))
    assert reading.text == "R: ja\u00a0\u00a0nee en"


def test_a_spreadsheet_renamed_to_odt_is_refused() -> None:
    """Another kind of OpenDocument gives a reason and not an empty interview."""
    with pytest.raises(ReadError, match="holds no text"):
        read("R01.odt", _odt("<office:spreadsheet/>"))


def test_entities_in_a_workbook_are_refused() -> None:
    """A workbook whose XML blows itself up is not read."""
    buffer, bomb = io.BytesIO(), io.BytesIO()
    Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, (LAUGHS.encode() if "sheet1" in name else b"") + source.read(name))
    with pytest.raises(ReadError, match="sheet1"):
        read_sheet(bomb.getvalue(), ".xlsx")


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/media/image1.bin"])
def test_a_bomb_in_a_workbook_is_refused(name: str) -> None:
    """A part that unpacks to very much is refused before it is unpacked, whichever part it is."""
    buffer = io.BytesIO()
    Workbook().save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(60 * 1024 * 1024))
    with pytest.raises(ReadError, match="too large"):
        read_sheet(buffer.getvalue(), ".xlsx")


@pytest.mark.parametrize("place", range(0, 120, 7))
@pytest.mark.parametrize("suffix", [".rtf", ".odt", ".xlsx", ".yaml", ".csv", ".vtt"])
def test_a_wrong_byte_gives_text_or_a_reason(suffix: str, place: int) -> None:
    """A file with a byte that is wrong is read or refused, never a crash."""
    data = bytearray(_whole(suffix))
    data[place * len(data) // 120] ^= 0xFF
    result, _ = _timed(f"R01{suffix}", bytes(data))
    assert not isinstance(result, ReadError) or str(result)


def _whole(suffix: str) -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return {
        ".rtf": rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}}\pard R: \u8217?s \'e9\'e9n \b ja\b0\tab nee\par}",
        ".odt": _odt("<office:text><text:p>R: ja</text:p></office:text>"),
        ".xlsx": buffer.getvalue(),
        ".yaml": b"codes:\n  - id: a\n    woorden: ['x', \"y\"]\n  - id: b\n    uitleg: |\n      een\n      twee\n",
        ".csv": b'id;naam;tekst\nR01;"Ann";"een\ntwee"\nR02;Bo;drie\nR03;"Cor";"vier"\nR04;Dik;vijf\n',
        ".vtt": b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>Ja.</v>\n\n2\n00:02.000 --> 00:03.000\nNee.\n",
    }[suffix]
