"""Reads the tool's own YAML data (rules, cues, lexicons, profiles) and holds it to its schema.

Advice files come from strangers and have a reader of their own, `sendadvice_docs.load`. A council's own profile is read
here, so this reader too refuses tags and aliases.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import yaml

from sendadvice_docs import resources
from sendadvice_docs.errors import RuleError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that leaves text as text (`on`, dates, `<<`)."""


_AS_TEXT = {f"tag:yaml.org,2002:{name}" for name in ("bool", "timestamp", "value", "merge")}
_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag not in _AS_TEXT]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@lru_cache(maxsize=32)
def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema of the tool's by name, such as `profile` or `kinds/act`."""
    with open(resources.resource("schema", f"{name}.schema.json"), encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    return loaded


def check_against(data: Any, schema_name: str, path: str) -> None:
    """Raise RuleError, naming file and place, where data does not fit the named schema."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema(schema_name))
    error = next(iter(sorted(validator.iter_errors(data), key=lambda one: list(map(str, one.absolute_path)))), None)
    if error is not None:
        place = "/".join(map(str, error.absolute_path)) or "the file as a whole"
        raise RuleError(f"{path}: at {place}: {error.message}")


def _refuse_aliases(text: str, path: str) -> None:
    # An alias inside an alias inside an alias grows without bound once it is merged or validated.
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            raise RuleError(f"{path}{place}: aliases (*name) are not used here; write the value out.")


def read_data(path: str, schema_name: str | None = None) -> dict[str, Any]:
    """Return the mapping a YAML data file holds.

    Raises RuleError with `path:line:column` where it is not readable, and with the place where it does not fit.
    """
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if "*" in text:
            _refuse_aliases(text, path)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 -- a safe loader, narrowed above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise RuleError(f"{path}{place}: {error.problem}") from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise RuleError(f"{path}: it cannot be read: {error}") from None
    if not isinstance(data, dict):
        raise RuleError(f"{path}:1:1: a mapping (name: value) belongs here.")
    if schema_name is not None:
        check_against(data, schema_name, path)
    return data
