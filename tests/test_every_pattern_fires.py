"""A pattern that nothing fires is a defect: nobody knows whether it finds what it was written for."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.evaluate import evaluate

TESTS = Path(__file__).resolve().parent
WORDINGS = TESTS / "data" / "wordings.jsonl"
#: What stood unfired when this test was written; nothing may be added.
SILENT = TESTS / "data" / "silent.json"


@lru_cache(maxsize=1)
def _watched() -> dict[str, Any]:
    """Return what a run of tests/firing.py prints; its watching must not reach into this process."""
    done = subprocess.run([sys.executable, str(TESTS / "firing.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_every_pattern_and_phrase_is_fired_by_an_example_or_a_labelled_passage() -> None:
    found = _watched()
    assert found["units"] > 1500
    silent = {(place, text) for place, text in found["silent"]}
    known = {(place, text) for place, text in json.loads(SILENT.read_text(encoding="utf-8"))}
    assert not silent - known, (
        "nothing fires these: give each an example or a passage in tests/data/wordings.jsonl, or delete it"
    )
    assert not known - silent, "these are fired now, or gone: take them out of tests/data/silent.json"


@pytest.mark.slow
def test_every_pattern_can_be_read() -> None:
    assert not _watched()["unreadable"]


def test_the_passages_written_for_single_wordings_are_found_or_left_alone_as_labelled() -> None:
    wrong = {
        code: (score.false, score.missed)
        for code, score in evaluate([str(WORDINGS)]).items()
        if score.false or score.missed
    }
    assert not wrong
