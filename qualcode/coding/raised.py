"""How a theme came up: spontaneously, after a question for it, or because the interviewer brought it in.

This is a proposal; what a coder says of a coding goes before it.
"""

from __future__ import annotations

from enum import StrEnum

from qualcode.codebook import Codebook
from qualcode.coding.alignment.expressions import meanings
from qualcode.coding.alignment.likeness import words_in
from qualcode.coding.answers import Answer
from qualcode.coding.keywords import parse_keyword
from qualcode.errors import KeywordError
from qualcode.guide import InterviewGuide
from qualcode.transcript import Role, Transcript

_SHORTEST = 4


class Raised(StrEnum):
    """How a theme came up."""

    SPONTANEOUS = "spontaan"
    ASKED = "na vraag"
    PUT_FORWARD = "aangereikt"


class Proposals:
    """Proposes how the themes of codings came up, in one study."""

    def __init__(self, guide: InterviewGuide, codebook: Codebook) -> None:
        """Take the guide, whose questions may name themes, and the codebook, by whose keywords a theme is named."""
        self._themes = {question.id: frozenset(question.themes) for question in guide.questions}
        self._put = {topic.id for topic in guide.topics if "research" in meanings(topic.label)}
        self._codebook = codebook
        self._named: dict[str, frozenset[str]] = {}

    def of(self, transcript: Transcript, turn: int, answer: Answer, code: str, *, put_forward: bool) -> Raised:
        """Return how the theme of `code` came up in a turn of a respondent.

        It is put forward where the coder said so, where the interviewer's turn before it names the
        theme, and where the literature is put to the respondent; asked for where the guide says that
        the question asks for the theme (`themes`); else spontaneous.
        """
        lines = frozenset(self._codebook.line_of(code))
        if put_forward or answer.topic in self._put or self._is_named(transcript, turn, code):
            return Raised.PUT_FORWARD
        if any(
            lines & self._themes.get(question, frozenset()) for question in answer.questions or (answer.question or "",)
        ):
            return Raised.ASKED
        return Raised.SPONTANEOUS

    def _is_named(self, transcript: Transcript, turn: int, code: str) -> bool:
        before = [at for at in range(turn) if transcript.turns[at].role is Role.INTERVIEWER]
        if not before:
            return False
        said = words_in(transcript.speech(transcript.turns[before[-1]]))
        return any(known in word for known in self._words(self._codebook.theme_of(code).id) for word in said)

    def _words(self, theme: str) -> frozenset[str]:
        """Return the words by which a theme is known: those of its keywords of one word, and of its sub-codes'."""
        if theme not in self._named:
            texts = [
                text
                for code in self._codebook
                if self._codebook.theme_of(code.id).id == theme
                for text in code.keywords
            ]
            self._named[theme] = frozenset(word for text in texts for word in _single(text))
        return self._named[theme]


def _single(keyword: str) -> tuple[str, ...]:
    try:
        parse_keyword(keyword)
    except KeywordError:
        return ()
    words = words_in(keyword.strip("=*\"'"))
    return words if len(words) == 1 and len(words[0]) >= _SHORTEST else ()
