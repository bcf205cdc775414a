"""Keywords with options in codebook.yaml: as a line and as a mapping, and where it is said what is wrong."""

from __future__ import annotations

from textwrap import dedent

import pytest

from qualcode.codebook import Codebook, codebook_from
from qualcode.codebook_text import set_list
from qualcode.coding.keywords import parse_keyword
from qualcode.formats.yaml_text import read_yaml
from qualcode.project import open_study
from tests.conftest import StudyMaker

MAPPINGS = """\
    codes:
      - id: armoede
        keywords:
          - schuld   # ook schulden
          - keyword: arm
            not: [arme stakker, "& been"]
            compounds: false
          - any: [vve, v.v.e.]
            capitals: true
          - {keyword: ouderkamer, splits: ja, derivations: nee}
    """
LINES = (
    "schuld",
    "arm [not arme stakker] [not & been] [no compounds]",
    "vve = v.v.e. [capitals]",
    "ouderkamer [no derivations] [splits]",
)


def book(text: str) -> tuple[Codebook, list[str]]:
    codebook, problems = codebook_from(read_yaml(dedent(text).encode()).entries("codes"))
    return codebook, [str(problem) for problem in problems]


def test_a_mapping_stands_for_a_line() -> None:
    """A keyword with options reads as well in a mapping as in brackets, and both mean the same."""
    codebook, problems = book(MAPPINGS)
    assert problems == []
    assert codebook["armoede"].keywords == LINES
    arm = parse_keyword(LINES[1])
    assert (arm.compounds, len(arm.exclusions)) == (False, 2)
    assert parse_keyword(LINES[3]).splits
    assert not parse_keyword(LINES[3]).derivations


def test_a_codebook_with_mappings_comes_back_from_its_own_yaml() -> None:
    """What `Codebook.to_yaml` writes is read as an equal codebook, of the same version."""
    codebook, _ = book(MAPPINGS)
    again, problems = book(codebook.to_yaml())
    assert problems == []
    assert (again, again.version) == (codebook, codebook.version)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("- keywoord: arm", "'keywoord': this key is unknown and was not read. Did you mean 'keyword'?"),
        ("- compounds: false", "a keyword without a word was left out. Write 'keyword: samenwerken'"),
        ("- {keyword: arm, compounds: soms}", "'compounds': 'soms' is neither true nor false. The default is used."),
        ("- {keyword: arm, not: [{a: b}]}", "'not': a text belongs here; this was not read."),
        ("- [arm, schuld]", "'keywords': a text belongs here; this was not read."),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told(written: str, message: str) -> None:
    """Unknown keys, no word, no yes or no: each is a problem with its line, and the rest is read."""
    codebook, problems = book(f"codes:\n- id: a\n  keywords:\n  - vve\n  {written}\n")
    assert codebook["a"].keywords[0] == "vve"
    assert any(message in problem and "line " in problem for problem in problems)


def test_an_error_in_a_keyword_has_line_and_column(make_study: StudyMaker) -> None:
    """Who wrote a keyword that cannot be understood finds it in the file at once."""
    text = 'codes:\n- id: a\n  keywords: [vve, "vo*", taal]\n- id: b\n  keywords:\n  - ouders &\n'
    problems = [str(problem) for problem in open_study(make_study({"codebook.yaml": text})).problems]
    assert problems[0].startswith("codebook.yaml, line 3, column 19, 'keywords': a: keyword 'vo*' has a * that")
    assert problems[1].startswith("codebook.yaml, line 6, column 5, 'keywords': b: keyword 'ouders &' has nothing")


def test_a_star_in_front_must_stand_in_quotes(make_study: StudyMaker) -> None:
    """YAML takes *school for something of its own; the error says what to do, and where."""
    text = "codes:\n- id: a\n  keywords: [vve, *school]\n"
    problems = [str(problem) for problem in open_study(make_study({"codebook.yaml": text})).problems]
    assert problems[0].startswith("codebook.yaml, line 3, column 19: ")
    assert 'Put a text that begins with * in quotes, as "*school".' in problems[0]


def test_a_list_with_mappings_is_edited_without_touching_them() -> None:
    """A keyword is added or taken out, and a mapping beside it keeps its layout and comments."""
    text = dedent(MAPPINGS)
    added = set_list(text, "armoede", "keywords", [*LINES, "bijstand"])
    assert added == text.rstrip("\n") + "\n      - bijstand\n"
    fewer = set_list(text, "armoede", "keywords", [LINES[0], LINES[2], LINES[3]])
    assert "keyword: arm" not in fewer
    assert "- any: [vve, v.v.e.]\n        capitals: true\n" in fewer
    assert book(fewer)[0]["armoede"].keywords == (LINES[0], *LINES[2:])
    gone = set_list(text, "armoede", "keywords", [LINES[1]])
    assert '- keyword: arm\n        not: [arme stakker, "& been"]\n        compounds: false' in gone
    assert "# ook schulden" in gone


def test_a_line_with_options_can_be_added_to_any_list() -> None:
    """Brackets are put in quotes where YAML asks for it."""
    text = "codes:\n- id: a\n  keywords: [vve]\n"
    edited = set_list(text, "a", "keywords", ["vve", LINES[1]])
    assert book(edited)[0]["a"].keywords == ("vve", LINES[1])
