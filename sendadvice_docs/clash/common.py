"""What the searches for contradictions share: the shape of what they find, numbers, and dates as prose writes them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from sendadvice_docs.quantities import number_in

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|thirty|forty|fifty|sixty"
)
#: A number in figures or words, with “and a half”.
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?[½¼¾]?|[½¼¾]|{_WORDS})(?:\s+and a half)?"
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
DAY_NAME = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FIGURE = re.compile(r"\d")
#: A date with its month and perhaps day and year; groups d, m, y or n (figures with slashes) are named with a suffix.
_DATE = (
    rf"(?:(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m{{0}}>{MONTH})\.?(?:,?\s+(?P<y{{0}}>(?:19"
    r"|20)\d\d))?(?!\w)"
    r"|(?P<n{0}>\d{{1,2}}[/.]\d{{1,2}}[/.](?:(?:19|20)\d\d|\d\d))(?![\d/])|(?P<i{0}>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)


class Clash(NamedTuple):
    """A contradiction found in a text: where, of which sort, and the values its message needs."""

    start: int
    end: int
    sort: str
    values: Mapping[str, str]


class Told(NamedTuple):
    """A date as told: the first and last day it may mean; `year` says whether its year is written."""

    first: dt.date
    last: dt.date
    year: bool


def date_pattern(suffix: str = "") -> str:
    """Return a regular expression for a date, its groups ending in `suffix`."""
    return f"(?:{_DATE.format(suffix)})"


def value(words: str) -> float:
    """Return the number that words or figures mean; 0 where they mean none."""
    return number_in(words) or 0.0


def has_figure(text: str) -> bool:
    """Return whether a text holds a figure, were it a small raised one."""
    return _FIGURE.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


def told(match: re.Match[str], suffix: str = "", year: int | None = None) -> Told | None:
    """Return the date a match of `date_pattern` means; without a year of its own, in `year`. None for no such day."""
    groups = match.groupdict()
    try:
        if iso := groups.get(f"i{suffix}"):
            day = dt.date.fromisoformat(iso)
            return Told(day, day, year=True)
        if figures := groups.get(f"n{suffix}"):
            first, second, third = (int(one) for one in re.split(r"[/.]", figures))
            day = dt.date(third if third > 99 else 2000 + third, second, first)
            return Told(day, day, year=True)
        month = MONTHS[groups[f"m{suffix}"] or ""]
        own = groups.get(f"y{suffix}")
        number = int(own) if own else year
        if number is None:
            return None
        if written := groups.get(f"d{suffix}"):
            day = dt.date(number, month, int(written))
            return Told(day, day, year=bool(own))
        return Told(
            dt.date(number, month, 1), dt.date(number, month, calendar.monthrange(number, month)[1]), year=bool(own)
        )
    except (ValueError, KeyError):
        return None


def in_words(day: dt.date) -> str:
    """Return a day as people write it: 3 October 2026."""
    names = list(dict.fromkeys(MONTHS.values()))
    name = next(key for key, number in MONTHS.items() if number == names[day.month - 1])
    return f"{day.day} {name.capitalize()} {day.year}"
