"""All decisions of a study together: what needs a person, and whose codings count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.events import Event, event_line
from qualcode.decisions import Decisions, read_decisions
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.journals import JournalFile
from qualcode.transcript import Transcript
from tests.decisions.helpers import BOOK, coder_on, event, passage, talk


def read(folder: Path, *transcripts: Transcript, codebook: Codebook = BOOK) -> Decisions:
    return read_decisions(folder, transcripts or (talk(),), codebook)


def told(decisions: Decisions) -> list[str]:
    return [str(problem) for problem in decisions.problems]


def journal(folder: Path, events: Iterable[Event], name: str = "anna.jsonl") -> Path:
    """Write a journal as another program or a merge would."""
    path = folder / "codings" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(map(event_line, events)))
    return path


def coded(name: str, at: int = 0, quote: str = "wijkteam", **data: object) -> Event:
    return event(name, at=at, **{**passage(talk().text, quote), **data})


def test_a_study_without_journals_has_no_decisions(tmp_path: Path) -> None:
    """Where nobody coded yet, nothing is wrong and nobody is a coder."""
    decisions = read(tmp_path)
    assert (told(decisions), decisions.coders, decisions.placed) == ([], (), ())


def test_the_codings_of_all_coders_are_there(tmp_path: Path) -> None:
    """Several coders' codings stand beside each other, in order of time, each under its coder."""
    coder_on(tmp_path).code("R01", "wijkteam", "vve")
    coder_on(tmp_path, name="bram").code("R01", "wijkteam", "vve")
    coder_on(tmp_path).code("R01", "schotten", "vve")
    decisions = read(tmp_path)
    assert [item.coder for item in decisions.placed] == ["anna", "bram", "anna"]
    assert decisions.coders == ("anna", "bram")
    assert [item.coding.quote for item in decisions.of("anna")] == ["wijkteam", "schotten"]
    assert told(decisions) == []


def test_a_state_of_the_past_can_be_had_again(tmp_path: Path) -> None:
    """The codings are those of any moment that one names, also before something was changed or taken away."""
    moments = [datetime(2021, 3, 16, 9, minute, tzinfo=UTC) for minute in range(4)]
    coder = coder_on(tmp_path, now=iter(moments).__next__)
    first = coder.code("R01", "wijkteam", "vve")
    coder.change(first, code="integrale_aanpak")
    coder.uncode(coder.codings[0])
    codes = [[item.coding.code for item in read(tmp_path).until(moment).placed] for moment in moments]
    assert codes == [["vve"], ["integrale_aanpak"], [], []]
    assert read(tmp_path).until(datetime(2021, 3, 16, 8, tzinfo=UTC)).placed == ()


# What needs a person


def test_decisions_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    """Two copies of a journal that changed one coding otherwise are told once, and both codings stand."""
    events = [coded("aaaaaaaaaa"), coded("b", 1, replaces=["aaaaaaaaaa"], stance="wens")]
    journal(tmp_path, [*events, coded("c", 2, replaces=["aaaaaaaaaa"], code="integrale_aanpak")])
    assert told(read(tmp_path)) == [
        (
            "codings/anna.jsonl, 'aaaaaaaa': decisions of anna contradict each other (code and code). "
            "All are kept. Take back the ones that do not hold."
        ),
    ]
    assert len(read(tmp_path).placed) == 2


def test_a_line_that_was_changed_by_hand_in_a_copy_is_told(tmp_path: Path) -> None:
    """Two journals that have one decision with different content are a contradiction, and it counts once."""
    journal(tmp_path, [coded("a")])
    journal(tmp_path, [coded("a", stance="wens")], "bram.jsonl")
    copied, problem = told(read(tmp_path))
    assert copied == (
        "codings/bram.jsonl: 1 of its decisions are those of anna. "
        "If it is a copy, put its lines into codings/anna.jsonl and remove it; no line counts twice."
    )
    assert "contradict each other" in problem
    assert len(read(tmp_path).placed) == 1


def test_codes_that_the_codebook_does_not_have_are_told_with_the_near_one(tmp_path: Path) -> None:
    """Codings of a code that was removed or mistyped are counted, and the code that may be meant is named."""
    journal(tmp_path, [coded("a", code="vev"), coded("b", 1, "schotten", code="vev"), coded("c", 2, code="weg")])
    assert told(read(tmp_path)) == [
        (
            "codings/anna.jsonl: 2 codings have the code 'vev', which is not in the codebook. "
            "Give it back, or say where its codings belong. Did you mean 'vve'?"
        ),
        (
            "codings/anna.jsonl: 1 codings have the code 'weg', which is not in the codebook. "
            "Give it back, or say where its codings belong."
        ),
    ]


