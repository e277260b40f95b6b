"""The words that make a mention an act, read from `checks/cues/acts`.

Patterns are written as in `sendadvice_docs.words`, over text in which the names of provision are painted over with the
signs of `sendadvice_docs.acts.marks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.words import compiled


def _data(name: str) -> dict[str, Any]:
    return read_data(resources.resource("checks", "cues", "acts", f"{name}.yaml"))


def _singly(data: Mapping[str, Any]) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    # One by one, so that a short pattern does not hide a longer one that begins at the same word.
    return {
        name: tuple(compiled([one]) for one in ([value] if isinstance(value, str) else value))
        for name, value in data.items()
        if name != "summary"
    }


def _lists(data: Mapping[str, Any]) -> Mapping[str, re.Pattern[str]]:
    return {
        name: compiled([value] if isinstance(value, str) else value)
        for name, value in data.items()
        if name != "summary"
    }


@dataclass(frozen=True)
class Cues:
    """The compiled patterns by file and name, such as `answers["called_for"]`; those of `calls` singly."""

    calls: Mapping[str, tuple[re.Pattern[str], ...]]
    answers: Mapping[str, re.Pattern[str]]
    directions: Mapping[str, re.Pattern[str]]
    paths: Mapping[str, re.Pattern[str]]
    context: Mapping[str, re.Pattern[str]]
    vetoes: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return all cues, read once; raises RuleError for a pattern that cannot be read."""
    others = ("answers", "directions", "paths", "context", "vetoes")
    return Cues(_singly(_data("calls")), *(_lists(_data(name)) for name in others))
