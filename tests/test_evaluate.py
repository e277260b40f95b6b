"""Counting right, false and missed findings on labelled passages and advices."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs import resources
from sendadvice_docs.check import Settings, lint
from sendadvice_docs.cli import main
from sendadvice_docs.datafile import schema
from sendadvice_docs.evaluate import evaluate, interval, measure, reads_prose
from sendadvice_docs.report.measured import tables
from sendadvice_docs.rule import catalogue
from tests.reporting import ROOT

CORPUS = Path(__file__).parent / "corpus"
GOOD = resources.resource("checks", "minimal-advice.yaml")
FAULTY = str(CORPUS / "advices" / "faulty-year9-national.yaml")
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
    expect = [{"code": "SC505", "path": "/provision/0", "quote": None}]
    scores = evaluate([_file(tmp_path, {"id": "x1", "advice": FAULTY, "expect": expect})])
    assert scores["SC505"].right == 1
    assert len(scores["SC601"].false) == 1


@pytest.mark.parametrize(
    ("path", "quote", "counts"),
    [
        pytest.param("/views/family/text", None, (1, 0, 0), id="the field itself"),
        pytest.param("/views", None, (1, 0, 0), id="what the field stands in"),
        pytest.param("/views/fam", None, (0, 1, 1), id="the beginning of a name is no place"),
        pytest.param("/views/family/text/more", None, (0, 1, 1), id="beneath the field"),
        pytest.param("/views", "07700 900562", (0, 1, 1), id="words are looked for in their own field"),
    ],
)
def test_a_label_without_words_means_all_of_what_stands_there(
    tmp_path: Path, path: str, quote: str | None, counts: tuple[int, int, int]
) -> None:
    expect = [{"code": "SC404", "path": path, "quote": quote}]
    score = evaluate([_file(tmp_path, {"id": "x1", "advice": FAULTY, "expect": expect})])["SC404"]
    assert (score.right, len(score.false), len(score.missed)) == counts


def test_a_good_advice_is_counted_by_its_words_and_a_faulty_one_is_not(tmp_path: Path) -> None:
    faulty = {"id": "x2", "advice": FAULTY, "expect": [{"code": "SC505", "path": "/provision/0", "quote": None}]}
    sound = measure([_file(tmp_path, {"id": "x1", "advice": GOOD, "expect": []}, faulty)]).sound
    assert (sound.advices, sound.findings, sound.per_thousand) == (1, [], 0)
    assert sound.words > 100


def test_a_finding_on_an_advice_said_to_be_good_is_counted_against_the_words(tmp_path: Path) -> None:
    measured = measure([_file(tmp_path, {"id": "x1", "advice": FAULTY, "expect": []})])
    sound = measured.sound
    assert ("x1", "SC505", "/provision/0") in sound.findings
    assert sound.per_thousand == 1000 * len(sound.findings) / sound.words
    assert f"{sound.per_thousand:.2f} for every thousand words" in tables(measured)


def test_what_reads_prose_is_told_apart_from_what_reads_the_fields_and_only_prose_is_added_up(tmp_path: Path) -> None:
    expect = [
        {"code": "SC505", "path": "/provision/0", "quote": None},
        {"code": "SC404", "path": "/views/family/text", "quote": "07700 900562"},
        {"code": "SC803", "path": "/views/family/text", "quote": "not there"},
    ]
    printed = tables(measure([_file(tmp_path, {"id": "x1", "advice": FAULTY, "expect": expect})]))
    prose, fields = printed.split("What is filled in")
    assert "SC404" in prose
    assert "SC505" in fields
    assert re.search(r"\| all +\| together .*\| 2 +\| 1 ", prose)
    assert "recall 0.00 (SC803)." in prose
    assert "| all " not in fields


def test_every_kind_of_rule_says_what_it_reads() -> None:
    for kind in {rule.kind for rule in catalogue().values()}:
        assert schema(f"kinds/{kind}").get("x-reads") in {"prose", "fields"}, kind
    assert reads_prose(catalogue()["SC501"])
    assert not reads_prose(catalogue()["SC601"])


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


def test_passages_that_are_held_back_can_stay_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, {**GAP, "expect": [{"code": "SC801", "quote": "shoes"}], "forbid": ["SC803"]})
    for arguments in (["--ids"], ["--ids", "--show"], ["--ids", "--format", "json"]):
        assert main(["eval", path, *arguments]) == 0
        out = capsys.readouterr().out
        assert "x1" in out
        assert "insert size" not in out
        assert "shoes" not in out


def test_what_was_measured_is_there_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, {**GAP, "expect": [], "forbid": ["SC803"]}, {"id": "x2", "advice": GOOD, "expect": []})
    assert main(["eval", path, "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["codes"]["SC803"] == {"right": 0, "false": [["x1", "[insert size]"]], "missed": []}
    assert content["good_advice"]["advices"] == 1
    assert content["good_advice"]["findings"] == 0


def test_the_rows_of_the_whole_advices_are_those_of_their_files() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_advice_rows.py"))["files"](set())
    for name, content in made.items():
        path = CORPUS / name
        assert (path.read_text(encoding="utf-8") if path.exists() else "") == content, "run tools/make_advice_rows.py"


def test_no_advice_both_tunes_the_checks_and_measures_them() -> None:
    files = [
        json.loads(line)["advice"]
        for path in CORPUS.glob("advices-*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(set(files)) == len(files) == len(list((CORPUS / "advices").glob("*.yaml")))


@pytest.mark.slow
def test_the_tables_in_the_readme_are_what_is_measured() -> None:
    assert runpy.run_path(str(ROOT / "tools" / "make_measures.py"))["main"](["--check"]) == 0, "run “make eval”"


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(CORPUS.glob("*.jsonl"))])
def test_every_labelled_quote_stands_in_its_passage(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line else {"expect": []}
        texts = _texts(CORPUS / row["advice"]) if "advice" in row else {}
        for one in row["expect"]:
            text = row["text"] if "text" in row else texts.get(one["path"], "")
            assert one["quote"] is None or one["quote"] in text, row["id"]


def _texts(path: Path) -> dict[str, str]:
    (validated,) = lint(path.read_bytes(), str(path), Settings()).validated
    return {field.pointer: field.text for field in validated.fields}
