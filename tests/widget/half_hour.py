"""A researcher's first half hour, as ``notebooks/02_half_an_hour_of_coding.ipynb`` asks for it."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml import html
from playwright.sync_api import expect

from tests.widget.harness import Verbs
from tests.widget.jupyter import Notebook

NOTEBOOK = "02_half_an_hour_of_coding.ipynb"
# Ten passages of R03: the index of the turn, the words, a part of the code's name, and the digit of a stance.
PASSAGES = (
    (7, "als je daar speldjes van prikt dan heb je de kaart van de woningbouw", "wonen", ""),
    (9, "dan staat er binnen een week taal- of rekenbijles op de stoep", "naschools", ""),
    (9, "Van die brieven met 'conform' en 'derhalve'", "ouderb", "1"),
    (11, "Iedereen had een puzzelstukje in z'n broekzak en niemand legde 'm op tafel", "samenw", "1"),
    (17, "Alleen moest je dan een formulier van elf kantjes invullen", "armoede", ""),
    (19, "Daar stapt de ene helft uit en de andere helft in", "menging", ""),
    (23, "op donderdagochtend zit ie met leerplicht", "samenw", "2"),
    (25, "En het geld komt in jampotjes binnen", "schotten", "1"),
    (27, "We laten docenten bij elkaar achterin zitten", "scholing", "2"),
    (31, "En toen de subsidie op was, stond ie te roesten", "schotten", "1"),
)


def copy_study(source: Path, target: Path) -> None:
    """Copy what the notebook needs of the example study."""
    for name in ("guide", "interviews"):
        shutil.copytree(source / name, target / name)
    for name in ("codebook.yaml", "qualcode.toml", f"notebooks/{NOTEBOOK}"):
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(source / name, target / name)


def open_widget(notebook: Notebook) -> None:
    """Run the cells one by one until the transcript is shown."""
    while not notebook.page.locator(".qc-turn").count():
        notebook.command("notebook:run-cell-and-select-next")
        notebook.wait_for_kernel()
        notebook.page.wait_for_timeout(200)
    notebook.page.locator(".qc").scroll_into_view_if_needed()


def code_ten(verbs: Verbs) -> None:
    """Code the ten passages with the mouse, some with a stance."""
    for turn, words, typed, stance in PASSAGES:
        verbs.drag(words, turn)
        verbs.code(typed)
        if stance:
            verbs.press("s", stance)
            verbs.saved()


def review_twenty(verbs: Verbs) -> None:
    """Accept and reject twenty suggestions in turn, going on to the next transcript where one has no more."""
    details = verbs.page.locator(".qc-details")
    verbs.press("Escape", "n")
    for number in range(20):
        if "trefwoord" not in details.inner_text():
            verbs.press("]")
            expect(verbs.page.locator(".qc-transcripts")).to_have_value("R04")
            expect(verbs.text(0)).not_to_contain_text("Even kijken of hij het doet")
            verbs.press("n")
        expect(details).to_contain_text("trefwoord")
        verbs.press("a" if number % 2 else "r")
        verbs.saved()


def matrices(notebook: Notebook) -> list[dict[tuple[str, str], str]]:
    """Return the cells of each matrix that the notebook shows, by theme and respondent."""
    found = []
    for shown in notebook.shown("project.matrix("):
        head, *rows = [[str(cell.xpath("string()")) for cell in row] for row in html.fromstring(shown).iter("tr")]
        found.append({(row[0], name): cell for row in rows for name, cell in zip(head, row, strict=True)})
    return found
