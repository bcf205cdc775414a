"""Words, sentences and lemmas of Dutch as it is spoken and worked out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.keywords import Piece, Rule, parse_keyword
from qualcode.dutch.lemmas import engine_version, lemma
from qualcode.dutch.sentences import sentences
from qualcode.dutch.tokens import count_words, normal_form, tokens
from qualcode.text import canonical

# What words and sentences are made of, in any order.
BITS = ("vve", "Wijk", "é", "e\u0301", "voor-", "'s", "’t", "o.a.", "J.", "12", "€", " ", " ", "\n", "\u00a0", "\u00ad")
MARKS = (".", "…", "?!", ",", "/", "-", "‘", "’", ")", "v.v.e.", "enz.", "\x0c", "😀", "_")
any_speech = st.lists(st.sampled_from((*BITS, *MARKS)), max_size=30).map("".join).map(canonical)


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text)]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voor- en vroegschoolse educatie.", ["Voor-", "en", "vroegschoolse", "educatie"]),
        ("het po/vo-overleg", ["het", "po/vo-overleg"]),
        ("’s Avonds, in z'n eentje", ["’s", "Avonds", "in", "z'n", "eentje"]),
        ("de v.v.e., o.a. hier", ["de", "v.v.e.", "o.a.", "hier"]),
        ("één café (coöperatief)", ["één", "café", "coöperatief"]),
        ("groep 3, 2.500 euro", ["groep", "3", "2", "500", "euro"]),
        ("schuldhulp\u00adverlening", ["schuldhulp\u00adverlening"]),
        ("‘potjes’ en “schotten”", ["potjes", "en", "schotten"]),
        ("M\u0300bala zegt", ["M\u0300bala", "zegt"]),
        ("_cursief_ en *vet*", ["cursief", "en", "vet"]),
        ("… – ?!", []),
    ],
)
def test_words_are_cut_as_a_reader_would(text: str, expected: list[str]) -> None:
    """Hyphens, apostrophes and dots of abbreviations hold a word together; other marks do not belong to it."""
    assert words(text) == expected
    assert count_words(text) == len(expected)


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u200d", "\u2060"])
def test_a_sign_that_nobody_sees_is_no_word(sign: str) -> None:
    """An invisible sign that a program left between two words is not counted, and stops nothing."""
    assert words(f"De {sign} vve {sign}{sign}.") == ["De", "vve"]
    assert words(f"{sign}thuis{sign}zorg") == [f"{sign}thuis{sign}zorg"]


@pytest.mark.parametrize(
    "spellings",
    [
        ("vve’s", "VVE's", "vve‘s"),
        ("e\u0301e\u0301n", "één", "ÉÉN"),
        ("thuis\u00adzorg", "thuiszorg", "Thuis\u200bzorg"),
        ("po‑overleg", "PO-overleg"),
    ],
)
def test_spellings_of_one_word_meet(spellings: tuple[str, ...]) -> None:
    """Capitals, curly quotes, loose accents and invisible signs make no other word."""
    assert len({normal_form(spelling) for spelling in spellings}) == 1


@given(any_speech)
def test_words_are_ordered_stretches_that_hold_every_letter(text: str) -> None:
    """Whatever is said, no letter is left out of the words and none is in two of them."""
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    inside = {place for token in found for place in range(*token)}
    assert [letter for place, letter in enumerate(text) if letter.isalnum() and place not in inside] == []


@given(any_speech)
def test_every_word_of_a_text_can_be_a_keyword(text: str) -> None:
    """Who copies a word from a transcript into the codebook finds it again: the two forms are the same."""
    for word in words(text):
        assert parse_keyword(f"={word}").pieces == (Piece(normal_form(word), Rule.EXACT),)


@pytest.mark.parametrize(
    "expected",
    [
        ["Dat scheelt.", "Echt waar?", "Ja!"],
        ["Nou… dat weet ik niet."],
        ["Nou...", "Dat weet ik niet."],
        ["Dat loopt, bijv. in groep 3, i.s.m. de gemeente en dhr. De Wit."],
        ["We doen taal, sport enz.", "Dat werkt."],
        ["We doen taal, sport enz. en dat werkt."],
        ["J. de Vries zei dat.", "Mevr. A. Bakker ook."],
        ["Dat was in 2019.", "Toen begon het."],
        ["1. Hoe gaat dat hier?", "Goed."],
        ["Dat kost 2.500 euro.", "Per jaar."],
        ["Hij zei: ‘Kom maar.’", "Toen ging hij."],
        ["(Dat was zo.)", "Nu niet meer."],
        ["Dat is zo.", "’t Is lastig."],
        ["Dat is zo.", "'t Is lastig.", "'s Avonds niet."],
        ["Dat is zo.", "‘t Is lastig."],
        ["Dat ligt aan u.", "Wij doen het zo."],
        ["Om 10.00 u. begint het."],
        ["De v.v.e.", "Daar hebben we het over."],
    ],
)
def test_sentences_are_cut_as_a_reader_would(expected: list[str]) -> None:
    """Abbreviations, initials, hesitation and clitics neither end a sentence nor glue two together."""
    assert cut(" ".join(expected)) == expected


def test_a_line_end_always_ends_a_sentence() -> None:
    """What stands on two lines is two sentences, also without a full stop."""
    assert cut("Dat scheelt\nheel veel\n\n") == ["Dat scheelt", "heel veel"]


@given(any_speech)
def test_sentences_hold_all_that_is_said_once(text: str) -> None:
    """Sentences are ordered, stripped stretches that leave out nothing but blanks, so that no word is uncounted."""
    found = list(sentences(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all((piece := text[span.start : span.end]) and piece == piece.strip() for span in found)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@given(any_speech, st.integers(0, 20), st.integers(0, 60))
def test_a_part_of_a_text_is_cut_without_its_surroundings(text: str, start: int, end: int) -> None:
    """Sentences and words of one turn never reach into the turns beside it, and are what they are alone."""
    part = text[start:end]
    assert [(span.start - start, span.end - start) for span in sentences(text, start, end)] == list(sentences(part))
    assert all(start <= token.start < token.end <= end for token in tokens(text, start, end))


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["samenwerkt", "samenwerkte", "samengewerkt", "samenwerken"], "samenwerken"),
        (["scholen", "school"], "school"),
        (["schotten", "schot"], "schot"),
        (["betaalde", "betaald", "betalen"], "betalen"),
    ],
)
def test_forms_of_a_word_have_one_lemma(forms: list[str], expected: str) -> None:
    """The forms in which a word is spoken are found by one keyword."""
    assert {form: lemma(form) for form in forms} == dict.fromkeys(forms, expected)


@given(any_speech)
def test_every_word_has_a_lemma(text: str) -> None:
    """No word is so odd that it has no lemma, and a lemma is in small letters."""
    for word in words(text):
        found = lemma(normal_form(word))
        assert found
        assert found == found.casefold()


def test_outputs_can_name_what_finds_the_lemmas() -> None:
    """The engine states its name and version."""
    name, _, number = engine_version().partition(" ")
    assert (name, number[:1].isdigit()) == ("qualcode-nl", True)
