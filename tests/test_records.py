"""From what people write in codebook, guide, respondents and settings to records and problems."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook, codebook_from
from qualcode.entries import Entry
from qualcode.errors import Problem, UnknownValueError
from qualcode.formats.sheets import read_sheet
from qualcode.formats.yaml_text import read_yaml
from qualcode.guide import InterviewGuide, Question, guide_from
from qualcode.respondents import Appearance, Respondent, Respondents, respondents_from
from qualcode.settings import Settings, settings_from
from qualcode.transcript import Kind


def codebook(text: str) -> tuple[Codebook, list[Problem]]:
    return codebook_from(read_yaml(dedent(text).strip("\n").encode()).entries("codes"))


def guide(text: str) -> tuple[InterviewGuide, list[Problem]]:
    return guide_from(read_yaml(dedent(text).strip("\n").encode()).entries("topics"))


def respondents(text: str) -> tuple[Respondents, list[Problem]]:
    return respondents_from(read_sheet(dedent(text).strip("\n").encode(), ".csv"))


def places(problems: list[Problem]) -> list[tuple[int | None, str | None]]:
    return [(problem.line, problem.key) for problem in problems]


# Codebook


def test_everything_that_is_written_of_a_code_is_kept() -> None:
    """Name, parent, definition, what belongs to it, examples, keywords and old ids come back as written."""
    book, problems = codebook("""
        codes:
          - id: vve
            name: Voor- en vroegschoolse educatie
          - id: vve.kwaliteit
            name: Kwaliteit
            parent: vve
            definition: Hoe goed de voorschool is.
            include: Pedagogen, groepen.
            exclude: Het aantal uren.
            examples: [Er staat een goede leidster., De groep is te vol.]
            keywords: [kwaliteit, "leidster*"]
            formerly: [kwaliteit_vve]
    """)
    assert not problems
    assert book["vve.kwaliteit"] == Code(
        "vve.kwaliteit",
        "Kwaliteit",
        "vve",
        "Hoe goed de voorschool is.",
        "Pedagogen, groepen.",
        "Het aantal uren.",
        ("Er staat een goede leidster.", "De groep is te vol."),
        ("kwaliteit", "leidster*"),
        ("kwaliteit_vve",),
    )


def test_a_misspelt_key_is_named_with_its_line_and_the_word_that_was_meant() -> None:
    """Who writes 'keyword' for 'keywords' is told so, at that line, and keeps the rest of the code."""
    book, problems = codebook("""
        codes:
          - id: vve
            name: Vve
            keyword: [vve]
    """)
    assert [str(problem.at("codebook.yaml")) for problem in problems] == [
        "codebook.yaml, line 4, 'keyword': this key is unknown and was not read. Did you mean 'keywords'?"
    ]
    assert book.codes == (Code("vve", "Vve"),)


def test_a_key_like_no_other_lists_the_known_ones() -> None:
    """Who makes up a key sees which keys there are."""
    _, [problem] = codebook("codes: [{id: vve, kleur: rood}]")
    assert problem.hint.startswith("Known: id, name, parent, definition, include, exclude")


def test_a_code_without_an_id_is_left_out_and_reported() -> None:
    """A code that nobody can refer to is not read, and its line is told; the others are."""
    book, problems = codebook("""
        codes:
          - name: Zonder id
          - id: vve
    """)
    assert book.ids == ("vve",)
    assert places(problems) == [(2, "id")]


def test_a_doubled_id_keeps_the_first_code() -> None:
    """Of two codes with one id the first is read, and the place of the second is told."""
    book, problems = codebook("""
        codes:
          - id: vve
            name: Eerste
          - id: vve
            name: Tweede
    """)
    assert [code.name for code in book] == ["Eerste"]
    assert places(problems) == [(4, "id")]
    assert "'vve' is used twice" in problems[0].message


def test_an_unknown_parent_makes_a_theme_and_names_the_one_that_was_meant() -> None:
    """A sub-code whose parent is misspelt is not lost: it is read as a theme, and the parent is proposed."""
    book, problems = codebook("""
        codes:
          - id: vve
          - id: vve.uren
            parent: vvee
    """)
    assert [theme.id for theme in book.themes] == ["vve", "vve.uren"]
    assert places(problems) == [(4, "parent")]
    assert problems[0].hint == "Did you mean 'vve'? 'vve.uren' is read as a theme."


def test_a_circle_of_parents_is_cut_once_and_keeps_who_hangs_below_it() -> None:
    """Two codes that name each other as parent become theme and sub-code; a code below them stays there."""
    book, problems = codebook("""
        codes:
          - id: onder
            parent: een
          - {id: een, parent: twee}
          - {id: twee, parent: een}
    """)
    assert [(code.id, code.parent) for code in book] == [("onder", "een"), ("een", None), ("twee", "een")]
    assert [(problem.line, problem.message) for problem in problems] == [(4, "'een' is its own ancestor.")]


def test_a_code_cannot_be_its_own_parent() -> None:
    """A code under itself is read as a theme and reported."""
    book, problems = codebook("codes: [{id: vve, parent: vve}]")
    assert [theme.id for theme in book.themes] == ["vve"]
    assert places(problems) == [(1, "parent")]


@given(st.dictionaries(st.sampled_from("abcdef"), st.none() | st.sampled_from("abcdefg")))
def test_any_set_of_parents_gives_a_tree_with_every_code_in_it_once(parents: dict[str, str | None]) -> None:
    """Whatever parents are written, each code stands once in the tree and has a theme; a good parent is kept."""
    book, problems = codebook_from([Entry({"id": key, "parent": value or ""}) for key, value in parents.items()])
    assert sorted(code.id for code in book.tree) == sorted(parents)
    assert all(book.theme_of(code.id).parent is None for code in book)
    cut = [code.id for code in book if code.parent != parents[code.id]]
    assert len(problems) == len(cut)
    assert all(parents[key] not in parents or _climbs_back(key, parents) for key in cut)


def _climbs_back(key: str, parents: dict[str, str | None]) -> bool:
    parent = parents.get(key)
    for _ in parents:
        if parent == key:
            return True
        parent = parents.get(parent or "")
    return False


def test_an_example_with_a_colon_is_not_lost_in_silence() -> None:
    """A sentence that YAML takes for a key with a value is reported at its line, with the advice to quote it."""
    book, problems = codebook("""
        codes:
          - id: vve
            examples:
              - Zij zei: dat kan hier niet.
              - Dat is vve.
    """)
    assert book["vve"].examples == ("Dat is vve.",)
    assert places(problems) == [(4, "examples")]
    assert "in quotes" in problems[0].hint


def test_a_list_in_the_place_of_a_text_is_reported() -> None:
    """A definition that is written as a list is not read, and that is told."""
    book, problems = codebook("codes: [{id: vve, definition: [een, twee]}]")
    assert book["vve"].definition == ""
    assert places(problems) == [(1, "definition")]


@pytest.mark.parametrize("written", ["samenwerken, wijkteam", "samenwerken; wijkteam", "samenwerken\nwijkteam"])
def test_keywords_in_one_cell_are_separate_keywords(written: str) -> None:
    """Keywords that stand together in a cell of codebook.xlsx are not taken for a phrase."""
    book, problems = codebook_from([Entry({"id": "aanpak", "keywords": written})])
    assert not problems
    assert book["aanpak"].keywords == ("samenwerken", "wijkteam")


def test_examples_in_one_cell_are_parted_by_lines_only() -> None:
    """A comma within an example sentence does not cut it."""
    book, _ = codebook_from([Entry({"id": "aanpak", "examples": "Eerst zij, dan wij.\n\nOf samen."})])
    assert book["aanpak"].examples == ("Eerst zij, dan wij.", "Of samen.")


def test_the_version_of_a_codebook_is_that_of_its_content() -> None:
    """Comments and layout leave the version as it is; another keyword changes it."""
    one, _ = codebook("# Codeboek\ncodes:\n  - {id: vve, keywords: [vve]}")
    same, _ = codebook("codes:\n  - id: vve\n    keywords:\n      - vve")
    other, _ = codebook("codes:\n  - {id: vve, keywords: [voorschool]}")
    assert one.version == same.version != other.version


def test_an_unknown_code_names_the_known_ones() -> None:
    """Who asks the codebook for a misspelt code is told which was meant."""
    book, _ = codebook("codes: [{id: vve}, {id: armoede}]")
    with pytest.raises(UnknownValueError, match="Did you mean 'armoede'"):
        book["armoedde"]


# Guide


def test_a_guide_holds_topics_questions_and_probes_in_order() -> None:
    """Each question knows its topic, each probe the question that it stands under."""
    made, problems = guide("""
        topics:
          - id: aanpak
            label: De aanpak
            questions:
              - id: "4"
                text: Wat wordt er gedaan?
                synonyms: [Wat doet u?]
                probes:
                  - {id: 4a, text: Wat slaagt?}
              - {id: "5", text: En verder?}
    """)
    assert not problems
    assert made.questions == (
        Question("4", "Wat wordt er gedaan?", "aanpak", None, ("Wat doet u?",)),
        Question("4a", "Wat slaagt?", "aanpak", "4"),
        Question("5", "En verder?", "aanpak"),
    )


def test_what_cannot_be_read_of_a_guide_is_reported_at_its_line() -> None:
    """Missing ids, unknown keys and doubled ids are problems; all other questions are there."""
    made, problems = guide("""
        topics:
          - label: Zonder id
          - id: aanpak
            questions:
              - id: "4"
                tekst: Wat wordt er gedaan?
              - text: Zonder id?
              - id: "5"
                probes:
                  - id: "4"
          - id: aanpak
    """)
    assert [question.id for question in made.questions] == ["4", "5", "4"]
    assert places(problems) == [(2, "id"), (6, "tekst"), (7, "id"), (10, "id"), (11, "id")]
    assert problems[1].hint == "Did you mean 'text'?"


def test_questions_without_ids_are_not_lost_in_silence() -> None:
    """Who lists the questions as bare texts is told how to write them."""
    made, problems = guide("topics: [{id: aanpak, questions: [Wat wordt er gedaan?]}]")
    assert not made.questions
    assert places(problems) == [(1, "questions")]
    assert problems[0].hint == "Begin each entry with '- id: …'."


def test_a_topic_without_questions_is_a_topic() -> None:
    """A topic whose questions are still to be written is no problem."""
    made, problems = guide("topics: [{id: aanpak, label: De aanpak, questions: }]")
    assert [topic.label for topic in made.topics] == ["De aanpak"]
    assert not problems


# Respondents


def test_other_columns_are_attributes() -> None:
    """Any column that the researcher adds is an attribute of the respondent, as written."""
    people, problems = respondents("""
        respondent,transcript,speaker,kind,sector,regio
        R01,gesprek1,Femke,verslag,onderwijs,Noord
    """)
    assert not problems
    assert people["R01"] == Respondent("R01", {"sector": "onderwijs", "regio": "Noord"})
    assert people.appearances == (Appearance("R01", "gesprek1", "Femke", Kind.REPORT, 2),)


def test_the_transcript_is_named_like_the_respondent_where_nothing_is_said() -> None:
    """A table with nothing but a column of respondents will do."""
    people, problems = respondents("respondent\nR01\n")
    assert not problems
    assert people.appearances == (Appearance("R01", "R01", line=2),)


def test_a_second_row_of_a_respondent_adds_an_appearance() -> None:
    """A respondent who joins a colleague's conversation needs no attributes there, and may add some."""
    people, problems = respondents("""
        respondent;transcript;sector;functie
        R06;R06;onderwijs;
        R06;R05;;docent
    """)
    assert not problems
    assert people["R06"].attributes == {"sector": "onderwijs", "functie": "docent"}
    assert [row.transcript for row in people.appearances] == ["R06", "R05"]


