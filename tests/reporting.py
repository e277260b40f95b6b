"""Reports made by hand, for the tests of what prints them, and the command line as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import sendadvice_docs
from sendadvice_docs.check import Report
from sendadvice_docs.finding import Acceptance, Citation, Finding, Severity
from sendadvice_docs.source import Source

ROOT = Path(sendadvice_docs.__file__).parent.parent
CODE_OF_PRACTICE = Citation("SEND Code of Practice 2015", "para 9.69")


def finding(
    text: str,
    passage: str,
    *,
    severity: str = "warning",
    whole: bool = False,
    message: str = "This commits nobody.",
    suggestion: str = "Say who will do it, and how often.",
    accepted: Acceptance | None = None,
    code: str = "SC501",
    document: int = 0,
) -> Finding:
    """Return a finding about a passage of a source text; `whole` makes it one about an entry or an absence."""
    source = Source("", text)
    start = text.index(passage)
    return Finding(
        code=code,
        name="vague-provision",
        severity=Severity(severity),
        document=document,
        path="/provision/0/description",
        start=None if whole else 0,
        end=None if whole else len(passage),
        at=source.position(start),
        until=source.position(start + len(passage)),
        quote=None if whole else passage,
        message=message,
        suggestion=suggestion,
        source=(CODE_OF_PRACTICE,),
        accepted=accepted,
    )


def report(text: str, *findings: Finding, path: str = "joe.yaml") -> Report:
    return Report(path, Source(path, text), findings, (), rules=3, fields=2)


def run(
    *arguments: str, stdin: bytes = b"", encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a program of its own and return how it went, with the bytes it wrote."""
    return subprocess.run(
        [sys.executable, "-m", "sendadvice_docs", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=environment.pop("cwd", None),
        timeout=120,
        env={
            **{key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}},
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": encoding,
            **environment,
        },
    )
