"""A codebook that grows while coding: no coding is lost, each change is told, and each can be undone."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from qualcode.codebook import Code
from qualcode.errors import QualcodeError, UnknownValueError, WriteError
from qualcode.journals import JournalFile
from qualcode.project import Project, open_study
from tests.conftest import StudyMaker

CODEBOOK = """
# Codeboek, versie 3.
codes:
  - id: integrale_aanpak
    name: Integrale aanpak
  # Nog te splitsen.
  - id: schotten
    parent: integrale_aanpak
    name: Schotten en potjes   # van het eerste gesprek
    definition: Wat samenwerken in de weg staat.
    keywords: [schot]
  - id: vve
    name: Voor- en vroegschoolse educatie
    keywords: [vve]
  - id: opvang
    name: Opvang
    keywords: [crèche]
"""


@pytest.fixture
def study(make_study: StudyMaker) -> Path:
    """Return a study whose codebook has comments."""
    return make_study({"codebook.yaml": CODEBOOK})


def codes(project: Project) -> Counter[str]:
    """Return how many codings stand under each code today."""
    project.reload()
    return Counter(project.codings()["code"].dropna())


def text_of(study: Path) -> str:
    return (study / "codebook.yaml").read_text(encoding="utf-8")


def test_splitting_merging_moving_and_renaming_lose_no_coding_and_are_told_and_undone(
    example_folder: Path, tmp_path: Path
) -> None:
    """After a split in three, a merge, a move and a rename all codings stand where they should; undo restores all."""
    study = tmp_path / "studie"
    for name in ("interviews", "guide", "codings"):
        shutil.copytree(example_folder / name, study / name)
    for name in ("codebook.yaml", "qualcode.toml"):
        shutil.copy(example_folder / name, study)
    project = open_study(study)
    anna = project.coder("anna")
    before, text, decisions = codes(project), text_of(study), len(project.history(coder="anna"))
    mine = Counter(project.codings(coder="anna")["code"])
    assert mine["integrale_aanpak.schotten"] >= 30

    anna.codebook.split("integrale_aanpak.schotten", {"geld": "Geld", "regels": "Regels", "cultuur": "Cultuur"})
    project.reload()
    waiting = project.waiting("anna")
    assert len(waiting) == mine["integrale_aanpak.schotten"]
    assert {item.code for item in waiting} == {"integrale_aanpak"}, "meanwhile they count for what is above"
    for number, item in enumerate(waiting):
        anna.reassign(item.coding, ("geld", "regels", "cultuur")[number % 3])
    anna.codebook.merge("vve.betaalbaarheid", into="vve")
    anna.codebook.move("vve.doorgaande_lijn", "integrale_aanpak")
    anna.codebook.rename("vve", "voorschool")

    after = codes(project)
    assert not project.waiting("anna")
    assert sum(after.values()) == sum(before.values())
    assert after["voorschool"] == before["vve"] + before["vve.betaalbaarheid"]
    assert after["vve.doorgaande_lijn"] == before["vve.doorgaande_lijn"]
    assert project.codebook.theme_of("vve.doorgaande_lijn").id == "integrale_aanpak"
    of_anna = Counter(project.codings(coder="anna")["code"])
    assert sum(of_anna[code] for code in ("geld", "regels", "cultuur")) == len(waiting)
    told = project.history(coder="anna").query("kind == 'codebook'")["note"].tolist()
    assert told[0] == "'integrale_aanpak.schotten' into 'geld', 'regels', 'cultuur'"
    assert told[1:] == [
        "'vve.betaalbaarheid' into 'vve'",
        "'vve.doorgaande_lijn' under 'integrale_aanpak'",
        "'vve' → 'voorschool'",
    ]

    steps = 4 + len(waiting)
    assert open_study(study).coder("anna").undo(steps) == steps
    assert codes(project) == before
    assert text_of(study) == text
    assert len(project.history(coder="anna")) == decisions + 2 * steps
    assert open_study(study).coder("anna").redo(steps) == steps
    assert codes(project) == after


def test_a_new_code_can_be_coded_with_at_once_and_comments_stay(study: Path) -> None:
    """A code that is made while coding stands in codebook.yaml, below its parent, and takes a coding at once."""
    project = open_study(study)
    anna = project.coder("anna")
    code = anna.codebook.add(
        "vve.overdracht", "Warme overdracht", parent="vve", definition="Van voor- naar vroegschool."
    )
    assert anna.code("R02", "De warme overdracht van de vve", code.id).code == "vve.overdracht"
    assert codes(project) == {"vve.overdracht": 1}
    assert "# Codeboek, versie 3." in text_of(study)
    assert "# van het eerste gesprek" in text_of(study)
    assert text_of(study).index("id: vve.overdracht") < text_of(study).index("id: opvang")


def test_what_was_reviewed_is_to_be_read_again_for_a_code_that_came_later(study: Path) -> None:
    """After a code is added, what was read counts as read for the others, and as 'not reread' for the new one."""
    project = open_study(study)
    anna = project.coder("anna")
    anna.reviewed("R01")
    anna.codebook.add("wachtlijst", "Wachtlijst")
    project.reload()
    status = project.matrix(source="hand", coder="anna").status
    assert status.loc["wachtlijst", "R01"] == "not_reread"
    assert status.loc["vve", "R01"] == "complete"


def test_a_code_that_goes_up_in_another_leaves_its_keywords_and_sub_codes_there(study: Path) -> None:
    """Merging keeps keywords and sub-codes; definition and name are those of the code that stays."""
    anna = open_study(study).coder("anna")
    anna.codebook.add("opvang.kosten", "Kosten", parent="opvang")
    stays = anna.codebook.merge("opvang", into="vve")
    assert (stays.name, stays.keywords, stays.formerly) == (
        "Voor- en vroegschoolse educatie",
        ("vve", "crèche"),
        ("opvang",),
    )
    assert open_study(study).codebook["opvang.kosten"].parent == "vve"


def test_renaming_takes_sub_codes_along_and_can_be_turned_back(study: Path) -> None:
    """Sub-codes name the new id; renamed back, a code has its first id and its codings of both times."""
    project = open_study(study)
    anna = project.coder("anna")
    anna.code("R01", "die schotten", "integrale_aanpak")
    anna.codebook.rename("integrale_aanpak", "samenhang")
    anna.code("R01", "Dat scheelt", "samenhang")
    assert open_study(study).codebook["schotten"].parent == "samenhang"
    anna.codebook.rename("samenhang", "integrale_aanpak")
    assert codes(project) == {"integrale_aanpak": 2}
    assert not project.problems


def test_blanks_around_an_id_do_not_count(study: Path) -> None:
    """An id that was pasted with a blank is the id without it, for new codes, other ids and parts."""
    book = open_study(study).coder("anna").codebook
    assert book.add(" wachtlijst ", "Wachtlijst").id == "wachtlijst"
    assert book.rename("wachtlijst", " wachten").id == "wachten"
    assert [code.id for code in book.split("wachten", {" kort": "Kort", "lang ": "Lang"})] == ["kort", "lang"]


def test_a_code_can_be_defined_anew(study: Path) -> None:
    """A definition and a list of keywords change in the file; an empty value takes the key away."""
    anna = open_study(study).coder("anna")
    anna.codebook.define("schotten", definition="Regels die knellen.", keywords=["schot", "regel"])
    assert open_study(study).codebook["schotten"].keywords == ("schot", "regel")
    assert anna.codebook.define("schotten", definition="").definition == ""
    assert "definition" not in text_of(study)


def test_an_id_that_codings_may_still_bear_is_not_given_to_another_code(study: Path) -> None:
    """The earlier id of a renamed code cannot become a new code's, or its codings would change hands."""
    anna = open_study(study).coder("anna")
    anna.codebook.rename("vve", "voorschool")
    with pytest.raises(QualcodeError, match="'vve' was an id of 'voorschool' earlier"):
        anna.codebook.add("vve", "Iets anders")
    with pytest.raises(QualcodeError, match="'vve' was an id of 'voorschool' earlier"):
        anna.codebook.rename("opvang", "vve")
    with pytest.raises(QualcodeError, match="'vve' was an id of 'voorschool' earlier"):
        anna.codebook.split("opvang", {"vve": "Iets", "creche": "Crèche"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: book.add("vve", "Vve"), "There is a code 'vve' already"),
        (lambda book: book.add("nieuw", "Nieuw", parent="vvee"), "Did you mean 'vve'"),
        (lambda book: book.rename("vvee", "x"), "Did you mean 'vve'"),
        (lambda book: book.move("integrale_aanpak", "schotten"), "own ancestor"),
        (lambda book: book.merge("integrale_aanpak", into="schotten"), "Move it from under"),
        (lambda book: book.split("integrale_aanpak", {"a": "A", "b": "B"}), "has sub-codes (schotten)"),
        (lambda book: book.split("vve", {"a": "A"}), "two codes or more"),
        (lambda book: book.define("vve", parent="opvang"), "Unknown key 'parent'"),
        (lambda book: book.define("vve", keywords="vve"), "is a list"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_touched(study: Path, change: object, said: str) -> None:
    """What cannot be done says why; file and journal are as they were."""
    anna = open_study(study).coder("anna")
    before = text_of(study)
    with pytest.raises((QualcodeError, UnknownValueError)) as error:
        change(anna.codebook)  # type: ignore[operator]
    assert said in str(error.value)
    assert text_of(study) == before
    assert not JournalFile(study, "anna").read().events


def test_a_hand_made_change_in_between_is_never_written_over(study: Path) -> None:
    """A change builds on what stands in the file now; an undo that would write over later work is refused."""
    anna = open_study(study).coder("anna")
    path = study / "codebook.yaml"
    path.write_text(text_of(study) + "\n  - id: armoede\n    name: Armoede\n", encoding="utf-8")
    anna.codebook.rename("vve", "voorschool")
    assert "armoede" in open_study(study).codebook
    path.write_text(text_of(study) + "  # een inval\n", encoding="utf-8")
    with pytest.raises(QualcodeError, match=r"codebook.yaml was changed since.*codings/codebooks/\w+.yaml"):
        anna.undo()
    assert "# een inval" in text_of(study)
    assert "voorschool" in open_study(study).codebook


def test_a_codebook_that_cannot_be_read_is_not_changed_and_the_place_is_named(study: Path) -> None:
    """Where a hand-made change broke the file, the error names file and line."""
    anna = open_study(study).coder("anna")
    broken = text_of(study) + "\n   - id: [armoede"
    (study / "codebook.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(QualcodeError, match=r"codebook\.yaml, line \d+"):
        anna.codebook.rename("vve", "voorschool")
    assert text_of(study) == broken


def test_a_change_that_cannot_be_noted_is_not_made(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal cannot be written, codebook.yaml is as it was: no change goes untold."""
    anna = open_study(study).coder("anna")

    def full(*_: object) -> None:
        raise WriteError("codings/anna.jsonl", "No space left on device")

    monkeypatch.setattr(JournalFile, "append", full)
    before = text_of(study)
    with pytest.raises(WriteError):
        anna.codebook.rename("vve", "voorschool")
    assert text_of(study) == before


def test_a_codebook_in_excel_is_not_changed_behind_excels_back(make_study: StudyMaker) -> None:
    """Where the codebook is a workbook the error says how to get one that can be changed while coding."""
    study = make_study()
    (study / "codebook.yaml").rename(study / "codebook.xlsx")
    with pytest.raises(QualcodeError, match=r"write it as codebook.yaml"):
        open_study(study).coder("anna").codebook.add("nieuw")


def test_parts_of_a_split_may_bring_their_own_definition(study: Path) -> None:
    """A split takes whole codes as well; where a part has the same definition, what was read stays read for it."""
    project = open_study(study)
    anna = project.coder("anna")
    anna.reviewed("R01")
    same = project.codebook["schotten"].definition
    parts = [Code("geld", "Geld", definition=same, keywords=("schot",)), Code("regels", "Regels", definition="Regels.")]
    assert [code.parent for code in anna.codebook.split("schotten", parts)] == ["integrale_aanpak"] * 2
    project.reload()
    status = project.matrix(rows="code", source="hand", coder="anna").status
    assert status.loc["geld", "R01"] == "complete"
    assert status.loc["regels", "R01"] == "not_reread"
