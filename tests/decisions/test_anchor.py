"""Carrying spans over to a corrected text: the same words are found, changed ones proposed, none guessed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.coding.anchor import Alignment, Carried, Fate
from qualcode.text import Span
from tests.marked import parse_marked

WORDS = "ja nee dus de het een school kind potje gemeente wijkteam ouder taal samen zorg".split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda words: " ".join(words) + ". ")
lines = st.lists(sentences, min_size=1, max_size=4).map(lambda found: "R: " + "".join(found).strip() + "\n")
texts = st.lists(lines, max_size=8).map("".join)
# (place in the text by share, number of letters taken out, what is put in)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(["", "ja ", "iets anders", "\n", "I: Zo.\n"])),
    max_size=4,
)
long_text = "".join(
    f"R: Zin {n} gaat over onderwerp {n * 7}, zegt spreker {n * 3}. Zo is dat {n}.\n" for n in range(40)
)


def edited(text: str, changes: list[tuple[float, int, str]]) -> str:
    for share, taken, put in changes:
        place = int(share * len(text))
        text = text[:place] + put + text[place + taken :]
    return text


def carried(old: str, new: str) -> list[tuple[Fate, str | None]]:
    """Return what becomes of the marked spans of `old` in `new`."""
    plain, marks = parse_marked(old)
    fresh = parse_marked(new)[0]
    alignment = Alignment(plain, fresh)
    found = [alignment.carry(Span(mark.start, mark.end)) for mark in marks]
    return [(item.fate, item.span and fresh[item.span.start : item.span.end]) for item in found]


def place(old: str, new: str) -> Carried:
    """Return what becomes of the one marked span of `old`; where `new` has a mark, it must land there."""
    (plain, (mark,)), (fresh, marks) = parse_marked(old), parse_marked(new)
    result = Alignment(plain, fresh).carry(Span(mark.start, mark.end))
    assert [result.span] == [Span(item.start, item.end) for item in marks] or not marks
    return result


@given(texts, texts, st.data())
def test_what_is_said_to_be_the_same_has_the_same_words(old: str, new: str, data: st.DataObject) -> None:
    """Between any two texts, a span that moves without a question has just the words that it had."""
    check_laws(old, new, data)


@given(texts, edits, st.data())
def test_what_is_said_to_be_the_same_after_edits_has_the_same_words(
    old: str, changes: list[tuple[float, int, str]], data: st.DataObject
) -> None:
    """After any edits, a span that moves without a question has its words, and a proposal lies in the text."""
    check_laws(old, edited(old, changes), data)


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_any_two_texts_can_be_aligned(old: str, new: str, data: st.DataObject) -> None:
    """Empty texts, blanks, other scripts and control characters are texts like any other."""
    check_laws(old, new, data)


def check_laws(old: str, new: str, data: st.DataObject) -> None:
    alignment = Alignment(old, new)
    for block in alignment.blocks:
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size] != ""
    for one, other in zip(alignment.blocks, alignment.blocks[1:], strict=False):
        assert one.old + one.size <= other.old
        assert one.new + one.size <= other.new
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    fate, found = alignment.carry(span)
    assert (found is None) == (fate is Fate.LOST)
    if found is not None:
        assert 0 <= found.start < found.end <= len(new)
    if found is not None and fate is Fate.SAME:
        assert new[found.start : found.end] == old[span.start : span.end]
    parts = alignment.kept(span)
    words = "".join(new[part.start : part.end] for part in parts)
    assert words == "".join(
        old[max(span.start, block.old) : min(span.end, block.old + block.size)]
        for block in alignment.blocks
        if span.start < block.old + block.size and block.old < span.end
    )
    assert all(part.start < part.end for part in parts)


@given(texts, st.data())
def test_nothing_moves_in_a_text_that_did_not_change(old: str, data: st.DataObject) -> None:
    """In the same text every span is where it was."""
    if old:
        start = data.draw(st.integers(0, len(old) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(old))))
        assert Alignment(old, old).carry(span) == (Fate.SAME, span)
        assert Alignment(old, old).kept(span) == (span,)


@given(st.integers(0, len(long_text)), st.integers(0, 80), st.sampled_from(["", "Nieuw.", "R: Een nieuwe alinea.\n"]))
@settings(max_examples=60)
def test_what_stands_beside_one_edit_is_placed_exactly(start: int, taken: int, put: str) -> None:
    """After one edit anywhere, all sentences before and after it are found just where they now are."""
    end = min(len(long_text), start + taken)
    new = long_text[:start] + put + long_text[end:]
    alignment = Alignment(long_text, new)
    position = 0
    for line in long_text.splitlines(keepends=True):
        span = Span(position + 3, position + len(line) - 1)
        position += len(line)
        if span.end <= start:
            assert alignment.carry(span) == (Fate.SAME, span)
        elif span.start >= end:
            shift = len(new) - len(long_text)
            assert alignment.carry(span) == (Fate.SAME, Span(span.start + shift, span.end + shift))


@pytest.mark.parametrize("edit", ["Nu ging dat", "Dat gaat", "Dat ging toch echt wel heel erg"])
def test_a_changed_passage_gets_a_proposal(edit: str) -> None:
    """A coding whose words were corrected is proposed at the corrected words, in full."""
    old = "R: Eerst dit, over de school. [Dat ging best goed, vond ik.](vve) En verder niets bijzonders.\nI: Zo."
    new = f"R: Eerst dit, over de school. [{edit} best goed, vond ik.](vve) En verder niets bijzonders.\nI: Zo."
    assert place(old, new).fate is Fate.CHANGED


def test_a_passage_that_was_typed_anew_gets_the_gap_as_proposal() -> None:
    """Where no word of a coding is left, what now stands between its neighbours is proposed."""
    old = "R: Eerst dit, over de school. [Ja hoor.](vve) En verder niets bijzonders.\nI: Zo."
    new = "R: Eerst dit, over de school. [Nee, nooit!](vve) En verder niets bijzonders.\nI: Zo."
    assert place(old, new).fate is Fate.CHANGED


def test_a_passage_that_was_taken_out_is_lost() -> None:
    """A coding on words that were removed has no place, and is not put on the words beside them."""
    old = "R: Eerst dit, over de school.[ Dat was niet zo best.](vve) En verder niets bijzonders.\nI: Zo."
    assert place(old, "R: Eerst dit, over de school. En verder niets bijzonders.\nI: Zo.") == (Fate.LOST, None)


@pytest.mark.parametrize(("old", "new"), [("R: [Ja.](vve)", ""), ("R: [Ja.](vve)", "\n \n")])
def test_in_an_empty_text_everything_is_lost(old: str, new: str) -> None:
    """A transcript that was emptied by mistake leaves codings without a place, and raises nothing."""
    assert carried(old, new) == [(Fate.LOST, None)]
    assert Alignment("", "R: Ja.").blocks == ()


MOVED = "R: Over het geld maken wij ons zorgen, want [de potjes zijn leeg](vve) en niemand vult ze.\n"
OTHERS = "".join(f"R: Zin {n} gaat over heel andere dingen, zoals nummer {n * 7}.\n" for n in range(5))


@pytest.mark.parametrize(
    "coded", [MOVED, "[R: Wat ik al zei: de vve is hier goed geregeld, en dat weet iedereen.](vve)\n"]
)
def test_a_moved_paragraph_takes_its_codings_along(coded: str) -> None:
    """A paragraph that was put elsewhere has its codings there, on all of it or on a few words of it."""
    assert place(coded + OTHERS, OTHERS + coded).fate is Fate.SAME
    assert place(OTHERS + coded, coded + OTHERS).fate is Fate.SAME


def test_a_passage_that_was_moved_to_two_places_is_in_neither() -> None:
    """Of a paragraph that was pasted twice elsewhere nobody knows which one is meant."""
    ((fate, _),) = carried(MOVED + OTHERS, OTHERS + MOVED + MOVED)
    assert fate is not Fate.SAME


def test_of_two_equal_passages_that_made_place_for_one_none_is_taken() -> None:
    """Where a sentence stood twice and now stands once, elsewhere, nobody knows which one that is."""
    twice = "dat is hier met het wijkteam al jaren heel goed geregeld"
    old = f"R: Eerst: [{twice}](vve), vind ik.\n{OTHERS}R: Ja: {twice}, zeg ik.\n"
    new = f"{OTHERS[:120]}R: Zo: {twice}, hoor ik.\n{OTHERS[120:]}"
    ((fate, _),) = carried(old, new)
    assert fate is not Fate.SAME


def test_a_repeated_sentence_that_was_edited_in_one_place_does_not_jump_to_the_other() -> None:
    """Of two equal sentences the coded one was corrected: its coding is proposed there, and leaves the other alone."""
    old = "R: Over school. [Dat scheelt een hoop.](vve) Echt waar.\nI: En nu?\nR: Over geld. Dat scheelt een hoop. Tja."
    new = (
        "R: Over school. [Dat scheelt heel veel.](vve) Echt waar.\nI: En nu?\nR: Over geld. Dat scheelt een hoop. Tja."
    )
    assert place(old, new).fate is Fate.CHANGED
    old = "R: Over school. Dat scheelt een hoop. Echt waar.\nI: En nu?\nR: Over geld. [Dat scheelt een hoop.](vve) Tja."
    new = (
        "R: Over school. Dat scheelt een hoop. Echt waar.\nI: En nu?\nR: Over geld. [Dat scheelt heel veel.](vve) Tja."
    )
    assert place(old, new).fate is Fate.CHANGED


def test_a_repeated_sentence_stays_where_it_was_when_the_other_is_edited() -> None:
    """Of two equal sentences the other one was corrected: the coding stays, without a question."""
    old = "R: Over school. Dat scheelt een hoop. Echt waar.\nI: En nu?\nR: Over geld. [Dat scheelt een hoop.](vve) Tja."
    new = "R: Over school. Dat helpt. Echt waar.\nI: En nu?\nR: Over geld. [Dat scheelt een hoop.](vve) Tja."
    assert place(old, new).fate is Fate.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "R: Wij hebben een kleine [school](vve) met veel ouders en weinig geld.",
            "I: Hoe oud bent u?\nR: Op mijn zesde ging ik naar school, ver weg van hier, ja.",
        ),
        ("R: Een [potje](vve) hier en daar.", "R: Nou, koffie graag, met een potje thee voor haar."),
        (
            "R: Tja. [Dat is](vve) wat ik zeg, elke keer weer, tegen wie het horen wil.",
            "R: Niets daarvan. Dat is heel anders.",
        ),
        ("[School](vve) is hier niet zo ver weg, gelukkig maar.", "Tja! Zeg dat wel: School! Heel goed? Nee."),
        ("Zo ver weg, gelukkig maar, is hier een [school](vve)", "Nee; school! Heel goed? Zeg dat wel!"),
    ],
)
def test_words_that_meet_by_chance_are_no_anchor(old: str, new: str) -> None:
    """A word that also stands in a text about something else is not taken for the coded one."""
    ((fate, _),) = carried(old, new)
    assert fate is not Fate.SAME


def test_a_removed_passage_does_not_jump_to_a_chance_word_elsewhere() -> None:
    """A coded word whose sentence was removed is not found again in a sentence that was added elsewhere."""
    rest = "".join(f"R: Zin {n} gaat over heel andere dingen, zoals nummer {n * 7}.\n" for n in range(20))
    old = f"R: Wij hebben een kleine [school](vve) aan de rand.\n{rest}"
    new = f"{rest}R: Later ging ik zelf naar school in de stad.\n"
    ((fate, _),) = carried(old, new)
    assert fate is not Fate.SAME


def test_a_renamed_speaker_moves_nothing_but_the_label() -> None:
    """A speaker's label that is replaced throughout changes no coding, also not on short answers."""
    turns = ["Ja.", "Nee.", "Ja.", "Dat scheelt.", "Ja, precies.", "Ja."]
    for coded in range(len(turns)):
        marked = [f"[{said}](vve)" if number == coded else said for number, said in enumerate(turns)]
        old, new = (
            "".join(f"I: Vraag {n}?\n{who}: {said}\n" for n, said in enumerate(marked)) for who in ("R", "Piet")
        )
        assert place(old, new).fate is Fate.SAME


def test_what_was_left_of_a_passage_is_told() -> None:
    """Of a passage that was read, the parts that still stand in the text are known, without what was put in."""
    (old, (mark,)), new = (
        parse_marked("R: [Dat ging best goed, vond ik.](vve) Ja."),
        "R: Dat ging heel goed, vond ik. Ja.",
    )
    parts = Alignment(old, new).kept(Span(mark.start, mark.end))
    assert [new[part.start : part.end] for part in parts] == ["Dat ging ", " goed, vond ik."]


def test_a_text_that_was_rewritten_altogether_is_aligned_quickly() -> None:
    """Two long texts without a line in common raise nothing, and no span of the one is found in the other."""
    dice = random.Random(1)
    old, new = (" ".join(f"{prefix}{dice.randrange(500)}" for _ in range(4000)) for prefix in ("oud", "nieuw"))
    alignment = Alignment(old, new)
    assert all(not new[block.new : block.new + block.size].strip() for block in alignment.blocks)
    assert alignment.carry(Span(100, 200)).fate is not Fate.SAME
