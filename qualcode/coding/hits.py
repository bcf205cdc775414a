"""Where a keyword stands in an index of words, with what stands beside it taken into account.

Phrases, words in one sentence, verbs that stand apart, words that are left out, exclusions, and words
of which only the sentence tells what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.coding.clauses import Context
from qualcode.coding.ellipses import Elliptic
from qualcode.coding.index import WordIndex
from qualcode.coding.keywords import RULES, Exclusion, Keyword, Pattern, Phrase, Piece, Rule
from qualcode.coding.matching import Match, SeparableKeyword, matching_words, meaning
from qualcode.coding.vocabulary import Vocabulary
from qualcode.errors import check_value

OVERLAPS = ("longest", "all")
_ORDER = {rule: number for number, rule in enumerate(RULES)}


class Hit(NamedTuple):
    """A keyword's place in an index: the places of the matched words, in order, and why they match."""

    places: tuple[int, ...]
    rule: Rule
    lemma: str
    split: tuple[str, ...] = ()
    sure: bool = True


class Lexical:
    """What a keyword's words answer to in a vocabulary that grows: looked up once for each distinct word."""

    def __init__(self, keyword: Keyword, words: Vocabulary) -> None:
        """Take the keyword and the vocabulary."""
        self.keyword = keyword
        self._words = words
        self._found: dict[tuple[Piece, bool], tuple[int, dict[int, Match]]] = {}

    def matches(self, piece: Piece, *, alone: bool) -> Mapping[int, Match]:
        """Return the words, by number, that answer to a word of the keyword."""
        since, found = self._found.get((piece, alone), (0, {}))
        if since < len(self._words):
            found |= matching_words(piece, self.keyword, self._words, since, alone=alone)
            self._found[piece, alone] = (len(self._words), found)
        return found


def find_hits(lexical: Lexical, context: Context, overlap: str = "longest") -> list[Hit]:
    """Return where a keyword stands in the index of `context`, in order of place.

    With `overlap` "longest" only the longest of its hits that share a word is kept, with "all"
    each of them. A hit that an exclusion of the keyword takes away is not among them.
    """
    check_value("overlap", overlap, OVERLAPS)
    finder = _Finder(lexical, context)
    keyword = lexical.keyword
    hits = [hit for pattern in keyword.patterns for hit in finder.pattern(pattern)]
    for exclusion in keyword.exclusions:
        hits = finder.without(hits, exclusion)
    return longest(hits, context.index) if overlap == "longest" else sorted(set(hits), key=lambda hit: hit.places)


def longest(hits: Iterable[Hit], index: WordIndex) -> list[Hit]:
    """Return, of hits that share a word, the one with most words, then letters, then the most exact or the first."""

    def rank(hit: Hit) -> tuple[int, int, int, tuple[int, ...]]:
        letters = sum(int(index.ends[place] - index.starts[place]) for place in hit.places)
        return -len(hit.places), -letters, _ORDER[hit.rule], hit.places

    hits = list(hits)
    taken: set[int] = set()
    kept = []
    if len({place for hit in hits for place in hit.places}) == sum(len(hit.places) for hit in hits):
        return sorted(hits, key=lambda hit: hit.places)
    for hit in sorted(hits, key=rank):
        if taken.isdisjoint(hit.places):
            kept.append(hit)
            taken.update(hit.places)
    return sorted(kept, key=lambda hit: hit.places)


