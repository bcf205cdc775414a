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

from qualcode.formats.labels import is_remark, role_of, speaker_labels
from qualcode.formats.reading import Line, Reading
from qualcode.transcript import Heading, Role, Turn

TIME = r"[\[(#]?(?:(?:\d{1,2}:)?\d{1,2}:\d{2})(?:[.,-]\d{1,3})?[\])#]?"
_LABEL = r"[*_]{0,3}\[?(?P<label>[^\W_][^\n:\t]{0,39}?)\]?[*_]{0,3}"
# "[00:01:02] R1: Ja." – "I:\tJa" – "00:00:04.5Naam: ja" – "S01: [00:00:04] ja"
_INLINE = re.compile(rf"\s*(?:(?P<time>{TIME})\s*)?{_LABEL}\s*(?::[*_]{{0,3}})\s*(?:(?P<later>{TIME})(?=\s))?\s*")
_DASHED = re.compile(rf"\s*{_LABEL}\s+[-–]\s+")
# "Naam  0:15"
_STAMPED = re.compile(rf"\s*(?P<label>[^\W\d_][^\n:]{{0,59}}?)\s{{2,}}(?P<time>{TIME})\s*$")
_TIME_ONLY = re.compile(rf"\s*(?P<time>{TIME})\s*$")
# A name below a time stamp; a sentence ends otherwise.
_NAME_ONLY = re.compile(r"\s*(?P<label>[^\W\d_](?:[^\n:]{0,58}[^\s:.,?!…])?)\s*$")
_END_TIME = re.compile(r"(?P<time>#\d{2}:\d{2}:\d{2}-\d#)\s*$")
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
    heads = max(_table_heads(lines, known), _labelled_heads(lines, known), key=len) or _bold_heads(lines)
    if not heads:
        spoken = any(line.text.strip() for line in lines)
        notes = (*notes, "no speakers were found" if spoken else "there is no text in it")
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
    starts = [*(head.line for head in heads), len(lines)]
    for head, following in zip(heads, starts[1:], strict=True):
        last = head.speech_line - 1
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
        heads += [head for head in _possible_heads(lines, number) if head.speaker in labels][:1]
    return heads


def _possible_heads(lines: list[Line], number: int) -> Iterator[_Head]:
    line = lines[number]
    if line.heading:
        return
    stamped = _STAMPED.match(line.text)
    if stamped and number + 1 < len(lines):
        yield _Head(number, number + 1, 0, stamped["label"], seconds(stamped["time"]))
    above = _TIME_ONLY.match(line.text)
    below = _NAME_ONLY.match(lines[number + 1].text) if above and number + 2 < len(lines) else None
    if above and below:
        yield _Head(number, number + 2, 0, below["label"], seconds(above["time"]))
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


def _table_heads(lines: list[Line], known: frozenset[str]) -> list[_Head]:
    rows = [(number, line.cells) for number, line in enumerate(lines) if len(line.cells) >= 2]
    column = _speaker_column([cells for _, cells in rows], known)
    if column is None:
        return []
    heads = []
    for number, cells in rows:
        label = cells[column].strip(" :") if column < len(cells) - 1 else ""
        if not label or label.casefold() in _COLUMN_TITLES or is_remark(label):
            continue
        speech = column + 1
        while speech < len(cells) - 1 and (_TIME_ONLY.match(cells[speech]) or not cells[speech].strip()):
            speech += 1
        before = sum(len(cell) + 1 for cell in cells[:speech])
        stamp = next((match for cell in cells[:speech] if (match := _TIME_ONLY.match(cell))), None)
        heads.append(_Head(number, number, before, label, seconds(stamp["time"]) if stamp else None))
    return heads


# A table of facts about the interview may have these, too, so they do not prove anything by themselves.
_COLUMN_TITLES = frozenset({"spreker", "wie", "naam", "speaker", "persoon"})
_SURE_TITLES = frozenset({"spreker", "speaker"})


def _speaker_column(rows: list[tuple[str, ...]], known: frozenset[str]) -> int | None:
    """Return the column whose cells are labels: a few short texts, titled so or recurring."""
    for column in range(max(map(len, rows), default=1) - 1):
        cells = Counter(row[column].strip(" :") for row in rows if column < len(row) - 1 and row[column].strip(" :"))
        if any(len(cell) > 60 for cell in cells):
            continue
        titles = {cell.casefold() for cell in cells} & _COLUMN_TITLES
        few = titles or len(cells) <= max(2, len(rows) // 2)
        if titles & _SURE_TITLES or (few and speaker_labels(cells, known)):
            return column
    return None


def _without_footer(lines: list[Line], notes: tuple[str, ...]) -> tuple[list[Line], tuple[str, ...]]:
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number].text.strip()), None)
    if last is None or not _FOOTER.match(lines[last].text):
        return lines, notes
    return [*lines[:last], *lines[last + 1 :]], (*notes, f"left out: the footer '{lines[last].text.strip()}'")
