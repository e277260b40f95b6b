"""How often, said twice in one breath: “weekly (every other Thursday)”, “one night a week, 26 nights a year”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sendadvice_docs.clash.common import DAY_NAME, DAYS, NUMBER, Clash, value
from sendadvice_docs.clash.wordings import Shapes, cue

_FILE = "said_often"
_WEEKS = {
    "weekday": (36 * 5, 53 * 5),
    "day": (5 * 36, 366),
    "week": (36, 53),
    "fortnight": (18, 27),
    "month": (9, 12.1),
    "four weeks": (12, 13.1),
    "term": (3, 6),
    "year": (1, 1),
}
_THINGS = (
    "hours?|hrs?|nights?|overnights?|days?|sessions?|visits?|weekends?|evenings?|afternoons?|mornings?"
    "|calls?|outings?|trips?|times"
)
_PER = (
    r"(?:an?|per|each|every|in (?:a|each|every)|/)\s*(?P<per>day|weekday|week|wk|fortnight|month"
    "|year|yr|annum|term)|(?P<short>pw|p/w|pcm|pa)"
)
_MONEY = "pound"


class _Rate(NamedTuple):
    """Something said to be so often: its unit, and how many a year at least and at most."""

    start: int
    end: int
    unit: str
    low: float
    high: float
    days: bool = False
    weekly: float = 0.0


def _days(text: str) -> int:
    named = [DAYS.index(one) for one in re.findall(DAY_NAME, text)]
    if len(named) == 2 and re.search(rf"{DAY_NAME}s?\s*(?:to|-|–)\s*{DAY_NAME}", text):
        return (named[1] - named[0]) % 7 + 1
    return len(set(named))


def _rate(match: re.Match[str]) -> _Rate | None:
    start, end = match.span()
    per = (
        match["per"]
        or match["mper"]
        or {"pw": "week", "p/w": "week", "pcm": "month", "pa": "year"}.get(match["short"] or match["mshort"] or "", "")
    )
    per = {"wk": "week", "yr": "year", "annum": "year"}.get(per, per)
    if match["pounds"] or match["n"]:
        low, high = _WEEKS.get(per, (0.0, 0.0))
        unit = _MONEY if match["pounds"] else _unit(match["thing"] or "times")
        number = value(match["pounds"] or match["n"]) or {"once": 1.0, "twice": 2.0}.get(match["n"] or "", 0.0)
        weekly = {"week": number, "weekday": 5 * number}.get(per, 0.0)
        return _Rate(start, end, unit, number * low, number * high, weekly=weekly) if number and high else None
    if match["in"]:
        each = value(match["in"]) / max(value(match["of"]), 1.0)
        return _Rate(start, end, "times", 36 * each, 53 * each)
    if match["other"]:
        n = {"third": 3, "fourth": 4}.get(match["other"], 2)
        return _Rate(start, end, "times", 36 / n, 53 / n)
    for name, per in (
        ("daily", "day"),
        ("alternate", "fortnight"),
        ("fortnightly", "fortnight"),
        ("weekly", "week"),
        ("monthly", "month"),
        ("termly", "term"),
    ):
        if match[name]:
            return _Rate(start, end, "times", *_WEEKS[per])
    if match["weekdays"]:
        return _Rate(start, end, "times", 36 * 5, 53 * 5)
    days = _days(match[0])
    return _Rate(start, end, "times", 36 * days, 53 * days, days=not match["every"], weekly=days)


def _unit(word: str) -> str:
    word = word.rstrip("s")
    return {"hr": "hour", "overnight": "night"}.get(word, word if word in ("hour", "night") else "times")


def find(text: str) -> Iterator[Clash]:
    """Yield pairs that stand for the same thing and cannot both be right, in a sentence in lower case."""
    rates = [rate for match in Shapes(_FILE)["often"].finditer(text) if (rate := _rate(match))]
    for one, two in pairwise(rates):
        gap = text[one.end : two.start]
        if (
            not cue(_FILE, "same").fullmatch(gap)
            or not cue(_FILE, "over").match(text, two.end)
            or cue(_FILE, "meant").search(text)
        ):
            continue
        if one.unit != two.unit and not {one.unit, two.unit} <= {"times", "night"}:
            continue
        if one.days or two.days:
            # Days that are only named tell how many there are in a week: “twice a week (Monday, Wednesday, Friday)”.
            other = two if one.days else one
            counted = re.match(
                rf"(?:{NUMBER}|twice)\s*(?:\w+\s*)?(?:a|per|each|every) week|(?:every|each) weekday|daily|every day",
                text[other.start : other.end],
            )
            if counted is None or (one.days and two.days):
                continue
        apart = one.weekly and two.weekly and one.weekly != two.weekly
        if apart or one.high * 1.03 < two.low or two.high * 1.03 < one.low:
            yield Clash(one.start, two.end, "frequency", {})
