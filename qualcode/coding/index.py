"""An index of the words that respondents say: each distinct word once, with its places.

A keyword is compared with the distinct words of the study, of which there are few, and not
with the running text; only phrases look at what stands beside a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.coding.units import units
from qualcode.dutch.ellipsis import expand
from qualcode.dutch.lemmas import lemmas
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.text import Span
from qualcode.transcript import Transcript


@dataclass(frozen=True)
class WordIndex:
    """The respondents' words of one transcript.

    `words` holds each word's span, in order; `sentence` the number of the sentence that it
    stands in; `places` the indices in `words` of each distinct form; `ellipses` those of the words
    that together stand for a word which is not written out ("voor- en naschoolse").
    """

    transcript: Transcript
    words: tuple[Span, ...]
    sentence: tuple[int, ...]
    places: dict[str, tuple[int, ...]]
    ellipses: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words of a study and, for each lemma, its forms among them."""

    forms: frozenset[str]
    by_lemma: dict[str, tuple[str, ...]] = field(default_factory=dict)


def index_words(transcript: Transcript) -> WordIndex:
    """Return the index of the respondents' words in `transcript`."""
    words: list[Span] = []
    sentence: list[int] = []
    places: dict[str, list[int]] = {}
    ellipses: dict[str, list[tuple[int, int]]] = {}
    for unit in units(transcript, "sentence"):
        first, forms = len(words), []
        for token in tokens(transcript.text, unit.start, unit.end):
            form = normal_form(transcript.text[token.start : token.end])
            places.setdefault(form, []).append(len(words))
            words.append(Span(*token))
            sentence.append(unit.number)
            forms.append(form)
        for at in (number for number, form in enumerate(forms) if "-" in (form[0], form[-1])):
            expansion = expand(forms, at)
            if expansion is not None:
                one, other = expansion.at
                ellipses.setdefault(expansion.word, []).append((first + one, first + other))
    return WordIndex(
        transcript,
        tuple(words),
        tuple(sentence),
        {form: tuple(where) for form, where in places.items()},
        {word: tuple(pairs) for word, pairs in ellipses.items()},
    )


def vocabulary(indexes: Iterable[WordIndex]) -> Vocabulary:
    """Return the distinct words of all `indexes`, with all lemmas that each can have."""
    forms = frozenset(form for index in indexes for form in (*index.places, *index.ellipses))
    by_lemma: dict[str, list[str]] = {}
    for form in sorted(forms):
        for base in lemmas(form):
            by_lemma.setdefault(base, []).append(form)
    return Vocabulary(forms, {word: tuple(found) for word, found in by_lemma.items()})
