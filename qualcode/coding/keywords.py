"""The keyword language of the codebook.

==============================  ==============================================================
``samenwerken``                 every form of the word (samenwerkt, samengewerkt, *werken* … *samen*),
                                its compounds (samenwerkingsverband) and its kin (samenwerking)
``=pilot``                      this word only, in capitals or not
``voorschool*``                 every word that begins so; ``*school`` that ends so, ``*loket*``
                                that has it anywhere
``warme overdracht``            the words one after another in a sentence, each in any form
``=warme overdracht``           these words one after another, as they stand
``ouders & school``             both in one sentence, in any order; each may be a phrase
``ouders ~5 school``            both with at most five words between them, in any order
``vve = v.v.e. = peuters``      one of these: the spellings, or names, of one thing
==============================  ==============================================================

Options stand behind it in brackets. In codebook.yaml they may be written as a mapping with the
keys ``keyword`` (or ``any``, a list), ``not`` (a text or a list), ``compounds``, ``derivations``,
``capitals`` and ``splits`` (true or false), which says the same.

==============================  ==============================================================
``[not arme stakker]``          takes a hit away that overlaps these words, in any form
``[not & been]``                takes a hit away in whose sentence the word stands;
                                ``[not ~3 been]`` at most three words from it
``[no compounds]``              not inside longer words (taal: not taalachterstand)
``[no derivations]``            no noun, verb or adjective that is made from it (waardering: not
                                gewaardeerd)
``[capitals]``                  capitals as written (PO: not po)
``[splits]``                    also where speech recognition cut the word in two (ouder kamer)
==============================  ==============================================================

A keyword that begins with ``*`` stands in quotes in YAML, and so does one with a bracket, comma or
colon in a list on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from qualcode.dutch.tokens import normal_form, tokens
from qualcode.errors import KeywordError
from qualcode.keyword_line import NOT, OR, SWITCHES

MAX_LENGTH = 200
MAX_ALL = 2_000
MAX_WITHIN = 50
MIN_LETTERS = 3
_OPTION = re.compile(r"(?<=[\s\]])\[([^\[\]]*)\]$")
_JOINT = re.compile(r"(?:^|\s)(&|~\S*)(?=\s|$)")


class Rule(StrEnum):
    """Why words of the text answer to a keyword, the most exact first."""

    EXACT = "exact"
    SPELLING = "spelling"
    LEMMA = "lemma"
    WILDCARD = "wildcard"
    SEPARABLE = "separable verb"
    COMPOUND = "compound"
    ELLIPSIS = "ellipsis"
    DERIVATION = "derivation"


RULES = tuple(Rule)


@dataclass(frozen=True)
class Piece:
    """One word of a keyword: its normal form, how it is compared (`rule`), and how it is written."""

    form: str
    rule: Rule
    written: str = field(default="", compare=False)


Phrase = tuple[Piece, ...]


@dataclass(frozen=True)
class Pattern:
    """Phrases that stand in one sentence, in any order; `within` is how many words may be between them."""

    phrases: tuple[Phrase, ...]
    within: int | None = None


@dataclass(frozen=True)
class Exclusion:
    """What takes a hit away: a pattern that overlaps it, or (`near`) stands in its sentence, at most `within` away."""

    pattern: Pattern
    near: bool = False
    within: int | None = None


@dataclass(frozen=True)
class Keyword:
    """A keyword as written: any of its `patterns`, unless one of its `exclusions`, with its options."""

    text: str
    patterns: tuple[Pattern, ...]
    exclusions: tuple[Exclusion, ...] = ()
    compounds: bool = True
    derivations: bool = True
    capitals: bool = False
    splits: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All words of all patterns."""
        return tuple(piece for pattern in self.patterns for phrase in pattern.phrases for piece in phrase)


