"""Whose a fact is, whom a pronoun means, and which figures contradict each other."""

from __future__ import annotations

import datetime as dt

import pytest

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.model import Circumstances, Relative
from tests.growth import grows_with_the_input

JOE = Circumstances(
    name="Joe Amadi",
    pronouns="he/him",
    date_of_birth=dt.date(2013, 3, 4),
    on=dt.date(2026, 10, 5),
    people=(Relative("/people/0", "Grace Amadi", "mother"), Relative("/people/1", "Samuel Amadi", "brother")),
    professionals=("R. Osei", "Lena Grant"),
)


def found(code: str, text: str, field: str = "needs/description", who: Circumstances = JOE) -> list[str | None]:
    return [one.quote for one in lint_text(text, field, who, Settings(select=(code,))).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Joe was arrested twice and is on a caution.",
        "Joe and his brother were in foster care for a year.",
        "Joe lived with his aunt under a care order.",
        "With his brother he stole a bike.",
        "His mother found cannabis in his room.",
        "Grace takes him to his probation appointments.",
        "Grace's depression started after three winters of waking at two.",
        "His aunt is a psychiatric nurse and has him on Fridays.",
    ],
)
def test_a_fact_about_the_person_or_about_caring_is_nobody_elses(text: str) -> None:
    assert found("SC403", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "His mother's boyfriend is known to be violent.",
        "He visits his dad in Belmarsh prison.",
        "Joe's father, a convicted drug dealer, sees him once a month.",
        "His father was asked, and he is on bail.",
        "Grace has no leave to remain.",
    ],
)
def test_a_sensitive_fact_about_somebody_else_is_found_once(text: str) -> None:
    assert len(found("SC403", text)) == 1


def test_a_pronoun_is_left_alone_where_somebody_else_may_be_meant() -> None:
    for text in (
        "A worker will collect Joe. She will stay for three hours.",
        "Grace is out on Fridays, and Joe will tell her about it.",
        "Joe likes the vet. She lets him hold the rabbits.",
        "Joe plays with the neighbour's dog; she is old.",
    ):
        assert found("SC802", text) == [], text


def test_a_pronoun_is_found_where_only_the_person_can_be_meant() -> None:
    assert found("SC802", "Neighbours help Joe with her coat.") == ["her"]
    assert found("SC802", "She needs an adult with her outdoors.") == ["She"]


def test_no_pronoun_is_wrong_where_the_advice_gives_none() -> None:
    assert found("SC802", "Joe sleeps in her bed.", who=Circumstances(name="Joe Amadi")) == []


def test_a_colleague_is_found_by_any_part_of_the_name_once_a_field() -> None:
    assert found("SC408", "Lena has seen it. Lena Grant and Osei agree.", "going_well") == ["Lena", "Osei"]


@pytest.mark.parametrize(
    ("text", "clashes"),
    [
        ("Joe is 13.", False),
        ("Joe is 9.", True),
        ("When he is 16 Joe will move.", False),
        ("2 hours each weekday, 10 hours a week.", False),
        ("2 hours each weekday, 8 hours a week.", True),
        ("One night a week, 52 nights a year.", False),
        ("One night a week, 26 nights a year.", True),
        ("Open from 2022 to 2024.", False),
        ("Open from 2024 to 2022.", True),
        ("He was born on 4 March 2013.", False),
        ("He was born on 4 March 2012.", True),
    ],
)
def test_figures_clash_only_where_they_cannot_both_be_right(text: str, *, clashes: bool) -> None:
    assert bool(found("SC808", text)) is clashes


@pytest.mark.parametrize("code", ["SC403", "SC408", "SC802", "SC808"])
@pytest.mark.parametrize(
    "text", ["", " ", "«»“”…—", "\u2028", "£", "(((", "0/0/0", "31/31/3131 x 9 x 9 hours", "Dr", "he she"]
)
def test_odd_text_breaks_nothing(code: str, text: str) -> None:
    assert isinstance(found(code, text), list)


@pytest.mark.parametrize("code", ["SC403", "SC408", "SC802", "SC808"])
def test_time_grows_with_the_length_of_the_text_and_no_faster(code: str) -> None:
    one = "Joe's uncle, who drinks, told her of 2 hours a week (3 x 1 hour), Lena Grant's offer, and she agreed. "
    assert grows_with_the_input(lambda times, word: found(code, f"Of {word}. {one * times}"), 100, 1000)
