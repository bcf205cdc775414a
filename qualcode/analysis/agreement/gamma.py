"""γ of Mathet, Widlöcher & Métivier: the units of all coders are aligned at best, and what remains is counted.

Sources: Mathet, Widlöcher & Métivier (2015), The unified and holistic method gamma (γ) for inter-annotator
agreement measure and alignment, Computational Linguistics 41, 437-479; for γcat and γk Mathet (2017), The
agreement measure γcat, a complement to γ focused on categorization of a continuum, the same 43, 661-681. The
alignment is found exactly, by integer programming with SciPy; expected disorder is drawn at random, so that γ
is known to about .02 only.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np

from qualcode.analysis.agreement.coefficient import Coefficient, Why, one_minus
from qualcode.analysis.agreement.ratings import Floats
from qualcode.analysis.agreement.unitising import Spans
from qualcode.errors import QualcodeError, check_value

_Unit = tuple[float, float, Hashable]
_Coders = list[list[_Unit]]
CHANCES = ("statistical", "shuffled")
# Groups that are looked at; beyond that neither memory nor patience suffices.
MOST_GROUPS = 2_000_000


@dataclass(frozen=True)
class Weights:
    """How much place (`alpha`) and code (`beta`) weigh, and what a unit costs that has no counterpart."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0


@dataclass(frozen=True)
class Alignment:
    """The best alignment: its disorder, and its groups of units, one of each coder or None."""

    disorder: float
    groups: tuple[tuple[_Unit | None, ...], ...]


@dataclass(frozen=True)
class Gamma:
    """γ, with the disorder that was observed and the one that is expected by chance.

    `cat` is γcat, on the codes alone: aligned units count the more, the better their places match, and a
    unit without counterpart does not count (pygamma-agreement 0.5.9 counts it as another code, and finds
    less). `by_code` is γk, the same for the pairs of units of which one has that code.
    """

    gamma: Coefficient
    observed: float
    expected: float
    alignment: Alignment
    cat: Coefficient
    by_code: Mapping[Hashable, Coefficient]


def positional_dissimilarity(one: tuple[float, float], other: tuple[float, float], empty: float = 1.0) -> float:
    """Return ((|start - start'| + |end - end'|) / (length + length'))² · Δ∅, eq. 4.

    >>> positional_dissimilarity((4, 14), (14, 24))
    1.0
    """
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return float((apart / (one[1] - one[0] + other[1] - other[0])) ** 2 * empty)


def gamma(
    spans: Spans, *, weights: Weights | None = None, chance: str = "statistical", samples: int = 30, seed: int = 1
) -> Gamma:
    """Return γ = 1 - observed disorder / expected disorder of coders' spans (start, end exclusive, code).

    Expected disorder is the mean over `samples` texts that chance coded. "shuffled": each coder's units
    are those of a coder drawn at random, shifted by a random length around the text (section 5.2).
    "statistical": number, length, distance and code of the units are drawn as they are distributed over
    all coders, which is the default of pygamma-agreement. The two differ by a few hundredths. Raises
    `UnknownValueError` for another `chance`, and what `best_alignment` raises.
    """
    check_value("chance", chance, CHANCES)
    taken = _taken(spans)
    chosen = weights or Weights()
    best = _align(taken, chosen)
    draw = {"statistical": _statistical, "shuffled": _shuffled}[chance]
    dice = np.random.default_rng(seed)
    drawn = [_align(draw(taken, dice), chosen) for _ in range(samples)]
    expected = float(np.mean([found.disorder for found in drawn]))
    codes = dict.fromkeys(unit[2] for found in taken for unit in found)
    return Gamma(
        one_minus(best.disorder, expected, Why.NO_VARIATION),
        best.disorder,
        expected,
        best,
        _of_codes(best, drawn, chosen),
        {code: _of_codes(best, drawn, chosen, code) for code in codes},
    )


def best_alignment(spans: Spans, weights: Weights | None = None) -> Alignment:
    """Return the alignment of least disorder: every unit is in one group, with at most one of each coder.

    The disorder is the sum over groups of the mean dissimilarity of their pairs, divided by the mean
    number of units a coder. Raises `QualcodeError` for fewer than two coders, for a text without units,
    and for one that is too large; take a transcript at a time.
    """
    return _align(_taken(spans), weights or Weights())


_ANY = object()


def _of_codes(best: Alignment, drawn: Sequence[Alignment], weights: Weights, code: Hashable = _ANY) -> Coefficient:
    """Return γcat, or γk of one code: undefined where no two units are aligned, or chance gives no disorder."""
    observed = _code_disorder(best, weights, code)
    by_chance = [found for found in (_code_disorder(item, weights, code) for item in drawn) if found is not None]
    if observed is None or not by_chance:
        return Coefficient(None, Why.NO_OVERLAP)
    return one_minus(observed, float(np.mean(by_chance)), Why.NO_VARIATION)


def _code_disorder(alignment: Alignment, weights: Weights, code: Hashable) -> float | None:
    """Return the share of aligned pairs that differ in code, each weighed by how well the places match."""
    apart = total = 0.0
    for group in alignment.groups:
        units = [unit for unit in group if unit is not None]
        for one, other in combinations(units, 2):
            if code is _ANY or code in (one[2], other[2]):
                place = weights.alpha * positional_dissimilarity(one[:2], other[:2])
                sure = max(0.0, 1 - place) / (len(units) - 1)
                total += sure
                apart += sure * (one[2] != other[2])
    return apart / total if total else None


