"""The transcript with its codings as HTML without a script: for plain Python and other places without a front end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from qualcode.transcript import Transcript, Turn

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class StaticView:
    """A transcript and what lies on it, to be read but not coded.

    It shows itself in a notebook as HTML, with the words of the transcript, which the notebook's
    file then holds as well.
    """

    transcript: Transcript
    items: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, str]

    def to_html(self) -> str:
        """Return the transcript with its codings as a piece of HTML in which every word is escaped."""
        rows = "".join(self._row(number, turn) for number, turn in enumerate(self.transcript.turns, start=1))
        title = escape(self.labels["transcript_of"].format(id=self.transcript.id))
        return (
            f"<section aria-label='{title}'><b>{title}</b>"
            f"<table style='width:100%;border-collapse:collapse'>{rows}</table></section>"
        )

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        codings = sum(item["kind"] == "coding" for item in self.items.values())
        return f"<Transcript {self.transcript.id}: {len(self.transcript.turns)} turns, {codings} codings>"

    def _row(self, number: int, turn: Turn) -> str:
        lying = [item for item in self.items.values() if item["start"] < turn.end and turn.start < item["end"]]
        speaker = turn.speaker or self.labels["speaker_unknown"]
        return (
            f"<tr><td style='vertical-align:top;white-space:nowrap'>{number}. {escape(speaker)}</td>"
            f"<td style='text-align:left;white-space:pre-wrap'>{self._text(turn, lying)}</td>"
            f"<td style='vertical-align:top;text-align:left'>{self._names(lying)}</td></tr>"
        )

    def _text(self, turn: Turn, lying: Iterable[Mapping[str, Any]]) -> str:
        spans = [(max(item["start"], turn.start), min(item["end"], turn.end), item) for item in lying]
        cuts = sorted({turn.start, turn.end, *(border for start, end, _ in spans for border in (start, end))})
        pieces = []
        for start, end in itertools.pairwise(cuts):
            words = escape(self.transcript.text[start:end])
            over = [item for first, last, item in spans if first < end and start < last]
            pieces.append(f"<mark style='{self._style(over)}'>{words}</mark>" if over else words)
        return "".join(pieces)

    def _style(self, over: list[Mapping[str, Any]]) -> str:
        coded = [item for item in over if item["kind"] != "suggestion"]
        colour = self._colour((coded or over)[0])
        ground = f"background:{colour}33" if coded else "background:none"
        return f"color:inherit;{ground};border-bottom:2px {'solid' if coded else 'dotted'} {colour}"

    def _names(self, lying: Iterable[Mapping[str, Any]]) -> str:
        names = []
        for item in lying:
            name = self.codes.get(item["code"], {}).get("name", item["code"])
            whose = {"coding": "", "suggestion": f" ({self.labels['suggestion']})"}
            shown = name + whose.get(item["kind"], f" ({item.get('coder')})")
            names.append(f"<span style='border-left:4px solid {self._colour(item)}'>&nbsp;{escape(shown)}</span>")
        return "<br>".join(names)

    def _colour(self, item: Mapping[str, Any]) -> str:
        colour = str(self.codes.get(item["code"], {}).get("colour", ""))
        return colour if _COLOUR.fullmatch(colour) else "#808080"
