"""`sendadvice read`: the fields of a document that was rendered, as they stand now, and what was changed by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, terminal_width
from sendadvice_docs.commands.values import add_rule_options
from sendadvice_docs.errors import InputError
from sendadvice_docs.report.layout import safe, style, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sendadvice_docs.word.readback import Change, ReadBack

USAGE = "DOCUMENT [DOCUMENT ...] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice read joe/section-H1.docx
  sendadvice read joe/*.docx --advice joe.yaml
  sendadvice read plan.docx --advice social-worker.yaml --advice early-help.yaml
  sendadvice read joe/section-H1.docx --format json

The documents are those that “sendadvice render” wrote, or a plan it put sections into, whatever was changed
in them since. With the advice they were made of, only what was changed by hand is shown, old and new; spaces
and line breaks do not count. Text typed outside the fields belongs to none and is not read.

Exit status:
  0  read; nothing was changed
  1  something was changed
  2  a document or the advice could not be read"""


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to read")
    what.add_argument("paths", nargs="+", metavar="DOCUMENT", help="Word documents")
    what.add_argument(
        "--advice",
        action="append",
        default=[],
        metavar="FILE",
        help="the advice they were made of, to compare with; give several that were joined",
    )
    add_rule_options(what)
    add_output_options(parser.add_argument_group("What to print"))


def _document(path: str, known: dict[str, str]) -> ReadBack:
    from sendadvice_docs.commands.inputs import read
    from sendadvice_docs.word.package import MAX_FILE_BYTES
    from sendadvice_docs.word.readback import read_back

    return read_back(read(path, MAX_FILE_BYTES), path, known)


def _fragment(options: argparse.Namespace) -> dict[str, Any]:
    """Return the fragment data of the advice the documents were made of; raises InputError where it cannot be used."""
    from sendadvice_docs.check import Settings, profile_of
    from sendadvice_docs.commands.inputs import read, stdin_name
    from sendadvice_docs.join import Part, join
    from sendadvice_docs.load import load
    from sendadvice_docs.sections import fragment
    from sendadvice_docs.validate import validate

    settings = Settings(profile=options.profile, on=options.on, max_bytes=options.max_size)
    parts, profiles = [], []
    for path in options.advice:
        name = stdin_name(path)
        loaded = load(read(path, settings.max_bytes), name, max_bytes=settings.max_bytes)
        for document in loaded.documents:
            advice = validate(document).advice
            if advice is not None:
                parts.append(Part(name, advice))
                profiles.append(profile_of(document, settings))
        if loaded.faults or not parts or parts[-1].title != name:
            raise InputError(
                f"{name}: this does not fit the form of an advice, so there is nothing to compare with. "
                f"“sendadvice lint {name}” says what is wrong."
            )
    if len(parts) == 1:
        advice = parts[0].advice
        return fragment(advice, profiles[0], settings.on or advice.completed)
    joined = join(parts)
    return fragment(joined.advice, profiles[0], settings.on or joined.advice.completed, joined.authors)


def _titles(fragment: dict[str, Any]) -> dict[str, str]:
    """Return the names of all fields by the titles that our own templates give them."""
    from sendadvice_docs.documents import LAYOUTS
    from sendadvice_docs.profile import load_profile
    from sendadvice_docs.render import load_templates, render
    from sendadvice_docs.word.readback import titles

    profile = load_profile("national")  # it names no templates of its own
    made = [render(fragment, load_templates(profile, {}, layout), draft=False) for layout in LAYOUTS]
    return titles(content for documents in made for content in documents.values())


def _indented(text: str, by: str) -> str:
    return wrap(text, terminal_width(), indent=by) if text.strip() else f"{by}(nothing)"


def _fields_text(path: str, found: ReadBack, *, colour: bool) -> str:
    lines = [style(safe(path), "bold", colour=colour)]
    for tag, text in found.texts.items():
        lines += [f"  {safe(found.titles[tag])} ({safe(tag)})", _indented(text, "    ")]
    return "\n".join(lines)


def _changes_text(path: str, changes: Sequence[Change], *, colour: bool) -> str:
    count = len(changes)
    told = (
        "nothing was changed" if not count else "1 field was changed" if count == 1 else f"{count} fields were changed"
    )
    lines = [f"{style(safe(path), 'bold', colour=colour)}: {told} by hand"]
    for change in changes:
        named = safe(change.title) if change.title == change.tag else f"{safe(change.title)} ({safe(change.tag)})"
        lines.append(f"  {named}")
        if change.old is None:
            lines.append("    in the advice: no such field")
        else:
            lines += ["    in the advice:", _indented(change.old, "      ")]
        if change.new is None:
            lines.append("    in the document: taken out")
        else:
            lines += ["    in the document:", _indented(change.new, "      ")]
    return "\n".join(lines)


def _record(path: str, found: ReadBack, changes: Sequence[Change] | None) -> dict[str, Any]:
    record: dict[str, Any] = {"path": path, "fields": dict(found.texts)}
    if changes is not None:
        record["changes"] = [
            {"field": one.tag, "title": one.title, "advice": one.old, "document": one.new} for one in changes
        ]
    return record


def run(options: argparse.Namespace) -> int:
    """Read the documents the call names and print their fields, or what was changed; return the exit status."""
    from sendadvice_docs.word.fields import fields
    from sendadvice_docs.word.readback import changes as changes_of

    expected: dict[str, str] = {}
    known: dict[str, str] = {}
    if options.advice:
        data = _fragment(options)
        expected, known = fields(data), _titles(data)
    colour = colour_wanted(options.color) and options.format == "text"
    shown, records, status = [], [], 0
    for path in options.paths:
        try:
            found = _document(path, known)
        except InputError as fault:
            print(f"sendadvice: {fault}", file=sys.stderr)  # noqa: T201
            status = 2
            continue
        changed = changes_of(expected, found) if options.advice else None
        records.append(_record(path, found, changed))
        if changed is None:
            shown.append(_fields_text(path, found, colour=colour))
        else:
            shown.append(_changes_text(path, changed, colour=colour))
            status = max(status, int(bool(changed)))
    if options.format == "json":
        sys.stdout.write(json.dumps({"version": 1, "files": records}, indent=2) + "\n")
    elif shown:
        sys.stdout.write("\n\n".join(shown) + "\n")
    return status
