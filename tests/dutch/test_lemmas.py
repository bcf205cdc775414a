"""What the package knows of Dutch words: their lemmas and classes, alone and in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.dutch.lemmas import analyse, lemma, lemmas
from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.tagger import tag


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("peuters", {"peuter"}),
        ("ouders", {"ouder"}),
        ("achterstanden", {"achterstand"}),
        ("doorverwezen", {"doorverwijzen"}),
        ("gesegregeerd", {"segregeren"}),
        ("VVE’s".replace("’", "'"), {"vve"}),
    ],
)
def test_a_word_has_the_lemmas_that_a_dictionary_gives(word: str, expected: set[str]) -> None:
    """Inflected nouns, verbs and abbreviations lead back to the word that a researcher would look up."""
    assert expected <= lemmas(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gezinsklassen", "gezinsklasse"),
        ("wijkregisseurs", "wijkregisseur"),
        ("taalontwikkelingsachterstanden", "taalontwikkelingsachterstand"),
        ("peuterspeelzaalleidsters", "peuterspeelzaalleidster"),
    ],
)
def test_a_compound_that_no_dictionary_has_is_known_by_its_end(word: str, expected: str) -> None:
    """A compound made up on the spot has the lemma that its last part has."""
    assert expected in lemmas(word)


def test_parents_are_not_old() -> None:
    """'Ouders' has 'ouder' as its lemma, and not 'oud'."""
    assert lemmas("ouders") == {"ouder"}
    assert "oud" not in lemmas("ouders")


def test_the_sentence_decides_between_lemmas() -> None:
    """'Scholen' in its sentence: buildings, or what teachers do."""
    nouns = analyse("De scholen in de wijk zijn klein .".split())
    verbs = analyse("Wij gaan de leidsters volgend jaar scholen .".split())
    assert (nouns[1].lemma, nouns[1].pos) == ("school", "NOUN")
    assert (verbs[6].lemma, verbs[6].pos) == ("scholen", "VERB")


def test_every_word_gets_a_class_and_a_lemma_whatever_it_is() -> None:
    """Emoji, broken-off words, numbers and marks have an answer as well; an empty sentence has none."""
    words = ["Nou", "…", "sam-", "😀", "7/8", "", "'t", "ib’er"]
    assert len(analyse(words)) == len(words)
    assert analyse([]) == []
    assert tag(["De", "vve", "."])[::2] == ["DET", "PUNCT"]


@given(st.text(max_size=30))
def test_a_word_has_at_least_one_lemma(word: str) -> None:
    """Whatever stands in a text has a lemma, and asking for it raises nothing."""
    assert lemmas(word)
    assert isinstance(lemma(word), str)


def test_the_first_and_last_words_of_the_lexicon_are_found() -> None:
    """No word falls between the steps of the search: each of a sample of all forms is found, and others are not."""
    lines = lexicon()._lines.split(b"\n")[1:-1]
    forms = [line.split(b"\t")[0].decode() for line in (*lines[:50], *lines[::997], *lines[-50:])]
    assert all(form in lexicon() for form in forms)
    assert not any(f"{form}qx" in lexicon() for form in forms)
    assert "" not in lexicon()
