"""What is wrong in a profile's file: every fault at its place, with the name that was probably meant."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs.datafile import DataFile, misfits, schema
from sendadvice_docs.meant import nearest
from sendadvice_docs.profile_chain import ProfileFault, fault_in
from sendadvice_docs.report.layout import listed
from sendadvice_docs.rule import rule_files

_TYPES = {
    "object": "settings beneath it (name: value)",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_MOST_NAMED = 12
#: Letters that are typed for the figures they look like.
_LETTERS_FOR_FIGURES = str.maketrans("OolIi", "00111")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """Return the name of every check by its code, as the names of the rule files tell them."""
    stems = (os.path.basename(path).removesuffix(".yaml") for path, _ in rule_files())
    return {code: name for code, _, name in (stem.partition("-") for stem in stems)}


def _pointer(steps: Iterable[object]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def _did_you_mean(near: str) -> str:
    return f" Did you mean “{near}”?" if near else ""


def _said(description: str) -> str:
    """Return a description as the rest of a sentence that it explains."""
    return f" ({description.rstrip('.')})" if description else ""


def faults_of(file: DataFile) -> list[ProfileFault]:
    """Return the faults of one profile file by itself, in the order of their places; never raises."""
    found = [
        fault_in(file, "", f"the name “{key}” is no text; put it in quotation marks.")
        for key in file.data
        if not isinstance(key, str)
    ]
    for pointer, place in file.repeated:
        key = pointer.rpartition("/")[2]
        found.append(ProfileFault(file.path, *place, f"“{key}” stands twice in the same place; keep one of the two."))
    if not found:
        for error in misfits(file.data, "profile"):
            found.extend(_of_misfit(file, error))
        found.extend(_unknown_codes(file))
        found.extend(_sources_of_nothing(file))
    return sorted(set(found))


def _of_misfit(file: DataFile, error: Any) -> Iterator[ProfileFault]:
    steps = list(error.absolute_path)
    pointer = _pointer(steps)
    asked = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "additionalProperties":
        for key in error.instance:
            if key not in asked.get("properties", {}):
                yield fault_in(file, _pointer([*steps, key]), _unknown_key(str(key), steps, list(asked["properties"])))
    elif error.validator == "required":
        known = asked["properties"]
        misspelt = {nearest(str(key), list(known)) for key in error.instance if key not in known}
        for key in asked["required"]:
            if key not in error.instance and key not in misspelt:
                meant = known[key].get("description", "")
                yield fault_in(file, pointer, f"“{key}” is missing here{_said(meant)}.")
    elif "propertyNames" in error.absolute_schema_path:
        said = f"“{error.instance}” cannot be a name here; use small letters, figures and underlines."
        yield fault_in(file, _pointer([*steps, error.instance]), said)
    else:
        yield fault_in(file, pointer, _wrong_value(error, asked), at_value=True)


def _unknown_key(key: str, steps: list[Any], known: list[str]) -> str:
    here = f" in “{'/'.join(map(str, steps))}”" if steps else ""
    near = nearest(key, known)
    if near:
        return f"there is no setting “{key}”{here}.{_did_you_mean(near)}"
    homes = [home for home in _homes(schema("profile")["properties"], key) if home != "/".join(map(str, steps))]
    if homes:
        return f"there is no setting “{key}”{here or ' at this place'}; it belongs in “{homes[0]}”."
    there = f" There are: {', '.join(known)}." if len(known) <= _MOST_NAMED else ""
    return f"there is no setting “{key}”{here}.{there}"


def _homes(properties: Mapping[str, Any], key: str, inside: str = "") -> Iterator[str]:
    """Yield where a setting of that name belongs, by the settings around it."""
    for name, one in properties.items():
        beneath = one.get("properties", {})
        if name == key and inside:
            yield inside
        yield from _homes(beneath, key, f"{inside}/{name}".strip("/"))


def _wrong_value(error: Any, asked: Mapping[str, Any]) -> str:
    value, said = error.instance, _said(asked.get("description", ""))
    shown = f"“{value}”" if isinstance(value, str | int | float) and not isinstance(value, bool) else "this"
    if error.validator == "enum":
        allowed = [str(one) for one in error.validator_value]
        near = _did_you_mean(nearest(str(value), allowed)) if isinstance(value, str) else ""
        if len(allowed) > _MOST_NAMED and near:
            return f"{shown} is none of the values there are.{near}"
        return f"{shown} is none of {listed(allowed)}.{near}"
    if error.validator == "type":
        wanted = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
        belongs = "belong" if wanted[0] == "object" else "belongs"
        return f"{' or '.join(_TYPES[one] for one in wanted)} {belongs} here{said}."
    if error.validator in {"minLength", "minItems", "minProperties"}:
        return f"nothing, or too little, stands here{said}."
    if error.validator in {"exclusiveMinimum", "minimum"}:
        return f"{shown} is too small{said}."
    if error.validator == "uniqueItems":
        return "something stands in this list twice; keep one of them."
    return f"{shown} does not fit here{said}."


def _unknown_codes(file: DataFile) -> Iterator[ProfileFault]:
    # A slip in a code would leave the check it was meant for as severe as before, and nobody would know.
    severities = file.data.get("severities")
    for given in severities if isinstance(severities, dict) else ():
        if given in _codes():
            continue
        by_name = {name: code for code, name in _codes().items()}
        typed = "SC" + str(given)[2:].translate(_LETTERS_FOR_FIGURES) if str(given)[:2].upper() == "SC" else str(given)
        near = by_name.get(typed) or nearest(typed, _codes()) or by_name.get(nearest(typed, by_name), "")
        meant = f" Did you mean {near} ({_codes()[near]})?" if near else ""
        said = f"there is no check “{given}”.{meant} “sendadvice rules” lists them."
        yield fault_in(file, _pointer(["severities", given]), said)


def _sources_of_nothing(file: DataFile) -> Iterator[ProfileFault]:
    """Yield a fault for each source that is given for a setting this file does not have."""
    sources = file.data.get("sources")
    settings = {pointer[1:] for pointer in file.places}
    for given in sources if isinstance(sources, dict) else ():
        if given not in settings or given.startswith("sources"):
            near = nearest(str(given), [one for one in settings if not one.startswith("sources")])
            said = f"this file has no setting “{given}” that this could be the source of.{_did_you_mean(near)}"
            yield fault_in(file, _pointer(["sources", given]), said)
