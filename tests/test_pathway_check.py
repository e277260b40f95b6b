"""A pathway that leaves a case without an answer, or answers it twice, is found, and the case is shown in words."""

from __future__ import annotations

from typing import Any

import pytest

from sendadvice_docs.case_facts import VALUES
from sendadvice_docs.case_words import WORDS, case_in_words, conditions_in_words
from sendadvice_docs.datafile import misfits, schema
from sendadvice_docs.labels import ROLES
from sendadvice_docs.pathway import Pathway, pathways_of
from sendadvice_docs.pathway_check import check_pathway
from sendadvice_docs.profile import load_profile, profile_names


def rows(*given: dict[str, Any]) -> tuple[Pathway, ...]:
    filled = [{"role": "social_worker", "steps": [], **row} for row in given]
    return pathways_of({"document": "A council's page", "rows": filled, "closing": []})


def said(*given: dict[str, Any]) -> list[str]:
    return [fault.message for fault in check_pathway(rows(*given))]


@pytest.mark.parametrize("name", profile_names())
def test_the_pathways_that_come_with_the_tool_answer_every_case_once(name: str) -> None:
    profile = load_profile(name)
    assert check_pathway(profile.pathways, profile.limits) == ()


def test_a_case_without_an_answer_is_shown_in_words() -> None:
    found = said({"id": "child", "when": {"age_band": ["under_16", "16_or_17"]}})
    assert len(found) == 1
    assert "Nobody is named to write where the young person is 18 or over." in found[0]


def test_where_several_cases_have_no_answer_the_plainest_is_shown_and_the_others_counted() -> None:
    (found,) = said({"id": "one", "when": {"age_band": "adult", "care_leaver": True}})
    assert "where the child is under 16 (and 4 more cases like it)." in found


def test_a_case_with_two_answers_is_shown_with_the_rows_that_give_them() -> None:
    (found,) = said(
        {"id": "leaver", "when": {"care_leaver": True}, "role": "personal_advisor"},
        {"id": "grown", "when": {"age_band": "adult"}},
        {"id": "rest", "otherwise": True, "role": "setting"},
    )
    assert "Where the young person is 18 or over and a care leaver, the rows “leaver” and “grown” both fit" in found
    assert "before: [grown]" in found


def test_an_answer_that_is_meant_to_go_before_another_is_no_fault() -> None:
    assert not said(
        {"id": "leaver", "when": {"care_leaver": True}, "role": "personal_advisor", "before": ["grown"]},
        {"id": "grown", "when": {"age_band": "adult"}},
        {"id": "rest", "otherwise": True, "role": "setting"},
    )


def test_two_rows_that_say_the_same_are_no_fault() -> None:
    assert not said(
        {"id": "leaver", "when": {"care_leaver": True}},
        {"id": "rest", "when": {}},
    )


@pytest.mark.parametrize(
    "change", [{"role": "setting"}, {"team": "Team Elm"}, {"steps": [{"text": "Ask."}]}, {"also": ["setting"]}]
)
def test_another_role_team_step_or_permission_is_another_answer(change: dict[str, Any]) -> None:
    assert len(said({"id": "leaver", "when": {"care_leaver": True}}, {"id": "rest", **change})) == 1


def test_a_row_that_never_takes_a_case_is_found() -> None:
    (found,) = said({"id": "all"}, {"id": "never", "when": {"care_leaver": True}})
    assert "The row “never” never takes a case" in found


def test_conditions_that_cannot_hold_together_are_found() -> None:
    found = said(
        {"id": "odd", "when": {"worker": "personal_adviser", "care_leaver": False}},
        {"id": "rest", "otherwise": True, "role": "setting"},
    )
    assert len(found) == 1
    assert "The row “odd” never takes a case" in found[0]


def test_work_for_an_allocated_worker_where_there_is_none_is_found() -> None:
    (found,) = said({"id": "theirs", "role": "", "worker": "allocated"})
    assert "The row “theirs” gives the work to the allocated worker where nobody is allocated." in found


def test_a_row_that_names_nobody_is_found() -> None:
    (found,) = said({"id": "nobody", "role": ""})
    assert "The row “nobody” does not say who writes" in found


def test_names_that_lead_nowhere_or_backwards_or_stand_twice_are_found() -> None:
    found = said(
        {"id": "one", "when": {"care_leaver": True}, "before": ["two", "tow"]},
        {"id": "two", "before": ["one"]},
    )
    assert any("names a row “tow”, and there is none" in one for one in found)
    assert any("names the row “one”, which does not stand below" in one for one in found)
    assert any(
        "Two rows are called “a”" in one for one in said({"id": "a", "when": {"care_leaver": True}}, {"id": "a"})
    )


def test_a_row_about_cases_closed_lately_needs_the_limit_that_says_what_that_is() -> None:
    given = rows({"id": "a", "when": {"closed_recently": True}}, {"id": "b", "otherwise": True, "role": "setting"})
    assert "recently_closed_months" in check_pathway(given, {})[0].message
    assert check_pathway(given, {"recently_closed_months": 3}) == ()


def test_faults_know_the_row_they_are_about() -> None:
    faults = check_pathway(rows({"id": "all"}, {"id": "never", "when": {"care_leaver": True}}))
    assert [fault.row for fault in faults] == [1]
    assert check_pathway(rows({"id": "some", "when": {"care_leaver": True}}))[0].row is None


def test_the_schema_knows_every_fact_with_its_values_and_every_role() -> None:
    pathway = schema("pathway")
    when = pathway["$defs"]["when"]["properties"]
    assert set(when) == set(VALUES)
    for name, values in VALUES.items():
        if set(values) == {False, True}:
            assert when[name]["type"] == "boolean"
        else:
            assert pathway["$defs"][name]["anyOf"][0]["enum"] == list(values)
            assert pathway["$defs"][name]["anyOf"][1]["items"]["enum"] == list(values)
    assert pathway["$defs"]["role"]["enum"] == list(ROLES)


def test_every_value_of_every_fact_has_its_words() -> None:
    assert {name: set(words) for name, words in WORDS.items()} == {name: set(values) for name, values in VALUES.items()}


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_fits_its_schema(name: str) -> None:
    assert [error.message for error in misfits(dict(load_profile(name).data), "profile")] == []


def test_a_case_is_told_by_what_is_out_of_the_ordinary() -> None:
    case = {"purpose": "annual_review", "age_band": "adult", "allocated": True, "worker": "other", "care_leaver": False}
    assert (
        case_in_words(case) == "it is an annual review, the young person is 18 or over and another worker is allocated"
    )
    assert case_in_words({}) == "whatever the case"


def test_conditions_are_told_together() -> None:
    when: Any = {"age_band": ("16_or_17", "under_16"), "worker": ("adult_social_worker", "childrens_social_worker")}
    assert (
        conditions_in_words(when) == "under 18, and a children's social worker or an adults' social worker is allocated"
    )
    assert conditions_in_words({}) == ""
