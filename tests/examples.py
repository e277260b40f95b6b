"""Turns a rule's examples into real YAML and back into findings: the harness `tests/test_rules.py` runs on."""

from __future__ import annotations

import copy
import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import yaml

from sendadvice_docs import resources
from sendadvice_docs.check import Settings, lint
from sendadvice_docs.finding import Finding
from sendadvice_docs.rule import Example

#: Where the first entry of each list stands in the minimal advice.
_LISTS = frozenset(
    {"needs", "outcomes", "provision", "involvement", "review", "previous_provision", "people", "oversight"}
)


@lru_cache(maxsize=1)
def minimal_text() -> str:
    with open(resources.resource("checks", "minimal-advice.yaml"), encoding="utf-8") as file:
        return file.read()


def minimal() -> dict[str, Any]:
    """Return the minimal advice as data of its own, dates as text."""
    data: dict[str, Any] = yaml.load(minimal_text(), Loader=yaml.BaseLoader)  # noqa: S506 -- it makes nothing but text
    typed: dict[str, Any] = yaml.safe_load(minimal_text())
    return _dates_as_text(typed, data)


def _dates_as_text(typed: Any, raw: Any) -> Any:
    if isinstance(typed, dict):
        return {key: _dates_as_text(value, raw[key]) for key, value in typed.items()}
    if isinstance(typed, list):
        return [_dates_as_text(value, text) for value, text in zip(typed, raw, strict=True)]
    return raw if isinstance(typed, dt.date) else typed


def merged(base: Any, patch: Any) -> Any:
    """Return a JSON merge patch (RFC 7396) laid over `base`."""
    if not isinstance(patch, Mapping):
        return copy.deepcopy(patch)
    result = dict(base) if isinstance(base, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def _put(data: dict[str, Any], field: str, text: str) -> str:
    """Set a field by its name (`needs/description`) in the first entry of its list; return its JSON Pointer."""
    parts = field.split("/")
    node: Any = data
    pointer = ""
    for index, part in enumerate(parts[:-1]):
        pointer += f"/{part}"
        if part not in node or node[part] in (None, "", []):
            node[part] = [{"id": "X1"}] if part in _LISTS else {}
        node = node[part]
        if isinstance(node, list):
            pointer += "/0"
            node = node[0]
        assert isinstance(node, dict), (field, index)
    node[parts[-1]] = text
    return f"{pointer}/{parts[-1]}"


def _with_context(data: dict[str, Any], context: Mapping[str, Any]) -> None:
    person = data["person"]
    for key in ("name", "preferred_name", "pronouns", "date_of_birth", "year_group", "setting", "living"):
        if key in context:
            person[key] = context[key]
    if "on" in context:
        data["completed"] = context["on"]
    if "people" in context:
        data["people"] = context["people"]
    if "known_names" in context:
        data["known_names"] = context["known_names"]
    if "professionals" in context:
        data["contributors"] = [{"name": name} for name in context["professionals"]]


def document_of(example: Example) -> tuple[str, str | None]:
    """Return an example as YAML, and the pointer of its passage (None where it is a change to the whole advice)."""
    data = minimal()
    pointer = None
    if example.patch is not None:
        data = merged(data, example.patch)
    else:
        _with_context(data, example.context)
        pointer = _put(data, example.field, example.text)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=70), pointer


@contextmanager
def profile_of(example: Example) -> Iterator[str | None]:
    """Yield the path of a profile with an example's own settings over the national ones; None where it has none."""
    if example.profile is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "example.yaml")
        data = {"name": "example", "title": "Example council", "extends": "national", **example.profile}
        with open(path, "w", encoding="utf-8") as file:
            yaml.safe_dump(data, file)
        yield path


def findings_on(example: Example, code: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the pointer of an example's passage and the findings of one code on it."""
    text, pointer = document_of(example)
    with profile_of(example) as profile:
        report = lint(text.encode(), "example.yaml", Settings(profile=profile, select=(code,)))
    return pointer, tuple(one for one in report.findings if one.code == code)
