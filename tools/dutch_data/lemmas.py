"""``lemmas.json.xz``: lemmas by form and class as annotators gave them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.dutch_data.conllu import Sentence, read_conllu

# In these classes the annotators' choice is a convention; in the others the lexicon knows more words.
CLOSED = ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "NUM", "ADV")


def write_lemmas(folder: Path, ud: Path) -> None:
    """Write the table of all files in `ud` into `folder`."""
    table = learn(sentence for path in sorted(ud.glob("*.conllu")) for sentence in read_conllu(path))
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "lemmas.json.xz").write_bytes(lzma.compress(text.encode("utf-8")))


def learn(sentences: Iterable[Sentence]) -> Mapping[str, str]:
    """Return the most frequent lemma by ``form|class``, where it is that in most cases."""
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            counts.setdefault(f"{token.form.casefold()}|{token.upos}", Counter())[token.surface.casefold()] += 1
    return {
        key: found.most_common(1)[0][0]
        for key, found in counts.items()
        if key.rsplit("|", 1)[1] in CLOSED or found.most_common(1)[0][1] >= 0.8 * found.total()
    }
