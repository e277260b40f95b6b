"""A local authority's settings, resolved once at the edge and passed in.

A profile is a YAML file that fits `schema/profile.schema.json` and may extend another; nothing of a council's is
written in code.
"""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs.datafile import DataFile
from sendadvice_docs.finding import Severity
from sendadvice_docs.pathway import Pathway, pathways_of
from sendadvice_docs.profile_chain import (
    Place,
    ProfileError,
    follow,
    is_shipped,
    merged,
    origins,
    profile_names,
    templates_outside,
)
from sendadvice_docs.questions import Question, questions_of

__all__ = [
    "AgreementAsked",
    "OversightAsked",
    "Profile",
    "Resolved",
    "load_profile",
    "profile_from",
    "profile_names",
    "resolve",
]


@dataclass(frozen=True)
class OversightAsked:
    """Somebody who is to look the advice over.

    `purpose` is `advice` (while it is written), `quality` (before it is returned) or `plan` (of what stands in the
    plan), `roles` are those any of which answers for it, `title` says who that is in words, `when` holds the facts in
    which it is asked, and `source` the document that asks.
    """

    id: str
    purpose: str
    roles: tuple[str, ...]
    title: str
    when: Mapping[str, Any]
    source: str

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Return whether it is asked where these facts hold; where one it asks about is not given, it is not."""
        return all(_fits(facts.get(name), wanted) for name, wanted in self.when.items())


@dataclass(frozen=True)
class AgreementAsked:
    """Somebody who is to be asked whether they agree with the content.

    `by` is `parental_responsibility` or `child_or_young_person`; `when` is `always`, `compulsory_school_age`,
    `after_compulsory_school_age`, `adult` or `where_appropriate`.
    """

    id: str
    by: str
    when: str
    source: str


@dataclass(frozen=True)
class Profile:
    """The settings of a local authority.

    `severities` overrides the rule files by code, `limits` are numbers by name (`history_years`), `wording` is what the
    plan says by place (`empty_H1`), `templates` maps a section to a Word file, `outcome_framework` maps the framework's
    ids to the words printed, `direct_payments` is `legal_basis` or `h2`, and `known_names` (with the names of
    `services`) and `abbreviations` are words the text rules should know.

    `timescales` are calendar days by kind of request (`existing_days`, `new_days`), `oversight` and `agreement` who is
    asked to look over and to agree, `escalation` whom to turn to by age (`under_18`, `adult`), `contact_points` who
    does what by job title, `signposting` what families are to be told of, `pathways` the rows that say who
    writes, and `sources` the document and the place in
    it that a setting rests on, by the setting's own place (`limits/history_years`). `data` is everything as merged.
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
    services: tuple[str, ...]
    timescales: Mapping[str, int]
    oversight: tuple[OversightAsked, ...]
    agreement: tuple[AgreementAsked, ...]
    escalation: Mapping[str, str]
    contact_points: Mapping[str, str]
    signposting: tuple[str, ...]
    pathways: tuple[Pathway, ...]
    questions: tuple[Question, ...]
    sources: Mapping[str, str]
    data: Mapping[str, Any]

    def limit(self, name: str) -> float:
        """Return a limit by name; raises KeyError for a name no profile sets."""
        return self.limits[name]

    def source(self, setting: str) -> str:
        """Return what a setting (`limits/history_years`), or the one around it, rests on; "" for the tool's choice."""
        while setting not in self.sources and "/" in setting:
            setting = setting.rpartition("/")[0]
        return self.sources.get(setting, "")


@dataclass(frozen=True)
class Resolved:
    """A profile, the files it is made of (its own first), and the file and line of each setting by JSON Pointer."""

    profile: Profile
    files: tuple[str, ...]
    origins: Mapping[str, Place]


def _fits(fact: object, wanted: object) -> bool:
    if isinstance(wanted, list):
        return fact in wanted
    return fact is not None and fact == wanted


def _profile(data: Mapping[str, Any]) -> Profile:
    services, sources = tuple(data.get("services", ())), data["sources"]
    return Profile(
        name=data["name"],
        title=data["title"],
        severities={code: Severity(value) for code, value in data.get("severities", {}).items()},
        limits=data["limits"],
        wording=data["wording"],
        templates=data.get("templates", {}),
        outcome_framework=data.get("outcome_framework", {}),
        direct_payments=data["direct_payments"],
        known_names=(*data.get("known_names", ()), *services),
        abbreviations=data.get("abbreviations", {}),
        services=services,
        timescales=data.get("timescales", {}),
        oversight=tuple(
            OversightAsked(
                id=name,
                purpose=one["for"],
                roles=tuple(one["role"]),
                title=one["title"],
                when=one.get("when", {}),
                source=sources[f"oversight/{name}"],
            )
            for name, one in data.get("oversight", {}).items()
        ),
        agreement=tuple(
            AgreementAsked(name, one["by"], one["when"], sources[f"agreement/{name}"])
            for name, one in data.get("agreement", {}).items()
        ),
        escalation=data.get("escalation", {}),
        contact_points=data.get("contact_points", {}),
        signposting=tuple(data.get("signposting", ())),
        pathways=pathways_of(data.get("pathway")),
        questions=questions_of(data.get("questions")),
        sources=sources,
        data=data,
    )


def _files(name: str, beside: str, within: str = "") -> Sequence[DataFile]:
    """Return the files a profile is made of; raises ProfileError where any has a fault."""
    files, broken = follow(name, beside, within)
    faults = [broken] if broken else []
    for file in files:
        # What comes with the tool is held to its schema by the tests, and every call would pay for it here.
        if not is_shipped(file.path):
            from sendadvice_docs.profile_faults import faults_of

            faults += faults_of(file)
    if within and not faults:
        faults += templates_outside(files, within)
    if faults:
        raise ProfileError(faults)
    return files


def load_profile(name: str, beside: str = ".", within: str = "") -> Profile:
    """Return the resolved profile of that name, or at that path (taken from the folder `beside`).

    With `within`, neither the profile, nor one it stands on, nor a template may lie outside that folder, unless it is
    one of the tool's: so it is where a stranger's file does the choosing. Raises InputError where there is no such
    profile, and ProfileError (an InputError), with line and column, where a file of it is not readable, does not fit
    its schema, names an unknown check, extends itself or leads out of the folder.
    """
    return _resolved(name, os.path.abspath(beside), within and os.path.abspath(within))


@lru_cache(maxsize=32)
def _resolved(name: str, beside: str, within: str) -> Profile:
    return profile_from(_files(name, beside, within))


def profile_from(files: Sequence[DataFile]) -> Profile:
    """Return the profile that files without faults make up, its own file first."""
    return _profile(merged(files))


def resolve(name: str, beside: str = ".") -> Resolved:
    """Return a profile with where each of its settings comes from; raises as `load_profile` does."""
    files = _files(name, os.path.abspath(beside))
    data = merged(files)
    return Resolved(_profile(data), tuple(file.path for file in files), origins(files, data))
