"""A study along its guide: decisions on questions, coverage, and how themes came up."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.project import Project, open_study
from tests.conftest import StudyMaker

GUIDE = """
topics:
  - id: intro
    label: Kennismaking
    questions:
      - {id: "1", text: "Kunt u iets vertellen over uzelf en uw werk?"}
  - id: aanpak
    label: De aanpak
    questions:
      - {id: "2", text: "Wat wordt er gedaan om ongelijkheid tegen te gaan?", themes: [vve]}
      - {id: "3", text: "Wat is in het verleden minder goed gelukt?"}
"""
R01 = """
I: Wie bent u, en wat doet u precies?
R: Ik ben directeur van een school. We werken samen met het wijkteam.
I: Wat doet u eraan?
R: Wij hebben een warme overdracht.
I: Wat is er mislukt?
R: De maatjes, die gingen weg.
"""
R02 = """
I: Wie bent u, en wat doet u precies?
R: Ik werk bij de gemeente.
I: Wat doet u eraan, aan het wijkteam?
R: Wij hebben de vve, en het wijkteam.
"""


@pytest.fixture
def folder(make_study: StudyMaker) -> Path:
    return make_study({"guide/leidraad.yaml": GUIDE, "interviews/R01.txt": R01, "interviews/R02.txt": R02})


def question_of(project: Project, transcript: str, turn: int) -> str:
    frame = project.answers()
    return str(frame[(frame["transcript"] == transcript) & (frame["turn"] == turn)]["question"].item())


def status(project: Project, rows: str = "question") -> dict[tuple[str, str], str]:
    frame = project.coverage(rows)
    return {(str(row[rows]), str(row["respondent"])): str(row["status"]) for _, row in frame.iterrows()}


def test_every_exchange_is_a_row(folder: Path) -> None:
    """The frame of answers has each turn of the interviewer with its question, who answers, and how sure it is."""
    frame = open_study(folder).answers()
    assert list(frame["question"]) == ["1", "2", "3", "1", "2"]
    assert list(frame["respondent"]) == ["R01"] * 3 + ["R02"] * 2
    assert frame["confidence"].between(0, 1).all()
    assert frame.loc[0, "words"] == 12


def test_the_doubtful_ones_come_first(folder: Path) -> None:
    """The list to go through begins with what is least sure, and leaves out what was decided."""
    project = open_study(folder)
    project.coder("anna").asked("R01", 2, "2")
    project.reload()
    frame = project.answers(doubtful=True)
    assert frame["confidence"].is_monotonic_increasing
    assert len(frame) == 4


def test_a_decision_wins_lasts_and_can_be_undone(folder: Path) -> None:
    """What a coder says of a turn changes the answers, is there after opening anew, and goes away by undo."""
    project = open_study(folder)
    anna = project.coder("anna")
    anna.asked("R01", "Wat is er mislukt?", "2")
    assert question_of(open_study(folder), "R01", 4) == "2"
    anna.asked("R01", 4, probe="1")
    assert question_of(open_study(folder), "R01", 4) == "1"
    anna.undo(2)
    project.reload()
    assert question_of(project, "R01", 4) == "3"


def test_a_decision_survives_a_corrected_transcript(folder: Path) -> None:
    """When the transcript is corrected, before the turn and within it, the decision stays with its turn."""
    open_study(folder).coder("anna").asked("R01", 4, "2")
    path = folder / "interviews" / "R01.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text("I: Dag.\nR: Dag.\n" + text.replace("is er mislukt", "is er nou mislukt"), encoding="utf-8")
    project = open_study(folder)
    assert question_of(project, "R01", 6) == "2"
    assert project.answers().loc[3, "how"] == "decided"


def test_a_decision_whose_turn_is_gone_is_told(folder: Path) -> None:
    """A decision on a turn that was taken out of the transcript is a problem, and no other turn's."""
    open_study(folder).coder("anna").asked("R01", 4, "2")
    path = folder / "interviews" / "R01.txt"
    path.write_text(path.read_text(encoding="utf-8").split("I: Wat is er")[0], encoding="utf-8")
    project = open_study(folder)
    assert "decided" not in set(project.answers()["how"])
    assert any("has no place" in problem.message for problem in project.problems)


def test_coders_who_disagree_are_told(folder: Path) -> None:
    """Two coders who decide differently on one turn are both kept: neither is used, and a problem says so."""
    project = open_study(folder)
    project.coder("anna").asked("R01", 4, "2")
    project.coder("bram").asked("R01", 4, "1")
    project.reload()
    assert question_of(project, "R01", 4) == "3"
    assert any("anna, bram" in problem.message for problem in project.problems)


def test_only_questions_of_the_guide_and_turns_of_the_interviewer(folder: Path) -> None:
    """A question that the guide does not have, or a respondent's turn, is refused with what there is."""
    anna = open_study(folder).coder("anna")
    with pytest.raises(UnknownValueError, match="9"):
        anna.asked("R01", 4, "9")
    with pytest.raises(QualcodeError, match="not a turn of the interviewer"):
        anna.asked("R01", 5, "2")
    with pytest.raises(QualcodeError, match="not a turn of the interviewer"):
        anna.asked("R01", "De maatjes", "2")


