"""Separable verbs: in one word, with te, and apart in any order of the clause."""

from __future__ import annotations

import pytest

from qualcode.dutch.verbs import forms_in_one_word, joined_verb, separable_verbs, split_verb


def found(text: str, *verbs: str) -> list[tuple[str, str, str]]:
    """Return verb, words and kind of each; marks of `text` are parted by blanks."""
    words = text.split()
    return [
        (item.verb, " ".join(words[at] for at in item.at), item.kind) for item in separable_verbs(words, verbs or None)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zij sporen de kinderen aan .", ("aansporen", "sporen aan", "apart")),
        ("Dan belt de juf de ouders op , zegt ze .", ("opbellen", "belt op", "apart")),
        ("Het is lastig om iedereen uit te nodigen .", ("uitnodigen", "uit nodigen", "te")),
        ("Die lijn is niet af te kunnen breken .", ("afbreken", "af breken", "te")),
        ("Dat we niet langs zouden komen .", ("langskomen", "langs komen", "apart")),
        ("Ze zijn toen opgebeld .", ("opbellen", "opgebeld", "ge")),
        ("Omdat zij nooit opbellen .", ("opbellen", "opbellen", "joined")),
    ],
)
def test_a_verb_is_found_however_it_stands(text: str, expected: tuple[str, str, str]) -> None:
    """Its words are told with their places, and how they stand there."""
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Zij bellen . Op school dan .",
        "Daar heb ik het met de ouders over , want dat moet .",
        "De ouders bellen op dinsdag .",
        "Hij doet dat een keer uit zichzelf .",
    ],
)
def test_a_preposition_is_no_particle(text: str) -> None:
    """A word that is a preposition there joins no verb of the clause, nor does a noun become one."""
    assert [item for item in found(text) if item[2] == "apart"] == []


def test_only_the_verbs_that_are_asked_for() -> None:
    """With verbs named, others are left alone, and rare ones are found as well."""
    text = "Zij bellen de ouders op en werken samen ."
    assert found(text, "samenwerken") == [("samenwerken", "werken samen", "apart")]
    assert {verb for verb, _, _ in found(text)} == {"opbellen", "samenwerken"}
    assert found(text, "afhaken") == []


def test_a_verb_is_split_and_joined() -> None:
    """Particle and base of a verb, and the verbs of a written word."""
    assert split_verb("voorlezen") == ("voor", "lezen")
    assert split_verb("bestaan") is None
    assert joined_verb("voorgelezen") == {"voorlezen"}
    assert joined_verb("bestaat") == frozenset()
    assert {"voorlezen", "voorgelezen", "voorleest", "voorlas"} <= forms_in_one_word("voorlezen")
    assert forms_in_one_word("bestaan") == frozenset()


def test_an_empty_sentence_has_no_verb() -> None:
    """Nothing, and marks alone, give nothing."""
    assert separable_verbs([]) == []
    assert separable_verbs([".", "…"], ["opbellen"]) == []
