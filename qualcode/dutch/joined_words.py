"""Which full word a fragment and a word near by make: *voor* and *naschoolse* make *voorschoolse*.

Every way to cut the other word in two is judged by what the lexicon and the counts of compounds know of
both halves, and of the word that the cut would give.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log1p

from qualcode.dutch.compounds import PRODUCTIVE, can_begin, can_end, compounds_begun, compounds_ended
from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.tokens import normal_form

_WORD = re.compile(r"[^\W_][\w'-]*[^\W_]")
# Endings of adjectives, which look as words do.
_SUFFIXES = frozenset("baar bare lijk lijke loos loze zaam zame heid heden achtig achtige".split())
# What stands before a word's stem in words that are no compounds of nouns.
_PARTICLES = frozenset(
    "aan achter af anders be bij binnen boven buiten door een eerste her hoofd hoog im ex in laag langs mede mee meer mis na naar neer "
    "niet nood om on onder ont op over samen tegen terug thuis toe tussen twee tweede drie derde vier vijf zes uit vol voor weg zelf".split()
)
# Of two vowels that meet these would be read as one sound.
_CLASHES = frozenset("aa ee ie oo uu ae ai au ei eu oe oi ou ui ij".split())
_SHORTEST_TAIL, _SHORTEST_HEAD, _LONG_TAIL = 3, 2, 6
# An end of three letters must end more compounds than this, as a logarithm.
_MANY = 4
_CONTENT = ("ZNW", "BNW", "WKW", "DVW", "DVS")


def with_tail_of(fragment: str, word: str, *, described: bool) -> str | None:
    """Return the fragment with the last part of a word, or with the whole word where it is `described` by an adjective.

    >>> with_tail_of("voor", "naschoolse", described=False)
    'voorschoolse'
    >>> with_tail_of("basis", "onderwijs", described=True)
    'basisonderwijs'
    """
    form, own = normal_form(word), normal_form(fragment)
    if not _is_target(own, form):
        return None
    before, hyphen, after = form.rpartition("-")
    if hyphen and before and len(after) >= _SHORTEST_TAIL:
        return own + after if own + after in lexicon() and own not in lexicon() else f"{own}-{after}"
    best = _best_tail(own, form)
    return _described(fragment, form, best) if described else best and joined(fragment, best)


def _is_target(own: str, form: str) -> bool:
    """Tell whether a word can have the part that a fragment lacks."""
    return _WORD.fullmatch(form) is not None and (form[:1].isdigit() or not own[-1:].isdigit())


def _described(fragment: str, form: str, best: str | None) -> str | None:
    """Return the full word where an adjective stands before the other one: "land- en gespecialiseerde tuinbouw"."""
    own = normal_form(fragment)
    if _is_adjective(own):
        return None
    if best and own + best in lexicon() and own + form not in lexicon():
        return joined(fragment, best)
    whole = has_class(form, ("ZNW",)) and (can_begin(own) or fragment[:1].isupper())
    return joined(fragment, form) if whole else None


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


def with_head_of(word: str, fragment: str) -> str | None:
    """Return the fragment behind the first part of a word; None where that has no part that fits.

    >>> with_head_of("jeugdzorg", "hulpverlening")
    'jeugdhulpverlening'
    """
    if not _WORD.fullmatch(word):
        return None
    before, hyphen, _ = word.rpartition("-")
    if hyphen:
        return f"{before}-{fragment}"
    cuts = range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1)
    scored = [(score, word[:cut]) for cut in cuts if (score := _right_score(word[:cut], word[cut:], fragment)) > 0]
    return joined(max(scored)[1], fragment) if scored else None


def behind_whole(word: str, fragment: str) -> str | None:
    """Return the fragment behind a word that is no compound itself; None where no compounds begin with it.

    >>> behind_whole("huurders", "verenigingen")
    'huurdersverenigingen'
    """
    singular = {reading.lemma.casefold() for reading in lexicon().readings(word)}
    known = [first + fragment for first in (word, *sorted(singular)) if first + fragment in lexicon()]
    if known:
        return known[0]
    begins = word != fragment and has_class(word, ("ZNW",)) and compounds_begun(word) >= PRODUCTIVE
    return joined(word, fragment) if begins else None


def _right_score(head: str, tail: str, fragment: str) -> float:
    known, ends = head + fragment in lexicon(), _ends(tail)
    if not can_begin(head) and not known:
        return 0
    if not ends and not can_end(tail):
        return 0
    return 1 + 6 * known + _begins(head) + ends


def is_noun_like(fragment: str) -> bool:
    """Tell whether a text can be the last part of a word: one with a meaning of its own, or a compound."""
    readings = lexicon().readings(fragment)
    return any(reading.tag.startswith(_CONTENT) for reading in readings) if readings else can_end(fragment)


def _is_adjective(word: str) -> bool:
    """Tell whether a word is an adjective only; with an -s it begins compounds as nouns do ("personeels-", "stads-")."""
    return has_class(word, ("BNW", "GET")) and not has_class(word, ("ZNW",)) and not word.endswith("s")


def has_class(word: str, tags: tuple[str, ...]) -> bool:
    """Tell whether the lexicon has a word with a tag that begins as one of these."""
    return any(reading.tag.startswith(tags) for reading in lexicon().readings(word))


@lru_cache(maxsize=50_000)
def _begins(head: str) -> float:
    """Return how surely a text begins compounds."""
    return log1p(compounds_begun(head))


@lru_cache(maxsize=50_000)
def _ends(tail: str) -> float:
    """Return how surely a text ends compounds, in any of its forms; no word of its own, no end."""
    return log1p(compounds_ended(tail)) if has_class(tail, _CONTENT) else 0.0


def joined(one: str, other: str) -> str:
    """Join two parts, with a hyphen behind an abbreviation, before a name and between vowels that would be read as one.

    >>> joined("MRI", "scans"), joined("taal", "les"), joined("auto", "ongeluk")
    ('mri-scans', 'taalles', 'auto-ongeluk')
    """
    first, second = normal_form(one), normal_form(other)
    abbreviation = (len(one) > 1 and one.isupper()) or not re.search(r"[aeiouyà-ÿ]", first)
    clash = first[-1:] + second[:1] in _CLASHES
    if first + second not in lexicon() and (abbreviation or clash or other[:1].isupper()):
        return f"{first}-{second}"
    return first + second
