"""The scenario of a study in which four things went wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.cli import main
from qualcode.project import open_study
from tests.conftest import CODEBOOK, RESPONDENTS, StudyMaker

PROBLEMS: list[tuple[str, dict[str, str | int | None]]] = [
    (
        "codebook.yaml, line 8, 'keyword': this key is unknown and was not read. Did you mean 'keywords'?",
        {"path": "codebook.yaml", "line": 8, "key": "keyword"},
    ),
    (
        (
            "interviews/respondents.csv, line 4, 'transcript': R04 has no transcript: no file is named 'R04'. "
            "Put the transcript into interviews/, or correct the row. Did you mean 'R03'?"
        ),
        {"path": "interviews/respondents.csv", "line": 4, "key": "transcript"},
    ),
    (
        "interviews/R03.docx: this is no Word file, or it is damaged. Open it in its own program and save it anew.",
        {"path": "interviews/R03.docx", "line": None, "key": None},
    ),
    (
        "interviews/opname.wma: the format '.wma' is unknown. Save it as one of .docx, .txt, .md, .odt, .rtf, .vtt.",
        {"path": "interviews/opname.wma", "line": None, "key": None},
    ),
]


@pytest.fixture
def troubled(make_study: StudyMaker) -> Path:
    """Return a study with a broken Word file, an unknown format, a misspelt key and a respondent too many."""
    return make_study(
        {
            "codebook.yaml": CODEBOOK.replace('keywords: [schot, "potje*"]', 'keyword: [schot, "potje*"]').lstrip(),
            "interviews/respondents.csv": RESPONDENTS.strip() + "\nR04;R04;wethouder;gemeente C;beleid\n",
            "interviews/R03.docx": b"PK\3\4 half een Word-bestand",
            "interviews/opname.wma": b"\x30\x26\xb2\x75",
        }
    )


def test_check_lists_each_problem_with_its_place_and_what_to_do(
    troubled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`qualcode check` prints the four problems, one a line, then how the study stands, and exits with 1."""
    assert main(["check", str(troubled)]) == 1
    *problems, summary = capsys.readouterr().out.splitlines()
    assert sorted(problems) == sorted(text for text, _ in PROBLEMS)
    assert summary == "Project: 2 transcripts, 3 respondents, 2 themes, 4 problems"


def test_check_gives_the_same_problems_as_json(troubled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode check --json` gives a program the same four, with path, line and key apart, and exits with 1."""
    assert main(["check", "--json", str(troubled)]) == 1
    found = json.loads(capsys.readouterr().out)
    by_path = {item["path"]: item for item in found}
    assert len(found) == len(by_path) == 4
    for text, place in PROBLEMS:
        item = by_path[str(place["path"])]
        assert {key: item[key] for key in place} == place
        assert text.endswith(f"{item['message']} {item['hint']}")
        assert item["hint"]


def test_what_is_not_broken_can_be_worked_with(troubled: Path) -> None:
    """In spite of the four problems matrix, quotes and both files are made of all the rest."""
    project = open_study(troubled)
    assert list(project.transcripts) == ["R01", "R02"]
    frame = project.matrix().frame
    assert frame.loc["integrale_aanpak"].to_dict() == {"R01": 1, "R02": 0, "R04": 0}
    assert "We werken samen met het wijkteam." in set(project.quotes("integrale_aanpak").frame["quote"])
    outputs = project.run()
    assert outputs.matrix.stat().st_size > 0
    assert outputs.quotes.stat().st_size > 0


def test_check_of_a_study_in_order_exits_with_zero(make_study: StudyMaker, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is wrong `qualcode check` says so and exits with 0, also as JSON."""
    folder = make_study()
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == "Project: 2 transcripts, 2 respondents, 2 themes, 0 problems\n"
    assert main(["check", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
