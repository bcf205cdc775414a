"""Words of which only a part is said, as *voor-* in *voor- en naschoolse opvang*.

Here the word is sought that has the part that is left out: it stands near by, coordinated with the
fragment. Which word the two make is told by `joined_words`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.dutch.joined_words import behind_whole, has_class, is_noun_like, joined, with_head_of, with_tail_of
from qualcode.dutch.tokens import normal_form

_FRAGMENT_LEFT = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?-")
_FRAGMENT_RIGHT = re.compile(r"-[^\W\d_][\w'-]{2,}")
_WITH_SLASH = re.compile(r"([^\W_][\w'’-]*[-‑])/([^\W_][\w'’-]*)")
_COORDINATORS = frozenset(
    "en of en/of & / én óf als noch tot plus alsook alsmede evenals respectievelijk versus".split()
) | frozenset({"dan wel", "maar ook", "maar niet", "maar wel"})
# What may stand between the coordinator and the word that is sought.
_DETERMINERS = frozenset(
    "de het een die dat deze dit andere ander meer ook vooral zelfs niet wel hun zijn haar onze ons mijn jullie uw geen alle in van "
    "voor".split()
)
_MARKS = ".,;:?!"
# So many words behind the coordinator, and before a fragment, are looked at.
_REACH, _BACK = 3, 5


class Expansion(NamedTuple):
    """The full word, in small letters; the words that it is made of; 'left' where it is the fragment that comes first."""

    word: str
    at: tuple[int, ...]
    side: str


def expand(words: Sequence[str], at: int) -> Expansion | None:
    """Return the word that a fragment with a hyphen stands for; None where it stands for none.

    `words` are those of one sentence, best with the marks between them.

    >>> expand(["voor-", "en", "naschoolse", "opvang"], 0)
    Expansion(word='voorschoolse', at=(0, 2), side='left')
    >>> expand(["jeugdzorg", "en", "-hulpverlening"], 2)
    Expansion(word='jeugdhulpverlening', at=(0, 2), side='right')
    >>> expand(["de", "sam-", "samenwerking"], 1) is None
    True
    """
    slashed = _WITH_SLASH.fullmatch(words[at])
    if slashed:
        inside = expand([slashed[1], "/", slashed[2]], 0)
        return inside and inside._replace(at=(at,))
    word = normal_form(words[at].rstrip(_MARKS))
    if _FRAGMENT_LEFT.fullmatch(word):
        return _expand_left(words, at)
    return _expand_right(words, at) if _FRAGMENT_RIGHT.fullmatch(word) else None


def _expand_left(words: Sequence[str], at: int) -> Expansion | None:
    fragment = words[at].rstrip(",;").replace("‑", "-")[:-1]
    if _in_brackets(words, at):
        return Expansion(joined(fragment, words[at + 2]), (at, at + 2), "left")
    start = _after_coordinator(words, at)
    if start is None:
        return None
    for place in range(start, min(start + _REACH, len(words))):
        word = words[place].rstrip(_MARKS)
        is_function_word = normal_form(word) in _DETERMINERS | _COORDINATORS
        full = None if is_function_word else with_tail_of(fragment, word, described=place > start)
        if full:
            return Expansion(full, (at, place), "left")
        if not _may_precede(word):
            return None
    return None


def _in_brackets(words: Sequence[str], at: int) -> bool:
    """Tell whether a fragment may as well be left out: "(tbs-)behandeling"."""
    if not 0 < at < len(words) - 2 or (words[at - 1], words[at + 1]) != ("(", ")"):
        return False
    return words[at][:1].isalpha() and words[at + 2][:1].isalpha() and normal_form(words[at + 2]) not in _COORDINATORS


def _after_coordinator(words: Sequence[str], at: int) -> int | None:
    """Return the place behind the coordinator that follows, past other fragments of the same list."""
    place, commas = at + 1, words[at].endswith(",")
    while place < len(words):
        word = normal_form(words[place])
        if word == ",":
            commas = True
        elif _FRAGMENT_LEFT.fullmatch(word.rstrip(",")):
            commas = word.endswith(",")
        elif _coordinators_at(words, place):
            return _past_coordinators(words, place)
        elif commas and place == at + 1 + (words[at + 1 : at + 2] == [","]):
            # A list without a last "en": the next word must end it.
            return place
        else:
            return None
        place += 1
    return None


def _past_coordinators(words: Sequence[str], place: int) -> int | None:
    while place < len(words):
        word = normal_form(words[place])
        skipped = _coordinators_at(words, place) or word == "," or _FRAGMENT_LEFT.fullmatch(word.rstrip(","))
        if not skipped:
            return place
        place += _coordinators_at(words, place) or 1
    return None


def _coordinators_at(words: Sequence[str], place: int) -> int:
    """Return how many words the coordinator at a place has; 0 where there is none."""
    if normal_form(words[place]) in _COORDINATORS:
        return 1
    return 2 if " ".join(map(normal_form, words[place : place + 2])) in _COORDINATORS else 0


def _may_precede(word: str) -> bool:
    """Tell whether a word may stand between the coordinator and the word that is sought."""
    form = normal_form(word)
    return (
        form in _DETERMINERS
        or has_class(word, ("BNW", "DVW", "WKW:VTD"))
        or (word[:1].isupper() and form.endswith(("se", "e")))
    )


def _expand_right(words: Sequence[str], at: int) -> Expansion | None:
    fragment = normal_form(words[at].rstrip(_MARKS))[1:]
    place = at - 1
    while place > max(at - _REACH, 0) and normal_form(words[place]) in _DETERMINERS:
        place -= 1
    if not is_noun_like(fragment) or place < 0 or not _links_back(words[place]):
        return None
    while place > max(at - _BACK, 0) and normal_form(words[place]) in _COORDINATORS | {","}:
        place -= 1
    for other in range(place, max(place - _BACK, -1), -1):
        word = normal_form(words[other].rstrip(",;"))
        if word in {".", "?", "!", ";"}:
            break
        full = None if word.startswith("-") else with_head_of(word, fragment)
        if full:
            return Expansion(full, (other, at), "right")
    full = behind_whole(normal_form(words[place]), fragment)
    return Expansion(full, (place, at), "right") if full else None


def _links_back(word: str) -> bool:
    return normal_form(word) in _COORDINATORS | {","} or (word.endswith(",") and len(word) > 1)
