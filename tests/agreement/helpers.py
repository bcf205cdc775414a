"""Compare a figure with what is expected of it; small studies with two coders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.project import Project, open_study
from tests.conftest import StudyMaker

# What is expected of an entry is not shown to what computes it.
HIDDEN = ("expected", "published", "verified_with", "tolerance")

TEXT = """
I: Hoe gaat dat hier?
R: We werken samen met het wijkteam. Dat scheelt een hoop. Maar die schotten, hè! Niemand heeft er iets aan.
I: En de vve?
R: De vve is goed. De warme overdracht ook. Verder weet ik het niet. Ja, precies.
"""


def question(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as it is put to the package."""
    return {key: value for key, value in entry.items() if key not in HIDDEN}


def is_as_expected(got: Any, expected: Any, tolerance: Any) -> bool:
    """Tell whether a figure is what is expected, within its tolerance; only what has one is compared."""
    if isinstance(tolerance, Mapping):
        return all(is_as_expected(got[key], expected[key], width) for key, width in tolerance.items())
    if isinstance(expected, Mapping):
        return all(key in got and is_as_expected(got[key], value, tolerance) for key, value in expected.items())
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return len(got) == len(expected) and all(
            is_as_expected(*pair, tolerance) for pair in zip(got, expected, strict=True)
        )
    if expected is None or isinstance(expected, str):
        return bool(got == expected)
    return got is not None and abs(got - expected) <= tolerance


def study_of_two(make_study: StudyMaker, *, blind: bool = True, transcripts: int = 3) -> Project:
    """Return a study in which Anna and Bram have coded and read the same transcripts."""
    rows = "\n".join(
        f"R0{number};R0{number};directeur;gemeente {number};onderwijs" for number in range(1, transcripts + 1)
    )
    texts = {f"interviews/R0{number}.txt": TEXT for number in range(1, transcripts + 1)}
    folder = make_study(
        {
            "interviews/R02.txt": None,
            **texts,
            "interviews/respondents.csv": f"respondent;transcript;function;organisation;sector\n{rows}",
        }
    )
    project = open_study(folder)
    anna, bram = (project.coder(name, blind=blind) for name in ("anna", "bram"))
    for number in range(1, transcripts + 1):
        name = f"R0{number}"
        anna.code(name, "We werken samen met het wijkteam.", "integrale_aanpak")
        bram.code(name, "We werken samen met het wijkteam. Dat scheelt een hoop.", "integrale_aanpak")
        anna.code(name, "Maar die schotten, hè!", "integrale_aanpak.schotten")
        bram.code(name, "De vve is goed.", "vve")
        anna.code(name, "De vve is goed. De warme overdracht ook.", "vve")
        for coder in (anna, bram):
            coder.reviewed(name)
    project.reload()
    return project
