"""Words that share a part: *voor- en naschoolse*, *jeugdzorg en -hulpverlening*.

The missing part is sought in the word that the fragment is joined to: where that can be taken apart
so that fragment and part make a word that Dutch has, or one of parts that Dutch compounds are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log1p
from typing import NamedTuple

from qualcode.dutch.compounds import can_begin, can_end, compounds_begun, compounds_ended
from qualcode.dutch.lexicon import lexicon

# What may stand between a fragment and the word that completes it.
_JOINING = frozenset(
    "en of en/of dan als tot maar ook wel niet noch zowel evenals respectievelijk dus plus de het een".split()
)
_FRAGMENT = re.compile(r"[^\W\d_][\w'.]*-|-[^\W\d_][\w']*")
_FARTHEST, _SHORTEST = 6, 3


class Expansion(NamedTuple):
    """The full word that a fragment stands for, the indices of the words that it is made from, and the side that was left out."""

    word: str
    at: tuple[int, int]
    side: str


def expand(words: Sequence[str], at: int) -> Expansion | None:
    """Return what the fragment at `at` among the words of a sentence stands for; None where it is none, or not known.

    `words` are in small letters, without marks of punctuation.

    >>> expand("de voor- en naschoolse opvang".split(), 1)
    Expansion(word='voorschoolse', at=(1, 3), side='right')
    >>> expand("jeugdzorg en -hulpverlening".split(), 2)
    Expansion(word='jeugdhulpverlening', at=(0, 2), side='left')
    """
    fragment = words[at]
    if not _FRAGMENT.fullmatch(fragment):
        return None
    if fragment.endswith("-"):
        first = fragment[:-1]
        found = (
            (first + end, other)
            for other, whole in _partners(words, at, 1)
            for end in _ends(first, words[other], whole=whole)
        )
        return next((Expansion(word, (at, other), "right") for word, other in found), None)
    last = fragment[1:]
    found = ((start + last, other) for other, _ in _partners(words, at, -1) for start in _starts(words[other], last))
    return next((Expansion(word, (other, at), "left") for word, other in found), None)


def _partners(words: Sequence[str], at: int, step: int) -> Iterator[tuple[int, bool]]:
    """Yield the words that may complete a fragment: the one behind what joins, and the next, with True."""
    full = 0
    for other in range(at + step, at + step * (_FARTHEST + 1), step):
        if not 0 <= other < len(words) or full == 2:
            return
        if words[other] not in _JOINING and not words[other].startswith("-") and not words[other].endswith("-"):
            full += 1
            yield other, full == 2


def _ends(first: str, word: str, *, whole: bool) -> list[str]:
    """Return the ends of `word` that can follow `first`, the likeliest one first.

    Behind another word ("milieu- en sociale voorwaarden") it is the `whole` word that the fragment shares.
    """
    if whole:
        return [word] if _is_word(first, word) else []
    if "-" in word:
        return [word[word.rindex("-") :]]
    return [word[cut:] for cut in _cuts(word) if not first.startswith(word[:cut]) and _is_word(first, word[cut:])]


def _starts(word: str, last: str) -> list[str]:
    """Return the beginnings of `word` that can stand before `last`, the likeliest one first."""
    starts = [word[:cut] for cut in _cuts(word) if _is_word(word[:cut], last)]
    return [*starts, *([word] if _is_word(word, last) else [])]


def _is_word(first: str, last: str) -> bool:
    return first + last in lexicon() or (can_begin(first) and can_end(last))


def _cuts(word: str) -> list[int]:
    """Return where a word can be taken apart, the place first at which the parts begin and end most compounds."""
    scored = []
    for cut in range(2, len(word) - _SHORTEST + 1):
        first, last = word[:cut], word[cut:]
        if can_begin(first) and can_end(last):
            scored.append((log1p(compounds_begun(first)) + log1p(compounds_ended(last)), cut))
        elif first in lexicon() and f"{first}e" not in lexicon() and len(last) > _SHORTEST:
            # "In" and "na" begin words that no list of compounds has.
            scored.append((0.0, cut))
    return [cut for _, cut in sorted(scored, key=lambda item: (-item[0], item[1]))]
