"""What several coders coded: how far they agree, and what to code twice to know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from qualcode.agreement import Agreement, Compared, Question
from qualcode.analysis.agreement.bootstrap import draws
from qualcode.analysis.agreement.by_code import code_frame
from qualcode.analysis.agreement.counted import SIGHTS, STAGES, codings_of, in_sight, read_in_sight
from qualcode.analysis.agreement.differences import confusion_frame, difference_frame, settled_codes
from qualcode.analysis.agreement.doubled import LEVELS, Doubled, double_coded
from qualcode.analysis.agreement.overall import overall_frame, pair_frame
from qualcode.analysis.agreement.sample import expected_intervals, shares_of, spread_sample
from qualcode.analysis.provenance import Provenance
from qualcode.analysis.tables import frame_of
from qualcode.codebook import Codebook
from qualcode.coding.units import Unit, units
from qualcode.decisions import Decisions
from qualcode.errors import QualcodeError, check_value
from qualcode.export.agreement_reading import read_code, read_overall
from qualcode.export.report_labels import ReportLabels
from qualcode.journals import CONSENSUS
from qualcode.settings import UNITS
from qualcode.store import Study
from qualcode.transcript import Transcript

SAMPLE_COLUMNS: dict[str, str] = {"transcript": "str", "start": "int64", "end": "int64", "text": "str"}


def compare_coders(study: Study, decisions: Decisions, question: Question, made: Provenance) -> Agreement:
    """Return the agreement between coders, see `qualcode.project.Project.agreement`."""
    asked = _checked(decisions, question)
    unit = "sentence" if asked.unit == "character" else asked.unit
    (found, text), left_out = _doubled(study, decisions, asked, unit)
    if asked.unit == "character":
        found = text
    compared = Compared(
        found.transcripts,
        len(study.transcripts),
        int(found.weights.sum()),
        _all_units(study, asked.unit),
        tuple(sorted(left_out)),
    )
    labels, book = ReportLabels(study.settings.language), study.codebook
    times = draws(max(len(found.transcripts), 1), asked.rounds, asked.seed)
    codes = code_frame(found, text, times)
    overall = overall_frame(found, text, codes, times)
    return Agreement(
        _codes_in_words(codes, asked, labels),
        _overall_in_words(overall, book, labels),
        pair_frame(found, text),
        confusion_frame(found),
        _differences(study, decisions, asked, found),
        asked,
        compared,
        book,
        made,
        labels,
    )


def _checked(decisions: Decisions, question: Question) -> Question:
    for coder in question.coders:
        check_value("coder", coder, (*decisions.coders, CONSENSUS))
    check_value("unit", question.unit, (*UNITS, "character"))
    check_value("level", question.level, LEVELS)
    check_value("sight", question.sight, SIGHTS)
    check_value("stage", question.stage, STAGES)
    coders = tuple(dict.fromkeys(question.coders)) or decisions.coders
    if len(coders) < 2:
        raise QualcodeError(
            f"Agreement is between two coders or more, and here is {', '.join(coders) or 'none'}. "
            "Let somebody else code some transcripts without seeing the first codings, and mark them as reviewed."
        )
    return replace(question, coders=coders)


def _doubled(
    study: Study, decisions: Decisions, asked: Question, unit: str
) -> tuple[tuple[Doubled, Doubled], frozenset[tuple[str, str]]]:
    """Return what was read twice, in units and in characters; and the pairs of coder and transcript left out."""
    after = asked.stage == "after"
    settled = decisions.settled if after else frozenset[str]()
    codings = codings_of(decisions.placed, asked.coders, settled, CONSENSUS if after else None)
    # Whether suggestions were in sight is seen from a coder's own codings.
    seen = in_sight(codings_of(decisions.placed, asked.coders) if after else codings)
    kept, left_out = {}, frozenset[tuple[str, str]]()
    for by in dict.fromkeys((unit, "sentence")):
        read = {coder: decisions.codes_read(coder, by) for coder in asked.coders}
        kept[by], left_out = read_in_sight(read, seen, asked.sight)
    texts, book, level = study.transcripts, study.codebook, asked.level
    in_units = double_coded(texts, codings, kept[unit], book, unit=unit, level=level)
    in_characters = double_coded(texts, codings, kept["sentence"], book, level=level, characters=True)
    return (in_units, in_characters), left_out


def _codes_in_words(codes: pd.DataFrame, asked: Question, labels: ReportLabels) -> pd.DataFrame:
    units_called = labels[f"{asked.unit}s"]
    return _with_readings(codes, [read_code(row, len(asked.coders), units_called, labels) for row in _rows(codes)])


def _overall_in_words(overall: pd.DataFrame, book: Codebook, labels: ReportLabels) -> pd.DataFrame:
    names = [book[code].name if isinstance(code, str) else "" for code in overall["code"]]
    readings = [read_overall(row, name, labels) for row, name in zip(_rows(overall), names, strict=True)]
    return _with_readings(overall, readings)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _with_readings(frame: pd.DataFrame, readings: Sequence[str]) -> pd.DataFrame:
    return frame.assign(reading=pd.Series(readings, index=frame.index, dtype="str"))


def _differences(study: Study, decisions: Decisions, asked: Question, found: Doubled) -> pd.DataFrame:
    book = study.codebook
    names = {code.id: book.theme_of(code.id).id if asked.level == "theme" else code.id for code in book}
    agreed = settled_codes(found.places, decisions.of(CONSENSUS), names)
    transcripts = {transcript.id: transcript for transcript in study.transcripts}
    return difference_frame(found, transcripts, study.respondents, agreed)


def _all_units(study: Study, unit: str) -> int:
    if unit != "character":
        return sum(len(units(text, unit)) for text in study.transcripts)
    pieces = [piece for text in study.transcripts for piece in units(text, "sentence")]
    return sum(part.end - part.start for piece in pieces for part in piece.parts)


@dataclass(frozen=True)
class DoubleCodingSample:
    """What to code twice, and how sure κ will be then.

    `frame` has a row a transcript or passage (`SAMPLE_COLUMNS`; ``text`` is missing for a whole
    transcript); `expected` the columns of `qualcode.analysis.agreement.sample.EXPECTED_COLUMNS`, for these
    together with what was coded twice before.
    """

    frame: pd.DataFrame
    expected: pd.DataFrame

    def __repr__(self) -> str:
        count = self.frame["transcript"].nunique()
        return f"<DoubleCodingSample: {len(self.frame)} passages of {count} transcripts>"


def sample_of(
    study: Study, decisions: Decisions, coded: pd.DataFrame, coder: str | None, *, number: int, by: str, seed: int
) -> DoubleCodingSample:
    """Return what to code twice, see `qualcode.project.Project.double_coding_sample`."""
    check_value("by", by, ("transcript", *UNITS))
    doubled = _read_by_others(decisions, coder)
    left = [transcript for transcript in study.transcripts if transcript.id not in doubled]
    chosen = (
        _transcripts(left, study, coded, number, seed)
        if by == "transcript"
        else _passages(left, coded, by, number, seed)
    )
    texts = {transcript.id: transcript.text for transcript in study.transcripts}
    rows = [(name, start, end, texts[name][start:end] if by != "transcript" else None) for name, start, end in chosen]
    read = decisions.codes_read(coder or "", "sentence")
    sentences = [
        unit
        for transcript in study.transcripts
        for unit, known in zip(units(transcript, "sentence"), read[transcript.id], strict=True)
        if known
    ]
    inside = sum(
        unit.transcript in doubled
        or any(unit.transcript == name and unit.overlaps((start, end)) for name, start, end in chosen)
        for unit in sentences
    )
    themes = {key: set(group) for key, group in coded.groupby(["transcript", "unit"])["theme"]}
    given = [themes.get((unit.transcript, unit.number), set()) for unit in sentences]
    shares = shares_of(given, [theme.id for theme in study.codebook.themes])
    return DoubleCodingSample(frame_of(rows, SAMPLE_COLUMNS), expected_intervals(shares, inside, seed=seed))


_Passage = tuple[str, int, int]


def _read_by_others(decisions: Decisions, coder: str | None) -> set[str]:
    """Return the transcripts of which someone else has read a part, for whatever code."""
    return {
        name
        for other in decisions.coders
        if other != coder
        for name, codes in decisions.codes_read(other, "sentence").items()
        if any(codes)
    }


def _transcripts(
    left: Sequence[Transcript], study: Study, coded: pd.DataFrame, number: int, seed: int
) -> list[_Passage]:
    """Return whole transcripts, spread over the themes in them and the sectors of who speaks."""
    texts = {transcript.id: transcript for transcript in left}
    themes = {name: set(coded.loc[coded["transcript"] == name, "theme"]) for name in texts}
    sector = {person.id: person.attributes.get("sector", "") for person in study.respondents}
    sectors = {
        name: tuple(sorted({sector[who] for who in text.respondents if who in sector})) for name, text in texts.items()
    }
    return [(name, 0, len(texts[name].text)) for name in spread_sample(themes, sectors, number, seed)]


def _passages(left: Sequence[Transcript], coded: pd.DataFrame, by: str, number: int, seed: int) -> list[_Passage]:
    """Return units of respondents: half of them spread over themes and transcripts, half drawn from all.

    Of what one coder has coded alone, disagreement on what that coder passed over would never be seen.
    """
    pieces = [unit for transcript in left for unit in units(transcript, by)]
    some = {at: found for at, found in enumerate(_themes(pieces, coded)) if found}
    picked = spread_sample(some, {at: pieces[at].transcript for at in some}, number // 2, seed)
    others = [at for at in range(len(pieces)) if at not in set(picked)]
    dice = np.random.default_rng(seed)
    picked += [others[at] for at in dice.permutation(len(others))[: number - len(picked)]]
    return [(pieces[at].transcript, pieces[at].start, pieces[at].end) for at in sorted(picked)]


def _themes(pieces: Sequence[Unit], coded: pd.DataFrame) -> list[set[str]]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for name, start, end, theme in coded[["transcript", "start", "end", "theme"]].itertuples(index=False):
        spans.setdefault(name, []).append((start, end, theme))
    return [
        {theme for start, end, theme in spans.get(unit.transcript, ()) if unit.overlaps((start, end))}
        for unit in pieces
    ]
