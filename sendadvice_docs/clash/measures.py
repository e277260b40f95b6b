"""The measures a sentence tells: amounts, rates, spells, times of day and how often, as one row.

How they are written is data (`checks/lexicons/clash/reckon.yaml`, under `token`). A figure that is not understood
is given as “bare”, so that nothing is reckoned beside it; dates and times within which something happens are “date”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sendadvice_docs.clash.clocks import hours_between
from sendadvice_docs.clash.common import DAY_NAME, DAYS, value
from sendadvice_docs.clash.wordings import cue

_FILE = "reckon"
#: How many weeks each period has, at least and at most: a year of a service may be of school weeks.
WEEKS = {
    "day": (1 / 7, 1 / 5),
    "weekday": (1 / 5, 1 / 5),
    "week": (1.0, 1.0),
    "fortnight": (2.0, 2.0),
    "month": (4.0, 4.6),
    "term": (10.0, 15.0),
    "half term": (5.0, 8.0),
    "quarter": (12.0, 13.1),
    "year": (36.0, 53.0),
    "summer": (5.0, 7.0),
}
_NAMES = {
    "wk": "week",
    "yr": "year",
    "annum": "year",
    "mth": "month",
    "half-term": "half term",
    "calendar month": "month",
}
_LY = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "termly": "term",
    "yearly": "year", "annually": "year", "pw": "week", "p/w": "week", "pcm": "month", "pm": "month", "p/m": "month",
    "pa": "year", "p.a": "year", "quarterly": "quarter",
}  # fmt: skip
_TIMES = {
    "half an": 0.5,
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
    "one": 1.0,
    "a": 1.0,
    "an": 1.0,
    "each": 1.0,
    "no": 0.0,
}
_NTH = {"other": 2.0, "second": 2.0, "alternate": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0}


class Measure(NamedTuple):
    """A measure of a sentence: its sort, how much, its unit, over how many weeks (None where it is no rate), where."""

    sort: str  # "amount", "rate", "often", "span", "date", "bare"
    low: float
    high: float
    unit: str
    start: int
    end: int
    period: str = ""


def _singular(unit: str) -> str:
    unit = unit.strip()
    if unit in ("h", "hr", "hrs"):
        return "hour"
    if unit in ("min", "mins"):
        return "minute"
    if unit.startswith(("overnight", "sleepover")):
        return "night"
    return unit if unit == "times" else unit.removesuffix("s")


def _number(words: str) -> float:
    return _TIMES.get(words, 0.0) or value(words)


def _days(words: str) -> int:
    named = [DAYS.index(one) for one in re.findall(DAY_NAME, words)]
    if len(named) == 2 and re.search(r"\bto\b|[-–]", words):
        return (named[1] - named[0]) % 7 + 1
    return len(set(named))


def _clock(match: re.Match[str]) -> set[float]:
    """Return how many hours a stretch of the clock may be; empty where it may be none."""
    first, last = ((match[name] or "") for name in ("a", "b"))
    said = f"{first} {last}"
    if " and " in match["clock"] and not (match["from"] or "").startswith("between"):
        return set()
    if not (
        match["from"]
        or re.search(r"[ap]\.?m|[.:]\d\d|noon|mid", said)
        or re.search(r"till?|until|[-–]| to ", match["clock"])
    ):
        return set()
    swap = {"noon": "12pm", "midday": "12pm", "midnight": "12am"}
    hours = hours_between(swap.get(first, first), swap.get(last, last))
    return {one or 24.0 for one in hours}


def measures_in(text: str, start: int, end: int) -> Iterator[Measure]:
    """Yield the measures of a stretch of text in lower case, in order; each length where it may be several."""
    for match in cue(_FILE, "token").finditer(text, start, end):
        at = match.start(), match.end()
        for name, found in _SORTS.items():
            if match[name]:
                yield from (Measure(*one[:4], *at, one[4]) for one in found(match, text))
                break
        else:
            yield Measure(*_BARE[:4], *at)


_Found = tuple[str, float, float, str, str]
_BARE: _Found = ("bare", 0.0, 0.0, "", "")
_DATE: _Found = ("date", 0.0, 0.0, "", "")


def _dated(_match: re.Match[str], _text: str) -> list[_Found]:
    return [_DATE]


def _timed(match: re.Match[str], _text: str) -> list[_Found]:
    if (match["from"] or "").startswith("between"):
        return [_DATE]  # somewhere within those hours
    return [("clock", one, one, "hour", "") for one in _clock(match)] or [_BARE]


def _money(match: re.Match[str], _text: str) -> list[_Found]:
    amount = value(match["pounds"])
    if match["phour"]:
        return [("bare", amount, amount, "", "")]
    if match["pper"] or match["ply"]:
        return [("rate", amount, amount, "pound", _period(match["pper"], match["ply"]))]
    return [("amount", amount, amount, "pound", "")]


def _one_in(match: re.Match[str], _text: str) -> list[_Found]:
    often = value(match["in"]) / max(value(match["of"]), 1.0)
    return [("often", often, often, _singular(match["what"]), "week")]


def _counted(match: re.Match[str], _text: str) -> list[_Found]:
    amount = _number(match["n"]) + (0.5 if match["half"] or match["past"] else 0.0) + float(match["mins"] or 0) / 60
    unit = _singular(match["unit"])
    if unit == "minute":
        amount, unit = amount / 60, "hour"
    if match["per"] or match["ly"]:
        return [("rate" if unit == "hour" else "often", amount, amount, unit, _period(match["per"], match["ly"]))]
    return [("amount", amount, amount, unit, "")]


def _some(match: re.Match[str], _text: str) -> list[_Found]:
    amount = value(match["some"])
    return [("often", amount, amount, "times", _period(match["sper"], None))]


def _often(match: re.Match[str], _text: str) -> list[_Found]:
    amount = _TIMES.get(match["often"]) or value(match["often"].split()[0])
    return [("often", amount, amount, "times", _period(match["oper"], None))]


def _spell(match: re.Match[str], _text: str) -> list[_Found]:
    name = _singular(match["span"]).replace("-", " ")
    low, high = WEEKS[name]
    amount = _number(match["weeks"])
    if name in ("term", "half term", "month", "year") and amount > 1:
        low *= 0.9
    return [("span", amount * low, amount * high, "week", "")]


def _listed(match: re.Match[str], text: str) -> list[_Found]:
    """Return the days of a list: how many a week, with “every other” and “of each fortnight”."""
    nth = _NTH.get(match["nth"] or (match["each"] if match["each"] == "alternate" else ""), 1.0)
    if cue(_FILE, "nth_before").search(text[max(0, match.start() - 24) : match.start()]):
        return [_BARE]  # the first and third Friday
    through = re.search(r"\bto\b|[-–]", match["list"]) is not None
    if through and not match["list"].removeprefix("on ").removeprefix("every ").startswith("mon"):
        return [_DATE]  # one stay, from a day to another
    if tail := cue(_FILE, "nth_after").match(text, match.end()):
        nth = {"fortnight": 2.0, "month": 4.345}.get(tail[1]) or _NTH[tail[1].split()[0]]
    days = _days(match["list"])
    return [("often", days / nth, days / nth, "day", "week")]


def _gap(match: re.Match[str], _text: str) -> list[_Found]:
    low, high = {"w": (1.0, 1.0), "m": WEEKS["month"], "d": (1 / 7, 1 / 7), "n": (1 / 7, 1 / 7)}[match["gaps"][0]]
    return [("often", 1 / high / value(match["gap"]), 1 / low / value(match["gap"]), "times", "week")]


def _every(match: re.Match[str], _text: str) -> list[_Found]:
    name = match["every"].replace("-", " ")
    nth = _NTH.get(match["skip"] or "", 1.0)
    if name in _IN_A_WEEK:
        low, high = _IN_A_WEEK[name]
        return [("often", low / nth, high / nth, name, "week")]
    low, high = WEEKS[name]
    return [("often", 1 / high / nth, 1 / low / nth, "times", "week")]


def _alternate(match: re.Match[str], _text: str) -> list[_Found]:
    often = 0.5 if match["alt"].startswith("week") else 3.5
    return [("often", often, often, _singular(match["alt"]), "week")]


def _adverb(match: re.Match[str], _text: str) -> list[_Found]:
    often = {"weekdays": (5.0, 5.0), "nightly": (7.0, 7.0)}.get(match["only"])
    if often is None:
        low, high = WEEKS[_LY[match["only"]]]
        often = 1 / high, 1 / low
    return [("often", *often, "times", "week")]


_IN_A_WEEK = {
    "night": (7.0, 7.0),
    "evening": (5.0, 7.0),
    "morning": (5.0, 7.0),
    "afternoon": (5.0, 7.0),
    "weekend": (1.0, 2.0),
}
#: What a match is, by the group of it that is there.
_SORTS: dict[str, Callable[[re.Match[str], str], list[_Found]]] = {
    "date": _dated,
    "at": _dated,
    "over": _dated,
    "clock": _timed,
    "pounds": _money,
    "in": _one_in,
    "n": _counted,
    "some": _some,
    "often": _often,
    "weeks": _spell,
    "list": _listed,
    "gap": _gap,
    "every": _every,
    "alt": _alternate,
    "only": _adverb,
}


def _period(per: str | None, ly: str | None) -> str:
    name = re.sub(r"^(?:school|calendar|full|whole|single) ", "", per or "")
    return _NAMES.get(name, name.replace("-", " ")) if name else _LY.get(ly or "", "week")
