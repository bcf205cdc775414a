"""The matrix: what is counted in a cell, from marked transcripts to totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.matrix import ROWS, VALUES, MatrixTables, build_matrix
from qualcode.analysis.tables import CODED_COLUMNS, KnownRows, coded_units, respondents_frame, spoken_words
from qualcode.codebook import Code, Codebook
from qualcode.coding.answers import answers
from qualcode.coding.review import Reading
from qualcode.dutch.sentences import sentences
from qualcode.dutch.tokens import count_words
from qualcode.errors import UnknownValueError
from qualcode.guide import InterviewGuide
from qualcode.respondents import Appearance, Respondent, Respondents
from qualcode.transcript import Transcript
from tests.marked import Mark, marked_transcript

BOOK = Codebook(
    (
        Code("aanpak", "Integrale aanpak"),
        Code("aanpak.schotten", "Schotten", parent="aanpak"),
        Code("aanpak.schotten.geld", "Potjes", parent="aanpak.schotten"),
        Code("vve", "Vve"),
        Code("armoede", "Armoede"),
    )
)
PEOPLE = Respondents(
    (
        Respondent("R01", {"organisation": "Gemeente C", "sector": "beleid"}),
        Respondent("R02", {"organisation": "Gemeente C", "sector": "beleid"}),
        Respondent("R03", {"organisation": "", "sector": "onderwijs"}),
        Respondent("R04", {"organisation": "", "sector": ""}),
    ),
    (Appearance("R01", "G1"), Appearance("R02", "G1"), Appearance("R03", "R03"), Appearance("R04", "R04")),
)
GROUP = """
I: En de [vve](vve)?
R01: Die [vve](vve) is goed. Maar die [potjes](aanpak.schotten.geld), die [schotten](aanpak.schotten)!
R02: De [potjes. En de schotten](aanpak.schotten). Dat is alles.
"""
ALONE = "R03: Geen idee. [Vve, vve](vve) en nog eens [vve](vve) dus."
SILENT = "R04: Weet ik niet."


@dataclass(frozen=True)
class HandCoding(Mark):
    """A mark as a coder's coding."""

    because: str = "anna"
    respondents: tuple[str, ...] | None = None
    stance: str | None = None


@dataclass(frozen=True)
class Material:
    """Transcripts and the codings in them."""

    transcripts: tuple[Transcript, ...]
    codings: tuple[HandCoding, ...]

    def coded(self, unit: str = "sentence") -> pd.DataFrame:
        keyed = {item.id: answers(item, InterviewGuide()) for item in self.transcripts}
        return coded_units(self.codings, self.transcripts, BOOK, keyed, unit)

    def matrix(self, value: str = "named", **choices: str) -> MatrixTables:
        return build_matrix(self.coded(), BOOK, PEOPLE, spoken_words(self.transcripts), value=value, **choices)  # type: ignore[arg-type]

    def cells(self, value: str = "named", **choices: str) -> list[list[float | None]]:
        return rows_of(self.matrix(value, **choices).cells)


def rows_of(frame: pd.DataFrame) -> list[list[float | None]]:
    return [[None if pd.isna(value) else value for value in row] for row in frame.astype(object).to_numpy().tolist()]


def material(*texts: tuple[str, str]) -> Material:
    """Return the material of marked texts, each with its transcript's id."""
    made = [marked_transcript(text, name, *(row.respondent for row in PEOPLE.of(name))) for name, text in texts]
    codings = tuple(HandCoding(*astuple(mark)) for _, marks in made for mark in marks)
    return Material(tuple(transcript for transcript, _ in made), codings)


@pytest.fixture(scope="module")
def study() -> Material:
    """Return a group conversation, one with R03, and one in which nothing is coded."""
    return material(("G1", GROUP), ("R03", ALONE), ("R04", SILENT))


