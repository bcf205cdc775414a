"""``qualcode.annotate``: a transcript to read and code in the notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError
from qualcode.project import Project
from qualcode.widget.session import Session

if TYPE_CHECKING:
    from qualcode.widget.notebook import Annotator


def annotate(
    project: Project,
    transcript: str,
    *,
    coder: str,
    blind: bool = False,
    others: bool | Iterable[str] = False,
    language: str | None = None,
) -> Annotator:
    """Show a transcript to read, code and review; every act is in the coder's journal before it is called saved.

    With `blind` neither suggestions nor other coders are shown; `others` are coders whose codings
    are shown too, or True for all of them. Labels are in `language`, by default that of the settings.
    Raises `UnknownValueError` for an unknown transcript, coder or language, and `QualcodeError` where
    the extra ``notebook`` is not installed.

    >>> qualcode.annotate(project, "R03", coder="anna")  # doctest: +SKIP
    """
    try:
        from qualcode.widget.notebook import Annotator
    except ImportError as error:
        raise QualcodeError(
            "The widget needs anywidget, which is not installed: python -m pip install 'qualcode[notebook]'."
        ) from error
    return Annotator(Session(project, transcript, coder=coder, blind=blind, others=others, language=language))
