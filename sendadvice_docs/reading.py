"""Values out of a loaded advice, taken leniently: what is not there, or is not of the kind asked for, is nothing.

Absent, null, empty text and an empty list mean the same, and so does text of blanks alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sendadvice_docs.contract import Place, Steps
from sendadvice_docs.dates import day_of, partial_of
from sendadvice_docs.load import Listing, Mapping, Node, Scalar, pointer_of
from sendadvice_docs.model import PartialDate
from sendadvice_docs.source import Field


def entries(mapping: Mapping) -> dict[str, Node]:
    """Return the fields of a mapping by key, in the order of the document."""
    return {entry.key.text: entry.value for entry in mapping.entries}


def child(node: Node | None, key: str) -> Node | None:
    """Return the value of a field; None where there is no such field, or no mapping."""
    entry = node.entry(key) if isinstance(node, Mapping) else None
    return entry.value if entry else None


def text(node: Node | None) -> str:
    """Return the text of a value, with a number or a date as it is written; "" for anything else or blanks alone."""
    if not isinstance(node, Scalar) or node.value is None or isinstance(node.value, bool):
        return ""
    return node.text if node.text.strip() else ""


def flag(node: Node | None) -> bool | None:
    """Return a yes or no."""
    return node.value if isinstance(node, Scalar) and isinstance(node.value, bool) else None


def whole_number(node: Node | None) -> int | None:
    """Return a whole number, also where it is written with a decimal point and nothing behind it."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if isinstance(value, int) or value.is_integer() else None


def number_or_text(node: Node | None) -> int | str | None:
    """Return a whole number, else a text, else None."""
    number = whole_number(node)
    return number if number is not None else text(node) or None


def day(node: Node | None) -> dt.date | None:
    """Return a full date."""
    return day_of(text(node))


def partial_date(node: Node | None) -> PartialDate | None:
    """Return a date as far as it is known."""
    number = whole_number(node)
    return partial_of(str(number) if number is not None else text(node))


def listed(node: Node | None) -> Iterator[tuple[Steps, Node]]:
    """Yield what stands in a list, each with its position; a value that is no list stands for itself."""
    if isinstance(node, Listing):
        yield from (((index,), item) for index, item in enumerate(node.items))
    elif node is not None:
        yield (), node


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list, without empty ones."""
    return tuple(found for _, item in listed(node) if (found := text(item)))


def data(node: Node, place: Place | None = None) -> object:
    """Return a value as JSON would hold it, with what is empty left out of mappings and null in lists.

    Dates are text. So a schema meets one kind of nothing only. With a `place`, a key that the schema doesn't know
    there stays even where it holds nothing, because a misspelt key is a fault in itself.
    """
    if isinstance(node, Mapping):
        known = place.fields if place else {}
        held = {key: data(value, known.get(key)) for key, value in entries(node).items()}
        return {key: value for key, value in held.items() if value is not None or (place and key not in known)}
    if isinstance(node, Listing):
        return [data(item, place.entry if place else None) for item in node.items] or None
    if isinstance(node.value, bool | int | float):
        return node.value
    return text(node) or None


def fields(node: Node | None, place: Place | None, steps: Steps = ()) -> Iterator[Field]:
    """Yield every non-empty text that the schema marks as prose, in the order of the document.

    Text is found in spite of faults around it: a single entry where a list belongs, a list where text belongs.
    """
    if place is None or node is None:
        return
    if isinstance(node, Mapping):
        inner = place if place.fields else place.entry or place
        for key, value in entries(node).items():
            yield from fields(value, inner.fields.get(key), (*steps, key))
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from fields(item, place.entry or place, (*steps, index))
    elif (place.entry or place).prose and text(node):
        yield Field(pointer_of(*steps), place.name, node.prose)
