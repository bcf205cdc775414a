"""An index of the words that respondents say: for each distinct word, where it stands.

It is made once of a text, whatever the keywords are. Text is cut at its blanks, and each distinct
piece is cut into words once, so that of the running text no word is touched one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.coding.ellipses import Elliptic, elliptic_words
from qualcode.coding.units import Unit, units
from qualcode.coding.vocabulary import Vocabulary
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.text import Span
from qualcode.transcript import Transcript

Numbers = NDArray[np.int32]
# How many code points are indexed together: enough to make the work for each keyword small beside it.
BATCH = 4_000_000
_END_MARKS = ".,?!;:"


@dataclass(frozen=True)
class WordIndex:
    """The respondents' words of some transcripts, in order; a word's *place* is its position among these.

    `words` holds of each place the number of the word in the `vocabulary`, `starts` and `ends`
    where it stands in its transcript, `sentence` the position in `sentences` of the one that it
    stands in.
    """

    transcripts: tuple[Transcript, ...]
    sentences: tuple[Unit, ...]
    vocabulary: Vocabulary
    words: Numbers
    starts: Numbers
    ends: Numbers
    sentence: Numbers

    def __len__(self) -> int:
        return len(self.words)

    def places(self, numbers: Iterable[int]) -> list[int]:
        """Return the places of these words of the vocabulary, word by word."""
        order, first = self._by_word
        return [
            place
            for number in numbers
            if number + 1 < len(first)
            for place in order[first[number] : first[number + 1]].tolist()
        ]

    def count(self, number: int) -> int:
        """Return how often a word of the vocabulary stands in the index."""
        first = self._by_word[1]
        return first[number + 1] - first[number] if number + 1 < len(first) else 0

    def are_together(self, one: int, other: int) -> bool:
        """Tell whether two words stand in one sentence."""
        return bool(self.sentence[one] == self.sentence[other])

    def sentences_with(self, *groups: Iterable[int]) -> list[int]:
        """Return the sentences, by position, in which a word of each group of numbers stands."""
        found = [set(self.sentence[self.places(numbers)].tolist()) for numbers in groups]
        return sorted(set.intersection(*found))

    def span(self, place: int) -> Span:
        """Return where in its transcript a word stands."""
        return Span(int(self.starts[place]), int(self.ends[place]))

    def sentence_of(self, place: int) -> int:
        """Return the position in `sentences` of the one that a word stands in."""
        return int(self.sentence[place])

    def words_of(self, sentence: int) -> range:
        """Return the places of a sentence's words."""
        return range(int(self._first[sentence]), int(self._first[sentence + 1]))

    def sentence_bounds(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return, for each of many places, the first place of its sentence and that behind its last."""
        sentence = self.sentence[places]
        return self._first[sentence], self._first[sentence + 1]

    def spans(self, hits: Sequence[tuple[int, ...]]) -> list[tuple[Span, ...]]:
        """Return where the words at many places stand, as `span` does for one."""
        places = np.array([place for hit in hits for place in hit], dtype=np.int64)
        found = map(Span, self.starts[places].tolist(), self.ends[places].tolist())
        return [tuple(islice(found, len(hit))) for hit in hits]

    def sentences_at(self, hits: Sequence[tuple[int, ...]]) -> list[Unit]:
        """Return the sentence of each of many hits, given by the places of its words."""
        first = np.array([hit[0] for hit in hits], dtype=np.int64)
        return [self.sentences[at] for at in self.sentence[first].tolist()]

    def transcript_of(self, sentence: int) -> Transcript:
        """Return the transcript that a sentence stands in."""
        return self._transcripts[self.sentences[sentence].transcript]

    def written(self, place: int) -> str:
        """Return a word as it stands in its transcript."""
        return self.transcript_of(self.sentence_of(place)).text[self.starts[place] : self.ends[place]]

    @cached_property
    def elliptic(self) -> dict[int, list[Elliptic]]:
        """The words that parts as 'voor-' stand for, by their number in the vocabulary."""
        return elliptic_words(self)

    def with_hyphen(self) -> list[int]:
        """Return the places of the words that begin or end with a hyphen."""
        known = self.vocabulary
        return sorted(self.places({*known.beginning("-"), *known.ending("-")}))

    @cached_property
    def _transcripts(self) -> dict[str, Transcript]:
        return {transcript.id: transcript for transcript in self.transcripts}

    @cached_property
    def _first(self) -> NDArray[np.int64]:
        return np.searchsorted(self.sentence, np.arange(len(self.sentences) + 1))

    @cached_property
    def _by_word(self) -> tuple[NDArray[np.int64], list[int]]:
        first = np.concatenate(([0], np.cumsum(np.bincount(self.words)))) if len(self.words) else np.zeros(1, int)
        return np.argsort(self.words, kind="stable"), first.tolist()


class Indexer:
    """Makes indexes of transcripts that share one vocabulary."""

    def __init__(self) -> None:
        """Begin with an empty vocabulary."""
        self.vocabulary = Vocabulary()
        self._pieces = _Pieces(self.vocabulary)

    def index(self, transcripts: Sequence[Transcript]) -> WordIndex:
        """Return the index of the respondents' words in `transcripts`."""
        parts = [self._words(transcript) for transcript in transcripts]
        sentences = tuple(sentence for found, _ in parts for sentence in found)
        before = np.cumsum([0, *(len(found) for found, _ in parts)])
        tables = [table for _, table in parts]
        words, starts, ends = (
            np.concatenate([np.zeros(0, np.int32), *(table[row] for table in tables)]) for row in range(3)
        )
        sentence = [table[3] + earlier for table, earlier in zip(tables, before.tolist(), strict=False)]
        index = WordIndex(
            tuple(transcripts),
            sentences,
            self.vocabulary,
            words,
            starts,
            ends,
            np.concatenate([np.zeros(0, np.int32), *sentence]),
        )
        # The words that are left out in part come into the vocabulary before any keyword looks at it.
        _ = index.elliptic
        return index

    def indexes(self, transcripts: Iterable[Transcript], batch: int = BATCH) -> Iterator[WordIndex]:
        """Yield indexes of `transcripts`, each of so many that they have about `batch` code points together."""
        together: list[Transcript] = []
        for transcript in transcripts:
            together.append(transcript)
            if sum(len(item.text) for item in together) >= batch:
                yield self.index(together)
                together = []
        if together:
            yield self.index(together)

    def _words(self, transcript: Transcript) -> tuple[tuple[Unit, ...], tuple[Numbers, Numbers, Numbers, Numbers]]:
        sentences = units(transcript, "sentence")
        turns = [transcript.turns[number].span for number in dict.fromkeys(sentence.turn for sentence in sentences)]
        words, starts, ends = self._pieces.words(transcript.text, turns)
        begin = np.fromiter((sentence.start for sentence in sentences), np.int32, len(sentences))
        sentence = (np.searchsorted(begin, starts, "right") - 1).astype(np.int32)
        return sentences, (words, starts, ends, sentence)


class _Pieces(dict[str, int]):
    """The distinct pieces between blanks, by number, and the words that each is made of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        # Of each piece its first word in the three rows below, and how many words it has.
        self._first = array("i")
        self._count = array("i")
        self._rows = (array("i"), array("i"), array("i"))

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        self._first.append(len(self._rows[0]))
        for start, end, form in _words_in(piece):
            for row, value in zip(self._rows, (self._vocabulary.add(form), start, end), strict=True):
                row.append(value)
        self._count.append(len(self._rows[0]) - self._first[-1])
        return number

    def words(self, text: str, spans: Sequence[Span]) -> tuple[Numbers, Numbers, Numbers]:
        """Return number, start and end of all words in these spans of `text`, which are in order."""
        pieces: list[str] = []
        counts = []
        for span in spans:
            cut = text[span.start : span.end].split(" ")
            pieces += cut
            counts.append(len(cut))
        numbers = np.fromiter(map(self.__getitem__, pieces), np.int32, len(pieces))
        # A piece begins one blank behind the one before it, and the first of a span where the span does.
        lengths = np.fromiter(map(len, pieces), np.int32, len(pieces)) + 1
        begin = np.cumsum(lengths) - lengths
        firsts = np.cumsum([0, *counts])[:-1]
        shift = np.array([span.start for span in spans], np.int64) - begin[firsts] if counts else np.zeros(0, np.int64)
        return self._gathered(numbers, begin + np.repeat(shift, counts))

    def _gathered(self, numbers: Numbers, begin: NDArray[Any]) -> tuple[Numbers, Numbers, Numbers]:
        count = np.frombuffer(self._count, np.int32)[numbers] if len(self) else numbers
        first = np.frombuffer(self._first, np.int32)[numbers] if len(self) else numbers
        total = int(count.sum())
        # The n-th word of a piece is the n-th row from its first.
        row = np.arange(total) + np.repeat(first - (np.cumsum(count) - count), count)
        begin = np.repeat(begin, count)
        if not total:
            return (np.zeros(0, np.int32),) * 3
        word, start, end = (np.frombuffer(values, np.int32)[row] for values in self._rows)
        return word, (begin + start).astype(np.int32), (begin + end).astype(np.int32)


def _words_in(piece: str) -> list[tuple[int, int, str]]:
    core = piece.rstrip(_END_MARKS)
    if core.isalpha():
        return [(0, len(core), core.casefold())]
    return [(token.start, token.end, normal_form(piece[token.start : token.end])) for token in tokens(piece)]
