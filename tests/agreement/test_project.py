"""Agreement of two coders in a study: what counts, what is shown, and in what words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

from qualcode.analysis.agreement.by_code import CODE_COLUMNS
from qualcode.analysis.agreement.differences import CONFUSION_COLUMNS
from qualcode.analysis.agreement.nominal import cohen_kappa
from qualcode.analysis.agreement.overall import OVERALL_COLUMNS, PAIR_COLUMNS
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.export.report_labels import WORDS
from qualcode.project import Project, open_study
from tests.agreement.helpers import study_of_two
from tests.conftest import StudyMaker


@pytest.fixture
def study(make_study: StudyMaker) -> Project:
    """Return a study of three transcripts that Anna and Bram both coded and read."""
    return study_of_two(make_study)


def by_code(frame: pd.DataFrame, code: str) -> pd.Series:
    """Return the row of a code."""
    return frame[frame["code"] == code].iloc[0]


def test_the_counts_are_those_of_the_sentences(study: Project) -> None:
    """Of 24 sentences both coders read, so many have the theme from both, from one, from neither."""
    row = by_code(study.agreement("anna", "bram").codes, "integrale_aanpak")
    assert row[["units", "both", "only_first", "only_second", "neither"]].tolist() == [24, 3, 3, 3, 15]
    assert row["percent"] == 18 / 24
    assert row["prevalence"] == 12 / 48


def test_kappa_is_that_of_the_same_sentences(study: Project) -> None:
    """The kappa of a theme is what the public function gives for the same counts."""
    row = by_code(study.agreement("anna", "bram").codes, "integrale_aanpak")
    values = [[1, 1]] * 3 + [[1, 0]] * 3 + [[0, 1]] * 3 + [[0, 0]] * 15
    assert row["kappa"] == pytest.approx(cohen_kappa(values).value)


def test_a_code_stands_for_itself_where_codes_are_compared(study: Project) -> None:
    """At the level of codes a sub-code is not its theme."""
    codes = study.agreement("anna", "bram", level="code").codes
    assert by_code(codes, "integrale_aanpak")["only_first"] == 0
    assert by_code(codes, "integrale_aanpak.schotten")["only_first"] == 3


def test_who_comes_first_changes_no_figure(study: Project) -> None:
    """The other order of coders swaps the counts and nothing else."""
    one, other = study.agreement("anna", "bram").codes, study.agreement("bram", "anna").codes
    same = ["both", "neither", "percent", "jaccard", "f1", "kappa", "alpha", "ac1", "brennan_prediger"]
    pd.testing.assert_frame_equal(one[same], other[same])
    assert one["only_first"].tolist() == other["only_second"].tolist()


def test_coding_the_same_words_twice_changes_no_figure(study: Project) -> None:
    """Part of a passage coded once more under the same code is neither more agreement nor less."""
    before = study.agreement("anna", "bram", rounds=50)
    study.coder("anna", blind=True).code("R01", "De vve is goed.", "vve")
    study.coder("bram", blind=True).code("R02", "Dat scheelt een hoop.", "integrale_aanpak")
    study.reload()
    after = study.agreement("anna", "bram", rounds=50)
    pd.testing.assert_frame_equal(before.codes, after.codes)
    pd.testing.assert_frame_equal(before.overall, after.overall)


def test_only_what_both_read_is_compared(make_study: StudyMaker) -> None:
    """A transcript that one coder has not read does not count, and neither do that coder's codings in it."""
    project = study_of_two(make_study, transcripts=2)
    folder = project.path
    third = (folder / "interviews/R02.txt").read_bytes()
    (folder / "interviews/R03.txt").write_bytes(third)
    with (folder / "interviews/respondents.csv").open("a", encoding="utf-8") as file:
        file.write("\nR03;R03;directeur;gemeente 3;onderwijs")
    project = open_study(folder)
    bram = project.coder("bram", blind=True)
    bram.code("R03", "Dat scheelt een hoop.", "vve")
    bram.reviewed("R03")
    project.reload()
    found = project.agreement("anna", "bram")
    assert found.compared.transcripts == ("R01", "R02")
    assert found.compared.units == 16
    assert set(found.differences["transcript"]) == {"R01", "R02"}


def test_a_code_that_came_later_is_not_compared_where_it_was_not_looked_for(study: Project) -> None:
    """A code added after the reading has no figures, and the reason stands there."""
    study.coder("anna").codebook.add("wonen", "Wonen")
    study.reload()
    row = by_code(study.agreement("anna", "bram").codes, "wonen")
    assert row["units"] == 0
    assert row["undefined"] == "no_pairs"
    assert pd.isna(row["kappa"])


