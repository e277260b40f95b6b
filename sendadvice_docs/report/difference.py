"""Two versions of a file as a unified difference that `patch` and `git apply` understand, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")


def _lines(data: bytes) -> list[str]:
    # Latin-1 gives every byte a character, so the difference is exact whatever the file holds. Only a line feed ends a
    # line: a carriage return before it belongs to the line.
    return [one[0].decode("latin-1") for one in _LINE.finditer(data)]


def _rows(before: bytes, after: bytes, name: str) -> Iterator[bytes]:
    label = name.encode("utf-8", "replace").decode("latin-1")
    for row in unified_diff(_lines(before), _lines(after), label, label):
        data = row.encode("latin-1")
        yield data if data.endswith(b"\n") else data + b"\n\\ No newline at end of file\n"


def difference(before: bytes, after: bytes, name: str) -> bytes:
    """Return what changed from one content to the other, under the file's name; empty where nothing did."""
    return b"".join(_rows(before, after, name))
