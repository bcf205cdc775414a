"""The page's script and style: small modules in ``page``, joined into the one module that a notebook loads.

A notebook loads a widget's script from memory, where a module cannot import its neighbours. So they are
joined in the order of their imports; all their names stand in one scope, and differ.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

ENTRY = "widget.js"
_IMPORT = re.compile(r'^import\s[^;]*?from\s+"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)


def module(name: str) -> str:
    """Return the text of one module of the page."""
    return (files("qualcode.widget") / "page" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def script() -> str:
    """Return the page's script as one module without imports."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", module(name))) for name in order(ENTRY))


def order(entry: str) -> list[str]:
    """Return the names of the modules that `entry` needs, each behind those that it imports itself."""
    found: list[str] = []

    def add(name: str) -> None:
        for needed in _IMPORT.findall(module(name)):
            if needed not in found:
                add(needed)
        found.append(name)

    add(entry)
    return found


@lru_cache(maxsize=1)
def style() -> str:
    """Return the page's style."""
    return module("widget.css")
