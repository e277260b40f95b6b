"""By when an advice is due: calendar days, exact on both sides."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.model import Request, RequestException
from sendadvice_docs.profile import load_profile, profile_names
from sendadvice_docs.timescales import days_in_words, due, due_of, months_after

D = dt.date
SIX_WEEKS, TWO_WEEKS = dt.timedelta(days=42), dt.timedelta(days=14)


@pytest.mark.parametrize(
    ("profile", "kind", "weeks"),
    [
        ("national", "new", 6), ("national", "existing", 6), ("national", "", 6),
        ("swindon", "new", 6), ("swindon", "existing", 6),
        ("hertfordshire", "new", 6), ("hertfordshire", "existing", 6),
        ("norfolk", "new", 6), ("norfolk", "existing", 2), ("norfolk", "", 6),
    ],
)  # fmt: skip
def test_each_profile_has_its_weeks_for_each_kind_of_request(profile: str, kind: str, weeks: int) -> None:
    request = Request(received=D(2026, 9, 1), kind=kind)
    assert due(request, load_profile(profile)) == D(2026, 9, 1) + dt.timedelta(weeks=weeks)


def test_six_weeks_from_1_september_end_on_13_october() -> None:
    assert due(Request(received=D(2026, 9, 1)), load_profile("national")) == D(2026, 10, 13)


def test_two_weeks_from_a_friday_end_on_a_friday_because_weekends_count() -> None:
    friday = D(2026, 9, 4)
    found = due(Request(received=friday, kind="existing"), load_profile("norfolk"))
    assert found == D(2026, 9, 18)
    assert found.weekday() == friday.weekday()


def test_a_due_day_may_be_a_sunday_or_christmas_day() -> None:
    norfolk = load_profile("norfolk")
    assert due(Request(received=D(2026, 11, 13), kind="new"), norfolk) == D(2026, 12, 25)
    assert due(Request(received=D(2026, 9, 6), kind="existing"), norfolk) == D(2026, 9, 20)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        pytest.param(D(2028, 1, 18), D(2028, 2, 29), id="up to 29 February"),
        pytest.param(D(2028, 1, 19), D(2028, 3, 1), id="over 29 February"),
        pytest.param(D(2027, 1, 18), D(2027, 3, 1), id="in a common year"),
        pytest.param(D(2028, 2, 29), D(2028, 4, 11), id="from 29 February"),
    ],
)
def test_29_february_is_a_day_like_any_other(received: D, last: D) -> None:
    assert due(Request(received=received), load_profile("national")) == last


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        pytest.param(D(2026, 10, 1), D(2026, 9, 30), id="the meeting comes first: the day before"),
        pytest.param(D(2026, 10, 13), D(2026, 10, 12), id="a meeting on the day six weeks are over: the day before"),
        pytest.param(D(2026, 10, 14), D(2026, 10, 13), id="a meeting the day after: both fall together"),
        pytest.param(D(2026, 11, 30), D(2026, 10, 13), id="the meeting comes later: six weeks"),
    ],
)
def test_an_annual_review_is_due_the_day_before_the_meeting_at_the_latest(meeting: D, last: D) -> None:
    request = Request(received=D(2026, 9, 1), meeting_date=meeting)
    found = due_of(request, load_profile("national"), purpose="annual_review")
    assert found is not None
    assert found.date == last
    assert found.before_meeting is (meeting <= D(2026, 10, 14))


def test_a_meeting_alone_gives_the_day_before_it() -> None:
    assert due(Request(meeting_date=D(2026, 3, 1)), load_profile("national")) == D(2026, 2, 28)


def test_a_meeting_counts_at_an_annual_review_only() -> None:
    request = Request(received=D(2026, 9, 1), meeting_date=D(2026, 9, 10))
    assert due(request, load_profile("national"), purpose="ehc_needs_assessment") == D(2026, 10, 13)


def test_a_due_date_in_the_file_is_compared_and_does_not_move_the_reckoned_one() -> None:
    national = load_profile("national")
    differs = due_of(Request(received=D(2026, 9, 1), due=D(2026, 10, 14)), national)
    agrees = due_of(Request(received=D(2026, 9, 1), due=D(2026, 10, 13)), national)
    assert differs is not None
    assert agrees is not None
    assert (differs.date, differs.stated) == (D(2026, 10, 13), D(2026, 10, 14))
    assert agrees.stated is None


def test_a_due_date_in_the_file_counts_where_none_can_be_reckoned() -> None:
    found = due_of(Request(due=D(2026, 10, 14)), load_profile("national"))
    assert found is not None
    assert (found.date, found.stated, found.days) == (D(2026, 10, 14), None, 0)


def test_without_any_date_nothing_is_due() -> None:
    assert due(Request(), load_profile("national")) is None
    assert due(None, load_profile("national")) is None


@pytest.mark.parametrize("kind", ["exceptional_circumstances", "absence", "missed_appointment"])
def test_a_statutory_exception_is_carried_along(kind: str) -> None:
    request = Request(received=D(2026, 9, 1), exception=RequestException(kind, "Away since June."))
    found = due_of(request, load_profile("national"))
    assert found is not None
    assert found.exception == kind


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2026, 11, 30), 3, D(2027, 2, 28)), (D(2027, 11, 30), 3, D(2028, 2, 29)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)), (D(2026, 12, 31), 2, D(2027, 2, 28)),
        (D(2026, 1, 31), 1, D(2026, 2, 28)), (D(2026, 6, 15), 0, D(2026, 6, 15)),
        (D(9999, 12, 1), 3, dt.date.max),
    ],
)  # fmt: skip
def test_months_run_to_the_day_of_the_same_number_or_the_months_last(day: D, months: int, later: D) -> None:
    assert months_after(day, months) == later


@settings(max_examples=100, deadline=None)
@given(received=st.dates(), kind=st.sampled_from(["", "new", "existing"]), profile=st.sampled_from(profile_names()))
def test_every_request_is_due_and_never_before_it_was_received(received: D, kind: str, profile: str) -> None:
    found = due(Request(received=received, kind=kind), load_profile(profile))
    assert found is not None
    assert found >= received


@pytest.mark.parametrize(
    ("days", "words"),
    [(42, "six weeks"), (14, "two weeks"), (7, "one week"), (10, "10 days"), (1, "1 day"), (70, "70 days")]
)  # fmt: skip
def test_days_are_said_as_people_say_them(days: int, words: str) -> None:
    assert days_in_words(days) == words
