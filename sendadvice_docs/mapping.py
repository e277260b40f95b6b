"""A mapping file: with what to fill the names that a council's own template has already.

It is YAML that fits `schema/template-map.schema.json`. Each name of the template stands with what to print under it;
`N` in a name stands for the number of its row.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sendadvice_docs.datafile import DataFile, read_file, schema
from sendadvice_docs.errors import InputError
from sendadvice_docs.map_rows import row_shape
from sendadvice_docs.mapped_value import (
    ROW,
    Each,
    Joined,
    UnknownNameError,
    Value,
    known_names,
    lists_of,
    read_list,
    read_text,
)
from sendadvice_docs.meant import nearest
from sendadvice_docs.template_fields import names
from sendadvice_docs.word.shape import Shape

_MAX_BYTES: Final = 1_000_000
_DEEPEST: Final = 6
_ROW: Final = re.compile(r"(?<![A-Z])N(?![A-Za-z])")
_MARKS: Final = re.compile(r"[{}\[\]<>«»|]")
_LOOP: Final = re.compile(r"\s*(?P<one>[^\W\d]\w*)\s+in\s+(?P<list>\S+)\s*")
_MOST_SHOWN: Final = 8


@dataclass(frozen=True, order=True)
class MapFault:
    """What is wrong in a mapping file, and where: line and column from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True)
class Entry:
    """One name of a mapping file: as written, what matches it in a template, and what to print."""

    name: str
    pattern: re.Pattern[str]
    value: Value

    @property
    def numbered(self) -> bool:
        """Tell whether `N` stands in the name."""
        return _ROW.search(self.name) is not None

    def numbered_name(self, row: int) -> str:
        """Return the name for one row, such as need_3 for need_N."""
        return _ROW.sub(str(row), self.name)


@dataclass(frozen=True)
class TemplateMap:
    """A mapping file as read: `template` is the path of the Word file it is for, "" where it names none."""

    path: str
    template: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def match(self, name: str) -> tuple[str, int] | None:
        """Return the entry's name and the row (from 1, 0 without rows) that a name in a template means, or None."""
        entry = self.entries.get(name)
        if entry is not None and not entry.numbered:
            return name, 0
        for entry in self.entries.values():
            found = entry.pattern.fullmatch(name) if entry.numbered else None
            if found:
                return entry.name, int(found[1])
        return None

    def text(self, name: str, row: int, data: Mapping[str, Any]) -> str:
        """Return what to print under an entry's name in a row (from 1), of data that `map_rows.with_rows` made."""
        return self.entries[name].value.text({**data, ROW: row - 1})

    def rows_of(self, name: str, data: Mapping[str, Any]) -> int:
        """Return how many rows the data fill under an entry's name; 0 where `N` does not stand in it."""
        lists = [one for one in self.entries[name].value.names() if one.row_list]
        return max((len(_list(one.row_list, data)) for one in lists), default=0)


def _list(written: str, data: Mapping[str, Any]) -> Any:
    found: Any = data
    for step in written.split("."):
        found = found[step] if found is not None else None
    return found or ()


class MapError(InputError):
    """A mapping file that cannot be used: its faults, all of them."""

    def __init__(self, faults: list[MapFault]) -> None:
        self.faults = tuple(faults)
        more = len(faults) - _MOST_SHOWN
        others = [f"and {more} more."] if more > 0 else []
        super().__init__("\n".join([*map(str, faults[:_MOST_SHOWN]), *others]))


def load_map(path: str) -> TemplateMap:
    """Return a mapping file; raises MapError with every fault and its place, and InputError where it cannot be read."""
    if not os.path.isfile(path):
        reason = "this is a folder" if os.path.isdir(path) else "there is no such file"
        raise InputError(f"{path}: {reason}. Give the mapping file that says how to fill the template's names.")
    if os.path.getsize(path) > _MAX_BYTES:
        raise InputError(f"{path}: this file is too large for a mapping file.")
    reader = _Reader(read_file(path))
    found = reader.read()
    if reader.faults:
        raise MapError(sorted(set(reader.faults)))
    return found


