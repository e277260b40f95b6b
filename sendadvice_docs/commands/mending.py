"""`sendadvice lint --fix` and `--diff`: what can be put right safely, made in the files or shown as a difference."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from sendadvice_docs.check import Checked, Report
from sendadvice_docs.commands.inputs import STDIN, read
from sendadvice_docs.errors import InputError
from sendadvice_docs.files import write_all
from sendadvice_docs.mend import Mended, mend
from sendadvice_docs.report.difference import difference
from sendadvice_docs.report.layout import count_of, listed, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


def _print_bytes(data: bytes) -> None:
    """Write content to standard output as it is: no line ending and no character changes on the way."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _tell(one: Checked, mended: Mended, *, done: str, not_done: str) -> None:
    """Say on standard error what was, or would be, mended in a file, and what was not."""
    if mended.done:
        codes = listed(sorted({finding.code for finding in mended.done}))
        _say(f"{safe(one.report.path)}: {count_of(len(mended.done), 'passage')} {done} ({codes}).")
    for left in mended.left:
        place = f"{safe(one.report.path)}:{left.finding.at.line}:{left.finding.at.column}"
        _say(f"{place}: {left.finding.code} {not_done}: {left.reason}")


def show(checked: Iterable[Checked], *, max_bytes: int, quiet: bool) -> None:
    """Print as a unified difference what `--fix` would change; nothing is written."""
    for one in checked:
        mended = mend(one.data, one.report, max_bytes=max_bytes)
        if mended.data != one.data:
            _print_bytes(difference(one.data, mended.data, safe(one.report.path)))
        if not quiet:
            _tell(one, mended, done="would be mended", not_done="would not be mended")


def put_right(
    checked: Sequence[Checked], again: Callable[[bytes, Checked], Report], *, max_bytes: int, quiet: bool
) -> list[Report]:
    """Make the safe changes in the files and return what is found in them now.

    `again` checks a file's new content. Either every file is written or none. What came on standard input is printed,
    changed or not. Raises InputError where a file cannot be written, or has been changed by somebody since it was read.
    """
    mended = [(one, mend(one.data, one.report, max_bytes=max_bytes)) for one in checked]
    files = {one.path: result.data for one, result in mended if result.data != one.data and one.path != STDIN}
    for one, _ in mended:
        if one.path in files and read(one.path, max_bytes) != one.data:
            raise InputError(
                f"{one.path}: this was changed while it was being checked. Nothing was changed; try again."
            )
    write_all(files)
    for one, result in mended:
        if one.path == STDIN:
            _print_bytes(result.data)
        if not quiet:
            _tell(one, result, done="mended", not_done="was not mended")
    return [again(result.data, one) if result.data != one.data else one.report for one, result in mended]
