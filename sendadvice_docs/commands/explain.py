"""`sendadvice explain`: one check, with its reason, its sources and examples."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

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

_MEANING = {
    "error": "it must not be sent like this",
    "warning": "it should be changed",
    "advice": "it is worth a look",
}


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("codes", nargs="+", metavar="CODE", help="a code (SC501) or a name (vague-provision)")
    add_output_options(group)


def _where(fields: list[str]) -> str:
    if not fields:
        return "the advice as a whole"
    read = ["every piece of text" if field == "*" else field for field in fields if not field.startswith("!")]
    left_out = [field[1:] for field in fields if field.startswith("!")]
    return ", ".join(read) + (f", but not {', '.join(left_out)}" if left_out else "")


def _example(example: Entry, *, width: int, colour: bool) -> str:
    if "change" in example:
        said = "in a sound advice, changed like this:" if example["change"] else "a sound advice as it is"
        change = "\n".join(f"      {line}" for line in example["change"].splitlines())
        found = f"found at {', '.join(example['at'])}" if example["at"] else ""
        return "\n".join(filter(None, [f"  - {said}", change, f"    {found}" if found else ""]))
    context = f" ({example['context']})" if example["context"] else ""
    aside = wrap(f"in {example['field']}{context}", width, indent="      ")
    text = underlined(example["text"], example["marks"], width, indent="    ")
    return f"  - {text[4:]}\n{style(aside, 'dim', colour=colour)}"


def _parts(rule: Entry, *, width: int, colour: bool) -> Iterator[str]:
    def titled(title: str, *lines: str) -> str:
        return "\n".join([style(title, "bold", colour=colour), *lines])

    severity = rule["severity"]
    kept = "" if rule["acceptable"] else " It cannot be set aside with accepted_findings."
    # Only a real finding has what fills the placeholders.
    suggestions = dict.fromkeys(re.sub(r"“?\{[a-z_]+\}”?", "...", text) for text in rule["suggestion"].values())
    bullet = "  - " if len(suggestions) > 1 else "  "
    sources = [", ".join(filter(None, source.values())) for source in rule["source"]]

    yield f"{style(rule['code'], 'bold', colour=colour)} {rule['name']}\n{wrap(rule['summary'], width)}"
    yield titled("Severity", wrap(f"{severity}: {_MEANING[severity]}.{kept}", width, indent="  "))
    yield titled("Why", wrap(rule["why"], width, indent="  "))
    yield titled("Where it looks", wrap(_where(rule["where"]), width, indent="  "))
    yield titled("Instead", *(wrap(one, width, indent=" " * len(bullet), first=bullet) for one in suggestions))
    for title, key in (("Found", "bad"), ("Not found", "good")):
        if rule[key]:
            yield titled(title, *(_example(example, width=width, colour=colour) for example in rule[key]))
    yield titled("Source", *(wrap(one, width, indent="    ", first="  ") for one in sources))


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
