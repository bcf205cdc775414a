"""The study's workbook: which sheets it has and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    coverage: Sequence[pd.DataFrame] = (),
) -> list[Sheet]:
    """Return the sheets of the workbook, in order; `coverage` has that of topics and of questions."""
    labels, made = named.labels, named.made
    sheets = [
        named.sheet(labels.title("matrix")),
        counted.sheet(labels.title(f"{made.unit}s")),
        quotes_sheet(quotes, labels.title("quotes")),
        *_coverage([frame for frame in coverage if len(frame)], labels),
        _respondents(respondents, labels),
        _codebook(codebook, labels),
        _made(made, labels),
    ]
    listed = _problems(problems, labels)
    return [*sheets, listed] if len(listed.frame) else sheets


def _coverage(frames: Sequence[pd.DataFrame], labels: Labels) -> Iterable[Sheet]:
    """Yield the sheet of words spoken by topic and question; what was not asked says so, and is not 0."""
    if not frames:
        return
    rows = pd.concat([_said(frame, labels) for frame in frames], ignore_index=True)
    order = {topic: at for at, topic in enumerate(dict.fromkeys(rows["topic"]))}
    rows = rows.sort_values("topic", key=lambda topics: topics.map(order), kind="stable")
    titles = [("topic", labels.title("topic")), ("question", labels.title("question"))]
    titles += [(name, name) for name in rows.columns if name not in ("topic", "question")]
    notes = (labels.title("coverage"), labels["coverage_note"])
    yield Sheet(labels.title("coverage"), renamed(rows, titles), notes, widths=(24, 8, 12), frozen=2)


def _said(frame: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    shown = [
        words if status == "asked" else labels[status.replace(" ", "_")]
        for status, words in zip(frame["status"], frame["words"], strict=True)
    ]
    lines = frame.assign(question=frame["question"].fillna(""), shown=pd.Series(shown, index=frame.index, dtype=object))
    table = lines.pivot_table("shown", ["topic", "question"], "respondent", aggfunc="first", sort=False)
    return table.reset_index().rename_axis(None, axis="columns")


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
