"""What a keyword deliberately does not match, and why: so that a researcher sees what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from qualcode.coding.hits import Hit
from qualcode.coding.index import WordIndex
from qualcode.coding.keywords import Keyword, Rule
from qualcode.coding.matching import keyword_lemmas, matching_words
from qualcode.coding.suggestions import Finder
from qualcode.dutch.compounds import keyword_forms

# Words in which the keyword's letters stand by chance are listed from this many letters on.
MIN_LETTERS = 3


class NearMiss(NamedTuple):
    """Words that a keyword does not match at a place, though one might think so."""

    words: WordIndex
    places: tuple[int, ...]
    why: str


def near_misses(keyword: Keyword, finder: Finder) -> Iterator[NearMiss]:
    """Yield what a keyword misses by an option, by an exclusion, by its sentence, or as a chance likeness."""
    hits = finder.hits(keyword)
    for index, found in zip(finder.indexes, hits, strict=True):
        taken = {place for hit in found for place in hit.places}
        for places, why in (*_by_option(keyword, finder, index), *_by_letters(keyword, index)):
            if taken.isdisjoint(places):
                taken.update(places)
                yield NearMiss(index, places, why)


def _by_option(keyword: Keyword, finder: Finder, index: WordIndex) -> Iterator[tuple[tuple[int, ...], str]]:
    if keyword.exclusions:
        yield from _hits_of(replace(keyword, exclusions=()), finder, index, "taken away by [not …]")
    free = replace(keyword, exclusions=())
    for changed, why in (
        (replace(free, compounds=True), "compounds are off"),
        (replace(free, derivations=True), "derivations are off"),
        (replace(free, capitals=False), "written with other capitals"),
        (replace(free, splits=True), "splits are off"),
    ):
        if changed != free:
            yield from _hits_of(changed, finder, index, why)
    for piece in keyword.pieces if _is_one_word(keyword) else ():
        for number, match in matching_words(piece, keyword, index.vocabulary).items():
            if not match.sure:
                why = f"in its sentence a form of another word than {match.lemma}"
                yield from (((place,), why) for place in index.places((number,)))


def _hits_of(keyword: Keyword, finder: Finder, index: WordIndex, why: str) -> Iterator[tuple[tuple[int, ...], str]]:
    # A keyword is known by its text, so that another one needs another text.
    changed = replace(keyword, text=f"{keyword.text} ({why})")
    found: list[Hit] = finder.hits(changed)[finder.indexes.index(index)]
    yield from ((hit.places, why) for hit in found)


def _by_letters(keyword: Keyword, index: WordIndex) -> Iterator[tuple[tuple[int, ...], str]]:
    if not _is_one_word(keyword):
        return
    for piece in keyword.pieces:
        words = {piece.form.strip("*"), *(keyword_lemmas(piece.form) if piece.rule is Rule.LEMMA else ())}
        letters = {stem for word in words for stem in keyword_forms(word) if len(stem) >= MIN_LETTERS}
        why = "another form" if piece.rule is Rule.EXACT else "another word, in which the letters stand"
        for number in sorted({number for part in letters for number in index.vocabulary.holding(part)}):
            yield from (((place,), why) for place in index.places((number,)))


def _is_one_word(keyword: Keyword) -> bool:
    return all(len(phrase) == 1 for pattern in keyword.patterns for phrase in pattern.phrases)
