"""The widget itself: a session behind an anywidget, that carries messages to and fro.

The words of the transcript go to the page as a message and never into the widget's state, so that no
notebook saves them.
"""

from __future__ import annotations

import weakref
from contextlib import suppress
from time import monotonic
from typing import Any

import anywidget

from qualcode.widget.assets import script, style
from qualcode.widget.session import Session
from qualcode.widget.static import StaticView
from qualcode.widget.view import codebook_view

# So many seconds after it was last heard of a page is still told what cells do.
_IN_USE = 600


class Annotator(anywidget.AnyWidget):
    """A transcript on which a coder works, in Jupyter or marimo; elsewhere it shows itself as a static view."""

    _esm = script()
    _css = style()

    def __init__(self, session: Session) -> None:
        """Take a session."""
        super().__init__()
        self.session = session
        self.on_msg(_answer)
        _tell_after_each_cell(self)

    def static(self) -> StaticView:
        """Return what it shows as HTML without a script; it holds the words of the transcript."""
        desk, name = self.session.desk, self.session.start
        codes = {code["id"]: code for code in codebook_view(desk.codebook)}
        return StaticView(desk.project.transcripts[name], desk.items(name), codes, self.session.words)

    def tell(self) -> None:
        """Send pages what was written by others since."""
        for answer in self.session.changes():
            self.send(answer)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if type(self.comm).__name__ == "DummyComm":
            # Nobody is at the other end: plain Python, or a notebook's cells in a program.
            return {"text/plain": repr(self), "text/html": self.static().to_html()}
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = repr(self)
        return bundle

    def __repr__(self) -> str:
        desk, name = self.session.desk, self.session.start
        blind = ", blind" if desk.blind else ""
        return f"<Annotator {name}: {desk.coder.name}, {len(desk.placed(name))} codings{blind}>"


def _answer(widget: Annotator, message: object, _buffers: object) -> None:
    for answer in widget.session.handle(message):
        widget.send(answer)


def _tell_after_each_cell(widget: Annotator) -> None:
    """Let a cell that codes from Python show at once in the widgets that are open."""
    with suppress(ImportError):
        from IPython import get_ipython

        shell = get_ipython()
        if shell is not None:
            known = weakref.ref(widget)

            def told(*_result: object) -> None:
                alive = known()
                # A page that was not heard of for long asks by itself when somebody comes back to it.
                if alive is not None and alive.comm is not None and monotonic() - alive.session.heard < _IN_USE:
                    alive.tell()

            shell.events.register("post_run_cell", told)
