"""What the Dutch engine can do: ``python -m benchmarks.dutch [--data FOLDER] [--growth]``.

The figures on Universal Dependencies come from the development files of UD Dutch in FOLDER/ud, by
cross-validation: nothing of a document that is measured was learned from. FOLDER/dutch has lists made by hand.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.dutch import compounds, ellipsis, lemmas, sentences, speed, study, verbs
from benchmarks.dutch.figures import Figure

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def main() -> int:
    """Print all figures; status 1 where one is below its bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dutch", description=__doc__)
    parser.add_argument("--data", type=Path, default=_SHARED, help="the folder of the lists and files")
    parser.add_argument("--growth", action="store_true", help="measure also how time grows with the text (minutes)")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"{options.data} is not there. Name the folder of the data with --data.", file=sys.stderr)
        return 2
    ud = options.data / "ud"
    figures = [
        *speed.measure(options.data),
        *(speed.growth(options.data) if options.growth else ()),
        *lemmas.measure(ud),
        *verbs.measure(ud, options.data / "dutch" / "sepverbs_interview.tsv"),
        *compounds.measure(ud, options.data / "dutch" / "keyword_in_word.tsv"),
        *ellipsis.measure(options.data / "bulk"),
        *sentences.measure(ud, options.data / "dutch" / "spoken_sentences.txt"),
        *study.measure(),
    ]
    print(f"{'':52}{'seen':>8}{'bar':>8}{'aim':>8}")
    for figure in figures:
        print(_line(figure))
    study.main()
    study.calibration()
    return int(not all(figure.holds for figure in figures))


def _line(figure: Figure) -> str:
    numbers = "".join(f"{number:8.2f}" if number is not None else " " * 8 for number in figure[1:4])
    return f"{figure.name[:52]:52}{numbers}  {'' if figure.holds else 'below'} {figure.note}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
