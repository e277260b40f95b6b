"""Reading the options of a call: a parser whose help and whose complaints a worker understands, and kinds of value.

Every command imports this, so it imports nothing slow; `typing` alone would cost a third of a quick command's time.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: Width of help and reports where the output is no terminal, so that a file reads the same wherever it was written.
USUAL_WIDTH = 100


def terminal_width() -> int:
    """Return how many cells wide to write: `COLUMNS`, else the terminal's own width, else 100; from 40 to 120."""
    given = os.environ.get("COLUMNS", "")
    try:
        width = int(given) if given else os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        width = 0
    # Terminals that do not know their width say 0.
    return max(40, min(120, width or USUAL_WIDTH))


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with capitals where a sentence begins; the width is given, since finding it out is slow in argparse."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=terminal_width())

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Begin the usage line with a capital."""
        super().add_usage(usage, actions, groups, prefix or "Usage: ")


def nearest_of(given: str, known: Iterable[str]) -> str:
    """Return ` Did you mean X?` for the known word most like the given one, or "" where none is."""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in known}
    close = get_close_matches(given.lower(), lowered, n=1, cutoff=0.6)
    return f" Did you mean {lowered[close[0]]}?" if close else ""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises InputError where argparse would end the program, and guesses at no short forms."""

    def __init__(self, prog: str, *, usage: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )

    def add_general(self, *, version: str = "") -> None:
        """Add the options every command has, as the last group of its help."""
        group = self.add_argument_group("Help")
        group.add_argument("-h", "--help", action="help", help="show this and stop")
        if version:
            group.add_argument("--version", action="version", version=version, help="show the version and stop")
        else:
            group.add_argument("--debug", action="store_true", help="if the program itself fails, show where")

    def error(self, message: str) -> NoReturn:
        """Raise InputError with argparse's message in the words of this program."""
        message = message.removeprefix("argument ")
        message = message.replace("expected one argument", "a value is missing after it")
        message = message.replace("the following arguments are required:", "this is missing:")
        raise InputError(f"{message}{'' if message.endswith(('.', '?')) else '.'} “{self.prog} --help” shows how.")

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the values of a call's options; paths and options may stand in any order.

        Raises InputError for an option there is none of, with the one that was probably meant.
        """
        options, unknown = self.parse_known_intermixed_args(list(arguments))
        if unknown:
            known = [name for action in self._actions for name in action.option_strings]
            given = unknown[0].split("=", 1)[0]
            if given.startswith("-"):
                self.error(f"there is no option {given}.{nearest_of(given, known)}")
            self.error(f"“{given}” is one too many.")
        return options


def one_of(*values: str, old: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """Return a kind of value: one of those words, or an old word for one of them, which still works."""

    def read(given: str) -> str:
        given = (old or {}).get(given, given)
        if given not in values:
            raise argparse.ArgumentTypeError(f"“{given}” is none of {', '.join(values)}.{nearest_of(given, values)}")
        return given

    return read


def add_output_options(
    group: argparse._ArgumentGroup,
    *,
    formats: tuple[str, ...] = ("text", "json"),
    what: str = "text for people (the default), json for programs",
    old: Mapping[str, str] | None = None,
) -> None:
    """Add `--format` and `--color` to a group; `old` are former names of formats."""
    group.add_argument(
        "--format", type=one_of(*formats, old=old), default=formats[0], metavar="|".join(formats), help=what
    )
    group.add_argument(
        "--color",
        type=one_of("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto (the default: on a terminal, unless NO_COLOR is set), always or never; --colour does too",
    )
    group.add_argument("--colour", dest="color", type=one_of("auto", "always", "never"), help=argparse.SUPPRESS)


def colour_wanted(choice: str) -> bool:
    """Return whether to write in colour: as chosen, else NO_COLOR, then FORCE_COLOR, then whether a terminal reads."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.name == "nt" and not (os.environ.get("WT_SESSION") or os.environ.get("TERM")):
        # Older Windows consoles print the codes instead of the colours.
        return False
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
