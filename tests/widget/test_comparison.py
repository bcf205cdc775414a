"""Two coders side by side: where they differ, and how they come to a consensus."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from qualcode.project import Project, open_study
from qualcode.widget.session import Session
from tests.widget.conftest import Screener, journal, told
from tests.widget.listener import Listener


@pytest.fixture
def both(study: Path) -> Listener:
    """Return Anna's page beside Bram's codings: they agree on one passage, and each has one that the other has not."""
    project = open_study(study)
    anna, bram = project.coder("anna"), project.coder("bram")
    anna.code("R01", "We werken samen", "vve", stance="werkt")
    bram.code("R01", "werken samen 🌷", "vve")
    anna.code("R01", "Dat scheelt.", "integrale_aanpak")
    bram.code("R01", "Dat scheelt.", "vve")
    return Listener(Session(open_study(study), "R01", coder="anna", others=["bram"]))


def marked(desk: Listener, mark: str) -> set[tuple[str, str, str]]:
    """Return coder, words and code of the codings with a mark."""
    return {
        (item["coder"], desk.text[item["start"] : item["end"]], item["code"])
        for item in desk.items.values()
        if item.get(mark)
    }


def name_of(desk: Listener, coder: str, code: str, words: str) -> str:
    """Return the name of a coding."""
    (name,) = [
        name
        for name, item in desk.items.items()
        if (item.get("coder"), item["code"], desk.text[item["start"] : item["end"]]) == (coder, code, words)
    ]
    return name


def test_coders_differ_where_one_has_no_overlapping_coding_with_the_same_code(both: Listener) -> None:
    """Other borders are no difference, another code is; a change by either is seen by both."""
    assert marked(both, "differs") == {
        ("anna", "Dat scheelt.", "integrale_aanpak"),
        ("bram", "Dat scheelt.", "vve"),
    }
    both.code("Dat scheelt", "vve")
    assert marked(both, "differs") == {("anna", "Dat scheelt.", "integrale_aanpak")}


def test_nobody_differs_from_who_has_not_been_there(study: Path, project: Project) -> None:
    """What another has neither coded nor read is no difference; when it was read it is one."""
    project.coder("anna").code("R01", "Dat scheelt.", "vve")
    bram = project.coder("bram")
    bram.code("R02", "Ieder potje zijn dekseltje.", "vve")
    desk = Listener(Session(open_study(study), "R01", coder="anna", others=["bram"]))
    assert marked(desk, "differs") == set()
    bram.reviewed("R01")
    desk.ask("sync")
    assert marked(desk, "differs") == {("anna", "Dat scheelt.", "vve")}


def test_a_disagreement_is_settled_with_a_reason(both: Listener, study: Path) -> None:
    """The consensus notes its reason, who wrote it down and what it settles; that is no difference any more."""
    theirs = name_of(both, "bram", "vve", "Dat scheelt.")
    answer = both.ask("settle", transcript="R01", item=theirs, reason="over opvang")
    assert answer["did"] == "did_settle"
    (event,) = journal(study, "consensus")
    assert told(event, "quote", "code", "reason", "by", "about") == (
        "code",
        "Dat scheelt.",
        "vve",
        "over opvang",
        "anna",
        [theirs[1:]],
    )
    assert both.shown("consensus") == [("Dat scheelt.", "vve")]
    assert marked(both, "settled") == {("bram", "Dat scheelt.", "vve")}
    assert marked(both, "differs") == {("anna", "Dat scheelt.", "integrale_aanpak")}


def test_a_coding_is_left_out_of_the_consensus(both: Listener, study: Path) -> None:
    """What is not taken over is noted with its reason, and is no difference any more."""
    mine = name_of(both, "anna", "integrale_aanpak", "Dat scheelt.")
    assert both.ask("dismiss", transcript="R01", item=mine, reason="te ruim")["did"] == "did_dismiss"
    (event,) = journal(study, "consensus")
    assert told(event, "on", "note", "by") == ("memo", {"coding": [mine[1:]]}, "te ruim", "anna")
    assert both.shown("consensus") == []
    assert marked(both, "differs") == {("bram", "Dat scheelt.", "vve")}


def test_another_code_and_other_borders_can_be_agreed_on(both: Listener, study: Path) -> None:
    """The consensus need be neither coder's coding."""
    mine = name_of(both, "anna", "integrale_aanpak", "Dat scheelt.")
    passage = both.passage("Dat scheelt. Maar die schotten, hè!")
    both.ask("settle", **passage, item=mine, code="integrale_aanpak.schotten", reason="")
    assert both.shown("consensus") == [("Dat scheelt. Maar die schotten, hè!", "integrale_aanpak.schotten")]
    assert both.ask("settle", transcript="R01", item=mine, code="bestaat_niet")["why"] == "gone"
    (event,) = journal(study, "consensus")
    assert event["about"] == [mine[1:]]


