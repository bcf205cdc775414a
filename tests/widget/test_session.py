"""A session: messages come in, decisions go to the journal, and every page hears what changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.journals import JournalFile
from qualcode.project import Project, open_study
from qualcode.widget.acts import code_id_of
from qualcode.widget.labels import LANGUAGES, widget_labels
from qualcode.widget.session import Session
from tests.widget.conftest import journal, kinds, told
from tests.widget.listener import Listener


@pytest.fixture
def desk(session: Session) -> Listener:
    return Listener(session)


# What is shown


def test_a_page_gets_the_transcript_with_turns_codes_and_suggestions(desk: Listener) -> None:
    """Who says hello gets turns with speakers and sentences, the code tree, and what the keywords suggest."""
    turns = desk.view["transcript"]["turns"]
    assert [(turn["speaker"], turn["role"]) for turn in turns[:2]] == [("I", "interviewer"), ("R", "respondent")]
    sentences = [desk.text[start:end] for start, end in turns[1]["sentences"]]
    assert sentences == ["We werken samen 🌷 met het wijkteam.", "Dat scheelt.", "Maar die schotten, hè!"]
    assert [code["path"] for code in desk.view["codes"]][1] == ["Integrale aanpak", "Schotten en potjes"]
    assert desk.shown("coding") == []
    assert ("wijkteam", "integrale_aanpak") in desk.shown("suggestion")
    why = desk.items[desk.suggestion("potjes", "integrale_aanpak.schotten")]
    assert (why["keyword"], why["rule"]) == ("potje*", "wildcard")


def test_offsets_are_code_points_behind_emoji_and_combining_marks(desk: Listener) -> None:
    """A passage behind an emoji is stored with its own words, as Python slices them."""
    for quote in ("🌷 met", "👩‍👩‍👧 vol ouders", "Een café"):
        assert desk.code(quote, "vve")["ok"]
    assert desk.shown("coding") == [(quote, "vve") for quote in ("Een café", "🌷 met", "👩‍👩‍👧 vol ouders")]


def test_labels_are_dutch_unless_asked_otherwise(project: Project) -> None:
    """Every label has words in both languages, with the same places to fill in."""
    assert Listener(Session(project, "R01", coder="anna")).view["labels"]["accept"] == "overnemen"
    assert Listener(Session(project, "R01", coder="anna", language="en")).view["labels"]["accept"] == "accept"
    dutch, english = map(widget_labels, LANGUAGES)
    assert all(dutch.values())
    assert all(english.values())
    blanks = {key: set(re.findall(r"\{\w+\}", words)) for key, words in dutch.items()}
    assert blanks == {key: set(re.findall(r"\{\w+\}", words)) for key, words in english.items()}


def test_an_unknown_transcript_coder_or_language_is_named(project: Project) -> None:
    """Misuse is told before anything is shown."""
    with pytest.raises(UnknownValueError, match="Unknown transcript 'R10'"):
        Session(project, "R10", coder="anna")
    with pytest.raises(UnknownValueError, match="Unknown coder 'bram'"):
        Session(project, "R01", coder="anna", others=["bram"])
    with pytest.raises(UnknownValueError, match="Unknown language 'de'"):
        Session(project, "R01", coder="anna", language="de")
    with pytest.raises(QualcodeError, match="blind"):
        Session(project, "R01", coder="anna", blind=True, others=True)


# Coding


def test_each_act_is_an_event_in_the_journal(desk: Listener, study: Path) -> None:
    """Coding, memo, stance, other borders, another code and removing are each a decision, in order."""
    coded = desk.code("We werken samen", "vve")
    assert (coded["ok"], coded["did"], coded["values"]) == (
        True,
        "did_code",
        {"code": "Voor- en vroegschoolse educatie"},
    )
    changed = desk.ask("change", transcript="R01", item=coded["item"], memo="later terugkijken")
    changed = desk.ask("change", transcript="R01", item=changed["item"], stance="werkt")
    changed = desk.ask("change", **desk.passage("werken samen"), item=changed["item"])
    changed = desk.ask("change", transcript="R01", item=changed["item"], code="integrale_aanpak")
    last = journal(study)[-1]
    assert told(last, "quote", "code", "memo", "stance") == (
        "code",
        "werken samen",
        "integrale_aanpak",
        "later terugkijken",
        "werkt",
    )
    assert desk.shown("coding") == [("werken samen", "integrale_aanpak")]
    assert desk.ask("uncode", transcript="R01", item=changed["item"])["ok"]
    assert desk.shown("coding") == []
    assert kinds(study) == ["code"] * 5 + ["uncode"]


def test_codes_may_overlap_in_any_way(desk: Listener) -> None:
    """Three codes lie on one passage, and others across its borders."""
    for code in ("vve", "integrale_aanpak", "integrale_aanpak.schotten"):
        assert desk.code("Dat scheelt.", code)["ok"]
    assert desk.code("wijkteam. Dat", "vve")["ok"]
    assert len(desk.shown("coding")) == 4


def test_an_exchange_is_one_coding_of_the_answer_with_its_question(desk: Listener, study: Path) -> None:
    """Question and answer together are anchored on the answer, and flagged as put forward."""
    assert desk.code("En de vve, is dat geregeld?\nR: Ja, precies.", "vve", putForward=True)["ok"]
    (event,) = journal(study)
    assert told(event, "quote", "put_forward") == ("code", "Ja, precies.", True)
    assert [item["putForward"] for item in desk.items.values() if item["kind"] == "coding"] == [True]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "iets anders"}, "other_text"),
        ({"start": -1}, "other_text"),
        ({"end": 10**9}, "other_text"),
        ({"start": "1"}, "other_text"),
        ({"code": "bestaat_niet"}, "gone"),
        ({"transcript": "R99"}, "gone"),
        ({"stance": "mooi"}, "refused"),
        ({"op": "wat dan ook"}, "refused"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_stored(
    desk: Listener, study: Path, change: dict[str, Any], why: str
) -> None:
    """A slip of offsets, an unknown code or a strange message leaves the journal as it was."""
    answer = desk.ask(**{"op": "code", **desk.passage("Dat scheelt."), "code": "vve", **change})
    assert (answer["ok"], answer["again"], answer["why"]) == (False, False, why)
    assert journal(study) == []


def test_the_interviewers_words_are_not_coded(desk: Listener, study: Path) -> None:
    """What only the interviewer says is refused with a reason, with other borders too."""
    assert desk.code("Hoe gaat dat", "vve")["why"] == "not_said_by_respondent"
    coded = desk.code("Dat scheelt.", "vve")
    answer = desk.ask("change", item=coded["item"], **desk.passage("Hoe gaat dat"))
    assert answer["why"] == "not_said_by_respondent"
    assert kinds(study) == ["code"]


@pytest.mark.parametrize("message", [None, "wat", 3, [], {}, {"id": "1"}])
def test_what_is_no_message_is_passed_over(session: Session, message: object) -> None:
    """Nothing that comes from a page can stop a session."""
    assert session.handle(message) == []


def test_a_new_code_is_made_on_the_spot(desk: Listener, study: Path) -> None:
    """A code is added to codebook.yaml while coding, is there for the next passage, and undo takes it away."""
    answer = desk.ask("newCode", name="Wachtlijst & geld", parent="vve", definition="Te lang wachten.")
    assert (answer["ok"], answer["code"]) == (True, "vve.wachtlijst_geld")
    assert desk.code("Dat scheelt.", answer["code"])["ok"]
    assert desk.ask("newCode", name="wachtlijst  geld", parent="vve")["why"] == "code_exists"
    assert desk.ask("newCode", name="  ")["why"] == "no_name"
    assert desk.ask("newCode", name="x", parent="weg")["why"] == "gone"
    assert "vve.wachtlijst_geld" in open_study(study).codebook
    desk.ask("undo")
    assert desk.ask("undo")["did"] == "did_undo"
    assert "vve.wachtlijst_geld" not in open_study(study).codebook
    assert code_id_of("Één café", None) == "een_cafe"
    assert code_id_of("!!!", None) == "code"


def test_undo_and_redo_go_on_after_a_reload(desk: Listener, study: Path) -> None:
    """What was done before the kernel was restarted can be undone after it, step by step, and done again."""
    for quote in ("We werken samen", "Dat scheelt."):
        desk.code(quote, "vve")
    later = Listener(Session(open_study(study), "R01", coder="anna"))
    assert later.ask("undo")["values"]["what"] == "codering Voor- en vroegschoolse educatie"
    assert later.ask("undo")["ok"]
    assert later.shown("coding") == []
    assert later.ask("undo")["did"] == "nothing_to_undo"
    assert later.ask("redo")["did"] == "did_redo"
    assert later.shown("coding") == [("We werken samen", "vve")]
    later.ask("redo")
    assert later.ask("redo")["did"] == "nothing_to_redo"
    assert len(later.shown("coding")) == 2
    assert later.ask("undo", session="van voor de herstart")["why"] == "other_session"


# Reviewing


def test_a_suggestion_is_accepted_rejected_or_accepted_otherwise(desk: Listener, study: Path) -> None:
    """Each way of deciding takes the suggestion away and is a decision with its origin."""
    team = desk.suggestion("wijkteam", "integrale_aanpak")
    assert desk.ask("accept", transcript="R01", item=team)["ok"]
    purses = desk.suggestion("potjes", "integrale_aanpak.schotten")
    assert desk.ask("accept", item=purses, **desk.passage("veel potjes"), code="vve")["ok"]
    wall = desk.suggestion("schotten", "integrale_aanpak.schotten")
    assert desk.ask("reject", transcript="R01", item=wall)["ok"]
    assert desk.shown("coding") == [("veel potjes", "vve"), ("wijkteam", "integrale_aanpak")]
    left = [words for words, code in desk.shown("suggestion")]
    assert not {"wijkteam", "potjes", "schotten"} & set(left)
    events = journal(study)
    assert [event["kind"] for event in events] == ["code", "code", "reject"]
    assert events[1]["origin"]["keyword"] == "potje*"
    assert desk.ask("reject", transcript="R01", item=wall)["why"] == "gone"
    desk.ask("undo")
    assert desk.suggestion("schotten", "integrale_aanpak.schotten") == wall


def test_turns_are_reviewed_one_by_one_or_all_at_once(desk: Listener, project: Project) -> None:
    """A turn is reviewed when all of it was read with the codes of today; a new code asks to read again."""
    assert desk.view["reading"] == {"1": "not_reviewed", "3": "not_reviewed"}
    first = desk.view["transcript"]["turns"][1]
    answers = desk.session.handle({"id": "a", "op": "review", **desk.passage(desk.text[first["start"] : first["end"]])})
    assert answers[0]["reading"] == {"1": "complete"}
    assert answers[0]["progress"]["R01"]["done"] == 1
    answers = desk.session.handle({"id": "b", "op": "review", "transcript": "R01"})
    assert answers[0]["reading"] == {"3": "complete"}
    assert Listener(desk.session).view["progress"]["R01"] == {"turns": 2, "done": 2, "suggestions": 3}
    answers = desk.session.handle({"id": "c", "op": "newCode", "name": "Iets nieuws"})
    changes = [answer for answer in answers if answer.get("type") == "change"]
    assert changes[0]["reading"] == {"1": "not_reread", "3": "not_reread"}
    part = desk.passage("Dat scheelt.")
    assert desk.session.handle({"id": "d", "op": "review", **part})[0]["ok"]
    project.reload()
    assert Listener(desk.session).view["reading"]["1"] == "not_reread"


# Saved means saved


def test_a_failing_disk_is_told_and_the_act_can_be_tried_again(
    desk: Listener, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the journal cannot be written nothing is stored; the same message later is done once."""
    message = {"id": "vast", "op": "code", **desk.passage("Dat scheelt."), "code": "vve"}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(JournalFile, "_add", full)
        answer = desk.send(dict(message))
    assert (answer["ok"], answer["again"], answer["why"]) == (False, True, "write_failed")
    assert "No space left" in answer["values"]["reason"]
    assert desk.shown("coding") == []
    assert desk.send(dict(message))["ok"]
    assert desk.send(dict(message))["ok"]
    assert kinds(study) == ["code"]


