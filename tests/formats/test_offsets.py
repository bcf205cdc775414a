"""What holds of offsets for any transcript: turns are ordered stretches of the text that hold all speech."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.formats import Reading
from qualcode.formats.segments import Segment, compose
from qualcode.text import Span, canonical, decode

from .helpers import letters, paragraph, read, read_text, run, spoken, word

LABELS = ("I", "R1", "Interviewer", "Geïnterviewde", "Respondent 2", "SPEAKER_01", "É")
# Words in all shapes: accents put together from two, emoji of several code points, digits, other scripts.
PLAIN = ("ja", "één", "14", "€25", "'s avonds", "(lacht)")
WORDS = (*PLAIN, "e\u0301e\u0301n", "cafe\u0301", "\u0301los", "😀", "👩🏽\u200d⚕️", "да", "zin\u200bvol")
LINE_ENDS = ("\n", "\r\n", "\r", "\n\n")

speech = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
lines = st.lists(speech, min_size=1, max_size=3)
said = st.lists(st.tuples(st.sampled_from(LABELS), lines), min_size=1, max_size=6)
# Any text of one line, without a colon that could open a turn.
any_character = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters=":\ufeff")
any_line = st.text(any_character, max_size=30)


def _written(turns: list[tuple[str, list[str]]], end: str) -> str:
    return end.join(f"{label}: " + end.join(texts) for label, texts in turns) + end


def _check(reading: Reading) -> None:
    """Assert what holds of every reading."""
    spans = [turn.span for turn in reading.turns]
    assert all(0 <= span.start < span.end <= len(reading.text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text == text.strip() and text for _, text in spoken(reading))
    assert reading.text == canonical(reading.text)


@given(said, st.sampled_from(LINE_ENDS))
def test_turns_of_a_text_are_ordered_and_hold_all_speech(turns: list[tuple[str, list[str]]], end: str) -> None:
    """Each turn holds the words that its speaker said, all of them and no label."""
    reading = read_text(_written(turns, end))
    _check(reading)
    assert [label for label, _ in spoken(reading)] == [canonical(label) for label, _ in turns]
    for (_, text), (_, texts) in zip(spoken(reading), turns, strict=True):
        assert text.split() == canonical("\n".join(texts)).split()


@given(said, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_encoding_does_not_matter(turns: list[tuple[str, list[str]]], encoding: str) -> None:
    """Offsets count in the text and not in the file's bytes."""
    text = _written(turns, "\n")
    assert read("R01.txt", text.encode(encoding)).turns == read_text(text).turns


@given(said, st.sampled_from(LINE_ENDS[:3]))
def test_the_line_ends_do_not_matter(turns: list[tuple[str, list[str]]], end: str) -> None:
    """A transcript from Windows has the same offsets as one from elsewhere."""
    assert read_text(_written(turns, end)).turns == read_text(_written(turns, "\n")).turns


@given(said)
@settings(max_examples=25, deadline=None)
def test_a_word_document_says_the_same(turns: list[tuple[str, list[str]]]) -> None:
    """Text in paragraphs, with labels in bold, gives the turns that plain text gives."""
    paragraphs = [
        paragraph(*([run(f"{label}: ", "<w:b/>")] if number == 0 else []), run(text))
        for label, texts in turns
        for number, text in enumerate(texts)
    ]
    reading = read("R01.docx", word(*paragraphs))
    _check(reading)
    assert spoken(reading) == spoken(read_text(_written(turns, "\n")))


@given(st.lists(any_line, max_size=8).map("\n".join))
def test_any_text_gives_turns_within_it(text: str) -> None:
    """Whatever a file says, its turns are ordered, stripped stretches, and no letter is lost."""
    reading = read("R01.txt", text.encode())
    _check(reading)
    assert letters(reading.text) == letters(text)
    assert letters("\n".join(words for _, words in spoken(reading))) == letters(text)


def test_line_breaks_that_few_programs_know_are_characters() -> None:
    """U+2028, U+0085 and a form feed stand in the text as they were, and part no lines."""
    reading = read_text("R: ja\u2028I: nee\x85en\x0ctoch\n")
    assert spoken(reading) == [("R", "ja\u2028I: nee\x85en\x0ctoch")]


@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    """Colons, stamps, brackets and controls in any order do not upset the reader."""
    _check(read("R01.txt", text.replace("\0", "").encode("utf-8", "ignore") + b"\nR: ja\n"))


@given(st.lists(st.tuples(st.sampled_from([*LABELS, None]), speech), max_size=8))
def test_captions_are_composed_without_loss(cues: list[tuple[str | None, str]]) -> None:
    """Captions joined to turns hold the words of every caption, under the right speaker."""
    reading = compose(Segment(float(number), speaker, text) for number, (speaker, text) in enumerate(cues))
    _check(reading)
    assert letters(" ".join(text for _, text in spoken(reading))) == letters(" ".join(text for _, text in cues))
    speakers = [speaker for speaker, _ in spoken(reading)]
    assert all(one != other for one, other in pairwise(speakers))


def test_an_empty_caption_is_no_turn() -> None:
    """A caption in which nothing is said gives no turn and no label in the text."""
    reading = compose([Segment(0.0, "I", "Hoe?"), Segment(1.0, "R", " \n "), Segment(2.0, "M", "\ufeff")])
    assert (reading.text, spoken(reading)) == ("I: Hoe?", [("I", "Hoe?")])


def test_a_speakers_name_in_captions_is_one_composed_line() -> None:
    """A name may hide a line break or a loose accent; label and offsets stay right."""
    reading = read("R01.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ren e&#769;e\nde Wit>Ja.</v>\n")
    _check(reading)
    assert (reading.text, spoken(reading)) == ("Ren ée de Wit: Ja.", [("Ren ée de Wit", "Ja.")])


@given(st.text(st.characters(), max_size=80))
def test_canonical_text_stays_as_it_is(text: str) -> None:
    """Making a text canonical twice changes nothing more."""
    once = canonical(text)
    assert canonical(once) == once
    assert "\r" not in once


@given(st.binary(max_size=80))
def test_what_is_decoded_is_canonical(data: bytes) -> None:
    """Any bytes in Windows-1252 become canonical text, whatever they hold."""
    text = decode(data.replace(b"\0", b"").decode("cp1252", "replace").encode()).text
    assert text == canonical(text)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_spans_overlap_when_they_share_a_character(start: int, length: int, other: int, width: int) -> None:
    """Two stretches overlap when some character lies in both; touching is not enough."""
    one, two = Span(start, start + length), Span(other, other + width)
    shared = set(range(*one)) & set(range(*two))
    assert not shared or one.overlaps(two)
    assert one.overlaps(two) == two.overlaps(one)
