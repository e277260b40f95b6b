"""The main road: bytes or a passage in, findings out."""

from __future__ import annotations

import datetime as dt
import os.path
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from sendadvice_docs import acceptance, engine
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Finding, Severity, in_order
from sendadvice_docs.load import Document, load
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import Profile, load_profile
from sendadvice_docs.reading import text
from sendadvice_docs.rule import Rule, catalogue, chosen
from sendadvice_docs.source import Field, Prose, Source, Span
from sendadvice_docs.subject import PASSAGE_AS_ADVICE, Hit, Subject
from sendadvice_docs.validate import Validated, validate

DEFAULT_PROFILE = "national"


@dataclass(frozen=True)
class Settings:
    """What a call may set: a profile in place of the advice's own, today's date, which rules, and the largest file."""

    profile: str | None = None
    on: dt.date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_bytes: int = 2 * 2**20


@dataclass(frozen=True)
class Report:
    """What was found in one file: its findings in order, the documents read, and how many rules read how many fields.

    `source` is None where the file could not be decoded. `faults` says what kept the file from being checked as it
    asks: a profile that it names and that cannot be used. It was then checked with the national one.
    """

    path: str
    source: Source | None
    findings: tuple[Finding, ...]
    validated: tuple[Validated, ...] = ()
    rules: int = 0
    fields: int = 0
    faults: tuple[InputError, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many findings count as error, warning and advice, and how many were accepted."""
        tally = Counter("accepted" if one.accepted else str(one.severity) for one in self.findings)
        return {key: tally[key] for key in (*(str(severity) for severity in Severity), "accepted")}


@dataclass(frozen=True)
class Checked:
    """A file or passage that was checked: the path it was named by, its content as read, and what was found in it."""

    path: str
    data: bytes
    report: Report


def profile_of(document: Document, settings: Settings) -> Profile:
    """Return the profile a document is checked with: the call's, else the one it names, else the national one.

    A path named in the file is taken from the file's own folder and may not lead out of it, since an advice may come
    from a stranger. Raises InputError, with line and column, where the file names one that does not exist or cannot be
    used.
    """
    if settings.profile:
        return load_profile(settings.profile)
    named = text(document.at("/profile")).strip()
    if not named:
        return load_profile(DEFAULT_PROFILE)
    folder = os.path.dirname(os.path.abspath(document.source.name))
    try:
        return load_profile(named, folder, within=folder)
    except InputError as error:
        at = document.source.position(document.span("/profile").start)
        raise InputError(f"{document.source.name}:{at.line}:{at.column}: {error}") from None


def _document_findings(
    document: Document, validated: Validated, settings: Settings, rules: Mapping[str, Rule], profile: Profile
) -> list[Finding]:
    circumstances = validated.circumstances
    if settings.on:
        circumstances = replace(circumstances, on=settings.on)
    subject = Subject(validated.advice, validated.fields, circumstances, profile)
    place = engine.Place(document.source, document.index, document.span)
    faults = [engine.of_fault(fault, profile) for fault in validated.faults]
    found = [*faults, *engine.run(subject, rules, place)]
    if validated.advice is None or not validated.advice.accepted_findings:
        return found
    unused = partial(_unused, subject=subject, place=place)
    marked = acceptance.apply(validated.advice, found, ran=rules.__contains__, unused=unused)
    return [one for one in marked if one.code != acceptance.UNUSED or one.code in rules]


def _unused(hit: Hit, *, subject: Subject, place: engine.Place) -> Finding:
    return engine.finding_of(catalogue()[acceptance.UNUSED], hit, {}, place, subject)


def lint(data: bytes, name: str, settings: Settings) -> Report:
    """Return what is found in a file's bytes; `name` is its path, for messages and for the profile it names.

    What keeps a file from being read as an advice (SC001 to SC004) is found whatever rules are chosen: a file that
    could not be read must not look clean. A profile that the file names and that cannot be used is told in the report's
    `faults`. Raises InputError for an unknown rule or profile of the call, and RuleError where a rule fails.
    """
    rules = chosen(settings.select, settings.ignore)
    loaded = load(data, name, max_bytes=settings.max_bytes)
    findings = [engine.of_fault(fault, None) for fault in loaded.faults]
    validated = tuple(validate(document) for document in loaded.documents)
    faults: list[InputError] = []
    for document, one in zip(loaded.documents, validated, strict=True):
        try:
            profile = profile_of(document, settings)
        except InputError as fault:
            # What else is wrong in the file is shown too: one slip must not have people come back for the rest.
            if settings.profile:
                raise
            faults.append(fault)
            profile = load_profile(DEFAULT_PROFILE)
        findings.extend(_document_findings(document, one, settings, rules, profile))
    fields = sum(len(one.fields) for one in validated)
    return Report(name, loaded.source, in_order(findings), validated, len(rules), fields, tuple(faults))


def lint_text(text: str, field: str, circumstances: Circumstances, settings: Settings, name: str = "<text>") -> Report:
    """Return what is found in a bare passage, read as the named field (such as `provision/description`).

    Rules about what is missing stay silent; only what the passage says is judged.
    """
    rules = chosen(settings.select, settings.ignore)
    source = Source(name, text)
    if settings.on:
        circumstances = replace(circumstances, on=settings.on)
    profile = load_profile(settings.profile or DEFAULT_PROFILE)
    subject = Subject(
        None,
        (Field("", field, Prose.verbatim(text)),),
        circumstances,
        profile,
        whole=False,
        passage_as_advice=name == PASSAGE_AS_ADVICE,
    )
    place = engine.Place(source, 0, lambda _: Span(0, len(text)))
    return Report(name, source, in_order(engine.run(subject, rules, place)), (), len(rules), 1)
