"""Which beginnings of a line name a speaker, and which do not."""

from __future__ import annotations

import pytest

from qualcode.formats.labels import role_of, same_label
from qualcode.transcript import Role

from .helpers import headings, paragraph, read, read_text, read_word, run, speakers, spoken, table

BOLD = "<w:b/>"


@pytest.mark.parametrize("remark", ["Let op", "NB", "Kontakt", "Datum", "PS", "Voorbeeld", "Naam", "http"])
def test_remarks_name_nobody(remark: str) -> None:
    """A word that opens a remark is speech, even where it stands there twice."""
    reading = read_text(f"R: Ja.\n{remark}: een.\nI: En?\n{remark}: twee.\n")
    assert spoken(reading) == [("R", f"Ja.\n{remark}: een."), ("I", f"En?\n{remark}: twee.")]


def test_notes_without_speakers_invent_none() -> None:
    """Notes keep their paragraphs as turns of nobody, and the reader says so."""
    reading = read_text("Gesprek over zorg: druk.\n\nWe spraken lang.\nLet op: vertrouwelijk.\n")
    assert spoken(reading) == [
        (None, "Gesprek over zorg: druk."),
        (None, "We spraken lang."),
        (None, "Let op: vertrouwelijk."),
    ]
    assert reading.notes == ("no speakers were found",)


def test_the_headings_of_notes_are_no_turns() -> None:
    """A heading is not speech, also where nobody is named."""
    reading = read("R01.md", b"# Verslag\n\nHet was druk.\n")
    assert spoken(reading) == [(None, "Het was druk.")]
    assert headings(reading) == ["# Verslag"]


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\t\n", "\u00a0\n"])
def test_a_file_without_text_is_read_as_such(text: str) -> None:
    """An empty file has no turns, and the reader says why."""
    reading = read_text(text)
    assert (reading.turns, reading.notes) == ((), ("there is no text in it",))


def test_a_name_must_occur_twice() -> None:
    """A name that opens one line only is not taken for a speaker; one that recurs is."""
    assert speakers(read_text("Femke: Ja.\nJoost: Nee.\nFemke: Toch wel.\n")) == ["Femke", "Femke"]


def test_a_bold_name_need_occur_once_only() -> None:
    """A name in bold before its text is a label, however seldom it stands there."""
    reading = read_word(paragraph(run("Femke:", BOLD), " Ja."), paragraph("R: Nee."))
    assert spoken(reading) == [("Femke", "Ja."), ("R", "Nee.")]


def test_names_with_particles_are_names() -> None:
    """'Mevrouw van der Berg' can be a speaker, 'Ik denk het volgende' cannot."""
    text = "Mevrouw van der Berg: Ja.\nIk denk het volgende: nee.\n" * 2
    assert speakers(read_text(text)) == ["Mevrouw van der Berg"] * 2


def test_spellings_of_a_label_count_together() -> None:
    """A name that is once written otherwise is still that speaker's."""
    reading = read_text("Femke: een\nFEMKE: twee\nfemke: drie\nFemke (vervolg): vier\n")
    assert spoken(reading) == [
        ("Femke", "een"),
        ("FEMKE", "twee"),
        ("femke", "drie"),
        ("Femke (vervolg)", "vier"),
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("R1", "r1"), ("Femke", "FEMKE (vervolg)"), ("Resp.", "resp"), ("A  B", "a b")]
)
def test_labels_that_differ_in_spelling_only_are_one(one: str, other: str) -> None:
    """Case, blanks, a full stop and a remark in brackets make no other speaker."""
    assert same_label(one, other)


def test_labels_that_differ_in_number_are_two() -> None:
    """R1 and R2 are different people."""
    assert not same_label("R1", "R2")


@pytest.mark.parametrize("label", ["joost", "R-03", "3A", "medewerker wijkteam", "Let op"])
def test_labels_from_the_list_of_respondents_are_believed(label: str) -> None:
    """What respondents.csv names is a speaker, whatever it looks like and however seldom it is there."""
    assert spoken(read_text(f"I: Hoi.\n{label}: Dag.\n", label)) == [("I", "Hoi."), (label, "Dag.")]


