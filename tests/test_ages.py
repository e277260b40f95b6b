"""Ages, school years and the days on which rights change hands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.ages import (
    age_on,
    attains,
    compulsory_school_age_begins,
    compulsory_school_age_ends,
    school_year_group,
    year_group_of,
)

DAY = dt.timedelta(days=1)
births = st.dates(min_value=dt.date(1930, 1, 1), max_value=dt.date(2030, 12, 31))
days = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2060, 12, 31))
FRIDAY = 4


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        pytest.param("2008-11-01", "2026-10-31", 17, id="the last day of being 17"),
        pytest.param("2008-11-01", "2026-11-01", 18, id="the 18th birthday"),
        pytest.param("2008-11-01", "2026-11-02", 18, id="the day after it"),
        pytest.param("2008-12-31", "2026-12-30", 17, id="born on the last day of the year, the day before"),
        pytest.param("2008-12-31", "2026-12-31", 18, id="born on the last day of the year"),
        pytest.param("2009-01-01", "2026-12-31", 17, id="born on New Year's Day, the day before"),
        pytest.param("2008-02-29", "2026-02-28", 17, id="born on a leap day, 28 February of a common year"),
        pytest.param("2008-02-29", "2026-03-01", 18, id="born on a leap day, 1 March of a common year"),
        pytest.param("2008-02-29", "2028-02-28", 19, id="born on a leap day, 28 February of a leap year"),
        pytest.param("2008-02-29", "2028-02-29", 20, id="born on a leap day, the leap day itself"),
        pytest.param("2026-11-01", "2026-11-01", 0, id="the day of the birth"),
        pytest.param("2026-11-01", "2026-10-31", -1, id="the day before the birth"),
        pytest.param("2026-11-01", "2025-11-01", -1, id="a year before the birth"),
        pytest.param("2026-11-01", "2025-10-31", -2, id="more than a year before the birth"),
    ],
)
def test_age_changes_on_the_birthday(born: str, on: str, age: int) -> None:
    assert age_on(day(born), day(on)) == age


@pytest.mark.parametrize(
    ("born", "years", "expected"),
    [
        pytest.param("2008-11-01", 18, "2026-11-01", id="an ordinary birthday"),
        pytest.param("2008-02-29", 18, "2026-03-01", id="a leap day in a common year"),
        pytest.param("2008-02-29", 16, "2024-02-29", id="a leap day in a leap year"),
        pytest.param("2084-02-29", 16, "2100-03-01", id="a leap day in a century that has none"),
        pytest.param("9990-06-01", 18, "9999-12-31", id="an age beyond the calendar"),
    ],
)
def test_an_age_is_reached_at_the_start_of_the_anniversary(born: str, years: int, expected: str) -> None:
    assert attains(day(born), years) == day(expected)


@pytest.mark.parametrize(
    ("born", "on", "year_group"),
    [
        pytest.param("2013-08-31", "2026-09-01", 9, id="born on 31 August"),
        pytest.param("2013-09-01", "2026-09-01", 8, id="born on 1 September, a year below"),
        pytest.param("2013-08-31", "2026-08-31", 8, id="the last day of the school year"),
        pytest.param("2022-08-31", "2026-09-01", 0, id="Reception"),
        pytest.param("2022-09-01", "2026-09-01", -1, id="the year before Reception"),
        pytest.param("2024-03-01", "2026-10-01", -2, id="two years before Reception"),
        pytest.param("2026-09-01", "2026-09-01", -5, id="a newborn baby"),
        pytest.param("2007-09-01", "2026-09-01", 14, id="Year 14"),
        pytest.param("2001-05-05", "2026-09-01", 21, id="long beyond school"),
    ],
)
def test_the_year_group_changes_on_the_first_of_september(born: str, on: str, year_group: int) -> None:
    assert school_year_group(day(born), day(on)) == year_group


@pytest.mark.parametrize(
    ("given_group", "born", "on", "expected"),
    [
        pytest.param(7, "2013-08-31", "2026-09-01", 7, id="taught out of year: the given one wins"),
        pytest.param(0, "2013-08-31", "2026-09-01", 0, id="Reception is a year group like another"),
        pytest.param(None, "2013-08-31", "2026-09-01", 9, id="none given: reckoned"),
        pytest.param("beyond_school", "2013-08-31", "2026-09-01", 15, id="beyond school"),
        pytest.param("", "2013-08-31", "2026-09-01", 9, id="an empty one is none"),
        pytest.param(None, None, "2026-09-01", None, id="no date of birth"),
        pytest.param(None, "2013-08-31", None, None, id="no day"),
        pytest.param(11, None, None, 11, id="given, and nothing else known"),
    ],
)
def test_a_given_year_group_wins_over_the_reckoned_one(
    given_group: int | str | None, born: str | None, on: str | None, expected: int | None
) -> None:
    assert year_group_of(given_group, day(born) if born else None, day(on) if on else None) == expected


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        pytest.param("2021-01-01", "2026-03-31", id="five in the spring term"),
        pytest.param("2021-03-31", "2026-03-31", id="five on the last day of March"),
        pytest.param("2021-04-01", "2026-08-31", id="five in the summer term"),
        pytest.param("2021-08-31", "2026-08-31", id="five on the last day of August"),
        pytest.param("2021-09-01", "2026-12-31", id="five in the autumn term"),
        pytest.param("2021-12-31", "2026-12-31", id="five on the last day of the year"),
        pytest.param("2020-02-29", "2025-03-31", id="born on a leap day"),
    ],
)
def test_compulsory_school_age_begins_before_the_term_after_the_fifth_birthday(born: str, begins: str) -> None:
    assert compulsory_school_age_begins(day(born)) == day(begins)


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        pytest.param("2010-09-01", "2027-06-25", id="16 on the first day of a school year"),
        pytest.param("2010-08-31", "2026-06-26", id="16 on the last day of a school year: already in the June before"),
        pytest.param("2010-06-26", "2026-06-26", id="16 on the last Friday of June"),
        pytest.param("2008-02-29", "2024-06-28", id="born on a leap day"),
        pytest.param("2007-05-01", "2023-06-30", id="30 June is itself a Friday"),
        pytest.param("2008-05-01", "2024-06-28", id="30 June is a Sunday"),
        pytest.param("2013-05-01", "2029-06-29", id="30 June is a Saturday"),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_of_june(born: str, ends: str) -> None:
    assert compulsory_school_age_ends(day(born)) == day(ends)


@settings(max_examples=200, deadline=None)
@given(births, st.integers(min_value=0, max_value=30))
def test_the_age_is_reached_on_the_day_it_is_attained_and_not_the_day_before(born: dt.date, years: int) -> None:
    reached = attains(born, years)
    assert age_on(born, reached) == years
    assert age_on(born, reached - DAY) == years - 1


@settings(max_examples=200, deadline=None)
@given(births, days)
def test_nobody_grows_younger_and_nobody_ages_by_two_in_a_day(born: dt.date, on: dt.date) -> None:
    assert age_on(born, on + DAY) - age_on(born, on) in (0, 1)


@settings(max_examples=200, deadline=None)
@given(births, days)
def test_the_year_group_rises_by_one_on_the_first_of_september_and_on_no_other_day(born: dt.date, on: dt.date) -> None:
    tomorrow = on + DAY
    rise = school_year_group(born, tomorrow) - school_year_group(born, on)
    assert rise == (1 if (tomorrow.month, tomorrow.day) == (9, 1) else 0)


@settings(max_examples=200, deadline=None)
@given(births)
def test_the_end_of_compulsory_school_age_is_a_late_june_friday_in_the_year_of_turning_16(born: dt.date) -> None:
    ends = compulsory_school_age_ends(born)
    assert ends.weekday() == FRIDAY
    assert (ends + 7 * DAY).month == 7
    assert school_year_group(born, ends) == 11
