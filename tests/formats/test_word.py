"""What of a Word document counts as its text."""

from __future__ import annotations

import io
import zipfile

import pytest

from qualcode.errors import ReadError

from .helpers import headings, paragraph, read, read_word, run, speakers, spoken, table, word

REL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOLD = "<w:b/>"


def _note_part(tag: str, child: str, text: str, kind: str = "") -> str:
    mark = f' w:type="{kind}"' if kind else ""
    return f'<w:{tag} xmlns:w="{REL}"><w:{child} w:id="1"{mark}>{paragraph(text)}</w:{child}></w:{tag}>'


def _control(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='NAAM'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def _shape(text: str) -> str:
    """Return a text box as Word writes it: once for new and once for old programs."""
    new = f"<w:drawing><wps:txbx>{_box(text)}</wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox>{_box(text)}</v:textbox></w:pict>"
    both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        (_control(run("keuze")), "a keuze b"),
        (_control(_control(run("keuze"))), "a keuze b"),
        (f'<w:ins w:id="1" w:author="x">{run("nieuw")}</w:ins>', "a nieuw b"),
        (f'<w:moveTo w:id="1" w:author="x">{run("hier")}</w:moveTo>', "a hier b"),
        (f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>', "a link b"),
        (f'<w:smartTag w:uri="u" w:element="e">{run("Ede")}</w:smartTag>', "a Ede b"),
        (f'<w:fldSimple w:instr="DATE">{run("1 mei")}</w:fldSimple>', "a 1 mei b"),
        ("<w:r><w:t>ex</w:t><w:noBreakHyphen/><w:t>man</w:t></w:r>", "a ex-man b"),
        ("<w:r><w:t>x</w:t><w:tab/><w:t>y</w:t></w:r>", "a x\ty b"),
        ("<w:r><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>", "a x\ny b"),
        ("<w:r><w:t>x</w:t><w:cr/><w:t>y</w:t></w:r>", "a x\ny b"),
        ('<w:r><w:t xml:space="preserve">e\u0301e\u0301n</w:t></w:r>', "a één b"),
        (run("e") + run("\u0301"), "a é b"),
    ],
)
def test_what_the_reader_of_a_document_sees_is_text(piece: str, text: str) -> None:
    """Content controls, insertions, links, tags, fields, breaks and tabs keep their words in place."""
    assert spoken(read_word(paragraph("R: a ", piece, " b"))) == [("R", text)]


def test_a_field_gives_its_result_and_not_its_instruction() -> None:
    """The code behind a field stays out, what it shows stays in."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("zie hier")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert spoken(read_word(paragraph("R: ", field))) == [("R", "zie hier")]


def test_a_content_control_around_paragraphs_is_read() -> None:
    """A control may hold whole turns."""
    assert spoken(read_word(_control(paragraph("R: Ja.") + paragraph("I: Nee.")))) == [("R", "Ja."), ("I", "Nee.")]


def test_a_content_control_around_rows_and_cells_is_read() -> None:
    """A control may hold the rows or the cells of a table."""
    cells = _control("<w:tc>" + paragraph("I") + "</w:tc>") + "<w:tc>" + paragraph("Hoe?") + "</w:tc>"
    other = "<w:tc>" + paragraph("R") + "</w:tc><w:tc>" + paragraph("Goed.") + "</w:tc>"
    rows = f"<w:tr>{cells}</w:tr>" + _control(f"<w:tr>{other}</w:tr>")
    assert spoken(read_word(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")) == [("I", "Hoe?"), ("R", "Goed.")]


@pytest.mark.parametrize(
    "piece",
    [
        '<w:del w:id="1" w:author="x"><w:r><w:delText>WEG</w:delText></w:r></w:del>',
        f'<w:del w:id="1" w:author="x">{run("WEG")}</w:del>',
        f'<w:moveFrom w:id="1" w:author="x">{run("WEG")}</w:moveFrom>',
    ],
)
def test_deletions_stay_out_and_are_named(piece: str) -> None:
    """What was deleted or moved away is not text; the notes say that it was there."""
    reading = read_word(paragraph("R: Ja", piece, "."))
    assert spoken(reading) == [("R", "Ja.")]
    assert reading.notes == ("left out: 1 tracked deletions",)


@pytest.mark.parametrize(
    ("part", "content", "note"),
    [
        ("word/comments.xml", _note_part("comments", "comment", "WEG"), "left out: 1 comments"),
        ("word/footnotes.xml", _note_part("footnotes", "footnote", "WEG"), "left out: 1 footnotes"),
        ("word/endnotes.xml", _note_part("endnotes", "endnote", "WEG"), "left out: 1 endnotes"),
        ("word/header1.xml", _note_part("hdr", "x", "WEG"), "left out: headers and footers"),
        ("word/footer1.xml", _note_part("ftr", "x", "WEG"), "left out: headers and footers"),
    ],
)
def test_what_stands_beside_the_body_stays_out_and_is_named(part: str, content: str, note: str) -> None:
    """Comments, footnotes, headers and footers are not text; the notes name them."""
    reading = read_word(paragraph("R: Ja."), parts=[(part, content)])
    assert (reading.text.strip(), reading.notes) == ("R: Ja.", (note,))


def test_the_lines_that_part_footnotes_are_no_footnotes() -> None:
    """Word's own separators are not reported."""
    part = ("word/footnotes.xml", _note_part("footnotes", "footnote", "", "separator"))
    assert read_word(paragraph("R: Ja."), parts=[part]).notes == ()