def _taken(spans: Spans) -> _Coders:
    taken = [
        sorted(((float(a), float(b), code) for a, b, code in found), key=lambda unit: unit[:2])
        for found in spans.values()
    ]
    if len(taken) < 2 or not any(taken):
        raise QualcodeError("γ compares the passages of two coders or more, and some must be coded.")
    return taken


def _align(taken: _Coders, weights: Weights) -> Alignment:
    groups, costs = _groups(taken, weights)
    chosen = _cheapest(groups, costs, [len(found) for found in taken])
    units = sum(len(found) for found in taken)
    named = tuple(
        tuple(taken[coder][at] if at < len(taken[coder]) else None for coder, at in enumerate(groups[number]))
        for number in chosen
    )
    return Alignment(float(costs[chosen].sum() / (units / len(taken))), named)


def _groups(taken: _Coders, weights: Weights) -> tuple[list[tuple[int, ...]], Floats]:
    """Return the groups that can be part of a best alignment, with their cost; a coder's last position is no unit.

    A group that costs more than its units alone would is never chosen.
    """
    size = int(np.prod([len(found) + 1 for found in taken]))
    if size > MOST_GROUPS:
        raise QualcodeError(
            f"γ would have to look at {size:,} groups of units. Take one transcript, or fewer coders, at a time."
        )
    pairs = list(combinations(range(len(taken)), 2))
    tables = {pair: _dissimilarities(taken[pair[0]], taken[pair[1]], weights) for pair in pairs}
    shape = [len(found) + 1 for found in taken]
    grid = np.indices(shape).reshape(len(taken), -1)
    costs = sum((tables[pair][grid[pair[0]], grid[pair[1]]] for pair in pairs), np.zeros(grid.shape[1])) / len(pairs)
    kept = costs <= len(taken) * weights.empty + 1e-9
    kept[-1] = False
    return [tuple(int(at) for at in column) for column in grid[:, kept].T], costs[kept]


def _dissimilarities(mine: Sequence[_Unit], theirs: Sequence[_Unit], weights: Weights) -> Floats:
    table = np.full((len(mine) + 1, len(theirs) + 1), weights.empty)
    for (row, one), (column, other) in product(enumerate(mine), enumerate(theirs)):
        place = positional_dissimilarity(one[:2], other[:2], weights.empty)
        table[row, column] = weights.alpha * place + weights.beta * (one[2] != other[2]) * weights.empty
    return table


def _cheapest(groups: Sequence[tuple[int, ...]], costs: Floats, sizes: Sequence[int]) -> list[int]:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    first = np.concatenate([[0], np.cumsum(sizes)])
    cells = [
        (int(first[coder]) + at, number)
        for number, group in enumerate(groups)
        for coder, at in enumerate(group)
        if at < sizes[coder]
    ]
    rows, columns = zip(*cells, strict=True)
    holds = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(int(first[-1]), len(groups)))
    once = LinearConstraint(holds, 1, 1)
    # Of equally good alignments the one with the fewest groups is taken.
    found = milp(costs + 1e-6, constraints=once, integrality=np.ones(len(groups)), bounds=Bounds(0, 1))
    return [int(number) for number in np.flatnonzero(found.x > 0.5)]


def _shuffled(taken: _Coders, dice: np.random.Generator) -> _Coders:
    """Return a text as chance would code it; two coders' shifts are at least half a mean unit apart where they can be."""
    units = [unit for found in taken for unit in found]
    edges = min(unit[0] for unit in units), max(unit[1] for unit in units)
    least = float(np.mean([end - start for start, end, _ in units])) / 2
    shifts: list[float] = []
    for _ in taken:
        tried = [float(dice.uniform(0, edges[1] - edges[0])) for _ in range(20)]
        free = [shift for shift in tried if all(abs(shift - other) >= least for other in shifts)]
        shifts.append((free or tried)[0])
    used = [found for found in taken if found]
    return [_shifted(used[int(dice.integers(len(used)))], shift, edges) for shift in shifts]


def _shifted(units: Sequence[_Unit], shift: float, edges: tuple[float, float]) -> list[_Unit]:
    around = edges[1] - edges[0]
    moved = [(start + shift, end + shift, code) for start, end, code in units]
    return [
        (start - around, end - around, code) if start > edges[1] else (start, end, code) for start, end, code in moved
    ]


def _statistical(taken: _Coders, dice: np.random.Generator) -> _Coders:
    """Return a text as chance would code it, by means and standard deviations of numbers, lengths and gaps."""
    numbers = [len(found) for found in taken]
    units = [unit for found in taken for unit in found]
    lengths = [end - start for start, end, _ in units]
    gaps = [one[0] - other[1] for found in taken for other, one in pairwise(found)]
    gaps += [found[0][0] for found in taken if found and found[0][0] > 0]

    def drawn(values: Sequence[float]) -> float:
        return float(dice.normal(np.mean(values or [0.0]), np.std(values or [0.0])))

    coded: _Coders = []
    for _ in taken:
        end, mine = 0.0, list[_Unit]()
        for _ in range(max(1, int(drawn(numbers)))):
            start = end + drawn(gaps)
            end = start + max(abs(drawn(lengths)), 1e-6)
            mine.append((start, end, units[int(dice.integers(len(units)))][2]))
        coded.append(mine)
    return coded
