"""Which codings and which reading count: before or after the consensus, with or without suggestions in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from qualcode.analysis.agreement.doubled import CodesRead
from qualcode.coding.placing import Placed

SIGHTS = ("blind", "seen", "all")
STAGES = ("before", "after")


def codings_of(
    placed: Iterable[Placed],
    coders: Sequence[str],
    settled: AbstractSet[str] = frozenset(),
    consensus: str | None = None,
) -> dict[str, tuple[Placed, ...]]:
    """Return the codings by coder: as each of them made them, or as they stand after the consensus.

    After it, the codings that it settled on (`settled` holds their ids) give way to those of the coder
    named `consensus`; what is left between the coders was not talked over.
    """
    mine: dict[str, list[Placed]] = {coder: [] for coder in coders}
    agreed: list[Placed] = []
    for item in placed:
        coding = item.coding
        if coding.coder in mine and coding.id not in settled:
            mine[coding.coder].append(item)
        if coding.coder == consensus:
            agreed.append(item)
    return {coder: (*items, *(agreed if coder != consensus else ())) for coder, items in mine.items()}


def in_sight(codings: Mapping[str, Sequence[Placed]]) -> frozenset[tuple[str, str]]:
    """Return the pairs of coder and transcript where some coding was made with suggestions in sight."""
    return frozenset(
        (coder, item.transcript) for coder, items in codings.items() for item in items if not item.coding.blind
    )


def read_in_sight(
    read: Mapping[str, CodesRead], seen: AbstractSet[tuple[str, str]], sight: str
) -> tuple[dict[str, CodesRead], frozenset[tuple[str, str]]]:
    """Return what of the reading counts, and the pairs of coder and transcript that are left out.

    "blind" leaves out what a coder read with suggestions in sight, "seen" the transcripts that all
    coders read without, "all" nothing.
    """
    names = {transcript for _, transcript in seen}
    pairs = [(coder, transcript) for coder, found in read.items() for transcript, units in found.items() if any(units)]
    left_out = {
        "blind": frozenset(pair for pair in pairs if pair in seen),
        "seen": frozenset(pair for pair in pairs if pair[1] not in names),
        "all": frozenset[tuple[str, str]](),
    }[sight]
    kept = {
        coder: {name: units for name, units in found.items() if (coder, name) not in left_out}
        for coder, found in read.items()
    }
    return dict(kept), left_out