def test_a_text_box_counts_once() -> None:
    """Word writes a text box twice, for new and for old programs; it is read once, below its paragraph."""
    assert read_word(paragraph("R: Ja.", _shape("KADER"))).text == "R: Ja.\nKADER"


def test_a_text_box_in_a_text_box_counts_once() -> None:
    """However boxes are nested, each word comes out once."""
    inner = paragraph("binnen", f"<w:r><w:pict>{_box('KERN')}</w:pict></w:r>")
    outer = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    assert read_word(paragraph("R: Ja.", outer)).text.split() == ["R:", "Ja.", "binnen", "KERN"]


def test_a_deleted_text_box_stays_out() -> None:
    """A box inside a deletion is deleted, too."""
    assert "KADER" not in read_word(paragraph("R: Ja.", f'<w:del w:id="1" w:author="x">{_shape("KADER")}</w:del>')).text


def test_soft_breaks_part_turns() -> None:
    """Turns may stand in one paragraph, parted by soft breaks."""
    lines = paragraph(run("I:", BOLD), " Hoe?", "<w:r><w:br/></w:r>", run("R:", BOLD), " Goed.")
    assert spoken(read_word(lines)) == [("I", "Hoe?"), ("R", "Goed.")]


def test_a_label_may_be_split_over_runs() -> None:
    """Word cuts a label in pieces as it likes; it is one label all the same."""
    split = paragraph(run("Fem", BOLD), "<w:proofErr w:type='spellStart'/>", run("ke", BOLD), run(":", BOLD), " Ja.")
    assert spoken(read_word(split)) == [("Femke", "Ja.")]


def test_cells_may_hold_several_paragraphs() -> None:
    """A turn in a cell runs over its paragraphs, and an empty one at the label does no harm."""
    label, other = paragraph("I") + paragraph(""), paragraph("R") + paragraph("")
    reading = read_word(table((label, paragraph("Hoe?") + paragraph("En thuis?")), (other, "Goed.")))
    assert spoken(reading) == [("I", "Hoe?\nEn thuis?"), ("R", "Goed.")]
    assert reading.text == "I\tHoe?\nEn thuis?\nR\tGoed."


def test_a_table_of_one_cell_is_read_as_its_paragraphs() -> None:
    """An interview inside a frame of one cell keeps its headings and turns."""
    heading = paragraph("Werk", properties='<w:outlineLvl w:val="1"/>')
    reading = read_word(table((heading + paragraph("I: Hoe?") + paragraph("R: Goed."),)))
    assert (headings(reading), spoken(reading)) == (["Werk"], [("I", "Hoe?"), ("R", "Goed.")])


