"""Keywords against hand codings: ``python -m benchmarks.dutch study [STUDY]``.

The keywords of the example study's codebook were drawn from its definitions before any transcript
existed, and nothing of the engine was changed in the light of what follows here. Sentences are
counted by theme: is a sentence that the main coder put under a theme met by a keyword of that theme,
and the other way round? The same keywords are searched for in four ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import simplemma

import qualcode
from benchmarks.dutch.figures import Figure, f_score, share
from qualcode.codebook import Codebook
from qualcode.coding.suggestions import Suggestion, suggest
from qualcode.coding.units import Unit, units
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.project import Project

ROOT = Path(__file__).resolve().parent.parent.parent
# A sentence, by transcript and number, under a theme.
Found = frozenset[tuple[str, int, str]]
Search = Callable[[str, str], bool]


class Score(NamedTuple):
    """Precision, recall and F in percent, and how many sentences were found and coded."""

    precision: float
    recall: float
    f: float
    found: int
    coded: int


def measure(study: str | Path = ROOT) -> list[Figure]:
    """Return micro F for each way to search, which the engine's must surpass."""
    table = scores(study)
    best = max(rows["all themes"].f for name, rows in table.items() if name != ENGINE)
    figures = []
    for name, rows in table.items():
        total = rows["all themes"]
        note = f"P {total.precision:.1f} R {total.recall:.1f}"
        figures.append(Figure(f"study, micro F, {name}", total.f, best if name == ENGINE else None, note=note))
    return figures


def scores(study: str | Path = ROOT, transcripts: Iterable[str] | None = None) -> dict[str, dict[str, Score]]:
    """Return, for each way to search, the scores by theme and of all themes together."""
    project = qualcode.open(study)
    names = set(transcripts or project.transcripts)
    gold = coded_by_hand(project, names)
    found = {name: _found_by(project, search, names) for name, search in SEARCHES.items()}
    found[ENGINE] = found_by_engine(project, names)
    return {name: dict(_by_theme(project.codebook, hits, gold)) for name, hits in found.items()}


def coded_by_hand(project: Project, names: set[str]) -> Found:
    """Return what the main coder put under each theme."""
    coded = project.coded(source="hand", unit="sentence")
    rows = zip(coded["transcript"], coded["unit"], coded["theme"], strict=True)
    return frozenset((name, int(number), theme) for name, number, theme in rows if name in names)


def found_by_engine(project: Project, names: set[str]) -> Found:
    """Return what the package suggests without a pipeline."""
    transcripts = [project.transcripts[name] for name in sorted(names)]
    sentences = {item.id: units(item) for item in transcripts}
    return frozenset(
        (hit.transcript, unit.number, project.codebook.theme_of(hit.code).id)
        for hit in suggest(transcripts, project.codebook)
        for unit in sentence_of(hit, sentences)
    )


def sentence_of(hit: Suggestion, sentences: Mapping[str, tuple[Unit, ...]]) -> Iterator[Unit]:
    """Yield the sentences that a suggestion lies in."""
    return (unit for unit in sentences[hit.transcript] if unit.overlaps((hit.start, hit.end)))


def _found_by(project: Project, search: Search, names: set[str]) -> Found:
    keywords = [
        (project.codebook.theme_of(code.id).id, text.strip("=*")) for code in project.codebook for text in code.keywords
    ]
    found = set()
    for name in names:
        text = project.transcripts[name].text
        for unit in units(project.transcripts[name]):
            sentence = text[unit.start : unit.end].casefold()
            found |= {(name, unit.number, theme) for theme, keyword in keywords if search(keyword.casefold(), sentence)}
    return frozenset(found)


def _by_theme(codebook: Codebook, found: Found, gold: Found) -> Iterator[tuple[str, Score]]:
    for theme in codebook.themes:
        yield (
            theme.id,
            _score(
                frozenset(item for item in found if item[2] == theme.id),
                frozenset(item for item in gold if item[2] == theme.id),
            ),
        )
    yield "all themes", _score(found, gold)


def _score(found: Found, gold: Found) -> Score:
    right = len(found & gold)
    return Score(
        share(right, len(found)),
        share(right, len(gold)),
        f_score(right, len(found), len(gold)),
        len(found),
        len(gold),
    )


# Ways to search


def _substring(keyword: str, sentence: str) -> bool:
    return keyword in sentence


def _whole_words(keyword: str, sentence: str) -> bool:
    return bool(_pattern(keyword).search(sentence))


