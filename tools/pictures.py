"""Make the pictures of the documentation: python tools/pictures.py (needs LibreOffice and poppler)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import qualcode

ROOT = Path(__file__).resolve().parents[1]
# The part of the first page that the matrix takes, in pixels at this resolution.
RESOLUTION, LEFT, TOP, WIDTH, HEIGHT = 130, 90, 120, 1340, 250


def main() -> int:
    """Write docs/images/matrix.png from the workbook of the example study."""
    soffice, pdftoppm = shutil.which("soffice"), shutil.which("pdftoppm")
    if soffice is None or pdftoppm is None:
        print("soffice and pdftoppm are needed: install LibreOffice and poppler.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        outputs = qualcode.open(ROOT).run(folder)
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", folder, str(outputs.matrix)]
        subprocess.run(convert, check=True, capture_output=True)  # noqa: S603
        area = ["-x", str(LEFT), "-y", str(TOP), "-W", str(WIDTH), "-H", str(HEIGHT)]
        page = ["-r", str(RESOLUTION), "-f", "1", "-l", "1", "-singlefile", "-png"]
        pdf, picture = f"{folder}/matrix.pdf", str(ROOT / "docs" / "images" / "matrix")
        subprocess.run([pdftoppm, *page, *area, pdf, picture], check=True)  # noqa: S603
    return 0


if __name__ == "__main__":
    sys.exit(main())
