"""Small study folders: what is opened, and what is told about the rest."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qualcode.errors import StudyError, UnknownValueError, WriteError
from qualcode.project import Project, open_study
from qualcode.settings import Settings
from qualcode.store import transcript_files, write_bytes
from qualcode.transcript import Kind, Role
from tests.conftest import CODEBOOK, RESPONDENTS, StudyMaker

GUIDE = """
topics:
  - id: aanpak
    label: De aanpak
    questions:
      - {id: "1", text: Hoe gaat dat hier?}
"""


def xlsx(*rows: Sequence[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xlsx(table: str) -> bytes:
    return xlsx(*(line.split(";") for line in table.replace(",", ";").strip().split("\n")))


def told(project: Project) -> list[str]:
    return [str(problem) for problem in project.problems]


def who_speaks(project: Project, transcript: str) -> list[tuple[str | None, Role, str | None]]:
    return [(turn.speaker, turn.role, turn.respondent) for turn in project.transcripts[transcript].turns]


def test_a_folder_of_texts_is_a_study(make_study: StudyMaker) -> None:
    """A codebook, a table of respondents and two texts open without a problem, with everyone's words in place."""
    project = open_study(make_study())
    assert told(project) == []
    assert list(project.transcripts) == ["R01", "R02"]
    assert project.respondents.ids == ("R01", "R02")
    assert len(project.codebook) == 3
    assert {person.id for person in project.respondents} == {
        turn.respondent for item in project.transcripts.values() for turn in item.turns if turn.respondent
    }
    assert repr(project) == "<Project: 2 transcripts, 2 respondents, 2 themes, 0 problems>"


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    """Who mistypes the folder's name reads that it is none."""
    with pytest.raises(StudyError, match=r"studei is not a folder\. Name the folder of the study\."):
        open_study(tmp_path / "studei")


def test_a_folder_that_is_no_study_is_refused_with_the_way_to_make_it_one(tmp_path: Path) -> None:
    """Who opens some other folder is told how to make a study of it."""
    with pytest.raises(StudyError, match="Make it one with: qualcode init"):
        open_study(tmp_path)


@pytest.mark.parametrize("name", ["codebook.yaml", "codebook.yml", "codebook.xlsx", "interviews/R01.txt"])
def test_one_file_is_enough_for_a_study(make_study: StudyMaker, name: str) -> None:
    """A study that is only begun opens, and says what is missing."""
    nothing = dict.fromkeys(["codebook.yaml", "interviews/respondents.csv", "interviews/R01.txt", "interviews/R02.txt"])
    project = open_study(make_study({**nothing, name: b""}))
    assert "interviews/respondents.csv" in {problem.path for problem in project.problems}


def test_a_missing_codebook_and_missing_respondents_are_problems(make_study: StudyMaker) -> None:
    """Without codebook and respondents the transcripts can still be read, and both are asked for."""
    project = open_study(make_study({"codebook.yaml": None, "interviews/respondents.csv": None}))
    assert told(project) == [
        "codebook.yaml: there is no codebook. Make one; 'qualcode init' writes a start.",
        "interviews/respondents.csv: it is missing, so nobody's words can be coded. Make it with: qualcode init",
    ]
    assert list(project.transcripts) == ["R01", "R02"]


def test_a_study_without_transcripts_names_every_respondent(make_study: StudyMaker) -> None:
    """A respondent whose transcript is not there is told with the row."""
    project = open_study(make_study({"interviews/R01.txt": None, "interviews/R02.txt": None}))
    assert [(problem.path, problem.line, problem.key) for problem in project.problems] == [
        ("interviews/respondents.csv", 2, "transcript"),
        ("interviews/respondents.csv", 3, "transcript"),
    ]


@pytest.mark.parametrize(
    ("used", "other"),
    [
        ("codebook.yaml", "codebook.xlsx"),
        ("codebook.yaml", "codebook.yml"),
        ("interviews/respondents.csv", "interviews/respondents.xlsx"),
        ("guide/a_leidraad.yaml", "guide/b_leidraad.yml"),
    ],
)
def test_of_two_files_for_one_thing_the_second_is_named(make_study: StudyMaker, used: str, other: str) -> None:
    """Who has two codebooks, tables of respondents or guides is told which one is not read."""
    project = open_study(make_study({"guide/a_leidraad.yaml": GUIDE, other: GUIDE.encode()}))
    assert told(project) == [f"{other}: it is not read: {used} is there as well. Keep one of them."]
    assert (len(project.codebook), len(project.respondents), len(project.guide)) == (3, 2, 1)


