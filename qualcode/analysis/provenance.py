"""How a result was made: what stands in every export, so that it can be made again."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version


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
    engine: str,
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
        engine,
        f"qualcode {_installed('qualcode')}",
        f"Python {platform.python_version()}",
        made,
        tuple(files),
    )


@lru_cache(maxsize=8)
def _installed(package: str) -> str:
    return version(package)