class _Reader:
    """Reads a mapping file, and goes on after a fault to find them all."""

    def __init__(self, file: DataFile) -> None:
        self.file = file
        self.faults: list[MapFault] = []

    def fault(self, pointer: str, message: str, *, at_value: bool = False) -> None:
        places = self.file.values if at_value else self.file.places
        self.faults.append(MapFault(self.file.path, *places.get(pointer, (1, 1)), message))

    def read(self) -> TemplateMap:
        for pointer, place in self.file.repeated:
            key = pointer.rpartition("/")[2]
            self.faults.append(MapFault(self.file.path, *place, f"“{key}” stands twice; keep one of the two."))
        data = self.file.data
        self.known_keys(data, "", schema("template-map")["properties"])
        for key in ("title", "template"):
            if key in data and not (isinstance(data[key], str) and data[key].strip()):
                self.fault(f"/{key}", "a text belongs here.", at_value=True)
        given = data.get("names")
        if not isinstance(given, dict) or not given:
            self.fault(
                "/names" if "names" in data else "",
                "under “names:” belong the template's names, each with what to print.",
            )
            given = {}
        template = str(data.get("template") or "")
        if template and not os.path.isabs(template):
            template = os.path.join(os.path.dirname(self.file.path), template)
        return TemplateMap(self.file.path, template, {one.name: one for one in self.entries(given)})

    def known_keys(self, data: Mapping[Any, Any], pointer: str, known: Mapping[str, Any]) -> None:
        for key in data:
            if key not in known:
                near = nearest(str(key), known)
                meant = f" Did you mean “{near}”?" if near else ""
                self.fault(_under(pointer, key), f"there is no “{key}” here.{meant} There are: {', '.join(known)}.")

    def entries(self, given: Mapping[Any, Any]) -> Iterator[Entry]:
        scope = {**names(), "rows": row_shape()}
        patterns: dict[str, str] = {}
        for name, written in given.items():
            pointer = _under("/names", name)
            if not isinstance(name, str) or not name.strip() or _MARKS.search(name):
                self.fault(pointer, f"write the name “{name}” as a text, without the brackets it has in the template.")
                continue
            value = self.value(written, pointer, scope)
            if value is None:
                continue
            inner = [one for one in lists_of(value) if one.partition(".")[0] not in scope]
            if inner:
                self.fault(pointer, f"[N] cannot follow “{inner[0]}”, which is inside a loop.")
            marks = _ROW.findall(name)
            if len(marks) > 1:
                self.fault(pointer, f"N stands more than once in “{name}”; only one number can be the row's.")
            elif marks and not lists_of(value):
                self.fault(
                    pointer,
                    f"N stands in “{name}” but not in what to print there, so every row would be the same. Write "
                    "such as rows[N].need.description.",
                )
            elif not marks and lists_of(value):
                self.fault(
                    pointer,
                    f"[N] stands in what to print but not in the name “{name}”. Write N for the number in the name, "
                    "such as need_N.",
                )
            pattern = _ROW.sub("0*([1-9][0-9]{0,3})", re.escape(name.strip()))
            if pattern in patterns:
                self.fault(pointer, f"“{name}” and “{patterns[pattern]}” mean the same names.")
            patterns[pattern] = name
            yield Entry(name.strip(), re.compile(pattern), value)

    def value(self, written: Any, pointer: str, scope: Mapping[str, Shape], depth: int = 0) -> Value | None:
        """Return what to print, or None where it is at fault."""
        if depth > _DEEPEST:
            self.fault(pointer, "lists stand too deep within each other here.")
        elif isinstance(written, str) and written.strip():
            try:
                return read_text(written, scope)
            except UnknownNameError as error:
                self.fault(pointer, str(error), at_value=True)
        elif isinstance(written, list) and written:
            found = [self.value(one, f"{pointer}/{number}", scope, depth + 1) for number, one in enumerate(written)]
            return Joined(tuple(one for one in found if one is not None), "\n") if None not in found else None
        elif isinstance(written, dict) and written:
            return self.block(written, pointer, scope, depth)
        else:
            self.fault(pointer, "nothing, or no text, stands here. Write a name such as D.strengths.", at_value=True)
        return None

    def block(self, written: Mapping[Any, Any], pointer: str, scope: Mapping[str, Shape], depth: int) -> Value | None:
        known = schema("template-map")["$defs"]["block"]["properties"]
        if not set(written) & set(known):
            self.fault(
                pointer, "this begins with a curly bracket. Put the whole text in quotation marks.", at_value=True
            )
            return None
        self.known_keys(written, pointer, known)
        between = written.get("between")
        if "between" in written and not isinstance(between, str):
            self.fault(f"{pointer}/between", 'a text in quotation marks belongs here, such as ", ".', at_value=True)
            between = None
        if "print" not in written:
            self.fault(pointer, "“print” is missing here: what to print.")
            return None
        if "for" not in written:
            value = self.value(written["print"], f"{pointer}/print", scope, depth + 1)
            if between is None or value is None:
                return value
            return Joined(value.values if isinstance(value, Joined) else (value,), between)
        loop = _LOOP.fullmatch(str(written["for"]))
        if loop is None:
            self.fault(
                f"{pointer}/for", "write a name for the entry and the list, such as: one in rows[N].H1.", at_value=True
            )
            return None
        try:
            entries = read_list(loop["list"], scope)
        except UnknownNameError as error:
            self.fault(f"{pointer}/for", str(error), at_value=True)
            return None
        inner = known_names(loop["one"], entries.shape, scope)
        value = self.value(written["print"], f"{pointer}/print", inner, depth + 1)
        if value is None:
            return None
        several = isinstance(value, Joined) and value.between == "\n"
        return Each(loop["one"], entries, value, between if between is not None else "\n\n" if several else "\n")


def _under(pointer: str, key: object) -> str:
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
