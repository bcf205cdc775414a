"""Speech without punctuation, cut into pieces of reasonable length where the speaker pauses or goes on with a conjunction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.text import Span

# A sentence of more words is too long if it has hardly any commas, or too long whatever it has.
_LONG, _FAR_TOO_LONG = 60, 150
_WORDS_A_MARK = 25
_SHORTEST, _LONGEST = 8, 30
_WORD = re.compile(r"\S+")
# Marks at the end of a word, dots in brackets, dashes, and sounds of hesitation.
_PAUSE = re.compile(r".*(?:[,;:–—…]|\.\.|\(\.+\))|[-–—]|(?:e+h+m?|u+h+m?|h[eè]|hoor)\W*", re.IGNORECASE)
_CONJUNCTIONS = frozenset("en maar want dus of omdat terwijl toen daarom daarna kijk nou als".split())
# With these a clause begins: "en toen", "dat is", not "ouders en kinderen".
_OPENINGS = frozenset(
    "ik je jij u hij ze zij we wij jullie het 't er dat dit die deze daar dan toen als nu nou dus wat hoe waar".split()
)
# Behind an opening these tell that a main clause begins there, since in others the verb comes later.
_VERBS = frozenset(
    "is was zijn waren ben bent heb hebt heeft hebben had hadden kan kun kunt kunnen kon moet moeten moest wil wilt willen wilde zal "
    "zult zullen zou zouden mag mogen ga gaat gaan ging gingen doe doet doen deed deden denk vind vindt weet zie ziet zien zeg zegt "
    "zei zit zitten sta staat staan kom komt komen kwam wordt worden werd krijg krijgt krijgen hoor hoort merk loop loopt blijft gaf".split()
)


class Piece(Span):
    """A stretch of speech that nobody punctuated, which stands for a sentence."""

    __slots__ = ()


def is_unpunctuated(sentence: str) -> bool:
    """Tell whether a sentence goes on for so long that it was written down without punctuation."""
    words = len(sentence.split())
    marks = sum(map(sentence.count, ",;:"))
    return words > _FAR_TOO_LONG or (words > _LONG and marks * _WORDS_A_MARK < words)


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield ``text[start:end]`` in pieces of 8 to 30 words, without the blanks around them.

    The best border is where a clause opens behind a conjunction ("en dan komen ze"), and better still
    behind a pause; then any conjunction, opening or pause. Where there is none, the length decides.

    >>> text = "we doen dat al jaren zo met de ouders en dan komen ze elke week in de klas om te helpen met lezen"
    >>> [text[piece.start:piece.end] for piece in pieces(text, 0, len(text))][1]
    'en dan komen ze elke week in de klas om te helpen met lezen'
    """
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    written = [text[first:last] for first, last in words]
    begin = 0
    while begin < len(words):
        stop = _stop(written, begin)
        yield Piece(words[begin][0], words[stop - 1][1])
        begin = stop


def _stop(words: Sequence[str], begin: int) -> int:
    """Return before which word the piece that begins at `begin` stops."""
    # Nor may the last piece be shorter than others.
    last = min(begin + _LONGEST, len(words) - _SHORTEST)
    places = range(begin + _SHORTEST, last + 1)
    strength, back = max(((_strength(words, place), -place) for place in places), default=(0, 0))
    if len(words) - begin <= _LONGEST and strength <= 1:
        return len(words)
    return -back if strength else last


def _strength(words: Sequence[str], place: int) -> int:
    """Return how good a border is before the word at a place; 0 where only the length demands it."""
    if words[place - 1].endswith("-"):
        # "Voor-" belongs to the words that follow.
        return 0
    paused = _PAUSE.fullmatch(words[place - 1]) is not None
    first, second = words[place].casefold(), words[place + 1].casefold()
    joins = first in _CONJUNCTIONS and words[place - 1].casefold() not in _CONJUNCTIONS
    begins = first in _OPENINGS and second in _VERBS
    return (2 if joins and second in _OPENINGS else 0) + joins + begins + paused
