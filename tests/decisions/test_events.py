"""A journal's lines: what is written is read again, and what cannot be read hides nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.events import Event, event_line, later_than, new_event, parse_journal, stamp
from tests.decisions.helpers import event

NOON = datetime(2021, 3, 16, 12, tzinfo=UTC)
FIRST, SECOND = event("a", memo="Let op: “schotten”, potjes\nen vve…"), event("b", "uncode", at=1, replaces=["a"])
WHOLE = event_line(FIRST) + event_line(SECOND)

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
fields = st.dictionaries(texts.filter(lambda key: key not in {"id", "kind", "coder", "at", "replaces"}), values)
later = st.builds(
    Event,
    texts,
    texts.map("later_{}".format),
    texts,
    st.integers(0, 4_000_000_000).map(lambda at: stamp(datetime.fromtimestamp(at, UTC))),
    st.lists(texts, max_size=3).map(tuple),
    fields,
)


@given(st.lists(later))
def test_what_is_written_is_read_again(events: list[Event]) -> None:
    """Every event comes back from its line as it was, with whatever kind and fields a later version gave it."""
    parsed = parse_journal(b"".join(map(event_line, events)))
    assert parsed == (tuple(events), (), 0)


@given(st.lists(later, min_size=1))
def test_each_event_is_one_line(events: list[Event]) -> None:
    """Journals merge line by line, since no memo or quote breaks a line."""
    assert [line.count(b"\n") for line in map(event_line, events)] == [1] * len(events)


def test_a_line_reads_as_dutch() -> None:
    """Who opens a journal in an editor reads the quote and the memo with their accents and quotation marks."""
    line = event_line(event("a", quote="één ‘potje’")).decode("utf-8")
    assert '"quote":"één ‘potje’"' in line


def test_a_letter_that_cannot_be_written_stops_no_decision() -> None:
    """A memo with half a character, as a broken paste leaves it, is written with a question mark in its place."""
    assert parse_journal(event_line(event("a", memo="kapot \ud83d"))).events[0].get("memo") == "kapot ?"


def test_crlf_line_ends_and_empty_lines_change_nothing() -> None:
    """A journal that git or an editor gave CRLF line ends, a byte order mark or empty lines has the same events."""
    crlf = b"\xef\xbb\xbf" + WHOLE.replace(b"\n", b"\r\n") + b"\r\n\n"
    assert parse_journal(crlf) == parse_journal(WHOLE) == ((FIRST, SECOND), (), 0)


@pytest.mark.parametrize(
    "line",
    [
        b"<<<<<<< HEAD",
        b'{"id": "x", "kind": "uncode", "coder": "anna"}',
        b'{"id": 7, "kind": "uncode", "coder": "anna", "at": "2021-03-16T09:30:00Z"}',
        b'{"id": "x", "kind": "uncode", "coder": "anna", "at": "gisteren"}',
        b'{"id": "x", "kind": "uncode", "coder": ["anna"], "at": "2021-03-16T09:30:00Z"}',
        b'{"id": "x", "kind": "uncode", "coder": "anna", "at": "2021-03-16T09:30:00Z", "replaces": "abc"}',
        b'{"id": "x", "kind": "uncode", "coder": "anna", "at": "2021-03-16T09:30:00Z", "replaces": [["a"]]}',
        b'{"id": "x", "kind": "code", "coder": "anna", "at": "2021-03-16T09:30:00Z", "code": "vve"}',
        event_line(event("x", start="12")).strip(),
        event_line(event("x", code=None)).strip(),
        event_line(event("x", "redact", covers="abc")).strip(),
        event_line(event("x", "redact", covers=[["a"]])).strip(),
        event_line(event("x", "reviewed", transcript="R01", text="", start=0)).strip(),
        event_line(event("x", "memo", note="los")).strip(),
        event_line(event("x", "move", of="a", text="b", start="0", end=None)).strip(),
        b"[1, 2]",
        b"null",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_bad_line_hides_no_other(line: bytes) -> None:
    """A line that is no event is named by its number, and the decisions before and after it count."""
    parsed = parse_journal(event_line(FIRST) + line + b"\n" + event_line(SECOND))
    assert parsed.events == (FIRST, SECOND)
    (problem,) = parsed.problems
    assert (problem.line, problem.message) == (2, "this line is no event.")
    assert "not counted" in problem.hint
    assert parsed.torn == 0


@pytest.mark.parametrize("length", [1, 10, len(event_line(SECOND)) - 2])
def test_a_last_line_that_breaks_off_is_told_and_measured(length: int) -> None:
    """Of a line that a crash tore off the reader tells how much there is of it; the others count."""
    parsed = parse_journal(event_line(FIRST) + event_line(SECOND)[:length])
    assert parsed.events == (FIRST,)
    assert parsed.torn == length
    (problem,) = parsed.problems
    assert (problem.line, problem.message) == (2, "the last line breaks off.")


@given(st.integers(0, len(WHOLE)))
def test_however_much_is_written_whole_lines_count_and_half_ones_do_not(length: int) -> None:
    """Wherever a crash stops the writing, each decision is there as a whole or not at all."""
    parsed = parse_journal(WHOLE[:length])
    whole = [len(event_line(FIRST)) - 1, len(WHOLE) - 1]
    assert len(parsed.events) == sum(length >= end for end in whole)
    assert bool(parsed.torn) == bool(parsed.problems)


def test_a_last_line_without_line_end_counts_where_it_is_whole() -> None:
    """An editor that took the last line end away cost no decision."""
    assert parse_journal(WHOLE[:-1]) == ((FIRST, SECOND), (), 0)


def test_a_new_event_has_an_id_of_its_own_and_no_empty_fields() -> None:
    """Two decisions never bear one id, and what was not said does not stand in the journal."""
    one, other = (new_event("code", "anna", NOON, {"code": "vve", "memo": None}, ["a"]) for _ in range(2))
    assert one.id != other.id
    assert json.loads(event_line(one)) == {
        "id": one.id,
        "kind": "code",
        "coder": "anna",
        "at": "2021-03-16T12:00:00.000000Z",
        "code": "vve",
        "replaces": ["a"],
    }


def test_times_are_written_in_one_zone() -> None:
    """Decisions taken in several zones of time stand in the order in which they were taken."""
    assert (
        stamp(NOON.astimezone(timezone(timedelta(hours=-5)))) == stamp(NOON) < stamp(NOON + timedelta(microseconds=1))
    )


def test_a_clock_that_is_set_back_changes_no_order() -> None:
    """A decision comes after the coder's one before, whatever the clock says."""
    assert stamp(later_than(NOON - timedelta(hours=1), stamp(NOON))) == "2021-03-16T12:00:00.000001Z"
    assert later_than(NOON, None) == NOON == later_than(NOON, stamp(NOON - timedelta(seconds=1)))
