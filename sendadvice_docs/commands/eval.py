"""`sendadvice eval`: how right the checks are on labelled passages and advices."""

from __future__ import annotations

import argparse
import sys

from sendadvice_docs.commands.options import Parser
from sendadvice_docs.commands.values import joined, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sendadvice_docs.evaluate import Measured, Score

USAGE = "FILE [FILE ...] [OPTIONS]"
EPILOG = """\
A line of FILE is one labelled passage or advice, as JSON. Precision is the share of findings that
are right, recall the share of faults that are found; in brackets, where the true share lies in 95
cases of 100. Passages that are held back to measure by must stay unread: for those use --ids.

Examples:
  sendadvice eval tests/corpus/passages-tuning.jsonl --show
  sendadvice eval tests/corpus/passages-held-back.jsonl --ids
  sendadvice eval mine.jsonl --select SC5 --show"""


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    group = parser.add_argument_group("Options")
    group.add_argument("files", metavar="FILE", nargs="+", help="labelled passages or advices, one JSON object a line")
    group.add_argument(
        "--select", metavar="CODES", type=words, action="append", help="only these: codes, their beginnings, or names"
    )
    group.add_argument("--show", action="store_true", help="list what was wrongly found and what was missed")
    group.add_argument("--ids", action="store_true", help="the same by id alone, for passages nobody is to read")
    group.add_argument("--format", metavar="text|json", choices=("text", "json"), default="text", help="what to print")


def _as_data(measured: Measured, scores: Mapping[str, Score], *, words: bool) -> dict[str, Any]:
    def told(found: Iterable[tuple[str, str]]) -> list[list[str]]:
        return [[name, text] if words else [name] for name, text in found]

    codes = {
        code: {"right": score.right, "false": told(score.false), "missed": told(score.missed)}
        for code, score in scores.items()
    }
    sound = measured.sound
    good = {"advices": sound.advices, "words": sound.words, "findings": len(sound.findings)}
    return {"version": 1, "codes": codes, "good_advice": good}


def run(options: argparse.Namespace) -> int:
    """Print the tables, and what went wrong where `--show` or `--ids` asks; return 0."""
    from sendadvice_docs.evaluate import measure
    from sendadvice_docs.report.measured import known, tables, wrong
    from sendadvice_docs.rule import chosen

    wanted = tuple(chosen(joined(options.select), ())) if options.select else ()
    measured = measure(options.files)
    scores = known(measured.scores, wanted)
    if options.format == "json":
        import json

        sys.stdout.write(json.dumps(_as_data(measured, scores, words=not options.ids), indent=2) + "\n")
        return 0
    listed = wrong(scores, words=not options.ids) if options.show or options.ids else ""
    sys.stdout.write(tables(measured, wanted) + listed)
    return 0
