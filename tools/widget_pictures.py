"""Make the pictures of docs/widget.md, in JupyterLab: python -m tools.widget_pictures (needs Chromium and the extra test)."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import CHROMIUM
from tests.widget import half_hour
from tests.widget.jupyter import Notebook, free_port, jupyter, notebook_file, running

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Walk through a researcher's first half hour and through two coders' disagreements, and take pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, port = Path(folder), free_port()
        (home / "lab").mkdir()
        half_hour.copy_study(ROOT, home / "onderzoek")
        half_hour.copy_study(ROOT, home / "samen")
        shutil.copytree(ROOT / "codings", home / "samen" / "codings")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 900})
        url = f"http://127.0.0.1:{port}/"
        with running(jupyter("jupyterlab", port, home), home / "lab", f"{url}api/status"):
            _half_hour(page, f"{url}lab/workspaces/een/tree/")
            _side_by_side(page, f"{url}lab/workspaces/twee/tree/", home)
    return 0


def _half_hour(page: Page, url: str) -> None:
    notebook = Notebook(page, url, f"onderzoek/notebooks/{half_hour.NOTEBOOK}")
    half_hour.open_widget(notebook)
    half_hour.code_ten(notebook)
    notebook.drag("Heeft me alleen twee jaar vergaderen gekost.", 23)
    notebook.press("c")
    page.keyboard.type("potjes")
    _picture(page, "widget")
    notebook.press("Escape", "Escape", "n", "n")
    _picture(page, "suggestie")
    half_hour.review_twenty(notebook)
    notebook.command("notebook:run-all-below")
    notebook.wait_for_kernel()
    page.evaluate("window.jupyterapp.shell.currentWidget.content.scrollToItem(8, 'start')")
    page.wait_for_timeout(1000)
    page.locator(".jp-Notebook").screenshot(path=str(IMAGES / "matrix-na-coderen.png"))


def _side_by_side(page: Page, url: str, home: Path) -> None:
    path = notebook_file(home / "samen.ipynb", home / "samen", ", others=['bram']", transcript="R05")
    notebook = Notebook(page, url, path.name)
    notebook.run_all()
    page.locator(".qc-doc").focus()
    notebook.press("d", "d", "d")
    _picture(page, "naast-elkaar")


def _picture(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.locator(".qc").screenshot(path=str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