def test_of_two_transcripts_with_one_name_the_second_is_named(make_study: StudyMaker) -> None:
    """R02.txt beside R02.md is a problem; one of them is read."""
    project = open_study(make_study({"interviews/R02.md": "R: Anders."}))
    assert told(project) == [
        "interviews/R02.txt: another transcript has the same name. Only interviews/R02.md is read; rename or remove one."
    ]
    assert project.transcripts["R02"].text == "R: Anders."


def test_notes_and_lock_files_are_no_transcripts(make_study: StudyMaker) -> None:
    """README, the lock files of Word and Excel, and what systems leave behind are passed over in silence."""
    others = ["README.md", "readme.txt", "~$R01.docx", "~$respondents.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"]
    folder = make_study({f"interviews/{name}": b"R: Ja." for name in others})
    (folder / "interviews" / "audio").mkdir()
    (folder / "interviews" / "audio" / "R01.mp3").write_bytes(b"ID3")
    assert [file.name for file in transcript_files(folder / "interviews")] == ["R01.txt", "R02.txt"]
    assert told(open_study(folder)) == []


def test_transcripts_in_a_folder_of_interviews_are_not_passed_over_in_silence(make_study: StudyMaker) -> None:
    """A folder that holds transcripts is named, since what is in it is not read."""
    folder = make_study({"interviews/ronde 2/R03.txt": "R: Ja."})
    assert told(open_study(folder)) == [
        "interviews/ronde 2: it holds 1 files that are not read. Put transcripts directly into interviews/."
    ]


def test_an_excel_codebook_reads_like_a_yaml_one(make_study: StudyMaker) -> None:
    """The same codes in codebook.xlsx give the same codebook, to the last keyword."""
    sheet = xlsx(
        ("id", "name", "parent", "keywords"),
        ("integrale_aanpak", "Integrale aanpak", "", "samenwerken, wijkteam"),
        ("integrale_aanpak.schotten", "Schotten en potjes", "integrale_aanpak", "schot\npotje*"),
        ("vve", "Voor- en vroegschoolse educatie", "", "vve; warme overdracht"),
    )
    of_yaml = open_study(make_study())
    of_excel = open_study(make_study({"codebook.yaml": None, "codebook.xlsx": sheet}, name="excel"))
    assert told(of_excel) == []
    assert of_excel.codebook == of_yaml.codebook


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("interviews/respondents.xlsx", as_xlsx(RESPONDENTS)),
        ("interviews/respondents.csv", RESPONDENTS.strip().replace(";", ",").encode()),
        ("interviews/respondents.csv", RESPONDENTS.strip().replace("\n", "\r\n").encode("utf-8-sig")),
    ],
    ids=["xlsx", "comma", "as Excel saves it"],
)
def test_respondents_read_the_same_from_every_table(make_study: StudyMaker, name: str, data: bytes) -> None:
    """Commas or semicolons, Excel or text: the respondents are the same, on the same lines."""
    of_semicolons = open_study(make_study())
    project = open_study(make_study({"interviews/respondents.csv": None, name: data}, name="ander"))
    assert told(project) == []
    assert project.respondents == of_semicolons.respondents


def test_windows_encodings_are_read(make_study: StudyMaker) -> None:
    """A table and a text that an old Windows program saved keep their accents."""
    project = open_study(
        make_study(
            {
                "interviews/respondents.csv": "respondent;functie\nR01;coördinator\nR02;beleid".encode("cp1252"),
                "interviews/R01.txt": "I: Hè?\nR: Zoë vindt het één ‘geheel’.".encode("cp1252"),
            }
        )
    )
    assert told(project) == []
    assert project.respondents["R01"].attributes["functie"] == "coördinator"
    assert project.transcripts["R01"].speech(project.transcripts["R01"].turns[1]) == "Zoë vindt het één ‘geheel’."


def test_a_file_name_with_accents_is_found_on_every_system(make_study: StudyMaker) -> None:
    """A transcript that a Mac named 'Zoë', with the accent apart or with a blank behind, belongs to the row 'Zoë'."""
    apart = unicodedata.normalize("NFD", "Zoë")
    rows = "respondent;transcript\nR01;Zoë\nR02;R02"
    project = open_study(
        make_study(
            {
                "interviews/respondents.csv": rows,
                "interviews/R01.txt": None,
                f"interviews/{apart} .txt": "I: Dag.\nR: Dag.",
            }
        )
    )
    assert told(project) == []
    assert project.transcripts["Zoë"].respondents == ("R01",)


