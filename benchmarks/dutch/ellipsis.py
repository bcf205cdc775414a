"""Words of which a part is left out: on the labelled lists, the fragments with the word that each stands for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.dutch.figures import Figure, share
from tests.dutch.labelled import Case, answers, bulk_cases, cases


def measure(bulk: Path) -> list[Figure]:
    """Return how many ellipses are resolved and how many of the answers are right, in all and in what was kept aside.

    The folder `bulk` has the documents of which the list names the places.
    """
    labelled = [*cases(), *bulk_cases(bulk)]
    return [
        figure
        for side in ("left", "right")
        for name, parts in (("", {"seen", "held"}), (", kept aside", {"held"}))
        for figure in figures(
            f"ellipsis, {side}{name}", [case for case in labelled if case.side == side and case.part in parts]
        )
    ]


def figures(name: str, labelled: Sequence[Case]) -> list[Figure]:
    """Return how many of these ellipses are resolved, and how many of all answers are right."""
    found = list(zip(labelled, answers(labelled), strict=True))
    real = [word for case, word in found if case.words]
    given = [word in case.words for case, word in found if word]
    note = f"{len(real)} ellipses, {len(found) - len(real)} others"
    return [
        Figure(f"{name}, resolved", share(sum(word is not None for word in real), len(real)), 88.0, 93.0, note),
        Figure(f"{name}, right", share(sum(given), len(given)), 94.0, 97.0),
    ]