def test_a_code_that_nobody_used_is_undefined(study: Project) -> None:
    """A code without any coding has neither kappa 0 nor 1; percent agreement, which says little, is 1."""
    row = by_code(study.agreement("anna", "bram", level="code").codes, "integrale_aanpak")
    assert row["undefined"] is None or pd.isna(row["undefined"])
    nobody = study.agreement("anna", "bram", level="code").codes
    unused = nobody[nobody["undefined"] == "not_used"]
    assert unused["kappa"].isna().all()
    assert unused["alpha"].isna().all()


def test_what_was_coded_with_suggestions_in_sight_stays_apart(make_study: StudyMaker) -> None:
    """Codings made with suggestions in sight count only where they are asked for."""
    project = study_of_two(make_study, blind=False)
    assert project.agreement("anna", "bram").compared.units == 0
    assert set(project.agreement("anna", "bram").codes["undefined"]) == {"no_pairs"}
    assert project.agreement("anna", "bram", sight="seen").compared.units == 24
    assert project.agreement("anna", "bram", sight="all").compared.units == 24
    assert len(project.agreement("anna", "bram").compared.left_out) == 6


def test_before_and_after_the_consensus_are_kept_apart(study: Project) -> None:
    """What coders settled is agreed after the consensus, and as different as it was before it."""
    before = by_code(study.agreement("anna", "bram").codes, "vve")["only_first"]
    both = study.consensus(by="anna")
    codings = study.codings()
    for name in ("R01", "R02", "R03"):
        mine = codings[(codings["transcript"] == name) & (codings["code"] == "vve")]
        both.settle(name, "De vve is goed. De warme overdracht ook.", "vve", reason="hoort erbij", about=mine["id"])
    study.reload()
    assert before == 3
    assert by_code(study.agreement("anna", "bram").codes, "vve")["only_first"] == 3
    after = by_code(study.agreement("anna", "bram", stage="after").codes, "vve")
    assert after[["both", "only_first", "only_second"]].tolist() == [6, 0, 0]
    settled = study.agreement("anna", "bram").differences.dropna(subset=["consensus"])
    assert set(settled["consensus"]) == {"vve"}


def test_a_coding_that_was_dismissed_counts_no_more_after_the_consensus(study: Project) -> None:
    """What the coders decided not to take over is not between them any more."""
    codings = study.codings()
    mine = codings[codings["code"] == "integrale_aanpak.schotten"]
    study.consensus(by="anna").dismiss(mine["id"].tolist(), reason="gaat over iets anders")
    study.reload()
    before = by_code(study.agreement("anna", "bram", level="code").codes, "integrale_aanpak.schotten")
    after = by_code(study.agreement("anna", "bram", level="code", stage="after").codes, "integrale_aanpak.schotten")
    assert before["only_first"] == 3
    assert after["undefined"] == "not_used"


@pytest.mark.parametrize("unit", ["sentence", "turn", "answer", "character"])
def test_units_can_be_chosen(study: Project, unit: str) -> None:
    """Each unit counts what it names; characters are those of respondents."""
    found = study.agreement("anna", "bram", unit=unit)
    units = {"sentence": 24, "turn": 6, "answer": 6}
    assert found.compared.units == units.get(unit, found.compared.of_units)
    assert (
        found.codes["both"] + found.codes["only_first"] + found.codes["only_second"] + found.codes["neither"]
        == found.codes["units"]
    ).all()


def test_differences_tell_what_kind_they_are(study: Project) -> None:
    """A passage that goes on for one coder is a boundary, one that only one coder has is missed."""
    frame = study.agreement("anna", "bram", level="code").differences
    first = frame[frame["transcript"] == "R01"].set_index("text")
    assert first.loc["Dat scheelt een hoop.", "kind"] == "boundary"
    assert first.loc["Maar die schotten, hè!", "kind"] == "missed"
    assert first.loc["Maar die schotten, hè!", "codes_anna"] == "integrale_aanpak.schotten"
    assert first.loc["Maar die schotten, hè!", "codes_bram"] == ""