@pytest.mark.parametrize("table", ["csv", "xlsx"])
def test_a_row_with_a_misspelt_transcript_names_the_file_that_was_meant(make_study: StudyMaker, table: str) -> None:
    """A row that names R2 for R02 is told with file and line, and so is the transcript that nobody has."""
    rows = RESPONDENTS.replace("R02;R02", "R02;R2")
    name = f"interviews/respondents.{table}"
    data = as_xlsx(rows) if table == "xlsx" else rows
    project = open_study(make_study({"interviews/respondents.csv": None, name: data}))
    assert told(project) == [
        (
            f"{name}, line 3, 'transcript': R02 has no transcript: no file is named 'R2'. Put the transcript into interviews/, "
            "or correct the row. Did you mean 'R02'?"
        ),
        (
            "interviews/R02.txt: no respondent speaks in this transcript. "
            f"Give it a row in {name}; until then it is not coded."
        ),
    ]


@pytest.mark.parametrize("table", ["csv", "xlsx"])
def test_a_label_that_nobody_speaks_under_is_a_problem(make_study: StudyMaker, table: str) -> None:
    """A row whose speaker is not in the transcript is told with the labels that are."""
    rows = "respondent;transcript;speaker\nR01;R01;Femke\nR02;R02;\n"
    name = f"interviews/respondents.{table}"
    data = as_xlsx(rows) if table == "xlsx" else rows
    project = open_study(make_study({"interviews/respondents.csv": None, name: data}))
    assert told(project) == [
        f"{name}, line 2, 'speaker': nobody speaks as 'Femke' in interviews/R01.txt. The labels there are I, R.",
        (
            "interviews/R01.txt: it is not known who speaks as 'R' (2 turns, 14 words; not coded). "
            f"Give a row of {name} this transcript and this speaker, or name the interviewer in qualcode.toml."
        ),
    ]


def test_a_stranger_is_a_problem_and_is_not_coded(make_study: StudyMaker) -> None:
    """A speaker who is neither respondent nor interviewer is named, with how much is said; the text is kept."""
    project = open_study(
        make_study(
            {
                "interviews/R01.txt": """
                    I: Hoe gaat dat?
                    R: Goed.
                    Bram: Ik zit bij het wijkteam.
                    Bram: Echt.
                    """
            }
        )
    )
    assert [problem.message for problem in project.problems] == [
        "it is not known who speaks as 'Bram' (2 turns, 6 words; not coded)."
    ]
    assert who_speaks(project, "R01")[2:] == [("Bram", Role.UNKNOWN, None)] * 2
    assert "R01" not in set(project.suggestions()["respondent"])


def test_who_speaks_beside_a_respondent_is_the_interviewer_unless_the_label_says_otherwise(
    make_study: StudyMaker,
) -> None:
    """'Femke' beside 'R' asks the questions; 'R' beside a respondent called Bram stays a stranger."""
    spoken = {"interviews/R01.txt": "Femke: Hoe gaat dat?\nR: Goed.\nFemke: Mooi.\nR: Ja.\n"}
    project = open_study(make_study(spoken))
    assert told(project) == []
    assert who_speaks(project, "R01")[:2] == [("Femke", Role.INTERVIEWER, None), ("R", Role.RESPONDENT, "R01")]
    rows = {"interviews/respondents.csv": "respondent;transcript;speaker\nR01;R01;Femke\nR02;R02;\n"}
    project = open_study(make_study({**spoken, **rows}, name="andersom"))
    assert [problem.message for problem in project.problems] == [
        "it is not known who speaks as 'R' (2 turns, 2 words; not coded)."
    ]


def test_an_interviewer_can_be_named_in_the_settings(make_study: StudyMaker) -> None:
    """Where both speak under their names, qualcode.toml says which of them asks, in any capitals."""
    spoken = "Femke: Hoe gaat dat?\nBram: Goed.\nFemke: En het wijkteam?\nBram: Ook.\n"
    files = {"interviews/R01.txt": spoken}
    unnamed = open_study(make_study(files))
    assert [problem.path for problem in unnamed.problems] == ["interviews/R01.txt"] * 2
    project = open_study(make_study({**files, "qualcode.toml": 'interviewers = ["femke"]\n'}, name="genoemd"))
    assert told(project) == []
    assert who_speaks(project, "R01")[:2] == [
        ("Femke", Role.INTERVIEWER, None),
        ("Bram", Role.RESPONDENT, "R01"),
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"qualcode.toml": 'interviewers = ["Femke"]'},
        {"interviews/respondents.csv": "respondent;transcript;speaker\nR01;R01;Femke\nR02;R02;"},
    ],
    ids=["an interviewer", "a respondent"],
)
def test_who_is_named_beforehand_is_heard_at_the_first_word(make_study: StudyMaker, files: dict[str, str]) -> None:
    """A name that stands in the text once only is a speaker when settings or respondents.csv say so."""
    spoken = "Femke: Hoe gaat dat?\nBram: Goed.\nBram: Echt.\n"
    project = open_study(make_study({**files, "interviews/R01.txt": spoken}))
    assert told(project) == []
    assert [speaker for speaker, _, _ in who_speaks(project, "R01")] == ["Femke", "Bram", "Bram"]


