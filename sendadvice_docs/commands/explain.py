"""`sendadvice explain`: one check, with its reason, its sources and examples."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from sendadvice_docs.commands import sheet
from sendadvice_docs.commands.catalogue import find
from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, terminal_width
from sendadvice_docs.report.layout import style, wrap
from sendadvice_docs.report.passage import underlined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.commands.catalogue import Entry

USAGE = "CODE [CODE ...] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice explain SC501
  sendadvice explain vague-provision
  sendadvice explain SC501 SC502"""


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("codes", nargs="+", metavar="CODE", help="a code (SC501) or a name (vague-provision)")
    add_output_options(group)


def _example(example: Entry, *, width: int, colour: bool) -> str:
    if "change" in example:
        change = "\n".join(f"      {line}" for line in example["change"].splitlines())
        found = sheet.found_at(example)
        return "\n".join(filter(None, [f"  - {sheet.setting(example)}", change, f"    {found}" if found else ""]))
    aside = wrap(sheet.setting(example), width, indent="      ")
    text = underlined(example["text"], example["marks"], width, indent="    ")
    return f"  - {text[4:]}\n{style(aside, 'dim', colour=colour)}"


def _parts(rule: Entry, *, width: int, colour: bool) -> Iterator[str]:
    def titled(title: str, *lines: str) -> str:
        return "\n".join([style(title, "bold", colour=colour), *lines])

    suggestions = sheet.suggestions(rule)
    bullet = "  - " if len(suggestions) > 1 else "  "
    yield f"{style(rule['code'], 'bold', colour=colour)} {rule['name']}\n{wrap(rule['summary'], width)}"
    yield titled(sheet.SEVERITY, wrap(sheet.severity(rule), width, indent="  "))
    yield titled(sheet.WHY, wrap(rule["why"], width, indent="  "))
    yield titled(sheet.WHERE, wrap(sheet.where(rule["where"]), width, indent="  "))
    if reader := sheet.second_reader(rule):
        yield titled(sheet.READER, wrap(reader, width, indent="  "))
    yield titled(sheet.INSTEAD, *(wrap(one, width, indent=" " * len(bullet), first=bullet) for one in suggestions))
    for title, key in ((sheet.FOUND, "bad"), (sheet.NOT_FOUND, "good")):
        if rule[key]:
            yield titled(title, *(_example(example, width=width, colour=colour) for example in rule[key]))
    yield titled(sheet.SOURCE, *(wrap(one, width, indent="    ", first="  ") for one in sheet.sources(rule)))


def run(options: argparse.Namespace) -> int:
    """Print what there is to say of each check; return 0. Raises InputError for one there is none of."""
    rules = list({rule["code"]: rule for rule in map(find, options.codes)}.values())
    if options.format == "json":
        import json

        sys.stdout.write(json.dumps({"version": 1, "rules": rules}, indent=2) + "\n")
        return 0
    width, colour = terminal_width(), colour_wanted(options.color)
    sheets = ["\n\n".join(_parts(rule, width=width, colour=colour)) for rule in rules]
    sys.stdout.write(f"\n\n{'-' * min(width, 72)}\n\n".join(sheets) + "\n")
    return 0
