"""A local authority's settings, resolved once at the edge and passed in.

A profile is a YAML file that fits `schema/profile.schema.json` and may extend another; nothing of a council's is
written in code.
"""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Severity

#: A profile may stand on another, which may stand on another; more than this is a circle or a muddle.
_LONGEST_CHAIN = 8


@dataclass(frozen=True)
class Profile:
    """The settings of a local authority.

    `severities` overrides the rule files by code, `limits` are numbers by name (`history_years`), `wording` is what the
    plan says by place (`empty_h1`), `templates` maps a section to a Word file, `outcome_framework` maps the framework's
    ids to the words printed, `direct_payments` is `legal_basis` or `h2`, and `known_names` and `abbreviations` are
    words the text rules should know.
    """

    name: str
    title: str
    severities: Mapping[str, Severity]
    limits: Mapping[str, float]
    wording: Mapping[str, str]
    templates: Mapping[str, str]
    outcome_framework: Mapping[str, str]
    direct_payments: str
    known_names: tuple[str, ...]
    abbreviations: Mapping[str, str]

    def limit(self, name: str) -> float:
        """Return a limit by name; raises KeyError for a name no profile sets."""
        return self.limits[name]


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the tool, in alphabetical order."""
    folder = resources.resource("checks", "profiles")
    return tuple(sorted(name.removesuffix(".yaml") for name in os.listdir(folder) if name.endswith(".yaml")))


def _file_of(name: str, beside: str) -> str:
    """Return the file a profile name or path means, or raise InputError with the names there are."""
    if name in profile_names():
        return resources.resource("checks", "profiles", f"{name}.yaml")
    path = name if os.path.isabs(name) else os.path.join(beside, name)
    if name.endswith((".yaml", ".yml")) and os.path.isfile(path):
        return path
    known = ", ".join(profile_names())
    raise InputError(
        f"There is no profile “{name}”. Use one of {known}, or the path of a council's own profile file (.yaml)."
    )


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return `base` with `own` laid over it: mappings are merged key by key, anything else is replaced."""
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = _merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _chain(name: str, beside: str) -> list[tuple[str, dict[str, Any]]]:
    chain: list[tuple[str, dict[str, Any]]] = []
    wanted: str | None = name
    while wanted:
        path = _file_of(wanted, beside)
        if any(path == seen for seen, _ in chain) or len(chain) >= _LONGEST_CHAIN:
            raise InputError(f"{path}: this profile extends itself; take out the “extends” that leads back to it.")
        data = read_data(path, "profile")
        folder = os.path.dirname(os.path.abspath(path))
        templates = {section: os.path.join(folder, file) for section, file in data.get("templates", {}).items()}
        chain.append((path, {**data, "templates": templates}))
        wanted, beside = data.get("extends"), os.path.dirname(path)
    return chain


def load_profile(name: str, beside: str = ".") -> Profile:
    """Return the resolved profile of that name, or at that path (taken from the folder `beside`).

    Raises InputError where there is none or it extends itself, and RuleError where the file does not fit its schema.
    """
    return _resolved(name, os.path.abspath(beside))


@lru_cache(maxsize=32)
def _resolved(name: str, beside: str) -> Profile:
    data: dict[str, Any] = {}
    for _, own in reversed(_chain(name, beside)):
        data = _merged(data, own)
    return Profile(
        name=data["name"],
        title=data["title"],
        severities={code: Severity(value) for code, value in data["severities"].items()},
        limits=data["limits"],
        wording=data["wording"],
        templates=data["templates"],
        outcome_framework=data["outcome_framework"],
        direct_payments=data["direct_payments"],
        known_names=tuple(data["known_names"]),
        abbreviations=data["abbreviations"],
    )
