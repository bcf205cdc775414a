"""One entry of the file of published examples to the figure that the package gives for it.

``compute(entry)`` takes an entry as it stands in ``agreement/shared.json``, without what is expected
of it, and returns a number, a dict of numbers, or None where the figure is undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement.alpha import krippendorff_alpha
from qualcode.analysis.agreement.bootstrap import alpha_interval
from qualcode.analysis.agreement.coefficient import Coefficient
from qualcode.analysis.agreement.gamma import Weights, gamma, positional_dissimilarity
from qualcode.analysis.agreement.nominal import (
    brennan_prediger,
    cohen_kappa,
    cohen_kappa_se,
    fleiss_kappa,
    fleiss_kappa_by_category,
    gwet_ac1,
    mean_pairwise_kappa,
    scott_pi,
)
from qualcode.analysis.agreement.overlap import overlap_of_counts
from qualcode.analysis.agreement.percent import (
    agreement_by_coders,
    agreement_by_pair,
    agreement_by_unit,
    agreement_by_value,
    all_equal,
)
from qualcode.analysis.agreement.ratings import Ratings, ratings, ratings_of_counts
from qualcode.analysis.agreement.sets import masi_distance, multi_valued_alpha, set_alpha
from qualcode.analysis.agreement.unitising import u_alpha_family
from qualcode.analysis.agreement.unitising_2004 import alpha_u_2004
from qualcode.analysis.agreement.weighted import gwet_ac2, weighted_kappa
from qualcode.analysis.cooccurrence import c_coefficient, passages_together
from qualcode.analysis.saturation import growth, saturation_of_counts

Entry = Mapping[str, Any]


def compute(entry: Entry) -> Any:
    """Return what the package computes for an entry: a number, a dict, or None where it is undefined."""
    options: Mapping[str, Any] = entry.get("options") or {}
    return _COMPUTE[entry["coefficient"]](entry["data"], options)


def _judgements(data: Entry, options: Entry) -> Ratings:
    """Return the judgements of an entry, with as many categories as its codebook has (q)."""
    if data["format"] == "confusion":
        return ratings_of_counts(data["counts"], data["categories"])
    found = ratings(data["values"], options.get("categories") or options.get("domain"))
    missing = int(options.get("q", 0)) - len(found.categories)
    if missing <= 0:
        return found
    whole = _whole_range(found, missing)
    if whole is not None:
        return ratings(data["values"], whole)
    return Ratings(
        found.numbers, (*found.categories, *(f"unused {number}" for number in range(missing))), found.weights
    )


def _whole_range(found: Ratings, missing: int) -> range | None:
    """Return the whole numbers that a scale runs over, where those that occur leave as many out as are missing."""
    used = [category for category in found.categories if isinstance(category, int)]
    whole = range(min(used, default=0), max(used, default=-1) + 1)
    return whole if used and len(used) == len(found.categories) == len(whole) - missing else None


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with None for what is missing."""
    return frame.astype(object).where(frame.notna(), None)


def _of_ratings(function: Callable[[Ratings], Coefficient]) -> Callable[[Entry, Entry], float | None]:
    return lambda data, options: function(_judgements(data, options)).value


def _weights(options: Entry, categories: tuple[Any, ...]) -> Any:
    """Return the name of a scheme of weights, or the table that a distance in words stands for."""
    distance = options.get("distance")
    if distance is None:
        return options.get("weights") or "identity"
    special = {key.removeprefix("pair involving "): value for key, value in distance.items() if key.startswith("pair")}
    table = np.full((len(categories), len(categories)), float(distance["else"]))
    for number, category in enumerate(categories):
        if category in special:
            table[number, :] = table[:, number] = special[category]
    np.fill_diagonal(table, distance["equal"])
    return 1 - table


def _weighted(data: Entry, options: Entry) -> float | None:
    found = _judgements(data, options)
    return weighted_kappa(found, _weights(options, found.categories)).value


def _cohen(data: Entry, options: Entry) -> float | None:
    return _weighted(data, options) if options.get("weights") else cohen_kappa(_judgements(data, options)).value


