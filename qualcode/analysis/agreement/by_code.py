"""The agreement on each code: counts, percent agreement, kappa and alpha with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from qualcode.analysis.agreement.bootstrap import interval_of_draws
from qualcode.analysis.agreement.coefficient import Why
from qualcode.analysis.agreement.doubled import Booleans, Doubled
from qualcode.analysis.agreement.ratings import Floats
from qualcode.analysis.tables import frame_of

CODE_COLUMNS: dict[str, str] = {
    "code": "str",
    "units": "int64",
    "both": "int64",
    "only_first": "int64",
    "only_second": "int64",
    "neither": "int64",
    "prevalence": "Float64",
    "percent": "Float64",
    "jaccard": "Float64",
    "f1": "Float64",
    "kappa": "Float64",
    "kappa_low": "Float64",
    "kappa_high": "Float64",
    "alpha": "Float64",
    "alpha_low": "Float64",
    "alpha_high": "Float64",
    "ac1": "Float64",
    "brennan_prediger": "Float64",
    "undefined": "str",
}


@dataclass(frozen=True)
class CodeCounts:
    """Counts by code on the last axis, from which all figures follow; those of many transcripts add up.

    `tables` (…, pairs, 4, codes) are both, only the first, only the second, neither, for each pair of
    coders; `coincidences` (…, 3, codes) both given, given against not, both not (each weighed by
    1 / (m - 1)); `units` (…, 3, codes) are the units, the sum of their shares of agreeing pairs, and
    of their shares of coders who gave the code.
    """

    tables: Floats
    coincidences: Floats
    units: Floats


def code_counts(found: Doubled) -> CodeCounts:
    """Return the counts of each transcript (transcripts first)."""
    given = found.coded & found.judged
    judges, coders = found.judged.sum(axis=1).astype(float), given.sum(axis=1).astype(float)
    weight = found.weights[:, None] * (judges > 1)
    judged = np.maximum(judges, 1)
    pairs = judged * np.maximum(judges - 1, 1)
    same = coders * (coders - 1) + (judges - coders) * (judges - coders - 1)
    units = np.stack([weight, weight * same / pairs, weight * coders / judged], axis=1)
    return CodeCounts(
        _tables(found, given),
        found.by_transcript(_coincidences(judges, coders, weight)),
        found.by_transcript(units),
    )


def code_alphas(found: Doubled) -> Floats:
    """Return Krippendorff's alpha of each code against its absence (codes, float64); NaN where it is undefined."""
    judges = found.judged.sum(axis=1).astype(float)
    coders = (found.coded & found.judged).sum(axis=1).astype(float)
    return _alphas(_coincidences(judges, coders, found.weights[:, None] * (judges > 1)).sum(axis=0))


def drawn_counts(counts: CodeCounts, times: Floats) -> CodeCounts:
    """Return the counts of draws of transcripts (draws first); `times` is draws × transcripts."""
    return CodeCounts(
        *(np.tensordot(times, part, axes=1) for part in (counts.tables, counts.coincidences, counts.units))
    )


def code_frame(found: Doubled, text: Doubled, times: Floats) -> pd.DataFrame:
    """Return a row a code, with the columns of `CODE_COLUMNS`.

    `found` holds units, `text` the same in characters, on which `jaccard` and `f1` are computed; `times`
    says how often each transcript is drawn in each round, and gives the intervals (none for fewer than
    two transcripts). The four counts are summed over pairs of coders; `prevalence` is the mean share of
    coders who gave a unit the code; `percent` is `agreement_by_unit`; `kappa` the mean over pairs.
    `undefined` says why kappa and alpha are missing, by a `Why`.
    """
    counts = code_counts(found)
    whole = drawn_counts(counts, np.ones((1, len(found.transcripts))))
    drawn = drawn_counts(counts, times) if len(found.transcripts) > 1 else None
    tables = whole.tables[0].sum(axis=0)
    of_text = code_counts(text).tables.sum(axis=(0, 1))
    figures = {name: function(whole)[0] for name, function in _FIGURES.items()}
    limits = {name: _limits(drawn, name, len(found.codes)) for name in ("kappa", "alpha")}
    rows = (
        (
            code,
            int(whole.units[0, 0, at]),
            *(int(count) for count in tables[:, at]),
            *(_known(figures[name][at]) for name in ("prevalence", "percent")),
            *_on_text(of_text[:, at]),
            *(value for name in ("kappa", "alpha") for value in (_known(figures[name][at]), *limits[name][at])),
            *(_known(figures[name][at]) for name in ("ac1", "brennan_prediger")),
            _why(figures, whole, at),
        )
        for at, code in enumerate(found.codes)
    )
    return frame_of(rows, CODE_COLUMNS)


