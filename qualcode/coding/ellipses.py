"""Words that stand in the text by a part only: 'voor-' in 'voor- en naschoolse opvang'."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.dutch.ellipsis import expand
from qualcode.dutch.tokens import normal_form

if TYPE_CHECKING:
    from qualcode.coding.index import WordIndex


class Elliptic(NamedTuple):
    """The places of the words that a full word is made from; `part` is that of the one with the hyphen.

    `own` is how many letters of the full word stand in that part, at its beginning, or at its end
    where `ends` is true.
    """

    places: tuple[int, ...]
    part: int
    own: int
    ends: bool


def elliptic_words(index: WordIndex) -> dict[int, list[Elliptic]]:
    """Return the full words that parts with a hyphen stand for, by their number in the vocabulary."""
    found: dict[int, list[Elliptic]] = {}
    for place in index.with_hyphen():
        words = index.words_of(index.sentence_of(place))
        forms = [index.vocabulary.forms[number] for number in index.words[words.start : words.stop]]
        expansion = expand(forms, place - words.start)
        if expansion is None:
            continue
        form = forms[place - words.start]
        number = index.vocabulary.add(normal_form(expansion.word))
        places = tuple(words.start + at for at in expansion.at)
        found.setdefault(number, []).append(Elliptic(places, place, len(form.strip("-")), form.startswith("-")))
    return found
