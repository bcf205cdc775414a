"""Respondents, and who of them speaks in which transcript under which label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.entries import Entry
from qualcode.errors import Problem, UnknownValueError, meant
from qualcode.transcript import Kind

# Columns with a meaning of their own; every other column is an attribute.
KEYS = ("respondent", "transcript", "speaker", "kind")
CONSENTS = ("citeren", "archiveren")
_YES = frozenset({"", "ja", "j", "yes", "y", "1", "true", "waar", "x", "ok", "akkoord"})
_NO = frozenset({"nee", "n", "no", "0", "false", "onwaar", "geen"})


@dataclass(frozen=True)
class Respondent:
    """A person who was interviewed; `attributes` are the other columns, in Dutch as written."""

    id: str
    attributes: dict[str, str] = field(default_factory=dict)

    def consents(self, to: str) -> bool:
        """Tell whether the consent column `to` ('citeren', 'archiveren') says yes, or nothing.

        An answer that is not understood is no consent.
        """
        return _says(self.attributes.get(to, ""), _YES)


@dataclass(frozen=True)
class Appearance:
    """A row of respondents.csv: a respondent speaks in a transcript, under a label.

    `speaker` is "" where the row leaves it open; `line` is the row's place in the file.
    """

    respondent: str
    transcript: str
    speaker: str = ""
    kind: Kind | None = None
    line: int | None = None


@dataclass(frozen=True)
class Respondents:
    """All respondents by id, and their appearances.

    >>> people = Respondents((Respondent("R01", {"sector": "beleid"}),), (Appearance("R01", "R01"),))
    >>> people["R01"].attributes["sector"]
    'beleid'
    """

    people: tuple[Respondent, ...] = ()
    appearances: tuple[Appearance, ...] = ()

    def __getitem__(self, respondent_id: str) -> Respondent:
        for person in self.people:
            if person.id == respondent_id:
                return person
        raise UnknownValueError("respondent", respondent_id, self.ids)

    def __iter__(self) -> Iterator[Respondent]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all respondents."""
        return tuple(person.id for person in self.people)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes, in the order of the columns."""
        return tuple(dict.fromkeys(name for person in self.people for name in person.attributes))

    def of(self, transcript: str) -> tuple[Appearance, ...]:
        """Return the appearances in `transcript`."""
        return tuple(row for row in self.appearances if row.transcript == transcript)

    def of_respondent(self, respondent: str) -> tuple[Appearance, ...]:
        """Return the appearances of `respondent`."""
        return tuple(row for row in self.appearances if row.respondent == respondent)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)

    def __repr__(self) -> str:
        return f"<Respondents: {len(self)} people, {', '.join(self.attributes) or 'no attributes'}>"


def respondents_from(rows: list[Entry]) -> tuple[Respondents, list[Problem]]:
    """Build the respondents from the rows of respondents.csv or .xlsx.

    A row that names no respondent is left out and reported; a second row of the same
    respondent may leave attributes empty, but not contradict the first.
    """
    problems = _missing_columns(rows)
    if problems:
        return Respondents(), problems
    people: dict[str, dict[str, str]] = {}
    appearances = []
    for row in rows:
        respondent = row.text("respondent")
        if not respondent:
            hint = "Fill in the column 'respondent'."
            problems.append(row.problem("respondent", "a row without respondent was left out.", hint))
            continue
        problems += _add_attributes(people.setdefault(respondent, {}), row)
        appearances.append(_appearance(row, respondent, problems))
    return Respondents(tuple(Respondent(*item) for item in people.items()), tuple(appearances)), problems


def _missing_columns(rows: list[Entry]) -> list[Problem]:
    if not rows or "respondent" in rows[0].values:
        return []
    hint = (
        meant("respondent", rows[0].values) + " The first row must name the columns respondent, transcript, …"
    ).strip()
    return [Problem("", "there is no column 'respondent'.", hint, 1, "respondent")]


def _add_attributes(attributes: dict[str, str], row: Entry) -> list[Problem]:
    problems = []
    for key in row.values:
        if key in KEYS:
            continue
        value = row.text(key)
        known = attributes.setdefault(key, value)
        if key in CONSENTS and not _says(value, _YES | _NO):
            problems.append(row.problem(key, f"'{value}' is neither ja nor nee.", "It counts as nee; change it."))
        if known and value and value != known:
            # Who says no anywhere does not consent.
            attributes[key] = value if key in CONSENTS and not _says(value, _YES) else known
            message = f"{row.text('respondent')} has '{value}' here and '{known}' above."
            problems.append(row.problem(key, message, f"'{attributes[key]}' is used; make them equal."))
        elif value:
            attributes[key] = value
    return problems


def _says(value: str, words: frozenset[str]) -> bool:
    return value.strip().casefold() in words


def _appearance(row: Entry, respondent: str, problems: list[Problem]) -> Appearance:
    kind = row.text("kind")
    if kind and kind not in set(Kind):
        hint = (meant(kind, Kind) + f" Valid: {', '.join(Kind)}.").strip()
        problems.append(row.problem("kind", f"'{kind}' is no kind of transcript.", hint))
        kind = ""
    transcript = row.text("transcript") or respondent
    return Appearance(respondent, transcript, row.text("speaker"), Kind(kind) if kind else None, row.line)
