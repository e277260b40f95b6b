"""Wordings with a better one (SC806), and the shapes of numbers and addresses (SC404)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.model import Circumstances


def findings(text: str, code: str, field: str = "needs/description") -> tuple[Finding, ...]:
    return lint_text(text, field, Circumstances(name="Owen Price"), Settings(select=(code,))).findings


def test_the_suggestion_holds_the_better_wording() -> None:
    (finding,) = findings("He is wheelchair-bound.", "SC806")
    assert "uses a wheelchair" in finding.suggestion


def test_wordings_side_by_side_are_one_finding_with_both_suggestions() -> None:
    (finding,) = findings("She is bedridden and handicapped.", "SC806")
    assert finding.quote == "bedridden and handicapped"
    assert "spends the day in bed" in finding.suggestion
    assert "learning disability" in finding.suggestion


def test_wordings_with_more_between_them_are_two_findings() -> None:
    assert len(findings("She is bedridden. Her aunt is handicapped.", "SC806")) == 2


@pytest.mark.parametrize("text", ["“Housebound”, she was called.", "Mum says he is naughty.", "He isn't naughty."])
def test_words_of_others_and_words_denied_are_left_alone(text: str) -> None:
    assert findings(text, "SC806") == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Ring 07700 900 123.", "07700 900 123", id="a mobile"),
        pytest.param("Ring (020) 7946 0123, please", "(020) 7946 0123", id="a landline"),
        pytest.param("Ring +44 7700 900123.", "+44 7700 900123", id="with the country"),
        pytest.param("Mail a.b-c@d.example.", "a.b-c@d.example", id="an e-mail address before a full stop"),
        pytest.param("Lives in M1 1AE.", "M1 1AE", id="a short postcode"),
        pytest.param("Ring 0300 123 4567.", None, id="a public number"),
        pytest.param("Seen 01-09-2026 10-12.", None, id="a date and times"),
        pytest.param("Paid £1234567890.", None, id="money"),
        pytest.param("Room M1, 1 AE battery.", None, id="nearly a postcode"),
    ],
)
def test_an_identifier_is_found_whole(text: str, quote: str | None) -> None:
    assert [one.quote for one in findings(text, "SC404")] == ([quote] if quote else [])


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("0123456789 +()-./:@abNHSMref£")))
def test_no_text_is_too_odd(text: str) -> None:
    for code in ("SC404", "SC806"):
        for one in findings(text, code):
            assert one.quote
