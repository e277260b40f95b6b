"""Findings for programs: the JSON that `schema/findings.schema.json` describes.

Everything outside ASCII is escaped, so that no console's character set can spoil it on the way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sendadvice_docs.check import Report
from sendadvice_docs.finding import Finding

VERSION = 1


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data, its keys in the order the contract lists them."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "document": finding.document,
        "path": finding.path,
        "start": finding.start,
        "end": finding.end,
        "line": finding.at.line,
        "column": finding.at.column,
        "end_line": finding.until.line,
        "end_column": finding.until.column,
        "quote": finding.quote,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fix": finding.fix,
        "source": [{"document": citation.document, "place": citation.place} for citation in finding.source],
        "accepted": {"reason": finding.accepted.reason, "by": finding.accepted.by} if finding.accepted else None,
    }


def data(reports: Sequence[Report]) -> dict[str, Any]:
    """Return the reports as plain data that fits the schema, in the order given."""
    return {
        "version": VERSION,
        "files": [
            {
                "path": report.path,
                "findings": [finding_data(finding) for finding in report.findings],
                "counts": dict(report.counts),
            }
            for report in reports
        ],
    }


def render(reports: Sequence[Report]) -> str:
    """Return the reports as one JSON document, ending in a line break."""
    return json.dumps(data(reports), indent=2) + "\n"
