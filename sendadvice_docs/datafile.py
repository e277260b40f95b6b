"""Reads the tool's own YAML data (rules, cues, lexicons, profiles) and holds it to its schema.

Advice files come from strangers and have a reader of their own, `sendadvice_docs.load`. A council's own profile is read
here, so this reader too refuses tags and aliases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml

from sendadvice_docs import ready, resources
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


@lru_cache(maxsize=32)
def _validator(name: str) -> Any:
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    def beside(uri: str) -> Any:
        """Return the schema another one refers to: a file in the same folder, never anything fetched."""
        return Resource.from_contents(schema(uri.removesuffix(".schema.json")), DRAFT202012)

    return jsonschema.Draft202012Validator(schema(name), registry=Registry(retrieve=beside))  # type: ignore[call-arg]


def misfits(data: Any, schema_name: str) -> Iterator[Any]:
    """Yield jsonschema's errors for data that does not fit the named schema, in order of their place in it.

    Where data fits none of several shapes, it is the error of the one that comes nearest.
    """
    from jsonschema.exceptions import best_match

    for error in sorted(_validator(schema_name).iter_errors(data), key=lambda one: list(map(str, one.absolute_path))):
        yield best_match([error]) if error.context else error


def check_against(data: Any, schema_name: str, path: str) -> None:
    """Raise RuleError, naming file and place, where data does not fit the named schema."""
    error = next(misfits(data, schema_name), None)
    if error is not None:
        place = "/".join(map(str, error.absolute_path)) or "the file as a whole"
        raise RuleError(f"{path}: at {place}: {error.message}")


class UnreadableError(RuleError):
    """A data file that is not readable YAML, with the line and column (1-based) of what is wrong.

    `is_garbled` tells that its characters or its YAML could not be made out at all; the reader of advice files knows to
    say more about that.
    """

    def __init__(self, path: str, said: str, line: int = 1, column: int = 1, *, is_garbled: bool = False) -> None:
        self.path, self.said, self.line, self.column, self.is_garbled = path, said, line, column, is_garbled
        super().__init__(f"{path}:{line}:{column}: {said}")


# A council's profile has a few kilobytes, and the longest list of words here a few hundred.
_MOST_BYTES = 4_000_000
# No profile or rule nests a tenth as far; parsers differ in where their own limit lies.
_DEEPEST = 100
_TOO_DEEP = "lists and brackets stand inside one another far too deep here."


def _needs_a_look(text: str) -> bool:
    # Rule files are read at every start, so the events are only followed where something may be amiss.
    return "*" in text or text.count("[") + text.count("{") > _DEEPEST or "- - - -" in text or " " * _DEEPEST in text


def _refuse_hazards(text: str, path: str) -> None:
    # An alias inside an alias inside an alias grows without bound once it is merged or validated.
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError(
                path, "aliases (*name) are not used here; write the value out.", *_place(event.start_mark)
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UnreadableError(path, _TOO_DEEP, *_place(event.start_mark))


def _place(mark: Any) -> tuple[int, int]:
    """Return the line and column, counted from 1, of a mark of PyYAML's."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass(frozen=True)
class DataFile:
    """A YAML data file as read: what it holds, and where in it everything stands."""

    path: str
    data: dict[str, Any]
    node: Any

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Line and column of everything, by JSON Pointer: of its key, or, in a list, of the item itself."""
        return {pointer: place for pointer, place, _ in self._walk(self.node, "")}

    @cached_property
    def values(self) -> dict[str, tuple[int, int]]:
        """Line and column at which each value begins, by JSON Pointer."""
        return {pointer: _place(node.start_mark) for pointer, _, node in self._walk(self.node, "")}

    @cached_property
    def repeated(self) -> list[tuple[str, tuple[int, int]]]:
        """The keys that stand twice in the same mapping: JSON Pointer, and where the later one stands."""
        seen: set[str] = set()
        twice = []
        for pointer, place, _ in self._walk(self.node, ""):
            if pointer in seen:
                twice.append((pointer, place))
            seen.add(pointer)
        return twice

    def _walk(self, node: Any, pointer: str) -> Iterator[tuple[str, tuple[int, int], Any]]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = f"{pointer}/{_token(key.value)}"
                yield inner, _place(key.start_mark), value
                yield from self._walk(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                inner = f"{pointer}/{number}"
                yield inner, _place(value.start_mark), value
                yield from self._walk(value, inner)


def _token(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _text_of(path: str) -> str:
    with open(path, "rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UnreadableError(
            path, f"this file has more than {_MOST_BYTES // 1_000_000} MB: that is no file of settings."
        )
    return data.decode("utf-8")


def read_file(path: str) -> DataFile:
    """Return a YAML data file with the places in it; raises UnreadableError where it is not a readable mapping."""
    try:
        text = _text_of(path)
        if _needs_a_look(text):
            _refuse_hazards(text, path)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except UnreadableError:
        raise
    except yaml.MarkedYAMLError as error:
        if "another document" in str(error.problem):
            said = "a second file of settings begins here (“---”); give it a file of its own."
            raise UnreadableError(path, said, *_place(error.problem_mark)) from None
        hint = "" if "escape" in str(error.problem) else "; if it is text, put it in quotation marks"
        said = _TOO_DEEP if "depth" in str(error.problem) else f"this is no readable YAML ({error.problem}){hint}."
        garbled = said != _TOO_DEEP
        raise UnreadableError(path, said, *_place(error.problem_mark), is_garbled=garbled) from None
    except OSError as error:
        raise UnreadableError(path, f"this file cannot be opened ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(path, f"it is not saved as UTF-8 ({error.reason}).", is_garbled=True) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableError(path, f"it cannot be read: {error}") from None
    if data is None:
        raise UnreadableError(path, "nothing stands in this file; settings (name: value) belong here.")
    if not isinstance(data, dict):
        raise UnreadableError(path, "settings (name: value) belong here.")
    return DataFile(path, data, node)


def read_data(path: str, schema_name: str | None = None) -> dict[str, Any]:
    """Return the mapping a YAML data file holds.

    Raises RuleError with `path:line:column` where it is not readable, and with the place where it does not fit.
    """
    if schema_name is None:
        # The packaged files, read at every start, may be known already.
        try:
            with open(path, "rb") as file:
                return ready.data_of(path, file.read(), lambda: read_file(path).data)
        except OSError:
            pass  # `read_file` says so
    data = read_file(path).data
    if schema_name is not None:
        check_against(data, schema_name, path)
    return data
