"""Short forms that nobody explains (SC805): what is jargon, what explains it, and what may take its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.model import Circumstances

ONLY = Settings(select=("SC805",))


def findings(text: str) -> tuple[Finding, ...]:
    return lint_text(text, "needs/description", Circumstances(name="Owen Price"), ONLY).findings


def found(text: str) -> list[str | None]:
    return [one.quote for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        pytest.param("Her IRO asked.", "independent reviewing officer (IRO)", id="inside a sentence"),
        pytest.param("MASH was told.", "Multi-agency safeguarding hub (MASH)", id="at the beginning of one"),
        pytest.param("A CIN plan.", "child in need (CIN)", id="after the article it keeps"),
        pytest.param("An SGO was made.", None, id="after an article that would have to change"),
        pytest.param("Two IROs asked.", None, id="in the plural"),
        pytest.param("The case is with MASH now.", None, id="bare after a preposition"),
        pytest.param("The visit by DCT staff.", "disabled children's team (DCT)", id="before a noun it belongs to"),
        pytest.param("He is CIN and well.", None, id="bare after a verb"),
        pytest.param("A DoLS was made.", None, id="after an article that does not go with the plural"),
        pytest.param("The DCT's bus.", None, id="with an ending of its own"),
        pytest.param("The plan (CIN) began.", None, id="in brackets"),
        pytest.param("A CIN/GP plan.", None, id="one of a pair"),
        pytest.param("The SGO order.", None, id="with its last word after it"),
        pytest.param("Her PBS Aurora mug.", None, id="the beginning of a name"),
        pytest.param("Her NEET worker.", None, id="no noun"),
        pytest.param("The OT came.", None, id="where it may stand for two things"),
        pytest.param("The QZB team came.", None, id="where nobody knows what it stands for"),
    ],
)
def test_a_short_form_is_spelled_out_only_where_that_is_safe(text: str, fix: str | None) -> None:
    (finding,) = findings(text)
    assert finding.fix == fix
    assert "{" not in finding.message + finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "The child in need (CIN) plan. CIN again.",
        "CIN again. CIN (child in need).",
        "CIN, child in need, is the plan.",
        'The children in need ("CIN") plan.',
        "QZB stands for Quiet Zone Bureau. The QZB team came.",
        "The Occupational Therapist (OT) and two OTs.",
    ],
)
def test_a_short_form_explained_anywhere_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["The DCT closed the case today.", "The OT came on Tuesday, out there on the step."])
def test_words_that_happen_to_begin_with_its_letters_explain_nothing(text: str) -> None:
    assert len(found(text)) == 1


def test_only_the_first_use_is_found() -> None:
    assert [(one.start, one.end) for one in findings("The IRO, her IRO, an IRO.")] == [(4, 7)]


def test_a_form_of_two_meanings_needs_the_words_beside_it() -> None:
    assert found("He has CP. A CP plan began.") == ["CP"]
    assert findings("He has CP. A CP plan began.")[0].start == 13
    assert found("He has CP and lives in SW London.") == []


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ABCIN OTMSHP&(s),.\n\"'’-é"), max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for one in findings(text):
        assert one.quote
