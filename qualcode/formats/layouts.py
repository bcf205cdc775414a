"""From the lines of a document to its turns, in the layouts that researchers use.

A turn opens with a *head*: a label before its text (``R: Ja.``), a label on a line of its own,
a name with a time stamp, or a time stamp above a name. It runs to the next head or heading.
Documents without labels are told by their bold questions; those without either keep their
paragraphs as turns of nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.formats.labels import role_of, speaker_labels
from qualcode.formats.reading import Line, Reading
from qualcode.transcript import Heading, Role, Turn

TIME = r"[\[(#]?(?:(?:\d{1,2}:)?\d{1,2}:\d{2})(?:[.,-]\d{1,3})?[\])#]?"
_LABEL = r"[*_]{0,3}\[?(?P<label>[^\W\d_][^\n:\t]{0,39}?)\]?[*_]{0,3}"
# "[00:01:02] R1: Ja." – "I:\tJa" – "00:00:04.5Naam: ja" – "S01: [00:00:04] ja"
_INLINE = re.compile(
    rf"\s*(?:(?P<time>{TIME})\s*)?{_LABEL}\s*(?::[*_]{{0,3}})\s*(?:(?P<later>{TIME})(?=\s))?\s*"
)
_DASHED = re.compile(rf"\s*{_LABEL}\s+[-–]\s+")
# "Naam  0:15"
_STAMPED = re.compile(rf"\s*(?P<label>[^\W\d_][^\n:]{{0,59}}?)\s{{2,}}(?P<time>{TIME})\s*$")
_TIME_ONLY = re.compile(rf"\s*(?P<time>{TIME})\s*$")
_END_TIME = re.compile(r"\s*(?P<time>#\d{2}:\d{2}:\d{2}-\d#)\s*$")
_FOOTER = re.compile(r"\s*Transcribed by https?://\S+\s*$")


@dataclass(frozen=True)
class _Head:
    """Where a turn opens: its first line, where its speech starts in that line, who and when."""

    line: int
    speech_line: int
    speech_column: int
    speaker: str | None
    time: float | None
    role: Role = Role.UNKNOWN


def reading_of(lines: list[Line], known: frozenset[str] = frozenset(), notes: tuple[str, ...] = ()) -> Reading:
    """Join `lines` to a text and find the turns in it.

    `known` are speaker labels that are given beforehand.
    """
    lines, notes = _without_footer(lines, notes)
    heads = _table_heads(lines) or _labelled_heads(lines, known) or _bold_heads(lines)
    if not heads:
        notes = (*notes, "no speakers were found")
        heads = [_Head(number, number, 0, None, None) for number, line in enumerate(lines) if line.text.strip()]
    return Reading("\n".join(line.text for line in lines), _turns(lines, heads), _headings(lines), notes)


def seconds(stamp: str) -> float:
    """Return the seconds that a time stamp means.

    >>> seconds("#00:01:05-2#"), seconds("[1:00:00]"), seconds("0:15")
    (65.2, 3600.0, 15.0)
    """
    whole, _, fraction = stamp.strip("[]()# ").replace("-", ".").replace(",", ".").partition(".")
    total = 0
    for part in whole.split(":"):
        total = 60 * total + int(part)
    return total + (float(f"0.{fraction}") if fraction else 0.0)


def _turns(lines: list[Line], heads: list[_Head]) -> tuple[Turn, ...]:
    starts = _line_starts(lines)
    turns = []
    ended = 0.0
    for head, last in zip(heads, _last_lines(lines, heads), strict=True):
        start = starts[head.speech_line] + head.speech_column
        text = "\n".join(line.text for line in lines[head.speech_line : last + 1])[head.speech_column :]
        stamp = _END_TIME.search(text)
        speech = text[: stamp.start()] if stamp else text
        # A stamp at the end says when the turn was over, hence when the next one begins.
        time = ended if stamp and head.time is None else head.time
        ended = seconds(stamp["time"]) if stamp else ended
        start += len(speech) - len(speech.lstrip())
        if speech.strip():
            turns.append(Turn(start, start + len(speech.strip()), head.speaker, head.role, time=time))
    return tuple(turns)


def _last_lines(lines: list[Line], heads: list[_Head]) -> Iterator[int]:
    for head, following in zip(heads, [*(head.line for head in heads[1:]), len(lines)], strict=True):
        last = head.speech_line
        while last + 1 < following and not lines[last + 1].heading:
            last += 1
        yield last


def _headings(lines: list[Line]) -> tuple[Heading, ...]:
    starts = _line_starts(lines)
    return tuple(
        Heading(start, start + len(line.text))
        for start, line in zip(starts, lines, strict=True)
        if line.heading and line.text.strip()
    )


def _line_starts(lines: list[Line]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1
    return starts


def _labelled_heads(lines: list[Line], known: frozenset[str]) -> list[_Head]:
    candidates: Counter[str] = Counter()
    marked = set()
    for number, line in enumerate(lines):
        for head in _possible_heads(lines, number):
            candidates[head.speaker or ""] += 1
            if line.bold_start and not line.bold:
                marked.add(head.speaker or "")
    labels = speaker_labels(candidates, known, frozenset(marked))
    heads = []
    for number in range(len(lines)):
        head = next((head for head in _possible_heads(lines, number) if head.speaker in labels), None)
        if head is not None:
            heads.append(head)
    return heads


def _possible_heads(lines: list[Line], number: int) -> Iterator[_Head]:
    line = lines[number]
    if line.heading:
        return
    stamped = _STAMPED.match(line.text)
    if stamped and number + 1 < len(lines):
        yield _Head(number, number + 1, 0, stamped["label"], seconds(stamped["time"]))
    above = _TIME_ONLY.match(line.text)
    if above and number + 2 < len(lines):
        yield _Head(number, number + 2, 0, lines[number + 1].text.strip(), seconds(above["time"]))
    inline = _INLINE.match(line.text)
    if inline:
        stamp = inline["time"] or inline["later"]
        yield _Head(number, number, inline.end(), inline["label"].strip(), seconds(stamp) if stamp else None)
    dashed = _DASHED.match(line.text)
    if dashed and role_of(dashed["label"]) is not Role.UNKNOWN:
        yield _Head(number, number, dashed.end(), dashed["label"].strip(), None)


def _bold_heads(lines: list[Line]) -> list[_Head]:
    spoken = [(number, line) for number, line in enumerate(lines) if line.text.strip() and not line.heading]
    first = next((number for number, line in spoken if line.bold), None)
    if first is None or all(line.bold for number, line in spoken if number >= first):
        return []
    heads: list[_Head] = []
    for number, line in spoken:
        role = Role.INTERVIEWER if line.bold else Role.RESPONDENT
        if number >= first and (not heads or heads[-1].role is not role):
            heads.append(_Head(number, number, 0, None, None, role))
    return heads


def _table_heads(lines: list[Line]) -> list[_Head]:
    rows = [(number, line.cells) for number, line in enumerate(lines) if len(line.cells) >= 2]
    column = _speaker_column([cells for _, cells in rows])
    if column is None:
        return []
    heads = []
    for number, cells in rows:
        label = cells[column].strip(" :") if column < len(cells) else ""
        if not label or label.casefold() in _COLUMN_TITLES:
            continue
        before = sum(len(cell) + 1 for cell in cells[: column + 1])
        stamp = next((match for cell in cells if (match := _TIME_ONLY.match(cell))), None)
        heads.append(_Head(number, number, before, label, seconds(stamp["time"]) if stamp else None))
    return heads


_COLUMN_TITLES = frozenset({"spreker", "wie", "naam", "speaker", "persoon"})


def _speaker_column(rows: list[tuple[str, ...]]) -> int | None:
    """Return the column whose cells are labels: titled so, or a few short texts that recur."""
    if not rows:
        return None
    for column, title in enumerate(rows[0][:-1]):
        if title.strip().casefold() in _COLUMN_TITLES:
            return column
    for column in range(len(rows[0]) - 1):
        cells = Counter(row[column].strip(" :") for row in rows if column < len(row))
        if speaker_labels(cells) and len(cells) <= max(2, len(rows) // 2) and all(len(cell) <= 40 for cell in cells):
            return column
    return None


def _without_footer(lines: list[Line], notes: tuple[str, ...]) -> tuple[list[Line], tuple[str, ...]]:
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number].text.strip()), None)
    if last is None or not _FOOTER.match(lines[last].text):
        return lines, notes
    return [*lines[:last], *lines[last + 1 :]], (*notes, f"left out: the footer '{lines[last].text.strip()}'")
