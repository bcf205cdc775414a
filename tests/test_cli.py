"""The command line, as a researcher types it."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from qualcode.cli import main, parser
from tests.conftest import ROOT, StudyMaker


def commands() -> dict[str, argparse.ArgumentParser]:
    [action] = [item for item in parser()._actions if isinstance(item, argparse._SubParsersAction)]
    return dict(action.choices)


COMMANDS = sorted(commands())
each_command = pytest.mark.parametrize("command", COMMANDS)


@each_command
def test_every_command_has_help_and_an_example_that_works(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode COMMAND --help` tells what the command and each of its options do, with an example to copy."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    [example] = [line.removeprefix("Example: qualcode ") for line in lines if line.startswith("Example: qualcode ")]
    assert parser().parse_args(shlex.split(example)).command is commands()[command].get_default("command")
    assert (commands()[command].description or "").endswith(".")
    assert all(action.help for action in commands()[command]._actions)


@each_command
def test_every_command_is_documented(command: str) -> None:
    """Who reads README.md learns of every command."""
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is in the repository only")
    assert f"\n    qualcode {command} " in readme.read_text(encoding="utf-8")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode --help` shows all commands with what they do."""
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    what = {command: (made.description or "").removesuffix(".").casefold() for command, made in commands().items()}
    assert [command for command in COMMANDS if f"{command} {what[command]}" not in shown.casefold()] == []