def _percent(data: Entry, options: Entry) -> dict[str, float | None]:
    found = _judgements(data, options)
    return {
        "unit_mean": agreement_by_unit(found).value,
        "value_weighted(1-Do)": agreement_by_value(found).value,
        "pair_pooled": agreement_by_pair(found).value,
        "coder_pair_mean": agreement_by_coders(found).value,
    }


def _all_equal(data: Entry, options: Entry) -> dict[str, float | None]:
    found = _judgements(data, options)
    shares = {str(step): all_equal(found, step).value for step in options.get("tolerance", [0])}
    return {step: None if share is None else 100 * share for step, share in shares.items()}


def _interval(data: Entry, options: Entry) -> dict[str, Any]:
    found = _judgements(data, options)
    level, sure = options.get("level", "nominal"), options.get("conf", 0.95)
    return {
        method: alpha_interval(found, level, method=method, rounds=5000, confidence=sure)
        for method in ("krippendorff", "unit")
    }


def _family(data: Entry, options: Entry) -> dict[str, Any]:
    found = u_alpha_family(_spans(data), data["length"], data.get("begin", 0))
    return {
        "u": found.u.value,
        "|u": found.where.value,
        "cu": found.what.value,
        "coverage": found.coverage,
        "(k)u": {str(code): [figure.value, share] for code, (figure, share) in found.by_code.items()},
    }


def _older(data: Entry, options: Entry) -> dict[str, Any]:
    found = alpha_u_2004(_spans(data), data["length"], data.get("begin", 0))
    by_code = {
        str(code): {"Do": observed, "De": expected, "alpha": figure.value}
        for code, (figure, observed, expected) in found.by_code.items()
    }
    return {**by_code, "all": found.overall.value}


def _gamma(data: Entry, options: Entry) -> dict[str, Any]:
    weights = Weights(
        float(options.get("alpha", 1)),
        float(options.get("beta", 1)),
        float(options.get("delta_empty", options.get("deltaEmpty", 1))),
    )
    found = gamma(_spans(data), weights=weights, samples=max(100, int(options.get("n_samples", 30))))
    return {
        "best_alignment_disorder": found.observed,
        "n_unitary_alignments": len(found.alignment.groups),
        "gamma": found.gamma.value,
        "gamma_one_run": found.gamma.value,
        "gamma_cat": found.cat.value,
        "gamma_k": {str(code): figure.value for code, figure in found.by_code.items()},
    }


def _spans(data: Entry) -> dict[str, list[tuple[int, int, str]]]:
    return {coder: [(start, end, code) for start, end, code in spans] for coder, spans in data["coders"].items()}


def _positional(data: Entry, options: Entry) -> float:
    (one, other), empty = (tuple(data[key]) for key in "ab"), float(options.get("delta_empty", 1))
    return positional_dissimilarity(one, other, empty)


def _overlap(data: Entry, options: Entry) -> dict[str, float | None]:
    both, first, second, total = (data[key] for key in ("both", "a_only", "b_only", "total"))
    found = overlap_of_counts(both, first, second, total)
    judged = ratings_of_counts([[both, first], [second, total - both - first - second]])
    return {
        "percent_agreement": found.percent,
        "a_and_b": found.both,
        "a_not_b": found.only_first,
        "b_not_a": found.only_second,
        "neither": found.neither,
        "jaccard_coded_only": found.jaccard.value,
        "dice_F1_holsti": found.f1.value,
        "cohen_kappa": found.kappa.value,
        "scott_pi": scott_pi(judged).value,
        "brennan_prediger": brennan_prediger(judged).value,
        "gwet_ac1": gwet_ac1(judged).value,
        "krippendorff_alpha_units_are_characters": krippendorff_alpha(judged).value,
    }


def _saturation(data: Entry, options: Entry) -> dict[str, Any]:
    found = saturation_of_counts(
        data["new_codes_per_interview"], options["base_size"], options["run_length"], options["threshold"]
    )
    return {
        "base_codes": found.base_codes,
        "runs": _known(found.runs).to_numpy().tolist(),
        "saturated_at": found.reached_at,
        "notation": found.notation,
    }


