"""What a person reads when something is wrong."""

from __future__ import annotations

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import errors
from qualcode.errors import (
    KeywordError,
    Problem,
    QualcodeError,
    ReadError,
    UnknownValueError,
    WriteError,
    check_value,
    meant,
)

CODES = ("integrale_aanpak", "vve", "armoede")


def test_a_problem_names_file_line_key_what_and_what_to_do() -> None:
    """Whoever reads a problem sees where it is, what is wrong and what to do."""
    problem = Problem("codebook.yaml", "deze sleutel is onbekend.", "Did you mean 'name'?", 4, "nane")
    assert str(problem) == "codebook.yaml, line 4, 'nane': deze sleutel is onbekend. Did you mean 'name'?"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("R01.docx", "dit is leeg."), "R01.docx: dit is leeg."),
        (Problem("R01.docx", "dit is leeg.", line=2), "R01.docx, line 2: dit is leeg."),
        (Problem("R01.docx", "dit is leeg.", key="naam"), "R01.docx, 'naam': dit is leeg."),
    ],
)
def test_a_problem_leaves_out_what_it_does_not_know(problem: Problem, text: str) -> None:
    """A problem without a line, key or hint reads as a plain sentence."""
    assert str(problem) == text


def test_a_problem_is_placed_without_loss() -> None:
    """A problem that is put into a file keeps its line, key and advice."""
    assert Problem("", "fout.", "Doe dit.", 3, "id").at("codebook.yaml") == Problem(
        "codebook.yaml", "fout.", "Doe dit.", 3, "id"
    )


@pytest.mark.parametrize(
    ("written", "word"), [("vvee", "vve"), ("Armoede", "armoede"), ("integrale aanpak", "integrale_aanpak")]
)
def test_the_nearest_word_is_proposed(written: str, word: str) -> None:
    """Who misspells a name, also in its capitals, is told which one was probably meant."""
    assert meant(written, CODES) == f" Did you mean '{word}'?"


def test_nothing_is_proposed_that_is_far_from_what_was_written() -> None:
    """Who writes something altogether different is not sent in a wrong direction."""
    assert meant("segregatie", CODES) == ""
    assert meant("vve", ()) == ""


@given(st.sampled_from(CODES), st.booleans())
def test_a_word_is_nearest_to_itself(code: str, upper: bool) -> None:  # noqa: FBT001
    """A valid name, in whatever case, is never taken for another."""
    assert meant(code.upper() if upper else code, CODES) == f" Did you mean '{code}'?"


def test_an_unknown_value_names_the_valid_ones() -> None:
    """Who asks for something that does not exist learns what does."""
    with pytest.raises(UnknownValueError) as caught:
        check_value("theme", "vvee", CODES)
    assert str(caught.value) == "Unknown theme 'vvee'. Did you mean 'vve'? Valid: integrale_aanpak, vve, armoede."


def test_a_long_list_of_valid_values_is_cut() -> None:
    """The message stays readable in a study with hundreds of codes, and says how many it leaves out."""
    message = str(UnknownValueError("code", "x", [f"code{number:03}" for number in range(25)]))
    assert message.endswith("code018, code019 and 5 more.")


def test_an_unknown_value_in_an_empty_study_says_so() -> None:
    """Who asks for a code where there are none reads that there are none."""
    assert str(UnknownValueError("code", "vve", ())) == "Unknown code 'vve'. There are none."


def test_an_unknown_value_is_a_lookup_error() -> None:
    """Code that looks something up by id can catch Python's own LookupError."""
    with pytest.raises(LookupError):
        check_value("code", "x", CODES)


def test_a_read_error_names_its_file_once_it_is_known() -> None:
    """A file that cannot be read says which, where, why and what to do."""
    assert str(ReadError("dit is leeg.", "Bewaar het opnieuw.")) == "dit is leeg. Bewaar het opnieuw."
    placed = ReadError("dit is leeg.", "Bewaar het opnieuw.", path="R01.docx", line=3)
    assert str(placed) == "R01.docx, line 3: dit is leeg. Bewaar het opnieuw."


def test_a_write_error_says_what_to_try() -> None:
    """Who has the workbook open in Excel is told to close it."""
    message = str(WriteError("output/matrix.xlsx", "Permission denied"))
    assert message.startswith("output/matrix.xlsx could not be written: Permission denied. Close it")


def test_a_keyword_error_cuts_a_very_long_keyword() -> None:
    """A page of text that was pasted as a keyword does not fill the screen."""
    assert f"keyword '{'a' * 39}…' is empty." in str(KeywordError("a" * 500, "is empty", ""))


def test_the_drawn_tree_of_exceptions_is_the_real_one() -> None:
    """Who reads the drawing at the top of errors.py knows every exception of the package and its parent."""
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert "    QualcodeError\n" in (errors.__doc__ or "")
    real = {
        name: item
        for name, item in vars(errors).items()
        if inspect.isclass(item) and issubclass(item, Exception) and item.__module__ == errors.__name__
    }
    assert sorted(drawn) == sorted(real.keys() - {"QualcodeError"})
    assert all(real[name].__bases__[0] is QualcodeError for name in drawn)
