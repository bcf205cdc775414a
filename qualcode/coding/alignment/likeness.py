"""How alike wordings are: by what they ask for, by their words and by their letters.

The weight of a word is its rarity among the wordings that are compared (TF-IDF), of which an
interview brings its own; nothing is counted beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualcode.coding.alignment.expressions import meanings
from qualcode.dutch.lemmas import lemma
from qualcode.dutch.tokens import normal_form, tokens

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
_LETTERS = range(3, 6)
# Words that stand in any question, and tell nothing of what it is about.
_SMALL = frozenset(
    "de het een en of maar dan dat die dit deze er is zijn was waren ben bent heb hebt heeft hebben had u je jij jullie uw "
    "ik we wij ze zij hij me mij hem in op aan van voor met bij te om als ook nou nu nog wel niet zo eens even daar hier "
    "wat waar wie hoe welke 't 'm eh ehm hm ja nee zou zal kan kunt mag moet worden wordt".split()
)


class Texts:
    """Texts by number, compared in one respect: what `analyse` finds in them."""

    def __init__(self, texts: Sequence[str], analyse: Callable[[str], Sequence[str]]) -> None:
        """Count what is found in each text."""
        from sklearn.feature_extraction.text import CountVectorizer

        found = [analyse(text) for text in texts]
        vectorizer = CountVectorizer(analyzer=lambda features: features)
        # One feature that every text has, so that also texts without any can be counted.
        self._counts: Any = vectorizer.fit_transform([[*features, ""] for features in found])
        self._counts = self._counts[:, np.flatnonzero(np.arange(self._counts.shape[1]) != vectorizer.vocabulary_[""])]

    def alike(self, ones: Rows, others: Rows, known: Rows) -> Floats:
        """Return how alike each of `ones` is to each of `others` (0 to 1), with rarities counted in `known`."""
        from sklearn.feature_extraction.text import TfidfTransformer

        if not self._counts.shape[1]:
            return np.zeros((len(ones), len(others)))
        weigh = TfidfTransformer(sublinear_tf=True).fit(self._counts[known])
        left, right = weigh.transform(self._counts[ones]), weigh.transform(self._counts[others])
        return np.asarray((left @ right.T).toarray(), dtype=np.float64)

    def found(self, ones: Rows) -> Any:
        """Return what was found in each of `ones`: a sparse matrix of ones and noughts."""
        return (self._counts[ones] > 0).astype(np.float64)


class Likeness(NamedTuple):
    """How alike texts are (rows by columns): in what they ask for, in words, in letters."""

    meanings: Floats
    words: Floats
    letters: Floats

    @property
    def together(self) -> Floats:
        """The mean of the three."""
        return np.asarray((self.meanings + self.words + self.letters) / 3)


class Wordings:
    """What interviewers ask, in all three respects."""

    def __init__(self, texts: Sequence[str], analyse: Callable[[str], Sequence[str]] = meanings) -> None:
        """Take the texts, which are spoken of by number, and what tells what a text asks for."""
        self._meanings = Texts(texts, analyse)
        self._words = Texts(texts, words_in)
        self._letters = Texts(texts, letters_in)

    def alike(self, ones: Rows, others: Rows, known: Rows) -> Likeness:
        """Return how alike `ones` and `others` are, with rarities counted in `known`."""
        return Likeness(*(view.alike(ones, others, known) for view in (self._meanings, self._words, self._letters)))


@lru_cache(maxsize=20_000)
def words_in(text: str) -> tuple[str, ...]:
    """Return the lemmas of the words in `text` that tell something of its subject.

    >>> words_in("En de scholen dan?")
    ('school',)
    """
    said = (normal_form(text[token.start : token.end]) for token in tokens(text))
    return tuple(lemma(word) for word in said if word not in _SMALL)


@lru_cache(maxsize=20_000)
def letters_in(text: str) -> tuple[str, ...]:
    """Return the runs of three to five letters within the words of `text`.

    >>> letters_in("Nee!")
    (' ne', 'nee', 'ee ', ' nee', 'nee ', ' nee ')
    """
    words = [f" {word} " for word in re.findall(r"\w+", normal_form(text))]
    return tuple(
        word[start : start + size] for word in words for size in _LETTERS for start in range(len(word) - size + 1)
    )