def _simplemma(keyword: str, sentence: str) -> bool:
    wanted, said = _lemmas(keyword), _lemmas(sentence)
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


@lru_cache(maxsize=2_000)
def _pattern(keyword: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(keyword)}\b")


@lru_cache(maxsize=20_000)
def _lemmas(text: str) -> tuple[str, ...]:
    words = (normal_form(text[token.start : token.end]) for token in tokens(text))
    return tuple(simplemma.lemmatize(word, lang="nl").replace("_", "").casefold() for word in words)


ENGINE = "qualcode"
SEARCHES: Mapping[str, Search] = {"substring": _substring, "whole words": _whole_words, "simplemma": _simplemma}


def main(study: str | Path = ROOT) -> None:
    """Print the scores by theme, a row a theme and way."""
    table = scores(study)
    print(f"{'theme':24}{'search':14}{'P':>7}{'R':>7}{'F':>7}{'found':>8}{'coded':>8}")
    for theme in next(iter(table.values())):
        for name, rows in table.items():
            item = rows[theme]
            numbers = f"{item.precision:>7.1f}{item.recall:>7.1f}{item.f:>7.1f}{item.found:>8}{item.coded:>8}"
            print(f"{theme:24}{name:14}{numbers}")


# How far a suggestion can be trusted


class Judged(NamedTuple):
    """A suggestion, and whether the main coder put its sentence under its theme."""

    rule: str
    several_words: bool
    sure: bool
    confidence: float
    agreed: bool


def judged(study: str | Path = ROOT, *, half: int) -> list[Judged]:
    """Return the suggestions in every other conversation: those with an odd place in the list, or an even one."""
    project = qualcode.open(study)
    names = set(sorted(project.transcripts)[half % 2 :: 2])
    gold = coded_by_hand(project, names)
    transcripts = [project.transcripts[name] for name in sorted(names)]
    sentences = {item.id: units(item) for item in transcripts}
    return [
        Judged(
            str(hit.rule),
            len(hit.words) > 1,
            hit.sure,
            hit.confidence,
            any((hit.transcript, unit.number, project.codebook.theme_of(hit.code).id) in gold for unit in where),
        )
        for hit in suggest(transcripts, project.codebook)
        for where in [list(sentence_of(hit, sentences))]
    ]


def calibration(study: str | Path = ROOT) -> None:
    """Print the shares that the confidence rests on, from one half, and how it fares in the other."""
    ours = judged(study, half=0)
    every = sum(item.agreed for item in ours) / len(ours)
    print(f"\nconfidence: {len(ours)} suggestions in half of the conversations, {every:.2f} agreed with")
    for name, group in _groups(ours):
        # A rule that was met a few times only is drawn towards the mean.
        smoothed = (sum(item.agreed for item in group) + PRIOR * every) / (len(group) + PRIOR)
        print(f"  {name:28}{len(group):>5}{smoothed:>7.2f}")
    print("checked in the other half:")
    others = judged(study, half=1)
    for low, high in ((0.0, 0.4), (0.4, 0.55), (0.55, 0.7), (0.7, 1.0)):
        group = [item for item in others if low <= item.confidence < high]
        if group:
            said = sum(item.confidence for item in group) / len(group)
            true = sum(item.agreed for item in group) / len(group)
            print(f"  confidence {low:.2f} to {high:.2f}{len(group):>9} said {said:.2f}, agreed {true:.2f}")
    print(f"  Brier score {brier(others):.3f}; of one number for all {brier_of_mean(others, every):.3f}")


PRIOR = 10


def brier(items: Iterable[Judged]) -> float:
    """Return the mean squared difference between confidence and outcome."""
    listed = list(items)
    return sum((item.confidence - item.agreed) ** 2 for item in listed) / len(listed)


def brier_of_mean(items: Iterable[Judged], mean: float) -> float:
    """Return the same where every suggestion had the confidence `mean`."""
    listed = list(items)
    return sum((mean - item.agreed) ** 2 for item in listed) / len(listed)


def _groups(items: Iterable[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    listed = list(items)
    for rule in dict.fromkeys(item.rule for item in listed):
        for several in (False, True):
            group = [item for item in listed if (item.rule, item.several_words) == (rule, several)]
            if group:
                yield rule + (", several words" if several else ""), group
    unsure = [item for item in listed if not item.sure]
    if unsure:
        yield "not sure", unsure