def test_run_writes_all_files(make_study: StudyMaker, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode run` writes the workbook, the Word file and the report, and says where they are."""
    folder = make_study()
    assert main(["run", str(folder)]) == 0
    matrix, quotes = folder / "output" / "matrix.xlsx", folder / "output" / "citaten.docx"
    assert (
        capsys.readouterr().out.splitlines()[-1] == f"Written: {matrix}, {quotes}, {folder / 'output' / 'rapport.html'}"
    )
    assert len(load_workbook(matrix).sheetnames) >= 5
    assert any("We werken samen met het wijkteam." in paragraph.text for paragraph in Document(str(quotes)).paragraphs)


def test_run_gives_the_paths_as_json(
    make_study: StudyMaker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`qualcode run --json --output MAP` writes into that folder, and a program can read the paths."""
    assert main(["run", str(make_study()), "--json", "--output", str(tmp_path / "uit")]) == 0
    paths = json.loads(capsys.readouterr().out)
    assert paths == {
        "matrix": str(tmp_path / "uit" / "matrix.xlsx"),
        "quotes": str(tmp_path / "uit" / "citaten.docx"),
        "report": str(tmp_path / "uit" / "rapport.html"),
    }
    assert all(Path(path).stat().st_size for path in paths.values())
    assert not (tmp_path / "studie" / "output").exists()


def test_run_limits_the_quotes_in_word(make_study: StudyMaker) -> None:
    """With `--quotes 0` no quote stands in the Word file; with `--quotes 1` one of each theme does."""
    folder = make_study()
    counts = []
    for number in ("0", "1"):
        assert main(["run", str(folder), "--quotes", number]) == 0
        document = Document(str(folder / "output" / "citaten.docx"))
        counts.append(sum(paragraph.text.startswith("‘") for paragraph in document.paragraphs))
    assert counts == [0, 2]


def test_run_says_where_to_look_when_there_are_problems(
    make_study: StudyMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems do not stop `qualcode run`, and it does not hide them."""
    folder = make_study({"interviews/R02.txt": None})
    assert main(["run", str(folder)]) == 0
    assert capsys.readouterr().err == f"1 problems; see: qualcode check {folder}\n"


def test_run_works_in_the_folder_where_one_is(make_study: StudyMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the study is the one in which the command is typed."""
    folder = make_study()
    monkeypatch.chdir(folder)
    assert main(["run"]) == 0
    assert (folder / "output" / "matrix.xlsx").exists()


def test_speakers_prints_a_table(make_study: StudyMaker, capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode speakers` shows who speaks, in which role, how often and how much, before anything is coded."""
    assert main(["speakers", str(make_study() / "interviews" / "R01.txt")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "label  role         turns  words  begins",
        "I      interviewer  2      7      Hoe gaat dat hier?",
        "R      respondent   2      14     We werken samen met het wijkteam. Dat scheelt. Maar die sch…",
    ]


def test_speakers_of_a_text_without_labels_has_a_row_too(
    make_study: StudyMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text in which nobody is named shows a dash for the label."""
    path = make_study({"interviews/R03.txt": "De directeur vertelt."}) / "interviews" / "R03.txt"
    assert main(["speakers", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == "– unknown 1 3 De directeur vertelt.".split()


def test_speakers_takes_an_encoding(make_study: StudyMaker, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that is guessed wrongly is read with the encoding that one names; JSON tells the same as the table."""
    path = make_study({"interviews/R03.txt": "R: Zoë.\n".encode("cp850")}) / "interviews" / "R03.txt"
    assert main(["speakers", str(path), "--json", "--encoding", "cp850"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "label": "R",
            "role": "respondent",
            "respondent": None,
            "turns": 1,
            "words": 1,
            "questions": 0,
            "first_words": "Zoë.",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["check", "nergens"], "qualcode: nergens is not a folder."),
        (["run", "nergens"], "qualcode: nergens is not a folder."),
        (["check", "leeg"], "qualcode: leeg has neither a folder 'interviews' nor a codebook"),
        (["init", "bestand.txt"], "qualcode: bestand.txt is a file."),
        (["speakers", "nergens.txt"], "qualcode: nergens.txt: the file cannot be opened"),
        (["speakers", "bestand.pages"], "qualcode: bestand.pages: the format '.pages' is unknown."),
        (["speakers", "bestand.txt", "--encoding", "klingon"], "qualcode: bestand.txt: the text cannot be decoded"),
        (["run", "studie", "--output", "bestand.txt"], "qualcode: bestand.txt"),
        (["init", "vol"], "qualcode: vol"),
    ],
)
def test_what_is_not_possible_is_one_line_and_status_2(
    make_study: StudyMaker,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    start: str,
) -> None:
    """A wrong path, format or encoding gives one readable line, no traceback, and the exit status 2."""
    parent = make_study().parent
    for name in ("bestand.txt", "bestand.pages", "vol/guide"):
        (parent / name).parent.mkdir(exist_ok=True)
        (parent / name).write_text("R: Ja.", encoding="utf-8")
    (parent / "leeg").mkdir()
    monkeypatch.chdir(parent)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(start)
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("number", ["-1", "veel", "1.5", ""])
def test_a_number_of_quotes_that_is_none_is_refused(
    make_study: StudyMaker, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """`--quotes -1` is not taken for 'all but one'."""
    with pytest.raises(SystemExit) as ended:
        main(["run", str(make_study()), f"--quotes={number}"])
    assert ended.value.code == 2
    assert f"argument --quotes: '{number}' is no number of 0 or more" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "run"])
def test_progress_does_not_spoil_json(
    make_study: StudyMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """At a terminal the progress bar is shown beside the JSON, not in it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main([command, str(make_study()), "--json"]) == 0
    shown = capsys.readouterr()
    assert "transcripts" in shown.err
    json.loads(shown.out)


def test_progress_is_silent_where_nobody_looks(make_study: StudyMaker, capsys: pytest.CaptureFixture[str]) -> None:
    """In a script or a log file there is no progress bar."""
    assert main(["check", str(make_study())]) == 0
    assert capsys.readouterr().err == ""


def test_output_is_utf8_on_every_system(make_study: StudyMaker) -> None:
    """Accents and dashes arrive whole, also where the system's own encoding knows them not."""
    folder = make_study({"interviews/Zoë – één.txt": "R: Hè, coördinatie…\n"})
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "qualcode"]
    checked = subprocess.run([*command, "check", str(folder)], env=environment, capture_output=True, check=False)
    assert checked.returncode == 1
    assert "Zoë – één.txt" in checked.stdout.decode("utf-8")
    listed = subprocess.run(
        [*command, "speakers", "--json", str(folder / "interviews" / "Zoë – één.txt")],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert json.loads(listed.stdout.decode("utf-8"))[0]["first_words"] == "Hè, coördinatie…"


def test_nothing_but_the_name_shows_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """`qualcode` alone is refused with the usage, not with a traceback."""
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "usage: qualcode" in capsys.readouterr().err
