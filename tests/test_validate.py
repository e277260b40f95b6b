"""What validating makes of a document: the advice, its prose and the circumstances, whatever the faults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sendadvice_docs import resources
from sendadvice_docs.load import load
from sendadvice_docs.model import Advice, PartialDate
from sendadvice_docs.validate import validate
from tests.validating import DATA, LEAST, validated, with_person

WHOLE = (DATA / "whole-advice.yaml").read_text(encoding="utf-8")
CORPUS = sorted((Path(__file__).parent / "corpus" / "advices").glob("*.yaml"))


def advice(text: str) -> Advice:
    found = validated(text)
    assert found.advice is not None, [one.message for one in found.faults]
    return found.advice


def test_the_minimal_advice_of_the_rules_has_no_faults() -> None:
    text = Path(resources.resource("checks", "minimal-advice.yaml")).read_text(encoding="utf-8")
    assert not validated(text).faults


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])
def test_every_advice_of_the_corpus_fits_the_schema(path: Path) -> None:
    loaded = load(path.read_bytes(), path.name)
    assert not loaded.faults
    assert not [(one.path, one.message) for document in loaded.documents for one in validate(document).faults]


def test_an_advice_in_json_is_the_same_as_in_yaml() -> None:
    loaded = load(
        b'{"schema_version": "1.0", "purpose": "ehc_needs_assessment", "needs": [{"id": "N1"}],'
        b' "person": {"name": "Leila Brook", "date_of_birth": "2014-04-19"}}',
        "advice.json",
    )
    assert validate(loaded.documents[0]).advice == advice(LEAST)


def test_a_faulty_document_of_a_stream_leaves_the_others_alone() -> None:
    loaded = load(f"{LEAST}---\npurpose: none\n---\n{LEAST}".encode(), "three.yaml")
    first, second, third = (validate(document) for document in loaded.documents)
    assert first.advice
    assert third.advice
    assert second.advice is None
    assert {fault.document for fault in second.faults} == {1}
    assert all(fault.at.line > 5 for fault in second.faults)


def test_a_reference_that_leads_nowhere_leaves_the_advice() -> None:
    found = validated(LEAST + "outcomes: [{id: O1, needs: [N2]}]\n")
    assert [fault.code for fault in found.faults] == ["SC004"]
    assert found.advice is not None


def test_who_should_write_can_be_told_before_there_are_needs() -> None:
    text = LEAST.replace("needs: [{id: N1}]\n", "")
    assert validated(text, needs_required=False).advice is not None
    assert validated(text).advice is None


class TestTheAdvice:
    def test_every_record_knows_its_place(self) -> None:
        whole = advice(WHOLE)
        assert whole.people[1].pointer == "/people/1"
        assert whole.needs[0].pointer == "/needs/0"
        assert whole.own_view is not None
        assert whole.own_view.pointer == "/views/child_or_young_person"
        assert whole.family_views[0].pointer == "/views/family/0"
        assert whole.previous_provision[0].pointer == "/previous_provision/0"
        assert whole.review[0].pointer == "/review/0"
        assert whole.accepted_findings[0].pointer == "/accepted_findings/0"

    def test_values_have_their_types(self) -> None:
        whole = advice(WHOLE)
        assert whole.person.date_of_birth == dt.date(2010, 4, 19)
        assert whole.person.year_group == 12
        assert whole.people[0].age == 44
        assert whole.people[0].parental_responsibility is True
        assert whole.people[1].parental_responsibility is None
        assert whole.involvement[0].start == PartialDate("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31))
        assert whole.involvement[1].start == PartialDate("unknown", None, None)
        assert whole.involvement[1].end is None
        assert whole.evidence is not None
        assert whole.evidence.assessments[0].date == PartialDate("2026-03", dt.date(2026, 3, 1), dt.date(2026, 3, 31))
        assert whole.case is not None
        assert whole.case.allocated is not None
        assert whole.case.allocated.name == "T. Marsh"
        assert whole.oversight[0].purpose == "quality"
        assert whole.information_sharing is not None
        assert whole.information_sharing.with_whom == "The coordinator and the school"
        assert whole.needs[0].consent[0].by == "child_or_young_person"
        assert whole.unmet_need is not None
        assert whole.unmet_need.referral is not None
        assert whole.unmet_need.referral.date == dt.date(2026, 9, 22)

    def test_a_text_of_several_paragraphs_keeps_them(self) -> None:
        view = advice(WHOLE).own_view
        assert view is not None
        assert "club.\n\nI don't".lower() in view.text.lower()

    def test_a_number_stands_as_text_where_text_is_wanted(self) -> None:
        whole = advice(WHOLE)
        assert whole.provision[0].amount == "3"
        assert whole.contributors[0].team == "7"

    def test_an_id_may_be_a_number_and_is_text(self) -> None:
        found = validated(LEAST.replace("id: N1", "id: 1") + 'outcomes: [{id: 2, needs: [1]}, {id: 3, needs: ["1"]}]\n')
        assert not found.faults
        assert found.advice is not None
        assert found.advice.needs[0].id == "1"
        assert [one.needs for one in found.advice.outcomes] == [("1",), ("1",)]

    def test_an_id_is_kept_as_it_is_written(self) -> None:
        assert advice(LEAST.replace("id: N1", "id: 007")).needs[0].id == "007"

    @pytest.mark.parametrize("version", ['"1.0"', "1.0", "1", "'1.0'"])
    def test_the_version_may_stand_without_quotation_marks(self, version: str) -> None:
        assert advice(LEAST.replace('"1.0"', version)).schema_version == "1.0"

    @pytest.mark.parametrize(
        ("text", "pointers"),
        [
            ("views: {family: {by: Ruth, text: Fine.}}", ["/views/family"]),
            (
                "views: {family: [{by: Ruth, text: Fine.}, {by: Noor, text: Good.}]}",
                ["/views/family/0", "/views/family/1"],
            ),
        ],
        ids=["one", "a list"],
    )
    def test_family_views_may_be_one_or_a_list(self, text: str, pointers: list[str]) -> None:
        found = validated(f"{LEAST}{text}\n")
        assert found.advice is not None
        assert [view.pointer for view in found.advice.family_views] == pointers
        assert [field.pointer for field in found.fields] == [f"{pointer}/text" for pointer in pointers]
        assert {field.name for field in found.fields} == {"views/family/text"}

    def test_oversight_may_be_one_or_a_list(self) -> None:
        assert advice(f"{LEAST}oversight: {{name: C. Dale}}\n").oversight[0].pointer == "/oversight"
        assert advice(f"{LEAST}oversight: [{{name: C. Dale}}]\n").oversight[0].pointer == "/oversight/0"

    def test_an_entry_whose_fields_are_all_empty_is_as_good_as_absent(self) -> None:
        empty = advice(
            f"{LEAST}case: {{allocated: {{name: , role: }}}}\nrequest: {{}}\npeople: [{{name: ''}}, {{name: Ruth}}]\n"
            "no_needs_identified: {basis: ''}\nviews: {child_or_young_person: {text: '  '}, family: [null]}\n"
        )
        assert (empty.case, empty.request, empty.no_needs_identified, empty.own_view) == (None, None, None, None)
        assert empty.family_views == ()
        assert [(one.pointer, one.name) for one in empty.people] == [("/people/1", "Ruth")]

    def test_a_false_is_an_answer(self) -> None:
        unmet = advice(f"{LEAST}unmet_need: {{identified: false}}\n").unmet_need
        assert unmet is not None
        assert unmet.identified is False

    @pytest.mark.parametrize("nothing", ["", " null", " ''", " []", " ~"])
    def test_nothing_in_any_form_is_absent(self, nothing: str) -> None:
        keys = ("people", "aspirations", "completed", "case", "signposting", "views", "review")
        text = LEAST + "".join(f"{key}:{nothing}\n" for key in keys)
        assert advice(text) == advice(LEAST)


class TestTheFields:
    def test_prose_comes_in_the_order_of_the_document_without_what_is_empty(self) -> None:
        found = validated(
            f"{LEAST}going_well: Swims.\nsignposting: [Local Offer, '', SENDIASS]\naspirations: ' '\n"
            "difficulties: null\ninformal_support: An aunt.\n"
        )
        assert [(field.pointer, field.name, field.text) for field in found.fields] == [
            ("/going_well", "going_well", "Swims."),
            ("/signposting/0", "signposting", "Local Offer"),
            ("/signposting/2", "signposting", "SENDIASS"),
            ("/informal_support", "informal_support", "An aunt."),
        ]

    def test_names_ids_and_set_values_are_no_prose(self) -> None:
        found = validated(WHOLE)
        names = {field.name for field in found.fields}
        assert not names & {"person/name", "needs/id", "needs/area", "needs/source", "author/team", "people/relation"}

    def test_every_marked_field_of_the_whole_advice_is_found(self) -> None:
        from sendadvice_docs.contract import prose_field_names

        names = {field.name for field in validated(WHOLE).fields}
        left_empty = {"views/child_or_young_person/not_obtained_because", "views/family/not_obtained_because"}
        assert names == set(prose_field_names()) - left_empty

    def test_prose_is_read_in_spite_of_faults(self) -> None:
        found = validated(
            "purpose: nothing like it\nperson: [x]\nneeds: {description: Sees nobody., linked_to: [Signs., Few do.]}\n"
            "outcomes: [{description: Sees friends., nonsense: 3}]\naspirations: [To dance.]\n"
        )
        assert found.advice is None
        assert [(field.pointer, field.name, field.text) for field in found.fields] == [
            ("/needs/description", "needs/description", "Sees nobody."),
            ("/needs/linked_to/0", "needs/linked_to", "Signs."),
            ("/needs/linked_to/1", "needs/linked_to", "Few do."),
            ("/outcomes/0/description", "outcomes/description", "Sees friends."),
            ("/aspirations/0", "aspirations", "To dance."),
        ]

    def test_a_field_knows_where_its_words_stand(self) -> None:
        found = validated(f'{LEAST}going_well: "She \\"sings\\"."\n')
        (field,) = found.fields
        span = field.prose.locate(field.text.index("sings"), field.text.index("sings") + 5)
        assert found.document.source.text[span.start : span.end] == "sings"


class TestTheCircumstances:
    def test_they_hold_what_rules_about_words_may_know(self) -> None:
        known = validated(WHOLE).circumstances
        assert (known.name, known.preferred_name, known.pronouns) == ("Leila Brook", "Lee", "they/them")
        assert known.date_of_birth == dt.date(2010, 4, 19)
        assert known.year_group == 12
        assert known.on == dt.date(2026, 10, 1)
        assert (known.purpose, known.living, known.setting) == ("annual_review", "shared", "Hill Lane School")
        assert [(one.pointer, one.name, one.relation) for one in known.people] == [
            ("/people/0", "Ruth Brook", "mother"),
            ("/people/1", "Noor Brook", "sister"),
        ]
        assert known.professionals == ("T. Marsh", "B. Field", "C. Dale")
        assert known.known_names == ("Marble", "Lantern Club")

    def test_they_are_read_from_what_is_readable(self) -> None:
        known = validated(
            "purpose: [x]\ncompleted: soon\nauthor: T. Marsh\noversight: {name: C. Dale}\nknown_names: Marble\n"
            "people: [Ruth, {relation: mother}, {name: Noor, age: nine}]\n"
            "person: {name: [Leila], pronouns: hers, date_of_birth: 2010-02-31, year_group: Year 9, living: 3, x: 1}\n"
        ).circumstances
        assert (known.name, known.pronouns, known.purpose, known.living) == ("", "", "", "")
        assert (known.date_of_birth, known.year_group, known.on) == (None, None, None)
        assert [(one.pointer, one.name, one.age) for one in known.people] == [("/people/2", "Noor", None)]
        assert known.professionals == ("C. Dale",)
        assert known.known_names == ("Marble",)

    @pytest.mark.parametrize("year", [-2, 0, 14, "beyond_school"])
    def test_the_year_group_is_as_given(self, year: int | str) -> None:
        assert validated(with_person(f"year_group: {year}")).circumstances.year_group == year