def _growth(data: Entry, options: Entry) -> dict[str, list[float]]:
    frame = _known(growth(data["interviews"]))
    return {str(column): frame[column].tolist() for column in frame}


def _together(data: Entry, options: Entry) -> dict[str, dict[str, float]]:
    frame = passages_together({name: [tuple(span) for span in spans] for name, spans in data.items()})
    pairs = (frame["first"] + "|" + frame["second"]).tolist()
    counts = dict(zip(frame["first"], frame["passages_first"].tolist(), strict=True))
    counts |= dict(zip(frame["second"], frame["passages_second"].tolist(), strict=True))
    return {
        "segments_per_code": counts,
        "overlapping_segment_pairs": dict(zip(pairs, frame["overlapping"].tolist(), strict=True)),
        "documents_with_both": dict(zip(pairs, frame["documents"].tolist(), strict=True)),
        "overlapping_characters": dict(zip(pairs, frame["characters"].tolist(), strict=True)),
        "c": dict(zip(pairs, frame["c"].tolist(), strict=True)),
    }


def _degenerate(data: Entry, options: Entry) -> dict[str, float | None]:
    found = _judgements(data, options)
    size = len(found.categories)
    two = found.coders == 2
    kappa = cohen_kappa(found).value if two else mean_pairwise_kappa(found).value
    fleiss = fleiss_kappa(found).value
    return {
        "percent_agreement": agreement_by_unit(found).value,
        "cohen_kappa": kappa,
        "cohen_kappa (pairwise complete)": kappa,
        "mean_pairwise_cohen_kappa": mean_pairwise_kappa(found).value,
        "scott_pi": scott_pi(found).value if two else fleiss,
        "fleiss_kappa": fleiss,
        "fleiss_kappa (Gwet)": fleiss,
        "krippendorff_alpha": krippendorff_alpha(found).value,
        "gwet_ac1": gwet_ac1(found).value,
        f"gwet_ac1 (q={size})": gwet_ac1(found).value,
        "brennan_prediger": brennan_prediger(found).value,
        f"brennan_prediger (q={size})": brennan_prediger(found).value,
    }


_COMPUTE: dict[str, Callable[[Entry, Entry], Any]] = {
    "percent_agreement": _percent,
    "percent_agreement_all_equal": _all_equal,
    "cohen_kappa": _cohen,
    "cohen_kappa_se": _of_ratings(cohen_kappa_se),
    "cohen_kappa_weighted": _weighted,
    "mean_pairwise_cohen_kappa": _of_ratings(mean_pairwise_kappa),
    "scott_pi": _of_ratings(scott_pi),
    "fleiss_kappa": _of_ratings(fleiss_kappa),
    "fleiss_kappa_by_category": lambda data, options: {
        str(category): figure.value for category, figure in fleiss_kappa_by_category(_judgements(data, options)).items()
    },
    "brennan_prediger": _of_ratings(brennan_prediger),
    "gwet_ac1": _of_ratings(gwet_ac1),
    "gwet_ac2": lambda data, options: gwet_ac2(_judgements(data, options), options["weights"]).value,
    "krippendorff_alpha": lambda data, options: (
        krippendorff_alpha(_judgements(data, options), options.get("level", "nominal")).value
    ),
    "krippendorff_alpha_ci": _interval,
    "alpha_set_valued": lambda data, options: set_alpha(data["values"], options["distance"]).value,
    "mvalpha_nominal": lambda data, _options: multi_valued_alpha(data["values"]).value,
    "masi_distance": lambda data, _options: masi_distance(data["a"], data["b"]),
    "u_alpha_family": _family,
    "alpha_U_2004": _older,
    "gamma": _gamma,
    "gamma_positional_dissimilarity": _positional,
    "per_code_overlap": _overlap,
    "saturation_guest_2020": _saturation,
    "cumulative_code_share": _growth,
    "c_coefficient": lambda data, _options: c_coefficient(data["n1"], data["n2"], data["n12"]),
    "cooccurrence_counts": _together,
    "degenerate_cases": _degenerate,
}
