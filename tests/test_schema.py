"""The schema of an advice: well formed, explained, closed, and as wide as the format says."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from sendadvice_docs import model
from sendadvice_docs.contract import Place, contract, prose_field_names
from sendadvice_docs.datafile import read_data, schema
from tests.validating import DATA, LEAST, validated, with_person

ADVICE = schema("advice")
DEFINITIONS = ADVICE["$defs"]
PLACES = [contract(), *contract().inside()]
FIELDS = [place for place in PLACES if place.name]


def _schemas(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema within a schema, with its path."""
    yield path, data
    for word in ("properties", "$defs"):
        for key, inner in data.get(word, {}).items():
            yield from _schemas(inner, f"{path}/{word}/{key}")
    if "items" in data:
        yield from _schemas(data["items"], f"{path}/items")


SCHEMAS = dict(_schemas(ADVICE))
EXPLAINED = {path: data for path, data in SCHEMAS.items() if path.split("/")[-2:-1] in (["properties"], ["$defs"])}


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(ADVICE)
    assert ADVICE["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ADVICE["$id"]


def test_every_field_has_a_title_and_a_description_in_words() -> None:
    for path, data in EXPLAINED.items():
        assert data["title"][0].isupper(), path
        assert "_" not in data["title"], path
        assert data["description"].endswith("."), path


def test_every_object_is_closed() -> None:
    for path, data in SCHEMAS.items():
        assert ("properties" in data) == (data.get("additionalProperties") is False), path
        assert ("object" in data.get("type", ())) <= ("properties" in data or "$ref" in data), path


def test_every_value_of_a_set_has_its_meaning() -> None:
    for path, data in SCHEMAS.items():
        assert len(data.get("enum", ())) == len(data.get("enumDescriptions", ())), path


def test_the_schema_refers_to_itself_alone_and_to_what_is_there() -> None:
    for path, data in SCHEMAS.items():
        target = data.get("$ref", "#/$defs/need")
        assert target.startswith("#/$defs/"), path
        assert target.removeprefix("#/$defs/") in DEFINITIONS, path


def test_only_words_stand_beside_a_reference() -> None:
    # Editors that complete fields lose sight of what a field holds where a constraint stands beside a reference.
    for path, data in SCHEMAS.items():
        assert "$ref" not in data or set(data) <= {"$ref", "title", "description"}, path
        assert "$ref" in data or "type" in data or "enum" in data, path


def test_one_entry_has_the_fields_of_each_in_a_list() -> None:
    for place in PLACES:
        if place.fields and place.entry is not None:
            assert list(place.fields) == list(place.entry.fields), place.name
            for key, field in place.fields.items():
                other = place.entry.fields[key]
                assert (field.title, field.types, field.values, field.prose, field.also_called) == (
                    (other.title, other.types, other.values, other.prose, other.also_called)
                ), field.name


def test_an_editor_fills_in_nothing_but_ids() -> None:
    # Where there is one example, completing a field writes it in; an invented fact would then be left in an advice.
    for path, data in SCHEMAS.items():
        if len(data.get("examples", ())) == 1:
            assert path.rpartition("/")[2] in {"id", "needs", "outcomes", "provision"}, path


def test_other_names_are_of_fields_there_are() -> None:
    for path, data in SCHEMAS.items():
        assert set(data.get("x-also-called", ())) <= set(data.get("properties", ())), path


def test_no_choice_between_shapes_can_make_noise() -> None:
    for path, data in SCHEMAS.items():
        assert not {"oneOf", "anyOf", "allOf", "not", "if"} & set(data), path


def test_only_what_the_format_requires_is_required() -> None:
    required = {f"{place.name}/{key}".lstrip("/") for place in PLACES for key in place.required}
    assert required == {
        "schema_version",
        "purpose",
        "person",
        "person/name",
        "person/date_of_birth",
        "needs/id",
        "outcomes/id",
        "provision/id",
    }


def _spelt_out(field: Place, value: object) -> dict[str, Any]:
    """Return the least advice as data with one value set at a field, entries made on the way."""
    data: dict[str, Any] = {
        "schema_version": "1.0",
        "purpose": "annual_review",
        "person": {"name": "Leila Brook", "date_of_birth": "2014-04-19"},
        "needs": [{"id": "N1"}],
    }
    keys = field.name.split("/")
    here, place = data, contract()
    for key in keys[:-1]:
        place = place.fields[key]
        inner = here.get(key) or ([{}] if place.is_list else {})
        here[key] = inner
        here = inner[0] if isinstance(inner, list) else inner
        if place.is_list and place.entry is not None:
            place = place.entry
            if "id" in place.required:
                here.setdefault("id", "X1")
    here[keys[-1]] = value
    return data


REQUIRED = {"schema_version", "purpose", "person", "person/name", "person/date_of_birth"}
OPTIONAL = [field for field in {one.name: one for one in reversed(FIELDS)}.values() if field.name not in REQUIRED]
OPTIONAL = [field for field in OPTIONAL if field.name not in {"needs/id", "outcomes/id", "provision/id", "$schema"}]


def test_an_editor_accepts_nothing_in_any_field_that_may_be_left_out() -> None:
    validator = jsonschema.Draft202012Validator(ADVICE)
    for field in OPTIONAL:
        for nothing in (None, "") if "string" in field.types or field.values else (None,):
            assert validator.is_valid(_spelt_out(field, nothing)), (field.name, nothing)


@pytest.mark.parametrize("nothing", [None, "", "  ", []], ids=["null", "empty text", "blanks", "empty list"])
def test_nothing_in_any_form_means_absent_in_every_field(nothing: object) -> None:
    for field in OPTIONAL:
        found = validated(json.dumps(_spelt_out(field, nothing)), needs_required=False)
        assert not found.faults, field.name
        assert found.advice is not None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("purpose", "ehc_needs_assessment reassessment annual_review"),
        ("request/kind", "existing new"),
        ("request/exception/kind", "exceptional_circumstances absence missed_appointment"),
        ("person/pronouns", "he/him she/her they/them"),
        ("person/living", "family foster_care residential supported own_home shared"),
        (
            "person/statuses",
            (
                "child_in_need child_protection looked_after previously_looked_after care_leaver early_help "
                "short_breaks_only adult_social_care youth_justice none"
            ),
        ),
        ("people/carer", "main shared young"),
        ("people/carers_assessment", "offered declined completed"),
        ("case/adult_services", "none in_receipt allocated declined"),
        ("case/front_door_assessment", "not_needed early_help social_work"),
        (
            "author/role",
            (
                "social_worker early_help_worker lead_professional family_practitioner pfa_practitioner "
                "personal_advisor adult_social_worker front_door_officer information_advice_officer duty_worker "
                "team_manager consultant_social_worker ehcp_coordinator setting person_who_knows_them other"
            ),
        ),
        ("oversight/for", "advice quality plan"),
        ("agreement/by", "parent child_or_young_person representative advocate local_authority"),
        ("information_sharing/decision", "share share_in_part withhold"),
        (
            "other_plans/kind",
            (
                "child_in_need child_protection care pathway personal_education special_guardianship care_and_support "
                "early_help other"
            ),
        ),
        (
            "involvement/service",
            "childrens_social_care early_help adult_social_care youth_justice short_breaks other",
        ),
        (
            "involvement/kind",
            (
                "child_in_need child_protection looked_after assessment referral early_help_plan short_breaks "
                "care_act_assessment strategy_or_section_47 other"
            ),
        ),
        ("needs/area", "home community family friendships safety independence"),
        ("needs/met_by", "local_authority early_help universal family health education"),
        ("needs/pfa", "employment independent_living community_inclusion health"),
        (
            "provision/legal_basis",
            (
                "csdpa_s2 parent_carer_assessment children_act_s17 children_act_s20 care_plan care_act early_help "
                "safeguarding special_guardianship adoption_support leaving_care other"
            ),
        ),
        (
            "provision/category",
            (
                "practical_assistance_in_home recreational_or_educational_facilities travel_to_facilities "
                "home_adaptations holidays meals telephone_or_special_equipment non_residential_short_breaks"
            ),
        ),
        ("provision/delivery", "in_house commissioned direct_payment"),
        ("provision/status", "proposed agreed in_place changed ending"),
        ("provision/section", "H1 H2"),
        (
            "preparation_for_adulthood/transition/transition_assessment",
            "not_yet_due requested in_progress completed declined not_needed",
        ),
        ("review/decision", "continue change end"),
    ],
)
def test_a_field_takes_exactly_the_values_of_the_format(name: str, values: str) -> None:
    place = next(one for one in FIELDS if one.name == name)
    if place.entry is not None and not place.values:
        place = place.entry
    assert list(place.values) == values.split()


