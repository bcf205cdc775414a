"""Spellings of one word: accents, hyphens, apostrophes and dots, and the letters of an older spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from qualcode.dutch.lexicon import lexicon

_MARKS = str.maketrans("", "", "-'./")
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = re.compile(r"[a-z]+\Z")
# "contact" and "kontakt", "extra" and "ekstra", "pannenkoek" and "pannekoek".
_OLDER = (
    (re.compile(r"c(?=[aoulrt])"), "k"),
    (re.compile(r"k(?=[aoulrt])"), "c"),
    (re.compile("ct"), "kt"),
    (re.compile("x"), "ks"),
    (re.compile("ks"), "x"),
    (re.compile(r"(?<=\w{3}e)n(?=[bcdfghjklmnpqrstvwz][aeiou])"), ""),
    (re.compile(r"(?<=\w{3}e)(?=[bcdfghjkmpqrtvwz][aeiou]\w\w)"), "n"),
)


def spelling_key(form: str) -> str:
    """Return the form in which spellings of one word meet that `normal_form` keeps apart.

    >>> spelling_key("v.v.e."), spelling_key("coördinator"), spelling_key("ib'er"), spelling_key("po-overleg")
    ('vve', 'coordinator', 'iber', 'pooverleg')
    """
    if _PLAIN.match(form):
        return form
    return unicodedata.normalize("NFC", _ACCENTS.sub("", _decomposed(form.translate(_MARKS))))


def is_same_word(keyword: str, word: str) -> bool:
    """Tell whether a word of the text with the keyword's spelling key is that word.

    It is where only marks differ or an accent is added, and where an accent is left out unless
    that makes another word.

    >>> is_same_word("coördinator", "coordinator"), is_same_word("dat", "dát"), is_same_word("één", "een")
    (True, True, False)
    """
    if keyword.translate(_MARKS) == word.translate(_MARKS) or _ACCENTS.sub("", _decomposed(keyword)) == keyword:
        return True
    return word not in lexicon()


def older_spellings(form: str) -> Iterator[str]:
    """Yield spellings of a word by older rules that are no words of their own.

    >>> sorted(older_spellings("contact"))
    ['contakt', 'kontact', 'kontakt']
    """
    found = {form}
    for pattern, letters in _OLDER:
        found |= {pattern.sub(letters, word) for word in found}
    found.discard(form)
    yield from (word for word in found if word not in lexicon())


def _decomposed(form: str) -> str:
    return unicodedata.normalize("NFD", form)
