"""Does a keyword occur as a part of a word, as *taal* does in *taalachterstand* and not in *totaal*?

A form of the keyword is sought in the word, and what remains on either side must be made of words
that Dutch uses there: those that begin, or end, many compounds of the dictionary, with the letters
that link them. Words that the dictionary has as a verb or a name only are no compounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from qualcode.dutch.constituents import (
    PARTICLES,
    PLACES_AND_TIMES,
    PREFIXES,
    SUFFIXES,
    compound_verbs,
    constituents,
    is_whole,
)
from qualcode.dutch.lexicon import lexicon

LINKS = ("", "s", "en", "e", "n")
# How often a word must begin, or end, compounds of the dictionary to be a part that is relied on.
PRODUCTIVE = 10
_SHORTEST, _DEEPEST = 3, 2
_PLURAL_R = frozenset("kind ei rund kalf lam blad hoen goed lied volk been rad hoender kleed".split())
_NAMING = ("ZNW", "BNW")
_LONG = 6
# What makes a doer of a verb.
_DOERS = frozenset({"er", "ers", "ster", "sters"})
# With these "groeien" is a verb, and no growth in the plural.
_WITH_VERBS = PARTICLES - PLACES_AND_TIMES
_VOWELS = "aeiouyáéíóúàèäëïöü"


class Occurrence(NamedTuple):
    """Where a form of the keyword stands in a word, and the word's parts as a researcher reads them."""

    start: int
    end: int
    parts: tuple[str, ...]


def find_in_word(keyword: str, word: str) -> Occurrence | None:
    """Return where `keyword` occurs as a part of `word`; None where it does not, or is the word itself.

    Both are in small letters.

    >>> find_in_word("taal", "taalachterstand")
    Occurrence(start=0, end=4, parts=('taal', 'achterstand'))
    >>> find_in_word("taal", "totaal") is None
    True
    """
    return find_in_words(keyword, [word]).get(word)


def find_in_words(keyword: str, words: Iterable[str]) -> dict[str, Occurrence]:
    """Return, of many words, those in which `keyword` occurs as a part, and where."""
    forms = keyword_forms(keyword)
    lines = "\n".join(words)
    # One search through all words is far quicker than one a word.
    shared = "|".join(map(re.escape, forms))
    met = {match.group() for match in re.finditer(rf"^.*(?:{shared}).*$", lines, re.MULTILINE)}
    places = ((word, _place(word, forms)) for word in met if len(word) > len(keyword))
    return {word: place for word, place in places if place is not None}


@lru_cache(maxsize=10_000)
def keyword_forms(keyword: str) -> tuple[str, ...]:
    """Return the forms in which a keyword can stand in a compound, the longest first.

    >>> {"school", "schools", "scholen"} <= set(keyword_forms("school"))
    True
    """
    forms = {*_plurals(keyword), *_diminutives(keyword), f"{keyword}s", f"{keyword}'s"}
    known = {keyword} | {form for form in forms if _is_form(form, keyword)}
    if keyword in _PLURAL_R:
        known |= {f"{keyword}er", f"{keyword}eren"}
    return tuple(sorted(known, key=lambda form: (-len(form), form)))


def _is_form(form: str, keyword: str) -> bool:
    readings = lexicon().readings(form)
    linked = {f"{keyword}en"} if keyword not in _PLURAL_R else set()
    linked |= {f"{keyword}s"} if not keyword.endswith(("s", "x", "z")) else set()
    return form in linked or any(reading.lemma.casefold() == keyword for reading in readings)


def _plurals(word: str) -> set[str]:
    forms = {f"{word}en", f"{word}n", f"{word}ën", f"{word}e"}
    if re.search(rf"[{_VOWELS}]{{2}}[^{_VOWELS}]$", word) and word[-2] == word[-3:-2]:
        forms |= {f"{word[:-2]}{_voiced(word[-1])}{ending}" for ending in ("en", "e")}
    if word.endswith(("f", "s")):
        forms |= {f"{word[:-1]}{_voiced(word[-1])}{ending}" for ending in ("en", "e")}
    if re.search(rf"(?<![{_VOWELS}])[{_VOWELS}][^{_VOWELS}]$", word):
        forms |= {f"{word}{word[-1]}{ending}" for ending in ("en", "e")}
    if word.endswith("heid"):
        forms.add(f"{word[:-4]}heden")
    if word.endswith("stad"):
        forms.add(f"{word[:-4]}steden")
    if word.endswith("um"):
        forms.add(f"{word[:-2]}a")
    return forms


def _diminutives(word: str) -> set[str]:
    return {
        f"{word}{ending}{plural}" for ending in ("je", "tje", "pje", "etje", f"{word[-1:]}etje") for plural in ("", "s")
    }


def _voiced(letter: str) -> str:
    return {"f": "v", "s": "z"}.get(letter, letter)


def _place(word: str, forms: tuple[str, ...]) -> Occurrence | None:
    if "-" not in word and _is_simple(word):
        return None
    start = 0
    for segment in word.split("-"):
        found = _in_segment(segment, forms, whole="-" in word)
        if found is not None:
            return Occurrence(start + found[0], start + found[1], _parts(word, start + found[0], start + found[1]))
        start += len(segment) + 1
    return None


def _in_segment(segment: str, forms: tuple[str, ...], *, whole: bool) -> tuple[int, int] | None:
    if whole and segment in forms:
        return 0, len(segment)
    for form in forms:
        at = segment.find(form)
        while at >= 0:
            if _is_part(segment, at, at + len(form), forms):
                return at, at + len(form)
            at = segment.find(form, at + 1)
    return None


