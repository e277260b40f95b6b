"""The report for people: the passage under its line, and everything there is to say of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sendadvice_docs.check import Report
from sendadvice_docs.finding import Acceptance
from sendadvice_docs.load import load
from sendadvice_docs.report.layout import width_of
from sendadvice_docs.report.text import render, summary
from sendadvice_docs.validate import validate
from tests.reporting import finding, report

PLAIN = 'description: "Joe would benefit from a short break."'


def rows(text: str, passage: str, *, width: int = 100, whole: bool = False) -> list[str]:
    """Return the rows between a finding's head and its message."""
    printed = render([report(text, finding(text, passage, whole=whole))], colour=False, width=width)
    lines = printed.split("\n")
    return lines[1 : lines.index("  This commits nobody.")]


def under(pair: list[str]) -> str:
    """Return what stands above the carets, by terminal cells."""
    line, carets = pair
    first = carets.index("^")
    last = len(carets.rstrip())
    found, cell = "", 0
    for character in line:
        if first <= cell < last:
            found += character
        cell += width_of(character)
    return found


def test_a_finding_is_shown_with_its_place_passage_reason_suggestion_and_source() -> None:
    printed = render([report(PLAIN, finding(PLAIN, "would benefit from"))], colour=False, width=100)
    assert printed == (
        "joe.yaml:1:19  warning SC501 vague-provision\n"
        '  1 | description: "Joe would benefit from a short break."\n'
        "    |                   ^^^^^^^^^^^^^^^^^^\n"
        "  This commits nobody.\n"
        "  Instead: Say who will do it, and how often.\n"
        "  Source: SEND Code of Practice 2015, para 9.69\n"
        "\n"
        "1 warning in 1 file. No errors; please look at the warnings before you send this advice.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\tJoe [insert] now", id="a tab"),
        pytest.param("漢字 [insert] now", id="wide characters"),
        pytest.param("😀👍🏽 [insert] now", id="emoji"),
        pytest.param("Sia\u0302n [insert] now", id="a combining accent"),
        pytest.param("“Siân” … [insert] now", id="typographic signs"),
        pytest.param("[insert] now", id="the first column"),
        pytest.param("it ends with [insert]", id="the last column"),
        pytest.param("x" * 300 + " [insert] " + "y" * 300, id="the middle of a long line"),
        pytest.param("漢" * 300 + " [insert] " + "字" * 300, id="the middle of a long line of wide characters"),
        pytest.param("x" * 300 + " [insert]", id="the end of a long line"),
        pytest.param("[insert] " + "y" * 300, id="the beginning of a long line"),
    ],
)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_carets_stand_under_the_passage(text: str, width: int) -> None:
    pair = rows(text, "[insert]", width=width)
    assert under(pair) == "[insert]"
    assert all(width_of(row) <= width for row in pair)


def test_a_passage_longer_than_the_terminal_is_cut_and_its_beginning_shown() -> None:
    pair = rows("x" * 50 + "[" + "z" * 300 + "]", "[" + "z" * 300 + "]", width=60)
    assert under(pair).startswith("[zzz")
    assert pair[0].endswith("...")


def test_a_passage_of_several_lines_is_underlined_on_each_without_the_indentation() -> None:
    text = "needs:\n  a: |\n    He will\n    have\n  b: 1"
    assert rows(text, "will\n    have") == [
        "  3 |     He will",
        "    |        ^^^^",
        "  4 |     have",
        "    |     ^^^^",
    ]


def test_a_passage_of_many_lines_is_shown_by_its_beginning_and_end() -> None:
    text = "\n".join(f"  line {number}" for number in range(1, 21))
    shown = rows(text, text.strip())
    assert [row.split("|")[1].strip() for row in shown] == [
        "line 1",
        "^^^^^^",
        "line 2",
        "^^^^^^",
        "...",
        "line 20",
        "^^^^^^^",
    ]


def test_blank_lines_in_a_passage_are_not_shown() -> None:
    text = "a: |\n  one\n\n  two"
    assert [row.split("|")[1].strip() for row in rows(text, "one\n\n  two")] == ["one", "^^^", "two", "^^^"]


def test_a_finding_about_a_whole_entry_shows_its_first_line_only() -> None:
    text = "provision:\n  - id: P1\n    amount: 3\n    start: 2026"
    assert rows(text, "id: P1\n    amount: 3\n    start: 2026", whole=True) == ["  2 |   - id: P1", "    |     ^^^^^^"]


def test_a_place_without_extent_still_has_a_caret() -> None:
    assert rows("needs:\n  - id: N1", "", whole=True) == ["  1 | needs:", "    | ^"]


