"""From an empty folder, or one of nothing but Word files, to a study that opens."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path
from textwrap import dedent

import pytest
from docx import Document
from openpyxl import Workbook

from qualcode.cli import main
from qualcode.errors import StudyError, WriteError
from qualcode.new_study import Proposal, init, propose_respondents
from qualcode.project import open_study
from qualcode.transcript import Kind, Role
from tests.formats.helpers import read_text


def bold_labels(*turns: tuple[str, str]) -> bytes:
    """Return a Word file with a paragraph a turn, whose label stands in bold."""
    document = Document()
    for label, speech in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(speech)
    return saved(document)


def bold_questions(*turns: tuple[str, str]) -> bytes:
    """Return a Word file without labels, whose questions stand in bold."""
    document = Document()
    for label, speech in turns:
        document.add_paragraph().add_run(speech).bold = label == "I"
    return saved(document)


def label_column(*turns: tuple[str, str]) -> bytes:
    """Return a Word file with a table: a row a turn, labels in the first column."""
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for label, speech in turns:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, speech
    return saved(document)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


TALK = (("I", "Hoe gaat dat hier?"), ("R", "Goed, met het wijkteam."), ("I", "En de vve?"), ("R", "Ook."))
NAMES = (
    ("Femke", "Hoe gaat dat hier?"),
    ("Bram", "Goed, met het wijkteam."),
    ("Femke", "En de vve?"),
    ("Bram", "Ook."),
)
GROUP = (("I", "Wie begint?"), ("R1", "Ik wel."), ("R2", "Ik niet."), ("R1", "Jawel."), ("I", "Zo."), ("R2", "Nee."))


def folder_of(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "mijn onderzoek"
    folder.mkdir()
    for stem, data in files.items():
        (folder / f"{stem}.docx").write_bytes(data)
    return folder


def content(folder: Path) -> dict[str, str]:
    """Return the hash of every file in `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows(folder: Path) -> list[list[str]]:
    text = (folder / "interviews" / "respondents.csv").read_text(encoding="utf-8-sig")
    return [row[:3] for row in csv.reader(io.StringIO(text), delimiter=";")][1:]


@pytest.mark.parametrize("there", [True, False], ids=["an empty folder", "a folder that is not there"])
def test_an_empty_folder_becomes_a_study(tmp_path: Path, there: bool) -> None:  # noqa: FBT001
    """Who begins with nothing gets all files of a study, and it opens without a problem."""
    folder = tmp_path / "nieuw"
    if there:
        folder.mkdir()
    made = init(folder)
    written = ["codebook.yaml", "qualcode.toml", "interviews/respondents.csv", ".gitignore"]
    assert list(made.written) == written
    assert sorted(content(folder)) == sorted(written)
    assert (folder / "guide").is_dir()
    project = open_study(folder)
    assert project.problems == ()
    assert project.settings.title == "nieuw"
    assert [code.id for code in project.codebook] == ["eerste_thema"]


@pytest.mark.parametrize("layout", [bold_labels, bold_questions, label_column])
def test_a_folder_of_word_files_becomes_a_study(tmp_path: Path, layout: object) -> None:
    """In each layout respondents are proposed, and the study opens with everyone's words in place."""
    assert callable(layout)
    folder = folder_of(tmp_path, R01=layout(*TALK), R02=layout(*TALK))
    made = init(folder)
    assert [(item.respondent, item.transcript, item.words) for item in made.proposals] == [
        ("R01", "R01", 5),
        ("R02", "R02", 5),
    ]
    project = open_study(folder)
    assert project.problems == ()
    assert [(turn.role, turn.respondent) for turn in project.transcripts["R01"].turns] == [
        (Role.INTERVIEWER, None),
        (Role.RESPONDENT, "R01"),
    ] * 2


def test_layouts_may_be_mixed(tmp_path: Path) -> None:
    """A folder in which every conversation was worked out in its own way opens as well."""
    files = {
        "jan": bold_labels(*TALK),
        "piet": bold_questions(*TALK),
        "kees": label_column(*TALK),
        "namen": bold_labels(*NAMES),
        "groep": label_column(*GROUP),
    }
    folder = folder_of(tmp_path, **files)
    init(folder)
    project = open_study(folder)
    assert project.problems == ()
    assert rows(folder) == [
        ["R1", "groep", "R1"],
        ["R2", "groep", "R2"],
        ["jan", "jan", ""],
        ["kees", "kees", ""],
        ["namen", "namen", "Bram"],
        ["piet", "piet", ""],
    ]


def test_word_files_are_moved_not_copied(tmp_path: Path) -> None:
    """The transcripts lie in interviews/ afterwards, byte for byte, and nowhere else."""
    folder = folder_of(tmp_path, R01=bold_labels(*TALK), R02=bold_questions(*TALK))
    (folder / "~$R01.docx").write_bytes(b"slot")
    (folder / "begroting.xlsx").write_bytes(b"getallen")
    before = content(folder)
    made = init(folder)
    after = content(folder)
    assert made.moved == ("R01.docx", "R02.docx")
    assert {path: after.pop(path) for path in ("interviews/R01.docx", "interviews/R02.docx")} == {
        f"interviews/{name}": before[name] for name in made.moved
    }
    assert {path: after.pop(path) for path in ("~$R01.docx", "begroting.xlsx")} == {
        path: before[path] for path in ("~$R01.docx", "begroting.xlsx")
    }
    assert sorted(after) == sorted(made.written)


def test_the_interviewer_is_guessed_by_the_questions(tmp_path: Path) -> None:
    """Where both speak under their names, the one who asks is written into qualcode.toml, to be checked."""
    folder = folder_of(tmp_path, gesprek=bold_labels(*NAMES))
    init(folder)
    project = open_study(folder)
    assert project.problems == ()
    assert project.settings.interviewers == ("Femke",)
    assert rows(folder) == [["gesprek", "gesprek", "Bram"]]


def test_where_nobody_asks_everyone_is_proposed(tmp_path: Path) -> None:
    """Without a question mark nobody is taken for the interviewer: the researcher decides."""
    turns = (("Femke", "Goed."), ("Bram", "Ja."), ("Femke", "Mooi."), ("Bram", "Echt."))
    folder = folder_of(tmp_path, gesprek=bold_labels(*turns))
    init(folder)
    assert open_study(folder).settings.interviewers == ()
    assert rows(folder) == [["gesprek-1", "gesprek", "Femke"], ["gesprek-2", "gesprek", "Bram"]]


def proposed(**texts: str) -> list[Proposal]:
    return propose_respondents({stem: read_text(dedent(text)) for stem, text in texts.items()})


def test_a_respondent_has_the_name_of_the_transcript() -> None:
    """Whoever speaks alone with the interviewer is called like the file."""
    assert proposed(R07="I: Dag.\nR: Dag.") == [Proposal("R07", "R07", "R", 1)]


def test_a_colleague_who_joins_is_the_one_of_that_transcript() -> None:
    """R06, who speaks in the conversations of R04 and R05 too, is one person with three rows."""
    joined = "I: Dag.\nR: Dag.\nR06: Hallo."
    found = proposed(R04=joined, R05=joined, R06="I: Dag.\nR: Dag.")
    assert [item.transcript for item in found if item.respondent == "R06"] == ["R04", "R05", "R06"]


def test_r1_of_one_group_is_not_r1_of_another() -> None:
    """In two group conversations with the same labels nobody is taken for somebody else."""
    group = "I: Wie begint?\nR1: Ik.\nR2: Ik niet."
    found = proposed(groep_a=group, groep_b=group)
    assert [item.respondent for item in found] == ["groep_a-1", "groep_a-2", "groep_b-1", "groep_b-2"]


def test_a_conversation_without_speakers_has_one_respondent() -> None:
    """A text that was worked out as a report belongs to one respondent, named like the file."""
    assert proposed(R07="De directeur vertelt over de vve.") == [Proposal("R07", "R07", "", 6)]


def test_a_report_opens_as_one(tmp_path: Path) -> None:
    """A Word file without labels or bold opens as a 'verslag'."""
    folder = folder_of(tmp_path, R01=bold_questions(("R", "De directeur vertelt."), ("R", "Het gaat goed.")))
    init(folder)
    project = open_study(folder)
    assert project.problems == ()
    assert project.transcripts["R01"].kind is Kind.REPORT


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    """Files that the researcher has already stay as they are, to the byte."""
    folder = folder_of(tmp_path, R01=bold_labels(*TALK))
    mine = {
        "codebook.yaml": "codes: [{id: vve}]\n",
        "qualcode.toml": 'title = "Van mij"\n',
        ".gitignore": "geheim/\n",
        "interviews/respondents.csv": "respondent\nR01\n",
        "interviews/R02.txt": "I: Dag.\nR: Dag.\n",
        "guide/leidraad.yaml": "topics: []\n",
    }
    for name, text in mine.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    before = content(folder)
    made = init(folder)
    assert made.written == made.moved == ()
    assert content(folder) == before


@pytest.mark.parametrize(
    ("mine", "starter"),
    [
        ("codebook.xlsx", "codebook.yaml"),
        ("codebook.yml", "codebook.yaml"),
        ("interviews/respondents.xlsx", "interviews/respondents.csv"),
    ],
)
def test_no_starter_is_put_in_front_of_what_exists(tmp_path: Path, mine: str, starter: str) -> None:
    """Who has a codebook or respondents in Excel gets no second one that would be read instead."""
    folder = tmp_path / "studie"
    (folder / "interviews").mkdir(parents=True)
    book = Workbook()
    book.worksheets[0].append(["id", "respondent"])
    book.save(folder / mine)
    assert starter not in init(folder).written
    assert not (folder / starter).exists()


def test_running_it_twice_changes_nothing(tmp_path: Path) -> None:
    """A second `init` leaves the study as the first one made it, and still shows the proposals."""
    folder = folder_of(tmp_path, R01=bold_labels(*TALK), groep=label_column(*GROUP))
    first = init(folder)
    before = content(folder)
    second = init(folder)
    assert content(folder) == before
    assert second.written == second.moved == ()
    assert second.proposals == first.proposals


def test_an_unreadable_file_is_named_and_the_rest_becomes_a_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One broken Word file does not stand in the way: it is named by `init`, and again when the study opens."""
    folder = folder_of(tmp_path, R01=bold_labels(*TALK), R02=b"PK\3\4 half een bestand")
    assert main(["init", str(folder)]) == 0
    assert (
        f"Could not be read:\n  {folder / 'interviews' / 'R02.docx'}: this is no Word file" in capsys.readouterr().out
    )
    project = open_study(folder)
    assert [problem.path for problem in project.problems] == ["interviews/R02.docx"]
    assert list(project.transcripts) == ["R01"]


def test_init_shows_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode init` lists what was moved and written, the proposed respondents as a table, and the next step."""
    folder = folder_of(tmp_path, R01=bold_labels(*TALK), groep=label_column(*GROUP))
    assert main(["init", str(folder)]) == 0
    assert capsys.readouterr().out == dedent(f"""\
        {folder} is a study now.
        Moved to interviews/:
          R01.docx
          groep.docx
        Written:
          codebook.yaml
          qualcode.toml
          interviews/respondents.csv
          .gitignore
        Proposed respondents; confirm or change them in interviews/respondents.csv:
        respondent  transcript  speaker  words
        R01         R01         R        5
        R1          groep       R1       3
        R2          groep       R2       3
        Next: write your themes into codebook.yaml, then: qualcode check {folder}
        """)


posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")


@pytest.mark.parametrize(
    "title", ["Kansen & “gelijk” 'hier'", "één – twee", "a=b [c] #d", pytest.param('zij zei "ja\\nee"', marks=posix)]
)
def test_any_folder_name_is_a_title(tmp_path: Path, title: str) -> None:
    """Signs in the folder's name do not break the settings that are written."""
    folder = tmp_path / title
    init(folder)
    assert open_study(folder).problems == ()


def test_a_name_with_accents_or_blanks_opens(tmp_path: Path) -> None:
    """Transcripts called as people call files are found again by the rows that were proposed."""
    folder = folder_of(tmp_path, **{"Zoë; interview 1 ": bold_labels(*TALK), "Zoe\u0308 2": bold_labels(*TALK)})
    made = init(folder)
    assert open_study(folder).problems == ()
    assert [item.respondent for item in made.proposals] == ["Zoë 2", "Zoë; interview 1"]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    """A file called like the study, or like one of its folders, is an error that names it."""
    (tmp_path / "studie").write_bytes(b"")
    with pytest.raises(StudyError, match=r"is a file\. Name a folder"):
        init(tmp_path / "studie")
    folder = folder_of(tmp_path)
    (folder / "guide").write_bytes(b"")
    with pytest.raises(WriteError, match="guide could not be written"):
        init(folder)
