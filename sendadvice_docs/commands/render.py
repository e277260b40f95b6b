"""`sendadvice render`: sections D, H1 and H2 of the plan as Word documents, or all of it as data."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence

from sendadvice_docs.commands.inputs import expand, read, stdin_name
from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, terminal_width
from sendadvice_docs.commands.values import add_rule_options
from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sendadvice_docs.check import Report, Settings
    from sendadvice_docs.commands.pieces import Piece
    from sendadvice_docs.render_mapped import MappedPlan

USAGE = "INPUT [INPUT ...] --out DIR [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice render joe.yaml --out joe
  sendadvice render inbox/ --out sections
  sendadvice render joe.yaml --out joe --draft --template H1=our-h1.docx
  sendadvice render joe.yaml --format json

One advice gives DIR/section-D.docx, section-H1.docx and section-H2.docx; several give a folder each, named for
their files. Advice with errors is not rendered without --draft, which marks every page. What does not fit the
form (SC001 to SC004), and what is not to be shared (decision: withhold), is not rendered at all."""

SECTIONS = ("D", "H1", "H2")


def _template(given: str) -> tuple[str, str]:
    section, equals, path = given.partition("=")
    if not equals and given.lower().endswith((".docx", ".dotx")):
        return "", given  # for --map, which fills one template with all sections in it
    if not equals or not path or section.upper() not in SECTIONS:
        raise argparse.ArgumentTypeError(f"“{given}” is not understood; write such as H1=our-h1.docx (D, H1 or H2).")
    return section.upper(), path


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to render")
    what.add_argument("paths", nargs="+", metavar="INPUT", help="files, folders, or - for standard input")
    what.add_argument("--draft", action="store_true", help="render advice with errors too, and mark every page")
    add_rule_options(what)
    result = parser.add_argument_group("What to write, and where")
    result.add_argument("--out", metavar="DIR", help="the folder to write to; it is made where there is none")
    result.add_argument("--force", action="store_true", help="write over documents that have changed since")
    result.add_argument(
        "--template",
        action="append",
        type=_template,
        default=[],
        metavar="SECTION=FILE",
        help="a Word template of your own for D, H1 or H2; with --map FILE alone",
    )
    result.add_argument("--map", metavar="FILE", help="fill a template that has names of its own, as this file says")
    add_output_options(result)


def _reports(options: argparse.Namespace, settings: Settings) -> tuple[list[Report], list[InputError]]:
    from sendadvice_docs.check import lint
    from sendadvice_docs.commands.progress import shown

    files, faults = expand(options.paths)
    reports = []
    for path in shown(files, "Checking"):
        try:
            report = lint(read(path, settings.max_bytes), stdin_name(path), settings)
            reports.append(report)
            faults += report.faults
        except InputError as fault:
            faults.append(fault)
    return reports, faults


def _unchanged_or_forced(files: Mapping[str, bytes], *, force: bool) -> None:
    """Raise InputError where a document is there that holds something else: somebody may have worked on it in Word."""
    if force:
        return
    changed = []
    for path, content in files.items():
        try:
            with open(path, "rb") as file:
                there = file.read()
        except OSError:
            continue
        if there != content:
            changed.append(path)
    if changed:
        others = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise InputError(
            f"{changed[0]}{others}: a document is there that holds something else; somebody may have worked on it. "
            "Choose another folder, or write over it with --force. Nothing was written."
        )


def _refuse_originals(files: Mapping[str, bytes], originals: Sequence[str]) -> None:
    """Raise InputError where a document would go over a file it is made from, which not even --force may do."""
    there = {os.path.normcase(os.path.realpath(path)): path for path in originals}
    for path in files:
        if os.path.normcase(os.path.realpath(path)) in there:
            raise InputError(
                f"{path}: this is the file the document is made from. Choose another folder with --out. Nothing was "
                "written."
            )


