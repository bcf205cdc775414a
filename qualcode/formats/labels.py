"""Speaker labels: which beginnings of a line name a speaker, and in which role."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.transcript import Role

_INTERVIEWER = frozenset(
    "i int int. interviewer interviewster interviewers onderzoeker onderzoekster vragensteller gespreksleider "
    "moderator v vraag".split()
)
_RESPONDENT = frozenset(
    "r resp resp. respondent respondente deelnemer deelneemster geïnterviewde geinterviewde participant informant "
    "a antwoord".split()
)
# Words that open a remark and name nobody.
_REMARKS = frozenset(
    "let op|nb|n.b.|ps|p.s.|noot|opmerking|opmerkingen|kontakt|contact|datum|plaats|locatie|duur|tijd|aanwezig|"
    "onderwerp|betreft|bron|titel|project|bestand|voorbeeld|bijvoorbeeld|kortom|conclusie|samenvatting|vraag en antwoord|"
    "transcript|transcriptie|toelichting|context|interview|http|https|note|notes|"
    "naam|leeftijd|functie|geslacht|organisatie|afdeling".split("|")
)
_PARTICLES = frozenset("van de der den het 't ten ter te el al in op von d'".split())
_MACHINE = re.compile(r"(?:SPEAKER_|Spreker |Speaker |S)\d{1,3}$")
_SUFFIX = re.compile(r"\s*\([^)]*\)$|\s*\d{1,2}$")


def role_of(label: str | None) -> Role:
    """Return the role that a label names by itself.

    >>> role_of("R1"), role_of("Interviewer (vervolg)"), role_of("Femke")
    (<Role.RESPONDENT: 'respondent'>, <Role.INTERVIEWER: 'interviewer'>, <Role.UNKNOWN: 'unknown'>)
    """
    if label is None:
        return Role.UNKNOWN
    core = _core(label)
    first = core.split(" ")[0]
    if core in _INTERVIEWER or first in {"interviewer", "interviewster"}:
        return Role.INTERVIEWER
    if core in _RESPONDENT or first in {"respondent", "respondente", "deelnemer"}:
        return Role.RESPONDENT
    return Role.UNKNOWN


def same_label(one: str, other: str) -> bool:
    """Tell whether two labels differ in case, blanks or a remark in brackets only."""
    return _plain(one) == _plain(other)


def is_remark(label: str) -> bool:
    """Tell whether a label opens a remark (``Let op:``) and names nobody."""
    return _plain(label) in _REMARKS


def speaker_labels(
    candidates: Counter[str], known: frozenset[str] = frozenset(), marked: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return which of the candidate labels name a speaker.

    `candidates` counts each beginning of a line that looks like a label, `known` are
    labels given beforehand, `marked` those that stand in bold. A label that means nothing
    by itself must be shaped like a name and occur twice, or stand in bold. All spellings of
    a label count together, and one that names a speaker vouches for the others.
    """
    plain = {label: _plain(label) for label in candidates}
    counts: Counter[str] = Counter()
    for label, count in candidates.items():
        counts[plain[label]] += count
    named = {
        plain[label]
        for label in candidates
        if _speaks(label) or (_is_name(label) and (counts[plain[label]] > 1 or label in marked))
    }
    speakers = (named - _REMARKS) | {_plain(label) for label in known}
    return frozenset(label for label in candidates if plain[label] in speakers)


def _speaks(label: str) -> bool:
    single = len(label) == 1 and label.isupper()
    return single or role_of(label) is not Role.UNKNOWN or bool(_MACHINE.match(label))


def _is_name(label: str) -> bool:
    words = label.split()
    return 0 < len(words) <= 5 and words[0][:1].isupper() and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() or word.casefold() in _PARTICLES or word.startswith("(") or word.isdigit()


def _plain(label: str) -> str:
    return " ".join(re.sub(r"\s*\([^)]*\)$", "", label).strip(" .:*_[]").casefold().split())


def _core(label: str) -> str:
    return _SUFFIX.sub("", _plain(label)).strip()
