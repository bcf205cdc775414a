"""Hits: verbs that stand apart, words left out in part, several words, and what is taken away."""

from __future__ import annotations

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.index import Indexer
from qualcode.coding.keywords import Rule
from qualcode.coding.suggestions import Finder, Suggestion, suggest
from qualcode.dutch.engine import engine
from qualcode.errors import UnknownValueError
from qualcode.transcript import Transcript
from tests.marked import marked_transcript


def hits(text: str, *keywords: str, overlap: str = "longest") -> list[tuple[str, Rule]]:
    """Return the matched words, parted by blanks, and the rule of each hit."""
    transcript, found = suggested(text, *keywords, overlap=overlap)
    return [(" ".join(transcript.text[start:end] for start, end in hit.words), hit.rule) for hit in found]


def suggested(text: str, *keywords: str, overlap: str = "longest") -> tuple[Transcript, tuple[Suggestion, ...]]:
    transcript, _ = marked_transcript(f"R: {text}")
    return transcript, suggest([transcript], Codebook((Code("c", "C", keywords=keywords),)), overlap=overlap)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We werken goed samen met het wijkteam.", "werken samen"),
        ("Als we samen zouden werken, dan wel.", "samen werken"),
        ("Het is lastig om samen te werken.", "samen werken"),
        ("Daar wordt samengewerkt.", "samengewerkt"),
        ("Dat wij samenwerken.", "samenwerken"),
    ],
)
def test_a_separable_verb_is_found_in_all_its_guises(text: str, words: str) -> None:
    """Joined, with te, with ge, and apart in any order of the clause, with the spans of its words."""
    found = hits(text, "samenwerken")
    assert [word.replace(" te ", " ") for word, _ in found] == [words]


def test_words_that_stand_apart_are_told_with_their_own_spans() -> None:
    """What lies between the two parts of a verb is in the suggestion's stretch, but not among its words."""
    transcript, (only,) = suggested("We werken goed samen.", "samenwerken")
    assert [transcript.text[start:end] for start, end in only.words] == ["werken", "samen"]
    assert transcript.text[only.start : only.end] == "werken goed samen"
    assert (only.rule, only.lemma, only.split) == (Rule.SEPARABLE, "samenwerken", ("samen", "werken"))


def test_two_words_that_happen_to_make_a_verb_are_none() -> None:
    """'Samen' of another clause does not join a verb."""
    assert hits("Wij werken. Samen is dat leuk.", "samenwerken") == []


def test_a_compound_says_where_it_was_cut() -> None:
    """The researcher sees how a word was taken apart."""
    _, (only,) = suggested("De taalachterstanden.", "taal")
    assert (only.rule, only.lemma) == (Rule.COMPOUND, "taal")
    assert only.split[0] == "taal"


@pytest.mark.parametrize(
    ("text", "keyword", "expected"),
    [
        ("De voor- en naschoolse opvang.", "voorschools", [("voor- naschoolse", Rule.ELLIPSIS)]),
        ("Taal- en rekenonderwijs.", "taal", [("Taal-", Rule.COMPOUND)]),
        ("Taal- en rekenonderwijs.", "onderwijs", [("rekenonderwijs", Rule.COMPOUND)]),
    ],
)
def test_a_word_that_is_left_out_in_part_is_found(text: str, keyword: str, expected: list[tuple[str, Rule]]) -> None:
    """'voor-' stands for 'voorschoolse'; what the keyword has of its own is not counted twice."""
    assert hits(text, keyword) == expected


def test_of_one_keyword_the_longest_hit_counts() -> None:
    """A phrase takes the place of its word within one keyword; each keyword and code has its own hits."""
    text = "De warme overdracht en de overdracht."
    assert [words for words, _ in hits(text, "overdracht = warme overdracht")] == ["warme overdracht", "overdracht"]
    every = [words for words, _ in hits(text, "overdracht = warme overdracht", overlap="all")]
    assert sorted(every) == ["overdracht", "overdracht", "warme overdracht"]
    assert len(hits(text, "overdracht", "warme overdracht")) == 3
    with pytest.raises(UnknownValueError, match="longest"):
        hits(text, "overdracht", overlap="first")


def test_a_word_that_may_be_another_one_is_judged_by_its_sentence() -> None:
    """'Scholen' is a plural here and a verb there; who looks for schools does not find the training of teachers."""
    assert [words for words, _ in hits("De scholen zijn dicht.", "school")] == ["scholen"]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Er is geen overleg.", "negation"),
        ("Overleg is er nauwelijks.", "negation"),
        ("Er zou meer overleg moeten zijn.", "counterfactual"),
        ("We hadden eerder moeten overleggen.", "counterfactual"),
        ("Er zou niet zonder overleg besloten worden.", "negation; counterfactual"),
        ("Er is veel overleg.", None),
        ("Nee. Er is overleg. Niet dan.", None),
    ],
)
def test_what_turns_the_meaning_is_a_flag_and_no_filter(text: str, flag: str | None) -> None:
    """A negation or a wish near a hit is shown with it; the hit stays."""
    _, (only,) = suggested(text, "overleg")
    assert only.flag == flag


def test_every_suggestion_has_a_confidence() -> None:
    """It is a share between 0 and 1."""
    _, found = suggested("We werken samen, de samenwerking, taalachterstand.", "samenwerken", "taal")
    assert len(found) >= 2
    assert all(0 < item.confidence < 1 for item in found)


def test_a_finder_gives_after_a_change_what_a_new_one_gives() -> None:
    """A changed codebook is searched anew only where it changed, and the outcome is the same as from nothing."""
    transcript, _ = marked_transcript("R: De vve, het wijkteam en de scholen. Voor- en naschools.")
    before = Codebook((Code("a", "A", keywords=("vve", "school")), Code("b", "B", keywords=("wijk*",))))
    after = Codebook((Code("a", "A", keywords=("vve", "naschools")), Code("c", "C", keywords=("wijk*",))))
    finder = Finder(tuple(Indexer().indexes([transcript])), engine("none"))
    assert finder.suggestions(before) == suggest([transcript], before)
    assert finder.suggestions(after) == suggest([transcript], after)
    assert finder.suggestions(before) == suggest([transcript], before)
