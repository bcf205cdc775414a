"""The page as a coder uses it, in a browser without Jupyter; after each act the journal holds just what was done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from qualcode.journals import JournalFile
from qualcode.project import Project, open_study
from qualcode.widget.session import Session
from tests.conftest import StudyMaker
from tests.widget.conftest import Screener, journal, kinds, told
from tests.widget.harness import Screen

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def coded(study: Path, *keys: str) -> list[tuple[Any, ...]]:
    """Return what the coding events in Anna's journal carry."""
    return [told(event, *(keys or ("quote", "code")))[1:] for event in journal(study) if event["kind"] == "code"]


# Reading


def test_the_transcript_is_shown_as_turns_with_speakers_and_suggestions(screen: Screen) -> None:
    """Who opens a transcript sees its turns, what is suggested (dotted), and how far it was read."""
    rows = screen.page.locator(".qc-turn")
    assert rows.count() == 4
    assert rows.nth(1).get_attribute("aria-label") == "spreekbeurt 2, R, niet doorgenomen"
    assert screen.text(1).inner_text() == "We werken samen 🌷 met het wijkteam. Dat scheelt. Maar die schotten, hè!"
    mark = screen.page.locator("mark", has_text="wijkteam")
    assert mark.evaluate("node => getComputedStyle(node).textDecorationStyle") == "dotted"
    assert "Integrale aanpak?" in screen.chips()
    assert screen.page.locator(".qc-progress").inner_text().startswith("0 van 2 spreekbeurten doorgenomen")


def test_a_window_leaves_the_passage_in_sight(opened: Screener, make_study: StudyMaker) -> None:
    """Who chooses a code still sees the words that it is for, high and low in the text."""
    talk = "".join(f"I: Vraag {number}?\nR: Dit is antwoord {number}.\n" for number in range(20))
    screen = opened(Session(open_study(make_study({"interviews/R01.txt": talk})), "R01", coder="anna"))
    for turn in (1, 39):
        screen.drag("Dit is antwoord", turn)
        screen.press("c")
        window, words = (screen.page.locator(one).bounding_box() for one in (".qc-palette", f"[data-turn='{turn}'] p"))
        assert window
        assert words
        assert window["y"] > words["y"] + words["height"] or window["y"] + window["height"] < words["y"]
        screen.press("Escape")


def test_a_new_selection_elsewhere_leaves_what_was_chosen(screen: Screen) -> None:
    """A coding that is chosen stays so while its own words are selected, for its borders; not for words elsewhere."""
    screen.drag("We werken samen", 1)
    screen.code("vroegsch")
    buttons = screen.page.locator(".qc-details").get_by_role("button", name="verwijderen")
    screen.drag("werken", 1)
    expect(buttons).to_have_count(1)
    screen.drag("Dat scheelt.", 1)
    expect(buttons).to_have_count(0)


def test_an_empty_transcript_says_so(opened: Screener, make_study: StudyMaker) -> None:
    """Who opens a file without words is told, and is not left with a blank page."""
    project = open_study(make_study({"interviews/R03.txt": ""}))
    screen = opened(Session(project, "R01", coder="anna"))
    screen.page.locator(".qc-transcripts").select_option("R03")
    expect(screen.page.locator(".qc-doc")).to_have_text("in dit transcript staat geen tekst.")


def test_words_are_searched_and_shown_one_after_another(screen: Screen) -> None:
    """Slash goes to the search field; Enter goes to the next place."""
    screen.text(0).click()
    screen.press("/")
    screen.page.keyboard.type("de vve")
    expect(screen.page.locator(".qc-hits")).to_have_text("1 van 1")
    screen.page.locator(".qc-search").fill("Dat")
    screen.press("Enter")
    expect(screen.page.locator(".qc-hits")).to_have_text("2 van 3")
    screen.page.locator(".qc-search").fill("bestaat niet")
    expect(screen.page.locator(".qc-hits")).to_have_text("geen treffers")


def test_the_next_transcript_is_a_key_away(screen: Screen) -> None:
    """Square brackets go through the transcripts."""
    screen.text(0).click()
    screen.press("]")
    expect(screen.text(1)).to_contain_text("warme overdracht")
    screen.page.locator(".qc-doc").focus()
    screen.press("[")
    expect(screen.text(1)).to_contain_text("wijkteam")


