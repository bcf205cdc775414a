r"""Pack the sixteen constructed interviews into the formats that researchers have, and back.

    python tools/example_interviews.py pack SOURCES INTERVIEWS
    python tools/example_interviews.py unpack INTERVIEWS SOURCES

A source is plain text, R01.txt to R16.txt: one turn a paragraph (``I: …``, ``R: …``), parted by blank
lines; a line directly below is a further paragraph of the turn; ``# …`` is a heading. The packed
files are the truth and are read back by qualcode's own readers. The same source gives the same
bytes everywhere: fixed dates, no authors, no compression (zlib differs between machines).
"""

from __future__ import annotations

import argparse
import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import accumulate, count, cycle, pairwise, zip_longest
from pathlib import Path
from types import MappingProxyType

from qualcode.errors import QualcodeError, ReadError
from qualcode.formats import FORMATS, Options
from qualcode.text import decode

CONSTRUCTED = (
    "Geconstrueerd transcript – dit gesprek heeft niet plaatsgevonden; alle personen, organisaties en plaatsen "
    "zijn verzonnen. Zie interviews/README.md."
)
HEADING = "#"
_OPENING = re.compile(rf"(?:(?P<heading>{HEADING})|(?P<label>[A-Z]\d{{0,2}}):) (?P<text>\S.*)$", re.DOTALL)
_READERS = {suffix: item.read for item in FORMATS for suffix in item.suffixes}


@dataclass(frozen=True)
class Piece:
    """A turn or a heading: who speaks (`HEADING` for a heading) and the paragraphs, a line each."""

    label: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the turn, at least one."""
        return self.text.split("\n")


Header = tuple[str, ...]
Layout = Callable[[Header, list[Piece]], bytes]


@dataclass(frozen=True)
class Conversation:
    """One of the sixteen: file, date and layout; `labels` leads from the source's labels to the file's."""

    id: str
    suffix: str
    date: str
    layout: Layout
    labels: Mapping[str, str]

    @property
    def file(self) -> str:
        """The name of the packed file."""
        return self.id + self.suffix

    @property
    def header(self) -> Header:
        """The lines above the first turn."""
        return (CONSTRUCTED, f"Gesprek {self.id}, {self.date}")


def parse(text: str, name: str = "") -> list[Piece]:
    """Return the turns and headings of the source `name`. Raises `ReadError` for a paragraph without a label."""
    pieces = []
    for block in re.split(r"\n{2,}", text.strip()):
        match = _OPENING.match(block)
        if match is None:
            hint = "Write 'I: …', 'R: …' or '# …', or take out the blank line."
            raise ReadError(f"no label before '{block[:40]}'.", hint, path=name)
        pieces.append(Piece(match["label"] or HEADING, match["text"]))
    return pieces


def source_of(pieces: Iterable[Piece]) -> str:
    """Return the source that `parse` reads as `pieces`."""
    return "\n\n".join(f"{piece.label}{'' if piece.label == HEADING else ':'} {piece.text}" for piece in pieces) + "\n"


def pack(conversation: Conversation, source: str) -> bytes:
    """Return the packed file. Raises `ReadError` where the reader would not give the source back."""
    pieces = parse(source, f"{conversation.id}.txt")
    if conversation.suffix == ".vtt":  # cues know no paragraphs
        pieces = [replace(piece, text=" ".join(piece.paragraphs)) for piece in pieces]
    for piece in pieces:
        if piece.label not in conversation.labels:
            hint = f"It has: {', '.join(conversation.labels)}."
            message = f"the label '{piece.label}' of '{piece.text[:40]}' is not known."
            raise ReadError(message, hint, path=f"{conversation.id}.txt")
    labelled = [replace(piece, label=conversation.labels[piece.label]) for piece in pieces]
    data = conversation.layout(conversation.header, labelled)
    for meant, found in zip_longest(pieces, parse(unpack(conversation, data))):
        if meant != found:
            message = f"the reader takes {meant} for {found}."
            raise ReadError(message, "Reword the source or mend the reader.", path=conversation.file)
    return data


def unpack(conversation: Conversation, data: bytes) -> str:
    """Return the source of a packed file, as qualcode's reader finds it."""
    reading = _READERS[conversation.suffix](data, Options())
    names = {label: name for name, label in conversation.labels.items()}
    found = [(heading.start, heading.end, HEADING) for heading in reading.headings]
    # Where no labels stand in the file, the role tells who speaks.
    found += [(turn.start, turn.end, turn.speaker or turn.role.value) for turn in reading.turns]
    strangers = {label for _, _, label in found} - set(names)
    if strangers:
        message = f"unknown labels: {', '.join(sorted(strangers))}."
        raise ReadError(message, f"Known: {', '.join(names)}.", path=conversation.file)
    return source_of(Piece(names[label], reading.text[start:end]) for start, end, label in sorted(found))


