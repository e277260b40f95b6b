"""The report for programs fits its schema, whatever was found."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from sendadvice_docs.check import Settings, lint
from sendadvice_docs.datafile import schema
from sendadvice_docs.finding import Acceptance
from sendadvice_docs.report.json import data, render
from tests.examples import minimal_text
from tests.reporting import finding, report

TEXT = 'description: "Joe would benefit from a break 😀."'
KEYS = [
    "code", "name", "severity", "document", "path", "start", "end", "line", "column", "end_line", "end_column",
    "quote", "message", "suggestion", "fix", "source", "accepted",
]  # fmt: skip


def errors(content: Any) -> list[str]:
    return [one.message for one in jsonschema.Draft202012Validator(schema("findings")).iter_errors(content)]


def test_the_schema_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("findings"))


def test_a_finding_has_every_key_of_the_contract_in_its_order() -> None:
    content = json.loads(render([report(TEXT, finding(TEXT, "benefit"))]))
    assert list(content) == ["version", "files"]
    assert list(content["files"][0]) == ["path", "findings", "counts"]
    assert list(content["files"][0]["findings"][0]) == KEYS
    assert list(content["files"][0]["counts"]) == ["error", "warning", "advice", "accepted"]


def test_places_count_code_points_and_not_bytes() -> None:
    found = data([report("😀 would", finding("😀 would", "would"))])["files"][0]["findings"][0]
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (1, 3, 1, 8)


def test_an_accepted_finding_is_there_and_counted_apart() -> None:
    kept = finding(TEXT, "benefit", accepted=Acceptance("Agreed.", "L. Grant"))
    content = data([report(TEXT, kept)])
    assert content["files"][0]["counts"] == {"error": 0, "warning": 0, "advice": 0, "accepted": 1}
    assert content["files"][0]["findings"][0]["accepted"] == {"reason": "Agreed.", "by": "L. Grant"}
    assert errors(content) == []


@pytest.mark.parametrize(
    "advice",
    [
        pytest.param("", id="an empty file"),
        pytest.param("- a\n- b\n", id="a list"),
        pytest.param("purpose: [\n", id="broken YAML"),
        pytest.param("purpose: annual_review\npurpose: annual_review\n", id="a key twice"),
        pytest.param("purpos: annual_review\n", id="a misspelt key"),
        pytest.param(minimal_text(), id="a sound advice"),
        pytest.param(minimal_text().replace("needs: [N1]", "needs: [N9]"), id="a reference that leads nowhere"),
        pytest.param(minimal_text().replace("runs towards", "XXX [insert road]"), id="placeholders"),
        pytest.param(minimal_text() + "---\n" + minimal_text().replace("id: N1", "id: N2"), id="a stream"),
        pytest.param(minimal_text().replace("  - id: P1", "  - {}\n  - id: P1"), id="an empty entry"),
    ],
)
def test_what_lint_finds_fits_the_schema(advice: str) -> None:
    content = json.loads(render([lint(advice.encode(), "joe.yaml", Settings())]))
    assert errors(content) == []


def test_an_undecodable_file_fits_the_schema() -> None:
    content = json.loads(render([lint(b"\xff\xfe\x00", "joe.yaml", Settings())]))
    assert content["files"][0]["counts"]["error"] >= 1
    assert errors(content) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"severity": "fatal"}, id="another severity"),
        pytest.param({"colour": "red"}, id="a key of its own"),
        pytest.param({"line": 0}, id="a line before the first"),
        pytest.param({"start": None, "end": 3}, id="half a passage"),
        pytest.param({"path": "provision"}, id="no JSON Pointer"),
    ],
)
def test_the_schema_refuses_what_lint_never_says(change: dict[str, Any]) -> None:
    content = data([report(TEXT, finding(TEXT, "benefit"))])
    content["files"][0]["findings"][0].update(change)
    assert errors(content)


def test_the_same_findings_give_the_same_bytes_in_ascii_alone() -> None:
    reports = [report(TEXT, finding(TEXT, "break 😀"))]
    assert render(reports) == render(reports)
    assert render(reports).isascii()
    assert json.loads(render(reports))["files"][0]["findings"][0]["quote"] == "break 😀"
