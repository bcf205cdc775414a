"""Dutch lemmas: in a sentence, and all that a word by itself can have.

A lemma is looked up in the lexicon by the word's class; a word that is not there is taken apart
into something and a known word ("gezins|klassen"), and else left to simplemma's rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import simplemma

from qualcode.dutch.lexicon import Reading, lexicon
from qualcode.dutch.packed import unpacked
from qualcode.dutch.tagger import tag

ENGINE = "qualcode-nl"
VERSION = "1"
# The lexicon's tags for the universal classes.
_CLASSES: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("ZNW", "WKW:INF"),
    "VERB": ("WKW",),
    "AUX": ("WKW",),
    "ADJ": ("BNW", "DVS", "WKW:VTD", "WKW:ODW"),
    "ADV": ("BYW", "BNW"),
    "NUM": ("GET",),
}
_OPEN = ("ZNW", "WKW", "BNW", "DVS", "BYW", "TSW", "GET")
_PLURAL = re.compile(r"(?<=[^\W\d_])['’]s$")
# What may stand at the end of a compound; a verb there would be a separable one, which the lexicon knows.
_NAMING = ("ZNW", "BNW")
_SHORTEST_HEAD = 3


class Analysis(NamedTuple):
    """A word's lemma, and its class of the universal set (NOUN, VERB, …)."""

    lemma: str
    pos: str


def analyse(words: Sequence[str]) -> list[Analysis]:
    """Return lemma and class of each word of one sentence.

    `words` are written as in the text, marks of punctuation among them. The lemma of a verb whose
    particle stands apart is that of the verb alone.

    >>> [item.lemma for item in analyse(["De", "scholen", "werkten", "samen", "."])]
    ['de', 'school', 'werken', 'samen', '.']
    """
    return [Analysis(lemma_of(word, pos), pos) for word, pos in zip(words, tag(words), strict=True)]


@lru_cache(maxsize=100_000)
def lemma_of(word: str, pos: str) -> str:
    """Return the lemma of a word of the class `pos`."""
    return lemma_by(_learned(), word, pos)


def lemma_by(learned: Mapping[str, str], word: str, pos: str) -> str:
    """Return what `lemma_of` does, with another table of learned lemmas."""
    form = word.casefold()
    known = learned.get(f"{form}|{pos}")
    if known is not None:
        return known
    if pos in ("PROPN", "X", "SYM", "PUNCT"):
        return word
    if pos == "NUM":
        return form
    classes = _CLASSES.get(pos)
    if classes is None:
        return form
    return _by_lexicon(form, classes) or _by_head(form, classes) or _by_rule(form, pos)


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Return the likeliest lemma of a word by itself, in small letters.

    >>> lemma("scholen"), lemma("werkte"), lemma("gezinsklassen")
    ('school', 'werken', 'gezinsklasse')
    """
    form = word.casefold()
    readings = _open_readings(form)
    if readings:
        return readings[0].lemma.casefold()
    return _by_head(form, _NAMING) or _by_rule(form, "")


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> frozenset[str]:
    """Return every lemma that a word by itself can have, in small letters; at least one.

    A diminutive has the noun and itself as its lemmas.

    >>> sorted(lemmas("scholen")), sorted(lemmas("ouders")), sorted(lemmas("vve's"))
    (['scholen', 'school', 'schuilen'], ['ouder'], ['vve'])
    """
    form = word.casefold()
    readings = _open_readings(form)
    if readings:
        found = {reading.lemma.casefold() for reading in readings}
        # A diminutive is a form of its noun, and may be a word of its own as well.
        small = any(reading.tag.endswith(":VRK") for reading in readings)
        return frozenset(found | {form.removesuffix("s") if form.endswith("jes") else form} if small else found)
    return frozenset(_all_by_head(form)) or frozenset({_by_rule(form, "")})


def engine_version() -> str:
    """Return the name and version of what finds the lemmas, as outputs state it."""
    from importlib.metadata import version

    return f"{ENGINE} {VERSION}, simplemma {version('simplemma')}"


def _open_readings(form: str) -> tuple[Reading, ...]:
    """Return the readings that are no names."""
    return tuple(reading for reading in lexicon().readings(form) if reading.tag.startswith(_OPEN))


def _by_lexicon(form: str, classes: tuple[str, ...]) -> str | None:
    readings = lexicon().readings(form)
    for wanted in classes:
        for reading in readings:
            if reading.tag.startswith(wanted):
                return reading.lemma.casefold()
    return None


def _by_head(form: str, classes: tuple[str, ...]) -> str | None:
    """Return the lemma of a word that the lexicon does not know, by the longest known word at its end."""
    found = ((form[:start], _by_lexicon(form[start:], classes)) for start in _heads(form))
    return next((start + head for start, head in found if head is not None), None)


def _all_by_head(form: str) -> set[str]:
    for start in _heads(form):
        heads = [reading for reading in lexicon().readings(form[start:]) if reading.tag.startswith(_NAMING)]
        if heads:
            return {form[:start] + reading.lemma.casefold() for reading in heads}
    return set()


def _heads(form: str) -> Iterator[int]:
    """Yield where the last word of a compound may begin: behind a hyphen, or with enough letters on both sides."""
    for start in range(2, len(form) - _SHORTEST_HEAD + 1):
        spoken = any(letter in "aeiouyéëïöü" for letter in form[:start])
        if form[start - 1] == "-" or (len(form) - start >= 4 and spoken):
            yield start


def _by_rule(form: str, pos: str) -> str:
    if pos in ("NOUN", "") and form.endswith(("'s", "’s")):
        return _PLURAL.sub("", form)
    if not form:
        return form
    # simplemma 2 parts separable verbs as Universal Dependencies does: "samen_werken".
    return str(simplemma.lemmatize(form, lang="nl")).replace("_", "").casefold()


@lru_cache(maxsize=1)
def _learned() -> Mapping[str, str]:
    """Return lemmas by form and class as annotators gave them: of small words, and where the lexicon has another."""
    table: dict[str, str] = json.loads(unpacked("lemmas.json.xz"))
    return table
