"""`sendadvice template`: check a council's own Word template, list what it may print, or write one to start from."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, one_of, terminal_width
from sendadvice_docs.errors import InputError
from sendadvice_docs.report.layout import count_of, listed, safe, style, width_of, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.template_check import Checked
    from sendadvice_docs.template_fields import Field
    from sendadvice_docs.word.places import Fault

USAGE = (
    "check FILE.docx [FILE.docx ...] [OPTIONS]\n"
    "       sendadvice template check [FILE.docx] --map NAMES.yaml [OPTIONS]\n"
    "       sendadvice template fields [NAME ...] [OPTIONS]\n"
    "       sendadvice template new FILE.docx --section SECTION [OPTIONS]"
)
EPILOG = """\
Examples:
  sendadvice template new our-h1.docx --section H1
  sendadvice template check our-h1.docx --section H1
  sendadvice template fields H1
  sendadvice template check our-plan.docx --map names.yaml

“check” finds everything that is wrong at once, each with its paragraph, and says what a template
never prints. “fields” lists the names a template may use. “new” writes a Word file to restyle.
--map is for a template that has names of its own already, such as need_1.

Exit status:
  0  nothing to put right
  1  “check” found something that keeps a template from being used (with --strict, anything)
  2  the call could not be carried out, such as a missing file"""

SECTIONS = ("D", "H1", "H2")
_MOST_LEFT_SHOWN = 6
_NAMES_WIDTH = 34


def _section(given: str) -> str:
    return one_of(*SECTIONS)(given.upper())


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to do")
    what.add_argument(
        "what", type=one_of("check", "fields", "new"), metavar="check|fields|new", help="which of the three"
    )
    what.add_argument("names", nargs="*", metavar="FILE|NAME", help="templates; for “fields”, names such as H1")
    what.add_argument(
        "--section", action="append", type=_section, default=[], metavar="SECTION", help="D, H1 or H2: what it is for"
    )
    what.add_argument("--layout", metavar="NAME", help="with “new”: start from this layout (a wrong name lists them)")
    what.add_argument("--map", metavar="FILE", help="with “check”: a mapping file for the names the template has")
    what.add_argument("--strict", action="store_true", help="with “check”: let what is only worth a look count too")
    what.add_argument("--force", action="store_true", help="with “new”: write over a file that is there")
    add_output_options(parser.add_argument_group("What to print"))


def run(options: argparse.Namespace) -> int:
    """Carry out what the call asks for; return the exit status."""
    only = {"layout": "new", "force": "new", "map": "check", "strict": "check"}
    for name, what in only.items():
        if getattr(options, name) and options.what != what:
            raise InputError(f"--{name} is for “sendadvice template {what}”.")
    return {"check": _check, "fields": _fields, "new": _new}[options.what](options)


# -- check


def _check(options: argparse.Namespace) -> int:
    if not options.names and not options.map:
        raise InputError("Name the Word file to check. “sendadvice template --help” shows how.")
    if options.map and len(options.names) > 1:
        raise InputError("With --map, name one template.")
    from sendadvice_docs.template_check import check_mapped, check_template

    checked: list[Checked] = []
    failed = False
    for path in options.names or [""]:
        try:
            found = check_mapped(path, options.map, options.section) if options.map else None
            checked.append(found or check_template(path, options.section))
        except InputError as error:
            print(f"sendadvice: {error}", file=sys.stderr)  # noqa: T201
            failed = True
    if options.format == "json":
        sys.stdout.write(json.dumps({"version": 1, "files": [_as_data(one) for one in checked]}, indent=2) + "\n")
    else:
        colour, width = colour_wanted(options.color), terminal_width()
        sys.stdout.write("\n".join(_as_text(one, colour=colour, width=width) for one in checked))
    if failed:
        return 2
    return int(any(one.faults or (options.strict and (one.warnings or one.unprinted)) for one in checked))


def _fault_data(fault: Fault, severity: str) -> dict[str, Any]:
    place = fault.place
    return {
        "severity": severity,
        "part": place.part if place else None,
        "paragraph": place.paragraph or None if place else None,
        "cell": place.cell or None if place else None,
        "text": place.text if place else None,
        "message": fault.message,
    }


def _as_data(one: Checked) -> dict[str, Any]:
    return {
        "path": one.path,
        "sections": list(one.sections),
        "findings": [
            *(_fault_data(fault, "error") for fault in one.faults),
            *(_fault_data(fault, "warning") for fault in one.warnings),
        ],
        "never_printed": [
            {"path": field.path, "write": field.write, "inside": field.inside or None, "title": field.title}
            for field in one.unprinted
        ],
        "left_in_place": list(one.left),
    }


def _as_text(one: Checked, *, colour: bool, width: int) -> str:
    said = count_of(len(one.faults), "fault") if one.faults else "nothing to put right"
    lines = [style(f"{safe(one.path)}: {said}", "error" if one.faults else "good", colour=colour)]
    for fault in one.faults:
        lines += _fault_lines(fault, width)
    if one.warnings:
        lines.append(style("Worth a look", "warning", colour=colour))
        for fault in one.warnings:
            lines += _fault_lines(fault, width)
    if one.unprinted:
        lines.append(style(f"Never printed, of {listed(one.sections)}", "advice", colour=colour))
        lines += _unprinted_lines(one.unprinted, width)
    if one.left:
        shown = ", ".join(f"“{name}”" for name in one.left[:_MOST_LEFT_SHOWN])
        more = len(one.left) - _MOST_LEFT_SHOWN
        others = f" and {more} more" if more > 0 else ""
        lines.append(wrap(f"Left in place for others: {shown}{others}.", width))
    return "\n".join(lines) + "\n"


def _fault_lines(fault: Fault, width: int) -> Iterator[str]:
    if fault.place is not None:
        yield wrap(f"{fault.place}:", width, indent="    ", first="  ")
        yield wrap(fault.message, width, indent="    ")
    else:
        yield wrap(fault.message, width, indent="    ", first="  ")


def _unprinted_lines(fields: Sequence[Field], width: int) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for field in fields:
        groups.setdefault((field.inside or field.path.rpartition(".")[0]).replace("[]", ""), []).append(
            f"{field.title} ({field.write})"
        )
    for group, titles in groups.items():
        yield wrap(f"{group}: {', '.join(titles)}", width, indent="    ", first="  ")


# -- fields


def _fields(options: argparse.Namespace) -> int:

    from sendadvice_docs.template_fields import fields, names

    wanted = [*options.names, *options.section]
    known = [*names(), "draft"]
    for name in wanted:
        if name not in known:
            from sendadvice_docs.commands.options import nearest_of

            there = ", ".join(dict.fromkeys(known))
            raise InputError(f"There is no “{name}” at the top.{nearest_of(name, known)} There are: {there}.")
    found = [field for name in dict.fromkeys(wanted) or [""] for field in fields(name)]
    if options.format == "json":
        data = [
            {
                key: getattr(one, key)
                for key in ("path", "write", "kind", "title", "description", "inside", "see", "entry")
            }
            for one in found
        ]
        sys.stdout.write(json.dumps({"version": 1, "fields": data}, indent=2) + "\n")
        return 0
    colour, width = colour_wanted(options.color), terminal_width()
    sys.stdout.write("\n".join(_field_lines(found, width, colour=colour)) + "\n")
    return 0


def _field_lines(found: Sequence[Field], width: int, *, colour: bool) -> Iterator[str]:
    for number, one in enumerate(found):
        depth = one.path.count("[]")
        indent = "  " * (1 + depth)
        if one.kind == "block":
            if number and "." not in one.path:
                yield ""
            yield style(
                wrap(
                    f"{one.write}: {one.description.replace('; null where', '; not there where')}",
                    width,
                    indent=indent[2:],
                ),
                "bold",
                colour=colour,
            )
            continue
        said = one.description.replace("; null where", "; not there where")
        if one.kind == "list":
            loop = f"{one.loop} … {{%p endfor %}}"
            same = f" Its entries are those of {one.see}." if one.see else ""
            said = f"{said} A list: {loop}.{same}"
        name = f"{indent}{one.write}"
        if width_of(name) > _NAMES_WIDTH - 2:
            yield name
            name = ""
        gap = " " * (_NAMES_WIDTH - width_of(name))
        yield wrap(said, width, indent=" " * _NAMES_WIDTH, first=f"{name}{gap}")


# -- new


def _starters() -> dict[str, str]:
    """Return the templates to start from, by the name of the section or the layout."""
    from sendadvice_docs import resources

    folder = resources.folder("templates")
    files = sorted(name for name in os.listdir(folder) if name.endswith(".docx"))
    return {name.removesuffix(".docx").removeprefix("section-"): os.path.join(folder, name) for name in files}


def _new(options: argparse.Namespace) -> int:
    from sendadvice_docs.files import write_whole

    starters = _starters()
    layouts = [name for name in starters if name not in SECTIONS]
    if len(options.names) != 1 or not options.names[0]:
        raise InputError("Name one file to write, such as our-h1.docx.")
    if len(options.section) + bool(options.layout) != 1:
        more = f", or --layout {' or '.join(layouts)}" if layouts else ""
        raise InputError(f"Say what to start from: --section {' or '.join(SECTIONS)}{more}.")
    name = options.layout or options.section[0]
    if name not in starters:
        there = f"There are: {', '.join(layouts)}." if layouts else "Start from a section: --section D, H1 or H2."
        raise InputError(f"There is no layout “{name}” to start from. {there}")
    path = options.names[0]
    if not path.lower().endswith(".docx"):
        raise InputError(f"{path}: a template is a Word document; end its name with .docx.")
    if os.path.lexists(path) and not options.force:
        raise InputError(f"{path}: this file is there already. Choose another name, or write over it with --force.")
    with open(starters[name], "rb") as file:
        write_whole(path, file.read())
    section = f" --section {name}" if name in SECTIONS else ""
    sys.stdout.write(
        f"Written: {path}. Restyle it in Word, and check it with: sendadvice template check {path}{section}\n"
        "“sendadvice template fields” lists what it may print.\n"
    )
    return 0
