"""What a measure is, and how numbers, periods, times of day and lists of days are read."""

from __future__ import annotations

import re
from typing import NamedTuple

from sendadvice_docs.clash import measure_shapes as shapes
from sendadvice_docs.clash.row import DAY_WORDS, SHORT_DAYS, VALUES, Row

#: How many weeks each period has, at least and at most: a year of a service may be of school weeks.
WEEKS = {
    "day": (1 / 7, 1 / 5),
    "weekday": (1 / 5, 1 / 5),
    "week": (1.0, 1.0),
    "weekend": (1.0, 1.0),
    "fortnight": (2.0, 2.0),
    "four weeks": (4.0, 4.0),
    "month": (4.0, 4.6),
    "term": (10.0, 15.0),
    "half term": (5.0, 8.0),
    "quarter": (12.0, 13.1),
    "year": (36.0, 53.0),
}
_NAMES = {"wk": "week", "yr": "year", "annum": "year", "mth": "month", "wkend": "weekend", "night": "day"}
_NAMES |= {"two weeks": "fortnight", "2 weeks": "fortnight", "4 weeks": "four weeks"}
LY = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "termly": "term",
    "yearly": "year", "annually": "year", "pw": "week", "p/w": "week", "p.w": "week", "pcm": "month", "pm": "month",
    "p/m": "month", "pa": "year", "p.a": "year", "quarterly": "quarter",
}  # fmt: skip
NTH = {"other": 2.0, "second": 2.0, "alternate": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
IN_A_WEEK = {
    "night": (7.0, 7.0),
    "evening": (5.0, 7.0),
    "morning": (5.0, 7.0),
    "afternoon": (5.0, 7.0),
    "weekend": (1.0, 2.0),
}


class Measure(NamedTuple):
    """A measure of a sentence: its sort, how much, its unit, its period ("" where it is no rate), and where."""

    sort: str  # "amount", "rate", "often", "clock", "span", "wage", "date", "bare"
    low: float
    high: float
    unit: str
    start: int
    end: int
    period: str = ""


def number_at(row: Row, at: int) -> tuple[float, int]:
    """Return the number that a word begins, and the place in the text behind it; 0.0 where it begins none."""
    word, plain = row.words[at], row.plain
    if word in VALUES:
        number, end = VALUES[word], row.end(at)
        if number >= 20 and at + 1 < len(row.words) and plain[end : end + 1] in (" ", "-"):
            more = VALUES.get(row.words[at + 1], 20.0)
            if more < 10 and row.starts[at + 1] == end + 1:
                return number + more, row.end(at + 1)
        return number, end
    figure = shapes.FIGURE.match(plain, row.starts[at])
    if figure is None:
        return (shapes.FRACTIONS[word], row.end(at)) if word in shapes.FRACTIONS else (0.0, row.end(at))
    number = float(figure[1].replace(",", "") + (figure[2] or "")) + shapes.FRACTIONS.get(figure[3] or "", 0.0)
    return number, figure.end()


def hours_between(first: str, last: str) -> set[float]:
    """Return how long it may be from one time of day to another, in hours."""
    one, half = hour_of(first)
    two, other = hour_of(last)
    if half and other:
        return {(two % 12 + 12 * (other == "p") - one % 12 - 12 * (half == "p")) % 24 or 24.0}
    if max(one, two) > 12:
        return {(two - one) % 24 or 24.0}
    return {(two - one) % 12 or 12.0, (two - one) % 24 or 24.0, (two - one + 12) % 24 or 24.0}


def hour_of(words: str) -> tuple[float, str]:
    """Return a time of day in hours, and “a” or “p” where it says which half of the day."""
    match = re.match(r"(\d{1,2})(?:[.:](\d\d))?(?: ?([ap]))?", words)
    if match is None:
        return (0.0, "a") if words == "midnight" else (12.0, "p")
    return int(match[1]) + int(match[2] or 0) / 60, match[3] or ""


def _unit_of(word: str) -> str:
    if word in ("h", "hr", "hrs"):
        return "hour"
    if word in ("min", "mins"):
        return "minute"
    if word.startswith(("overnight", "sleepover")):
        return "night"
    return word if word == "times" else word.removesuffix("s")


def period_of(match: re.Match[str]) -> str:
    """Return the period that a measure is told by, by its common name; "" where it is no rate."""
    name = re.sub(r"^(?:school|calendar|full|whole|single) ", "", match["per"] or "").replace("-", " ")
    return _NAMES.get(name, name) if name else LY.get(match.groupdict().get("ly") or "", "")


def days_of(words: str) -> list[int]:
    """Return the days of the week that a list names, in order, Monday as 0; a stretch is counted through."""
    named = [DAY_WORDS.get(one, SHORT_DAYS.get(one, -1)) for one in re.findall(r"[a-z]+", words)]
    named = [one for one in named if one >= 0]
    if len(named) == 2 and re.search(r"\bto\b|until|[-–]", words):
        return [(named[0] + one) % 7 for one in range((named[1] - named[0]) % 7 + 1)]
    return list(dict.fromkeys(named))


def measured(amount: float, match: re.Match[str]) -> tuple[str, float, float, str, str]:
    """Return the sort, least and greatest size, unit and period of what is counted; minutes in hours."""
    unit = _unit_of(match["unit"])
    if unit == "minute":
        amount, unit = amount / 60, "hour"
    if period := period_of(match):
        return "rate" if unit == "hour" else "often", amount, amount, unit, period
    return "amount", amount, amount, unit, ""
