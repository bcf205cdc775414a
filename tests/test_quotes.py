"""Quotes: which are chosen, how they are shown, and that nobody is quoted who does not want it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.quotes import QUOTE_COLUMNS, quotes_frame, select_quotes
from qualcode.dutch.sentences import sentences
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.export.markdown import escaped
from qualcode.project import Project, open_study
from tests.conftest import CODEBOOK, StudyMaker

CONSENTS = """
respondent;transcript;function;organisation;sector;citeren
R01;R01;directeur;Samenwerkingsverband;onderwijs;nee
R02;R02;beleidsadviseur;gemeente C;beleid;ja
"""
# Nothing of what R01 says under a theme may be read in an export.
SECRETS = ("samen met het wijkteam", "die schotten")
NO_CONSENT = "[geen toestemming om te citeren]"


def vve(folder: StudyMaker, *speech: str) -> Project:
    """Return a study in which R02 says this, each in a turn of its own."""
    turns = "\n".join(f"I: En?\nR: {words}" for words in speech)
    return open_study(folder({"interviews/R02.txt": turns}))


def word_text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def all_parts(path: Path) -> str:
    """Return all that is in a .docx or .xlsx, also what is not shown."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return unescape("\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist()))


def test_a_quote_is_a_whole_sentence_of_its_respondent(example: Project) -> None:
    """Whoever looks a quote up finds it letter by letter, as one sentence, in that respondent's turn."""
    frame = example.quotes(source="suggested").frame
    assert len(frame) > 100
    for row in frame.itertuples():
        transcript = example.transcripts[str(row.transcript)]
        turn = transcript.turns[int(str(row.turn)) - 1]
        assert turn.respondent == row.respondent
        span = (int(str(row.start)), int(str(row.end)))
        assert span in list(sentences(transcript.text, *turn.span))
        assert transcript.text[slice(*span)] == row.quote


def test_quotes_stand_by_theme_then_respondent_then_place(example: Project) -> None:
    """Quotes are read in the order of the codebook, then of the respondents, then of the conversation."""
    frame = example.quotes(source="suggested").frame
    places = [
        (example.codebook.ids.index(row.theme), example.respondents.ids.index(row.respondent), row.transcript, row.unit)
        for row in frame.itertuples()
    ]
    assert places == sorted(places)


def test_a_sentence_under_two_codes_of_a_theme_is_one_quote(make_study: StudyMaker) -> None:
    """A quote names all codes of its theme that it falls under, and stands once in each theme."""
    project = vve(make_study, "Samenwerken aan de vve, over de schotten heen.")
    frame = project.quotes(source="suggested").frame
    mine = frame[frame["respondent"] == "R02"]
    assert list(zip(mine["theme"], mine["codes"], mine["because"], strict=True)) == [
        ("integrale_aanpak", "integrale_aanpak; integrale_aanpak.schotten", "samenwerken; schot"),
        ("vve", "vve", "vve"),
    ]


def test_quotes_of_a_code_are_those_of_its_branch(make_study: StudyMaker) -> None:
    """Who asks for a theme gets its sub-codes too, and who asks for a sub-code only that."""
    project = open_study(make_study())
    theme = project.quotes("integrale_aanpak", source="suggested").frame
    assert set(theme["quote"]) == {
        "We werken samen met het wijkteam.",
        "Maar die schotten, hè!",
        "Ieder potje zijn dekseltje.",
    }
    assert set(project.quotes("integrale_aanpak.schotten", source="suggested").frame["quote"]) < set(theme["quote"])
    with pytest.raises(UnknownValueError, match=r"Unknown code 'vvve'\. Did you mean 'vve'\?"):
        project.quotes("vvve")


chosen_from = st.lists(
    st.tuples(
        st.sampled_from(["vve", "aanpak"]),
        st.sampled_from(["R01", "R02", "R03"]),
        st.integers(1, 60),
        st.sampled_from(["vve", "vve; vve.a"]),
    ),
    max_size=20,
)


