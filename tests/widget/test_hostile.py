"""What a transcript or a codebook says is text, however much it looks like something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

import qualcode
from qualcode.formats import FORMATS
from qualcode.project import Project, open_study
from qualcode.widget.session import Session
from tests.conftest import StudyMaker
from tests.widget.conftest import Screener, journal, told
from tests.widget.harness import Screen

CODEBOOK = """
codes:
  - id: vve
    name: <img src=x onerror="window.__pwned=1">
    definition: <script>window.__pwned=1</script>
    keywords: [wijkteam, "script", '"<b>vet"']
"""
TRANSCRIPT = """
I: <script>window.__pwned = 1</script> {{ 7*7 }} [klik](javascript:window.__pwned=1)
R: <img src=x onerror="window.__pwned=1"> & 'zo' "dus" <b>vet</b> met het wijkteam </td></table>
R: veilig \u202etxet teredna\u202c, zin\u200bvol, a\u0301\u0301\u0301\u0301 en 👩‍👩‍👧 </textarea><!-- ${1} `x` %s
<b onclick="window.__pwned=1">R</b>: dat vraagt <style>* { display: none }</style>
"""
# What the static view is made of; nothing else may come of a transcript.
TAGS = {"section", "b", "table", "tr", "td", "mark", "span", "br"}
# What never stands in the page, and is true when just these words are the turns' texts.
FOREIGN = "script, style, img, iframe, a, [onclick], [onerror]"
SHOWN = """words => JSON.stringify([...document.querySelectorAll(".qc-text")].map((one) => one.textContent))
  === JSON.stringify(words)"""
# Files of more bytes say something of size, which other tests are about.
MOST_BYTES = 100_000


@pytest.fixture
def own(make_study: StudyMaker) -> Project:
    """Return a study with hostile words in its transcript and its codebook."""
    return open_study(make_study({"interviews/R01.txt": TRANSCRIPT, "codebook.yaml": CODEBOOK}))


@pytest.fixture
def others(make_study: StudyMaker, hostile: Path) -> Project:
    """Return a study of all hostile transcripts of the shared material that can be read."""
    folder = make_study({"interviews/R01.txt": None, "interviews/R02.txt": None, "codebook.yaml": CODEBOOK})
    suffixes = {suffix for item in FORMATS for suffix in item.suffixes}
    for path in sorted(hostile.iterdir()):
        if path.suffix in suffixes and path.stat().st_size < MOST_BYTES:
            shutil.copy(path, folder / "interviews" / path.name)
    return open_study(folder)


def check_static_view(project: Project, transcript: str) -> None:
    """Check that the static view holds each turn's words as they are, and no element that is not its own."""
    view = qualcode.annotate(project, transcript, coder="anna").static()
    shown = html.fromstring(view.to_html())
    text = project.transcripts[transcript]
    assert {element.tag for element in shown.iter()} <= TAGS
    assert {name for element in shown.iter() for name in element.attrib} <= {"style", "aria-label"}
    cells = [str(cell.xpath("string()")) for cell in shown.iter("td")]
    assert cells[1::3] == [text.text[turn.start : turn.end] for turn in text.turns]


def check_page(screen: Screen, project: Project) -> None:
    """Check that the page holds each turn's words as they are, and that nothing in them was run or fetched."""
    for name, text in project.transcripts.items():
        screen.page.locator(".qc-transcripts").select_option(name)
        screen.page.wait_for_function(SHOWN, arg=[text.text[turn.start : turn.end] for turn in text.turns])
        for chip in screen.page.locator(".qc-chip").all()[:3]:
            chip.hover()
        assert screen.page.evaluate("window.__pwned ?? null") is None
        assert screen.page.locator("#host").locator(FOREIGN).count() == 0


def test_hostile_words_are_text_in_the_static_view(own: Project) -> None:
    """Tags, quotes and names of speakers and codes are text, and no element comes of them."""
    check_static_view(own, "R01")


def test_hostile_words_are_text_in_the_page_and_can_be_coded(opened: Screener, own: Project) -> None:
    """Nothing in a transcript or a codebook is run, and words that look like tags are coded like others."""
    screen = opened(Session(own, "R01", coder="anna"))
    check_page(screen, own)
    screen.page.locator(".qc-transcripts").select_option("R01")
    expect(screen.text(0)).to_contain_text("klik")
    screen.drag("vet</b> met", 1)
    screen.press("c")
    screen.press("Enter")
    screen.saved()
    assert [told(event, "quote", "code") for event in journal(own.path)] == [("code", "vet</b> met", "vve")]
    assert screen.page.evaluate("window.__pwned ?? null") is None


def test_the_shared_hostile_transcripts_are_text_in_the_static_view(others: Project) -> None:
    """Whatever of the hostile files can be read shows itself as its own words."""
    assert "txt_script" in others.transcripts
    for name in others.transcripts:
        check_static_view(others, name)


def test_the_shared_hostile_transcripts_are_text_in_the_page(opened: Screener, others: Project) -> None:
    """Whatever of the hostile files can be read is shown in the browser as its own words, and runs nothing."""
    check_page(opened(Session(others, "txt_script", coder="anna")), others)
