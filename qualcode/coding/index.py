"""An index of the words that respondents say: each distinct word once, with its places.

A keyword is compared with the distinct words of the study, of which there are few, and not
with the running text; only phrases look at what stands beside a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from qualcode.coding.units import units
from qualcode.dutch.ellipsis import expand
from qualcode.dutch.lemmas import lemmas
from qualcode.dutch.tokens import normal_form, tokens, written_words
from qualcode.text import Span
from qualcode.transcript import Transcript


@dataclass(frozen=True)
class WordIndex:
    """The respondents' words of one transcript.

    `forms` holds each word's normal form, in order; `sentences` the spans of the sentences that
    they stand in, and `firsts` the index of the first word of each; `places` the indices of each
    distinct form; `ellipses` those of the words that together stand for a word which is not
    written out ("voor- en naschoolse"). Where a word stands is computed when it is asked for.
    """

    transcript: Transcript
    forms: list[str]
    sentences: tuple[Span, ...]
    firsts: list[int]
    places: Mapping[str, Sequence[int]]
    ellipses: Mapping[str, Sequence[tuple[int, int]]]

    def sentence_of(self, place: int) -> int:
        """Return the number of the sentence that a word stands in, from 0."""
        return bisect_right(self.firsts, place) - 1

    def span(self, place: int) -> Span:
        """Return where a word stands in the transcript's text."""
        number = self.sentence_of(place)
        within = tokens(self.transcript.text, *self.sentences[number])
        return Span(*next(islice(within, place - self.firsts[number], None)))


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words of a study and, for each lemma, its forms among them."""

    forms: frozenset[str]
    by_lemma: dict[str, tuple[str, ...]] = field(default_factory=dict)


def index_words(transcript: Transcript) -> WordIndex:
    """Return the index of the respondents' words in `transcript`."""
    written: list[str] = []
    firsts: list[int] = []
    spans = tuple(Span(unit.start, unit.end) for unit in units(transcript, "sentence"))
    for span in spans:
        firsts.append(len(written))
        written += written_words(transcript.text, *span)
    # Equal spellings are put into their normal form once.
    normal = {word: normal_form(word) for word in set(written)}
    forms = [normal[word] for word in written]
    places: dict[str, list[int]] = {}
    for place, form in enumerate(forms):
        places.setdefault(form, []).append(place)
    fragments = sorted(place for form, found in places.items() if "-" in (form[0], form[-1]) for place in found)
    return WordIndex(transcript, forms, spans, firsts, places, _ellipses(forms, firsts, fragments))


def _ellipses(forms: list[str], firsts: list[int], fragments: Iterable[int]) -> dict[str, list[tuple[int, int]]]:
    """Return the words that fragments stand for, each with the indices of the words that it is made from."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place in fragments:
        number = bisect_right(firsts, place)
        first = firsts[number - 1]
        last = firsts[number] if number < len(firsts) else len(forms)
        expansion = expand(forms[first:last], place - first)
        if expansion is not None:
            one, other = expansion.at
            found.setdefault(expansion.word, []).append((first + one, first + other))
    return found


def vocabulary(indexes: Iterable[WordIndex]) -> Vocabulary:
    """Return the distinct words of all `indexes`, with all lemmas that each can have."""
    forms = frozenset(form for index in indexes for form in (*index.places, *index.ellipses))
    by_lemma: dict[str, list[str]] = {}
    for form in sorted(forms):
        for base in lemmas(form):
            by_lemma.setdefault(base, []).append(form)
    return Vocabulary(forms, {word: tuple(found) for word, found in by_lemma.items()})
