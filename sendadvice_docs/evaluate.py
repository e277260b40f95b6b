"""How right the rules are: precision and recall on labelled passages and whole advices.

A found code counts as right where it overlaps an expected quote; where the quote is null, the path means the whole of
what stands there, and a finding in any field of it counts. In a passage, a finding of a code listed in `forbid`, and a
second finding of an expected code elsewhere in it, is false. In a whole advice every finding of `error` or `warning`
that was not expected is false, and a good one (nothing expected) is also counted by its words: a worker stops reading
a tool that finds something in every paragraph.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os.path
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sendadvice_docs.check import Report, Settings, lint, lint_text
from sendadvice_docs.datafile import schema
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Finding, Severity
from sendadvice_docs.model import Circumstances, Relative
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import PASSAGE_AS_ADVICE


@dataclass
class Score:
    """Counts for one code, and the ids and words of what went wrong."""

    right: int = 0
    false: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    silent: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of findings that are right; None where there are none."""
        found = self.right + len(self.false)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Return the share of faults that were found; None where there are none."""
        faulty = self.right + len(self.missed)
        return self.right / faulty if faulty else None


@dataclass
class Sound:
    """What was found in the advices that are good as they stand: how many of them, their words, and the findings."""

    advices: int = 0
    words: int = 0
    findings: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def per_thousand(self) -> float | None:
        """Return the errors and warnings for every thousand words; None where there are no words."""
        return 1000 * len(self.findings) / self.words if self.words else None


@dataclass(frozen=True)
class Measured:
    """The score of every code labelled, in order of code, and what good advices brought.

    A finding in `sound` is the id of the advice, the code, and its place and words.
    """

    scores: Mapping[str, Score]
    sound: Sound


def reads_prose(rule: Rule) -> bool:
    """Return whether a rule judges what is written rather than which fields are filled: its kind's schema says so."""
    reads: str = schema(f"kinds/{rule.kind}").get("x-reads", "prose")
    return reads == "prose"


def together(scores: Iterable[Score]) -> Score:
    """Return several codes' findings as one score."""
    total = Score()
    for score in scores:
        total.right += score.right
        total.false += score.false
        total.missed += score.missed
        total.silent += score.silent
    return total


def interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; (0, 1) where there is nothing to count."""
    if not total:
        return 0.0, 1.0
    z = 1.959964
    share = right / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def circumstances_of(context: Mapping[str, Any]) -> Circumstances:
    """Return what a labelled passage's `context` says of the person."""
    people = tuple(
        Relative(f"/people/{index}", one["name"], one.get("relation", ""))
        for index, one in enumerate(context.get("people", ()))
    )
    return Circumstances(
        name=context.get("name", ""),
        preferred_name=context.get("preferred_name", ""),
        pronouns=context.get("pronouns", ""),
        date_of_birth=_day(context.get("date_of_birth")),
        year_group=context.get("year_group"),
        on=_day(context.get("on")),
        setting=context.get("setting", ""),
        living=context.get("living", ""),
        people=people,
        professionals=tuple(context.get("professionals", ())),
        known_names=tuple(context.get("known_names", ())),
    )


def _overlaps(finding: Finding, text: str, quote: str | None) -> bool:
    if finding.start is None or finding.end is None or quote is None:
        return True
    at = text.find(quote)
    while at >= 0:
        if finding.start < at + len(quote) and at < finding.end:
            return True
        at = text.find(quote, at + 1)
    return False


def _passage(row: Mapping[str, Any], scores: dict[str, Score]) -> None:
    codes = {one["code"] for one in row["expect"]} | set(row.get("forbid", ()))
    report = lint_text(
        row["text"], row["field"], circumstances_of(row.get("context", {})), Settings(), PASSAGE_AS_ADVICE
    )
    for code in codes:
        score = scores.setdefault(code, Score())
        found = [one for one in report.findings if one.code == code]
        expected = [one["quote"] for one in row["expect"] if one["code"] == code]
        for quote in expected:
            if any(_overlaps(one, row["text"], quote) for one in found):
                score.right += 1
            else:
                score.missed.append((row["id"], quote or row["text"]))
        for one in found:
            if not any(_overlaps(one, row["text"], quote) for quote in expected):
                score.false.append((row["id"], one.quote or row["text"]))
        score.silent += not expected and not found


def _same_place(finding: Finding, wanted: Mapping[str, Any]) -> bool:
    if finding.code != wanted["code"]:
        return False
    quote = wanted.get("quote")
    if quote is None and finding.path.startswith(f"{wanted['path']}/"):
        return True
    if finding.path != wanted["path"]:
        return False
    return quote is None or finding.quote is None or quote in finding.quote or finding.quote in quote


def _words(report: Report) -> int:
    return sum(len(field.text.split()) for one in report.validated for field in one.fields)


def _advice(row: Mapping[str, Any], folder: str, scores: dict[str, Score], sound: Sound) -> None:
    path = os.path.join(folder, row["advice"])
    with open(path, "rb") as file:
        report = lint(file.read(), path, Settings())
    for fault in report.faults:
        raise fault
    for wanted in row["expect"]:
        score = scores.setdefault(wanted["code"], Score())
        if any(_same_place(one, wanted) for one in report.findings):
            score.right += 1
        else:
            score.missed.append((row["id"], f"{wanted['path']} {wanted.get('quote') or ''}".strip()))
    for one in report.findings:
        if one.severity is Severity.ADVICE or one.accepted or any(_same_place(one, want) for want in row["expect"]):
            continue
        place = f"{one.path} {one.quote or ''}".strip()
        scores.setdefault(one.code, Score()).false.append((row["id"], place))
        if not row["expect"]:
            sound.findings.append((row["id"], one.code, place))
    if not row["expect"]:
        sound.advices += 1
        sound.words += _words(report)


def rows_of(path: str) -> Iterator[Mapping[str, Any]]:
    """Yield the labelled rows of a JSON Lines file.

    Raises InputError for a file that cannot be read, and with its line for a row that is not a labelled passage.
    """
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")  # a row may hold other line breaks, such as U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this file cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: this line is not JSON: {error}") from None
        known = isinstance(row, dict) and "id" in row and isinstance(row.get("expect"), list)
        if not known or not ("advice" in row or {"field", "text"} <= set(row)):
            raise InputError(f"{path}:{number}: a labelled passage has an id, a field, a text and a list “expect”.")
        yield row


def measure(paths: Iterable[str]) -> Measured:
    """Return how right the rules are on the rows of the given JSON Lines files.

    Raises InputError for a file or a row that cannot be used.
    """
    scores: dict[str, Score] = {}
    sound = Sound()
    for path in paths:
        for row in rows_of(path):
            try:
                if "advice" in row:
                    _advice(row, os.path.dirname(path), scores, sound)
                else:
                    _passage(row, scores)
            except (KeyError, TypeError, ValueError, OSError) as error:
                raise InputError(f"{path}: the row {row['id']} cannot be used: {error}") from None
    return Measured(dict(sorted(scores.items())), sound)


def evaluate(paths: Iterable[str]) -> Mapping[str, Score]:
    """Return the scores alone of `measure`."""
    return measure(paths).scores
