"""How long does reading a journal take? ``python -m benchmarks.journal [EVENTS]``.

The time for a journal of 100,000 decisions is set against that of `json.loads` on its lines, in one
run on the same machine, so that the ratio says something anywhere.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from qualcode.coding.events import Event, event_line, new_event, parse_journal
from qualcode.coding.state import fold

FIRST = datetime(2021, 3, 16, 9, tzinfo=UTC)
SENTENCE = "Dat is hier met het wijkteam goed geregeld, maar ‘die schotten’ tussen de potjes blijven, hè. "


def journal(count: int) -> bytes:
    """Return a journal as a coder leaves it: codings, every tenth of them changed, every hundredth undone."""
    dice = random.Random(1)
    text, codebook = ("".join(dice.choices("0123456789abcdef", k=64)) for _ in range(2))
    events: list[Event] = []
    for number in range(count):
        start = dice.randrange(9000)
        carried = {"transcript": "R01", "text": text, "start": start, "end": start + 95, "quote": SENTENCE}
        carried |= {"before": SENTENCE[:40], "after": SENTENCE[-40:], "code": "vve.kwaliteit", "codebook": codebook}
        replaces = [events[-1].id] if number % 10 == 9 else []
        kind, data = ("undo", {"of": events[-1].id}) if number % 100 == 50 else ("code", carried)
        events.append(new_event(kind, "anna", FIRST + timedelta(seconds=number), data, replaces))
    return b"".join(map(event_line, events))


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """Return the time of the quickest of some calls."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print the times and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    data = journal(count)
    lines = data.splitlines()
    plain = seconds(lambda: [json.loads(line) for line in lines])
    events = parse_journal(data).events
    read, folded = seconds(lambda: parse_journal(data)), seconds(lambda: fold(events))
    print(f"{count:,} events, {len(data) / 2**20:.0f} MB")
    for name, taken in (("json.loads on its lines", plain), ("reading the journal", read), ("fold", folded)):
        print(f"{name:24}{taken:8.2f} s{taken / plain:8.2f}")


if __name__ == "__main__":
    main()