@lru_cache(maxsize=20_000)
def parse_keyword(text: str) -> Keyword:
    """Read a keyword. Raises `KeywordError` for one that cannot be understood.

    >>> parse_keyword("voorschool*").pieces
    (Piece(form='voorschool*', rule=<Rule.WILDCARD: 'wildcard'>, written='voorschool*'),)
    >>> parse_keyword("arm [not arme stakker] [no compounds]").compounds
    False
    """
    stripped = text.strip()
    if len(stripped) > MAX_ALL:
        raise _too_long(text, MAX_ALL)
    names, options = _options(text, stripped)
    exclusions = tuple(
        _exclusion(text, f"{option} ".removeprefix(NOT)) for option in options if f"{option} ".startswith(NOT)
    )
    switches = {
        key: (not switch.default) if switch.written in options else switch.default for key, switch in SWITCHES.items()
    }
    return Keyword(stripped, tuple(_pattern(text, name) for name in _parted(text, names)), exclusions, **switches)


def _options(text: str, rest: str) -> tuple[str, list[str]]:
    """Part the options from what stands before them."""
    options: list[str] = []
    while found := _OPTION.search(rest):
        options.insert(0, " ".join(found[1].split()))
        rest = rest[: found.start()].rstrip()
    known = [switch.written for switch in SWITCHES.values()]
    for option in options:
        if option not in known and not f"{option} ".startswith(NOT):
            shown = ", ".join(f"[{name}]" for name in (f"{NOT}…", *known))
            raise KeywordError(text, f"has an unknown option [{option[:40]}]", f"Known: {shown}.")
    return rest, options


def _parted(text: str, names: str) -> list[str]:
    parts = re.split(rf"\s{OR.strip()}\s", names)
    if any(len(part) > MAX_LENGTH for part in parts):
        raise _too_long(text, MAX_LENGTH)
    return parts


def _pattern(text: str, name: str) -> Pattern:
    joints = [found[1] for found in _JOINT.finditer(name)]
    phrases = _JOINT.split(name)[::2]
    if any(not phrase.strip().removeprefix("=").strip() for phrase in phrases):
        what = f"has nothing on one side of '{joints[0]}'" if joints else "is empty"
        raise KeywordError(text, what, "Write a word, or take it out.")
    if len(set(joints)) > 1:
        hint = "Use one sign: 'ouders & school & thuis' or 'ouders ~5 school'."
        raise KeywordError(text, f"mixes {' and '.join(sorted(set(joints)))}", hint)
    return Pattern(tuple(_phrase(text, phrase) for phrase in phrases), _within(text, joints[0]) if joints else None)


def _within(text: str, joint: str) -> int | None:
    if joint == "&":
        return None
    if not joint[1:].isdecimal() or not 0 <= int(joint[1:]) <= MAX_WITHIN:
        hint = f"Write how many words may stand between, from 0 to {MAX_WITHIN}, as in 'ouders ~5 school'."
        raise KeywordError(text, f"has '{joint}' without a number of words", hint)
    return int(joint[1:])


def _exclusion(text: str, words: str) -> Exclusion:
    joint, _, rest = words.partition(" ")
    near = joint == "&" or joint.startswith("~")
    pattern = _pattern(text, rest if near else words)
    return Exclusion(pattern, near, _within(text, joint) if near else None)


def _phrase(text: str, phrase: str) -> Phrase:
    stripped = phrase.strip()
    exact = stripped.startswith("=")
    words = stripped.removeprefix("=").split()
    return tuple(piece for word in words for piece in _pieces(text, word, exact=exact))


def _pieces(keyword: str, word: str, *, exact: bool) -> list[Piece]:
    form = normal_form(word)
    if "*" not in form:
        found = [(normal_form(word[token.start : token.end]), word[token.start : token.end]) for token in tokens(word)]
        if not found:
            raise KeywordError(keyword, f"has no letters in '{word}'", "Write a word, or take it out.")
        return [Piece(item, Rule.EXACT if exact else Rule.LEMMA, written) for item, written in found]
    letters = form.strip("*")
    if "*" in letters or len(letters) < MIN_LETTERS or not letters.replace("-", "").isalnum():
        hint = f"A * may stand at the beginning or end of at least {MIN_LETTERS} letters, as in voorschool*."
        raise KeywordError(keyword, f"has a * that cannot be used in '{word}'", hint)
    return [Piece(form, Rule.WILDCARD, word)]


def _too_long(text: str, most: int) -> KeywordError:
    return KeywordError(text, f"is longer than {most} characters", "Write it as several keywords.")
