"""The layouts in which researchers and their tools write transcripts, each read in full."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx2python import docx2python

from qualcode.text import decode
from tests.conftest import SHARED

from .helpers import headings, letters, read

SCRIPT = SHARED / "tools" / "transcripts" / "make.py"
FEWEST_FILES = 44


@dataclass(frozen=True)
class Said:
    """How a file writes the eight turns: two labels, what it changed in the words, how exact its times are."""

    interviewer: str | None = "I"
    respondent: str | None = "R"
    changes: tuple[tuple[str, str], ...] = ()
    times: str = "none"
    after: tuple[tuple[str | None, str], ...] = ()


SMILEY = (("😀", ":-)"),)
NO_SMART = (*SMILEY, ("‘", "'"), ("’", "'"), ("–", "-"), ("…", "..."), ("€", "EUR "))
# The letters that UTF-8 turns into when it is opened as Windows-1252.
DAMAGED = (*SMILEY, *((letter, letter.encode().decode("cp1252")) for letter in "€–öëéó‘’…"))
HIDDEN = (("thuiszorg", "thuis\u00adzorg"), ("zinvol", "zin\u200bvol"))
MACHINE = ("SPEAKER_00", "SPEAKER_01")
DIJK = ("Interviewer van Dijk", "Respondent van Dijk")
FULL = ("Interviewer", "Respondent")

FILES = {
    "atrain_maxqda.txt": Said(*MACHINE, times="seconds"),
    "atrain_timestamps.txt": Said(*MACHINE, times="seconds"),
    "docx_bold_labels_headings.docx": Said(),
    "docx_bold_questions_no_labels.docx": Said(None, None),
    "docx_soft_breaks_tabs.docx": Said(),
    "docx_table_3col.docx": Said(*FULL, times="seconds"),
    "docx_teams_like.docx": Said(*DIJK, times="tenths"),
    "f4_timestamps.txt": Said(times="tenths"),
    "f4_timestamps_start.txt": Said(times="tenths"),
    "libreoffice.odt": Said(after=(("R", "regel een\nregel twee\tna tab"),)),
    "maxqda_timestamps.txt": Said(*FULL, times="tenths"),
    "noscribe.txt": Said("S00", "S01", times="seconds"),
    "noscribe.vtt": Said("S00", "S01", times="tenths"),
    "otter.txt": Said("Interviewer Jansen", "Respondent Jansen", times="seconds"),
    "otter_keywords.txt": Said("Interviewer", "R01", times="seconds"),
    "teams.vtt": Said(*DIJK, times="tenths"),
    "txt_cp1252_crlf.txt": Said(changes=SMILEY),
    "txt_cr_only_macroman.txt": Said(changes=SMILEY),
    "txt_latin1_nosmart.txt": Said(changes=NO_SMART),
    "txt_mojibake_utf8_as_cp1252.txt": Said(changes=DAMAGED),
    "txt_nbsp_zwsp_softhyphen.txt": Said(changes=HIDDEN),
    "txt_nfd.txt": Said(),
    "txt_utf16be_bom.txt": Said(),
    "txt_utf16le_bom.txt": Said(),
    "txt_utf16le_nobom.txt": Said(),
    "txt_utf8_bom_crlf.txt": Said(),
    "txt_utf8_lf.txt": Said(),
    "unicode_only.rtf": Said(),
    "whisperx_short.vtt": Said(*MACHINE, times="tenths"),
    "word_like.rtf": Said(*FULL),
    "zoom.vtt": Said(*DIJK, times="tenths"),
}
# Files with words of their own.
OTHERS: dict[str, list[tuple[str | None, str, float | None]]] = {
    "docx_traps_sdt_revisions_links.docx": [
        ("R", "Voor BESTURINGSELEMENT na.", None),
        ("R", "Hier is INGEVOEGD gewijzigd.", None),
        ("R", "zie KOPPELING en ex-manSLIMLABEL", None),
    ],
    "two_voices_one_cue.vtt": [("Interviewer", "Hoe gaat het?", 1.0), ("Respondent", "Goed. Heel goed!", 1.0)],
    "zoom_numeric_answer.vtt": [(None, "Hoe oud bent u? 42", 1.0)],
    "txt_speaker_variants.txt": [
        ("INTERVIEWER", "Goedemiddag.", None),
        ("R1", "Hallo.", None),
        ("R2", "Dag.", None),
        ("resp. 3", "Hoi.", None),
        ("Geïnterviewde", "Ja.", None),
        ("R1", "Over de zorg: dat is lastig.\nNB: dit is geen spreker", 62.0),
        ("Interviewer (vervolg)", "En u?", None),
        ("M", "ja", None),
        ("V", "nee", None),
    ],
}
WITHOUT_SPEAKERS = {"stream_noteconfidence.vtt"}
HEADINGS = {
    "docx_bold_labels_headings.docx": ["Interview R01", "1. Werk en loopbaan", "2. Werkdruk"],
    "libreoffice.odt": ["1. Werk en loopbaan", "2. Werkdruk"],
}
NOTES = {
    "docx_traps_sdt_revisions_links.docx": "1 tracked deletions",
    "otter.txt": "left out: the footer 'Transcribed by https://otter.ai'",
    "stream_noteconfidence.vtt": "no speakers were found",
    "txt_cp1252_crlf.txt": "read as cp1252",
    "txt_cr_only_macroman.txt": "read as mac_roman",
    "txt_mojibake_utf8_as_cp1252.txt": "letters look damaged",
    "txt_utf16le_nobom.txt": "read as utf-16-le",
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the script of the shared material wrote its files."""
    if not SCRIPT.is_file():
        pytest.skip(f"the shared material is not here: {SCRIPT} is missing")
    folder = tmp_path_factory.mktemp("transcripts")
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def turns(made: Path) -> list[tuple[str, float, str]]:
    """Role, time and words of each turn, as the script has them."""
    assert made.is_dir()
    source = SCRIPT.read_text(encoding="utf-8")
    found = next(node for node in ast.parse(source).body if isinstance(node, ast.Assign) and _names(node) == ["TURNS"])
    return [(role, start, text) for _, role, start, _, text in ast.literal_eval(found.value)]