def test_codings_of_a_split_code_wait(tmp_path: Path) -> None:
    """Codings of a code that was split are counted until each was reassigned."""
    split = Codebook((Code("een", "Een", formerly=("vve",)), Code("twee", "Twee", formerly=("vve",))))
    journal(tmp_path, [coded("a"), coded("b", 1, "schotten")])
    expected = "codings/anna.jsonl: 'vve' was split, and {} of its codings wait. Reassign each to one of een, twee."
    coder = coder_on(tmp_path, codebook=split)
    assert told(read(tmp_path, codebook=split)) == [expected.format(2)]
    coder.reassign("a", "een")
    assert told(read(tmp_path, codebook=split)) == [expected.format(1)]
    coder.reassign("b", "twee")
    assert told(read(tmp_path, codebook=split)) == []
    assert [item.code for item in read(tmp_path, codebook=split).placed] == ["een", "twee"]


def test_changed_and_unplaceable_codings_are_told(tmp_path: Path) -> None:
    """After a correction each coding whose words were changed or are gone is named with its quote."""
    coder = coder_on(tmp_path)
    changed, lost = (
        coder.code("R01", "Maar die schotten, hè!", "vve"),
        coder.code("R01", "Dat scheelt", "vve", occurrence=2),
    )
    new = talk(talk().text.replace("schotten", "muren").replace("precies. Dat scheelt", "precies"))
    decisions = read(tmp_path, new)
    assert told(decisions) == [
        (
            f"codings/anna.jsonl, '{changed.id[:8]}': the coded words in R01 were changed. "
            "‘Maar die schotten, hè!’ It counts at the place that is proposed; confirm or refuse it."
        ),
        (
            f"codings/anna.jsonl, '{lost.id[:8]}': a coding has no place in R01 any more. "
            "‘Dat scheelt’ It does not count until it is coded anew."
        ),
    ]
    assert [item.coding.id for item in decisions.of("anna")] == [changed.id]


def test_decisions_of_later_versions_are_told(tmp_path: Path) -> None:
    """A decision of a kind that this version does not know is kept and named."""
    journal(tmp_path, [coded("a"), event("bbbbbbbbbb", "stemming", at=1, voor=3)])
    assert told(read(tmp_path)) == [
        (
            "codings/anna.jsonl, 'bbbbbbbb': the kind 'stemming' is unknown. "
            "It is kept; install the newest qualcode to use it."
        ),
    ]
    coder_on(tmp_path).code("R01", "schotten", "vve")
    assert b'"voor":3' in JournalFile(tmp_path, "anna").path.read_bytes()


def test_what_a_copy_brings_back_after_a_withdrawal_is_told(tmp_path: Path) -> None:
    """Decisions that a withdrawal had taken away do not count when a merge brings their lines back."""
    journal(tmp_path, [coded("a"), event("r", "redact", at=1, covers=["a"])])
    decisions = read(tmp_path)
    assert decisions.placed == ()
    (problem,) = told(decisions)
    assert "a copy brought back 1 decisions on words that were withdrawn" in problem


def test_broken_lines_are_told_by_number(tmp_path: Path) -> None:
    """Lines that are no decisions, as git's marks of a conflict, are named by file and number; the others count."""
    path = journal(tmp_path, [coded("a"), coded("b", 1, "schotten")])
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b'{"id":"c","ki')
    decisions = read(tmp_path)
    assert told(decisions) == [
        (
            "codings/anna.jsonl, line 1: this line is no event. "
            "Its decision is not counted. Restore the line from a copy, or remove it."
        ),
        (
            "codings/anna.jsonl, line 4: the last line breaks off. "
            "What stands there was never confirmed; it is set aside at the next decision."
        ),
    ]
    assert len(decisions.placed) == 2


def test_a_journal_that_cannot_be_opened_hides_no_other(tmp_path: Path) -> None:
    """A folder where a journal should be, or a file that is locked, is told; the other coders' codings are there."""
    journal(tmp_path, [coded("a", coder="bram")], "bram.jsonl")
    (tmp_path / "codings" / "anna.jsonl").mkdir()
    decisions = read(tmp_path)
    (problem,) = told(decisions)
    assert problem.startswith("codings/anna.jsonl: the file cannot be opened")
    assert decisions.coders == ("bram",)
    assert len(decisions.placed) == 1


@pytest.mark.parametrize("name", ["anna de vries.jsonl", "con.jsonl", "anna (2).jsonl", "anna.JSONL.jsonl"])
def test_a_journal_whose_name_is_no_coders_is_told(tmp_path: Path, name: str) -> None:
    """A file of codings that is not read, since no coder can be named so, is not passed over in silence."""
    journal(tmp_path, [coded("a")], name)
    decisions = read(tmp_path)
    (problem,) = told(decisions)
    assert problem.startswith(f"codings/{name}: it is not read")
    assert decisions.coders == ()