class _Finder:
    """Finds one keyword in one index."""

    def __init__(self, lexical: Lexical, context: Context) -> None:
        self._lexical = lexical
        self._keyword = lexical.keyword
        self._context = context
        self._index = context.index

    def pattern(self, pattern: Pattern, *, alone: bool = True) -> list[Hit]:
        """Return where all phrases of a pattern stand together; `alone` says that single words may be parts of words."""
        found = [list(self._phrase(phrase, alone=alone)) for phrase in pattern.phrases]
        if len(found) == 1:
            return found[0]
        return list(self._together(found, pattern.within)) if all(found) else []

    def without(self, hits: list[Hit], exclusion: Exclusion) -> list[Hit]:
        """Return the hits that an exclusion leaves."""
        against = self.pattern(exclusion.pattern)
        if not exclusion.near:
            taken = {place for hit in against for place in hit.places}
            return [hit for hit in hits if taken.isdisjoint(hit.places)]
        by_sentence: dict[int, list[Hit]] = {}
        for hit in against:
            by_sentence.setdefault(self._sentence(hit), []).append(hit)
        return [
            hit
            for hit in hits
            if not any(
                exclusion.within is None or _between(hit, other) <= exclusion.within
                for other in by_sentence.get(self._sentence(hit), ())
            )
        ]

    # Words and phrases

    def _phrase(self, phrase: Phrase, *, alone: bool) -> Iterator[Hit]:
        if len(phrase) > 1:
            yield from self._words_in_a_row(phrase)
            return
        (piece,) = phrase
        matches = self._lexical.matches(piece, alone=alone)
        yield from self._in_words(matches, piece)
        yield from self._elliptic(matches)
        if piece.rule is Rule.LEMMA and alone:
            yield from self._apart(meaning(piece, derivations=self._keyword.derivations).verbs)
            if self._keyword.splits:
                yield from self._split(piece)

    def _in_words(self, matches: Mapping[int, Match], piece: Piece) -> Iterator[Hit]:
        for number, match in matches.items():
            for place in self._index.places((number,)):
                if self._fits(place, match, piece):
                    yield Hit((place,), match.rule, match.lemma, match.split, match.sure)

    def _words_in_a_row(self, phrase: Phrase) -> Iterator[Hit]:
        index = self._index
        wanted = [self._lexical.matches(piece, alone=False) for piece in phrase]
        rarest = min(range(len(wanted)), key=lambda at: sum(index.count(number) for number in wanted[at]))
        for place in sorted(index.places(wanted[rarest])):
            places = range(place - rarest, place - rarest + len(wanted))
            if places.start < 0 or places.stop > len(index) or not index.are_together(places.start, places.stop - 1):
                continue
            matches = [found.get(int(index.words[at])) for at, found in zip(places, wanted, strict=True)]
            known = [match for match in matches if match is not None]
            if len(known) == len(wanted) and all(map(self._fits, places, known, phrase)):
                worst = max(known, key=lambda match: _ORDER[match.rule])
                lemma = " ".join(match.lemma for match in known)
                yield Hit(tuple(places), worst.rule, lemma, (), all(match.sure for match in known))

    def _fits(self, place: int, match: Match, piece: Piece) -> bool:
        """Tell whether the word at a place, in its sentence and as it is written, answers to a word of the keyword."""
        if self._keyword.capitals and piece.written.strip("*") not in self._index.written(place):
            return False
        if match.sure:
            return True
        return match.lemma in self._context.lemmas(place)

    # Words of which a part is left out, or that stand apart

    def _elliptic(self, matches: Mapping[int, Match]) -> Iterator[Hit]:
        for number in self._index.elliptic.keys() & matches.keys():
            for elliptic in self._index.elliptic[number]:
                hit = _of_elliptic(elliptic, matches[number], len(self._index.vocabulary.forms[number]))
                if hit is not None:
                    yield hit

    def _apart(self, verbs: Sequence[SeparableKeyword]) -> Iterator[Hit]:
        index, words = self._index, self._index.vocabulary
        for verb in verbs:
            particle = words.number(verb.particle)
            bases = words.with_lemma(verb.base)
            if particle is None or not bases:
                continue
            for sentence in index.sentences_with([particle], bases):
                for found in self._context.verbs(sentence, frozenset({verb.verb})):
                    places = self._context.clause(sentence).places_of(found.at)
                    if len(places) > 1 and verb.verb == found.verb:
                        yield Hit(places, Rule.SEPARABLE, verb.verb, (verb.particle, verb.base))

    def _split(self, piece: Piece) -> Iterator[Hit]:
        """Yield where two words stand beside each other that make the word together."""
        index, words = self._index, self._index.vocabulary
        first = [number for end in range(2, len(piece.form)) if (number := words.number(piece.form[:end])) is not None]
        pairs: dict[str, list[int]] = {}
        for place in index.places(first):
            if place + 1 < len(index) and index.are_together(place, place + 1):
                joined = words.forms[index.words[place]] + words.forms[index.words[place + 1]]
                pairs.setdefault(joined, []).append(place)
        joined_words = Vocabulary(pairs)
        for number, match in matching_words(piece, self._keyword, joined_words).items():
            for place in pairs[joined_words.forms[number]]:
                if match.rule in (Rule.EXACT, Rule.LEMMA, Rule.SPELLING):
                    yield Hit((place, place + 1), Rule.SPELLING, match.lemma)

    # Several phrases in one sentence

    def _together(self, found: Sequence[Sequence[Hit]], within: int | None) -> Iterator[Hit]:
        by_sentence = [self._by_sentence(hits) for hits in found]
        for sentence in sorted(set.intersection(*(set(table) for table in by_sentence))):
            for first in by_sentence[0][sentence]:
                chosen = [first]
                for table in by_sentence[1:]:
                    others = [
                        hit
                        for hit in table[sentence]
                        if all(set(hit.places).isdisjoint(item.places) for item in chosen)
                    ]
                    if others:
                        chosen.append(min(others, key=lambda hit: (_between(first, hit), hit.places)))
                if len(chosen) == len(found) and _are_within(chosen, within):
                    yield _joined(chosen)
                    if within is None:
                        break

    def _by_sentence(self, hits: Iterable[Hit]) -> dict[int, list[Hit]]:
        table: dict[int, list[Hit]] = {}
        for hit in hits:
            table.setdefault(self._sentence(hit), []).append(hit)
        return table

    def _sentence(self, hit: Hit) -> int:
        return self._index.sentence_of(hit.places[0])


def _of_elliptic(elliptic: Elliptic, match: Match, length: int) -> Hit | None:
    """Return the hit of a word that is left out in part; None where the keyword stands in what is not left out."""
    start, end = (length - elliptic.own, length) if elliptic.ends else (0, elliptic.own)
    if match.end and start <= match.start and match.end <= end:
        return Hit((elliptic.part,), match.rule, match.lemma, match.split)
    borrowed_only = match.end and (match.end <= start or match.start >= end)
    if borrowed_only and match.rule in (Rule.COMPOUND, Rule.WILDCARD):
        # The other word has the keyword itself and is a hit of its own.
        return None
    return Hit(elliptic.places, Rule.ELLIPSIS, match.lemma, match.split)


def _between(one: Hit, other: Hit) -> int:
    """Return how many words stand between two hits."""
    return max(other.places[0] - one.places[-1], one.places[0] - other.places[-1], 1) - 1


def _are_within(hits: Sequence[Hit], within: int | None) -> bool:
    ordered = sorted(hits, key=lambda hit: hit.places)
    return within is None or all(_between(one, other) <= within for one, other in pairwise(ordered))


def _joined(hits: Sequence[Hit]) -> Hit:
    ordered = sorted(hits, key=lambda hit: hit.places)
    worst = max(ordered, key=lambda hit: _ORDER[hit.rule])
    places = tuple(sorted(place for hit in ordered for place in hit.places))
    return Hit(places, worst.rule, " & ".join(hit.lemma for hit in ordered), worst.split, all(hit.sure for hit in hits))
