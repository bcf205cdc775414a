"""What became of a code: renamed and merged codes live on under another id, split ones wait.

A code names under ``formerly`` the ids that it had before, and those of codes that were merged
into it. Where several codes name the same earlier id, that code was split: its codings wait until
somebody says where each belongs, and count for what the new codes have in common meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.codebook import Codebook


class Heir(NamedTuple):
    """Where the codings of a code belong today.

    `code` is None where the code is unknown, or was split into codes with nothing in common;
    `choices` are the codes that it was split into, empty where nothing is to be chosen.
    """

    code: str | None
    choices: tuple[str, ...] = ()


def heir(code_id: str, codebook: Codebook) -> Heir:
    """Return where the codings of `code_id` belong in `codebook`.

    >>> from qualcode.codebook import Code
    >>> heir("oud", Codebook((Code("nieuw", "Nieuw", formerly=("oud",)),)))
    Heir(code='nieuw', choices=())
    """
    if code_id in codebook:
        return Heir(code_id)
    heirs = tuple(code.id for code in codebook if code_id in code.formerly)
    if len(heirs) <= 1:
        return Heir(heirs[0] if heirs else None)
    return Heir(_common(heirs, codebook), heirs)


def heirs_of(codes: set[str], codebook: Codebook) -> Mapping[str, Heir]:
    """Return the heirs of many codes."""
    return {code: heir(code, codebook) for code in codes}


def _common(codes: tuple[str, ...], codebook: Codebook) -> str | None:
    """Return the nearest code above all of `codes`."""
    lines = [codebook.line_of(code)[::-1] for code in codes]
    shared = [steps[0] for steps in zip(*lines, strict=False) if len(set(steps)) == 1]
    return shared[-1] if shared else None
