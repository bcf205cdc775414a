"""Dutch separable verbs: in one word, with "te", as a participle, and with their particle apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from qualcode.dutch import tagger
from qualcode.dutch.conjugation import conjugate
from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.separable_list import Separable, base_frequencies, find_verb, separable_list
from qualcode.dutch.verb_pairs import RAREST, Model, Pairing, frequent, pairs

Kind = Literal["joined", "te", "ge", "apart"]
Tagger = Callable[[Sequence[str]], list[str]]
_VERB = "WKW"
_PARTICIPLE = "WKW:VTD"
_VOWELS = "aeiou"


class SeparableVerb(NamedTuple):
    """A separable verb in a sentence: its infinitive, the places of its words, and how it is written.

    "joined": in one word ("samenwerkt"); "ge": a participle in one word ("samengewerkt"); "te": with "te"
    between ("samen te werken"); "apart": particle and verb anywhere in the clause, in either order. `at` are
    the places of the particle and of the verb, in the order of the sentence; "te" is not one of them.
    """

    verb: str
    at: tuple[int, ...]
    kind: Kind


class Cues(NamedTuple):
    """Words without which a separable verb cannot stand apart in a sentence: one of each is needed."""

    particles: frozenset[str]
    bases: frozenset[str]


class Joined(NamedTuple):
    """A form that is a separable verb in one word."""

    entry: Separable
    kind: Kind


def split_verb(verb: str) -> tuple[str, str] | None:
    """Return the particle and the base of a separable verb, None for any other word.

    >>> split_verb("samenwerken"), split_verb("overleggen"), split_verb("werken")
    (('samen', 'werken'), None, None)
    """
    entry = find_verb(verb)
    return (entry.particle, entry.base) if entry else None


def joined_verb(word: str) -> frozenset[str]:
    """Return the separable verbs of which one written word is a form.

    >>> [sorted(joined_verb(word)) for word in ("samengewerkt", "samenwerkt", "samenwerking", "overleeft")]
    [['samenwerken'], ['samenwerken'], [], []]
    """
    return frozenset(joined.entry.verb for joined in _joined(word))


@lru_cache(maxsize=5_000)
def cues(verb: str) -> Cues:
    """Return the words by which to tell quickly whether a verb may stand apart in a sentence.

    >>> particles, bases = cues("samenwerken")
    >>> sorted(particles), "werkten" in bases, "gewerkt" in bases
    (['samen'], True, True)
    """
    entry = find_verb(verb)
    if entry is None:
        return Cues(frozenset(), frozenset())
    base = conjugate(entry.base)
    return Cues(frozenset({entry.particle}), base.finite | base.participles)


@lru_cache(maxsize=5_000)
def forms_in_one_word(verb: str) -> frozenset[str]:
    """Return the forms of a separable verb that are one word.

    >>> sorted(forms_in_one_word("samenwerken"))[:4]
    ['samengewerkt', 'samengewerkte', 'samengewerkten', 'samentewerken']
    """
    entry = find_verb(verb)
    if entry is None:
        return frozenset()
    return frozenset(_joined_forms(entry))


def separable_verbs(words: Sequence[str], verbs: Collection[str] | None = None) -> list[SeparableVerb]:
    """Return the separable verbs of one sentence, given as its words and marks, in their order.

    With `verbs` only these are returned; they need not be known: a particle before a known verb will do.

    >>> sentence = "Ik werk daar dus best veel mee samen , om elkaar op te zoeken .".split()
    >>> separable_verbs(sentence)
    [SeparableVerb(verb='samenwerken', at=(1, 7), kind='apart'), SeparableVerb(verb='opzoeken', at=(11, 13), kind='te')]
    >>> separable_verbs(sentence, {"doorstromen"})
    []
    """
    return find(words, verbs)


def find(
    words: Sequence[str],
    verbs: Collection[str] | None = None,
    learned: Model | None = None,
    tag: Tagger = tagger.tag,
) -> list[SeparableVerb]:
    """Return what `separable_verbs` does, with another model or tagger."""
    small = [word.casefold() for word in words]
    wanted = None if verbs is None else _wanted(frozenset(verbs))
    if wanted and not wanted.may_stand_in(small):
        return []
    apart = list(_apart(small, wanted, learned))
    taken = {at for verb in apart for at in verb.at}
    joined = _in_one_word(words, small, wanted, tag)
    return sorted([*apart, *(verb for verb in joined if verb.at[0] not in taken)], key=lambda verb: verb.at)


class _Wanted(NamedTuple):
    """The verbs that are asked for, and the words by which they are known."""

    verbs: frozenset[str]
    particles: frozenset[str]
    bases: frozenset[str]
    joined: dict[str, Joined]
    pairing: Pairing

    def may_stand_in(self, words: Sequence[str]) -> bool:
        """Tell whether a sentence has words of one of the verbs."""
        apart = not self.particles.isdisjoint(words) and not self.bases.isdisjoint(words)
        return apart or any(word in self.joined for word in words)


@lru_cache(maxsize=512)
def _wanted(verbs: frozenset[str]) -> _Wanted:
    entries = [entry for verb in verbs if (entry := find_verb(verb))]
    # A sentence has the same verbs, whichever are asked for: those of the list always compete.
    rare = frozenset(entry for entry in entries if _is_rare(entry))
    return _Wanted(
        verbs,
        frozenset().union(*(cues(verb).particles for verb in verbs)),
        frozenset().union(*(cues(verb).bases for verb in verbs)),
        {form: Joined(entry, kind) for entry in entries for form, kind in _joined_forms(entry).items()},
        frequent(rare),
    )


def _is_rare(entry: Separable) -> bool:
    return entry.verb not in separable_list().verbs or entry.frequency < RAREST


def _apart(small: Sequence[str], wanted: _Wanted | None, learned: Model | None) -> Iterator[SeparableVerb]:
    for particle, verb, entry, _ in pairs(small, wanted.pairing if wanted else frequent(), learned):
        if wanted is None or entry.verb in wanted.verbs:
            with_te = "te" in small[particle + 1 : verb]
            yield SeparableVerb(entry.verb, tuple(sorted((particle, verb))), "te" if with_te else "apart")


def _in_one_word(
    words: Sequence[str], small: Sequence[str], wanted: _Wanted | None, tag: Tagger
) -> Iterator[SeparableVerb]:
    """Yield the verbs that are one word; what may be a noun or an adjective as well, the tagger decides."""
    classes: list[str] = []
    for at, word in enumerate(small):
        best = wanted.joined.get(word) if wanted else _likeliest(word)
        if best is None:
            continue
        if _may_be_other(word):
            classes = classes or tag(words)
            if classes[at] not in ("VERB", "AUX"):
                continue
        yield SeparableVerb(best.entry.verb, (at,), best.kind)


def _likeliest(word: str) -> Joined | None:
    """Return as what a word is read: as the verb that the lexicon has first, or the most frequent one."""
    found = _joined(word)
    known = [reading.lemma for reading in lexicon().readings(word) if reading.tag.startswith(_VERB)]
    usual = [joined for joined in found if not known or joined.entry.verb == known[0]]
    best = max(usual, key=lambda joined: joined.entry.frequency, default=None)
    doubtful = best is None or _is_new(best.entry) or (best.entry.double and best.kind == "joined")
    return None if doubtful else best


def _is_new(entry: Separable) -> bool:
    return entry.verb not in separable_list().verbs


@lru_cache(maxsize=50_000)
def _may_be_other(word: str) -> bool:
    """Tell whether the word is something else than a verb too, as present participles often are: "opvallend"."""
    return word.endswith(("end", "ende")) or any(
        not reading.tag.startswith(_VERB) for reading in lexicon().readings(word)
    )


@lru_cache(maxsize=100_000)
def _joined(word: str) -> tuple[Joined, ...]:
    """Return as what separable verbs a word may be read, those with the longest particle first."""
    found = []
    for at in range(len(word) - 2, 1, -1):
        particle = word[:at].removesuffix("-")
        if particle not in _particles() or word[at] == "-":
            continue
        for base, kind in _bases(word[at:]):
            # A hyphen stands between equal vowels only: "toe-eigenen", "toegeëigend".
            entries = (find_verb(particle + base), find_verb(f"{particle}-{base}"))
            found += [Joined(entry, kind) for entry in entries if entry and entry.particle == particle]
    return tuple(one for one in found if not _is_new(one.entry) or _is_unknown(word, one.entry))


def _bases(form: str) -> tuple[tuple[str, Kind], ...]:
    """Return of which bases something may be a form behind a particle; a base that is in no list the lexicon knows."""
    listed = _every_form().get(form)
    if listed:
        return listed
    readings = (reading for reading in lexicon().readings(form) if reading.tag.startswith(_VERB))
    return tuple({(one.lemma, "ge" if one.tag.startswith(_PARTICIPLE) else "joined"): None for one in readings})


def _is_unknown(word: str, entry: Separable) -> bool:
    """Tell whether the lexicon does not know a word, or knows it as this verb."""
    return all(reading.lemma == entry.verb for reading in lexicon().readings(word))


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(entry.particle for entry in separable_list().verbs.values())


@lru_cache(maxsize=1)
def _every_form() -> dict[str, tuple[tuple[str, Kind], ...]]:
    """Return which bases a form behind a particle may have."""
    table: dict[str, tuple[tuple[str, Kind], ...]] = {}
    for base in base_frequencies():
        for form, kind in _kinds(base).items():
            table[form] = (*table.get(form, ()), (base, kind))
    return table


def _joined_forms(entry: Separable) -> dict[str, Kind]:
    """Return the forms of a verb that are one word."""
    hyphen = entry.verb.removesuffix(entry.base).removeprefix(entry.particle)
    return {
        entry.particle + (hyphen if form[0] in _VOWELS else "") + form: kind
        for form, kind in _kinds(entry.base).items()
    }


def _kinds(base: str) -> dict[str, Kind]:
    """Return the forms of a base, as they stand behind a particle in one word."""
    verb = conjugate(base)
    participles = verb.participles
    rest: Iterable[str] = verb.finite | verb.inflected
    found: dict[str, Kind] = {form: "ge" if form.startswith(tuple(participles)) else "joined" for form in rest}
    return found | dict.fromkeys(participles, "ge") | {f"te{base}": "te"}