def test_another_code_is_told_from_a_missed_one(study: Project) -> None:
    """Where each gave a code that the other did not, the list says so, and the table says which for which."""
    study.coder("anna", blind=True).code("R01", "Verder weet ik het niet.", "vve")
    study.coder("bram", blind=True).code("R01", "Verder weet ik het niet.", "integrale_aanpak.schotten")
    study.reload()
    found = study.agreement("anna", "bram", level="code")
    frame = found.differences.set_index(["transcript", "text"])
    assert frame.loc[("R01", "Verder weet ik het niet."), "kind"] == "other_code"
    rows = found.confusions.set_index(["code", "other"])["units"]
    assert rows[("vve", "integrale_aanpak.schotten")] == 1
    assert rows[("vve", "vve")] == 3


def test_frames_keep_their_columns_without_anything_to_compare(make_study: StudyMaker) -> None:
    """With nothing read twice the frames have the same columns and dtypes, and every measure has a reason."""
    project = study_of_two(make_study, blind=False)
    empty, full = project.agreement("anna", "bram"), project.agreement("anna", "bram", sight="all")
    for name in ("codes", "overall", "pairs", "confusions", "differences"):
        assert getattr(empty, name).dtypes.to_dict() == getattr(full, name).dtypes.to_dict(), name
    assert empty.overall["undefined"].notna().all()
    assert list(full.codes.columns) == [*CODE_COLUMNS, "reading"]
    assert list(full.overall.columns) == [*OVERALL_COLUMNS, "reading"]
    assert list(full.pairs.columns) == list(PAIR_COLUMNS)
    assert list(full.confusions.columns) == list(CONFUSION_COLUMNS)


def test_a_remark_stands_above_every_export(study: Project, tmp_path: Path) -> None:
    """What a reader must know of the coders can be said, and is the first note of the report."""
    found = study.agreement("anna", "bram", remark="De tweede codering is verzonnen.")
    assert found.notes()[0] == "De tweede codering is verzonnen."
    assert "De tweede codering is verzonnen." in found.to_html()
    first = Document(str(found.to_word(tmp_path / "a.docx"))).paragraphs[1].text
    assert first == "De tweede codering is verzonnen."


def test_the_same_seed_gives_the_same_intervals(study: Project) -> None:
    """An interval can be found again by its seed, which stands in the report."""
    study.coder("bram", blind=True).code("R03", "Verder weet ik het niet.", "vve")
    study.reload()
    one, other = (study.agreement("anna", "bram", seed=7, rounds=200) for _ in range(2))
    pd.testing.assert_frame_equal(one.codes, other.codes)
    assert "seed 7" in one.to_html()


def test_one_transcript_gives_no_interval(make_study: StudyMaker) -> None:
    """From one conversation nothing can be drawn again, so that there is no interval."""
    project = study_of_two(make_study, transcripts=1)
    codes = project.agreement("anna", "bram").codes
    assert codes["kappa"].notna().any()
    assert codes["kappa_low"].isna().all()


def test_figures_are_told_in_words_that_do_not_overclaim(study: Project) -> None:
    """A reading says what was counted, and calls no agreement good or poor without a source."""
    study.coder("bram", blind=True).code("R03", "Verder weet ik het niet.", "integrale_aanpak")
    study.reload()
    found = study.agreement("anna", "bram")
    reading = by_code(found.codes, "integrale_aanpak")["reading"]
    assert "3 van 24 zinnen met de code van allebei, 7 met de code van maar één van hen" in reading
    assert re.search(r"κ = 0,26, 95%-interval 0,14 tot 0,33", reading)
    assert "Slechts 6 keer gaf minstens één van hen de code" in by_code(found.codes, "vve")["reading"]
    text = " ".join([*found.codes["reading"], *found.overall["reading"], *found.notes()]).casefold()
    for label in ("goed", "slecht", "matig", "redelijk", "uitstekend", "significant", "betrouwbaar"):
        assert not re.search(rf"\b{label}e?\b", text), label
    assert "3 transcripten" in text


def test_without_any_spread_there_is_no_interval(study: Project) -> None:
    """Conversations that are all coded alike give no interval, rather than one of no width that looks sure."""
    codes = study.agreement("anna", "bram").codes
    assert codes["kappa"].notna().all()
    assert codes[["kappa_low", "kappa_high", "alpha_low"]].isna().all(axis=None)
    assert codes["reading"].str.contains("Een interval is er niet").all()


def test_a_bound_is_named_with_its_source(study: Project) -> None:
    """The one bound that is named says whose it is, and is not applied where the interval crosses it."""
    overall = study.agreement("anna", "bram").overall
    assert overall["reading"].str.contains("Krippendorff (2004, p. 241)", regex=False).tolist()[0]


