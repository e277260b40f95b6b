"""How far a long call has come, on standard error and only for somebody who watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

#: Fewer things than this are done before anybody wonders.
_FEW = 5
_Item = TypeVar("_Item")


def shown(items: Sequence[_Item], doing: str) -> Iterator[_Item]:
    """Yield the items, and meanwhile show `Checking 3 of 40` on one line that is wiped at the end.

    Nothing is shown for a few items, nor where standard error is no terminal.
    """
    if len(items) < _FEW or not sys.stderr.isatty():
        yield from items
        return
    said = ""
    try:
        for number, item in enumerate(items, 1):
            said = f"{doing} {number} of {len(items)}"
            sys.stderr.write(f"\r{said}")
            sys.stderr.flush()
            yield item
    finally:
        sys.stderr.write(f"\r{' ' * len(said)}\r")
        sys.stderr.flush()