def test_a_text_without_labels_is_a_report_of_its_respondent(make_study: StudyMaker) -> None:
    """A conversation that was worked out without speakers is a 'verslag', and its words are the respondent's."""
    report = "De directeur vertelt over het wijkteam.\n\nHet gaat goed, vindt zij.\n"
    project = open_study(make_study({"interviews/R01.txt": report}))
    assert told(project) == []
    assert project.transcripts["R01"].kind is Kind.REPORT
    assert project.transcripts["R02"].kind is Kind.VERBATIM
    assert who_speaks(project, "R01") == [(None, Role.RESPONDENT, "R01")] * 2


def test_the_column_kind_says_how_a_transcript_was_worked_out(make_study: StudyMaker) -> None:
    """Speakers or not, what respondents.csv says of the kind counts."""
    rows = "respondent;kind\nR01;verslag\nR02;letterlijk"
    project = open_study(make_study({"interviews/respondents.csv": rows}))
    assert [item.kind for item in project.transcripts.values()] == [Kind.REPORT, Kind.VERBATIM]


def test_each_in_a_group_speaks_for_themselves(make_study: StudyMaker) -> None:
    """In a group conversation every label belongs to its own respondent, whose hits are their own."""
    project = open_study(
        make_study(
            {
                "interviews/respondents.csv": "respondent;transcript;speaker\nR01;groep;R1\nR02;groep;R2\nR03;groep;",
                "interviews/R01.txt": None,
                "interviews/R02.txt": None,
                "interviews/groep.txt": """
                    I: Wie begint?
                    R1: Het wijkteam.
                    R2: De vve.
                    R03: Ik niet.
                    """,
            }
        )
    )
    assert told(project) == []
    assert [respondent for _, _, respondent in who_speaks(project, "groep")] == [None, "R01", "R02", "R03"]
    hits = project.suggestions()
    assert list(zip(hits["respondent"], hits["code"], strict=True)) == [("R01", "integrale_aanpak"), ("R02", "vve")]


def test_a_guide_in_word_is_not_passed_over(make_study: StudyMaker) -> None:
    """Who puts the guide there as a Word file is told to write it as YAML."""
    project = open_study(make_study({"guide/leidraad.docx": b"PK", "guide/README.md": "Uitleg."}))
    assert told(project) == [
        "guide/leidraad.docx: this is no guide in YAML. Write it as YAML: 'topics:' with their questions."
    ]


def test_a_hidden_file_is_no_guide(make_study: StudyMaker) -> None:
    """What a Mac leaves beside the guide on a shared drive ('._leidraad.yaml') is not taken for it."""
    project = open_study(make_study({"guide/leidraad.yaml": GUIDE, "guide/._leidraad.yaml": b"\0\5\x16\7"}))
    assert told(project) == []
    assert len(project.guide) == 1


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("codebook.yaml", "codes:\n  - id: vve\n    name: 'Vve\n", 3),
        ("codebook.yaml", "codes: &anker []\n", 1),
        ("guide/leidraad.yaml", "topics: [\n", 2),
        ("interviews/respondents.csv", 'respondent;sector\nR01;"beleid\n', 2),
        ("qualcode.toml", "title = Kansen\n", 1),
    ],
)
def test_a_file_that_is_broken_is_named_with_its_line_and_the_rest_opens(
    make_study: StudyMaker, name: str, data: str, line: int
) -> None:
    """One broken file never hides the others."""
    project = open_study(make_study({name: data}))
    assert [(problem.path, problem.line) for problem in project.problems] == [(name, line)]
    assert len(project.transcripts) == 2


@pytest.mark.parametrize("name", ["codebook.yaml", "qualcode.toml", "interviews/respondents.csv"])
@pytest.mark.parametrize("data", [b"a\0b", None], ids=["no text", "a folder"])
def test_what_is_no_text_at_all_is_a_problem(make_study: StudyMaker, name: str, data: bytes | None) -> None:
    """A folder or a picture in the place of one of the study's files is named; the study opens."""
    folder = make_study({name: data})
    if data is None:
        (folder / name).mkdir()
    project = open_study(folder)
    assert [problem.path for problem in project.problems] == [name]
    assert len(project.transcripts) == 2