def test_what_coders_agree_on_is_taken_over_at_once(both: Listener, study: Path) -> None:
    """Agreements go to the consensus with the borders and the stance of who takes them over, and only once."""
    answer = both.ask("agree", transcript="R01", reason="overeenstemming")
    assert (answer["did"], answer["values"]) == ("did_agree", {"count": 1})
    (event,) = journal(study, "consensus")
    assert told(event, "quote", "code", "stance", "reason") == (
        "code",
        "We werken samen",
        "vve",
        "werkt",
        "overeenstemming",
    )
    assert len(event["about"]) == 2
    assert both.ask("agree", transcript="R01")["values"] == {"count": 0}


def test_undo_takes_back_the_last_decision_in_whichever_journal_it_stands(both: Listener, study: Path) -> None:
    """Own codings and the consensus are undone and redone in the order in which they were decided on."""
    both.ask("agree", transcript="R01")
    both.code("Maar die schotten, hè!", "integrale_aanpak.schotten")
    assert both.ask("undo")["values"]["what"] == "codering Schotten en potjes"
    assert both.shown("consensus") == [("We werken samen", "vve")]
    assert both.ask("undo")["ok"]
    assert both.shown("consensus") == []
    assert both.ask("redo")["ok"]
    assert both.shown("consensus") == [("We werken samen", "vve")]
    assert [event["kind"] for event in journal(study, "consensus")] == ["code", "undo", "undo"]


def test_nothing_is_redone_when_something_was_decided_since(both: Listener) -> None:
    """What was undone in one journal does not come back behind a later decision in the other."""
    both.ask("agree", transcript="R01")
    both.ask("undo")
    both.code("Maar die schotten, hè!", "integrale_aanpak.schotten")
    assert both.ask("redo")["did"] == "nothing_to_redo"
    assert both.shown("consensus") == []


def test_a_consensus_of_another_is_not_undone(both: Listener, study: Path) -> None:
    """Undo takes back what this coder decided on, not what somebody else wrote down since."""
    open_study(study).consensus(by="bram").settle("R01", "Dat scheelt.", "vve", reason="")
    both.ask("undo")
    assert [event["kind"] for event in journal(study, "consensus")] == ["code"]
    assert journal(study)[-1]["kind"] == "undo"


def test_a_coding_of_the_consensus_is_taken_out_again(both: Listener) -> None:
    """What it settled is open again."""
    both.ask("settle", transcript="R01", item=name_of(both, "bram", "vve", "Dat scheelt."))
    agreed = name_of(both, "consensus", "vve", "Dat scheelt.")
    assert both.ask("uncode", transcript="R01", item=agreed)["why"] == "gone"
    assert both.ask("unsettle", transcript="R01", item=agreed)["ok"]
    assert both.shown("consensus") == []
    assert ("bram", "Dat scheelt.", "vve") in marked(both, "differs")


def test_without_others_beside_there_is_no_consensus_to_make(project: Project, study: Path) -> None:
    """Who sees only own codings cannot settle anything by a slip of a key."""
    project.coder("anna").code("R01", "Dat scheelt.", "vve")
    alone = Listener(Session(open_study(study), "R01", coder="anna"))
    (name,) = [name for name, item in alone.items.items() if item["kind"] == "coding"]
    for op in ("settle", "dismiss", "unsettle"):
        assert alone.ask(op, transcript="R01", item=name)["why"] == "not_beside"
    assert alone.ask("agree", transcript="R01")["values"] == {"count": 0}
    assert journal(study, "consensus") == []


def test_two_coders_are_seen_side_by_side_and_settled_with_the_keyboard(
    opened: Screener, both: Listener, study: Path
) -> None:
    """Each has a column; d goes from one difference to the next, g takes it over, G leaves it out."""
    screen = opened(both.session)
    assert screen.page.locator(".qc-coders b").all_inner_texts() == ["anna", "bram", "consensus"]
    tools = screen.page.locator(".qc-tools")
    expect(tools).to_contain_text("2 verschillen open")
    screen.page.locator(".qc-doc").focus()
    screen.press("d")
    expect(screen.page.locator(".qc-why")).to_have_text(
        "verschil — bram: Voor- en vroegschoolse educatie · consensus: hier niets"
    )
    screen.press("G")
    screen.page.keyboard.type("te ruim")
    screen.press("Enter")
    screen.saved()
    expect(screen.page.locator(".qc-what")).to_contain_text("bram")
    screen.press("g")
    screen.page.keyboard.type("over opvang")
    screen.press("Enter")
    screen.saved()
    expect(tools).to_contain_text("0 verschillen open")
    expect(screen.page.locator(".qc-chip.qc-is-consensus")).to_have_count(1)
    screen.page.get_by_role("button", name="overeenkomsten naar consensus").click()
    expect(screen.page.locator(".qc-chip.qc-is-consensus")).to_have_count(2)
    assert [event["kind"] for event in journal(study, "consensus")] == ["memo", "code", "code"]
    screen.page.locator(".qc-chip.qc-is-consensus").first.click()
    screen.press("Delete")
    expect(screen.page.locator(".qc-chip.qc-is-consensus")).to_have_count(1)
