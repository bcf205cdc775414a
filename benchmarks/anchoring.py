"""Do codings find their place again in corrected transcripts? ``python -m benchmarks.anchoring [STUDY]``.

All sentences of respondents and all hand codings of a study (random spans where a transcript has
no codings) are carried over to transcripts that were changed in five ways, and a table tells what
became of them. Nothing is written; the same study gives the same table, but for the seconds.
"""

from __future__ import annotations

import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

import qualcode
from qualcode.coding.anchor import Alignment, Carried, Fate
from qualcode.coding.units import units
from qualcode.text import Span, decode
from qualcode.transcript import Role, Transcript

HEADINGS = ("spans", "unchanged", "exactly", "changed", "proposed", "lost", "on other text", "seconds")
LONG = 60_000
SEED = 20210316
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+\n?")


class Conversation(NamedTuple):
    """A text, its sentences, all spans that are carried over, and where it names the respondents who speak."""

    text: str
    sentences: tuple[Span, ...]
    spans: tuple[Span, ...]
    labels: tuple[Span, ...]


class Edit(NamedTuple):
    """A stretch of the old text, and what is put there."""

    start: int
    end: int
    put: str


class Correction(NamedTuple):
    """A text, what is carried over from it, and the edits that were made in it."""

    old: str
    spans: Sequence[Span]
    edits: Sequence[Edit]


@dataclass
class Row:
    """A row of the table; `seconds` are those for the transcript that took longest."""

    spans: int = 0
    unchanged: int = 0
    exactly: int = 0
    changed: int = 0
    proposed: int = 0
    lost: int = 0
    elsewhere: int = 0
    seconds: float = 0.0

    def count(self, found: Carried, true: Span, *, changed: bool) -> None:
        """Count what became of a span that stands at `true` now."""
        self.spans += 1
        self.changed += changed
        self.unchanged += not changed
        self.exactly += not changed and found == (Fate.SAME, true)
        self.proposed += changed and found.fate is Fate.CHANGED
        self.lost += found.fate is Fate.LOST
        # Where words were removed nothing stands, so that a proposal can only be refused.
        misses = found.span is not None and true.start < true.end and not found.span.overlaps(true)
        self.elsewhere += misses or (changed and found.fate is Fate.SAME)


def measure(corrections: Iterable[Correction]) -> Row:
    """Carry all spans over, and count what became of them."""
    row = Row()
    for old, spans, edits in corrections:
        new = corrected(old, edits)
        start = time.perf_counter()
        alignment = Alignment(old, new)
        found = [alignment.carry(span) for span in spans]
        row.seconds = max(row.seconds, time.perf_counter() - start)
        for span, carried in zip(spans, found, strict=True):
            row.count(carried, moved(span, edits), changed=any(_touches(edit, span) for edit in edits))
    return row


