"""The hand codings of the example study."""

from __future__ import annotations

from qualcode.project import Project

SECOND_CODED = {"R02", "R05", "R08", "R11", "R14"}


def test_the_matrix_of_hand_codings_is_complete(example: Project) -> None:
    """Every respondent sentence was reviewed by the first coder, so no cell is empty or incomplete."""
    matrix = example.matrix(source="hand", coder="anna")
    assert matrix.frame.shape == (8, 16)
    assert matrix.frame.notna().all(axis=None)
    assert (matrix.status == "complete").all(axis=None)


def test_the_second_coder_coded_five_conversations_in_full(example: Project) -> None:
    """Who was not read by the second coder has no numbers in that coder's matrix, not zeros."""
    by_conversation = example.matrix(coder="bram", columns="transcript")
    read = {name for name in by_conversation.status if (by_conversation.status[name] == "complete").all()}
    assert read == SECOND_CODED
    unread = by_conversation.frame.drop(columns=sorted(SECOND_CODED))
    assert unread.isna().all(axis=None)


def test_every_coding_stands_on_its_words(example: Project) -> None:
    """Each coding's quote is what the transcript says at that place, and a respondent says it.

    A question in R10 was worked out further after the coding, so that its codings were carried over.
    """
    codings = example.codings()
    assert codings["status"].isin(["same", "moved"]).all()
    assert set(codings.loc[codings["status"] == "moved", "transcript"]) == {"R10"}
    for row in codings.to_dict("records"):
        assert example.transcripts[row["transcript"]].text[row["start"] : row["end"]] == row["quote"]
        assert row["respondent"]


def test_all_codings_were_made_without_sight_of_suggestions(example: Project) -> None:
    """The hand codings are blind, so that keywords can be measured against them."""
    codings = example.codings()
    assert codings["blind"].all()
    assert codings["keyword"].isna().all()
