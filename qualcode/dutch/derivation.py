"""Nouns and verbs that say the same: *waardering* and *waarderen*, *segregatie* and *segregeren*."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from qualcode.dutch.conjugation import stems
from qualcode.dutch.lexicon import lexicon

# A noun of a short verb often means something else by now: "rekening", "houding", "woning".
_SHORTEST_VERB = 8
_NOUN, _INFINITIVE = "ZNW", "WKW:TGW:INF"


@lru_cache(maxsize=10_000)
def derived(lemma: str) -> frozenset[str]:
    """Return the verbs that a noun is regularly made from, or the nouns of a verb; only words that the lexicon has.

    >>> sorted(derived("waardering")), sorted(derived("segregeren")), sorted(derived("rekenen"))
    (['waarderen'], ['segregatie'], [])
    """
    verbs = frozenset(verb for verb in _verbs(lemma) if len(verb) >= _SHORTEST_VERB and _is_verb(verb))
    nouns = frozenset(noun for noun in _nouns(lemma) if _is(noun, _NOUN, noun)) if _is_verb(lemma) else frozenset()
    return verbs | nouns


def _verbs(noun: str) -> Iterator[str]:
    if noun.endswith("ing"):
        yield f"{noun[:-3]}en"
    if noun.endswith("atie"):
        yield f"{noun[:-4]}eren"
    if noun.endswith("e") and not noun.endswith(("ie", "ee")):
        yield f"{noun[:-1]}eren"
    # "overleg", "overleggen": the noun is the stem of the verb.
    yield f"{noun}en"
    yield from (verb for verb in (f"{noun}{noun[-1:]}en", _with_one_vowel(noun)) if noun in stems(verb))


def _nouns(verb: str) -> Iterator[str]:
    if len(verb) >= _SHORTEST_VERB and verb.endswith("en"):
        yield f"{verb[:-2]}ing"
    if len(verb) >= _SHORTEST_VERB and verb.endswith("eren"):
        yield f"{verb[:-4]}atie"
        yield f"{verb[:-4]}e"
    if len(verb) >= _SHORTEST_VERB and verb.endswith("en"):
        yield from (verb[:-2], *stems(verb))


def _with_one_vowel(noun: str) -> str:
    """Return how a verb of this stem is written where its vowel stands in an open syllable: "gebruik", "bezoek" keep theirs."""
    doubled = len(noun) > 2 and noun[-2] == noun[-3]
    bare = f"{noun[:-2]}{noun[-1:]}" if doubled else noun
    return f"{bare[:-1]}{ {'f': 'v', 's': 'z'}.get(bare[-1:], bare[-1:]) }en"


def _is_verb(word: str) -> bool:
    """Tell whether the lexicon has a verb, by its infinitive or by the participle of one in -eren."""
    participles = (f"ge{word[:-4]}eerd{ending}" for ending in ("", "e")) if word.endswith("eren") else ()
    return _is(word, _INFINITIVE, word) or any(_is(form, "WKW:VTD", word) for form in participles)


def _is(form: str, tag: str, lemma: str) -> bool:
    return any(reading.tag.startswith(tag) and reading.lemma == lemma for reading in lexicon().readings(form))
