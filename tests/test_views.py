"""What a notebook shows of matrices and quotes, and how a cell leads to its quotes."""

from __future__ import annotations

import re

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.project import Project, open_study
from tests.conftest import CODEBOOK, RESPONDENTS, StudyMaker

SCRIPT = "<script>alert('vve')</script>"


@pytest.fixture
def study(make_study: StudyMaker) -> Project:
    """Return the small study."""
    return open_study(make_study())


@pytest.fixture
def hostile(make_study: StudyMaker) -> Project:
    """Return a study whose texts, names and attributes would do something in a browser."""
    return open_study(
        make_study(
            {
                "codebook.yaml": CODEBOOK.replace("name: Voor- en vroegschoolse educatie", f'name: "{SCRIPT}"'),
                "interviews/R02.txt": f"I: En?\nR: De vve {SCRIPT} is er.",
                "interviews/respondents.csv": RESPONDENTS.replace("beleidsadviseur", SCRIPT).replace(
                    "beleid\n", f"{SCRIPT}\n"
                ),
                "qualcode.toml": f'title = "{SCRIPT}"',
            }
        )
    )


def large(make_study: StudyMaker, number: int = 60) -> Project:
    """Return a study with many respondents and codes, in which everyone names all."""
    codes = "\n".join(f"  - {{id: c{item}, name: 'Code {item}', keywords: [vve]}}" for item in range(number))
    rows = "\n".join(f"P{item};G1;P{item}" for item in range(number))
    turns = "\n".join(f"P{item}: De vve, {'en nog wat ' * 60}." for item in range(number))
    return open_study(
        make_study(
            {
                "codebook.yaml": f"codes:\n{codes}",
                "interviews/respondents.csv": f"respondent;transcript;speaker\n{rows}",
                "interviews/G1.txt": f"I: En?\n{turns}",
                "interviews/R01.txt": None,
                "interviews/R02.txt": None,
            }
        )
    )


def test_each_object_shows_itself_in_one_line(study: Project) -> None:
    """At a prompt each object tells in one line what it is, of how much, and whose codings it counts."""
    assert repr(study.matrix(source="suggested")) == (
        "<Matrix: 2 themes × 2 respondents, named, trefwoordtreffers, niet beoordeeld>"
    )
    assert repr(study.matrix("share", rows="code", columns="sector", source="suggested")) == (
        "<Matrix: 3 codes × 2 sectors, share, trefwoordtreffers, niet beoordeeld>"
    )
    assert repr(study.quotes("vve", source="suggested")) == (
        "<Quotes: 1 of 1 respondents, trefwoordtreffers, niet beoordeeld>"
    )
    shown = [study, study.transcripts, study.transcripts["R01"], study.codebook, study.respondents, study.guide]
    assert [text for text in map(repr, shown) if "\n" in text or len(text) > 150 or not text.startswith("<")] == []


def test_what_people_wrote_is_shown_and_not_run(hostile: Project) -> None:
    """A name, transcript, attribute or title with markup is shown letter by letter in a notebook."""
    quotes = hostile.quotes("vve", source="suggested")
    views = {
        "matrix": hostile.matrix(source="suggested"),
        "by function": hostile.matrix(columns="function", source="suggested"),
        "quotes": quotes,
        "cell": hostile.matrix(source="suggested")["vve", "R02"],
        "transcript": hostile.transcripts["R02"],
        "codebook": hostile.codebook,
        "project": hostile,
    }
    for name, view in views.items():
        html = view._repr_html_()  # type: ignore[attr-defined]
        assert "<script" not in html, name
        assert "&lt;script&gt;" in html, name
        tags = re.findall(r"</?([a-z]+)", html)
        assert set(tags) <= {"div", "b", "p", "br", "table", "tr", "th", "td", "i", "small", "ul", "li"}, name
        assert html.count("<table") == html.count("</table>") == 1, name


def test_a_large_study_does_not_fill_the_notebook(make_study: StudyMaker) -> None:
    """Of a matrix or quotes of a large study a part is shown, with how much more there is; the frame has it all."""
    project = large(make_study)
    matrix, quotes = project.matrix(source="suggested"), project.quotes(source="suggested")
    assert matrix.frame.shape == (60, 60)
    assert len(quotes) == 60 * 60
    assert "… 20 more rows, 20 more columns" in matrix._repr_html_()
    assert matrix._repr_html_().count("<tr>") == 41
    assert max(len(view._repr_html_()) for view in (matrix, quotes)) < 150_000


