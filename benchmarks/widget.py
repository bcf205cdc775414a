"""How quick is the widget? ``python -m benchmarks.widget [--markdown]``.

In Debian's Chromium, without Jupyter: how long Python and then the page take to show a transcript, from a key until
Python says that the coding is on the disk, until it is painted, and how long scrolling keeps a frame. The session, its
journal and the disk are real ones.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from qualcode.project import open_study
from qualcode.widget.session import Session
from tests.browser import CHROMIUM
from tests.widget.harness import Screen, served

CODES = 30
WORDS = (10_000, 50_000)
SPANS_PER_1000_WORDS = 30
SENTENCES = (
    "Dat is hier met het wijkteam goed geregeld, maar die schotten tussen de potjes blijven.",
    "Nou ja, je belt eens met zo'n school en dan hoor je er weken niets meer van 🙂.",
    "De vve, die doet het; de ouders komen en de kinderen leren er praten.",
    "Wij zeggen altijd: eerst de koffie, dan het formulier.",
)
# From the arrival of a transcript until a frame later, when it is on the screen. The line of the tests is a slow
# one, so that it gives back here what it heard before; how long Python takes to answer is measured in Python.
PAINTED = """() => new Promise((done) => {
  const begin = performance.now();
  const seen = new MutationObserver(() => {
    if (!document.querySelector(".qc-turn")) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
  });
  seen.observe(document.querySelector("#host"), { childList: true, subtree: true });
  const { send } = line;
  line.send = ({ id, op }) => op === "hello" && queueMicrotask(() => line.hear([{ ...line.view, re: id }]));
  ends[0](); ends[0] = show();
  line.send = send;
})"""
# From a key until the coding is painted, and until 'saved' is shown.
KEYED = """() => new Promise((done) => {
  const doc = document.querySelector(".qc-doc");
  const before = document.querySelectorAll(".qc-margin .qc-is-coding").length;
  const begin = performance.now();
  let painted = 0, sent = false;
  const seen = new MutationObserver(() => {
    const now = performance.now() - begin;
    if (!painted && document.querySelectorAll(".qc-margin .qc-is-coding").length > before) painted = now;
    const { state } = document.querySelector(".qc-status").dataset;
    sent ||= state === "saving";
    // What the interviewer says is refused, and what is coded already stays as it is: neither is measured.
    if (state !== "refused" && !(sent && state === "saved")) return;
    seen.disconnect();
    done(painted && state === "saved" ? [painted, now] : null);
  });
  seen.observe(document.querySelector(".qc"), { childList: true, subtree: true, attributes: true });
  doc.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true, composed: true }));
})"""
# The time between frames while the text is scrolled from top to end.
SCROLLED = """() => new Promise((done) => {
  const doc = document.querySelector(".qc-doc");
  const frames = [];
  let last = performance.now(), step = 0;
  const next = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    step += 1;
    doc.scrollTop = doc.scrollHeight * step / 100;
    if (step < 100) requestAnimationFrame(next);
    else done(frames.slice(1));
  };
  requestAnimationFrame(next);
})"""


def study(folder: Path, words: int) -> Path:
    """Write a study of one long, densely coded interview."""
    dice = random.Random(1)
    lines: list[str] = []
    said = 0
    while said < words:
        answer = " ".join(dice.choices(SENTENCES, k=dice.randint(1, 6)))
        lines += ["I: En hoe gaat dat dan?", f"R: {answer}"]
        said += len(answer.split()) + 5
    codes = "\n".join(
        f"  - {{id: c{number}, name: Code nummer {number}, keywords: [{'wijkteam' if number == 0 else 'formulier' if number == 1 else f'woord{number}'}]}}"
        for number in range(CODES)
    )
    files = {
        "interviews/R01.txt": "\n".join(lines),
        "interviews/respondents.csv": "respondent;transcript\nR01;R01\n",
        "codebook.yaml": f"codes:\n{codes}\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _code(folder, dice, words * SPANS_PER_1000_WORDS // 1000)
    return folder


def _code(folder: Path, dice: random.Random, count: int) -> None:
    project = open_study(folder)
    coder = project.coder("anna")
    turns = [turn for turn in project.transcripts["R01"].turns if turn.respondent]
    for _ in range(count):
        turn = dice.choice(turns)
        start = dice.randrange(turn.start, turn.end - 10)
        coder.code("R01", (start, min(turn.end, start + dice.randint(10, 120))), f"c{dice.randrange(CODES)}")


def measure(browser: Browser, address: str, words: int) -> dict[str, Any]:
    """Return the figures for a transcript of so many words."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(open_study(study(Path(folder), words)), "R01", coder="anna")
        screen = Screen(browser, address, session, counted=False)
        asked = [_asked(session) for _ in range(5)]
        paints = [screen.page.evaluate(PAINTED) for _ in range(5)]
        screen.text(1).click()
        keyed: list[list[float]] = []
        for _ in range(40):
            screen.press("ArrowDown")
            keyed += filter(None, [screen.page.evaluate(KEYED)])
        frames = screen.page.evaluate(SCROLLED)
        items = session.desk.items("R01").values()
        screen.close()
    return {
        "words": words,
        "codings": sum(item["kind"] == "coding" for item in items),
        "suggestions": sum(item["kind"] == "suggestion" for item in items),
        "Python's answer, ms": statistics.median(asked),
        "first paint, ms": statistics.median(paints),
        "key to painted, ms": statistics.median(painted for painted, _ in keyed),
        "key to 'opgeslagen', ms": statistics.median(saved for _, saved in keyed),
        "… at worst, ms": max(saved for _, saved in keyed),
        "frame while scrolling, ms": statistics.median(frames),
        "… 95th percentile, ms": sorted(frames)[int(len(frames) * 0.95)],
    }


def _asked(session: Session) -> float:
    begin = time.perf_counter()
    json.dumps(session.handle({"id": "0", "op": "hello"}))
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Print a table: a column a length of transcript."""
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        figures = [measure(browser, address, words) for words in WORDS]
        browser.close()
    markdown = "--markdown" in sys.argv
    for number, name in enumerate(figures[0]):
        cells = [f"{one[name]:,.0f}" for one in figures]
        print(
            f"| {name} | {' | '.join(cells)} |" if markdown else f"{name:28}{''.join(f'{cell:>10}' for cell in cells)}"
        )
        if markdown and number == 0:
            print(f"| --- |{' ---: |' * len(cells)}")


if __name__ == "__main__":
    main()
