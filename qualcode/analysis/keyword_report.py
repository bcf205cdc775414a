"""How good each keyword is, measured by what a coder decided by hand, and which words are missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.coding.placing import Placed, Rejected
from qualcode.coding.suggestions import Finder, Suggestion
from qualcode.coding.units import Unit, units, units_at
from qualcode.dutch.tokens import normal_form, tokens
from qualcode.transcript import Transcript

REPORT_COLUMNS: dict[str, str] = {
    "code": "str",
    "keyword": "str",
    "hits": "int64",
    "sentences": "int64",
    "only_here": "int64",
    "reviewed": "int64",
    "precision": "Float64",
    "theme_precision": "Float64",
    "recall": "Float64",
    "accepted": "int64",
    "rejected": "int64",
    "only_rejected": "bool",
    "also_under": "str",
}
IDEA_COLUMNS: dict[str, str] = {
    "term": "str",
    "sentences": "int64",
    "elsewhere": "int64",
    "respondents": "int64",
    "log_odds": "float64",
    "chi2": "float64",
    "keyword": "str",
    "example": "str",
}


class HandCoded(NamedTuple):
    """What a coder decided, to measure keywords against: codings with a place, what was read, what was rejected."""

    codings: Sequence[Placed]
    read: Mapping[str, Sequence[tuple[int, int]]]
    rejected: frozenset[Rejected]


def report_frame(
    finder: Finder, codebook: Codebook, transcripts: Sequence[Transcript], hand: HandCoded
) -> pd.DataFrame:
    """Return a row for each keyword of each code, with the columns of `REPORT_COLUMNS`.

    All are counted in sentences. `only_here` are those that no other keyword of the code finds;
    of the `reviewed` ones, `precision` is the share that the coder put under the code (or one below
    it), `theme_precision` under its theme; `recall` is the share of the code's reviewed sentences
    that the keyword finds; all are missing where there is nothing to measure by. `accepted` and
    `rejected` count decisions on its suggestions; `only_rejected` says that each was rejected;
    `also_under` names other codes, outside its line, under which the coder put its sentences.
    """
    sentences = _Sentences(transcripts)
    coded = sentences.coded(hand.codings, codebook)
    reviewed = sentences.within(hand.read)
    rows = [row for code in codebook for row in _report_of(code.id, finder, codebook, sentences, coded, reviewed, hand)]
    return frame_of(rows, REPORT_COLUMNS)


def ideas_frame(
    code: str, finder: Finder, codebook: Codebook, transcripts: Sequence[Transcript], hand: HandCoded, n: int = 40
) -> pd.DataFrame:
    """Return words and pairs of words that set the sentences coded with `code` apart from the others.

    The columns are those of `IDEA_COLUMNS`: in how many sentences of the code and elsewhere the
    `term` (a word in small letters, or two beside each other) stands, of how many respondents, by
    how much it is likelier there (`log_odds`, in units of its standard error), `chi2`, and the
    `keyword` of the code that finds it already, if one does.
    """
    sentences = _Sentences(transcripts)
    reviewed = sentences.within(hand.read)
    inside = {at for at, codes in sentences.coded(hand.codings, codebook).items() if code in codes} & reviewed
    terms = {at: _terms(sentences.text(at)) for at in sorted(reviewed)}
    found = [
        (at, hit.keyword, normal_form(" ".join(sentences.words(hit))))
        for text in codebook[code].keywords
        for hit in finder.of_keyword(code, text)
        for at in sentences.of(hit)
    ]
    return frame_of(_ideas(terms, inside, sentences, {words: keyword for _, keyword, words in found})[:n], IDEA_COLUMNS)


class _Sentences:
    """The respondents' sentences, each by the pair of its transcript and its number."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        self._transcripts = {transcript.id: transcript for transcript in transcripts}
        self.units = {transcript.id: units(transcript, "sentence") for transcript in transcripts}
        self._at = {transcript.id: units_at(transcript) for transcript in transcripts}

    def of(self, span: Suggestion) -> list[tuple[str, int]]:
        return [(span.transcript, unit.number) for unit in self._at[span.transcript].meeting(span.start, span.end)]

    def unit(self, at: tuple[str, int]) -> Unit:
        return self.units[at[0]][at[1] - 1]

    def text(self, at: tuple[str, int]) -> str:
        unit = self.unit(at)
        return self._transcripts[at[0]].text[unit.start : unit.end]

    def words(self, hit: Suggestion) -> list[str]:
        text = self._transcripts[hit.transcript].text
        return [text[start:end] for start, end in hit.words]

    def coded(self, codings: Iterable[Placed], codebook: Codebook) -> dict[tuple[str, int], set[str]]:
        """Return of each coded sentence its codes and all above them."""
        found: dict[tuple[str, int], set[str]] = {}
        for item in codings:
            if item.code is None or item.start is None or item.end is None:
                continue
            for unit in self._at[item.transcript].meeting(item.start, item.end):
                found.setdefault((item.transcript, unit.number), set()).update(codebook.line_of(item.code))
        return found

    def within(self, read: Mapping[str, Sequence[tuple[int, int]]]) -> set[tuple[str, int]]:
        """Return the sentences that lie in what was read."""
        return {
            (name, unit.number)
            for name, spans in read.items()
            for unit in self.units.get(name, ())
            if any(start <= unit.start and unit.end <= end for start, end in spans)
        }