@pytest.mark.parametrize("data", ["codes:\n  vve: Vve\n", "codes: vve\n", "codes: [vve]\n", "codes:\n  - [vve]\n"])
def test_a_codebook_of_another_shape_is_not_passed_over(make_study: StudyMaker, data: str) -> None:
    """Who writes the codes otherwise than as a list of entries is told so."""
    project = open_study(make_study({"codebook.yaml": data}))
    assert [(problem.path, problem.key) for problem in project.problems] == [("codebook.yaml", "codes")]


def test_a_misspelt_top_key_names_the_right_one(make_study: StudyMaker) -> None:
    """A codebook that begins with 'code:' is not taken for an empty one."""
    project = open_study(make_study({"codebook.yaml": CODEBOOK.replace("codes:", "code:")}))
    assert told(project) == [
        "codebook.yaml, line 1, 'code': this key is unknown and was not read. Did you mean 'codes'?"
    ]


def test_a_keyword_that_cannot_be_understood_is_named(make_study: StudyMaker) -> None:
    """A keyword with a star in its middle is told with its code; the other keywords work."""
    project = open_study(make_study({"codebook.yaml": CODEBOOK.replace("potje*", "po*tje")}))
    assert [(problem.path, problem.key) for problem in project.problems] == [("codebook.yaml", "keywords")]
    assert "po*tje" in project.problems[0].message
    assert set(project.suggestions()["keyword"]) >= {"wijkteam", "vve"}


def test_every_file_that_was_read_is_listed_with_its_hash(make_study: StudyMaker) -> None:
    """What a result rests on can be proved: each file that was read stands in the workbook with its SHA-256."""
    project = open_study(make_study({"guide/leidraad.yaml": GUIDE, "qualcode.toml": 'title = "Kansen"\n'}))
    assert project.settings == Settings("Kansen")
    files = project.matrix().made.files
    assert [path for path, _ in files] == [
        "qualcode.toml",
        "guide/leidraad.yaml",
        "codebook.yaml",
        "interviews/respondents.csv",
        "interviews/R01.txt",
        "interviews/R02.txt",
    ]
    assert len({sha256 for _, sha256 in files}) == len(files)


def test_an_unknown_transcript_names_the_one_that_was_meant(make_study: StudyMaker) -> None:
    """Who asks for R1 is told of R01."""
    with pytest.raises(UnknownValueError, match="Did you mean 'R01'"):
        open_study(make_study()).transcripts["R1"]


# Writing


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes) -> None:
    """A file holds exactly what was written last, in folders that are made on the way."""
    path = tmp_path_factory.mktemp("output") / "diep" / "matrix.xlsx"
    assert write_bytes(path, old) == path
    assert write_bytes(path, new).read_bytes() == new
    assert list(path.parent.iterdir()) == [path]


def fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("place", "name"), [(os, "fsync"), (Path, "replace")])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: object, name: str
) -> None:
    """When the disk is full the old workbook is still whole, no half one lies beside it, and the reason is told."""
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(b"oud")
    monkeypatch.setattr(place, name, fail)
    with pytest.raises(WriteError, match=r"matrix\.xlsx could not be written: No space left on device\."):
        write_bytes(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_who_interrupts_a_write_finds_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a file is written leaves the old one, and no half one beside it."""
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(b"oud")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """A file in the place of the folder, or a folder in that of the file, is an error with its path."""
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(WriteError, match="matrix"):
        write_bytes(tmp_path / "output" / "matrix.xlsx", b"")
    (tmp_path / "matrix.xlsx").mkdir()
    with pytest.raises(WriteError, match="matrix"):
        write_bytes(tmp_path / "matrix.xlsx", b"")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["matrix.xlsx", "output"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_who_shares_the_folder_can_read_what_is_written(tmp_path: Path) -> None:
    """A new file has the permissions of any new file, a replaced one those that it had."""
    (tmp_path / "gewoon.txt").write_text("", encoding="utf-8")
    usual = stat.S_IMODE((tmp_path / "gewoon.txt").stat().st_mode)
    path = write_bytes(tmp_path / "matrix.xlsx", b"")
    assert stat.S_IMODE(path.stat().st_mode) == usual
    path.chmod(0o640)
    write_bytes(path, b"nieuw")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
