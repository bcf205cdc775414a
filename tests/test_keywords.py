"""The keyword language: what each form finds, and what is told of a keyword that cannot be understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.keywords import MAX_ALL, MAX_LENGTH, Rule, parse_keyword
from qualcode.coding.matching import Match, matching_words
from qualcode.coding.suggestions import keyword_problems, suggest
from qualcode.coding.vocabulary import Vocabulary
from qualcode.errors import KeywordError
from tests.marked import marked_transcript

WORDS = """
    potje potjes pot potten bloempotje ouder ouders oud peuter peuters leren leert geleerd wijkteam wijkteams
    samenwerken samenwerkt samengewerkt voorschool voorschools voorschoolse voorscholen naschools school scholen
    vve vve's pilot pilots hang hangen hing
    """.split()


def found(keyword: str, *words: str) -> dict[str, Rule]:
    """Return the words that answer to a keyword of one word, each with its rule."""
    (piece,) = parse_keyword(keyword).pieces
    said = Vocabulary(words or WORDS)
    return {
        said.forms[number]: match.rule for number, match in matching_words(piece, parse_keyword(keyword), said).items()
    }


def quoted(text: str, *keywords: str) -> list[str]:
    """Return what the keywords find in a respondent's words: the matched words, parted by blanks."""
    transcript, _ = marked_transcript(f"R: {text}")
    book = Codebook((Code("c", "C", keywords=keywords),))
    return [" ".join(transcript.text[start:end] for start, end in hit.words) for hit in suggest([transcript], book)]


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("samenwerken", "samenwerken samenwerkt samengewerkt"),
        ("peuter", "peuter peuters"),
        ("peuters", "peuter peuters"),
        ("potje", "potje potjes pot potten bloempotje"),
        ("pot", "potje potjes pot potten"),
        ("leren", "leren leert geleerd"),
        ("=pilot", "pilot"),
        ("=Pilots", "pilots"),
        ("VVE", "vve vve's"),
        ("voorschool*", "voorschool voorschools voorschoolse"),
        ("*school", "voorschool school"),
        ("*school*", "voorschool voorschools voorschoolse naschools school"),
        ("bestaatniet", ""),
        ("potje [no compounds]", "potje potjes pot potten"),
    ],
)
def test_a_keyword_finds_the_words_that_it_means(keyword: str, expected: str) -> None:
    """A word finds its forms and compounds, = only itself, and * what begins or ends so."""
    assert found(keyword).keys() == set(expected.split())


def test_a_word_and_its_plural_find_each_other() -> None:
    """Who writes 'ouder' finds 'ouders', also where the dictionary takes 'ouder' for a form of 'oud'."""
    assert {"ouder", "ouders"} <= found("ouder").keys() & found("ouders").keys()
    assert "oud" not in found("ouder").keys() | found("ouders").keys()


def test_the_rule_says_how_exact_the_hit_is() -> None:
    """The word itself is an exact hit, another form one by its lemma, a star one by its wildcard."""
    assert found("potje", "potje", "potjes") == {"potje": Rule.EXACT, "potjes": Rule.LEMMA}
    assert found("potje*", "potje", "potjes") == dict.fromkeys(("potje", "potjes"), Rule.WILDCARD)


@pytest.mark.parametrize(
    ("keyword", "word"),
    [
        ("vve", "v.v.e."),
        ("v.v.e.", "vve"),
        ("coördinator", "coordinator"),
        ("ib-er", "ib'er"),
        ("po/vo-overleg", "povo-overleg"),
        ("contact", "kontakt"),
        ("pannenkoek", "pannekoek"),
        ("leerlingenzorg", "leerling-enzorg"),
    ],
)
def test_spellings_of_a_word_find_each_other(keyword: str, word: str) -> None:
    """Dots, hyphens, apostrophes, left-out accents and an older spelling make no other word."""
    assert found(keyword, word) == {word: Rule.SPELLING}


def test_an_accent_that_makes_another_word_is_kept() -> None:
    """Who looks for 'één' does not find every 'een'."""
    assert found("één", "een", "één") == {"één": Rule.EXACT}


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
        ("ouders & school", ["ouders", "school"]),
        ("vve = v.v.e. = peuters", ["vve", "v.v.e.", "peuters"]),
        ("= pilot", ["pilot"]),
    ],
)
def test_a_phrase_is_its_words(keyword: str, forms: list[str]) -> None:
    """A phrase is cut into words as the transcripts are, and blanks do not count."""
    assert [piece.form for piece in parse_keyword(keyword).pieces] == forms


def test_only_equals_makes_a_phrase_literal() -> None:
    """With = each word of a phrase stands as it stands, without it each in any form."""
    assert {piece.rule for piece in parse_keyword("=warme overdracht").pieces} == {Rule.EXACT}
    assert {piece.rule for piece in parse_keyword("warme overdracht").pieces} == {Rule.LEMMA}
    assert quoted("Een warm overdracht.", "=warme overdracht") == []
    assert quoted("Een warm overdracht.", "warme overdracht") == ["warm overdracht"]


