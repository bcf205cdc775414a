"""The distinct words of a study, each with a number, and what is asked of them.

A keyword is compared with these, of which there are few, and not with the running text. Words
are added and never taken out, so that what was found among the first of them stays true.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from qualcode.coding.spelling import spelling_key
from qualcode.dutch.conjugation import conjugate
from qualcode.dutch.lemmas import lemmas
from qualcode.dutch.verbs import split_verb

# The letters up to the last vowel that is no ending: "leerli|ng", "ta|al", "we|rken".
_LAST_VOWEL = re.compile(
    r"(.*?)[aeiouyàáâäèéêëìíîïòóôöùúûü](?=[aeiouyàáâäèéêëìíîïòóôöùúûü]*[^aeiouyàáâäèéêëìíîïòóôöùúûü]*(?:en?)?$)"
)
# "steden", "schepen", "leden", "smeden", "moeilijkheden".
_OTHER_VOWEL = ("stad", "schip", "lid", "smid", "heid")
_OTHER_FORMS = {"goed": ("be",), "veel": ("mee",), "weinig": ("min",), "graag": ("lie",)}


class _Text(NamedTuple):
    """All words from one number on, each on a line of its own; where the lines begin."""

    since: int
    text: str
    starts: list[int]


class Vocabulary:
    """Distinct words in their normal form, by number.

    >>> words = Vocabulary(["school", "scholen", "wijk"])
    >>> [words.forms[number] for number in words.with_lemma("school")]
    ['school', 'scholen']
    """

    def __init__(self, forms: Iterable[str] = ()) -> None:
        """Take the first words."""
        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._by_lemma: dict[str, tuple[int, list[int]]] = {}
        self._by_key: dict[str, list[int]] = {}
        self._looked_up = 0
        self._text = _Text(0, "\n", [])
        for form in forms:
            self.add(form)

    def __len__(self) -> int:
        return len(self.forms)

    def add(self, form: str) -> int:
        """Return the number of a word in its normal form; a new word gets the next one."""
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number

    def number(self, form: str) -> int | None:
        """Return the number of a word, None where it does not occur."""
        return self._numbers.get(form)

    def with_lemma(self, lemma: str, since: int = 0) -> list[int]:
        """Return the numbers, from `since` on, of the words that can be forms of `lemma`."""
        since_known, found = self._by_lemma.get(lemma, (0, []))
        if since_known < len(self.forms):
            found += sorted(
                number for number in self._maybe_forms(lemma, since_known) if lemma in lemmas(self.forms[number])
            )
            self._by_lemma[lemma] = (len(self.forms), found)
        return _from(found, since)

    def _maybe_forms(self, lemma: str, since: int) -> set[int]:
        """Return the words that may be forms of `lemma`: to look up the lemmas of all words would take long."""
        found = {number for letters in form_beginnings(lemma) for number in self.beginning(letters, since)}
        if lemma.endswith("n"):
            forms = conjugate(lemma)
            numbers = map(self._numbers.get, (*forms.finite, *forms.participles, *forms.inflected))
            found |= {number for number in numbers if number is not None and number >= since}
        return found

    def with_spelling(self, key: str, since: int = 0) -> list[int]:
        """Return the numbers, from `since` on, of the words with that spelling key."""
        self._look_up()
        return _from(self._by_key.get(key, []), since)

    def beginning(self, letters: str, since: int = 0) -> Iterator[int]:
        """Yield the numbers, from `since` on, of the words that begin with these letters."""
        return self._holding(f"\n{letters}", since)

    def ending(self, letters: str, since: int = 0) -> Iterator[int]:
        """Yield the numbers, from `since` on, of the words that end in these letters."""
        return self._holding(f"{letters}\n", since)

    def holding(self, letters: str, since: int = 0) -> Iterator[int]:
        """Yield the numbers, from `since` on, of the words with these letters in them."""
        return self._holding(letters, since)

    def _holding(self, part: str, since: int) -> Iterator[int]:
        # Searching one long text for a few letters is quicker than asking each word.
        since, text, starts = self._text_from(since)
        at = text.find(part)
        while at >= 0:
            line = bisect_right(starts, at + part.startswith("\n")) - 1
            yield since + line
            at = text.find(part, starts[line + 1] - 1) if line + 1 < len(starts) else -1

    def _text_from(self, since: int) -> _Text:
        if self._text.since != since or len(self._text.starts) != len(self.forms) - since:
            starts, position = [], 1
            for form in self.forms[since:]:
                starts.append(position)
                position += len(form) + 1
            self._text = _Text(since, "\n" + "\n".join(self.forms[since:]) + "\n", starts)
        return self._text

    def _look_up(self) -> None:
        for number in range(self._looked_up, len(self.forms)):
            key = spelling_key(self.forms[number])
            if key != self.forms[number]:
                self._by_key.setdefault(key, []).append(number)
        self._looked_up = len(self.forms)


def _from(numbers: list[int], since: int) -> list[int]:
    return numbers[bisect_left(numbers, since) :] if since else numbers


@lru_cache(maxsize=20_000)
def form_beginnings(lemma: str) -> tuple[str, ...]:
    """Return letters with which the forms of a lemma begin, but for those of verbs that change their vowel.

    >>> form_beginnings("leerling"), form_beginnings("taal"), form_beginnings("samenwerken"), form_beginnings("stad")
    (('leerli',), ('ta',), ('samen',), ('st',))
    """
    parts = split_verb(lemma)
    if parts is not None:
        return (parts[0],)
    found = _LAST_VOWEL.match(lemma)
    if not found:
        return (lemma, *_OTHER_FORMS.get(lemma, ()))
    return (found[1] if lemma.endswith(_OTHER_VOWEL) else found[0], *_OTHER_FORMS.get(lemma, ()))
