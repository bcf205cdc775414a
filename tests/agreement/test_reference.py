"""The published examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.helpers import is_as_expected, question
from tests.conftest import SHARED
from tests.reference import compute

_FILE = SHARED / "data" / "agreement" / "shared.json"
ENTRIES: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8")) if _FILE.is_file() else []


def test_the_examples_are_there(shared: Path) -> None:
    """All examples are run where they can be had, and none is passed over in silence."""
    assert len(ENTRIES) == 140
    assert (shared / "data" / "agreement").is_dir()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_each_published_figure_is_found_again(entry: dict[str, Any]) -> None:
    """A coefficient of the literature comes out as it does there, within the tolerance of the example."""
    got = compute(question(entry))
    assert is_as_expected(got, entry["expected"], entry["tolerance"]), (entry["name"], got, entry["expected"])


def test_a_wrong_figure_is_noticed() -> None:
    """The comparison tells a wrong figure, a missing one and one that should be undefined from the right one."""
    assert is_as_expected({"a": [0.5, None]}, {"a": [0.5, None]}, 1e-6)
    assert not is_as_expected(0.51, 0.5, 1e-6)
    assert not is_as_expected(None, 0.5, 1e-6)
    assert not is_as_expected(0.0, None, 1e-6)
    assert not is_as_expected({}, {"a": 1}, 1e-6)
    assert not is_as_expected({"a": 1.5, "b": 9}, {"a": 1, "b": 2}, {"a": 0.1})