def pack_folder(sources: Path, interviews: Path) -> None:
    """Pack all sixteen; nothing is written before all of them are read back as they were written."""
    packed = {item.file: pack(item, decode((sources / f"{item.id}.txt").read_bytes()).text) for item in CONVERSATIONS}
    interviews.mkdir(parents=True, exist_ok=True)
    for name, data in packed.items():
        (interviews / name).write_bytes(data)


def unpack_folder(interviews: Path, sources: Path) -> None:
    """Unpack all sixteen."""
    texts = {f"{item.id}.txt": unpack(item, (interviews / item.file).read_bytes()) for item in CONVERSATIONS}
    sources.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (sources / name).write_bytes(text.encode("utf-8"))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Pack the constructed interviews into their formats, and back.")
    parser.add_argument("command", choices=["pack", "unpack"])
    parser.add_argument("origin", type=Path, help="the folder to read")
    parser.add_argument("target", type=Path, help="the folder to write")
    given = parser.parse_args(arguments)
    try:
        (pack_folder if given.command == "pack" else unpack_folder)(given.origin, given.target)
    except (QualcodeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(CONVERSATIONS)} files written to {given.target}\n")
    return 0


def _timed(pieces: Iterable[Piece]) -> list[tuple[int, Piece]]:
    """Return the pieces, each with the millisecond at which it begins, at 2.4 words a second."""
    pieces = list(pieces)
    words = accumulate((len(piece.text.split()) for piece in pieces), initial=0)
    return [(said * 1250 // 3, piece) for said, piece in zip(words, pieces, strict=False)]


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


# Word: the XML is written by hand, so that no library's version changes the bytes.

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_RELATIONS_TYPE = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
_NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'
_STYLES = (
    f"{_XML}<w:styles {_NAMESPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="nl-NL"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style></w:styles>'
)
# Word asks for an author of every comment and change; this one is no person.
_BY = 'w:author="Transcribent" w:date="2021-04-01T12:00:00Z"'
_COMMENTS = ("Hier de opname nog eens naluisteren.", "Klopt deze naam?")
_DELETED = ("[onverstaanbaar]", "zogezegd", "welteverstaan")  # stand in no source
_MARKED = 3  # the place of the word that carries a mark


def _zip(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0  # otherwise it tells Windows from the rest
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def _docx(header: Header, blocks: Iterable[str], more: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return a .docx of `blocks` (paragraphs and tables) under the header; `more` are further parts by kind."""
    margins = [kind for kind in ("header", "footer") if kind in more]
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in margins)
    page = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = "".join([*(_paragraph(_run(line)) for line in header), *blocks, page])
    parts = {"styles": _STYLES, **more}
    kinds = [("document", "document.main"), *zip(parts, parts, strict=True)]
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds
    )
    related = "".join(f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    main_part = f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return _zip(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{_RELATIONS_TYPE}{types}</Types>',
            "_rels/.rels": _relations(main_part),
            "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": _relations(related),
            **{f"word/{kind}.xml": text for kind, text in parts.items()},
        },
    )


def _part(root: str, inner: str) -> str:
    return f"{_XML}<w:{root} {_NAMESPACES}>{inner}</w:{root}>"


def _relations(inner: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _run(text: str, *, bold: bool = False, tag: str = "t") -> str:
    """Return a run; line ends become soft breaks and tabs tabs."""
    pieces = re.split(r"([\n\t])", text)
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    opening, closing = f'<w:{tag} xml:space="preserve">', f"</w:{tag}>"
    inner = "".join(marks.get(piece) or opening + escape(piece, quote=False) + closing for piece in pieces if piece)
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{runs}</w:p>"


def _turn(runs: str, others: Iterable[str]) -> str:
    """Return the paragraphs of a turn: the first as runs, the others as text."""
    return "".join([_paragraph(runs), *(_paragraph(_run(other)) for other in others)])


def _labelled(header: Header, pieces: list[Piece], *, gap: str = " ", bold: bool = False) -> bytes:
    """Label, colon and text in one paragraph; headings above."""
    blocks = []
    for piece in pieces:
        if piece.label == HEADING:
            blocks.append(_paragraph(_run(piece.text), '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'))
        else:
            first, *others = piece.paragraphs
            blocks.append(_turn(_run(f"{piece.label}:", bold=bold) + _run(gap + first), others))
    return _docx(header, blocks)


def _table(header: Header, pieces: list[Piece]) -> bytes:
    """Time, speaker and text in the columns of a table."""
    rows = [_row("Tijd", "Spreker", ["Tekst"])]
    rows += [_row(_clock(time), piece.label, piece.paragraphs) for time, piece in _timed(pieces)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1100, 1500, 6400))
    properties = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    # Word wants a paragraph below a table.
    return _docx(header, [f"<w:tbl>{properties}{''.join(rows)}</w:tbl>", _paragraph("")])


def _row(time: str, speaker: str, paragraphs: list[str]) -> str:
    return f"<w:tr>{_cell([time])}{_cell([speaker])}{_cell(paragraphs)}</w:tr>"


def _cell(paragraphs: Iterable[str]) -> str:
    return f"<w:tc>{''.join(_paragraph(_run(paragraph)) for paragraph in paragraphs)}</w:tc>"


def _bold_questions(header: Header, pieces: list[Piece]) -> bytes:
    """No labels: what the interviewer says is bold."""
    lines = [(line, piece.label == "interviewer") for piece in pieces for line in piece.paragraphs]
    return _docx(header, (_paragraph(_run(line, bold=bold)) for line, bold in lines))


def _teams_document(header: Header, pieces: list[Piece]) -> bytes:
    """Time, name and text parted by soft breaks."""
    lines = (f"{_clock(time)}\n{piece.label}\n{piece.text}" for time, piece in _timed(pieces))
    return _docx(header, (_paragraph(_run(line)) for line in lines))


def _soft_breaks(header: Header, pieces: list[Piece]) -> bytes:
    """Ten turns a paragraph, parted by soft breaks, a tab after the label."""
    lines = [f"{piece.label}:\t{piece.text}" for piece in pieces]
    return _docx(header, (_paragraph(_run("\n".join(lines[start : start + 10]))) for start in range(0, len(lines), 10)))


def _reviewed(header: Header, pieces: list[Piece]) -> bytes:
    """Labels over two runs, tracked changes, comments, a page header and footer."""
    blocks = []
    order = count()
    for piece in pieces:
        first, *others = piece.paragraphs
        runs = _marked(first, next(order)) if len(first.split(" ")) > _MARKED + 1 else _run(first)
        blocks.append(_turn(_run(piece.label, bold=True) + _run(": ") + runs, others))
    comments = (_paragraph(_run(comment)) for comment in _COMMENTS)
    inner = "".join(f'<w:comment w:id="{number}" {_BY}>{text}</w:comment>' for number, text in enumerate(comments))
    more = {
        "comments": _part("comments", inner),
        "header": _part("hdr", _paragraph(_run("Gesprekken over gelijke kansen"))),
        "footer": _part("ftr", _paragraph(_run("Werkversie van de transcribent"))),
    }
    return _docx(header, blocks, more)


def _marked(text: str, order: int) -> str:
    """Return the runs of a text; by its order among the long ones a word is inserted, deleted or commented on."""
    words = text.split(" ")
    runs = _run(words[_MARKED])
    match order % 8:
        case 1:
            runs = f'<w:ins w:id="{order}" {_BY}>{runs}</w:ins>'
        case 5:
            deleted = _run(_DELETED[order % len(_DELETED)] + " ", tag="delText")
            runs = f'<w:del w:id="{order}" {_BY}>{deleted}</w:del>{runs}'
        case 3 if order // 8 < len(_COMMENTS):
            begin, end = (f'<w:commentRange{side} w:id="{order // 8}"/>' for side in ("Start", "End"))
            runs = f'{begin}{runs}{end}<w:r><w:commentReference w:id="{order // 8}"/></w:r>'
    return _run(" ".join(words[:_MARKED]) + " ") + runs + _run(" " + " ".join(words[_MARKED + 1 :]))


# The other formats.


def _plain(header: Header, pieces: list[Piece]) -> bytes:
    return "\n\n".join(["\n".join(header), *(f"{piece.label}: {piece.text}" for piece in pieces), ""]).encode("utf-8")


def _plain_windows(header: Header, pieces: list[Piece]) -> bytes:
    """Label on a line of its own. Raises `ReadError` for a character that Windows-1252 lacks."""
    text = "\n\n".join(["\n".join(header), *(f"{piece.label}:\n{piece.text}" for piece in pieces), ""])
    try:
        return text.replace("\n", "\r\n").encode("cp1252")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"'{error.object[error.start]}' does not exist in Windows-1252.", "Write it otherwise."
        ) from error


_LONGEST_CUE = 14  # words


def _captions(header: Header, pieces: list[Piece]) -> bytes:
    """Cues of a few words, cut in mid-sentence."""
    sizes = cycle((11, 8, 10, 9))
    cues = []
    for piece in pieces:
        words = piece.text.split(" ")
        while words:
            size = len(words) if len(words) <= _LONGEST_CUE else next(sizes)
            cues.append(Piece(piece.label, " ".join(words[:size])))
            words = words[size:]
    timed = [(f"0{_clock(time)}.{time % 1000:03}", cue) for time, cue in _timed([*cues, Piece("", "")])]
    blocks = [
        f"{begin} --> {end}\n<v {cue.label}>{escape(cue.text, quote=False)}</v>"
        for (begin, cue), (end, _) in pairwise(timed)
    ]
    text = "\n\n".join(["WEBVTT", "\n".join(["NOTE", *header]), *blocks, ""])
    return text.replace("\n", "\r\n").encode("utf-8")


def _opendocument(header: Header, pieces: list[Piece]) -> bytes:
    """Labels in the paragraph; a comment within the second turn."""
    lines = [line for piece in pieces for line in f"{piece.label}: {piece.text}".split("\n")]
    before, _, after = lines[1].rpartition(" ")
    paragraphs = [escape(line, quote=False) for line in (*header, *lines)]
    comment = f"<office:annotation><text:p>{_COMMENTS[0]}</text:p></office:annotation>"
    paragraphs[len(header) + 1] = f"{escape(before, quote=False)} {comment}{escape(after, quote=False)}"
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{_XML}<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    parts = (("/", kind), ("content.xml", "text/xml"))
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        f'{_XML}<manifest:manifest xmlns:manifest="{names}:manifest:1.0" manifest:version="1.2">'
        f"{''.join(entry.format(*part) for part in parts)}</manifest:manifest>"
    )
    return _zip({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _rich_text(header: Header, pieces: list[Piece]) -> bytes:
    lines = [line for piece in pieces for line in f"{piece.label}:\t{piece.text}".split("\n")]
    opening = r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fswiss\fcharset0 Calibri;}}\pard\plain\f0\fs22 "
    body = "\n".join(f"{''.join(map(_rich_character, line))}\\par" for line in (*header, *lines))
    return f"{opening}{body}\n}}\n".encode("ascii")


def _rich_character(character: str) -> str:
    if character == "\t":
        return "\\tab "
    if character.isascii():
        return f"\\{character}" if character in "\\{}" else character
    try:
        return f"\\'{character.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        units = struct.iter_unpack("<h", character.encode("utf-16-le"))
        return "".join(f"\\u{unit}?" for (unit,) in units)


_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_SHORT = {"I": "I", "R": "R"}
_LONG = {"I": "Interviewer", "R": "Respondent"}
CONVERSATIONS = (
    Conversation("R01", ".docx", "16 maart 2021", partial(_labelled, bold=True), _SHORT),
    Conversation("R02", ".docx", "18 maart 2021", _table, _LONG),
    Conversation("R03", ".txt", "19 maart 2021", _plain, _SHORT),
    Conversation("R04", ".docx", "22 maart 2021", partial(_labelled, bold=True), {**_LONG, HEADING: HEADING}),
    Conversation(
        "R05", ".docx", "25 maart 2021", partial(_labelled, bold=True), {"I": "I", "R05": "R05", "R06": "R06"}
    ),
    Conversation("R06", ".docx", "1 april 2021", _bold_questions, {"I": "interviewer", "R": "respondent"}),
    Conversation("R07", ".docx", "23 maart 2021", _teams_document, {"I": "Interviewer", "R": "Riet Oldewarf"}),
    Conversation("R08", ".txt", "26 maart 2021", _plain_windows, _LONG),
    Conversation("R09", ".vtt", "29 maart 2021", _captions, {"I": "Interviewer", "R": "Yentl Haverhoek"}),
    Conversation("R10", ".docx", "30 maart 2021", _soft_breaks, _SHORT),
    Conversation("R11", ".docx", "31 maart 2021", _reviewed, _SHORT),
    Conversation(
        "R12",
        ".docx",
        "13 april 2021",
        partial(_labelled, gap="\t"),
        {"I": "Interviewer", "R12": "Sander Hoogduin", "R15": "Ineke Rozeboom"},
    ),
    Conversation("R13", ".odt", "15 april 2021", _opendocument, _SHORT),
    Conversation(
        "R14", ".docx", "20 april 2021", partial(_labelled, bold=True), {"I": "Interviewer", "R": "Lotte Brandsma"}
    ),
    Conversation("R15", ".rtf", "30 maart 2021", _rich_text, {"I": "I", "R": "R15"}),
    Conversation("R16", ".docx", "24 april 2021", partial(_labelled, gap=_NO_BREAK_SPACE), {"I": "INT", "R": "RESP"}),
)

if __name__ == "__main__":
    sys.exit(main())