def test_a_second_row_that_contradicts_the_first_is_reported() -> None:
    """Two sectors of one respondent are a problem that says which one counts."""
    people, problems = respondents("""
        respondent;transcript;sector
        R06;R06;onderwijs
        R06;R05;beleid
    """)
    assert people["R06"].attributes == {"sector": "onderwijs"}
    assert [str(problem.at("respondents.csv")) for problem in problems] == [
        "respondents.csv, line 3, 'sector': R06 has 'beleid' here and 'onderwijs' above. 'onderwijs' is used; make them equal."
    ]


def test_a_row_without_respondent_is_left_out_and_reported() -> None:
    """A row that names nobody is told with its line; the others are read."""
    people, problems = respondents("respondent;sector\n;beleid\nR02;beleid\n")
    assert people.ids == ("R02",)
    assert places(problems) == [(2, "respondent")]


def test_a_missing_column_of_respondents_is_one_problem() -> None:
    """Who names the column 'respondant' gets one problem for it, not one for each row."""
    people, problems = respondents("respondant;sector\nR01;beleid\nR02;beleid\n")
    assert len(people) == 0
    assert places(problems) == [(1, "respondent")]
    assert problems[0].hint.startswith("Did you mean 'respondant'?")


def test_an_unknown_kind_is_reported_and_left_open() -> None:
    """Who writes 'verslg' is told the kinds there are; the row counts."""
    people, problems = respondents("respondent;kind\nR01;verslg\n")
    assert people.appearances[0].kind is None
    assert places(problems) == [(2, "kind")]
    assert problems[0].hint == "Did you mean 'verslag'? Valid: letterlijk, verslag."


