"""What was read, and with which codebook: 0 is told apart from not known, by code and respondent."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.placing import Read
from qualcode.coding.review import Reading, reading_of, together
from qualcode.coding.units import units
from qualcode.decisions import read_decisions
from qualcode.text import Span
from qualcode.transcript import Transcript
from tests.decisions.helpers import coder_on, talk

VVE = Code("vve", "Vve", definition="Alles over de voorschool.", include="peuters", exclude="groep 3")
GELD = Code("geld", "Geld")
BOOK = Codebook((VVE, GELD))
GROUP = """
I: Wie begint?
R01: We werken samen. Dat scheelt.
R02: Bij ons niet. Er is geen geld.
"""
COMPLETE, INCOMPLETE = Reading.COMPLETE, Reading.INCOMPLETE
NOT_REREAD, NOT_REVIEWED = Reading.NOT_REREAD, Reading.NOT_REVIEWED


def reading(
    folder: Path, *transcripts: Transcript, codebook: Codebook = BOOK, coder: str = "anna"
) -> dict[tuple[str, str], Reading]:
    """Return how far was read, by code and respondent."""
    found = read_decisions(folder, transcripts or (talk(),), codebook).reading(coder)
    return {(code, respondent): state for (code, _, respondent), state in found.items()}


def test_what_nobody_read_is_not_reviewed(tmp_path: Path) -> None:
    """Before anything was read, nothing is known of any code, also where something was coded."""
    coder_on(tmp_path, codebook=BOOK).code("R01", "schotten", "geld")
    assert reading(tmp_path) == {("vve", "R01"): NOT_REVIEWED, ("geld", "R01"): NOT_REVIEWED}


def test_what_was_read_in_full_is_complete(tmp_path: Path) -> None:
    """A transcript that was read with the codebook of today is complete for each of its codes."""
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    assert set(reading(tmp_path).values()) == {COMPLETE}


@pytest.mark.parametrize(
    "order", list(permutations(["We werken samen met het wijkteam.", "Dat scheelt. Maar die schotten, hè!"]))
)
def test_parts_add_up(tmp_path: Path, order: tuple[str, str]) -> None:
    """A transcript that is read in parts is incomplete until all that the respondent says was read, in any order."""
    coder = coder_on(tmp_path, codebook=BOOK)
    for quote in order:
        coder.reviewed("R01", quote)
        assert set(reading(tmp_path).values()) == {INCOMPLETE}
    start = talk().text.index("Ja, precies")
    coder.reviewed("R01", (start, len(talk().text)))
    assert set(reading(tmp_path).values()) == {COMPLETE}


def test_a_sentence_that_was_read_in_two_pieces_was_read(tmp_path: Path) -> None:
    """Pieces that join within a sentence cover it; a gap of one letter does not."""
    transcript = talk("R: We werken samen.")
    middle, end = transcript.text.index("werken"), len(transcript.text)
    coder_on(tmp_path / "joint", transcript, codebook=BOOK).reviewed("R01", (0, middle))
    coder_on(tmp_path / "joint", transcript, codebook=BOOK).reviewed("R01", (middle, end))
    coder_on(tmp_path / "gap", transcript, codebook=BOOK).reviewed("R01", (0, middle))
    coder_on(tmp_path / "gap", transcript, codebook=BOOK).reviewed("R01", (middle + 1, end))
    assert set(reading(tmp_path / "joint", transcript).values()) == {COMPLETE}
    assert set(reading(tmp_path / "gap", transcript).values()) == {NOT_REVIEWED}


def test_each_respondent_of_a_group_is_read_by_himself(tmp_path: Path) -> None:
    """In a group that was read in part, one respondent may be complete and another not reviewed."""
    transcript = talk(GROUP, "G1", "R01", "R02")
    assert transcript.respondents == ("R01", "R02")
    coder_on(tmp_path, transcript, codebook=BOOK).reviewed("G1", "We werken samen. Dat scheelt.")
    found = reading(tmp_path, transcript)
    assert {found[code, "R01"] for code in BOOK.ids} == {COMPLETE}
    assert {found[code, "R02"] for code in BOOK.ids} == {NOT_REVIEWED}


def test_another_coders_reading_does_not_count(tmp_path: Path) -> None:
    """What bram has read anna has not; for the consensus the reading of each counts."""
    coder_on(tmp_path, name="bram", codebook=BOOK).reviewed("R01")
    assert set(reading(tmp_path).values()) == {NOT_REVIEWED}
    assert set(reading(tmp_path, coder="bram").values()) == {COMPLETE}
    assert set(reading(tmp_path, coder="consensus").values()) == {COMPLETE}


def test_a_reading_that_was_undone_does_not_count(tmp_path: Path) -> None:
    """Who marked the wrong transcript as read and took it back has not read it."""
    coder = coder_on(tmp_path, codebook=BOOK)
    coder.reviewed("R01")
    coder.undo()
    assert set(reading(tmp_path).values()) == {NOT_REVIEWED}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([VVE, GELD, Code("ouders", "Ouders")], {"vve": COMPLETE, "geld": COMPLETE, "ouders": NOT_REREAD}),
        ([replace(VVE, definition="Iets anders."), GELD], {"vve": NOT_REREAD, "geld": COMPLETE}),
        ([replace(VVE, include="kleuters"), GELD], {"vve": NOT_REREAD, "geld": COMPLETE}),
        ([replace(VVE, exclude=""), GELD], {"vve": NOT_REREAD, "geld": COMPLETE}),
        ([replace(VVE, name="Voorschool"), GELD], {"vve": COMPLETE, "geld": COMPLETE}),
        ([replace(VVE, keywords=("peuter",), examples=("Ja.",)), GELD], {"vve": COMPLETE, "geld": COMPLETE}),
        ([replace(VVE, definition="Alles  over\nde voorschool."), GELD], {"vve": COMPLETE, "geld": COMPLETE}),
        ([replace(GELD, parent="vve"), VVE], {"geld": COMPLETE, "vve": COMPLETE}),
        ([replace(VVE, id="voorschool", formerly=("vve",)), GELD], {"voorschool": COMPLETE, "geld": COMPLETE}),
        ([replace(VVE, id="voorschool"), GELD], {"voorschool": NOT_REREAD, "geld": COMPLETE}),
        ([replace(VVE, formerly=("geld",))], {"vve": COMPLETE}),
        (
            [replace(VVE, id="a", definition="A", formerly=("vve",)), replace(VVE, id="b", formerly=("vve",)), GELD],
            {"a": NOT_REREAD, "b": COMPLETE, "geld": COMPLETE},
        ),
    ],
)
def test_what_was_read_before_a_code_meant_what_it_means_is_not_reread(
    tmp_path: Path, codes: list[Code], expected: dict[str, Reading]
) -> None:
    """A code that was added, split or redefined asks for reading again; another name, place or keyword does not."""
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    found = reading(tmp_path, codebook=Codebook(tuple(codes)))
    assert found == {(code, "R01"): state for code, state in expected.items()}


def test_reading_again_with_the_new_codebook_makes_it_complete(tmp_path: Path) -> None:
    """Once all was read with the codebook of today, nothing waits; with a part of it, the rest still does."""
    later = Codebook((*BOOK.codes, Code("ouders", "Ouders")))
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    coder_on(tmp_path, codebook=later).reviewed("R01", "We werken samen met het wijkteam.")
    assert reading(tmp_path, codebook=later)["ouders", "R01"] is NOT_REREAD
    coder_on(tmp_path, codebook=later).reviewed("R01")
    assert reading(tmp_path, codebook=later)["ouders", "R01"] is COMPLETE


def test_a_code_that_changed_and_changed_back_was_read(tmp_path: Path) -> None:
    """What counts is the meaning that a code had when it was read, and not how often it changed since."""
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    coder_on(tmp_path, codebook=Codebook((replace(VVE, definition="Anders."), GELD))).code("R01", "schotten", "vve")
    assert reading(tmp_path)["vve", "R01"] is COMPLETE


def test_a_new_name_that_was_taken_back_asks_for_nothing(tmp_path: Path) -> None:
    """What was read while a code bore another id was read for it, also when it has its old id again."""
    renamed = Codebook((replace(VVE, id="voorschool", formerly=("vve",)), GELD))
    coder_on(tmp_path, codebook=renamed).reviewed("R01")
    assert reading(tmp_path)["vve", "R01"] is COMPLETE


@pytest.mark.parametrize("damage", [None, b"codes: [", b"\xff\xfe\xfd", b"- 1"])
def test_without_the_codebook_of_then_nothing_is_claimed(tmp_path: Path, damage: bytes | None) -> None:
    """Where the kept codebook is missing or damaged, what was read with it is to be read again."""
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    kept = tmp_path / "codings" / "codebooks" / f"{BOOK.version}.yaml"
    kept.unlink()
    if damage is not None:
        kept.write_bytes(damage)
    later = Codebook((replace(VVE, keywords=("peuter",)), GELD))
    assert set(reading(tmp_path, codebook=later).values()) == {NOT_REREAD}
    assert set(reading(tmp_path).values()) == {COMPLETE}


def test_words_that_were_corrected_since_were_not_read(tmp_path: Path) -> None:
    """After a correction the transcript is incomplete until the new words were read."""
    coder_on(tmp_path, codebook=BOOK).reviewed("R01")
    corrected = talk(talk().text.replace("die schotten", "die dikke muren"))
    assert set(reading(tmp_path, corrected).values()) == {INCOMPLETE}
    coder_on(tmp_path, corrected, codebook=BOOK).reviewed("R01", "Maar die dikke muren, hè!")
    assert set(reading(tmp_path, corrected).values()) == {COMPLETE}


def test_an_interviewers_words_need_not_be_read(tmp_path: Path) -> None:
    """Reading all that a respondent says is enough."""
    transcript = talk("I: Een lange vraag, die niemand las?\nR: Ja.\nI: En nog een?")
    coder_on(tmp_path, transcript, codebook=BOOK).reviewed("R01", "Ja.")
    assert set(reading(tmp_path, transcript).values()) == {COMPLETE}


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([COMPLETE, COMPLETE], COMPLETE),
        ([COMPLETE, NOT_REREAD], NOT_REREAD),
        ([NOT_REREAD, NOT_REREAD], NOT_REREAD),
        ([COMPLETE, NOT_REVIEWED], INCOMPLETE),
        ([NOT_REREAD, NOT_REVIEWED], INCOMPLETE),
        ([NOT_REVIEWED, NOT_REVIEWED], NOT_REVIEWED),
        ([INCOMPLETE, COMPLETE], INCOMPLETE),
    ],
)
def test_several_conversations_are_as_complete_as_the_least(parts: list[Reading], whole: Reading) -> None:
    """A respondent in two conversations is complete only when both are."""
    assert together(parts) is together(parts[::-1]) is whole


cuts = st.lists(st.tuples(st.integers(0, 110), st.integers(0, 110)), max_size=6)


@given(cuts)
def test_a_respondent_is_complete_when_every_letter_of_his_was_read(spans: list[tuple[int, int]]) -> None:
    """However reading was cut into parts, complete is what has no sentence with an unread letter, and no more."""
    transcript = talk()
    sentences = units(transcript)
    reads = [Read("anna", "R01", Span(min(span), max(span)), BOOK.version) for span in spans]
    letters = {place for read in reads for place in range(*read.span)}
    covered = [set(range(unit.start, unit.end)) <= letters for unit in sentences]
    kept: dict[str, Any] = {BOOK.version: BOOK}
    found = set(reading_of({"R01": sentences}, reads, BOOK, kept.get).values())
    expected = COMPLETE if all(covered) else INCOMPLETE if any(covered) else NOT_REVIEWED
    assert found == {expected}
