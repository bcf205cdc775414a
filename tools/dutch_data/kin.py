"""``kin.tsv.xz``: nouns, each with the verbs and adjectives that say the same.

A pair is proposed by the ending of the noun. It is kept where the dictionary has both, and the verb or
adjective is not far rarer than the noun: "bedrijf" has little to do with "bedrijven", nor "situatie" with "situeren".
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.dutch.conjugation import UNSTRESSED, conjugate, stems
from qualcode.dutch.verbs import split_verb
from tools.dutch_data.dictionary import Word, dictionary
from tools.dutch_data.lexicon import RAREST, frequency

# What a noun ends in, and its adjective instead.
_ADJECTIVES = (
    ("heid", ""),
    ("iteit", ""),
    ("iviteit", "ief"),
    ("biliteit", "bel"),
    ("iliteit", "iel"),
    ("aliteit", "aal"),
    ("aliteit", "eel"),
    ("ariteit", "air"),
    ("ariteit", "aar"),
    ("iciteit", "iek"),
    ("ositeit", "eus"),
    ("ositeit", "oos"),
    ("isme", "istisch"),
    ("iek", "isch"),
    ("ie", "isch"),
    ("ica", "isch"),
    ("entie", "ent"),
    ("antie", "ant"),
)
_VERBS = (
    ("ing", "en"),
    ("atie", "eren"),
    ("antie", "eren"),
    ("entie", "eren"),
    ("ie", "ioneren"),
    ("ctie", "cteren"),
    ("ctie", "ceren"),
    ("sie", "deren"),
    ("ie", "iëren"),
    ("age", "eren"),
    ("e", "eren"),
    ("", "eren"),
    ("s", "ceren"),
    ("uur", "ureren"),
    ("aal", "aleren"),
    ("ies", "iseren"),
    ("ose", "osticeren"),
    ("name", "nemen"),
)
# A noun of a short verb often means something else by now: "rekening", "houding", "woning".
_SHORTEST_VERB, _SHORTEST_WITH_PREFIX = 8, 7
_SHORTEST_BEFORE_EREN = 6
# How much rarer, on Zipf's scale, the other word may be.
_RARER_VERB, _RARER_ADJECTIVE = 1.6, 1.5
# Of a rarer noun little can be said by frequency.
_RARE = 3.0
# What is done takes no plural; what has come of it does: "woningen".
_RARE_PLURAL = 2.5
_SHORTEST_ADJECTIVE = 4
_OPEN = frozenset({"BNW", "ZNW", "WKW", "DVS", "DVW", "ENM"})


class Words:
    """What the dictionary says of nouns, adjectives and verbs."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Take all readings of all forms."""
        self.nouns: set[str] = set()
        self.verbs: set[str] = set()
        self._adjectives: set[str] = set()
        self._closed: set[str] = set()
        self._naming: set[str] = set()
        for word in words:
            kind = word.tag[:3]
            if kind not in _OPEN:
                self._closed.add(word.form)
            elif kind == "ZNW":
                self._naming.add(word.form)
                if word.form == word.lemma and word.tag.startswith("ZNW:EKV"):
                    self.nouns.add(word.form)
            elif kind == "WKW":
                # Of some verbs the dictionary has the participle only.
                self.verbs.add(word.lemma)
            elif kind == "BNW" and word.form == word.lemma:
                self._adjectives.add(word.form)

    def is_adjective(self, word: str) -> bool:
        """Tell whether a word is an adjective, and no small word as well: "waar"."""
        return len(word) >= _SHORTEST_ADJECTIVE and word in self._adjectives and word not in self._closed

    def use(self, verb: str) -> float:
        """Return how often a verb is used, by those of its forms that are no nouns."""
        forms = conjugate(verb)
        own = (form for form in {*forms.finite, *forms.participles, *forms.inflected} if form not in self._naming)
        return max(map(frequency, own), default=0.0)


def write_kin(folder: Path) -> None:
    """Write the file into `folder`."""
    words = Words(dictionary())
    nouns = (noun for noun in sorted(words.nouns) if noun.isalpha() and frequency(noun) >= RAREST)
    lines = [f"{noun}\t{' '.join(sorted(kin))}" for noun in nouns if (kin := kin_of(noun, words))]
    data = "\n".join(lines).encode("utf-8")
    (folder / "kin.tsv.xz").write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


def kin_of(noun: str, words: Words) -> set[str]:
    """Return the verbs and adjectives that say the same as a noun."""
    adjectives = (word for word in _instead(noun, _ADJECTIVES) if words.is_adjective(word))
    verbs = (verb for verb in {*_instead(noun, _VERBS), *_of_stem(noun)} if verb in words.verbs)
    often = frequency(noun)
    return {
        *(word for word in adjectives if frequency(word) >= often - _RARER_ADJECTIVE),
        *(verb for verb in verbs if _is_action(noun, verb, words)),
    }


def _instead(noun: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (noun.removesuffix(ending) + other for ending, other in endings if noun.endswith(ending))


def _of_stem(noun: str) -> Iterator[str]:
    """Yield verbs whose stem the noun is, with a particle or prefix: "aanpak", "gebruik", "bijdrage"."""
    doubled = len(noun) > 2 and noun[-2] == noun[-3]
    bare = f"{noun[:-2]}{noun[-1:]}" if doubled else noun
    voiced = bare[:-1] + {"f": "v", "s": "z"}.get(bare[-1:], bare[-1:])
    for verb in {f"{noun}en", f"{noun}{noun[-1:]}en", f"{bare}en", f"{voiced}en"}:
        if _is_long(verb) and noun in stems(verb):
            yield verb
    if noun.endswith("e") and split_verb(f"{noun}n"):
        yield f"{noun}n"


def _is_long(verb: str) -> bool:
    return len(verb) >= (_SHORTEST_WITH_PREFIX if verb.startswith(UNSTRESSED) else _SHORTEST_VERB)


def _is_action(noun: str, verb: str, words: Words) -> bool:
    """Tell whether a noun names what the verb does."""
    if noun not in stems(verb) and not _is_borrowed(noun, verb):
        return False
    if split_verb(verb):
        # The forms in which its parts stand together say little of how often it is used.
        return True
    often = frequency(noun)
    if often > _RARE and words.use(verb) < often - _RARER_VERB:
        return False
    if noun.endswith("e") and verb == f"{noun}ren" and frequency(f"{verb[:-2]}ing") > often - 1:
        # What is made from "waarderen" is "waardering", not "waarde".
        return False
    return _is_long(verb) or (noun.endswith("ing") and frequency(f"{noun}en") < _RARE_PLURAL)


def _is_borrowed(noun: str, verb: str) -> bool:
    """Tell whether a verb has its stress on "-eren", as "alarmeren", and not before it, as "schilderen" of no "schild"."""
    if verb not in (f"{noun}eren", f"{noun.removesuffix('e')}eren"):
        return True
    stressed = frequency(f"{verb[:-3]}ert") > 0 or frequency(f"ge{verb[:-3]}erd") > 0
    return stressed and (noun.endswith("e") or len(noun) >= _SHORTEST_BEFORE_EREN)
