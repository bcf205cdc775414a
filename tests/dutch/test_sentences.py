"""Sentences of speech as it is worked out: quotes, initials, abbreviations, numbered lists, hesitation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.dutch.pieces import Piece
from qualcode.dutch.sentences import sentences
from qualcode.project import open_study
from tests.conftest import StudyMaker

SPOKEN = Path(__file__).parent / "data" / "spoken_sentences.txt"


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ['Hij zei: "Je kunt het niet afdwingen. Je moet het organiseren."', "Daar ben ik het mee eens."],
        ["Dan zeg ik: ‘Kom maar. De koffie staat klaar.’", "En dan komen ze."],
        ["Hij zei: ‘Kom maar.’", "Toen ging hij."],
        ["Het gaat om groep B.", "Daar zitten de meeste kinderen."],
        ["Mr. J.W. Weck en Annie M.G. Schmidt.", "Meer niet."],
        ["Dat ligt bij de G.G.D.", "Daar moet je zijn."],
        ["Ja.", "Ehm.", "Zo.", "Precies."],
        ["Het duurt 5 min.", "Daarna gaan we."],
        ["Het is max. Vier keer."],
        ["1. Ouders erbij halen.", "2. Taal, taal en nog eens taal."],
        ["'' Ik ben een twijfelaar. ''", "Dat zei hij."],
        ["Maar dan… ja, dan komt er niemand."],
        ["Wij hebben drie doelen: 1. Ouders erbij halen.", "2. Taal."],
        ["Dat weet Jan.", "Hij werkt hier al sinds jan. 2019, bij fam. Bakker."],
        ["a. Taal is belangrijk.", "b. Rekenen ook."],
        ["Jij wel?", "[pauze] Nee.", "Dat weet ik niet (lacht).", "Zo. (lacht)"],
        ["Eén ding: het werkt niet; tenminste, niet zo."],
    ],
)
def test_hard_borders_are_found(expected: list[str]) -> None:
    """Quoted speech is one with the words that introduce it; letters and abbreviations end a sentence only where one begins."""
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize("half", [0, 1])
def test_spoken_text_is_cut_as_a_reader_would(half: int) -> None:
    """Of the sentences of interview speech at least 96 in a hundred are found, in precision and recall together."""
    wanted = SPOKEN.read_text(encoding="utf-8").split("\n\n")[half].strip().split("\n")
    found = cut(" ".join(wanted))
    assert 200 * len(set(wanted) & set(found)) / (len(set(wanted)) + len(set(found))) >= 96


SPEECH = "we doen dat hier al heel lang zo met de ouders en dan komen ze binnen"


def test_text_without_marks_comes_in_pieces_that_are_marked() -> None:
    """Speech without any full stop is cut before conjunctions, and what was cut so can be told from sentences."""
    speech = " ".join([SPEECH] * 6)
    found = list(sentences(speech))
    assert len(found) > 4
    assert all(isinstance(piece, Piece) for piece in found)
    assert all(8 <= len(speech[piece.start : piece.end].split()) <= 30 for piece in found)
    assert {" ".join(piece.split()[:2]) for piece in cut(speech)[1:]} == {"en dan"}


@pytest.mark.parametrize("text", [f"{SPEECH}.", ", ".join([SPEECH] * 6)])
def test_a_long_sentence_with_marks_is_no_piece(text: str) -> None:
    """What somebody punctuated stays as it is, however long it is within reason."""
    (sentence,) = sentences(text)
    assert not isinstance(sentence, Piece)


@given(st.lists(st.sampled_from(["ja", "en", "dat", "eh", "school,", "…", "maar.", "dus"]), max_size=200))
def test_pieces_hold_all_that_is_said_once(words: list[str]) -> None:
    """Pieces leave out nothing but blanks."""
    assert " ".join(cut(" ".join(words))) == " ".join(words)


def test_whoever_checks_the_study_is_told_of_pieces(make_study: StudyMaker) -> None:
    """Where pieces stand for sentences, that is a problem that quotes the first and says what to do."""
    speech = " ".join([SPEECH] * 6)
    project = open_study(make_study({"interviews/R02.txt": f"I: Vertel.\nR: {speech}"}))
    (problem,) = project.problems
    assert (problem.path, problem.quote) == ("interviews/R02.txt", "we doen dat hier al heel lang zo met de ouders")
    assert "cut into 6 pieces" in problem.message
    assert 'unit = "turn"' in problem.hint
