"""The study's workbook: which sheets it has and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from qualcode.analysis.provenance import Provenance
from qualcode.errors import Problem
from qualcode.export.excel import Sheet, renamed
from qualcode.export.labels import Labels
from qualcode.views import Matrix, Quotes, quotes_sheet, source_name


def study_sheets(
    named: Matrix,
    counted: Matrix,
    quotes: Quotes,
    respondents: pd.DataFrame,
    codebook: pd.DataFrame,
    problems: Iterable[Problem],
) -> list[Sheet]:
    """Return the sheets of the workbook, in order."""
    labels, made = named.labels, named.made
    sheets = [
        named.sheet(labels.title("matrix")),
        counted.sheet(labels.title(f"{made.unit}s")),
        quotes_sheet(quotes, labels.title("quotes")),
        _respondents(respondents, labels),
        _codebook(codebook, labels),
        _made(made, labels),
    ]
    listed = _problems(problems, labels)
    return [*sheets, listed] if len(listed.frame) else sheets


def _respondents(frame: pd.DataFrame, labels: Labels) -> Sheet:
    keys = ["respondent", *(name for name in frame.columns if name not in ("respondent", "transcripts", "words"))]
    titles = [(key, labels.title(key)) for key in keys]
    titles += [("transcripts", labels.title("transcripts")), ("words", labels.title("spoken"))]
    return Sheet(labels.title("respondents"), renamed(frame, titles), widths=(12, 30))


def _codebook(frame: pd.DataFrame, labels: Labels) -> Sheet:
    titles = [(key, labels.title(key)) for key in frame.columns]
    return Sheet(labels.title("codebook"), renamed(frame, titles), widths=(30, 20, 28, 44, 40, 40, 50, 40))


def _made(made: Provenance, labels: Labels) -> Sheet:
    rows = [
        (labels.title("title"), made.title),
        (labels.title("source"), source_name(made, labels)),
        (labels.title("unit"), labels[made.unit]),
        (f"{labels.title('codebook')} ({labels['version']})", made.codebook),
        (labels.title("date"), made.made.strftime("%Y-%m-%d %H:%M")),
        (labels.title("program"), f"{made.program}, {made.python}"),
        (labels.title("engine"), made.engine),
        *((path, f"{labels['hash']} {sha256}") for path, sha256 in made.files),
    ]
    frame = pd.DataFrame(rows, columns=[labels.title("made"), ""])
    return Sheet(labels.title("made"), frame, widths=(40, 90))


def _problems(problems: Iterable[Problem], labels: Labels) -> Sheet:
    rows = [(item.path, item.line, item.key or "", item.message, item.hint) for item in problems]
    titles = [labels.title(key) for key in ("file", "place", "key", "problems", "hint")]
    frame = pd.DataFrame(rows, columns=titles).astype({titles[1]: "Int64"})
    return Sheet(labels.title("problems"), frame, widths=(30, 8, 16, 60, 60))
