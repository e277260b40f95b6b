"""`sendadvice lint`: what to change in an advice, where, why, and what to write instead."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from sendadvice_docs.commands.inputs import STDIN, expand, read, stdin_name
from sendadvice_docs.commands.options import (
    Parser,
    add_output_options,
    colour_wanted,
    nearest_of,
    one_of,
    terminal_width,
)
from sendadvice_docs.commands.values import add_rule_options, day, joined, words, year_group
from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.check import Checked, Report, Settings

USAGE = "PATH [PATH ...] [OPTIONS]\n       sendadvice lint --text FILE|- [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice lint joe.yaml
  sendadvice lint inbox/ --summary
  sendadvice lint joe.yaml --select SC5 --ignore vague-provision
  sendadvice lint joe.yaml --format json > findings.json
  sendadvice lint joe.yaml --diff
  sendadvice lint joe.yaml --fix
  echo "Joe would benefit from a break." | sendadvice lint --text - --field provision/description

Exit status:
  0  nothing at or above --fail-on
  1  findings
  2  the call could not be carried out, such as a missing file"""

DEFAULT_FIELD = "needs/description"
_PRONOUNS = ("he/him", "she/her", "they/them")


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to check")
    what.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders (every .yaml, .yml and .json in them), or - for standard input",
    )
    what.add_argument(
        "--select",
        action="append",
        type=words,
        metavar="CODES",
        help="only these: codes (SC501), beginnings (SC5) or names",
    )
    what.add_argument("--ignore", action="append", type=words, metavar="CODES", help="all but these")
    add_rule_options(what)
    passage = parser.add_argument_group("To check a passage of plain text by itself")
    passage.add_argument("--text", metavar="FILE|-", help="the passage, in a file or on standard input")
    passage.add_argument("--field", metavar="NAME", help=f"the field it is for (default {DEFAULT_FIELD})")
    passage.add_argument("--year-group", type=year_group, metavar="YEAR", help="-2 to 14, or beyond_school")
    passage.add_argument("--date-of-birth", type=day, metavar="DATE", help="such as 2012-11-03")
    passage.add_argument("--name", metavar="NAME", help="the name of the child or young person")
    passage.add_argument("--pronouns", type=one_of(*_PRONOUNS), metavar="PRONOUNS", help=", ".join(_PRONOUNS))
    mending = parser.add_argument_group("To put right what can be put right safely")
    mending.add_argument(
        "--fix",
        action="store_true",
        help="change the files themselves where one safe change exists, and report what is left; what is read from "
        "standard input is printed",
    )
    mending.add_argument("--diff", action="store_true", help="print what --fix would change, and write nothing")
    result = parser.add_argument_group("What to print")
    add_output_options(result)
    result.add_argument(
        "--fail-on",
        type=one_of("error", "warning", "advice", "never"),
        default="error",
        metavar="SEVERITY",
        help="error (the default), warning, advice or never: from where on the exit status is 1",
    )
    result.add_argument("--summary", action="store_true", help="one line a file")
    result.add_argument("-q", "--quiet", action="store_true", help="nothing but the exit status")


def _settings(options: argparse.Namespace) -> Settings:
    """Return the settings of the call; raises InputError at once for an unknown profile or rule."""
    from sendadvice_docs.check import Settings
    from sendadvice_docs.profile import load_profile
    from sendadvice_docs.rule import chosen

    settings = Settings(
        profile=options.profile,
        on=options.on,
        select=joined(options.select),
        ignore=joined(options.ignore),
        max_bytes=options.max_size,
    )
    chosen(settings.select, settings.ignore)
    if settings.profile:
        load_profile(settings.profile)
    return settings


def _passage_report(data: bytes, options: argparse.Namespace, settings: Settings) -> Report:
    from sendadvice_docs.check import lint_text
    from sendadvice_docs.contract import prose_field_names
    from sendadvice_docs.model import Circumstances

    field = options.field or DEFAULT_FIELD
    known = prose_field_names()
    if field not in known:
        raise InputError(f"--field: there is no field “{field}” that holds text.{nearest_of(field, known)}")
    name = "<text>" if options.text == STDIN else options.text
    if len(data) > options.max_size:
        raise InputError(f"{name}: this is larger than {options.max_size} bytes; --max-size allows more.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: this is no UTF-8 text; save it as UTF-8 and try again.") from None
    circumstances = Circumstances(
        name=options.name or "",
        pronouns=options.pronouns or "",
        date_of_birth=options.date_of_birth,
        year_group=options.year_group,
        on=options.on,
    )
    return lint_text(text, field, circumstances, settings, name)


