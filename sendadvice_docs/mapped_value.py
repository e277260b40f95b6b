"""What a mapping file prints under a name: names of the fragment, texts with names in them, lines, and list entries.

A mapping file runs nothing. Its values are read into the small classes here, which look things up and join them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sendadvice_docs.meant import nearest
from sendadvice_docs.word.shape import TEXT, Shape

Scope = Mapping[str, Any]
_STEP: Final = re.compile(r"(?:^|\.)(?P<name>[^\W\d]\w*)(?P<row>\[N\])?(?=\.|$)")
_MOST_NAMED: Final = 30
#: The key under which the number of the row is kept in a scope, from 0; no name of the data looks like it.
ROW: Final = "[N]"


class UnknownNameError(Exception):
    """A name that is not there, or is not what it is used as; the message says what and what may be meant."""


class Value(Protocol):
    """What is printed under a name."""

    def text(self, scope: Scope) -> str:
        """Return the text to print; `scope` is the data by name, with the number of the row under `ROW`."""

    def names(self) -> Iterator[Name]:
        """Yield the names it prints."""


@dataclass(frozen=True)
class Name:
    """A name such as `rows[N].need.description`: its steps, each with whether `[N]` follows, and its shape."""

    written: str
    steps: tuple[tuple[str, bool], ...]
    shape: Shape

    @property
    def row_list(self) -> str:
        """Return the list whose entry `[N]` picks, as written (`rows`, `H1.provision`), or ""."""
        before, bracket, _ = self.written.partition("[N]")
        return before if bracket else ""

    def value(self, scope: Scope) -> Any:
        """Return the data that stand under the name; None where something on the way is not there."""
        found: Any = scope
        for name, row in self.steps:
            found = found.get(name) if isinstance(found, Mapping) else None
            if row:
                number = scope[ROW]
                found = found[number] if found and number < len(found) else None
        return found

    def text(self, scope: Scope) -> str:
        """Return what stands under the name as text: a truth value is “yes” or “no”."""
        value = self.value(scope)
        return "" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    def names(self) -> Iterator[Name]:
        """Yield itself."""
        yield self


@dataclass(frozen=True)
class Words:
    """A text with names in it, left out where all of them are empty."""

    parts: tuple[str | Name, ...]

    def text(self, scope: Scope) -> str:
        """Return the text with the names filled in."""
        filled = [one if isinstance(one, str) else one.text(scope) for one in self.parts]
        held = any(text for one, text in zip(self.parts, filled, strict=True) if isinstance(one, Name))
        return "".join(filled) if held else ""

    def names(self) -> Iterator[Name]:
        """Yield the names in it."""
        yield from (one for one in self.parts if isinstance(one, Name))


@dataclass(frozen=True)
class Joined:
    """Several values with something between them; what is empty is left out."""

    values: tuple[Value, ...]
    between: str

    def text(self, scope: Scope) -> str:
        """Return the texts joined."""
        return self.between.join(text for one in self.values if (text := one.text(scope)))

    def names(self) -> Iterator[Name]:
        """Yield the names in its parts."""
        for one in self.values:
            yield from one.names()


@dataclass(frozen=True)
class Each:
    """What to print for each entry of a list, the entry being called `one`."""

    one: str
    entries: Name
    value: Value
    between: str

    def text(self, scope: Scope) -> str:
        """Return the texts of the entries joined; what is empty is left out."""
        found = self.entries.value(scope) or ()
        return self.between.join(text for entry in found if (text := self.value.text({**scope, self.one: entry})))

    def names(self) -> Iterator[Name]:
        """Yield the names in what is printed, and the list gone through."""
        yield self.entries
        yield from self.value.names()


def read_name(written: str, scope: Mapping[str, Shape]) -> Name:
    """Return a name with its shape; raises UnknownNameError where there is none, with the one that may be meant."""
    written = written.strip()
    steps: list[tuple[str, bool]] = []
    shape = Shape("", scope)
    at = 0
    while at < len(written):
        found = _STEP.match(written, at)
        if found is None:
            raise UnknownNameError(
                f"“{written}” is not understood. Write a name, such as D.strengths or rows[N].need.description; for a "
                'text, put the names in it in curly brackets, such as "Born {person.date_of_birth_words}".'
            )
        shape = _inner(found["name"], shape, written[:at])
        if found["row"]:
            if any(row for _, row in steps):
                raise UnknownNameError(f"[N] stands twice in “{written}”; only one list can be the rows'.")
            if shape.item is None:
                raise UnknownNameError(f"“{written[: found.end('name')]}” is no list, so [N] cannot follow it.")
            shape = shape.item
        steps.append((found["name"], bool(found["row"])))
        at = found.end()
    return Name(written, tuple(steps), shape)


def _inner(name: str, shape: Shape, before: str) -> Shape:
    if name in shape.names:
        return shape.names[name]
    if shape.item is not None:
        raise UnknownNameError(
            f"“{before}” is a list. Write {before}[N] for the entry of the row, or go through it with “for: one in "
            f"{before}” and “print: one.{name}”."
        )
    if not shape.names:
        raise UnknownNameError(f"“{before}” is a text and has no “{name}” of its own.")
    start = f"{before}." if before else ""
    near = nearest(name, shape.names)
    homes = [] if near else [f"{start}{one}.{name}" for one, inner in shape.names.items() if name in inner.names]
    meant = f" Did you mean “{start}{near}”?" if near else f" Did you mean “{homes[0]}”?" if homes else ""
    known = ", ".join(sorted(shape.names)[:_MOST_NAMED])
    raise UnknownNameError(f"there is no “{start}{name}”.{meant} {'In it' if before else 'There'} are: {known}.")


def read_list(written: str, scope: Mapping[str, Shape]) -> Name:
    """Return the name of a list to go through; raises UnknownNameError where there is none or it is no list."""
    found = read_name(written, scope)
    if found.shape.item is None:
        raise UnknownNameError(f"“{written}” is no list, so there is nothing to go through.")
    return found


def read_text(written: str, scope: Mapping[str, Shape]) -> Value:
    """Return a name or a text with names in curly brackets; raises UnknownNameError where it cannot be printed."""
    if "{" not in written and "}" not in written:
        return _printable(read_name(written, scope))
    parts: list[str | Name] = []
    for number, piece in enumerate(re.split(r"\{([^{}]*)\}", written)):
        if number % 2:
            parts.append(_printable(read_name(piece, scope)))
        elif "{" in piece or "}" in piece:
            raise UnknownNameError(f"a curly bracket in “{written}” has no partner. Write names as in {{person.name}}.")
        elif piece:
            parts.append(piece)
    return Words(tuple(parts))


def _printable(name: Name) -> Name:
    shape = name.shape
    if shape.item is not None:
        row = "" if name.row_list else f", or write {name.written}[N] where N stands in the name on the left"
        raise UnknownNameError(
            f"“{name.written}” is a list. Go through it with “for: one in {name.written}” and “print: …”{row}."
        )
    if not shape.is_text:
        inner = ", ".join(f"{name.written}.{one}" for one in shape.names)
        raise UnknownNameError(f"“{name.written}” is a block of several texts. Print one of them: {inner}.")
    return name


def known_names(entry: str, shape: Shape, scope: Mapping[str, Shape]) -> dict[str, Shape]:
    """Return the names within a loop that calls each entry of a list `entry`."""
    return {**scope, entry: shape.item or TEXT}


def lists_of(value: Value) -> Sequence[str]:
    """Return the lists whose entries `[N]` picks in a value, each once."""
    return tuple(dict.fromkeys(one.row_list for one in value.names() if one.row_list))
