"""Words of which only a part is said, as *voor-* in *voor- en naschoolse opvang*.

The part that is left out stands in a word near by, coordinated with the fragment. Every way to cut that
word in two is judged by what the lexicon and the counts of compounds know of both halves, and of the
word that the cut would give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from qualcode.dutch.compounds import PRODUCTIVE, can_begin, can_end, compounds_begun, compounds_ended
from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.tokens import normal_form

_FRAGMENT_LEFT = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?-")
_FRAGMENT_RIGHT = re.compile(r"-[^\W\d_][\w'-]{2,}")
_WITH_SLASH = re.compile(r"([^\W_][\w'’-]*[-‑])/([^\W_][\w'’-]*)")
_COORDINATORS = frozenset(
    "en of en/of & / én óf als noch tot plus alsook alsmede evenals respectievelijk resp versus".split()
) | {
    "dan wel",
    "maar ook",
    "maar niet",
    "maar wel",
}
# Endings of adjectives, which look as words do.
_SUFFIXES = frozenset("baar bare lijk lijke loos loze zaam zame heid heden achtig achtige".split())
_DETERMINERS = frozenset(
    "de het een die dat deze dit andere ander meer ook vooral zelfs niet wel hun zijn haar onze ons mijn jullie uw geen alle in van "
    "voor".split()
)
# What stands before a word's stem in words that are no compounds of nouns.
_PARTICLES = frozenset(
    "aan achter af anders be bij binnen boven buiten door een eerste her hoofd hoog im ex in laag langs mede mee meer mis na naar neer "
    "niet nood om on onder ont op over samen tegen terug thuis toe tussen twee tweede drie derde vier vijf zes uit vol voor weg zelf".split()
)
_CLASHES = frozenset("aa ee ie oo uu ae ai au ei eu oe oi ou ui ij".split())
_SHORTEST_TAIL, _SHORTEST_HEAD, _LONG_TAIL = 3, 2, 6
# An end of three letters must end more compounds than this, as a logarithm.
_MANY = 4
_REACH = 3
_BACK = 5
_CONTENT = ("ZNW", "BNW", "WKW", "DVW", "DVS")


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
    word = normal_form(words[at].rstrip(",;"))
    if _FRAGMENT_LEFT.fullmatch(word):
        return _expand_left(words, at)
    return _expand_right(words, at) if _FRAGMENT_RIGHT.fullmatch(word) else None


def _expand_left(words: Sequence[str], at: int) -> Expansion | None:
    fragment = words[at].rstrip(",;").replace("‑", "-")[:-1]
    if _in_brackets(words, at):
        return Expansion(_joined(fragment, words[at + 2]), (at, at + 2), "left")
    start = _after_coordinator(words, at)
    if start is None:
        return None
    for place in range(start, min(start + _REACH, len(words))):
        word = words[place].rstrip(".,;:?!")
        full = _with_tail_of(fragment, word, described=place > start)
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
        or _has(word, ("BNW", "DVW", "WKW:VTD"))
        or (word[:1].isupper() and form.endswith(("se", "e")))
    )


def _with_tail_of(fragment: str, word: str, *, described: bool) -> str | None:
    """Return the fragment with the last part of a word, or with the word where an adjective stands before it."""
    form, own = normal_form(word), normal_form(fragment)
    if not _is_target(own, form):
        return None
    before, hyphen, after = form.rpartition("-")
    if hyphen and before and len(after) >= _SHORTEST_TAIL:
        return own + after if own + after in lexicon() and own not in lexicon() else f"{own}-{after}"
    best = _best_tail(own, form)
    return _described(fragment, form, best) if described else best and _joined(fragment, best)


def _is_target(own: str, form: str) -> bool:
    """Tell whether a word can have the part that a fragment lacks."""
    if not re.fullmatch(r"[^\W_][\w'-]*[^\W_]", form) or form in _DETERMINERS or form in _COORDINATORS:
        return False
    return form[:1].isdigit() or not own[-1:].isdigit()


def _described(fragment: str, form: str, best: str | None) -> str | None:
    """Return the full word where an adjective stands before the other one: "land- en gespecialiseerde tuinbouw"."""
    own = normal_form(fragment)
    if _is_adjective(own):
        return None
    if best and own + best in lexicon() and own + form not in lexicon():
        return _joined(fragment, best)
    whole = _has(form, ("ZNW",)) and (can_begin(own) or fragment[:1].isupper())
    return _joined(fragment, form) if whole else None


@lru_cache(maxsize=20_000)
def _best_tail(own: str, form: str) -> str | None:
    cuts = range(_SHORTEST_HEAD, len(form) - _SHORTEST_TAIL + 1)
    scored = [(score, form[cut:]) for cut in cuts if (score := _left_score(own, form[:cut], form[cut:])) > 0]
    return max(scored)[1] if scored else None


def _left_score(own: str, head: str, tail: str) -> float:
    """Judge a cut of the other word: 0 or less where it will not do."""
    known = _is_known(own + tail)
    alike = own in _PARTICLES and head in _PARTICLES
    begins, ends = _begins(head), _ends(tail)
    if not known and not alike and (_is_adjective(own) or not _is_compound(head, tail)):
        return 0
    if not known and not ends and not can_end(tail) and not (alike and len(tail) > _LONG_TAIL):
        return 0
    if known and not (begins or alike or head in _PARTICLES or can_begin(head) or _is_known(head)):
        return 0
    return 1 + 6 * known + 4 * alike + 5 * _starts_known(own, tail) + begins + ends


def _is_compound(head: str, tail: str) -> bool:
    """Tell whether two texts make a compound, and not a word that is a verb's form or adjective: "voortgezet"."""
    tags = [reading.tag for reading in lexicon().readings(head + tail)]
    is_noun = not tags or any(not tag.startswith(("WKW", "BNW")) for tag in tags)
    is_long = len(tail) > _SHORTEST_TAIL or _ends(tail) > _MANY
    return is_noun and is_long and tail not in _SUFFIXES and can_begin(head)


