"""The value of a coefficient, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Why(StrEnum):
    """Why a coefficient is undefined. It is never shown as 0 or 1 instead."""

    NO_PAIRS = "no_pairs"
    """No unit was judged by two coders."""
    NO_VARIATION = "no_variation"
    """All judgements are the same, so that agreement by chance cannot be told from any other."""
    NOT_USED = "not_used"
    """No coder used the code in what is compared."""
    NO_OVERLAP = "no_overlap"
    """The coders coded no words in common."""
    ONE_CODE = "one_code"
    """Where the coders both coded there is but one code, so that they could not differ."""
    ONE_CATEGORY = "one_category"
    """The codebook has but one category."""
    A_PAIR_UNDEFINED = "a_pair_undefined"
    """The coefficient of one pair of coders is undefined, and so is the mean over pairs."""


@dataclass(frozen=True)
class Coefficient:
    """The value of a coefficient; `value` is None where it is undefined, and `why` says why.

    >>> Coefficient(0.4)
    Coefficient(value=0.4, why=None)
    """

    value: float | None
    why: Why | None = None

    def __str__(self) -> str:
        return f"{self.value:.3f}" if self.value is not None else f"undefined ({self.why})"


def one_minus(part: float, whole: float, why: Why) -> Coefficient:
    """Return 1 - `part` / `whole`, undefined for the reason `why` where `whole` is 0."""
    share = quotient(part, whole, why)
    return share if share.value is None else Coefficient(1 - share.value)


def quotient(part: float, whole: float, why: Why) -> Coefficient:
    """Return `part` / `whole`, undefined for the reason `why` where `whole` is 0."""
    return Coefficient(None, why) if abs(whole) < 1e-12 else Coefficient(float(part / whole))


def beyond_chance(observed: float, expected: float) -> Coefficient:
    """Return (observed - expected) / (1 - expected), undefined where chance alone gives full agreement.

    >>> beyond_chance(0.75, 0.5).value
    0.5
    """
    if np.isnan(observed):
        return Coefficient(None, Why.NO_PAIRS)
    return quotient(observed - expected, 1 - expected, Why.NO_VARIATION)
