"""Reckoning: the days that a date, an age, a school year or a span in prose may mean.

Each reader takes a match of a shape in `checks/lexicons/times.yaml`, whose groups it knows by name, and a clock.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.ages import BEYOND_SCHOOL, age_on, attains, school_year_group, year_group_of
from sendadvice_docs.datafile import read_data
from sendadvice_docs.dates import FIRST_YEAR, LAST_YEAR

#: Spans (“eight years ago”) can be compared with a limit on any day: where today is unknown, this one stands for it.
_ANY_DAY = dt.date(2001, 1, 1)


class Shape(StrEnum):
    """What a moment says.

    `at` is over by `last`, `since` goes on, `past` is over at no known time, `recent` is so near that it is no history,
    and `now` is today.
    """

    AT = "at"
    SINCE = "since"
    PAST = "past"
    RECENT = "recent"
    NOW = "now"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Clock:
    """What ages and spans are reckoned against; each may be unknown. `year_group` is as the advice gives it."""

    on: dt.date | None = None
    date_of_birth: dt.date | None = None
    year_group: int | str | None = None

    @property
    def today(self) -> dt.date:
        """Return the day spans are counted back from."""
        return self.on or _ANY_DAY

    @cached_property
    def born(self) -> dt.date | None:
        """Return the date of birth, else the latest one that fits the year group; None where today is unknown."""
        if self.on is None:
            return None
        if self.date_of_birth is None and isinstance(self.year_group, int):
            return dt.date(_school_year(self.on) - self.year_group - 4, 8, 31)
        return self.date_of_birth


Days = tuple[dt.date, dt.date]
#: What reckoning a match may give: its days, a shape without days, how many months after the time told before it, or
#: nothing, where the words mean something else.
Reckoned = Days | Shape | int | None


def _school_year(day: dt.date) -> int:
    return day.year - (day.month < 9)


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the day that many whole months before (after, where negative), the last of its month where it is shorter.

    Beyond the calendar's first and last day it is that day.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if months > 0 else dt.date.max
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=1)
def times() -> Mapping[str, Any]:
    """Return what `checks/lexicons/times.yaml` holds."""
    return read_data(resources.resource("checks", "lexicons", "times.yaml"))


def value_of(name: str, word: str) -> Any:
    """Return what a word of a vocabulary stands for; raises KeyError for one that isn't in it."""
    return times()["vocabulary"][name][" ".join(word.split())]


def number_of(word: str) -> int:
    """Return the number that figures or a word mean; raises KeyError for a word that is none."""
    if word.isdigit():
        return int(word)
    name = "numbers" if word in times()["vocabulary"]["numbers"] else "counts"
    return int(value_of(name, word))


def _year(word: str, century: int = 20) -> int:
    """Return the year that four figures mean, or two (“2014–16”, “Nov ’16”)."""
    digits = word.lstrip("'")
    return int(digits) if len(digits) == 4 else century * 100 + int(digits)


def _months(year: int, first: int, last: int) -> Days | None:
    """Return the days from the start of one month to the end of another, in the next year where that comes before."""
    until = year + (last < first)
    if not FIRST_YEAR <= year <= until <= LAST_YEAR:
        return None
    return dt.date(year, first, 1), dt.date(until, last, calendar.monthrange(until, last)[1])


def _monthnumber_of(word: str) -> int:
    return int(word) if word.isdigit() else int(value_of("months", word))


def _read_day(match: re.Match[str], _: Clock) -> Reckoned:
    try:
        day = dt.date(_year(match["y"]), _monthnumber_of(match["month"]), int(match["d"]))
    except ValueError:
        return None
    return day, day


def _read_month(match: re.Match[str], _: Clock) -> Reckoned:
    number = _monthnumber_of(match["month"])
    return _months(_year(match["y"]), number, number)


def _read_season(match: re.Match[str], _: Clock) -> Reckoned:
    first, last = value_of("seasons", match["season"])
    days = _months(_year(match["y"]), first, last)
    if match["pair"] or days is None or first <= last:
        return days
    # “The winter of 2018” may be either of two.
    return days[0].replace(month=1, day=1), days[1]


def _read_year(match: re.Match[str], _: Clock) -> Reckoned:
    first, last = value_of("parts", match["part"]) if match["part"] else (1, 12)
    return _months(_year(match["y"]), first, last)


def _read_years(match: re.Match[str], _: Clock) -> Reckoned:
    first = _year(match["y"])
    until = _year(match["until"], first // 100)
    if len(match["y"]) == 2 and until != first + 1:
        return None
    begun, over = _months(first, 1, 12), _months(until, 1, 12)
    return (begun[0], over[1]) if begun and over and begun < over else None


def _read_era(match: re.Match[str], _: Clock) -> Reckoned:
    (first, first_month), (last, last_month) = (map(int, month.split("-")) for month in value_of("eras", match["era"]))
    begun, over = _months(first, first_month, first_month), _months(last, last_month, last_month)
    return (begun[0], over[1]) if begun and over else None


def _read_decade(match: re.Match[str], _: Clock) -> Reckoned:
    first = int(match["y"])
    return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)


