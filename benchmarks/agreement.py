"""Are the coefficients right, and how quick are they? ``python -m benchmarks.agreement [FILE]``.

Prints the published examples of FILE (by default ``../shared/data/agreement/shared.json``) beside what the
package finds; then the time of a whole report on 16 transcripts × 2,000 sentences, 5 coders and 40 codes
with 1,000 draws, from the coders' decisions on; and the ratio to NLTK and to krippendorff, where they are
installed, on the part that they can do: alpha of 40 codes, one after another.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from qualcode.agreement import Question
from qualcode.analysis.agreement.by_code import code_alphas
from qualcode.analysis.agreement.doubled import Doubled
from qualcode.analysis.provenance import provenance
from qualcode.coding.events import Event, new_event
from qualcode.coding.units import units
from qualcode.decisions import Decisions
from qualcode.double_coding import compare_coders
from qualcode.store import Study, read_study
from tests.agreement.helpers import is_as_expected, question
from tests.reference import compute

FILE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "agreement" / "shared.json"
NLTK_UNITS = 2_000


def made(transcripts: int = 16, units: int = 2_000, coders: int = 5, codes: int = 40) -> Doubled:
    """Return what coders would leave who agree on most of it, each code on 0.2 to 6 % of the units."""
    dice = np.random.default_rng(1)
    rows = transcripts * units
    truth = dice.random((rows, 1, codes)) < np.linspace(0.002, 0.06, codes)
    coded = np.where(dice.random((rows, coders, codes)) < 0.85, truth, dice.random((rows, coders, codes)) < 0.02)
    return Doubled(
        tuple(f"coder {number}" for number in range(coders)),
        tuple(f"code {number}" for number in range(codes)),
        tuple(f"R{number:02}" for number in range(transcripts)),
        np.repeat(np.arange(transcripts), units),
        [],
        np.ones(rows),
        coded,
        np.ones_like(coded),
    )


def seconds(call: Callable[[], object]) -> float:
    """Return the time of the quickest of three calls."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def examples(path: Path) -> None:
    """Print each example, what is expected, what is found, and how many are right."""
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    right = 0
    for entry in entries:
        got = compute(question(entry))
        found = is_as_expected(got, entry["expected"], entry["tolerance"])
        right += found
        print(
            f"{entry['id']}  {'ok   ' if found else 'WRONG'}  {entry['name'][:52]:52}  {_short(entry['expected']):>24}  {_short(got):>24}"
        )
    print(f"{right} of {len(entries)} within their tolerance")


def report(found: Doubled) -> None:
    """Print the time of a whole report on what is coded so, from the coders' decisions to the frames."""
    with TemporaryDirectory() as name:
        study = _study(Path(name), found)
        decisions = Decisions(study.path, study.transcripts, study.codebook, _journals(study, found))
        start = time.perf_counter(), time.process_time()
        count = len(decisions.placed)
        placed = time.perf_counter(), time.process_time()
        made_now = provenance(
            title="", source="hand", unit="sentence", codebook="", engine="", files=(), made=datetime.now(UTC)
        )
        question = Question((), "sentence", "theme", "blind", "before", 1_000, 1)
        compared = compare_coders(study, decisions, question, made_now).compared
        end = time.perf_counter(), time.process_time()
    _, coders, codes = found.coded.shape
    print(
        f"report: {len(found.transcripts)} transcripts, {compared.units:,} sentences, {coders} coders, {codes} codes, 1,000 draws"
    )
    for what, one, other in (("placing", start, placed), ("comparing", placed, end)):
        print(f"  {what} {count:,} codings {other[0] - one[0]:.2f} s ({other[1] - one[1]:.2f} s of CPU)")


def _study(folder: Path, found: Doubled) -> Study:
    """Return a study with as many sentences and codes, ten sentences a turn."""
    (folder / "interviews").mkdir()
    codes = "\n".join(f"  - {{id: c{number}, name: Code {number}}}" for number in range(len(found.codes)))
    (folder / "codebook.yaml").write_text(f"codes:\n{codes}\n", encoding="utf-8")
    people = "\n".join(f"{name};{name}" for name in found.transcripts)
    (folder / "interviews/respondents.csv").write_text(f"respondent;transcript\n{people}\n", encoding="utf-8")
    turns = len(found.weights) // len(found.transcripts) // 10
    for name in found.transcripts:
        lines = (
            f"I: En hoe gaat dat hier?\nR: {' '.join(f'Dit is zin {turn} en {number} over de wijk.' for number in range(10))}"
            for turn in range(turns)
        )
        (folder / f"interviews/{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return read_study(folder)


def _journals(study: Study, found: Doubled) -> dict[str, list[Event]]:
    """Return the decisions that stand behind what is coded: every sentence read, and coded as a whole."""
    now, version = datetime(2026, 1, 1, tzinfo=UTC), study.codebook.version
    journals: dict[str, list[Event]] = {name.replace(" ", ""): [] for name in found.coders}
    texts = {text.id: text for text in study.transcripts}
    sentences = [unit for name in found.transcripts for unit in units(texts[name], "sentence")]
    for at, (coder, events) in enumerate(journals.items()):
        for text in study.transcripts:
            place = {"transcript": text.id, "text": text.hash, "start": 0, "end": len(text.text), "codebook": version}
            events.append(new_event("reviewed", coder, now, place))
        for row, code in np.argwhere(found.coded[:, at]).tolist():
            unit = sentences[row]
            text = texts[unit.transcript]
            place = {"transcript": text.id, "text": text.hash, "start": unit.start, "end": unit.end}
            quote = text.text[unit.start : unit.end]
            carried = {**place, "quote": quote, "code": f"c{code}", "codebook": version, "blind": True}
            events.append(new_event("code", coder, now, carried))
    return journals


def ratios(found: Doubled) -> None:
    """Print how much longer others take for alpha of each code."""
    mine = seconds(lambda: code_alphas(found))
    print(f"alpha of {len(found.codes)} codes on {len(found.weights):,} units: {mine:.3f} s")
    try:
        import krippendorff
    except ImportError:
        print("  krippendorff is not installed")
    else:
        columns = [found.coded[:, :, code].T.astype(float) for code in range(len(found.codes))]
        theirs = seconds(lambda: [krippendorff.alpha(column, level_of_measurement="nominal") for column in columns])
        print(f"  krippendorff: {theirs:.2f} s, {theirs / mine:.0f} times as long")
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        print("  NLTK is not installed")
    else:
        part = found.coded[:NLTK_UNITS, :, 0]
        triples = [(str(coder), unit, bool(cell)) for unit, row in enumerate(part) for coder, cell in enumerate(row)]
        theirs = seconds(lambda: AnnotationTask(triples).alpha()) * len(found.weights) / NLTK_UNITS * len(found.codes)
        print(f"  NLTK: {theirs:.1f} s (from one code on {NLTK_UNITS:,} units), {theirs / mine:.0f} times as long")


def main() -> None:
    """Print all of it."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    if path.is_file():
        examples(path)
    else:
        print(f"{path} is not there: no examples")
    found = made()
    report(found)
    ratios(found)


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6f}"
    text = str(value)
    return text if len(text) <= 24 else f"{text[:23]}…"


if __name__ == "__main__":
    main()
