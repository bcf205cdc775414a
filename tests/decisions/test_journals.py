"""Journals on disk: what was confirmed is there, whatever happens."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from qualcode.coding.events import Event, new_event
from qualcode.errors import QualcodeError, WriteError
from qualcode.journals import JournalFile
from tests.decisions.helpers import coder_on, event, passage, quotes, talk

CODE = """
import os, random, sys
from datetime import UTC, datetime
from pathlib import Path
from qualcode.coding.events import new_event
from qualcode.journals import JournalFile

write = os.write

def decide(folder, coder, count, dice):
    journal = JournalFile(Path(folder), coder)
    for _ in range(count):
        event = new_event("memo", coder, datetime.now(UTC), {"on": {}, "note": "Ja, " * dice.randrange(200)})
        journal.append(event)
        write(1, event.id.encode() + b"\\n")
"""
# Decides 1,250 times.
CODER = CODE + "decide(sys.argv[1], sys.argv[2], 1250, random.Random(1))"
# For each number that comes in, a process of its own decides until it is killed, or dies in the middle of a write.
CODERS = (
    CODE
    + """
def torn(handle, data):
    if dice.random() < 0.05:
        write(handle, bytes(data)[: dice.randrange(len(data))])
        os.kill(os.getpid(), 9)
    return write(handle, data)

for line in sys.stdin:
    if os.fork() == 0:
        dice, os.write = random.Random(int(line)), torn
        write(1, b"pid %d\\n" % os.getpid())
        decide(sys.argv[1], sys.argv[2], 10_000, dice)
    os.wait()
    write(1, b"end\\n")
"""
)


def started(script: str, folder: Path, coder: str) -> subprocess.Popen[str]:
    """Start a process that prints the id of each decision whose call has returned."""
    command = [sys.executable, "-c", script, str(folder), coder]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def ids(path: Path) -> list[str]:
    """Return the ids in a journal by another reader than the package's."""
    return [json.loads(line)["id"] for line in path.read_bytes().decode("utf-8").split("\n") if line]


def noted(journal: JournalFile) -> list[str]:
    return [str(event.get("note")) for event in journal.read().events]


def note(text: str) -> Event:
    return new_event("memo", "anna", datetime.now(UTC), {"on": {}, "note": text})


def killed(process: subprocess.Popen[str], seed: int, dice: random.Random) -> Iterator[str]:
    """Let a new process decide for a while, kill it, and yield the ids that it has printed."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{seed}\n")
    pid = int(process.stdout.readline().removeprefix("pid "))
    for _ in range(dice.randrange(8)):
        line = process.stdout.readline()
        if line == "end\n":
            return
        yield line.strip()
    time.sleep(dice.uniform(0, 0.004))
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    while (line := process.stdout.readline()) != "end\n":
        yield line.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_what_was_confirmed_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Killed 200 times, also in the middle of a write: all confirmed decisions are there, and none is there in half."""
    journal, confirmed, torn, dice = JournalFile(tmp_path, "anna"), list[str](), 0, random.Random(0)
    with started(CODERS, tmp_path, "anna") as process:
        for seed in range(200):
            confirmed += killed(process, seed, dice)
            parsed = journal.read()
            assert {event.id for event in parsed.events} >= set(confirmed)
            assert all(problem.message == "the last line breaks off." for problem in parsed.problems)
            torn += len(parsed.problems)
        assert process.stdin is not None
        process.stdin.close()
    assert torn > 10
    assert len(confirmed) > 400
    journal.append(note("en verder"))
    found = ids(journal.path)
    assert len(found) == len(set(found))
    assert journal.read().problems == ()


def test_several_programs_write_at_once(tmp_path: Path) -> None:
    """Four processes of two coders write 5,000 decisions: all are there, none twice, no line is broken."""
    processes = [started(CODER, tmp_path, coder) for coder in ("anna", "anna", "bram", "bram")]
    confirmed = [process.communicate()[0].split() for process in processes]
    assert all(process.returncode == 0 for process in processes)
    for coder, (one, other) in {"anna": confirmed[:2], "bram": confirmed[2:]}.items():
        found = ids(JournalFile(tmp_path, coder).path)
        assert len(found) == 2500
        assert set(found) == {*one, *other}


