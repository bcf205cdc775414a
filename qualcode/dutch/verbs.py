"""Separable verbs, whose particle may stand apart: *samenwerken*, *we werken goed samen*, *samen te werken*.

In one word they are found by their forms. Apart, a particle belongs to a verb of its clause where it
stands as particles do: before "te" and an infinitive, before auxiliaries and a verb, or at the end of
the clause; one that is a preposition as well needs a strong border behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from qualcode.dutch.conjugation import Forms, conjugate
from qualcode.dutch.lexicon import lexicon
from qualcode.dutch.separable_list import Separable, separable_list
from qualcode.dutch.tagger import tag

# A verb that is met less often than once in 30 million words is found only where it is asked for.
_FREQUENT = 1.5
_FARTHEST = 25
_ENDS = frozenset(".;:!?)]…") | {"...", "..", "!!", "??", "?!", "!?"}
_BORDERS = _ENDS | frozenset(",'\"-–—”’»")
_PREPOSITIONS = frozenset(
    "aan achter af bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen tegenover "
    "ten ter tijdens tot tussen uit van vanaf vanuit via volgens voor voorbij wegens zonder".split()
)
# Particles that are adverbs or adjectives as well.
_ADVERBS = frozenset(
    "goed klein verder wel weer samen groot hard hoog laag lang recht vol vrij warm licht zwaar zwart schoon stil deel "
    "thuis".split()
)
_CONJUNCTIONS = frozenset(
    "en of maar want dus dat omdat als terwijl toen die wie wat waar waarbij waarin zodat hoewel dan zodra zolang zoals voordat "
    "nadat totdat opdat doordat indien mits tenzij ofwel".split()
)
_BEFORE_VERBS = frozenset(
    "zou zouden moet moeten moest moesten kan kunnen kon konden wil willen wilde wilden mag mogen mocht mochten heeft hebben "
    "heb had hadden is zijn was waren wordt worden word werd werden gaat gaan ga ging gingen zal zullen blijft blijven bleef "
    "laat laten liet lieten komt komen kwam kwamen hoeft hoeven".split()
)
# What stands before a noun, so that what follows is no verb: "een keer".
_DETERMINERS = frozenset(
    "de het een deze dit die geen elke ieder iedere mijn jouw zijn haar ons onze jullie hun welke deze per".split()
)
_SUBJECTS = frozenset("ik jij je u hij zij ze wij we jullie men".split())
_COORDINATORS = frozenset({"en", "maar", "want", "of"})
_VERBAL = frozenset({"VERB", "AUX"})
_HAVING = frozenset({"hebben", "zijn"})
_PLACES = frozenset({"er", "daar", "hier", "waar"})
# Behind "samen" and "deel" these go on with the verb's object.
_GOING_ON = frozenset({"met", "aan", "in", "op", "uit", "van", "naar", "voor"})


class SeparableVerb(NamedTuple):
    """A separable verb in a sentence: its infinitive, the indices of its words, and how it stands there.

    `kind` is "joined" (samenwerken, samenwerkt), "ge" (samengewerkt), "te" (samen te werken) or
    "apart" (werken … samen).
    """

    verb: str
    at: tuple[int, ...]
    kind: str


def split_verb(verb: str) -> tuple[str, str] | None:
    """Return particle and base of a separable verb; None for another word.

    >>> split_verb("samenwerken"), split_verb("verwachten")
    (('samen', 'werken'), None)
    """
    entry = separable_list().verbs.get(verb)
    return (entry.particle, entry.base) if entry else None


@lru_cache(maxsize=50_000)
def joined_verb(word: str) -> frozenset[str]:
    """Return the separable verbs of which one word, in small letters, is a form.

    >>> joined_verb("samengewerkt"), joined_verb("werkt")
    (frozenset({'samenwerken'}), frozenset())
    """
    return frozenset(
        entry.verb
        for particle in _particles_of(word)
        for entry, _ in _bases(particle, None).get(word[len(particle) :], ())
    )


@lru_cache(maxsize=5_000)
def forms_in_one_word(verb: str) -> frozenset[str]:
    """Return the forms of a separable verb in which its particle does not stand apart.

    >>> sorted(forms_in_one_word("opbellen"))[:4]
    ['opbel', 'opbelde', 'opbelden', 'opbellen']
    """
    entry = separable_list().verbs.get(verb)
    if entry is None:
        return frozenset()
    return frozenset(entry.particle + form for form in _kinds(conjugate(entry.base)))


def separable_verbs(words: Sequence[str], verbs: Collection[str] | None = None) -> list[SeparableVerb]:
    """Return the separable verbs of one sentence, given as its words and marks; with `verbs` only those.

    >>> separable_verbs(["We", "werken", "goed", "samen", "."])
    [SeparableVerb(verb='samenwerken', at=(1, 3), kind='apart')]
    """
    sentence = _Sentence(words, None if verbs is None else frozenset(verbs))
    return sorted(sentence.found(), key=lambda item: item.at)


class _Sentence:
    """One sentence in which particles are joined to verbs, each word to one at most."""

    def __init__(self, written: Sequence[str], verbs: frozenset[str] | None) -> None:
        self._written = written
        self._words = [word.casefold() for word in written]
        self._verbs = verbs
        self._taken: set[int] = set()

    def found(self) -> Iterator[SeparableVerb]:
        for at, word in enumerate(self._words):
            for verb in sorted(self._joined(word)):
                if self._is_wanted(separable_list().verbs[verb]):
                    is_participle = "ge" in word[len(separable_list().verbs[verb].particle) :][:2]
                    yield self._take(verb, (at,), "ge" if is_participle else "joined")
                    break
        wanted = (
            _particles() if self._verbs is None else {parts[0] for verb in self._verbs if (parts := split_verb(verb))}
        )
        particles = [at for at, word in enumerate(self._words) if word in wanted]
        for rule in (self._before_te, self._before_verbs, self._at_the_end):
            for at in particles:
                if at not in self._taken:
                    yield from rule(at)

    def _is_verb(self, at: int) -> bool:
        """Tell whether a word that may be a verb is one: by itself, by its place behind the subject, or by the tagger."""
        before, behind = self._word(at - 1), self._word(at + 1)
        opens = before in _COORDINATORS and behind in _DETERMINERS | _SUBJECTS | {"dat"}
        return opens or before in _SUBJECTS or _is_verb_only(self._words[at]) or self._classes[at] in _VERBAL

    def _names_a_place(self, at: int) -> bool:
        """Tell whether "daar", "er" or "waar" stands before: "daar heb ik het over" has a preposition and no particle."""
        return not _PLACES.isdisjoint(self._words[:at])

    @cached_property
    def _classes(self) -> list[str]:
        # Only asked for where a particle and a form of its verb stand in the sentence.
        return tag(self._written)

    def _joined(self, word: str) -> Collection[str]:
        """Return the verbs of which one word is a form."""
        if self._verbs is None:
            return joined_verb(word)
        return [verb for verb in self._verbs if word in forms_in_one_word(verb)]

    def _before_te(self, at: int) -> Iterator[SeparableVerb]:
        """Join "samen te werken"."""
        if self._word(at + 1) != "te" or (self._words[at] == "om" and self._word(at - 1) in _BORDERS | {""}):
            return
        verb, entry = self._last_of_chain(at, at + 2, infinitive=True)
        if entry:
            yield self._take(entry.verb, (at, verb), "te")

    def _before_verbs(self, at: int) -> Iterator[SeparableVerb]:
        """Join "samen zouden werken", "samen werken"."""
        verb, entry = self._last_of_chain(at, at + 1, infinitive=True, participle=True)
        if entry and not (verb == at + 1 and self._words[at] in _PREPOSITIONS):
            yield self._take(entry.verb, (at, verb), "apart")

    def _last_of_chain(
        self, at: int, start: int, *, infinitive: bool = False, participle: bool = False
    ) -> tuple[int, Separable | None]:
        """Return the last verb of a chain, as "zouden kunnen werken", that makes a separable one with the particle."""
        last: tuple[int, Separable | None] = (start, None)
        verb = start
        while verb < len(self._words):
            entry = None if verb in self._taken else self._entry(at, verb, infinitive=infinitive, participle=participle)
            last = (verb, entry) if entry else last
            if self._words[verb] not in _BEFORE_VERBS:
                break
            verb += 1
        return last

    def _at_the_end(self, at: int) -> Iterator[SeparableVerb]:
        """Join "werken … samen"."""
        if not self._may_end(at):
            return
        for verb in range(at - 1, max(-1, at - _FARTHEST), -1):
            if self._words[verb] in _ENDS:
                return
            if verb in self._taken or self._word(verb - 1) in _DETERMINERS | {"te"}:
                continue
            entry = self._entry(at, verb, finite=True)
            if entry and self._is_verb(verb) and not (entry.base in _HAVING and self._names_a_place(at)):
                yield self._take(entry.verb, (verb, at), "apart")
                return

    def _may_end(self, at: int) -> bool:
        """Tell whether a particle stands where a clause ends, or goes on behind its verb."""
        word, following = self._words[at], self._word(at + 1)
        if following in _particles() and following not in _PREPOSITIONS:
            # Of two it is the last: "daar werk ik veel mee samen".
            return False
        strong = following == "" or following[0] in _BORDERS or following in _CONJUNCTIONS
        if word in _PREPOSITIONS:
            return self._word(at - 1) not in _PLACES and (
                strong or (following in _PREPOSITIONS and following != "te" and word != "van")
            )
        if word in _ADVERBS:
            return strong or (word in ("samen", "deel") and following in _GOING_ON)
        return strong or following in _PREPOSITIONS or not _is_verb_form(following)

    def _entry(
        self, particle: int, verb: int, *, infinitive: bool = False, participle: bool = False, finite: bool = False
    ) -> Separable | None:
        """Return the most frequent verb of this particle and this form of its base."""
        wanted = {name for name, asked in (("inf", infinitive), ("part", participle), ("fin", finite)) if asked}
        found = [
            entry
            for entry, kinds in _bases(self._words[particle], self._verbs).get(self._word(verb), ())
            if kinds & wanted and self._is_wanted(entry)
        ]
        return max(found, key=lambda entry: entry.frequency, default=None)

    def _is_wanted(self, entry: Separable) -> bool:
        return entry.frequency >= _FREQUENT if self._verbs is None else entry.verb in self._verbs

    def _take(self, verb: str, at: tuple[int, ...], kind: str) -> SeparableVerb:
        self._taken.update(at)
        return SeparableVerb(verb, at, kind)

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""


def _kinds(forms: Forms) -> dict[str, frozenset[str]]:
    """Return the forms of a verb: whether each is an infinitive, a finite form or a participle."""
    found: dict[str, set[str]] = {}
    for name, group in (
        ("fin", forms.finite),
        ("part", forms.participles | forms.inflected),
        ("inf", {forms.infinitive}),
    ):
        for form in group:
            found.setdefault(form, set()).add(name)
    return {form: frozenset(kinds) for form, kinds in found.items()}


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(entry.particle for entry in separable_list().verbs.values())


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(particle) for particle in _particles()}))


def _particles_of(word: str) -> list[str]:
    return [word[:length] for length in _lengths() if length < len(word) - 1 and word[:length] in _particles()]


@lru_cache(maxsize=5_000)
def _bases(particle: str, verbs: frozenset[str] | None) -> dict[str, list[tuple[Separable, frozenset[str]]]]:
    """Return the verbs of a particle, or those of `verbs`, by the forms of their base."""
    known = separable_list().verbs
    entries = known.values() if verbs is None else [known[verb] for verb in sorted(verbs) if verb in known]
    found: dict[str, list[tuple[Separable, frozenset[str]]]] = {}
    for entry in entries:
        if entry.particle == particle:
            for form, kinds in _kinds(conjugate(entry.base)).items():
                found.setdefault(form, []).append((entry, kinds))
    return found


@lru_cache(maxsize=20_000)
def _is_verb_form(word: str) -> bool:
    return any(reading.tag.startswith("WKW") for reading in lexicon().readings(word))


@lru_cache(maxsize=20_000)
def _is_verb_only(word: str) -> bool:
    readings = lexicon().readings(word)
    return bool(readings) and all(reading.tag.startswith("WKW") for reading in readings)
