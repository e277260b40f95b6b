"""Dates as an advice writes them, and what is guessed of dates written otherwise."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.dates import FIRST_YEAR, LAST_YEAR, day_of, meant, partial_of, why_not


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
@settings(deadline=None, max_examples=100)
def test_every_day_there_is_can_be_written(day: dt.date) -> None:
    assert day_of(day.isoformat()) == day
    whole = partial_of(day.isoformat())
    assert whole is not None
    assert (whole.first, whole.last) == (day, day)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2026-13-01", "2026-00-10", "2026-1-2", "20260102", "2026-W01-1", "2026", "2026-01", ""),
        *("unknown", "1899-12-31", "2200-01-01", "0000-01-01", "２０２６-01-01", "2026-01-01T00:00", " 2026-01-01"),
    ],
)
def test_anything_else_is_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31)),
        ("2015-03", dt.date(2015, 3, 1), dt.date(2015, 3, 31)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2015-12", dt.date(2015, 12, 1), dt.date(2015, 12, 31)),
        ("unknown", None, None),
    ],
)
def test_a_year_or_a_month_means_any_of_its_days(text: str, first: dt.date | None, last: dt.date | None) -> None:
    partial = partial_of(text)
    assert partial is not None
    assert (partial.text, partial.first, partial.last) == (text, first, last)


@pytest.mark.parametrize("text", ["15", "2015-00", "2015-13", "2015-3", "Unknown", "0000", "2015-02-29", "", "soon"])
def test_anything_else_is_no_year_or_month_either(text: str) -> None:
    assert partial_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2/10/2026", "2026-10-02"),
        ("02.10.2026", "2026-10-02"),
        ("2-10-2026", "2026-10-02"),
        ("2 October 2026", "2026-10-02"),
        ("2nd Oct 2026", "2026-10-02"),
        ("1st of Sept 2026", "2026-09-01"),
        ("2026-9-1", "2026-09-01"),
        ("2026/09/01", "2026-09-01"),
        ("2026-09-01T12:00:00", "2026-09-01"),
        ("31/2/2026", ""),
        ("10/31/2026", ""),
        ("2/10/26", ""),
        ("next Tuesday", ""),
        ("2026", ""),
        ("Ju 2026", ""),
    ],
)
def test_a_day_in_another_form_is_understood_the_british_way_or_not_at_all(text: str, day: str) -> None:
    assert meant(text, partial=False) == day


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("March 2015", "2015-03"),
        ("3/2015", "2015-03"),
        ("2015-3", "2015-03"),
        ("c. 2015", "2015"),
        ("spring 2015", "2015"),
        ("2015-13", "2015"),
        ("2015-02-30", "2015-02"),
        ("not known", "unknown"),
        ("2014 or 2015", ""),
        ("soon", ""),
    ],
)
def test_a_month_or_a_year_in_another_form_is_understood(text: str, partial: str) -> None:
    assert meant(text, partial=True) == partial


@given(st.text(max_size=30), st.booleans())
@settings(deadline=None, max_examples=150)
def test_no_text_at_all_makes_it_fail_and_what_is_guessed_is_a_date(text: str, partial: bool) -> None:
    guess = meant(text, partial=partial)
    assert not guess or (partial_of(guess) if partial else day_of(guess))
    if not (partial_of(text) if partial else day_of(text)):
        assert why_not(text, partial=partial)


@given(st.from_regex(r"\A\d{4}(-\d{2}(-\d{2})?)?\Z"))
@settings(deadline=None, max_examples=150)
def test_any_digits_in_the_form_of_a_date_have_a_reason_where_they_are_none(text: str) -> None:
    if day_of(text) is None:
        assert why_not(text, partial=False)
