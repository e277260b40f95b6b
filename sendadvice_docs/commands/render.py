"""`sendadvice render`: sections D, H1 and H2 of the plan as documents, or all of it as data."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from sendadvice_docs.commands.inputs import expand, read, stdin_name
from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, one_of, terminal_width
from sendadvice_docs.commands.values import add_rule_options
from sendadvice_docs.documents import BUNDLE, FRAGMENTS, PLAN_TABLE, SECTIONS
from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.check import Report, Settings
    from sendadvice_docs.commands.pieces import Piece
    from sendadvice_docs.render_mapped import MappedPlan

USAGE = "INPUT [INPUT ...] --out DIR [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice render joe.yaml --out joe
  sendadvice render inbox/ --out sections
  sendadvice render joe.yaml --out joe --draft --template H1=our-h1.docx
  sendadvice render joe.yaml --out joe --layout plan-table
  sendadvice render social-worker.yaml early-help.yaml --join --out joe
  sendadvice render joe.yaml --into plans/joe.docx --out filled-in
  sendadvice render joe.yaml --map names.yaml --template our-plan.docx --out joe
  sendadvice render joe.yaml --out joe --format pdf
  sendadvice render joe.yaml --format json

One advice gives DIR/section-D.docx, section-H1.docx and section-H2.docx; several give a folder each, named for
their files. With --join, which wants the same id in each, they give one set for one person. Advice with errors
is not rendered without --draft, which marks every page. What does not fit the form (SC001 to SC004), and what
is not to be shared (decision: withhold), is not rendered at all.

A place in a plan is a rich text content control with the tag sendadvice:D (or A, E, H1, H2), or a bookmark
named sendadvice_D. What stands there is replaced, nothing else is changed, and the plan itself stays."""

#: The documents a template of one's own may be given for, by what may be written for them.
_DOCUMENTS = {name.lower(): name for name in (*SECTIONS, BUNDLE, PLAN_TABLE)}


def _template(given: str) -> tuple[str, str]:
    name, equals, path = given.partition("=")
    if not equals and given.lower().endswith((".docx", ".dotx")):
        return "", given  # for --map, which fills one template with all sections in it
    if not equals or not path or name.lower() not in _DOCUMENTS:
        raise argparse.ArgumentTypeError(
            f"“{given}” is not understood; write such as H1=our-h1.docx (D, H1, H2, bundle or plan-table)."
        )
    return _DOCUMENTS[name.lower()], path


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to render")
    what.add_argument("paths", nargs="+", metavar="INPUT", help="files, folders, or - for standard input")
    what.add_argument(
        "--join", action="store_true", help="put several professionals' advice on one person (same id) into one set"
    )
    what.add_argument("--draft", action="store_true", help="render advice with errors too, and mark every page")
    add_rule_options(what)
    result = parser.add_argument_group("What to write, and where")
    result.add_argument("--out", metavar="DIR", help="the folder to write to; it is made where there is none")
    result.add_argument(
        "--layout",
        type=one_of(FRAGMENTS, BUNDLE, PLAN_TABLE),
        default=FRAGMENTS,
        metavar="LAYOUT",
        help="fragments (the default: a document for each of D, H1 and H2), bundle (D, E, H1 and H2 in one) or "
        "plan-table (a table with a row for each need)",
    )
    result.add_argument(
        "--into",
        metavar="PLAN.docx",
        help="put the sections into the marked places of this plan (sendadvice:D and so on); the result goes to DIR",
    )
    result.add_argument("--force", action="store_true", help="write over documents that have changed since")
    result.add_argument(
        "--template",
        action="append",
        type=_template,
        default=[],
        metavar="NAME=FILE",
        help="a Word template of your own for D, H1 or H2, or for the layout bundle or plan-table; with --map, "
        "FILE alone",
    )
    result.add_argument("--map", metavar="FILE", help="fill a template that has names of its own, as this file says")
    add_output_options(
        result,
        formats=("docx", "pdf", "html", "md", "json"),
        what="docx (the default: Word), pdf (made of the Word documents by LibreOffice), html (web pages), md "
        "(Markdown), or json, which prints the data",
        old={"text": "docx"},
    )


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


def _joined(
    pieces: Sequence[Piece], faults: Sequence[InputError], options: argparse.Namespace, settings: Settings
) -> list[Piece]:
    """Return the advices as one; none where one of them is missing, since the sections would then be incomplete."""
    from sendadvice_docs.commands.pieces import join_pieces

    if not faults and not any(piece.refusal for piece in pieces):
        return [join_pieces(pieces, settings)]
    _show_refused(pieces, options)
    print(  # noqa: T201
        "sendadvice: Nothing was joined or written: the sections would lack what cannot be rendered. Put it right, or "
        "leave it out of the call.",
        file=sys.stderr,
    )
    return []


def _refuse_what_cannot_be(options: argparse.Namespace) -> None:
    """Raise InputError where the call lacks a place to write to, or what its format needs."""
    if options.into:
        from sendadvice_docs.commands.into import check_options

        check_options(options)
    if not options.out and options.format != "json":
        raise InputError("Say where to write with --out DIR. “sendadvice render --help” shows how.")
    if options.map and (options.into or options.layout != FRAGMENTS):
        raise InputError("--map fills a template of its own layout. Leave --layout and --into out.")
    if options.map and options.format in {"html", "md"}:
        raise InputError(f"--map fills a Word template, which gives Word or PDF and not --format {options.format}.")
    if options.template and options.format in {"html", "md"}:
        raise InputError(
            f"A Word template shapes Word documents and PDF, and not --format {options.format}. Leave --template out, "
            "or write Word or PDF."
        )
    if options.format == "pdf":
        from sendadvice_docs.formats.pdf import program

        program()  # before reading a folder of advice for nothing


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


def run(options: argparse.Namespace) -> int:
    """Render what the call names and say where it is; return the exit status."""
    from sendadvice_docs.check import Settings
    from sendadvice_docs.commands import pieces as parts
    from sendadvice_docs.commands.making import documents_of, write

    _refuse_what_cannot_be(options)
    settings = Settings(profile=options.profile, on=options.on, max_bytes=options.max_size)
    reports, faults = _reports(options, settings)
    for fault in faults:
        print(f"sendadvice: {fault}", file=sys.stderr)  # noqa: T201
    plan = _plan(options)
    pieces = parts.pieces_of(reports, draft=options.draft)
    notes: list[str] = []
    if options.join:
        pieces = _joined(pieces, faults, options, settings)
        if not pieces:
            return 2 if faults else 1
        notes += pieces[0].joined.notes if pieces[0].joined else ()
    elif options.out:
        notes += parts.of_one_person(pieces)
    files, data = documents_of(pieces, settings, options, notes, plan)
    originals = [path for _, path in options.template] + ([plan.template.name, options.map] if plan else [])
    write(files, notes, [*originals, *options.paths], force=options.force)
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
