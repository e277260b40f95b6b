"""Provision without amount or frequency (SC502), and without a provider (SC508), over whole advices and passages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Example
from tests.examples import document_of

ENTRY = {"id": "P1", "needs": ["N1"], "outcomes": ["O1"], "legal_basis": "csdpa_s2"}


def found(code: str, **entry: Any) -> tuple[Finding, ...]:
    example = Example("", "", (), {}, {"provision": [{**ENTRY, **entry}]}, ())
    report = lint(document_of(example)[0].encode(), "advice.yaml", Settings(select=(code,)))
    return tuple(one for one in report.findings if one.code == code)


def unquantified(text: str) -> bool:
    return bool(lint_text(text, "provision/description", Circumstances(), Settings(select=("SC502",))).findings)


SITTER = "A sitter for Asha."


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, True),
        ({"amount": "3 hours"}, False),
        ({"frequency": "weekly"}, False),
        ({"frequency": "regular"}, True),
        ({"amount": "to be agreed"}, True),
        ({"amount": "1:1"}, True),
        ({"amount": "two carers"}, True),
        ({"duration": "12 months"}, True),
        ({"amount": "5 window locks"}, False),
        ({"amount": "up to 4 hours"}, False),
        ({"start": "2026-11-01", "end": "2027-10-31"}, True),
    ],
    ids=str,
)
def test_the_fields_beside_the_description_count_where_they_give_figures(fields: dict[str, str], missing: bool) -> None:
    assert [one.path for one in found("SC502", description=SITTER, **fields)] == ["/provision/0"] * missing


def test_an_entry_with_no_words_at_all_says_neither() -> None:
    assert [one.path for one in found("SC502")] == ["/provision/0"]


def test_a_file_that_does_not_fit_the_schema_is_still_checked() -> None:
    assert [one.path for one in found("SC502", description=SITTER, desciption="x")] == ["/provision/0"]


@pytest.mark.parametrize(
    "text",
    [
        "A through-floor lift, installed by 31 March 2027.",
        "Two grab rails and a shower seat.",
        "A bed sensor for Asha's room.",
        "The named contact is the duty manager.",
        "If Neela is taken ill, her link carers have her to stay.",
        "A Blue Badge.",
        "She lives with her long-term foster carers.",
        "A referral to the sitting service.",
        "Two-to-one support whenever he leaves the house.",
    ],
)
def test_what_has_a_number_a_date_or_no_quantity_is_left_alone(text: str) -> None:
    assert not unquantified(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grab rails by the bath.",
        "A carer helps her to eat with her own adapted cutlery.",
        "Two carers use a hoist to move him.",
        "A contribution towards a holiday.",
        "Direct payment for a personal assistant until he is 18.",
        "A referral was made last year. A sitter will stay with him.",
    ],
)
def test_care_with_equipment_and_money_without_a_sum_are_found(text: str) -> None:
    assert unquantified(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A direct payment for a personal assistant.", "how much money"),
        ("Grab rails by the bath.", "by what date"),
        ("A sitter.", "how much support"),
    ],
)
def test_the_message_says_what_is_missing(text: str, words: str) -> None:
    (finding,) = found("SC502", description=text, provider="Linnet")
    assert finding.message.startswith("P1 does not say ")
    assert words in finding.message


@pytest.mark.parametrize(
    "entry",
    [
        {"description": "A sitter every Friday.", "provider": "Linnet"},
        {"description": "A sitter from Linnet every Friday."},
        {"description": "Her social worker visits every Friday."},
        {"description": "A sitter every Friday.", "delivery": "direct_payment"},
        {"description": "£40 a week by direct payment."},
        {"description": "The council's occupational therapist will fit one rail."},
        {"description": "Every Friday with her link carers."},
        {"description": "A sitter employed by Neela, every Friday."},
    ],
    ids=lambda entry: entry["description"],
)
def test_a_provider_in_the_field_or_the_prose_is_enough(entry: dict[str, str]) -> None:
    assert not found("SC508", **entry)


@pytest.mark.parametrize(
    "entry",
    [
        {"description": "A sitter every Friday."},
        {"description": "Asha will be taken to the park by a support worker every Friday.", "provider": ""},
        {"description": "Every Friday, 6 to 9.", "provider": "TBC"},
        {"description": "Every Friday with Neela and a helper.", "provider": "to be decided"},
        {"description": "Transport from Monday to Friday.", "provider": "n/a"},
    ],
    ids=lambda entry: entry["description"],
)
def test_a_role_alone_or_a_gap_names_nobody(entry: dict[str, str]) -> None:
    assert [one.path for one in found("SC508", **entry)] == ["/provision/0/provider"]


def test_a_bare_passage_is_never_said_to_lack_a_provider() -> None:
    report = lint_text("A sitter every Friday.", "provision/description", Circumstances(), Settings(select=("SC508",)))
    assert not report.findings


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    unquantified(text)
