"""The rules about sections and about the golden thread, over whole advices."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.kinds import placement
from sendadvice_docs.load import load
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import Example, Rule, catalogue
from sendadvice_docs.subject import Subject
from sendadvice_docs.validate import validate
from tests.examples import document_of, findings_on, merged, minimal

PLACEMENT = ("SC503", "SC504", "SC505", "SC506", "SC507", "SC510", "SC511")
THREAD = ("SC601", "SC602")
PARK = {
    "id": "P1",
    "needs": ["N1"],
    "outcomes": ["O1"],
    "description": "A support worker will go to the park with Asha for 3 hours every Saturday.",
    "legal_basis": "csdpa_s2",
    "category": "recreational_or_educational_facilities",
    "start": "2026-11-01",
    "end": "2027-10-31",
    "provider": "Short Breaks Service",
}


def found(
    patch: dict[str, Any], *, select: tuple[str, ...] = PLACEMENT + THREAD, on: str | None = None
) -> list[Finding]:
    """Return the findings of the rules here on the minimal advice with a change."""
    data = merged(minimal(), patch)
    if on:
        data["completed"] = on
    return list(lint(json.dumps(data, indent=1).encode(), "advice.json", Settings(select=select)).findings)


def codes(patch: dict[str, Any], **settings: Any) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found(patch, **settings)]


def person(born: str, *, disabled: bool | None = True) -> dict[str, Any]:
    return {"date_of_birth": born, "disabled": disabled}


# --- One code where several could speak ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        pytest.param(
            {"provision": [{**PARK, "legal_basis": "children_act_s20", "residential": True, "section": "H1"}]},
            ["SC505"],
            id="a residential break in H1",
        ),
        pytest.param(
            {"person": person("2005-02-10"), "provision": [{**PARK, "legal_basis": "care_act", "section": "H1"}]},
            ["SC507"],
            id="an adult in H1",
        ),
        pytest.param(
            {"person": person("2005-02-10"), "provision": [{**PARK, "section": "H1"}]},
            ["SC507", "SC510"],
            id="an adult in H1 under section 2: two faults, and both to mend",
        ),
        pytest.param(
            {
                "person": person("2005-02-10"),
                "provision": [{**PARK, "legal_basis": "care_act", "residential": True, "section": "H1"}],
            },
            ["SC505", "SC507"],
            id="an adult's residential break in H1",
        ),
        pytest.param({"provision": [{**PARK, "section": "H2"}]}, ["SC503"], id="section 2 in H2"),
        pytest.param(
            {"person": person("2016-02-10", disabled=False), "provision": [{**PARK, "section": "H1"}]},
            ["SC503", "SC510"],
            id="section 2 for somebody not disabled, in H1",
        ),
        pytest.param(
            {"provision": [{**PARK, "legal_basis": "children_act_s17", "section": "H1"}]},
            ["SC503", "SC511"],
            id="section 17 for a section 2 kind of service, in H1",
        ),
        pytest.param(
            {"provision": [{**PARK, "legal_basis": "care_act", "section": "H2"}]},
            ["SC510"],
            id="the Care Act for a child",
        ),
    ],
)
def test_the_rule_that_knows_more_takes_the_place_of_the_general_one(
    patch: dict[str, Any], expected: list[str]
) -> None:
    assert codes(patch) == [(code, "/provision/0") for code in expected]


def test_a_direct_payment_in_h1_is_only_worth_a_look_where_the_profile_sends_it_to_h2() -> None:
    patch = {"provision": [{**PARK, "delivery": "direct_payment", "section": "H1"}]}
    example = Example("", "", (), {}, patch, (), {"direct_payments": "h2"})
    assert [str(one.severity) for one in findings_on(example, "SC506")[1]] == ["advice"]
    assert not found(patch)


def test_the_two_ways_out_of_section_17_in_h1_do_not_contradict_each_other() -> None:
    wrong_section, wrong_law = found(
        {"provision": [{**PARK, "legal_basis": "children_act_s17", "section": "H1"}]},
    )
    for one in (wrong_section, wrong_law):
        assert "legal_basis: csdpa_s2" in one.suggestion


# --- The 18th birthday -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        pytest.param("2008-11-02", [], id="17 on its first day"),
        pytest.param("2008-11-01", ["SC507", "SC510"], id="18 on its first day"),
        pytest.param("2008-10-31", ["SC507", "SC510"], id="18 the day before"),
    ],
)
def test_age_is_reckoned_on_the_first_day_of_the_provision(born: str, expected: list[str]) -> None:
    patch = {"person": person(born), "provision": [{**PARK, "section": "H1"}]}
    assert [code for code, _ in codes(patch, select=PLACEMENT)] == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2026-10-31", [], id="the day before the birthday"),
        pytest.param("2026-11-01", ["SC507", "SC510"], id="the birthday"),
    ],
)
def test_without_a_start_age_is_reckoned_on_the_day_of_the_advice(on: str, expected: list[str]) -> None:
    entry = {key: value for key, value in PARK.items() if key not in ("start", "end")}
    patch = {"person": person("2008-11-01"), "provision": [{**entry, "section": "H1"}]}
    assert [code for code, _ in codes(patch, select=PLACEMENT, on=on)] == expected


@pytest.mark.parametrize(
    "basis", [pytest.param("csdpa_s2", id="section 2"), pytest.param("care_act", id="the Care Act")]
)
def test_with_no_day_at_all_nobody_is_called_too_old_or_too_young(basis: str) -> None:
    entry = {key: value for key, value in PARK.items() if key not in ("start", "end")}
    patch = {"person": person("2008-11-01"), "completed": None, "provision": [{**entry, "legal_basis": basis}]}
    assert not codes(patch, select=("SC507", "SC510"))


# --- Words that help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [*PLACEMENT, *THREAD])
def test_every_message_names_the_entry_and_every_suggestion_says_what_to_write(code: str) -> None:
    rule = catalogue()[code]
    for example in rule.bad:
        for one in findings_on(example, code)[1]:
            assert "(“" in one.message
            assert not set("{}") & set(one.message + one.suggestion)
            assert one.suggestion.endswith(".")
            assert "None" not in one.message


@pytest.mark.parametrize("code", [*PLACEMENT, *THREAD])
def test_every_variant_of_a_message_is_reached_by_some_example(code: str) -> None:
    rule = catalogue()[code]
    assert {case.get("variant", "") for case in rule.match["cases"]} == set(rule.messages) == set(rule.suggestions)
    said = [one.message for example in rule.bad for one in findings_on(example, code)[1]]
    for variant, message in rule.messages.items():
        form = re.compile(".*".join(map(re.escape, re.split(r"\{\w+\}", message))), re.DOTALL)
        assert any(form.fullmatch(one) for one in said), variant


def test_a_wrong_section_gives_the_ground_for_the_right_one() -> None:
    (one,) = found({"provision": [{**PARK, "section": "H2"}]})
    assert "section 2 of the Chronically Sick and Disabled Persons Act 1970" in one.message
    assert "section: H1" in one.suggestion


def test_a_provision_without_a_description_is_still_named() -> None:
    (one,) = found({"provision": [{"id": "P1", "needs": ["N1"], "legal_basis": "early_help", "section": "H1"}]})
    assert one.message.startswith("P1 (“no description yet”)")


# --- Each pattern of SC511 earns its place ----------------------------------------------------------------------------


def _patterns() -> list[tuple[str, str]]:
    (case,) = [one for one in catalogue()["SC511"].match["cases"] if "services" in one]
    return [(name, pattern) for name, patterns in case["services"].items() for pattern in patterns]


def _without(rule: Rule, name: str, pattern: str) -> Rule:
    cases = []
    for case in rule.match["cases"]:
        services = {
            category: [one for one in patterns if (category, one) != (name, pattern)]
            for category, patterns in case.get("services", {}).items()
        }
        cases.append({**case, "services": services} if services else case)
    return replace(rule, match={**rule.match, "cases": cases})


@pytest.mark.parametrize(
    ("name", "pattern"), [pytest.param(*one, id=f"{one[0]}-{number}") for number, one in enumerate(_patterns(), 1)]
)
def test_taking_a_pattern_out_loses_a_bad_example(name: str, pattern: str) -> None:
    rule = catalogue()["SC511"]
    check = placement.build(_without(rule, name, pattern))
    found_still = [[hit.path for hit in check(_subject(example))] for example in rule.bad]
    assert found_still != [list(example.at) for example in rule.bad]


def _subject(example: Example) -> Subject:
    text, _ = document_of(example)
    validated = validate(load(text.encode(), "example.yaml").documents[0])
    return Subject(validated.advice, validated.fields, validated.circumstances, load_profile("national"))


# --- The golden thread -----------------------------------------------------------------------------------------------


def test_a_provision_for_a_misspelt_need_is_not_also_called_a_provision_without_need() -> None:
    patch = {"provision": [{**PARK, "needs": ["n1"]}]}
    assert codes(patch) == [("SC601", "/needs/0"), ("SC004", "/provision/0/needs/0")]


def test_an_ending_provision_answers_its_need_up_to_its_last_day() -> None:
    patch = {"provision": [{**PARK, "start": "2025-11-01", "end": "2026-10-05", "status": "ending"}]}
    assert not codes(patch, select=THREAD, on="2026-10-05")
    (one,) = found(patch, select=THREAD, on="2026-10-06")
    assert "answered only by P1" in one.message


def test_a_provision_that_is_over_but_not_called_ending_still_answers_its_need() -> None:
    patch = {"provision": [{**PARK, "start": "2025-11-01", "end": "2026-06-30", "status": "in_place"}]}
    assert not codes(patch, select=THREAD)


def test_the_need_meant_is_guessed_from_the_outcome() -> None:
    (one,) = found({"provision": [PARK, {**PARK, "id": "P2", "needs": []}]})
    assert (one.code, one.path) == ("SC602", "/provision/1")
    assert "needs: [N1]" in one.suggestion


def test_findings_on_a_long_list_come_in_the_order_of_the_file() -> None:
    needs = [{"id": f"N{number}", "description": "A need.", "met_by": "early_help"} for number in range(1, 8)]
    ordered = found({"needs": needs, "provision": [], "outcomes": []})
    assert [one.path for one in ordered] == [f"/needs/{number}" for number in range(7)]
    assert all(first.at < second.at for first, second in pairwise(ordered))


def test_a_bare_passage_has_no_entry_and_nothing_is_said_of_one() -> None:
    settings = Settings(select=(*PLACEMENT, *THREAD))
    passage = "Two nights every month at the short break home."
    assert not lint_text(passage, "provision/description", Circumstances(), settings).findings
