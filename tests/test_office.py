"""The documents as an office program opens them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from qualcode.project import Project

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="needs LibreOffice and poppler")


def text_in_office(document: Path, folder: Path) -> str:
    """Return the text of a document, printed by LibreOffice under a profile of its own."""
    assert SOFFICE
    assert PDFTOTEXT
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    pdf = folder / f"{document.stem}.pdf"
    return subprocess.run([PDFTOTEXT, "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode("utf-8")


def test_workbook_and_word_file_open_in_libreoffice(example: Project, tmp_path: Path) -> None:
    """LibreOffice opens both documents, and a reader finds the themes, the quotes and the source there."""
    outputs = example.run(tmp_path / "output", source="suggested")

    matrix = text_in_office(outputs.matrix, tmp_path)
    assert "Thema × respondent: genoemd (1) of niet (0)" in matrix
    assert all(theme.name in matrix for theme in example.codebook.themes)
    assert matrix.count("trefwoordtreffers, niet beoordeeld") >= 3

    quotes = text_in_office(outputs.quotes, tmp_path)
    assert all(theme.definition.split()[0] in quotes for theme in example.codebook.themes)
    assert "spreekbeurt" in quotes
