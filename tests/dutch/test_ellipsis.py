"""Words that share a part, as policy talk is full of: voor- en naschoolse, jeugdzorg en -hulpverlening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.keywords import Rule
from qualcode.coding.suggestions import suggest
from qualcode.dutch.ellipsis import expand
from tests.marked import marked_transcript

RIGHT = """
    voor- en naschoolse opvang = voorschoolse | in- en uitstroom = instroom | onder- en bovenbouw = onderbouw
    taal- en rekenonderwijs = taalonderwijs | lees- en schrijfvaardigheid = leesvaardigheid | basis- en voortgezet onderwijs = basisonderwijs
    zorg- en welzijnsinstellingen = zorginstellingen | school- en thuistaal = schooltaal | zwem- of muziekles = zwemles
    ziekte- en verzuimcijfers = ziektecijfers | peuter- en kleuterleeftijd = peuterleeftijd | wijk- en jeugdteams = wijkteams
    milieu- en sociale voorwaarden = milieuvoorwaarden | mri- en ct-scans = mri-scans | week- en weekenddagen = weekdagen
"""
LEFT = """
    jeugdzorg en -hulpverlening = jeugdhulpverlening | leerlingenvervoer en -begeleiding = leerlingenbegeleiding
    wijkagenten en -teams = wijkteams | gezinscoaches en -begeleiders = gezinsbegeleiders | taalbeleid en -toetsing = taaltoetsing
    onderwijsachterstanden en -kansen = onderwijskansen | schoolbesturen en -directeuren = schooldirecteuren
"""


def cases(text: str) -> list[tuple[list[str], str]]:
    lines = [case.split("=") for line in text.strip().split("\n") for case in line.split("|")]
    return [(words.split(), full.strip()) for words, full in lines]


@pytest.mark.parametrize(("words", "full"), cases(RIGHT) + cases(LEFT), ids=lambda value: " ".join(value)[:30])
def test_a_fragment_is_read_as_the_full_word(words: list[str], full: str) -> None:
    """Whichever side was left out, the word that a reader fills in is found, with the words that it is made from."""
    at = next(number for number, word in enumerate(words) if word.startswith("-") or word.endswith("-"))
    found = expand(words, at)
    assert found is not None
    assert found.word == full
    assert at in found.at


@pytest.mark.parametrize("said", ["sam- samenwerken", "dat is -ie ook", "en toen - ja - nou", "voor- en", "- en"])
def test_what_is_no_such_word_stays_what_it_is(said: str) -> None:
    """Broken-off words and dashes stand for nothing else."""
    words = said.split()
    assert [expand(words, at) for at in range(len(words))] == [None] * len(words)


@given(st.lists(st.text("aen-voorschl,.'", max_size=9), min_size=1, max_size=7))
def test_every_list_of_words_has_an_answer(words: list[str]) -> None:
    """Whatever the words are, each can be asked for, and what is found lies within them."""
    for at in range(len(words)):
        found = expand(words, at)
        assert found is None or (at in found.at and all(0 <= place < len(words) for place in found.at))


def test_a_keyword_finds_a_word_that_is_not_written_out() -> None:
    """'Voorschools' is met in 'voor- en naschoolse', and the suggestion shows both words that it rests on."""
    transcript, _ = marked_transcript("R: De voor- en naschoolse opvang is duur. Jeugdzorg en -hulpverlening, hè.")
    book = Codebook(
        (Code("vve", "Vve", keywords=("voorschools",)), Code("jeugd", "Jeugd", keywords=("jeugdhulpverlening",)))
    )
    hits = suggest([transcript], book)
    assert [(hit.code, hit.rule) for hit in hits] == [("vve", Rule.ELLIPSIS), ("jeugd", Rule.ELLIPSIS)]
    assert [[transcript.text[word.start : word.end] for word in hit.words] for hit in hits] == [
        ["voor-", "naschoolse"],
        ["Jeugdzorg", "-hulpverlening"],
    ]