def test_nested_tables_count_once() -> None:
    """A table inside a cell comes out once, within that cell's turn."""
    inner = table(("een", "twee"), ("drie", "vier"))
    reading = read_word(table(("I", "Hoe?"), ("R", paragraph("Kijk:") + inner + paragraph("klaar"))))
    assert spoken(reading) == [("I", "Hoe?"), ("R", "Kijk:\neen\ttwee\ndrie\tvier\nklaar")]


def test_bold_by_a_style_is_bold() -> None:
    """A question is bold also where its paragraph's or its letters' style makes it so."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Vraag"><w:name w:val="Vraag"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Vet"><w:name w:val="Vet"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    reading = _with_styles(
        styles,
        paragraph("Hoe?", properties='<w:pStyle w:val="Vraag"/>'),
        paragraph("Goed."),
        paragraph(run("En?", '<w:rStyle w:val="Vet"/>')),
        paragraph(run("Ook.", "<w:b w:val='0'/>"), properties='<w:pStyle w:val="Vraag"/>'),
    )
    assert reading == ["interviewer", "respondent", "interviewer", "respondent"]


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_bold_that_is_switched_off_is_not_bold(off: str) -> None:
    """A run that says 'not bold' is not."""
    reading = read_word(paragraph(run("Hoe?", BOLD)), paragraph(run("Goed.", f'<w:b w:val="{off}"/>')))
    assert [turn.role.value for turn in reading.turns] == ["interviewer", "respondent"]


@pytest.mark.parametrize(("level", "found"), [("0", ["Werk"]), ("9", [])])
def test_an_outline_level_makes_a_heading(level: str, found: list[str]) -> None:
    """Levels 0 to 8 are headings; level 9 is Word's number for body text."""
    title = paragraph("Werk", properties=f'<w:outlineLvl w:val="{level}"/>')
    assert headings(read_word(title, paragraph("R: Ja."))) == found


def test_a_heading_ends_a_turn() -> None:
    """What stands below a heading and names nobody belongs to no turn."""
    title = paragraph("Werk", properties='<w:pStyle w:val="Heading1"/>')
    reading = read_word(paragraph("R: Ja."), title, paragraph("Tussen."), paragraph("I: Hoe?"))
    assert (spoken(reading), headings(reading)) == ([("R", "Ja."), ("I", "Hoe?")], ["Werk"])


def test_a_document_in_the_strict_form_is_refused() -> None:
    """A form of Word document that cannot be read gives a reason and not an empty interview."""
    strict = word(paragraph("R: Ja.")), REL.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with pytest.raises(ReadError, match="Strict Open XML"):
        read("R01.docx", _replaced(*strict))


@pytest.mark.parametrize("damage", range(0, 2000, 97))
def test_a_damaged_document_is_read_or_refused(damage: int) -> None:
    """A byte that is wrong gives text or a reason, never a crash."""
    data = bytearray(word(paragraph("R: Ja.")))
    place = bytes(data).find(b"word/document.xml") + damage
    data[place] ^= 0xFF
    try:
        outcome = read("R01.docx", bytes(data)).text
    except ReadError as error:
        outcome = str(error)
    assert outcome


def test_a_label_in_the_document_is_given_as_it_stands() -> None:
    """Upper and lower case of a label stay as they were typed."""
    assert speakers(read_word(paragraph("INTERVIEWER: Hoe?"), paragraph("resp.: Goed."))) == ["INTERVIEWER", "resp."]


def _replaced(data: bytes, old: bytes, new: bytes, name: str = "word/document.xml") -> bytes:
    """Return the container with `old` replaced in the part `name`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new) if part == name else content)
    return buffer.getvalue()


def _with_styles(styles: str, *paragraphs: str) -> list[str]:
    data = _replaced(word(*paragraphs), b"</w:styles>", f"{styles}</w:styles>".encode(), "word/styles.xml")
    return [turn.role.value for turn in read("R01.docx", data).turns]
