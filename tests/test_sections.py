"""What will stand in sections D, E, H1 and H2, as data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from sendadvice_docs import labels
from sendadvice_docs.datafile import schema
from sendadvice_docs.model import (
    Advice,
    CareAndSupportPlan,
    Need,
    NoNeedsIdentified,
    Outcome,
    Person,
    Provision,
    ProvisionReview,
)
from sendadvice_docs.profile import load_profile
from sendadvice_docs.routing import ROWS
from sendadvice_docs.sections import fragment

NATIONAL = load_profile("national")
CHILD = Person("Asha Verma", dt.date(2016, 2, 10), disabled=True)
#: 18 on 12 June 2027.
NEARLY_18 = Person("Kezia Ballantyne", dt.date(2009, 6, 12), preferred_name="Kez", disabled=True)
ADULT = Person("Rowan Sheldrake", dt.date(2006, 3, 29), disabled=True)
ON = dt.date(2026, 10, 5)
RELATED = Need("/needs/0", "N1", related_to_send=True)


def provided(**facts: Any) -> Provision:
    """Return a provision of the coming year for need N1, with the facts given."""
    usual: dict[str, Any] = {"needs": ("N1",), "start": dt.date(2026, 11, 1), "end": dt.date(2027, 10, 31)}
    return Provision("/provision/0", "P1", **{**usual, **facts})


def advice(**parts: Any) -> Advice:
    return Advice("1.0", "ehc_needs_assessment", parts.pop("person", CHILD), **parts)


def checked(data: dict[str, Any]) -> dict[str, Any]:
    """Return fragment data that fits its schema and survives a round trip through JSON."""
    jsonschema.Draft202012Validator(schema("fragment")).validate(data)
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    return data


def test_the_fragment_schema_is_a_schema_with_words_for_whoever_writes_a_template() -> None:
    root = schema("fragment")
    jsonschema.Draft202012Validator.check_schema(root)

    def walk(node: Any, path: str) -> Iterator[str]:
        if not isinstance(node, dict):
            return
        for name, one in node.get("properties", {}).items():
            if "$ref" not in one and not (one.get("title") and one.get("description")):
                yield f"{path}/{name} lacks a title or a description"
            yield from walk(one, f"{path}/{name}")
        if "properties" in node and node.get("additionalProperties") is not False:
            yield f"{path} is open"
        yield from walk(node.get("items"), f"{path}[]")
        for name, one in node.get("$defs", {}).items():
            yield from walk(one, name)

    assert not list(walk(root, ""))


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        pytest.param("needs/area", labels.AREAS, id="areas of life"),
        pytest.param("needs/met_by", labels.MET_BY, id="who meets a need"),
        pytest.param("needs/pfa", labels.PFA, id="preparing for adulthood"),
        pytest.param("provision/legal_basis", labels.LEGAL_BASES, id="legal bases"),
        pytest.param("provision/category", labels.CATEGORIES, id="section 2 categories"),
        pytest.param("provision/delivery", labels.DELIVERIES, id="ways of delivery"),
        pytest.param("provision/status", labels.STATUSES, id="statuses"),
        pytest.param("purpose", labels.PURPOSES, id="purposes"),
        pytest.param("author/role", labels.ROLES, id="roles"),
        pytest.param(
            "preparation_for_adulthood/transition/transition_assessment",
            labels.TRANSITION_ASSESSMENTS,
            id="transition assessments",
        ),
        pytest.param("review/decision", labels.DECISIONS, id="decisions"),
    ],
)
def test_every_code_of_the_advice_format_has_words_to_print(pointer: str, words: Mapping[str, str]) -> None:
    root = schema("advice")

    def resolved(one: dict[str, Any]) -> dict[str, Any]:
        return {**root["$defs"][one["$ref"].rpartition("/")[2]], **one} if "$ref" in one else one

    node = root
    for part in pointer.split("/"):
        node = resolved(resolved(node.get("items", node))["properties"][part])
    codes = resolved(node.get("items", node))["enum"]
    assert {code for code in codes if code} == {code for code in words if code}


def test_the_fragment_schema_knows_the_rows_of_the_table() -> None:
    assert schema("fragment")["$defs"]["ground"]["properties"]["row"]["enum"] == list(ROWS)


def test_an_advice_with_nothing_in_it_gives_the_profiles_words_for_empty_sections() -> None:
    data = checked(fragment(advice(no_needs_identified=NoNeedsIdentified("Spoke with both parents.")), NATIONAL, ON))
    assert data["D"]["needs"] == []
    assert data["D"]["no_needs_identified"] == "Spoke with both parents."
    assert data["D"]["empty_text"] == NATIONAL.wording["empty_D"]
    assert data["H1"] == {"provision": [], "empty_text": NATIONAL.wording["empty_H1"]}
    assert data["H2"]["empty_text"] == NATIONAL.wording["empty_H2"]


def test_an_empty_h1_of_an_adult_says_that_it_is_for_those_under_18() -> None:
    data = checked(fragment(advice(person=ADULT, care_and_support_plan=CareAndSupportPlan(ON, None)), NATIONAL, ON))
    assert data["H1"]["empty_text"] == NATIONAL.wording["empty_H1_adult"]
    assert data["H2"]["care_and_support_plan"]["date_words"] == "5 October 2026"
    assert data["H2"]["care_and_support_plan"]["eligible"] is None


def test_a_period_that_spans_the_birthday_stands_in_both_sections_with_its_dates() -> None:
    one = provided(legal_basis="csdpa_s2", category="holidays")
    data = checked(fragment(advice(person=NEARLY_18, needs=(RELATED,), provision=(one,)), NATIONAL, ON))
    (first,), (second,) = data["H1"]["provision"], data["H2"]["provision"]
    assert first["id"] == second["id"] == "P1"
    assert first["period"] == "1 November 2026 to 11 June 2027"
    assert second["period"] == "12 June 2027 to 31 October 2027"
    assert data["D"]["needs"][0]["provision"][0]["sections"] == ["H1", "H2"]
    # Section 2 is law for children: the plan must not name it for the time as an adult.
    assert first["legal_basis"] == "csdpa_s2"
    assert (second["legal_basis"], second["category"], second["category_words"]) == ("", "", "")
    assert "Care Act 2014" in second["legal_basis_words"]


def test_after_the_birthday_only_the_part_as_an_adult_is_printed() -> None:
    one = provided(legal_basis="csdpa_s2")
    data = fragment(advice(person=NEARLY_18, provision=(one,)), NATIONAL, dt.date(2027, 6, 12))
    assert data["H1"]["provision"] == []
    assert [entry["part"] for entry in data["H2"]["provision"]] == ["from_18"]


def test_references_are_resolved_both_ways_and_one_that_leads_nowhere_keeps_its_id() -> None:
    need = Need("/needs/0", "N1", description="An adult beside her.")
    outcome = Outcome("/outcomes/0", "O1", ("N1", "N9"), "An hour at the park.", framework=("be_safe", "be_odd"))
    one = provided(legal_basis="csdpa_s2", outcomes=("O1",), description="A support worker.", replaces="Q1")
    before = Provision("/previous_provision/0", "Q1", description="A play scheme.")
    nameless = Provision("/previous_provision/1", "", description="Something without an id.")
    profile = replace(NATIONAL, outcome_framework={"be_safe": "Be Safe"})
    data = checked(
        fragment(
            advice(
                needs=(need,),
                outcomes=(outcome,),
                provision=(one,),
                previous_provision=(before, nameless),
                review=(ProvisionReview("/review/0", "Q1", "She went."), ProvisionReview("/review/1", "", "More.")),
            ),
            profile,
            ON,
        )
    )
    (entry,) = data["H1"]["provision"]
    assert entry["needs"] == [{"id": "N1", "text": "An adult beside her."}]
    assert entry["outcomes"] == [{"id": "O1", "text": "An hour at the park."}]
    assert entry["replaces"] == {"id": "Q1", "text": "A play scheme."}
    (reached,) = data["E"]["outcomes"]
    assert reached["needs"] == [{"id": "N1", "text": "An adult beside her."}, {"id": "N9", "text": ""}]
    assert reached["provision"] == [{"id": "P1", "text": "A support worker."}]
    assert reached["framework"] == [{"id": "be_safe", "text": "Be Safe"}, {"id": "be_odd", "text": "be_odd"}]
    assert data["D"]["needs"][0]["outcomes"] == [{"id": "O1", "text": "An hour at the park."}]
    assert [one["provision"]["text"] for one in data["D"]["review"]] == ["A play scheme.", ""]


def test_needs_are_grouped_by_area_in_the_order_in_which_the_advice_speaks_of_them() -> None:
    needs = tuple(
        Need(f"/needs/{number}", f"N{number}", area) for number, area in enumerate(["safety", "home", "", "safety"])
    )
    areas = fragment(advice(needs=needs), NATIONAL, ON)["D"]["areas"]
    assert [(one["area"], [need["id"] for need in one["needs"]]) for one in areas] == [
        ("safety", ["N0", "N3"]),
        ("home", ["N1"]),
        ("", ["N2"]),
    ]
    assert all(one["title"] for one in areas)


def test_the_same_advice_gives_the_same_fragment() -> None:
    one = advice(person=NEARLY_18, needs=(RELATED,), provision=(provided(legal_basis="csdpa_s2"),))
    assert json.dumps(fragment(one, NATIONAL, ON)) == json.dumps(fragment(one, NATIONAL, ON))
