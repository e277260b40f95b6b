"""The command line: hands a call to its command, and turns every fault into one plain line and an exit status.

Only the command that is called is imported, so that the quick ones answer at once. Exit status: 0 nothing to put right,
1 findings, 2 the call could not be carried out; 130 after Ctrl-C and 141 when the reader of the output went away, as
shells have it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

from sendadvice_docs import __version__
from sendadvice_docs.commands.options import Parser, nearest_of
from sendadvice_docs.errors import InputError, SendAdviceError

#: Each command is a module of `sendadvice_docs.commands` with USAGE, EPILOG, `add_options(parser)` and
#: `run(options) -> int`.
COMMANDS = {
    "lint": "check advice: what to change, where, why, and what to write instead",
    "render": "write sections D, H1 and H2 of the plan: Word, PDF, web pages or Markdown",
    "read": "read a rendered document back, and show what was changed in it by hand",
    "route": "tell who should write an advice, by when, and the steps to get there",
    "questions": "list what to ask the family, with what the advice answers already ticked off",
    "new": "write a commented file to start an advice from",
    "rules": "list everything that is checked",
    "explain": "explain one check, with its sources and examples",
    "profile": "show a council's settings with where each comes from, or check them",
    "eval": "measure how right the checks are on labelled passages",
}

_DESCRIPTION = "Checks social care advice for EHC plans in England, and writes sections D, H1 and H2 in Word."
_EPILOG = """\
Start here:
  sendadvice new --year-group 9 joe.yaml     write a file to fill in
  sendadvice lint joe.yaml                   see what is missing or should change
  sendadvice render joe.yaml --out joe       write the Word documents
  sendadvice explain SC501                   ask about one finding

“sendadvice COMMAND --help” tells more about a command.

Exit status:
  0  nothing to put right
  1  there are findings, or an advice was not rendered
  2  the call could not be carried out, such as a missing file or an unknown option"""


def _top_parser() -> Parser:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    parser = Parser(
        prog="sendadvice",
        usage="sendadvice COMMAND ...",
        description=f"{_DESCRIPTION}\n\nCommands:\n{commands}",
        epilog=_EPILOG,
    )
    parser.add_general(version=f"sendadvice-docs {__version__}")
    return parser


def _module_of(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"sendadvice_docs.commands.{name}")


def _call(arguments: list[str]) -> int:
    """Carry a call out and return its exit status; raises SystemExit after `--help`, and SendAdviceError for faults."""
    if not arguments:
        _top_parser().print_help(sys.stderr)
        return 2
    name, *rest = arguments
    if name not in COMMANDS:
        if name.startswith("-"):
            _top_parser().read([name])
        raise InputError(f"There is no command “{name}”.{nearest_of(name, COMMANDS)} “sendadvice --help” lists them.")
    module = _module_of(name)
    summary = COMMANDS[name]
    parser = Parser(
        prog=f"sendadvice {name}",
        usage=f"sendadvice {name} {module.USAGE}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=module.EPILOG,
    )
    module.add_options(parser)
    parser.add_general()
    status: int = module.run(parser.read(rest))
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one call and return its exit status; never raises for anything that can go wrong with it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _call(arguments)
        sys.stdout.flush()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except SendAdviceError as error:
        print(f"sendadvice: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- nobody at their desk is helped by a traceback
        from sendadvice_docs.commands.faults import status_of

        return status_of(error, debug="--debug" in arguments)
    return status


def run() -> None:
    """Run the command line as a program: any terminal's character set will do, and the exit status is the call's."""
    import codecs

    def plainer(error: UnicodeError) -> tuple[str, int]:
        from sendadvice_docs.commands.faults import plainer as stand_in

        return stand_in(error)

    codecs.register_error("plainer", plainer)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plainer")
    status = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            from sendadvice_docs.commands.faults import abandon

            abandon(stream)
    sys.exit(status)
