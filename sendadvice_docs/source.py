"""Text that remembers where it came from.

Every stage after loading works on clean text and still reports exact places in the file. `Source` is the file as read,
`Prose` a piece of its text with, for each character, the stretch of the file that wrote it. Positions are 1-based lines
and columns counted in Unicode code points, as the findings contract asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: 1-based line and column, in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source text: 0-based code-point offsets, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A file as read: `name` for messages (a path, or `<stdin>`), `text` without a byte order mark.

    Lines end at LF, CR LF or CR, as YAML has it.
    """

    name: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(one.end() for one in _LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Return the 1-based line and column of a code-point offset (0 to the length of the text)."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int) -> int:
        """Return the offset at which a line (1-based) starts; the length of the text past its last line."""
        return self._line_starts[line - 1] if line <= len(self._line_starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its line break; empty past the end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


@dataclass(frozen=True)
class Prose:
    """A piece of text and its origin.

    `starts[i]` and `ends[i]` are the source offsets between which character `i` was written: one apart for an ordinary
    character, further for an escape, a doubled quote or a folded line break. `span` is the whole value in the source.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    span: Span

    @classmethod
    def verbatim(cls, text: str, offset: int = 0) -> Prose:
        """Return text that stands unchanged in its source from `offset` on."""
        numbers = range(offset, offset + len(text))
        return cls(text, numbers, range(offset + 1, offset + len(text) + 1), Span(offset, offset + len(text)))

    def locate(self, start: int, end: int) -> Span:
        """Return the source stretch that wrote characters `start` to `end` (exclusive) of the text."""
        if not self.text or start >= len(self.text):
            return Span(self.span.end, self.span.end)
        first = self.starts[start]
        return Span(first, self.ends[end - 1] if end > start else first)


@dataclass(frozen=True)
class Field:
    """A prose field of an advice: where it stands, and its text.

    `pointer` is its JSON Pointer (`/provision/0/description`), `name` the same without positions in lists
    (`provision/description`), which is what a rule's `where` speaks of.
    """

    pointer: str
    name: str
    prose: Prose

    @property
    def text(self) -> str:
        """Return the clean text of the field."""
        return self.prose.text
