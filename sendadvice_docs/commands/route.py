"""`sendadvice route`: who should write the advice, under whose oversight, by when, and the steps to get there."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, terminal_width
from sendadvice_docs.commands.values import add_rule_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from sendadvice_docs.commands.cases import CaseFile
    from sendadvice_docs.pathway import Route
    from sendadvice_docs.timescales import Due

USAGE = "FILE [FILE ...] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice route joe.yaml
  sendadvice route joe.yaml --profile hertfordshire
  sendadvice route inbox/ --format json

The file may be one that is only begun: profile, purpose, request, person, case and involvement are all that is
read. The profile's pathway decides; docs/pathways.md draws it.

Exit status:
  0  every file has an answer
  1  a file is not readable, or does not say enough
  2  the call could not be carried out, such as a missing file"""

_WHY_NOT = "Not answered"
_KINDS_OF_OVERSIGHT = {"advice": "of the advice", "quality": "quality assurance", "plan": "of the plan"}
_LABEL = 16


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to answer")
    what.add_argument("paths", nargs="+", metavar="FILE", help="files, folders, or - for standard input")
    add_rule_options(what)
    add_output_options(parser.add_argument_group("What to print"))


class _Answer:
    """The answer for one case: its route and due date, or why there is none."""

    def __init__(self, case: CaseFile, on: dt.date | None) -> None:
        from sendadvice_docs.pathway import UndecidedError, route_of
        from sendadvice_docs.timescales import due_of

        self.case = case
        self.route: Route | None = None
        self.due: Due | None = None
        self.why = ""
        if case.situation is None or case.profile is None:
            return
        try:
            self.route = route_of(case.situation, case.profile, on)
        except UndecidedError as undecided:
            self.why = " ".join(_missing(name, case) for name in undecided.missing)
            return
        if self.route is None:
            self.why = f"The pathway of the profile “{case.profile.name}” has no answer for this case."
        self.due = due_of(case.situation.request, case.profile, purpose=case.situation.purpose)


def _missing(name: str, case: CaseFile) -> str:
    if name == "purpose":
        return "Say under “purpose” what the advice is for: who writes it depends on that."
    if case.situation is not None and case.situation.date_of_birth is None:
        return "Give the date of birth (person: date_of_birth): who writes the advice depends on the age."
    return (
        "Give the day the request was received (request: received), or a day with --on: who writes the advice depends "
        "on the age, and nothing tells today's date."
    )


def _data(answer: _Answer) -> dict[str, Any]:
    """Return an answer for programs."""
    route = answer.route
    assert route is not None  # noqa: S101 -- only answered cases are printed
    worker = route.allocated
    return {
        "role": route.role,
        "team": route.team or None,
        "oversight": [
            {
                "role": one.roles[0],
                "for": one.purpose,
                "roles": list(one.roles),
                "title": one.title,
                "source": one.source,
            }
            for one in route.oversight
        ],
        "due": answer.due.date.isoformat() if answer.due else None,
        "steps": [{"text": step.text, "source": str(step.source)} for step in route.steps],
        "row": route.id,
        "profile": answer.case.profile.name if answer.case.profile else None,
        "accepts": list(route.accepts),
        "worker": {"name": worker.name, "role": worker.role, "team": worker.team} if worker else None,
        "due_given": answer.due.stated.isoformat() if answer.due and answer.due.stated else None,
        "exception": answer.due.exception or None if answer.due else None,
    }


def _who(route: Route) -> str:
    from sendadvice_docs.labels import ROLES

    worker = route.allocated
    if worker is None or not worker.name:
        return ROLES[route.role]
    own = f" ({ROLES[worker.role].lower()})" if worker.role and worker.role != route.role else ""
    return f"{ROLES[route.role]}: {worker.name}{own}"


def _when(answer: _Answer) -> str:
    """Return in words when the advice is due, how that was reckoned, and what else bears on it."""
    from sendadvice_docs.contract import place_at
    from sendadvice_docs.labels import date_in_words
    from sendadvice_docs.timescales import days_in_words

    due = answer.due
    if due is None:
        return "Not known: the file does not say when the request was received."
    said = date_in_words(due.date)
    if due.before_meeting:
        said += ", the day before the review meeting"
    elif due.received:
        said += f", {days_in_words(due.days)} after {date_in_words(due.received)}, when the request was received"
    else:
        said += ", as the file says"
    said += "."
    if due.stated:
        said += f" The file itself says {date_in_words(due.stated)}."
    if due.exception:
        place = place_at(("request", "exception", "kind"))
        meanings = dict(zip(place.values, place.meanings, strict=True)) if place else {}
        said += f" An exception is recorded: {meanings.get(due.exception, due.exception)}."
    return said


def _text(answer: _Answer, *, colour: bool, width: int) -> str:
    """Return an answer for people."""
    from sendadvice_docs.report.layout import safe, style, wrap

    route = answer.route
    assert route is not None  # noqa: S101 -- only answered cases are printed
    profile = answer.case.profile.title if answer.case.profile else ""
    overseen = "; ".join(f"{one.title} ({_KINDS_OF_OVERSIGHT[one.purpose]})" for one in route.oversight)
    facts = {
        "Who writes": _who(route),
        "Team": route.team,
        "Oversight": overseen[:1].upper() + overseen[1:] if overseen else "None is asked for",
        "Due": _when(answer),
    }
    lines = [
        style(safe(answer.case.title), "bold", colour=colour),
        wrap(f"As set out for {profile}", width, indent="  "),
    ]
    lines += [
        wrap(text, width, indent=" " * _LABEL, first=f"  {label:<{_LABEL - 2}}")
        for label, text in facts.items()
        if text
    ]
    sources = list(dict.fromkeys(str(step.source) for step in route.steps))
    for number, step in enumerate(route.steps, 1):
        lead = f"  {number:>2}. "
        text = f"{step.text} [{sources.index(str(step.source)) + 1}]"
        lines.append(wrap(text, width, indent=" " * len(lead), first=lead))
    noted = [wrap(one, width, indent=" " * 6, first=f"  [{number}] ") for number, one in enumerate(sources, 1)]
    lines.append(style("\n".join(noted), "dim", colour=colour))
    return "\n".join(lines) + "\n"


def run(options: argparse.Namespace) -> int:
    """Print who writes each advice; return the exit status."""
    from sendadvice_docs.commands.cases import cases_of, say, settings_of, show_refused
    from sendadvice_docs.report.layout import safe

    settings = settings_of(options.profile, options.on, options.max_size)
    cases, faults = cases_of(options.paths, settings)
    say(faults)
    as_data = options.format == "json"
    answers = [_Answer(case, options.on) for case in cases]
    answered = [one for one in answers if one.route is not None]
    if as_data and answered:
        data = [_data(one) for one in answered]
        several = [
            {"path": one.case.path, "document": one.case.document, **own}
            for one, own in zip(answered, data, strict=True)
        ]
        sys.stdout.write(json.dumps(data[0] if len(answers) == 1 else several, indent=2) + "\n")
    elif answered:
        colour, width = colour_wanted(options.color), terminal_width()
        sys.stdout.write("\n".join(_text(one, colour=colour, width=width) for one in answered))
    unanswered = [one for one in answers if one.why]
    refused = show_refused(cases, _WHY_NOT, as_data=as_data, color=options.color)
    for one in unanswered:
        out = sys.stderr if as_data else sys.stdout
        out.write(f"{_WHY_NOT}: {safe(one.case.title)}: {one.why}\n")
    if faults:
        return 2
    return int(refused or bool(unanswered))