def _read_ago(match: re.Match[str], clock: Clock) -> Reckoned:
    """Reckon “eight years ago” at the latest day it may mean: six or seven years ago is six."""
    unit = int(value_of("units", match["unit"]))
    months = number_of(match["n"]) * unit
    if match["half"] or match["half_more"]:
        months += unit // 2
    if match["more"]:
        months += number_of(match["more"])
    if match["most"]:
        months -= unit // 2
    last = months_before(clock.today, months)
    if match["least"] and last > dt.date.min:
        last -= dt.timedelta(days=1)
    return months_before(last, unit), last


def _read_days_ago(match: re.Match[str], clock: Clock) -> Reckoned:
    days = number_of(match["n"]) * (7 if match["unit"].startswith("w") else 1)
    day = clock.today - dt.timedelta(days=days)
    return day, day


def _ages(groups: Mapping[str, str | None]) -> tuple[int, int]:
    """Return the youngest and the oldest age that words give: a number, two, a year of life, or birthdays."""
    if nth := groups.get("nth"):
        return (age := int(value_of("ordinals", nth)) - 1), age
    if first := groups.get("birthday"):
        return int(value_of("ordinals", first)) - 1, int(value_of("ordinals", groups.get("birthday2") or first))
    age = number_of(groups.get("n") or groups.get("n2") or "0")
    return age, number_of(oldest) if (oldest := groups.get("m")) else age


def _read_age(match: re.Match[str], clock: Clock) -> Reckoned:
    """Reckon “when she was three”, “aged 3 to 5”, “at 18 months old”."""
    groups = match.groupdict()
    born, on = clock.born, clock.on
    youngest, oldest = _ages(groups)
    if born is None or on is None:
        return Shape.UNKNOWN
    unit = (groups.get("unit") or "y")[0]
    if unit == "m":
        return months_before(born, -youngest), months_before(born, -(oldest + 1))
    if unit in "wd":
        return born, months_before(born, -(oldest // 4 + 1))
    # Older than the person is: somebody else's age, or a slip.
    if youngest > oldest or oldest > age_on(born, on):
        return None
    return attains(born, youngest), attains(born, oldest + 1) - dt.timedelta(days=1)


def _read_stage(match: re.Match[str], clock: Clock) -> Reckoned:
    if clock.born is None:
        return Shape.UNKNOWN
    (name, word), *_ = ((name, word) for name, word in match.groupdict().items() if word)
    return clock.born, attains(clock.born, value_of(name, word)) - dt.timedelta(days=1)


def _read_birth(match: re.Match[str], clock: Clock) -> Reckoned:
    """Reckon a time about the birth, or the first years of life, to the end of that year of age."""
    if clock.born is None:
        return Shape.UNKNOWN
    groups = match.groupdict()
    years = number_of(groups["n"]) if groups.get("n") not in (None, "few") and not groups.get("short") else 1
    return months_before(clock.born, 9), attains(clock.born, years)


def _school_days(group: int, clock: Clock) -> Reckoned:
    """Return the school year in which the person is, or was, in a year group."""
    if clock.on is None:
        return Shape.UNKNOWN
    own = year_group_of(clock.year_group, clock.date_of_birth, clock.on)
    if own == BEYOND_SCHOOL:
        own = school_year_group(clock.date_of_birth, clock.on) if clock.date_of_birth else None
    if own is None:
        return Shape.UNKNOWN
    began = _school_year(clock.on) - own + group
    return dt.date(began, 9, 1), dt.date(began + 1, 8, 31)


def _read_year_group(match: re.Match[str], clock: Clock) -> Reckoned:
    return _school_days(number_of(match["n"]), clock)


def _read_school(match: re.Match[str], clock: Clock) -> Reckoned:
    groups = match.groupdict()
    if groups.get("stage_first"):
        return _school_days(7, clock)
    if start := groups.get("stage_start"):
        days = _school_days(value_of("school_starts", start), clock)
        # The first term: whoever starts at a school does so in autumn.
        return (days[0], days[0].replace(month=12, day=31)) if isinstance(days, tuple) else days
    return _school_days(value_of("schools", match["stage"]) if match["stage"] else 0, clock)


def _read_before_school(_: re.Match[str], clock: Clock) -> Reckoned:
    return _school_days(0, clock)


def _read_later(match: re.Match[str], _: Clock) -> Reckoned:
    """Return how many months after the time told before it a phrase like “the following year” may still mean."""
    groups = match.groupdict()
    if groups.get("n"):
        return number_of(groups["n"]) * int(value_of("units", groups["unit"])) + 12
    return 12 if groups.get("same") else 24


#: How each shape of `times.yaml` is reckoned, by the name it gives.
READERS: Mapping[str, Callable[[re.Match[str], Clock], Reckoned]] = {
    "day": _read_day,
    "month": _read_month,
    "season": _read_season,
    "years": _read_years,
    "year": _read_year,
    "decade": _read_decade,
    "era": _read_era,
    "ago": _read_ago,
    "days_ago": _read_days_ago,
    "age": _read_age,
    "bare_age": _read_age,
    "stage": _read_stage,
    "birth": _read_birth,
    "year_group": _read_year_group,
    "school": _read_school,
    "before_school": _read_before_school,
    "later": _read_later,
    "past": lambda _match, _clock: Shape.PAST,
    "recent": lambda _match, _clock: Shape.RECENT,
    "yearless": lambda _match, _clock: Shape.RECENT,
    "now": lambda _match, _clock: Shape.NOW,
}