def test_the_workbook_has_all_parts(study: Project, tmp_path: Path) -> None:
    """Each part of the report has its sheet, with the coders' names and Dutch headings."""
    book = load_workbook(study.agreement("anna", "bram").to_excel(tmp_path / "a.xlsx"))
    assert book.sheetnames == [
        "Opzet en definities",
        "Per code, geteld",
        "Per code, overeenstemming",
        "Per code, in woorden",
        "Alle codes samen",
        "Per twee codeurs",
        "Code tegen code",
        "Verschillen",
    ]
    cells = [str(cell.value) for row in book["Per code, geteld"].iter_rows() for cell in row]
    assert {"Alleen anna", "Alleen bram", "Integrale aanpak"} <= set(cells)


def test_word_and_web_page_say_the_same(study: Project, tmp_path: Path) -> None:
    """The Word document and the web page hold the readings, the definitions and the differences."""
    found = study.agreement("anna", "bram")
    document = Document(str(found.to_word(tmp_path / "a.docx")))
    words = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    page = found.to_html(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page
    for text in ("Maar die schotten, hè!", "Cohen (1960)", "MASI", "Grens"):
        assert text.casefold() in words.casefold(), text
        assert text.casefold() in page.casefold(), text


def test_who_does_not_consent_is_not_quoted(make_study: StudyMaker, tmp_path: Path) -> None:
    """The words of a respondent who does not consent to be quoted stand in no export of the differences."""
    project = study_of_two(make_study)
    rows = (project.path / "interviews/respondents.csv").read_text(encoding="utf-8").splitlines()
    answers = ["citeren", "ja", "nee", "ja"]
    table = "\n".join(f"{row};{answer}" for row, answer in zip(rows, answers, strict=True))
    (project.path / "interviews/respondents.csv").write_text(table, encoding="utf-8")
    found = open_study(project.path).agreement("anna", "bram")
    assert set(found.differences.loc[~found.differences["may_quote"], "transcript"]) == {"R02"}
    page = found.to_html()
    assert page.count("Maar die schotten, hè!") == 2
    assert page.count("geen toestemming om te citeren") == (found.differences["transcript"] == "R02").sum()


def test_what_people_wrote_is_shown_and_not_run(make_study: StudyMaker) -> None:
    """A code's name with markup stands in the page letter by letter."""
    project = study_of_two(make_study)
    book = project.path / "codebook.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace("Integrale aanpak", "<script>x</script>"), encoding="utf-8"
    )
    found = open_study(project.path).agreement("anna", "bram")
    assert "<script>" not in found.to_html()
    assert "<script>" not in found._repr_html_()
    assert "&lt;script&gt;" in found.to_html()


def test_one_coder_alone_has_nobody_to_agree_with(make_study: StudyMaker) -> None:
    """Who has coded alone reads what agreement needs; who is mistyped, which coders there are."""
    project = study_of_two(make_study)
    with pytest.raises(QualcodeError, match="between two coders or more, and here is anna"):
        project.agreement("anna")
    with pytest.raises(UnknownValueError, match="Did you mean 'bram'"):
        project.agreement("anna", "brma")
    with pytest.raises(UnknownValueError, match="Unknown level"):
        project.agreement("anna", "bram", level="thema")


def test_three_coders_are_compared_by_pair_and_together(study: Project) -> None:
    """With a third coder there are three pairs, and kappa is the mean over them."""
    carla = study.coder("carla", blind=True)
    for name in ("R01", "R02", "R03"):
        carla.code(name, "We werken samen met het wijkteam.", "integrale_aanpak")
        carla.reviewed(name)
    study.reload()
    found = study.agreement()
    assert found.question.coders == ("anna", "bram", "carla")
    assert len(found.pairs) == 3
    pairs = [study.agreement(*pair) for pair in (("anna", "bram"), ("anna", "carla"), ("bram", "carla"))]
    assert "Paren: één van beiden" in found.to_html()
    assert "24 zinnen, per paar codeurs vergeleken: 3 keer gaven beiden" in by_code(found.codes, "vve")["reading"]
    only_anna = by_code(study.agreement(level="code").codes, "integrale_aanpak.schotten")
    assert "κ is niet te bepalen, want bij een van de paren codeurs" in only_anna["reading"]
    kappas = [by_code(item.codes, "integrale_aanpak")["kappa"] for item in pairs]
    assert by_code(found.codes, "integrale_aanpak")["kappa"] == pytest.approx(sum(kappas) / 3)


