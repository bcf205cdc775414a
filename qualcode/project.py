"""The one object that a notebook uses: a study that was opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from pathlib import Path

import pandas as pd

from qualcode.agreement import Agreement, Question
from qualcode.analysis.framework import codings_behind, framework_frame
from qualcode.analysis.guide import ROWS, answers_frame
from qualcode.analysis.history import history_frame, memos_frame
from qualcode.analysis.keyword_report import HandCoded, ideas_frame, report_frame
from qualcode.analysis.keywords import keyword_frame, kwic_frame, overlaps_frame
from qualcode.analysis.provenance import Provenance, provenance
from qualcode.analysis.tables import (
    Answers,
    CodedSpan,
    KnownRows,
    codings_frame,
    suggestions_frame,
)
from qualcode.codebook import Codebook
from qualcode.coder import Coder
from qualcode.coding.alignment.aligner import Aligner
from qualcode.coding.answers import Answer
from qualcode.coding.find import Where, place_of
from qualcode.coding.index import Indexer
from qualcode.coding.keywords import parse_keyword
from qualcode.coding.placing import Placed, Status
from qualcode.coding.raised import Proposals
from qualcode.coding.suggestions import Finder, Suggestion
from qualcode.consensus import Consensus
from qualcode.cooccurrence import CoOccurrence
from qualcode.decisions import Decisions, read_decisions
from qualcode.double_coding import DoubleCodingSample, compare_coders, sample_of
from qualcode.dutch.engine import NONE, Engine, engine, missing_pipeline
from qualcode.errors import Problem, check_value
from qualcode.export.excel import workbook
from qualcode.export.framework import read_framework
from qualcode.export.labels import Labels
from qualcode.formats import FORMATS, Format
from qualcode.framework import Framework, SummariesRead, sort_out
from qualcode.guide import InterviewGuide
from qualcode.journals import CONSENSUS, JournalFile
from qualcode.respondents import Respondents
from qualcode.results import Results
from qualcode.saturation import Saturation
from qualcode.settings import UNITS, Settings
from qualcode.store import Progress, Study, read_bytes, read_study, with_codebook, write_bytes
from qualcode.text import Span
from qualcode.transcript import Transcripts
from qualcode.views import Matrix, Quotes, source_name
from qualcode.withdrawal import Passage, Withdrawal, plan_withdrawal, withdraw

# Whose codings are counted: keyword hits, one coder's, or the consensus of several.
SOURCES = ("suggested", "hand", "consensus")


@dataclass(frozen=True)
class Outputs:
    """The files that `Project.run` wrote."""

    matrix: Path
    quotes: Path
    report: Path


def open_study(path: str | Path = ".", *, formats: Sequence[Format] = FORMATS, progress: Progress = iter) -> Project:
    """Open the study in the folder `path`; everything that can be read is there, `problems` tell the rest.

    `formats` is the table of transcript formats, `progress` wraps the list of transcript files
    while they are read. Raises `StudyError` where the folder holds no study.

    >>> import qualcode as qc        # doctest: +SKIP
    >>> qc.open(".")                 # doctest: +SKIP
    <Project 'Ongelijke kansen': 16 transcripts, 16 respondents, 8 themes, 0 problems>
    """
    return Project(read_study(Path(path), formats, progress))


class Project:
    """A study: its files as they were when it was opened, and all that is computed from them."""

    def __init__(self, study: Study) -> None:
        """Take a study that was read."""
        self._study = study
        self.transcripts = Transcripts(study.transcripts)

    @property
    def path(self) -> Path:
        """The study folder."""
        return self._study.path

    @property
    def settings(self) -> Settings:
        """The settings of qualcode.toml."""
        return self._study.settings

    @property
    def guide(self) -> InterviewGuide:
        """The interview guide."""
        return self._study.guide

    @property
    def codebook(self) -> Codebook:
        """The codebook."""
        return self._study.codebook

    @property
    def respondents(self) -> Respondents:
        """The respondents."""
        return self._study.respondents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What in the study's files and in its decisions needs a person."""
        missing = missing_pipeline(self.settings.pipeline)
        pipeline = [Problem("qualcode.toml", missing, "It is done without.", key="pipeline")] if missing else []
        return (*self._study.problems, *pipeline, *self._decisions.problems)

    @cached_property
    def _finder(self) -> Finder:
        # It outlives a change of the codebook, so that only the keywords that changed are looked for anew.
        return Finder(tuple(Indexer().indexes(self._study.transcripts)), self._engine)

    @cached_property
    def _hits(self) -> tuple[Suggestion, ...]:
        return self._finder.suggestions(self.codebook)

    @property
    def hits(self) -> tuple[Suggestion, ...]:
        """All keyword hits in order of place, those that somebody rejected as well."""
        return self._hits

    @property
    def _suggestions(self) -> tuple[Suggestion, ...]:
        rejected = self._decisions.rejected
        if not rejected:
            return self._hits
        return tuple(hit for hit in self._hits if (hit.transcript, hit.start, hit.end, hit.code) not in rejected)

    @property
    def engine(self) -> str:
        """Name and version of what knows Dutch here: the package's own rules, or these with a spaCy pipeline."""
        return self._engine.version

    @cached_property
    def _engine(self) -> Engine:
        # That a pipeline is not there is among the problems.
        return engine(NONE if missing_pipeline(self.settings.pipeline) else self.settings.pipeline)

    @cached_property
    def _decisions(self) -> Decisions:
        return read_decisions(self.path, self._study.transcripts, self.codebook)

    @cached_property
    def _known_rows(self) -> KnownRows:
        return {}

    @cached_property
    def _aligner(self) -> Aligner:
        return Aligner(self.guide, self._study.transcripts, self._decisions.asked.decided)

    @cached_property
    def _answers(self) -> Answers:
        return {transcript.id: self.keyed(transcript.id) for transcript in self._study.transcripts}

    def coder(self, name: str, *, blind: bool = False) -> Coder:
        """Return the coder `name` at work; `blind` says that no suggestion is in sight.

        >>> anna = project.coder("anna")                          # doctest: +SKIP
        >>> anna.code("R03", "elk met een eigen potje", "vve")    # doctest: +SKIP
        """
        journal = JournalFile(self.path, name)
        engine = self._engine.version
        return Coder(journal, self.transcripts, self.codebook, guide=self.guide, blind=blind, engine=engine)

    def consensus(self, by: str) -> Consensus:
        """Return the consensus, decided on by the person named `by`; the originals stay untouched."""
        journal = JournalFile(self.path, CONSENSUS)
        engine = self._engine.version
        return Consensus(journal, self.transcripts, self.codebook, guide=self.guide, by=by, engine=engine)

    def proposals(self, coder: str | None = None) -> tuple[Placed, ...]:
        """Return the codings whose text was changed, with the places that are proposed for them.

        `Coder.confirm` and `Coder.refuse` decide on them.
        """
        return tuple(
            item for item in self._decisions.placed if item.status is Status.CHANGED and coder in (None, item.coder)
        )

    def waiting(self, coder: str | None = None) -> tuple[Placed, ...]:
        """Return the codings whose code was split, each with the `choices` among which `Coder.reassign` decides."""
        return tuple(item for item in self._decisions.placed if item.choices and coder in (None, item.coder))

    def framework(self, *, source: str | None = None, coder: str | None = None) -> Framework:
        """Return the framework matrix: what was written of each respondent on each code, and what it rests on.

        `source` and `coder` are as in `coded`; suggestions carry no summaries.

        >>> project.framework().to_excel("framework.xlsx")          # doctest: +SKIP
        >>> project.read_summaries("framework.xlsx", coder="anna")  # doctest: +SKIP
        """
        source, coder = self._source(source, coder)
        codings = self.codings(coder=coder) if coder else self.codings().iloc[:0]
        cells = [event for event in self._decisions.state.of("cell") if event.coder == coder]
        made = self._provenance(source, coder, None)
        notes = (f"{self._labels.title('source')}: {source_name(made, self._labels)}.", self._labels["rests_on"])
        frame = framework_frame(cells, codings, self.codebook, self.respondents)
        return Framework(frame, self.codebook, self.respondents, self._labels, notes)

    def summarise(self, respondent: str, code: str, summary: str, *, coder: str) -> None:
        """Write a summary of what a respondent says on a code, resting on the coder's codings of today."""
        who, known = self.respondents[respondent].id, self.codebook[code].id
        self.reload()
        self.coder(coder).summarise(who, known, summary, self._codings_behind(coder).get((known, who), ()))
        self.reload()

    def read_summaries(self, path: str | Path, *, coder: str) -> SummariesRead:
        """Take over the summaries that were changed in a workbook of `framework`, as decisions of `coder`.

        What was changed in the study as well since the workbook was made is a conflict: it is
        shown, and nothing is written over. Raises `ReadError` for another workbook.
        """
        self.reload()
        frame = self.framework(coder=coder).frame.fillna({"summary": "", "id": ""})
        cells = zip(frame["code"], frame["respondent"], strict=True)
        today = dict(zip(cells, zip(frame["summary"], frame["id"], strict=True), strict=True))
        read = sort_out(read_framework(read_bytes(Path(path))), today)
        writer, behind = self.coder(coder), self._codings_behind(coder)
        for item in read.written:
            writer.summarise(item.respondent, item.code, item.summary, behind.get((item.code, item.respondent), ()))
        self.reload()
        return read

    def memos(self) -> pd.DataFrame:
        """Return all memos, on whatever they lie: a row a memo.

        The columns are those of `qualcode.analysis.history.MEMO_COLUMNS`.
        """
        return memos_frame(self._decisions.state)

    def history(self, *, coder: str | None = None) -> pd.DataFrame:
        """Return who decided what, when, on which text and codebook: a row a decision, in order of time.

        Of all coders, or of one `coder`. The columns are those of
        `qualcode.analysis.history.HISTORY_COLUMNS`.
        """
        journals = self._decisions.events
        if coder is not None:
            check_value("coder", coder, journals)
        return history_frame(event for name in journals if coder in (None, name) for event in journals[name])

    def redact(
        self, what: str, passage: Where | None = None, *, occurrence: int | None = None, dry_run: bool = False
    ) -> Withdrawal:
        """Take words that are withdrawn out of the study, and return what was done.

        `what` is the id of a respondent, all of whose words go; or with `passage` (its words, or
        its span) that of the transcript in which it stands. Transcripts, kept texts, journals and
        respondents.csv are rewritten; `remaining` tells where copies may still be. With `dry_run`
        nothing is touched. Open the study anew afterwards. Raises `UnknownValueError` for an
        unknown id, `QualcodeError` for a passage that is not there.

        >>> project.redact("R07", dry_run=True)  # doctest: +SKIP
        """
        act = plan_withdrawal if dry_run else withdraw
        decisions = read_decisions(self.path, self._study.transcripts, self.codebook)
        if passage is None:
            return act(self._study, decisions, what)
        text = self.transcripts[what]
        return act(self._study, decisions, Passage(text, place_of(text, passage, occurrence)))

    def suggestions(self) -> pd.DataFrame:
        """Return the keyword hits in respondents' speech, a row a hit; nobody has reviewed them.

        What a coder rejected stays away as long as its words and its code are the same, whatever
        the keywords are by then. A row can be given to `Coder.accept` and `Coder.reject`.
        The columns are those of `qualcode.analysis.tables.SUGGESTION_COLUMNS`.
        """
        return suggestions_frame(self._suggestions, self._study.transcripts, self.codebook, self._answers)

    def keyword(self, keyword: str) -> pd.DataFrame:
        """Return what a keyword, in the codebook or not, would find in this study, and what it does not match.

        A row a form, with its rule, count and an example; the columns are those of
        `qualcode.analysis.keywords.KEYWORD_COLUMNS`. Raises `KeywordError` for one that cannot be
        understood.

        >>> project.keyword("samenwerken")  # doctest: +SKIP
        """
        return keyword_frame(keyword, self._finder)

    def kwic(self, keyword: str, *, width: int = 60) -> pd.DataFrame:
        """Return each hit of a keyword, in the codebook or not, in its line: keyword in context.

        `width` is how many characters stand before and after. The columns are those of
        `qualcode.analysis.keywords.KWIC_COLUMNS`.
        """
        return kwic_frame(self._finder.of_keyword("", parse_keyword(keyword).text), self.transcripts, width)

    def keyword_report(self, *, coder: str | None = None) -> pd.DataFrame:
        """Return how good each keyword is beside the hand codings of `coder` (by default the main coder).

        A row a keyword; the columns are those of `qualcode.analysis.keyword_report.REPORT_COLUMNS`.
        """
        hand = self._hand_coded(coder)
        return report_frame(self._finder, self.codebook, self._study.transcripts, hand)

    def keyword_ideas(self, code: str, *, coder: str | None = None, n: int = 40) -> pd.DataFrame:
        """Return words and phrases that set the sentences coded by hand with `code` apart from all others.

        The columns are those of `qualcode.analysis.keyword_report.IDEA_COLUMNS`.
        """
        hand = self._hand_coded(coder)
        return ideas_frame(self.codebook[code].id, self._finder, self.codebook, self._study.transcripts, hand, n)

    def keyword_overlaps(self) -> pd.DataFrame:
        """Return keywords of different codes that meet the same words.

        The columns are those of `qualcode.analysis.keywords.OVERLAP_COLUMNS`.
        """
        return overlaps_frame(self._finder, self.codebook, self.transcripts)

    def codings(self, *, coder: str | None = None, until: datetime | None = None) -> pd.DataFrame:
        """Return all codings that hold, a row a coding, or those of one `coder`.

        With `until` (a time with its zone) the state is that of then. The columns are those of
        `qualcode.analysis.tables.CODING_COLUMNS`.
        """
        decisions = self._decisions if until is None else self._decisions.until(until)
        if coder is not None:
            check_value("coder", coder, self._decisions.events)
        placed = [item for item in decisions.placed if coder in (None, item.coder)]
        return codings_frame(
            placed, self.transcripts, self.codebook, self._answers, Proposals(self.guide, self.codebook)
        )

    def reload(self) -> None:
        """Read the journals and the codebook again, after decisions of a coder who is at work."""
        before, self._study = self.codebook, with_codebook(self._study)
        known = self._decisions.asked.decided if "_aligner" in self.__dict__ else {}
        self.__dict__.pop("_decisions", None)
        if self.codebook != before:
            self.__dict__.pop("_hits", None)
        # To find the questions anew takes a second, which no coding of a passage asks for.
        if "_aligner" in self.__dict__ and self._decisions.asked.decided != known:
            for name in ("_aligner", "_answers"):
                self.__dict__.pop(name, None)
            self._known_rows.clear()

    def keyed(self, transcript: str) -> tuple[Answer, ...]:
        """Return for every turn of a transcript the topic and question of the guide that it belongs to, and how sure."""
        return self._aligner.answers(self.transcripts[transcript].id)

    def answers(self, *, doubtful: bool = False) -> pd.DataFrame:
        """Return which question of the guide each turn of the interviewer asks, a row a turn with its answer.

        With `doubtful` only what was computed, the least sure first: a list to go through, with
        `Coder.asked` to put right what is wrong. What was decided for other interviews is used as further
        wordings of the questions. The columns are those of `qualcode.analysis.guide.ANSWER_COLUMNS`.

        >>> project.answers(doubtful=True).head(10)               # doctest: +SKIP
        """
        return answers_frame(self._study.transcripts, self._answers, doubtful=doubtful)

    def coverage(self, rows: str = "question", *, source: str | None = None, coder: str | None = None) -> pd.DataFrame:
        """Return what was asked of whom: a row a question and respondent, or with `rows` "topic" a topic.

        `source` and `coder` are as in `coded`; what was not asked is told apart from what nobody was
        coded for. The columns are those of `qualcode.analysis.guide.COVERAGE_COLUMNS`.

        >>> project.coverage().query("status == 'not asked'")     # doctest: +SKIP
        """
        check_value("rows", rows, ROWS)
        return self._results(source, coder, "sentence").coverage(rows)

    def coded(self, source: str | None = None, unit: str | None = None, coder: str | None = None) -> pd.DataFrame:
        """Return a row for each unit and code that meet: what every matrix and quote is made from.

        `source` is whose codings count: "suggested" (keyword hits, not reviewed), "hand" (those of
        `coder`, by default the main coder) or "consensus"; by default the consensus where there is
        one, else the hand codings, else the suggestions. `unit` is "sentence", "turn" or
        "answer", by default that of the settings. The columns are those of
        `qualcode.analysis.tables.CODED_COLUMNS`.
        """
        return self._results(source, coder, unit).coded

    def matrix(
        self,
        value: str = "named",
        *,
        rows: str = "theme",
        columns: str = "respondent",
        source: str | None = None,
        coder: str | None = None,
        unit: str | None = None,
        topic: str | None = None,
    ) -> Matrix:
        """Return a matrix of themes (or codes) by respondents (or transcripts, topics, or an attribute).

        `value` is "named" (0/1), "sentences" (coded units), "words", "share" (of the words
        spoken) or "respondents"; `rows` is "theme" or "code"; `columns` is "respondent",
        "transcript", "topic" or an attribute such as "sector"; `source` and `coder` are as in `coded`.
        With `topic` only what is said under that topic of the guide counts. A cell is 0 only where all
        was reviewed for that code, and asked where the guide maps it to a question (or under `topic`);
        `status` tells the others apart.

        >>> project.matrix("sentences", columns="sector").frame  # doctest: +SKIP
        """
        return self._results(source, coder, unit).matrix(value, rows, columns, topic)

    def quotes(
        self, code: str | None = None, n: int | None = None, *, source: str | None = None, coder: str | None = None
    ) -> Quotes:
        """Return quotes of `code` (with its sub-codes) or of all themes, at most `n` a theme.

        Those `n` are spread over the respondents. Raises `UnknownValueError` for an unknown code.

        >>> project.quotes("vve", n=5).to_word("vve.docx")  # doctest: +SKIP
        """
        quotes = self._results(source, coder, "sentence").quotes(code)
        return quotes if n is None else quotes.best(n)

    def report(
        self,
        path: str | Path | None = None,
        *,
        transcripts: bool = True,
        source: str | None = None,
        coder: str | None = None,
    ) -> Path:
        """Write ``rapport.html``, one page with matrix, quotes and transcripts, and return its path.

        It opens in any browser, without a network. Without `transcripts` it holds the quotes
        only, for sharing. `path` is by default ``output/rapport.html`` in the study.
        """
        target = Path(path) if path is not None else self.path / "output" / "rapport.html"
        return write_bytes(target, self._results(source, coder).page(transcripts=transcripts))

    def agreement(
        self,
        *coders: str,
        unit: str | None = None,
        level: str = "theme",
        sight: str = "blind",
        stage: str = "before",
        until: datetime | None = None,
        rounds: int = 1000,
        seed: int = 1,
        remark: str = "",
    ) -> Agreement:
        """Return the agreement between coders, by default all of them, on what two or more have reviewed.

        `unit` is "sentence", "turn", "answer" or "character"; `level` "theme" or "code". `sight` "blind"
        leaves out the transcripts that a coder coded with suggestions in sight, "seen" shows these apart,
        "all" takes both. `stage` is "before" the consensus or "after" it; with `until` (a time with its
        zone) the state is that of then. Intervals come from `rounds` draws of whole transcripts with
        `seed`. A `remark` stands above every export. Raises `QualcodeError` for fewer than two coders.

        >>> project.agreement("anna", "bram").to_word("overeenstemming.docx")  # doctest: +SKIP
        """
        question = Question(coders, unit or self.settings.unit, level, sight, stage, rounds, seed, remark)
        decisions = self._decisions if until is None else self._decisions.until(until)
        made = self._provenance("hand", ", ".join(coders or decisions.coders), question.unit)
        return compare_coders(self._study, decisions, question, made)

    def saturation(
        self,
        *,
        codes: Iterable[str] | None = None,
        order: Sequence[str] | None = None,
        base: int = 4,
        run: int = 2,
        threshold: float = 0.05,
        rounds: int = 1000,
        seed: int = 1,
        source: str | None = None,
        coder: str | None = None,
    ) -> Saturation:
        """Return code saturation as Guest, Namey & Chen (2020) assess it, also over random orders.

        `codes` are by default the inductive ones: those that were not in the codebook with which the first
        passage was coded. `order` names the transcripts in the order in which they were held, by default
        that of their ids. `base` is 4-6 interviews, `run` 2-3, `threshold` .05 or 0; `source` and `coder`
        are as in `coded`. Raises `QualcodeError` where no code is inductive.
        """
        results = self._results(source, coder)
        chosen = self._decisions.inductive if codes is None else [self.codebook[code].id for code in codes]
        names = [self.transcripts[name].id for name in order or self.transcripts]
        return results.saturation(names, chosen, base=base, run=run, threshold=threshold, rounds=rounds, seed=seed)

    def cooccurrence(
        self, *, level: str = "theme", unit: str | None = None, source: str | None = None, coder: str | None = None
    ) -> CoOccurrence:
        """Return which themes (or, with `level` "code", codes) occur in the same unit, and how often.

        `unit`, `source` and `coder` are as in `coded`.
        """
        return self._results(source, coder, unit).cooccurrence(level)

    def frequencies(
        self, *, unit: str | None = None, source: str | None = None, coder: str | None = None
    ) -> pd.DataFrame:
        """Return how many respondents, conversations and organisations name each code: a row a code.

        There are no intervals, since the sample is purposive. The columns are those of
        `qualcode.analysis.frequencies.FREQUENCY_COLUMNS`; `unit`, `source` and `coder` are as in `coded`.
        """
        return self._results(source, coder, unit).frequencies()

    def double_coding_sample(
        self, number: int = 4, *, by: str = "transcript", coder: str | None = None, seed: int = 1
    ) -> DoubleCodingSample:
        """Return what a second coder could code: `number` transcripts, or passages spread over themes and people.

        `by` is "transcript", or "answer", "turn" or "sentence" for passages; half of these are drawn from
        all, also uncoded ones. Transcripts that someone else has read are left out. `coder` is whose
        codings it starts from, by default the main coder.
        """
        _, coder = self._source("hand", coder)
        coded = self.coded("hand", "sentence", coder)
        return sample_of(self._study, self._decisions, coded, coder, number=number, by=by, seed=seed)

    def run(
        self, output: str | Path | None = None, *, quotes: int = 12, source: str | None = None, coder: str | None = None
    ) -> Outputs:
        """Write ``matrix.xlsx``, the quotes ``citaten.docx`` and ``rapport.html``, and return their paths.

        `output` is the folder, by default ``output`` in the study; `quotes` is how many a theme
        stand in the Word file (the workbook has them all).
        """
        folder = Path(output) if output is not None else self.path / "output"
        results = self._results(source, coder)
        sentences = results if self.settings.unit == "sentence" else self._results(source, coder, "sentence")
        return Outputs(
            write_bytes(folder / "matrix.xlsx", workbook(results.sheets(self.problems))),
            sentences.quotes().best(quotes).to_word(folder / "citaten.docx"),
            write_bytes(folder / "rapport.html", results.page()),
        )

    @property
    def _labels(self) -> Labels:
        return Labels(self.settings.language)

    def _codings_behind(self, coder: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
        codings = self.codings()
        return codings_behind(codings[codings["coder"] == coder], self.codebook)

    def _results(self, source: str | None, coder: str | None, unit: str | None = None) -> Results:
        check_value("unit", unit or self.settings.unit, UNITS)
        source, coder = self._source(source, coder)
        return Results(
            self._study,
            tuple(self._spans(source, coder)),
            self._provenance(source, coder, unit),
            None if source == "suggested" else self._decisions.reading(coder),
            self._answers,
            self._known_rows,
        )

    def _source(self, source: str | None, coder: str | None) -> tuple[str, str | None]:
        if source is not None:
            check_value("source", source, SOURCES)
        return self._decisions.source(source, coder, self.settings.main_coder)

    def _hand_coded(self, coder: str | None) -> HandCoded:
        _, coder = self._source("hand", coder)
        read: dict[str, list[Span]] = {}
        for item in self._decisions.reads:
            if item.coder == coder:
                read.setdefault(item.transcript, []).append(item.span)
        return HandCoded(self._decisions.of(coder), read, self._decisions.rejected)

    def _spans(self, source: str, coder: str | None) -> Iterable[CodedSpan]:
        return self._suggestions if source == "suggested" else self._decisions.of(coder)

    def _provenance(self, source: str, coder: str | None, unit: str | None) -> Provenance:
        return provenance(
            title=self.settings.title,
            source=source,
            coder=coder,
            unit=unit or self.settings.unit,
            codebook=self.codebook.version,
            engine=self._engine.version,
            files=[(file.path, file.sha256) for file in self._study.files],
            made=datetime.now().astimezone(),
        )

    def __repr__(self) -> str:
        title = f" '{self.settings.title}'" if self.settings.title else ""
        return (
            f"<Project{title}: {len(self.transcripts)} transcripts, {len(self.respondents)} respondents, "
            f"{len(self.codebook.themes)} themes, {len(self.problems)} problems>"
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(item.id)}</td><td>{escape(', '.join(item.respondents))}</td>"
            f"<td>{len(item.turns)} turns</td><td>{item.word_count} words</td></tr>"
            for item in list(self.transcripts.values())[:40]
        )
        problems = "".join(f"<li>{escape(str(problem))}</li>" for problem in self.problems[:20])
        return f"<div><b>{escape(repr(self)[1:-1])}</b><table>{rows}</table><ul>{problems}</ul></div>"