def test_what_was_not_asked_is_not_nought(folder: Path) -> None:
    """The third question was not put to R02: that is said, and its words are missing and not 0."""
    project = open_study(folder)
    assert status(project)["3", "R02"] == "not asked"
    assert status(project)["3", "R01"] == "asked"
    assert status(project, "topic")["aanpak", "R02"] == "asked"
    row = project.coverage().query("question == '3' and respondent == 'R02'")
    assert row[["words", "codings"]].isna().all(axis=None)


def test_nothing_is_known_of_who_was_never_asked_anything(folder: Path) -> None:
    """Of a respondent whose report has no questions it is unknown what was asked, not denied."""
    (folder / "interviews" / "R02.txt").write_text("Wij doen veel.\n", encoding="utf-8")
    assert status(open_study(folder))["2", "R02"] == "unknown"


def test_who_joins_later_was_not_asked_before(folder: Path, make_study: StudyMaker) -> None:
    """A colleague who joins for the last question was not asked the first ones."""
    rows = "respondent,transcript,speaker\nR01,R01,R1\nR02,R01,R2\n"
    text = R01.replace("R:", "R1:") + "R2: Ik kom er even bij, en ik heb dat ook gezien.\n"
    shared = make_study(
        {
            "guide/leidraad.yaml": GUIDE,
            "interviews/respondents.csv": rows,
            "interviews/R01.txt": text,
            "interviews/R02.txt": None,
        },
        "samen",
    )
    found = status(open_study(shared))
    assert (found["1", "R02"], found["3", "R02"], found["1", "R01"]) == ("not asked", "asked", "asked")


def test_the_workbook_says_what_was_not_asked(folder: Path, tmp_path: Path) -> None:
    """The sheet of coverage has 'niet gevraagd' where a question was not asked, and words elsewhere."""
    outputs = open_study(folder).run(tmp_path / "uit")
    sheet = load_workbook(outputs.matrix)["Dekking"]
    rows = {(row[0], row[1]): row[2:4] for row in sheet.iter_rows(values_only=True)}
    assert rows["aanpak", "3"] == (5, "niet gevraagd")
    assert isinstance(rows["aanpak", None][1], int)


def test_themes_are_counted_by_topic(folder: Path) -> None:
    """A matrix may have the guide's topics as columns, or count what is said under one topic only."""
    project = open_study(folder)
    anna = project.coder("anna")
    anna.code("R01", "samen met het wijkteam", "integrale_aanpak")
    anna.code("R01", "warme overdracht", "vve")
    anna.reviewed("R01")
    anna.reviewed("R02")
    project.reload()
    by_topic = project.matrix(columns="topic").frame
    assert by_topic.loc[["integrale_aanpak", "vve"]].to_numpy().tolist() == [[1, 0], [0, 1]]
    within = project.matrix(topic="intro").frame
    assert within.loc[["integrale_aanpak", "vve"], "R01"].tolist() == [1, 0]
    with pytest.raises(UnknownValueError, match="intro"):
        project.matrix(topic="inleiding")


def test_a_theme_whose_question_was_not_put_is_not_nought(folder: Path) -> None:
    """Where the guide maps a theme to a question, who was not asked it has no 0 for it, but a mark of its own."""
    text = "I: Kunt u iets vertellen over uzelf en uw werk?\nR: Ik werk bij de gemeente.\n"
    (folder / "interviews" / "R02.txt").write_text(text, encoding="utf-8")
    project = open_study(folder)
    anna = project.coder("anna")
    anna.reviewed("R01")
    anna.reviewed("R02")
    project.reload()
    matrix = project.matrix()
    assert list(matrix.status.loc["vve"]) == ["complete", "not_asked"]
    assert list(matrix.status.loc["integrale_aanpak"]) == ["complete", "complete"]
    assert list(matrix.frame.loc["vve"].isna()) == [False, True]
    anna.code("R02", "Ik werk bij de gemeente.", "vve")
    project.reload()
    assert project.matrix()["vve", "R02"].frame["quote"].tolist() == ["Ik werk bij de gemeente."]
    assert project.matrix().status.loc["vve", "R02"] == "complete"


def test_how_a_theme_came_up_is_proposed(folder: Path) -> None:
    """A theme is spontaneous, asked for where the guide says so, or put forward where the interviewer names it."""
    project = open_study(folder)
    anna = project.coder("anna")
    anna.code("R01", "samen met het wijkteam", "integrale_aanpak")
    anna.code("R01", "warme overdracht", "vve")
    anna.code("R02", "en het wijkteam", "integrale_aanpak")
    project.reload()
    assert list(project.codings()["raised"]) == ["spontaan", "na vraag", "aangereikt"]


def test_the_coder_has_the_last_word_on_how_it_came_up(folder: Path) -> None:
    """What the coder says goes before the proposal, and only known values are taken."""
    project = open_study(folder)
    anna = project.coder("anna")
    coding = anna.code("R02", "en het wijkteam", "integrale_aanpak")
    anna.change(coding, raised="spontaan")
    project.reload()
    assert list(project.codings()["raised"]) == ["spontaan"]
    with pytest.raises(UnknownValueError):
        anna.change(anna.codings[0], raised="zomaar")