def _is_known(word: str) -> bool:
    return word in lexicon() or word.capitalize() in lexicon()


def _starts_known(own: str, tail: str) -> bool:
    """Tell whether the fragment makes a known word with a part of the tail: "mond" with "zeer" of "zeercrisis"."""
    cuts = range(_SHORTEST_TAIL, len(tail) - _SHORTEST_TAIL + 1)
    return any(own + tail[:cut] in lexicon() and _ends(tail[:cut]) > 2 and _ends(tail[cut:]) > 2 for cut in cuts)


def _expand_right(words: Sequence[str], at: int) -> Expansion | None:
    fragment = normal_form(words[at].rstrip(".,;:?!"))[1:]
    place = at - 1
    while place > max(at - _REACH, 0) and normal_form(words[place]) in _DETERMINERS:
        place -= 1
    if not _is_noun_like(fragment) or place < 0 or not _links_back(words[place]):
        return None
    while place > max(at - _BACK, 0) and normal_form(words[place]) in _COORDINATORS | {","}:
        place -= 1
    for other in range(place, max(place - _BACK, -1), -1):
        word = normal_form(words[other].rstrip(",;"))
        if word in {".", "?", "!", ";"}:
            break
        full = None if word.startswith("-") else _with_head_of(word, fragment)
        if full:
            return Expansion(full, (other, at), "right")
    whole = normal_form(words[place])
    full = _behind_whole(whole, fragment)
    return Expansion(full, (place, at), "right") if full else None


def _links_back(word: str) -> bool:
    return normal_form(word) in _COORDINATORS | {","} or (word.endswith(",") and len(word) > 1)


def _with_head_of(word: str, fragment: str) -> str | None:
    if not re.fullmatch(r"[^\W_][\w'-]*[^\W_]", word):
        return None
    before, hyphen, _ = word.rpartition("-")
    if hyphen:
        return f"{before}-{fragment}"
    cuts = range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1)
    scored = [(score, word[:cut]) for cut in cuts if (score := _right_score(word[:cut], word[cut:], fragment)) > 0]
    return _joined(max(scored)[1], fragment) if scored else None


def _behind_whole(word: str, fragment: str) -> str | None:
    """Return the fragment behind a word that is no compound itself: "huurders en -verenigingen"."""
    singular = {reading.lemma.casefold() for reading in lexicon().readings(word)}
    known = [first + fragment for first in (word, *sorted(singular)) if first + fragment in lexicon()]
    if known:
        return known[0]
    begins = word != fragment and _has(word, ("ZNW",)) and compounds_begun(word) >= PRODUCTIVE
    return _joined(word, fragment) if begins else None


def _right_score(head: str, tail: str, fragment: str) -> float:
    known, ends = head + fragment in lexicon(), _ends(tail)
    if not can_begin(head) and not known:
        return 0
    if not ends and not can_end(tail):
        return 0
    return 1 + 6 * known + _begins(head) + ends


def _is_noun_like(fragment: str) -> bool:
    readings = lexicon().readings(fragment)
    return any(reading.tag.startswith(_CONTENT) for reading in readings) if readings else can_end(fragment)


def _is_adjective(word: str) -> bool:
    """Tell whether a word is an adjective only; with an -s it begins compounds as nouns do ("personeels-", "stads-")."""
    return _has(word, ("BNW", "GET")) and not _has(word, ("ZNW",)) and not word.endswith("s")


def _has(word: str, tags: tuple[str, ...]) -> bool:
    return any(reading.tag.startswith(tags) for reading in lexicon().readings(word))


@lru_cache(maxsize=50_000)
def _begins(head: str) -> float:
    """Return how surely a text begins compounds."""
    return log1p(compounds_begun(head))


@lru_cache(maxsize=50_000)
def _ends(tail: str) -> float:
    """Return how surely a text ends compounds, in any of its forms; no word of its own, no end."""
    return log1p(compounds_ended(tail)) if _has(tail, _CONTENT) else 0.0


def _joined(one: str, other: str) -> str:
    """Join two parts, with a hyphen behind an abbreviation, before a name and between vowels that would be read as one."""
    first, second = normal_form(one), normal_form(other)
    abbreviation = (len(one) > 1 and one.isupper()) or not re.search(r"[aeiouyà-ÿ]", first)
    clash = first[-1:] + second[:1] in _CLASHES
    if first + second not in lexicon() and (abbreviation or clash or other[:1].isupper()):
        return f"{first}-{second}"
    return first + second
