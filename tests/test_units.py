"""What is counted: sentences, turns and answers, of respondents only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.units import Unit, units
from qualcode.errors import UnknownValueError
from qualcode.settings import UNITS
from qualcode.transcript import Role, Transcript, Turn
from tests.marked import marked_transcript

GROUP = """
I: Hoe gaat dat hier?
R1: Goed. Heel goed.
R2: Nou ja.
R1: Ja hoor!
I: En de vve?
R1: Ook goed.
"""

labels = st.sampled_from(["I", "R1", "R2"])
speech = st.lists(st.sampled_from(["Ja.", "Nou… nee.", "Dat scheelt!", "Bijv. de vve."]), min_size=1).map(" ".join)


def group(text: str = GROUP) -> Transcript:
    return marked_transcript(text, "G1", "R1", "R2")[0]


def said(transcript: Transcript, unit: str) -> list[tuple[str, int, list[str]]]:
    return [
        (piece.respondent, piece.turn, [transcript.text[part.start : part.end] for part in piece.parts])
        for piece in units(transcript, unit)
    ]


def test_sentences_are_counted_one_by_one() -> None:
    """Each sentence of a respondent is a unit, with who says it and in which turn."""
    assert said(group(), "sentence") == [
        ("R1", 1, ["Goed."]),
        ("R1", 1, ["Heel goed."]),
        ("R2", 2, ["Nou ja."]),
        ("R1", 3, ["Ja hoor!"]),
        ("R1", 5, ["Ook goed."]),
    ]


def test_turns_are_counted_whole() -> None:
    """With turns as the unit, all that is said in one go counts once."""
    assert said(group(), "turn") == [
        ("R1", 1, ["Goed. Heel goed."]),
        ("R2", 2, ["Nou ja."]),
        ("R1", 3, ["Ja hoor!"]),
        ("R1", 5, ["Ook goed."]),
    ]


def test_an_answer_goes_on_until_the_interviewer_speaks() -> None:
    """What one respondent says between two questions is one answer, also when a colleague breaks in."""
    assert said(group(), "answer") == [
        ("R1", 1, ["Goed. Heel goed.", "Ja hoor!"]),
        ("R2", 2, ["Nou ja."]),
        ("R1", 5, ["Ook goed."]),
    ]


def test_a_colleague_who_breaks_in_is_not_part_of_the_answer() -> None:
    """A coding of R2's words does not touch the answer of R1 that goes on around them."""
    transcript = group()
    first, second, third = units(transcript, "answer")
    place = transcript.text.index("Nou ja.")
    assert (first.start < place < first.end) is True
    assert [piece.overlaps((place, place + 7)) for piece in (first, second, third)] == [False, True, False]


def test_the_interviewer_and_passers_by_are_not_counted() -> None:
    """Only respondents' words are units: not the interviewer's, and not those of who is in no row."""
    transcript, _ = marked_transcript("I: En de vve?\nR: Ja.\n", "R01")
    passer_by = Turn(0, 2, "Koffiedame", Role.UNKNOWN)
    without_row = Turn(3, 5, "R9", Role.RESPONDENT)
    strangers = Transcript("G1", "interviews/G1.txt", "Ja. Ja.", (passer_by, without_row))
    for unit in UNITS:
        assert said(transcript, unit) == [("R01", 1, ["Ja."])]
        assert said(strangers, unit) == []


def test_an_unknown_unit_names_the_known_ones() -> None:
    """Who asks for paragraphs reads what there is."""
    with pytest.raises(UnknownValueError, match=r"Unknown unit 'sentences'\. Did you mean 'sentence'\? Valid: sent"):
        units(group(), "sentences")


@given(st.lists(st.tuples(labels, speech), min_size=1, max_size=8), st.sampled_from(UNITS))
def test_every_word_of_a_respondent_is_in_exactly_one_unit(turns: list[tuple[str, str]], unit: str) -> None:
    """Whatever the unit, a respondent's words are counted once, in order, and nobody else's are."""
    transcript = group("\n".join(f"{label}: {words}" for label, words in [("R1", "Dag."), ("R2", "Hoi."), *turns]))
    found = units(transcript, unit)
    assert [piece.number for piece in found] == list(range(1, len(found) + 1))
    assert all(one.start < other.start for one, other in pairwise(found))
    for respondent in ("R1", "R2"):
        mine = " ".join(
            transcript.text[part.start : part.end]
            for piece in found
            if piece.respondent == respondent
            for part in piece.parts
        )
        theirs = [transcript.speech(turn) for turn in transcript.turns if turn.respondent == respondent]
        assert mine.split() == " ".join(theirs).split()


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from(UNITS))
def test_a_span_overlaps_what_it_shares_a_letter_with(start: int, length: int, unit: str) -> None:
    """A coding touches exactly the units of which it holds at least one character."""
    transcript = group()
    span = (start, start + length)

    def shares(piece: Unit) -> bool:
        return bool(set(range(*span)) & {place for part in piece.parts for place in range(part.start, part.end)})

    assert [piece.overlaps(span) for piece in units(transcript, unit)] == list(map(shares, units(transcript, unit)))
