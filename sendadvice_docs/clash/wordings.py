"""The words by which contradictions are found: `checks/lexicons/clash/*.yaml`, compiled when a text first asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.clash.common import DAY_NAME, MONTH, MONTHS, NUMBER, date_pattern
from sendadvice_docs.datafile import read_data
from sendadvice_docs.expression import Expression
from sendadvice_docs.gate import Group
from sendadvice_docs.matching import Patterns
from sendadvice_docs.quantities import spelled_out
from sendadvice_docs.words import compiled

#: What nearly every name fits, in lower case. A space is written so that it counts in a verbose expression, too.
_ANY_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:[ ][\w'’.-]+){0,4}")


@lru_cache(maxsize=16)
def data(file: str) -> Mapping[str, Any]:
    """Return a file of the lexicon as it stands."""
    return read_data(resources.resource("checks", "lexicons", "clash", f"{file}.yaml"))


def _parts(file: str, pattern: str) -> str:
    for name, part in data(file).get("parts", {}).items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{part})")
    return spelled_out(pattern)


@lru_cache(maxsize=256)
def any_of(file: str, *keys: str) -> Patterns:
    """Return what finds any of the patterns listed under a key, or a path of keys, of a file."""
    found: Any = data(file)
    for key in keys:
        found = found[key]
    return compiled(tuple(_parts(file, one) for one in found))


@lru_cache(maxsize=256)
def shape(file: str, *keys: str) -> Patterns:
    """Return the one pattern under a key, or a path of keys, with its named groups; of `shapes` where that is there."""
    found: Any = data(file)
    if len(keys) == 1 and "shapes" in found:
        found = found["shapes"]
    for key in keys:
        found = found[key]
    return compiled((_parts(file, found),))


@lru_cache(maxsize=256)
def expression(file: str, section: str, key: str, names: tuple[str, ...] = ()) -> Expression:
    """Return a regular expression of a file, compiled; what it calls `{names}` is any of the names given."""
    source: str = data(file)[section][key]
    parts = {"number": NUMBER, "month": MONTH, "months": "|".join(MONTHS), "day": DAY_NAME}
    parts |= {f"date{suffix}": date_pattern(suffix) for suffix in ("", "1", "2")}
    verbose = source.lstrip().startswith("(?x)")
    for name, part in parts.items():
        source = source.replace(f"{{{name}}}", part.replace(" ", r"\x20") if verbose else part)
    if "{names}" not in source:
        return Expression(source)
    if not names:
        return Expression(source.replace("{names}", "(?!)"))
    named = "|".join(re.escape(name) for name in names)
    any_name = _ANY_NAME.pattern if all(map(_ANY_NAME.fullmatch, names)) else ".+"
    return Expression(source.replace("{names}", named), like=source.replace("{names}", any_name))


@lru_cache(maxsize=64)
def shapes_of(file: str, *sections: str) -> Group[Patterns]:
    """Return the patterns under `shapes` of a file, or under the sections named, as a group to ask of a text first."""
    return Group(shape(file, *path) for path in _paths(data(file), sections))


def _paths(found: Mapping[str, Any], sections: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for section in sections or ("shapes",):
        one = found[section]
        if isinstance(one, Mapping):
            yield from ((section, key) if sections or len(found) else (key,) for key in one)
        else:
            yield (section,)


@lru_cache(maxsize=64)
def expressions_of(file: str, *keys: str) -> Group[Expression]:
    """Return the regular expressions under `shapes` of a file, all or those named, as a group to ask of a text first.

    With any word for a name: what is true of the group is true of it for everybody.
    """
    return Group(expression(file, "shapes", key) for key in keys or data(file)["shapes"])


def cue(file: str, key: str) -> Expression:
    """Return a regular expression listed under `cues` of a file."""
    return expression(file, "cues", key)


class Shapes:
    """The regular expressions listed under `shapes` of a file, each compiled when it is first asked for."""

    def __init__(self, file: str, names: tuple[str, ...] = ()) -> None:
        """Take the file, and the names of the person: best those that stand in the text, for each costs compiling."""
        self._file, self._names = file, names

    def __getitem__(self, key: str) -> Expression:
        """Return the expression of a name."""
        return expression(self._file, "shapes", key, self._names)
