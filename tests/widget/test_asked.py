"""Which question of the guide a turn asks: shown, put right, and in step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from qualcode.project import open_study
from qualcode.widget.session import Session
from tests.conftest import StudyMaker
from tests.widget.conftest import CODEBOOK, OTHER, TALK, Screener, journal, kinds, told
from tests.widget.listener import Listener

GUIDE = """
topics:
  - id: samen
    label: Samenwerken
    questions:
      - {id: "1", text: Hoe werkt u samen?}
      - {id: "2", text: Wat staat dat in de weg?}
  - id: aanbod
    label: Aanbod
    questions:
      - {id: "3", text: Is de vve geregeld?}
"""


@pytest.fixture
def study(make_study: StudyMaker) -> Path:
    """Return a small study with a guide."""
    files = {"codebook.yaml": CODEBOOK, "guide/leidraad.yaml": GUIDE}
    return make_study({**files, "interviews/R01.txt": TALK, "interviews/R02.txt": OTHER})


@pytest.fixture
def desk(study: Path) -> Listener:
    """Return Anna's page on R01."""
    return Listener(Session(open_study(study), "R01", coder="anna"))


def turn(desk: Listener, number: int) -> dict[str, Any]:
    """Return the passage of a whole turn."""
    span = desk.view["transcript"]["turns"][number]
    return desk.passage(desk.text[span["start"] : span["end"]])


def test_which_question_a_turn_asks_is_put_right(desk: Listener, study: Path) -> None:
    """The decision is in the journal, wins over what was inferred, and holds for the answer as well."""
    answer = desk.ask("asked", **turn(desk, 0), questions=["2"], probe=False)
    assert (answer["did"], answer["values"]) == ("did_asked", {"questions": "2"})
    assert told(journal(study)[-1], "quote", "questions") == ("asked", "Hoe gaat dat hier?", ["2"])
    assert [(desk.keyed[n]["question"], desk.keyed[n]["how"]) for n in ("0", "1")] == [("2", "decided")] * 2
    desk.ask("asked", **turn(desk, 0), questions=["1"], probe=True)
    assert (desk.keyed["0"]["does"], desk.keyed["1"]["question"]) == ("probe", "1")
    desk.ask("asked", **turn(desk, 0), questions=[])
    assert desk.keyed["0"]["does"] == "neither"


def test_a_decision_on_a_question_is_undone(desk: Listener, study: Path) -> None:
    """Undo brings back what was inferred before."""
    before = dict(desk.keyed)
    desk.ask("asked", **turn(desk, 0), questions=["3"])
    assert desk.keyed != before
    assert desk.ask("undo")["values"]["what"] == "vraag van de leidraad"
    assert desk.keyed == before
    assert kinds(study) == ["asked", "undo"]


def test_what_another_decided_on_a_question_comes_in(desk: Listener, study: Path) -> None:
    """The guide is one for all coders, so that anybody's decision shows."""
    open_study(study).coder("bram").asked("R01", 2, "2")
    desk.ask("sync")
    assert (desk.keyed["2"]["question"], desk.keyed["2"]["how"]) == ("2", "decided")


def test_only_a_turn_of_the_interviewer_asks_a_known_question(desk: Listener, study: Path) -> None:
    """Nothing is written for an answer, nor for a question that is not in the guide."""
    assert desk.ask("asked", **turn(desk, 1), questions=["1"])["why"] == "not_asked_by_interviewer"
    assert desk.ask("asked", **turn(desk, 0), questions=["9"])["why"] == "gone"
    assert journal(study) == []


def test_a_question_is_put_right_on_the_page(opened: Screener, desk: Listener, study: Path) -> None:
    """With l, or the button beside the turn, the question is chosen; the outline at the side follows."""
    screen = opened(desk.session)
    screen.text(1).click()
    screen.press("l")
    lists = screen.page.locator(".qc-dialog select")
    lists.nth(0).select_option("question")
    lists.nth(1).select_option(["2"])
    screen.page.locator(".qc-dialog").get_by_role("button", name="bewaren").click()
    screen.saved()
    expect(screen.page.locator(".qc-outline")).to_contain_text("2. Wat staat dat in de weg?")
    expect(screen.page.locator(".qc-asked").first).to_have_text("2")
    screen.page.locator(".qc-asked").first.click()
    lists.nth(0).select_option("neither")
    lists.nth(0).press("Enter")
    screen.saved()
    expect(screen.page.locator(".qc-asked").first).to_have_text("–")
    assert [told(event, "questions") for event in journal(study)] == [("asked", ["2"]), ("asked", [])]
