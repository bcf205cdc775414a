"""A keyword as a part of a word: compounds, and not what merely has the same letters in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.dutch.compounds import find_in_word, find_in_words, keyword_forms

PARTS = """
    taal taalbeleid, taal voertaal, taal taalachterstanden, school schoolbestuur, school brugschool, school scholenbouw,
    kind kinderopvang, kind kindgesprek, kind probleemkinderen, gezin gezinscoach, gezin pleeggezinnen, zorg jeugdzorg,
    zorg zorgteams, wijk wijkagent, wijk achterstandswijken, ouder ouderavond, ouder ouderraden, les lesuren,
    les zwemlessen, leer leerplicht, geld geldzorgen, geld spaargeld, huur huurschuld, schuld schuldenlast, groep kleutergroep,
    groep groepsgrootte, beleid beleidsplan, beleid jeugdbeleid, plan stappenplan, plan planvorming, team teamoverleg,
    team zorgteam, raad ouderraad, klas brugklas, klas klassenavond, boek boekenkast, boek leesboek, bad badwater
"""
NOT_PARTS = """
    taal totaal, taal metaal, kans kanselier, les lessenaar, plan plant, team steam, raad verraad, kind kinine, bad badinage,
    klas klassiek, arm charme, arm alarm, ouder schouder, wijk afwijking, zorg verzorgen, school scholier, rijk bereik,
    tijd strijd, les molest, armoede harmonie, groep groepering
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(keyword, word) for keyword, word in (pair.split() for pair in text.split(","))]


def test_a_keyword_is_found_in_its_compounds_and_not_in_other_words() -> None:
    """Of the compounds nearly all are found, of words that only share letters hardly any."""
    found = [pair for pair in pairs(PARTS) if find_in_word(*pair)]
    mistaken = [pair for pair in pairs(NOT_PARTS) if find_in_word(*pair)]
    assert len(found) >= 0.95 * len(pairs(PARTS)), sorted({*pairs(PARTS)} - {*found})
    assert len(mistaken) <= 0.1 * len(pairs(NOT_PARTS)), mistaken


@pytest.mark.parametrize(
    ("keyword", "word", "parts"),
    [
        ("taal", "taalachterstand", ("taal", "achterstand")),
        ("gezin", "gezinscoaches", ("gezins", "coaches")),
        ("opvang", "kinderopvangtoeslag", ("kinder", "opvang", "toeslag")),
        ("vve", "vve-beleid", ("vve", "beleid")),
        ("zorg", "jeugd-zorg", ("jeugd", "zorg")),
    ],
)
def test_the_split_is_shown(keyword: str, word: str, parts: tuple[str, ...]) -> None:
    """Who sees the hit sees how the word was taken apart, with the keyword's form where it stands."""
    found = find_in_word(keyword, word)
    assert found is not None
    assert found.parts == parts
    assert word[found.start : found.end] in keyword_forms(keyword)


def test_a_word_is_no_part_of_itself() -> None:
    """The keyword and its own forms are no compounds."""
    assert find_in_words("school", ["school", "scholen"]) == {}


def test_names_and_verbs_are_no_compounds() -> None:
    """A place is not a kind of district, and what the dictionary has as a verb only is none."""
    assert find_in_word("wijk", "beverwijk") is None
    assert find_in_word("leven", "overleven") is None


@pytest.mark.parametrize("pair", ["stad stadion", "uur bestuur", "raad voorraad", "stand toestand", "spraak inspraak"])
def test_a_word_that_only_looks_like_a_compound_is_whole(pair: str) -> None:
    """What the dictionary speaks against is no compound, also where its letters are two words."""
    keyword, word = pair.split()
    assert find_in_word(keyword, word) is None


def test_a_whole_word_is_not_parted_in_a_longer_one() -> None:
    """In a compound of such a word the word itself is found, and none of its letters."""
    assert find_in_word("band", "samenwerkingsverbanden") is None
    assert find_in_word("verband", "samenwerkingsverbanden") is not None


def test_a_verb_that_begins_with_a_noun_has_it_as_a_part() -> None:
    """Who gives lessons is found by the lesson."""
    assert find_in_word("les", "lesgeven") is not None


@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=5))
def test_whatever_is_sought_in_whatever_has_an_answer(keyword: str, words: list[str]) -> None:
    """Signs of patterns are letters like others; a place that is given lies within the word."""
    for word, found in find_in_words(keyword, words).items():
        assert word in words
        assert 0 <= found.start <= found.end <= len(word)
