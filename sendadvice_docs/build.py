"""From a loaded document to the records of `sendadvice_docs.model`, field by field as their types ask.

The model is read once for what each record wants. What is missing or of the wrong kind is left at the record's own
default, so that the same code serves a sound advice and what can be read of a faulty one.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard, TypeVar, get_args, get_origin, get_type_hints

from sendadvice_docs import reading
from sendadvice_docs.contract import Steps, contract
from sendadvice_docs.load import Listing, Mapping, Node, pointer_of
from sendadvice_docs.model import Advice, Circumstances, PartialDate, Relative, Situation

#: The version of the format that this program reads.
VERSION = "1.0"

_Record = TypeVar("_Record")
_Value = TypeVar("_Value", str, int | str | None)
_Reader = Callable[[Node | None, Steps], object]

#: Where a field of a record stands in the file, if not under its own name.
_KEYS: dict[str, Steps] = {
    "Oversight.purpose": ("for",),
    "InformationSharing.with_whom": ("with",),
    "Advice.own_view": ("views", "child_or_young_person"),
    "Advice.family_views": ("views", "family"),
    "Situation.name": ("person", "name"),
    "Situation.preferred_name": ("person", "preferred_name"),
    "Situation.date_of_birth": ("person", "date_of_birth"),
    "Situation.year_group": ("person", "year_group"),
    "Situation.statuses": ("person", "statuses"),
}

_SIMPLE: dict[object, Callable[[Node | None], object]] = {
    str: reading.text,
    bool: reading.flag,
    int: reading.whole_number,
    dt.date: reading.day,
    PartialDate: reading.partial_date,
}


@dataclass(frozen=True)
class _Part:
    """One field of a record: the keys that lead to it, and how it is read."""

    attribute: str
    keys: Steps
    read: _Reader


def _simple(read: Callable[[Node | None], object]) -> _Reader:
    return lambda node, _: read(node)


def _reader(wanted: object) -> _Reader:
    """Return what reads a value of a type: a simple one, a record, one or none of them, or several."""
    if get_origin(wanted) is types.UnionType:
        wanted_types = [one for one in get_args(wanted) if one is not types.NoneType]
        return _reader(wanted_types[0]) if len(wanted_types) == 1 else _simple(reading.number_or_text)
    if get_origin(wanted) is tuple:
        item = get_args(wanted)[0]
        return _simple(reading.texts) if item is str else _several(item)
    if isinstance(wanted, type) and dataclasses.is_dataclass(wanted) and wanted is not PartialDate:
        return lambda node, steps: _record(wanted, node, steps) if _says_something(node) else None
    return _simple(_SIMPLE[wanted])


def _says_something(node: Node | None) -> TypeGuard[Node]:
    """Return whether a mapping holds anything: one whose fields are all left empty is as good as absent."""
    if isinstance(node, Mapping):
        return any(_says_something(value) for value in reading.entries(node).values())
    if isinstance(node, Listing):
        return any(_says_something(item) for item in node.items)
    return node is not None and reading.data(node) is not None


def _several(item: type) -> _Reader:
    def read(node: Node | None, steps: Steps) -> object:
        return tuple(
            _record(item, one, (*steps, *position)) for position, one in reading.listed(node) if _says_something(one)
        )

    return read


@lru_cache(maxsize=64)
def _parts(record: Callable[..., object]) -> tuple[_Part, ...]:
    """Return how each field of a record is read. Only records (dataclasses) are asked for."""
    assert isinstance(record, type)  # noqa: S101 -- says to the type checker what the caller knows
    hints = get_type_hints(record)
    return tuple(
        _Part(one.name, _KEYS.get(f"{record.__name__}.{one.name}", (one.name,)), _reader(hints[one.name]))
        for one in dataclasses.fields(record)
        if one.name != "pointer"
    )


def _record(record: type[_Record], node: Node, steps: Steps) -> _Record:
    """Return the record a mapping at a place holds."""
    make: Callable[..., _Record] = record
    values: dict[str, object] = {}
    for part in _parts(make):
        value: Node | None = node
        for key in part.keys:
            value = reading.child(value, str(key))
        values[part.attribute] = part.read(value, (*steps, *part.keys))
    if "pointer" in record.__annotations__:
        values["pointer"] = pointer_of(*steps)
    return make(**values)


def advice_of(root: Node) -> Advice:
    """Return the advice a document holds. Call it only where the document fits the schema."""
    return dataclasses.replace(_record(Advice, root, ()), schema_version=VERSION)


def situation_of(root: Node) -> Situation:
    """Return what can be read of the parts that decide who writes, whatever is missing or wrong elsewhere."""
    return _record(Situation, root, ())


def _allowed(value: _Value, key: str) -> _Value | None:
    """Return a value of `person` if the schema allows it there."""
    return value if value in contract().fields["person"].fields[key].values else None


def circumstances_of(root: Node) -> Circumstances:
    """Return what can be read of the person and the people around, whatever else is wrong with the document.

    People without a name are left out, and so are values that the schema doesn't allow. `on` is the day the advice was
    completed.
    """
    person = reading.child(root, "person")
    purpose = reading.text(reading.child(root, "purpose"))
    at_work = [
        reading.child(root, "author"),
        *(node for _, node in reading.listed(reading.child(root, "contributors"))),
        reading.child(reading.child(root, "case"), "allocated"),
        *(node for _, node in reading.listed(reading.child(root, "oversight"))),
    ]
    names = (reading.text(reading.child(node, "name")) for node in at_work)
    views, evidence = reading.child(root, "views"), reading.child(root, "evidence")
    elsewhere = (
        *((node, "team") for node in at_work),
        *((node, "name") for _, node in reading.listed(reading.child(root, "agreement"))),
        *((node, "who") for _, node in reading.listed(reading.child(evidence, "spoken_to"))),
        *((node, "by") for _, node in reading.listed(reading.child(views, "family"))),
    )
    also_named = (reading.text(reading.child(node, key)) for node, key in elsewhere)
    people = (
        _record(Relative, node, ("people", *position))
        for position, node in reading.listed(reading.child(root, "people"))
        if isinstance(node, Mapping)
    )
    return Circumstances(
        name=reading.text(reading.child(person, "name")),
        preferred_name=reading.text(reading.child(person, "preferred_name")),
        pronouns=_allowed(reading.text(reading.child(person, "pronouns")), "pronouns") or "",
        date_of_birth=reading.day(reading.child(person, "date_of_birth")),
        year_group=_allowed(reading.number_or_text(reading.child(person, "year_group")), "year_group"),
        on=reading.day(reading.child(root, "completed")),
        purpose=purpose if purpose in contract().fields["purpose"].values else "",
        living=_allowed(reading.text(reading.child(person, "living")), "living") or "",
        setting=reading.text(reading.child(person, "setting")),
        people=tuple(one for one in people if one.name),
        professionals=tuple(dict.fromkeys(name for name in names if name)),
        known_names=reading.texts(reading.child(root, "known_names")),
        also_named=tuple(dict.fromkeys(name for name in also_named if name)),
    )
