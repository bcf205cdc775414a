"""The static view, the joined script and the widget object: what there is without a front end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import qualcode
from qualcode.coding.keywords import Rule
from qualcode.coding.review import Reading
from qualcode.errors import QualcodeError
from qualcode.project import Project
from qualcode.transcript import Role
from qualcode.widget.assets import module, order, script, style
from qualcode.widget.labels import widget_labels


def test_without_a_front_end_a_static_view_appears(project: Project) -> None:
    """In plain Python the widget is a table of turns with marks and names of codes, and its repr holds no words."""
    project.coder("anna").code("R01", "Dat scheelt.", "vve")
    shown = qualcode.annotate(project, "R01", coder="anna")
    assert repr(shown) == "<Annotator R01: anna, 1 codings>"
    assert (
        repr(qualcode.annotate(project, "R01", coder="anna", blind=True)) == "<Annotator R01: anna, 1 codings, blind>"
    )
    html = shown._repr_mimebundle_()["text/html"]
    assert re.search(r"<mark[^>]*solid[^>]*>Dat scheelt\.</mark>", html)
    assert re.search(r"<mark[^>]*dotted[^>]*>wijkteam</mark>", html)
    assert "Voor- en vroegschoolse educatie" in html
    assert "(suggestie)" in html
    assert shown.static()._repr_html_() == html
    assert repr(shown.static()) == "<Transcript R01: 4 turns, 1 codings>"


def test_the_static_view_tells_whose_a_coding_is(project: Project) -> None:
    """Where others are shown beside, each of their codings bears its coder's name."""
    project.coder("bram").code("R01", "Dat scheelt.", "vve")
    html = qualcode.annotate(project, "R01", coder="anna", others=True).static().to_html()
    assert "Voor- en vroegschoolse educatie (bram)" in html


def test_no_word_of_the_transcript_is_in_the_widgets_state(project: Project) -> None:
    """What a notebook saves of a widget holds no word of a transcript."""
    state = json.dumps(qualcode.annotate(project, "R01", coder="anna").get_state(), default=str)
    assert "wijkteam" not in state
    assert "schotten" not in state


def test_the_script_is_joined_from_its_modules() -> None:
    """Each module comes behind those it imports, no import is left, and no two modules give one name."""
    names = order("widget.js")
    assert names[-1] == "widget.js"
    assert len(names) == len(set(names))
    folder = Path(qualcode.__file__).parent / "widget" / "page"
    assert set(names) | {"types.js"} == {path.name for path in folder.glob("*.js")}
    assert not re.search(r"^\s*import\s", script(), re.MULTILINE)
    assert re.findall(r"^export .*$", script(), re.MULTILINE) == ["export default { render };"]
    given = re.findall(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", script(), re.MULTILINE)
    assert sorted(name for name in set(given) if given.count(name) > 1) == []
    assert "http" not in script()
    assert "url(" not in style()
    assert "innerHTML" not in "".join(map(module, names))


def test_every_label_that_the_page_uses_is_in_the_catalogue() -> None:
    """No key is shown to a coder for want of its words."""
    labels = widget_labels()
    assert {*(f"rule_{rule}" for rule in Rule), *map(str, Reading), *map(str, Role)} - {"unknown"} <= set(labels)
    used = set(re.findall(r"labels\.(\w+)", script())) | set(re.findall(r'fill\([^,]*labels[^,]*, "(\w+)"', script()))
    assert sorted(used - set(labels)) == []


def test_without_anywidget_the_way_out_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "qualcode.widget.notebook", None)
    with pytest.raises(QualcodeError, match=r"pip install 'qualcode\[notebook\]'"):
        qualcode.annotate(project, "R01", coder="anna")


def test_opening_a_study_does_not_load_the_widget() -> None:
    """Jupyter's libraries are loaded when a transcript is annotated, and not before."""
    code = "import sys, qualcode; qualcode.Project; print({'anywidget', 'ipywidgets'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