def test_every_year_group_is_accepted() -> None:
    for year in (*range(-2, 15), "beyond_school"):
        advice = validated(with_person(f"year_group: {year}")).advice
        assert advice is not None
        assert advice.person.year_group == year


def test_an_advice_with_every_field_there_is_is_accepted() -> None:
    found = validated((DATA / "whole-advice.yaml").read_text(encoding="utf-8"))
    assert not found.faults
    assert found.advice is not None


def test_that_advice_leaves_no_field_out() -> None:
    data = read_data(str(DATA / "whole-advice.yaml"))

    def names(value: Any, name: str) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield f"{name}/{key}".lstrip("/")
                yield from names(inner, f"{name}/{key}".lstrip("/"))
        elif isinstance(value, list):
            for inner in value:
                yield from names(inner, name)

    assert set(names(data, "")) == {field.name for field in FIELDS}


def test_an_editor_accepts_that_advice_too() -> None:
    jsonschema.validate(read_data(str(DATA / "whole-advice.yaml")), ADVICE, jsonschema.Draft202012Validator)


#: A record of the model, and where its fields stand; `pointer` is not in the file.
RECORDS = {
    "Advice": "",
    "Professional": "author",
    "RequestException": "request/exception",
    "Request": "request",
    "Person": "person",
    "Relative": "people",
    "Case": "case",
    "Oversight": "oversight",
    "Agreement": "agreement",
    "InformationSharing": "information_sharing",
    "Conversation": "evidence/spoken_to",
    "Assessment": "evidence/assessments",
    "Evidence": "evidence",
    "OtherPlan": "other_plans",
    "Involvement": "involvement",
    "View": "views/family",
    "Consent": "needs/consent",
    "Need": "needs",
    "Outcome": "outcomes",
    "Provision": "provision",
    "Transition": "preparation_for_adulthood/transition",
    "PreparationForAdulthood": "preparation_for_adulthood",
    "CareAndSupportPlan": "care_and_support_plan",
    "NoNeedsIdentified": "no_needs_identified",
    "Referral": "unmet_need/referral",
    "UnmetNeed": "unmet_need",
    "ProvisionReview": "review",
    "AcceptedFinding": "accepted_findings",
}
RENAMED = {
    ("Oversight", "purpose"): "for",
    ("InformationSharing", "with_whom"): "with",
    ("Advice", "own_view"): "views",
    ("Advice", "family_views"): "views",
}


