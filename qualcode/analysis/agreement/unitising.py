"""Agreement on passages that coders choose themselves: the u-alpha family of Krippendorff and others (2016).

A continuum (a text) of length L is divided by each of m coders into units with a code and gaps between
them; the units of one coder do not overlap. All figures come from how much of the text two coders gave
which codes: uα looks at all of it, |uα at coded or not (where), cuα at the codes where both coded (what),
(k)uα at one code. None sees whether a passage was coded in one piece or in several with one code.

Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347-2364.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, one_minus
from qualcode.analysis.agreement.ratings import Floats, Integers
from qualcode.errors import QualcodeError

CodedSpan = tuple[int, int, Hashable]
Spans = Mapping[str, Iterable[CodedSpan]]


@dataclass(frozen=True)
class Unitised:
    """What the family needs to know of a text; that of several texts is the sum over them.

    All are float64 with codes on the last axis, the gap between units first: `agreed` is the length
    that two coders gave the same code, `given` the length with that code (each coder's, pairable),
    `with_gap` the part of it where the other coder has a gap, `itself` the sum of squared lengths of
    units (of a gap: its length), which is what cannot be paired with itself, and `shared` the sum, over
    units and the other coders, of (shared length)² / (m - 1).
    """

    codes: tuple[Hashable, ...]
    agreed: Floats
    given: Floats
    with_gap: Floats
    itself: Floats
    shared: Floats


@dataclass(frozen=True)
class Family:
    """The figures of the family; `coverage` is the share of the text where both coded, on which `cu` rests.

    `by_code` holds of each code (k)uα and the share of its own length that this rests on.
    """

    u: Coefficient
    where: Coefficient
    what: Coefficient
    coverage: float
    by_code: Mapping[Hashable, tuple[Coefficient, float]]


def u_alpha_family(spans: Spans, length: int, begin: int = 0) -> Family:
    """Return uα, |uα, cuα and (k)uα of coders' spans: by coder triples of start, end (exclusive) and code.

    The text runs from `begin` over `length`. Raises `QualcodeError` where spans of one coder
    overlap, or lie outside the text.

    >>> family = u_alpha_family({"anna": [(0, 10, "vve")], "bram": [(0, 8, "vve")]}, 100)
    >>> round(family.where.value, 3), family.what.why
    (0.879, <Why.ONE_CODE: 'one_code'>)
    """
    return family_of(unitised(spans, length, begin))


def unitised(spans: Spans, length: int, begin: int = 0, codes: Sequence[Hashable] | None = None) -> Unitised:
    """Return what the family needs to know of one text; `codes` fixes the codes and their order."""
    taken = {coder: sorted(found, key=lambda span: span[:2]) for coder, found in spans.items()}
    for coder, found in taken.items():
        _check(coder, found, begin, begin + length)
    known = tuple(dict.fromkeys(span[2] for found in taken.values() for span in found) if codes is None else codes)
    numbers = {code: number for number, code in enumerate(known, start=1)}
    cuts = np.array(
        sorted({begin, begin + length, *(at for found in taken.values() for span in found for at in span[:2])})
    )
    lengths = np.diff(cuts).astype(float)
    placed = [_placed(found, cuts, numbers) for found in taken.values()]
    return statistics_of(known, placed, lengths)


def family_of(found: Unitised) -> Family:
    """Return the figures of one text, or of several summed."""
    sums = sums_of(found)
    u, where, what, coverage = (float(value) for value in family_values(sums))
    why = Why.ONE_CODE if sums.pairable else Why.NO_OVERLAP
    by_code = {code: _of_code(found, sums, at) for at, code in enumerate(found.codes, start=1)}
    return Family(
        _defined(u, Why.NO_VARIATION), _defined(where, Why.NO_VARIATION), _defined(what, why), coverage, by_code
    )


@dataclass(frozen=True)
class FamilySums:
    """Sums over the codes of a `Unitised`, from which uα, |uα and cuα follow; float64 of any one shape.

    `squares` and `pairable_squares` are sums of squares over the codes, the others plain sums; `gap` and
    `gap_agreed` are those of the gap alone, `pairable` is what both coded.
    """

    given: Floats
    agreed: Floats
    squares: Floats
    itself: Floats
    gap: Floats
    gap_agreed: Floats
    pairable: Floats
    pairable_squares: Floats
    shared: Floats


def sums_of(found: Unitised) -> FamilySums:
    """Return the sums of one text."""
    pairable = found.given[1:] - found.with_gap[1:]
    parts = (
        *(found.given.sum(), found.agreed.sum(), found.given @ found.given, found.itself.sum()),
        *(found.given[0], found.agreed[0], pairable.sum(), pairable @ pairable, found.shared[1:].sum()),
    )
    return FamilySums(*(np.asarray(part) for part in parts))


def drawn_sums(texts: Sequence[Unitised], times: Floats) -> FamilySums:
    """Return the sums over draws of texts, each as often as `times` (draws × texts) says: draws, float64."""
    sums = [sums_of(text) for text in texts]
    given = np.stack([text.given for text in texts])
    pairable = (given - np.stack([text.with_gap for text in texts]))[:, 1:]

    def drawn(name: str) -> Floats:
        total: Floats = times @ np.array([float(getattr(item, name)) for item in sums])
        return total

    def squared(values: Floats) -> Floats:
        products: Floats = np.einsum("rt,tu,ru->r", times, values @ values.T, times)
        return products

    return FamilySums(
        *(drawn("given"), drawn("agreed"), squared(given), drawn("itself")),
        *(drawn("gap"), drawn("gap_agreed"), drawn("pairable"), squared(pairable), drawn("shared")),
    )


def family_values(sums: FamilySums) -> tuple[Floats, Floats, Floats, Floats]:
    """Return uα, |uα, cuα and the coverage, in the shape of the sums; NaN where one is undefined.

    Expected lengths are e_ck = l (l_c l_k - [c = k] itself_c) / (l² - sum of itself), eq. 4; for cuα
    l runs over what both coded, and what is shared takes the place of itself, eq. 10.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = sums.given / (sums.given**2 - sums.itself)
        u = _one_minus(sums.given - sums.agreed, sums.given - scale * (sums.squares - sums.itself))
        where = _one_minus(sums.gap - sums.gap_agreed, scale * sums.gap * (sums.given - sums.gap))
        within = _scale(sums)
        same = (sums.pairable_squares - sums.shared) / within
        what = _one_minus(sums.pairable - (sums.agreed - sums.gap_agreed), sums.pairable - same)
        return u, where, what, np.where(sums.given > 0, sums.pairable / sums.given, 0.0)


def _scale(sums: FamilySums) -> Floats:
    scale: Floats = np.asarray(sums.pairable - sums.shared / np.where(sums.pairable > 0, sums.pairable, np.nan))
    return scale


def _one_minus(observed: Floats, expected: Floats) -> Floats:
    """Return 1 - observed / expected, NaN where nothing is expected."""
    part: Floats = np.where(np.abs(expected) > 1e-9, 1 - np.asarray(observed) / expected, np.nan)
    return part


def _defined(value: float, why: Why) -> Coefficient:
    return Coefficient(None, why) if np.isnan(value) else Coefficient(value)


def _of_code(found: Unitised, sums: FamilySums, at: int) -> tuple[Coefficient, float]:
    """Return (k)uα = 1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk), eq. 13b, and its coverage."""
    given = float(found.given[at])
    pairable = given - float(found.with_gap[at])
    coverage = pairable / given if given else 0.0
    if not pairable:
        return Coefficient(None, Why.NO_OVERLAP), coverage
    own, within = float(found.shared[at]), float(_scale(sums))
    if not within:
        return Coefficient(None, Why.ONE_CODE), coverage
    margin, same = (pairable * float(sums.pairable) - own) / within, (pairable**2 - own) / within
    missed = margin * (pairable - float(found.agreed[at]))
    return one_minus(missed, pairable * (margin - same), Why.ONE_CODE), coverage


def _check(coder: str, spans: Sequence[CodedSpan], begin: int, end: int) -> None:
    for number, (start, stop, code) in enumerate(spans):
        if not begin <= start < stop <= end:
            raise QualcodeError(f"{coder}: the span {start}–{stop} ({code}) does not lie in {begin}–{end}.")
        if number and spans[number - 1][1] > start:
            raise QualcodeError(
                f"{coder}: spans overlap at {start} ({spans[number - 1][2]}, {code}). The u-alpha family needs one code a "
                "place; take the set of codes that hold there, or one code at a time."
            )


@dataclass(frozen=True)
class Division:
    """One coder's division of a text, at the pieces between the cuts of all coders.

    `code` and `unit` (pieces, int64) are the number of the code and of the unit that a piece is part of,
    0 for a gap; `unit_codes` (units + 1, int64) is the code of each unit.
    """

    code: Integers
    unit: Integers
    unit_codes: Integers


def _placed(spans: Sequence[CodedSpan], cuts: Integers, numbers: Mapping[Hashable, int]) -> Division:
    codes = np.zeros(len(cuts) - 1, dtype=np.int64)
    units = np.zeros(len(cuts) - 1, dtype=np.int64)
    starts = np.searchsorted(cuts, [span[0] for span in spans])
    ends = np.searchsorted(cuts, [span[1] for span in spans])
    for number, (first, last, span) in enumerate(zip(starts, ends, spans, strict=True), start=1):
        codes[first:last], units[first:last] = numbers[span[2]], number
    return Division(codes, units, np.array([0, *(numbers[span[2]] for span in spans)], dtype=np.int64))


def statistics_of(codes: tuple[Hashable, ...], placed: Sequence[Division], lengths: Floats) -> Unitised:
    """Return what the family needs to know of the coders' divisions of one text into pieces of these `lengths`."""
    size = len(codes) + 1
    agreed, given, with_gap, itself, shared = (np.zeros(size) for _ in range(5))
    others = max(len(placed) - 1, 1)
    for one in placed:
        of_units = np.bincount(one.unit, lengths, len(one.unit_codes))
        itself += np.bincount(one.unit_codes[1:], of_units[1:] ** 2, size)
        itself[0] += of_units[0]
        for other in placed:
            if other is one:
                continue
            given += np.bincount(one.code, lengths, size) / others
            same, gap = one.code == other.code, other.code == 0
            agreed += np.bincount(one.code[same], lengths[same], size) / others
            with_gap += np.bincount(one.code[gap], lengths[gap], size) / others
            common = np.bincount(one.unit[~gap], lengths[~gap], len(one.unit_codes))
            shared += np.bincount(one.unit_codes[1:], common[1:] ** 2, size) / others
    return Unitised(codes, agreed, given, with_gap, itself, shared)
