"""The codebook as a coder changes it: in codebook.yaml, with a line in the journal for each change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from qualcode import codebook_changes as changes
from qualcode.codebook import Code, Codebook
from qualcode.errors import QualcodeError, ReadError, WriteError
from qualcode.journals import FOLDER, keep_codebook, kept_codebook_bytes, locked
from qualcode.store import CODEBOOK_FILES, read_bytes, write_bytes

Record = Callable[[Mapping[str, str], Codebook], None]


class CodebookEditor:
    """Changes of the codebook while coding; nothing else in codebook.yaml is touched, and no coding is lost.

    Each change is in the file, and in the coder's journal, when the call returns; `Coder.undo`
    takes it back. Open matrices follow after `Project.reload`.

    >>> anna.codebook.add("vve.wachtlijst", "Wachtlijst", parent="vve")              # doctest: +SKIP
    >>> anna.codebook.split("schotten", {"geldschotten": "Geld", "regels": "Regels"}) # doctest: +SKIP
    """

    def __init__(self, study: Path, record: Record) -> None:
        """Take the study's folder, and what notes a change and the codebook that came of it."""
        self._study = study
        self._record = record

    @property
    def path(self) -> Path:
        """The file; raises `QualcodeError` where the codebook is a workbook."""
        found = next((name for name in CODEBOOK_FILES if (self._study / name).exists()), CODEBOOK_FILES[0])
        if found.endswith(".xlsx"):
            raise QualcodeError(
                f"{found} is changed in Excel. To change the codebook while coding, write it as codebook.yaml: "
                "project.codebook.to_yaml()."
            )
        return self._study / found

    def add(
        self,
        code_id: str,
        name: str = "",
        *,
        parent: str | None = None,
        definition: str = "",
        include: str = "",
        exclude: str = "",
        examples: Sequence[str] = (),
        keywords: Sequence[str] = (),
        after: str | None = None,
    ) -> Code:
        """Add a code under `parent`, or a theme, and return it; what was reviewed so far is to be read again for it.

        It stands behind the branch of `after`, or else behind that of its parent, or last. Raises
        `QualcodeError` for an id that is, or was, another code's, `UnknownValueError` for an unknown parent.
        """
        code_id = changes.clean_id(code_id)
        texts = (name or code_id, parent, definition, include, exclude)
        code = Code(code_id, *texts, tuple(examples), tuple(keywords))
        where = f" under '{parent}'" if parent else ""
        return self._change("add", code_id, f"'{code_id}' added{where}", lambda text: changes.added(text, code, after))[
            code_id
        ]

    def define(self, code_id: str, **values: str | Sequence[str]) -> Code:
        """Change `name`, `definition`, `include`, `exclude`, `examples` or `keywords` of a code, and return it.

        What was reviewed is to be read again for a code with another definition, include or
        exclude. An empty value takes the key away.
        """
        note = f"{', '.join(values)} of '{code_id}' changed"
        return self._change("define", code_id, note, lambda text: changes.defined(text, code_id, values))[code_id]

    def rename(self, code_id: str, new_id: str) -> Code:
        """Give a code another id, and return it; sub-codes and codings follow."""
        new_id = changes.clean_id(new_id)
        note = f"'{code_id}' → '{new_id}'"
        return self._change("rename", code_id, note, lambda text: changes.renamed(text, code_id, new_id))[new_id]

    def move(self, code_id: str, parent: str | None) -> Code:
        """Put a code, with all below it, under another parent; None makes it a theme."""
        note = f"'{code_id}' under '{parent}'" if parent else f"'{code_id}' as a theme"
        return self._change("move", code_id, note, lambda text: changes.moved(text, code_id, parent))[code_id]

    def merge(self, code_id: str, into: str) -> Code:
        """Let a code go up in another one, and return that; it gets the codings, sub-codes, keywords and examples.

        Definition, include and exclude are those of `into`; those of the other stay in ``codings/codebooks``.
        """
        note = f"'{code_id}' into '{into}'"
        return self._change("merge", code_id, note, lambda text: changes.merged(text, code_id, into))[into]

    def split(self, code_id: str, parts: Mapping[str, str] | Sequence[Code]) -> tuple[Code, ...]:
        """Put several codes in the place of one, and return them.

        `parts` are names by id, or whole codes. Each coding of the split code waits
        (`Project.waiting`) until `Coder.reassign` says where it belongs, and counts for the code
        above meanwhile. Keywords go where `parts` have them. Raises `QualcodeError` for fewer
        than two parts, and for a code with sub-codes.
        """
        given = [Code(part, name) for part, name in parts.items()] if isinstance(parts, Mapping) else parts
        codes = [replace(code, id=changes.clean_id(code.id)) for code in given]
        note = f"'{code_id}' into {', '.join(repr(code.id) for code in codes)}"
        book = self._change("split", code_id, note, lambda text: changes.split(text, code_id, codes))
        return tuple(book[code.id] for code in codes)

    def restore(self, earlier: str, instead_of: str) -> Codebook:
        """Put a kept text back in the place of the one that it was changed into, and return the codebook.

        Both are named by the SHA-256 of their bytes. Raises `QualcodeError` where codebook.yaml
        is another one by now, so that nobody's later work is written over.
        """
        data = kept_codebook_bytes(self._study, earlier)
        kept = f"{FOLDER}/codebooks/{earlier}.yaml"
        if data is None or _hash(data) != earlier:
            raise QualcodeError(f"{kept} is not there as it was kept, so the codebook cannot be put back.")
        with self._locked():
            if _hash(self._bytes()) != instead_of:
                raise QualcodeError(
                    f"{self.path.name} was changed since. Change it back by hand; the earlier text is in {kept}."
                )
            write_bytes(self.path, data)
        return changes.codebook_of(data)

    def _change(self, kind: str, code_id: str, note: str, edit: Callable[[str], str]) -> Codebook:
        with self._locked():
            was = self._bytes()
            try:
                text = edit(self._text(was))
            except ReadError as error:
                problem = error.problem
                raise ReadError(problem.message, problem.hint, path=self.path.name, line=problem.line) from error
            data = text.encode("utf-8")
            if data == was:
                return changes.codebook_of(data)
            for version in (was, data):
                keep_codebook(self._study, _hash(version), version.decode("utf-8"))
            if self._bytes() != was:
                raise QualcodeError(f"{self.path.name} was changed at this moment; try again.")
            write_bytes(self.path, data)
            book = changes.codebook_of(data)
            try:
                self._record(
                    {"change": kind, "code": code_id, "note": note, "old": _hash(was), "new": _hash(data)}, book
                )
            except WriteError:
                write_bytes(self.path, was)
                raise
        return book

    def _bytes(self) -> bytes:
        return read_bytes(self.path) if self.path.exists() else b""

    def _text(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise QualcodeError(f"{self.path.name} is not in UTF-8. Save it as UTF-8 and try again.") from error

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self._study / FOLDER / ".codebook.lock", self.path)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
