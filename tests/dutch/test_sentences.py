"""Sentences of speech as it is worked out: quotes, initials, abbreviations, numbered lists, hesitation."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.dutch.sentences import sentences

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
