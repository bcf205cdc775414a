"""A guide that is read from the document in which the researcher has it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from qualcode.cli import main
from qualcode.entries import Entry
from qualcode.errors import ReadError
from qualcode.formats.yaml_text import read_yaml
from qualcode.guide import InterviewGuide, guide_from
from qualcode.guide_text import guide_yaml, read_guide

MARKDOWN = """\
# Gespreksleidraad

## Topic 1: Kennismaking
1. Wie bent u?
   a. Hoe lang werkt u hier?

## De aanpak
2. Wat doet u eraan?
2a. Wat werkt?
- Wat nog meer?
Neem de tijd.
"""


def ids(guide: InterviewGuide) -> list[tuple[str, str, str | None]]:
    return [(question.topic, question.id, question.parent) for question in guide.questions]


def test_a_guide_in_markdown_is_read() -> None:
    """Headings are topics, numbered lines questions, lettered or indented ones stand under these."""
    guide, problems = read_guide(MARKDOWN.encode(), ".md")
    assert [(topic.id, topic.label) for topic in guide.topics] == [
        ("kennismaking", "Kennismaking"),
        ("de_aanpak", "De aanpak"),
    ]
    assert ids(guide)[:4] == [
        ("kennismaking", "1", None),
        ("kennismaking", "1a", "1"),
        ("de_aanpak", "2", None),
        ("de_aanpak", "2a", "2"),
    ]
    assert [(problem.line, "Neem de tijd" in problem.message) for problem in problems] == [(11, True)]


def test_a_guide_in_word_is_read_with_its_automatic_numbers() -> None:
    """Word counts the questions of a list itself: they get the numbers that the researcher sees."""
    document = docx.Document()
    document.add_heading("Gespreksleidraad", 0)
    document.add_heading("Kennismaking", 1)
    document.add_paragraph("Wie bent u?", style="List Number")
    document.add_paragraph("Hoe lang al?", style="List Number 2")
    document.add_paragraph().add_run("De aanpak").bold = True
    document.add_paragraph("Wat doet u eraan?", style="List Number")
    out = io.BytesIO()
    document.save(out)
    guide, problems = read_guide(out.getvalue(), ".docx")
    assert ids(guide) == [("kennismaking", "1", None), ("kennismaking", "1a", "1"), ("de_aanpak", "2", None)]
    assert problems == []


def test_what_is_written_reads_the_same() -> None:
    """The YAML of a guide gives that guide back."""
    guide, _ = read_guide(MARKDOWN.encode(), ".md")
    entries = [item for item in read_yaml(guide_yaml(guide).encode()).entries("topics") if isinstance(item, Entry)]
    assert guide_from(entries) == (guide, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Alleen tekst.", "no question was found"),
        ("# Eerst\n1. Wat?\n# Leeg", "'Leeg' has no questions"),
        ("a. Wat?", "stands under no question"),
        ("1. Wat?\n1. Wie?", "question 1 stands there twice"),
    ],
)
def test_what_is_wrong_with_a_guide_is_named(text: str, said: str) -> None:
    """Each thing that cannot be read as a guide is told in a sentence."""
    assert any(said in problem.message for problem in read_guide(text.encode(), ".md")[1])


def test_another_kind_of_file_is_refused() -> None:
    """A guide in a PDF is not guessed at."""
    with pytest.raises(ReadError, match="cannot be read"):
        read_guide(b"", ".pdf")


def test_the_command_writes_the_guide_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes YAML, tells the problems, and does not write over a guide that is there."""
    source, target = tmp_path / "leidraad.md", tmp_path / "guide.yaml"
    source.write_text(MARKDOWN, encoding="utf-8")
    assert main(["guide", str(source), "--output", str(target)]) == 1
    assert "Neem de tijd" in capsys.readouterr().out
    assert target.read_text(encoding="utf-8").startswith("topics:")
    assert main(["guide", str(source), "--output", str(target)]) == 2
    assert "is there already" in capsys.readouterr().err
