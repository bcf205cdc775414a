"""How a result was made: what stands in every export, so that it can be made again."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from qualcode.dutch.lemmas import engine_version


@dataclass(frozen=True)
class Provenance:
    """What a result rests on.

    `source` says whose codings were counted ("suggested", "hand" or "consensus"), `coder` by
    whom, None for suggestions; `unit` what was counted; `files` are pairs of
    path and SHA-256; `made` is the moment of making.
    """

    title: str
    source: str
    coder: str | None
    unit: str
    codebook: str
    engine: str
    program: str
    python: str
    made: datetime
    files: tuple[tuple[str, str], ...]


def provenance(
    *,
    title: str,
    source: str,
    coder: str | None = None,
    unit: str,
    codebook: str,
    files: Sequence[tuple[str, str]],
    made: datetime,
) -> Provenance:
    """Return the provenance of a result that is made with the programs that run now."""
    return Provenance(
        title,
        source,
        coder,
        unit,
        codebook,
        engine_version(),
        f"qualcode {version('qualcode')}",
        f"Python {platform.python_version()}",
        made,
        tuple(files),
    )
