"""Separable verbs on Universal Dependencies, by cross-validation with folds by document, and in interviews.

"Apart" counts the particles that annotators joined to a verb (``compound:prt``) whose lemma has them
("samen_werken"); what they joined as an idiom counts neither way. "End to end" counts all verbs with a
particle in their lemma, in one word or apart, by the place of the verb and the lemma found.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.dutch.figures import Figure, f_score
from benchmarks.dutch.lemmas import FILES, FOLDS, OLDER
from qualcode.dutch.separable_list import find_verb
from qualcode.dutch.tagger import tag_with
from qualcode.dutch.tokens import tokens
from qualcode.dutch.verbs import SeparableVerb, find, separable_verbs
from tools.dutch_data import tagger, verb_pairs
from tools.dutch_data.conllu import Sentence, folds, read_conllu

OWN_LIST = Path(__file__).resolve().parents[2] / "tests" / "dutch" / "data" / "separable_verbs.tsv"
# "Onverwacht" has the lemma "on_verwachten"; "on" is no particle.
_NO_PARTICLE = "on_"
Finder = Callable[[Sequence[str]], list[SeparableVerb]]


class Answers(NamedTuple):
    """Of one sentence what is right, and what was found."""

    right: frozenset[object]
    found: frozenset[object]


def measure(ud: Path, interviews: Path) -> list[Figure]:
    """Return the figures on the files in `ud`, on the sentences of `interviews`, and on the project's own list."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for name, sentence, finder in _held_out(ud):
        found = finder([token.form for token in sentence.tokens])
        for kind, answers in (("apart", _apart(sentence, found)), ("end to end", _end_to_end(sentence, found))):
            counts[name, kind, "right"] += len(answers.right & answers.found)
            counts[name, kind, "found"] += len(answers.found)
            counts[name, kind, "expected"] += len(answers.right)
    bars = {"apart": (83.0, 87.0), "end to end": (91.0, 94.0)}
    return [
        *(
            Figure(
                f"separable verbs, {kind}, {name}",
                f_score(*(counts[name, kind, part] for part in ("right", "found", "expected"))),
                *bars[kind],
            )
            for kind in bars
            for name in FILES
        ),
        *_in_interviews(interviews),
        *_own_list(),
    ]


def _held_out(ud: Path) -> Iterator[tuple[str, Sentence, Finder]]:
    """Yield each sentence with a finder that has learned nothing from its document."""
    every = {name: read_conllu(ud / file) for name, file in FILES.items()}
    older = read_conllu(ud / OLDER)
    parts = {name: list(folds(sentences, FOLDS)) for name, sentences in every.items()}
    for fold in range(FOLDS):
        held = {sentence.document for name in FILES for sentence in parts[name][fold][1]}
        learned = [sentence for name in FILES for sentence in parts[name][fold][0] if sentence.document not in held]
        apart = [sentence for sentence in older if sentence.document not in held]
        classes = tagger.learn([*apart, *learned * tagger.TODAY])
        finder = partial(find, learned=verb_pairs.learn([*apart, *learned]), tag=partial(tag_with, classes))
        for name in FILES:
            for sentence in parts[name][fold][1]:
                yield name, sentence, finder


def _apart(sentence: Sentence, found: Sequence[SeparableVerb]) -> Answers:
    gold = verb_pairs.gold(sentence)
    idioms = {tuple(sorted(pair)) for pair in gold.idioms}
    pairs = {verb.at for verb in found if len(verb.at) == 2}
    return Answers(frozenset(tuple(sorted(pair)) for pair in gold.verbs), frozenset(pairs - idioms))


def _end_to_end(sentence: Sentence, found: Sequence[SeparableVerb]) -> Answers:
    idioms = {tuple(sorted(pair)) for pair in verb_pairs.gold(sentence).idioms}
    right = frozenset(
        (at, token.lemma.replace("_", "").casefold())
        for at, token in enumerate(sentence.tokens)
        if token.upos == "VERB" and "_" in token.lemma.strip("_") and not token.lemma.startswith(_NO_PARTICLE)
    )
    places = ((_place(sentence, verb), _bare(verb.verb)) for verb in found if verb.at not in idioms)
    return Answers(right, frozenset(places))


def _place(sentence: Sentence, verb: SeparableVerb) -> int:
    """Return the place of the verb, not of its particle."""
    entry = find_verb(verb.verb)
    particle = entry.particle if entry else ""
    return next((at for at in reversed(verb.at) if sentence.tokens[at].form.casefold() != particle), verb.at[-1])


def _bare(verb: str) -> str:
    return verb.replace("-", "")


def _in_interviews(file: Path) -> list[Figure]:
    """Count the sentences (with a tab the verbs that they have) in which all verbs are found."""
    if not file.exists():
        return []
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
    right = sum(set(verbs.split(",")) <= {found.verb for found in separable_verbs(words(text))} for text, verbs in rows)
    return [Figure(f"separable verbs, of {len(rows)} interview sentences", right, 12.0, float(len(rows)))]


def _own_list() -> list[Figure]:
    """Measure each half of the project's list; the rules were made with the first in sight."""
    with OWN_LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Figure(f"separable verbs, own list, {half} half", f_score(*_counts(row for row in rows if row["half"] == half)))
        for half in ("tuning", "kept")
    ]


def _counts(rows: Iterator[dict[str, str]]) -> tuple[int, int, int]:
    right = found = expected = 0
    for row in rows:
        gold = set((row["verbs"] or "").split())
        seen = {f"{verb.verb}/{verb.kind}" for verb in separable_verbs(words(row["sentence"]))}
        right, found, expected = right + len(gold & seen), found + len(seen), expected + len(gold)
    return right, found, expected


def words(text: str) -> list[str]:
    """Return the words and marks of a text.

    >>> words("Ik werk samen, hoor.")
    ['Ik', 'werk', 'samen', ',', 'hoor', '.']
    """
    found: list[str] = []
    end = 0
    for token in tokens(text):
        found += [*text[end : token.start].split(), text[token.start : token.end]]
        end = token.end
    return [*found, *text[end:].split()]
