"""Puts together the tree of a document from the values a reader meets, in order, and refuses what no advice may hold.

The YAML and the JSON reader share it, so that both refuse the same things in the same words.
"""

from __future__ import annotations

import re

from sendadvice_docs.intake import Reading, StoppedError
from sendadvice_docs.nodes import Document, Entry, Listing, Mapping, Node, Scalar, pointer_of
from sendadvice_docs.problem import QUOTE_IT
from sendadvice_docs.source import Span

#: An advice is five levels deep; whatever walks the tree may safely recurse this far.
DEEPEST = 32

_NO_SPACE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+:[^\s/]")


class _Frame:
    """A mapping or list that is still open."""

    __slots__ = ("as_key", "discard", "entries", "items", "key", "names", "start")

    def __init__(self, start: int, *, mapping: bool, as_key: bool) -> None:
        self.start = start
        self.as_key = as_key
        self.entries: list[Entry] | None = [] if mapping else None
        self.items: list[Node] = []
        self.names: dict[str, Span] = {}
        self.key: Scalar | None = None  # read, and waiting for its value
        self.discard = False  # a key was read that cannot be used: its value is looked at and left out

    @property
    def wants_key(self) -> bool:
        return self.entries is not None and self.key is None and not self.discard


class Tree:
    """One document in the making. Begin it when the document begins; `finish` adds it to the reading."""

    __slots__ = ("_open", "_reading", "_root")

    def __init__(self, reading: Reading, start: int) -> None:
        self._reading = reading
        self._open: list[_Frame] = []
        self._root: Node | None = None
        reading.starts.append(start)

    @property
    def path(self) -> str:
        """Return the JSON Pointer of the value to come; where a key is to come, of its mapping."""
        tokens: list[str | int] = []
        for frame in self._open:
            if frame.entries is None:
                tokens.append(len(frame.items))
            elif frame.key is not None:
                tokens.append(frame.key.text)
        return pointer_of(*tokens)

    @property
    def wants_key(self) -> bool:
        """Return whether the value to come is the key of an entry."""
        return bool(self._open) and self._open[-1].wants_key

    @property
    def innermost(self) -> int | None:
        """Return where the innermost mapping or list that is still open begins."""
        return self._open[-1].start if self._open else None

    def _count(self, start: int) -> None:
        self._reading.values += 1
        if self._reading.values > self._reading.most_values:
            self._reading.fault(
                Span(start, start + 1),
                f"This file holds more than {self._reading.most_values:,} values, far more than any advice.",
                "Check that this is the right file, or divide it into several.",
            )
            raise StoppedError(start)

    def open(self, start: int, *, mapping: bool) -> None:
        """Begin a mapping or a list at a source offset; raises StoppedError where it is too deep inside others."""
        self._count(start)
        if len(self._open) >= DEEPEST:
            self._reading.too_deep(start, DEEPEST)
            raise StoppedError(start)
        self._open.append(_Frame(start, mapping=mapping, as_key=self.wants_key))

    def close(self, end: int | None = None) -> None:
        """End the mapping or list that was opened last; without `end` it ends where its last value does."""
        frame = self._open.pop()
        children = [entry.value for entry in frame.entries] if frame.entries is not None else frame.items
        if end is None:
            end = max(children[-1].span.end, frame.entries[-1].key.span.end if frame.entries else 0) if children else 0
        span = Span(frame.start, max(end, frame.start))
        if frame.as_key:
            self._reading.fault(
                span,
                "A name is expected here, and this is a list or a set of names in brackets.",
                f"Write a plain name before the colon. If this is part of a text, {QUOTE_IT}.",
                path=self.path,
            )
            self._open[-1].discard = True
        elif frame.entries is not None:
            self._place(Mapping(tuple(frame.entries), span))
        else:
            self._place(Listing(tuple(frame.items), span))

    def scalar(self, scalar: Scalar) -> None:
        """Add a single value: an entry's value, a list's item, or an entry's key."""
        self._count(scalar.span.start)
        if self.wants_key:
            self._key(self._open[-1], scalar)
        else:
            self._place(scalar)

    def _place(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        if frame.entries is None:
            frame.items.append(node)
        else:
            if frame.key is not None and not frame.discard and not self._lacks_space(frame.key, node):
                frame.entries.append(Entry(frame.key, node))
            frame.key = None
            frame.discard = False

    def _lacks_space(self, key: Scalar, node: Node) -> bool:
        """Refuse `{name:Joe}`, which YAML takes for a name without a value."""
        if key.quoted or node.span.end > node.span.start or not _NO_SPACE.match(key.text):
            return False
        colon = key.prose.starts[key.text.index(":")]
        self._reading.fault(
            Span(colon, colon + 1),
            "There is no space after this colon.",
            "Put a space after the colon.",
            path=self.path,
        )
        return True

    def _key(self, frame: _Frame, key: Scalar) -> None:
        """Take a key in, or refuse it; a refused key's value is still looked at for faults of its own."""
        name = key.text
        before = frame.names.setdefault(name, key.span)
        if not key.quoted and key.value is None:
            self._refuse_key(
                frame,
                key,
                "There is a value here without a name in front of it.",
                "Write the name before the colon. If “null” is meant as a name, put it in quotation marks.",
            )
        elif not key.quoted and name == "<<":
            self._refuse_key(
                frame,
                key,
                "“<<” would merge another part of the file in here, and merging is not used in an advice.",
                "Write the names and values out here.",
            )
        elif before is not key.span:
            line = self._reading.source.position(before.start).line
            self._reading.fault(
                key.span,
                f"“{shortened(name)}” stands twice in the same place; it was first given on line {line}.",
                "Keep one of the two. If both hold something, join them under the first.",
                path=self.path + pointer_of(name),
                code="SC003",
            )
            frame.discard = True
        elif not key.quoted and _odd_start(name):
            self._reading.fault(
                Span(key.span.start, key.span.start + 1),
                "An invisible character that is no ordinary space stands before this name; it usually comes from "
                "copying out of Word or a web page.",
                "Delete everything before the first letter of the line and type the spaces again.",
                path=self.path,
            )
        frame.key = Scalar(name, key.prose, key.quoted)

    def _refuse_key(self, frame: _Frame, key: Scalar, message: str, suggestion: str) -> None:
        self._reading.fault(key.span, message, suggestion, path=self.path)
        frame.discard = True

    def finish(self, place: Span) -> None:
        """End the document; `place` is where to say that nothing is in it."""
        reading = self._reading
        root = self._root
        if isinstance(root, Mapping):
            reading.documents.append(Document(reading.source, reading.document, root))
        elif isinstance(root, Listing):
            reading.fault(
                root.span if root.span.end - root.span.start < 2 else Span(root.span.start, root.span.start + 1),
                "A list stands here where an advice belongs.",
                "An advice begins with names and values, such as “purpose: annual_review”. "
                "Several advices in one file are separated by lines of ---.",
            )
        elif root is None or (root.value is None and not root.quoted):
            reading.empty.append((reading.document, place))
        else:
            reading.fault(
                Span(root.span.start, min(root.span.end, root.span.start + 60)),
                "This is plain text and not an advice: there are no names with values in it.",
                "An advice begins with names and values, such as “purpose: annual_review”; "
                "“sendadvice new” writes a file to start from.",
            )


def _odd_start(name: str) -> bool:
    """Return whether a name begins with white space that is no ordinary blank, or with an invisible mark."""
    return name[:1].isspace() or name.startswith(("\ufeff", "\u200b", "\u2060", "\u00ad"))


def shortened(text: str, most: int = 60) -> str:
    """Return a text for a message: on one line, and cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
