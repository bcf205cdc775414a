"""How likely a coder puts the sentence of a suggestion under its theme.

The shares were counted on hand codings of the example study, in half of its conversations, and
checked in the other half (``python -m benchmarks.dutch``). They say how far a rule can be
trusted beside another one; how good a keyword is, is told by `Project.keyword_report`.
"""

from __future__ import annotations

from qualcode.coding.hits import Hit
from qualcode.coding.keywords import Rule

BY_RULE = {
    Rule.EXACT: 0.59,
    Rule.SPELLING: 0.5,
    Rule.LEMMA: 0.49,
    Rule.WILDCARD: 0.55,
    Rule.SEPARABLE: 0.5,
    Rule.COMPOUND: 0.49,
    Rule.ELLIPSIS: 0.55,
    Rule.DERIVATION: 0.5,
}
# A phrase is rarely met by chance; a word that may be a form of another one is more often.
SEVERAL_WORDS = 0.13
NOT_SURE = -0.05


def confidence(hit: Hit) -> float:
    """Return the share of such hits whose sentence a coder put under the theme, in hundredths."""
    value = BY_RULE[hit.rule] + SEVERAL_WORDS * (len(hit.places) > 1) + NOT_SURE * (not hit.sure)
    return round(min(max(value, 0.05), 0.95), 2)