def test_a_label_not_in_the_list_keeps_to_the_rules() -> None:
    """Without the list the same line is speech of who spoke before."""
    assert spoken(read_text("I: Hoi.\n3A: Dag.\n")) == [("I", "Hoi.\n3A: Dag.")]


def test_bold_questions_part_the_turns() -> None:
    """Without labels bold paragraphs are the interviewer's and the others the respondent's."""
    reading = read_word(
        paragraph("Verslag van een gesprek"),
        paragraph(run("Hoe gaat het?", BOLD)),
        paragraph(run("En thuis?", BOLD)),
        paragraph("Goed."),
        paragraph("Het is druk."),
    )
    assert spoken(reading) == [(None, "Hoe gaat het?\nEn thuis?"), (None, "Goed.\nHet is druk.")]
    assert [turn.role for turn in reading.turns] == [Role.INTERVIEWER, Role.RESPONDENT]


def test_text_that_is_bold_throughout_has_no_questions() -> None:
    """Bold says nothing where everything is bold."""
    reading = read_word(paragraph(run("Het is druk.", BOLD)), paragraph(run("En laat.", BOLD)))
    assert [turn.role for turn in reading.turns] == [Role.UNKNOWN, Role.UNKNOWN]


def test_a_label_on_a_line_of_its_own_names_the_lines_below() -> None:
    """The paragraphs under 'Interviewer:' are the interviewer's, up to the next label."""
    reading = read_text("Interviewer:\nHoe gaat het?\n\nEn thuis?\n\nRespondent:\n\nGoed.\n")
    assert spoken(reading) == [("Interviewer", "Hoe gaat het?\n\nEn thuis?"), ("Respondent", "Goed.")]


def test_a_label_without_text_is_no_turn() -> None:
    """A label that nothing follows gives no empty turn."""
    assert spoken(read_text("I:\nR: Ja.\nI:   \n")) == [("R", "Ja.")]


def test_a_stamped_name_without_text_takes_nobody_elses_words() -> None:
    """Two names with a time below one another: the first says nothing, the second keeps its words."""
    reading = read_text("Femke  0:15\nJoost  0:20\nJa.\nFemke  0:25\nNee.\nJoost  0:30\nGoed.\n")
    assert [(turn.speaker, turn.time) for turn in reading.turns] == [("Joost", 20), ("Femke", 25), ("Joost", 30)]
    assert [text for _, text in spoken(reading)] == ["Ja.", "Nee.", "Goed."]


def test_sentences_below_a_time_name_nobody() -> None:
    """Where times stand alone above what was said, a short answer that recurs is no name."""
    reading = read_text("00:01\nJa.\nEn dan?\n00:05\nJa.\nGoed.\n")
    assert set(speakers(reading)) == {None}


def test_a_single_capital_letter_is_a_label() -> None:
    """Initials name speakers, also where each stands there once; a small letter does not."""
    assert spoken(read_text("M: Ja.\nÉ: Nee.\nx: wat?\n")) == [("M", "Ja."), ("É", "Nee.\nx: wat?")]


@pytest.mark.parametrize("label", ["R1", "R 12", "P03", "Deelnemer 4", "SPEAKER_01", "Spreker 2", "S01"])
def test_labels_may_have_digits(label: str) -> None:
    """Numbered speakers are told apart by their label as it stands."""
    assert spoken(read_text(f"I: Hoi.\n{label}: een\n{label}: twee\n"))[1:] == [(label, "een"), (label, "twee")]


@pytest.mark.parametrize(
    "line", ["[R1]: Ja.", "**R1:** Ja.", "*R1*: Ja.", "R1 : Ja.", "R1:\tJa.", "R1 - Ja.", " R1: Ja."]
)
def test_marks_around_a_label_are_not_part_of_it(line: str) -> None:
    """Brackets, stars, blanks, a tab or a dash may stand at a label."""
    assert spoken(read_text(f"{line}\n")) == [("R1", "Ja.")]


