"""The cases a call to `route` or `questions` names: advice files, whole or only begun, and what keeps one from use.

An advice that is only begun does not fit its schema yet. Only what is unreadable, a misspelt key at the top level, and
what is wrong in the parts that decide who writes stand in the way here.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sendadvice_docs import engine
from sendadvice_docs.build import situation_of
from sendadvice_docs.check import Report, Settings, profile_of
from sendadvice_docs.commands.inputs import expand, read, stdin_name
from sendadvice_docs.commands.options import colour_wanted, terminal_width
from sendadvice_docs.commands.progress import shown
from sendadvice_docs.contract import contract
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Fault, in_order
from sendadvice_docs.load import Document, load, tokens_of
from sendadvice_docs.model import Situation
from sendadvice_docs.profile import Profile
from sendadvice_docs.report.layout import safe
from sendadvice_docs.validate import Validated, validate

#: The parts of an advice that decide who writes it, and by when.
PARTS = ("profile", "purpose", "request", "completed", "person", "case", "involvement")
_UNREADABLE = "SC002"


@dataclass(frozen=True)
class CaseFile:
    """One advice of one file, read as far as it goes.

    `title` is what to call it. `report` holds the findings that stand in the way; where there are any, `validated`,
    `profile` and `situation` may be None.
    """

    path: str
    document: int
    title: str
    report: Report
    validated: Validated | None = None
    profile: Profile | None = None
    situation: Situation | None = None


def _matters(fault: Fault, document: Document | None) -> bool:
    """Return whether a fault could change who writes; what is merely missing is for the caller to notice."""
    steps = tokens_of(fault.path) or ()
    if fault.code == _UNREADABLE or document is None or not steps:
        return True
    if document.key_at(fault.path) is None and document.at(fault.path) is None:
        return False
    return steps[0] in PARTS or steps[0] not in contract().fields


def _cases(path: str, data: bytes, settings: Settings) -> Iterable[CaseFile]:
    name = stdin_name(path)
    loaded = load(data, name, max_bytes=settings.max_bytes)
    by_number = {one.index: one for one in loaded.documents}
    numbers = sorted({*by_number, *(fault.document for fault in loaded.faults)}) or [0]
    for number in numbers:
        document = by_number.get(number)
        validated = validate(document, needs_required=False) if document else None
        found = [fault for fault in loaded.faults if fault.document == number]
        found += validated.faults if validated else ()
        profile = profile_of(document, settings) if document else None
        blocking = [engine.of_fault(fault, profile) for fault in found if _matters(fault, document)]
        title = name if len(numbers) == 1 else f"{name}, advice {number + 1} of {len(numbers)}"
        report = Report(name, loaded.source, in_order(blocking))
        if document is None or blocking:
            yield CaseFile(name, number, title, report)
        else:
            yield CaseFile(name, number, title, report, validated, profile, situation_of(document.root))


def cases_of(paths: Sequence[str], settings: Settings) -> tuple[list[CaseFile], list[InputError]]:
    """Return the advice that paths name, and a fault for each path that could not be used."""
    files, faults = expand(paths)
    cases: list[CaseFile] = []
    for path in shown(files, "Reading"):
        try:
            cases.extend(_cases(path, read(path, settings.max_bytes), settings))
        except InputError as fault:
            faults.append(fault)
    return cases, faults


def say(faults: Iterable[InputError]) -> None:
    """Print the faults of a call's paths on standard error."""
    for fault in faults:
        print(f"sendadvice: {fault}", file=sys.stderr)  # noqa: T201


def show_refused(cases: Sequence[CaseFile], why: str, *, as_data: bool, color: str) -> bool:
    """Print what stands in the way of the cases that cannot be used, and return whether there is any."""
    refused = [case for case in cases if case.report.findings]
    if not refused:
        return False
    from sendadvice_docs.report.text import render

    out = sys.stderr if as_data else sys.stdout
    colour = not as_data and colour_wanted(color)
    text = render([case.report for case in refused], colour=colour, width=terminal_width())
    lines = [f"{why}: {safe(case.title)}: put the above right first." for case in refused]
    out.write(text + ("\n" if text else "") + "\n".join(lines) + "\n")
    return True


def settings_of(profile: str | None, on: dt.date | None, max_size: int) -> Settings:
    """Return the settings of a call; raises InputError at once for an unknown profile."""
    from sendadvice_docs.profile import load_profile

    if profile:
        load_profile(profile)
    return Settings(profile=profile, on=on, max_bytes=max_size)