def kappas(counts: CodeCounts) -> Floats:
    """Return the mean over pairs of coders of Cohen's kappa, by code; NaN where that of a pair is undefined."""
    both, first, second, neither = np.moveaxis(counts.tables, -2, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = both + first + second + neither
        observed = (both + neither) / total
        one, other = (both + first) / total, (both + second) / total
        expected = one * other + (1 - one) * (1 - other)
        values = np.where(1 - expected > 1e-12, (observed - expected) / (1 - expected), np.nan)
    mean: Floats = values.mean(axis=-2)
    return mean


def alphas(counts: CodeCounts) -> Floats:
    """Return Krippendorff's alpha for one code against its absence; NaN where it is undefined."""
    return _alphas(counts.coincidences)


def _coincidences(judges: Floats, coders: Floats, weight: Floats) -> Floats:
    """Return the coincidences of each unit: units × 3 × codes."""
    scaled = coders * weight / np.maximum(judges - 1, 1)
    apart = scaled * (judges - coders)
    neither = (judges - coders) * (judges - coders - 1) * weight / np.maximum(judges - 1, 1)
    return np.stack([scaled * (coders - 1), apart, neither], axis=1)


def _alphas(coincidences: Floats) -> Floats:
    given, apart, not_given = np.moveaxis(coincidences, -2, 0)
    one, other = given + apart, not_given + apart
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: Floats = np.where(one * other > 0, 1 - (one + other - 1) * apart / (one * other), np.nan)
    return alpha


def _tables(found: Doubled, given: Booleans) -> Floats:
    """Return the tables of all pairs of coders: transcripts × pairs × 4 × codes."""
    pairs = list(combinations(range(len(found.coders)), 2))
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    tables = np.zeros((len(found.transcripts), len(pairs), 4, len(found.codes)))
    bounds = np.searchsorted(found.transcript, np.arange(len(found.transcripts) + 1))
    for at, (start, end) in enumerate(pairwise(bounds)):
        mine, judged = (part[start:end].transpose(2, 1, 0).astype(float) for part in (given, found.judged))
        weighed = mine * found.weights[start:end]
        both = weighed @ mine.transpose(0, 2, 1)
        one = weighed @ judged.transpose(0, 2, 1)
        total = (judged * found.weights[start:end]) @ judged.transpose(0, 2, 1)
        shared, ours, theirs = both[:, first, second], one[:, first, second], one[:, second, first]
        cases = (shared, ours - shared, theirs - shared, total[:, first, second] - ours - theirs + shared)
        tables[at] = np.stack(cases, axis=1).transpose(2, 1, 0)
    return tables


def _share(counts: CodeCounts, part: int) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = np.where(
            counts.units[..., 0, :] > 0, counts.units[..., part, :] / counts.units[..., 0, :], np.nan
        )
    return share


def _ac1(counts: CodeCounts) -> Floats:
    used = _share(counts, 2)
    chance = 2 * used * (1 - used)
    return (_share(counts, 1) - chance) / (1 - chance)


_FIGURES: dict[str, Callable[[CodeCounts], Floats]] = {
    "prevalence": lambda counts: _share(counts, 2),
    "percent": lambda counts: _share(counts, 1),
    "kappa": kappas,
    "alpha": alphas,
    "ac1": _ac1,
    "brennan_prediger": lambda counts: 2 * _share(counts, 1) - 1,
}


def _limits(drawn: CodeCounts | None, name: str, codes: int) -> list[tuple[float | None, float | None]]:
    if drawn is None:
        return [(None, None)] * codes
    values = _FIGURES[name](drawn)
    return [interval_of_draws(values[:, at]) or (None, None) for at in range(codes)]


def _on_text(table: Floats) -> Iterator[float | None]:
    both, first, second, _ = (float(count) for count in table)
    either = both + first + second
    yield both / either if either else None
    yield 2 * both / (both + either) if either else None


def _why(figures: dict[str, Floats], counts: CodeCounts, at: int) -> str | None:
    if not counts.units[0, 0, at]:
        return str(Why.NO_PAIRS)
    if not np.isnan(figures["alpha"][at]):
        return str(Why.A_PAIR_UNDEFINED) if np.isnan(figures["kappa"][at]) else None
    return str(Why.NO_VARIATION if figures["prevalence"][at] > 0 else Why.NOT_USED)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
