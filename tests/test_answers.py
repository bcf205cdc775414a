"""Which question of the guide a turn belongs to, as far as the transcript says so."""

from __future__ import annotations

import pytest

from qualcode.coding.answers import answers
from qualcode.guide import InterviewGuide, Question, Topic
from qualcode.transcript import Heading, Role, Transcript, Turn
from tests.marked import marked_transcript

GUIDE = InterviewGuide(
    (
        Topic(
            "stand",
            "Stand van zaken",
            (
                Question("3", "Wat merkt u van kansenongelijkheid?", "stand"),
                Question("3a", "Waar merkt u dat aan?", "stand", parent="3"),
            ),
        ),
        Topic("aanpak", "De aanpak", (Question("4", "Wat doet u eraan?", "aanpak"),)),
    )
)


def keyed(text: str) -> list[tuple[str | None, str | None, str | None]]:
    transcript, _ = marked_transcript(text)
    return [(answer.topic, answer.question, answer.how) for answer in answers(transcript, GUIDE)]


def headed(*lines: str) -> Transcript:
    """Return a transcript of turns of R01, in which lines that begin with # are headings."""
    turns, headings, start = [], [], 0
    for line in lines:
        if line.startswith("#"):
            headings.append(Heading(start, start + len(line)))
        else:
            turns.append(Turn(start, start + len(line), "R", Role.RESPONDENT, "R01"))
        start += len(line) + 1
    return Transcript("R01", "interviews/R01.md", "\n".join(lines), tuple(turns), tuple(headings))


def test_a_number_of_the_guide_keys_what_follows() -> None:
    """The interviewer's '3a.' keys that turn and the answers to it, until the next number."""
    assert keyed(
        """
        I: Fijn dat u er bent.
        R: Graag gedaan.
        I: 3a. Waar merkt u dat aan?
        R: Aan de wachtlijst.
        I: En verder?
        R: Aan de potjes.
        I: 4. Wat doet u eraan?
        R: Weinig.
        """
    ) == [
        (None, None, None),
        (None, None, None),
        *[("stand", "3a", "number")] * 4,
        *[("aanpak", "4", "number")] * 2,
    ]


@pytest.mark.parametrize("number", ["3a.", "3A.", "3a)", "3a:", "Vraag 3a.", "vraag 3a:", " 3a ."])
def test_a_number_may_be_written_in_several_ways(number: str) -> None:
    """The number counts with a dot, bracket or colon, and with 'Vraag' before it."""
    assert keyed(f"I: {number} Waar merkt u dat aan?")[0] == ("stand", "3a", "number")


@pytest.mark.parametrize("speech", ["3 van de 4 scholen?", "4.000 euro?", "12. En dan?", "Vraag: en dan?", "In 3a."])
def test_other_numbers_key_nothing(speech: str) -> None:
    """An amount, a number that is not in the guide, or a group 'in 3a' is no question of the guide."""
    assert keyed(f"I: {speech}\nR: Ja.") == [(None, None, None)] * 2


def test_a_respondent_who_counts_asks_nothing() -> None:
    """A respondent who says '4. …' does not begin the fourth question."""
    assert keyed("I: 3. Wat merkt u?\nR: 4. Dat is mijn vierde punt.")[1] == ("stand", "3", "number")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("# Stand van zaken", ("stand", None)),
        ("## 2. STAND VAN ZAKEN", ("stand", None)),
        ("# 3a. Waar merkt u dat aan?", ("stand", "3a")),
        ("# Waar merkt u dat aan?", ("stand", "3a")),
    ],
)
def test_a_heading_that_names_a_topic_or_question_keys_what_stands_below(
    heading: str, expected: tuple[str, str | None]
) -> None:
    """A heading counts with or without its number, in capitals or not."""
    found = answers(headed("Dag.", heading, "Ja.", "Nee.", "# De aanpak", "Weinig."), GUIDE)
    assert [(answer.topic, answer.question, answer.how) for answer in found] == [
        (None, None, None),
        *[(*expected, "heading")] * 2,
        ("aanpak", None, "heading"),
    ]


def test_other_headings_key_nothing() -> None:
    """A heading that the guide does not have leaves the question unknown, and one at the end keys nothing."""
    found = answers(headed("# Gespreksverslag", "Ja.", "# Stand van zaken"), GUIDE)
    assert [(answer.topic, answer.how) for answer in found] == [(None, None)]


def test_a_number_below_a_heading_goes_before_it() -> None:
    """Where heading and number stand together the number, which says more, is taken."""
    text = "# Stand van zaken\n4. Wat doet u eraan?"
    asked = Turn(18, len(text), "I", Role.INTERVIEWER)
    found = answers(Transcript("R01", "R01.md", text, (asked,), (Heading(0, 17),)), GUIDE)
    assert (found[0].topic, found[0].question, found[0].how) == ("aanpak", "4", "number")


def test_without_a_guide_every_question_is_unknown() -> None:
    """There is an answer for every turn, in order, also where nothing is known of it."""
    transcript, _ = marked_transcript("I: 3. En?\nR: Ja.\nR: Nee.")
    assert [(answer.turn, answer.topic) for answer in answers(transcript, InterviewGuide())] == [
        (0, None),
        (1, None),
        (2, None),
    ]