def test_what_a_code_means_shows_where_the_mouse_rests(screen: Screen) -> None:
    """A label explains its code."""
    screen.page.locator(".qc-chip").first.hover()
    expect(screen.page.locator(".qc-tooltip")).to_contain_text("Integrale aanpak")


# Coding


def test_a_passage_is_coded_with_the_mouse(screen: Screen, study: Path) -> None:
    """Words with emoji and combining marks are selected by dragging and coded by typing a part of a name."""
    screen.drag("samen 🌷 met", 1)
    screen.code("vroegsch")
    screen.drag("café 👩‍👩‍👧 vol", 3)
    screen.code("schotten")
    assert coded(study) == [("samen 🌷 met", "vve"), ("café 👩‍👩‍👧 vol", "integrale_aanpak.schotten")]
    assert "Voor- en vroegschoolse educatie" in screen.chips()


def test_a_passage_is_coded_with_the_keyboard_alone(screen: Screen, study: Path) -> None:
    """Steps by sentence and word, a moved border, a code from the palette and one by its digit."""
    screen.page.locator(".qc-doc").focus()
    screen.press("j", "j", "j", "ArrowDown", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowLeft", "c")
    screen.page.keyboard.type("vroeg")
    screen.press("Enter")
    screen.saved()
    assert coded(study) == [("Een café 👩‍👩‍👧 vol ouders en veel", "vve")]
    screen.press("Escape", "k", "k", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "1")
    screen.saved()
    assert coded(study)[1:] == [("werken samen", "vve")]
    screen.press("x", "Shift+Alt+ArrowRight", "1")
    screen.saved()
    assert coded(study)[2:] == [("erken samen", "vve")]


def test_three_codes_lie_on_one_passage(screen: Screen, study: Path) -> None:
    """The selection stays, so that a second and third code are given to it; all three are seen."""
    screen.drag("Dat scheelt.", 1)
    for typed in ("vroegsch", "Integrale aanpak", "schotten"):
        screen.code(typed)
    assert [code for _, code in coded(study)] == ["vve", "integrale_aanpak", "integrale_aanpak.schotten"]
    mark = screen.page.locator("mark", has_text="Dat scheelt")
    assert mark.count() == 1
    assert mark.evaluate("node => node.style.boxShadow.split('inset').length - 1") == 3


def test_the_borders_of_a_coding_are_changed(screen: Screen, study: Path) -> None:
    """A chosen coding gets the borders of what is selected, by mouse or from its own by keyboard."""
    screen.drag("We werken", 1)
    screen.code("vroegsch")
    screen.drag("werken samen", 1)
    screen.press("b")
    screen.saved()
    screen.press("Escape")
    screen.page.locator(".qc-chip.qc-is-coding").first.click()
    screen.press("b", "Shift+ArrowLeft", "b")
    screen.saved()
    assert [quote for quote, _ in coded(study)] == ["We werken", "werken samen", "werken"]
    assert screen.page.locator("mark.qc-coded").all_inner_texts() == ["werken"]


def test_a_coding_gets_memo_stance_and_another_code_and_is_removed(screen: Screen, study: Path) -> None:
    """What is done with a chosen coding is a decision each."""
    screen.drag("Dat scheelt.", 1)
    screen.code("vroegsch")
    screen.press("m")
    screen.page.keyboard.type("vgl. R02")
    screen.press("Control+Enter")
    expect(screen.page.locator(".qc-details")).to_contain_text("memo: vgl. R02")
    screen.press("s", "2")
    expect(screen.page.locator(".qc-details")).to_contain_text("strekking: werkt")
    screen.press("o")
    screen.page.keyboard.type("schot")
    screen.press("Enter")
    expect(screen.page.locator(".qc-chip.qc-is-coding").first).to_contain_text("Schotten")
    assert coded(study, "code", "memo", "stance")[-1] == ("integrale_aanpak.schotten", "vgl. R02", "werkt")
    screen.press("Delete")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(0)
    assert kinds(study) == ["code"] * 4 + ["uncode"]


def test_question_and_answer_are_one_coding(screen: Screen, study: Path) -> None:
    """With q the question before the answer goes along, and the coding is called put forward."""
    screen.drag("Ja, precies.", 3)
    screen.press("q")
    screen.code("vroegsch")
    assert coded(study, "quote", "put_forward") == [("Ja, precies.", True)]
    expect(screen.page.locator(".qc-chip.qc-is-coding")).to_contain_text("aangereikt")


def test_a_new_code_is_made_while_coding(screen: Screen, study: Path) -> None:
    """What no code fits gets a new one: name, place and definition, and the passage has it at once."""
    screen.drag("Dat scheelt.", 1)
    screen.press("c")
    screen.page.keyboard.type("Verlichting")
    screen.press("Enter")
    screen.page.locator(".qc-dialog select").select_option("integrale_aanpak")
    screen.page.get_by_label("definitie").fill("Wat het lichter maakt.")
    screen.page.get_by_role("button", name="maken", exact=True).click()
    expect(screen.page.locator(".qc-chip.qc-is-coding").first).to_contain_text("Verlichting")
    assert coded(study) == [("Dat scheelt.", "integrale_aanpak.verlichting")]
    assert open_study(study).codebook["integrale_aanpak.verlichting"].definition == "Wat het lichter maakt."


def test_the_interviewers_words_are_refused_with_a_reason(screen: Screen, study: Path) -> None:
    """What cannot be coded says so in Dutch, and nothing waits to be saved."""
    screen.drag("Hoe gaat dat hier", 0)
    screen.press("c")
    screen.page.keyboard.type("vroeg")
    screen.press("Enter")
    expect(screen.page.locator(".qc-status")).to_contain_text("dit zegt geen respondent")
    assert journal(study) == []


def test_undo_and_redo_work_after_a_reload(screen: Screen, study: Path) -> None:
    """A page that is loaded again undoes what was done before."""
    screen.drag("Dat scheelt.", 1)
    screen.code("vroegsch")
    screen.page.reload()
    expect(screen.page.locator("mark.qc-coded")).to_have_count(1)
    screen.page.locator(".qc-doc").focus()
    screen.press("u")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(0)
    assert "ongedaan gemaakt: codering Voor- en" in screen.saved()
    screen.press("Control+y")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(1)
    assert kinds(study) == ["code", "undo", "undo"]


# Reviewing


def test_suggestions_are_reviewed_one_after_another(screen: Screen, study: Path) -> None:
    """Each shows why it was suggested; a and r decide, and the next one comes by itself."""
    screen.page.locator(".qc-doc").focus()
    screen.press("n")
    details = screen.page.locator(".qc-details")
    expect(details).to_contain_text("waarom: trefwoord ‘wijkteam’, regel: exact woord; treffer: wijkteam")
    screen.press("a")
    expect(details).to_contain_text("trefwoord ‘schot’, regel: woordvorm")
    screen.press("o")
    screen.page.keyboard.type("vroeg")
    screen.press("Enter")
    expect(details).to_contain_text("trefwoord ‘potje*’")
    assert [event["kind"] for event in journal(study)] == ["code", "code"]
    assert coded(study, "code") == [("integrale_aanpak",), ("vve",)]
    screen.drag("veel potjes", 3)
    screen.press("b")
    expect(screen.page.locator(".qc-chip.qc-is-suggestion")).to_have_count(0)
    assert coded(study)[-1] == ("veel potjes", "integrale_aanpak.schotten")
    screen.press("u")
    expect(screen.page.locator(".qc-chip.qc-is-suggestion")).to_have_count(1)
    screen.press("n", "r")
    expect(screen.page.locator(".qc-chip.qc-is-suggestion")).to_have_count(0)
    screen.saved()
    assert told(journal(study)[-1], "quote", "code") == ("reject", "potjes", "integrale_aanpak.schotten")


def test_suggestions_are_filtered(screen: Screen) -> None:
    """By code with its sub-codes, and by rule."""
    chips = screen.page.locator(".qc-chip.qc-is-suggestion")
    before = chips.count()
    screen.page.get_by_label("suggesties filteren: coderen").select_option("integrale_aanpak.schotten")
    assert 0 < chips.count() < before
    screen.page.get_by_label("suggesties filteren: waarom").select_option("wildcard")
    assert chips.all_inner_texts() == ["Schotten en potjes?"]


def test_turns_are_called_reviewed_by_hand_when_seen_or_all_at_once(screen: Screen, study: Path) -> None:
    """A tick for one turn, a confirmation for all that was on the screen, and one for the whole."""
    ticks = screen.page.locator(".qc-review")
    ticks.first.click()
    expect(screen.page.locator("[data-reading='complete']")).to_have_count(1)
    screen.text(3).click()
    screen.press("Shift+V")
    expect(screen.page.locator("[data-reading='complete']")).to_have_count(2)
    expect(screen.page.locator(".qc-progress")).to_contain_text("2 van 2 spreekbeurten doorgenomen")
    screen.press("u")
    expect(screen.page.locator("[data-reading='complete']")).to_have_count(1)
    screen.page.get_by_role("button", name="hele gesprek doorgenomen").click()
    screen.page.locator(".qc-dialog").get_by_role("button", name="doorgenomen", exact=True).click()
    expect(screen.page.locator("[data-reading='complete']")).to_have_count(2)
    assert kinds(study) == ["reviewed", "reviewed", "undo", "reviewed"]


# Saved means saved


def test_a_failing_disk_is_shown_and_the_act_is_tried_again(
    screen: Screen, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """'NIET opgeslagen' comes into sight and stays until a retry has it on the disk; nothing is painted before."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    screen.page.set_viewport_size({"width": 1280, "height": 420})
    screen.drag("Dat scheelt.", 1)
    expect(screen.page.locator(".qc-status")).not_to_be_in_viewport()
    with monkeypatch.context() as patched:
        patched.setattr(JournalFile, "_add", full)
        screen.press("c")
        screen.page.keyboard.type("vroeg")
        screen.press("Enter")
        expect(screen.page.locator(".qc-status")).to_contain_text("NIET opgeslagen (1 wacht(en))")
        expect(screen.page.locator(".qc-status")).to_be_in_viewport()
    assert "No space left" in screen.status()
    assert screen.page.locator("mark.qc-coded").count() == 0
    assert journal(study) == []
    screen.page.get_by_role("button", name="opnieuw proberen").click()
    screen.saved()
    assert coded(study) == [("Dat scheelt.", "vve")]


@pytest.mark.parametrize("how", ["dead", "mute"])
def test_a_lost_kernel_is_shown_and_the_act_is_kept(screen: Screen, study: Path, how: str) -> None:
    """Without an answer nothing is called saved; the widget that is shown anew takes the act over."""
    page = screen.page
    page.clock.install()
    screen.drag("Dat scheelt.", 1)
    page.evaluate(f"line.{how} = true")
    screen.press("c")
    page.keyboard.type("vroeg")
    screen.press("Enter")
    page.clock.run_for(5100)
    expect(page.locator(".qc-status")).to_contain_text("NIET opgeslagen")
    assert page.locator("mark.qc-coded").count() == 0
    page.evaluate(f"ends[0](); line.{how} = false; ends[0] = show(); null")
    expect(page.locator(".qc-status")).to_contain_text("NIET opgeslagen")
    page.get_by_role("button", name="opnieuw proberen").click()
    screen.saved()
    assert coded(study) == [("Dat scheelt.", "vve")]


def test_what_is_not_saved_can_be_given_up(screen: Screen, study: Path) -> None:
    """Whoever does not want it any more says so."""
    screen.drag("Dat scheelt.", 1)
    screen.page.evaluate("line.dead = true")
    screen.press("c")
    screen.page.keyboard.type("vroeg")
    screen.press("Enter")
    screen.page.get_by_role("button", name="laten vallen").click()
    screen.saved()
    assert journal(study) == []


def test_two_pages_stay_in_step(opened: Screener, session: Session, study: Path) -> None:
    """What is coded on one page shows on the other, and each goes on from there."""
    screen = opened(session, "?pages=2")
    expect(screen.page.locator(".qc-turn")).to_have_count(8)
    screen.drag("Dat scheelt.", 1)
    screen.code("vroegsch")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(2)
    second = screen.page.locator(".qc").nth(1)
    second.locator(".qc-chip.qc-is-coding").click()
    screen.press("Delete")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(0)
    assert kinds(study) == ["code", "uncode"]


def test_a_page_that_missed_a_change_asks_for_all_of_it(screen: Screen, session: Session) -> None:
    """A change that got lost on the way does not leave a page behind."""
    coder = session.desk.coder
    coder.code("R01", "Dat scheelt.", "vve")
    assert session.changes() != []
    coder.code("R01", "We werken", "vve")
    screen.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(screen.page.locator(".qc-chip.qc-is-coding")).to_have_count(2)


def test_a_cell_that_codes_meanwhile_shows(screen: Screen, project: Project) -> None:
    """What another program writes comes in by itself when the page asks."""
    project.coder("anna").code("R01", "Dat scheelt.", "vve")
    screen.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(screen.page.locator("mark.qc-coded")).to_have_count(1)


def test_blind_coding_leaves_no_suggestion_in_the_page(opened: Screener, project: Project) -> None:
    """Neither suggestions nor other coders are anywhere in the page, nor can keys bring them there."""
    project.coder("bram").code("R01", "Dat scheelt.", "vve")
    screen = opened(Session(project, "R01", coder="anna", blind=True))
    screen.page.locator(".qc-doc").focus()
    screen.press("n", "p", "a")
    html = screen.page.locator("#host").inner_html()
    assert screen.page.locator("mark").count() == 0
    assert "qc-is-suggestion" not in html
    assert "potje*" not in html
    assert "bram" not in html
    screen.drag("Dat scheelt.", 1)
    screen.code("vroegsch")


# Everywhere


def test_it_works_in_a_shadow_root(opened: Screener, session: Session, study: Path) -> None:
    """Where a notebook puts widgets into a tree of their own, the mouse selects as well."""
    screen = opened(session, "?shadow")
    screen.drag("Dat scheelt.", 1)
    screen.press("c")
    screen.page.keyboard.type("vroegsch")
    screen.press("Enter")
    screen.saved()
    assert coded(study) == [("Dat scheelt.", "vve")]


def test_a_closed_widget_leaves_nothing_behind(screen: Screen) -> None:
    """No listener, timer or highlight of a widget stays when its cell is cleared."""
    screen.drag("Dat scheelt.", 1)
    assert screen.page.evaluate("CSS.highlights.get('qc-selected').size") == 1
    screen.page.evaluate("ends[0]()")
    assert screen.page.evaluate("[line.told.length, CSS.highlights.get('qc-selected').size]") == [0, 0]
    assert screen.page.locator(".qc").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_there_is_no_serious_barrier(opened: Screener, project: Project, theme: str) -> None:
    """axe finds nothing serious in the page, in the palette, in a form and in an error, in light and dark."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/widget")
    project.coder("bram").code("R01", "Dat scheelt.", "vve")
    screen = opened(Session(project, "R01", coder="anna", others=True), f"?theme={theme}")
    screen.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    screen.drag("We werken samen", 1)
    screen.code("vroegsch")
    assert barriers(screen.page) == []
    screen.press("c")
    assert barriers(screen.page) == []
    screen.page.keyboard.type("iets nieuws")
    screen.press("Enter")
    assert barriers(screen.page) == []
    screen.press("Escape", "?")
    assert barriers(screen.page) == []
    screen.press("Escape", "n")
    screen.page.evaluate("line.dead = true")
    screen.press("a")
    assert "NIET opgeslagen" in screen.status()
    assert barriers(screen.page) == []
    screen.page.evaluate("line.dead = false")


def barriers(page: Page) -> list[Any]:
    """Return the serious and critical violations that axe finds, with the elements."""
    found: list[Any] = page.evaluate(
        """() => axe.run(document.querySelector('#host')).then(result => result.violations
        .filter(one => ['serious', 'critical'].includes(one.impact))
        .map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 120) + node.failureSummary.slice(0, 200))]))"""
    )
    return found
