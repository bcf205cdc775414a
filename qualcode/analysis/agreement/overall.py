"""Agreement over all codes together: alpha on sets, and the u-alpha family; of all coders, and of each two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from qualcode.analysis.agreement.bootstrap import interval_of_draws
from qualcode.analysis.agreement.coefficient import Why
from qualcode.analysis.agreement.doubled import Booleans, Doubled
from qualcode.analysis.agreement.ratings import Floats, Integers
from qualcode.analysis.agreement.sets import distances_between
from qualcode.analysis.agreement.unitising import Division, Unitised, drawn_sums, family_values, statistics_of
from qualcode.analysis.tables import frame_of

OVERALL_COLUMNS: dict[str, str] = {
    "measure": "str",
    "code": "str",
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "undefined": "str",
}
PAIR_COLUMNS: dict[str, str] = {
    "first": "str",
    "second": "str",
    "units": "int64",
    "same_codes": "Float64",
    "alpha_masi": "Float64",
    "where": "Float64",
    "what": "Float64",
}
# So many sets of codes are compared with all others at a time, which bounds the memory.
_BLOCK = 2048


class SetCounts(NamedTuple):
    """Of each transcript: observed disagreement, pairable values; and expected disagreement of each two transcripts.

    `observed` and `values` have the shape (transcripts,), `expected` (transcripts, transcripts); float64.
    """

    observed: Floats
    values: Floats
    expected: Floats


def set_counts(found: Doubled, distance: str) -> SetCounts:
    """Return what alpha on sets of codes needs, for rows that two coders or more read for all codes."""
    judged = found.judged_fully & (found.judged_fully.sum(axis=1) > 1)[:, None]
    judges = judged.sum(axis=1)
    scale = found.weights / np.maximum(judges - 1, 1)
    coded = found.coded.astype(np.float32)
    sizes = coded.sum(axis=2).astype(float)
    apart = np.zeros(len(found.weights))
    for one, other in combinations(range(len(found.coders)), 2):
        both = judged[:, one] & judged[:, other]
        shared = np.einsum("ij,ij->i", coded[:, one], coded[:, other]).astype(float)
        apart += 2 * both * distances_between(sizes[:, one], sizes[:, other], shared, distance)
    sets, number = distinct_sets(found.coded)
    used = _used(found, judged, number.reshape(judged.shape), len(sets))
    return SetCounts(
        found.by_transcript(apart * scale), found.by_transcript(found.weights * judges), _expected(used, sets, distance)
    )


def set_alphas(counts: SetCounts, times: Floats) -> Floats:
    """Return alpha on sets for draws of transcripts (`times`: draws × transcripts); NaN where it is undefined."""
    total = times @ counts.values
    expected = np.einsum("rt,tu,ru->r", times, counts.expected, times)
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: Floats = np.where(expected > 1e-12, 1 - (total - 1) * (times @ counts.observed) / expected, np.nan)
    return alpha


def distinct_sets(coded: Booleans) -> tuple[Booleans, Integers]:
    """Return the distinct sets of codes (sets × codes) and the number of each one's set (the shape before codes)."""
    flat = np.ascontiguousarray(np.packbits(coded.reshape(-1, coded.shape[-1]), axis=1))
    keys = flat.view(np.dtype((np.void, flat.shape[1]))).ravel()
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return coded.reshape(-1, coded.shape[-1])[first], number.astype(np.int64)


def unitised_texts(text: Doubled) -> list[Unitised]:
    """Return what the u-alpha family needs to know of each transcript, of the rows that all coders read.

    A unit is a longest stretch to which a coder gave the same codes, and these codes together are its
    value, since the family knows one value a place.
    """
    kept = text.judged_fully.all(axis=1)
    sets, number = distinct_sets(text.coded)
    value = _without_gaps(sets, number).reshape(text.coded.shape[:2])
    codes = tuple(range(1, int(value.max(initial=0)) + 1))
    return [
        statistics_of(codes, [_division(value[rows, coder]) for coder in range(len(text.coders))], text.weights[rows])
        for rows in (np.flatnonzero(kept & (text.transcript == at)) for at in range(len(text.transcripts)))
    ]


def overall_frame(found: Doubled, text: Doubled, codes: pd.DataFrame, times: Floats) -> pd.DataFrame:
    """Return a row a measure over all codes, with the columns of `OVERALL_COLUMNS`.

    ``alpha_masi`` and ``alpha_jaccard`` are alpha on the set of codes of a unit; ``where`` is |uα,
    ``what`` cuα, ``coverage`` the share of the text that cuα rests on, ``u`` uα; ``alpha_lowest``,
    ``alpha_median`` and ``alpha_highest`` are those of the alphas by code in `codes` (see `code_frame`);
    `code` is the one that has the lowest, or highest.
    """
    measures = _measures(found, text, ("masi", "jaccard"))
    once = np.ones((1, len(found.transcripts)))
    several = len(found.transcripts) > 1
    rows: list[tuple[object, ...]] = []
    for name, measure in measures.items():
        value = float(measure(once)[0]) if len(found.transcripts) else np.nan
        low, high = (interval_of_draws(measure(times)) if several else None) or (None, None)
        unknown = np.isnan(value)
        rows.append((name, None, None if unknown else value, low, high, str(_why(found, name)) if unknown else None))
    return frame_of([*rows, *_spread(codes)], OVERALL_COLUMNS)


def _spread(codes: pd.DataFrame) -> list[tuple[object, ...]]:
    alphas = codes.set_index("code")["alpha"].dropna()
    why = None if len(alphas) else str(Why.NO_PAIRS)
    lowest, highest = (alphas.idxmin(), alphas.idxmax()) if len(alphas) else (None, None)
    return [
        ("alpha_lowest", lowest, alphas.min(), None, None, why),
        ("alpha_median", None, alphas.median(), None, None, why),
        ("alpha_highest", highest, alphas.max(), None, None, why),
    ]


