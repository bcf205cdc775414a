"""Is every answer put under its question of the guide? ``python -m benchmarks.guide [STUDY]``.

Each interview is aligned with what was decided by hand on the others (or with nothing but the guide), by
weights that were learned from the others, and compared with what was decided by hand in the study's
journals: nothing of the interview itself is used. Expressions were written, and all was chosen, with eight of the interviews in
view (`TUNED`, drawn with `SEED`); the figures of the other eight stand apart. Two simpler ways stand
beside: the nearest question by TF-IDF over words, and equal division by position.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

import qualcode
from benchmarks.guide_weights import Gold, Learner, read_gold
from qualcode.coding.alignment.aligner import Aligner, Weights
from qualcode.coding.alignment.turns import Asking, askings
from qualcode.coding.answers import Answer, Asked, Does
from qualcode.dutch.tokens import count_words
from qualcode.guide import InterviewGuide
from qualcode.transcript import Transcript

SEED = 6
BINS = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))
_IDS = [f"R{number:02}" for number in range(1, 17)]
TUNED = tuple(sorted(Random(SEED).sample(_IDS, 8)))

_BEST, _ALONE = "aligned, with the others' decisions", "aligned, with the guide only"
# For every turn of the interviewer: a question (None for none) and how sure it is.
Guesses = Mapping[int, tuple[str | None, float]]


class Judged(NamedTuple):
    """One turn of the interviewer: does it ask a question, is its question and its topic right, how sure, how much was answered."""

    asks: bool
    question: bool
    topic: bool
    confidence: float
    words: int


def judged(turns: Sequence[Asking], gold: Mapping[int, Asked], guesses: Guesses, guide: InterviewGuide) -> list[Judged]:
    """Compare guesses with what was decided; what asks nothing goes on with the question before it."""
    on: tuple[str, ...] = ()
    rows = []
    for turn in turns:
        decided = gold[turn.turn]
        on = decided.questions or on
        guess, confidence = guesses[turn.turn]
        topics = {guide[name].topic for name in on}
        rows.append(
            Judged(
                decided.does is Does.ASKS,
                guess in on if on else guess is None,
                guide[guess].topic in topics if guess and on else guess is None and not on,
                confidence,
                count_words(turn.answer),
            )
        )
    return rows


def aligned(
    guide: InterviewGuide, transcripts: Sequence[Transcript], gold: Gold, weights: Mapping[str, Weights], *, learn: bool
) -> dict[str, Guesses]:
    """Return the guesses for each interview, from the guide, the weights for it, and what was decided on the others."""
    found: dict[str, Guesses] = {}
    for transcript in transcripts:
        others = {name: turns for name, turns in gold.items() if name != transcript.id}
        aligner = Aligner(guide, transcripts, others, learn=learn, weights=weights[transcript.id])
        answers = aligner.answers(transcript.id)
        found[transcript.id] = {turn.turn: _guess(answers[turn.turn]) for turn in askings(transcript)}
    return found


def _guess(answer: Answer) -> tuple[str | None, float]:
    return answer.question, answer.confidence if answer.confidence is not None else 0.0


def nearest(guide: InterviewGuide, transcripts: Sequence[Transcript], *, synonyms: bool) -> dict[str, Guesses]:
    """Return the nearest question of the guide by TF-IDF over words, for every turn by itself."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    wordings = [(q.id, text) for q in guide.questions for text in (q.text, *(q.synonyms if synonyms else ()))]
    found: dict[str, Guesses] = {}
    for transcript in transcripts:
        turns = askings(transcript)
        vectorizer = TfidfVectorizer().fit([*(text for _, text in wordings), *(turn.words for turn in turns)])
        known = vectorizer.transform([text for _, text in wordings])
        alike = (vectorizer.transform([turn.words for turn in turns]) @ known.T).toarray()
        best = alike.argmax(axis=1)
        found[transcript.id] = {
            turn.turn: (wordings[at][0], float(row[at])) for turn, at, row in zip(turns, best, alike, strict=True)
        }
    return found


