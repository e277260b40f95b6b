"""Good samples are left alone, and in each faulty twin just the faults of its table are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs import resources
from sendadvice_docs.check import Report, Settings, lint

SAMPLES = Path(resources.folder("samples"))
GOOD = sorted(path for path in SAMPLES.glob("*.yaml") if not path.stem.endswith("-faulty"))
EXPECTED: list[dict[str, Any]] = [
    json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
]


def _lint(path: Path) -> Report:
    return lint(path.read_bytes(), str(path), Settings())


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in GOOD])
def test_a_good_sample_has_no_error_and_no_warning_and_a_twin(path: Path) -> None:
    report = _lint(path)
    assert report.counts["error"] == report.counts["warning"] == 0, [(one.code, one.path) for one in report.findings]
    assert path.with_name(f"{path.stem}-faulty.yaml").is_file()


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in EXPECTED])
def test_in_a_faulty_twin_just_the_listed_faults_are_found(row: dict[str, Any]) -> None:
    found = [
        {"code": one.code, "path": one.path, "quote": one.quote} for one in _lint(SAMPLES / row["advice"]).findings
    ]
    assert found == row["expect"]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in EXPECTED])
def test_the_table_explains_every_fault_of_a_twin(row: dict[str, Any]) -> None:
    table = (SAMPLES / "README.md").read_text(encoding="utf-8")
    name = row["id"].capitalize()
    section = table.split(f"## What is wrong with {name}'s twin")[1].split("\n## ")[0]
    for one in row["expect"]:
        assert one["code"] in section


def test_every_twin_has_its_expected_findings() -> None:
    assert {row["advice"] for row in EXPECTED} == {path.name for path in SAMPLES.glob("*-faulty.yaml")}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(SAMPLES.glob("*.yaml"))])
def test_a_sample_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/advice.schema.json"
