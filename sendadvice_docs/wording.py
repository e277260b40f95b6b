"""What is said of a value that does not belong where it stands: what and why, and what to write in its place."""

from __future__ import annotations

from sendadvice_docs import dates
from sendadvice_docs.contract import Place
from sendadvice_docs.load import Listing, Mapping, Node, Scalar
from sendadvice_docs.meant import value_meant
from sendadvice_docs.reading import listed, text

_SHOWN = 40
_MANY = 12
_SOME = 6
_A_FEW_WORDS = 3

#: A message, and a suggestion.
Words = tuple[str, str]


def shown(said: str) -> str:
    """Return a worker's own text as it stands in a message: on one line, in quotation marks, and not too long."""
    line = " ".join(said.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[: _SHOWN - 1].rstrip()}…”"


def several(names: list[str], joined_by: str = "or") -> str:
    """Return names as a phrase: `a, b or c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joined_by} {names[-1]}"


def allowed(place: Place) -> str:
    """Return the allowed values of a place as a phrase; a run of numbers as its two ends."""
    numbers = sorted(value for value in place.values if isinstance(value, int))
    words = [str(value) for value in place.values if not isinstance(value, int)]
    if len(numbers) > _MANY:
        words.insert(0, f"a whole number from {numbers[0]} to {numbers[-1]}")
    else:
        words = [*map(str, numbers), *words]
    return several(words)


def of_value(place: Place, node: Node, *, in_list: bool = False) -> Words:
    """Return what to say of a value that does not belong at a place.

    `in_list` says that it is one item of a list; it then goes by the list's name.
    """
    name = f"An entry of “{place.key}”" if in_list else f"“{place.key}”"
    if place.is_list or place.is_mapping:
        return _of_structure(place, node, name)
    if not isinstance(node, Scalar):
        return _of_single(place, node, name)
    said = node.text
    if place.is_flag:
        return _of_flag(said, name)
    if place.key == "schema_version":
        return (
            f"This advice says it is written in version {shown(said)} of the format, which is not known here.",
            'Write schema_version: "1.0"; an advice in a later version needs a later release of this program.',
        )
    if place.values:
        return _of_choice(place, said, name)
    if place.date:
        return _of_date(place, said, name)
    if "integer" in place.types:
        return (
            f"{name} should be a whole number in figures, from 0 to 120, and it says {shown(said)}.",
            "Write the number alone, without quotation marks or other words, or leave it out.",
        )
    return _of_text(node, name)


def _of_structure(place: Place, node: Node, name: str) -> Words:
    """Say what is wrong where a list, or a mapping, or either of them belongs."""
    if place.is_list and not place.is_mapping:
        message = f"{name} should be a list, even where there is only one entry."
        if isinstance(node, Mapping) and place.entry and place.entry.fields:
            return (
                message,
                "Put a dash and a space before its first line, and move its other lines in to match.",
            )
        return (f"{message} It says {shown(_said(node))}." if _said(node) else message), _as_list(place, node)
    if isinstance(node, Listing):
        return (
            f"{name} should be one entry with its fields beneath it, and not a list.",
            "Take away the brackets, or the dash before its first line, and write each field once.",
        )
    either = " (or a list of such entries)" if place.is_list else ""
    message = f"{name} should hold fields of its own{either}, and there is only {shown(_said(node))}."
    field = _field_for(place, _said(node))
    if field:
        return message, f"Move what it says to a line of its own beneath it, moved in by two spaces: “{field}: …”."
    fields = [f"“{one}”" for one in place.fields]
    these = several(fields, "and") if len(fields) <= _SOME else f"{', '.join(fields[:_SOME])} and so on"
    return message, f"Write its fields beneath it, each on a line of its own and moved in by two spaces: {these}."


def _said(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _as_list(place: Place, node: Node) -> str:
    """Return how to write as a list what was written as something else."""
    entry = place.entry
    if entry is not None and entry.fields:
        fields = several([f"“{field}”" for field in list(entry.fields)[:4]], "and")
        return f"Begin each entry on a new line with a dash and a space, then write its fields, such as {fields}."
    parts = [part.strip() for part in _said(node).replace(";", ",").split(",") if part.strip()]
    if entry is not None and entry.values:
        parts = [str(value_meant(part, entry) or part) for part in parts]
    if not parts or len(parts) > _SOME or any(len(part) > _SHOWN for part in parts):
        return "Begin a new line for each entry, with a dash and a space before it."
    items = [part if part.replace("_", "").isalnum() else f'"{part}"' for part in parts]
    return f"Put it in square brackets, {place.key}: [{', '.join(items)}], or begin a new line with a dash for each."


def _field_for(place: Place, said: str) -> str:
    """Return the field that a bare text was probably meant for, or ""."""
    fields = place.fields.values()
    fits = [field.key for field in fields if said in map(str, field.values)]
    if said in {"true", "false"}:
        fits = [field.key for field in fields if field.is_flag]
    elif len(place.fields) == 1:
        fits = list(place.fields)
    elif dates.day_of(said):
        fits = [field.key for field in fields if field.date]
    elif not fits and len(said.split()) < _A_FEW_WORDS:
        fits = [key for key in ("name", "who") if key in place.fields]
    elif not fits:
        fits = [field.key for field in fields if field.prose]
    return fits[0] if fits else ""


def _of_single(place: Place, node: Node, name: str) -> Words:
    """Say what is wrong with a list or a mapping where one value belongs."""
    if isinstance(node, Mapping):
        if place.values or place.date or "integer" in place.types:
            return f"{name} takes one value, and there are fields beneath it.", _one_value(place)
        return (
            (
                f"{name} should be text, and it was read as a field with further fields beneath it. "
                "That happens where text holds a colon."
            ),
            "Put the whole text in quotation marks, or write | after the field's name and the text beneath it.",
        )
    if place.values or place.date or "integer" in place.types:
        return f"{name} takes one value, and there is a list.", _one_value(place)
    if place.prose:
        return (
            f"{name} should be text, and there is a list.",
            "Write it as sentences. For several paragraphs write | after the field's name, and the text beneath it.",
        )
    items = [text(item) for _, item in listed(node)]
    first = next((item for item in items if item), "")
    return (
        f"{name} takes one value, and there is a list.",
        f"Write one only, without a dash or brackets{': ' + first if first else ''}.",
    )


def _one_value(place: Place) -> str:
    if place.is_flag:
        return "Write true or false."
    if place.values:
        return f"Choose one and write it alone: {allowed(place)}."
    return (
        "Write it alone, without a dash or brackets, such as 2026-09-01." if place.date else "Write the number alone."
    )


def _of_flag(said: str, name: str) -> Words:
    word = said.strip().casefold()
    answer = "true" if word in {"yes", "y", "1", "t", "true", "on"} else ""
    answer = "false" if word in {"no", "n", "0", "f", "false", "off", "none"} else answer
    return (
        f"{name} answers yes or no, which is written true or false here; it says {shown(said)}.",
        f"Write {answer}, without quotation marks."
        if answer
        else "Write true or false, or leave it empty if it is not known.",
    )


def _of_choice(place: Place, said: str, name: str) -> Words:
    meant = value_meant(said, place)
    message = f"{name} cannot be {shown(said)}: it takes one of a few set values."
    if meant is None:
        return message, f"Write {allowed(place)}."
    return message, f"Write {meant}, if that is what is meant. The values are {allowed(place)}."


def _of_date(place: Place, said: str, name: str) -> Words:
    partial = place.date == "partial"
    meant = dates.meant(said, partial=partial)
    message = f"{name} says {shown(said)}{dates.why_not(said, partial=partial)}."
    if meant:
        return message, f"Write {meant} if that is what is meant."
    if partial:
        return message, "Write it as far as it is known: 2015-03-07, 2015-03, 2015 or unknown."
    empty = ", or leave it empty until it is known" if "null" in place.types else ""
    return message, f"Write the full date, such as 2026-09-01{empty}."


def _of_text(node: Scalar, name: str) -> Words:
    kind = "yes or no" if isinstance(node.value, bool) else "a number"
    return (
        f"{name} should be text, and {node.text} alone is read as {kind}.",
        f'Put it in quotation marks, "{node.text}", or say it in a sentence.',
    )