def _is_part(segment: str, start: int, end: int, forms: tuple[str, ...]) -> bool:
    """Tell whether one of a keyword's `forms`, which stands in a segment there, is one of the parts that it is made of."""
    left, form, right = segment[:start], segment[start:end], segment[end:]
    if not (left or right):
        return False
    if not left and right and _is_compound_verb(segment, form):
        return True
    return (
        _may_stand(left, right, form)
        and _has_its_lemma(segment, start, end, forms)
        and not _in_whole_word(segment, start, end)
    )


def _is_compound_verb(word: str, first: str) -> bool:
    """Tell whether a word is of a verb that begins with a noun, as "lesgegeven" is."""
    return any(compound_verbs().get(reading.lemma) == first for reading in lexicon().readings(word))


def _has_its_lemma(word: str, start: int, end: int, forms: tuple[str, ...]) -> bool:
    """Tell whether the lexicon's lemma of a word ends in that of its last part: "tongen" is of "tong", and no "gen"."""
    lemmas = {reading.lemma.casefold() for reading in lexicon().readings(word) if reading.tag[:3] in _NAMING}
    right = word[end:]
    if not lemmas or right in _DOERS:
        return True
    if not right:
        return any(word[:start] + form in lemmas for form in forms)
    ends = {right, *(reading.lemma.casefold() for reading in lexicon().readings(right))}
    return right not in lexicon() or any(word[:end] + last in lemmas for last in ends)


def _in_whole_word(segment: str, start: int, end: int) -> bool:
    """Tell whether letters are a piece of a longer part that is itself no compound: "band" in "samenwerkings|verband"."""
    firsts = [at for at in range(start + 1) if at == start or _is_piece(segment[at:start])]
    lasts = [at for at in range(end, len(segment) + 1) if at == end or _is_piece(segment[end:at])]
    return any(
        is_whole(segment[first:last])
        for first in firsts
        for last in lasts
        if (first, last) != (start, end) and (not first or can_begin(segment[:first])) and _may_follow(segment[last:])
    )


def _is_piece(text: str) -> bool:
    return text in PREFIXES or text in PARTICLES or text in SUFFIXES or can_begin(text) or can_end(text)


def _may_follow(text: str) -> bool:
    return not text or can_end(text) or can_end(text.removeprefix("s"))


def _may_stand(left: str, right: str, form: str) -> bool:
    if left and (left in PREFIXES or not (can_begin(left) or left in PLACES_AND_TIMES)):
        return False
    if left in _WITH_VERBS and not right and form.endswith("en") and _is_verb(form):
        return False
    return not right or can_end(right) or bool(left and right in _DOERS and _is_verb(form))


def _is_verb(form: str) -> bool:
    """Tell whether somebody can be named after what a word says: a "werker" does "werk"."""
    return any(reading.tag.startswith("WKW") for reading in lexicon().readings(form))


def _is_simple(word: str) -> bool:
    """Tell whether the dictionary has the word, but never as a noun or adjective."""
    return is_whole(word)


@lru_cache(maxsize=200_000)
def can_begin(text: str, depth: int = 0) -> bool:
    """Tell whether a text can stand before a part of a compound: words that begin compounds, with their links."""
    counts = constituents()
    for link in LINKS:
        bare = text[: len(text) - len(link)]
        if text.endswith(link) and (counts.get(bare, (0, 0))[0] >= PRODUCTIVE or _is_long_word(bare)):
            return True
    if text.endswith("er") and text[:-2] in _PLURAL_R:
        return True
    return _behind_a_part(text, depth, can_begin)


@lru_cache(maxsize=200_000)
def can_end(text: str, depth: int = 0) -> bool:
    """Tell whether a text can stand behind a part of a compound: a word that ends compounds, in any form."""
    if len(text) < _SHORTEST:
        return False
    counts = constituents()
    bases = {reading.lemma.casefold() for reading in lexicon().readings(text) if reading.tag[:3] in _NAMING}
    if any(counts.get(base, (0, 0))[1] >= PRODUCTIVE or _is_long_word(base) for base in bases):
        return True
    return _behind_a_part(text, depth, can_end)


def _behind_a_part(text: str, depth: int, fits: Callable[[str, int], bool]) -> bool:
    """Tell whether a text is one part and behind it something that `fits`, at most so deep."""
    cuts = range(_SHORTEST, len(text) - _SHORTEST + 1) if depth < _DEEPEST else ()
    return any(can_begin(text[:cut], _DEEPEST) and fits(text[cut:], depth + 1) for cut in cuts)


def compounds_begun(text: str) -> int:
    """Return how many compounds of the dictionary begin with a word, with or without a link behind it."""
    counts = constituents()
    bare = (text[: len(text) - len(link)] for link in LINKS if text.endswith(link))
    return max((counts.get(word, (0, 0))[0] for word in bare), default=0)


def compounds_ended(text: str) -> int:
    """Return how many compounds of the dictionary end with a word, in any of its forms."""
    counts = constituents()
    bases = {text, *(reading.lemma.casefold() for reading in lexicon().readings(text))}
    return max(counts.get(word, (0, 0))[1] for word in bases)


def _is_long_word(text: str) -> bool:
    """Tell whether a text is a noun or adjective that is too long to stand there by chance."""
    return len(text) >= _LONG and any(reading.tag[:3] in _NAMING for reading in lexicon().readings(text))


def _parts(word: str, start: int, end: int) -> tuple[str, ...]:
    pieces = (word[:start].strip("-"), word[start:end], word[end:].strip("-"))
    return tuple(piece for piece in pieces if piece)
