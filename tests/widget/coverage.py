"""Which parts of the page's script the browser tests have run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession

import qualcode.widget

FOLDER = Path(qualcode.widget.__file__).parent / "page"
# For each module, which of its characters were run.
_run: dict[str, bytearray] = {}


def begin(line: CDPSession) -> None:
    """Have the browser count."""
    line.send("Profiler.enable")
    line.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})


def end(line: CDPSession) -> None:
    """Add what the browser has counted."""
    for script in line.send("Profiler.takePreciseCoverage")["result"]:
        name = script["url"].rsplit("/", 1)[-1]
        if (FOLDER / name).suffix == ".js" and (FOLDER / name).exists():
            _add(name, script["functions"])


def _add(name: str, functions: Iterable[Mapping[str, Any]]) -> None:
    length = len((FOLDER / name).read_text(encoding="utf-8").encode("utf-16-le")) // 2
    here = bytearray(length)
    # A function's ranges go from the outer ones to the inner ones, whose counts hold.
    for function in sorted(functions, key=lambda one: -_size(one["ranges"][0])):
        for part in function["ranges"]:
            start, stop = part["startOffset"], min(part["endOffset"], length)
            here[start:stop] = bytes([min(part["count"], 1)]) * (stop - start)
    known = _run.setdefault(name, bytearray(length))
    _run[name] = bytearray(one | other for one, other in zip(known, here, strict=True))


def _size(part: Mapping[str, int]) -> int:
    return part["endOffset"] - part["startOffset"]


def lines() -> list[str]:
    """Return for each module which share of its characters was run."""
    shares = [f"{name:20}{sum(run) / len(run):7.1%}" for name, run in sorted(_run.items())]
    whole = sum(map(len, _run.values()))
    total = sum(sum(run) for run in _run.values())
    return [*shares, f"{'all':20}{total / whole:7.1%}"] if whole else []
