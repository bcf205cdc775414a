"""LanguageTool's Dutch dictionary, as the PyPI package ``lingotweaker-data-nl`` brings it.

The file is a finite-state automaton in the CFSA2 format of morfologik: each path spells
``form~<letters to cut><ending>~tag``, from which form, lemma and tag follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

_MAGIC = b"\\fsa\xc6"
_LAST, _FINAL, _NEXT, _LABEL, _NUMBERS = 0x40, 0x20, 0x80, 0x1F, 0x100


class Word(NamedTuple):
    """A form with one of its readings."""

    form: str
    lemma: str
    tag: str


def dictionary() -> Iterator[Word]:
    """Yield all readings of all forms, in the order of the forms' bytes."""
    data = (files("lingotweaker_data_nl") / "data/nl/dictionaries/dutch.dict").read_bytes()
    for path in _Automaton(data).paths():
        form, _, rest = path.partition(b"~")
        coded, _, tag = rest.partition(b"~")
        if tag:
            cut = coded[0] - ord("A")
            yield Word(form.decode(), (form[: len(form) - cut] + coded[1:]).decode("utf-8", "replace"), tag.decode())


def shared_letters(one: str, other: str) -> int:
    """Return with how many letters two words begin alike.

    >>> shared_letters("scholen", "school")
    4
    """
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class _Automaton:
    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError
        count = data[7]
        self._labels, self._arcs = data[8 : 8 + count], data[8 + count :]
        self._numbered = bool((data[5] << 8 | data[6]) & _NUMBERS)
        self._root = self._target(self._behind_number(0) if self._numbered else 0)

    def paths(self) -> Iterator[bytes]:
        """Yield what each path to a final arc spells."""
        stack = [(self._root, b"")]
        while stack:
            node, spelt = stack.pop()
            found = []
            at = self._behind_number(node) if self._numbered else node
            while True:
                flags = self._arcs[at]
                label = self._labels[flags & _LABEL] if flags & _LABEL else self._arcs[at + 1]
                longer = spelt + bytes((label,))
                if flags & _FINAL:
                    yield longer
                target = self._target(at)
                if target:
                    found.append((target, longer))
                if flags & _LAST:
                    break
                at = self._behind(at)
            stack += reversed(found)

    def _behind_number(self, at: int) -> int:
        while self._arcs[at] & _NEXT:
            at += 1
        return at + 1

    def _behind(self, at: int) -> int:
        flags = self._arcs[at]
        at += 1 if flags & _LABEL else 2
        return at if flags & _NEXT else self._behind_number(at)

    def _target(self, at: int) -> int:
        if self._arcs[at] & _NEXT:
            while not self._arcs[at] & _LAST:
                at = self._behind(at)
            return self._behind(at)
        at += 1 if self._arcs[at] & _LABEL else 2
        value = shift = 0
        while True:
            part = self._arcs[at]
            value |= (part & 0x7F) << shift
            if not part & 0x80:
                return value
            shift += 7
            at += 1
