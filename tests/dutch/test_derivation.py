"""Nouns and verbs that say the same are found with each other; what merely looks so is not."""

from __future__ import annotations

import pytest

from qualcode.dutch.derivation import derived

KIN = """
    waardering waarderen | opleiding opleiden | begeleiding begeleiden | professionalisering professionaliseren
    segregatie segregeren | integratie integreren | samenwerking samenwerken | aansturing aansturen | pauze pauzeren
    ondersteuning ondersteunen | stimulering stimuleren | doorverwijzing doorverwijzen | verbetering verbeteren
    veiligheid veilig | diversiteit divers | racisme racistisch | afname afnemen | reflectie reflecteren
"""
NO_KIN = ["rekening", "houding", "woning", "school", "kans", "kan", "wetenschap", "vergissen", "ouder", "ding", "ring"]


@pytest.mark.parametrize(
    "pair", [pair.split() for line in KIN.strip().split("\n") for pair in line.split("|")], ids=" ".join
)
def test_noun_and_verb_find_each_other(pair: list[str]) -> None:
    """Whichever of the two a researcher writes, the other is found."""
    noun, verb = pair
    assert verb in derived(noun)
    assert noun in derived(verb)


@pytest.mark.parametrize("word", NO_KIN)
def test_a_word_that_means_something_else_by_now_brings_no_verb(word: str) -> None:
    """A bill is no counting and a dwelling no living; short words meet by chance."""
    assert not {other for other in derived(word) if other.endswith("en")}
