"""The examples in the docstrings of the coefficients."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

from qualcode.analysis import agreement

MODULES = [item.name for item in pkgutil.iter_modules(agreement.__path__, f"{agreement.__name__}.")]


@pytest.mark.parametrize("name", [*MODULES, "qualcode.analysis.saturation", "qualcode.analysis.cooccurrence"])
def test_what_a_docstring_shows_is_what_comes_out(name: str) -> None:
    """Who tries an example of the documentation gets what stands there."""
    assert doctest.testmod(import_module(name)).failed == 0