def by_position(guide: InterviewGuide, transcripts: Sequence[Transcript]) -> dict[str, Guesses]:
    """Return the guide's questions spread evenly over the turns of the interviewer."""
    found: dict[str, Guesses] = {}
    for transcript in transcripts:
        turns = askings(transcript)
        ids = [question.id for question in guide.questions]
        found[transcript.id] = {turn.turn: (ids[at * len(ids) // len(turns)], 0.0) for at, turn in enumerate(turns)}
    return found


def _line(name: str, rows: Sequence[Judged]) -> str:
    asking = [row for row in rows if row.asks]
    sure = [row for row in rows if row.confidence > 0.9]
    words = sum(row.words for row in rows)
    figures = (
        sum(row.question for row in asking) / len(asking),
        sum(row.words for row in rows if row.topic) / words,
        sum(row.question for row in rows) / len(rows),
        len(sure) / len(rows),
        sum(row.question for row in sure) / len(sure) if sure else float("nan"),
    )
    return f"{name:48}" + "".join(f"{figure:>12.1%}" for figure in figures)


def _reliability(rows: Iterable[Judged]) -> str:
    rows = list(rows)
    lines = ["confidence   answers   mean said   right"]
    for low, high in BINS:
        part = [row for row in rows if low <= row.confidence < high]
        if part:
            said, right = np.mean([row.confidence for row in part]), np.mean([row.question for row in part])
            lines.append(f"{low:.1f}–{min(high, 1):.1f}   {len(part):>10}{said:>12.2f}{right:>8.2f}")
    return "\n".join(lines)


def _seconds(guide: InterviewGuide, transcripts: Sequence[Transcript], decided: Gold) -> float:
    """Return the CPU time that it takes to align all interviews, after start-up."""
    Aligner(guide, transcripts[:1]).answers(transcripts[0].id)
    start = time.process_time()
    aligner = Aligner(guide, transcripts, decided)
    for transcript in transcripts:
        aligner.answers(transcript.id)
    return time.process_time() - start


def main(arguments: Sequence[str]) -> None:
    """Print the comparison, the reliability of the confidence, and the time."""
    project = qualcode.open(arguments[0] if arguments else Path(__file__).parents[1])
    gold, guide = read_gold(project), project.guide
    transcripts = [text for name, text in project.transcripts.items() if name in gold]
    ids = [transcript.id for transcript in transcripts]
    seconds = [_seconds(guide, transcripts, decided) for decided in ({}, gold)]
    learner = Learner(guide, transcripts, gold)
    weights = {name: learner.weights([other for other in ids if other != name]) for name in ids}
    ways: dict[str, Callable[[], Mapping[str, Guesses]]] = {
        _BEST: lambda: aligned(guide, transcripts, gold, weights, learn=True),
        _ALONE: lambda: aligned(guide, transcripts, gold, weights, learn=False),
        "nearest by TF-IDF": lambda: nearest(guide, transcripts, synonyms=False),
        "nearest by TF-IDF, with synonyms": lambda: nearest(guide, transcripts, synonyms=True),
        "equal division by position": lambda: by_position(guide, transcripts),
    }
    parts = {"all": ids, "tuned on": TUNED, "not tuned on": [name for name in ids if name not in TUNED]}
    print(f"{'':48}{'question':>12}{'topic/words':>12}{'all turns':>12}{'above 0.9':>12}{'of these':>12}")
    judgements = {}
    for way, guesses_of in ways.items():
        guesses = guesses_of()
        for part, names in parts.items():
            rows = [
                row
                for text in transcripts
                if text.id in names
                for row in judged(askings(text), gold[text.id], guesses[text.id], guide)
            ]
            judgements[way, part] = rows
            print(_line(f"{way} ({part})", rows))
    for way, part in ((_BEST, "all"), (_BEST, "not tuned on"), (_ALONE, "all")):
        print(f"\n{way} ({part}):\n{_reliability(judgements[way, part])}")
    print(
        f"\nCPU for {len(ids)} interviews, after start-up: {seconds[0]:.2f} s, and {seconds[1]:.2f} s with all decided."
    )
    print(f"Expressions were written with these in view: {', '.join(TUNED)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
