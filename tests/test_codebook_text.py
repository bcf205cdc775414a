"""Edits of codebook.yaml: what is asked happens, and everything else stays as people wrote it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import KEYS, Code, Codebook, codebook_from
from qualcode.codebook_text import LIST_KEYS, TEXT_KEYS, add_code, remove_code, scalar, set_list, set_value
from qualcode.errors import QualcodeError, ReadError, UnknownValueError
from qualcode.formats.yaml_text import read_yaml
from qualcode.text import canonical

CODEBOOK = """\
# Codeboek, versie 3.
codes:
  # --- Thema's ---
  - id: vve
    name: "Voor- en vroegschoolse educatie"   # afgekort: vve
    definition: >-
      Peuteropvang of voorschool als voorbereiding
      op de basisschool.
    keywords: ["vve", voorschool*, 'warme overdracht']

  # Nog te splitsen.
  - id: vve.kwaliteit
    parent: vve
    name: Kwaliteit
    keywords:
      # over mensen
      - pedagoog   # ook in groep 1
      - leidster*
    # tot hier

  - id: armoede
    name: Armoede
# einde
"""


def book(text: str) -> Codebook:
    codes, problems = codebook_from(read_yaml(text.encode()).entries("codes"))
    assert not problems
    return codes


def codes_of(text: str) -> tuple[Code, ...]:
    return codebook_from(read_yaml(text.encode()).entries("codes"))[0].codes


def changed(old: str, new: str) -> str:
    """Return `CODEBOOK` with one stretch changed."""
    assert CODEBOOK.count(old) == 1
    return CODEBOOK.replace(old, new)


# Adding codes


def test_a_new_code_stands_behind_its_branch_as_its_neighbours_stand() -> None:
    """A new sub-code comes behind the last of its branch, indented and parted as the codes there are."""
    new = Code("vve.uren", "Uren", "vve", definition="Hoeveel uren: te veel, te weinig.", keywords=("dagdeel", "*uur"))
    entry = """
  - id: vve.uren
    name: Uren
    parent: vve
    definition: 'Hoeveel uren: te veel, te weinig.'
    keywords: [dagdeel, '*uur']
