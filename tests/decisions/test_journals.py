"""Journals on disk: what was confirmed is there, whatever happens."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualcode.coding.events import new_event
from qualcode.errors import QualcodeError, WriteError
from qualcode.journals import JournalFile

CODE_IN_A_LOOP = """
import os, random, sys
from datetime import UTC, datetime
from pathlib import Path
from qualcode.coding.events import new_event
from qualcode.journals import JournalFile

folder, coder, count, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
dice = random.Random(seed)
whole = os.write
if seed >= 0:
    def torn(handle, data):
        # Now and then the process dies in the middle of a write.
        if dice.random() < 0.02:
            whole(handle, bytes(data)[: dice.randrange(len(data))])
            os.kill(os.getpid(), 9)
        return whole(handle, data)
    os.write = torn
journal = JournalFile(folder, coder)
for _ in range(count):
    event = new_event("memo", coder, datetime.now(UTC), {"on": {}, "note": "Ja, " * dice.randrange(200)})
    journal.append(event)
    whole(1, event.id.encode() + b"\\n")
"""


def child(folder: Path, coder: str, count: int, seed: int) -> subprocess.Popen[bytes]:
    """Start a process that decides `count` times, and prints the id of each decision whose call returned."""
    command = [sys.executable, "-c", CODE_IN_A_LOOP, str(folder), coder, str(count), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def ids(path: Path) -> list[str]:
    """Return the ids in a journal by another reader than the package's."""
    return [json.loads(line)["id"] for line in path.read_bytes().decode("utf-8").split("\n") if line]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_what_was_confirmed_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Killed 200 times, also in the middle of a write: all confirmed decisions are there, and none is there in half."""
    journal = JournalFile(tmp_path, "anna")
    confirmed: list[str] = []
    dice = random.Random(0)
    for seed in range(200):
        process = child(tmp_path, "anna", 10_000, seed)
        assert process.stdout is not None
        for _ in range(dice.randrange(1, 8)):
            line = process.stdout.readline()
            if line:
                confirmed.append(line.decode().strip())
        process.kill()
        confirmed += [name.decode() for name in process.communicate()[0].split(b"\n") if len(name) == 32]
        parsed = journal.read()
        assert {event.id for event in parsed.events} >= set(confirmed)
        assert all(problem.message == "the last line breaks off." for problem in parsed.problems)
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "en verder"}))
    found = ids(journal.path)
    assert len(found) == len(set(found))
    assert journal.read().problems == ()


def test_several_programs_write_at_once(tmp_path: Path) -> None:
    """Four processes of two coders write 5,000 decisions: all are there, none twice, no line is broken."""
    processes = [child(tmp_path, coder, 1250, -1) for coder in ("anna", "anna", "bram", "bram")]
    confirmed = [process.communicate()[0].decode().split() for process in processes]
    assert all(process.returncode == 0 for process in processes)
    for coder, (one, other) in {"anna": confirmed[:2], "bram": confirmed[2:]}.items():
        found = ids(JournalFile(tmp_path, coder).path)
        assert len(found) == 2500
        assert set(found) == {*one, *other}


@pytest.mark.parametrize("failing", ["write", "fsync"])
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """When the disk is full the journal's file is named, and what was recorded before is as it was."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "één"}))
    before = journal.path.read_bytes()
    whole = os.write
    left = [10]

    def full(handle: int, data: bytes) -> int:
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = whole(handle, bytes(data)[: left[0]])
        left[0] -= written
        return written

    def no_sync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, failing, full if failing == "write" else no_sync)
    with pytest.raises(WriteError, match=r"anna\.jsonl could not be written: No space left on device"):
        journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "twee"}))
    monkeypatch.undo()
    assert journal.path.read_bytes() == before
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "drie"}))
    assert [event.get("note") for event in journal.read().events] == ["één", "drie"]


def test_a_torn_line_is_set_aside_and_kept(tmp_path: Path) -> None:
    """What a crash left of a line is told, does not count, and is kept beside the journal."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "één"}))
    with journal.path.open("ab") as file:
        file.write(b'{"id":"x","kind":"memo","note":"half')
    assert [problem.line for problem in journal.read().problems] == [2]
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "twee"}))
    assert [event.get("note") for event in journal.read().events] == ["één", "twee"]
    (aside,) = (tmp_path / "codings" / "torn").iterdir()
    assert aside.read_text("utf-8") == '{"id":"x","kind":"memo","note":"half'


def test_a_line_end_that_an_editor_took_away_costs_nothing(tmp_path: Path) -> None:
    """A whole last line counts, also without its line end."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "één"}))
    journal.path.write_bytes(journal.path.read_bytes().rstrip(b"\n"))
    journal.append(new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": "twee"}))
    assert [event.get("note") for event in journal.read().events] == ["één", "twee"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "con", "LPT1", "a b", ".anna", "x" * 50])
def test_a_name_that_cannot_be_a_file_is_refused(tmp_path: Path, name: str) -> None:
    """A coder's name becomes a file name on every system."""
    with pytest.raises(QualcodeError, match="cannot be a coder's name"):
        JournalFile(tmp_path, name)
