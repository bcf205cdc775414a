"""``python -m qualcode`` is the command line."""

import sys

from qualcode.cli import main

sys.exit(main())
