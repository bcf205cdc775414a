"""Which question of the guide is asked, where the transcript does not mark it."""

from __future__ import annotations

import pytest

from qualcode.coding.alignment.aligner import Aligner
from qualcode.coding.answers import Answer, Asked, Does
from qualcode.guide import InterviewGuide, Question, Topic
from qualcode.transcript import Heading, Role, Transcript, Turn
from tests.marked import marked_transcript

GUIDE = InterviewGuide(
    (
        Topic("intro", "Kennismaking", (Question("1", "Kunt u iets vertellen over uzelf en uw werk?", "intro"),)),
        Topic(
            "stand",
            "De huidige situatie",
            (
                Question("2", "Hoe ziet ongelijkheid eruit in deze regio, en om welke leerlingen gaat het?", "stand"),
                Question("2a", "Wat zijn volgens u de verklaringen daarvoor?", "stand", "2"),
            ),
        ),
        Topic("aanpak", "De aanpak", (Question("3", "Wat wordt er gedaan om ongelijkheid tegen te gaan?", "aanpak"),)),
        Topic("advies", "Aanbevelingen", (Question("4", "Wat zou u de stichting aanbevelen?", "advies"),)),
    )
)
INTERVIEW = """
I: Zo, de opname loopt. Fijn dat u er bent.
R: Graag gedaan.
I: Wie bent u, en wat doet u precies?
R: Ik ben directeur van een school in het noorden.
I: Hoe lang al?
R: Negen jaar.
I: Om wat voor kinderen gaat het hier dan?
R: Om kinderen uit arme gezinnen.
I: En hoe komt dat, denkt u?
R: Door het geld, of beter gezegd, doordat het er niet is.
I: Wat doet u eraan?
R: We hebben huiswerkklassen.
I: Dan de stichting. Wat geeft u ze mee?
R: Begin vroeg.
"""


def aligned(text: str, decided: dict[int, Asked] | None = None) -> tuple[Answer, ...]:
    transcript, _ = marked_transcript(text)
    return Aligner(GUIDE, [transcript], {"R01": decided or {}}).answers("R01")


def questions(found: tuple[Answer, ...]) -> list[str | None]:
    return [answer.question for answer in found]


def test_questions_are_recognised_in_other_words() -> None:
    """The interviewer words each question freely, and each answer is found under its question all the same."""
    found = questions(aligned(INTERVIEW))
    assert [found[at] for at in (3, 7, 9, 11, 13)] == ["1", "2", "2a", "3", "4"]


def test_small_talk_belongs_to_no_question() -> None:
    """What is said before the first question is put under none."""
    found = aligned(INTERVIEW)
    assert (found[0].question, found[0].does, found[1].topic) == (None, Does.NEITHER, None)


def test_a_follow_up_stays_with_its_question() -> None:
    """'Hoe lang al?' asks nothing of the guide: the answer belongs to the question before."""
    found = aligned(INTERVIEW)
    assert found[5].question == "1"
    assert found[4].does is not Does.ASKS


def test_a_question_that_was_skipped_is_nobodys() -> None:
    """Where the third question is left out, no answer is put under it."""
    lines = [line for line in INTERVIEW.strip().split("\n") if "eraan" not in line and "huiswerk" not in line]
    found = aligned("\n".join(lines))
    assert "3" not in questions(found)
    assert found[-1].question == "4"


def test_a_question_that_comes_early_is_found() -> None:
    """The order of the guide is expected and no more: the last question may come second."""
    lines = INTERVIEW.strip().split("\n")
    found = aligned("\n".join([*lines[:6], *lines[12:], *lines[6:12]]))
    assert [found[at].question for at in (7, 9, 11, 13)] == ["4", "2", "2a", "3"]


def test_one_turn_may_ask_two_questions() -> None:
    """'Om wie gaat het, en hoe komt dat?' asks both; the first of the guide's is the answer's question."""
    found = aligned(
        "I: Wie bent u?\nR: Directeur.\nI: Om welke leerlingen gaat het hier, en wat zijn de verklaringen?\nR: Arme."
    )
    assert set(found[3].questions) == {"2", "2a"}


def test_the_guides_own_words_are_sure() -> None:
    """A question that is read out is that question, as sure as can be."""
    found = aligned("I: Kunt u iets vertellen over uzelf en uw werk?\nR: Ik ben directeur.")
    assert (found[1].question, found[1].confidence) == ("1", 1.0)


def test_what_a_person_decided_wins() -> None:
    """A decided turn asks what was decided, and the answers after it follow."""
    before = aligned(INTERVIEW)
    assert before[4].question == "1"
    after = aligned(INTERVIEW, {4: Asked(("2",))})
    assert (after[4].question, after[5].question, after[4].how, after[4].confidence) == ("2", "2", "decided", 1.0)
    assert after[7].question == "2"


@pytest.mark.parametrize("decided", [Asked(("1",), probe=True), Asked()])
def test_a_turn_may_be_said_to_ask_nothing(decided: Asked) -> None:
    """Who says that a turn is a probe, or nothing, leaves its answer with the question before."""
    found = aligned(INTERVIEW, {6: decided})
    assert (found[7].question, found[6].does, found[6].how) == ("1", decided.does, "decided")


def test_numbers_go_before_what_is_said() -> None:
    """In a transcript with numbered questions a turn without a number asks no other one."""
    found = aligned("I: 1. Wie bent u?\nR: Directeur.\nI: 3. Wat doet u?\nR: Veel.\nI: Hoe komt dat?\nR: Zo maar.")
    assert questions(found) == ["1", "1", "3", "3", "3", "3"]
    assert {answer.how for answer in found[:4]} == {"number"}


def test_a_topics_heading_narrows_the_questions() -> None:
    """Below the heading of a topic the questions of that topic are expected."""
    lines = ["# De aanpak", "Hoe komt dat?", "Door huiswerkklassen."]
    text = "\n".join(lines)
    turns = (
        Turn(12, 25, "I", Role.INTERVIEWER),
        Turn(26, len(text), "R", Role.RESPONDENT, "R01"),
    )
    found = Aligner(GUIDE, [Transcript("R01", "R01.md", text, turns, (Heading(0, 11),))]).answers("R01")
    assert {answer.topic for answer in found} == {"aanpak"}


def test_decisions_on_other_interviews_are_learned_from() -> None:
    """A wording that nobody could know is known once it was decided on in others, unless one does not want that."""
    odd = "I: Wie bent u?\nR: Directeur.\nI: En de kachel in de winter?\nR: Die staat uit, want er is geen geld."
    made = [marked_transcript(odd, name)[0] for name in ("R01", "R02", "R03", "R04")]
    decided = {name: {0: Asked(("1",)), 2: Asked(("2a",))} for name in ("R01", "R02", "R03")}
    assert Aligner(GUIDE, made, decided).answers("R04")[3].question == "2a"
    assert Aligner(GUIDE, made, decided, learn=False).answers("R04")[3].question != "2a"


def test_nothing_is_found_where_there_is_nothing_to_find() -> None:
    """Without a guide, or without turns of an interviewer, every question stays unknown."""
    transcript, _ = marked_transcript(INTERVIEW)
    assert {answer.question for answer in Aligner(InterviewGuide(), [transcript]).answers("R01")} == {None}
    alone = Transcript("R02", "R02.txt", "Ja.", (Turn(0, 3, None, Role.RESPONDENT, "R02"),))
    assert [answer.topic for answer in Aligner(GUIDE, [alone]).answers("R02")] == [None]
