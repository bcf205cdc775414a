"""Words that stand in the text by a part only: 'voor-' in 'voor- en naschoolse opvang'."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding.clauses import with_marks
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
        sentence = with_marks(index, index.sentence_of(place))
        expansion = expand(sentence.written, sentence.position[place])
        if expansion is None:
            continue
        form = index.vocabulary.forms[index.words[place]]
        number = index.vocabulary.add(normal_form(expansion.word))
        places, own = sentence.places_of(expansion.at), len(form.strip("-"))
        found.setdefault(number, []).append(Elliptic(places, place, own, form.startswith("-")))
    return found
