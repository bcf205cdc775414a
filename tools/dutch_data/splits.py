"""How the dictionary's nouns and adjectives are made of others: possible splits, and how often each part is one.

The splits of a word share what it counts among them by how often their parts are found elsewhere, until
that no longer changes (expectation maximization).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from qualcode.dutch.constituents import PARTICLES, PREFIXES
from tools.dutch_data.lexicon import RAREST, frequency
from tools.dutch_data.paradigms import NAMING, Paradigm

# These have their plural in -eren, and -er in compounds: "kinderopvang".
ER_WORDS = frozenset("been blad ei gelid gemoed goed hoen kalf kind kleed lam lied rad rund spaan volk".split())
NUMBERS = frozenset(
    "een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend half".split()
)
SHORT_WORDS = frozenset({"as", "ei", "os", "ui"})
_VOWELS = "aeiouyáéíóúàèäëïöü"
# As which a shorter word must begin or end compounds to be relied on; longer ones need only be known.
_NEEDED = {2: 15, 3: 20, 4: 8, 5: 4}
_ROUNDS = 5
_SHORTEST, _LONGEST = 5, 30
# What is no word and begins so many compounds is taken for a part of them: "bio", "wieler".
_BOUND = 40
_MODIFYING = NAMING | {"BYW", "GET", "TSW"}


class Split(NamedTuple):
    """A first part, the letters that link it, and a last part, which may be a compound again."""

    first: str
    link: str
    last: str


@dataclass(frozen=True)
class Model:
    """The splits that each word may have, and how many compounds each part begins, with its link, and ends."""

    # Counts are shares, too: a split that is one of two counts in part.
    splits: Mapping[str, tuple[Split, ...]]
    first: Counter[tuple[str, str]]
    last: Counter[str]

    def expected(self, split: Split) -> float:
        """Return how many compounds of these two parts chance would put into the dictionary."""
        return self.first[split.first, split.link] * self.last[split.last] / len(self.splits)


def model(words: Mapping[str, Paradigm]) -> Model:
    """Return the model of all nouns and adjectives in `words`."""
    last = {word for word in words if _may_be_last(word, words[word])}
    first = _first_words(words)
    found = _splits(words, first | _bound(words, first, last), last)
    return _estimated(found)


def _may_be_last(word: str, paradigm: Paradigm) -> bool:
    plain = word.isalpha() and word.islower() and (len(word) > 2 or word in SHORT_WORDS)
    return plain and not paradigm.classes.isdisjoint(NAMING) and frequency(word) >= RAREST and word not in PREFIXES


def _first_words(words: Mapping[str, Paradigm]) -> frozenset[str]:
    found = set(PARTICLES | NUMBERS | SHORT_WORDS)
    for word, paradigm in words.items():
        # Small letters for adjectives of places: "Frans", "franstalig".
        spelt = word.casefold() if "BNW" in paradigm.classes else word
        forms = {spelt} if not paradigm.classes.isdisjoint(_MODIFYING) else set()
        found |= {form for form in forms | paradigm.stems if _is_plain(form) and frequency(form) >= RAREST}
    return frozenset(found - PREFIXES)


def _is_plain(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.islower()


def _candidates(words: Mapping[str, Paradigm]) -> Iterator[tuple[str, Paradigm]]:
    for word, paradigm in words.items():
        plain = _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and word.islower()
        if plain and not paradigm.classes.isdisjoint(NAMING):
            yield word, paradigm


def _bound(words: Mapping[str, Paradigm], first: frozenset[str], last: set[str]) -> frozenset[str]:
    """Return what begins many words and is none itself."""
    met: Counter[str] = Counter()
    for word, paradigm in _candidates(words):
        for at in range(3, min(len(word) - 3, 9)):
            before, behind = word[:at], word[at:]
            if behind in last and not any(base in first for base, _ in unlinked(before)):
                met[before] += paradigm.may_end_as(words[behind], before)
    return frozenset(text for text, count in met.items() if count >= _BOUND and text not in PREFIXES)


def _splits(words: Mapping[str, Paradigm], first: frozenset[str], last: set[str]) -> dict[str, tuple[Split, ...]]:
    @cache
    def bases(text: str) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys((base, link) for base, link in unlinked(text) if base in first))

    found = {}
    for word, paradigm in _candidates(words):
        splits = tuple(
            Split(base, link, word[at:])
            for at in range(2, len(word) - 1)
            if word[at:] in last and bases(word[:at]) and paradigm.may_end_as(words[word[at:]], word[:at])
            for base, link in bases(word[:at])
        )
        if splits:
            found[word] = splits
    return found


def _estimated(splits: dict[str, tuple[Split, ...]]) -> Model:
    result = Model(splits, Counter(), Counter())
    for _ in range(_ROUNDS):
        first: Counter[tuple[str, str]] = Counter()
        last: Counter[str] = Counter()
        for found in splits.values():
            weights = [result.expected(split) for split in found]
            total = sum(weights)
            for split, weight in zip(found, weights, strict=True):
                share = weight / total if total else 1 / len(found)
                first[split.first, split.link] += share  # type: ignore[assignment]
                last[split.last] += share  # type: ignore[assignment]
        result = Model(splits, first, last)
    return result


def needed(word: str) -> int:
    """Return as many compounds as a word of this length must begin or end to be relied on."""
    return _NEEDED.get(len(word), 1)


def unlinked(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that a text can be with their linking letters, and these.

    >>> sorted(unlinked("scholen"))
    [('schol', 'en'), ('schole', 'n'), ('scholen', ''), ('school', 'en')]
    """
    yield text, ""
    if len(text) > 3 and text[-1] in "sn":
        yield text[:-1], text[-1]
    if text.endswith("steden"):
        yield f"{text[:-6]}stad", "en"
    for link in ("en", "e"):
        if text.endswith(link) and len(text) - len(link) >= 2:
            yield from ((base, link) for base in _closed(text[: -len(link)]))
    if text.endswith("er") and text[:-2] in ER_WORDS:
        yield text[:-2], "er"


def _closed(stem: str) -> Iterator[str]:
    """Yield the words whose stem is spelt so before a vowel: "schol" is of "school", "klass" of "klas"."""
    yield stem
    last = stem[-1]
    if last in _VOWELS:
        return
    if last == stem[-2]:
        yield stem[:-1]
        return
    final = {"v": "f", "z": "s"}.get(last, last)
    if final != last:
        yield stem[:-1] + final
    if stem[-2] in "aeou" and stem[-3:-2] not in set(_VOWELS):
        yield stem[:-1] + stem[-2] + final
