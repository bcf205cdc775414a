"""Suggestions: where a keyword is met in what respondents say, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from qualcode.codebook import Codebook
from qualcode.coding.clauses import Context
from qualcode.coding.confidence import confidence
from qualcode.coding.flags import Flags
from qualcode.coding.hits import Hit, Lexical, find_hits
from qualcode.coding.index import Indexer, WordIndex
from qualcode.coding.keywords import Keyword, Rule, parse_keyword
from qualcode.dutch.engine import NONE, Engine, engine
from qualcode.errors import KeywordError, Problem
from qualcode.text import Span
from qualcode.transcript import Transcript


class Suggestion(NamedTuple):
    """A proposal to code a span, made by a keyword.

    `start` and `end` span the matched `words`, which may stand apart; `rule` is the least exact
    rule that was needed among these, `lemma` the word that they are forms of, `split` the parts of
    a compound or of a separable verb. `flag` names a negation or counterfactual near by,
    `confidence` is the share of such hits that a coder agrees with; `sure` is false where the sentence
    decided which word it is; `respondent` is who says them.
    """

    transcript: str
    start: int
    end: int
    code: str
    keyword: str
    rule: Rule
    respondent: str
    words: tuple[Span, ...]
    lemma: str = ""
    split: tuple[str, ...] = ()
    flag: str | None = None
    confidence: float = 0.0
    sure: bool = True

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


def suggest(
    transcripts: Iterable[Transcript],
    codebook: Codebook,
    *,
    using: Engine | None = None,
    overlap: str = "longest",
) -> tuple[Suggestion, ...]:
    """Return all suggestions for `codebook` in `transcripts`, in order of place.

    Only the speech of known respondents is looked at. Of the hits of one keyword that overlap the
    longest counts, or with `overlap` "all" each; every code and keyword has its own hits. A pure
    function of its arguments, where `using` is by default the engine without a pipeline; a
    keyword that cannot be understood is passed over here and reported by `keyword_problems`.
    """
    return tuple(sorted(suggestions_in(transcripts, codebook, using=using, overlap=overlap)))


def suggestions_in(
    transcripts: Iterable[Transcript],
    codebook: Codebook,
    *,
    using: Engine | None = None,
    overlap: str = "longest",
    indexer: Indexer | None = None,
) -> Iterator[Suggestion]:
    """Yield what `suggest` returns, without keeping more than a few transcripts at once."""
    looked_up: dict[str, Lexical] = {}
    for index in (indexer or Indexer()).indexes(transcripts):
        finder = Finder([index], using or engine(NONE), overlap, looked_up)
        yield from finder.suggestions(codebook)


def keyword_problems(
    codebook: Codebook, places: Mapping[str, Mapping[str, tuple[int, int]]] | None = None
) -> list[Problem]:
    """Return a problem for each keyword that cannot be understood.

    `places` tells, by code and keyword, line and column where it stands in the file.
    """
    problems = []
    for code in codebook:
        for text in code.keywords:
            try:
                parse_keyword(text)
            except KeywordError as error:
                line, column = (places or {}).get(code.id, {}).get(text, (None, None))
                message = f"{code.id}: {error.message}"
                problems.append(Problem("", message, error.hint, line, key="keywords", column=column))
    return problems


class Finder:
    """Finds keywords in indexes, and remembers what it found: a changed keyword costs only its own search."""

    def __init__(
        self,
        indexes: Sequence[WordIndex],
        using: Engine,
        overlap: str = "longest",
        looked_up: dict[str, Lexical] | None = None,
    ) -> None:
        """Take the indexes, which share a vocabulary; `looked_up` keeps what is known of keywords beyond them."""
        self.indexes = tuple(indexes)
        self._contexts = [Context(index, using) for index in indexes]
        self._flags = [Flags(index) for index in indexes]
        self._overlap = overlap
        self._looked_up = {} if looked_up is None else looked_up
        self._hits: dict[str, list[list[Hit]]] = {}
        self._made: dict[tuple[str, str], tuple[Suggestion, ...]] = {}

    def suggestions(self, codebook: Codebook) -> tuple[Suggestion, ...]:
        """Return all suggestions for `codebook`, in order of place."""
        found = (self.of_keyword(code.id, text) for code in codebook for text in dict.fromkeys(code.keywords))
        return tuple(sorted(chain.from_iterable(found)))

    def of_keyword(self, code: str, text: str) -> tuple[Suggestion, ...]:
        """Return the suggestions of one keyword for a code; none where it cannot be understood."""
        if (code, text) not in self._made:
            try:
                keyword = parse_keyword(text)
            except KeywordError:
                return ()
            found = zip(self.indexes, self._flags, self.hits(keyword), strict=True)
            self._made[code, text] = tuple(
                made for index, flags, hits in found for made in _suggestions(code, keyword, index, flags, hits)
            )
        return self._made[code, text]

    def hits(self, keyword: Keyword) -> list[list[Hit]]:
        """Return the hits of a keyword in each of the indexes."""
        text = keyword.text
        if text not in self._hits:
            for context in self._contexts[:1]:
                self._looked_up.setdefault(text, Lexical(keyword, context.index.vocabulary))
            self._hits[text] = [find_hits(self._looked_up[text], context, self._overlap) for context in self._contexts]
        return self._hits[text]


def _suggestions(
    code: str, keyword: Keyword, index: WordIndex, flags: Flags, hits: Sequence[Hit]
) -> Iterator[Suggestion]:
    places = [hit.places for hit in hits]
    rows = zip(hits, index.spans(places), index.sentences_at(places), flags.near(places), strict=True)
    for hit, words, sentence, flag in rows:
        yield Suggestion(
            sentence.transcript,
            words[0].start,
            words[-1].end,
            code,
            keyword.text,
            hit.rule,
            sentence.respondent,
            words,
            hit.lemma,
            hit.split,
            flag,
            confidence(hit),
            hit.sure,
        )
