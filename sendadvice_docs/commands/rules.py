"""`sendadvice rules`: everything that is checked, in a list."""

from __future__ import annotations

import argparse
import sys

from sendadvice_docs.commands.catalogue import FAMILIES, blocks, entry, head
from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, terminal_width
from sendadvice_docs.report.layout import count_of, style, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.commands.catalogue import Entry

USAGE = "[OPTIONS]"
EPILOG = """\
Examples:
  sendadvice rules
  sendadvice rules --profile our-council.yaml
  sendadvice rules --format json

“sendadvice explain CODE” tells more about one of them."""

_LISTED = ("code", "name", "family", "severity", "acceptable", "summary", "why", "source", "where")


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("--profile", metavar="NAME|PATH", help="show the severities of a council's settings")
    add_output_options(group)


def _use_profile(rules: list[Entry], name: str) -> None:
    # The profile's file is YAML and held to its schema, which takes longer: only those who ask pay for it.
    from sendadvice_docs.profile import load_profile

    severities = load_profile(name).severities
    for rule in rules:
        rule["severity"] = str(severities.get(rule["code"], rule["severity"]))


def _line(rule: Entry, longest: int, *, colour: bool, width: int) -> str:
    severity = str(rule["severity"])
    lead = f"  {rule['code']}  {severity:<7}  {rule['name']:<{longest}}  "
    if width - len(lead) < 30:
        text = f"{lead.rstrip()}\n{wrap(rule['summary'], width, indent=' ' * 9)}"
    else:
        text = wrap(rule["summary"], width, indent=" " * len(lead), first=lead)
    return text.replace(f"  {severity}", f"  {style(severity, severity, colour=colour)}", 1)


def _text(rules: list[Entry], *, colour: bool, width: int) -> str:
    longest = max((len(rule["name"]) for rule in rules), default=0)
    parts = []
    for family in dict.fromkeys([*FAMILIES, *(rule["family"] for rule in rules)]):
        own = [_line(rule, longest, colour=colour, width=width) for rule in rules if rule["family"] == family]
        if own:
            title = FAMILIES.get(family, family.capitalize())
            parts.append("\n".join([style(title, "bold", colour=colour), *own]))
    last = (
        f"{count_of(len(rules), 'check')}. An error must not be sent, a warning should be changed, and advice is "
        "worth a look. “sendadvice explain CODE” gives the reason, the sources and examples."
    )
    return "\n\n".join([*parts, wrap(last, width)]) + "\n"


def run(options: argparse.Namespace) -> int:
    """Print the list; return 0."""
    as_data = options.format == "json"
    rules = [(entry if as_data else head)(block) for block in blocks()]
    if options.profile:
        _use_profile(rules, options.profile)
    if as_data:
        import json

        listed = [{key: rule[key] for key in _LISTED} for rule in rules]
        content = {"version": 1, "profile": options.profile or "national", "rules": listed}
        sys.stdout.write(json.dumps(content, indent=2) + "\n")
    else:
        sys.stdout.write(_text(rules, colour=colour_wanted(options.color), width=terminal_width()))
    return 0
