"""A coder at work: every decision stands in the journal, on the words that were meant."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.codebook import Code, Codebook
from qualcode.coder import Coder
from qualcode.coding.find import find_quote
from qualcode.coding.state import Coding
from qualcode.coding.suggestions import Suggestion, suggest
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.journals import JournalFile
from qualcode.text import Span
from tests.decisions.helpers import BOOK, coder_on, quotes, talk
from tests.marked import marked_transcript

KEYED = Codebook(
    (
        Code("vve", "Vve", keywords=("geregeld", "precies")),
        Code("integrale_aanpak", "Aanpak", keywords=("samenwerken",)),
    )
)


def hits() -> list[Suggestion]:
    return list(suggest([talk()], KEYED))


# Coding by hand


def test_a_passage_is_coded_by_its_words(tmp_path: Path) -> None:
    """Words of a respondent are put under a code, and stand there with quote, place and codebook."""
    transcript, (mark,) = marked_transcript("I: Hoe?\nR: We [werken samen](vve) met het wijkteam.")
    coding = coder_on(tmp_path, transcript).code("R01", "werken samen", "vve", memo="!", stance="werkt")
    assert (coding.start, coding.end, coding.code) == (mark.start, mark.end, mark.code)
    assert (coding.transcript, coding.text, coding.coder) == ("R01", transcript.hash, "anna")
    assert (coding.quote, coding.memo, coding.stance) == ("werken samen", "!", "werkt")
    assert coding.codebook == BOOK.version
    (event,) = coder_on(tmp_path, transcript).state.of("code")
    assert (event.get("before"), event.get("after")) == ("I: Hoe?\nR: We ", " met het wijkteam.")
    assert coder_on(tmp_path, transcript).codings == (coding,)


def test_a_passage_is_coded_by_its_span(tmp_path: Path) -> None:
    """A span from a table of pandas or numpy is as good as the words."""
    start = talk().text.index("werken")
    coding = coder_on(tmp_path).code("R01", (np.int64(start), np.int64(start + 6)), "vve")  # type: ignore[arg-type]
    assert coding.quote == "werken"
    assert quotes(coder_on(tmp_path)) == [("werken", "vve")]


@pytest.mark.parametrize(
    "marked",
    [
        "R: [Dat scheelt. Maar die schotten, hè!](vve) Zo is het.",
        "R: Ja. [We werken samen.\nI: Echt?\nR: Ja, echt](vve). Nou.",
        "R: Een é\u0301n [heel](vve) woord.",
        "R: 🙂 [én](vve) verder.",
    ],
)
def test_a_passage_may_be_a_part_of_a_sentence_or_several_sentences_or_turns(tmp_path: Path, marked: str) -> None:
    """A coding lies on any stretch of the conversation in which a respondent speaks."""
    transcript, (mark,) = marked_transcript(marked)
    quote = transcript.text[mark.start : mark.end]
    coding = coder_on(tmp_path, transcript).code("R01", quote, "vve")
    assert (coding.start, coding.end, coding.quote) == (mark.start, mark.end, quote)


def test_an_exchange_is_anchored_on_the_answer(tmp_path: Path) -> None:
    """What the interviewer put forward and the respondent confirmed lies on the answer, with the question kept."""
    coder, text = coder_on(tmp_path), talk().text
    exchange = text[text.index("En de vve") : text.index("precies") + len("precies")]
    coding = coder.code("R01", exchange, "vve", put_forward=True)
    assert (coding.quote, coding.put_forward) == ("Ja, precies", True)
    (event,) = coder.state.of("code")
    assert text[slice(*event.get("question"))] == "En de vve, is dat geregeld?"


def test_an_answer_alone_may_be_marked_as_put_forward(tmp_path: Path) -> None:
    """Who codes just the answer to a leading question can say that it was one."""
    coding = coder_on(tmp_path).code("R01", "Ja, precies", "vve", put_forward=True)
    assert (coding.quote, coding.put_forward) == ("Ja, precies", True)


@pytest.mark.parametrize("where", ["Hoe gaat dat hier?", "I: Hoe", (0, 2)])
@pytest.mark.parametrize("put_forward", [False, True])
def test_the_interviewers_words_are_refused(tmp_path: Path, where: Any, put_forward: bool) -> None:  # noqa: FBT001
    """Only what a respondent says is coded; who marks a question is told to code the answer."""
    coder = coder_on(tmp_path)
    with pytest.raises(QualcodeError, match=r"in R01 is not said by a respondent\. Code the answer"):
        coder.code("R01", where, "vve", put_forward=put_forward)
    assert coder.codings == ()


def test_a_quote_that_stands_there_more_than_once_names_the_places(tmp_path: Path) -> None:
    """Who codes words that were said twice reads where they stand, and says which are meant."""
    coder, text = coder_on(tmp_path), talk().text
    with pytest.raises(QualcodeError) as caught:
        coder.code("R01", "Dat scheelt.", "vve")
    assert str(caught.value) == (
        "'Dat scheelt.' stands in R01 2 times. Say which with occurrence=: "
        "1: …samen met het wijkteam. Dat scheelt. Maar die schot…; 2: …eregeld? R: Ja, precies. Dat scheelt.…"
    )
    assert coder.code("R01", "Dat scheelt.", "vve", occurrence=2).start == text.rindex("Dat scheelt.")
    for wrong in (0, 3):
        with pytest.raises(QualcodeError, match=f"2 times; there is no occurrence {wrong}"):
            coder.code("R01", "Dat scheelt.", "vve", occurrence=wrong)


def test_places_that_overlap_are_counted_each() -> None:
    """'ja, ja' stands twice in 'ja, ja, ja'."""
    assert find_quote("ja, ja, ja", "ja, ja") == (Span(0, 6), Span(4, 10))


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("‘de potjes’", "'de potjes'"),
        ("“de potjes”", '"de potjes"'),
        ("hij zei 'ja'", "hij zei ’ja’"),
        ("nou – ja", "nou - ja"),
        ("vve‑plek", "vve-plek"),
        ("nou… ja", "nou... ja"),
        ("nou... ja", "nou… ja"),
        ("een\u00a0heel  lange\nzin", "een heel lange zin"),
        ("één idee", unicodedata.normalize("NFD", "één idee")),
        ("werken samen", "  werken samen\n"),
        ("a.b*c (d)", "a.b*c (d)"),
        ("100% [sic]", "100%  [sic]"),
    ],
)
def test_what_a_typist_may_write_in_several_ways_is_found(said: str, typed: str) -> None:
    """Quotation marks, dashes, ellipses, blanks and accents need not be typed as they stand in the transcript."""
    assert find_quote(f"R: Dus {said}, zo is het.", typed) == (Span(7, 7 + len(said)),)


def test_the_exact_words_go_before_similar_ones() -> None:
    """Where a quote stands to the letter, places that only look like it are not meant."""
    assert find_quote("Een ‘potje’ en een 'potje'.", "'potje'") == (Span(19, 26),)
    assert find_quote("Een potje.", " ") == ()


def test_words_that_are_not_there_name_the_nearest(tmp_path: Path) -> None:
    """Who misremembers a quote reads what was really said."""
    with pytest.raises(
        QualcodeError, match=r"R01 does not say 'Maar die schoten'\. The nearest there is: 'Maar die schot"
    ):
        coder_on(tmp_path).code("R01", "Maar die schoten", "vve")


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (9, 5), (5, 10_000)])
def test_a_span_that_is_none_is_refused(tmp_path: Path, span: tuple[int, int]) -> None:
    """A span outside the text, empty or turned round is refused with the length of the text, wherever it is given."""
    coder, (hit, *_) = coder_on(tmp_path), hits()
    known = coder.code("R01", "werken samen", "vve")
    message = re.escape(f"{span} is no span of R01, whose text has {len(talk().text)} characters")
    for call in (
        lambda: coder.code("R01", span, "vve"),
        lambda: coder.change(known, start=span[0], end=span[1]),
        lambda: coder.accept(hit, where=span),
        lambda: coder.reviewed("R01", span),
    ):
        with pytest.raises(QualcodeError, match=message):
            call()
    assert coder.codings == (known,)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda coder: coder.code("R01", "schotten", "vev"), r"Unknown code 'vev'\. Did you mean 'vve'\?"),
        (lambda coder: coder.code("R01", "schotten", "vve", stance="wenst"), r"Did you mean 'wens'\?"),
        (lambda coder: coder.change(coder.codings[0], kode="vve"), r"Unknown change 'kode'\. Did you mean 'code'\?"),
        (lambda coder: coder.change(coder.codings[0], code="vev"), r"Did you mean 'vve'\?"),
        (lambda coder: coder.change(coder.codings[0], stance="wenst"), r"Did you mean 'wens'\?"),
        (lambda coder: coder.uncode("feedbeef"), r"Unknown coding of anna 'feedbeef'"),
        (lambda coder: coder.uncode(""), r"Unknown coding of anna ''"),
        (lambda coder: coder.memo("!", thema="vve"), r"Did you mean 'theme'\?"),
        (lambda coder: coder.memo("!", theme="vev"), r"Did you mean 'vve'\?"),
        (lambda coder: coder.reassign(coder.codings[0], "vev"), r"Did you mean 'vve'\?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_near_one(
    tmp_path: Path, call: Callable[[Coder], object], message: str
) -> None:
    """A code, stance, change or coding that does not exist is refused, names the one meant, and changes nothing."""
    coder = coder_on(tmp_path)
    coder.code("R01", "werken samen", "vve")
    before = JournalFile(tmp_path, "anna").path.read_bytes()
    with pytest.raises(UnknownValueError, match=message):
        call(coder)
    assert JournalFile(tmp_path, "anna").path.read_bytes() == before


def test_codings_may_overlap_and_lie_in_each_other(tmp_path: Path) -> None:
    """One passage may stand under several codes, and codings may overlap or contain each other."""
    coder = coder_on(tmp_path)
    for quote, code in [
        ("We werken samen met het wijkteam.", "integrale_aanpak"),
        ("samen met het wijkteam. Dat", "vve"),
        ("wijkteam", "vve"),
        ("wijkteam", "integrale_aanpak"),
    ]:
        coder.code("R01", quote, code)
    assert len(coder.codings) == 4
    assert len(coder_on(tmp_path).codings) == 4


def test_a_coding_that_is_there_is_not_made_twice(tmp_path: Path) -> None:
    """A cell of a notebook that is run again adds no coding; one that was taken away is made anew."""
    coder = coder_on(tmp_path)
    coding = coder.code("R01", "wijkteam", "vve")
    assert coder.code("R01", "wijkteam", "vve") == coding
    assert coder_on(tmp_path, blind=True).code("R01", "wijkteam", "vve") == coding
    assert coder_on(tmp_path, codebook=KEYED).code("R01", "wijkteam", "vve") == coding
    coder.uncode(coding)
    assert coder.code("R01", "wijkteam", "vve") != coding
    assert len(coder.codings) == 1


def test_who_speaks_can_be_set(tmp_path: Path) -> None:
    """In a group the coder can say whose words a coding is."""
    coder = coder_on(tmp_path)
    assert coder.code("R01", "wijkteam", "vve", respondents=["R02"]).respondents == ("R02",)


# Changing and taking away


def test_a_coding_is_changed_in_what_is_named_only(tmp_path: Path) -> None:
    """Borders, code, stance, memo and respondents of a coding change one by one; the rest stays."""
    coder, text = coder_on(tmp_path), talk().text
    first = coder.code("R01", "We werken samen", "vve", memo="let op", put_forward=True)
    second = coder.change(first, stance="knelpunt", start=text.index("werken"))
    third = coder.change(second.id[:8], code="integrale_aanpak", respondents=["R02"], memo=None)
    assert coder.codings == (third,)
    assert (second.quote, second.stance, second.memo, second.code) == ("werken samen", "knelpunt", "let op", "vve")
    assert (third.quote, third.stance, third.memo) == ("werken samen", "knelpunt", None)
    assert (third.code, third.respondents, third.put_forward) == ("integrale_aanpak", ("R02",), True)
    coder.undo(2)
    assert coder.codings == (first,)


def test_a_coding_cannot_be_moved_to_the_interviewers_words(tmp_path: Path) -> None:
    """Changing borders obeys the same rule as coding: a respondent must speak there."""
    coder = coder_on(tmp_path)
    coding = coder.code("R01", "wijkteam", "vve")
    with pytest.raises(QualcodeError, match="not said by a respondent"):
        coder.change(coding, start=3, end=8)
    assert coder.codings == (coding,)


def test_a_coding_of_an_older_text_keeps_its_words_when_something_else_is_changed(tmp_path: Path) -> None:
    """After a correction of the transcript a new stance leaves the coding on the words that it was made on."""
    first = coder_on(tmp_path).code("R01", "die schotten", "vve")
    corrected = talk("I: Hoe gaat dat hier bij jullie?\nR: Tja, die schotten, hè!")
    coder = coder_on(tmp_path, corrected)
    changed = coder.change(first, stance="knelpunt")
    assert (changed.quote, changed.text, changed.start) == (first.quote, first.text, first.start)
    with pytest.raises(QualcodeError, match="was corrected since; give both start and end"):
        coder.change(changed, start=0)
    start = corrected.text.index("schotten")
    moved = coder.change(changed, start=start, end=start + 8)
    assert (moved.quote, moved.text, moved.stance) == ("schotten", corrected.hash, "knelpunt")


def test_a_coding_that_was_taken_away_is_gone_until_undone(tmp_path: Path) -> None:
    """Taking a coding away leaves the others, and can be taken back."""
    coder = coder_on(tmp_path)
    coding, other = coder.code("R01", "wijkteam", "vve"), coder.code("R01", "schotten", "vve")
    coder.uncode(coding)
    assert coder.codings == (other,)
    with pytest.raises(UnknownValueError):
        coder.uncode(coding)
    coder.undo()
    assert [item.id for item in coder.codings] == [coding.id, other.id]


def test_another_coders_coding_is_not_touched(tmp_path: Path) -> None:
    """A coder changes and takes away codings of his own only."""
    coding = coder_on(tmp_path, name="bram").code("R01", "wijkteam", "vve")
    with pytest.raises(UnknownValueError, match="coding of anna"):
        coder_on(tmp_path).uncode(coding)


# Suggestions, reading, memos


def test_an_accepted_suggestion_is_a_coding_with_its_origin(tmp_path: Path) -> None:
    """Of a coding that a keyword proposed one can tell keyword, rule and engine; accepting twice makes one."""
    coder = coder_on(tmp_path, codebook=KEYED, engine="lemma 1")
    hit = next(item for item in hits() if item.code == "vve" and item.keyword == "precies")
    coding = coder.accept(hit)
    assert (coding.start, coding.end, coding.code) == (hit.start, hit.end, "vve")
    assert coding.origin == {"rule": str(hit.rule), "keyword": "precies", "engine": "lemma 1"}
    assert not coding.blind
    assert coder.accept(hit) == coding
    wider = coder.accept(hit, code="integrale_aanpak", where=(hit.start - 4, hit.end))
    assert (wider.quote, wider.code) == ("Ja, precies", "integrale_aanpak")
    assert coder_on(tmp_path, codebook=KEYED).codings == (coding, wider)


def test_a_blind_coder_cannot_accept(tmp_path: Path) -> None:
    """Codings that are said to be blind were never made from a suggestion."""
    coder = coder_on(tmp_path, codebook=KEYED, blind=True)
    assert coder.code("R01", "wijkteam", "vve").blind
    with pytest.raises(QualcodeError, match="anna codes blind"):
        coder.accept(hits()[0])
    assert len(coder.codings) == 1


def test_a_rejected_suggestion_is_no_coding(tmp_path: Path) -> None:
    """A rejection stands in the journal with text, place and code, and can be taken back."""
    coder, (hit, *_) = coder_on(tmp_path, codebook=KEYED), hits()
    coder.reject(hit)
    (event,) = coder.state.of("reject")
    assert (event.get("text"), event.get("start"), event.get("end")) == (talk().hash, hit.start, hit.end)
    assert (event.get("code"), event.get("quote")) == (hit.code, talk().text[hit.start : hit.end])
    assert coder.codings == ()
    coder.undo()
    assert coder.state.of("reject") == ()


def test_what_was_read_is_noted_with_the_codebook(tmp_path: Path) -> None:
    """A transcript, or a part of it, is marked as read; text and codebook of that moment are kept."""
    coder = coder_on(tmp_path)
    coder.reviewed("R01")
    coder.reviewed("R01", "die schotten")
    whole, part = coder.state.of("reviewed")
    assert (whole.get("start"), whole.get("end")) == (0, len(talk().text))
    assert talk().text[part.get("start") : part.get("end")] == "die schotten"
    assert whole.get("codebook") == part.get("codebook") == BOOK.version
    assert (tmp_path / f"codings/texts/{talk().hash}.txt").read_text(encoding="utf-8") == talk().text
    assert (tmp_path / f"codings/codebooks/{BOOK.version}.yaml").read_text(encoding="utf-8") == BOOK.to_yaml()


def test_memos_lie_on_what_is_named(tmp_path: Path) -> None:
    """A memo lies on the project, or on a theme, respondent, transcript, coding or passage."""
    coder = coder_on(tmp_path)
    coding = coder.code("R01", "wijkteam", "vve")
    places: list[dict[str, str]] = [
        {},
        {"theme": "vve"},
        {"theme": "vve", "respondent": "R01"},
        {"transcript": "R01"},
        {"coding": coding.id},
    ]
    for number, place in enumerate(places):
        coder.memo(f"memo {number}", **place)
    coder.memo("passage", transcript="R01", quote="die schotten")
    *found, passage = coder.state.of("memo")
    assert [(item.get("on"), item.get("note")) for item in found] == [
        (place, f"memo {number}") for number, place in enumerate(places)
    ]
    on = passage.get("on")
    assert talk().text[on["start"] : on["end"]] == "die schotten"
    assert on["text"] == talk().hash


def test_a_memo_on_words_needs_their_transcript(tmp_path: Path) -> None:
    """A memo on a passage without its transcript would lie nowhere, and is refused."""
    coder = coder_on(tmp_path)
    with pytest.raises(QualcodeError, match="Say in which transcript"):
        coder.memo("!", quote="die schotten")
    assert coder.state.of("memo") == ()


# Undo and redo


def decided(coder: Coder) -> None:
    """Take five decisions: two codings, a change, a removal, a memo."""
    first = coder.code("R01", "wijkteam", "vve")
    coder.code("R01", "schotten", "vve")
    coder.uncode(coder.change(first, code="integrale_aanpak"))
    coder.memo("klaar")


def test_undo_and_redo_go_any_number_of_steps_also_after_a_restart(tmp_path: Path) -> None:
    """Decisions are taken back one by one or many at once, and given back, in this session or a later one."""
    decided(coder_on(tmp_path))
    steps = [
        [("schotten", "vve")],
        [("schotten", "vve")],
        [("schotten", "vve"), ("wijkteam", "integrale_aanpak")],
        [("wijkteam", "vve"), ("schotten", "vve")],
        [("wijkteam", "vve")],
        [],
    ]
    for expected in steps[1:]:
        coder = coder_on(tmp_path)
        assert coder.undo() == 1
        assert quotes(coder) == expected
    assert coder_on(tmp_path).undo() == 0
    for expected in steps[-2::-1]:
        coder = coder_on(tmp_path)
        assert coder.redo() == 1
        assert quotes(coder) == expected
    assert coder_on(tmp_path).redo() == 0
    assert (coder.undo(99), quotes(coder)) == (5, [])
    assert (coder.redo(3), quotes(coder)) == (3, steps[2])
    assert (coder.undo(), quotes(coder)) == (1, steps[3])
    assert (coder.redo(99), quotes(coder)) == (3, steps[0])


def test_nothing_is_redone_after_a_new_decision(tmp_path: Path) -> None:
    """Who goes on deciding after an undo has left the other way; what was decided then can be undone as ever."""
    coder = coder_on(tmp_path)
    decided(coder)
    coder.undo(4)
    coder.code("R01", "precies", "vve")
    assert coder.redo() == 0
    assert quotes(coder) == [("wijkteam", "vve"), ("precies", "vve")]
    assert (coder.undo(), coder.redo(2), quotes(coder)) == (1, 1, [("wijkteam", "vve"), ("precies", "vve")])


def test_an_undo_takes_back_what_another_window_decided(tmp_path: Path) -> None:
    """With one coder's journal open twice, undo goes by the journal and not by what a window has seen."""
    one, other = coder_on(tmp_path), coder_on(tmp_path)
    one.code("R01", "wijkteam", "vve")
    other.code("R01", "schotten", "vve")
    assert one.undo() == 1
    assert quotes(one) == [("wijkteam", "vve")]
    other.refresh()
    assert quotes(other) == [("wijkteam", "vve")]


