"""Codings follow their words through renamed and corrected transcripts, and are never put on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.placing import Placed, Status
from qualcode.decisions import Decisions, read_decisions
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.transcript import Transcript
from tests.decisions.helpers import BOOK, coder_on, talk
from tests.marked import marked_transcript

BEFORE = """
I: Hoe gaat dat hier?
R: We werken graag samen met het wijkteam in de stad. Dat scheelt. Maar die schotten zijn een groot probleem, hè!
I: En de vve?
R: Ja, precies. De warme overdracht is goed geregeld, dat zeg ik altijd.
"""
AFTER = """
I: Hoe gaat het hier nu dan?
R: We werken graag samen met het wijkteam in de stad. Dat scheelt. Maar die muren zijn een groot probleem, hè!
I: En de vve?
R: Ja, precies.
"""


def decisions(folder: Path, *transcripts: Transcript, codebook: Codebook = BOOK) -> Decisions:
    return read_decisions(folder, transcripts, codebook)


def shown(transcript: Transcript, placed: Placed) -> tuple[Status, str | None]:
    """Return how a coding came to its place, and the words that stand there."""
    return placed.status, None if placed.start is None else transcript.text[placed.start : placed.end]


def code_all(folder: Path, marked: str) -> Transcript:
    """Code all marked passages by hand."""
    transcript, marks = marked_transcript(marked)
    for mark in marks:
        coder_on(folder, transcript).code("R01", (mark.start, mark.end), mark.code)
    return transcript


def test_in_a_text_that_did_not_change_codings_stand_where_they_were_made(tmp_path: Path) -> None:
    """Without a correction every coding is where it was put, with its code."""
    transcript = code_all(tmp_path, "R: We [werken samen](vve) met het [wijkteam](integrale_aanpak).")
    found = decisions(tmp_path, transcript).placed
    assert [shown(transcript, item) for item in found] == [(Status.SAME, "werken samen"), (Status.SAME, "wijkteam")]
    assert [(item.code, item.coder, item.transcript) for item in found] == [
        ("vve", "anna", "R01"),
        ("integrale_aanpak", "anna", "R01"),
    ]


def test_a_renamed_transcript_is_recognised_by_its_text(tmp_path: Path) -> None:
    """A file that was renamed keeps its codings and what was read of it, also where another file took its old name."""
    coder = coder_on(tmp_path, talk(BEFORE))
    coder.code("R01", "die schotten", "vve")
    coder.reviewed("R01")
    renamed, other = talk(BEFORE, "gesprek-1", "R01"), talk("R: Iets heel anders, die schotten niet.", "R01")
    for transcripts in ([renamed], [other, renamed]):
        found = decisions(tmp_path, *transcripts)
        (placed,) = found.placed
        assert (placed.transcript, *shown(renamed, placed)) == ("gesprek-1", Status.SAME, "die schotten")
        assert [(read.transcript, read.span) for read in found.reads] == [("gesprek-1", (0, len(renamed.text)))]


def test_of_two_files_with_one_text_the_named_one_is_meant(tmp_path: Path) -> None:
    """A copy of a transcript takes no coding away from the one that was coded."""
    coder_on(tmp_path, talk(BEFORE)).code("R01", "die schotten", "vve")
    for transcripts in ([talk(BEFORE), talk(BEFORE, "kopie")], [talk(BEFORE, "kopie"), talk(BEFORE)]):
        assert [item.transcript for item in decisions(tmp_path, *transcripts).placed] == ["R01"]


def test_after_a_correction_codings_move_are_proposed_or_are_lost(tmp_path: Path) -> None:
    """Unchanged words have their coding without a question, changed ones a proposal, removed ones no place."""
    coder = coder_on(tmp_path, talk(BEFORE))
    for quote in ("samen met het wijkteam", "Maar die schotten zijn een groot probleem, hè!", "warme overdracht"):
        coder.code("R01", quote, "vve")
    new = talk(AFTER)
    assert [shown(new, item) for item in decisions(tmp_path, new).placed] == [
        (Status.MOVED, "samen met het wijkteam"),
        (Status.CHANGED, "Maar die muren zijn een groot probleem, hè!"),
        (Status.LOST, None),
    ]


def test_a_transcript_that_is_gone_loses_no_coding(tmp_path: Path) -> None:
    """Codings of a file that was taken out are listed without a place, and stand again when it comes back."""
    coder_on(tmp_path, talk(BEFORE)).code("R01", "die schotten", "vve")
    (placed,) = decisions(tmp_path, talk("R: Ja.", "R02")).placed
    assert (placed.transcript, placed.status, placed.start) == ("R01", Status.LOST, None)
    assert [item.status for item in decisions(tmp_path, talk(BEFORE)).placed] == [Status.SAME]


# The old text is not there, or not what it was


@pytest.mark.parametrize("damage", ["missing", "changed", "no text", "crlf"])
def test_without_the_old_text_the_quote_tells_the_place(tmp_path: Path, damage: str) -> None:
    """Where the kept text is missing or was damaged, a long quote that stands once is found, and nothing else is."""
    coder = coder_on(tmp_path, talk(BEFORE))
    for quote in ("We werken graag samen met het wijkteam in de stad", "die schotten zijn een groot probleem"):
        coder.code("R01", quote, "vve")
    kept = tmp_path / "codings" / "texts" / f"{talk(BEFORE).hash}.txt"
    data = kept.read_bytes()
    kept.unlink()
    if damage != "missing":
        changed = {"changed": b"R: Zo. " + data, "no text": b"\xff\xfe\xfd", "crlf": data.replace(b"\n", b"\r\n")}
        kept.write_bytes(changed[damage])
    found = [shown(talk(AFTER), item) for item in decisions(tmp_path, talk(AFTER)).placed]
    assert found[0] == (Status.MOVED, "We werken graag samen met het wijkteam in de stad")
    # Line ends are no damage: the text is as it was, and a changed quote has its proposal.
    assert found[1] == (
        (Status.CHANGED, "die muren zijn een groot probleem") if damage == "crlf" else (Status.LOST, None)
    )


def test_without_the_old_text_a_short_quote_is_only_proposed(tmp_path: Path) -> None:
    """A few words that stand once may be others: their place is a proposal; words that stand twice have none."""
    coder = coder_on(tmp_path, talk(BEFORE))
    coder.code("R01", "wijkteam", "vve")
    coder.code("R01", "Ja, precies", "vve")
    for file in (tmp_path / "codings" / "texts").iterdir():
        file.unlink()
    new = talk("R: Het wijkteam, ja. Ja, precies. Zo is het.\nR: Ja, precies.")
    assert [shown(new, item) for item in decisions(tmp_path, new).placed] == [
        (Status.CHANGED, "wijkteam"),
        (Status.LOST, None),
    ]


def test_a_place_that_does_not_hold_the_quote_is_not_believed(tmp_path: Path) -> None:
    """A line of a journal whose numbers were changed by hand puts no coding on other words."""
    transcript = talk(BEFORE)
    coder_on(tmp_path, transcript).code("R01", "We werken graag samen met het wijkteam in de stad", "vve")
    journal = tmp_path / "codings" / "anna.jsonl"
    line = journal.read_text(encoding="utf-8")
    start = transcript.text.index("We werken")
    assert f'"start":{start},' in line
    journal.write_text(line.replace(f'"start":{start},', f'"start":{start + 7},'), encoding="utf-8")
    (placed,) = decisions(tmp_path, transcript).placed
    assert shown(transcript, placed)[1] == "We werken graag samen met het wijkteam in de stad"


# Proposals


def proposal(folder: Path) -> tuple[Transcript, Placed]:
    """Return a corrected transcript, and the coding whose words were changed in it."""
    coder_on(folder, talk(BEFORE)).code("R01", "die schotten zijn een groot probleem", "vve")
    new = talk(AFTER)
    (placed,) = decisions(folder, new).placed
    assert placed.status is Status.CHANGED
    return new, placed


def test_a_confirmed_proposal_stands_also_after_the_next_correction(tmp_path: Path) -> None:
    """What the coder confirmed is not asked again; the coding goes on from there, and undo asks anew."""
    new, placed = proposal(tmp_path)
    coder_on(tmp_path, new).confirm(placed)
    (confirmed,) = decisions(tmp_path, new).placed
    assert shown(new, confirmed) == (Status.SAME, "die muren zijn een groot probleem")
    third = talk(AFTER.replace("nu dan", "tegenwoordig"))
    (moved,) = decisions(tmp_path, third).placed
    assert shown(third, moved) == (Status.MOVED, "die muren zijn een groot probleem")
    coder_on(tmp_path, new).undo()
    assert [item.status for item in decisions(tmp_path, new).placed] == [Status.CHANGED]


def test_a_refused_proposal_does_not_count_until_the_text_changes_again(tmp_path: Path) -> None:
    """A refused place is listed and not asked again; another correction makes another proposal."""
    new, placed = proposal(tmp_path)
    coder_on(tmp_path, new).refuse(placed)
    found = decisions(tmp_path, new)
    assert [(item.status, item.start) for item in found.placed] == [(Status.REFUSED, None)]
    assert found.of("anna") == ()
    third = talk(AFTER.replace("muren", "wanden"))
    assert [shown(third, item) for item in decisions(tmp_path, third).placed] == [
        (Status.CHANGED, "die wanden zijn een groot probleem")
    ]
    assert [item.status for item in decisions(tmp_path, talk(BEFORE)).placed] == [Status.SAME]


def test_a_coding_whose_proposal_was_refused_keeps_its_words_when_it_is_changed(tmp_path: Path) -> None:
    """A new stance after a refusal leaves the coding on the old text; its place is asked anew."""
    new, placed = proposal(tmp_path)
    coder = coder_on(tmp_path, new)
    coder.refuse(placed)
    changed = coder.change(placed.coding, stance="wens")
    assert (changed.text, changed.quote) == (placed.coding.text, placed.coding.quote)
    assert [item.status for item in decisions(tmp_path, new).placed] == [Status.CHANGED]


def test_a_coding_without_a_place_cannot_be_confirmed(tmp_path: Path) -> None:
    """Who confirms a coding that has no place is told to code it anew."""
    coder_on(tmp_path, talk(BEFORE)).code("R01", "warme overdracht", "vve")
    (placed,) = decisions(tmp_path, talk(AFTER)).placed
    with pytest.raises(QualcodeError, match="'warme overdracht' has no place in R01 that could be confirmed"):
        coder_on(tmp_path, talk(AFTER)).confirm(placed)


def test_nobody_decides_on_another_coders_proposal(tmp_path: Path) -> None:
    """A coder confirms and refuses places of codings of his own only."""
    new, placed = proposal(tmp_path)
    bram = coder_on(tmp_path, new, name="bram")
    for decide in (bram.confirm, bram.refuse):
        with pytest.raises(UnknownValueError, match="coding of bram"):
            decide(placed)
    assert [item.status for item in decisions(tmp_path, new).placed] == [Status.CHANGED]


def test_what_was_confirmed_or_reassigned_stays_so_when_something_else_is_changed(tmp_path: Path) -> None:
    """A new stance takes back neither a confirmed place nor the code that was chosen after a split."""
    new, placed = proposal(tmp_path)
    split = Codebook((Code("muren", "Muren", formerly=("vve",)), Code("geld", "Geld", formerly=("vve",))))
    coder = coder_on(tmp_path, new, codebook=split)
    coder.confirm(placed)
    coder.reassign(placed.coding, "muren")
    coder.change(placed.coding, stance="knelpunt")
    (found,) = decisions(tmp_path, new, codebook=split).placed
    assert shown(new, found) == (Status.SAME, "die muren zijn een groot probleem")
    assert (found.code, found.choices, found.stance) == ("muren", (), "knelpunt")


def test_a_coding_of_a_renamed_code_can_be_changed(tmp_path: Path) -> None:
    """A coding made under a code's earlier id keeps that id when its stance or borders change, and follows the code."""
    transcript = code_all(tmp_path, "R: We [werken samen](vve) met het wijkteam.")
    renamed = Codebook((Code("voorschool", "Voorschool", formerly=("vve",)),))
    coder = coder_on(tmp_path, transcript, codebook=renamed)
    coder.change(coder.codings[0], stance="werkt")
    coder.change(coder.codings[0], start=3)
    (found,) = decisions(tmp_path, transcript, codebook=renamed).placed
    assert (found.code, found.stance, shown(transcript, found)[1]) == ("voorschool", "werkt", "We werken samen")


