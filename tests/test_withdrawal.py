"""Words are withdrawn: a respondent's, or a passage."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from qualcode.cli import main
from qualcode.errors import QualcodeError, UnknownValueError
from qualcode.journals import JournalFile
from qualcode.project import Project, open_study
from tests.conftest import StudyMaker

LONG_WORD = re.compile(r"[^\W\d_]{7,}")


@pytest.fixture
def study(example_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the example study's own files, in which Anna and Bram have coded some passages."""
    folder = tmp_path / "studie"
    for name in ("interviews", "guide"):
        shutil.copytree(example_folder / name, folder / name)
    shutil.copy(example_folder / "codebook.yaml", folder)
    project = open_study(folder)
    for name in ("anna", "bram"):
        coder = project.coder(name)
        for transcript in project.transcripts.values():
            for turn in transcript.turns:
                if turn.respondent and turn.end - turn.start > 30:
                    coder.code(transcript.id, (turn.start, turn.end), "armoede", memo=transcript.speech(turn)[:60])
            coder.reviewed(transcript.id)
            coder.undo()
            coder.redo()
    return folder


def own_words(project: Project, respondent: str) -> set[str]:
    mine: set[str] = set()
    # Words that the researcher writes, and the names of others, are not the respondent's alone.
    written = [(project.path / "codebook.yaml").read_text("utf-8")]
    written += [file.read_text("utf-8") for file in (project.path / "guide").iterdir()]
    rows = (project.path / "interviews" / "respondents.csv").read_text("utf-8").splitlines()
    written += [row for row in rows if not row.startswith(f"{respondent};")]
    others = {word for text in written for word in LONG_WORD.findall(text.casefold())}
    for transcript in project.transcripts.values():
        for turn in transcript.turns:
            words = LONG_WORD.findall(transcript.speech(turn).casefold())
            (mine if turn.respondent == respondent else others).update(words)
    return mine - others


def words_of_others(project: Project, respondent: str) -> dict[str, list[str]]:
    return {
        transcript.id: [
            transcript.speech(turn)
            for turn in transcript.turns
            if turn.respondent != respondent and any(one not in (None, respondent) for one in transcript.respondents)
        ]
        for transcript in project.transcripts.values()
    }


@pytest.mark.parametrize("respondent", ["R07", "R06", "R12", "R16"])
def test_no_word_that_only_the_respondent_says_is_left(study: Path, respondent: str) -> None:
    """After a withdrawal no long word that only this respondent says is in any file of the study."""
    words = own_words(open_study(study), respondent)
    assert len(words) > 50

    done = open_study(study).redact(respondent)

    assert done.decisions > 10
    for file in study.rglob("*"):
        if file.is_file():
            found = words & set(LONG_WORD.findall(file.read_bytes().decode("utf-8", "ignore").casefold()))
            assert not found, (file, found)
    texts = [transcript.text for transcript in open_study(study).transcripts.values()]
    assert not words & {word for text in texts for word in LONG_WORD.findall(text.casefold())}
    assert [item.split(":")[0] for item in done.remaining] == ["copies outside this folder"]


def test_no_word_that_only_r07_says_is_left_in_the_coded_study(example_folder: Path, tmp_path: Path) -> None:
    """Of the example with all its codings, no file holds a long word that nobody but R07 says, the codebook included."""
    study = tmp_path / "studie"
    for name in ("interviews", "guide", "codings", "notebooks"):
        shutil.copytree(example_folder / name, study / name)
    for name in ("codebook.yaml", "qualcode.toml"):
        shutil.copy(example_folder / name, study)
    mine: set[str] = set()
    others: set[str] = set()
    for transcript in open_study(study).transcripts.values():
        for turn in transcript.turns:
            said = LONG_WORD.findall(transcript.speech(turn).casefold())
            (mine if turn.respondent == "R07" else others).update(said)
    words = mine - others
    assert len(words) > 50

    done = open_study(study).redact("R07")

    assert [item.split(":")[0] for item in done.remaining] == ["copies outside this folder"]
    for file in study.rglob("*"):
        if file.is_file():
            found = words & set(LONG_WORD.findall(file.read_bytes().decode("utf-8", "ignore").casefold()))
            assert not found, (file, found)


