"""The HTML report in a real browser: from a cell to its quotes and to their place in the transcript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from qualcode.export.report import utf16_offsets
from qualcode.project import Project, open_study
from tests.browser import page
from tests.conftest import StudyMaker

__all__ = ["page"]
HOSTILE = "Zeg </script><img src=x onerror=alert(1)> over vve \u202egnirts\u202c & 😀 meer vve, <!-- potjes."


def shown(page: Page, project: Project, tmp_path: Path, **options: object) -> Page:
    """Return the page with the report of a study."""
    path = project.report(tmp_path / "rapport.html", **options)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    page.wait_for_selector("#matrix tbody button")
    return page


def numbers(page: Page) -> dict[tuple[str, str], int]:
    """Return the numbers of the matrix by row and column, as they are shown."""
    cells = page.eval_on_selector_all(
        "#matrix tbody button",
        """buttons => buttons.map(button => [
            button.closest("tr").querySelector("th").textContent, button.dataset.column, Number(button.dataset.n)])""",
    )
    return {(row, column): number for row, column, number in cells}


@pytest.mark.parametrize("columns", ["respondent", "sector", "transcript"])
def test_the_page_counts_as_the_matrix_does(page: Page, example: Project, tmp_path: Path, columns: str) -> None:
    """Every number in the page is that of `Project.matrix`, for themes and codes."""
    shown(page, example, tmp_path)
    page.select_option("#columns", columns)
    page.select_option("#rows", "code")
    matrix = example.matrix("sentences", rows="code", columns=columns).frame
    expected = {
        (example.codebook[code].name, column): int(matrix.loc[code, column])
        for code in matrix.index
        for column in matrix.columns
    }
    assert numbers(page) == expected


def test_a_cell_leads_to_its_quotes_and_a_quote_to_its_place(page: Page, example: Project, tmp_path: Path) -> None:
    """A click on a cell shows just that cell's quotes; a click on a quote shows it marked in its transcript."""
    shown(page, example, tmp_path)
    wanted = example.matrix("sentences")["vve", "R12"].frame["quote"].tolist()
    row = [code.id for code in example.codebook.tree].index("vve")
    page.click(f'#matrix button[data-row="{row}"][data-column="R12"]')
    assert [text.strip("‘’") for text in page.locator("#quotes .quote").all_inner_texts()] == [
        " ".join(quote.split()) for quote in wanted
    ]
    page.locator("#quotes li button").nth(3).click()
    marked = page.locator("#transcript mark.here")
    assert " ".join("".join(marked.all_inner_texts()).split()) == " ".join(wanted[3].split())
    assert marked.first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#transcript").is_hidden()


def test_the_page_can_be_used_by_keyboard_alone(page: Page, example: Project, tmp_path: Path) -> None:
    """Arrows go from cell to cell, Enter shows the quotes, Tab goes on to them."""
    shown(page, example, tmp_path)
    page.locator('#matrix button[tabindex="0"]').focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    pressed = page.locator('#matrix button[aria-pressed="true"]')
    assert (pressed.get_attribute("data-row"), pressed.get_attribute("data-column")) == ("4", "R03")
    assert page.evaluate("document.activeElement.dataset.column") == "R03"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#transcript").is_visible()


def test_filters_narrow_matrix_and_quotes(page: Page, example: Project, tmp_path: Path) -> None:
    """Sector, stance and a search in the words narrow what is counted and shown."""
    shown(page, example, tmp_path)
    everything = sum(numbers(page).values())
    page.select_option("#filter-sector", "beleid")
    policy = {person.id for person in example.respondents if person.attributes["sector"] == "beleid"}
    assert {column for (_, column), number in numbers(page).items() if number} <= policy
    page.select_option("#filter-stance", "knelpunt")
    coded = example.coded()
    wanted = coded[coded["respondent"].isin(policy) & coded["stance"].fillna("").str.contains("knelpunt")]
    assert sum(numbers(page).values()) == len(wanted.drop_duplicates(["theme", "transcript", "unit"])) < everything
    page.select_option("#filter-stance", "")
    page.fill("#search", "PEUTER")
    assert page.locator("#quotes .quote").count() > 0
    assert all("peuter" in text.lower() for text in page.locator("#quotes .quote").all_inner_texts())


