"""Labelled passages written beside the rules: what each rule finds, and what it leaves alone.

They guard what works: passages a rule does not get right yet are not among them, and nothing is measured on them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.evaluate import circumstances_of

FILES = {
    "wording": ("SC404", "SC801", "SC803", "SC805", "SC806"),
    "thread": ("SC103", "SC106", "SC509", "SC604", "SC605"),
    "people": ("SC403", "SC408", "SC802", "SC807", "SC808"),
    "process": ("SC105", "SC107", "SC407"),
}
EACH = [pytest.param(name, code, id=f"{name}-{code}") for name, codes in FILES.items() for code in codes]


@lru_cache(maxsize=8)
def passages(name: str) -> tuple[dict[str, Any], ...]:
    lines = (Path(__file__).parent / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def _overlap(text: str, one: str | None, start: int, end: int) -> bool:
    if one is None:
        return True
    return any(one_at.start() < end and start < one_at.end() for one_at in re.finditer(re.escape(one), text))


@pytest.mark.parametrize(("name", "code"), EACH)
def test_every_labelled_passage_is_judged_as_its_label_says(name: str, code: str) -> None:
    wrong = []
    for row in passages(name):
        quotes = [one["quote"] for one in row["expect"] if one["code"] == code]
        if not quotes and code not in row["forbid"]:
            continue
        text = row["text"]
        report = lint_text(text, row["field"], circumstances_of(row["context"]), Settings(select=(code,)))
        spans = [(one.start or 0, len(text) if one.end is None else one.end) for one in report.findings]
        missed = [one for one in quotes if not any(_overlap(text, one, *span) for span in spans)]
        false = [text[slice(*span)] for span in spans if not any(_overlap(text, one, *span) for one in quotes)]
        if missed or false:
            wrong.append((row["id"], missed, false))
    assert wrong == []


@pytest.mark.parametrize("code", FILES["wording"])
def test_as_many_near_misses_as_faults_are_labelled(code: str) -> None:
    rows = passages("wording")
    expected = (any(one["code"] == code for one in row["expect"]) for row in rows if row["forbid"] != [code])
    labels = Counter({True: sum(expected), False: sum(row["forbid"] == [code] for row in rows)})
    assert labels[True] >= 30
    assert labels[False] >= 30
