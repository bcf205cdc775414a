"""Write embedded data anew: ``python -m tools.dutch_data WHAT … --ud FOLDER``, in the order that ``--help`` lists.

Needs ``pip install lingotweaker-data-nl pyphen wordfreq``, and the CoNLL-U files of UD Dutch in FOLDER.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "qualcode" / "dutch" / "data"


def main() -> None:
    """Write the data that are named."""
    parser = argparse.ArgumentParser(prog="python -m tools.dutch_data", description=__doc__)
    parser.add_argument("what", nargs="+", choices=list(_BUILDERS))
    parser.add_argument("--ud", type=Path, help="the folder of the CoNLL-U files")
    options = parser.parse_args()
    for name in options.what:
        print(f"{name} …", flush=True)
        _BUILDERS[name](options.ud or Path())


def _lexicon(_: Path) -> None:
    from tools.dutch_data.lexicon import write_lexicon

    write_lexicon(DATA)


def _constituents(_: Path) -> None:
    from tools.dutch_data.constituents import write_constituents

    write_constituents(DATA)


def _kin(_: Path) -> None:
    from tools.dutch_data.kin import write_kin

    write_kin(DATA)


def _verbs(_: Path) -> None:
    from tools.dutch_data.verbs import write_verbs

    write_verbs(DATA)


def _verb_pairs(ud: Path) -> None:
    from tools.dutch_data.verb_pairs import write_verb_pairs

    write_verb_pairs(DATA, ud)


def _tagger(ud: Path) -> None:
    from tools.dutch_data.tagger import write_tagger

    write_tagger(DATA, ud)


def _lemmas(ud: Path) -> None:
    from tools.dutch_data.lemmas import write_lemmas

    write_lemmas(DATA, ud)


_BUILDERS: Mapping[str, Callable[[Path], None]] = {
    "lexicon": _lexicon,
    "constituents": _constituents,
    "kin": _kin,
    "verbs": _verbs,
    "verb_pairs": _verb_pairs,
    "tagger": _tagger,
    "lemmas": _lemmas,
}

if __name__ == "__main__":
    main()
