"""Servers of notebooks on this machine, in a home that is thrown away, and the few verbs that tests need."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Page

import qualcode
from tests.widget.harness import Verbs

# Not typed by its makers.
make: Any = nbformat.v4
write: Any = nbformat.write
SHOW = 'import qualcode as qc\nproject = qc.open("{study}")\nw = qc.annotate(project, "{transcript}", coder="anna"{options})'
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], home: Path, ready: str) -> Iterator[None]:
    """Run a server until the block ends; it is up when it answers at `ready`."""
    config = home / "config"
    (config / "labconfig").mkdir(parents=True)
    # No news over the notebook, and no call to the outside; what widgets hold is saved, to see that it is no text.
    quiet = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(quiet))
    saving = home / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    saving.mkdir(parents=True)
    (saving / "plugin.jupyterlab-settings").write_text('{"saveState": true}')
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "run"),
        "IPYTHONDIR": str(home / "ipython"),
        "XDG_CONFIG_HOME": str(home / "xdg"),
        "XDG_STATE_HOME": str(home / "xdg"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "PYTHONPATH": str(Path(qualcode.__file__).parents[1]),
    }
    log = home / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, stdout=output, stderr=output, cwd=home
        )
    try:
        _wait(server, ready, log)
        yield
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)
        server.kill()


def _wait(server: subprocess.Popen[bytes], ready: str, log: Path) -> None:
    until = time.monotonic() + 90
    while True:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(ready, timeout=1).read()  # noqa: S310 - on this machine
            return
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(log.read_text()[-3000:])
        time.sleep(0.1)


def jupyter(application: str, port: int, folder: Path) -> list[str]:
    """Return the command of JupyterLab ("jupyterlab") or Notebook ("notebook") on a folder."""
    exposed = {"jupyterlab": "LabApp", "notebook": "JupyterNotebookApp"}[application]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder,
        "ServerApp.terminals_enabled": False,
        "IdentityProvider.token": "",
        "LabApp.extension_manager": "readonly",
        f"{exposed}.expose_app_in_browser": True,
    }
    return [application, "--no-browser", "--allow-root", *(f"--{name}={value}" for name, value in options.items())]


class Notebook(Verbs):
    """A notebook in a browser, by Jupyter's own commands instead of clicks in its menus."""

    def __init__(self, page: Page, url: str, name: str) -> None:
        """Open a notebook, and wait for its kernel."""
        super().__init__(page)
        page.goto(f"{url}{name}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle."""
        idle = f"() => {KERNEL.replace('.', '?.')}?.status === 'idle'"
        self.page.wait_for_function(idle, timeout=60_000)

    def command(self, name: str) -> None:
        """Run one of Jupyter's commands."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name, {}).then(() => null)", name)

    def run_all(self) -> None:
        """Run all cells, and wait for the transcript."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_selector(".qc-turn", timeout=60_000)

    def save(self) -> None:
        """Save the notebook."""
        self.command("docmanager:save")

    def restart(self) -> None:
        """Restart the kernel."""
        self.page.evaluate(f"() => {KERNEL}.restart()")
        self.wait_for_kernel()

    def python(self, code: str) -> str:
        """Run code in the kernel as a cell would, and return what it prints."""
        told: str = self.page.evaluate(
            """async ([code, kernel]) => {
              const future = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
                .requestExecute({ code, store_history: false });
              let out = "";
              future.onIOPub = ({ header, content }) => {
                if (header.msg_type === "stream") out += content.text;
                if (header.msg_type === "error") out += content.traceback.join("\\n");
              };
              await future.done;
              return out;
            }""",
            [code, KERNEL],
        )
        return told

    def cells(self) -> list[str]:
        """Return the kinds and sources of the cells."""
        cells: list[str] = self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.widgets
              .map((cell) => `${cell.model.type}: ${cell.model.sharedModel.getSource()}`)"""
        )
        return cells

    def shown(self, words: str) -> list[str]:
        """Return the HTML that the cells with these words in their source show, also of those that are out of sight."""
        found: list[str] = self.page.evaluate(
            """words => window.jupyterapp.shell.currentWidget.content.widgets
              .filter((cell) => cell.model.type === "code" && cell.model.sharedModel.getSource().includes(words))
              .flatMap((cell) => cell.model.outputs.toJSON()).map((one) => [one.data?.["text/html"] ?? ""].flat().join(""))""",
            words,
        )
        return found


def notebook_file(path: Path, study: Path, options: str = "", transcript: str = "R01") -> Path:
    """Write a notebook that annotates a transcript of a study."""
    notebook = make.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    show = SHOW.format(study=study.as_posix(), options=options, transcript=transcript)
    notebook.cells = [make.new_code_cell(show, id="setup"), make.new_code_cell("w", id="show")]
    write(notebook, path)
    return path
