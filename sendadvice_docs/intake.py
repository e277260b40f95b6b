"""What has been read of a file so far: its documents, its faults, and the bounds of what is read at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendadvice_docs.finding import Fault
from sendadvice_docs.nodes import Document
from sendadvice_docs.scalars import Misfit
from sendadvice_docs.source import Prose, Source, Span

#: Enough for anybody to put right in one go, and a bound for a file that is wrong in every line.
MOST_FAULTS = 200


@dataclass
class StoppedError(Exception):
    """Reading a document cannot go on beyond an offset; the fault is already recorded."""

    at: int


@dataclass
class Reading:
    """What has been read of a file so far.

    `text` is the source's text with each character that a file may not hold replaced, one for one. Reading stops at
    `most_values` values. `starts` are the offsets at which documents begin, `empty` the numbers and places of those
    with nothing in them. `found` counts the faults, also those left out because there are too many.
    """

    source: Source
    text: str
    most_values: int
    documents: list[Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    empty: list[tuple[int, Span]] = field(default_factory=list)
    values: int = 0
    found: int = 0

    @property
    def document(self) -> int:
        """Return the number of the document being read, from 0."""
        return max(len(self.starts) - 1, 0)

    @property
    def full(self) -> bool:
        """Return whether so much has been found that reading on would help nobody."""
        return len(self.faults) >= MOST_FAULTS or self.values > self.most_values

    def fault(
        self,
        span: Span,
        message: str,
        suggestion: str,
        *,
        path: str = "",
        code: str = "SC002",
        document: int | None = None,
        index: int | None = None,
        quote: str | None = None,
    ) -> None:
        """Record a fault of the current document (or of another, by its number); once they are many, only count it.

        `index` and `quote` are the one character of the value's text that is meant, None for the whole value.
        """
        self.found += 1
        if len(self.faults) >= MOST_FAULTS:
            return
        self.faults.append(
            Fault(
                code=code,
                document=self.document if document is None else document,
                path=path,
                at=self.source.position(span.start),
                until=self.source.position(span.end),
                message=message,
                suggestion=suggestion,
                start=index,
                end=None if index is None else index + 1,
                quote=quote,
            )
        )

    def retract(self, offset: int) -> None:
        """Take back the last fault if it stands at this offset, because a better one is known for it."""
        if self.faults and self.faults[-1].at == self.source.position(offset) and self.found == len(self.faults):
            self.faults.pop()
            self.found -= 1

    def too_deep(self, offset: int, deepest: int) -> None:
        """Record that lists and names stand inside one another more than `deepest` levels deep at an offset."""
        self.fault(
            Span(offset, offset + 1),
            f"Lists and names stand inside one another more than {deepest} levels deep here; an advice needs five.",
            "Check the indentation, or look for brackets that are opened and never closed.",
        )

    def misfits(self, prose: Prose, found: list[Misfit], path: str) -> None:
        """Record the characters of a text that Word cannot hold."""
        for one in found:
            self.fault(
                one.span,
                f"“{self.text[one.span.start : one.span.end]}” stands for a character that nobody can see and a Word "
                "document cannot hold.",
                "Delete it.",
                path=path,
                index=one.index,
                quote=prose.text[one.index],
            )
