"""Fixtures: small study folders, and the example study at the repository's root."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import hypothesis
import pytest

from qualcode.project import Project, open_study
from tests.browser import browser

# One browser for all tests: a second one beside it cannot be started.
__all__ = ["browser"]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

CODEBOOK = """
codes:
  - id: integrale_aanpak
    name: Integrale aanpak
    keywords: [samenwerken, wijkteam]
  - id: integrale_aanpak.schotten
    name: Schotten en potjes
    parent: integrale_aanpak
    keywords: [schot, "potje*"]
  - id: vve
    name: Voor- en vroegschoolse educatie
    keywords: [vve, warme overdracht]
"""
RESPONDENTS = """
respondent;transcript;function;organisation;sector
R01;R01;directeur;Samenwerkingsverband;onderwijs
R02;R02;beleidsadviseur;gemeente C;beleid
"""
R01 = """
I: Hoe gaat dat hier?
R: We werken samen met het wijkteam. Dat scheelt. Maar die schotten, hè!
I: En de vve?
R: Ja, precies.
"""
R02 = """
I: Vertel.
R: De warme overdracht van de vve is goed geregeld. Ieder potje zijn dekseltje.
"""

StudyMaker = Callable[..., Path]


@pytest.fixture
def make_study(tmp_path: Path) -> StudyMaker:
    """Return a function that writes a study folder; its files are given by path, None leaves one out."""

    def make(files: Mapping[str, str | bytes | None] | None = None, name: str = "studie") -> Path:
        folder = tmp_path / name
        content: dict[str, str | bytes | None] = {
            "codebook.yaml": CODEBOOK,
            "interviews/respondents.csv": RESPONDENTS,
            "interviews/R01.txt": R01,
            "interviews/R02.txt": R02,
            **(files or {}),
        }
        for path, data in content.items():
            if data is None:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data if isinstance(data, bytes) else dedent(data).strip("\n").encode("utf-8"))
        return folder

    return make


@pytest.fixture(scope="session")
def example_folder() -> Path:
    """Return the example study's folder; skipped where only the package is tested."""
    if not (ROOT / "interviews" / "R01.docx").exists():
        pytest.skip("the example study is not part of the installed package")
    return ROOT


@pytest.fixture(scope="session")
def example(example_folder: Path) -> Project:
    """Return the example study, opened."""
    return open_study(example_folder)


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared test data; skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the shared test data are not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the script of the shared material wrote its hostile files."""
    script = SHARED / "tools" / "hostile" / "make.py"
    if not script.is_file():
        pytest.skip(f"the shared material is not here: {script} is missing")
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


def pytest_configure() -> None:
    """Make property tests repeatable where CI runs them."""
    hypothesis.settings.register_profile("everywhere", deadline=None)
    hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that skipped a test for a reason that is not listed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None:
        return
    lines = (Path(__file__).parent / "allowed_skips.txt").read_text(encoding="utf-8").splitlines()
    allowed = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    unlisted = [
        report.nodeid
        for report in reporter.stats.get("skipped", [])
        if not any(part in report.nodeid for part in allowed)
    ]
    if unlisted:
        reporter.write_line(f"Skipped without a reason in tests/allowed_skips.txt: {', '.join(unlisted)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
