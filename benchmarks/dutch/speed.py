"""Speed, memory and accuracy on planted keywords, and growth: ``python -m benchmarks.dutch speed``.

The job is what a researcher does: open the study's files, search all keywords in what respondents
say, count hits by code and transcript. Each measurement runs in a process of its own, cold and without
any cache; the engine is loaded before, and what that takes is the start-up. Beside it, in the same
run, stands a plain regular expression that finds whole words only.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.dutch.figures import Figure, share

ROOT = Path(__file__).resolve().parent.parent.parent
# By this the processes know where the data lie.
VARIABLE = "QUALCODE_BENCHMARK_DATA"
SHARED = Path(os.environ.get(VARIABLE, ROOT.parent / "shared" / "data"))
CORPUS = SHARED / "speed"
BULK = SHARED / "bulk"
# The best of so many runs counts: others use the machine as well.
RUNS = 3
Place = tuple[str, int, int, str]


def measure(data: Path) -> list[Figure]:
    """Return accuracy, CPU time beside the regular expression, memory and start-up, on ``data/speed``."""
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder), data / "speed")
        runs = [_run("job", str(study), data) for _ in range(RUNS)]
        plain = min(_run("plain", str(study), data)["seconds"] for _ in range(RUNS))
    best = min(runs, key=lambda run: run["seconds"])
    precision, recall = best["precision"], best["recall"]
    changed = min(run["changed"] for run in runs)
    note = f"{best['seconds']:.2f} s beside {plain:.2f} s"
    return [
        Figure("planted keywords, recall", recall, 97.0, 99.0, best["kinds"]),
        Figure("planted keywords, precision", precision, 98.0, 99.0, best["chance"]),
        Figure("CPU time / regular expression", best["seconds"] / plain, 2.0, 1.0, note, at_most=True),
        Figure("the same after one changed keyword", changed / plain, 0.1, None, f"{changed:.3f} s", at_most=True),
        Figure("peak memory, MB", max(run["memory"] for run in runs), 250, None, at_most=True),
        Figure("start-up, s", min(run["loading"] for run in runs), 1.5, None, at_most=True),
    ]


def growth(data: Path) -> list[Figure]:
    """Return microseconds a word and memory on repeated text and on real text in which new words keep coming."""
    figures = []
    for what, sizes in (("repeated", (1, 10, 100)), ("bulk", (300_000, 1_000_000, 2_870_000))):
        before: float | None = None
        for size in sizes:
            run = _run(what, str(size), data)
            each = run["seconds"] / run["words"] * 1e6
            note = f"{run['words']:,} words, {run['distinct']:,} distinct, {run['memory']:.0f} MB"
            # A twentieth is what one run differs from the next.
            bar = None if before is None else before * 1.05
            figures.append(Figure(f"{what} {size:,}, µs a word", each, bar, None, note, at_most=True))
            figures.append(Figure(f"{what} {size:,}, memory in MB", run["memory"], 1000, None, at_most=True))
            before = each
    return figures


def make_study(folder: Path, corpus: Path) -> Path:
    """Make a study folder of the corpus in `folder`."""
    import yaml

    interviews = folder / "interviews"
    interviews.mkdir(parents=True)
    rows = ["respondent;transcript"]
    for file in sorted(corpus.glob("R*.txt")):
        (interviews / file.name).write_bytes(file.read_bytes())
        rows.append(f"{file.stem};{file.stem}")
    (interviews / "respondents.csv").write_text("\n".join(rows), encoding="utf-8")
    codes = json.loads((corpus / "codes.json").read_text(encoding="utf-8"))
    book = {"codes": [{"id": code, "name": code, "keywords": keywords} for code, keywords in codes.items()]}
    (folder / "codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    (folder / "qualcode.toml").write_text('pipeline = "none"\n', encoding="utf-8")
    return folder


# What is measured, each in a process of its own


def job(study: str) -> dict[str, Any]:
    """Open the study, find all keywords and count them by code and transcript; then once more with one changed."""
    from qualcode.project import open_study

    loading = load()
    start = cpu()
    project = open_study(study)
    project.matrix("sentences", rows="code", columns="transcript", source="suggested")
    seconds = cpu() - start
    memory = peak()
    hits = [(hit.transcript, hit.start, hit.end, hit.code) for hit in project.hits]
    book = Path(study) / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("- planning\n", "- plannen\n"), encoding="utf-8")
    start = cpu()
    project.reload()
    project.matrix("sentences", rows="code", columns="transcript", source="suggested")
    changed = cpu() - start
    book.write_text(book.read_text(encoding="utf-8").replace("- plannen\n", "- planning\n"), encoding="utf-8")
    return {"loading": loading, "seconds": seconds, "changed": changed, "memory": memory, **scored(hits)}


def plain(study: str) -> dict[str, Any]:
    """Read the files and find the keywords as whole words with a regular expression."""
    start = cpu()
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(Path(study).glob("interviews/*.txt"))}
    codes = json.loads((CORPUS / "codes.json").read_text(encoding="utf-8"))
    patterns = {
        code: re.compile(r"\b(?:%s)\b" % "|".join(map(re.escape, words)), re.IGNORECASE)  # noqa: UP031
        for code, words in codes.items()
    }
    hits = [
        (name, found.start(), found.end(), code)
        for name, text in texts.items()
        for code, pattern in patterns.items()
        for found in pattern.finditer(text)
    ]
    table = Counter((code, name) for name, _, _, code in hits)
    return {"seconds": cpu() - start, "cells": len(table)}


def repeated(times: str) -> dict[str, Any]:
    """Find the keywords in the corpus said so many times over, each transcript read as it is needed."""
    from qualcode.formats.plain import read_plain
    from qualcode.formats.reading import Options
    from qualcode.formats.speakers import transcript_from
    from qualcode.respondents import Appearance

    number = count()

    def transcripts() -> Iterator[Any]:
        for _ in range(int(times)):
            for file in sorted(CORPUS.glob("R*.txt")):
                name = f"{file.stem}-{next(number)}"
                rows = [Appearance(file.stem, name, file.stem)]
                yield transcript_from(name, file.name, read_plain(file.read_bytes(), Options()), rows)[0]

    return _streamed(transcripts())


def bulk(words: str) -> dict[str, Any]:
    """Find the keywords in so many words of real text."""
    from qualcode.transcript import Role, Transcript, Turn

    def transcripts() -> Iterator[Any]:
        left = int(words)
        for name, text in _documents():
            said = len(text.split())
            yield Transcript(name, name, text, (Turn(0, len(text), "R", Role.RESPONDENT, name),))
            left -= said
            if left <= 0:
                return

    return _streamed(transcripts())


def _streamed(transcripts: Iterator[Any]) -> dict[str, Any]:
    from qualcode.codebook import Code, Codebook
    from qualcode.coding.index import Indexer
    from qualcode.coding.suggestions import suggestions_in

    load()
    codes = json.loads((CORPUS / "codes.json").read_text(encoding="utf-8"))
    book = Codebook(tuple(Code(code, code, keywords=tuple(words)) for code, words in codes.items()))
    words = 0

    def counted() -> Iterator[Any]:
        nonlocal words
        for transcript in transcripts:
            words += len(transcript.text.split())
            yield transcript

    indexer = Indexer()
    start = cpu()
    table = Counter((hit.code, hit.transcript) for hit in suggestions_in(counted(), book, indexer=indexer))
    seconds = cpu() - start
    distinct = len(indexer.vocabulary)
    return {"seconds": seconds, "words": words, "cells": len(table), "distinct": distinct, "memory": peak()}


def load() -> float:
    """Load all that the engine needs, and return the CPU seconds that this process has used so far."""
    from qualcode.codebook import Code, Codebook
    from qualcode.coding.suggestions import suggest
    from qualcode.dutch import engine
    from qualcode.transcript import Role, Transcript, Turn

    text = "Wij werken samen, in- en uitvoerend, aan leer, scholen, taalachterstand en dingesen."
    engine.load()
    turn = Turn(0, len(text), "R", Role.RESPONDENT, "R")
    suggest(
        [Transcript("R", "R", text, (turn,))],
        Codebook((Code("c", "c", keywords=("samenwerking", "leren", "ding", "scholing", "taal")),)),
    )
    return cpu()


def scored(hits: list[Place]) -> dict[str, Any]:
    """Return recall of the planted words, by kind as well, and precision; lines with topics are left out."""
    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    planted: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for name, start, end, code, _ in truth:
        planted[name.removesuffix(".txt")].append((start, end, code))
    starts = {name: [start for start, _, _ in sorted(words)] for name, words in planted.items()}
    words = {name: sorted(found) for name, found in planted.items()}
    got: set[tuple[str, int, str]] = set()
    chance: Counter[str] = Counter()
    titles = {name: _titles(name) for name in planted}
    hits = [hit for hit in hits if not any(begin <= hit[1] < end for begin, end in titles[hit[0]])]
    for name, start, end, code in hits:
        at = bisect_right(starts[name], start) - 1
        met = {
            item for item in words[name][max(at, 0) : at + 2] if start < item[1] and end > item[0] and item[2] == code
        }
        got |= {(name, begin, code) for begin, _, code in met}
        if not met:
            chance[_word_at(name, start, end)] += 1
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, start, _, code, kind in truth:
        if kind != "decoy":
            kinds[kind][(name.removesuffix(".txt"), start, code) in got] += 1
    every = [sum((item[found] for item in kinds.values()), 0) for found in (True, False)]
    return {
        "recall": share(every[0], sum(every)),
        "precision": share(len(hits) - chance.total(), len(hits)),
        "kinds": ", ".join(f"{kind} {item[True]}/{item.total()}" for kind, item in sorted(kinds.items())),
        "chance": ", ".join(f"{word} {number}" for word, number in chance.most_common(4)),
    }


def _titles(name: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"^\[.*\]$", _text(name), re.MULTILINE)]


def _text(name: str) -> str:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


def _word_at(name: str, start: int, end: int) -> str:
    return _text(name)[start:end].casefold()


def _documents() -> Iterator[tuple[str, str]]:
    for file in sorted(BULK.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                document: Mapping[str, str] = json.loads(line)
                yield str(document["id"]), document["text"]


def cpu() -> float:
    """Return the CPU seconds of this process, which others on the machine do not lengthen."""
    return time.process_time()


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _run(what: str, argument: str, data: Path) -> dict[str, Any]:
    code = f"import json; from benchmarks.dutch import speed; print(json.dumps(speed.{what}({argument!r})))"
    environment = {**os.environ, VARIABLE: str(data)}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(run.stdout)
    return result