def pair_frame(found: Doubled, text: Doubled) -> pd.DataFrame:
    """Return a row for each two coders, with the columns of `PAIR_COLUMNS`.

    `units` are those that both read; `same_codes` is the share of them with exactly the same codes.
    """
    return frame_of((_pair_row(found, text, pair) for pair in combinations(range(len(found.coders)), 2)), PAIR_COLUMNS)


def of_pair(found: Doubled, pair: tuple[int, int]) -> Doubled:
    """Return what two of the coders both read."""
    both = np.logical_and.reduce(found.judged[:, pair].any(axis=2), axis=1)
    rows = np.flatnonzero(both)
    used = np.unique(found.transcript[rows])
    return replace(
        found,
        coders=tuple(found.coders[at] for at in pair),
        transcripts=tuple(found.transcripts[at] for at in used),
        transcript=np.searchsorted(used, found.transcript[rows]).astype(np.int64),
        places=[found.places[int(row)] for row in rows] if len(found.places) else [],
        weights=found.weights[rows],
        coded=found.coded[rows][:, pair],
        judged=found.judged[rows][:, pair],
    )


def _pair_row(found: Doubled, text: Doubled, pair: tuple[int, int]) -> tuple[object, ...]:
    mine, of_text = of_pair(found, pair), of_pair(text, pair)
    units = float(mine.weights.sum())
    equal = ~np.logical_xor(mine.coded[:, 0], mine.coded[:, 1]).any(axis=1)
    same = float(mine.weights @ equal) / units if units else None
    measures = _measures(mine, of_text, ("masi",))
    once = np.ones((1, len(mine.transcripts)))
    values = [float(measures[name](once)[0]) if units else np.nan for name in ("alpha_masi", "where", "what")]
    return (*mine.coders, int(units), same, *(None if np.isnan(value) else value for value in values))


def _measures(found: Doubled, text: Doubled, distances: Sequence[str]) -> Mapping[str, Callable[[Floats], Floats]]:
    texts = unitised_texts(text)
    named = {"u": 0, "where": 1, "what": 2, "coverage": 3}

    def of_sets(distance: str) -> Callable[[Floats], Floats]:
        counts = set_counts(found, distance)
        return lambda times: set_alphas(counts, times)

    def of_text(at: int) -> Callable[[Floats], Floats]:
        return lambda times: family_values(drawn_sums(texts, times))[at]

    return {f"alpha_{name}": of_sets(name) for name in distances} | {name: of_text(at) for name, at in named.items()}


def _why(found: Doubled, measure: str) -> Why:
    judged = found.judged_fully.sum(axis=1) > 1
    if not judged.any():
        return Why.NO_PAIRS
    if not found.coded[judged].any():
        return Why.NOT_USED
    return Why.NO_OVERLAP if measure == "what" else Why.NO_VARIATION


def _used(found: Doubled, judged: Booleans, number: Integers, sets: int) -> Floats:
    """Return how often each set was given in each transcript: transcripts × sets, float64."""
    coder = np.nonzero(judged)
    flat = found.transcript[coder[0]] * sets + number[coder]
    counts: Floats = np.bincount(flat, found.weights[coder[0]], len(found.transcripts) * sets).astype(float)
    return counts.reshape(len(found.transcripts), sets)


def _expected(used: Floats, sets: Booleans, distance: str) -> Floats:
    """Return the distance of all sets of one transcript to all of another, summed: transcripts × transcripts.

    Two sets that share no code are at distance 1, unless both are empty, so that only those that share one
    need be looked at.
    """
    from scipy.sparse import csr_matrix

    members = csr_matrix(sets.astype(np.float64))
    sizes = sets.sum(axis=1)
    steps = np.arange(int(sizes.max(initial=0)) + 1, dtype=float)
    # How alike two sets are depends on their sizes and on how many codes they share, so that it is looked up.
    alike = 1 - distances_between(steps[:, None, None], steps[None, :, None], steps[None, None, :], distance).ravel()
    total = np.outer(used.sum(axis=1), used.sum(axis=1))
    empty = used[:, sizes == 0].sum(axis=1)
    total -= np.outer(empty, empty)
    for start in range(0, len(sets), _BLOCK):
        block = slice(start, start + _BLOCK)
        shared = members[block] @ members.T
        place = sizes[shared.indices]
        place += np.repeat(sizes[block] * len(steps), np.diff(shared.indptr))
        place *= len(steps)
        place += shared.data.astype(np.int64)
        looked_up = csr_matrix((alike[place], shared.indices, shared.indptr), shape=shared.shape)
        total -= used[:, block] @ (looked_up @ used.T)
    return total


def _without_gaps(sets: Booleans, number: Integers) -> Integers:
    """Return the numbers of the sets, counted from 1, with 0 for the empty one."""
    empty = ~sets.any(axis=1)
    counted: Integers = np.cumsum(~empty).astype(np.int64)
    return np.where(empty, 0, counted)[number]


def _division(value: Integers) -> Division:
    """Return a coder's division, given the value of each piece: a unit ends where the value changes."""
    begins = np.concatenate([[True], value[1:] != value[:-1]]) if len(value) else np.zeros(0, dtype=bool)
    opened = begins & (value > 0)
    unit = np.where(value > 0, np.cumsum(opened), 0).astype(np.int64)
    return Division(value, unit, np.concatenate([[0], value[opened]]).astype(np.int64))
