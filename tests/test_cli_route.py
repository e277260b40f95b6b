"""`sendadvice route` as a user calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from tests.reporting import run

Capture = pytest.CaptureFixture[str]
LEAST = """\
profile: hertfordshire
purpose: ehc_needs_assessment
request: {received: 2026-09-01, kind: new}
person: {name: Joseph Amadi, date_of_birth: 2012-11-03, statuses: [child_in_need]}
case:
  allocated: {name: R. Osei, role: social_worker, team: Children with Disabilities}
involvement:
  - {service: childrens_social_care, kind: child_in_need, start: 2025-11-01}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "joe.yaml"
    path.write_text(LEAST, encoding="utf-8")
    return path


def test_a_file_of_profile_purpose_request_person_case_and_involvement_is_enough(case: Path, capsys: Capture) -> None:
    assert main(["route", str(case)]) == 0
    printed = capsys.readouterr().out
    assert "Who writes    Social worker: R. Osei\n" in printed
    assert "Team          Children with Disabilities\n" in printed
    assert "Due           13 October 2026, six weeks after 1 September 2026" in printed
    assert "team manager (quality assurance)" in printed
    assert "   1. Ask the allocated social worker, and let their team manager know. [1]\n" in printed
    words = " ".join(printed.split())
    assert '[1] Hertfordshire County Council, "Guidance for the provision of social care advice' in words


