"""The index: every word that respondents say, once, where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.clauses import with_marks
from qualcode.coding.index import Indexer, WordIndex
from qualcode.coding.units import units
from qualcode.coding.vocabulary import Vocabulary, form_beginnings
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.transcript import Role, Transcript, Turn
from tests.marked import marked_transcript

BITS = (
    "vve",
    "Wijk",
    "é",
    "voor-",
    "-zorg",
    "'s",
    "’t",
    "o.a.",
    "J.",
    "12",
    "€",
    " ",
    " ",
    "\n",
    "\u00a0",
    "\u00ad",
    "\t",
)
MARKS = (".", "…", "?!", ",", "/", "-", "‘", "’", ")", "v.v.e.", "enz.", "\x0c", "😀", "_", ":", ";")
speech = st.lists(st.sampled_from((*BITS, *MARKS)), max_size=30).map("".join)


def index_of(*texts: str) -> WordIndex:
    return Indexer().index([marked_transcript(f"R: Ja.\n{text}", f"T{at}")[0] for at, text in enumerate(texts)])


def written(index: WordIndex) -> list[str]:
    return [index.written(place) for place in range(len(index))]


@given(st.lists(speech, max_size=3))
def test_the_index_has_the_words_of_all_sentences_in_order(said: list[str]) -> None:
    """Cutting text at its blanks, each piece once, gives the words that cutting sentence by sentence gives."""
    transcripts = [
        Transcript(f"T{at}", "", f"R: {text} ", (Turn(3, 3 + len(text), "R", Role.RESPONDENT, "R01"),))
        for at, text in enumerate(said)
    ]
    index = Indexer().index(transcripts)
    expected = [
        (transcript.id, unit.number, token.start, token.end)
        for transcript in transcripts
        for unit in units(transcript)
        for token in tokens(transcript.text, unit.start, unit.end)
    ]
    found = [
        (index.sentences[at].transcript, index.sentences[at].number, *index.span(place))
        for place in range(len(index))
        for at in [index.sentence_of(place)]
    ]
    assert found == expected
    forms = [index.vocabulary.forms[number] for number in index.words]
    assert forms == [normal_form(word) for word in written(index)]


def test_a_word_is_found_at_all_its_places() -> None:
    """Capitals and curly quotes make no other word; each transcript has its own places."""
    index = index_of("R: De vve’s en de VVE.", "R: Vve!")
    number = index.vocabulary.number("vve")
    assert number is not None
    assert [index.written(place) for place in index.places([number])] == ["VVE", "Vve"]
    assert index.count(number) == 2
    assert {index.transcript_of(index.sentence_of(place)).id for place in index.places([number])} == {"T0", "T1"}


def test_what_the_interviewer_says_is_not_in_the_index() -> None:
    """Only respondents' words are there, of whatever turn."""
    assert written(index_of("I: Het wijkteam?\nR: Ja, dat.")) == ["Ja", "Ja", "dat"]


def test_an_empty_study_has_an_empty_index() -> None:
    """Nothing said, nothing found, and no error."""
    index = Indexer().index([])
    assert len(index) == 0
    assert index.places([0, 1]) == []
    assert list(Indexer().indexes([])) == []


def test_transcripts_are_indexed_a_few_at_once() -> None:
    """A large study is taken in parts that share one vocabulary, so that memory does not grow with the text."""
    transcripts = [marked_transcript("R: De vve.", f"T{at}")[0] for at in range(7)]
    indexer = Indexer()
    parts = list(indexer.indexes(transcripts, batch=25))
    assert [len(part.transcripts) for part in parts] == [3, 3, 1]
    assert all(part.vocabulary is indexer.vocabulary for part in parts)
    assert len(indexer.vocabulary) == 2


def test_a_sentence_is_given_with_its_marks() -> None:
    """Rules for clauses see commas and the end of the sentence, and know which word is which."""
    index = index_of("R: Die werken, zeg maar, (niet) samen…")
    clause = with_marks(index, index.sentence_of(len(index) - 1))
    assert clause.written == ("Die", "werken", ",", "zeg", "maar", ",", "(", "niet", ")", "samen", "…")
    last = len(index) - 1
    assert clause.position[last] == 9
    assert clause.places_of([2, 9]) == (last,)


def test_a_vocabulary_is_asked_by_lemma_spelling_and_letters() -> None:
    """The words that can be forms of a lemma, that are spelled alike, and that hold some letters."""
    words = Vocabulary(["scholen", "v.v.e.", "school", "basisschool", "hielp", "geholpen", "steden", "voorschool"])

    def forms(numbers: object) -> list[str]:
        return [words.forms[number] for number in numbers]  # type: ignore[attr-defined]

    assert forms(words.with_lemma("school")) == ["scholen", "school"]
    assert forms(words.with_lemma("helpen")) == ["hielp", "geholpen"]
    assert forms(words.with_lemma("stad")) == ["steden"]
    assert forms(words.with_spelling("vve")) == ["v.v.e."]
    assert forms(words.beginning("scho")) == ["scholen", "school"]
    assert forms(words.ending("school", since=3)) == ["basisschool", "voorschool"]
    assert forms(words.holding("ho")) == ["scholen", "school", "basisschool", "geholpen", "voorschool"]
    assert form_beginnings("bij") == ("bi",)


def test_words_that_come_later_are_asked_for_as_well() -> None:
    """A vocabulary grows, and what was asked of it before holds for its new words."""
    words = Vocabulary(["school"])
    assert words.with_lemma("school") == [0]
    assert list(words.holding("cho")) == [0]
    words.add("wijk")
    words.add("scholen")
    assert words.with_lemma("school") == [0, 2]
    assert words.with_lemma("school", since=1) == [2]
    assert list(words.holding("cho", since=1)) == [2]
