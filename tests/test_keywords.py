"""The keyword language: what each form finds, and what is told of a keyword that cannot be understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.index import Vocabulary, index_words, vocabulary
from qualcode.coding.keywords import MAX_LENGTH, Rule, matching_forms, parse_keyword
from qualcode.coding.suggestions import keyword_problems, suggest
from qualcode.errors import KeywordError
from tests.marked import marked_transcript

WORDS = """
    potje potjes pot potten jampotje ouder ouders oud peuter peuters leren leert geleerd wijkteam wijkteams
    samenwerken samenwerkt samengewerkt voorschool voorschools voorschoolse voorscholen naschools school scholen
    vve vve's pilot pilots hang hangen hing
    """.split()


def said(*words: str) -> Vocabulary:
    """Return the vocabulary of one respondent who says these words."""
    return vocabulary([index_words(marked_transcript(f"R: {' '.join(words)}.")[0])])


def found(keyword: str, *words: str) -> set[str]:
    """Return the words that answer to a keyword of one word."""
    (piece,) = parse_keyword(keyword).pieces
    return set(matching_forms(piece, said(*(words or WORDS))))


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("samenwerken", "samenwerken samenwerkt samengewerkt"),
        ("peuter", "peuter peuters"),
        ("peuters", "peuter peuters"),
        ("potje", "potje potjes"),
        ("pot", "potje potjes pot potten"),
        ("leren", "leren leert geleerd"),
        ("=pilot", "pilot"),
        ("=Pilots", "pilots"),
        ("VVE", "vve vve's"),
        ("voorschool*", "voorschool voorschools voorschoolse"),
        ("*school", "voorschool school"),
        ("*school*", "voorschool voorschools voorschoolse naschools school"),
        ("bestaatniet", ""),
    ],
)
def test_a_keyword_finds_the_words_that_it_means(keyword: str, expected: str) -> None:
    """A word finds its forms, = only itself, and * what begins or ends so."""
    assert found(keyword) == set(expected.split())


def test_a_word_and_its_plural_find_each_other() -> None:
    """Who writes 'ouder' finds 'ouders', also where the dictionary takes 'ouder' for a form of 'oud'."""
    assert {"ouder", "ouders"} <= found("ouder") & found("ouders")


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_what_a_word_finds_does_not_depend_on_what_else_is_said(one: str, other: str) -> None:
    """A word finds itself, and another word whatever other words stand in the transcript."""
    assert one in found(one)
    assert found(one, other) == ({other} if other in found(one) else set())


def test_parents_are_not_the_old() -> None:
    """'Ouder' and 'ouders' do not find 'oud', though 'oud' may find 'ouder', the comparative."""
    assert "oud" not in found("ouder") | found("ouders")


def test_the_rule_says_how_exact_the_hit_is() -> None:
    """The word itself is an exact hit, another form one by its lemma, a star one by its wildcard."""
    words = said("potje", "potjes")
    assert matching_forms(parse_keyword("potje").pieces[0], words) == {"potje": Rule.EXACT, "potjes": Rule.LEMMA}
    assert matching_forms(parse_keyword("potje*").pieces[0], words) == dict.fromkeys(("potje", "potjes"), Rule.WILDCARD)


@pytest.mark.parametrize(
    ("keyword", "forms"),
    [
        ("warme overdracht", ["warme", "overdracht"]),
        ("  warme \u00a0 overdracht ", ["warme", "overdracht"]),
        ("=langs elkaar heen", ["langs", "elkaar", "heen"]),
        ("po/vo-overleg", ["po/vo-overleg"]),
        ("taal, rekenen", ["taal", "rekenen"]),
        ("warme overdr*", ["warme", "overdr*"]),
        ("voor- en vroegschools*", ["voor-", "en", "vroegschools*"]),
        ("v.v.e.", ["v.v.e."]),
    ],
)
def test_a_phrase_is_its_words(keyword: str, forms: list[str]) -> None:
    """A phrase is cut into words as the transcripts are, and blanks do not count."""
    assert [piece.form for piece in parse_keyword(keyword).pieces] == forms


def test_only_equals_makes_a_phrase_literal() -> None:
    """With = each word of a phrase stands as it stands, without it each in any form."""
    assert {piece.rule for piece in parse_keyword("=warme overdracht").pieces} == {Rule.EXACT}
    assert {piece.rule for piece in parse_keyword("warme overdracht").pieces} == {Rule.LEMMA}


@pytest.mark.parametrize(
    ("keyword", "message"),
    [
        ("", "keyword '' is empty. Write a word, or take it out."),
        (" \n ", "is empty. Write a word, or take it out."),
        ("=", "keyword '=' is empty."),
        ("((((", "has no letters in '(((('. Write a word, or take it out."),
        ("\u00ad\u200b", "has no letters"),
        ("warme !!", "has no letters in '!!'. Write a word, or take it out."),
        ("*", "has a * that cannot be used in '*'. A * may stand at the beginning or end of at least 3 letters"),
        (".*", "has a * that cannot be used in '.*'"),
        ("vo*", "has a * that cannot be used in 'vo*'"),
        ("voor*schools", "has a * that cannot be used in 'voor*schools'"),
        ("[abc]*", "has a * that cannot be used in '[abc]*'"),
        ("(voorschool)*", "has a * that cannot be used"),
        ("voorschool?*", "has a * that cannot be used"),
        ("x" * 10_000, f"is longer than {MAX_LENGTH} characters. Write it as several keywords."),
        ("a* " * 3_000, "is longer than"),
    ],
)
def test_a_keyword_that_cannot_be_understood_is_refused_with_advice(keyword: str, message: str) -> None:
    """The message names the keyword, what is wrong with it and what to write instead, in a line that can be read."""
    with pytest.raises(KeywordError) as error:
        parse_keyword(keyword)
    assert message in str(error.value)
    assert len(str(error.value)) < 400


@given(st.one_of(st.text(max_size=MAX_LENGTH), st.text("ab*=.?([{|\\^$+- é'", max_size=30)))
def test_any_keyword_is_understood_or_refused(keyword: str) -> None:
    """No keyword, whatever signs it holds, stops the program; none finds everything."""
    words = said(*WORDS)
    try:
        pieces = parse_keyword(keyword).pieces
    except KeywordError:
        return
    assert pieces
    assert all(set(matching_forms(piece, words)) < words.forms for piece in pieces)


@given(st.sampled_from([word for word in WORDS if len(word) > 3 and word.isalpha()]), st.integers(3, 9))
def test_a_star_finds_what_begins_or_ends_so(word: str, length: int) -> None:
    """A * stands for any letters, and for none."""
    assert found(f"{word[:length]}*") == {item for item in WORDS if item.startswith(word[:length])}
    assert found(f"*{word[-length:]}") == {item for item in WORDS if item.endswith(word[-length:])}


def test_a_bad_keyword_is_a_problem_and_the_others_still_work() -> None:
    """One keyword that cannot be understood is told with its code; the code's other keywords find what they find."""
    book = Codebook((Code("vve", "Vve", keywords=("vo*", "peuter", "((((")), Code("taal", "Taal", keywords=("taal",))))
    assert [(problem.key, problem.message) for problem in keyword_problems(book)] == [
        ("keywords", "vve: keyword 'vo*' has a * that cannot be used in 'vo*'."),
        ("keywords", "vve: keyword '((((' has no letters in '(((('."),
    ]
    transcript, _ = marked_transcript("R: De peuters spreken taal.")
    assert [item.code for item in suggest([transcript], book)] == ["vve", "taal"]


def test_five_thousand_keywords_end() -> None:
    """A codebook with more keywords than anyone writes, each with its stars, gives every hit that it should."""
    keywords = tuple(f"*woord{number}*" for number in range(5_000))
    transcript, _ = marked_transcript("R: " + ". ".join(f"Kernwoord{number}en" for number in range(1_000, 1_300)))
    hits = suggest([transcript], Codebook((Code("veel", "Veel", keywords=keywords),)))
    # woord1000 answers to the keywords woord1, woord10, woord100 and woord1000.
    assert len(hits) == 300 * 4