def test_the_example_study_has_a_report(example: Project) -> None:
    """The example's two coders are compared on the five conversations that both coded; the second coding is invented."""
    found = example.agreement("anna", "bram")
    assert found.compared.transcripts == ("R02", "R05", "R08", "R11", "R14")
    assert len(found.codes) == len(example.codebook.themes)
    assert found.codes["kappa"].between(-1, 1).all()
    assert len(found.differences)


def test_the_documentation_shows_what_the_example_gives(example: Project, example_folder: Path) -> None:
    """Each figure of the example in the documentation is that of the report, and the second coding is called illustrative."""
    page = (example_folder / "docs/agreement.md").read_text(encoding="utf-8")
    found = example.agreement("anna", "bram")
    for row in found.codes.to_dict("records"):
        counts = " | ".join(str(row[key]) for key in ("both", "only_first", "only_second", "neither"))
        figures = " | ".join(
            f"{row[key]:.2f} ({row[f'{key}_low']:.2f}–{row[f'{key}_high']:.2f})" for key in ("kappa", "alpha")
        )
        line = f"| {example.codebook[row['code']].name} | {counts} | {row['jaccard']:.2f} | {figures} |"
        assert line in page, f"docs/agreement.md should have: {line}"
    for row in found.overall.dropna(subset=["low"]).to_dict("records"):
        assert f"| {row['value']:.2f} ({row['low']:.2f}–{row['high']:.2f}) |" in page
    compared = found.compared
    assert f"{compared.units:,} of {compared.of_units:,} sentences" in page
    kinds = found.differences["kind"].value_counts()
    assert f"differ on {len(found.differences)} sentences: on {kinds['boundary']} of them" in page
    assert "**The second coding is illustrative:" in page


def test_code_against_code_leaves_out_what_was_agreed(study: Project) -> None:
    """The report's table of code against code holds differences only, under the coders' names; the frame has all."""
    found = study.agreement("anna", "bram")
    (section,) = [section for section in found.report.sections if section.title == "Code tegen code"]
    assert list(section.frame.columns) == ["Code van anna", "Code van bram", "Zinnen"]
    assert (section.frame["Code van anna"] != section.frame["Code van bram"]).all()
    assert (found.confusions["code"] == found.confusions["other"]).any()


def test_the_code_on_which_coders_differ_most_is_named(study: Project) -> None:
    """Beside the figure over all codes stands the code with the lowest one."""
    found = study.agreement("anna", "bram")
    (row,) = found.overall[found.overall["measure"] == "alpha_lowest"].to_dict("records")
    lowest = found.codes.sort_values("alpha").iloc[0]
    assert (row["value"], row["code"]) == (lowest["alpha"], lowest["code"])
    assert row["reading"].startswith(study.codebook[row["code"]].name)


def test_numbers_read_as_numbers_do(study: Project, tmp_path: Path) -> None:
    """Shares are percentages and coefficients have two decimals, with the comma of Dutch in Word and on the page."""
    found = study.agreement("anna", "bram")
    page = found.to_html()
    assert "75,0%" in page
    assert "0,33" in page
    cells = [
        cell for row in load_workbook(found.to_excel(tmp_path / "a.xlsx"))["Per code, overeenstemming"] for cell in row
    ]
    assert {cell.number_format for cell in cells if isinstance(cell.value, float)} == {"0.0%", "0.00"}


def test_the_plot_shows_each_code(study: Project) -> None:
    """The plot has a line for each code that has a figure."""
    pytest.importorskip("matplotlib")
    figure = study.agreement("anna", "bram").plot()
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [
        "Integrale aanpak",
        "Voor- en vroegschoolse educatie",
    ]


def test_without_matplotlib_a_plot_says_how_to_get_it(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no matplotlib reads what to install."""
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(QualcodeError, match=r"qualcode\[plots\]"):
        study.agreement("anna", "bram").plot()


def test_every_label_is_there_in_both_languages() -> None:
    """What a report says in Dutch it says in English, with the same figures in it."""
    for key, texts in WORDS.items():
        dutch, english = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in texts)
        assert all(texts), key
        assert dutch == english, key


def test_a_report_can_be_in_english(make_study: StudyMaker) -> None:
    """A study whose labels are English has an English report, with the point as decimal mark."""
    project = study_of_two(make_study)
    (project.path / "qualcode.toml").write_text('language = "en"\n', encoding="utf-8")
    page = open_study(project.path).agreement("anna", "bram").to_html()
    assert "Intercoder agreement" in page
    assert "3 of 24 sentences with the code from both" in page
    assert "0.33" in page
    assert "zinnen" not in page