@pytest.mark.parametrize(
    ("advice", "path", "shown"),
    [
        pytest.param("a: 1\n", "/going_well", ["  1 | a: 1", "    | ^ going_well is missing here"], id="at the top"),
        pytest.param(
            "needs:\n  - id: N1\n",
            "/needs/0/impact_on_child",
            ["  2 |   - id: N1", "    |     ^ impact_on_child is missing here"],
            id="in an entry of a list",
        ),
        pytest.param(
            "person:\n  id: 1\n",
            "/person/name",
            ["  1 | person:", "    | ^^^^^^ name is missing here"],
            id="in a part of the file",
        ),
        pytest.param(
            "a: 1\n",
            "/views/family",
            ["  1 | a: 1", "    | ^ views/family is missing here"],
            id="a part and what is in it",
        ),
        pytest.param("going_well:\n", "/going_well", ["  1 | going_well:", "    | ^^^^^^^^^^"], id="there and empty"),
    ],
)
def test_what_is_missing_is_named_at_the_place_where_it_belongs(advice: str, path: str, shown: list[str]) -> None:
    (document,) = load(advice.encode(), "joe.yaml").documents
    validated = validate(document)
    span = document.span(path)
    one = replace(
        finding(advice, "", whole=True),
        path=path,
        at=document.source.position(span.start),
        until=document.source.position(span.end),
    )
    printed = render([replace(report(advice, one), validated=(validated,))], colour=False, width=100)
    assert printed.split("\n")[1:3] == shown


def test_a_place_past_the_end_of_the_file_is_named_without_a_line() -> None:
    assert rows("", "", whole=True) == []


def test_a_file_that_could_not_be_decoded_has_no_line_to_show() -> None:
    undecoded = Report("joe.yaml", None, (finding("x", "x", severity="error", code="SC002"),))
    printed = render([undecoded], colour=False, width=100)
    assert "|" not in printed
    assert "put that right first" in printed


def test_an_escape_sequence_in_the_advice_never_reaches_the_terminal() -> None:
    text = "a: \x1b[31mred [insert]"
    printed = render(
        [report(text, finding(text, "[insert]", message="“\x1b[2J” is odd"), path="\x1b]0;x.yaml")],
        colour=False,
        width=80,
    )
    assert "\x1b" not in printed


def test_an_accepted_finding_is_shown_with_who_and_why_and_is_not_counted() -> None:
    kept = finding(PLAIN, "would benefit from", accepted=Acceptance("Agreed at panel.", "L. Grant"))
    printed = render([report(PLAIN, kept)], colour=False, width=100)
    assert "joe.yaml:1:19  accepted SC501 vague-provision" in printed
    assert "Kept on purpose by L. Grant: Agreed at panel." in printed
    assert "Instead" not in printed
    assert printed.endswith("Nothing to put right in 1 file (3 checks on 2 pieces of text). 1 finding was accepted.\n")


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        pytest.param([], "Nothing to put right in 1 file (3 checks on 2 pieces of text).", id="nothing"),
        pytest.param(["error"], "1 error in 1 file. Fix the errors before you send this advice.", id="an error"),
        pytest.param(
            ["error", "error", "warning", "advice"],
            "2 errors, 1 warning and 1 point of advice in 1 file. Fix the errors before you send this advice.",
            id="some of each",
        ),
        pytest.param(
            ["advice", "advice"],
            "2 points of advice in 1 file. No errors and no warnings; these are worth a look.",
            id="advice alone",
        ),
    ],
)
def test_the_last_line_sums_up_and_says_what_to_do(severities: list[str], said: str) -> None:
    findings = [finding(PLAIN, "benefit", severity=severity) for severity in severities]
    assert render([report(PLAIN, *findings)], colour=False, width=120).rstrip().split("\n")[-1] == said


def test_severity_is_in_words_with_and_without_colour() -> None:
    one = report(PLAIN, finding(PLAIN, "benefit", severity="error"))
    plain = render([one], colour=False, width=100)
    coloured = render([one], colour=True, width=100)
    assert "error SC501" in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_long_text_is_wrapped_to_the_width() -> None:
    long = finding(PLAIN, "benefit", message="word " * 60, suggestion="word " * 60)
    printed = render([report(PLAIN, long)], colour=False, width=60)
    assert all(width_of(line) <= 60 for line in printed.split("\n"))


def test_findings_stand_file_by_file_in_the_order_given() -> None:
    reports = [report(PLAIN, finding(PLAIN, "benefit"), path=name) for name in ("b.yaml", "a.yaml")]
    printed = render(reports, colour=False, width=100)
    assert printed.index("b.yaml:1") < printed.index("a.yaml:1")
    assert "2 warnings in 2 files." in printed


def test_the_summary_has_a_line_for_each_file_with_the_codes_found() -> None:
    findings = [
        finding(PLAIN, "benefit"),
        finding(PLAIN, "would"),
        finding(PLAIN, "Joe", severity="error", code="SC801"),
    ]
    printed = summary([report(PLAIN, *findings), report(PLAIN, path="amy.yaml")], colour=False, width=100)
    assert printed.split("\n")[:3] == [
        "joe.yaml: 1 error and 2 warnings (SC501 x2, SC801)",
        "amy.yaml: nothing to put right",
        "",
    ]


def test_a_finding_in_a_file_of_several_says_which_advice_it_is_in() -> None:
    findings = [finding(PLAIN, "Joe"), finding(PLAIN, "benefit", document=1)]
    printed = render([report(PLAIN, *findings)], colour=False, width=100)
    assert "joe.yaml:1:15  warning SC501 vague-provision  (advice 1 in the file)\n" in printed
    assert "joe.yaml:1:25  warning SC501 vague-provision  (advice 2 in the file)\n" in printed


def test_no_file_at_all_gives_nothing_to_print() -> None:
    assert render([], colour=False, width=100) == summary([], colour=False, width=100) == ""
