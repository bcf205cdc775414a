"""The widget where researchers work: JupyterLab, Notebook 7 and marimo, with real kernels and a real browser."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StudyMaker
from tests.widget import half_hour
from tests.widget.conftest import CODEBOOK, OTHER, TALK, journal, kinds, told
from tests.widget.harness import Verbs
from tests.widget.jupyter import Notebook, free_port, jupyter, notebook_file, running

MARIMO = """
import marimo
app = marimo.App(width="full")

@app.cell
def _():
    import qualcode as qc
    w = qc.annotate(qc.open("{study}"), "R01", coder="anna")
    w
    return
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of notebooks."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def lab(home: Path) -> Iterator[str]:
    """Return the address of JupyterLab, which runs for all tests of this file."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    (home / "lab").mkdir()
    with running(jupyter("jupyterlab", port, home), home / "lab", f"{url}api/status"):
        yield url


@pytest.fixture
def study(make_study: StudyMaker, home: Path, request: pytest.FixtureRequest) -> Path:
    """Return a small study beside the notebooks."""
    return make_study({"codebook.yaml": CODEBOOK, "interviews/R01.txt": TALK, "interviews/R02.txt": OTHER})


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page; whatever it asks for must be on this machine."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    opened = context.new_page()
    outside: list[str] = []
    opened.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1", "data:", "blob:", "ws://127.0.0.1"))
            else outside.append(request.url)
        ),
    )
    yield opened
    context.close()
    assert outside == []


def code_and_review(verbs: Verbs, study: Path) -> None:
    """Code by mouse and by keyboard, accept and reject: the core of a day's work."""
    verbs.drag("samen 🌷 met", 1)
    verbs.code("vroegsch")
    verbs.press("Escape", "j", "j", "ArrowDown", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowLeft", "1")
    verbs.saved()
    expect(verbs.page.locator(".qc-chip.qc-is-coding")).to_have_count(2)
    verbs.press("Escape", "k", "k", "k", "n")
    expect(verbs.page.locator(".qc-details")).to_contain_text("trefwoord ‘wijkteam’")
    verbs.press("a")
    expect(verbs.page.locator(".qc-details")).to_contain_text("trefwoord ‘schot’")
    verbs.press("r")
    expect(verbs.page.locator(".qc-details")).to_contain_text("trefwoord ‘potje*’")
    verbs.saved()
    assert [told(event, "quote", "code") for event in journal(study)] == [
        ("code", "samen 🌷 met", "vve"),
        ("code", "Een café 👩‍👩‍👧 vol ouders en veel", "vve"),
        ("code", "wijkteam", "integrale_aanpak"),
        ("reject", "schotten", "integrale_aanpak.schotten"),
    ]


def test_a_days_work_in_jupyterlab(lab: str, home: Path, study: Path, page: Page) -> None:
    """Coding, reviewing, undo after a reload and after a restart; the notebook's cells and file stay clean."""
    path = notebook_file(home / "dag.ipynb", study)
    notebook = Notebook(page, f"{lab}lab/workspaces/dag/tree/", path.name)
    before = notebook.cells()
    notebook.run_all()
    code_and_review(notebook, study)
    notebook.drag("Dat scheelt.", 1)
    for typed in ("vroegsch", "Integrale aanpak", "schotten"):
        notebook.code(typed)
    assert (
        page.locator("mark", has_text="Dat scheelt").evaluate("one => one.style.boxShadow.split('inset').length") == 4
    )
    notebook.drag("scheelt", 1)
    notebook.press("b")
    notebook.saved()
    notebook.press("m")
    page.keyboard.type("vgl. R02")
    notebook.press("Control+Enter")
    expect(page.locator(".qc-details")).to_contain_text("memo: vgl. R02")
    assert told(journal(study)[-1], "quote", "code", "memo") == (
        "code",
        "scheelt",
        "integrale_aanpak.schotten",
        "vgl. R02",
    )
    assert notebook.cells() == before
    notebook.save()
    page.reload()
    page.wait_for_selector(".qc-turn", timeout=60_000)
    notebook.wait_for_kernel()
    page.locator(".qc-doc").focus()
    notebook.press("u")
    notebook.saved()
    assert kinds(study)[-1] == "undo"
    notebook.restart()
    notebook.run_all()
    page.locator(".qc-doc").last.focus()
    expect(page.locator(".qc-chip.qc-is-coding").first).to_be_visible()
    notebook.press("u")
    notebook.saved()
    assert kinds(study)[-2:] == ["undo", "undo"]
    notebook.save()
    saved = path.read_text(encoding="utf-8")
    assert "wijkteam" not in saved
    assert "scheelt" not in saved


def test_a_failing_disk_and_a_lost_kernel_in_jupyterlab(lab: str, home: Path, study: Path, page: Page) -> None:
    """Neither is ever called saved; after the disk or the kernel is back, a retry has it in the journal."""
    notebook = Notebook(page, f"{lab}lab/workspaces/schijf/tree/", notebook_file(home / "schijf.ipynb", study).name)
    notebook.run_all()
    notebook.python(
        "from qualcode.journals import JournalFile\nadd = JournalFile._add\n"
        "def full(*_): raise OSError(28, 'No space left on device')\nJournalFile._add = full"
    )
    notebook.drag("Dat scheelt.", 1)
    notebook.press("c")
    page.keyboard.type("vroegsch")
    notebook.press("Enter")
    expect(page.locator(".qc-status")).to_contain_text("NIET opgeslagen")
    assert journal(study) == []
    notebook.python("JournalFile._add = add")
    page.get_by_role("button", name="opnieuw proberen").click()
    notebook.saved()
    assert kinds(study) == ["code"]
    notebook.restart()
    notebook.drag("We werken", 1)
    notebook.press("c")
    page.keyboard.type("vroegsch")
    notebook.press("Enter")
    expect(page.locator(".qc-status")).to_contain_text("NIET opgeslagen", timeout=8000)
    notebook.run_all()
    expect(page.locator(".qc-status")).to_contain_text("NIET opgeslagen", timeout=20_000)
    page.get_by_role("button", name="opnieuw proberen").click()
    notebook.saved()
    assert [told(event, "quote")[1] for event in journal(study)] == ["Dat scheelt.", "We werken"]


def test_two_tabs_and_a_cell_stay_in_step_in_jupyterlab(lab: str, home: Path, study: Path, page: Page) -> None:
    """What one tab codes shows in the other, and what a cell codes from Python shows in both."""
    name = notebook_file(home / "tabs.ipynb", study).name
    first = Notebook(page, f"{lab}lab/workspaces/een/tree/", name)
    first.run_all()
    first.save()
    second = Notebook(page.context.new_page(), f"{lab}lab/workspaces/twee/tree/", name)
    second.page.wait_for_selector(".qc-turn", timeout=60_000)
    first.page.bring_to_front()
    first.drag("Dat scheelt.", 1)
    first.code("vroegsch")
    expect(second.page.locator("mark.qc-coded")).to_have_count(1)
    second.page.bring_to_front()
    second.page.locator(".qc-chip.qc-is-coding").click()
    second.press("Delete")
    expect(first.page.locator("mark.qc-coded")).to_have_count(0)
    second.python("_ = project.coder('anna').code('R01', 'Dat scheelt.', 'vve')")
    for tab in (first, second):
        expect(tab.page.locator("mark.qc-coded")).to_have_count(1)
    assert kinds(study) == ["code", "uncode", "code"]


def test_blind_coding_in_jupyterlab(lab: str, home: Path, study: Path, page: Page) -> None:
    """No suggestion is anywhere in the page."""
    path = notebook_file(home / "blind.ipynb", study, ", blind=True")
    notebook = Notebook(page, f"{lab}lab/workspaces/blind/tree/", path.name)
    notebook.run_all()
    html = page.locator(".qc").inner_html()
    assert "qc-is-suggestion" not in html
    assert "potje*" not in html
    assert page.locator("mark").count() == 0
    notebook.drag("Dat scheelt.", 1)
    notebook.code("vroegsch")
    assert journal(study)[-1]["blind"] is True


def test_a_first_half_hour_in_jupyterlab(lab: str, home: Path, example_folder: Path, page: Page) -> None:
    """Who follows the notebook codes ten passages, reviews twenty suggestions, and sees the matrix change."""
    half_hour.copy_study(example_folder, home / "onderzoek")
    notebook = Notebook(page, f"{lab}lab/workspaces/half/tree/", f"onderzoek/notebooks/{half_hour.NOTEBOOK}")
    half_hour.open_widget(notebook)
    (before,) = half_hour.matrices(notebook)
    assert set(before.values()) >= {"Segregatie", "–"}
    assert before["Segregatie", "R03"] == "–"
    half_hour.code_ten(notebook)
    half_hour.review_twenty(notebook)
    decided = journal(home / "onderzoek" / "output" / "oefening")
    by_hand = [event["quote"] for event in decided if event["kind"] == "code" and "origin" not in event]
    assert set(by_hand) == {words for _, words, _, _ in half_hour.PASSAGES}
    reviewed = [event for event in decided if event["kind"] == "reject" or "origin" in event]
    assert len(reviewed) == 20
    notebook.command("notebook:run-all-below")
    page.wait_for_function("() => document.querySelector('.jp-Notebook')?.innerText.includes('reject')")
    _, after = half_hour.matrices(notebook)
    assert after["Segregatie", "R03"] == "2*"


def test_the_same_work_in_notebook_7(home: Path, study: Path, page: Page) -> None:
    """The core of a day's work goes as well in Notebook 7."""
    if importlib.util.find_spec("notebook") is None:
        pytest.skip("Notebook 7 is not installed")
    path = notebook_file(home / "zeven.ipynb", study)
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    (home / "seven").mkdir()
    with running(jupyter("notebook", port, home), home / "seven", f"{url}api/status"):
        notebook = Notebook(page, f"{url}notebooks/", path.name)
        notebook.run_all()
        code_and_review(notebook, study)
        page.goto("about:blank")


def test_the_same_work_in_marimo(home: Path, study: Path, page: Page) -> None:
    """The core of a day's work goes as well in marimo, where a widget lives in a shadow root."""
    if importlib.util.find_spec("marimo") is None:
        pytest.skip("marimo is not installed")
    path = home / "schelp.py"
    path.write_text(MARIMO.format(study=study.as_posix()), encoding="utf-8")
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    (home / "marimo").mkdir()
    command = ["marimo", "run", "--headless", "--no-token", "--host", "127.0.0.1", "--port", str(port), str(path)]
    with running(command, home / "marimo", f"{url}health"):
        page.goto(url)
        page.wait_for_selector(".qc-turn", timeout=60_000)
        code_and_review(Verbs(page), study)
        page.goto("about:blank")