def _names(node: ast.Assign) -> list[str]:
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def _expected(said: Said, turns: list[tuple[str, float, str]]) -> list[tuple[str | None, str, float | None]]:
    expected: list[tuple[str | None, str, float | None]] = []
    for role, start, words in turns:
        text = words
        for old, new in said.changes:
            text = text.replace(old, new)
        time = {"none": None, "seconds": float(int(start)), "tenths": start}[said.times]
        expected.append((said.interviewer if role == "I" else said.respondent, text, time))
    return expected + [(speaker, text, None) for speaker, text in said.after]


def _read(path: Path) -> list[tuple[str | None, str, float | None]]:
    reading = read(path.name, path.read_bytes())
    return [(turn.speaker, reading.text[turn.start : turn.end], turn.time) for turn in reading.turns]


def test_the_script_writes_all_its_files(made: Path) -> None:
    """No layout drops out of these tests because its file was not written."""
    assert len(list(made.iterdir())) >= FEWEST_FILES


def test_every_file_that_can_be_read_has_an_expectation(made: Path) -> None:
    """A layout that is added to the script must be added here."""
    readable = {path.name for path in made.iterdir() if path.suffix in {".txt", ".md", ".docx", ".vtt", ".odt", ".rtf"}}
    assert readable == FILES.keys() | OTHERS.keys() | WITHOUT_SPEAKERS


@pytest.mark.parametrize("name", FILES)
def test_every_turn_is_read_in_full(name: str, made: Path, turns: list[tuple[str, float, str]]) -> None:
    """Speakers, words and times come out as they were said, whatever the layout."""
    assert _read(made / name) == _expected(FILES[name], turns)


@pytest.mark.parametrize("name", OTHERS)
def test_files_with_words_of_their_own_are_read_in_full(name: str, made: Path) -> None:
    """Odd labels, content controls and two voices in one caption come out as they stand."""
    assert _read(made / name) == OTHERS[name]


def test_captions_without_names_keep_all_words(made: Path, turns: list[tuple[str, float, str]]) -> None:
    """Captions that name nobody become one turn of nobody, from the first word to the last."""
    assert _read(made / "stream_noteconfidence.vtt") == [(None, " ".join(text for *_, text in turns), 0.0)]


def test_bold_questions_give_roles(made: Path) -> None:
    """Where the questions stand in bold and nobody is named, bold is the interviewer's."""
    reading = read("R01.docx", (made / "docx_bold_questions_no_labels.docx").read_bytes())
    assert [turn.role.value for turn in reading.turns] == ["interviewer", "respondent"] * 4


@pytest.mark.parametrize("name", FILES)
def test_headings_are_kept_apart(name: str, made: Path) -> None:
    """Headings are listed where the document has them, and nowhere else."""
    assert headings(read(name, (made / name).read_bytes())) == HEADINGS.get(name, [])


@pytest.mark.parametrize("name", NOTES)
def test_notes_say_what_was_chosen_or_left_out(name: str, made: Path) -> None:
    """The reader tells which encoding it took and what it left out."""
    assert NOTES[name] in "\n".join(read(name, (made / name).read_bytes()).notes)


@pytest.mark.parametrize("name", sorted(name for name in FILES.keys() | OTHERS.keys() if name.endswith(".docx")))
def test_no_letter_of_a_word_document_is_lost(name: str, made: Path) -> None:
    """Another reader of Word documents finds the same letters in the body."""
    with docx2python(made / name, html=False) as content:
        theirs = letters(_flat(content.body))
    assert letters(read(name, (made / name).read_bytes()).text) == theirs


def _flat(nested: object) -> str:
    return "\n".join(map(_flat, nested)) if isinstance(nested, list) else str(nested)


@pytest.mark.parametrize("name", sorted(name for name in FILES.keys() | OTHERS.keys() if name.endswith(".txt")))
def test_no_letter_of_a_text_file_is_lost(name: str, made: Path) -> None:
    """All letters stay but the footer that the notes name and the stamps that became times."""
    data = (made / name).read_bytes()
    reading = read(name, data)
    text = decode(data).text
    for note in reading.notes:
        footer = re.fullmatch(r"left out: the footer '(.*)'", note)
        text = text.replace(footer[1], "") if footer else text
    if name.startswith("atrain"):
        text = re.sub(r"\[\d\d:\d\d:\d\d\] - ", "", text)
    assert letters(reading.text) == letters(text)