@pytest.mark.parametrize("record", RECORDS)
def test_the_model_holds_every_field_of_the_schema(record: str) -> None:
    name = RECORDS[record]
    place = next(one for one in PLACES if one.name == name and one.fields)
    held = {field.name for field in dataclasses.fields(getattr(model, record))} - {"pointer"}
    assert {RENAMED.get((record, field), field) for field in held} == set(place.fields) - {"$schema"}


def test_every_text_a_worker_writes_is_read_as_prose() -> None:
    assert set(prose_field_names()) == {
        "request/exception/reason",
        "person/send",
        "person/communication",
        "agreement/reason",
        "information_sharing/with",
        "information_sharing/withheld",
        "information_sharing/reason",
        "evidence/records_read",
        "evidence/spoken_to/how",
        "evidence/assessments/kind",
        "involvement/summary",
        "involvement/relevance",
        "views/child_or_young_person/text",
        "views/child_or_young_person/how",
        "views/child_or_young_person/not_obtained_because",
        "views/family/text",
        "views/family/how",
        "views/family/not_obtained_because",
        "aspirations",
        "going_well",
        "difficulties",
        "informal_support",
        *(f"needs/{key}" for key in ("description", "linked_to", "impact_on_child", "impact_on_family")),
        "outcomes/description",
        *(
            f"{which}/{key}"
            for which in ("provision", "previous_provision")
            for key in ("description", "amount", "frequency", "duration", "provider")
        ),
        *(
            f"preparation_for_adulthood/{key}"
            for key in ("employment", "independent_living", "community_inclusion", "health", "transition/reason")
        ),
        "no_needs_identified/basis",
        "unmet_need/description",
        "unmet_need/told",
        "signposting",
        "review/difference_made",
        "review/progress",
        "accepted_findings/reason",
    }


def test_no_two_fields_of_an_entry_are_known_by_the_same_other_name() -> None:
    for place in PLACES:
        names = [*place.fields, *(name for field in place.fields.values() for name in field.also_called)]
        assert len(names) == len(set(names)), place.name


def test_the_least_advice_is_accepted() -> None:
    assert not validated(LEAST).faults
