"""The consensus of several coders: decisions with a reason, in a journal of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualcode.coder import Coder
from qualcode.coding.events import Event
from qualcode.coding.find import Where
from qualcode.coding.state import Coding


class Consensus(Coder):
    """The codings that several coders agree on, in a journal of their own.

    >>> both = project.consensus(by="anna")                                          # doctest: +SKIP
    >>> both.settle("R03", "elk met een eigen potje", "vve", reason="gaat over geld") # doctest: +SKIP
    """

    def __init__(self, *arguments: Any, by: str, **options: Any) -> None:
        """Take what a coder takes; `by` is who writes the decisions down."""
        self._by = by
        super().__init__(*arguments, **options)

    def settle(
        self,
        transcript: str,
        where: Where,
        code: str,
        *,
        reason: str,
        about: Iterable[Coding | str] = (),
        **options: Any,
    ) -> Coding:
        """Put a passage under a code by consensus, and return the coding.

        `reason` says why, `about` names the codings that it settles; `options` are those of `code`.
        """
        carried = self._carried(transcript, where, code, **options) | {"reason": reason, "about": _ids(about)}
        return self._same(carried) or self._coded(carried)

    def dismiss(self, about: Iterable[Coding | str], reason: str) -> None:
        """Note that codings are not taken over into the consensus, and why."""
        self._write("memo", {"on": {"coding": _ids(about)}, "note": reason})

    def _write(self, kind: str, carried: Mapping[str, Any], replaces: Iterable[str] = ()) -> Event:
        return super()._write(kind, {**carried, "by": self._by}, replaces)


def _ids(codings: Iterable[Coding | str]) -> list[str]:
    return [item if isinstance(item, str) else item.id for item in codings]
