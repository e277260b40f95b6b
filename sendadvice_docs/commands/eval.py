"""`sendadvice eval`: how right the checks are on labelled passages and advices."""

from __future__ import annotations

import argparse
import sys

from sendadvice_docs.commands.options import Parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendadvice_docs.evaluate import Score

USAGE = "FILE [FILE ...] [OPTIONS]"
EPILOG = """\
A line of FILE is one labelled passage or advice, as JSON. Precision is the share of findings that
are right, recall the share of faults that are found; in brackets, where the true share lies in 95
cases of 100.

Examples:
  sendadvice eval tests/corpus/passages-held-back.jsonl
  sendadvice eval mine.jsonl --select SC5 --show"""


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("files", metavar="FILE", nargs="+", help="labelled passages or advices, one JSON object a line")
    group.add_argument("--select", metavar="CODES", default="", help="only these: codes, or their beginnings")
    group.add_argument("--show", action="store_true", help="list what was wrongly found and what was missed")
    group.add_argument("--format", metavar="text|json", choices=("text", "json"), default="text", help="what to print")


def _share(right: int, total: int) -> str:
    from sendadvice_docs.evaluate import interval

    if not total:
        return "-"
    low, high = interval(right, total)
    return f"{right / total:.2f} ({low:.2f} to {high:.2f})"


def _rows(scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    from sendadvice_docs.rule import catalogue

    rows: list[tuple[str, ...]] = [("code", "name", "faults", "found", "false", "precision", "recall")]
    for code, score in scores.items():
        faults, found = score.right + len(score.missed), score.right + len(score.false)
        if not faults and not found:
            continue
        numbers = (str(faults), str(score.right), str(len(score.false)))
        rows.append((code, catalogue()[code].name, *numbers, _share(score.right, found), _share(score.right, faults)))
    return rows


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]) + "\n"


def _wrong(scores: Mapping[str, Score]) -> str:
    lines = []
    for code, score in scores.items():
        lines += [f"{code} false   {name}: {text}" for name, text in score.false]
        lines += [f"{code} missed  {name}: {text}" for name, text in score.missed]
    return "\n".join(["", *lines, ""]) if lines else ""


def run(options: argparse.Namespace) -> int:
    """Print the table, and what went wrong where `--show` asks; return 0."""
    from sendadvice_docs.evaluate import evaluate
    from sendadvice_docs.rule import catalogue

    wanted = tuple(one for one in options.select.upper().replace(" ", "").split(",") if one)
    scores = {
        code: score
        for code, score in evaluate(options.files).items()
        if code in catalogue() and (not wanted or code.startswith(wanted))
    }
    if options.format == "json":
        import json

        content = {
            code: {"right": score.right, "false": score.false, "missed": score.missed} for code, score in scores.items()
        }
        sys.stdout.write(json.dumps({"version": 1, "codes": content}, indent=2) + "\n")
        return 0
    sys.stdout.write(_table(_rows(scores)) + (_wrong(scores) if options.show else ""))
    return 0
