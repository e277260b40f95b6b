"""Ages, school years and the days on which rights change hands, in England.

Everything is reckoned from a date of birth and a day that is passed in; nothing here asks what today is.
"""

from __future__ import annotations

import datetime as dt

#: The year group that stands for everybody who has left school: one more than the oldest, Year 14.
BEYOND_SCHOOL = 15

_JUNE, _SEPTEMBER = 6, 9
#: The days, by month and day, after which a term begins that a child of five has to go to school for.
_BEFORE_TERMS = ((3, 31), (8, 31), (12, 31))
_FRIDAY = 4


def attains(date_of_birth: dt.date, years: int) -> dt.date:
    """Return the day on which somebody reaches an age: the anniversary, counted from its first moment.

    Born on 29 February, a person reaches it on 1 March in a common year. An age beyond the calendar's last day
    (31 December 9999) is taken to be reached on that day. `years` is 0 or more.
    """
    year = date_of_birth.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    try:
        return date_of_birth.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def age_on(date_of_birth: dt.date, day: dt.date) -> int:
    """Return the age in whole years on a day; negative for a day before the birth."""
    # It gives somebody born on 29 February their birthday on 1 March of a common year, as `attains` does.
    before_birthday = (day.month, day.day) < (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - before_birthday


def _school_year(day: dt.date) -> int:
    """Return the calendar year in which the school year of a day began; it runs from 1 September to 31 August."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def school_year_group(date_of_birth: dt.date, day: dt.date) -> int:
    """Return the year group of a child taught with those of the same age.

    0 is Reception, -1 and -2 the nursery years. It may be less than -2 or more than 14 for somebody not of school age.
    """
    return _school_year(day) - _school_year(date_of_birth) - 5


def year_group_of(given: int | str | None, date_of_birth: dt.date | None, day: dt.date | None) -> int | None:
    """Return the year group a person is in: the one given, else the one reckoned, else None where neither is known.

    A given year group wins, because children are taught out of their year. `"beyond_school"` is 15; a reckoned year
    group may be less than -2 or more than 14.
    """
    if isinstance(given, str) and given == "beyond_school":
        return BEYOND_SCHOOL
    if isinstance(given, int):
        return given
    if date_of_birth is None or day is None:
        return None
    return school_year_group(date_of_birth, day)


def compulsory_school_age_begins(date_of_birth: dt.date) -> dt.date:
    """Return the first day of compulsory school age: the last of March, August or December, from the fifth birthday on.

    The school term that follows is the first a child has to go to school for. A birthday on one of these days is itself
    the first day.
    """
    birthday = attains(date_of_birth, 5)
    ends = (dt.date(birthday.year, *one) for one in _BEFORE_TERMS)
    return next(day for day in ends if day >= birthday)


def compulsory_school_age_ends(date_of_birth: dt.date) -> dt.date:
    """Return the last day of compulsory school age: the last Friday of June in the school year of the 16th birthday.

    After it the decisions about a plan are the young person's (Children and Families Act 2014; Mental Capacity Act 2005
    from 16). A person who turns 16 in July or August has reached it already, in the June before.
    """
    year = _school_year(attains(date_of_birth, 16)) + 1
    last = dt.date(min(year, dt.MAXYEAR), _JUNE, 30)
    return last - dt.timedelta(days=(last.weekday() - _FRIDAY) % 7)