"""
    assert add_code(CODEBOOK, new, after="vve") == changed("    # tot hier\n", "    # tot hier\n" + entry)


def test_a_new_code_comes_last_where_no_place_is_named() -> None:
    """Without a place the code is the last of the list, and what stands below the list stays there."""
    assert add_code(CODEBOOK, Code("taal", "Taal")) == changed("# einde", "\n  - id: taal\n    name: Taal\n# einde")


def test_long_texts_are_folded_and_long_lists_get_a_line_an_item() -> None:
    """A new code is written as people would write it: no line that runs off the page."""
    examples = ("Het kind kwam binnen zonder een woord Nederlands te spreken.", "Na een jaar telde ze: tot twintig!")
    text = add_code("codes:\n- id: vve\n", Code("taal", "Taal", definition="woord " * 30, examples=examples * 2))
    assert max(map(len, text.splitlines())) <= 120
    assert text.count("\n  - Het kind kwam") == 2
    assert "\n  definition: >-\n    woord" in text
    assert book(text)["taal"].examples == examples * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "codes:\n  - id: vve\n    name: Vve\n"),
        ("# Codeboek", "# Codeboek\ncodes:\n  - id: vve\n    name: Vve"),
        ("codes:   # nog leeg\n", "codes:   # nog leeg\n  - id: vve\n    name: Vve\n"),
        ("codes: []  # nog leeg", "codes:  # nog leeg\n  - id: vve\n    name: Vve"),
        ("title: Proef\r\n", "title: Proef\r\ncodes:\r\n  - id: vve\r\n    name: Vve\r\n"),
    ],
)
def test_a_file_without_codes_gets_its_first(text: str, expected: str) -> None:
    """A codebook may begin as an empty file, as an empty list, or as nothing but a comment."""
    assert add_code(text, Code("vve", "Vve")) == expected


# Removing codes


def test_a_code_goes_with_its_own_comments_and_no_others() -> None:
    """The comments above and in an entry go with it; those of its neighbours and of the file stay."""
    start, end = CODEBOOK.index("\n\n  # Nog te splitsen."), CODEBOOK.index("\n\n  - id: armoede")
    assert remove_code(CODEBOOK, "vve.kwaliteit") == CODEBOOK[:start] + CODEBOOK[end:]


def test_the_comment_at_the_top_of_the_file_outlives_the_first_code() -> None:
    """What is said of the whole codebook is not said of its first code."""
    text = remove_code("# Codeboek\n\ncodes:\n- id: vve\n- id: taal\n  name: Taal\n", "vve")
    assert text == "# Codeboek\n\ncodes:\n- id: taal\n  name: Taal\n"


def test_the_last_code_leaves_a_list_that_can_be_filled_again() -> None:
    """Removing the only code and adding it again gives the same file."""
    text = "codes:\n  - id: vve\n    name: Vve"
    assert remove_code(text, "vve") == "codes:"
    assert add_code(remove_code(text, "vve"), Code("vve", "Vve")) == text


# Texts


@pytest.mark.parametrize(
    ("code", "key", "value", "old", "new"),
    [
        ("vve", "name", "Vve", '"Voor- en vroegschoolse educatie"   #', "Vve   #"),
        ("vve", "name", "let op: vve", '"Voor- en vroegschoolse educatie"   #', "'let op: vve'   #"),
        (
            "vve",
            "name",
            "Vve\n\nen meer",
            '"Voor- en vroegschoolse educatie"   # afgekort: vve\n',
            "|-   # afgekort: vve\n      Vve\n\n      en meer\n",
        ),
        (
            "vve",
            "definition",
            "Alles voor groep 3.",
            "Peuteropvang of voorschool als voorbereiding\n      op de basisschool.\n",
            "Alles voor groep 3.\n",
        ),
        ("vve.kwaliteit", "id", "kwaliteit", "id: vve.kwaliteit", "id: kwaliteit"),
        ("vve.kwaliteit", "parent", "armoede", "parent: vve", "parent: armoede"),
        ("vve.kwaliteit", "parent", None, "    parent: vve\n", ""),
        ("vve.kwaliteit", "definition", "Goed.", "name: Kwaliteit\n", "name: Kwaliteit\n    definition: Goed.\n"),
        ("armoede", "parent", "vve", "name: Armoede\n", "name: Armoede\n    parent: vve\n"),
        ("armoede", "name", "Armoede", "name: Armoede", "name: Armoede"),
    ],
)
def test_a_text_is_changed_where_it_stands(code: str, key: str, value: str | None, old: str, new: str) -> None:
    """Only the value's own letters change; the comment on its line and the way it was folded stay."""
    assert set_value(CODEBOOK, code, key, value) == changed(old, new)


def test_an_empty_value_is_filled_in() -> None:
    """A key that was written down to be filled in later is filled in on its line."""
    text = "codes:\n  - id: vve\n    definition:  # volgt\n    include:\n      Uren.\n"
    text = set_value(set_value(text, "vve", "definition", "Zo."), "vve", "include", "Dagdelen.")
    assert text == "codes:\n  - id: vve\n    definition: Zo.  # volgt\n    include:\n      Dagdelen.\n"


def test_the_comment_behind_a_removed_value_stays() -> None:
    """Taking a key away does not take away what somebody noted behind it."""
    text = "codes:\n  - id: vve\n    definition: > # bron: de wet\n      Lang.\n    name: Vve\n"
    assert set_value(text, "vve", "definition", None) == "codes:\n  - id: vve\n    # bron: de wet\n    name: Vve\n"
    assert set_value(text, "vve", "definition", "Kort.") == text.replace("> #", ">- #").replace("Lang", "Kort")


def test_the_first_key_of_an_entry_can_go() -> None:
    """An entry that begins with its name keeps its dash when the name goes, and what was noted there."""
    text = "codes:\n- name: Vve # kort\n  id: vve\n"
    assert set_value(text, "vve", "name", None) == "codes:\n# kort\n- id: vve\n"


# Lists


