"""The separable verbs of Dutch, and the forms of their bases that no rule gives.

A verb counts as separable where the dictionary has a participle of it that is the particle and the
participle of the base: "doorverwezen" is "door" + "verwezen". How frequent a verb is comes from
wordfreq, summed over those of its joined forms that are nothing else.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qualcode.dutch.conjugation import UNSTRESSED, regular
from tools.dutch_data.dictionary import Word, dictionary

LIST = "separable_verbs.tsv"
FORMS = "verb_forms.tsv"
# What stands before participles without being a particle.
_NEVER = frozenset({"be", "er", "ge", "her", "on", "ont", "pre", "ver", "wan", "bellen", "ga", "kalt", "hout", "eier"})
# With a base whose participle has no "ge-" these make inseparable verbs: "overbelast", "onderbenut".
_BEFORE_UNSTRESSED = frozenset({"achter", "her", "mis", "om", "onder", "over", "wel"})
# Only particles with so many participles make verbs of bases that are no verbs by themselves: "opfrissen".
_PRODUCTIVE = 4
_COMMON = 3.0
_FREQUENT = 2.5
_IN_USE = 1.5
_DOUBLE = 0.7  # a verb is about five times as frequent as its participle alone
_HEAD_LIST = (
    "# particle|base, frequency (zipf), that of the base; 'double': the same letters are an inseparable verb too;"
    " '-': inseparable"
)
_HEAD_FORMS = "# verb, finite forms, participles: bases of separable verbs that are not regular"

Zipf = Callable[[str], float]


class Split(NamedTuple):
    """A separable verb with its parts as written: "toe-", "eigenen"."""

    particle: str
    base: str

    @property
    def word(self) -> str:
        """The particle as a word by itself."""
        return self.particle.rstrip("-")


@dataclass
class Verbs:
    """The verbs of the dictionary with their forms, and its other words."""

    finite: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    participles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: set[str] = field(default_factory=set)
    _lemmas: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Word]) -> Verbs:
        """Collect the verbs out of all entries."""
        verbs = cls()
        for entry in entries:
            form, lemma = entry.form.lower(), entry.lemma.lower()
            if not entry.tag.startswith("WKW"):
                verbs.words.add(form)
            elif lemma.replace("-", "").isalpha() and "GIJ" not in entry.tag and not entry.tag.endswith("LOS"):
                if entry.tag.startswith(("WKW:TGW", "WKW:VLT")):
                    verbs.finite[lemma].add(form)
                elif entry.tag.startswith("WKW:VTD:ONV"):
                    verbs.participles[lemma].add(form)
        return verbs

    def is_only(self, form: str) -> bool:
        """Tell whether a form is that of one verb and no other word."""
        return form not in self.words and self.lemmas_of(form) == 1

    def lemmas_of(self, form: str) -> int:
        """Return of how many verbs something is a form."""
        if not self._lemmas:
            for table in (self.finite, self.participles):
                for lemma, forms in table.items():
                    for one in forms:
                        self._lemmas.setdefault(one, set()).add(lemma)
        return len(self._lemmas.get(form, ()))

    def is_stressed(self, base: str) -> bool:
        """Tell whether a verb's participle has "ge-" of its own."""
        start = "gege" if base.startswith("ge") else "ge"
        return any(form.startswith(start) for form in self.participles.get(base, ()))

    def has_participle(self, verb: str, split: Split) -> bool:
        """Tell whether the particle and a participle of the base make a participle of the verb."""
        own = self.participles.get(verb, set())
        return any({split.particle + form, split.word + form} & own for form in self.participles.get(split.base, ()))


def splits(verb: str) -> Iterator[Split]:
    """Yield the ways in which a verb may fall apart, the longest particle first."""
    for at in range(len(verb) - 3, 1, -1):
        if verb[at] != "-":
            yield Split(verb[:at], verb[at:])


def separable(verbs: Verbs, zipf: Zipf) -> dict[str, Split]:
    """Return the separable verbs of the dictionary."""
    found: dict[str, Split] = {}
    words = verbs.words.union(*verbs.finite.values())
    for verb in verbs.finite:
        for split in splits(verb):
            known = split.base in verbs.finite and split.word in words and split.word not in _NEVER
            if known and verbs.is_stressed(split.base) and verbs.has_participle(verb, split):
                found[verb] = split
                break
    particles = Counter(split.word for split in found.values())
    for verb in verbs.finite:
        if verb not in found:
            found.update((verb, split) for split in _by_particle(verbs, verb, particles))
    found.update((split.particle + split.base, split) for split in _in_use(verbs, particles, zipf))
    return {verb: found[verb] for verb in sorted(found) if not _is_repeated(found[verb])}


def _in_use(verbs: Verbs, particles: Counter[str], zipf: Zipf) -> Iterator[Split]:
    """Yield verbs that the dictionary does not have, and whose participle is in use all the same."""
    bases = [
        base
        for base in verbs.finite
        if base.isalpha() and zipf(base) >= _COMMON and verbs.is_stressed(base) and base != "zijn"
    ]
    known = verbs.words.union(*verbs.finite.values())
    for particle, count in particles.items():
        for base in bases if count >= _PRODUCTIVE else ():
            if particle + base not in verbs.finite:
                joined = {particle + form for form in verbs.participles[base] if form.startswith("ge")}
                telling = joined if particle in _BEFORE_UNSTRESSED else {particle + base, *joined}
                if any(zipf(form) >= _IN_USE for form in telling - known):
                    verbs.finite[particle + base] = {particle + form for form in verbs.finite[base]}
                    verbs.participles[particle + base] = joined
                    yield Split(particle, base)