@pytest.mark.parametrize(
    ("keyword", "text", "expected"),
    [
        ("ouders & school", "De school belt, en dan komt een van de ouders.", ["school ouders"]),
        ("ouders & school", "De school belt. Dan komen de ouders.", []),
        ("ouders ~2 school", "Ouders en de school, zeg maar.", ["Ouders school"]),
        ("ouders ~2 school", "Ouders van al die kinderen en de school.", []),
        ("ouders ~0 school", "School ouders.", ["School ouders"]),
        ("warme overdracht & ouders", "Bij de ouders is de warme overdracht goed.", ["ouders warme overdracht"]),
        ("ouders & school & wijk", "School, ouders en wijk.", ["School ouders wijk"]),
        ("ouders & school & wijk", "School en ouders.", []),
    ],
)
def test_words_in_one_sentence_in_any_order(keyword: str, text: str, expected: list[str]) -> None:
    """& asks for words or phrases in one sentence, ~n for at most n words between them, in any order."""
    assert quoted(text, keyword) == expected


@pytest.mark.parametrize(
    ("keyword", "text", "expected"),
    [
        ("arm [not arme stakker]", "De arme stakker was arm.", ["arm"]),
        ("arm [not arme stakker] [not & been]", "Mijn arm en mijn been. Ze zijn arm.", ["arm"]),
        ("arm [not ~1 schouder]", "Een arm om schouder. Ze waren arm, met een last op de schouder.", ["arm"]),
        ("taal [no compounds]", "De taal en de taalachterstand.", ["taal"]),
        ("PO [capitals]", "Het PO, niet de po onder het bed.", ["PO"]),
        ("ouderkamer [splits]", "De ouder kamer en de ouderkamer.", ["ouder kamer", "ouderkamer"]),
        ("ouderkamer", "De ouder kamer.", []),
        (
            "vve = voor- en vroegschoolse educatie",
            "De voor- en vroegschoolse educatie, dus vve.",
            ["voor- en vroegschoolse educatie", "vve"],
        ),
    ],
)
def test_options_stand_in_brackets(keyword: str, text: str, expected: list[str]) -> None:
    """[not …] takes hits away, [no compounds], [capitals] and [splits] say how the word is met."""
    assert quoted(text, keyword) == expected


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
        ("x" * 10_000, f"is longer than {MAX_ALL:,} characters. Write it as several keywords.".replace(",", "")),
        ("x" * 1_000, f"is longer than {MAX_LENGTH} characters. Write it as several keywords."),
        ("a* " * 3_000, "is longer than"),
        ("arm [geen samenstellingen]", "has an unknown option [geen samenstellingen]. Known: [not …], [no compounds],"),
        ("arm [not ]", "is empty"),
        ("ouders &", "has nothing on one side of '&'"),
        ("& school", "has nothing on one side of '&'"),
        ("ouders ~ school", "has '~' without a number of words. Write how many words may stand between, from 0 to 50"),
        ("ouders ~99 school", "has '~99' without a number of words"),
        ("ouders & school ~3 wijk", "mixes & and ~3. Use one sign"),
        ("vve = ", "has no letters in '='"),
    ],
)
def test_a_keyword_that_cannot_be_understood_is_refused_with_advice(keyword: str, message: str) -> None:
    """The message names the keyword, what is wrong with it and what to write instead, in a line that can be read."""
    with pytest.raises(KeywordError) as error:
        parse_keyword(keyword)
    assert message in str(error.value)
    assert len(str(error.value)) < 400


@given(st.one_of(st.text(max_size=MAX_LENGTH), st.text("ab*=.?([{|\\^$+- é'&~3]", max_size=30)))
def test_any_keyword_is_understood_or_refused(keyword: str) -> None:
    """No keyword, whatever signs it holds, stops the program; none finds everything."""
    words = Vocabulary(WORDS)
    try:
        parsed = parse_keyword(keyword)
    except KeywordError:
        return
    assert parsed.pieces
    assert all(len(matching_words(piece, parsed, words)) < len(words) for piece in parsed.pieces)


@given(st.sampled_from([word for word in WORDS if len(word) > 3 and word.isalpha()]), st.integers(3, 9))
def test_a_star_finds_what_begins_or_ends_so(word: str, length: int) -> None:
    """A * stands for any letters, and for none."""
    assert found(f"{word[:length]}*").keys() == {item for item in WORDS if item.startswith(word[:length])}
    assert found(f"*{word[-length:]}").keys() == {item for item in WORDS if item.endswith(word[-length:])}


@given(st.lists(st.sampled_from(WORDS), unique=True), st.sampled_from(["school", "potje", "leren", "*school*", "vve"]))
def test_words_that_come_later_are_found_as_well(words: list[str], keyword: str) -> None:
    """What a keyword finds among words does not depend on when these came into the vocabulary."""
    (piece,) = parse_keyword(keyword).pieces
    said = Vocabulary()
    step: dict[int, Match] = {}
    for word in words:
        since = len(said)
        said.add(word)
        step |= matching_words(piece, parse_keyword(keyword), said, since)
    assert {said.forms[number]: match.rule for number, match in step.items()} == (
        found(keyword, *words) if words else {}
    )


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