def frame_from(rows: list[tuple[str, str, int, str]], hidden: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return a frame of quotes: theme, respondent, number of words and codes of each."""
    frame = pd.DataFrame(rows, columns=["theme", "respondent", "words", "codes"])
    frame = frame.astype({"theme": "str", "respondent": "str", "codes": "str", "words": "int64"})
    texts = [" ".join(["ja"] * number) for number in frame["words"]]
    return frame.assign(
        quote=pd.Series(texts, dtype="str"), may_quote=~frame["respondent"].isin(hidden), place=range(len(frame))
    )


@given(chosen_from, st.integers(0, 8))
def test_chosen_quotes_are_spread_over_respondents(rows: list[tuple[str, str, int, str]], n: int) -> None:
    """Of each theme there are as many quotes as asked for, and nobody has a second before all have a first."""
    quotes = frame_from(rows)
    chosen = select_quotes(quotes, n)
    assert list(chosen["place"]) == sorted(set(chosen["place"]))
    for theme, group in quotes.groupby("theme"):
        there = Counter(group["respondent"])
        mine = chosen[chosen["theme"] == theme]
        taken = Counter(mine["respondent"])
        assert taken.total() == min(n, there.total())
        for respondent, number in taken.items():
            assert all(taken[other] >= min(number - 1, there[other]) for other in there), respondent


@given(chosen_from)
def test_of_each_respondent_the_best_readable_quote_comes_first(rows: list[tuple[str, str, int, str]]) -> None:
    """A quote of 8 to 45 words goes before a shout or a monologue, one under more codes before one under fewer."""
    quotes = frame_from(rows)
    for (theme, respondent), group in quotes.groupby(["theme", "respondent"]):
        only = quotes[(quotes["theme"] == theme) & (quotes["respondent"] == respondent)]
        (first,) = select_quotes(only, 1).itertuples()
        readable = [8 <= words <= 45 for words in group["words"]]
        assert (8 <= int(str(first.words)) <= 45) == any(readable)
        rivals = group[[one == any(readable) for one in readable]]
        assert str(first.codes).count(";") == rivals["codes"].str.count(";").max()


def test_who_may_be_quoted_is_chosen_before_who_may_not() -> None:
    """A place among the chosen quotes is not spent on one that cannot be shown, while others can."""
    quotes = frame_from([("vve", "R01", 20, "vve"), ("vve", "R02", 20, "vve"), ("vve", "R02", 3, "vve")], ("R01",))
    assert list(select_quotes(quotes, 2)["respondent"]) == ["R02", "R02"]
    assert list(select_quotes(quotes, 3)["respondent"]) == ["R01", "R02", "R02"]


def test_fewer_than_no_quotes_cannot_be_asked_for(make_study: StudyMaker) -> None:
    """A number below 0 is refused rather than understood as 'all but'; 0 gives none."""
    quotes = open_study(make_study()).quotes(source="suggested")
    with pytest.raises(QualcodeError, match=r"^-1 quotes cannot be chosen\. Name a number of 0 or more\.$"):
        quotes.best(-1)
    assert len(quotes.best(0)) == 0


def test_how_many_were_left_out_is_told(make_study: StudyMaker) -> None:
    """A selection says of how many sentences it is one, so that nobody takes it for all."""
    project = vve(make_study, "De vve dus.", "De vve is er.", "De vve is goed.")
    assert "3 van de 3 zinnen; 1 respondent." in project.quotes("vve", source="suggested").to_markdown()
    assert "1 van de 3 zinnen; 1 respondent." in project.quotes("vve", n=1, source="suggested").to_markdown()


def test_a_quote_is_shown_with_whose_and_why(make_study: StudyMaker) -> None:
    """Each quote names respondent, function, sector, place, code and, for a keyword hit, the keyword; and the source."""
    text = open_study(make_study()).quotes("vve", source="suggested").to_markdown()
    assert "Bron: trefwoordtreffers, niet beoordeeld." in text
    assert "## Voor- en vroegschoolse educatie" in text
    assert (
        "> ‘De warme overdracht van de vve is goed geregeld.’\n>\n> — R02, beleidsadviseur, beleid (R02, spreekbeurt 2)"
        " – Voor- en vroegschoolse educatie – op grond van: warme overdracht; vve"
    ) in text


def test_word_and_markdown_have_the_same_quotes(make_study: StudyMaker, tmp_path: Path) -> None:
    """What stands in Word stands in Markdown: titles, quotes and where they come from."""
    quotes = open_study(make_study()).quotes(source="suggested")
    markdown = quotes.to_markdown(tmp_path / "citaten.md")
    assert (tmp_path / "citaten.md").read_text(encoding="utf-8") == markdown
    shown = re.sub(r"(?m)^(?:#+ |> — |> ?|\*)|(?<!\\)\*$", "", markdown)
    lines = [line for line in re.sub(r"\\(.)", r"\1", shown).split("\n") if line]
    assert word_text(quotes.to_word(tmp_path / "citaten.docx")).split("\n") == lines


def test_without_quotes_the_reader_is_told_so(make_study: StudyMaker, tmp_path: Path) -> None:
    """A theme that nobody names gives a document that says that there are no quotes."""
    project = open_study(make_study({"interviews/R02.txt": "R: Nee."}))
    quotes = project.quotes("vve", source="suggested")
    assert "Geen citaten." in quotes.to_markdown()
    assert "Geen citaten." in word_text(quotes.to_word(tmp_path / "leeg.docx"))
    assert {name: str(dtype) for name, dtype in quotes.frame.dtypes.items()} == QUOTE_COLUMNS
    assert "Geen citaten." not in project.quotes(source="suggested").to_markdown()


def test_who_does_not_consent_is_counted_and_never_quoted(make_study: StudyMaker, tmp_path: Path) -> None:
    """With citeren=nee a respondent's words stand in no Markdown, Word file, workbook or display; the counts stay."""
    project = open_study(make_study({"interviews/respondents.csv": CONSENTS}))
    matrix, quotes = project.matrix(source="suggested"), project.quotes(source="suggested")
    assert list(matrix.frame["R01"]) == [1, 0]
    outputs = project.run(tmp_path / "uit", source="suggested")
    exports = {
        "markdown": quotes.to_markdown(),
        "display": quotes._repr_html_(),
        "cell": matrix["integrale_aanpak", "R01"]._repr_html_(),
        "word": all_parts(outputs.quotes),
        "workbook": all_parts(outputs.matrix),
        "report": outputs.report.read_text(encoding="utf-8"),
    }
    for name, text in exports.items():
        assert [secret for secret in SECRETS if secret in text] == [], name
        assert "geen toestemming" in text, name
    assert "Ieder potje zijn dekseltje." in exports["workbook"]
    assert word_text(outputs.quotes).count(NO_CONSENT) == 2


def test_who_does_not_consent_is_not_quoted_by_a_problem(make_study: StudyMaker, tmp_path: Path) -> None:
    """Where a coded text was corrected, the coder reads which one; the workbook does not tell its words."""
    folder = make_study({"interviews/respondents.csv": CONSENTS})
    anna = open_study(folder).coder("anna")
    anna.code("R01", "We werken samen met het wijkteam", "integrale_aanpak")
    text = folder / "interviews" / "R01.txt"
    text.write_bytes(text.read_bytes().replace(b"werken samen", b"werkten heel vaak samen"))
    project = open_study(folder)
    assert any("We werken samen met het wijkteam" in problem.quote for problem in project.problems)
    outputs = project.run(tmp_path / "uit", source="hand")
    assert "samen met het wijkteam" not in all_parts(outputs.matrix) + all_parts(outputs.quotes)


def test_no_mark_in_a_quote_works_as_markup(make_study: StudyMaker) -> None:
    """Stars, brackets and signs that a respondent's words hold are shown as they are."""
    said = "De *vve* <b>is</b> [goed](https://x.nl) # `2` _x_ $3$ &lt; | ~~nee~~ !"
    text = vve(make_study, said).quotes("vve", source="suggested").to_markdown()
    (line,) = [line for line in text.split("\n") if "‘De" in line]
    assert re.search(r"(?<!\\)[*<>\[\]#`_$&|~]", line.removeprefix("> ")) is None
    assert re.sub(r"\\(.)", r"\1", line) == f"> ‘{said}’"


@given(st.text("a\\`*_{}[]<>#|~$&! 1.", max_size=20))
def test_escaping_can_be_read_back(text: str) -> None:
    """What is escaped says the same to the reader: nothing is lost and nothing is left to work as markup."""
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text
    assert re.sub(r"\\.", "", escaped(text)).strip("a! 1.") == ""


def test_a_codebook_does_not_break_the_layout(make_study: StudyMaker) -> None:
    """A definition in several lines, as YAML has them, stays one paragraph without lists or headings of its own."""
    definition = "definition: |-\n      Taal\n      ===\n      - spel\n\n      # lees"
    book = CODEBOOK.replace("keywords: [vve, warme", f"{definition}\n    keywords: [vve, warme")
    text = open_study(make_study({"codebook.yaml": book})).quotes("vve", source="suggested").to_markdown()
    assert "\n\nTaal === - spel \\# lees\n\n" in text


@pytest.mark.parametrize("sign", ["\x0c", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_word_cannot_hold_does_not_stop_it(make_study: StudyMaker, tmp_path: Path, sign: str) -> None:
    """A form feed from a PDF, or another control sign in a quote, becomes the replacement sign."""
    outputs = vve(make_study, f"De vve is{sign} goed.").run(tmp_path / "uit", source="suggested")
    assert "‘De vve is\ufffd goed.’" in word_text(outputs.quotes)
    assert "De vve is\ufffd goed." in all_parts(outputs.matrix)


def test_a_long_title_is_a_title(make_study: StudyMaker, tmp_path: Path) -> None:
    """A study whose title is a whole paragraph is exported under that title."""
    title = "Ongelijke kansen. " * 20
    folder = make_study({"qualcode.toml": f'title = "{title}\\u0001"'})
    path = open_study(folder).quotes(source="suggested").to_word(tmp_path / "citaten.docx")
    assert word_text(path).startswith(f"Citaten: {title}\ufffd\n")


def test_quotes_of_nothing_are_a_frame(example: Project) -> None:
    """Without any coding the frame of quotes has its documented columns and dtypes."""
    none = example.coded("suggested").head(0)
    frame = quotes_frame(none, example.codebook, example.respondents)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == QUOTE_COLUMNS
    assert len(select_quotes(frame, 3)) == 0
