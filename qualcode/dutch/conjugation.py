"""Forms of Dutch verbs: regular ones by rule, the others from a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# Verbs with one of these take no "ge-" in their participle.
UNSTRESSED = ("be", "ge", "her", "er", "ont", "ver")
_VOWELS = "aeiou"
# After these letters the past has "te", after all others "de" ("'t kofschip", and x).
_VOICELESS = ("t", "k", "f", "s", "ch", "p", "x", "c", "h", "q")
# Syllables before "-en" that have no stress in most verbs, and so keep one vowel: "wandel", "adem", "teken".
_UNSTRESSED_END = ("el", "er", "em", "en", "ig")


class Forms(NamedTuple):
    """Forms of one verb: finite ones (the plural of the present is the infinitive), and the participles."""

    infinitive: str
    finite: frozenset[str]
    participles: frozenset[str]

    @property
    def inflected(self) -> frozenset[str]:
        """Participles as adjectives, past and present: "gewerkte", "werkend", "werkende"."""
        present = self.infinitive + "d"
        past = {form for participle in self.participles for form in _inflected(participle)}
        return frozenset({present, present + "e", present + "en", *past})


@lru_cache(maxsize=8_000)
def conjugate(infinitive: str) -> Forms:
    """Return the forms of a verb; what is in no table is taken to be regular.

    >>> forms = conjugate("werken")
    >>> sorted(forms.finite), sorted(forms.participles)
    (['werk', 'werken', 'werkt', 'werkte', 'werkten'], ['gewerkt'])
    >>> sorted(conjugate("komen").finite)
    ['kom', 'komen', 'komt', 'kwam', 'kwamen']
    """
    return _table().get(infinitive) or regular(infinitive)


def regular(infinitive: str) -> Forms:
    """Return the forms that a regular verb has.

    >>> sorted(regular("landen").participles)
    ['geland']
    """
    finite, participles = {infinitive}, set()
    for stem in stems(infinitive):
        past, participle = _weak(infinitive, stem)
        finite |= {stem, _third_person(stem), past, past + "n"}
        participles.add(participle)
    return Forms(infinitive, frozenset(finite), frozenset(participles))


def is_infinitive(word: str) -> bool:
    """Tell whether a word is written as infinitives are."""
    return len(word) > 3 and word.endswith(("en", "ën", "aan", "oen", "ien"))


def stems(infinitive: str) -> Iterator[str]:
    """Yield how the first person of the present may be written, mostly one form.

    >>> [list(stems(verb)) for verb in ("maken", "zetten", "reizen", "luisteren", "gaan")]
    [['maak'], ['zet'], ['reis'], ['luister', 'luisteer'], ['ga']]
    """
    if infinitive.endswith(("aan", "oen", "ien")) and infinitive[-4:-3] not in _VOWELS:
        yield infinitive[:-2] if infinitive.endswith("aan") else infinitive[:-1]
        return
    bare = infinitive[:-2]
    if not bare or bare[-1] in _VOWELS:
        yield bare
    elif len(bare) > 1 and bare[-1] == bare[-2]:
        yield bare[:-1]
    elif _is_open(bare):
        if bare.endswith(_UNSTRESSED_END) and any(letter in _VOWELS + "y" for letter in bare[:-2]):
            yield bare
        if not bare.endswith("ig"):
            yield _voiceless(bare[:-1] + bare[-2] + bare[-1])
    else:
        yield _voiceless(bare)


def _is_open(bare: str) -> bool:
    """Tell whether the last syllable ends in one vowel once "-en" follows: "ma-ken"."""
    if len(bare) < 2 or bare[-1] in _VOWELS + "wxj" or bare[-2] not in "aeou":
        return False
    return len(bare) == 2 or bare[-3] not in _VOWELS or bare[-4:-2] == "qu"


def _voiceless(stem: str) -> str:
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def _third_person(stem: str) -> str:
    return stem if stem.endswith("t") else stem + "t"


def _weak(infinitive: str, stem: str) -> tuple[str, str]:
    """Return the past and the participle of a weak verb."""
    bare = infinitive[:-2]
    sound = bare if bare and bare[-1] in "vz" else stem
    letter = "t" if sound.endswith(_VOICELESS) else "d"
    prefix = "" if infinitive.startswith(UNSTRESSED) and len(infinitive) > 5 else "ge"
    if prefix and stem[:1] in ("e", "i", "u") and stem[:2] not in ("ei", "ij", "ui", "eu"):
        prefix = "geë" if stem[0] == "e" else "geï" if stem[0] == "i" else "geü"
        participle = prefix + stem[1:]
    else:
        participle = prefix + stem
    return stem + letter + "e", participle if participle.endswith(letter) else participle + letter


def _inflected(participle: str) -> tuple[str, ...]:
    if participle.endswith("en"):
        return (participle + "e",)
    if len(participle) > 3 and participle[-1] in "td" and participle[-2] == participle[-3] and participle[-2] in "aeou":
        participle = participle[:-2] + participle[-1]  # "gepraat, geprate"
    return (participle + "e", participle + "en")


@lru_cache(maxsize=1)
def _table() -> dict[str, Forms]:
    text = files("qualcode.dutch").joinpath("data", "verb_forms.tsv").read_text(encoding="utf-8")
    table = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            verb, finite, participles = line.split("\t")
            table[verb] = Forms(verb, frozenset({verb, *finite.split()}), frozenset(participles.split()))
    return table
