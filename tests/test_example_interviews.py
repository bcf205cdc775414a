"""The constructed interviews of the example study, and the script that packs them."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from qualcode.errors import ReadError
from qualcode.formats import FORMATS, Options

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "tools" / "example_interviews.py"
INTERVIEWS = ROOT / "interviews"
if not (SCRIPT.exists() and INTERVIEWS.exists()):
    pytest.skip("tools/ and interviews/ are in the repository only", allow_module_level=True)


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_interviews", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


script = load_script()
CONVERSATIONS: dict[str, Any] = {item.id: item for item in script.CONVERSATIONS}
READERS = {suffix: item.read for item in FORMATS for suffix in item.suffixes}
sixteen = pytest.mark.parametrize("name", CONVERSATIONS)

HARD_SOURCE = """\
I: Zo. Hij loopt: <b> & {accolade} \\ ‘aanhaling’ – dat is 100%.

R: Ja… een hele lange zin met é, ë, ö en € die over de eerste cue heen loopt, Piet: dat weet u.
Kortom: de tweede alinea.

I: – maar?

R: Nee.
"""


def packed(name: str) -> bytes:
    return INTERVIEWS.joinpath(CONVERSATIONS[name].file).read_bytes()


def source_for(name: str) -> str:
    """Return the hard source with the labels of a conversation, and with a heading where it may have one."""
    labels = CONVERSATIONS[name].labels
    respondent = next(label for label in labels if label.startswith("R"))
    heading = f"{script.HEADING} De huidige situatie\n\n" if script.HEADING in labels else ""
    return HARD_SOURCE.replace("R: ", f"{respondent}: ").replace("I: –", f"{heading}I: –")


def spoken_words(name: str) -> int:
    return sum(len(piece.text.split()) for piece in script.parse(script.unpack(CONVERSATIONS[name], packed(name))))


def test_unpacking_and_packing_changes_no_byte(tmp_path: Path) -> None:
    """Who unpacks the repository's interviews and packs them again gets the same files."""
    assert script.main(["unpack", str(INTERVIEWS), str(tmp_path / "sources")]) == 0
    assert script.main(["pack", str(tmp_path / "sources"), str(tmp_path / "packed")]) == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "packed").iterdir()}
    assert files == {path.name: path.read_bytes() for path in INTERVIEWS.glob("R??.*")}


@sixteen
def test_each_file_says_that_it_is_constructed(name: str) -> None:
    """Whoever opens an interview reads above its first turn that the conversation never took place."""
    conversation = CONVERSATIONS[name]
    reading = READERS[conversation.suffix](packed(name), Options())
    # The reader leaves the notes of captions out of the text.
    text = packed(name).decode("utf-8") if conversation.suffix == ".vtt" else reading.text
    first_words = reading.text[reading.turns[0].start :][:10]
    assert script.CONSTRUCTED in text[: text.index(first_words)]
    assert f"Gesprek {name}, {conversation.date}" in text[: text.index(first_words)]


@sixteen
def test_each_interview_is_as_long_as_a_short_conversation(name: str) -> None:
    """Each transcript has 1,300 to 2,000 spoken words, by an interviewer and by a respondent."""
    labels = {piece.label for piece in script.parse(script.unpack(CONVERSATIONS[name], packed(name)))}
    assert 1300 <= spoken_words(name) <= 2000
    assert "I" in labels
    assert any(re.fullmatch(r"R\d*", label) for label in labels)


def test_the_example_study_is_large_enough() -> None:
    """There are sixteen transcripts with at least 24,000 spoken words together."""
    assert list(CONVERSATIONS) == [f"R{number:02}" for number in range(1, 17)]
    assert sum(map(spoken_words, CONVERSATIONS)) >= 24_000


@sixteen
def test_every_layout_gives_a_source_back(name: str) -> None:
    """Marks, accents, further paragraphs and headings come back from each file as they went in."""
    source = source_for(name)
    # Captions know no paragraphs.
    expected = source.replace("u.\nKortom", "u. Kortom") if name == "R09" else source
    assert script.unpack(CONVERSATIONS[name], script.pack(CONVERSATIONS[name], source)) == expected


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("I: Dag.\n\nDag.\n", "R03.txt: no label before 'Dag.'"),
        ("I: Dag.\n\nR05: Dag.\n", "R03.txt: the label 'R05' of 'Dag.' is not known"),
        ("I: Dag.\n\nR: Hij vroeg:\nI: Wat is dit?\n", "R03.txt: the reader takes"),
    ],
)
def test_a_source_that_would_be_read_otherwise_is_refused(source: str, reason: str) -> None:
    """A source with a turn that nobody speaks, or that the reader would cut elsewhere, is not packed."""
    with pytest.raises(ReadError, match=re.escape(reason)):
        script.pack(CONVERSATIONS["R03"], source)


def test_nothing_is_packed_when_one_source_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault in one source leaves all packed files as they were and is told with its file."""
    sources, target = tmp_path / "sources", tmp_path / "packed"
    script.unpack_folder(INTERVIEWS, sources)
    (sources / "R16.txt").write_text("Geen label.\n", encoding="utf-8")
    assert script.main(["pack", str(sources), str(target)]) == 1
    assert not target.exists()
    assert capsys.readouterr().err.startswith("R16.txt: no label")
