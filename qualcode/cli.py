"""The command line: the same calls as in a notebook."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qualcode.errors import QualcodeError

_EXAMPLES = {
    "init": "qualcode init mijn-onderzoek",
    "check": "qualcode check mijn-onderzoek",
    "run": "qualcode run mijn-onderzoek --quotes 8",
    "history": "qualcode history mijn-onderzoek --coder anna",
    "redact": "qualcode redact R07 mijn-onderzoek",
    "keyword": "qualcode keyword samenwerken mijn-onderzoek",
    "model": "qualcode model mijn-onderzoek",
    "guide": "qualcode guide leidraad.docx --output guide/leidraad.yaml",
    "speakers": "qualcode speakers interviews/R01.docx",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and return its exit status: 0 done, 1 problems found, 2 not possible."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except QualcodeError as error:
        print(f"qualcode: {error}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="qualcode", description="Qualitative analysis of Dutch interviews.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    init = _command(commands, "init", _init, "make a study of a folder, also of one that holds only transcripts")
    init.add_argument("folder", type=Path, help="the folder; it is made where it does not exist")
    check = _command(
        commands, "check", _check, "list what in the study's files needs a person; status 1 if there is any"
    )
    run = _command(commands, "run", _run, "write output/matrix.xlsx, citaten.docx and rapport.html")
    run.add_argument("--source", help="whose codings count: suggested, hand or consensus")
    history = _command(commands, "history", _history, "tell who decided what, when, on which text and codebook")
    for command in (run, history):
        command.add_argument("--coder", help="the decisions of this coder")
    redact = _command(
        commands, "redact", _redact, "take words that are withdrawn out of the study, a respondent's or a passage"
    )
    redact.add_argument("what", help="the respondent's id; with --passage that of the transcript")
    redact.add_argument("--passage", help="the words that go, where they are not all that a respondent says")
    redact.add_argument("--yes", action="store_true", help="do it without asking")
    keyword = _command(
        commands, "keyword", _keyword, "show every form that a keyword matches in the study, and what it does not match"
    )
    keyword.add_argument("keyword", help="the keyword as in codebook.yaml, in quotes where it has blanks or signs")
    model = _command(commands, "model", _model, "tell which engine for Dutch is in use, and how to get another")
    for command in (check, run, history, redact, keyword, model):
        command.add_argument("folder", type=Path, nargs="?", default=Path(), help="the study (this folder)")
    run.add_argument("--output", type=Path, help="where to write (output/ in the study)")
    run.add_argument("--quotes", type=_count, default=12, metavar="N", help="quotes a theme in the Word file (12)")
    guide = _command(
        commands, "guide", _guide, "write a study's guide from a Word or Markdown file with numbered questions"
    )
    guide.add_argument("file", type=Path, help="the guide as .docx, .md or .txt")
    guide.add_argument("--output", type=Path, help="the YAML file to write (guide/ beside the file's name)")
    speakers = _command(commands, "speakers", _speakers, "show who speaks in a transcript, before it is coded")
    speakers.add_argument("file", type=Path, help="the transcript")
    speakers.add_argument("--encoding", help="of a text file, where the guess is wrong")
    return top


def _count(text: str) -> int:
    """Return the number that `text` is, for argparse, which tells who types something else."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number of 0 or more")
    return int(text)


def _command(commands: Any, name: str, function: Any, help_text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=f"Example: {_EXAMPLES[name]}",
    )
    command.add_argument("--json", action="store_true", help="print the result as JSON")
    command.set_defaults(command=function)
    return command


def _init(options: argparse.Namespace) -> int:
    from qualcode.new_study import init

    made = init(options.folder)
    if options.json:
        _print_json({**asdict(made), "path": str(made.path)})
        return 0
    print(f"{made.path} is a study now.")
    _list("Moved to interviews/:", made.moved)
    _list("Written:", made.written)
    _list("Could not be read:", made.unread)
    rows = [(item.respondent, item.transcript, item.speaker, item.words) for item in made.proposals]
    if rows:
        print("Proposed respondents; confirm or change them in interviews/respondents.csv:")
        _table(("respondent", "transcript", "speaker", "words"), rows)
    print(f"Next: write your themes into codebook.yaml, then: qualcode check {made.path}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from qualcode.project import open_study

    project = open_study(options.folder, progress=_progress)
    if options.json:
        _print_json([asdict(problem) for problem in project.problems])
    else:
        for problem in project.problems:
            print(problem)
        print(repr(project)[1:-1])
    return 1 if project.problems else 0


def _run(options: argparse.Namespace) -> int:
    from qualcode.project import open_study

    project = open_study(options.folder, progress=_progress)
    if project.problems and not options.json:
        print(f"{len(project.problems)} problems; see: qualcode check {options.folder}", file=sys.stderr)
    outputs = project.run(options.output, quotes=options.quotes, source=options.source, coder=options.coder)
    if options.json:
        _print_json({name: str(path) for name, path in asdict(outputs).items()})
    else:
        print(repr(project)[1:-1])
        print(f"Written: {outputs.matrix}, {outputs.quotes}, {outputs.report}")
    return 0


def _history(options: argparse.Namespace) -> int:
    from qualcode.project import open_study

    frame = open_study(options.folder, progress=_progress).history(coder=options.coder)
    if options.json:
        print(frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=2))
        return 0
    rows = [
        (
            *(f"{row['at']:%Y-%m-%d %H:%M:%S}", row["coder"], f"{row['kind']}{' (undone)' if row['undone'] else ''}"),
            *(_cell(row["transcript"], 12), _cell(row["code"], 32), _cell(row["quote"], 60), _cell(row["note"], 40)),
        )
        for _, row in frame.iterrows()
    ]
    _table(("time (UTC)", "coder", "decision", "transcript", "code", "quote", "note"), rows)
    return 0