def _by_particle(verbs: Verbs, verb: str, particles: Counter[str]) -> Iterator[Split]:
    """Yield the split at a particle that other verbs show to be one."""
    for split in splits(verb):
        if split.word not in particles:
            continue
        unstressed = split.base in verbs.finite and split.base.startswith(UNSTRESSED)
        if unstressed and split.word not in _BEFORE_UNSTRESSED and verbs.has_participle(verb, split):
            yield split
            return
        own = verbs.participles.get(verb, ())
        new = split.base not in verbs.finite and not split.base.startswith("ge")
        if new and particles[split.word] >= _PRODUCTIVE and any(form.startswith(split.word + "ge") for form in own):
            yield split
            return


def _is_repeated(split: Split) -> bool:
    """Tell whether the particle is "her-" before another: nobody says 'richt herin'."""
    return split.word.startswith("her") and split.word not in ("her", "herwaarts")


def inseparable(verbs: Verbs, found: dict[str, Split]) -> list[str]:
    """Return verbs that look like separable ones, and are not: "overleven"."""
    particles = Counter(split.word for split in found.values())
    common = {particle for particle, count in particles.items() if count >= _PRODUCTIVE}
    return sorted(
        verb
        for verb in verbs.finite
        if verb not in found and any(s.word in common and s.base in verbs.finite for s in splits(verb))
    )


def is_double(verbs: Verbs, verb: str, split: Split, zipf: Zipf) -> bool:
    """Tell whether the verb also has a participle that keeps it in one: "voorkomen" beside "voorgekomen".

    A participle that is much rarer than the separable one does not count: "doorstroomd".
    """
    own = verbs.participles[verb]
    parted = max((zipf(form) for form in own if form.startswith(split.word + "ge")), default=0.0)
    in_one = [form for form in own if not form.startswith(split.word + "ge")]
    return verbs.is_stressed(split.base) and any(form == verb or zipf(form) > parted for form in in_one)


def frequency(verbs: Verbs, verb: str, split: Split, zipf: Zipf) -> float:
    """Return how frequent the joined forms are that can be nothing but this verb, on the scale of Zipf."""
    own = verbs.participles[verb]
    if is_double(verbs, verb, split, zipf):
        return max((zipf(form) for form in own if form.startswith(split.word + "ge")), default=0.0) + _DOUBLE
    return _summed((form for form in verbs.finite[verb] | own | {verb} if verbs.is_only(form)), zipf)


def _summed(forms: Iterable[str], zipf: Zipf) -> float:
    # What has a hyphen is counted as its parts.
    total = sum(10 ** zipf(form) for form in forms if "-" not in form and zipf(form) > 0)
    return math.log10(total) if total else 0.0


def base_forms(verbs: Verbs, found: dict[str, Split], zipf: Zipf) -> dict[str, tuple[set[str], set[str]]]:
    """Return finite forms and participles of the bases that are no verbs by themselves, or not regular.

    Frequent verbs that are no base yet may become one: "terugappen".
    """
    table: dict[str, tuple[set[str], set[str]]] = {}
    others = (verb for verb in verbs.finite if verb not in found and verb.isalpha() and zipf(verb) >= _FREQUENT)
    for verb, split in [*found.items(), *((verb, Split("", verb)) for verb in others)]:
        if split.base in verbs.finite:
            forms = verbs.finite[split.base], verbs.participles[split.base]
        else:
            start = len(split.word)
            forms = _behind(verbs.finite[verb], start), _behind(verbs.participles[verb], start)
        if not _is_regular(verbs, split.base, *forms):
            table[split.base] = forms
    return table


def _behind(forms: set[str], start: int) -> set[str]:
    return {form[start:].lstrip("-") for form in forms}


def _is_regular(verbs: Verbs, base: str, finite: set[str], participles: set[str]) -> bool:
    rule = regular(base)
    surplus = rule.finite - finite | rule.participles - participles
    return finite <= rule.finite and participles <= rule.participles and not surplus & verbs.words


def write_verbs(folder: Path) -> None:
    """Write both files into `folder`, from the dictionary."""
    build(dictionary(), folder)


def build(entries: Iterable[Word], target: Path, zipf: Zipf | None = None) -> None:
    """Write the list of separable verbs and the table of forms into the folder `target`."""
    verbs = Verbs.of(entries)
    zipf = zipf or _zipf
    found = separable(verbs, zipf)
    (target / LIST).write_text("\n".join(_list_lines(verbs, found, zipf)) + "\n", encoding="utf-8")
    table = base_forms(verbs, found, zipf)
    lines = (f"{verb}\t{' '.join(sorted(fin - {verb}))}\t{' '.join(sorted(par))}" for verb, (fin, par) in table.items())
    (target / FORMS).write_text("\n".join([_HEAD_FORMS, *sorted(lines)]) + "\n", encoding="utf-8")


def _list_lines(verbs: Verbs, found: dict[str, Split], zipf: Zipf) -> Iterator[str]:
    yield _HEAD_LIST
    for verb, split in found.items():
        double = "\tdouble" if is_double(verbs, verb, split, zipf) else ""
        base = _summed(verbs.finite.get(split.base, set()) - verbs.words | {split.base}, zipf)
        yield f"{split.particle}|{split.base}\t{frequency(verbs, verb, split, zipf):.1f}\t{base:.1f}{double}"
    for verb in inseparable(verbs, found):
        yield f"{verb}\t-"


def _zipf(word: str) -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "nl", wordlist="large"))
