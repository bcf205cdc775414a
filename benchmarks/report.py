"""How large and how quick is the HTML report? ``python -m benchmarks.report``.

A study of 20 interviews of 10,000 words with 1,500 coded sentences is made up; the page is built from it, and
opened in Chromium where that is installed.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path

from qualcode.project import Project, open_study

INTERVIEWS, WORDS, CODED, CODES = 20, 10_000, 1_500, 25
_WORDS = (
    "de en ik het een dat van in je is niet die te op ja maar met er dan wel voor als zijn ook heb om wat nou zo aan "
    "naar bij we heeft was of gewoon eigenlijk hebben moet kan nog uit school ouders kinderen wijk peuters taal groep "
    "gemeente geld jaar week samen overleg leraar thuis straat"
).split()


def make_study(folder: Path) -> Project:
    """Write the study, code it, and return it."""
    dice = random.Random(1)
    codes = "".join(f"  - id: thema{number}\n    name: Thema {number}\n" for number in range(CODES))
    rows = "".join(f"R{number:02};R{number:02};onderwijs\n" for number in range(INTERVIEWS))
    (folder / "interviews").mkdir(parents=True)
    (folder / "codebook.yaml").write_text(f"codes:\n{codes}", encoding="utf-8")
    (folder / "interviews" / "respondents.csv").write_text(f"respondent;transcript;sector\n{rows}", encoding="utf-8")
    for number in range(INTERVIEWS):
        turns = [
            f"I: {_sentence(dice)}\n\nR: {' '.join(_sentence(dice) for _ in range(8))}" for _ in range(WORDS // 110)
        ]
        (folder / "interviews" / f"R{number:02}.txt").write_text("\n\n".join(turns), encoding="utf-8")
    project = open_study(folder)
    coder = project.coder("anna")
    for _ in range(CODED):
        transcript = dice.choice(list(project.transcripts.values()))
        turn = dice.choice([turn for turn in transcript.turns if turn.respondent])
        start = turn.start + transcript.speech(turn).find(". ", dice.randrange(turn.end - turn.start - 90)) + 2
        coder.code(transcript.id, (start, min(start + 60, turn.end)), f"thema{dice.randrange(CODES)}")
    project.reload()
    return project


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=12)).capitalize() + "."


def main() -> None:
    """Print size and times."""
    folder = Path(tempfile.mkdtemp())
    try:
        project = make_study(folder / "studie")
        project.coded()
        words = sum(transcript.word_count for transcript in project.transcripts.values())
        began = time.process_time()
        path = project.report()
        built = time.process_time() - began
        print(f"{INTERVIEWS} interviews, {words:,} words, {CODED:,} codings, {CODES} codes")
        print(f"size   {path.stat().st_size / 1e6:.2f} MB")
        print(f"built  {built:.2f} s of CPU, coding counted for it included")
        print(_shown(path))
    finally:
        shutil.rmtree(folder)


def _shown(path: Path) -> str:
    chromium = shutil.which("chromium")
    if chromium is None:
        return "shown  not measured: Chromium is not installed"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("#matrix tbody button")
        shown = time.perf_counter() - began
        page.locator('#matrix tbody button:not([data-n="0"])').first.click()
        began = time.perf_counter()
        page.locator("#quotes li button").first.click()
        page.wait_for_selector("#transcript mark.here")
        place = time.perf_counter() - began
        browser.close()
    return f"shown  {shown:.2f} s; from a quote to its place in the transcript {place:.2f} s"


if __name__ == "__main__":
    main()
