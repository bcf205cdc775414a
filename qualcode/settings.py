"""The optional settings in qualcode.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from typing import Any

from qualcode.errors import Problem, meant

UNITS = ("sentence", "turn", "answer")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Settings:
    """How the study is shown and counted.

    `language` is that of labels (nl or en); `unit` is what is counted (sentence, turn or
    answer); `pipeline` names a spaCy pipeline, "auto" or "none"; `main_coder` is whose
    codings count where there is no consensus; `interviewers` are speaker labels that stand
    for an interviewer.
    """

    title: str = ""
    language: str = "nl"
    unit: str = "sentence"
    pipeline: str = "auto"
    main_coder: str = ""
    interviewers: tuple[str, ...] = ()


_CHOICES: dict[str, tuple[str, ...]] = {"language": LANGUAGES, "unit": UNITS}
_LISTS = ("interviewers",)


def settings_from(text: str) -> tuple[Settings, list[Problem]]:
    """Read the text of qualcode.toml; what is not understood is reported and left at its default."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else None
        return Settings(), [Problem("", f"this is not valid TOML: {error}.", "The defaults are used.", line)]
    known = [item.name for item in fields(Settings)]
    kept: dict[str, Any] = {}
    problems = []
    for key, value in values.items():
        if key not in known:
            hint = (meant(key, known) or f" Known: {', '.join(known)}.").strip()
            problems.append(Problem("", "this setting is unknown and was not read.", hint, _line_of(key, text), key))
        elif _is_valid(key, value):
            kept[key] = tuple(value) if isinstance(value, list) else value
        else:
            hint = f"Valid: {_valid(key)}."
            problems.append(Problem("", f"{value!r} is not valid here.", hint, _line_of(key, text), key))
    return Settings(**kept), problems


def _line_of(key: str, text: str) -> int | None:
    opening = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if opening.match(line)), None)


def _is_valid(key: str, value: object) -> bool:
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str) and value in _CHOICES.get(key, (value,))


def _valid(key: str) -> str:
    if key in _LISTS:
        return 'a list of texts, as ["Anna", "Bram"]'
    return ", ".join(_CHOICES[key]) if key in _CHOICES else "a text in quotes"
