"""What can go wrong: exceptions for misuse, problems for bad data.

::

    QualcodeError
    ├── StudyError      a folder cannot be used as a study
    ├── ReadError       a file cannot be read at all; carries the Problem
    ├── WriteError      a file cannot be written; what was there before still is
    ├── KeywordError    a keyword of the codebook cannot be understood
    └── UnknownValueError    a name, id or option that does not exist

Misuse raises. Bad data is a value: what could be read is returned beside a
`Problem` for the rest, so that one bad line never hides the other ninety-nine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing in the study's files that needs a person.

    `path` is relative to the study folder; `line` counts from 1; `key` names the
    setting, column or row that is meant. `hint` says what to do next; `quote` holds the
    respondent's words that it is about, which are shown to the researcher and in no export.
    """

    path: str
    message: str
    hint: str = ""
    line: int | None = None
    key: str | None = None
    quote: str = ""
    column: int | None = None

    def at(self, path: str) -> Problem:
        """Return the same problem, placed in the file `path`."""
        return replace(self, path=path)

    def __str__(self) -> str:
        place = self.path
        if self.line is not None:
            place += f", line {self.line}" + (f", column {self.column}" if self.column is not None else "")
        if self.key is not None:
            place += f", '{self.key}'"
        quote = f" ‘{self.quote}’" if self.quote else ""
        return f"{place}: {self.message}{quote}" + (f" {self.hint}" if self.hint else "")


class QualcodeError(Exception):
    """The root of all errors that qualcode raises."""


class StudyError(QualcodeError):
    """A folder cannot be used as a study."""


class ReadError(QualcodeError):
    """A file cannot be read; `problem` says where, why and what to do."""

    def __init__(
        self, message: str, hint: str = "", *, path: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        self.problem = Problem(path, message, hint, line, column=column)
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.problem) if self.problem.path else f"{self.problem.message} {self.problem.hint}".strip()


class WriteError(QualcodeError):
    """A file cannot be written; what was there before is untouched."""

    def __init__(self, path: object, reason: object) -> None:
        super().__init__(
            f"{path} could not be written: {reason}. Close it in other programs, check the "
            "free space and your rights to the folder, and try again."
        )


class KeywordError(QualcodeError):
    """A keyword cannot be understood."""

    def __init__(self, keyword: str, message: str, hint: str) -> None:
        shown = keyword if len(keyword) <= 40 else keyword[:39] + "…"
        self.message, self.hint = f"keyword '{shown}' {message}.", hint
        super().__init__(f"{self.message} {self.hint}")


class UnknownValueError(QualcodeError, LookupError):
    """A name, id or option that does not exist; names the valid ones."""

    def __init__(self, kind: str, value: object, choices: Iterable[str]) -> None:
        valid = list(choices)
        super().__init__(f"Unknown {kind} {value!r}.{meant(str(value), valid)} {_valid(valid)}".rstrip())


def check_value(kind: str, value: str, choices: Iterable[str]) -> None:
    """Raise `UnknownValueError` unless `value` is one of `choices`."""
    valid = list(choices)
    if value not in valid:
        raise UnknownValueError(kind, value, valid)


def meant(value: str, choices: Iterable[str]) -> str:
    """Return " Did you mean '…'?" for the nearest of `choices`, or nothing."""
    by_folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return f" Did you mean '{by_folded[near[0]]}'?" if near else ""


def _valid(choices: list[str], most: int = 20) -> str:
    if not choices:
        return "There are none."
    more = f" and {len(choices) - most} more" if len(choices) > most else ""
    return f"Valid: {', '.join(choices[:most])}{more}."