# Whose codings count


def test_without_codings_the_suggestions_count(tmp_path: Path) -> None:
    """By default a study that nobody coded shows its keyword hits; asked for hand codings it has none."""
    assert read(tmp_path).source(None, None, "") == ("suggested", None)
    assert read(tmp_path).source("hand", None, "") == ("hand", None)


def test_a_consensus_without_codings_hides_no_suggestions(tmp_path: Path) -> None:
    """A memo on the consensus alone does not turn the keyword hits into an empty matrix."""
    coder_on(tmp_path, name="consensus").memo("Nog niet begonnen.")
    assert read(tmp_path).source(None, None, "") == ("suggested", None)


def test_a_sole_coder_counts(tmp_path: Path) -> None:
    """With one coder, the hand codings are that coder's."""
    coder_on(tmp_path).code("R01", "wijkteam", "vve")
    assert read(tmp_path).source(None, None, "") == ("hand", "anna")
    assert read(tmp_path).source("suggested", None, "") == ("suggested", None)
    assert read(tmp_path).source("hand", None, "") == ("hand", "anna")


def test_the_main_coder_need_not_have_begun(tmp_path: Path) -> None:
    """Before the first coding the matrix is there already, with nothing in it; of somebody unknown it is not."""
    decisions = read(tmp_path)
    assert decisions.source("hand", None, "anna") == ("hand", "anna")
    assert decisions.source("hand", "anna", "anna") == ("hand", "anna")
    with pytest.raises(UnknownValueError, match="bram"):
        decisions.source("hand", "bram", "anna")


def test_of_several_coders_the_main_one_counts_or_it_must_be_said(tmp_path: Path) -> None:
    """Coders are never added up: the main coder counts, or the one who is named; else one is asked who is meant."""
    for name in ("anna", "bram"):
        coder_on(tmp_path, name=name).code("R01", "wijkteam", "vve")
    decisions = read(tmp_path)
    with pytest.raises(QualcodeError, match=r"Whose codings count is not said: anna, bram\. Name a coder"):
        decisions.source(None, None, "")
    assert decisions.source(None, None, "bram") == ("hand", "bram")
    assert decisions.source(None, "anna", "bram") == ("hand", "anna")
    with pytest.raises(UnknownValueError, match=r"Unknown coder 'ana'\. Did you mean 'anna'\?"):
        decisions.source(None, "ana", "")


def test_a_consensus_counts_before_coders_unless_one_is_named(tmp_path: Path) -> None:
    """Where there is a consensus it is what counts by default, and it is no coder."""
    coder_on(tmp_path).code("R01", "wijkteam", "vve")
    coder_on(tmp_path, name="consensus").code("R01", "schotten", "vve")
    decisions = read(tmp_path)
    assert decisions.coders == ("anna",)
    assert decisions.source(None, None, "anna") == ("consensus", "consensus")
    assert decisions.source("hand", None, "") == ("hand", "anna")
    assert decisions.source(None, "anna", "") == ("hand", "anna")
    assert [item.coding.quote for item in decisions.of("consensus")] == ["schotten"]


@pytest.mark.parametrize("stays", ["the change", "the removal"])
def test_a_removal_and_a_change_of_one_coding_can_be_settled_either_way(tmp_path: Path, stays: str) -> None:
    """Two copies of a journal, one of which removes what the other changes: taking one decision back settles it."""
    coder = coder_on(tmp_path)
    first = coder.code("R01", "Dat scheelt", "vve", occurrence=1)
    coder.uncode(first)
    removal = JournalFile(tmp_path, "anna").read().events[-1]
    change = coded("b", at=59, replaces=[first.id], **passage(talk().text, "Dat scheelt"))
    JournalFile(tmp_path, "anna").append(change)
    coder.reviewed("R01")
    assert any("contradict each other" in problem for problem in told(read(tmp_path, talk())))

    coder.take_back(change.id if stays == "the removal" else removal.id)

    assert told(read(tmp_path, talk())) == []
    assert [coding.id for coding in coder.codings] == ([] if stays == "the removal" else ["b"])


def test_a_decision_that_cannot_be_taken_back_is_named(tmp_path: Path) -> None:
    """An id that no counting decision bears gives an error; undos are not taken back by it."""
    coder = coder_on(tmp_path)
    coder.code("R01", "Dat scheelt", "vve", occurrence=1)
    coder.undo()
    undo = JournalFile(tmp_path, "anna").read().events[-1].id
    for wanted in ("zzz", "", undo):
        with pytest.raises(UnknownValueError, match="decision of anna"):
            coder.take_back(wanted)
