"""The optional settings in qualcode.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields

from qualcode.errors import Problem, meant

UNITS = ("sentence", "turn", "answer")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Settings:
    """How the study is shown and counted.

    `language` is that of labels (nl or en); `unit` is what is counted (sentence, turn or
    answer); `pipeline` names a spaCy pipeline, "auto" or "none"; `main_coder` is whose
    codings count where there is no consensus.
    """

    title: str = ""
    language: str = "nl"
    unit: str = "sentence"
    pipeline: str = "auto"
    main_coder: str = ""


_CHOICES = {"language": LANGUAGES, "unit": UNITS}


def settings_from(text: str) -> tuple[Settings, list[Problem]]:
    """Read the text of qualcode.toml; what is not understood is reported and left at its default."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [Problem("", f"this is not valid TOML: {error}.", "The defaults are used.")]
    known = [item.name for item in fields(Settings)]
    kept: dict[str, str] = {}
    problems = []
    for key, value in values.items():
        choices = _CHOICES.get(key)
        if key not in known:
            hint = (meant(key, known) or f" Known: {', '.join(known)}.").strip()
            problems.append(Problem("", "this setting is unknown and was not read.", hint, key=key))
        elif not isinstance(value, str) or (choices and value not in choices):
            valid = ", ".join(choices) if choices else "a text in quotes"
            problems.append(Problem("", f"{value!r} is not valid here.", f"Valid: {valid}.", key=key))
        else:
            kept[key] = value
    return Settings(**kept), problems
