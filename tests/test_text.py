"""Bytes become one canonical text: the encodings that files come in, what is remarked, the hash."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.errors import ReadError
from qualcode.text import canonical, decode, text_hash

SPOKEN = "I: Hoe gaat dat hier?\nR: Één café per wijk, hè? Dat vind ik ‘gezellig’… en het coöpereert.\n"


@pytest.mark.parametrize(
    ("written_as", "line_end", "chosen"),
    [
        ("utf-8", "\n", "utf-8"),
        ("utf-8-sig", "\r\n", "utf-8-sig"),
        ("utf-16", "\r\n", "utf-16"),
        ("utf-16-le", "\r\n", "utf-16-le"),
        ("utf-16-be", "\n", "utf-16-be"),
        ("cp1252", "\r\n", "cp1252"),
        ("mac_roman", "\r", "mac_roman"),
    ],
)
def test_a_text_reads_the_same_however_it_was_saved(written_as: str, line_end: str, chosen: str) -> None:
    """Whatever a researcher's editor saved in, the text is the same, and an old encoding is named."""
    decoded = decode(SPOKEN.replace("\n", line_end).encode(written_as))
    assert (decoded.text, decoded.encoding) == (SPOKEN, chosen)
    assert decoded.notes == (() if chosen.startswith("utf-8") else (f"read as {chosen}",))


@given(st.text().filter(lambda text: "\0" not in text and text.isprintable()))
@example("één")
@example("é")
def test_a_text_in_utf8_is_never_taken_for_another(text: str) -> None:
    """A text in UTF-8 is read as UTF-8, be it one letter or in another script."""
    assert decode(text.encode("utf-8")).text == canonical(text)


def test_a_text_that_was_damaged_earlier_is_remarked() -> None:
    """Who gets a file in which 'één' has become 'Ã©Ã©n' is told; one foreign word is no damage."""
    damaged = "R: Ã©Ã©n cafÃ© in de wijk."
    assert decode(damaged.encode()).notes == (
        "letters look damaged ('Ã«' for 'ë'): the text was once saved in the wrong encoding",
    )
    assert decode("R: De Braziliaanse SÃ£o, in hoofdletters.".encode()).notes == ()


def test_a_picture_named_txt_is_refused() -> None:
    """A file that holds no text is refused with what to do, rather than shown as signs."""
    with pytest.raises(ReadError, match=r"no text file\. Save it as plain text in UTF-8\."):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0ja")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latijn"])
def test_an_encoding_that_does_not_fit_is_named(encoding: str) -> None:
    """Who names an encoding that is wrong, or none, reads which one and what to do."""
    with pytest.raises(ReadError, match=rf"cannot be decoded as {encoding} .*Save it as UTF-8, or pass encoding=…"):
        decode("R: Hè?".encode("cp1252"), encoding)


def test_the_named_encoding_goes_before_the_guess() -> None:
    """Who knows better than the guess is believed."""
    assert decode("R: Hè?".encode("cp850"), "cp850").text == "R: Hè?"


def test_the_hash_is_that_of_what_is_said() -> None:
    """Saving a transcript anew on another system does not make it another transcript; correcting a letter does."""
    elsewhere = "\ufeff" + unicodedata.normalize("NFD", SPOKEN).replace("\n", "\r\n")
    assert elsewhere != SPOKEN
    assert text_hash(canonical(elsewhere)) == text_hash(SPOKEN)
    assert text_hash(canonical(SPOKEN.replace("wijk", "Wijk"))) != text_hash(SPOKEN)


def test_half_an_emoji_does_not_stop_anything() -> None:
    """Half a character, as a damaged export leaves it, becomes the replacement sign and can be saved."""
    assert canonical("R: ja \ud83d.") == "R: ja \ufffd."
    assert len(text_hash(canonical("\ud83d"))) == 64


@given(st.text(st.sampled_from("\ufeffe\u0301\r\n a")))
@example("\ufeff\ufeffja")
def test_canonical_text_is_as_canonical_as_it_gets(text: str) -> None:
    """Making a text canonical twice changes nothing more, also with several byte order marks in front."""
    assert canonical(canonical(text)) == canonical(text)