_Coded = Mapping[tuple[str, int], set[str]]


def _report_of(
    code: str,
    finder: Finder,
    codebook: Codebook,
    sentences: _Sentences,
    coded: _Coded,
    reviewed: set[tuple[str, int]],
    hand: HandCoded,
) -> Iterator[tuple[object, ...]]:
    hits = {text: finder.of_keyword(code, text) for text in dict.fromkeys(codebook[code].keywords)}
    where = {text: {at for hit in found for at in sentences.of(hit)} for text, found in hits.items()}
    times = Counter(at for found in where.values() for at in found)
    theme, line = codebook.theme_of(code).id, set(codebook.line_of(code))
    mine = {at for at in reviewed if code in coded.get(at, ())}
    accepted = Counter(
        origin.get("keyword") for item in hand.codings if item.code == code and (origin := item.coding.origin)
    )
    for text, found in hits.items():
        seen = where[text] & reviewed
        rejected = sum((hit.transcript, hit.start, hit.end, code) in hand.rejected for hit in found)
        others = Counter(
            other
            for at in seen
            for other in coded.get(at, ())
            if theme not in codebook.line_of(other) and other not in line
        )
        yield (
            *(code, text, len(found), len(where[text]), sum(times[at] == 1 for at in where[text]), len(seen)),
            _part(sum(code in coded.get(at, ()) for at in seen), len(seen)),
            _part(sum(theme in coded.get(at, ()) for at in seen), len(seen)),
            _part(len(where[text] & mine), len(mine)),
            *(accepted[text], rejected, bool(found) and rejected == len(found)),
            ", ".join(f"{other} ({count})" for other, count in others.most_common(5)) or None,
        )


def _part(count: int, total: int) -> float | None:
    return round(count / total, 3) if total else None


def _terms(text: str) -> set[str]:
    words = [normal_form(text[token.start : token.end]) for token in tokens(text)]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _ideas(
    terms: Mapping[tuple[str, int], set[str]],
    inside: set[tuple[str, int]],
    sentences: _Sentences,
    known: Mapping[str, str],
) -> list[tuple[object, ...]]:
    here = Counter(term for at in inside & terms.keys() for term in terms[at])
    there = Counter(term for at in terms.keys() - inside for term in terms[at])
    candidates = [term for term, count in here.items() if count > 1]
    if not candidates or not there:
        return []
    chi2 = dict(zip(candidates, _chi2(candidates, terms, inside), strict=True))
    total = len(inside), len(terms) - len(inside)
    rows: list[tuple[object, ...]] = []
    for term in candidates:
        odds = _log_odds(here[term], there[term], *total)
        where = sorted(at for at in inside if term in terms[at])
        people = {sentences.unit(at).respondent for at in where}
        example = f"{where[0][0]}: {' '.join(sentences.text(where[0]).split())[:120]}"
        rows.append((term, here[term], there[term], len(people), odds, chi2[term], _keyword_of(term, known), example))
    return sorted((row for row in rows if float(str(row[4])) > 1), key=lambda row: (-float(str(row[4])), str(row[0])))


def _keyword_of(term: str, known: Mapping[str, str]) -> str | None:
    return next((keyword for words, keyword in known.items() if words in (term, *term.split())), None)


def _log_odds(here: int, there: int, inside: int, outside: int) -> float:
    """Return the log-odds ratio of a term, smoothed by half a sentence, divided by its standard error."""
    one, other = (here + 0.5, inside - here + 0.5), (there + 0.5, outside - there + 0.5)
    ratio = math.log(one[0] / one[1]) - math.log(other[0] / other[1])
    return round(ratio / math.sqrt(sum(1 / count for count in (*one, *other))), 2)


def _chi2(
    candidates: Sequence[str], terms: Mapping[tuple[str, int], set[str]], inside: set[tuple[str, int]]
) -> list[float]:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.feature_selection import chi2

    vectorizer = CountVectorizer(analyzer=list, vocabulary=list(candidates), binary=True)
    wanted = set(candidates)
    table = vectorizer.transform([terms[at] & wanted for at in terms])
    values, _ = chi2(table, [at in inside for at in terms])
    return [round(float(value), 2) for value in values]
