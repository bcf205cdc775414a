"""The state is a fold over events as a set: copies of a journal merge by putting their lines together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.coding.events import Event, event_line, parse_journal
from qualcode.coding.state import State, counting_events, fold
from tests.decisions.helpers import event, names

FIRST, OTHER = event("a"), event("b", at=1, code="integrale_aanpak")

# Few ids, so that events often name each other, themselves, or what is not there.
ids = st.sampled_from("abcdefgh")
carried = st.fixed_dictionaries(
    {"of": ids, "covers": st.lists(ids, max_size=2)},
    optional={"memo": st.sampled_from(["ja", "nee"]), "code": st.sampled_from(["vve", "integrale_aanpak"])},
)
kinds = st.sampled_from(["code", "code", "uncode", "undo", "undo", "memo", "redact", "later"])


def made(name: str, kind: str, coder: str, at: int, replaces: list[str], data: dict[str, object]) -> Event:
    return event(name, kind, coder=coder, at=at, replaces=replaces, **({"on": {}, "note": "", "code": "vve"} | data))


events = st.builds(
    made, ids, kinds, st.sampled_from(["anna", "bram"]), st.integers(0, 9), st.lists(ids, max_size=2), carried
)
journals = st.lists(events, max_size=12)


def meaning(state: State) -> State:
    """Return the state, having made sure that it shows what it holds."""
    assert {coding.id for coding in state.codings} == {item.id for item in state.of("code")}
    return state


@given(journals, st.randoms(use_true_random=False))
def test_order_and_duplicates_do_not_matter(journal: list[Event], random: object) -> None:
    """However lines are shuffled and doubled by a merge, the same codings and contradictions are there."""
    assert hasattr(random, "shuffle")
    shuffled = journal * 2
    random.shuffle(shuffled)
    assert meaning(fold(shuffled)) == meaning(fold(journal))


@given(journals, journals, journals)
def test_merging_does_not_depend_on_who_merges_with_whom(
    one: list[Event], two: list[Event], three: list[Event]
) -> None:
    """Copies of a journal, also with withdrawals in them, may be merged in any order and as often as one likes."""

    def merge(mine: list[Event], theirs: list[Event]) -> list[Event]:
        # As git does: lines that are in both are there once, in the one order or the other.
        lines = dict.fromkeys(map(event_line, [*mine, *theirs]))
        return list(parse_journal(b"".join(lines)).events)

    assert fold(merge(one, two)) == fold(merge(two, one))
    assert fold(merge(merge(one, two), three)) == fold(merge(one, merge(two, three)))
    assert fold(merge(one, one)) == fold(one)


@given(journals, ids)
def test_undo_then_redo_changes_nothing(journal: list[Event], name: str) -> None:
    """Undoing a decision and undoing that leaves every coding as it was."""
    assume(name not in {of for item in journal if item.kind == "undo" for of in [item.get("of")]})
    undo, redo = event("undo", "undo", of=name), event("redo", "undo", at=1, of="undo")
    before, after = fold(journal), fold([*journal, undo, redo])
    assert after.codings == before.codings
    assert after.conflicts == before.conflicts
    assert after.unknown == before.unknown


@given(journals, ids)
def test_nothing_that_is_undone_holds(journal: list[Event], name: str) -> None:
    """What was undone is no coding, whatever else the journal says, until the undo is undone."""
    undo = event("undo", "undo", of=name)
    assume("undo" not in {item.get("of") for item in journal})
    assume("undo" not in {covered for item in journal for covered in item.get("covers", ())})
    assume("undo" not in {earlier for item in journal for earlier in item.replaces})
    assert name not in names(fold([*journal, undo]))
    assert name not in counting_events([*journal, undo])


@given(journals)
def test_what_is_withdrawn_holds_in_no_copy(journal: list[Event]) -> None:
    """No event that a withdrawal covers comes back by a merge, and each that a copy brings back is told."""
    withdrawal = event("weg", "redact", at=9, covers=["a", "b", "c"])
    state = fold([withdrawal, *journal])
    holding = {item.id for found in state.active.values() for item in found}
    assert holding.isdisjoint({"a", "b", "c"})
    assert {"a", "b", "c"} & {item.id for item in journal} <= {item.id for item in state.returned}


@given(journals)
def test_every_coding_holds_or_is_taken_away_by_something(journal: list[Event]) -> None:
    """No coding gets lost: one that does not hold is undone, replaced or withdrawn by an event that is there."""
    state = fold(journal)
    taken = {item.get("of") for item in journal if item.kind == "undo"}
    taken |= {earlier for item in journal for earlier in item.replaces}
    taken |= {covered for item in journal if item.kind == "redact" for covered in item.get("covers")}
    coded = {item.id for item in journal if item.kind == "code"}
    several = {conflict.about for conflict in state.conflicts}
    assert coded - taken - several <= set(names(state))


def test_codings_stand_in_order_of_time() -> None:
    """Codings come in the order in which they were made, whatever the order of their lines."""
    assert names(fold([OTHER, FIRST])) == ["a", "b"]


def test_a_decision_takes_the_place_of_the_one_before() -> None:
    """A changed coding stands as it was changed, once; a coding that was taken away does not stand."""
    changed, gone = event("c", at=2, replaces=["a"], memo="toch"), event("d", "uncode", at=3, replaces=["b"])
    (coding,) = fold([FIRST, OTHER, changed, gone]).codings
    assert (coding.id, coding.memo) == ("c", "toch")


def test_undoing_an_undo_brings_the_decision_back() -> None:
    """An undo of an undo, and of that one, counts each time as one expects."""
    chain = [
        FIRST,
        *(
            event(name, "undo", at=at, of=of)
            for at, (name, of) in enumerate([("u", "a"), ("v", "u"), ("w", "v")], start=1)
        ),
    ]
    assert [names(fold(chain[:length])) for length in (1, 2, 3, 4)] == [["a"], [], ["a"], []]


def test_one_undo_that_counts_is_enough() -> None:
    """A coding that was undone in two windows stays undone when one of the undos was taken back, even twice."""
    undos = [event(name, "undo", of=of) for name, of in [("u", "a"), ("x", "a"), ("v", "u"), ("w", "u")]]
    assert names(fold([FIRST, *undos])) == []
    assert names(fold([FIRST, *undos, event("y", "undo", of="x")])) == ["a"]


def test_a_change_that_is_undone_gives_the_coding_back() -> None:
    """Who takes a change back has the coding as it was before."""
    changed = event("c", at=2, replaces=["a"])
    assert names(fold([FIRST, changed])) == ["c"]
    assert names(fold([FIRST, changed, event("u", "undo", at=3, of="c")])) == ["a"]


def test_an_earlier_coding_does_not_come_back_through_a_change_that_was_undone() -> None:
    """Of a coding that was changed twice only the last change stands, also when the one between is undone."""
    journal = [FIRST, event("c", at=2, replaces=["a"]), event("d", at=3, replaces=["c"])]
    assert names(fold([*journal, event("u", "undo", at=4, of="c")])) == ["d"]


def test_two_changes_of_one_coding_contradict_each_other_and_both_stand() -> None:
    """Where two copies of a journal changed the same coding otherwise, both changes are there and it is told."""
    one, other = event("c", at=2, replaces=["a"], memo="ja"), event("d", at=3, replaces=["a"], memo="nee")
    state = fold([FIRST, one, other])
    assert names(state) == ["c", "d"]
    assert [(conflict.about, conflict.events) for conflict in state.conflicts] == [("a", (one, other))]


@pytest.mark.parametrize(
    ("settling", "expected"),
    [
        (event("e", at=4, replaces=["c", "d"]), ["e"]),
        (event("e", "uncode", at=4, replaces=["c"]), ["d"]),
        (event("e", "uncode", at=4, replaces=["c", "d"]), []),
        (event("e", "undo", at=4, of="c"), ["d"]),
    ],
)
def test_a_contradiction_that_was_settled_is_told_no_more(settling: Event, expected: list[str]) -> None:
    """Once one of two contradicting changes was taken back, or both were replaced, nothing is left to settle."""
    state = fold([FIRST, event("c", at=2, replaces=["a"], memo="ja"), event("d", at=3, replaces=["a"]), settling])
    assert names(state) == expected
    assert state.conflicts == ()


def test_a_change_of_one_side_leaves_the_contradiction() -> None:
    """Who goes on changing one of two contradicting codings has not settled which of them holds."""
    journal = [FIRST, event("c", at=2, replaces=["a"], memo="ja"), event("d", at=3, replaces=["a"])]
    state = fold([*journal, event("e", at=4, replaces=["c"], memo="misschien")])
    assert names(state) == ["d", "e"]
    assert [conflict.about for conflict in state.conflicts] == ["a"]


def test_a_change_against_a_removal_is_a_contradiction() -> None:
    """A coding that one copy took away and the other changed still stands, and it is told."""
    state = fold([FIRST, event("c", "uncode", at=2, replaces=["a"]), event("d", at=3, replaces=["a"])])
    assert names(state) == ["d"]
    assert [conflict.about for conflict in state.conflicts] == ["a"]


def test_the_same_decision_taken_twice_is_no_contradiction() -> None:
    """A coding that was taken away in both copies of a journal is gone, and nothing needs anyone."""
    gone = [event(name, "uncode", at=at, replaces=["a"]) for at, name in enumerate("cd", start=2)]
    state = fold([FIRST, *gone])
    assert (state.codings, state.conflicts) == ((), ())


def test_one_id_with_two_contents_is_a_contradiction_whatever_the_order() -> None:
    """A line that somebody changed by hand in one copy is told, and the same one counts for everyone."""
    changed = FIRST._replace(data={**FIRST.data, "code": "integrale_aanpak"})
    one, other = fold([FIRST, changed]), fold([changed, FIRST])
    assert one == other
    (conflict,) = one.conflicts
    assert conflict.about == "a"
    assert sorted(item.get("code") for item in conflict.events) == ["integrale_aanpak", "vve"]
    assert len(one.codings) == 1


def test_the_order_of_fields_in_a_line_does_not_matter() -> None:
    """A line that another program wrote with its fields in another order is the same decision."""
    turned = FIRST._replace(data=dict(reversed(list(FIRST.data.items()))))
    changed = FIRST._replace(data={**FIRST.data, "code": "integrale_aanpak"})
    assert fold([FIRST, turned]).conflicts == ()
    assert fold([FIRST, changed]) == fold([turned, changed])


def test_decisions_of_later_versions_are_kept_and_listed() -> None:
    """What a newer version decided is not lost, and nobody takes it for something else."""
    state = fold([FIRST, event("x", "stemming", at=2, replaces=["a"], voor=3)])
    assert [item.get("voor") for item in state.unknown] == [3]
    assert names(state) == []


def test_a_coding_tells_all_that_was_said_about_it() -> None:
    """Stance, memo, respondents, the flag of an exchange and the origin of a suggestion come back from the journal."""
    origin = {"rule": "lemma", "keyword": "potje", "engine": "x"}
    data: dict[str, Any] = {
        "stance": "wens",
        "memo": "!",
        "respondents": ["R01", "R02"],
        "put_forward": True,
        "origin": origin,
    }
    (coding,) = fold([event("a", coder="bram", blind=True, codebook="v1", **data)]).codings
    assert (coding.coder, coding.stance, coding.memo, coding.codebook) == ("bram", "wens", "!", "v1")
    assert (coding.respondents, coding.put_forward, coding.origin, coding.blind) == (("R01", "R02"), True, origin, True)
    (plain,) = fold([FIRST]).codings
    assert (plain.stance, plain.memo, plain.respondents, plain.origin) == (None, None, None, None)
    assert not plain.put_forward
    assert not plain.blind


def test_journals_of_a_hundred_thousand_undos_fold_without_end_or_error() -> None:
    """A long row of undos of undos, or ones that name each other in a ring, is no trap."""
    row = [FIRST, *(event(f"u{n}", "undo", of=f"u{n - 1}" if n else "a") for n in range(20_000))]
    assert names(fold(row)) == ["a"]
    ring = [event("u", "undo", of="v"), event("v", "undo", of="w"), event("w", "undo", of="u")]
    assert fold([FIRST, *ring]) == fold([*ring, FIRST])
    circle = [event("a", replaces=["b"]), event("b", replaces=["a"])]
    assert fold(circle) == fold(circle[::-1])
