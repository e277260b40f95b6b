"""`rules` and `explain`: what is checked, and why."""

from __future__ import annotations

import html
import json
import re
import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sendadvice_docs.cli import main
from sendadvice_docs.commands.catalogue import FAMILIES, FILE, _values, blocks, find, head, line_of
from sendadvice_docs.report.layout import width_of
from sendadvice_docs.rule import catalogue
from tests.reporting import ROOT

Capture = pytest.CaptureFixture[str]
CODES = [head(block)["code"] for block in blocks()]
PAGE = ROOT / "docs" / "checks.md"
PAGE_TOOL = runpy.run_path(str(ROOT / "tools" / "make_checks_page.py"))


def test_the_committed_catalogue_is_that_of_the_rule_files() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_catalogue.py"))["text"]()
    committed = (ROOT / "checks" / FILE).read_bytes().decode()
    assert committed == made, "run “make catalogue” and commit checks/catalogue.txt"


def test_the_committed_page_of_all_checks_is_that_of_the_catalogue() -> None:
    assert PAGE.read_text(encoding="utf-8") == PAGE_TOOL["text"](), "run “make catalogue” and commit docs/checks.md"


def test_every_check_stands_on_the_page_under_its_family_and_in_the_index() -> None:
    page = PAGE.read_text(encoding="utf-8")
    headings = re.findall(r"^##+ (.+)$", page, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    links = re.findall(r"^\| \[(SC\d{3})\]\(#([a-z0-9-]+)\)", page, re.MULTILINE)
    assert sorted(code for code, _ in links) == CODES
    assert {anchor for _, anchor in links} <= anchors
    assert {FAMILIES[rule.family] for rule in catalogue().values()} <= set(headings)


@pytest.mark.parametrize("code", CODES)
def test_the_page_shows_each_passage_as_it_is_with_its_fault_in_bold(code: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(PAGE_TOOL["check"](find(code)))
    quotes = re.findall(r"<blockquote>\n<p>(.*?)</p>\n</blockquote>", rendered, re.DOTALL)
    passages = [one for key in ("bad", "good") for one in find(code)[key] if "text" in one]
    assert len(quotes) == len(passages)
    for quote, example in zip(quotes, passages, strict=True):
        shown = quote.split("<br />\n<sub>")[0].replace("<br />\n", "\n").replace("&nbsp;", " ")
        marked = [html.unescape(one).replace("\u00a0", " ") for one in re.findall("<b>(.*?)</b>", shown, re.DOTALL)]
        assert marked == [_as_shown(example["text"][start:end]) for start, end in sorted(example["marks"])]
        text = html.unescape(shown.replace("<b>", "").replace("</b>", ""))
        assert text.replace("\u00a0", " ").strip() == _as_shown(example["text"]).strip()


def _as_shown(text: str) -> str:
    """Return a passage as a page shows it: an empty line holds a space, as there is no other way to keep it."""
    return re.sub(r"^$", " ", text, flags=re.MULTILINE).replace("\u00a0", " ")


@given(st.text(alphabet=st.characters(exclude_characters="\0\1\r", exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=100, deadline=None)
def test_any_text_is_shown_on_the_page_as_it_is(text: str) -> None:
    rendered = MarkdownIt("commonmark").render("> " + PAGE_TOOL["escaped"](f"x{text}x"))
    inner = re.fullmatch(r"<blockquote>\n<p>(.*)</p>\n</blockquote>\n", rendered, re.DOTALL)
    assert inner is not None
    assert html.unescape(inner[1]) == f"x{text}x"


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
@settings(max_examples=200, deadline=None)
def test_a_line_of_the_catalogue_gives_back_what_was_written(values: list[str]) -> None:
    line = line_of("why", *values)
    assert "\n" not in line
    assert _values(line) == ["why", *values]


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_holds_what_the_rule_file_says(code: str) -> None:
    rule, read = catalogue()[code], find(code)
    assert (read["name"], read["family"], read["acceptable"]) == (rule.name, rule.family, rule.acceptable)
    assert read["where"] == list(rule.where)
    assert list(read["message"]) == list(rule.messages)
    for key, examples in (("bad", rule.bad), ("good", rule.good)):
        assert [one.get("text", "") for one in read[key]] == [one.text for one in examples]
        assert [one.get("marks", []) for one in read[key]] == [list(map(list, one.marks)) for one in examples]
        assert [one.get("at", []) for one in read[key]] == [list(one.at) for one in examples]


def test_every_rule_is_listed_under_a_family_with_a_title(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["rules"]) == 0
    printed = capsys.readouterr().out
    for rule in catalogue().values():
        assert f"  {rule.code}  {rule.severity:<7}  {rule.name} " in printed
        assert rule.family in FAMILIES
        assert FAMILIES[rule.family] in printed


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list_fits_the_terminal(capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["rules"])
    lines = capsys.readouterr().out.split("\n")
    assert all(width_of(line) <= max(columns, 50) for line in lines)


def test_the_list_for_programs_has_what_the_rule_files_say(capsys: Capture) -> None:
    assert main(["rules", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["version"], content["profile"]) == (1, "national")
    listed = {rule["code"]: rule for rule in content["rules"]}
    assert list(listed) == sorted(catalogue())
    for code, rule in catalogue().items():
        assert listed[code]["severity"] == str(rule.severity)
        assert listed[code]["source"] == [{"document": one.document, "place": one.place} for one in rule.source]


def test_a_profile_shows_its_own_severities(capsys: Capture, tmp_path: Path) -> None:
    profile = tmp_path / "ours.yaml"
    profile.write_text("name: ours\ntitle: Our council\nextends: national\nseverities: {SC803: advice}\n")
    assert main(["rules", "--format", "json", "--profile", str(profile)]) == 0
    listed = {rule["code"]: rule["severity"] for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert listed["SC803"] == "advice"


def test_an_unknown_profile_is_refused_with_those_there_are(capsys: Capture) -> None:
    assert main(["rules", "--profile", "atlantis"]) == 2
    assert "There is no profile “atlantis”. Use one of" in capsys.readouterr().err


@pytest.mark.parametrize("code", CODES)
def test_a_check_is_explained_with_reason_sources_suggestion_and_examples(capsys: Capture, code: str) -> None:
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    rule = catalogue()[code]
    squeezed = " ".join(printed.split())
    assert f"{code} {rule.name}" in printed
    assert " ".join(rule.why.split()) in squeezed
    for source in rule.source:
        assert str(source) in squeezed
    for title in ("Severity", "Why", "Where it looks", "Instead"):
        assert f"\n{title}\n" in printed
    assert ("\nFound\n" in printed) == bool(rule.bad)
    assert printed.count("  - ") >= len(rule.bad) + len(rule.good)
    assert "{" not in printed.split("\nFound\n")[0]


def test_the_passage_of_a_bad_example_is_marked(capsys: Capture) -> None:
    main(["explain", "SC803"])
    lines = capsys.readouterr().out.split("\n")
    example = next(one for one in catalogue()["SC803"].bad if len(one.text) < 60)
    start, end = example.marks[0]
    place = next(number for number, line in enumerate(lines) if line == f"  - {example.text}")
    assert lines[place + 1] == " " * (4 + start) + "^" * (end - start)


@pytest.mark.parametrize("wanted", ["SC803", "sc803", "placeholder-text", "Placeholder-Text"])
def test_a_check_goes_by_its_code_or_name_in_any_case(capsys: Capture, wanted: str) -> None:
    assert main(["explain", wanted]) == 0
    assert capsys.readouterr().out.startswith("SC803 placeholder-text\n")


def test_several_checks_are_explained_in_the_order_asked_and_each_once(capsys: Capture) -> None:
    assert main(["explain", "SC803", "SC001", "SC803"]) == 0
    printed = capsys.readouterr().out
    assert printed.index("SC803 placeholder-text") < printed.index("SC001 schema")
    assert printed.count("SC803 placeholder-text") == 1


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param(
            "placeholder-txt",
            "There is no check “placeholder-txt”. Did you mean placeholder-text?",
            id="a misspelt name",
        ),
        pytest.param("qqqq", "There is no check “qqqq”. “sendadvice rules” lists them all.", id="nothing like it"),
    ],
)
def test_an_unknown_check_is_refused_with_the_nearest_there_is(capsys: Capture, wanted: str, said: str) -> None:
    assert main(["explain", wanted]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_explanations_for_programs_hold_the_examples(capsys: Capture) -> None:
    assert main(["explain", "SC803", "--format", "json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert len(rule["bad"]) == len(catalogue()["SC803"].bad)
    assert rule["bad"][0]["marks"] == [list(one) for one in catalogue()["SC803"].bad[0].marks]
