"""The tree a file is read into: values that know where they stand, before anybody asks whether they are an advice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sendadvice_docs.source import Prose, Source, Span

Value = str | int | float | bool | None

#: A position in a list: RFC 6901 allows no leading zeros. No list here is longer than six digits can count.
_POSITION = re.compile(r"0|[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    `value` is what it means (text, number, true or false, nothing) and `prose` what is written, free of quotation
    marks, escapes and folding, with the origin of each character. `quoted` says that it can only be text: it stands in
    quotation marks or in a block. The value of a key is always its text.
    """

    value: Value
    prose: Prose
    quoted: bool

    @property
    def text(self) -> str:
        """Return what is written: `2026-09-01`, `no` or `9` as much as a paragraph."""
        return self.prose.text

    @property
    def span(self) -> Span:
        """Return the whole value in the source, quotation marks or block indicator included."""
        return self.prose.span


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and its value in a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True)
class Mapping:
    """Names with their values, in the order of the file, no name twice."""

    entries: tuple[Entry, ...]
    span: Span

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {entry.key.text: entry for entry in self.entries}

    def entry(self, name: str) -> Entry | None:
        """Return the entry of that name, or None."""
        return self._by_name.get(name)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


Node = Scalar | Mapping | Listing


def pointer_of(*tokens: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) that names and positions in lists make up; none at all give `""`."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def tokens_of(pointer: str) -> tuple[str, ...] | None:
    """Return the names and positions a JSON Pointer is made of, or None where it is not one."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        return None
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def _child(node: Node, token: str) -> tuple[Scalar | None, Node] | None:
    """Return the key (None in a list) and the value that a token of a pointer leads to, or None."""
    if isinstance(node, Mapping):
        entry = node.entry(token)
        return (entry.key, entry.value) if entry else None
    if isinstance(node, Listing) and _POSITION.fullmatch(token) and int(token) < len(node.items):
        return None, node.items[int(token)]
    return None


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return {entry.key.text: _plain(entry.value) for entry in node.entries}


@dataclass(frozen=True)
class Document:
    """One document of a file: `index` counts from 0 all that the file holds, readable or not."""

    source: Source
    index: int
    root: Mapping

    def _way(self, pointer: str) -> tuple[Scalar | None, Node, bool]:
        """Follow a pointer as far as it leads: return the last key and node met, and whether it led to its end."""
        key: Scalar | None = None
        node: Node = self.root
        tokens = tokens_of(pointer)
        for token in tokens or ():
            found = _child(node, token)
            if found is None:
                return key, node, False
            key, node = found
        return key, node, tokens is not None

    def at(self, pointer: str) -> Node | None:
        """Return the node a JSON Pointer leads to (`""` is the root), or None."""
        _, node, found = self._way(pointer)
        return node if found else None

    def key_at(self, pointer: str) -> Scalar | None:
        """Return the key that names the node at a JSON Pointer; None for the root, a list's entry, an absent node."""
        key, _, found = self._way(pointer)
        return key if found else None

    def span(self, pointer: str) -> Span:
        """Return where in the source to show a JSON Pointer.

        That is the node itself; where nothing is written of it (`name:` and no more), its key. For an absent node it is
        the key of its nearest ancestor that is there, or, where that has no key, the point at which it starts.
        """
        key, node, found = self._way(pointer)
        if found and node.span.end > node.span.start:
            return node.span
        return key.span if key else Span(node.span.start, node.span.start)

    def pointer_at(self, offset: int) -> str:
        """Return the JSON Pointer of the innermost node whose key or value covers a source offset, else `""`."""
        tokens: list[str | int] = []
        node: Node | None = self.root
        while node is not None:
            inner: Node | None = None
            if isinstance(node, Mapping):
                for entry in node.entries:
                    if entry.key.span.start <= offset < max(entry.value.span.end, entry.key.span.end):
                        tokens.append(entry.key.text)
                        inner = entry.value if offset >= entry.value.span.start else None
                        break
            elif isinstance(node, Listing):
                for position, item in enumerate(node.items):
                    if item.span.start <= offset < item.span.end:
                        tokens.append(position)
                        inner = item
                        break
            node = inner
        return pointer_of(*tokens)

    def plain(self) -> dict[str, Any]:
        """Return the document as data that JSON can hold: dates and anything in quotation marks are text."""
        plain: dict[str, Any] = _plain(self.root)
        return plain
