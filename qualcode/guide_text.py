"""A guide from the document in which the researcher has it, and as YAML.

A heading begins a topic; a numbered line is a question ("3."), or one under it ("3a.", or a deeper level
of the list); what is neither is told as a problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.errors import Problem
from qualcode.formats.guide_lines import GuideLine, guide_lines
from qualcode.guide import InterviewGuide, Question, Topic

_NUMBER = re.compile(
    r"(?:vraag\s+)?(?P<main>\d{1,2})(?:\s*[.)]?\s*(?P<part>[a-z])(?=[.)\s:]))?\s*[.):]*\s+(?P<text>.+)", re.IGNORECASE
)
_LETTER = re.compile(r"(?P<part>[a-z])[.)]\s+(?P<text>.+)", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:topic|thema|blok|deel)\s+)?(?:[\dIVX]{1,4}[.):]\s*)?", re.IGNORECASE)


@dataclass
class _Draft:
    """The guide as far as it was read."""

    topics: list[Topic]
    problems: list[Problem]
    main: Question | None = None
    parts: int = 0

    def add(self, question: Question) -> None:
        """Put a question at the end of the last topic."""
        last = self.topics[-1]
        self.topics[-1] = replace(last, questions=(*last.questions, replace(question, topic=last.id)))


def read_guide(data: bytes, suffix: str) -> tuple[InterviewGuide, list[Problem]]:
    r"""Return the guide in a .docx or .md document, and what of it could not be read.

    Raises `ReadError` for a file of another kind, or one that cannot be opened.

    >>> read_guide(b"# Kennismaking\n1. Wie bent u?\na. Hoe lang al?", ".md")[0].questions[1].id
    '1a'
    """
    draft = _Draft([], [])
    for line in guide_lines(data, suffix):
        if line.heading:
            _begin_topic(line, draft)
        else:
            _take(line, draft)
    filled = [topic for topic in draft.topics if topic.questions]
    # The first heading may be the document's title; another without questions was meant to have some.
    for topic in draft.topics[1:]:
        if not topic.questions:
            draft.problems.append(Problem("", f"the heading '{topic.label}' has no questions.", "It was left out."))
    if not filled:
        draft.problems.append(
            Problem("", "no question was found.", "Number the questions: 1., 1a., 2.; or end them with '?'.")
        )
    return InterviewGuide(tuple(filled)), [*draft.problems, *_doubled(filled)]


def guide_yaml(guide: InterviewGuide) -> str:
    """Return the guide as the YAML of a study's guide/ folder.

    >>> print(guide_yaml(InterviewGuide((Topic("a", "A", (Question("1", "Wie?", "a"),)),))), end="")
    topics:
    - id: a
      label: A
      questions:
      - id: '1'
        text: Wie?
    """
    import yaml

    content = {"topics": [_topic_entry(topic) for topic in guide.topics]}
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))


def _begin_topic(line: GuideLine, draft: _Draft) -> None:
    label = _LEAD.sub("", line.text).strip(" :") or line.text
    known = {topic.id for topic in draft.topics}
    name = base = _slug(label)
    count = 2
    while name in known:
        name, count = f"{base}_{count}", count + 1
    draft.topics.append(Topic(name, label))
    draft.main = None


def _take(line: GuideLine, draft: _Draft) -> None:
    """Take a line as a question, a question under one, or a problem."""
    numbered, lettered = _NUMBER.fullmatch(line.text), _LETTER.fullmatch(line.text)
    if not draft.topics and (numbered or lettered or line.level is not None or line.text.endswith("?")):
        draft.topics.append(Topic("vragen", "Vragen"))
    if numbered and not numbered["part"]:
        _add_main(numbered["main"], numbered["text"], draft)
    elif numbered:
        _add_part(line, numbered["part"], numbered["text"], draft, numbered["main"])
    elif lettered:
        _add_part(line, lettered["part"], lettered["text"], draft)
    elif line.level:
        _add_part(line, None, line.text, draft)
    elif line.level == 0 or line.text.endswith("?"):
        _add_main(None, line.text, draft)
    else:
        hint = "Make it a heading, number it, or leave it out."
        draft.problems.append(Problem("", f"'{line.text[:60]}' is neither topic nor question.", hint, line.number))


def _add_main(number: str | None, text: str, draft: _Draft) -> None:
    mains = [int(q.id) for topic in draft.topics for q in topic.questions if q.parent is None and q.id.isdecimal()]
    name = number or str(max(mains, default=0) + 1)
    draft.main, draft.parts = Question(name, text.strip(), ""), 0
    draft.add(draft.main)


def _add_part(line: GuideLine, letter: str | None, text: str, draft: _Draft, main: str | None = None) -> None:
    if draft.main is None or (main is not None and main != draft.main.id):
        hint = "Put it below the question that it belongs to."
        draft.problems.append(Problem("", f"'{line.text[:60]}' stands under no question.", hint, line.number))
        return
    draft.parts += 1
    name = draft.main.id + (letter.casefold() if letter else chr(ord("a") + (draft.parts - 1) % 26))
    draft.add(Question(name, text.strip(), "", draft.main.id))


def _doubled(topics: Sequence[Topic]) -> list[Problem]:
    ids = [question.id for topic in topics for question in topic.questions]
    twice = dict.fromkeys(name for name in ids if ids.count(name) > 1)
    return [Problem("", f"question {name} stands there twice.", "Give each its own number.") for name in twice]


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain)[:4]) or "topic"


def _topic_entry(topic: Topic) -> dict[str, Any]:
    entries: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    for question in topic.questions:
        entry: dict[str, Any] = {"id": question.id, "text": question.text}
        entry |= {key: list(value) for key in ("synonyms", "themes") if (value := getattr(question, key))}
        by_id[question.id] = entry
        above = by_id.get(question.parent or "")
        (entries if above is None else above.setdefault("probes", [])).append(entry)
    return {"id": topic.id, "label": topic.label, "questions": entries}