@pytest.mark.parametrize("answer", ["nee", "Nee", " NEE ", "n", "no", "0", "false", "onwaar", "geen"])
def test_who_says_no_does_not_consent(answer: str) -> None:
    """A no in any of its spellings is obeyed, and is no problem."""
    people, problems = respondents(f"respondent;citeren\nR01;{answer}\n")
    assert not people["R01"].consents("citeren")
    assert not problems


@pytest.mark.parametrize("answer", ["", "ja", "Ja", "j", "1", "True", "x", "akkoord"])
def test_who_says_yes_or_nothing_consents(answer: str) -> None:
    """A yes in any of its spellings, or an empty cell, allows quoting."""
    people, problems = respondents(f"respondent;citeren\nR01;{answer}\n")
    assert people["R01"].consents("citeren")
    assert not problems


def test_who_was_not_asked_consents() -> None:
    """In a study without the column everybody may be quoted."""
    people, _ = respondents("respondent\nR01\n")
    assert people["R01"].consents("citeren")


@pytest.mark.parametrize("answer", ["nee, liever niet", "alleen anoniem", "?"])
def test_an_answer_that_is_not_understood_is_no_consent(answer: str) -> None:
    """Where the program cannot tell yes from no, nobody is quoted, and the row is named."""
    people, problems = respondents(f'respondent;archiveren\nR01;"{answer}"\n')
    assert not people["R01"].consents("archiveren")
    assert places(problems) == [(2, "archiveren")]