# What was read


def test_what_was_read_stays_read_where_it_did_not_change(tmp_path: Path) -> None:
    """After a correction the unchanged parts still count as read; the new words do not."""
    coder_on(tmp_path, talk(BEFORE)).reviewed("R01")
    new = talk(AFTER)
    parts = [new.text[read.span.start : read.span.end] for read in decisions(tmp_path, new).reads]
    assert any("We werken graag samen met het wijkteam in de stad. Dat scheelt." in part for part in parts)
    assert not any("muren" in part for part in parts)
    assert {read.coder for read in decisions(tmp_path, new).reads} == {"anna"}


@pytest.mark.parametrize("damage", [None, "R: Iets anders. " + AFTER])
def test_without_the_old_text_nothing_of_a_corrected_one_counts_as_read(tmp_path: Path, damage: str | None) -> None:
    """Whether a corrected text was read cannot be known where the old one is missing or changed, and is not claimed."""
    coder_on(tmp_path, talk(BEFORE)).reviewed("R01")
    kept = tmp_path / "codings" / "texts" / f"{talk(BEFORE).hash}.txt"
    kept.unlink()
    if damage is not None:
        kept.write_text(damage, encoding="utf-8")
    assert decisions(tmp_path, talk(AFTER)).reads == ()


# Codes that became others


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((Code("oud", "Oud"),), ("oud", ())),
        ((Code("nieuw", "Nieuw", formerly=("oud",)),), ("nieuw", ())),
        ((Code("ander", "Ander"),), (None, ())),
        ((Code("een", "Een", formerly=("oud",)), Code("twee", "Twee", formerly=("oud",))), (None, ("een", "twee"))),
        (
            (
                Code("top", "Top"),
                Code("een", "Een", parent="top", formerly=("oud",)),
                Code("twee", "Twee", parent="top", formerly=("oud",)),
            ),
            ("top", ("een", "twee")),
        ),
    ],
)
def test_codings_follow_their_code(
    tmp_path: Path, codes: tuple[Code, ...], expected: tuple[str | None, tuple[str, ...]]
) -> None:
    """A renamed or merged code takes its codings along; those of a split one wait under what the parts share."""
    transcript = talk(BEFORE)
    coder_on(tmp_path, transcript, codebook=Codebook((Code("oud", "Oud"),))).code("R01", "wijkteam", "oud")
    (found,) = decisions(tmp_path, transcript, codebook=Codebook(codes)).placed
    assert (found.code, found.choices) == expected
    assert found.coding.code == "oud"


def test_a_coding_tells_what_tables_ask_of_it(tmp_path: Path) -> None:
    """A placed coding names its coder, respondents and stance."""
    coder_on(tmp_path).code("R01", "wijkteam", "vve", stance="wens", respondents=["R07"])
    (found,) = decisions(tmp_path, talk()).placed
    assert (found.coder, found.because, found.stance, found.respondents) == ("anna", "anna", "wens", ("R07",))
