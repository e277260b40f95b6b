"""The quick commands stay quick: what they do not need is not imported. `benchmarks/startup.py` measures the time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.reporting import ROOT

SLOW = {
    "spacy", "jsonschema", "yaml", "docx", "docxtpl", "jinja2", "lxml", "numpy",
    "dataclasses", "inspect", "typing", "shutil", "difflib", "textwrap", "unittest", "asyncio", "email", "http",
}  # fmt: skip

_PROGRAM = """
import sys
from sendadvice_docs.cli import main
status = main(sys.argv[1:])
print("\\n@", status, *sorted({name.split(".")[0] for name in sys.modules}))
"""


def imported_by(*arguments: str) -> tuple[int, set[str]]:
    """Return the exit status of a call, and the libraries imported by the end of it."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
    )
    status, *modules = done.stdout.rpartition("@")[2].split()
    return int(status), set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["--version"], id="version"),
        pytest.param(["rules"], id="rules"),
        pytest.param(["rules", "--format", "json"], id="rules for programs"),
        pytest.param(["explain", "SC803"], id="explain"),
        pytest.param(["explain", "placeholder-text", "--format", "json"], id="explain for programs"),
    ],
)
def test_a_quick_command_imports_nothing_slow(arguments: list[str]) -> None:
    status, modules = imported_by(*arguments)
    assert status == 0
    # argparse itself reaches for these two when it prints help.
    helpful = {"textwrap", "shutil"} if "--help" in arguments else set()
    assert modules & SLOW - helpful == set()


@pytest.mark.parametrize("command", ["lint", "render", "template", "new", "rules", "explain"])
def test_the_help_of_a_command_reads_no_advice_library(command: str) -> None:
    status, modules = imported_by(command, "--help")
    assert status == 0
    assert modules & {"spacy", "jsonschema", "yaml", "docx", "docxtpl", "jinja2", "lxml", "numpy"} == set()


def test_a_call_that_fails_at_its_options_reads_no_advice_library() -> None:
    status, modules = imported_by("lint", "--on", "soon", "x.yaml")
    assert status == 2
    assert modules & {"spacy", "jsonschema", "yaml", "docx", "lxml"} == set()
