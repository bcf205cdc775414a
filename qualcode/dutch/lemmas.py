"""Dutch lemmas of single words, by simplemma's dictionary and rules."""

from __future__ import annotations

from functools import lru_cache

import simplemma

ENGINE = "simplemma"


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Return the lemma of a word in its normal form; the word itself where none is known.

    >>> lemma("scholen"), lemma("werkte")
    ('school', 'werken')
    """
    # simplemma 2 parts separable verbs as Universal Dependencies does: "samen_werken".
    return simplemma.lemmatize(word, lang="nl").replace("_", "").casefold()


def engine_version() -> str:
    """Return the name and version of what finds the lemmas, as outputs state it."""
    from importlib.metadata import version

    return f"{ENGINE} {version('simplemma')}"
