"""What speaks for and against that a particle and a verb of a sentence belong together.

The names of the features are those in `data/verb_pairs.json`, so that each weight can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.dutch.word_kinds import CLAUSE_BORDERS, PLACES, PREPOSITIONS, VERBS, kind

if TYPE_CHECKING:
    from qualcode.dutch.verb_pairs import Candidate

# Prepositions that make a pair around a noun with what looks like a particle: "van huis uit", "om hem heen".
_CIRCUMPOSITIONS = {
    "aan": ("achter", "tegen", "van"),
    "af": ("van",),
    "binnen": ("van",),
    "door": ("onder", "tussen"),
    "heen": ("door", "langs", "om", "over"),
    "in": ("tegen",),
    "mee": ("met",),
    "na": ("op",),
    "op": ("tegen",),
    "toe": ("aan", "naar", "tot"),
    "uit": ("tussen", "van"),
}
# Particles that are nouns by themselves: "een deel", "de les".
NOUNS = frozenset(
    "actie adem auto belang boek brand buit dank deel dienst feest gebruik gitaar handel honger hoofd huis kaart kennis"
    " koffie kop leiding les paard partij piano plaats post prijs proef raad roer ruzie school stand stop storm test"
    " thee tijd toneel touw trap viool vorm wacht zak zaken".split()
)
_DISTANCES = ((1, "1"), (2, "2"), (3, "3"), (5, "4–5"), (8, "6–8"), (12, "9–12"))
# How frequencies are centred, so that a weight says what an unusual one does.
_USUAL = 3.5


def features(words: Sequence[str], candidate: Candidate, rivals: Sequence[Candidate]) -> dict[str, float]:
    """Return the features of a candidate of a sentence in small letters; `rivals` are all its candidates."""
    side = _Side(words, candidate, rivals)
    named = dict.fromkeys(side.behind() if candidate.verb > candidate.particle else side.before(), 1.0)
    return named | side.frequencies()


class _Side:
    """A candidate in its sentence."""

    def __init__(self, words: Sequence[str], candidate: Candidate, rivals: Sequence[Candidate]) -> None:
        self.words, self.particle, self.verb = words, candidate.particle, candidate.verb
        self.entry, self.rivals = candidate.entry, rivals
        word = words[self.particle]
        self.sort = "preposition" if word in PREPOSITIONS else "noun" if word in NOUNS else "adverb"
        form = candidate.form
        self.form = "+".join(name for name in ("finite", "infinitive", "participle") if getattr(form, name))
        self.order = "apart" if self.verb < self.particle else self._cluster()

    def _cluster(self) -> str:
        between = self.words[self.particle + 1 : self.verb]
        return "te" if "te" in between else "cluster" if between else "next"

    def kind(self, at: int) -> str:
        return kind(self.words[at]) if 0 <= at < len(self.words) else "end"

    def behind(self) -> Iterator[str]:
        """Yield the features of a verb that stands behind its particle."""
        order, sort = self.order, self.sort
        yield order
        yield f"{order}: {self.form}"
        yield f"{order}: {sort}"
        yield f"{order}: behind {self.kind(self.particle - 1)}"
        yield f"{order}: before {self.kind(self.verb + 1)}"
        yield f"{order}: verb is {self.kind(self.verb)}"
        if self.particle == 0:
            yield f"{order}: {sort} begins the sentence"
        if any(rival.particle == self.particle and rival.verb < self.particle for rival in self.rivals):
            yield f"{order}: a verb before would do"

    def before(self) -> Iterator[str]:
        """Yield the features of a verb that stands before its particle."""
        yield from self._around()
        yield from self._between()
        yield from self._clause()
        yield from self._rivals()

    def _around(self) -> Iterator[str]:
        sort, after = self.sort, self.kind(self.particle + 1)
        sort = "adverb" if sort == "noun" else sort
        yield f"apart: {sort} before {after}"
        yield f"apart: {sort} behind {self.kind(self.particle - 1)}"
        yield f"apart: {self.form}"
        yield f"apart: verb behind {self.kind(self.verb - 1)}"
        yield f"apart: verb is {self.kind(self.verb)}"
        if after in VERBS or after == "te":
            yield f"apart: {self.form}, a verb follows"
        if after == "preposition" and "determiner" in self.kind(self.particle + 2):
            yield f"apart: {sort} before preposition and determiner"

    def _between(self) -> Iterator[str]:
        words = self.words[self.verb + 1 : self.particle]
        kinds = [kind(word) for word in words]
        distance = self.particle - self.verb
        yield f"apart: distance {next((name for most, name in _DISTANCES if distance <= most), 'more')}"
        if distance == 1:
            yield f"apart: {self.sort} next to the verb"
        for name in ("comma", "coordinator", "subordinator"):
            yield f"apart: {min(2, kinds.count(name))} {name} between"
        yield f"apart: {min(2, sum(item in VERBS for item in kinds))} verbs between"
        if "te" in kinds:
            yield "apart: te between"
        if "place" in kinds or "pronominal adverb" in kinds:
            yield f"apart: {self.sort}, place between"
        if not {*words}.isdisjoint(_CIRCUMPOSITIONS.get(self.words[self.particle], ())):
            yield "apart: circumposition"

    def _clause(self) -> Iterator[str]:
        start = self._start()
        auxiliary = any(self.kind(at) == "auxiliary" for at in range(start + 1, self.verb))
        yield f"apart: {self.form}, {'auxiliary' if auxiliary else 'no verb'} before"
        yield f"apart: clause begins with {self.kind(start) if start >= 0 else 'start'}"
        places = [place for place in PLACES if place in self.words[start + 1 : self.particle]]
        yield from (f"apart: {self.sort}, '{place}' in the clause" for place in places)
        if places:
            yield f"apart: {self.sort}, place in the clause"

    def _start(self) -> int:
        """Return where the border before the clause of the verb stands."""
        start = self.verb - 1
        while self.kind(start) not in CLAUSE_BORDERS:
            start -= 1
        return start

    def _has_place(self) -> bool:
        return not {*PLACES}.isdisjoint(self.words[self._start() + 1 : self.particle])

    def _rivals(self) -> Iterator[str]:
        verbs = [rival.verb for rival in self.rivals if rival.particle == self.particle]
        if max(verbs) > self.particle:
            yield "apart: a verb behind would do"
        if any(self.verb < verb < self.particle for verb in verbs):
            yield "apart: a nearer verb would do"
        if min(verbs) < self.verb:
            yield "apart: a farther verb would do"

    def frequencies(self) -> dict[str, float]:
        """Return how frequent the verb is, and how much of its base's use it makes up."""
        share = self.entry.frequency - self.entry.base_frequency
        place = self.order == "apart" and self._has_place()
        return ({f"apart: {self.sort}, place in the clause, share": share} if place else {}) | {
            f"{self.order}: {self.sort}, frequency": self.entry.frequency - _USUAL,
            f"{self.order}: {self.sort}, share": share,
            f"{self.order}: large share": max(0.0, share + 1),
        }
