"""Suggestions: where a keyword is met in what respondents say, and why."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.keywords import Rule, parse_keyword
from qualcode.coding.suggestions import Suggestion, suggest
from qualcode.coding.units import units
from qualcode.dutch.lemmas import lemma
from qualcode.dutch.sentences import sentences
from qualcode.dutch.tokens import normal_form
from qualcode.text import Span
from qualcode.transcript import Role, Transcript, Turn
from tests.marked import Mark, marked_transcript

BOOK = Codebook(
    (
        Code("aanpak", "Integrale aanpak", keywords=("samenwerken", "wijkteam")),
        Code("aanpak.schotten", "Schotten", parent="aanpak", keywords=("schot", "=potje", "*loket*")),
        Code("vve", "Vve", keywords=("vve", "warme overdracht", "heel erg")),
    )
)
WORDS = (
    "we samenwerken samengewerkt wijkteam Wijkteam schotten potje potjes loketten wijkloket "
    "vve VVE warme overdracht overdrachten heel erg"
).split()
speech = st.lists(st.sampled_from([*WORDS, *WORDS, ".", "…", ",", "\n"]), min_size=1, max_size=12).map(" ".join)
conversation = st.lists(st.tuples(st.sampled_from(["I", "R"]), speech), min_size=1, max_size=5)


def marks_of(suggestions: tuple[Suggestion, ...]) -> set[Mark]:
    return {Mark(item.transcript, item.start, item.end, item.code) for item in suggestions}


@pytest.mark.parametrize(
    "text",
    [
        "R: We werkten met het [wijkteam](aanpak).",
        "R: Dat [samengewerkt](aanpak) wordt, scheelt.",
        "R: Die [schotten](aanpak.schotten), dat [potje](aanpak.schotten), en de potjes.",
        "R: [Potje](aanpak.schotten) hier, [POTJE](aanpak.schotten) daar.",
        "R: Elk [wijkloket](aanpak.schotten) heeft zijn [loketten](aanpak.schotten).",
        "R: De [warme overdracht](vve) en de [VVE](vve).",
        "R: [Warme, overdracht](vve) dus.",
        "R: Warme en koude overdracht.",
        "R: [Heel erg](vve). Heel. Erg.",
        "R: Heel [heel erg](vve).",
    ],
)
def test_what_is_suggested(text: str) -> None:
    """Each keyword is met where a reader would mark it, and nowhere else."""
    transcript, marks = marked_transcript(text)
    assert marks_of(suggest([transcript], BOOK)) == set(marks)


def test_what_the_interviewer_says_is_never_coded() -> None:
    """A theme that only the interviewer brings up is not put into the respondent's mouth."""
    transcript, marks = marked_transcript(
        """
        I: En de vve, het wijkteam, de warme overdracht?
        R: Ja, precies, de [vve](vve).
        """
    )
    assert marks_of(suggest([transcript], BOOK)) == set(marks)


def test_who_is_in_no_row_is_never_coded() -> None:
    """Words of a passer-by, or of somebody whose row is missing, are nobody's and are left alone."""
    text = "De vve. De vve. De vve."
    turns = (
        Turn(0, 7, "Koffiedame", Role.UNKNOWN),
        Turn(8, 15, "R2", Role.RESPONDENT),
        Turn(16, 23, "R", Role.RESPONDENT, "R01"),
    )
    (only,) = suggest([Transcript("R01", "interviews/R01.txt", text, turns)], BOOK)
    assert (only.start, only.respondent) == (19, "R01")


def test_in_a_group_a_suggestion_belongs_to_who_says_it() -> None:
    """In a conversation with two respondents each hit names the one who speaks."""
    transcript, _ = marked_transcript("I: En?\nR1: De vve.\nR2: Het wijkteam.\nR1: Dat potje.", "G1", "R1", "R2")
    assert [(item.code, item.respondent) for item in suggest([transcript], BOOK)] == [
        ("vve", "R1"),
        ("aanpak", "R2"),
        ("aanpak.schotten", "R1"),
    ]


@pytest.mark.parametrize("between", [". ", "!\n", "\n", "?\nR: ", ".\nI: Ja?\nR: "])
def test_a_phrase_does_not_cross_the_end_of_a_sentence(between: str) -> None:
    """'… heel warme. Overdracht …' is no warme overdracht, nor is what two turns make together."""
    transcript, _ = marked_transcript(f"R: Die is warme{between}Overdracht is er niet.")
    assert suggest([transcript], BOOK) == ()


def test_the_least_exact_rule_is_told() -> None:
    """A phrase of which one word stands in another form is a hit by lemma, with both words named."""
    transcript, _ = marked_transcript("R: Een warm overdracht. De warme overdracht.")
    first, second = suggest([transcript], BOOK)
    assert (first.rule, second.rule) == (Rule.LEMMA, Rule.EXACT)
    assert [transcript.text[word.start : word.end] for word in first.words] == ["warm", "overdracht"]