@pytest.mark.parametrize(
    ("code", "key", "values", "old", "new"),
    [
        ("vve", "keywords", ["vve", "voorschool*", "warme overdracht", "a, b"], "overdracht']", "overdracht', 'a, b']"),
        (
            "vve",
            "keywords",
            ["voorschool*", "vve"],
            "[\"vve\", voorschool*, 'warme overdracht']",
            '[voorschool*, "vve"]',
        ),
        ("vve", "keywords", [], "    keywords: [\"vve\", voorschool*, 'warme overdracht']\n", ""),
        ("vve", "formerly", ["voorschool"], "overdracht']\n", "overdracht']\n    formerly: [voorschool]\n"),
        (
            "vve.kwaliteit",
            "keywords",
            ["pedagoog", "leidster*", "*goed"],
            "leidster*\n",
            "leidster*\n      - '*goed'\n",
        ),
        (
            "vve.kwaliteit",
            "keywords",
            ["leidster*"],
            "      - pedagoog   # ook in groep 1\n",
            "      # ook in groep 1\n",
        ),
        (
            "vve.kwaliteit",
            "keywords",
            ["leidster*", "pedagoog"],
            "      # over mensen\n      - pedagoog   # ook in groep 1\n      - leidster*\n",
            "      - leidster*\n      # over mensen\n      - pedagoog   # ook in groep 1\n",
        ),
        (
            "armoede",
            "examples",
            ["Rood: staan.", " "],
            "name: Armoede\n",
            "name: Armoede\n    examples: ['Rood: staan.']\n",
        ),
    ],
)
def test_items_that_stay_keep_how_they_are_written(code: str, key: str, values: list[str], old: str, new: str) -> None:
    """A list stays in brackets or on lines as it was; kept items keep quotes and comments, and no comment goes."""
    assert set_list(CODEBOOK, code, key, values) == changed(old, new)


def test_a_list_wrapped_over_lines_stays_wrapped() -> None:
    """Adding one keyword to a wrapped list changes one line."""
    text = "codes:\n- id: vve\n  keywords: [ vve,\n    peuter, kleuter,  # jong\n    groep 1,\n  ]\n"
    values = ["vve", "peuter", "kleuter", "groep 1", "groep 2"]
    assert set_list(text, "vve", "keywords", values) == text.replace("groep 1,", "groep 1, groep 2,")


def test_keywords_that_were_one_text_become_a_list() -> None:
    """'keywords: a, b' is understood, and is a list once it is changed."""
    text = "codes:\n- id: vve\n  keywords: peuter, kleuter # jong\n"
    assert set_list(text, "vve", "keywords", ["peuter"]) == "codes:\n- id: vve\n  keywords: [peuter] # jong\n"


# Files with faults


def test_what_is_no_code_stays_and_does_not_hinder() -> None:
    """Entries that are not read as codes stay as they are while the code between them is changed."""
    text = "codes:\n- vve\n-\n- id: [a]\n- {id: taal}\n- id: vve\n  kleur: rood\n- id: [b]\n- name: Geen id\n"
    added = add_code(text, Code("uren", "Uren"), after="vve")
    assert added == text.replace("rood\n", "rood\n- id: uren\n  name: Uren\n")
    assert remove_code(set_value(added, "uren", "name", "Tijd"), "uren") == text
    assert remove_code(text, "taal") == text.replace("- {id: taal}\n", "")


# What is refused


@pytest.mark.parametrize(
    ("text", "edit", "place"),
    [
        ("codes: [{id: vve}]", lambda text: add_code(text, Code("taal", "Taal")), "line 1: 'codes'"),
        ("codes: vve", lambda text: add_code(text, Code("taal", "Taal")), "line 1: 'codes'"),
        (
            "codes:\n- {id: vve,\n   name: Vve}",
            lambda text: set_value(text, "vve", "name", "V"),
            "line 3: 'name' of the",
        ),
        (
            "codes:\n- id: vve\n  keywords: [a, # eerst\n    b]",
            lambda text: set_list(text, "vve", "keywords", ["a"]),
            "line 3: 'keywords' of the code 'vve'",
        ),
        (
            "codes:\n- id: vve\n  ? name\n  : Vve",
            lambda text: set_value(text, "vve", "name", None),
            "line 3: 'name' of the code 'vve'",
        ),
    ],
)
def test_what_cannot_be_cut_cleanly_is_left_to_a_person(text: str, edit: Callable[[str], str], place: str) -> None:
    """Where an edit would lose a comment or mean something else, the place is named and nothing is changed."""
    with pytest.raises(QualcodeError, match="Make this change by hand") as caught:
        edit(text)
    assert str(caught.value).startswith(f"codebook.yaml, {place}")