def test_the_answer_for_programs_has_the_keys_that_are_promised(case: Path, capsys: Capture) -> None:
    assert main(["route", str(case), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:5] == ["role", "team", "oversight", "due", "steps"]
    assert (found["role"], found["team"], found["due"]) == ("social_worker", "Children with Disabilities", "2026-10-13")
    assert {"role": "team_manager", "for": "quality"}.items() <= found["oversight"][0].items()
    assert all(set(step) == {"text", "source"} for step in found["steps"])
    assert found["steps"][0]["source"].startswith("Hertfordshire County Council, ")


def test_another_profile_can_be_asked_about(case: Path, capsys: Capture) -> None:
    assert main(["route", str(case), "--profile", "swindon", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["role"] == "lead_professional"


def test_another_day_can_be_taken_as_today(case: Path, capsys: Capture) -> None:
    case.write_text(re.sub("allocated: .*", "allocated: null", LEAST), encoding="utf-8")
    assert main(["route", str(case), "--on", "2030-11-03", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["team"] == "0-25 Together Central Team"


def test_the_due_date_of_the_file_is_compared(case: Path, capsys: Capture) -> None:
    case.write_text(LEAST.replace("kind: new}", "kind: new, due: 2026-10-20}"), encoding="utf-8")
    assert main(["route", str(case)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "13 October 2026, six weeks after 1 September 2026" in printed
    assert "The file itself says 20 October 2026." in printed


def test_an_exception_is_told_in_words(case: Path, capsys: Capture) -> None:
    case.write_text(
        LEAST.replace("kind: new}", "kind: new, exception: {kind: absence, reason: Away}}"), encoding="utf-8"
    )
    assert main(["route", str(case)]) == 0
    assert "An exception is recorded: they were away for four weeks or more." in " ".join(
        capsys.readouterr().out.split()
    )


def test_several_files_and_streams_are_answered_one_by_one(case: Path, tmp_path: Path, capsys: Capture) -> None:
    stream = tmp_path / "two.yaml"
    stream.write_text(f"{LEAST}---\n{LEAST.replace('hertfordshire', 'norfolk')}", encoding="utf-8")
    assert main(["route", str(case), str(stream), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(Path(one["path"]).name, one["document"], one["profile"]) for one in found] == [
        ("joe.yaml", 0, "hertfordshire"), ("two.yaml", 0, "hertfordshire"), ("two.yaml", 1, "norfolk"),
    ]  # fmt: skip
    assert main(["route", str(stream)]) == 0
    printed = capsys.readouterr().out
    assert "two.yaml, advice 1 of 2" in printed
    assert "two.yaml, advice 2 of 2" in printed


def test_standard_input_is_read() -> None:
    done = run("route", "-", "--format", "json", stdin=LEAST.encode())
    assert json.loads(done.stdout)["due"] == "2026-10-13"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("person: [", "The bracket [ that opens here is not closed", id="no YAML"),
        pytest.param("", "There is nothing in this file", id="an empty file"),
        pytest.param(LEAST + "csae: {}\n", "“csae” is not a field", id="a misspelt part"),
        pytest.param(LEAST.replace("2012-11-03", "3/11/2012"), "date_of_birth", id="a date of birth that is none"),
        pytest.param(LEAST.replace("role: social_worker", "role: socialworker"), "role", id="a role there is none of"),
        pytest.param(LEAST.replace("ehc_needs_", "our_"), "purpose", id="a purpose there is none of"),
    ],
)  # fmt: skip
def test_what_is_unreadable_or_wrong_in_the_parts_that_decide_is_shown(
    case: Path, capsys: Capture, content: str, said: str
) -> None:
    case.write_text(content, encoding="utf-8")
    assert main(["route", str(case)]) == 1
    printed = capsys.readouterr().out
    assert said in printed
    assert "Not answered: " in printed
    assert main(["route", str(case), "--format", "json"]) == 1
    printed_too = capsys.readouterr()
    assert printed_too.out == ""
    assert said in printed_too.err


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("needs:\n  - {id: N1, areaa: home}\n", id="a misspelt key of a need"),
        pytest.param("outcomes: nothing\n", id="outcomes that are no list"),
        pytest.param("author: {role: wizard}\n", id="an author of no known role"),
    ],
)
def test_what_is_wrong_in_other_parts_is_left_to_lint(case: Path, capsys: Capture, change: str) -> None:
    case.write_text(LEAST + change, encoding="utf-8")
    assert main(["route", str(case)]) == 0
    assert "R. Osei" in capsys.readouterr().out


def test_what_is_missing_is_asked_for_where_the_answer_depends_on_it(case: Path, capsys: Capture) -> None:
    case.write_text(LEAST.replace(", date_of_birth: 2012-11-03", ""), encoding="utf-8")
    assert main(["route", str(case)]) == 1
    assert "Give the date of birth" in capsys.readouterr().out
    case.write_text(LEAST.replace("request: {received: 2026-09-01, kind: new}\n", ""), encoding="utf-8")
    assert main(["route", str(case)]) == 1
    assert "request: received" in capsys.readouterr().out
    case.write_text(LEAST.replace("purpose: ehc_needs_assessment\n", ""), encoding="utf-8")
    assert main(["route", str(case)]) == 1
    assert "Say under “purpose”" in capsys.readouterr().out


def test_a_file_with_faults_does_not_keep_the_others_from_being_answered(case: Path, capsys: Capture) -> None:
    other = case.with_name("broken.yaml")
    other.write_text("person: [", encoding="utf-8")
    assert main(["route", str(case), str(other)]) == 1
    printed = capsys.readouterr().out
    assert "R. Osei" in printed
    assert "Not answered: " in printed


def test_a_missing_file_and_an_unknown_profile_end_the_call(case: Path, capsys: Capture) -> None:
    assert main(["route", str(case.with_name("jo.yaml"))]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert main(["route", str(case), "--profile", "swindn"]) == 2
    assert "There is no profile “swindn”." in capsys.readouterr().err
    case.write_text(LEAST.replace("hertfordshire", "hertz"), encoding="utf-8")
    assert main(["route", str(case)]) == 2
    assert "joe.yaml:1:10" in capsys.readouterr().err


def test_a_council_without_an_answer_for_the_case_is_named(case: Path, tmp_path: Path, capsys: Capture) -> None:
    council = tmp_path / "council.yaml"
    council.write_text(
        """\
name: brightwell
title: Brightwell Borough Council
extends: national
pathway:
  document: Brightwell, "How we write social care advice"
  rows:
    - {id: adults, when: {age_band: adult}, role: duty_worker, steps: []}
  closing: []
""",
        encoding="utf-8",
    )
    assert main(["route", str(case), "--profile", str(council)]) == 1
    assert "The pathway of the profile “brightwell” has no answer for this case." in capsys.readouterr().out