def test_a_cell_says_whether_a_theme_is_named(study: Material) -> None:
    """A theme is 1 for who names it, however often, and 0 for who does not; everyone has a place."""
    named = study.matrix().cells
    assert list(named.index) == ["aanpak", "vve", "armoede"]
    assert list(named.columns) == ["R01", "R02", "R03", "R04"]
    assert rows_of(named) == [[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


def test_sentences_under_two_sub_codes_count_once_for_their_theme(study: Material) -> None:
    """R01's sentence with potjes and schotten is one sentence of the theme, and one of each code."""
    assert study.cells("sentences") == [[1, 2, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]
    by_code = study.matrix("sentences", rows="code").cells
    assert list(by_code.index) == ["aanpak", "aanpak.schotten", "aanpak.schotten.geld", "vve", "armoede"]
    assert rows_of(by_code) == [[1, 2, 0, 0], [1, 2, 0, 0], [1, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


def test_words_and_their_share_are_those_of_the_sentences(study: Material) -> None:
    """Words are counted of every coded sentence in full; the share is of all that the respondent says."""
    assert study.cells("words") == [[5, 5, 0, 0], [4, 0, 7, 0], [0, 0, 0, 0]]
    assert study.cells("share") == [
        [pytest.approx(5 / 9), pytest.approx(5 / 8), 0, 0],
        [pytest.approx(4 / 9), 0, pytest.approx(7 / 9), 0],
        [0, 0, 0, 0],
    ]


def test_a_coding_belongs_to_who_speaks(study: Material) -> None:
    """In a group conversation the interviewer's words count for nobody, and each respondent's for that one."""
    coded = study.coded()
    assert set(zip(coded["respondent"], coded["text"], strict=True)) == {
        ("R01", "Die vve is goed."),
        ("R01", "Maar die potjes, die schotten!"),
        ("R02", "De potjes."),
        ("R02", "En de schotten."),
        ("R03", "Vve, vve en nog eens vve dus."),
    }


def test_a_coding_over_two_speakers_counts_for_both() -> None:
    """A passage of two turns belongs to both who speak in it, or to the one that the coder names."""
    both = material(("G1", "R01: Dus de [vve.\nR02: Ja, de vve](vve)."))
    assert both.cells("sentences")[1] == [1, 1, 0, 0]
    (mark,) = both.codings
    of_one = HandCoding(mark.transcript, mark.start, mark.end, mark.code, respondents=("R02",))
    assert Material(both.transcripts, (of_one,)).cells("sentences")[1] == [0, 1, 0, 0]


def test_rows_that_were_kept_serve_for_the_same_codings_read_anew(study: Material) -> None:
    """After journals were read again, rows that were made before stand for equal codings, in the same order."""
    keyed = {item.id: answers(item, InterviewGuide()) for item in study.transcripts}
    kept: KnownRows = {}
    first = coded_units(study.codings, study.transcripts, BOOK, keyed, known=kept)
    anew = tuple(replace(coding) for coding in study.codings)
    pd.testing.assert_frame_equal(coded_units(anew, study.transcripts, BOOK, keyed, known=kept), first)


def test_other_units_are_counted_too(study: Material) -> None:
    """With turns or answers as the unit, a long turn under a theme is one."""
    expected = {"sentence": 6, "turn": 5, "answer": 5}
    assert {unit: len(study.coded(unit)) for unit in expected} == {"sentence": 6, "turn": 5, "answer": 5}
    answer = study.coded("answer")
    text = answer[(answer["respondent"] == "R02")].iloc[0]
    assert (text["text"], text["word_count"]) == ("De potjes. En de schotten. Dat is alles.", 8)


def test_an_answer_that_is_broken_into_is_shown_without_the_other() -> None:
    """Where R02 breaks into R01's answer, neither the text nor the number of words of that answer has R02's."""
    both = material(("G1", "I: En?\nR01: De [vve](vve).\nR02: Nou nee.\nR01: Dus wel."))
    (only,) = both.coded("answer").itertuples()
    assert (only.respondent, only.text, only.word_count) == ("R01", "De vve. […] Dus wel.", 4)


def test_a_column_may_be_a_transcript(study: Material) -> None:
    """By transcript, what two respondents of one conversation say stands together."""
    by_transcript = study.matrix("sentences", columns="transcript").cells
    assert list(by_transcript.columns) == ["G1", "R03", "R04"]
    assert rows_of(by_transcript) == [[3, 0, 0], [1, 1, 0], [0, 0, 0]]


def test_a_column_may_be_a_value_of_an_attribute(study: Material) -> None:
    """By sector, respondents of one sector stand together, and so do those without one."""
    by_sector = study.matrix("sentences", columns="sector").cells
    assert list(by_sector.columns) == ["", "beleid", "onderwijs"]
    assert rows_of(by_sector) == [[0, 3, 0], [0, 1, 1], [0, 0, 0]]
    assert study.cells("respondents", columns="sector") == [[0, 2, 0], [0, 1, 1], [0, 0, 0]]
    assert study.cells("share", columns="sector")[0] == [0, pytest.approx(10 / 17), 0]


def test_totals_tell_respondents_conversations_and_organisations(study: Material) -> None:
    """Two colleagues in one conversation are two respondents, one conversation and one organisation."""
    totals = study.matrix().totals
    assert list(totals.columns) == ["respondents", "conversations", "organisations"]
    assert rows_of(totals) == [[2, 1, 1], [2, 2, 1], [0, 0, 0]]


def test_without_organisations_none_are_counted(study: Material) -> None:
    """A table of respondents without a column of organisations gives no total of them."""
    people = Respondents(tuple(Respondent(person.id) for person in PEOPLE), PEOPLE.appearances)
    tables = build_matrix(study.coded(), BOOK, people, spoken_words(study.transcripts))
    assert list(tables.totals.columns) == ["respondents", "conversations"]


def test_who_says_nothing_has_no_share() -> None:
    """A share of no words is not known, rather than 0."""
    only_r01 = material(("G1", "R01: De [vve](vve).\nI: Ja.\nR02: …"))
    assert only_r01.cells("share")[1] == [1, None, None, None]


def test_a_cell_is_0_only_where_all_was_read(study: Material) -> None:
    """What nobody read for a code is empty; codings that exist count, also where not all was read."""
    reading = {("vve", "G1", "R01"): Reading.INCOMPLETE, ("vve", "R04", "R04"): Reading.COMPLETE}
    tables = build_matrix(
        study.coded(), BOOK, PEOPLE, spoken_words(study.transcripts), value="sentences", reading=reading
    )
    assert rows_of(tables.cells)[1] == [1, None, 1, 0]
    assert list(tables.status.loc["vve"]) == ["incomplete", "not_reviewed", "not_reviewed", "complete"]
    assert rows_of(tables.totals) == [[2, 1, 1], [2, 2, 1], [0, 0, 0]]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"value": "sentence"}, r"Unknown value 'sentence'\. Did you mean 'sentences'\?"),
        ({"rows": "themes"}, r"Unknown rows 'themes'\. Did you mean 'theme'\?"),
        ({"columns": "sectr"}, r"Unknown columns 'sectr'\. Did you mean 'sector'\?"),
    ],
)
def test_an_unknown_choice_names_the_near_one(study: Material, choice: dict[str, str], message: str) -> None:
    """Who mistypes an option reads the one that was meant and all that there are."""
    with pytest.raises(UnknownValueError, match=message):
        study.matrix(**choice)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("columns", ["respondent", "transcript", "sector"])
def test_a_matrix_of_nothing_has_the_same_shape(study: Material, value: str, rows: str, columns: str) -> None:
    """With no coding at all, rows, columns, names and dtypes are those of a matrix with many."""
    full = study.matrix(value, rows=rows, columns=columns)
    none = Material(study.transcripts, ()).matrix(value, rows=rows, columns=columns)
    for one, other in ((full.cells, none.cells), (full.totals, none.totals), (full.status, none.status)):
        assert one.index.equals(other.index)
        assert one.columns.equals(other.columns)
        assert (one.index.name, one.columns.name) == (other.index.name, other.columns.name)
        assert list(one.dtypes) == list(other.dtypes)
    assert {str(dtype) for dtype in none.cells.dtypes} == {"Float64" if value == "share" else "Int64"}
    assert none.cells.fillna(0).to_numpy().sum() == none.totals.to_numpy().sum() == 0


def test_a_study_without_anything_has_an_empty_matrix() -> None:
    """Without codes, respondents or transcripts there is a matrix with nothing in it, and no error."""
    nobody = build_matrix(Material((), ()).coded(), BOOK, Respondents(), {})
    nothing = build_matrix(Material((), ()).coded(), Codebook(), PEOPLE, {}, value="share")
    assert (nobody.cells.shape, nothing.cells.shape) == ((3, 0), (0, 4))


def test_frames_keep_their_columns_without_rows(study: Material) -> None:
    """A frame of coded units has its documented columns and dtypes with and without rows."""
    for frame in (study.coded(), Material(study.transcripts, ()).coded(), Material((), ()).coded("answer")):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == CODED_COLUMNS


def test_everyone_has_a_row_among_the_respondents(study: Material) -> None:
    """Who says nothing that is coded, or nothing at all, is among the respondents with their words."""
    frame = respondents_frame(PEOPLE, study.transcripts[:2])
    assert list(zip(frame["respondent"], frame["transcripts"], frame["words"], strict=True)) == [
        ("R01", "G1", 9),
        ("R02", "G1", 8),
        ("R03", "R03", 9),
        ("R04", "", 0),
    ]


def test_a_broken_sentence_counts_by_its_half() -> None:
    """A coding of half a word touches its sentence, and one that ends before it does not."""
    (transcript,) = material(("R03", "R03: Ja. Vve dus. Nee.")).transcripts
    start = transcript.text.index("Vve")
    inside = HandCoding("R03", start + 1, start + 2, "vve")
    beside = HandCoding("R03", start - 1, start, "vve")
    assert Material((transcript,), (inside,)).cells("sentences")[1] == [0, 0, 1, 0]
    assert Material((transcript,), (beside,)).cells("sentences")[1] == [0, 0, 0, 0]


# The same once more in plain Python, without frames.

PIECES = ("[Vve](vve) is er.", "Nee.", "Die [potjes](aanpak.schotten.geld), [schotten](aanpak)!", "[Arm](armoede)?")
turn = st.tuples(st.sampled_from(["I", "R01", "R02"]), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
said = st.lists(turn, max_size=5)


def recount(texts: Sequence[tuple[str, list[tuple[str, list[str]]]]], row: str, column: str) -> tuple[int, int]:
    """Return how many sentences and words of `column` fall under `row`, from the pieces that were said."""
    under = [code.id for code in BOOK if row in BOOK.line_of(code.id)]
    pieces = [piece for _, turns in texts for speaker, said in turns if speaker == column for piece in said]
    coded = [piece for piece in pieces if any(f"]({code})" in piece for code in under)]
    plain = [marked_transcript(f"R03: {piece}", "R03")[0].text.removeprefix("R03: ") for piece in coded]
    assert all(len(list(sentences(piece))) == 1 for piece in plain)
    return len(coded), sum(map(count_words, plain))


@settings(max_examples=25)
@given(said, said)
def test_a_matrix_is_what_plain_counting_gives(
    group: list[tuple[str, list[str]]], alone: list[tuple[str, list[str]]]
) -> None:
    """Whoever counts sentences and words by hand comes to the numbers of the matrix, in every cell."""
    texts = [
        ("G1", [("R01", ["Dag."]), ("R02", ["Dag."]), *group]),
        ("R03", [("R03", ["Hoi."]), *[("R03" if who == "R01" else "I", pieces) for who, pieces in alone]]),
    ]
    made = material(
        *((name, "\n".join(f"{who}: {' '.join(pieces)}" for who, pieces in turns)) for name, turns in texts)
    )
    for rows in ROWS:
        tables = {value: made.matrix(value, rows=rows) for value in VALUES}
        for row in tables["named"].cells.index:
            counts = {person: recount(texts, row, person) for person in PEOPLE.ids}
            for person, (number, words) in counts.items():
                assert tables["sentences"].cells.loc[row, person] == number
                assert tables["words"].cells.loc[row, person] == words
                assert tables["named"].cells.loc[row, person] == (1 if number else 0)
                assert tables["respondents"].cells.loc[row, person] == (1 if number else 0)
            assert tables["named"].totals.loc[row, "respondents"] == sum(number > 0 for number, _ in counts.values())
            group_names = counts["R01"][0] + counts["R02"][0] > 0
            assert tables["named"].totals.loc[row, "conversations"] == group_names + (counts["R03"][0] > 0)
