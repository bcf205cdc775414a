"""Tables of keywords: what one finds and what it does not, its words in their lines, and where two overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.coding.index import WordIndex
from qualcode.coding.keywords import parse_keyword
from qualcode.coding.near_misses import near_misses
from qualcode.coding.suggestions import Finder, Suggestion
from qualcode.text import Span
from qualcode.transcript import Transcript

KEYWORD_COLUMNS: dict[str, str] = {
    "matched": "bool",
    "form": "str",
    "count": "int64",
    "transcripts": "int64",
    "rule": "str",
    "lemma": "str",
    "split": "str",
    "why": "str",
    "example": "str",
}
KWIC_COLUMNS: dict[str, str] = {
    "transcript": "str",
    "respondent": "str",
    "turn": "int64",
    "start": "int64",
    "end": "int64",
    "before": "str",
    "words": "str",
    "after": "str",
    "rule": "str",
    "flag": "str",
    "confidence": "float64",
}
OVERLAP_COLUMNS: dict[str, str] = {
    "code": "str",
    "keyword": "str",
    "other_code": "str",
    "other_keyword": "str",
    "both": "int64",
    "share": "float64",
    "example": "str",
}
_WIDTH = 40


def keyword_frame(text: str, finder: Finder) -> pd.DataFrame:
    """Return a row for each form that a keyword matches, most frequent first, and then what it does not match.

    The columns are those of `KEYWORD_COLUMNS`: `form` as it is spoken, in small letters, with
    "…" where words stand apart; `why` tells of what is not `matched` for which reason; `example` is
    the first place. Raises `KeywordError` for a keyword that cannot be understood.
    """
    keyword = parse_keyword(text)
    found = [
        _Place(index, hit.places, (hit.rule.value, hit.lemma, "|".join(hit.split), ""))
        for index, hits in zip(finder.indexes, finder.hits(keyword), strict=True)
        for hit in hits
    ]
    missed = [_Place(*miss[:2], ("", "", "", miss.why)) for miss in near_misses(keyword, finder)]
    return frame_of([*_by_form(found, matched=True), *_by_form(missed, matched=False)], KEYWORD_COLUMNS)


def kwic_frame(
    suggestions: Iterable[Suggestion], transcripts: Mapping[str, Transcript], width: int = 60
) -> pd.DataFrame:
    """Return a row a hit, with what stands before and after it (`KWIC_COLUMNS`).

    `words` is the stretch from the first to the last matched word; `width` is how many
    characters stand on either side.
    """
    return frame_of((_kwic_row(item, transcripts[item.transcript], width) for item in suggestions), KWIC_COLUMNS)


def overlaps_frame(finder: Finder, codebook: Codebook, transcripts: Mapping[str, Transcript]) -> pd.DataFrame:
    """Return a row for two keywords of different codes that meet the same words (`OVERLAP_COLUMNS`).

    `both` counts the hits of the first that share a word with one of the second, `share` is their
    part of the first one's hits. A code and those above it are not compared: there it is meant.
    """
    by_word: dict[tuple[str, Span], list[tuple[str, str]]] = {}
    made = [
        (code.id, text, finder.of_keyword(code.id, text)) for code in codebook for text in dict.fromkeys(code.keywords)
    ]
    for code, text, hits in made:
        for hit in hits:
            for word in hit.words:
                by_word.setdefault((hit.transcript, word), []).append((code, text))
    rows = [row for code, text, hits in made for row in _overlaps_of(code, text, hits, by_word, codebook, transcripts)]
    frame = frame_of(rows, OVERLAP_COLUMNS)
    return frame.sort_values("both", ascending=False, kind="stable", ignore_index=True)


class _Place(NamedTuple):
    words: WordIndex
    places: tuple[int, ...]
    reason: tuple[str, str, str, str]


def _by_form(found: Iterable[_Place], *, matched: bool) -> Iterator[tuple[object, ...]]:
    grouped: dict[tuple[str, tuple[str, str, str, str]], list[_Place]] = {}
    for item in found:
        grouped.setdefault((_form(item), item.reason), []).append(item)
    for (form, reason), items in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])):
        spread = {item.words.sentences[item.words.sentence_of(item.places[0])].transcript for item in items}
        shown = tuple(part or None for part in reason)
        yield (matched, form, len(items), len(spread), *shown, _example(items[0]))


def _form(item: _Place) -> str:
    words = [item.words.vocabulary.forms[item.words.words[place]] for place in item.places]
    joints = ["" if place == item.places[0] else " " if place - 1 in item.places else " … " for place in item.places]
    return "".join(joint + word for joint, word in zip(joints, words, strict=True))


def _example(item: _Place) -> str:
    index = item.words
    sentence = index.sentence_of(item.places[0])
    transcript = index.transcript_of(sentence)
    start, end = index.span(item.places[0]).start, index.span(item.places[-1]).end
    before, after = _context(transcript, index.sentences[sentence].turn, Span(start, end), _WIDTH)
    shown = " ".join(transcript.text[start:end].split())
    return f"{transcript.id}: {before}[{shown}]{after}"


def _context(transcript: Transcript, turn: int, span: Span, width: int) -> tuple[str, str]:
    """Return what is said before and after, of the same turn, in whole words."""
    said = transcript.turns[turn]
    before = transcript.text[max(said.start, span.start - width) : span.start]
    after = transcript.text[span.end : min(said.end, span.end + width)]
    if span.start - width > said.start:
        before = before.partition(" ")[2]
    if span.end + width < said.end:
        after = after.rpartition(" ")[0]
    return _one_line(before), _one_line(after)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _kwic_row(item: Suggestion, transcript: Transcript, width: int) -> tuple[object, ...]:
    span = Span(item.start, item.end)
    turn = next(at for at, turn in enumerate(transcript.turns) if turn.span.overlaps(span))
    before, after = _context(transcript, turn, span, width)
    words = _one_line(transcript.text[item.start : item.end])
    return (
        *(item.transcript, item.respondent, turn, item.start, item.end, before.strip(), words, after.strip()),
        *(item.rule.value, item.flag, item.confidence),
    )


def _overlaps_of(
    code: str,
    text: str,
    hits: Sequence[Suggestion],
    by_word: Mapping[tuple[str, Span], Sequence[tuple[str, str]]],
    codebook: Codebook,
    transcripts: Mapping[str, Transcript],
) -> Iterator[tuple[str, str, str, str, int, float, str]]:
    found: dict[tuple[str, str], list[Suggestion]] = {}
    for hit in hits:
        others = {other for word in hit.words for other in by_word[hit.transcript, word]}
        for other in sorted(others):
            related = code in codebook.line_of(other[0]) or other[0] in codebook.line_of(code)
            if not related:
                found.setdefault(other, []).append(hit)
    for (other_code, other_text), shared in found.items():
        first = shared[0]
        example = f"{first.transcript}: {transcripts[first.transcript].text[first.start : first.end]}"
        yield code, text, other_code, other_text, len(shared), round(len(shared) / len(hits), 3), example
