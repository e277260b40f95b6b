"""Ids that lead nowhere, and ids that stand twice (SC004)."""

from __future__ import annotations

import pytest

from tests.validating import LEAST, fault, faults, passage, validated

LINKED = """\
schema_version: "1.0"
purpose: annual_review
person: {name: Leila Brook, date_of_birth: 2014-04-19}
needs:
  - id: N1
  - id: N2
outcomes:
  - {id: O1, needs: [N1, N2]}
provision:
  - {id: P1, needs: [N1], outcomes: [O1], replaces: Q1}
previous_provision:
  - {id: Q1, needs: [A1], outcomes: [A2], replaces: A3}
review:
  - {provision: P1}
  - {provision: Q1}
"""


def test_references_that_lead_somewhere_are_no_fault() -> None:
    assert not faults(LINKED)


@pytest.mark.parametrize(
    ("before", "after", "path", "message", "suggestion"),
    [
        (
            "{id: O1, needs: [N1, N2]}",
            "{id: O1, needs: [N1, N3]}",
            "/outcomes/0/needs/1",
            "There is no need with the id “N3”.",
            "Write the id of one that is there: N1, N2.",
        ),
        (
            "{id: P1, needs: [N1]",
            "{id: P1, needs: [n2]",
            "/provision/0/needs/0",
            "There is no need with the id “n2”.",
            "Write the id of one that is there: N2, N1.",
        ),
        (
            "{id: P1, needs: [N1]",
            "{id: P1, needs: [O1]",
            "/provision/0/needs/0",
            "It is the id of an entry of “outcomes”.",
            "Write the id of one that is there: N1, N2.",
        ),
        (
            "outcomes: [O1]",
            "outcomes: [O9]",
            "/provision/0/outcomes/0",
            "There is no outcome with the id “O9”.",
            "Write the id of one that is there: O1.",
        ),
        (
            "replaces: Q1",
            "replaces: P1",
            "/provision/0/replaces",
            "There is no earlier provision with the id “P1”. It is the id of an entry of “provision”.",
            "Write the id of one that is there: Q1.",
        ),
        (
            "{provision: Q1}",
            "{provision: Q2}",
            "/review/1/provision",
            "There is no provision or earlier provision with the id “Q2”.",
            "Write the id of one that is there: Q1, P1.",
        ),
    ],
    ids=["outcome to need", "small letter", "wrong kind", "provision to outcome", "replaces", "review"],
)
def test_a_reference_that_leads_nowhere_is_found_at_its_own_place(
    before: str, after: str, path: str, message: str, suggestion: str
) -> None:
    text = LINKED.replace(before, after)
    one = fault(text)
    assert (one.code, one.path) == ("SC004", path)
    assert passage(text, one) in after
    assert message in one.message
    assert suggestion in one.suggestion


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("id: N2", "id: N1", "/needs/1/id"),
        ("{id: O1, needs: [N1, N2]}", "{id: O1}\n  - {id: O1, needs: [N1, N2]}", "/outcomes/1/id"),
        ("{id: P1, needs", "{id: P1}\n  - {id: P1, needs", "/provision/1/id"),
        ("{id: Q1, needs", "{id: Q1}\n  - {id: Q1, needs", "/previous_provision/1/id"),
    ],
    ids=["needs", "outcomes", "provision", "previous provision"],
)
def test_an_id_that_stands_twice_is_found_at_the_later_place(before: str, after: str, path: str) -> None:
    found = [one for one in faults(LINKED.replace(before, after)) if "already the id" in one.message]
    assert [(one.code, one.path) for one in found] == [("SC004", path)]


def test_the_first_of_two_like_ids_is_named_by_its_line_and_a_free_id_is_offered() -> None:
    one = next(one for one in faults(LINKED.replace("id: N2", "id: N1")) if one.path == "/needs/1/id")
    assert one.message == "“N1” is already the id of another need, on line 5."
    assert "such as N2" in one.suggestion


def test_the_same_id_may_stand_in_different_lists() -> None:
    text = LINKED.replace("Q1", "P1").replace("O1", "N1")
    assert not faults(text)


def test_nothing_is_said_of_references_where_the_list_they_lead_to_is_misspelt() -> None:
    found = faults(LINKED.replace("needs:\n", "need:\n"))
    assert [one.path for one in found] == ["/need"]


def test_nothing_is_said_of_references_to_a_list_that_cannot_be_read() -> None:
    found = faults(
        LINKED.replace(
            "previous_provision:\n  - {id: Q1, needs: [A1], outcomes: [A2], replaces: A3}",
            "previous_provision: as before",
        )
    )
    assert [one.path for one in found] == ["/previous_provision"]


def test_an_entry_without_an_id_is_offered_the_one_that_is_asked_for() -> None:
    found = {one.path: one for one in faults(LINKED.replace("- id: N2", "- description: x"))}
    assert set(found) == {"/needs/1/id", "/outcomes/0/needs/1"}
    assert "give it the id N2" in found["/outcomes/0/needs/1"].suggestion
    assert "id: N2" in found["/needs/1/id"].suggestion


def test_a_reference_to_a_list_that_is_not_there_says_so() -> None:
    one = fault(LEAST + "provision: [{id: P1, replaces: Q1}]\n")
    assert one.suggestion == "Add the entry under “previous_provision” with this id, or take the reference out."


def test_paths_of_accepted_findings_are_no_references() -> None:
    assert not faults(LEAST + "accepted_findings: [{code: SC501, path: /provision/9/description, reason: x, by: y}]\n")


def test_a_thousand_ids_take_no_long_time_and_few_are_listed() -> None:
    needs = ", ".join(f"{{id: N{number}}}" for number in range(1000))
    lost = ", ".join(f"M{number}" for number in range(1000))
    text = LEAST.replace("[{id: N1}]", f"[{needs}]") + f"outcomes: [{{id: O1, needs: [{lost}]}}]\n"
    found = validated(text).faults
    assert len(found) == 1000
    assert max(len(one.suggestion) for one in found) < 200
