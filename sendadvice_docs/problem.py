"""Where a YAML file stops being readable, with what is needed to say why in plain English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sendadvice_docs.source import Source, Span

QUOTE_IT = "put the whole text in double quotation marks"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where in the text to show a problem, what is wrong, and what to write instead."""

    span: Span
    message: str
    suggestion: str


@dataclass(frozen=True)
class Problem:
    """Where and why the parser stopped.

    `phrase` and `context` are its own words. `at` is the offset of what it could not take, `since` of the beginning of
    what it was reading then. `last` is the last single value it had read, with its style (a quotation mark, `|`, `>` or
    empty). `bracket` is the offset of the innermost bracket that was still open.
    """

    source: Source
    phrase: str
    context: str
    at: int
    since: int | None
    last: tuple[Span, str] | None = None
    bracket: int | None = None

    @property
    def text(self) -> str:
        """Return the whole file."""
        return self.source.text

    def line_number(self, offset: int) -> int:
        """Return the 1-based number of the line of an offset."""
        return self.source.position(offset).line

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset starts."""
        return self.source.offset(self.line_number(offset))

    def rest_of_line(self, offset: int) -> Span:
        """Return the stretch from an offset to the last word of its line, one character at least."""
        line = self.source.line(self.line_number(offset)).rstrip()
        return Span(offset, max(self.line_start(offset) + len(line), self.one(offset).end))

    def lines_above(self, offset: int) -> Iterator[tuple[int, str]]:
        """Yield the lines above that of an offset which hold more than a comment, nearest first, with their starts."""
        for number in range(self.line_number(offset) - 1, 0, -1):
            line = self.source.line(number)
            if line.strip() and not line.lstrip().startswith("#"):
                yield self.source.offset(number), line

    @cached_property
    def start(self) -> int:
        """Return where the line of `at` starts."""
        return self.line_start(self.at)

    @property
    def before(self) -> str:
        """Return what stands before `at` on its line."""
        return self.text[self.start : self.at]

    @property
    def opening(self) -> str:
        """Return the character at `since`, empty where there is none."""
        return "" if self.since is None else self.text[self.since : self.since + 1]

    @property
    def character(self) -> str:
        """Return the character at `at`, empty at the end of the file."""
        return self.text[self.at : self.at + 1]

    def one(self, offset: int) -> Span:
        """Return the stretch of the one character at an offset."""
        return Span(offset, min(offset + 1, len(self.text)))


def cannot_begin(problem: Problem, start: int) -> Explanation:
    """Say that a text cannot begin with the character at `start`."""
    return Explanation(
        problem.rest_of_line(start),
        f"A text cannot begin with “{problem.text[start]}”, which means something special to YAML there.",
        f"If it belongs to the text, {QUOTE_IT}. If not, delete it.",
    )


def no_name(problem: Problem) -> Explanation:
    """Say that the name before the colon at `at` is missing."""
    return Explanation(
        problem.one(problem.at),
        "There is a colon here without a name in front of it.",
        "Write the name before the colon.",
    )
