"""The older α_U of Krippendorff (1995, 2004), superseded in 2016; here so that older reports can be checked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.analysis.agreement.coefficient import Coefficient, Why, one_minus
from qualcode.analysis.agreement.unitising import Spans

_Piece = tuple[int, int, bool]


@dataclass(frozen=True)
class OlderAlpha:
    """α_U: over all codes, and by code with its observed and expected disagreement."""

    overall: Coefficient
    by_code: Mapping[Hashable, tuple[Coefficient, float, float]]


def alpha_u_2004(spans: Spans, length: int, begin: int = 0) -> OlderAlpha:
    """Return α_U of coders' spans: by coder triples of start, end (exclusive) and code; codes may overlap.

    Disagreement of two units that overlap is the sum of the squared differences of their ends, that of a
    unit within a gap its squared length. Krippendorff (2004), Content Analysis, 2nd ed., 251-256. Use
    `qualcode.analysis.agreement.unitising` for anything new.
    """
    taken = {coder: list(found) for coder, found in spans.items()}
    codes = dict.fromkeys(span[2] for found in taken.values() for span in found)
    by_code: dict[Hashable, tuple[Coefficient, float, float]] = {}
    for code in codes:
        pieces = [
            _pieces([span[:2] for span in found if span[2] == code], begin, begin + length) for found in taken.values()
        ]
        observed, expected = _observed(pieces, length), _expected(pieces, length)
        by_code[code] = (one_minus(observed, expected, Why.NO_VARIATION), observed, expected)
    observed = sum(apart for _, apart, _ in by_code.values())
    expected = sum(by_chance for _, _, by_chance in by_code.values())
    return OlderAlpha(one_minus(observed, expected, Why.NO_VARIATION), by_code)


def _pieces(spans: Sequence[tuple[int, int]], begin: int, end: int) -> list[_Piece]:
    """Return units and the gaps between them, in order."""
    pieces: list[_Piece] = []
    position = begin
    for start, stop in sorted(spans):
        if start > position:
            pieces.append((position, start, False))
        pieces.append((start, stop, True))
        position = stop
    return [*pieces, (position, end, False)] if position < end else pieces


def _observed(pieces: Sequence[Sequence[_Piece]], length: int) -> float:
    total = sum(
        _difference(one, other)
        for number, mine in enumerate(pieces)
        for also, theirs in enumerate(pieces)
        if number != also
        for one in mine
        for other in theirs
    )
    coders = len(pieces)
    return total / (coders * (coders - 1) * length**2) if coders > 1 else 0.0


def _difference(one: _Piece, other: _Piece) -> int:
    if one[2] and other[2]:
        meet = min(one[1], other[1]) > max(one[0], other[0])
        return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 if meet else 0
    if one[2] == other[2]:
        return 0
    unit, gap = (one, other) if one[2] else (other, one)
    return (unit[1] - unit[0]) ** 2 if gap[0] <= unit[0] and unit[1] <= gap[1] else 0


def _expected(pieces: Sequence[Sequence[_Piece]], length: int) -> float:
    units = [end - start for found in pieces for start, end, is_unit in found if is_unit]
    gaps = [end - start for found in pieces for start, end, is_unit in found if not is_unit]
    total = sum(
        (len(units) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
        + unit**2 * sum(gap - unit + 1 for gap in gaps if gap >= unit)
        for unit in units
    )
    all_of_it = len(pieces) * length
    apart = all_of_it * (all_of_it - 1) - sum(unit * (unit - 1) for unit in units)
    return 2 / length * total / apart if apart else 0.0
