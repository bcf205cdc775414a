"""What is asked of Dutch sentences, and who answers: the package's own rules, or these with a spaCy pipeline.

Which words a keyword can match never depends on a pipeline: it is asked only what a word is in its
sentence, and its answers are added to those of the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from qualcode.dutch.lemmas import analyse, engine_version
from qualcode.dutch.verbs import SeparableVerb, separable_verbs
from qualcode.errors import QualcodeError

AUTO, NONE = "auto", "none"
# Under this name packages with spaCy pipelines make themselves known.
_GROUP = "spacy_models"
_BEST_FIRST = ("_trf", "_lg", "_md", "_sm")


class Engine(Protocol):
    """What is asked of a sentence, given as its words and marks.

    >>> engine("none").lemmas(["Zij", "werken", "samen", "."])[1]
    frozenset({'werken'})
    """

    @property
    def version(self) -> str:
        """Name and version, as outputs state them."""

    def lemmas(self, words: Sequence[str]) -> list[frozenset[str]]:
        """Return for each word the lemmas, in small letters, that it has in this sentence."""

    def verbs(self, words: Sequence[str], verbs: frozenset[str]) -> list[SeparableVerb]:
        """Return where these separable verbs stand in the sentence."""


class OwnRules:
    """The default: no pipeline."""

    @property
    def version(self) -> str:
        """Name and version of lexicon and rules."""
        return _own_version()

    def lemmas(self, words: Sequence[str]) -> list[frozenset[str]]:
        """Return the lemma that each word has by lexicon and tagger."""
        return [frozenset({analysis.lemma.casefold()}) for analysis in analyse(words)]

    def verbs(self, words: Sequence[str], verbs: frozenset[str]) -> list[SeparableVerb]:
        """Return where the verbs stand by rules."""
        return separable_verbs(words, verbs)


def engine(pipeline: str = AUTO) -> Engine:
    """Return the engine that a study's setting `pipeline` names.

    "none" is the package's own rules, "auto" these with the best Dutch spaCy pipeline that is
    installed, if there is one; else it is the name of an installed pipeline or the path of one.
    Raises `QualcodeError` where it is not there.
    """
    if pipeline == AUTO:
        found = installed_pipelines()
        return _with_pipeline(found[0]) if found else OwnRules()
    return OwnRules() if pipeline in (NONE, "") else _with_pipeline(pipeline)


def load() -> None:
    """Load lexicon, tagger and lists now, and not with the first question that needs them."""
    rules = OwnRules()
    rules.lemmas(["Wij", "dingesen", "samen", "."])
    rules.verbs(["Wij", "werken", "samen", "."], frozenset({"samenwerken"}))


def installed_pipelines() -> tuple[str, ...]:
    """Return the names of the Dutch spaCy pipelines that are installed, the best first."""
    names = {item.name for item in entry_points(group=_GROUP) if item.name.startswith("nl_")}
    return tuple(sorted(names, key=lambda name: (_rank(name), name)))


def how_to_install() -> str:
    """Return the one optional step by which a pipeline is added."""
    return "python -m spacy download nl_core_news_sm"


@lru_cache(maxsize=1)
def _own_version() -> str:
    return str(engine_version())


def _rank(name: str) -> int:
    return next((rank for rank, end in enumerate(_BEST_FIRST) if name.endswith(end)), len(_BEST_FIRST))


def missing_pipeline(pipeline: str) -> str | None:
    """Return what is to be told where the pipeline that a setting names is not there; None where all is well."""
    known = installed_pipelines()
    if pipeline in (AUTO, NONE, "", *known) or Path(pipeline).is_dir():
        return None
    have = f"Installed: {', '.join(known)}." if known else f"None is installed; to get one: {how_to_install()}"
    return f"the spaCy pipeline '{pipeline}' is not there. {have}"


@lru_cache(maxsize=4)
def _with_pipeline(name: str) -> Engine:
    from qualcode.dutch.spacy_engine import SpacyEngine

    missing = missing_pipeline(name)
    if missing:
        raise QualcodeError(f'{missing} To do without: pipeline = "none".')
    return SpacyEngine(name, OwnRules())