def corrected(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` after `edits`, which are in order and do not overlap."""
    starts = [0, *(edit.end for edit in edits)]
    return (
        "".join(text[start : edit.start] + edit.put for start, edit in zip(starts, edits, strict=False))
        + (text[starts[-1] :])
    )


def moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Return where the words of `span`, or what was put for them, stand after `edits`."""
    touching = [edit for edit in edits if _touches(edit, span)]
    shift = sum(_growth(edit) for edit in edits if edit.end <= span.start)
    start = min([span.start, *(edit.start for edit in touching)])
    end = max([span.end, *(edit.end for edit in touching)])
    return Span(start + shift, end + shift + sum(map(_growth, touching)))


def _touches(edit: Edit, span: Span) -> bool:
    return edit.start < span.end and span.start < edit.end


def _growth(edit: Edit) -> int:
    return len(edit.put) - (edit.end - edit.start)


# What is done to a conversation


def words_replaced(talk: Conversation, dice: random.Random) -> Correction:
    """Replace 2 % of the words by others."""
    words = list(_WORD.finditer(talk.text))
    chosen = sorted(dice.sample(range(len(words)), len(words) // 50))
    return Correction(
        talk.text, talk.spans, [_other_word(talk.text, Span(*words[number].span()), dice) for number in chosen]
    )


def paragraphs_inserted_and_removed(talk: Conversation, dice: random.Random) -> Correction:
    """Insert four paragraphs of the text's own words, and remove four others."""
    words = _WORD.findall(talk.text)
    lines = dice.sample(list(_LINE.finditer(talk.text)), 8)
    inserted = [Edit(line.start(), line.start(), " ".join(dice.choices(words, k=40)) + ".\n") for line in lines[:4]]
    removed = [Edit(line.start(), line.end(), "") for line in lines[4:]]
    return Correction(talk.text, talk.spans, sorted(inserted + removed))


def repeated_sentence_edited(talk: Conversation, dice: random.Random) -> Correction:
    """Repeat five sentences elsewhere; of each sentence that stands twice or more, change a word in one place."""
    copied, places = dice.sample(talk.sentences, 5), sorted(dice.sample(talk.sentences, 5))
    copies = [
        Edit(place.start, place.start, talk.text[sentence.start : sentence.end] + " ")
        for sentence, place in zip(copied, places, strict=True)
    ]
    old = corrected(talk.text, copies)
    whole = [span for span in talk.spans if not any(_touches(copy, span) for copy in copies)]
    new = [_put(copies, number) for number in range(len(copies))]
    by_words: dict[str, list[Span]] = {}
    for span in [*(moved(sentence, copies) for sentence in talk.sentences), *new]:
        by_words.setdefault(old[span.start : span.end], []).append(span)
    chosen = [dice.choice(found) for found in by_words.values() if len(found) > 1]
    edits = [_other_word(old, _a_word(old, sentence, dice), dice) for sentence in chosen]
    return Correction(old, [*(moved(span, copies) for span in whole), *new], sorted(edits))


def saved_in_another_encoding(talk: Conversation, _: random.Random) -> Correction:
    """Read the text from cp1252, and again from UTF-8 with a mark, CRLF line ends and letters taken apart."""
    old = decode(talk.text.encode("cp1252", "replace")).text
    apart = unicodedata.normalize("NFD", old).replace("\n", "\r\n")
    new = decode(apart.encode("utf-8-sig")).text
    return Correction(old, talk.spans, [] if new == old else [Edit(0, len(old), new)])


def speaker_renamed(talk: Conversation, _: random.Random) -> Correction:
    """Replace the labels of all respondents throughout."""
    return Correction(talk.text, talk.spans, [Edit(*label, "Spreker nummer een") for label in talk.labels])


def _put(edits: Sequence[Edit], number: int) -> Span:
    """Return where the words of an insertion stand, without the blank after them."""
    start = edits[number].start + sum(map(_growth, edits[:number]))
    return Span(start, start + len(edits[number].put) - 1)


def _a_word(text: str, sentence: Span, dice: random.Random) -> Span:
    return Span(*dice.choice(list(_WORD.finditer(text, *sentence))).span())


def _other_word(text: str, word: Span, dice: random.Random) -> Edit:
    known = text[word.start : word.end]
    return Edit(*word, dice.choice([other for other in _WORD.findall(text[:5000]) if other != known]))


# The study


def conversations(study: str) -> list[Conversation]:
    """Return the transcripts of a study with what is carried over of each."""
    project = qualcode.open(study)
    codings = project.codings()
    dice = random.Random(SEED)
    found = []
    for transcript in project.transcripts.values():
        sentences = tuple(Span(unit.start, unit.end) for unit in units(transcript))
        mine = codings[(codings["transcript"] == transcript.id) & codings["start"].notna()]
        coded = [Span(int(start), int(end)) for start, end in zip(mine["start"], mine["end"], strict=True)]
        spans = (*sentences, *(coded or _random_spans(sentences, len(transcript.text), dice)))
        found.append(Conversation(transcript.text, sentences, spans, tuple(_labels(transcript))))
    return found


def _labels(transcript: Transcript) -> Iterator[Span]:
    for turn in transcript.turns:
        if turn.speaker and turn.role is Role.RESPONDENT:
            start = transcript.text.rfind(turn.speaker, 0, turn.start)
            if "\n" not in transcript.text[start : turn.start].strip():
                yield Span(start, start + len(turn.speaker))


def _random_spans(sentences: Sequence[Span], length: int, dice: random.Random) -> list[Span]:
    starts = [dice.randrange(sentence.start, sentence.end) for sentence in sentences]
    return [Span(start, min(length, start + dice.randrange(5, 200))) for start in starts]


def joined(talks: Sequence[Conversation], length: int) -> Conversation:
    """Return the conversations as one, of `length` letters."""
    text, sentences, spans = "", [], []
    for talk in talks:
        sentences += [Span(start + len(text), end + len(text)) for start, end in talk.sentences]
        spans += [Span(start + len(text), end + len(text)) for start, end in talk.spans]
        text += talk.text + "\n"
    return Conversation(
        text[:length],
        tuple(span for span in sentences if span.end <= length),
        tuple(span for span in spans if span.end <= length),
        (),
    )


CHANGES: Sequence[tuple[str, Callable[[Conversation, random.Random], Correction]]] = (
    ("(a) 2 % of words replaced", words_replaced),
    ("(b) paragraphs inserted and removed", paragraphs_inserted_and_removed),
    ("(c) a repeated sentence edited once", repeated_sentence_edited),
    ("(d) another encoding of the same text", saved_in_another_encoding),
    ("(e) a speaker's label renamed", speaker_renamed),
)


def table(talks: Sequence[Conversation]) -> dict[str, Row]:
    """Return the table, a row a change."""
    rows = {}
    for name, change in CHANGES:
        dice = random.Random(SEED)
        rows[name] = measure(change(talk, dice) for talk in talks)
    long = joined(talks, LONG)
    rows[f"(a) in {len(long.text):,} characters"] = measure([words_replaced(long, random.Random(SEED))])
    return rows


def main() -> None:
    """Print the table for the study that is named, or for the example study."""
    talks = conversations(sys.argv[1] if len(sys.argv) > 1 else ".")
    print(f"{len(talks)} transcripts, {sum(len(talk.spans) for talk in talks)} spans\n")
    print(f"{'':38}" + "".join(f"{heading:>14}" for heading in HEADINGS))
    for name, row in table(talks).items():
        *counts, seconds = astuple(row)
        print(f"{name:38}" + "".join(f"{count:>14,}" for count in counts) + f"{seconds:>14.2f}")


if __name__ == "__main__":
    main()