def test_decisions_keep_their_order_when_the_clock_goes_back(tmp_path: Path) -> None:
    """A clock that jumps back, as at the end of summer time, changes no order of undoing."""
    times = iter(datetime(2021, 10, 31, 3, tzinfo=UTC) - timedelta(minutes=step) for step in range(99))
    coder = coder_on(tmp_path, now=lambda: next(times))
    decided(coder)
    coder.undo(3)
    assert quotes(coder) == [("wijkteam", "vve"), ("schotten", "vve")]


def test_a_coder_tells_how_much_was_decided(tmp_path: Path) -> None:
    """The coder at the prompt shows name, codings and decisions."""
    coder = coder_on(tmp_path, blind=True)
    decided(coder)
    assert repr(coder) == "<Coder anna: 1 codings, 5 decisions, blind>"


# A coder at work for long


class CoderAtWork(RuleBasedStateMachine):
    """A coder decides, undoes, redoes and restarts; after each step all codings lie on their words."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.transcripts = (talk(), talk("I: Zeg.\nR: Ja 🙂, één ‘potje’.\nI: Goh.\nR: Ja.", "R02"))
        self.texts = {item.id: item.text for item in self.transcripts}
        # All states that undo can come back to, and those that redo can.
        self.past: list[tuple[Coding, ...]] = []
        self.future: list[tuple[Coding, ...]] = []
        self.now: tuple[Coding, ...] = ()
        self.coder = coder_on(Path(self.folder.name), *self.transcripts)

    @rule()
    def restart(self) -> None:
        known = self.coder.codings
        self.coder = coder_on(Path(self.folder.name), *self.transcripts)
        assert self.coder.codings == known

    @rule()
    def review(self) -> None:
        self.decide(lambda: self.coder.reviewed("R01"))

    @rule(data=st.data(), name=st.sampled_from(["R01", "R02"]), code=st.sampled_from(BOOK.ids))
    def code(self, data: st.DataObject, name: str, code: str) -> None:
        start = data.draw(st.integers(0, len(self.texts[name]) - 1))
        end = data.draw(st.integers(start + 1, len(self.texts[name])))
        self.decide(lambda: self.coder.code(name, (start, end), code, put_forward=data.draw(st.booleans())))

    @precondition(lambda self: self.coder.codings)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        coding = data.draw(st.sampled_from(self.coder.codings))
        changes = data.draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "start": st.integers(-1, len(self.texts[coding.transcript])),
                    "end": st.integers(-1, len(self.texts[coding.transcript])),
                    "code": st.sampled_from(BOOK.ids),
                    "stance": st.sampled_from(["wens", None]),
                },
            )
        )
        self.decide(lambda: self.coder.change(coding, **changes))

    @precondition(lambda self: self.coder.codings)
    @rule(data=st.data())
    def uncode(self, data: st.DataObject) -> None:
        coding = data.draw(st.sampled_from(self.coder.codings))
        self.decide(lambda: self.coder.uncode(coding))

    @rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        possible = min(steps, len(self.past))
        assert self.coder.undo(steps) == possible
        for _ in range(possible):
            self.future.append(self.now)
            self.now = self.past.pop()
        assert self.coder.codings == self.now

    @rule(steps=st.integers(1, 3))
    def redo(self, steps: int) -> None:
        possible = min(steps, len(self.future))
        assert self.coder.redo(steps) == possible
        for _ in range(possible):
            self.past.append(self.now)
            self.now = self.future.pop()
        assert self.coder.codings == self.now

    @invariant()
    def every_coding_lies_on_its_words(self) -> None:
        for coding in self.coder.codings:
            text = self.texts[coding.transcript]
            assert coding.quote
            assert text[coding.start : coding.end] == coding.quote

    @invariant()
    def no_two_codings_contradict_each_other(self) -> None:
        assert self.coder.state.conflicts == ()

    def decide(self, call: Callable[[], object]) -> None:
        """Take a decision; one that is refused, or that was taken before, is no step."""
        before, events = self.coder.codings, len(JournalFile(Path(self.folder.name), "anna").read().events)
        try:
            call()
        except QualcodeError:
            assert self.coder.codings == before
        if len(JournalFile(Path(self.folder.name), "anna").read().events) > events:
            self.past.append(before)
            self.future.clear()
        self.now = self.coder.codings

    def teardown(self) -> None:
        self.folder.cleanup()


TestCoderAtWork = CoderAtWork.TestCase
TestCoderAtWork.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
