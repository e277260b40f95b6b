"""What is said and done when a call fails in a way no command foresaw, and when a terminal cannot print a character."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from typing import TextIO

from sendadvice_docs import __version__
from sendadvice_docs.report.layout import cells

#: As shells have it: 128 and the number of the signal.
BROKEN_PIPE, INTERRUPTED = 141, 130


def abandon(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain of it while it shuts down."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _of_internal(error: BaseException) -> str:
    """Return one line about a fault of the program itself: where it happened, and nothing of the advice."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else ""
    return (
        f"Something went wrong inside the program ({type(error).__name__}{where}, version {__version__}). Your advice "
        "is not at fault. Please report this line; it holds nothing of the advice. --debug shows more, for the people "
        "who repair it, and that may show text of the advice."
    )


def status_of(error: BaseException, *, debug: bool) -> int:
    """Say what went wrong on standard error, in one line, and return the exit status.

    Nothing is said of Ctrl-C, or of a reader of the output that went away (`| head`).
    """
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    if isinstance(error, OSError) and error.strerror:
        said = f"{error.filename or 'The output'}: this could not be read or written: {error.strerror}."
    else:
        said = _of_internal(error)
    print(f"sendadvice: {said}", file=sys.stderr)  # noqa: T201
    if debug:
        traceback.print_exception(error)
    return 2


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters the terminal's character set lacks, without moving what follows on the line."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "*", "«": '"', "»": '"'}
    lost = cells(error.object[error.start : error.end])
    return "".join(plain.get(shown, "?" * width) for shown, width in lost), error.end
