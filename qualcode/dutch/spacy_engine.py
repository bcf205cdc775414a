"""A Dutch spaCy pipeline beside the package's own rules. Only here spaCy is imported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qualcode.dutch.verbs import SeparableVerb, split_verb
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from qualcode.dutch.engine import Engine

_KEPT = 4_096


class SpacyEngine:
    """The own rules, and what the pipeline knows beyond them: lemmas and particles in a sentence."""

    def __init__(self, name: str, rules: Engine) -> None:
        """Load the pipeline by its name or path. Raises `QualcodeError` where spaCy cannot load it."""
        self._nlp = _loaded(name)
        self._rules = rules
        self._doc = lru_cache(maxsize=_KEPT)(self._parsed)

    @property
    def version(self) -> str:
        """Name and version of the rules and of the pipeline."""
        meta = self._nlp.meta
        return f"{self._rules.version} + {meta['lang']}_{meta['name']} {meta['version']}"

    def lemmas(self, words: Sequence[str]) -> list[frozenset[str]]:
        """Return for each word the lemma by the rules, and that by the pipeline."""
        found = self._rules.lemmas(words)
        if not self._has_lemmas:
            return found
        doc = self._doc(tuple(words))
        return [own | _surface(token.lemma_) for own, token in zip(found, doc, strict=True)]

    def verbs(self, words: Sequence[str], verbs: frozenset[str]) -> list[SeparableVerb]:
        """Return the verbs that the rules find, and those whose particle the parser joins to them."""
        found = self._rules.verbs(words, verbs)
        doc = self._doc(tuple(words))
        if not doc.has_annotation("DEP"):
            return found
        known = {item.at for item in found}
        for token in doc:
            if token.dep_ != "compound:prt" or token.head == token:
                continue
            for verb in sorted(verbs):
                particle, base = split_verb(verb) or ("", "")
                at = tuple(sorted((token.i, token.head.i)))
                lemmas = self.lemmas(words)[token.head.i]
                if token.lower_ == particle and lemmas & {base, verb} and at not in known:
                    found = [*found, SeparableVerb(verb, at, "apart")]
        return found

    @property
    def _has_lemmas(self) -> bool:
        return any("lemma" in name or name == "attribute_ruler" for name in self._nlp.pipe_names)

    def _parsed(self, words: tuple[str, ...]) -> Doc:
        from spacy.tokens import Doc

        starts: list[bool | int | None] = [at == 0 for at in range(len(words))]
        return self._nlp(Doc(self._nlp.vocab, words=list(words), sent_starts=starts))


def _surface(lemma: str) -> frozenset[str]:
    """Return a pipeline's lemma as the package writes lemmas: in one piece, in small letters."""
    plain = lemma.replace("_", "").casefold()
    # Pipelines that join a particle to its verb write the verb's own lemma behind the last underscore.
    return frozenset({plain, lemma.rsplit("_", 1)[-1].casefold()} - {""})


def _loaded(name: str) -> Language:
    import spacy

    try:
        nlp: Any = spacy.load(name, exclude=["ner"])
    except (OSError, ValueError, ImportError) as error:
        raise QualcodeError(
            f"spaCy cannot load the pipeline '{name}' ({str(error).splitlines()[0]}). "
            'Choose another in qualcode.toml, or none: pipeline = "none".'
        ) from error
    if nlp.lang != "nl":
        raise QualcodeError(f"The pipeline '{name}' is for the language '{nlp.lang}', not for Dutch (nl).")
    loaded: Language = nlp
    return loaded
