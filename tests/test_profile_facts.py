"""The four profiles say what the councils' own documents say: each fact by itself, with its source as users see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.profile import load_profile, resolve

SWINDON = 'Swindon Borough Council, "Social care advice" (web page)'
NORFOLK = 'Norfolk County Council, "Social care views" (web page)'
HERTFORDSHIRE = (
    'Hertfordshire County Council, "Guidance for the provision of social care advice for EHC assessments and plans" '
    "(working draft, 2023)"
)
GUIDE = 'Department for Education, "Social care: guide to the 0 to 25 SEND code of practice" (September 2014)'
OWN = "This tool's own setting"


def of(document: str, place: str) -> str:
    return f"{document}, {place}"


def value_of(name: str, setting: str) -> Any:
    value: Any = load_profile(name).data
    for key in setting.split("/"):
        value = value[key]
    return value


FACTS = [
    ("national", "limits/history_years", 3, OWN),
    ("national", "limits/advice_months", 12, OWN),
    ("national", "timescales/new_days", 42, "SEND Regulations 2014, reg. 8"),
    ("national", "direct_payments", "legal_basis", "SEND Code of Practice 2015, para 9.69"),
    ("national", "agreement/parental_responsibility/when", "compulsory_school_age", GUIDE),
    ("national", "agreement/young_person/when", "after_compulsory_school_age", GUIDE),
    ("national", "agreement/young_person/by", "child_or_young_person", GUIDE),
    (
        "national",
        "contact_points/advice_on_disabled_children",
        "the local authority's contact for social care advice on children and young people with SEN and disabilities",
        GUIDE,
    ),
    ("swindon", "severities/SC103", "error", SWINDON),
    ("swindon", "contact_points/children", "the children's front door team", SWINDON),
    ("swindon", "contact_points/adults", "the adults' front door team", SWINDON),
    ("swindon", "services", ["Children's Front Door", "Adults' Front Door"], SWINDON),
    ("norfolk", "timescales/existing_days", 14, NORFOLK),
    ("norfolk", "timescales/new_days", 42, NORFOLK),
    ("norfolk", "contact_points/returned_to", "the SEN operational support team", NORFOLK),
    (
        "norfolk",
        "contact_points/without_allocated_worker",
        "Early Help staff, who support the SEN team's request",
        NORFOLK,
    ),
    ("norfolk", "services", ["Norfolk Early Help Family Focus", "SEN Operational Support"], NORFOLK),
    ("norfolk", "abbreviations/NEHFF", "Norfolk Early Help Family Focus", NORFOLK),
    ("hertfordshire", "severities/SC103", "advice", of(HERTFORDSHIRE, "sections 2 and 7")),
    ("hertfordshire", "severities/SC706", "warning", of(HERTFORDSHIRE, "sections 5 and 6")),
    ("hertfordshire", "limits/recently_closed_months", 3, of(HERTFORDSHIRE, "section 5")),
    ("hertfordshire", "outcome_framework/be_safe", "Be Safe", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "outcome_framework/be_healthy", "Be Healthy", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "outcome_framework/be_ambitious", "Be Ambitious", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "outcome_framework/be_independent", "Be Independent", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "outcome_framework/be_resilient", "Be Resilient", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "outcome_framework/be_included", "Be Included", of(HERTFORDSHIRE, "section 2")),
    ("hertfordshire", "oversight/team_manager/role", ["team_manager"], of(HERTFORDSHIRE, "sections 5 and 9")),
    ("hertfordshire", "oversight/team_manager/for", "quality", of(HERTFORDSHIRE, "sections 5 and 9")),
    (
        "hertfordshire",
        "oversight/consultant_social_worker/role",
        ["consultant_social_worker"],
        of(HERTFORDSHIRE, "section 5"),
    ),
    (
        "hertfordshire",
        "oversight/consultant_social_worker/when/writer",
        ["information_advice_officer", "front_door_officer"],
        of(HERTFORDSHIRE, "section 5"),
    ),
    (
        "hertfordshire",
        "oversight/social_workers_review/when",
        {"known": False, "registered_social_worker": False},
        of(HERTFORDSHIRE, "section 4"),
    ),
    (
        "hertfordshire",
        "oversight/decision_maker/title",
        "a social care decision maker, for sections D, E, H1 and H2",
        of(HERTFORDSHIRE, "section 9"),
    ),
    ("hertfordshire", "agreement/child/when", "where_appropriate", of(HERTFORDSHIRE, "section 5")),
    ("hertfordshire", "agreement/adult/by", "child_or_young_person", of(HERTFORDSHIRE, "section 5")),
    ("hertfordshire", "agreement/adult/when", "adult", of(HERTFORDSHIRE, "section 5")),
    ("hertfordshire", "escalation/under_18", "the Designated Social Care Officer", of(HERTFORDSHIRE, "section 8")),
    (
        "hertfordshire",
        "contact_points/adult_social_care",
        "the 0-25 Together Central Team",
        of(HERTFORDSHIRE, "sections 2, 5, 6 and 7"),
    ),
    (
        "hertfordshire",
        "contact_points/front_door",
        "the information and advice officer in the Gateway Service",
        of(HERTFORDSHIRE, "sections 2, 5, 6 and 7"),
    ),
    (
        "hertfordshire",
        "contact_points/help_with_the_form",
        "a SEND Champion",
        of(HERTFORDSHIRE, "sections 2, 5, 6 and 7"),
    ),
    ("hertfordshire", "signposting", ["local_offer", "sendiass"], of(HERTFORDSHIRE, "sections 5 and 6")),
    ("hertfordshire", "abbreviations/IFST", "Intensive Family Support Team", of(HERTFORDSHIRE, "section 5")),
]
SERVICES = (
    "0-25 Together",
    "Families First",
    "Gateway Service",
    "Intensive Family Support Team",
    "HertsHELP",
    "SENDIAS",
)


@pytest.mark.parametrize(
    ("name", "setting", "value", "source"), [pytest.param(*fact, id=f"{fact[0]} {fact[1]}") for fact in FACTS]
)
def test_a_profile_says_what_its_source_says(name: str, setting: str, value: Any, source: str) -> None:
    assert (value_of(name, setting), load_profile(name).source(setting)) == (value, source)


@pytest.mark.parametrize("kind", ["existing_days", "new_days"])
@pytest.mark.parametrize("name", ["national", "swindon", "hertfordshire"])
def test_everywhere_but_in_norfolk_advice_is_due_within_six_weeks(name: str, kind: str) -> None:
    assert load_profile(name).timescales[kind] == 42


@pytest.mark.parametrize("service", SERVICES)
def test_hertfordshire_knows_its_services_by_name(service: str) -> None:
    profile = load_profile("hertfordshire")
    assert {service} <= {*profile.services} & {*profile.known_names}
    assert profile.source("services") == HERTFORDSHIRE


@pytest.mark.parametrize("name", ["national", "swindon", "norfolk"])
def test_a_document_that_asks_for_no_oversight_signposting_or_framework_gives_none(name: str) -> None:
    profile = load_profile(name)
    assert (profile.oversight, profile.signposting, dict(profile.outcome_framework)) == ((), (), {})


@pytest.mark.parametrize("name", ["swindon", "norfolk", "hertfordshire"])
def test_in_the_profiles_that_come_with_the_tool_the_legal_basis_of_a_direct_payment_decides(name: str) -> None:
    assert load_profile(name).direct_payments == "legal_basis"


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("national", "England, no council's own settings"),
        ("swindon", "Swindon Borough Council"),
        ("norfolk", "Norfolk County Council"),
        ("hertfordshire", "Hertfordshire County Council"),
    ],
)
def test_a_profile_has_the_name_people_know_the_council_by(name: str, heading: str) -> None:
    assert load_profile(name).title == heading


@pytest.mark.parametrize("name", ["national", "swindon", "norfolk", "hertfordshire"])
def test_every_setting_of_a_profile_tells_where_it_comes_from(name: str) -> None:
    resolved = resolve(name)
    for pointer, (path, line) in resolved.origins.items():
        if pointer.startswith("/sources"):
            continue
        key = next(part for part in reversed(pointer.split("/")) if not part.isdigit())
        text = Path(path).read_text(encoding="utf-8").splitlines()
        assert any(key in one for one in text[:line])
        if not pointer.rpartition("/")[2].isdigit():
            assert f"{key}:" in text[line - 1], (pointer, path, line)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"purpose": "first", "writer": "social_worker", "known": True}, ["team_manager", "decision_maker"]),
        (
            {"purpose": "first", "writer": "information_advice_officer", "known": True},
            ["team_manager", "consultant_social_worker", "decision_maker"],
        ),
        (
            {"purpose": "first", "writer": "other", "known": False, "registered_social_worker": False},
            ["team_manager", "social_workers_review", "decision_maker"],
        ),
        (
            {"purpose": "first", "writer": "other", "known": False, "registered_social_worker": True},
            ["team_manager", "decision_maker"],
        ),
        ({"purpose": "first", "writer": "other", "known": False}, ["team_manager", "decision_maker"]),
        ({"purpose": "annual_review", "writer": "information_advice_officer"}, ["team_manager", "decision_maker"]),
    ],
)
def test_hertfordshire_asks_for_oversight_in_its_own_cases(facts: dict[str, object], asked: list[str]) -> None:
    assert [one.id for one in load_profile("hertfordshire").oversight if one.holds(facts)] == asked


@pytest.mark.parametrize("name", ["national", "swindon", "norfolk", "hertfordshire"])
def test_no_profile_that_comes_with_the_tool_holds_an_address_or_a_number_to_ring(name: str) -> None:
    text = Path(resolve(name).files[0]).read_text(encoding="utf-8")
    assert "@" not in text
    assert not [word for word in text.split() if sum(one.isdigit() for one in word) > 6]