@pytest.mark.parametrize("answers", [("ja", "nee"), ("nee", "ja")])
def test_one_no_is_enough(answers: tuple[str, str]) -> None:
    """A respondent who says yes in one row and no in another is not quoted."""
    people, problems = respondents(f"respondent;transcript;citeren\nR01;R01;{answers[0]}\nR01;R02;{answers[1]}\n")
    assert not people["R01"].consents("citeren")
    assert [problem.hint for problem in problems] == ["'nee' is used; make them equal."]


def test_an_unknown_respondent_names_the_known_ones() -> None:
    """Who asks for R1 is told of R01."""
    people, _ = respondents("respondent\nR01\n")
    with pytest.raises(UnknownValueError, match="Did you mean 'R01'"):
        people["R1"]


# Settings

ANSWERS = ("en", "turn", "Kansen", "")


def test_settings_are_read() -> None:
    """Every setting that is understood is kept."""
    settings, problems = settings_from(
        'title = "Kansen"\nlanguage = "en"\nunit = "turn"\npipeline = "none"\n'
        'main_coder = "anna"\ninterviewers = ["Femke", "Bram"]\n'
    )
    assert not problems
    assert settings == Settings("Kansen", "en", "turn", "none", "anna", ("Femke", "Bram"))


def test_what_is_not_understood_in_the_settings_is_reported_and_left_at_its_default() -> None:
    """A misspelt or impossible setting is told with its line, and what would be valid."""
    settings, problems = settings_from(
        'title = "Kansen"\ntaal = "nl"\nlanguage = "de"\nunits = "turn"\nmain_coder = 3\ninterviewers = "Femke"\n'
    )
    assert settings == Settings("Kansen")
    assert [str(problem.at("qualcode.toml")) for problem in problems] == [
        "qualcode.toml, line 2, 'taal': this setting is unknown and was not read. Known: title, language, unit, pipeline, main_coder, interviewers.",
        "qualcode.toml, line 3, 'language': 'de' is not valid here. Valid: nl, en.",
        "qualcode.toml, line 4, 'units': this setting is unknown and was not read. Did you mean 'unit'?",
        "qualcode.toml, line 5, 'main_coder': 3 is not valid here. Valid: a text in quotes.",
        "qualcode.toml, line 6, 'interviewers': 'Femke' is not valid here. Valid: a list of texts, as [\"Anna\", \"Bram\"].",
    ]


def test_a_settings_file_that_is_no_toml_names_its_line() -> None:
    """A quote that is not closed is found at its line, and the defaults are used."""
    settings, problems = settings_from('language = "nl"\ntitle = "Kansen\n')
    assert settings == Settings()
    assert [problem.line for problem in problems] == [2]


@given(st.dictionaries(st.sampled_from(["title", "main_coder", "language", "unit", "titel"]), st.sampled_from(ANSWERS)))
def test_each_setting_is_kept_or_reported(written: dict[str, str]) -> None:
    """Nothing that stands in qualcode.toml is passed over: it counts, or it is a problem."""
    settings, problems = settings_from("\n".join(f'{key} = "{value}"' for key, value in written.items()))
    reported = {problem.key: problem.line for problem in problems}
    for line, (key, value) in enumerate(written.items(), start=1):
        kept = getattr(settings, key, None) == value
        assert kept != (key in reported)
        assert reported.get(key, line) == line


def test_a_settings_file_made_to_break_the_reader_is_a_problem() -> None:
    """Ten thousand brackets in qualcode.toml do not stop the study from opening."""
    settings, [problem] = settings_from("a = " + "[" * 10_000)
    assert settings == Settings()
    assert problem.message.startswith("this is not valid TOML")


def test_an_id_with_a_mark_that_parts_ids_is_told() -> None:
    """A code whose id holds a comma or semicolon is read, and named, since lists of ids would fall apart."""
    book, problems = codebook_from([Entry({"id": "vve; kosten", "name": "Kosten"}, 2)])
    assert book.ids == ("vve; kosten",)
    assert [problem.message for problem in problems] == ["the id 'vve; kosten' holds a comma or semicolon."]