@pytest.mark.parametrize(
    "edit",
    [
        lambda: add_code(CODEBOOK, Code("taal", "Taal"), after="armoed"),
        lambda: add_code(CODEBOOK, Code("taal", "Taal", parent="armoed")),
        lambda: remove_code(CODEBOOK, "armoed"),
        lambda: set_value(CODEBOOK, "armoed", "name", "Arm"),
        lambda: set_value(CODEBOOK, "vve", "parent", "armoed"),
        lambda: set_list(CODEBOOK, "armoed", "keywords", ["arm"]),
    ],
)
def test_a_misspelt_id_is_answered_with_the_one_that_was_meant(edit: Callable[[], str]) -> None:
    """Who types 'armoed' is asked whether 'armoede' was meant."""
    with pytest.raises(UnknownValueError, match="Did you mean 'armoede'"):
        edit()


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda: add_code(CODEBOOK, Code("vve", "Vve")), "There is a code 'vve' already"),
        (lambda: add_code(CODEBOOK, Code(" ", "Vve")), "A code needs an id"),
        (lambda: set_value(CODEBOOK, "vve", "id", "armoede"), "There is a code 'armoede' already"),
        (lambda: set_value(CODEBOOK, "vve", "id", None), "A code needs an id"),
        (lambda: set_value(CODEBOOK, "vve", "parent", "vve.kwaliteit"), "own ancestor"),
        (lambda: set_value(CODEBOOK, "vve", "keyword", "a"), "Unknown key 'keyword'"),
        (lambda: set_value(CODEBOOK, "vve", "keywords", "a"), "Unknown key 'keywords'"),
        (lambda: set_list(CODEBOOK, "vve", "name", ["a"]), "Unknown key 'name'"),
    ],
)
def test_what_no_codebook_can_be_is_refused(edit: Callable[[], str], reason: str) -> None:
    """Two codes with one id, a code without one, a code above itself and unknown keys are refused with the reason."""
    with pytest.raises(QualcodeError, match=re.escape(reason)):
        edit()


def test_a_file_that_is_not_valid_is_refused_with_its_line() -> None:
    """A slip in the YAML is told with its line before anything is edited."""
    with pytest.raises(ReadError, match="not valid YAML") as caught:
        remove_code("codes:\n  - id: vve\n    name: let op: dit\n", "vve")
    assert caught.value.problem.line == 3


def test_a_keyword_changes_one_line_of_the_example_codebook(example_folder: Path) -> None:
    """In the codebook of the example study an added keyword is one changed line."""
    text = (example_folder / "codebook.yaml").read_text(encoding="utf-8")
    keywords = book(text)["segregatie"].keywords
    edited = set_list(text, "segregatie", "keywords", [*keywords, "witte vlucht"])
    assert book(edited)["segregatie"].keywords == (*keywords, "witte vlucht")
    differing = [new for old, new in zip(text.splitlines(), edited.splitlines(), strict=True) if old != new]
    assert len(differing) == 1


# Laws

IDS = ("vve", "vve.kwaliteit", "armoede", "taal", "taal.thuis", "ouders")
NOTE = "# opmerking {}: 'zo', - [x]"
TEXTS = st.one_of(
    st.sampled_from(
        ['Ja, zo\'n kind: "fijn"', "*school", "- a", "# b", "[c]", "{d", "é 😀", "null", "12", "woord " * 40]
    ),
    st.text("ab:#-*'\"[]{},&!|>%@`?=\\ \t\n\u00a0\u2028é", max_size=12),
).map(lambda text: canonical(text).strip())
LISTS = st.lists(TEXTS.filter(bool), max_size=3).map(tuple)


@st.composite
def some_code(draw: st.DrawFn, code_id: str, parent: str | None) -> Code:
    name, *texts = [draw(TEXTS) for _ in range(4)]
    return Code(code_id, name or code_id, parent, *texts, *[draw(LISTS) for _ in range(3)])  # type: ignore[arg-type]


@st.composite
def some_codes(draw: st.DrawFn) -> tuple[Code, ...]:
    codes: list[Code] = []
    for code_id in draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=4)):
        parent = draw(st.sampled_from([None, *(code.id for code in codes)]))
        codes.append(draw(some_code(code_id, parent)))
    return tuple(codes)


