"""Findings for people: each with its place, the passage underlined, why, what to write instead, and the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sendadvice_docs.check import Report
from sendadvice_docs.finding import Finding, Severity
from sendadvice_docs.report.excerpt import excerpt
from sendadvice_docs.report.layout import count_of, listed, safe, style, wrap

_INDENT = "  "


def _head(report: Report, finding: Finding, *, colour: bool) -> str:
    place = f"{safe(report.path)}:{finding.at.line}:{finding.at.column}"
    label = "accepted" if finding.accepted else finding.severity.value
    several = len(report.validated) > 1 or any(one.document for one in report.findings)
    document = f"  (advice {finding.document + 1} in the file)" if several else ""
    return (
        f"{style(place, 'bold', colour=colour)}  {style(f'{label} {finding.code}', label, colour=colour)}"
        f" {finding.name}{style(document, 'dim', colour=colour)}"
    )


def _missing(report: Report, finding: Finding) -> str:
    """Return what is missing at the place of a finding about an absence, from the nearest entry that is there."""
    document = next((one.document for one in report.validated if one.document.index == finding.document), None)
    if document is None or finding.start is not None or document.at(finding.path) is not None:
        return ""
    steps = finding.path.split("/")
    there = next(count for count in range(len(steps), 0, -1) if document.at("/".join(steps[:count])) is not None)
    return safe(f"{'/'.join(steps[there:])} is missing here")


def _sources(finding: Finding) -> str:
    return "; ".join(str(citation) for citation in finding.source)


def _labelled(label: str, text: str, width: int) -> str:
    return wrap(text, width, indent=_INDENT * 2, first=f"{_INDENT}{label}: ")


def _finding(report: Report, finding: Finding, *, colour: bool, width: int) -> str:
    lines = [_head(report, finding, colour=colour)]
    if report.source is not None:
        label = _missing(report, finding)
        rows = excerpt(report.source, finding, label=label, width=width - len(_INDENT), colour=colour)
        lines.extend(_INDENT + row for row in rows)
    if finding.accepted is not None:
        kept = _labelled(f"Kept on purpose by {safe(finding.accepted.by)}", finding.accepted.reason, width)
        lines.append(style(kept, "dim", colour=colour))
        return "\n".join(lines)
    lines.append(wrap(finding.message, width, indent=_INDENT))
    if finding.suggestion:
        lines.append(_labelled("Instead", finding.suggestion, width))
    if finding.source:
        lines.append(style(_labelled("Source", _sources(finding), width), "dim", colour=colour))
    return "\n".join(lines)


def _tally(counts: Counter[str]) -> str:
    """Return counts in words: `2 errors, 1 warning and 3 points of advice`; "" where nothing counts."""
    words = {"error": ("error", None), "warning": ("warning", None), "advice": ("point of advice", "points of advice")}
    return listed([count_of(counts[key], *words[key]) for key in map(str, Severity) if counts[key]])


def _checked(reports: Sequence[Report]) -> str:
    """Return what was looked at, so that silence can be trusted: `41 checks on 23 pieces of text`."""
    rules = max((report.rules for report in reports), default=0)
    fields = sum(report.fields for report in reports)
    return f"{count_of(rules, 'check')} on {count_of(fields, 'piece of text', 'pieces of text')}"


def _totals(reports: Iterable[Report]) -> Counter[str]:
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.counts)
    return total


def _mendable(reports: Iterable[Report]) -> str:
    """Return how many passages `--fix` can put right, as a sentence; "" where it can none."""
    number = sum(one.fix is not None and one.accepted is None for report in reports for one in report.findings)
    return f" The option --fix can put {number} of them right, and --diff shows how." if number else ""


def _conclusion(reports: Sequence[Report], *, width: int, colour: bool) -> str:
    counts = _totals(reports)
    where = count_of(len(reports), "file")
    kept = f" {count_of(counts['accepted'], 'finding was', 'findings were')} accepted." if counts["accepted"] else ""
    tally = _tally(counts)
    if not tally:
        text = f"Nothing to put right in {where} ({_checked(reports)}).{kept}"
        return style(wrap(text, width), "good", colour=colour)
    unreadable = any(finding.code == "SC002" for report in reports for finding in report.findings)
    if unreadable:
        then = "Some of it could not be read, so there may be more: put that right first."
    elif counts["error"]:
        then = "Fix the errors before you send this advice."
    elif counts["warning"]:
        then = "No errors; please look at the warnings before you send this advice."
    else:
        then = "No errors and no warnings; these are worth a look."
    return style(wrap(f"{tally} in {where}. {then}{_mendable(reports)}{kept}", width), "bold", colour=colour)


def render(reports: Sequence[Report], *, colour: bool, width: int) -> str:
    """Return the whole report: every finding, file by file in the order given, then a line that sums up.

    `width` is in terminal cells. Severity is always in words, so nothing rests on colour alone.
    """
    blocks = [
        _finding(report, finding, colour=colour, width=width) for report in reports for finding in report.findings
    ]
    if reports:
        blocks.append(_conclusion(reports, width=width, colour=colour))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def summary(reports: Sequence[Report], *, colour: bool, width: int) -> str:
    """Return one line for each file, with what was found there and how often each check spoke, then the sum."""
    lines = []
    for report in reports:
        counts = Counter(report.counts)
        codes = Counter(one.code for one in report.findings if one.accepted is None)
        often = ", ".join(f"{code} x{number}" if number > 1 else code for code, number in sorted(codes.items()))
        worst = next((key for key in map(str, Severity) if counts[key]), "good")
        said = style(_tally(counts) or "nothing to put right", worst, colour=colour)
        lines.append(f"{safe(report.path)}: {said}{f' ({often})' if often else ''}")
    if reports:
        lines += ["", _conclusion(reports, width=width, colour=colour)]
    return "\n".join(lines) + "\n" if lines else ""
