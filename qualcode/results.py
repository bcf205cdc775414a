"""What was coded, by whom and as it is at one moment, and all that is made of it: matrices, quotes, report, workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import pandas as pd

from qualcode.analysis.frequencies import frequency_frame
from qualcode.analysis.guide import coverage_frame, unasked
from qualcode.analysis.matrix import build_matrix
from qualcode.analysis.provenance import Provenance
from qualcode.analysis.quotes import quotes_frame
from qualcode.analysis.tables import (
    CODED_COLUMNS,
    COUNTED_COLUMNS,
    Answers,
    CodedSpan,
    KnownRows,
    codebook_frame,
    coded_units,
    respondents_frame,
    spoken_words,
)
from qualcode.coding.review import Reading
from qualcode.cooccurrence import CoOccurrence, cooccurrence_of
from qualcode.errors import Problem, check_value
from qualcode.export.excel import Sheet
from qualcode.export.labels import Labels
from qualcode.export.report_labels import ReportLabels
from qualcode.report import html_report
from qualcode.saturation import Saturation, saturation_of
from qualcode.store import Study
from qualcode.views import Matrix, Quotes
from qualcode.workbook import study_sheets


class Results:
    """The codings of one source, counted by one unit; what is made of them stays as it was when it was asked for."""

    def __init__(
        self,
        study: Study,
        spans: Sequence[CodedSpan],
        made: Provenance,
        reading: Mapping[tuple[str, str, str], Reading] | None,
        answers: Answers,
        known: KnownRows,
    ) -> None:
        """Take the study, what is coded in it, and how far it was read (None where all was looked at).

        `made` says whose codings these are and by which unit they are counted; `known` keeps rows
        from one moment to the next.
        """
        self._study = study
        self._spans = spans
        self._made = made
        self._reading = reading
        self._answers = answers
        self._known = known
        self._labels = Labels(study.settings.language)

    @cached_property
    def coded(self) -> pd.DataFrame:
        """A row for each unit and code that meet (`qualcode.analysis.tables.CODED_COLUMNS`)."""
        return self._rows(CODED_COLUMNS)

    def matrix(self, value: str, rows: str, columns: str, topic: str | None = None) -> Matrix:
        """Return a matrix; arguments as for `qualcode.analysis.matrix.build_matrix`, with `topic` of what is said under it."""
        topics = [item.id for item in self._study.guide.topics]
        if topic is not None:
            check_value("topic", topic, topics)
        by_topic = topic is not None or columns == "topic"
        coded = self.coded if by_topic else self._counted
        tables = build_matrix(
            coded if topic is None else coded[coded["topic"] == topic],
            self._study.codebook,
            self._study.respondents,
            self._spoken(topic) if value == "share" else {},
            rows=rows,
            columns=columns,
            value=value,
            reading=self._read(topic),
            topics=topics,
        )
        codebook = self._study.codebook
        return Matrix(
            tables.cells, tables.totals, tables.status, value, codebook, self._made, self._labels, self._quotes_of_cell
        )

    def coverage(self, rows: str) -> pd.DataFrame:
        """Return what was asked of whom (`qualcode.analysis.guide.COVERAGE_COLUMNS`)."""
        study = self._study
        return coverage_frame(study.transcripts, self._answers, study.guide, study.respondents, self.coded, rows=rows)

    def quotes(self, code: str | None = None) -> Quotes:
        """Return the quotes of a code with its sub-codes, or of all."""
        coded = self.coded
        return self._quotes(coded if code is None else coded[coded["code"].isin(self._branch(code))])

    def saturation(
        self,
        interviews: Sequence[str],
        codes: Sequence[str],
        *,
        base: int,
        run: int,
        threshold: float,
        rounds: int,
        seed: int,
    ) -> Saturation:
        """Return the saturation of codes over interviews in their order, see `qualcode.saturation.saturation_of`."""
        book, labels = self._study.codebook, self._report_labels
        return saturation_of(
            self.coded,
            interviews,
            codes,
            book,
            self._made,
            labels,
            base=base,
            run=run,
            threshold=threshold,
            rounds=rounds,
            seed=seed,
        )

    def cooccurrence(self, level: str) -> CoOccurrence:
        """Return which themes, or codes, occur together in units."""
        return cooccurrence_of(self.coded, level, self._study.codebook, self._made, self._report_labels)

    def frequencies(self) -> pd.DataFrame:
        """Return who names each code (`qualcode.analysis.frequencies.FREQUENCY_COLUMNS`)."""
        if self._reading is None:
            looked_at = {transcript.id for transcript in self._study.transcripts}
        else:
            read = (place for place, state in self._reading.items() if state is not Reading.NOT_REVIEWED)
            looked_at = {transcript for _, transcript, _ in read}
        return frequency_frame(self.coded, self._study.codebook, self._study.respondents, looked_at)

    def page(self, *, transcripts: bool = True) -> bytes:
        """Return the HTML report."""
        study = self._study
        return html_report(
            self.coded,
            study.transcripts,
            study.codebook,
            study.respondents,
            study.guide,
            self._answers,
            self._read(),
            self._made,
            self._labels,
            full=transcripts,
        )

    def sheets(self, problems: Iterable[Problem]) -> list[Sheet]:
        """Return the sheets of the study's workbook."""
        return study_sheets(
            self.matrix("named", "theme", "respondent"),
            self.matrix("sentences", "theme", "respondent"),
            self.quotes(),
            respondents_frame(self._study.respondents, self._study.transcripts),
            codebook_frame(self._study.codebook),
            problems,
            [self.coverage(rows) for rows in ("topic", "question")],
        )

    def _read(self, topic: str | None = None) -> Mapping[tuple[str, str, str], Reading] | None:
        """How far was read, with what was not asked told apart where the guide tells what is asked for."""
        study = self._study
        if topic is None and not any(question.themes for question in study.guide.questions):
            return self._reading
        coded = self.coded if topic is None else self.coded[self.coded["topic"] == topic]
        asked = self.coverage("question")
        return unasked(self._reading, asked, coded, study.guide, study.codebook, study.respondents, topic=topic)

    def _spoken(self, topic: str | None) -> Mapping[tuple[str, str, str | None], int]:
        spoken = spoken_words(self._study.transcripts, self._answers)
        return {place: words for place, words in spoken.items() if topic in (None, place[2])}

    @property
    def _report_labels(self) -> ReportLabels:
        return ReportLabels(self._study.settings.language)

    @property
    def _counted(self) -> pd.DataFrame:
        """What a matrix needs of `coded`, which takes less time as long as no quote is asked for."""
        return self.coded if "coded" in self.__dict__ else self._rows(COUNTED_COLUMNS)

    def _rows(self, columns: Mapping[str, str]) -> pd.DataFrame:
        study = self._study
        return coded_units(
            self._spans, study.transcripts, study.codebook, self._answers, self._made.unit, self._known, columns
        )

    def _quotes(self, coded: pd.DataFrame) -> Quotes:
        frame = quotes_frame(coded, self._study.codebook, self._study.respondents)
        total = {str(theme): int(count) for theme, count in frame["theme"].value_counts().items()}
        return Quotes(frame, self._study.codebook, self._made, self._labels, total)

    def _quotes_of_cell(self, row: str, kind: str, column: str) -> Quotes:
        mine = self.coded[self.coded["code"].isin(self._branch(row))]
        if kind in ("respondent", "transcript", "topic"):
            return self._quotes(mine[mine[kind] == column])
        people = [person.id for person in self._study.respondents if person.attributes.get(kind, "") == column]
        return self._quotes(mine[mine["respondent"].isin(people)])

    def _branch(self, code: str) -> set[str]:
        codebook = self._study.codebook
        wanted = codebook[code].id
        return {item.id for item in codebook if wanted in codebook.line_of(item.id)}
