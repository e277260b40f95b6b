"""`sendadvice questions`: what to ask the child or young person and the family, with what is answered ticked off."""

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

    from sendadvice_docs.answers import Answer
    from sendadvice_docs.commands.cases import CaseFile
    from sendadvice_docs.questions import Question

USAGE = "FILE [FILE ...] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice questions joe.yaml
  sendadvice questions joe.yaml --profile swindon
  sendadvice questions joe.yaml --format json

A profile says what to ask; swindon and hertfordshire do. A question is ticked off where the advice says
something in substance that answers it, wherever that stands. It is no check: what is left open is for you to
judge.

Exit status:
  0  the questions are listed
  1  a file is not readable
  2  the call could not be carried out, such as a missing file"""

_TICKED, _OPEN = "[x] ", "[ ] "
_WORDS = 24


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to list")
    what.add_argument("paths", nargs="+", metavar="FILE", help="files, folders, or - for standard input")
    add_rule_options(what)
    add_output_options(parser.add_argument_group("What to print"))


class _Sheet:
    """The questions for one case, each with its answer or None."""

    def __init__(self, case: CaseFile, on: dt.date | None) -> None:
        from sendadvice_docs.answers import answer_of
        from sendadvice_docs.case_facts import facts_of
        from sendadvice_docs.load import pointer_of
        from sendadvice_docs.questions import asked
        from sendadvice_docs.reading import child, listed, text

        self.case = case
        self.rows: list[tuple[Question, str, Answer | None]] = []
        if case.situation is None or case.profile is None or case.validated is None:
            return
        situation = case.situation
        name = situation.preferred_name or (situation.name.split() or ["the child or young person"])[0]
        fields = case.validated.fields
        areas = {
            pointer_of("needs", *position): text(child(need, "area"))
            for position, need in listed(child(case.validated.document.root, "needs"))
        }
        full = f"{situation.name} {situation.preferred_name}"
        for one in asked(case.profile.questions, facts_of(situation, case.profile, on)):
            words = one.text.replace("{name}", name)
            self.rows.append((one, f"{words[0].upper()}{words[1:]}", answer_of(one, fields, full, areas)))


def _data(sheet: _Sheet) -> dict[str, Any]:
    """Return a sheet for programs."""
    return {
        "profile": sheet.case.profile.name if sheet.case.profile else None,
        "questions": [
            {
                "id": question.id,
                "text": text,
                "source": str(question.source),
                "answered": answer is not None,
                "path": answer.pointer if answer else None,
                "quote": answer.quote if answer else None,
            }
            for question, text, answer in sheet.rows
        ],
    }


def _text(sheet: _Sheet, *, colour: bool, width: int) -> str:
    """Return a sheet for people."""
    from sendadvice_docs.labels import opening
    from sendadvice_docs.report.layout import safe, style, wrap

    profile = sheet.case.profile
    lines = [style(safe(sheet.case.title), "bold", colour=colour)]
    if not sheet.rows:
        name = profile.name if profile else ""
        said = f"The profile “{name}” sets no questions of its own; swindon and hertfordshire do."
        return "\n".join([*lines, wrap(said, width, indent="  ")]) + "\n"
    open_ones = sum(answer is None for _, _, answer in sheet.rows)
    for _, text, answer in sheet.rows:
        lead = f"  {_OPEN if answer is None else _TICKED}"
        indent = " " * len(lead)
        line = wrap(text, width, indent=indent, first=lead)
        lines.append(line if answer is None else style(line, "good", colour=colour))
        if answer is not None:
            quote = wrap(f"{answer.pointer}: “{opening(answer.quote, _WORDS)}”", width, indent=indent)
            lines.append(style(quote, "dim", colour=colour))
    left = f"{open_ones} of {len(sheet.rows)} still to ask." if open_ones else "The advice answers all of them."
    sources = "; ".join(dict.fromkeys(str(question.source) for question, _, _ in sheet.rows))
    lines += [wrap(left, width, indent="  "), style(wrap(f"From: {sources}", width, indent="  "), "dim", colour=colour)]
    return "\n".join(lines) + "\n"


def run(options: argparse.Namespace) -> int:
    """Print the questions for each advice; return the exit status."""
    from sendadvice_docs.commands.cases import cases_of, say, settings_of, show_refused

    settings = settings_of(options.profile, options.on, options.max_size)
    cases, faults = cases_of(options.paths, settings)
    say(faults)
    as_data = options.format == "json"
    sheets = [_Sheet(case, options.on) for case in cases if case.situation is not None]
    if as_data and sheets:
        several = [{"path": one.case.path, "document": one.case.document, **_data(one)} for one in sheets]
        sys.stdout.write(json.dumps(_data(sheets[0]) if len(cases) == 1 else several, indent=2) + "\n")
    elif sheets:
        colour, width = colour_wanted(options.color), terminal_width()
        sys.stdout.write("\n".join(_text(one, colour=colour, width=width) for one in sheets))
    refused = show_refused(cases, "Not listed", as_data=as_data, color=options.color)
    return 2 if faults else int(refused)
