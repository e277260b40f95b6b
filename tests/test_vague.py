"""Words that commit nobody (SC501): what is found, what excuses it, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.excuses import EXCUSES
from sendadvice_docs.finding import Finding
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import catalogue
from tests.examples import document_of
from tests.examples import minimal_text as minimal_advice

ONLY = Settings(select=("SC501",))
DESCRIPTION = "provision/description"


def found(text: str, field: str = DESCRIPTION, name: str = "Owen Price") -> list[str | None]:
    return [one.quote for one in findings(text, field, name)]


def findings(text: str, field: str = DESCRIPTION, name: str = "Owen Price") -> tuple[Finding, ...]:
    return lint_text(text, field, Circumstances(name=name), ONLY).findings


def test_words_near_each_other_in_one_statement_are_one_finding() -> None:
    assert found("Regular opportunities to go out as appropriate.") == [
        "Regular opportunities to go out as appropriate"
    ]


def test_list_items_are_found_one_by_one() -> None:
    assert found("- sitting - ad hoc\n- outings - from time to time") == ["ad hoc", "from time to time"]


@pytest.mark.parametrize(
    ("vague", "firm"),
    [
        ("Regular visits by a worker.", "Regular visits by a worker, each Monday at 5."),
        ("Access to a youth group.", "Access to a youth group every Tuesday from 6 to 8."),
        ("A carer for up to six hours.", "A carer for at least four and up to six hours a week."),
        ("Care as required.", "Care as required, that is whenever his mother is in hospital."),
        ("Overnight stays.\nSome respite.", "Overnight stays.\nSome respite: two nights a month."),
        ("He can ring the duty worker.", "A worker visits every Monday. He can ring the duty worker."),
        ("A sitter where possible.", "Three hours each Saturday with the same sitter where possible."),
        ("Opportunities to make friends.", "Two hours each Friday, so that he has opportunities to make friends."),
        ("Help to wash as needed.", "A carer visits at 8 every morning to help him to wash as needed."),
        ("Owen might come along.", "Two hours on Sundays with a worker. Owen might choose the pool."),
    ],
)
def test_a_vague_word_is_excused_by_what_makes_it_firm(vague: str, firm: str) -> None:
    assert found(vague)
    assert not found(firm)


@pytest.mark.parametrize(
    "text",
    [
        "Two hours every Thursday, staffing permitting.",
        "3 hours each Saturday, subject to funding.",
        "A worker should ideally take him out two evenings a week.",
        "A sitter could be offered on Friday evenings, 6 to 9.",
        "Personal care mornings and evenings as appropriate.",
        "Every Saturday, 10 to 2, if possible.",
        "Two nights a month, plus some extra sessions in the holidays.",
    ],
)
def test_a_quantity_does_not_mend_a_condition_or_a_hope(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'His mother wrote "a break now and then". Two nights a month at the lodge.',
        "His mother said that regular respite would help. Two nights a month at the lodge.",
    ],
    ids=["quoted", "reported"],
)
def test_the_familys_own_words_are_left_alone(text: str) -> None:
    assert not found(text)


def test_what_the_worker_adds_to_a_view_is_not() -> None:
    assert found("His mother wants a break. The team will offer regular respite.") == ["regular respite"]


@pytest.mark.parametrize("field", ["needs/description", "outcomes/description", "views/family/text", "going_well"])
def test_other_fields_are_out_of_scope(field: str) -> None:
    assert not found("Regular support as and when would help.", field)


@pytest.mark.parametrize("text", ["Suport as requierd.", "Acces to a club.", "Help where posible."])
def test_a_slip_of_the_pen_makes_no_difference(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    ("field", "text", "vague"),
    [
        ("provision/amount", "flexible", True),
        ("provision/amount", "12 hours, used flexibly", False),
        ("provision/frequency", "when available", True),
        ("provision/frequency", "every week, days vary", False),
        ("provision/duration", "for as long as needed", True),
        ("provision/duration", "until 31 August 2027", False),
        ("provision/provider", "an appropriate agency", True),
        ("provision/provider", "Agency commissioned by the council", False),
        ("provision/provider", "Flexible Friends Ltd", False),
    ],
)
def test_the_short_fields_are_read_like_prose(field: str, text: str, vague: bool) -> None:
    assert bool(found(text, field)) is vague


def test_the_suggestion_is_filled_from_the_entry() -> None:
    text, _ = document_of(catalogue()["SC508"].good[0])
    text = text.replace(
        "A support worker will go to the park with Asha", "A support worker could go to the park with Asha"
    )
    (finding,) = lint(text.encode(), "advice.yaml", ONLY).findings
    assert "Short Breaks Service will" in finding.suggestion
    assert "3 hours weekly from 1 November 2026 to 31 October 2027" in finding.suggestion


def test_every_family_has_its_message_and_suggestion_and_known_excuses() -> None:
    rule = catalogue()["SC501"]
    for family in rule.match["families"]:
        assert family["variant"] in rule.messages
        assert family["variant"] in rule.suggestions
        assert set(family.get("excused_by", ())) <= set(EXCUSES)
    assert "bare" in rule.messages


def test_the_minimal_advice_is_free_of_vague_words() -> None:
    assert not lint(minimal_advice().encode(), "advice.yaml", ONLY).findings


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=150))
def test_no_text_is_too_odd_to_be_checked(text: str) -> None:
    for one in findings(text):
        assert one.quote
        assert one.quote == text[one.start : one.end]


PIECES = [
    "regular",
    "support",
    "as required",
    "if possible",
    "3 hours",
    "every",
    "a week",
    "could",
    "be",
    "Owen",
    ",",
    ".",
    "\n",
    "-",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_findings_never_overlap(text: str) -> None:
    spans = [(one.start or 0, one.end or 0) for one in findings(text)]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