def no_space(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("failing", ["write", "fsync"])
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """When the disk is full the journal's file is named, and what was recorded before is as it was."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(note("één"))
    before = journal.path.read_bytes()
    whole = os.write
    left = [10]

    def full(handle: int, data: bytes) -> int:
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = whole(handle, bytes(data)[: left[0]])
        left[0] -= written
        return written

    monkeypatch.setattr(os, failing, full if failing == "write" else no_space)
    with pytest.raises(WriteError, match=r"anna\.jsonl could not be written: No space left on device"):
        journal.append(note("twee"))
    monkeypatch.undo()
    assert journal.path.read_bytes() == before
    journal.append(note("drie"))
    assert noted(journal) == ["één", "drie"]


def test_a_torn_line_is_set_aside_and_kept(tmp_path: Path) -> None:
    """What a crash left of a line is told, does not count, and is kept beside the journal."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(note("één"))
    with journal.path.open("ab") as file:
        file.write(b'{"id":"x","kind":"memo","note":"half')
    assert [problem.line for problem in journal.read().problems] == [2]
    journal.append(note("twee"))
    assert noted(journal) == ["één", "twee"]
    (aside,) = (tmp_path / "codings" / "torn").iterdir()
    assert aside.read_text("utf-8") == '{"id":"x","kind":"memo","note":"half'


def test_a_line_end_that_an_editor_took_away_costs_nothing(tmp_path: Path) -> None:
    """A whole last line counts, also without its line end."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(note("één"))
    journal.path.write_bytes(journal.path.read_bytes().rstrip(b"\n"))
    journal.append(note("twee"))
    assert noted(journal) == ["één", "twee"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "con", "LPT1", "a b", ".anna", "x" * 50])
def test_a_name_that_cannot_be_a_file_is_refused(tmp_path: Path, name: str) -> None:
    """A coder's name becomes a file name on every system."""
    with pytest.raises(QualcodeError, match="cannot be a coder's name"):
        JournalFile(tmp_path, name)


def test_what_was_set_aside_is_not_written_over(tmp_path: Path) -> None:
    """Two lines that broke off at the same place of the journal are both kept beside it."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(note("één"))
    whole = journal.path.read_bytes()
    for half in (b'{"id":"x"', b'{"id":"y"'):
        journal.path.write_bytes(whole + half)
        journal.append(note("twee"))
    aside = {file.read_bytes() for file in (tmp_path / "codings" / "torn").iterdir()}
    assert aside == {b'{"id":"x"', b'{"id":"y"'}


def test_a_journal_that_another_program_writes_to_is_waited_for(tmp_path: Path) -> None:
    """While another program holds the journal's lock nothing is written, and who waited in vain reads why."""
    journal = JournalFile(tmp_path, "anna", patience=0.05)
    journal.append(note("één"))
    with FileLock(tmp_path / "codings" / ".anna.lock"):
        with pytest.raises(WriteError, match="another program is writing to it and does not let go"):
            journal.append(note("twee"))
        JournalFile(tmp_path, "bram").append(note("van bram"))
    journal.append(note("drie"))
    assert noted(journal) == ["één", "drie"]


def test_what_another_program_appended_is_read_again(tmp_path: Path) -> None:
    """Lines that a merge or another program put into the journal are there after a refresh, and are not written over."""
    coder, journal = coder_on(tmp_path), JournalFile(tmp_path, "anna")
    coder.code("R01", "wijkteam", "vve")
    journal.append(event("van-elders", **passage(talk().text, "schotten")))
    assert quotes(coder) == [("wijkteam", "vve")]
    coder.code("R01", "Ja, precies", "vve")
    coder.refresh()
    assert sorted(quotes(coder)) == [("Ja, precies", "vve"), ("schotten", "vve"), ("wijkteam", "vve")]


def test_several_decisions_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions that belong together are all in the journal, or none is."""
    journal = JournalFile(tmp_path, "anna")
    journal.append(note("één"), note("twee"))
    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(WriteError):
        journal.append(note("drie"), note("vier"))
    monkeypatch.undo()
    assert noted(journal) == ["één", "twee"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, the journal that could not be written is named."""
    (tmp_path / "codings").write_text("geen map", encoding="utf-8")
    with pytest.raises(WriteError, match=r"anna\.jsonl could not be written"):
        JournalFile(tmp_path, "anna").append(note("één"))
