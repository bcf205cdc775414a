"""What was read, and with which codebook: the difference between 0 and not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from qualcode.codebook import Code, Codebook
from qualcode.coding.placing import Read
from qualcode.coding.units import Unit

KeptCodebook = Callable[[str], Codebook | None]


class Reading(StrEnum):
    """How far a respondent's words were read for a code."""

    COMPLETE = "complete"
    NOT_REREAD = "not_reread"
    INCOMPLETE = "incomplete"
    NOT_REVIEWED = "not_reviewed"
    # Nobody was asked, and what was never asked for is not missing from what was said.
    NOT_ASKED = "not_asked"


def reading_of(
    units: Mapping[str, Sequence[Unit]],
    reads: Iterable[Read],
    codebook: Codebook,
    kept_codebook: KeptCodebook,
) -> dict[tuple[str, str, str], Reading]:
    """Return, by (code, transcript, respondent), how far that respondent was read there for that code.

    `units` are the sentences by transcript; `reads` what the coders in question have read.
    What was read with a codebook that lacked the code, or defined it otherwise, was not read
    for it: where that alone is missing, the state is "not_reread".
    """
    spans, known = _reads(reads, codebook, kept_codebook)
    by_speech: dict[tuple[str, str], list[frozenset[str]]] = {}
    for transcript, found in units.items():
        for unit in found:
            versions_read = _versions_of(unit, spans.get(transcript, ()))
            by_speech.setdefault((transcript, unit.respondent), []).append(versions_read)
    return {
        (code.id, transcript, respondent): _reading(code, found, known)
        for (transcript, respondent), found in by_speech.items()
        for code in codebook
    }


def codes_read(
    units: Mapping[str, Sequence[Unit]],
    reads: Iterable[Read],
    codebook: Codebook,
    kept_codebook: KeptCodebook,
) -> dict[str, list[frozenset[str]]]:
    """Return, by transcript, for each of its units the codes of today for which it was read.

    The arguments are those of `reading_of`.
    """
    spans, known = _reads(reads, codebook, kept_codebook)
    return {
        transcript: [
            frozenset[str]().union(*(known[version] for version in _versions_of(unit, spans.get(transcript, ()))))
            for unit in found
        ]
        for transcript, found in units.items()
    }


def together(readings: Iterable[Reading]) -> Reading:
    """Return how far several pieces of speech were read, taken as one.

    >>> together([Reading.COMPLETE, Reading.NOT_REVIEWED])
    <Reading.INCOMPLETE: 'incomplete'>
    """
    found = set(readings)
    if len(found) > 1:
        # Who was asked tells how far was read.
        found.discard(Reading.NOT_ASKED)
    if len(found) == 1:
        return found.pop()
    return Reading.NOT_REREAD if found <= {Reading.COMPLETE, Reading.NOT_REREAD} and found else Reading.INCOMPLETE


def _reads(
    reads: Iterable[Read], codebook: Codebook, kept_codebook: KeptCodebook
) -> tuple[dict[str, list[Read]], dict[str, frozenset[str]]]:
    """Return the reads by transcript, and the codes of today that each version of the codebook already had."""
    spans: dict[str, list[Read]] = {}
    for read in reads:
        spans.setdefault(read.transcript, []).append(read)
    versions = {read.codebook: kept_codebook(read.codebook) for found in spans.values() for read in found}
    return spans, {version: _known_codes(codebook, kept) for version, kept in versions.items()}


def _known_codes(codebook: Codebook, kept: Codebook | None) -> frozenset[str]:
    """Return the codes of today that the `kept` codebook already had, with the same meaning."""
    if kept is None:
        return frozenset()
    meanings = {name: _meaning(code) for code in kept for name in (code.id, *code.formerly)}
    return frozenset(
        code.id for code in codebook if _meaning(code) in {meanings.get(name) for name in (code.id, *code.formerly)}
    )


def _meaning(code: Code) -> tuple[str, ...]:
    """Return what makes a code another one when it changes: not its name, place or keywords."""
    return tuple(" ".join(text.split()) for text in (code.definition, code.include, code.exclude))


def _versions_of(unit: Unit, reads: Sequence[Read]) -> frozenset[str]:
    return frozenset(
        version
        for version in {read.codebook for read in reads}
        if all(_covers(part, [read for read in reads if read.codebook == version]) for part in unit.parts)
    )


def _covers(part: tuple[int, int], reads: Sequence[Read]) -> bool:
    """Tell whether the spans that were read together cover `part`."""
    position = part[0]
    for read in sorted(reads, key=lambda item: item.span):
        if read.span.start <= position < read.span.end:
            position = read.span.end
    return position >= part[1]


def _reading(code: Code, units: Sequence[frozenset[str]], known: Mapping[str, frozenset[str]]) -> Reading:
    for_code = [any(code.id in known[version] for version in versions) for versions in units]
    if all(for_code):
        return Reading.COMPLETE
    if all(units):
        return Reading.NOT_REREAD
    return Reading.INCOMPLETE if any(units) else Reading.NOT_REVIEWED
