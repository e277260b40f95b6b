"""Measures the checks on everything held back in tests/corpus/, and writes the tables into the README.

Run it after a change to the checks: `make eval`. They stand between the README's two marks; the rest of it is left
alone. With --check nothing is written, and the exit status is 1 where the README says something else.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sendadvice_docs.evaluate import measure
from sendadvice_docs.report.measured import tables

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OPENING = "<!-- measured: “make eval” writes what stands from here -->"
CLOSING = "<!-- to here -->"


def text() -> str:
    """Return what was measured, as the README has it."""
    return tables(measure(map(str, sorted((ROOT / "tests" / "corpus").glob("*-held-back.jsonl")))))


def with_tables(readme: str, measured: str) -> str:
    """Return the README with what was measured between its marks; raises ValueError where it lacks them."""
    before, opening, rest = readme.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    if not opening or not closing:
        raise ValueError(f"The README lacks its marks, {OPENING} and {CLOSING}.")
    return f"{before}{OPENING}\n\n{measured}\n{CLOSING}{after}"


def main(arguments: list[str]) -> int:
    measured = text()
    current = README.read_text(encoding="utf-8")
    wanted = with_tables(current, measured)
    if "--check" in arguments:
        if current != wanted:
            print(f"{README} is out of date: run “make eval” and commit it.", file=sys.stderr)
        return int(current != wanted)
    README.write_text(wanted, encoding="utf-8", newline="\n")
    print(measured, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
