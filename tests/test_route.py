"""Who writes an advice, under each profile: every branch that the councils' own guidance sets out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.all_cases import cases, completions, possible
from sendadvice_docs.case_facts import VALUES, Facts, facts_of, situation_from
from sendadvice_docs.labels import ROLES
from sendadvice_docs.model import Situation
from sendadvice_docs.pathway import UndecidedError, route_of
from sendadvice_docs.profile import load_profile, profile_names
from tests.routing import ADULT, CHILD, RECEIVED, SIXTEEN, ended, route, situation, worker
from tests.validating import validated

REVIEW = {"purpose": "annual_review"}
#: A case that nobody knows: the child of a family that no service works with.
CIN = [{"service": "childrens_social_care", "kind": "child_in_need", "start": "2026-01-10"}]
EARLY_HELP_PLAN = [{"service": "early_help", "kind": "early_help_plan", "start": "2026-01-10"}]

NATIONAL: list[Any] = [
    pytest.param(
        {"case": {"allocated": worker("social_worker")}},
        "social_worker",
        "Team Oak",
        id="a social worker works with the child: that worker",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("adult_social_worker")}},
        "adult_social_worker",
        "Team Oak",
        id="an adults' social worker works with the adult: that worker",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("personal_advisor")}},
        "personal_advisor",
        "Team Oak",
        id="a personal adviser works with the care leaver: that adviser",
    ),
    pytest.param(
        {"case": {"allocated": worker("family_practitioner")}},
        "family_practitioner",
        "Team Oak",
        id="a family practitioner works with the family: that practitioner",
    ),
    pytest.param(
        {"involvement": CIN},
        "social_worker",
        "The children's social care team that holds the case",
        id="children's services work with the child and no worker is named: their social worker",
    ),
    pytest.param(
        {"statuses": ["looked_after"]},
        "social_worker",
        "The children's social care team that holds the case",
        id="the child is looked after and no worker is named: their social worker",
    ),
    pytest.param(
        {"born": ADULT, "statuses": ["care_leaver"]},
        "personal_advisor",
        "The leaving care team",
        id="a care leaver whose adviser is not named: the personal adviser",
    ),
    pytest.param(
        {"born": ADULT, "case": {"adult_services": "in_receipt"}},
        "adult_social_worker",
        "The adult social care team that holds the case",
        id="adults' services without a named worker: their social worker",
    ),
    pytest.param(
        {"case": {"allocated": worker("lead_professional")}},
        "lead_professional",
        "Team Oak",
        id="early help: its lead professional",
    ),
    pytest.param(
        {"case": {"allocated": worker("early_help_worker")}},
        "lead_professional",
        "Team Oak",
        id="an early help worker is allocated: the lead professional",
    ),
    pytest.param(
        {"statuses": ["early_help"]},
        "lead_professional",
        "Early help",
        id="early help, and nobody is named: its lead professional",
    ),
    pytest.param(
        {"involvement": EARLY_HELP_PLAN},
        "lead_professional",
        "Early help",
        id="an early help plan under way: its lead professional",
    ),
    pytest.param(
        {}, "front_door_officer", "The local authority's front door", id="nobody knows the child: the front door"
    ),
    pytest.param(
        {"statuses": ["short_breaks_only"]},
        "front_door_officer",
        "The local authority's front door",
        id="short breaks alone: the front door",
    ),
    pytest.param(
        {"involvement": ended("2026-08-30")},
        "front_door_officer",
        "The local authority's front door",
        id="closed the other day: the front door",
    ),
    pytest.param(
        {**REVIEW, "case": {"allocated": worker("social_worker")}},
        "social_worker",
        "Team Oak",
        id="at an annual review the worker too",
    ),
]

SWINDON: list[Any] = [
    pytest.param(
        {"case": {"allocated": worker("social_worker")}},
        "lead_professional",
        "Team Oak",
        id="children's services actively involved: the lead professional",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("adult_social_worker")}},
        "lead_professional",
        "Team Oak",
        id="adults' services actively involved: the lead professional",
    ),
    pytest.param(
        {"statuses": ["early_help"]},
        "lead_professional",
        "The team that works with the child or young person",
        id="early help actively involved: the lead professional",
    ),
    pytest.param(
        {},
        "front_door_officer",
        "The children's front door",
        id="not involved and not decided: the children's front door triages",
    ),
    pytest.param(
        {"born": ADULT},
        "front_door_officer",
        "The adults' front door",
        id="an adult, not decided: the adults' front door triages",
    ),
    pytest.param(
        {"statuses": ["short_breaks_only"]},
        "front_door_officer",
        "The children's front door",
        id="care in place but nobody involved: the front door triages",
    ),
    pytest.param(
        {"case": {"front_door_assessment": "early_help"}},
        "early_help_worker",
        "The early help team that makes the assessment",
        id="an early help assessment is required: the assessing team",
    ),
    pytest.param(
        {"case": {"front_door_assessment": "social_work"}},
        "social_worker",
        "The children's social work team that makes the assessment",
        id="a social work assessment of a child is required: the assessing team",
    ),
    pytest.param(
        {"born": ADULT, "case": {"front_door_assessment": "social_work"}},
        "adult_social_worker",
        "The adults' social work team that makes the assessment",
        id="a social work assessment of an adult is required: the assessing team",
    ),
    pytest.param(
        {"case": {"front_door_assessment": "not_needed"}},
        "front_door_officer",
        "The children's front door",
        id="no assessment of a child is required: the front door itself",
    ),
    pytest.param(
        {"born": ADULT, "case": {"front_door_assessment": "not_needed"}},
        "front_door_officer",
        "The adults' front door",
        id="no assessment of an adult is required: the adults' front door itself",
    ),
]

NORFOLK: list[Any] = [
    pytest.param(
        {"case": {"allocated": worker("social_worker")}},
        "social_worker",
        "Team Oak",
        id="a current social worker: that worker",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("adult_social_worker")}},
        "adult_social_worker",
        "Team Oak",
        id="a current adults' social worker: that worker",
    ),
    pytest.param({}, "early_help_worker", "Early Help", id="nobody allocated: Early Help staff support the request"),
    pytest.param(
        {"case": {"allocated": worker("lead_professional")}},
        "early_help_worker",
        "Team Oak",
        id="only early help: Early Help staff",
    ),
    pytest.param(
        {"involvement": ended("2026-08-30")},
        "early_help_worker",
        "Early Help",
        id="closed the other day: Early Help staff",
    ),
]

HERTFORDSHIRE: list[Any] = [
    pytest.param(
        {"born": ADULT, "statuses": ["care_leaver"], "case": {"adult_services": "allocated"}},
        "personal_advisor",
        "The leaving care team",
        id="a care leaver, even with an adults' social worker: the personal adviser",
    ),
    pytest.param(
        {"born": SIXTEEN, "statuses": ["care_leaver"]},
        "personal_advisor",
        "The leaving care team",
        id="a care leaver of 16: the personal adviser",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("adult_social_worker"), "adult_services": "allocated"}},
        "adult_social_worker",
        "Team Oak",
        id="18 or over with an adults' social worker: that worker",
    ),
    pytest.param(
        {"born": ADULT, "case": {"adult_services": "allocated"}},
        "adult_social_worker",
        "The adult social care team that holds the case",
        id="18 or over with an adults' social worker whom the file does not name: that worker",
    ),
    pytest.param(
        {"born": ADULT, "case": {"adult_services": "in_receipt"}},
        "adult_social_worker",
        "0-25 Together Central Team",
        id="18 or over in receipt of adult services with nobody allocated: 0-25 Together Central Team",
    ),
    pytest.param(
        {"born": ADULT, "case": {"adult_services": "none"}},
        "adult_social_worker",
        "0-25 Together Central Team",
        id="18 or over and unknown to adult services: 0-25 Together Central Team",
    ),
    pytest.param(
        {"born": ADULT, "case": {"adult_services": "declined"}},
        "person_who_knows_them",
        "Those who know the young person well",
        id="18 or over and the assessment was declined: those who know the person well",
    ),
    pytest.param(
        {"born": ADULT, "statuses": ["short_breaks_only"], "involvement": ended("2026-08-30")},
        "adult_social_worker",
        "0-25 Together Central Team",
        id="18 or over with short breaks and a case closed lately: 0-25 Together Central Team all the same",
    ),
    pytest.param(
        {"born": ADULT, "case": {"allocated": worker("social_worker"), "adult_services": "none"}},
        "social_worker",
        "Team Oak",
        id="18 and still with a children's social worker: that worker",
    ),
    pytest.param(
        {
            "case": {"allocated": worker("social_worker"), "families_first_assessment": True},
            "statuses": ["short_breaks_only"],
        },
        "social_worker",
        "Team Oak",
        id="an allocated children's social worker, whatever else there is: that worker",
    ),
    pytest.param(
        {"case": {"families_first_assessment": True}, "statuses": ["early_help", "short_breaks_only"]},
        "lead_professional",
        "The Intensive Family Support Team (IFST), or the Families First lead professional's team",
        id="a recent Families First assessment: IFST or its lead professional",
    ),
    pytest.param(
        {"case": {"allocated": worker("lead_professional")}},
        "lead_professional",
        "Team Oak",
        id="an early help lead professional: they, not the front door",
    ),
    pytest.param(
        {"statuses": ["short_breaks_only"], "involvement": ended("2026-08-30")},
        "family_practitioner",
        "0-25 Together",
        id="regular short breaks only: the family practitioner",
    ),
    pytest.param(
        {"born": SIXTEEN, "case": {"allocated": worker("pfa_practitioner")}},
        "family_practitioner",
        "Team Oak",
        id="a preparing for adulthood practitioner arranges the short breaks: they may write",
    ),
    pytest.param(
        {"involvement": ended("2026-08-30")},
        "social_worker",
        "The team that worked with the child up to three months ago",
        id="closed in the last three months: the previous worker or manager",
    ),
    pytest.param(
        {},
        "information_advice_officer",
        "Gateway Service (the front door)",
        id="otherwise: the front door's information and advice officer",
    ),
    pytest.param(
        {"statuses": ["child_in_need"], "case": {"allocated": None}},
        "information_advice_officer",
        "Gateway Service (the front door)",
        id="nobody is allocated, whatever the file says of a plan: the front door, which checks again",
    ),
    pytest.param(
        {"purpose": "reassessment"},
        "information_advice_officer",
        "Gateway Service (the front door)",
        id="a reassessment goes the way of a first assessment",
    ),
    pytest.param(
        {**REVIEW, "case": {"allocated": worker("social_worker")}},
        "social_worker",
        "Team Oak",
        id="review, 0 to 17, allocated worker: that worker",
    ),
    pytest.param(
        {**REVIEW, "case": {"allocated": worker("family_practitioner")}},
        "family_practitioner",
        "Team Oak",
        id="review, 0 to 17, family practitioner: that practitioner",
    ),
    pytest.param(
        {**REVIEW, "statuses": ["early_help"]},
        "lead_professional",
        "Early help",
        id="review, 0 to 17, early help plan: its lead",
    ),
    pytest.param(
        {**REVIEW},
        "setting",
        "The setting, with the child or young person and the family",
        id="review, 0 to 17, nobody: the setting with the family",
    ),
    pytest.param(
        {**REVIEW, "born": SIXTEEN, "involvement": ended("2026-08-30")},
        "setting",
        "The setting, with the child or young person and the family",
        id="review, 17, closed lately: the setting with the family",
    ),
    pytest.param(
        {**REVIEW, "born": ADULT, "case": {"allocated": worker("adult_social_worker")}},
        "adult_social_worker",
        "Team Oak",
        id="review, 18 to 25, social worker: that worker",
    ),
    pytest.param(
        {**REVIEW, "born": ADULT, "statuses": ["care_leaver"], "case": {"adult_services": "in_receipt"}},
        "personal_advisor",
        "The leaving care team",
        id="review, 18 to 25, care leaver: the personal adviser",
    ),
    pytest.param(
        {**REVIEW, "born": ADULT, "case": {"adult_services": "in_receipt"}},
        "duty_worker",
        "The adult social care team, reached through the contact centre",
        id="review, 18 to 25, services but nobody allocated: the duty worker through the contact centre",
    ),
    pytest.param(
        {**REVIEW, "born": ADULT},
        "ehcp_coordinator",
        "The statutory SEND team",
        id="review, 18 to 25, unknown: the coordinator asks the young person and the family",
    ),
    pytest.param(
        {**REVIEW, "born": ADULT, "case": {"adult_services": "declined"}},
        "ehcp_coordinator",
        "The statutory SEND team",
        id="review, 18 to 25, declined: the coordinator",
    ),
]


def _check(profile: str, parts: Any, role: str, team: str) -> None:
    found = route(profile, **parts)
    assert (found.role, found.team) == (role, team)
    assert role in found.accepts
    assert found.steps
    for step in found.steps:
        assert step.text.endswith(".")
        assert len(step.source.document) > len("SEND Regulations")


@pytest.mark.parametrize(("parts", "role", "team"), NATIONAL)
def test_national_pathway(parts: Any, role: str, team: str) -> None:
    _check("national", parts, role, team)


@pytest.mark.parametrize(("parts", "role", "team"), SWINDON)
def test_swindon_pathway(parts: Any, role: str, team: str) -> None:
    _check("swindon", parts, role, team)


@pytest.mark.parametrize(("parts", "role", "team"), NORFOLK)
def test_norfolk_pathway(parts: Any, role: str, team: str) -> None:
    _check("norfolk", parts, role, team)


@pytest.mark.parametrize(("parts", "role", "team"), HERTFORDSHIRE)
def test_hertfordshire_pathway(parts: Any, role: str, team: str) -> None:
    _check("hertfordshire", parts, role, team)


def test_the_same_case_has_the_right_and_different_answers_under_the_four_profiles() -> None:
    roles = {name: route(name, involvement=ended("2026-08-30")).role for name in profile_names()}
    assert roles == {
        "national": "front_door_officer",
        "swindon": "front_door_officer",
        "norfolk": "early_help_worker",
        "hertfordshire": "social_worker",
    }
    assert route("swindon").steps != route("national").steps


@pytest.mark.parametrize(
    ("end", "received", "recent"),
    [
        pytest.param("2026-06-01", "2026-09-01", True, id="three months to the day are within"),
        pytest.param("2026-05-31", "2026-09-01", False, id="a day more is not"),
        pytest.param("2026-09-01", "2026-09-01", True, id="closed on the day of the request"),
        pytest.param("2026-09-20", "2026-09-01", True, id="closed after the request"),
        pytest.param("2026-11-30", "2027-02-28", True, id="30 November runs to the last day of February"),
        pytest.param("2026-11-30", "2027-03-01", False, id="and not into March"),
        pytest.param("2027-11-30", "2028-02-29", True, id="to 29 February in a leap year"),
        pytest.param("2027-11-30", "2028-03-01", False, id="and not beyond 29 February"),
        pytest.param("2028-02-29", "2028-05-29", True, id="29 February runs to 29 May"),
        pytest.param("2028-02-29", "2028-05-30", False, id="and not to 30 May"),
        pytest.param("2026-05", "2026-08-31", True, id="an end known to the month counts to the month's end"),
        pytest.param("2026-05", "2026-09-01", False, id="and not beyond"),
        pytest.param("unknown", "2026-09-01", False, id="an end that nobody knows is not recent"),
    ],
)
def test_the_three_months_since_a_case_closed_are_exact_to_the_day(end: str, received: str, *, recent: bool) -> None:
    found = route("hertfordshire", involvement=ended(end), request={"received": received}, on=dt.date(2028, 12, 1))
    assert (found.id == "closed-recently") is recent


def test_only_a_social_workers_involvement_brings_a_case_back() -> None:
    referral = [{"service": "childrens_social_care", "kind": "referral", "start": "2026-08-20"}]
    early_help = ended("2026-08-30", service="early_help", kind="early_help_plan")
    assessment = [{"service": "childrens_social_care", "kind": "assessment", "start": "2026-08-20"}]
    assert route("hertfordshire", involvement=referral).id == "front-door"
    assert route("hertfordshire", involvement=early_help).id == "front-door"
    assert route("hertfordshire", involvement=assessment).id == "closed-recently"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-02-28", "front-door", id="17 on 28 February"),
        pytest.param("2026-03-01", "adults-central-team", id="18 on 1 March of a common year"),
    ],
)
def test_somebody_born_on_29_february_goes_to_the_adults_team_from_1_march(day: str, expected: str) -> None:
    assert route("hertfordshire", born="2008-02-29", request={"received": day}).id == expected


def test_the_age_counts_on_the_day_that_is_today() -> None:
    parts: Any = {"born": "2008-10-01", "request": {"received": "2026-09-01"}}
    assert route("hertfordshire", **parts).id == "front-door"
    assert route("hertfordshire", **parts, completed="2026-10-01").id == "adults-central-team"
    assert route("hertfordshire", **parts, completed="2026-10-01", on=dt.date(2026, 9, 30)).id == "front-door"


def test_a_front_door_step_names_the_young_person_from_16_on() -> None:
    asked = {"front_door_assessment": "not_needed"}
    below = [step.text for step in route("swindon", born="2010-09-02", case=asked).steps]
    above = [step.text for step in route("swindon", born="2010-09-01", case=asked).steps]
    assert any("parents or carers, or with an advocate" in step for step in below)
    assert any("Speak with the young person" in step for step in above)


def test_support_that_is_in_place_is_asked_about() -> None:
    asked = {"front_door_assessment": "not_needed"}
    with_support = route("swindon", statuses=["short_breaks_only"], case=asked)
    assert any("support in place works" in step.text for step in with_support.steps)
    assert not any("support in place works" in step.text for step in route("swindon", case=asked).steps)


def test_a_consultant_social_worker_oversees_the_front_door_in_hertfordshire_and_the_manager_all() -> None:
    front = {(one.purpose, one.roles[0]) for one in route("hertfordshire").oversight}
    social_worker = route("hertfordshire", case={"allocated": worker("social_worker")})
    assert {("advice", "consultant_social_worker"), ("quality", "team_manager")} <= front
    assert "advice" not in {one.purpose for one in social_worker.oversight}
    assert ("quality", "team_manager") in {(one.purpose, one.roles[0]) for one in social_worker.oversight}


def test_the_allocated_worker_is_named_where_they_write_and_only_there() -> None:
    allocated = route("norfolk", case={"allocated": worker("social_worker")}).allocated
    assert allocated is not None
    assert allocated.name == "R. Osei"
    other = route("hertfordshire", case={"allocated": worker("setting")})
    assert other.allocated is None
    assert other.id == "front-door"


def test_a_worker_without_a_role_is_a_social_worker() -> None:
    assert route("hertfordshire", case={"allocated": {"name": "R. Osei"}}).role == "social_worker"
    assert route("hertfordshire", born=ADULT, case={"allocated": {"name": "R. Osei"}}).role == "adult_social_worker"
    leaver = route("hertfordshire", born=ADULT, statuses=["care_leaver"], case={"allocated": {"name": "R. Osei"}})
    assert leaver.role == "personal_advisor"


def test_a_role_like_the_allocated_workers_may_write_too() -> None:
    accepts = route("hertfordshire", case={"allocated": worker("pfa_practitioner")}).accepts
    assert {"family_practitioner", "pfa_practitioner"} <= set(accepts)
    assert "ehcp_coordinator" not in accepts


def test_where_the_answer_does_not_depend_on_what_is_missing_it_is_given() -> None:
    assert route("national", born=None).id == "front-door"
    assert route("national", purpose=None).id == "front-door"
    assert route("swindon", born=None, case={"allocated": worker("social_worker")}).id == "lead-professional"


def test_where_it_does_what_is_missing_is_named() -> None:
    with pytest.raises(UndecidedError) as raised:
        route("hertfordshire", born=None)
    assert raised.value.missing == ("age_band",)
    with pytest.raises(UndecidedError) as raised:
        route("hertfordshire", purpose=None)
    assert raised.value.missing == ("purpose",)


def test_a_whole_advice_gives_the_same_answer_as_its_parts() -> None:
    for name in ("year-2-first-assessment", "year-10-annual-review", "adult-annual-review"):
        path = Path(__file__).parent.parent / "samples" / f"{name}.yaml"
        checked = validated(path.read_text(encoding="utf-8"))
        assert checked.advice is not None
        found = route_of(situation_from(checked.advice), load_profile("hertfordshire"))
        assert found is not None
        assert found.allocated == checked.advice.case.allocated  # type: ignore[union-attr]


@st.composite
def _situations(draw: st.DrawFn) -> Situation:
    role = draw(st.sampled_from([None, "", *ROLES]))
    statuses = ["child_in_need", "looked_after", "care_leaver", "early_help", "short_breaks_only", "adult_social_care"]
    services = ["childrens_social_care", "early_help", "adult_social_care", "short_breaks", "youth_justice", "other"]
    kinds = ["child_in_need", "looked_after", "assessment", "referral", "short_breaks", "other"]
    entry = st.fixed_dictionaries(
        {
            "service": st.sampled_from(services),
            "kind": st.sampled_from(kinds),
            "start": st.sampled_from(["2024", "unknown", "2026-07-01"]),
            "end": st.sampled_from([None, "2026-08-01", "2026-05", "2019", "unknown", "2027-01-01"]),
        }
    )
    return situation(
        born=draw(st.sampled_from([CHILD, SIXTEEN, ADULT])),
        purpose=draw(st.sampled_from(["ehc_needs_assessment", "reassessment", "annual_review"])),
        statuses=draw(st.lists(st.sampled_from(statuses), max_size=3)),
        involvement=draw(st.lists(entry, max_size=2)),
        case={
            "allocated": None if role is None else worker(role),
            "adult_services": draw(st.sampled_from([None, "none", "in_receipt", "allocated", "declined"])),
            "families_first_assessment": draw(st.sampled_from([None, True, False])),
            "front_door_assessment": draw(st.sampled_from([None, "not_needed", "early_help", "social_work"])),
        },
        request={"received": RECEIVED},
    )


@settings(max_examples=100, deadline=None)
@given(case=_situations(), profile=st.sampled_from(["national", "swindon", "norfolk", "hertfordshire"]))
def test_whatever_a_file_says_its_facts_agree_and_every_profile_answers(case: Situation, profile: str) -> None:
    facts = facts_of(case, load_profile(profile))
    assert possible(vars(facts)), facts
    found = route_of(case, load_profile(profile))
    assert found is not None
    assert found.role in ROLES
    assert found.team


@pytest.mark.parametrize("profile", ["national", "swindon", "norfolk", "hertfordshire"])
def test_a_team_is_named_also_where_nobody_says_who_is_allocated(profile: str) -> None:
    case = situation(born=ADULT, case={"adult_services": "allocated"}, request={"received": RECEIVED})
    found = route_of(case, load_profile(profile))
    assert found is not None
    assert found.team


def test_every_fact_has_its_values_and_the_plain_case_is_the_first() -> None:
    assert set(VALUES) == set(vars(Facts()))
    assert {name: values[0] for name, values in VALUES.items()} == vars(Facts())
    assert next(iter(cases(list(VALUES)))) == vars(Facts())
    assert list(completions(Facts())) == [Facts()]
