"""Counting right, false and missed findings on labelled passages and advices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.evaluate import evaluate, interval

CORPUS = Path(__file__).parent / "corpus"
GAP = {"id": "x1", "field": "needs/description", "text": "Size [insert size] shoes.", "context": {}}


def _file(tmp_path: Path, *rows: dict[str, Any]) -> str:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("expect", "forbid", "counts"),
    [
        pytest.param([{"code": "SC803", "quote": "[insert size]"}], [], (1, 0, 0), id="found where it was expected"),
        pytest.param([{"code": "SC803", "quote": "shoes"}], [], (0, 1, 1), id="found elsewhere"),
        pytest.param([], ["SC803"], (0, 1, 0), id="found where it was forbidden"),
        pytest.param([{"code": "SC801", "quote": "shoes"}], [], (0, 0, 1), id="not found"),
    ],
)
def test_a_passage_is_counted(
    tmp_path: Path, expect: list[dict[str, str]], forbid: list[str], counts: tuple[int, int, int]
) -> None:
    scores = evaluate([_file(tmp_path, {**GAP, "expect": expect, "forbid": forbid})])
    (score,) = scores.values()
    assert (score.right, len(score.false), len(score.missed)) == counts


def test_in_a_whole_advice_whatever_was_not_expected_is_false(tmp_path: Path) -> None:
    advice = str(CORPUS / "advices" / "faulty-year9-national.yaml")
    expect = [{"code": "SC505", "path": "/provision/0", "quote": None}]
    scores = evaluate([_file(tmp_path, {"id": "x1", "advice": advice, "expect": expect})])
    assert scores["SC505"].right == 1
    assert len(scores["SC601"].false) == 1


def test_the_interval_of_a_share_is_wide_for_few_and_narrow_for_many() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    few, many = interval(9, 10), interval(900, 1000)
    assert few[0] < 0.6 < many[0] < 0.9 < many[1] < few[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("{", "rows.jsonl:1: this line is not JSON", id="no JSON"),
        pytest.param('{"id": "x"}', "rows.jsonl:1: a labelled passage has", id="no passage"),
        pytest.param(
            json.dumps({**GAP, "expect": [{}]}), "the row x1 cannot be used", id="an expectation without a code"
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_a_fault_of_the_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, encoding="utf-8")
    assert main(["eval", str(path)]) == 2
    assert says in capsys.readouterr().err


def test_the_command_prints_a_table_and_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, {**GAP, "expect": [], "forbid": ["SC803"]})
    assert main(["eval", path, "--show"]) == 0
    out = capsys.readouterr().out
    assert "| SC803 | placeholder-text | 0      | 0     | 1 " in out
    assert "SC803 false   x1: [insert size]" in out


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(CORPUS.glob("*.jsonl"))])
def test_every_labelled_quote_stands_in_its_passage(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for one in row["expect"]:
            assert one["quote"] is None or one["quote"] in row["text"], row["id"]
