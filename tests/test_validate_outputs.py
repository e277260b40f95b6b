"""The tool that has three readers open every document: it finds a bad one, and never passes for want of a reader."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sendadvice_docs.documents import BUNDLE, FRAGMENTS, LAYOUTS, PLAN_TABLE
from tests.wordfiles import word_file

ROOT = Path(__file__).resolve().parent.parent
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def whole() -> Any:
    return runpy.run_path(str(ROOT / "tools" / "validate_outputs.py"))


@pytest.fixture
def tool(whole: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the tool with no samples to write."""
    inside = whole["main"].__globals__
    monkeypatch.setitem(inside, "outputs", dict)
    monkeypatch.setattr("sys.argv", ["validate_outputs.py"])
    return SimpleNamespace(main=whole["main"], set=lambda name, value: monkeypatch.setitem(inside, name, value))


def test_every_sample_is_written_in_every_layout_that_can_be_asked_for(whole: Any) -> None:
    made = whole["outputs"]()
    samples = [path.stem for path in (ROOT / "samples").glob("*.yaml")]
    names = [name for layout in (FRAGMENTS, BUNDLE, PLAN_TABLE) for name in LAYOUTS[layout]]
    assert set(made) == {f"{sample}-0-{name}" for sample in samples for name in names}


def test_without_a_reader_the_tool_fails_and_says_how_to_get_it(
    tool: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tool.main.__globals__["pdf"], "_USUAL_PLACES", ())
    tool.set("VALIDATOR", tmp_path / "none")
    assert tool.main() == 2
    said = capsys.readouterr().err
    assert "LibreOffice is missing" in said
    assert "The validator is missing: make valid installs it" in said


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        pytest.param('echo \'{"ok": true, "errors": []}\'', 1, "bad: BadZipFile", id="what python-docx finds"),
        pytest.param(
            'echo \'{"ok": false, "errors": [{"path": "p", "xPath": "x", "description": "wrong"}]}\'; exit 1',
            1, "good: p x: wrong", id="what the validator finds",
        ),
        pytest.param("echo broken >&2; exit 2", 2, "The validator did not run: broken", id="a validator that fails"),
    ],
)  # fmt: skip
def test_what_a_reader_does_not_take_fails(
    tool: Any, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, script: str, status: int, said: str
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no")
    (tmp_path / "good.docx").write_bytes(word_file("Title", title="Title"))
    validator = tmp_path / "validator"
    validator.write_text(f"#!/bin/sh\n{script}\n")
    validator.chmod(0o755)
    tool.set("VALIDATOR", validator)
    tool.set(
        "READERS", {name: read for name, read in tool.main.__globals__["READERS"].items() if name != "LibreOffice"}
    )
    monkeypatch.setattr("sys.argv", ["validate_outputs.py", *map(str, tmp_path.glob("*.docx"))])
    assert tool.main() == status
    assert said in capsys.readouterr().err