@pytest.mark.parametrize(
    ("line", "time"),
    [("[00:01:02] R1: Ja.", 62), ("R1: [01:02] Ja.", 62), ("00:01:02.5R1: Ja.", 62.5), ("#00:01:02-5# R1: Ja.", 62.5)],
)
def test_a_time_stamp_goes_to_the_turn(line: str, time: float) -> None:
    """A time before or after the label is the turn's time and not its words."""
    reading = read_text(f"{line}\n")
    assert (spoken(reading), reading.turns[0].time) == ([("R1", "Ja.")], time)


def test_a_table_without_header_row_has_its_labels_in_a_column() -> None:
    """Short texts that recur in a column are the speakers; a row without label goes on."""
    reading = read_word(table(("I", "Hoe gaat het?"), ("R:", "Goed."), ("", "Heel goed."), ("I", "Mooi.")))
    assert spoken(reading) == [("I", "Hoe gaat het?"), ("R", "Goed.\n\tHeel goed."), ("I", "Mooi.")]


def test_a_time_column_after_the_speaker_is_not_speech() -> None:
    """The order speaker, time, text is read as well as time, speaker, text."""
    reading = read_word(table(("Spreker", "Tijd", "Tekst"), ("Femke", "00:05", "Ja."), ("Joost", "00:09", "Nee.")))
    assert [(turn.speaker, turn.time) for turn in reading.turns] == [("Femke", 5), ("Joost", 9)]
    assert [text for _, text in spoken(reading)] == ["Ja.", "Nee."]


def test_a_table_of_facts_is_no_transcript() -> None:
    """A table with name and date above the interview takes no turns away and invents no speaker."""
    facts = table(("Naam", "Femke"), ("Leeftijd", "50"), ("Datum", "1 mei"))
    reading = read_word(facts, paragraph("I: Hoe gaat het?"), paragraph("R: Goed."))
    assert spoken(reading) == [("I", "Hoe gaat het?"), ("R", "Goed.")]


def test_a_table_of_facts_above_a_table_of_turns_is_passed_over() -> None:
    """The transcript's own table is read, whatever table comes before it."""
    facts = table(("Naam", "Femke"), ("Datum", "1 mei"))
    reading = read_word(facts, paragraph(""), table(("I", "Hoe?"), ("R", "Goed."), ("I", "Mooi."), ("R", "Ja.")))
    assert spoken(reading) == [("I", "Hoe?"), ("R", "Goed."), ("I", "Mooi."), ("R", "Ja.")]


def test_a_table_of_participants_is_no_transcript() -> None:
    """A list of who takes part, above the interview, does not stand for what they say."""
    who = table(("R1", "zorg"), ("R2", "welzijn"))
    reading = read_word(who, paragraph("I: Hoe?"), paragraph("R1: Goed."), paragraph("R2: Ook."))
    assert spoken(reading) == [("I", "Hoe?"), ("R1", "Goed."), ("R2", "Ook.")]


def test_a_heading_names_no_speaker() -> None:
    """A heading with a colon stays a heading, even where a label could stand so."""
    title = paragraph("Werk: druk", properties='<w:outlineLvl w:val="0"/>')
    reading = read_word(title, title, paragraph("R: Goed."), paragraph("Werk: leuk."))
    assert (headings(reading), spoken(reading)) == (["Werk: druk"] * 2, [("R", "Goed.\nWerk: leuk.")])


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", Role.INTERVIEWER),
        ("Int.", Role.INTERVIEWER),
        ("Interviewer van Dijk", Role.INTERVIEWER),
        ("R12", Role.RESPONDENT),
        ("Geïnterviewde", Role.RESPONDENT),
        ("deelnemer (vrouw)", Role.RESPONDENT),
        ("SPEAKER_00", Role.UNKNOWN),
        ("Femke", Role.UNKNOWN),
        (None, Role.UNKNOWN),
    ],
)
def test_common_labels_have_a_role(label: str | None, role: Role) -> None:
    """Usual labels say by themselves who asks and who answers; a name does not."""
    assert role_of(label) is role