def test_an_act_whose_answer_was_lost_is_done_once(desk: Listener) -> None:
    """A page that heard nothing asks again under the same name; even an undo is then not done twice."""
    for quote in ("We werken samen", "Dat scheelt."):
        desk.code(quote, "vve")
    message = {"id": "vast", "op": "undo", "session": desk.session.id}
    assert desk.send(dict(message)) == desk.send(dict(message))
    assert desk.shown("coding") == [("We werken samen", "vve")]


def test_an_error_in_python_reaches_the_page(desk: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong is an answer, and may be tried again."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.session.desk.coder, "code", broken)
    answer = desk.code("Dat scheelt.", "vve")
    assert (answer["ok"], answer["again"], answer["values"]) == (False, True, {"reason": "ZeroDivisionError"})


# Others


def test_a_cell_that_codes_meanwhile_shows_at_once(desk: Listener, study: Path) -> None:
    """What a cell, another tab or another kernel writes is a change; what was done here is not undone by it."""
    desk.code("We werken samen", "vve")
    other = open_study(study).coder("anna")
    other.code("R01", "Dat scheelt.", "integrale_aanpak")
    (change,) = desk.session.changes()
    assert [item["code"] for item in change["put"].values()] == ["integrale_aanpak"]
    desk.take(change)
    assert desk.session.changes() == []
    other.undo()
    assert desk.ask("sync")["ok"]
    assert desk.shown("coding") == [("We werken samen", "vve")]


def test_what_another_wrote_just_before_an_act_is_taken_in_first(desk: Listener, study: Path) -> None:
    """An act follows on all that stands in the journal, so that undo takes back what was really last."""
    desk.code("We werken samen", "vve")
    open_study(study).coder("anna").code("R01", "Dat scheelt.", "vve")
    assert desk.ask("undo")["ok"]
    assert desk.shown("coding") == [("We werken samen", "vve")]


def test_a_suggestion_that_was_decided_on_elsewhere_is_not_decided_on_again(desk: Listener, study: Path) -> None:
    """What another kernel rejected a moment ago is gone, also for a page that did not hear of it yet."""
    team = desk.suggestion("wijkteam", "integrale_aanpak")
    elsewhere = Listener(Session(open_study(study), "R01", coder="anna"))
    assert elsewhere.ask("reject", transcript="R01", item=team)["ok"]
    assert desk.ask("accept", transcript="R01", item=team)["why"] == "gone"
    assert kinds(study) == ["reject"]


def test_two_pages_of_one_session_hear_the_same(desk: Listener) -> None:
    """Each change follows on the one before, so that a page that missed one knows it."""
    tab = Listener(desk.session)
    message = {"id": "x", "op": "code", **desk.passage("Dat scheelt."), "code": "vve"}
    change, answer = desk.session.handle(message)
    assert (change["from"], change["to"]) == (tab.view["version"], tab.view["version"] + 1)
    tab.take(change)
    assert tab.shown("coding") == [("Dat scheelt.", "vve")]
    assert Listener(desk.session).view["version"] == change["to"]
    assert answer["ok"]


def test_pages_on_two_transcripts_keep_apart(desk: Listener) -> None:
    """A change belongs to its transcript; progress is told to all."""
    second = Listener(desk.session, "R02")
    assert second.view["transcript"]["id"] == "R02"
    change, _ = second.session.handle({"id": "x", "op": "code", **second.passage("goed geregeld"), "code": "vve"})[-2:]
    assert change["transcript"] in ("R01", "R02")
    assert second.shown("coding") == []


def test_other_coders_are_shown_when_asked_for(desk: Listener, study: Path) -> None:
    """Their codings come apart from one's own, and what they rejected stays away."""
    bram = open_study(study).coder("bram")
    bram.code("R01", "Dat scheelt.", "vve")
    mine = Listener(Session(open_study(study), "R01", coder="anna", others=True))
    assert mine.shown("other") == [("Dat scheelt.", "vve")]
    assert mine.view["beside"] == ["anna", "bram", "consensus"]
    assert Listener(Session(open_study(study), "R01", coder="anna")).shown("other") == []
    bram.code("R01", "We werken", "vve")
    mine.ask("sync")
    assert len(mine.shown("other")) == 2


def test_who_codes_blind_gets_no_suggestion_and_no_other_coder(project: Project, study: Path) -> None:
    """Nothing of suggestions or of others is ever sent, and asking for them is refused."""
    project.coder("bram").code("R01", "Dat scheelt.", "integrale_aanpak")
    desk = Listener(Session(project, "R01", coder="anna", blind=True))
    assert desk.items == {}
    assert desk.view["beside"] == []
    assert desk.view["progress"]["R01"]["suggestions"] is None
    name = "s35-43-integrale_aanpak-wijkteam"
    for op in ("accept", "reject"):
        assert desk.ask(op, transcript="R01", item=name)["why"] == "blind_hint"
    assert desk.ask("settle", transcript="R01", item="o1")["why"] == "not_beside"
    sent: list[Any] = []
    handle: Callable[[object], list[dict[str, Any]]] = desk.session.handle
    for op in ("hello", "sync"):
        sent += handle({"id": op, "op": op})
    assert not {"suggestion", "other"} & {
        item["kind"] for answer in sent for item in (answer.get("items") or answer.get("put") or {}).values()
    }
    assert desk.code("Dat scheelt.", "vve")["ok"]
    assert journal(study)[-1]["blind"] is True


def test_a_corrected_transcript_asks_to_confirm_or_refuse_the_place(desk: Listener, study: Path) -> None:
    """A coding whose words were changed is shown as such; confirming is a decision, and so is refusing."""
    desk.code("Maar die schotten, hè!", "vve")
    path = study / "interviews" / "R01.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("die schotten, hè", "al die schotten, he"), encoding="utf-8"
    )
    later = Listener(Session(open_study(study), "R01", coder="anna"))
    ((name, item),) = [(name, item) for name, item in later.items.items() if item["kind"] == "coding"]
    assert item["status"] == "changed"
    assert later.ask("confirm", transcript="R01", item=name)["did"] == "did_confirm"
    assert later.items[name]["status"] == "same"
    later.ask("undo")
    assert later.ask("refuse", transcript="R01", item=name)["did"] == "did_refuse"
    assert later.shown("coding") == []


def test_a_coding_of_a_split_code_waits_for_a_choice(desk: Listener, study: Path) -> None:
    """After a split the coding shows between which codes to choose, and the choice is a decision."""
    desk.code("Dat scheelt.", "vve")
    open_study(study).coder("anna").codebook.split("vve", {"vve.geld": "Geld", "vve.plek": "Plek"})
    desk.ask("sync")
    ((name, item),) = [(name, item) for name, item in desk.items.items() if item["kind"] == "coding"]
    assert item["choices"] == ["vve.geld", "vve.plek"]
    assert desk.ask("reassign", transcript="R01", item=name, code="vve.plek")["ok"]
    assert desk.shown("coding") == [("Dat scheelt.", "vve.plek")]
