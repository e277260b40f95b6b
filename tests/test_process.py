"""The checks of process on the days that decide, and under the profiles that ask for different things."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.model import Circumstances
from tests.examples import merged, minimal


def found(code: str, patch: dict[str, Any], profile: str = "national") -> list[tuple[str, str]]:
    text = yaml.safe_dump(merged(minimal(), patch), allow_unicode=True, sort_keys=False)
    report = lint(text.encode(), "asha.yaml", Settings(profile=profile, select=(code,)))
    return [(one.path, str(one.severity)) for one in report.findings if one.code == code]


@pytest.mark.parametrize(
    ("born", "severities"),
    [
        pytest.param("2010-10-06", [], id="the day before the 16th birthday"),
        pytest.param("2010-10-05", ["advice"], id="the 16th birthday"),
        pytest.param("2009-04-06", ["advice"], id="the day before 17 and a half"),
        pytest.param("2009-04-05", ["warning"], id="17 and a half"),
    ],
)
def test_a_move_to_adult_services_without_a_plan_weighs_more_from_17_and_a_half(
    born: str, severities: list[str]
) -> None:
    assert [one for _, one in found("SC303", {"person": {"date_of_birth": born}})] == severities


@pytest.mark.parametrize(
    ("by", "day", "is_found"),
    [
        pytest.param("parent", "2026-06-26", False, id="a parent on the last Friday of June"),
        pytest.param("parent", "2026-06-27", True, id="a parent on the day after"),
        pytest.param("child_or_young_person", "2026-06-26", True, id="the young person alone on the last Friday"),
        pytest.param("child_or_young_person", "2026-06-27", False, id="the young person on the day after"),
        pytest.param("representative", "2026-06-27", False, id="a representative on the day after"),
    ],
)
def test_who_is_to_agree_changes_hands_after_the_last_day_of_compulsory_school_age(
    by: str, day: str, is_found: bool
) -> None:
    patch = {"person": {"date_of_birth": "2010-03-01"}, "completed": day, "agreement": [{"by": by, "agreed": True}]}
    assert bool(found("SC406", patch)) is is_found


def test_a_refusal_with_its_reason_is_an_answer() -> None:
    refused = {"by": "parent", "name": "Neela Verma", "agreed": False}
    assert found("SC406", {"agreement": [refused]}) == [("/agreement/0/reason", "warning")]
    assert not found("SC406", {"agreement": [{**refused, "reason": "Neela asks for four nights."}]})


@pytest.mark.parametrize(("day", "paths"), [("2026-10-13", []), ("2026-10-14", ["/completed"])])
def test_advice_is_late_on_the_day_after_it_was_due(day: str, paths: list[str]) -> None:
    assert [path for path, _ in found("SC701", {"completed": day})] == paths


def test_what_is_overdue_and_not_completed_is_found_at_the_request() -> None:
    data = merged(minimal(), {"completed": None})
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    settings = Settings(on=dt.date(2026, 10, 14), select=("SC701",))
    (finding,) = lint(text.encode(), "asha.yaml", settings).findings
    assert finding.path == "/request"
    assert "team manager" in finding.suggestion


def test_late_advice_turns_to_the_job_title_that_the_profile_names() -> None:
    text = yaml.safe_dump(merged(minimal(), {"completed": "2026-10-30"}), allow_unicode=True, sort_keys=False)
    (finding,) = lint(text.encode(), "asha.yaml", Settings(profile="hertfordshire", select=("SC701",))).findings
    assert "Designated Social Care Officer" in finding.suggestion


def test_oversight_that_is_asked_of_the_plan_is_no_matter_of_the_advice() -> None:
    assert not found("SC703", {}, "hertfordshire")
    assert found("SC703", {"oversight": []}, "hertfordshire") == [("/oversight", "warning")]


@pytest.mark.parametrize(
    ("completed", "on", "months", "is_found"),
    [
        pytest.param("2026-10-05", "2027-10-05", 12, False, id="on the day it is a year old"),
        pytest.param("2026-10-05", "2027-10-06", 12, True, id="on the day after"),
        pytest.param("2026-08-31", "2027-02-28", 6, False, id="at the end of a shorter month"),
        pytest.param("2026-08-31", "2027-03-01", 6, True, id="on the first of the month after that"),
        pytest.param("2026-10-05", "2026-10-04", 12, False, id="before it is completed"),
    ],
)
def test_advice_is_out_of_date_on_the_day_after_its_shelf_life_is_over(
    tmp_path: Path, completed: str, on: str, months: int, is_found: bool
) -> None:
    profile = tmp_path / "ours.yaml"
    profile.write_text(f"name: ours\ntitle: Our council\nlimits: {{advice_months: {months}}}\n", encoding="utf-8")
    text = yaml.safe_dump(merged(minimal(), {"completed": completed}), allow_unicode=True, sort_keys=False)
    settings = Settings(profile=str(profile), on=dt.date.fromisoformat(on), select=("SC708",))
    assert [one.path for one in lint(text.encode(), "asha.yaml", settings).findings] == ["/completed"] * is_found


@pytest.mark.parametrize(
    ("field", "code", "hollow", "sound"),
    [
        ("review/difference_made", "SC704", "The worker comes every week.", "She sleeps until six now."),
        ("agreement/reason", "SC406", "Did not sign.", "Neela asks for four nights."),
        ("information_sharing/withheld", "SC405", "Some details.", "Her cousin's illness."),
        ("information_sharing/reason", "SC405", "As per policy.", "Neela agreed to all of it."),
        ("preparation_for_adulthood/transition/reason", "SC303", "We will see nearer the time.", "She said no in May."),
    ],
)
def test_an_answer_by_itself_is_judged_by_whether_it_says_anything(
    field: str, code: str, hollow: str, sound: str
) -> None:
    person = Circumstances(name="Asha Verma", date_of_birth=dt.date(2010, 2, 1), on=dt.date(2026, 10, 5))
    settings = Settings(select=(code,))
    assert [one.code for one in lint_text(hollow, field, person, settings).findings] == [code]
    assert not lint_text(sound, field, person, settings).findings


def test_a_review_looks_back_on_every_support_and_once_on_what_was_replaced() -> None:
    old = [{"id": "P0", "description": "A sitter on Fridays."}, {"id": "P9", "description": "A hoist."}]
    review = [{"provision": "P0", "difference_made": "Asha slept through on twelve Fridays."}]
    patch: dict[str, Any] = {"purpose": "annual_review", "previous_provision": old, "review": review}
    assert found("SC704", patch) == [("/review", "warning")]
    assert not found("SC704", {**patch, "previous_provision": old[:1]})
    assert not found(
        "SC704", {**patch, "review": [*review, {"provision": "P9", "difference_made": "No more lifting."}]}
    )
    text = yaml.safe_dump(merged(minimal(), patch), allow_unicode=True, sort_keys=False)
    (finding,) = lint(text.encode(), "asha.yaml", Settings(select=("SC704",))).findings
    assert "P9" in finding.message
    assert "P0" not in finding.message


def test_a_profile_that_is_a_number_is_looked_for_like_any_other() -> None:
    text = yaml.safe_dump(merged(minimal(), {"profile": 12}), allow_unicode=True, sort_keys=False)
    (fault,) = lint(text.encode(), "asha.yaml", Settings()).faults
    assert "There is no profile “12”" in str(fault)
