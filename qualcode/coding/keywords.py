"""The keyword language of the codebook.

=====================  ==========================================================
``samenwerken``        every form of the word: samenwerkt, samenwerkte, …
``wijkteam``           also as a part of a word: wijkteamleider
``=pilot``             this word only, in capitals or not
``voorschool*``        every word that begins so; ``*school`` that ends so
``warme overdracht``   the words one after another in a sentence, each in any form
``=warme overdracht``  these words one after another, as they stand
=====================  ==========================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import translate

from qualcode.coding.index import Vocabulary
from qualcode.dutch.compounds import find_in_words
from qualcode.dutch.derivation import derived
from qualcode.dutch.lemmas import meant_lemmas
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.errors import KeywordError

MAX_LENGTH = 200
MIN_LETTERS = 3
MIN_COMPOUND = 4


class Rule(StrEnum):
    """Why a word of the text answers to a word of the keyword."""

    EXACT = "exact"
    LEMMA = "lemma"
    DERIVATION = "derivation"
    COMPOUND = "compound"
    ELLIPSIS = "ellipsis"
    WILDCARD = "wildcard"


@dataclass(frozen=True)
class Piece:
    """One word of a keyword: its normal form and how it is compared."""

    form: str
    rule: Rule


@dataclass(frozen=True)
class Keyword:
    """A keyword as written, and its words."""

    text: str
    pieces: tuple[Piece, ...]


def parse_keyword(text: str) -> Keyword:
    """Read a keyword. Raises `KeywordError` for one that cannot be understood.

    >>> parse_keyword("voorschool*").pieces
    (Piece(form='voorschool*', rule=<Rule.WILDCARD: 'wildcard'>),)
    """
    stripped = text.strip()
    if len(stripped) > MAX_LENGTH:
        raise KeywordError(text, f"is longer than {MAX_LENGTH} characters", "Write it as several keywords.")
    exact = stripped.startswith("=")
    words = stripped.removeprefix("=").split()
    if not words:
        raise KeywordError(text, "is empty", "Write a word, or take it out.")
    return Keyword(stripped, tuple(piece for word in words for piece in _pieces(text, word, exact=exact)))


def matching_forms(piece: Piece, words: Vocabulary, *, compounds: bool = False) -> dict[str, Rule]:
    """Return the distinct words that answer to `piece`, each with the rule by which it does.

    With `compounds` those of which it is a part answer too, where it has four letters or more.
    """
    if piece.rule is Rule.WILDCARD:
        pattern = re.compile(translate(piece.form))
        return {form: Rule.WILDCARD for form in words.forms if pattern.match(form)}
    found = {piece.form: Rule.EXACT} if piece.form in words.forms else {}
    if piece.rule is Rule.LEMMA:
        for base in meant_lemmas(piece.form):
            for form in (*words.by_lemma.get(base, ()), base):
                if form in words.forms:
                    found.setdefault(form, Rule.LEMMA)
        for base in {kin for word in meant_lemmas(piece.form) for kin in derived(word)}:
            for form in words.by_lemma.get(base, ()):
                found.setdefault(form, Rule.DERIVATION)
        if compounds and len(piece.form) >= MIN_COMPOUND:
            for form in find_in_words(piece.form, words.forms):
                found.setdefault(form, Rule.COMPOUND)
    return found


def _pieces(keyword: str, word: str, *, exact: bool) -> list[Piece]:
    form = normal_form(word)
    if "*" not in form:
        found = [normal_form(form[token.start : token.end]) for token in tokens(form)]
        if not found:
            raise KeywordError(keyword, f"has no letters in '{word}'", "Write a word, or take it out.")
        return [Piece(item, Rule.EXACT if exact else Rule.LEMMA) for item in found]
    letters = form.strip("*")
    if "*" in letters or len(letters) < MIN_LETTERS or not letters.replace("-", "").isalnum():
        hint = f"A * may stand at the beginning or end of at least {MIN_LETTERS} letters, as in voorschool*."
        raise KeywordError(keyword, f"has a * that cannot be used in '{word}'", hint)
    return [Piece(form, Rule.WILDCARD)]