@pytest.mark.parametrize("respondent", ["R07", "R06", "R12"])
def test_everyone_else_keeps_words_and_codings(study: Path, respondent: str) -> None:
    """The study opens without problems afterwards, and nobody else has lost a word or a coding."""
    before = open_study(study)
    kept_words = {name: words for name, words in words_of_others(before, respondent).items() if words}
    kept = before.codings()[["coder", "transcript", "code", "quote"]][before.codings()["respondent"] != respondent]

    before.redact(respondent)

    after = open_study(study)
    assert after.problems == ()
    assert respondent not in after.respondents.ids
    assert words_of_others(after, respondent) == kept_words
    assert after.codings()[["coder", "transcript", "code", "quote"]].values.tolist() == kept.values.tolist()
    assert set(after.codings()["status"]) <= {"same", "moved"}


def test_an_old_copy_of_a_journal_does_not_bring_it_back(study: Path) -> None:
    """When a colleague's older journal is merged in, what was withdrawn stays away, and is reported."""
    journal = study / "codings" / "anna.jsonl"
    old = journal.read_bytes()
    open_study(study).redact("R07")
    journal.write_bytes(journal.read_bytes() + old)

    after = open_study(study)

    assert "R07" not in set(after.codings()["transcript"])
    assert any("withdrawn" in problem.message for problem in after.problems)


def test_a_rehearsal_touches_nothing(study: Path) -> None:
    """With dry_run a withdrawal tells what it would do, and every file stays as it is."""
    before = {file: file.read_bytes() for file in study.rglob("*") if file.is_file()}
    planned = open_study(study).redact("R07", dry_run=True)
    assert planned.removed == ("interviews/R07.docx",)
    assert {file: file.read_bytes() for file in study.rglob("*") if file.is_file()} == before


def test_a_broken_journal_must_be_mended_first(study: Path) -> None:
    """Nobody can withdraw while a journal holds a line that cannot be read, since it could hide their words."""
    journal = study / "codings" / "anna.jsonl"
    journal.write_bytes(b"{broken\n" + journal.read_bytes())
    with pytest.raises(QualcodeError, match=r"anna\.jsonl, line 1"):
        open_study(study).redact("R07")


def test_an_unknown_respondent_is_named(study: Path) -> None:
    """A slip of the keyboard withdraws nobody."""
    with pytest.raises(UnknownValueError, match="R77"):
        open_study(study).redact("R77")


