"""Suggestions against the first coder of the example study, by sentence and theme: ours and two simpler ways.

The keywords were written from the codebook's definitions before the transcripts existed, and the
transcripts by people who did not know them. Both are constructed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dutch.figures import Figure, f_score, share
from qualcode.coding.units import units
from qualcode.project import Project, open_study

ROOT = Path(__file__).resolve().parents[2]
# A sentence under a theme: transcript, number of the sentence, theme.
Coded = tuple[str, int, str]


def measure(study: Path = ROOT) -> list[Figure]:
    """Return micro F of each way, in percent, with precision and recall in the note."""
    project = open_study(study)
    gold = _coded(project, "hand")
    ways = {
        "substring": set(_by_pattern(project, "{}")),
        "whole words": set(_by_pattern(project, r"(?<!\w){}(?!\w)")),
        "this engine": _coded(project, "suggested"),
    }
    return [_figure(name, found, gold) for name, found in ways.items()]


def _figure(name: str, found: set[Coded], gold: set[Coded]) -> Figure:
    right = len(found & gold)
    precision, recall = share(right, len(found)), share(right, len(gold))
    note = f"precision {precision:.1f}, recall {recall:.1f}"
    return Figure(f"study, micro F, {name}", f_score(right, len(found), len(gold)), note=note)


def _coded(project: Project, source: str) -> set[Coded]:
    coded = project.coded(source, "sentence")
    return set(zip(coded["transcript"], coded["unit"], coded["theme"], strict=True))


def _by_pattern(project: Project, around: str) -> Iterator[Coded]:
    """Yield the sentences in which a keyword stands as it is written, signs of the keyword language left out."""
    patterns = {
        code.id: re.compile(
            "|".join(around.format(re.escape(word.strip("=*"))) for word in code.keywords), re.IGNORECASE
        )
        for code in project.codebook
        if code.keywords
    }
    for transcript in project.transcripts.values():
        for unit in units(transcript, "sentence"):
            sentence = transcript.text[unit.start : unit.end]
            for code, pattern in patterns.items():
                if pattern.search(sentence):
                    yield transcript.id, unit.number, project.codebook.theme_of(code).id
