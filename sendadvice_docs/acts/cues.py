"""The words that make a mention an act, read from `checks/cues/acts`.

Patterns are written as in `sendadvice_docs.words`, over text in which the names of provision are painted over with the
signs of `sendadvice_docs.acts.marks`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.gate import Group
from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import compiled


def _data(name: str) -> dict[str, Any]:
    return read_data(resources.resource("checks", "cues", "acts", f"{name}.yaml"))


def _patterns(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


class _Joined(dict[str, Patterns]):
    """Each list of a file as one pattern, made when it is first asked for."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._lists = {name: value for name, value in _data(file).items() if name != "summary"}

    def __missing__(self, name: str) -> Patterns:
        made = self[name] = compiled(_patterns(self._lists[name]))
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._lists


def _singly(file: str) -> Mapping[str, tuple[Patterns, ...]]:
    # One by one, so that a short pattern does not hide a longer one that begins at the same word.
    return {
        name: tuple(compiled([one]) for one in _patterns(value))
        for name, value in _data(file).items()
        if name != "summary"
    }


@dataclass(frozen=True)
class Cues:
    """The compiled patterns by file and name, such as `answers["called_for"]`; those of `calls` singly."""

    calls: Mapping[str, tuple[Patterns, ...]]
    answers: Mapping[str, Patterns]
    directions: Mapping[str, Patterns]
    paths: Mapping[str, Patterns]
    context: Mapping[str, Patterns]
    vetoes: Mapping[str, Patterns]

    def asked_together(self, names: tuple[str, ...]) -> tuple[Sequence[str], Group[Patterns]]:
        """Return the patterns of several lists of `calls` as a group, with the name of the list each is from."""
        return _together(names)


@lru_cache(maxsize=32)
def _together(names: tuple[str, ...]) -> tuple[Sequence[str], Group[Patterns]]:
    calls = cues().calls
    return [name for name in names for _ in calls[name]], Group(one for name in names for one in calls[name])


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return all cues, read once; a pattern that cannot be read raises RuleError when it is first asked for."""
    others = ("answers", "directions", "paths", "context", "vetoes")
    return Cues(_singly("calls"), *(_Joined(name) for name in others))