def test_two_keywords_at_one_place_are_two_reasons() -> None:
    """Where two keywords of a code meet the same word, both are told."""
    book = Codebook((Code("vve", "Vve", keywords=("vve", "vve", "=vve")),))
    transcript, _ = marked_transcript("R: De vve.")
    assert [(item.keyword, item.because) for item in suggest([transcript], book)] == [
        ("=vve", "=vve"),
        ("vve", "vve"),
    ]


def test_without_keywords_or_transcripts_nothing_is_suggested() -> None:
    """A study that is only begun has no suggestions, and no error."""
    transcript, _ = marked_transcript("R: De vve.")
    assert suggest([transcript], Codebook((Code("vve", "Vve"),))) == ()
    assert suggest([], BOOK) == ()


def explains(item: Suggestion, transcript: Transcript) -> bool:
    """Tell whether the text at the suggestion's words answers to its keyword, by plain comparison."""
    forms = [normal_form(transcript.text[word.start : word.end]) for word in item.words]
    pieces = [piece.form for piece in parse_keyword(item.keyword).pieces]
    by_rule = {
        Rule.EXACT: lambda form, piece: form == piece,
        Rule.LEMMA: lambda form, piece: bool({form, lemma(form)} & {piece, lemma(piece)}),
        Rule.WILDCARD: lambda form, piece: piece.strip("*") in form,
    }
    return len(forms) == len(pieces) and all(map(by_rule[item.rule], forms, pieces))


@given(conversation)
def test_every_suggestion_explains_itself(turns: list[tuple[str, str]]) -> None:
    """A suggestion's words answer to its keyword by its rule, stand in one sentence, and its respondent says them."""
    transcript, _ = marked_transcript("\n".join(f"{label}: {text}" for label, text in [("R", "Ja."), *turns]))
    for item in suggest([transcript], BOOK):
        assert item.keyword in BOOK[item.code].keywords
        assert explains(item, transcript)
        assert (item.start, item.end) == (item.words[0].start, item.words[-1].end)
        assert all(one.end <= other.start for one, other in pairwise(item.words))
        (turn,) = [turn for turn in transcript.turns if turn.span.overlaps((item.start, item.end))]
        assert (turn.role, turn.respondent) == (Role.RESPONDENT, item.respondent)
        around = [span for span in sentences(transcript.text, *turn.span) if span.overlaps((item.start, item.end))]
        assert [span.start <= item.start and item.end <= span.end for span in around] == [True]


@given(conversation)
def test_no_single_word_is_missed(turns: list[tuple[str, str]]) -> None:
    """Every time that a respondent says 'vve' or a word with 'loket' in it there is a suggestion there."""
    transcript, _ = marked_transcript("\n".join(f"{label}: {text}" for label, text in [("R", "Ja."), *turns]))
    expected = [
        word
        for unit in units(transcript, "turn")
        for word in transcript.text[unit.start : unit.end].casefold().split()
        if word == "vve" or "loket" in word
    ]
    assert [
        transcript.text[item.start : item.end].casefold()
        for item in suggest([transcript], BOOK)
        if item.keyword in ("vve", "*loket*")
    ] == expected


@given(conversation, st.randoms(use_true_random=False))
def test_suggestions_are_a_pure_function_in_order_of_place(turns: list[tuple[str, str]], chance: random.Random) -> None:
    """The same files give the same suggestions, whatever the order of transcripts, codes and keywords."""
    text = "\n".join(f"{label}: {words}" for label, words in [("R", "Ja."), *turns])
    transcripts = [marked_transcript(text, name)[0] for name in ("R01", "R02", "R03")]
    found = suggest(transcripts, BOOK)
    assert list(found) == sorted(found, key=lambda item: (item.transcript, item.start, item.end))
    shuffled = Codebook(
        tuple(
            Code(code.id, code.name, keywords=tuple(chance.sample(code.keywords, len(code.keywords))))
            for code in chance.sample(BOOK.codes, len(BOOK))
        )
    )
    assert suggest(chance.sample(transcripts, 3), shuffled) == found
    # What another respondent says changes nothing of what is suggested here.
    assert suggest(transcripts[:1], BOOK) == tuple(item for item in found if item.transcript == "R01")


def test_the_words_are_spans_of_the_canonical_text() -> None:
    """Offsets count code points, so that an emoji or a composed letter before a hit does not shift it."""
    transcript, marks = marked_transcript("R: 😀 Één café: de [vve](vve)!")
    (only,) = suggest([transcript], BOOK)
    assert only.words == (Span(marks[0].start, marks[0].end),)
    assert transcript.text[only.start : only.end] == "vve"
