"""Which distinct words answer to a word of a keyword, and by which rule.

The layers, from the most exact one on: the word itself, another spelling, another form, a
wildcard, a separable verb in one word, a compound that holds it, a noun or verb that is made from it.
What needs the context of a word, and not only the word, is left to `qualcode.coding.hits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from qualcode.coding.keywords import Keyword, Piece, Rule
from qualcode.coding.spelling import is_same_word, older_spellings, spelling_key
from qualcode.coding.vocabulary import Vocabulary
from qualcode.dutch.compounds import find_in_word, keyword_forms
from qualcode.dutch.conjugation import is_infinitive, stems
from qualcode.dutch.derivation import derived
from qualcode.dutch.lemmas import lemma, lemmas
from qualcode.dutch.lexicon import Reading, lexicon
from qualcode.dutch.verbs import forms_in_one_word, split_verb

_NOUN, _VERB, _ADJECTIVE, _COMPARATIVE = "ZNW", "WKW", "BNW", "BNW:VGR"
_PARTICIPLES = ("WKW:VTD", "WKW:ODW", "DVS", "DVW")
# The stem of a verb before a noun: "samenwerk|verband"; the noun of what is done: "samenwerking|s|verband".
_SHORTEST_STEM = 6
_DOING = "ing"
_SHORTEST_PART = 4


class Match(NamedTuple):
    """That a word answers to a keyword: by which rule, as a form of which `lemma`.

    `split` are the parts of a compound; `start` and `end` say where in the word the keyword
    stands. Where `sure` is false the word may be a form of another lemma as well, and the
    sentence decides.
    """

    rule: Rule
    lemma: str
    split: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    sure: bool = True


class SeparableKeyword(NamedTuple):
    """A verb that a keyword means, and its two parts."""

    verb: str
    particle: str
    base: str


@dataclass(frozen=True)
class Meaning:
    """What a word of a keyword stands for: its lemmas, those of its kin, and the separable verbs among both."""

    lemmas: frozenset[str]
    kin: frozenset[str]
    verbs: tuple[SeparableKeyword, ...]


def meaning(piece: Piece, *, derivations: bool) -> Meaning:
    """Return what a word of a keyword stands for; one that is meant exactly stands for nothing but itself."""
    if piece.rule is not Rule.LEMMA:
        return Meaning(frozenset(), frozenset(), ())
    own = keyword_lemmas(piece.form)
    kin = frozenset(other for word in own for other in derived(word)) - own if derivations else frozenset()
    verbs = tuple(SeparableKeyword(verb, *parts) for verb in sorted(own | kin) if (parts := split_verb(verb)))
    return Meaning(own, kin, verbs)


@lru_cache(maxsize=20_000)
def keyword_lemmas(form: str) -> frozenset[str]:
    """Return the lemmas that who writes `form` as a keyword means.

    A noun is itself: 'ouder' is no form of 'oud', nor 'leer' of 'leren'. A verb may be a plural as
    well ('scholen'), and an adjective a rare noun ('warme'); a diminutive is its noun, too.
    """
    every = lemmas(form)
    readings = [item for item in _readings(form) if item.lemma.casefold() in every]
    is_noun = any(item.lemma.casefold() == form and item.tag.startswith(_NOUN) for item in readings)
    if is_noun and not (readings[0].tag.startswith(_ADJECTIVE) and not readings[0].tag.startswith(_COMPARATIVE)):
        return frozenset({form})
    return frozenset({form} & every) | {likeliest(form)}


@lru_cache(maxsize=100_000)
def likeliest(form: str) -> str:
    """Return the lemma that a word by itself most likely has: 'ouders' are parents, and rarely something older."""
    if form.endswith("s"):
        nouns = [item.lemma.casefold() for item in _readings(form) if item.tag.startswith(_NOUN)]
        if nouns and any(item.tag.startswith(_COMPARATIVE) for item in _readings(form)):
            return nouns[0]
    return lemma(form)


def matching_words(
    piece: Piece, keyword: Keyword, words: Vocabulary, since: int = 0, *, alone: bool = True
) -> dict[int, Match]:
    """Return the numbers, from `since` on, of the words that answer to `piece`, and how.

    A word of a phrase (not `alone`) is met in its forms and spellings only.
    """
    found: dict[int, Match] = {}
    for number, match in _candidates(piece, keyword, words, since, alone=alone):
        known = found.get(number)
        # The first rule that holds is the most exact one; only what is sure takes the place of what is not.
        if known is None or (match.sure and not known.sure):
            found[number] = match
    return found


def _candidates(
    piece: Piece, keyword: Keyword, words: Vocabulary, since: int, *, alone: bool
) -> Iterator[tuple[int, Match]]:
    if piece.rule is Rule.WILDCARD:
        yield from _by_wildcard(piece.form, words, since)
        return
    number = words.number(piece.form)
    if number is not None and number >= since:
        yield number, Match(Rule.EXACT, piece.form, end=len(piece.form))
    if piece.rule is Rule.EXACT:
        return
    meant = meaning(piece, derivations=keyword.derivations and alone)
    yield from _by_spelling({piece.form, *meant.lemmas}, words, since)
    yield from _by_lemma(meant.lemmas, Rule.LEMMA, words, since)
    if not alone:
        return
    yield from _by_joined_verb(meant.verbs, words, since)
    if keyword.compounds:
        nouns = {word for word in meant.kin if word.endswith(_DOING)}
        for form in sorted({piece.form, *meant.lemmas, *nouns}):
            yield from _by_compound(form, words, since)
        for stem in _verb_stems(meant.lemmas):
            yield from _by_compound(stem, words, since, first=True)
    yield from _by_lemma(meant.kin, Rule.DERIVATION, words, since)


def _by_wildcard(form: str, words: Vocabulary, since: int) -> Iterator[tuple[int, Match]]:
    letters = form.strip("*")
    search = words.holding if form[0] == form[-1] == "*" else words.ending if form[0] == "*" else words.beginning
    for number in search(letters, since):
        start = words.forms[number].rfind(letters) if form[-1] != "*" else words.forms[number].find(letters)
        yield number, Match(Rule.WILDCARD, letters, start=start, end=start + len(letters))


def _by_spelling(forms: Iterable[str], words: Vocabulary, since: int) -> Iterator[tuple[int, Match]]:
    for form in sorted(forms):
        key = spelling_key(form)
        same = words.number(key)
        for number in (*words.with_spelling(key, since), *([same] if same is not None and same >= since else ())):
            other = words.forms[number]
            if other != form and is_same_word(form, other):
                # "taal-" is a part of "taal- en rekenonderwijs".
                rule = Rule.COMPOUND if other.strip("-") == form else Rule.SPELLING
                yield number, Match(rule, form, end=len(other))
        for older in older_spellings(form):
            for number in words.with_lemma(older, since):
                yield number, Match(Rule.SPELLING, form, end=len(words.forms[number]))


def _by_lemma(own: Iterable[str], rule: Rule, words: Vocabulary, since: int) -> Iterator[tuple[int, Match]]:
    for word in sorted(own):
        genitive = words.number(f"{word}'s")
        numbers = {*words.with_lemma(word, since), *([genitive] if genitive is not None and genitive >= since else ())}
        for number in sorted(numbers):
            form = words.forms[number]
            sure = (rule is Rule.LEMMA and form == word) or number == genitive or is_likely(form, word)
            yield number, Match(rule, word, end=len(form), sure=sure)


@lru_cache(maxsize=100_000)
def is_likely(form: str, word: str) -> bool:
    """Tell whether a word by itself is most likely a form of the lemma `word`; a participle is, also as an adjective."""
    likely = likeliest(form)
    if likely == form != word:
        return any(item.lemma.casefold() == word and item.tag.startswith(_PARTICIPLES) for item in _readings(form))
    return likely == word


def _by_joined_verb(verbs: Iterable[SeparableKeyword], words: Vocabulary, since: int) -> Iterator[tuple[int, Match]]:
    for verb, _, _ in verbs:
        numbers = (words.number(form) for form in forms_in_one_word(verb))
        for number in sorted(number for number in numbers if number is not None and number >= since):
            yield number, Match(Rule.SEPARABLE, verb, end=len(words.forms[number]))


def _by_compound(form: str, words: Vocabulary, since: int, *, first: bool = False) -> Iterator[tuple[int, Match]]:
    """Yield the words that hold `form`, with `first` only those that begin with it."""
    search = words.beginning if first else words.holding
    for number in sorted({number for part in keyword_forms(form) for number in search(part, since)}):
        occurrence = find_in_word(form, words.forms[number])
        # Few letters stand in many words by chance; only where a hyphen parts them from the rest they count.
        short = len(form) < _SHORTEST_PART and "-" not in words.forms[number]
        if occurrence is not None and not short and not (first and occurrence.start):
            yield number, Match(Rule.COMPOUND, form, occurrence.parts, occurrence.start, occurrence.end)


def _verb_stems(lemmas: Iterable[str]) -> Iterator[str]:
    """Yield the stems that verbs have in compounds, as 'thuiswerk|dag'; short ones mean too many things."""
    for word in lemmas:
        if is_infinitive(word) and any(item.tag.startswith(_VERB) for item in _readings(word)):
            yield from (stem for stem in stems(word) if len(stem) >= _SHORTEST_STEM)


@lru_cache(maxsize=20_000)
def _readings(form: str) -> tuple[Reading, ...]:
    return lexicon().readings(form)
