"""Make the pictures of the documentation: python tools/pictures.py (needs LibreOffice, poppler and Chromium)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import qualcode

ROOT = Path(__file__).resolve().parents[1]
# The part of the first page that the matrix takes, in pixels at this resolution.
RESOLUTION, LEFT, TOP, WIDTH, HEIGHT = 130, 90, 120, 1340, 250


def main() -> int:
    """Write docs/images/matrix.png and rapport.png from the workbook and the report of the example study."""
    soffice, pdftoppm, chromium = shutil.which("soffice"), shutil.which("pdftoppm"), shutil.which("chromium")
    if soffice is None or pdftoppm is None or chromium is None:
        print("Programs are missing: install LibreOffice, poppler and Chromium.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        outputs = qualcode.open(ROOT).run(folder)
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", folder, str(outputs.matrix)]
        subprocess.run(convert, check=True, capture_output=True)  # noqa: S603
        area = ["-x", str(LEFT), "-y", str(TOP), "-W", str(WIDTH), "-H", str(HEIGHT)]
        page = ["-r", str(RESOLUTION), "-f", "1", "-l", "1", "-singlefile", "-png"]
        pdf, picture = f"{folder}/matrix.pdf", str(ROOT / "docs" / "images" / "matrix")
        subprocess.run([pdftoppm, *page, *area, pdf, picture], check=True)  # noqa: S603
        _report(outputs.report, chromium)
    return 0


def _report(path: Path, chromium: str) -> None:
    """Show the quotes behind a cell of the report, and one of them in its transcript."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 980})
        page.goto(path.as_uri())
        page.click('#matrix button[data-row="4"][data-column="R12"]')
        page.locator("#quotes li button").first.click()
        page.evaluate("window.scrollTo(0, 0)")
        page.evaluate("document.querySelector('#transcript mark.here').scrollIntoView({block: 'center'})")
        page.evaluate("window.scrollTo(0, document.querySelector('#filters').offsetTop - 12)")
        page.screenshot(path=str(ROOT / "docs" / "images" / "rapport.png"))
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
