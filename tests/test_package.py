"""The package as a whole: what it offers, how quickly it starts, what a release holds."""

from __future__ import annotations

import ast
import builtins
import inspect
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import qualcode
from qualcode.errors import QualcodeError
from qualcode.formats import FORMATS, Format, Options, Reading
from qualcode.project import open_study
from qualcode.transcript import Turn
from tests.conftest import ROOT, StudyMaker

PACKAGE = Path(inspect.getfile(qualcode)).parent
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
SLOW = {"pandas", "numpy", "spacy", "openpyxl", "lxml", "docx", "simplemma", "yaml"}
each_module = pytest.mark.parametrize("module", MODULES)


def test_importing_the_package_is_quick() -> None:
    """`import qualcode` loads none of the large libraries; each is loaded when it is first needed."""
    script = "import sys, json, qualcode; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    loaded = set(json.loads(run.stdout))
    assert "qualcode" in loaded
    assert loaded & SLOW == set()


def test_showing_the_help_is_quick() -> None:
    """`qualcode --help` and a mistyped command do not wait for the large libraries either."""
    script = "import sys, json, qualcode.cli; qualcode.cli.parser(); print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    assert set(json.loads(run.stdout)) & SLOW == set()


def test_what_is_offered_is_what_can_be_had() -> None:
    """`__all__`, `dir()`, the lazy table and what editors are told name the same things, in one order."""
    assert qualcode.__all__ == sorted(qualcode.__all__, key=_isort_key)
    assert dir(qualcode) == sorted(qualcode.__all__)
    assert set(qualcode._PLACES) == set(qualcode.__all__)
    assert _type_checked_names() == set(qualcode.__all__)


def _isort_key(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def _type_checked_names() -> set[str]:
    tree = ast.parse(MODULES["__init__.py"].read_text(encoding="utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {name.asname or name.name for node in imports for name in node.names}


@pytest.mark.parametrize("name", qualcode.__all__)
def test_every_name_that_is_offered_resolves(name: str) -> None:
    """Everything in `__all__` can be used, and is the thing of that name."""
    item = getattr(qualcode, name)
    if name != "FORMATS":
        assert item.__name__ == {"open": "open_study"}.get(name, name)
        assert item.__module__.endswith(qualcode._PLACES[name]) or name in ("Format", "Reading")
    assert item is not getattr(builtins, name, None)


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    """A typing error in `qualcode.opne` is told as Python tells it everywhere."""
    with pytest.raises(AttributeError, match="module 'qualcode' has no attribute 'opne'"):
        _ = qualcode.opne


def test_every_exception_is_offered() -> None:
    """Whoever catches an error of the package finds its class in `qualcode`."""
    assert {item.__name__ for item in QualcodeError.__subclasses__()} < set(qualcode.__all__)


def test_a_format_of_ones_own_is_one_entry_in_the_table(make_study: StudyMaker) -> None:
    """A researcher adds a format of their own with one `Format`, and everything works on its transcripts."""

    def read_shouted(data: bytes, options: Options) -> Reading:
        assert options.labels == frozenset()
        text = data.decode().lower()
        return Reading(text, (Turn(0, len(text), "R"),))

    mine = Format("hoofdletters", (".luid",), read_shouted)
    folder = make_study({"interviews/R01.txt": None, "interviews/R01.LUID": "HET WIJKTEAM HELPT."})
    assert [problem.path for problem in open_study(folder).problems] == ["interviews/R01.LUID"]
    project = open_study(folder, formats=(*FORMATS, mine))
    assert project.problems == ()
    assert project.transcripts["R01"].text == "het wijkteam helpt."
    assert project.matrix()["integrale_aanpak", "R01"].frame["quote"].tolist() == ["het wijkteam helpt."]


def test_no_two_formats_claim_one_suffix() -> None:
    """Which reader takes a file does not depend on the order of the table."""
    suffixes = [suffix for item in FORMATS for suffix in item.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.casefold() for suffix in suffixes)


def test_a_release_holds_no_interview() -> None:
    """What goes into a release is listed by name, and nothing of a study is in that list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = settings["tool"]["hatch"]["build"]["targets"]
    assert set(targets) == {"sdist", "wheel"}
    assert set(targets["sdist"]) == {"only-include"}
    parts = {"qualcode", "tests", "benchmarks", "docs"}
    texts = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml"}
    assert set(targets["sdist"]["only-include"]) <= parts | texts
    assert targets["wheel"] == {"packages": ["qualcode"]}


@pytest.mark.parametrize("part", ["qualcode", "tests", "benchmarks", "docs"])
def test_no_folder_of_a_release_holds_a_transcript(part: str) -> None:
    """No Word file, caption or table of respondents lies in a folder that goes into a release."""
    if not (ROOT / part).is_dir():
        pytest.skip(f"{part}/ is in the repository only")
    suffixes = {suffix for item in FORMATS for suffix in item.suffixes} - {".txt", ".md"}
    found = [path for path in (ROOT / part).rglob("*") if path.suffix in suffixes or path.stem == "respondents"]
    assert [path for path in found if path.name != "respondents.py"] == []


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Yield the public functions and classes of a module, and the public methods of its classes."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        yield node.name, node
        is_protocol = isinstance(node, ast.ClassDef) and "Protocol" in [ast.unparse(base) for base in node.bases]
        for item in node.body if isinstance(node, ast.ClassDef) and not is_protocol else ():
            if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
                yield f"{node.name}.{item.name}", item


@each_module
def test_everything_public_is_explained(module: str) -> None:
    """Every module, public function, class and method of the package has a docstring."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert [name for name, node in _public(tree) if not ast.get_docstring(node)] == []


@each_module
def test_everything_public_is_typed(module: str) -> None:
    """Every public function and method of the package says what it takes and returns."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    functions = [(name, node) for name, node in _public(tree) if isinstance(node, ast.FunctionDef)]
    assert [name for name, node in functions if node.returns is None or not _is_typed(node)] == []


def _is_typed(function: ast.FunctionDef) -> bool:
    taken = function.args
    named = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, *filter(None, (taken.vararg, taken.kwarg))]
    return all(argument.annotation for argument in named if argument.arg not in ("self", "cls"))


@each_module
def test_no_module_reaches_into_another(module: str) -> None:
    """What is private to a module of the package is used there only, so that it can be changed there."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    own = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and _is_own(node)]
    names = [name for node in own for name in node.names]
    assert [name.name for name in names if name.name.startswith("_")] == []
    reached = [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.startswith("_")
    ]
    imported = {name.asname or name.name for name in names}
    assert [name for name in reached if name.split(".")[0] in imported] == []


def _is_own(node: ast.ImportFrom) -> bool:
    return (node.module or "").split(".")[0] == "qualcode"
