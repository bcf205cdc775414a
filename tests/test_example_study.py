"""The example study at the repository's root, which a new user runs first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from qualcode.codebook import Code
from qualcode.coding.keywords import parse_keyword
from qualcode.project import Project
from qualcode.transcript import Kind

LEADING = ("integrale_aanpak", "vve", "professionalisering", "segregatie")
THEMES = (*LEADING, "ouderbetrokkenheid", "taalachterstand", "naschools_aanbod", "armoede")
TOPICS = ("intro", "stand_van_zaken", "aanpak", "literatuurstudie", "aanbevelingen")
SIXTEEN = tuple(f"R{number:02}" for number in range(1, 17))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_the_example_opens_without_a_problem(example: Project) -> None:
    """Who opens the example finds sixteen transcripts, one for each of sixteen respondents, and no problem."""
    assert [str(problem) for problem in example.problems] == []
    assert tuple(example.transcripts) == example.respondents.ids == SIXTEEN
    assert all(key in example.transcripts[key].respondents for key in SIXTEEN)
    assert {item.kind for item in example.transcripts.values()} == {Kind.VERBATIM}


def test_the_matrix_has_its_place_for_everyone(example: Project) -> None:
    """The matrix is eight themes by sixteen respondents, in the order in which they were written."""
    matrix = example.matrix()
    assert matrix.frame.shape == (8, 16)
    assert tuple(matrix.frame.index) == THEMES
    assert tuple(matrix.frame.columns) == SIXTEEN
    assert set(matrix.frame.to_numpy().flatten()) == {0, 1}
    assert matrix.totals.loc["vve", "respondents"] == matrix.frame.loc["vve"].sum()


def test_the_respondents_are_of_eleven_organisations(example: Project) -> None:
    """Four colleagues of one organisation are not four independent voices: sixteen people are of eleven."""
    organisations = {person.attributes["organisation"] for person in example.respondents}
    assert len(organisations) == 11
    assert {person.attributes["sector"] for person in example.respondents} == {"onderwijs", "beleid", "ondersteuning"}
    assert all(person.attributes["function"] for person in example.respondents)


def test_two_colleagues_join_a_conversation(example: Project) -> None:
    """R06 also speaks in R05's conversation and R15 in R12's; everybody else is interviewed alone."""
    groups = {key: item.respondents for key, item in example.transcripts.items() if len(item.respondents) > 1}
    assert {key: set(group) for key, group in groups.items()} == {"R05": {"R05", "R06"}, "R12": {"R12", "R15"}}


def test_the_codebook_has_eight_themes_and_sub_codes_under_the_leading_four(example: Project) -> None:
    """The themes are those of the study, and each of the four that lead it is worked out in sub-codes."""
    assert tuple(code.id for code in example.codebook.themes) == THEMES
    assert [theme for theme in LEADING if not example.codebook.children(theme)] == []


@pytest.mark.parametrize(
    ("what", "holds"),
    [
        ("a definition", lambda code: bool(code.definition)),
        ("what belongs to it", lambda code: bool(code.include)),
        ("what does not", lambda code: bool(code.exclude)),
        ("two examples", lambda code: len(set(code.examples)) >= 2),
        ("keywords", lambda code: bool(code.keywords)),
        ("a name of its own", lambda code: code.name != code.id),
    ],
)
def test_every_code_is_worked_out(example: Project, what: str, holds: Callable[[Code], bool]) -> None:
    """Every code of the example shows what a code should have."""
    assert [code.id for code in example.codebook if not holds(code)] == [], f"without {what}"


def test_every_keyword_is_understood(example: Project) -> None:
    """No keyword of the example is doubled within its code or raises an error."""
    for code in example.codebook:
        assert len({parse_keyword(keyword).pieces for keyword in code.keywords}) == len(code.keywords), code.id


def test_no_example_of_the_codebook_was_taken_from_a_transcript(example: Project) -> None:
    """The examples explain the codes without giving the transcripts away: none of them is in there."""
    spoken = {key: f" {' '.join(words_of(item.text))} " for key, item in example.transcripts.items()}
    taken = [
        (key, sentence)
        for code in example.codebook
        for sentence in code.examples
        for key, text in spoken.items()
        if f" {' '.join(words_of(sentence))} " in text
    ]
    assert taken == []


def test_a_question_that_was_never_asked_is_not_nought(example: Project) -> None:
    """R13 was never asked the sixth question: that is told, and is not the same as having said nothing."""
    frame = example.coverage()
    row = frame[(frame["question"] == "6") & (frame["respondent"] == "R13")]
    assert row["status"].item() == "not asked"
    assert row[["words", "codings"]].isna().all(axis=None)


def test_the_guide_has_five_topics_and_eight_questions(example: Project) -> None:
    """The guide is that of the study: five topics, the questions 1 to 8, the rest are probes under them."""
    assert tuple(topic.id for topic in example.guide.topics) == TOPICS
    main = [question.id for question in example.guide.questions if question.parent is None]
    assert main == [str(number) for number in range(1, 9)]
    probes = [question for question in example.guide.questions if question.parent]
    assert probes
    assert all(re.fullmatch(f"{probe.parent}[a-z]", probe.id) for probe in probes)
    assert all(question.text.endswith("?") for question in example.guide.questions)
