"""Planted keywords: how many are found, in what time beside a regular expression, in what memory.

The job is that of a researcher: open a study of sixteen interviews of 10,000 words, search forty
keywords, count by code and transcript; cold, with the engine loaded.
"""

from __future__ import annotations

import json
import re
import resource
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from benchmarks.dutch.figures import Figure, share
from qualcode.dutch.compounds import find_in_word
from qualcode.dutch.lemmas import lemmas
from qualcode.project import open_study

Place = tuple[str, int, int, str]


def measure(corpus: Path) -> list[Figure]:
    """Return recall, precision, the ratio of times (below 2 is asked for) and peak memory in MB."""
    codes: dict[str, list[str]] = json.loads((corpus / "codes.json").read_text(encoding="utf-8"))
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(corpus.glob("R*.txt"))}
    began = time.process_time()
    lemmas("scholen")
    find_in_word("taal", "taalles")
    start_up = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        study = _study(Path(folder), codes, texts)
        began = time.process_time()
        found = open_study(study).suggestions()
        Counter(zip(found["code"], found["transcript"], strict=True))
        ours = time.process_time() - began
        began = time.process_time()
        _plain(study, codes)
        plain = time.process_time() - began
    truth: list[tuple[str, int, int, str, str]] = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))
    # Nothing was planted in the lines that name a topic.
    topics = {
        name: [match.span() for match in re.finditer(r"^\[.*\]$", text, re.MULTILINE)] for name, text in texts.items()
    }
    hits = [
        (f"{transcript}.txt", start, end, code)
        for transcript, start, end, code in zip(
            found["transcript"], found["start"], found["end"], found["code"], strict=True
        )
        if not any(first <= start < last for first, last in topics[f"{transcript}.txt"])
    ]
    planted = [(name, start, end, code) for name, start, end, code, kind in truth if kind != "decoy"]
    return [
        Figure("planted keywords, recall", share(_met(planted, hits), len(planted)), 97, 99),
        Figure("planted keywords, precision", share(_met(hits, planted), len(hits)), 98, 99),
        Figure("time beside a regular expression, times", ours / plain, note=f"asked: at most 2.0; {ours:.2f} s"),
        Figure("start-up of lexicon and parts, seconds", start_up, note="asked: under 1.5 with the imports"),
        Figure(
            "peak memory, MB",
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            note="of the whole benchmark; asked: under 250",
        ),
    ]


def _study(folder: Path, codes: dict[str, list[str]], texts: dict[str, str]) -> Path:
    (folder / "interviews").mkdir()
    names = [name.removesuffix(".txt") for name in texts]
    for name, text in texts.items():
        (folder / "interviews" / name).write_text(text, encoding="utf-8")
    rows = "".join(f"{name};{name};{name}\n" for name in names)
    (folder / "interviews" / "respondents.csv").write_text(f"respondent;transcript;speaker\n{rows}", encoding="utf-8")
    book = {"codes": [{"id": code, "name": code, "keywords": keywords} for code, keywords in codes.items()]}
    (folder / "codebook.yaml").write_text(yaml.safe_dump(book), encoding="utf-8")
    return folder


def _plain(study: Path, codes: dict[str, list[str]]) -> Counter[tuple[str, str]]:
    """Do the same with whole words only."""
    patterns = {
        code: re.compile(rf"\b(?:{'|'.join(map(re.escape, keywords))})\b", re.IGNORECASE)
        for code, keywords in codes.items()
    }
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted((study / "interviews").glob("R*.txt"))}
    return Counter(
        (code, name)
        for name, text in texts.items()
        for code, pattern in patterns.items()
        for _ in pattern.finditer(text)
    )


def _met(wanted: Sequence[Place], places: Iterable[Place]) -> int:
    """Return how many of `wanted` overlap a place of the same code in the same file."""
    by_key: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for name, start, end, code in places:
        by_key.setdefault((name, code), []).append((start, end))
    for found in by_key.values():
        found.sort()

    def overlaps(item: Place) -> bool:
        name, start, end, code = item
        found = by_key.get((name, code), [])
        at = bisect_right(found, (end - 1, end))
        return any(one[1] > start and one[0] < end for one in found[max(0, at - 2) : at + 1])

    return sum(map(overlaps, wanted))
