"""Carrying spans over from a text to its corrected version.

The two texts are aligned by line, and then by word within what changed; lines and runs of words
that occur once in both are the fixed points (a patience diff). A span whose words all lie in one
aligned run moves with it. One whose words changed gets a proposal: where its remaining words, or the
gap that it left, now are. One that was moved as a whole is found again by its quote, if quote or
context tell it apart from all others. What remains is lost, and listed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from qualcode.text import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Runs of so many words that occur once in both texts are fixed points, longest first.
_RUNS = (9, 5, 3, 1)
# Up to so many pairs of words a gap is compared word by word; a larger one without fixed points is all new.
_SMALL = 250_000
_CONTEXT = 40
# So many letters that stand once in a text stand there for no other reason than that they are the ones meant.
UNMISTAKABLE = 40
# A span shorter than this is the same passage only where enough of so many letters beside it stayed.
_CERTAIN = 60
_SURROUNDINGS = 120
_ENOUGH = 0.5


class Fate(StrEnum):
    """What became of a span."""

    SAME = "same"
    CHANGED = "changed"
    LOST = "lost"


class Block(NamedTuple):
    """A run of equal text: where it stands in the old text, where in the new, and its length."""

    old: int
    new: int
    size: int


class Carried(NamedTuple):
    """A span in the new text; for a changed one its proposed place, for a lost one None."""

    fate: Fate
    span: Span | None


class Alignment:
    """Two versions of a text, and what of the old stands where in the new.

    >>> old, new = "Dat scheelt. Echt waar.", "Nou, dat helpt. Echt waar."
    >>> Alignment(old, new).carry(Span(13, 23))
    Carried(fate=<Fate.SAME: 'same'>, span=Span(start=16, end=26))
    """

    def __init__(self, old: str, new: str) -> None:
        """Align `new` with `old`."""
        self.old, self.new = old, new
        self.blocks = tuple(_joined(_align(old, new)))
        self._starts = [block.old for block in self.blocks]

    def carry(self, span: Span) -> Carried:
        """Return what became of `span`, a span of the old text that is not empty."""
        first = bisect_right(self._starts, span.start) - 1
        if first >= 0:
            block = self.blocks[first]
            shift = block.new - block.old
            if span.end <= block.old + block.size and self._is_supported(span, shift):
                return Carried(Fate.SAME, Span(span.start + shift, span.end + shift))
        return self._moved(span) or self._proposal(span)

    def kept(self, span: Span) -> tuple[Span, ...]:
        """Return the parts of the new text that were within `span` in the old."""
        parts = []
        for block in self.blocks[
            max(0, bisect_right(self._starts, span.start) - 1) : bisect_left(self._starts, span.end)
        ]:
            start, end = max(span.start, block.old), min(span.end, block.old + block.size)
            if start < end:
                parts.append(Span(start + block.new - block.old, end + block.new - block.old))
        return tuple(parts)

    def _is_supported(self, span: Span, shift: int) -> bool:
        """Tell whether the surroundings of `span` came along, on one side at least.

        Single words meet by chance in any two texts; they are the same passage only where what
        stands beside them is, too. Near an end of the text all that is there must have come along.
        """
        if span.end - span.start >= _CERTAIN:
            return True
        before = Span(max(0, span.start - _SURROUNDINGS), span.start)
        after = Span(span.end, min(len(self.old), span.end + _SURROUNDINGS))
        return (self._came_along(before) and (before.end > 0 or span.start + shift == 0)) or (
            self._came_along(after) and (after.start < len(self.old) or span.end + shift == len(self.new))
        )

    def _came_along(self, side: Span) -> bool:
        size = side.end - side.start
        kept = sum(part.end - part.start for part in self.kept(side))
        return kept >= (_ENOUGH * size if size >= _CONTEXT else size)

    def _moved(self, span: Span) -> Carried | None:
        """Find a passage that was cut out and put elsewhere: it or its surroundings must be unmistakable."""
        quote = self.old[span.start : span.end]
        for before, after in ((0, 0), (_CONTEXT, 0), (0, _CONTEXT), (_CONTEXT, _CONTEXT)):
            start, end = max(0, span.start - before), min(len(self.old), span.end + after)
            wanted = self.old[start:end]
            if len(wanted) >= UNMISTAKABLE and self.old.count(wanted) == 1 and self.new.count(wanted) == 1:
                place = self.new.index(wanted) + span.start - start
                return Carried(Fate.SAME, Span(place, place + len(quote)))
        return None

    def _proposal(self, span: Span) -> Carried:
        parts = self.kept(span)
        if any(self.new[part.start : part.end].strip() for part in parts):
            start, end = self._widened(span, parts)
        else:
            start, end = self._gap(span)
        words = self.new[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        return Carried(Fate.CHANGED, Span(start, end)) if start < end else Carried(Fate.LOST, None)

    def _widened(self, span: Span, parts: Sequence[Span]) -> tuple[int, int]:
        """Return the place of the remaining `parts`, with what was put for words at its borders."""
        start, end = parts[0].start, parts[-1].end
        gap_start, gap_end = self._gap(span)
        if not self._stands(span.start):
            start = min(start, gap_start)
        if not self._stands(span.end - 1):
            end = max(end, gap_end)
        return start, end

    def _stands(self, position: int) -> bool:
        """Tell whether the letter at `position` of the old text is there in the new one."""
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self.blocks[number].old + self.blocks[number].size

    def _gap(self, span: Span) -> tuple[int, int]:
        """Return what lies in the new text between the runs before and after `span`."""
        before = [block for block in self.blocks if block.old < span.start]
        after = [block for block in self.blocks if block.old + block.size > span.end]
        start = min(before[-1].new + before[-1].size, before[-1].new + span.start - before[-1].old) if before else 0
        end = max(after[0].new, after[0].new + span.end - after[0].old) if after else len(self.new)
        return start, max(start, end)


def _align(old: str, new: str) -> Iterator[Block]:
    """Yield the equal runs of two texts, in order: by line, then by word."""
    yield from _diff(
        Pieces.of(old, re.compile(r"[^\n]*\n|[^\n]+")),
        Pieces.of(new, re.compile(r"[^\n]*\n|[^\n]+")),
        (1,),
        lambda a, b: _diff(a.cut(_TOKEN), b.cut(_TOKEN), _RUNS, _by_word),
    )


class Pieces(NamedTuple):
    """A stretch of a text in pieces, and where each begins; the last border ends the stretch."""

    text: str
    pieces: list[str]
    borders: list[int]

    @classmethod
    def of(cls, text: str, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Pieces:
        """Cut ``text[start:end]`` by `pattern`, which must match all of it."""
        end = len(text) if end is None else end
        found = list(pattern.finditer(text, start, end))
        return cls(text, [match.group() for match in found], [*(match.start() for match in found), end])

    def cut(self, pattern: re.Pattern[str]) -> Pieces:
        """Cut the same stretch by another pattern."""
        return Pieces.of(self.text, pattern, self.borders[0], self.borders[-1])

    def part(self, start: int, end: int) -> Pieces:
        """Return the pieces from `start` to `end`."""
        return Pieces(self.text, self.pieces[start:end], self.borders[start : end + 1])


def _diff(
    old: Pieces, new: Pieces, runs: Sequence[int], otherwise: Callable[[Pieces, Pieces], Iterator[Block]]
) -> Iterator[Block]:
    """Yield equal runs around the fixed points of `runs` pieces; what lies between goes on to shorter runs."""
    a, b = old.pieces, new.pieces
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    if head:
        yield _block(old, new, 0, 0, head)
    middle_old, middle_new = old.part(head, len(a) - tail), new.part(head, len(b) - tail)
    if middle_old.pieces and middle_new.pieces:
        yield from _between(middle_old, middle_new, runs, otherwise)
    if tail:
        yield _block(old, new, len(a) - tail, len(b) - tail, tail)


def _between(
    old: Pieces, new: Pieces, runs: Sequence[int], otherwise: Callable[[Pieces, Pieces], Iterator[Block]]
) -> Iterator[Block]:
    if not runs:
        yield from otherwise(old, new)
        return
    points = _fixed_points(old.pieces, new.pieces, runs[0])
    if not points:
        yield from _between(old, new, runs[1:], otherwise)
        return
    for (a, b), (next_a, next_b) in pairwise([(0, 0), *points, (len(old.pieces), len(new.pieces))]):
        if a < next_a or b < next_b:
            yield from _diff(old.part(a, next_a), new.part(b, next_b), runs[1:], otherwise)


def _fixed_points(a: Sequence[str], b: Sequence[str], run: int) -> list[tuple[int, int]]:
    """Return the longest rising chain of runs that occur once in both."""
    once_a, once_b = _once(a, run), _once(b, run)
    pairs = sorted((place, once_b[key]) for key, place in once_a.items() if key in once_b)
    return _rising(pairs)


def _once(pieces: Sequence[str], run: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    doubled = set()
    for place in range(len(pieces) - run + 1):
        key = tuple(pieces[place : place + run])
        if key in places:
            doubled.add(key)
        places[key] = place
    return {key: place for key, place in places.items() if key not in doubled and any(piece.strip() for piece in key)}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest subsequence of `pairs`, sorted by the first, whose second numbers rise too."""
    tops: list[int] = []
    top_at: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        height = bisect_left(tops, second)
        before.append(top_at[height - 1] if height else -1)
        if height == len(tops):
            tops.append(second)
            top_at.append(number)
        else:
            tops[height], top_at[height] = second, number
    chain = []
    number = top_at[-1] if top_at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _by_word(old: Pieces, new: Pieces) -> Iterator[Block]:
    if len(old.pieces) * len(new.pieces) > _SMALL:
        return
    for a, b, size in SequenceMatcher(None, old.pieces, new.pieces, autojunk=False).get_matching_blocks():
        if size and any(piece.strip() for piece in old.pieces[a : a + size]):
            yield _block(old, new, a, b, size)


def _block(old: Pieces, new: Pieces, a: int, b: int, size: int) -> Block:
    return Block(old.borders[a], new.borders[b], old.borders[a + size] - old.borders[a])


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join runs that follow each other at once in both texts."""
    last: Block | None = None
    for block in blocks:
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            last = Block(last.old, last.new, last.size + block.size)
        else:
            if last:
                yield last
            last = block
    if last:
        yield last
