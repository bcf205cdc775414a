"""Qualitative analysis of Dutch interviews, in Jupyter.

>>> import qualcode as qc
>>> project = qc.open(".")                                       # doctest: +SKIP
>>> project.matrix()                                             # doctest: +SKIP
<Matrix: 8 themes × 16 respondents, named, trefwoordtreffers, niet beoordeeld>

Everything is imported at its first use, so that ``import qualcode`` itself is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.codebook import Code, Codebook
    from qualcode.errors import (
        KeywordError,
        Problem,
        QualcodeError,
        ReadError,
        StudyError,
        UnknownValueError,
        WriteError,
    )
    from qualcode.formats import FORMATS, Format, Reading
    from qualcode.guide import InterviewGuide
    from qualcode.new_study import init, speakers
    from qualcode.project import Project
    from qualcode.project import open_study as open
    from qualcode.respondents import Respondent, Respondents
    from qualcode.transcript import Transcript, Turn
    from qualcode.views import Matrix, Quotes
    from qualcode.widget.show import annotate

_PLACES = {
    "FORMATS": "formats",
    "Code": "codebook",
    "Codebook": "codebook",
    "Format": "formats",
    "InterviewGuide": "guide",
    "KeywordError": "errors",
    "Matrix": "views",
    "Problem": "errors",
    "Project": "project",
    "QualcodeError": "errors",
    "Quotes": "views",
    "ReadError": "errors",
    "Reading": "formats",
    "Respondent": "respondents",
    "Respondents": "respondents",
    "StudyError": "errors",
    "Transcript": "transcript",
    "Turn": "transcript",
    "UnknownValueError": "errors",
    "WriteError": "errors",
    "annotate": "widget.show",
    "init": "new_study",
    "open": "project",
    "speakers": "new_study",
}

__all__ = [
    "FORMATS",
    "Code",
    "Codebook",
    "Format",
    "InterviewGuide",
    "KeywordError",
    "Matrix",
    "Problem",
    "Project",
    "QualcodeError",
    "Quotes",
    "ReadError",
    "Reading",
    "Respondent",
    "Respondents",
    "StudyError",
    "Transcript",
    "Turn",
    "UnknownValueError",
    "WriteError",
    "annotate",
    "init",
    "open",
    "speakers",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
    module = import_module(f"qualcode.{_PLACES[name]}")
    return getattr(module, "open_study" if name == "open" else name)


def __dir__() -> list[str]:
    return sorted(__all__)
