"""What the page gets of a study: plain values, that JSON can carry. Offsets are code points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.codebook import Code, Codebook
from qualcode.coding.answers import Answer
from qualcode.dutch.sentences import sentences
from qualcode.guide import InterviewGuide
from qualcode.transcript import Transcript

# By theme, in order of the codebook: told apart in light and dark, and by the colour-blind as far as eight can be.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#a03030", "#7048c0", "#5a7d2a", "#607080")


def transcript_view(transcript: Transcript) -> dict[str, Any]:
    """Return a transcript with its turns, headings and borders of sentences.

    >>> transcript_view(Transcript("R01", "R01.txt", "Ja."))["id"]
    'R01'
    """
    return {
        "id": transcript.id,
        "hash": transcript.hash,
        "text": transcript.text,
        "words": transcript.word_count,
        "turns": [
            {
                "start": turn.start,
                "end": turn.end,
                "speaker": turn.speaker,
                "respondent": turn.respondent,
                "role": str(turn.role),
                "time": turn.time,
                "sentences": [list(span) for span in sentences(transcript.text, turn.start, turn.end)],
            }
            for turn in transcript.turns
        ],
        "headings": [[heading.start, heading.end] for heading in transcript.headings],
    }


def codebook_view(codebook: Codebook) -> list[dict[str, Any]]:
    """Return the codes in the order of their tree, each with its colour and its path of names."""
    themes = {theme.id: COLOURS[number % len(COLOURS)] for number, theme in enumerate(codebook.themes)}
    return [_code_view(code, codebook, themes) for code in codebook.tree]


def _code_view(code: Code, codebook: Codebook, colours: Mapping[str, str]) -> dict[str, Any]:
    line = codebook.line_of(code.id)
    return {
        "id": code.id,
        "name": code.name,
        "parent": code.parent,
        "path": [codebook[name].name for name in reversed(line)],
        "colour": colours[line[-1]],
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
    }


def keyed_view(answers: Sequence[Answer]) -> dict[str, dict[str, Any]]:
    """Return by turn which topic and question it belongs to, what it does, and how sure that is."""
    return {
        str(answer.turn): {
            "topic": answer.topic,
            "question": answer.question,
            "questions": list(answer.questions),
            "does": answer.does and str(answer.does),
            "how": answer.how,
            "confidence": answer.confidence,
        }
        for answer in answers
    }


def guide_view(guide: InterviewGuide) -> list[dict[str, Any]]:
    """Return the topics with their questions."""
    return [
        {
            "id": topic.id,
            "label": topic.label,
            "questions": [
                {"id": question.id, "text": question.text, "parent": question.parent} for question in topic.questions
            ],
        }
        for topic in guide.topics
    ]
