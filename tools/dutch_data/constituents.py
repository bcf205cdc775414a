"""``constituents.tsv.xz``: the words that the dictionary's compounds are made of, and how often in which place."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tools.dutch_data.dictionary import Word, dictionary
from tools.dutch_data.lexicon import RAREST, frequency

SHORTEST, LONGEST = 3, 16
# A word that begins or ends fewer compounds than this is no part that can be relied on.
PRODUCTIVE = 15
LINKS = ("s", "en", "e")
_WORDS = ("ZNW", "BNW", "WKW", "BYW", "GET")


def write_constituents(folder: Path) -> None:
    """Write the file into `folder`."""
    first, last = count(dictionary())
    lines = [
        f"{word}\t{first[word]}\t{last[word]}"
        for word in sorted({*first, *last})
        if max(first[word], last[word]) >= PRODUCTIVE
    ]
    (folder / "constituents.tsv.xz").write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9))


def count(words: Iterable[Word]) -> tuple[Counter[str], Counter[str]]:
    """Return how many compounds each word begins and how many it ends."""
    known: dict[str, set[str]] = {}
    compounds: set[str] = set()
    for word in words:
        known.setdefault(word.form, set()).add(word.tag[:3])
        if word.tag[:3] in ("ZNW", "BNW"):
            compounds.add(word.lemma.casefold())
    parts = {
        form
        for form, tags in known.items()
        if SHORTEST <= len(form) <= LONGEST
        and form.islower()
        and tags.intersection(_WORDS)
        and frequency(form) >= RAREST
    }
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for compound in compounds:
        if 6 <= len(compound) <= 30 and compound.isalpha():
            for at in range(SHORTEST, len(compound) - SHORTEST + 1):
                head, modifier = compound[at:], _modifier(compound[:at], parts)
                if head in parts and modifier is not None:
                    first[modifier] += 1
                    last[head] += 1
    return first, last


def _modifier(text: str, parts: set[str]) -> str | None:
    if text in parts:
        return text
    bare = (text.removesuffix(link) for link in LINKS if text.endswith(link))
    return next((word for word in bare if word in parts), None)
