"""Dutch separable verbs in one word, with 'te', as participles, and apart in every order of a clause."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.dutch.conjugation import conjugate
from qualcode.dutch.separable_list import find_verb, separable_list
from qualcode.dutch.verbs import cues, forms_in_one_word, joined_verb, separable_verbs, split_verb

LIST = Path(__file__).parent / "data" / "separable_verbs.tsv"
# Of the sentences made by hand this part of the verbs is found, and of what is found this part is right.
LEAST = 0.88


def words(sentence: str) -> list[str]:
    return re.findall(r"[\w'’-]+|[^\w\s]", sentence)


def rows(half: str) -> list[tuple[str, set[str]]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            (row["sentence"], set((row["verbs"] or "").split()))
            for row in csv.DictReader(file, delimiter="\t")
            if row["half"] == half
        ]


SENTENCES = [sentence for half in ("tuning", "kept") for sentence, _ in rows(half)]


@pytest.mark.parametrize("half", ["tuning", "kept"])
def test_most_verbs_of_interview_sentences_are_found_and_little_else(half: str) -> None:
    """On sentences as respondents say them, also on those that no rule was made with, verbs and kinds are right."""
    pairs = [(gold, {f"{v.verb}/{v.kind}" for v in separable_verbs(words(text))}) for text, gold in rows(half)]
    right = sum(len(gold & seen) for gold, seen in pairs)
    assert right / sum(len(gold) for gold, _ in pairs) >= LEAST
    assert right / sum(len(seen) for _, seen in pairs) >= LEAST


@pytest.mark.parametrize(
    ("sentence", "matched", "kind"),
    [
        ("Wij werken al jaren samen met de gemeente.", "werken samen", "apart"),
        ("Ik werk daar dus best veel mee samen, hoor.", "werk samen", "apart"),
        ("Omdat we niet samen zouden kunnen werken.", "samen werken", "apart"),
        ("We hebben het samen gewerkt.", "samen gewerkt", "apart"),
        ("Wij proberen om samen te werken.", "samen werken", "te"),
        ("Wij proberen om samen te blijven werken.", "samen werken", "te"),
        ("We hebben jaren goed samengewerkt.", "samengewerkt", "ge"),
        ("Als je samenwerkt, gaat het beter.", "samenwerkt", "joined"),
        ("De samenwerkende scholen zijn blij.", "samenwerkende", "joined"),
    ],
)
def test_a_verb_is_found_however_it_is_written(sentence: str, matched: str, kind: str) -> None:
    """One keyword, 'samenwerken', finds its words in every order, and says which they are and how they stand."""
    (found,) = [verb for verb in separable_verbs(words(sentence)) if verb.verb == "samenwerken"]
    assert " ".join(words(sentence)[at] for at in found.at) == matched
    assert found.kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "We zitten samen te eten in de pauze.",
        "Samen met de ouders werken we aan taal.",
        "Hij werkt aan de wijk.",
        "Ze gaan op school naar groep drie.",
        "Hij geeft een goede les.",
        "Af en toe gaat er iets mis.",
        "Bij ons gaat dat over en weer heel makkelijk.",
    ],
)
def test_words_that_could_be_a_verb_elsewhere_are_left_alone(sentence: str) -> None:
    """A preposition with its noun, an adverb, or a noun with its article is no part of a verb."""
    assert {verb.verb for verb in separable_verbs(words(sentence))} <= {"misgaan"}


def test_the_last_verb_of_a_cluster_is_meant() -> None:
    """'Af gaan stemmen' is a form of 'afstemmen', and not of 'afgaan'."""
    found = separable_verbs(words("We moeten dat beter op elkaar af gaan stemmen."))
    assert [verb.verb for verb in found] == ["afstemmen"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Dan app ik die moeder even terug.", "apart"),
        ("Ik probeer haar terug te appen.", "te"),
        ("Ik heb haar teruggeappt.", "ge"),
        ("Als ik haar terugapp, is het goed.", "joined"),
    ],
)
def test_a_verb_that_no_dictionary_has_is_found_where_it_is_asked_for(sentence: str, kind: str) -> None:
    """A keyword may be a new verb: a particle before a known one. Without being asked for it stays unfound."""
    assert "terugappen" not in separable_list().verbs
    assert [verb.kind for verb in separable_verbs(words(sentence), {"terugappen"})] == [kind]
    assert "terugappen" not in {verb.verb for verb in separable_verbs(words(sentence))}


@given(st.sampled_from(SENTENCES), st.sets(st.sampled_from(sorted(separable_list().verbs))))
def test_asking_for_some_verbs_changes_nothing_about_them(sentence: str, others: set[str]) -> None:
    """A verb that stands apart is found or not, whichever other verbs the codebook has."""
    every = [verb for verb in separable_verbs(words(sentence)) if verb.kind != "joined"]
    asked = others | {verb.verb for verb in every}
    frequent = {verb for verb in asked if separable_list().verbs[verb].frequency >= 1}
    found = separable_verbs(words(sentence), frequent)
    assert [verb for verb in found if verb.kind != "joined"] == every


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cues_never_rule_out_a_sentence_that_has_the_verb(sentence: str) -> None:
    """Whoever skips sentences without the cues of a verb, or its forms, misses nothing."""
    small = {word.casefold() for word in words(sentence)}
    for verb in separable_verbs(words(sentence)):
        particles, bases = cues(verb.verb)
        assert (particles & small and bases & small) if len(verb.at) > 1 else forms_in_one_word(verb.verb) & small


@pytest.mark.parametrize("verb", ["overleven", "onderzoeken", "herinneren", "aanvaarden", "werken", "", "x", "op"])
def test_a_verb_that_never_parts_is_not_split(verb: str) -> None:
    """'Overleven' begins as a separable verb does, and is none; what is no verb is none either."""
    assert split_verb(verb) is None
    assert cues(verb) == (frozenset(), frozenset())
    assert forms_in_one_word(verb) == frozenset()


@pytest.mark.parametrize(
    ("verb", "parts"),
    [
        ("doorverwijzen", ("door", "verwijzen")),
        ("teleurstellen", ("teleur", "stellen")),
        ("achternalopen", ("achterna", "lopen")),
        ("toe-eigenen", ("toe", "eigenen")),
        ("terugappen", ("terug", "appen")),
    ],
)
def test_a_verb_is_split_at_its_particle(verb: str, parts: tuple[str, str]) -> None:
    """The longest particle counts, and the base may be a verb with a prefix or one that is used nowhere else."""
    assert split_verb(verb) == parts


def test_every_listed_verb_is_recognised_in_each_of_its_forms() -> None:
    """Looking a verb up by any of its forms in one word leads back to it."""
    lost = [
        (verb, form)
        for verb in list(separable_list().verbs)[::23]
        for form in forms_in_one_word(verb)
        if verb not in joined_verb(form)
    ]
    assert lost == []


def test_nouns_are_no_forms_of_a_verb() -> None:
    """'Samenwerking' is kin of a verb, and not a form of it; a form that is a noun here is not counted."""
    assert joined_verb("samenwerking") == frozenset()
    assert separable_verbs(words("De inzet van de ouders is groot.")) == []
    found = separable_verbs(words("Wij hopen dat hij zich inzet voor de wijk."))
    assert [verb.verb for verb in found] == ["inzetten"]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("houden", "hou houd houdt hield hielden gehouden"),
        ("brengen", "breng brengt bracht brachten gebracht"),
        ("leven", "leef leeft leefde leefden geleefd"),
        ("praten", "praat praatte praatten gepraat"),
        ("herhalen", "herhaal herhaalt herhaalde herhaald"),
        ("doen", "doe doet deed deden gedaan"),
    ],
)
def test_forms_of_verbs_are_known_regular_or_not(verb: str, expected: str) -> None:
    """Strong verbs come from a table, others follow the rules of spelling."""
    found = conjugate(verb)
    assert set(expected.split()) <= found.finite | found.participles


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from("samen werken op te en , . de".split())), max_size=12))
def test_any_words_are_a_sentence(sentence: list[str]) -> None:
    """Whatever stands in a transcript, nothing is raised, and places lie in the sentence, none of them twice."""
    places = [at for verb in separable_verbs(sentence) for at in verb.at]
    assert len(places) == len(set(places))
    assert all(0 <= at < len(sentence) for at in places)
    assert all(find_verb(verb.verb) for verb in separable_verbs(sentence))
