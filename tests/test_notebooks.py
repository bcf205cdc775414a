"""The notebooks, run as a researcher runs them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
if not NOTEBOOKS:
    pytest.skip("notebooks/ is in the repository only", allow_module_level=True)
STUDY = ("codebook.yaml", "qualcode.toml", "guide", "interviews", "notebooks", "codings")
# Not typed by its makers.
read: Any = nbformat.read
each_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


@pytest.fixture
def study(tmp_path: Path, example_folder: Path) -> Path:
    """Return a copy of the example study, so that a notebook may write into it."""
    for name in STUDY:
        source = example_folder / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        elif source.exists():
            shutil.copy(source, tmp_path / name)
    return tmp_path


@each_notebook
def test_a_notebook_runs_from_start_to_end(name: str, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the cells one by one meets no error, and every cell was run."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = read(study / "notebooks" / name, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(study / "notebooks")}}
    )
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert any(cell.outputs for cell in cells)


@each_notebook
def test_a_notebook_is_stored_without_outputs(name: str) -> None:
    """What a notebook shows is made by whoever runs it; no result of anybody else's machine is stored in it."""
    notebook = read(ROOT / "notebooks" / name, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count is not None] == []