def test_no_request_leaves_the_page(page: Page, example: Project, tmp_path: Path) -> None:
    """The page is one file: nothing is fetched, whatever is clicked."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    shown(page, example, tmp_path)
    page.locator("#matrix tbody button").first.click()
    page.locator("#quotes li button").first.click()
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) == 1


def test_what_a_respondent_says_stays_text(page: Page, make_study: StudyMaker, tmp_path: Path) -> None:
    """Markup, marks of direction and emoji in a transcript are shown as they are, and marked at the right place."""
    project = open_study(make_study({"interviews/R01.txt": f"I: En?\nR: Eerst 😀😀. {HOSTILE}\n"}))
    shown(page, project, tmp_path, source="suggested")
    row = [code.id for code in project.codebook.tree].index("vve")
    page.click(f'#matrix button[data-row="{row}"][data-column="R01"]')
    quote = page.locator("#quotes .quote").first.text_content()
    assert quote == f"‘{HOSTILE}’"
    page.locator("#quotes li button").first.click()
    assert "".join(page.locator("#transcript mark.here").all_text_contents()) == HOSTILE
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2


def test_who_does_not_consent_is_counted_and_not_shown(page: Page, make_study: StudyMaker, tmp_path: Path) -> None:
    """Of a respondent who does not want to be quoted no word is in the file; the numbers stay."""
    people = "respondent;transcript;citeren\nR01;R01;nee\nR02;R02;ja\n"
    project = open_study(make_study({"interviews/respondents.csv": people}))
    for full in (True, False):
        path = project.report(tmp_path / "rapport.html", transcripts=full, source="suggested")
        text = path.read_text(encoding="utf-8")
        assert "schotten, hè" not in text
        assert "werken samen" not in text
        assert "De warme overdracht" in text
    shown(page, project, tmp_path, source="suggested")
    assert numbers(page)["Integrale aanpak", "R01"] == 2
    page.click('#matrix button[data-row="0"][data-column="R01"]')
    assert set(page.locator("#quotes .quote").all_inner_texts()) == {"[geen toestemming om te citeren]"}


def test_for_sharing_the_transcripts_stay_out(make_study: StudyMaker, tmp_path: Path) -> None:
    """Without transcripts the page holds the quotes, and nothing that was not coded."""
    project = open_study(make_study())
    text = project.report(tmp_path / "rapport.html", transcripts=False, source="suggested").read_text(encoding="utf-8")
    assert "We werken samen met het wijkteam" in text
    assert "Dat scheelt" not in text
    assert "Hoe gaat dat hier" not in text


def test_what_was_not_read_is_not_shown_as_nothing(page: Page, make_study: StudyMaker, tmp_path: Path) -> None:
    """A cell of who was not reviewed shows a dash, one that was read 0."""
    project = open_study(make_study())
    project.coder("anna").reviewed("R01")
    project.reload()
    shown(page, project, tmp_path, source="hand", coder="anna")
    texts = page.eval_on_selector_all(
        "#matrix tbody button", "buttons => buttons.map(button => [button.dataset.column, button.textContent])"
    )
    assert {tuple(item) for item in texts} == {("R01", "0"), ("R02", "–")}


def test_the_data_cannot_end_their_element(make_study: StudyMaker, tmp_path: Path) -> None:
    """No sign of a transcript can close the element that the data stand in, and the data are whole."""
    project = open_study(make_study({"interviews/R01.txt": f"I: En?\nR: {HOSTILE}\n"}))
    text = project.report(tmp_path / "rapport.html", source="suggested").read_text(encoding="utf-8")
    island = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert "<" not in island
    assert HOSTILE in json.loads(island)["transcripts"][0]["text"]


def test_offsets_count_as_a_browser_counts() -> None:
    """A sign outside the first plane counts as two in a browser, and only there."""
    text = "a😀é𝒳z"
    offsets = utf16_offsets(text)
    assert offsets == [len(text[:end].encode("utf-16-le")) // 2 for end in range(len(text) + 1)]
    assert utf16_offsets("Vé") is None


def test_only_what_the_page_shows_of_a_respondent_is_in_it(make_study: StudyMaker, tmp_path: Path) -> None:
    """A telephone number in respondents.csv is in no part of the file; sector and function are."""
    rows = "".join(f"R{n:02};R{n:02};06-55{n:06};adviseur;beleid\n" for n in range(1, 15))
    people = f"respondent;transcript;telefoon;function;sector\n{rows}"
    project = open_study(make_study({"interviews/respondents.csv": people}))
    text = project.report(tmp_path / "rapport.html", source="suggested").read_text(encoding="utf-8")
    assert "adviseur" in text
    assert "06-55" not in text


def test_one_quote_is_one_quote(page: Page, make_study: StudyMaker, tmp_path: Path) -> None:
    """The heading of a cell with one quote is in the singular."""
    shown(page, open_study(make_study()), tmp_path, source="suggested")
    page.click('#matrix button[data-row="2"][data-column="R02"]')
    assert page.inner_text("#count").startswith("1 citaat – ")
