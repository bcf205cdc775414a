"""Suggestions: where a keyword is met in what respondents say, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualcode.codebook import Codebook
from qualcode.coding.index import Vocabulary, WordIndex, index_words, vocabulary
from qualcode.coding.keywords import Keyword, Rule, matching_forms, parse_keyword
from qualcode.errors import KeywordError, Problem
from qualcode.text import Span
from qualcode.transcript import Transcript


@dataclass(frozen=True, order=True)
class Suggestion:
    """A proposal to code a span, made by a keyword.

    `start` and `end` span the matched `words`; `rule` is the least exact rule that was
    needed among these; `respondent` is who says them.
    """

    transcript: str
    start: int
    end: int
    code: str
    keyword: str
    rule: Rule
    respondent: str
    words: tuple[Span, ...]

    @property
    def because(self) -> str:
        """What the suggestion rests on."""
        return self.keyword

    @property
    def respondents(self) -> tuple[str, ...]:
        """Who says it."""
        return (self.respondent,)

    @property
    def stance(self) -> None:
        """A keyword tells no stance."""
        return


def suggest(transcripts: Iterable[Transcript], codebook: Codebook) -> tuple[Suggestion, ...]:
    """Return all suggestions for `codebook` in `transcripts`, in order of place.

    Only the speech of known respondents is looked at. A pure function of its arguments and
    of the engine for lemmas; a keyword that cannot be understood is passed over here and
    reported by `keyword_problems`.
    """
    indexes = [index_words(transcript) for transcript in transcripts]
    words = vocabulary(indexes)
    found = [
        suggestion
        for code, keyword in _keywords(codebook)
        for index, hits in _hits(keyword, indexes, words)
        for suggestion in _suggestions(code, keyword, index, hits)
    ]
    return tuple(sorted(found))


def keyword_problems(codebook: Codebook) -> list[Problem]:
    """Return a problem for each keyword that cannot be understood."""
    problems = []
    for code in codebook:
        for text in code.keywords:
            try:
                parse_keyword(text)
            except KeywordError as error:
                problems.append(Problem("", f"{code.id}: {error.message}", error.hint, key="keywords"))
    return problems


def _keywords(codebook: Codebook) -> Iterator[tuple[str, Keyword]]:
    for code in codebook:
        for text in dict.fromkeys(code.keywords):
            try:
                yield code.id, parse_keyword(text)
            except KeywordError:
                continue


_Hit = tuple[tuple[int, ...], Rule]


def _hits(keyword: Keyword, indexes: Sequence[WordIndex], words: Vocabulary) -> Iterator[tuple[WordIndex, list[_Hit]]]:
    """Yield, for each transcript, the places (indices of words) where all of the keyword stands."""
    alone = len(keyword.pieces) == 1
    wanted = [matching_forms(piece, words, compounds=alone) for piece in keyword.pieces]
    if not all(wanted):
        return
    for index in indexes:
        firsts = {place: rule for form, rule in wanted[0].items() for place in index.places.get(form, ())}
        hits = [hit for place, rule in firsts.items() if (hit := _follow(index, place, rule, wanted[1:])) is not None]
        if alone:
            hits += _left_out(index, wanted[0], firsts)
        if hits:
            yield index, hits


def _left_out(index: WordIndex, forms: Iterable[str], found: Collection[int]) -> Iterator[_Hit]:
    """Yield the places of words that are not written out, unless one of their parts is a hit by itself."""
    for form in forms:
        for pair in index.ellipses.get(form, ()):
            if not any(place in found for place in pair):
                yield pair, Rule.ELLIPSIS


def _follow(index: WordIndex, place: int, rule: Rule, wanted: list[dict[str, Rule]]) -> _Hit | None:
    """Return the hit that begins at `place` if the next words answer to `wanted`, in the same sentence."""
    if not wanted:
        return (place,), rule
    last = place + len(wanted)
    if last >= len(index.forms) or index.sentence_of(last) != index.sentence_of(place):
        return None
    rules = [rule]
    for position, forms in enumerate(wanted, start=place + 1):
        found = forms.get(index.forms[position])
        if found is None:
            return None
        rules.append(found)
    return tuple(range(place, last + 1)), max(rules, key=list(Rule).index)


def _suggestions(code: str, keyword: Keyword, index: WordIndex, hits: list[_Hit]) -> Iterator[Suggestion]:
    starts = [turn.start for turn in index.transcript.turns]
    for places, rule in hits:
        words = tuple(index.span(place) for place in places)
        turn = index.transcript.turns[bisect_left(starts, words[0].start + 1) - 1]
        yield Suggestion(
            index.transcript.id, words[0].start, words[-1].end, code, keyword.text, rule, turn.respondent or "", words
        )