def test_a_small_matrix_is_shown_whole(study: Project) -> None:
    """Every cell and total of a small matrix is in the table, and nothing is said to be left out."""
    html = study.matrix("sentences", source="suggested")._repr_html_()
    assert "more rows" not in html
    shown = re.sub(r"<td[^>]*>", "|", html.split("</tr>", 1)[1])
    assert re.sub(r"<[^>]+>", "", shown) == "Integrale aanpak|2|1|2|2|2Voor- en vroegschoolse educatie|0|1|1|1|1"
    assert "Bron: trefwoordtreffers, niet beoordeeld" in html


def test_a_cell_leads_to_its_quotes(study: Project) -> None:
    """Whoever wonders about a number gets the sentences behind it, as many as the number says."""
    matrix = study.matrix("sentences", source="suggested")
    for row in matrix.frame.index:
        for column in matrix.frame.columns:
            frame = matrix[row, column].frame
            assert len(frame) == matrix.frame.loc[row, column]
            assert set(frame["respondent"]) <= {column}
            assert set(frame["theme"]) <= {row}
    assert list(matrix["integrale_aanpak", "R01"].frame["quote"]) == [
        "We werken samen met het wijkteam.",
        "Maar die schotten, hè!",
    ]


def test_a_cell_of_a_code_or_an_attribute_leads_to_its_quotes(study: Project) -> None:
    """Also a cell by code and sector, or by transcript, holds the quotes of that code there."""
    by_sector = study.matrix("sentences", rows="code", columns="sector", source="suggested")
    assert list(by_sector["integrale_aanpak.schotten", "beleid"].frame["quote"]) == ["Ieder potje zijn dekseltje."]
    by_transcript = study.matrix("sentences", columns="transcript", source="suggested")
    assert list(by_transcript["vve", "R02"].frame["respondent"]) == ["R02"]
    assert len(by_transcript["vve", "R01"]) == 0


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (("vvee", "R01"), r"^Unknown theme 'vvee'\. Did you mean 'vve'\? Valid: integrale_aanpak, vve\.$"),
        (("vve", "R1"), r"^Unknown respondent 'R1'\. Did you mean 'R01'\? Valid: R01, R02\.$"),
        (("R01", "vve"), r"^Unknown theme 'R01'\. Valid: integrale_aanpak, vve\.$"),
    ],
)
def test_a_cell_that_is_not_there_names_the_near_one(study: Project, cell: tuple[str, str], message: str) -> None:
    """Who mistypes a theme or respondent reads which one was meant, and all that there are."""
    with pytest.raises(UnknownValueError, match=message):
        study.matrix(source="suggested")[cell]


@pytest.mark.parametrize("row", ["vve", "ab"])
def test_half_a_cell_is_told_to_be_half(study: Project, row: str) -> None:
    """Who names a row only reads that a cell has a column as well."""
    with pytest.raises(QualcodeError, match=rf"'{row}' names no cell\. Name its row and its column"):
        study.matrix(source="suggested")[row]


def test_tab_completes_what_can_be_asked_for(study: Project) -> None:
    """In a notebook the tab key completes the rows and columns of a matrix, and the ids of the study's parts."""
    names = {"m": study.matrix(source="suggested"), "p": study}
    completer = IPCompleter(namespace=names, use_jedi=False, evaluation="unsafe")  # type: ignore[no-untyped-call]

    def completed(text: str) -> list[str]:
        with provisionalcompleter():
            return [found.text.rpartition("'")[2] for found in completer.completions(text, len(text))]

    assert completed("m['v") == ["vve"]
    assert completed("m['vve', 'R") == ["R01", "R02"]
    assert completed("p.transcripts['R") == ["R01", "R02"]
    assert completed("p.codebook['integrale_aanpak.") == ["integrale_aanpak.schotten"]
    assert completed("p.respondents['R0") == ["R01", "R02"]


def test_the_number_of_quotes_is_their_length(study: Project) -> None:
    """len() of quotes is how many there are, also after choosing."""
    quotes = study.quotes("integrale_aanpak", source="suggested")
    assert (len(quotes), len(quotes.best(1))) == (3, 1)