def test_the_command_asks_before_it_acts(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line the respondent's id must be typed; anything else changes nothing."""
    monkeypatch.setattr("builtins.input", lambda _: "nee")
    assert main(["redact", "R07", str(study)]) == 1
    assert (study / "interviews" / "R07.docx").exists()
    monkeypatch.setattr("builtins.input", lambda _: "R07")
    assert main(["redact", "R07", str(study)]) == 0
    assert not (study / "interviews" / "R07.docx").exists()
    assert "copies outside this folder" in capsys.readouterr().out


def test_torn_lines_are_forgotten(study: Path) -> None:
    """A torn line that was set aside goes too, since nobody knows whose words it holds."""
    journal = JournalFile(study, "anna")
    journal.path.write_bytes(journal.path.read_bytes() + b'{"id":"x","quote":"schraalhans')
    open_study(study).coder("anna").reviewed("R01")
    assert list((study / "codings" / "torn").iterdir())
    open_study(study).redact("R07")
    assert not list((study / "codings" / "torn").iterdir())


@pytest.mark.parametrize("step", ["keep_text", "forget_texts", "_worked_out", "_remove_rows"])
def test_an_interrupted_withdrawal_can_be_run_again(study: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Where the machine stops in the middle, a second run finishes the work, and nobody else loses a coding."""
    before = open_study(study)
    words = own_words(before, "R06")
    codings = before.codings()
    kept = codings[codings["respondent"] != "R06"][["coder", "transcript", "quote"]].to_numpy().tolist()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"qualcode.withdrawal.{step}", stop)
        with pytest.raises(KeyboardInterrupt):
            before.redact("R06")
    open_study(study).redact("R06")

    after = open_study(study)
    assert after.problems == ()
    assert after.codings()[["coder", "transcript", "quote"]].to_numpy().tolist() == kept
    for file in study.rglob("*"):
        if file.is_file():
            assert not words & set(LONG_WORD.findall(file.read_bytes().decode("utf-8", "ignore").casefold())), file


def test_a_transcript_that_cannot_be_read_must_be_mended_first(study: Path) -> None:
    """A damaged file could hold the respondent's words, so that nobody is told that they are gone."""
    (study / "interviews" / "R07.docx").write_bytes(b"PK damaged")
    with pytest.raises(QualcodeError, match=r"R07\.docx cannot be read"):
        open_study(study).redact("R07")


def test_a_passage_can_be_withdrawn_by_itself(study: Path) -> None:
    """Its words are nowhere any more; what was coded around it stays, also where it reached over the passage."""
    before = open_study(study)
    text = before.transcripts["R07"]
    turn = max((turn for turn in text.turns if turn.respondent), key=lambda turn: turn.end - turn.start)
    words = text.speech(turn).split()
    passage, around = " ".join(words[15:24]), " ".join(words[12:26])
    anna = before.coder("anna")
    anna.code("R07", around, "vve")
    anna.code("R07", passage, "armoede")
    count = len(before.coder("anna").codings)

    planned = before.redact("R07", passage, dry_run=True)
    assert passage in " ".join(open_study(study).transcripts["R07"].text.split())
    done = before.redact("R07", passage)
    assert (done.removed, done.rewritten, done.decisions) == (planned.removed, planned.rewritten, 1)
    assert done.remaining == planned.remaining, "no file holds a word that stood only there"

    after = open_study(study)
    assert passage not in after.transcripts["R07"].text
    assert "[ingetrokken]" in after.transcripts["R07"].text
    assert after.respondents.ids == before.respondents.ids
    assert len(after.coder("anna").codings) == count - 1
    reaching = [item for item in after.proposals("anna") if item.transcript == "R07"]
    assert sorted({item.coding.code for item in reaching}) == ["armoede", "vve"]
    assert not any(passage in item.coding.quote for item in reaching)
    for file in (study / "codings").rglob("*"):
        assert not file.is_file() or passage not in file.read_text("utf-8"), file


def test_questions_above_an_answer_stay_where_a_conversation_is_rewritten(make_study: StudyMaker) -> None:
    """Headings between the turns are still there after a passage was withdrawn."""
    text = "# Gesprek\n\nI: Hoe gaat het?\n\nR: Het gaat goed met de vve.\n\n# Vraag 2\n\nI: En nu?\n\nR: Nu iets geheims.\n"
    study = make_study({"interviews/R01.txt": None, "interviews/R01.md": text})
    open_study(study).redact("R01", "geheims")
    after = open_study(study).transcripts["R01"]
    assert [after.text[item.start : item.end] for item in after.headings][-1] == "# Vraag 2"
    assert "Nu iets [ingetrokken]." in after.text
    assert "geheims" not in (study / "interviews" / "R01.md").read_text("utf-8")


def test_a_passage_that_is_not_there_is_not_withdrawn(study: Path) -> None:
    """Words that nobody says are named, with the nearest that there are; nothing is touched."""
    with pytest.raises(QualcodeError, match="R07 does not say"):
        open_study(study).redact("R07", "dit zegt echt helemaal niemand")