def _show_refused(pieces: Sequence[Piece], options: argparse.Namespace) -> None:
    """Say which advice is not rendered, and what stands in the way."""
    refused = [piece for piece in pieces if piece.refusal]
    if not refused:
        return
    from sendadvice_docs.report.text import render as render_text

    out = sys.stderr if options.format == "json" else sys.stdout
    reports = [piece.blocked for piece in refused if piece.blocked.findings]
    colour = out is sys.stdout and colour_wanted(options.color)
    text = render_text(reports, colour=colour, width=terminal_width())
    lines = [f"Not rendered: {piece.title}: {piece.refusal}" for piece in refused]
    out.write(text + ("\n" if text else "") + "\n".join(lines) + "\n")


def _plan(options: argparse.Namespace) -> MappedPlan | None:
    """Return the template and mapping file that `--map` asks for, or None."""
    whole = [path for section, path in options.template if not section]
    if not options.map:
        if whole:
            raise InputError(f"Say for which section {whole[0]} is, such as H1={whole[0]}; or give --map with it.")
        return None
    if len(options.template) > len(whole) or len(whole) > 1:
        raise InputError("With --map, give one template, without a section: --template FILE.docx.")
    from sendadvice_docs.render_mapped import load_plan

    return load_plan(options.map, whole[0] if whole else "")


def _filled(plan: MappedPlan, piece: Piece, fragment: Mapping[str, Any], *, draft: bool) -> bytes:
    """Return the filled template of one advice, and say what the advice holds and the template has no name for."""
    from sendadvice_docs.commands.pieces import tell_left_out

    try:
        content = plan.fill(fragment, draft=draft)
    except InputError as error:
        raise InputError(f"{piece.title}: {error}") from None
    tell_left_out(piece, plan.template.name, plan.left_out(fragment))
    return content


def run(options: argparse.Namespace) -> int:
    """Render what the call names and say where it is; return the exit status."""
    from sendadvice_docs.check import Settings
    from sendadvice_docs.commands import pieces as parts
    from sendadvice_docs.files import write_all

    out = options.out or None
    if out is None and options.format != "json":
        raise InputError("Say where to write with --out DIR. “sendadvice render --help” shows how.")
    settings = Settings(profile=options.profile, on=options.on, max_bytes=options.max_size)
    reports, faults = _reports(options, settings)
    for fault in faults:
        print(f"sendadvice: {fault}", file=sys.stderr)  # noqa: T201
    plan = _plan(options)
    pieces = parts.pieces_of(reports, draft=options.draft)
    if out is not None:
        parts.refuse_collisions(pieces)
    files: dict[str, bytes] = {}
    data = []
    for piece, fragment, documents in parts.rendered(
        pieces, settings, dict(options.template), draft=options.draft, documents=out is not None and plan is None
    ):
        data.append({"path": piece.report.path, "document": piece.document, "fragment": fragment})
        folder = os.path.join(out or "", piece.folder)
        files.update({os.path.join(folder, f"section-{name}.docx"): content for name, content in documents.items()})
        if plan is not None and out is not None:
            files[os.path.join(folder, plan.file_name)] = _filled(plan, piece, fragment, draft=options.draft)
    originals = [path for _, path in options.template] + ([plan.template.name, options.map] if plan else [])
    _refuse_originals(files, [*originals, *options.paths])
    _unchanged_or_forced(files, force=options.force)
    write_all(files)
    _show_refused(pieces, options)
    if options.format == "json":
        alone = data[0]["fragment"] if len(pieces) == 1 and data else data
        sys.stdout.write(json.dumps(alone, indent=2) + "\n" if data else "")
    elif files:
        marked = " (as drafts: every page is marked)" if options.draft else ""
        sys.stdout.write("\n".join([f"Written{marked}:", *(f"  {path}" for path in files)]) + "\n")
    if faults:
        return 2
    return int(any(piece.refusal for piece in pieces))
