"""Fixtures of the widget's tests: a small study, a session, a browser, a page without Jupyter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from qualcode.project import Project, open_study
from qualcode.widget.session import Session
from tests.conftest import StudyMaker
from tests.widget import coverage
from tests.widget.harness import Screen, served

# The words of the tests; each keyword stands where the tests count on it.
CODEBOOK = """
codes:
  - id: integrale_aanpak
    name: Integrale aanpak
    definition: Samenwerken over grenzen heen.
    keywords: [wijkteam]
  - id: integrale_aanpak.schotten
    name: Schotten en potjes
    parent: integrale_aanpak
    keywords: [schot, "potje*"]
  - id: vve
    name: Voor- en vroegschoolse educatie
    keywords: [vve, warme overdracht]
"""
TALK = """
I: Hoe gaat dat hier?
R: We werken samen 🌷 met het wijkteam. Dat scheelt. Maar die schotten, hè!
I: En de vve, is dat geregeld?
R: Ja, precies. Een cafe\u0301 👩‍👩‍👧 vol ouders en veel potjes.
"""
OTHER = """
I: Vertel.
R: De warme overdracht van de vve is goed geregeld. Ieder potje zijn dekseltje.
"""

Screener = Callable[..., Screen]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how much of the page's script the browser tests have run."""
    found = coverage.lines()
    if found:
        terminalreporter.section("coverage of the page's script in the browser")
        for line in found:
            terminalreporter.write_line(line)


@pytest.fixture
def study(make_study: StudyMaker) -> Path:
    """Return a small study with two transcripts."""
    return make_study({"codebook.yaml": CODEBOOK, "interviews/R01.txt": TALK, "interviews/R02.txt": OTHER})


@pytest.fixture
def project(study: Path) -> Project:
    """Return the small study, opened."""
    return open_study(study)


@pytest.fixture
def session(project: Project) -> Session:
    """Return Anna's session on R01."""
    return Session(project, "R01", coder="anna")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Return where the bare page is served."""
    with served() as url:
        yield url


@pytest.fixture
def screen(browser: Browser, address: str, session: Session) -> Iterator[Screen]:
    """Return Anna's page on R01."""
    opened = Screen(browser, address, session)
    yield opened
    opened.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Screener]:
    """Return a function that opens a session's page, with a query as in ``?theme=dark``."""
    screens: list[Screen] = []

    def open_screen(session: Session, query: str = "") -> Screen:
        screens.append(Screen(browser, address, session, query))
        return screens[-1]

    yield open_screen
    for screen in screens:
        screen.close()


def journal(study: Path, coder: str = "anna") -> list[dict[str, Any]]:
    """Return the decisions in a coder's journal as they stand on the disk."""
    path = study / "codings" / f"{coder}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def told(event: Mapping[str, Any], *keys: str) -> tuple[Any, ...]:
    """Return the kind of an event, and what it carries under `keys`."""
    return (event["kind"], *(event.get(key) for key in keys))


def kinds(study: Path) -> list[str]:
    """Return the kinds of Anna's decisions, in order."""
    return [event["kind"] for event in journal(study)]
