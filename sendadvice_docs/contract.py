"""The advice schema, read for what it says of each place in an advice.

`schema/advice.schema.json` is the one description of the format. This module turns it into a tree of places, so that
other stages can ask what belongs where without knowing JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs.datafile import schema

#: What a place may hold, in the schema's own words for types.
_LIST, _MAPPING = "array", "object"

Steps = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Place:
    """What the schema says of one place.

    `name` is the path without positions in lists (`needs/description`), `key` its last part. `fields` are the places
    inside it, `entry` the place of each item of a list, or None. `values` are the allowed values (empty for any) and
    `meanings` what each says in words. `date` is `day`, `partial` or `""`. `prose` marks a worker's own words, and
    `also_called` are names that people try for the field. `types` are the JSON types it may have.
    """

    name: str
    key: str
    title: str
    fields: Mapping[str, Place]
    entry: Place | None
    required: tuple[str, ...]
    values: tuple[str | int | bool, ...]
    meanings: tuple[str, ...]
    date: str
    prose: bool
    also_called: tuple[str, ...]
    types: frozenset[str]

    @property
    def is_flag(self) -> bool:
        """Return whether it answers yes or no."""
        return self.values == (True, False)

    @property
    def is_list(self) -> bool:
        """Return whether it holds a list (or may: see `fields`)."""
        return self.entry is not None

    @property
    def is_mapping(self) -> bool:
        """Return whether it holds fields of its own, itself and not only in its entries."""
        return bool(self.fields)

    def inside(self) -> Iterator[Place]:
        """Yield every place inside this one, in the schema's order; a list's entries share its name."""
        for field in self.fields.values():
            yield field
            yield from field.inside()
        if self.entry is not None and not self.fields:
            yield self.entry
            yield from self.entry.inside()


def _resolved(data: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with the definition it refers to beneath it: its own title and description win."""
    target = data.get("$ref")
    if target is None:
        return data
    return {**_resolved(definitions[target.rpartition("/")[2]], definitions), **data}


def _place(
    data: Mapping[str, Any], definitions: Mapping[str, Any], name: str, key: str, also_called: Sequence[str] = ()
) -> Place:
    said = _resolved(data, definitions)
    prefix = f"{name}/" if name else ""
    types = said.get("type", ())
    allowed = said.get("enum", ())
    names = said.get("x-also-called", {})
    values = tuple(value for value in allowed if value not in ("", None))
    return Place(
        name=name,
        key=key,
        title=said["title"],
        fields={
            field: _place(inner, definitions, prefix + field, field, names.get(field, ()))
            for field, inner in said.get("properties", {}).items()
        },
        entry=_place(said["items"], definitions, name, key) if "items" in said else None,
        required=tuple(said.get("required", ())),
        values=values,
        meanings=tuple(said.get("enumDescriptions", ())[: len(values)]),
        date=said.get("x-date", ""),
        prose=said.get("x-prose", False),
        also_called=tuple(also_called),
        types=frozenset({types} if isinstance(types, str) else types),
    )


@lru_cache(maxsize=1)
def contract() -> Place:
    """Return the place of an advice as a whole."""
    data = schema("advice")
    return _place(data, data["$defs"], "", "")


def place_at(steps: Iterable[str | int]) -> Place | None:
    """Return the place that keys and list positions lead to from the top of an advice; None where there is none."""
    place: Place | None = contract()
    for step in steps:
        if place is None:
            return None
        place = place.entry if isinstance(step, int) else place.fields.get(step)
    return place


@lru_cache(maxsize=1)
def prose_field_names() -> tuple[str, ...]:
    """Return the name of every field that holds a worker's own words, in the schema's order."""
    return tuple(dict.fromkeys(place.name for place in contract().inside() if place.prose))