def _passage(options: argparse.Namespace, settings: Settings) -> Checked:
    from sendadvice_docs.check import Checked

    data = read(options.text, options.max_size)
    return Checked(options.text, data, _passage_report(data, options, settings))


def _files(paths: Sequence[str], settings: Settings) -> tuple[list[Checked], list[InputError]]:
    """Return what was found in each file, and a fault for each path that could not be checked."""
    from sendadvice_docs.check import Checked, lint
    from sendadvice_docs.commands.progress import shown

    files, faults = expand(paths)
    checked = []
    for path in shown(files, "Checking"):
        try:
            data = read(path, settings.max_bytes)
            report = lint(data, stdin_name(path), settings)
            checked.append(Checked(path, data, report))
            faults += [InputError(f"{fault} Until then it is checked as if it named none.") for fault in report.faults]
        except InputError as fault:
            faults.append(fault)
    return checked, faults


def _print(reports: Sequence[Report], options: argparse.Namespace) -> None:
    if options.quiet:
        return
    if options.format == "json":
        from sendadvice_docs.report.json import render as render_json

        sys.stdout.write(render_json(reports))
        return
    from sendadvice_docs.report.text import render, summary

    write = summary if options.summary else render
    sys.stdout.write(write(reports, colour=colour_wanted(options.color), width=terminal_width()))


def _refuse_odd_calls(options: argparse.Namespace) -> None:
    only_with_text = {
        "--field": options.field,
        "--year-group": options.year_group,
        "--date-of-birth": options.date_of_birth,
        "--name": options.name,
        "--pronouns": options.pronouns,
    }
    given = [name for name, value in only_with_text.items() if value is not None]
    if options.text is not None and options.paths:
        raise InputError("--text checks one passage; leave the other paths out, or --text.")
    if options.text is None and given:
        raise InputError(f"{given[0]} goes with --text only; an advice file says it itself.")
    if options.text is None and not options.paths:
        raise InputError("Name a file or folder to check, or - for standard input. “sendadvice lint --help” shows how.")
    if options.diff and (options.summary or options.format != "text"):
        raise InputError("--diff prints what would change and nothing else; leave out --summary and --format.")
    on_stdin = options.text == STDIN or STDIN in options.paths
    if options.fix and not options.diff and on_stdin:
        if len(options.paths) > 1:
            raise InputError("With --fix, standard input (-) is mended by itself; name the files in another call.")
        if options.summary or options.format != "text":
            raise InputError("--fix prints the text it mended on standard input; leave out --summary and --format.")


def _fails(reports: Sequence[Report], fail_on: str) -> bool:
    if fail_on == "never":
        return False
    from sendadvice_docs.finding import Severity

    least = Severity(fail_on).rank
    return any(
        finding.accepted is None and finding.severity.rank >= least for report in reports for finding in report.findings
    )


def _mended(checked: Sequence[Checked], options: argparse.Namespace, settings: Settings) -> list[Report]:
    """Make or show the safe changes as the call asks; return what is found in the files as they are then."""
    from sendadvice_docs.check import lint
    from sendadvice_docs.commands.mending import put_right, show

    # What is safe to change may hang on the settings of the profile that cannot be used.
    sound = [one for one in checked if not one.report.faults]
    if options.diff:
        show(sound, max_bytes=settings.max_bytes, quiet=options.quiet)
        return [one.report for one in checked]

    def again(data: bytes, one: Checked) -> Report:
        if options.text is not None:
            return _passage_report(data, options, settings)
        return lint(data, one.report.path, settings)

    mended = iter(put_right(sound, again, max_bytes=settings.max_bytes, quiet=options.quiet))
    return [one.report if one.report.faults else next(mended) for one in checked]


def run(options: argparse.Namespace) -> int:
    """Check what the call names, mend what it may, and print what was found; return the exit status."""
    _refuse_odd_calls(options)
    settings = _settings(options)
    faults: list[InputError] = []
    if options.text is not None:
        checked = [_passage(options, settings)]
    else:
        checked, faults = _files(options.paths, settings)
    for fault in faults:
        print(f"sendadvice: {fault}", file=sys.stderr)  # noqa: T201
    reports = [one.report for one in checked]
    if options.fix or options.diff:
        reports = _mended(checked, options, settings)
    printed = options.diff or (options.fix and any(one.path == STDIN for one in checked))
    if not printed:
        _print(reports, options)
    return 2 if faults else int(_fails(reports, options.fail_on))