def _keyword(options: argparse.Namespace) -> int:
    from qualcode.project import open_study

    frame = open_study(options.folder, progress=_progress).keyword(options.keyword)
    if options.json:
        print(frame.to_json(orient="records", force_ascii=False, indent=2))
        return 0
    for matched, title, reason in ((True, "Matched:", ["rule", "split"]), (False, "Not matched:", ["why"])):
        part = frame[frame["matched"] == matched]
        rows = [
            (*(row["form"], row["count"], row["transcripts"]), *(_cell(row[key], 60) for key in reason), row["example"])
            for _, row in part.iterrows()
        ]
        print(title if rows else f"{title} nothing.")
        if rows:
            _table(("form", "count", "transcripts", *reason, "example"), rows)
    return 0


def _model(options: argparse.Namespace) -> int:
    from qualcode.dutch.engine import how_to_install, installed_pipelines
    from qualcode.project import open_study

    project = open_study(options.folder, progress=_progress)
    if options.json:
        _print_json(
            {"engine": project.engine, "setting": project.settings.pipeline, "installed": installed_pipelines()}
        )
        return 0
    print(f"Engine: {project.engine}")
    print(f'Setting: pipeline = "{project.settings.pipeline}" (qualcode.toml)')
    print(f"Dutch spaCy pipelines installed: {', '.join(installed_pipelines()) or 'none'}")
    print(f"To get one: {how_to_install()}")
    return 0


def _redact(options: argparse.Namespace) -> int:
    from qualcode.project import open_study

    project = open_study(options.folder, progress=_progress)
    planned = project.redact(options.what, options.passage, dry_run=True)
    if not options.yes:
        _list("Removed:", planned.removed)
        _list("Rewritten:", planned.rewritten)
        print(f"{planned.decisions} decisions go. This cannot be undone.")
        if input(f"Type {options.what} to go on: ").strip() != options.what:
            print("Nothing was changed.")
            return 1
    done = project.redact(options.what, options.passage)
    if options.json:
        _print_json(asdict(done))
    else:
        taken = f"The passage in {done.what}" if options.passage else done.what
        print(f"{taken} is taken out of the study, with {done.decisions} decisions.")
        _list("What may remain, and is for you to clear:", done.remaining)
    return 0


def _cell(value: object, most: int) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= most else text[: most - 1] + "…"


def _guide(options: argparse.Namespace) -> int:
    from qualcode.errors import ReadError
    from qualcode.guide_text import guide_yaml, read_guide
    from qualcode.store import read_bytes, write_bytes

    try:
        guide, problems = read_guide(read_bytes(options.file), options.file.suffix)
    except ReadError as error:
        raise ReadError(error.problem.message, error.problem.hint, path=str(options.file)) from error
    problems = [problem.at(str(options.file)) for problem in problems]
    target = options.output or Path("guide") / f"{options.file.stem}.yaml"
    if target.exists():
        raise QualcodeError(f"{target} is there already. Name another file with --output, or move it away.")
    if guide.topics:
        write_bytes(target, guide_yaml(guide).encode("utf-8"))
    if options.json:
        _print_json({"guide": str(target) if guide.topics else None, "problems": [asdict(item) for item in problems]})
    else:
        for problem in problems:
            print(problem)
        print(f"{guide!r}"[1:-1] + (f": written to {target}" if guide.topics else ": nothing was written"))
    return 1 if problems else 0


def _speakers(options: argparse.Namespace) -> int:
    from qualcode.new_study import speakers

    found = speakers(options.file, encoding=options.encoding)
    if options.json:
        _print_json([asdict(item) for item in found])
    else:
        rows = [(item.label or "–", item.role, item.turns, item.words, item.first_words) for item in found]
        _table(("label", "role", "turns", "words", "begins"), rows)
    return 0


def _progress(files: Sequence[Path]) -> Iterable[Path]:
    from tqdm import tqdm

    bar: Iterable[Path] = tqdm(files, desc="transcripts", unit="file", leave=False, disable=not sys.stderr.isatty())
    return bar


def _list(title: str, items: Sequence[str]) -> None:
    if items:
        print(title, *(f"  {item}" for item in items), sep="\n")


def _table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    cells = [[str(cell) for cell in row] for row in [titles, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(titles))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
