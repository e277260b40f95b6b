"""The catalogue of checks as the quick commands read it: one text file that `tools/make_catalogue.py` makes.

Reading the rule files themselves, with their YAML, takes longer than all else a quick command does, and even importing
`json` would take a good part of it. So this is plain text: a check is a block of lines, apart from the next by an empty
line, and a line is a key and its values between tabs:

    SC501 vague-provision provision warning yes  The summary.
    why        the reason
    where      the fields it reads, "!" before one left out
    source     document, place
    message    variant, text        (suggestion likewise)
    reader     find, veto: what the learned second reader does for the check, if it does anything
    bad        field, marks (3-9 12-15), context, text        (good likewise)
    bad-change places, the change to a sound advice as YAML   (good-change likewise)
"""

from __future__ import annotations

from sendadvice_docs import resources
from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Entry = dict[str, Any]

FILE = "catalogue.txt"

#: What each family of checks (a folder of `checks/`) is about, in the order of their codes.
FAMILIES = {
    "file": "The file itself",
    "scope": "What social care advice leaves to others",
    "voice": "The child, the young person and the family",
    "adulthood": "Preparing for adulthood",
    "history": "History, and what is shared",
    "provision": "Provision, and where it belongs",
    "thread": "Needs, outcomes and provision together",
    "process": "Who, when and with whose agreement",
    "wording": "Wording",
}


def line_of(key: str, *values: str) -> str:
    """Return a line of the catalogue."""
    return "\t".join(
        [key, *(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") for value in values)]
    )


def _values(line: str) -> list[str]:
    values = line.split("\t")
    if "\\" not in line:
        return values
    # A NUL cannot stand in a rule file, so it can hold the place of a backslash meanwhile.
    return [
        value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\") for value in values
    ]


def blocks() -> list[str]:
    """Return the block of each check, in order of code; raises InputError where the installation lacks them."""
    path = resources.resource("checks", FILE)
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().rstrip("\n").split("\n\n")[1:]
    except (OSError, ValueError):
        raise InputError(f"{path}: the list of checks cannot be read; please install sendadvice-docs again.") from None


def head(block: str) -> Entry:
    """Return what the first line of a block says: `code`, `name`, `family`, `severity`, `acceptable`, `summary`."""
    code, name, family, severity, acceptable, summary = _values(block.split("\n", 1)[0])
    return {
        "code": code,
        "name": name,
        "family": family,
        "severity": severity,
        "acceptable": acceptable == "yes",
        "summary": summary,
    }


def entry(block: str) -> Entry:
    """Return all that a block says, as data with the names of a rule file.

    An example is `{field, text, marks, context}` or, for a change to a sound advice, `{change, at}`.
    """
    found: Entry = head(block)
    found |= {
        "why": "",
        "source": [],
        "where": [],
        "second_reader": [],
        "message": {},
        "suggestion": {},
        "bad": [],
        "good": [],
    }
    for line in block.split("\n")[1:]:
        key, *values = _values(line)
        if key == "why":
            found[key] = values[0]
        elif key == "where":
            found[key] = values
        elif key == "reader":
            found["second_reader"] = values
        elif key == "source":
            found[key].append({"document": values[0], "place": values[1]})
        elif key in {"message", "suggestion"}:
            found[key][values[0]] = values[1]
        elif key in {"bad", "good"}:
            marks = [[int(number) for number in mark.split("-")] for mark in values[1].split()]
            found[key].append({"field": values[0], "text": values[3], "marks": marks, "context": values[2]})
        else:
            found[key.removesuffix("-change")].append({"change": values[1], "at": values[0].split()})
    return found


def find(wanted: str) -> Entry:
    """Return the check of that code or name; raises InputError, with the nearest there is, where there is none."""
    known = []
    for block in blocks():
        code, name, _ = block.split("\t", 2)
        if wanted.upper() == code or wanted.lower() == name:
            return entry(block)
        known += [code, name]
    from sendadvice_docs.commands.options import nearest_of

    raise InputError(f"There is no check “{wanted}”.{nearest_of(wanted, known)} “sendadvice rules” lists them all.")
