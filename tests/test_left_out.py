"""Every field of the advice is printed in the plan, or left out on purpose: never neither, never both."""

from __future__ import annotations

import datetime as dt
import json
from copy import deepcopy
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

import jsonschema
import pytest

from sendadvice_docs.datafile import schema
from sendadvice_docs.load import load
from sendadvice_docs.profile import load_profile
from sendadvice_docs.sections import LEFT_OUT, fragment
from sendadvice_docs.validate import validate

#: Values that a generated one would not fit, by field name: the links between entries, and a child's age.
FIXED: dict[str, tuple[Any, Any]] = {
    "$schema": ("one", "another"),
    "schema_version": ("1.0", None),
    "profile": ("national", "another"),
    "person/date_of_birth": ("2012-11-03", "2012-11-04"),
    "needs/id": ("N1", "N2"),
    "outcomes/id": ("O1", "O2"),
    "provision/id": ("P1", "P2"),
    "previous_provision/id": ("Q1", "Q2"),
    "outcomes/needs": ("N1", None),
    "provision/needs": ("N1", None),
    "provision/outcomes": ("O1", None),
    "provision/replaces": ("Q1", None),
    "review/provision": ("P1", "Q1"),
    "provision/legal_basis": ("csdpa_s2", "early_help"),
    "provision/residential": (False, True),
}


@lru_cache(maxsize=1)
def _leaves() -> tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...]:
    """Return every leaf of the advice schema: its field name, its schema, and its path (`[]`: an entry of a list)."""
    root = schema("advice")
    found: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {}

    def walk(node: dict[str, Any], path: tuple[str, ...]) -> None:
        if "$ref" in node:
            node = {**root["$defs"][node["$ref"].rpartition("/")[2]], **node}
        inner = [one for key in ("anyOf", "oneOf") for one in node.get(key, ())]
        for name, one in node.get("properties", {}).items():
            walk(one, (*path, name))
        if isinstance(node.get("items"), dict):
            walk(node["items"], (*path, "[]"))
        for one in inner:
            walk(one, path)
        if not inner and "properties" not in node and "items" not in node:
            name = "/".join(part for part in path if part != "[]")
            found.setdefault(name, (name, node, path))

    walk(root, ())
    return tuple(found.values())


def _values(name: str, node: dict[str, Any], number: int) -> tuple[Any, Any]:
    """Return two different values a leaf may have; the second None where nothing but emptiness is another."""
    if name in FIXED:
        return FIXED[name]
    choices = [one for one in node.get("enum", ()) if one not in ("", None)]
    if choices:
        return choices[0], choices[1] if len(choices) > 1 else None
    if "x-date" in node:
        day = dt.date(2027, 1, 1) + dt.timedelta(days=number)
        return day.isoformat(), (day + dt.timedelta(days=1000)).isoformat()
    if "string" not in node["type"]:
        return number, number + 1
    if node["type"][0] == "integer":
        return number, number + 1
    return f"marker {number} stands here", f"another text {number}"


def _put(data: Any, path: tuple[str, ...], value: Any) -> None:
    part, rest = path[0], path[1:]
    if part == "[]":
        if not data:
            data.append({} if rest and rest[0] != "[]" else None)
        if rest:
            _put(data[0], rest, value)
        else:
            data[0] = value
    elif rest:
        _put(data.setdefault(part, [] if rest[0] == "[]" else {}), rest, value)
    else:
        data[part] = value


@lru_cache(maxsize=1)
def _full() -> dict[str, Any]:
    data: dict[str, Any] = {}
    for number, (name, node, path) in enumerate(_leaves()):
        _put(data, path, _values(name, node, number)[0])
    return data


def _fragment_of(data: dict[str, Any]) -> str:
    loaded = load(json.dumps(data).encode(), "full.json")
    assert not loaded.faults
    validated = validate(loaded.documents[0])
    # An id that leads nowhere is SC004, which leaves the advice as it is.
    assert validated.advice is not None, [(one.path, one.message) for one in validated.faults]
    result = fragment(validated.advice, load_profile("national"), dt.date(2026, 10, 5))
    jsonschema.Draft202012Validator(schema("fragment")).validate(result)
    return json.dumps(result, ensure_ascii=False)


@lru_cache(maxsize=1)
def _base() -> str:
    return _fragment_of(_full())


def _left_out(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in LEFT_OUT)


LEAVES = [pytest.param(number, id=leaf[0]) for number, leaf in enumerate(_leaves())]


@pytest.mark.parametrize("number", LEAVES)
def test_every_field_of_the_advice_reaches_the_fragment_or_is_left_out_on_purpose(number: int) -> None:
    name, node, path = _leaves()[number]
    first, second = _values(name, node, number)
    base = _base()
    if isinstance(first, str) and first.startswith("marker"):
        assert (first in base) is not _left_out(name)
    if name == "schema_version":  # there is one version only
        assert _left_out(name)
        return
    changed = deepcopy(_full())
    _put(changed, path, second)
    assert (_fragment_of(changed) != base) is not _left_out(name)


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=pattern) for pattern in LEFT_OUT])
def test_whatever_is_left_out_is_a_field_and_has_a_reason(pattern: str) -> None:
    assert any(fnmatchcase(leaf[0], pattern) for leaf in _leaves())
    assert LEFT_OUT[pattern].endswith(".")
