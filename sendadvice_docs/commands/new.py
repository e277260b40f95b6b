"""`sendadvice new`: a commented file to start an advice from."""

from __future__ import annotations

import argparse
import json
import os
import sys
from urllib.parse import quote

from sendadvice_docs import resources
from sendadvice_docs.commands.inputs import STDIN
from sendadvice_docs.commands.options import Parser, one_of
from sendadvice_docs.commands.values import day, year_group
from sendadvice_docs.errors import InputError

USAGE = "[FILE] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice new joe.yaml --year-group 9
  sendadvice new joe.yaml --date-of-birth 2012-11-03 --received 2026-09-01
  sendadvice new review.yaml --purpose annual_review --year-group beyond_school

The parts that do not apply are left out: preparing for adulthood before Year 9, the move to adult services
before 16, and what only an annual review asks. With neither a year group nor a date of birth and the day of
the request, they are put in."""

_PURPOSES = ("ehc_needs_assessment", "reassessment", "annual_review")
_PFA_FROM, _ADULT = 9, 18
_TRANSITION = 16


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("file", nargs="?", metavar="FILE", help="the file to write (standard output if left out)")
    group.add_argument("--profile", default="national", metavar="NAME|PATH", help="whose settings (default national)")
    group.add_argument(
        "--purpose",
        type=one_of(*_PURPOSES),
        default=_PURPOSES[0],
        metavar="PURPOSE",
        help=f"{_PURPOSES[0]} (the default), {_PURPOSES[1]} or {_PURPOSES[2]}",
    )
    group.add_argument("--year-group", type=year_group, metavar="YEAR", help="-2 to 14, or beyond_school")
    group.add_argument("--date-of-birth", type=day, metavar="DATE", help="such as 2012-11-03")
    group.add_argument("--received", "--on", type=day, metavar="DATE", help="the day the request reached social care")
    group.add_argument("--name", metavar="NAME", help="the name of the child or young person")
    group.add_argument("--force", action="store_true", help="write over a file that is there")


def _facts(options: argparse.Namespace) -> set[str]:
    """Return which parts apply, as `sendadvice_docs.commands.starting` names them; what is not known applies."""
    from sendadvice_docs.ages import age_on, year_group_of

    born, on = options.date_of_birth, options.received
    year = year_group_of(options.year_group, born, on)
    age = age_on(born, on) if born and on else None
    # The year of Year 11 is the one in which a pupil turns 16, that of Year 13 the one in which they turn 18.
    old_enough = {
        "pfa": year is None or year >= _PFA_FROM,
        "transition": age >= _TRANSITION if age is not None else year is None or year >= _TRANSITION - 5,
        "adult": age >= _ADULT if age is not None else year is None or year >= _ADULT - 5,
        "review": options.purpose == "annual_review",
        "year_given": options.year_group is not None,
    }
    facts = {fact for fact, holds in old_enough.items() if holds}
    # Somebody out of their year may be 16 before Year 9 is; the move to adult services stands inside that part.
    return facts | {"pfa"} if "transition" in facts else facts


def _schema_address() -> str:
    path = resources.resource("schema", "advice.schema.json").replace(os.sep, "/")
    return f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/:')}"


def _profile_as_written(given: str, file: str | None) -> str:
    """Return a profile as the file should name it: a path is taken from the folder of the file it stands in."""
    if not os.path.isfile(given):
        return given
    folder = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
    try:
        return json.dumps(os.path.relpath(given, folder).replace(os.sep, "/"), ensure_ascii=False)
    except ValueError:
        # Another drive on Windows: no relative path leads there.
        return json.dumps(os.path.abspath(given), ensure_ascii=False)


def run(options: argparse.Namespace) -> int:
    """Write the file; return 0. Raises InputError where it is there already, or cannot be written."""
    from sendadvice_docs.commands.starting import starting_file
    from sendadvice_docs.profile import load_profile

    if options.file == "":
        raise InputError("An empty name was given in place of a file.")
    profile = load_profile(options.profile)
    file = None if options.file in (None, STDIN) else options.file
    facts = _facts(options)
    if profile.outcome_framework:
        facts.add("framework")
    values = {
        "schema": _schema_address(),
        "file": os.path.basename(file) if file else "FILE",
        "profile": _profile_as_written(options.profile, file),
        "purpose_given": options.purpose,
        "received": options.received.isoformat() if options.received else "",
        "name": json.dumps(options.name, ensure_ascii=False) if options.name else "",
        "date_of_birth": options.date_of_birth.isoformat() if options.date_of_birth else "",
        "year_group": str(options.year_group),
        "framework": " | ".join(profile.outcome_framework),
    }
    text = starting_file(values, facts)
    if file is None:
        sys.stdout.write(text)
        return 0
    from sendadvice_docs.files import write_whole

    if os.path.lexists(file) and not options.force:
        raise InputError(f"{file}: this file is there already. Choose another name, or write over it with --force.")
    write_whole(file, text.encode())
    sys.stdout.write(f"Written: {file}. Fill it in, and check it with: sendadvice lint {file}\n")
    return 0
