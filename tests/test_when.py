"""Dates, ages, school years and spans read out of prose."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.language import plain
from sendadvice_docs.reckoning import Clock, Shape, months_before
from sendadvice_docs.when import Moment, lasting, moments

ON = dt.date(2026, 10, 5)
BORN = dt.date(2012, 3, 4)  # Year 10 on the day
CLOCK = Clock(ON, BORN)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def one(text: str, clock: Clock = CLOCK) -> Moment:
    found = moments(plain(text), clock)
    assert len(found) == 1, [(text[moment.start : moment.end], moment.shape) for moment in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("closed on 6 May 2013", "2013-05-06", "2013-05-06", id="a day"),
        pytest.param("closed on the 6th of May 2013", "2013-05-06", "2013-05-06", id="a day with an ordinal"),
        pytest.param("closed 06/05/2013", "2013-05-06", "2013-05-06", id="a day in figures"),
        pytest.param("closed 6.5.13", "2013-05-06", "2013-05-06", id="a day in few figures"),
        pytest.param("closed 2013-05-06", "2013-05-06", "2013-05-06", id="an ISO day"),
        pytest.param("closed in August 2016", "2016-08-01", "2016-08-31", id="a month"),
        pytest.param("closed Feb. 2016", "2016-02-01", "2016-02-29", id="a short month in a leap year"),
        pytest.param("closed 07/2015", "2015-07-01", "2015-07-31", id="a month in figures"),
        pytest.param("closed 12/16", "2016-12-01", "2016-12-31", id="a month and two figures that can be no day"),
        pytest.param("closed Sept ’17", "2017-09-01", "2017-09-30", id="a month with a curly apostrophe"),
        pytest.param("in the spring of 2019", "2019-03-01", "2019-05-31", id="a season"),
        pytest.param("in the winter of 2013/14", "2013-12-01", "2014-02-28", id="a winter over two years"),
        pytest.param("in the winter of 2018", "2018-01-01", "2019-02-28", id="a winter that may be either"),
        pytest.param("at Easter 2021", "2021-03-01", "2021-04-30", id="a feast"),
        pytest.param("it was 2015", "2015-01-01", "2015-12-31", id="a year"),
        pytest.param("early in 2015", "2015-01-01", "2015-06-30", id="the first part of a year"),
        pytest.param("the end of 2015", "2015-09-01", "2015-12-31", id="the end of a year"),
        pytest.param("2014–16", "2014-01-01", "2016-12-31", id="a range with a dash"),
        pytest.param("between 2014 and 2016", "2014-01-01", "2016-12-31", id="a range with between"),
        pytest.param("2018/19", "2018-01-01", "2019-12-31", id="a school year"),
        pytest.param("in the 1990s", "1990-01-01", "1999-12-31", id="a decade"),
        pytest.param("during lockdown", "2020-03-01", "2021-07-31", id="a time that everybody remembers"),
        pytest.param("eight years ago", "2017-10-05", "2018-10-05", id="a span"),
        pytest.param("a decade ago", "2006-10-05", "2016-10-05", id="a decade ago"),
        pytest.param("six or seven years ago", "2019-10-05", "2020-10-05", id="the nearer of two spans"),
        pytest.param("three years and three months ago", "2022-07-05", "2023-07-05", id="years and months"),
        pytest.param("3½ years ago", "2022-04-05", "2023-04-05", id="a half"),
        pytest.param("nearly four years ago", "2022-04-05", "2023-04-05", id="nearly is less"),
        pytest.param("over three years ago", "2022-10-04", "2023-10-04", id="over is more"),
        pytest.param("ten days ago", "2026-09-25", "2026-09-25", id="days"),
        pytest.param("when she was three", "2015-03-04", "2016-03-03", id="an age"),
        pytest.param("aged 3 to 5", "2015-03-04", "2018-03-03", id="two ages"),
        pytest.param("at the age of eleven", "2023-03-04", "2024-03-03", id="an age in words"),
        pytest.param("at 18 months old", "2013-09-04", "2013-10-04", id="an age in months"),
        pytest.param("in her second year", "2013-03-04", "2014-03-03", id="a year of life"),
        pytest.param("by his third birthday", "2014-03-04", "2016-03-03", id="a birthday"),
        pytest.param("as a baby", "2012-03-04", "2014-03-03", id="a stage"),
        pytest.param("when he was little", "2012-03-04", "2020-03-03", id="a stage told loosely"),
        pytest.param("in Year 2", "2018-09-01", "2019-08-31", id="a year group"),
        pytest.param("when he was in Reception", "2016-09-01", "2017-08-31", id="Reception"),
        pytest.param("the year before he started school", "2016-09-01", "2017-08-31", id="before school"),
    ],
)
def test_a_time_is_reckoned_at_the_days_it_may_mean(text: str, first: str, last: str) -> None:
    moment = one(text)
    assert (moment.shape, moment.first, moment.last) == (Shape.AT, day(first), day(last))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        pytest.param("open since 2015", Shape.SINCE, id="since a year"),
        pytest.param("open from March 2021 to date", Shape.SINCE, id="to date"),
        pytest.param("2015-present", Shape.SINCE, id="a range that is open"),
        pytest.param("since he was three", Shape.SINCE, id="since an age"),
        pytest.param("since he was taken out of school in 2019", Shape.SINCE, id="since, some words before"),
        pytest.param("previously known", Shape.PAST, id="previously"),
        pytest.param("many years ago", Shape.PAST, id="a span nobody can reckon"),
        pytest.param("last spring", Shape.RECENT, id="last spring"),
        pytest.param("in May", Shape.RECENT, id="a month with no year"),
        pytest.param("currently open", Shape.NOW, id="currently"),
    ],
)
def test_what_cannot_be_reckoned_or_goes_on_has_a_shape_of_its_own(text: str, shape: Shape) -> None:
    assert moments(plain(text), CLOCK)[0].shape is shape


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("under the Children Act 1989", id="an act"),
        pytest.param("the SEND Code of Practice 2015", id="a code"),
        pytest.param("£2015 a year", id="an amount of money"),
        pytest.param("his brother, aged 6", id="a brother's age"),
        pytest.param("home at four", id="a time of the day"),
        pytest.param("from 10 till 3", id="opening hours"),
        pytest.param("aged 34", id="older than the person is"),
        pytest.param("now closed", id="now, of what has ended"),
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert not moments(plain(text), CLOCK)


def test_a_time_told_against_another_is_reckoned_from_it_at_the_latest() -> None:
    first, later = moments("referred on 6 may 2013 and closed the february after", CLOCK)
    assert first.last == day("2013-05-06")
    assert later.last == day("2015-05-06")


def test_a_month_without_a_year_in_an_old_story_is_that_years() -> None:
    assert [moment.shape for moment in moments("in 2015 he moved, and in march there was a visit", CLOCK)] == [Shape.AT]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        pytest.param("in 2015", Shape.UNKNOWN, id="a year"),
        pytest.param("when she was three", Shape.UNKNOWN, id="an age"),
        pytest.param("in year 2", Shape.UNKNOWN, id="a year group"),
        pytest.param("eight years ago", Shape.AT, id="a span"),
        pytest.param("previously", Shape.PAST, id="previously"),
    ],
)
def test_where_today_is_unknown_only_spans_are_reckoned(text: str, shape: Shape) -> None:
    assert one(text, Clock(None, BORN)).shape is shape


def test_a_span_is_counted_back_from_a_day_of_its_own_where_today_is_unknown() -> None:
    clock = Clock()
    assert one("four years ago", clock).last == months_before(clock.today, 48)


def test_an_age_is_unknown_where_the_date_of_birth_and_the_year_group_are() -> None:
    assert one("when she was three", Clock(ON)).shape is Shape.UNKNOWN


def test_an_age_is_reckoned_from_the_year_group_at_the_latest_birthday_that_fits() -> None:
    assert one("when she was three", Clock(ON, None, 9)).last == day("2017-08-30")


@pytest.mark.parametrize(
    ("born", "year", "last"),
    [
        pytest.param("2013-08-31", "year 2", "2020-08-31", id="born on the last day of August"),
        pytest.param("2013-09-01", "year 2", "2021-08-31", id="born a day later, and so a year below"),
    ],
)
def test_a_school_year_turns_on_the_first_of_september(born: str, year: str, last: str) -> None:
    assert one(year, Clock(ON, day(born))).last == day(last)


def test_a_given_year_group_wins_over_the_reckoned_one() -> None:
    assert one("in year 2", Clock(ON, BORN, 9)).last == day("2020-08-31")


def test_somebody_beyond_school_was_in_year_2_when_their_age_says_so() -> None:
    assert one("in year 2", Clock(ON, day("2004-02-02"), "beyond_school")).last == day("2011-08-31")


def test_a_birthday_on_29_february_is_reached_on_1_march_in_common_years() -> None:
    assert one("when she was two", Clock(ON, day("2012-02-29"))).last == day("2015-02-28")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        pytest.param("2024-05-31", 3, "2024-02-29", id="a shorter month, in a leap year"),
        pytest.param("2026-01-15", 1, "2025-12-15", id="over new year"),
        pytest.param("2026-01-15", -13, "2027-02-15", id="forwards"),
    ],
)
def test_months_are_counted_back_by_the_calendar(start: str, months: int, expected: str) -> None:
    assert months_before(day(start), months) == day(expected)


def test_counting_back_stops_at_the_ends_of_the_calendar() -> None:
    assert months_before(dt.date(1, 1, 1), 1) == dt.date.min
    assert months_before(dt.date(9999, 12, 1), -1) == dt.date.max


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("for two years", "2016-06-30", id="for two years"),
        pytest.param("a plan", "2014-06-30", id="nothing of a length"),
        pytest.param("nothing for six years", "2014-06-30", id="a length of nothing"),
        pytest.param("for fifty years", "2014-06-30", id="a length that would reach past today"),
    ],
)
def test_how_long_it_lasted_puts_the_end_later(text: str, expected: str) -> None:
    assert lasting(text, day("2014-06-30"), ON) == day(expected)


def test_only_the_stretches_asked_for_are_read() -> None:
    text = "in 2013. in 2014. in 2015."
    assert [text[moment.start : moment.end] for moment in moments(text, CLOCK, [(9, 17)])] == ["2014"]


_WORDS = st.sampled_from(
    ["since", "from", "until", "to", "in", "at", "aged", "when he was", "as a baby", "year 2", "2", "2015", "2014–16",
     "’16", "31/02/2015", "29 february", "0/0/00", "99 decades ago", "three and a half years", "months",
     "the following year", "last spring", "before he was born", "18th birthday", ".", ";", "(", ")", "–", "now"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))),
    st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))),
    st.one_of(st.none(), st.integers(-2, 14), st.just("beyond_school")),
)
def test_no_text_raises_and_moments_stand_in_order_and_apart(
    text: str, on: dt.date | None, born: dt.date | None, group: int | str | None
) -> None:
    found = moments(plain(text), Clock(on, born, group))
    assert all(0 <= moment.start < moment.end <= len(text) for moment in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all((moment.last is not None) == (moment.shape in (Shape.AT, Shape.SINCE)) for moment in found)
    assert all(moment.first <= moment.last for moment in found if moment.first and moment.last)