class Layout:
    """A codebook as some person may have written it: what stands above its entries, the entries, what is below."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw, self._notes = draw, 0
        self.codes = draw(some_codes())
        self._column, self._step, self._offset = self._any(0, 2, 3), self._any(2, 4), self._any(0, 2)
        top = self._any("", "\ufeff") + self._any("", "---\n", f"{self._note()}\n\n") + "codes:" + self._tail()
        end = self._any("", "\n", f"\n\n{self._note()}\n", "\ntitle: Proef\n")
        line_end = self._any("\n", "\r\n")
        self.parts = [part.replace("\n", line_end) for part in (top, *(self._entry(code) for code in self.codes), end)]

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def _any(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _note(self) -> str:
        self._notes += 1
        return NOTE.format(self._notes)

    def _tail(self) -> str:
        return f"  {self._note()}" * int(self._any(0, 0, 1))

    def _entry(self, code: Code) -> str:
        dash, indentation = " " * self._column + "-".ljust(self._step), " " * (self._column + self._step)
        keys = [key for key in KEYS if getattr(code, key)]
        keys = self._draw(st.permutations(keys)) if self._any(True, False) else keys  # noqa: FBT003 -- drawn
        lines = [] if code == self.codes[0] else [""] * self._any(0, 1, 2)
        lines += [" " * self._column + self._note()] * self._any(0, 0, 1)
        for key in keys:
            lines.append((dash if key == keys[0] else indentation) + self._pair(key, getattr(code, key), indentation))
            lines += [indentation + self._note()] * self._any(0, 0, 0, 1)
        lines += [f"{indentation}kleur: rood"] * self._any(0, 0, 1)
        return "".join(f"\n{line}" for line in lines)

    def _pair(self, key: str, value: str | tuple[str, ...], indentation: str) -> str:
        if isinstance(value, tuple):
            return f"{key}:{self._list(value, indentation)}"
        return f"{key}:{self._text(value, f'{indentation}  ')}"

    def _text(self, text: str, indentation: str) -> str:
        lines, tail = text.split("\n"), self._tail()
        words = text.split(" ")
        styles = [f" {self._quoted(text)}{tail}", f"\n{indentation}{self._quoted(text)}{tail}"]
        if all(line.isprintable() for line in lines):
            styles.append(f" |-{tail}" + "".join(f"\n{indentation}{line}" if line else "\n" for line in lines))
        if all(word and word.isprintable() for word in words):
            styles.append(f" >{tail}" + "".join(f"\n{indentation}{word}" for word in words))
        return str(self._any(*styles))

    def _quoted(self, text: str) -> str:
        styles = [json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028")]
        if text.isprintable():
            styles.append("'" + text.replace("'", "''") + "'")
        if re.fullmatch(r"\w+( \w+)*", text):
            styles.append(text)
        return str(self._any(*styles))

    def _list(self, items: tuple[str, ...], indentation: str) -> str:
        quoted = [self._quoted(item) for item in items]
        wrapped = f"[\n{indentation}  " + f",\n{indentation}  ".join(quoted) + f"\n{indentation}  ]"
        dashed = self._tail()
        for item in quoted:
            dash = f"\n{indentation}{' ' * self._offset}"
            dashed += f"{dash}{self._note()}" * self._any(0, 0, 1) + f"{dash}- {item}{self._tail()}"
        return str(
            self._any(f" [{', '.join(quoted)}]{self._tail()}", f" {wrapped}", f"\n{indentation}  {wrapped}", dashed)
        )


LAYOUTS = st.composite(Layout)()


def as_read(codes: Sequence[Code]) -> tuple[Code, ...]:
    """Return the codes as they are read: one below a code that is not there is a theme."""
    ids = [code.id for code in codes]
    return tuple(replace(code, parent=code.parent if code.parent in ids else None) for code in codes)


def notes_in(*texts: str) -> list[str]:
    return sorted(re.findall(re.escape(NOTE).replace(r"\{\}", r"\d+"), "".join(texts)))


def stays_around(layout: Layout, text: str, first: int, last: int) -> bool:
    """Tell whether in `text` the parts of the layout before `first` and from `last` on are as they were."""
    return text.startswith("".join(layout.parts[:first])) and text.endswith("".join(layout.parts[last:]))


@given(LAYOUTS, st.data())
def test_adding_adds_and_removing_it_again_gives_the_same_file(layout: Layout, data: st.DataObject) -> None:
    """A new code is read as it was asked, nothing else changes, and without it the file is what it was."""
    codes = layout.codes
    after = data.draw(st.sampled_from([None, *(code.id for code in codes)]))
    new = data.draw(some_code("nieuw", data.draw(st.sampled_from([None, *(code.id for code in codes)]))))
    text = add_code(layout.text, new, after)
    at = next(at for at, code in enumerate(codes_of(text)) if code.id == "nieuw")
    assert codes_of(text) == (*codes[:at], new, *codes[at:])
    assert stays_around(layout, text, at + 1, at + 1)
    assert notes_in(text) == notes_in(layout.text)
    assert remove_code(text, "nieuw") == layout.text


@given(LAYOUTS, st.data())
def test_removing_takes_one_entry_with_its_notes(layout: Layout, data: st.DataObject) -> None:
    """Only the lines of the removed code are gone, with the notes at them."""
    at = data.draw(st.integers(0, len(layout.codes) - 1))
    text = remove_code(layout.text, layout.codes[at].id)
    assert text == "".join((*layout.parts[: at + 1], *layout.parts[at + 2 :]))
    assert codes_of(text) == as_read((*layout.codes[:at], *layout.codes[at + 1 :]))


@given(LAYOUTS, st.data())
def test_another_text_is_read_and_can_be_set_back(layout: Layout, data: st.DataObject) -> None:
    """Whatever text is set under whatever key, only that changes, no note is lost, and the old text can come back."""
    at, key = data.draw(st.integers(0, len(layout.codes) - 1)), data.draw(st.sampled_from(TEXT_KEYS))
    code = layout.codes[at]
    if key == "id":
        value: str | None = "nieuw"
    elif key == "parent":
        below = [other.id for other in layout.codes if code.id in Codebook(layout.codes).line_of(other.id)]
        value = data.draw(st.sampled_from([None, *(other.id for other in layout.codes if other.id not in below)]))
    else:
        value = data.draw(st.none() | TEXTS)
    text = set_value(layout.text, code.id, key, value)
    unset = {"name": code.id, "parent": None}.get(key, "")
    wanted = replace(code, **{key: value or unset})  # type: ignore[arg-type]
    assert codes_of(text) == as_read((*layout.codes[:at], wanted, *layout.codes[at + 1 :]))
    assert stays_around(layout, text, at + 1, at + 2)
    assert notes_in(text) == notes_in(layout.text)
    back = set_value(text, wanted.id, key, getattr(code, key))
    assert codes_of(back) == layout.codes
    assert notes_in(back) == notes_in(layout.text)


@given(LAYOUTS, st.data())
def test_another_list_is_read_and_can_be_set_back(layout: Layout, data: st.DataObject) -> None:
    """Whatever items are set, kept, moved or taken away, only that list changes and no note is lost."""
    at, key = data.draw(st.integers(0, len(layout.codes) - 1)), data.draw(st.sampled_from(LIST_KEYS))
    code = layout.codes[at]
    kept = data.draw(st.permutations(getattr(code, key)))[: data.draw(st.integers(0, 3))]
    values = data.draw(st.permutations([*kept, *data.draw(LISTS)]))
    text = set_list(layout.text, code.id, key, values)
    wanted = replace(code, **{key: tuple(values)})  # type: ignore[arg-type]
    assert codes_of(text) == (*layout.codes[:at], wanted, *layout.codes[at + 1 :])
    assert stays_around(layout, text, at + 1, at + 2)
    assert notes_in(text) == notes_in(layout.text)
    assert codes_of(set_list(text, code.id, key, getattr(code, key))) == layout.codes


# Where a mark follows an escape (`\\n` and an acute accent), composing the letters of the file takes the n as its letter.
@given(st.text().filter(lambda text: not any(map(unicodedata.combining, text))), st.booleans())
def test_every_text_comes_back_from_its_quotes(value: str, flow: bool) -> None:  # noqa: FBT001 -- drawn
    """Whatever stands in a text, what is written for it is one line that is read as that text."""
    value = canonical(value)
    written = scalar(value, flow=flow)
    assert not re.search("[\n\x85\u2028\u2029]", written)
    read = read_yaml((f"k: [a, {written}, b]" if flow else f"k: {written}").encode()).values["k"]
    assert read == (["a", value, "b"] if flow else value)
