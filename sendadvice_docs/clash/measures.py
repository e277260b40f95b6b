"""The measures a sentence tells: amounts, rates, wages, spells, times of day and how often, as one row.

Each begins at a word that may begin a figure (see `row`); one pattern for its class is tried there. A figure that is
not understood is given as “bare”, so that nothing is reckoned beside it; dates and times at which something happens
are “date”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sendadvice_docs.clash import measure_shapes as shapes
from sendadvice_docs.clash.row import DAY, DAY_WORDS, NUMBER_WORD, OFTEN, SHORT_DAYS, VALUES, Row
from sendadvice_docs.clash.row import MONTH as MONTH_CLASS

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
_LY = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "termly": "term",
    "yearly": "year", "annually": "year", "pw": "week", "p/w": "week", "p.w": "week", "pcm": "month", "pm": "month",
    "p/m": "month", "pa": "year", "p.a": "year", "quarterly": "quarter",
}  # fmt: skip
_NTH = {"other": 2.0, "second": 2.0, "alternate": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_IN_A_WEEK = {
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


_Found = list[tuple[str, float, float, str, str]]
_BARE: _Found = [("bare", 0.0, 0.0, "", "")]
_DATED: _Found = [("date", 0.0, 0.0, "", "")]


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
    one, half = _hour(first)
    two, other = _hour(last)
    if half and other:
        return {(two % 12 + 12 * (other == "p") - one % 12 - 12 * (half == "p")) % 24 or 24.0}
    if max(one, two) > 12:
        return {(two - one) % 24 or 24.0}
    return {(two - one) % 12 or 12.0, (two - one) % 24 or 24.0, (two - one + 12) % 24 or 24.0}


def _hour(words: str) -> tuple[float, str]:
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


def _period(match: re.Match[str]) -> str:
    name = re.sub(r"^(?:school|calendar|full|whole|single) ", "", match["per"] or "").replace("-", " ")
    return _NAMES.get(name, name) if name else _LY.get(match.groupdict().get("ly") or "", "")


def days_of(words: str) -> list[int]:
    """Return the days of the week that a list names, in order, Monday as 0; a stretch is counted through."""
    named = [DAY_WORDS.get(one, SHORT_DAYS.get(one, -1)) for one in re.findall(r"[a-z]+", words)]
    named = [one for one in named if one >= 0]
    if len(named) == 2 and re.search(r"\bto\b|until|[-–]", words):
        return [(named[0] + one) % 7 for one in range((named[1] - named[0]) % 7 + 1)]
    return list(dict.fromkeys(named))


class Measures:
    """Reads the measures of the sentences of a row."""

    def __init__(self, row: Row) -> None:
        """Take the words."""
        self._row, self._plain = row, row.plain
        self._by_class: dict[str, Callable[[int], tuple[_Found, int] | None]] = {
            NUMBER_WORD: self._number,
            DAY: self._days,
            MONTH_CLASS: self._month,
            OFTEN: self._often,
        }

    def find(self, hot: Sequence[int]) -> Iterator[Measure]:
        """Yield the measures that begin at some words, in order; each length where one may be several."""
        end = -1
        for at in hot:
            start = self._row.starts[at]
            if start < end:
                continue
            found = self._by_class.get(self._row.sort(at), self._thing)(at)
            if found is None:
                continue
            values, end = found
            first = self._first(at, start)
            for sort, low, high, unit, period in values:
                yield Measure(sort, low, high, unit, first, end, period)

    def _first(self, at: int, start: int) -> int:
        """Return where a measure begins, with “half an” or “£” before it."""
        if self._plain[start - 1 : start] == "£":
            return start - 1
        if self._plain[start - 2 : start] == "£ ":
            return start - 2
        if self._row.sort(at) == "thing":
            words = self._row.words
            back = 2 if at > 1 and words[at - 2] == "half" else 1
            return self._row.starts[at - back]
        return start

    def _before(self, at: int) -> str:
        return self._row.words[at - 1] if at else ""

    def _number(self, at: int) -> tuple[_Found, int] | None:
        plain, start = self._plain, self._row.starts[at]
        if plain[start].isdigit():
            if plain[max(0, start - 2) : start].rstrip().endswith("£"):
                return self._money(start)
            if date := shapes.DATE.match(plain, start):
                return _DATED, date.end()
            if ratio := shapes.RATIO.match(plain, start):
                return [("ratio", 0.0, 0.0, "", "")], ratio.end()
            if clock := shapes.CLOCK.match(plain, start):
                return self._clock(at, clock)
            if time := shapes.AT.match(plain, start):
                return _DATED, time.end()
        number, end = number_at(self._row, at)
        if not number:
            return _BARE, max(end, self._row.end(at))
        if plain[end : end + 1] == "%":
            return _BARE, end
        return self._counted(at, number, end)

    def _counted(self, at: int, number: float, end: int) -> tuple[_Found, int]:
        plain = self._plain
        if match := shapes.ONE_IN.match(plain, end):
            of = VALUES.get(match["of"]) or (float(match["of"]) if match["of"].isdigit() else 0.0)
            if of:
                unit = match["unit"].removesuffix("s")
                return [("often", number / of, number / of, "day" if unit in DAY_WORDS else unit, "week")], match.end()
        if match := shapes.COUNTED.match(plain, end):
            amount = number + 0.5 * bool(match["half"] or match["past"]) + float(match["mins"] or 0) / 60
            return [_measured(amount, match)], match.end()
        if match := shapes.SPELL.match(plain, end):
            name = match["unit"].removesuffix("s").replace("-", " ")
            low, high = WEEKS[name]
            if name in ("term", "half term", "month", "year") and number > 1:
                low *= 0.9
            number += 0.5 * bool(match["half"])
            return [("span", number * low, number * high, name, "")], match.end()
        if match := shapes.SOME.match(plain, end):
            return [("often", number, number, "times", _period(match))], match.end()
        if self._before(at) in ("at", "from", "by", "until", "till", "before", "after", "since") and number <= 24:
            return _DATED, end
        if plain[end : end + 4].startswith((" x ", "x ", " × ", "×")) or shapes.EACH_LONG.match(plain, end):
            return [("times", number, number, "", "")], end
        return _BARE, end

    def _clock(self, at: int, match: re.Match[str]) -> tuple[_Found, int]:
        before = self._before(at)
        between = before == "between"
        said = f"{match['a']} {match['b']}"
        if match["to"] == "and" and not between:
            return _DATED, match.end("a")
        clear = re.search(r"[ap]\.?m|[.:]\d\d|noon|mid", said)
        if not (before in ("from", "between") or clear or match["to"] in ("till", "til", "until")):
            if not (match["to"] in ("to", "-", "–", "—") and max(_hour(match["a"])[0], _hour(match["b"])[0]) <= 12):
                return _BARE, match.end()
            if re.match(
                r" ?(?:\w+ )?(?:hours|nights|days|sessions|weeks|visits|times)\b", self._plain[match.end() :][:24]
            ):
                return _BARE, match.end()
        if between:
            return _DATED, match.end()
        return [("clock", one, one, "hour", "") for one in sorted(hours_between(match["a"], match["b"]))], match.end()

    def _money(self, start: int) -> tuple[_Found, int]:
        match = shapes.MONEY.match(self._plain, start)
        if match is None:
            return _BARE, start + 1
        amount = float(match["pounds"].replace(",", ""))
        if match["wage"] or " ph" in match[0] or match[0].endswith("ph"):
            return [("wage", amount, amount, "hour", "")], match.end()
        if match["each"]:
            return [("wage", amount, amount, "session", "")], match.end()
        if period := _period(match):
            return [("rate", amount, amount, "pound", period)], match.end()
        return [("amount", amount, amount, "pound", "")], match.end()

    def _thing(self, at: int) -> tuple[_Found, int] | None:
        """Read “an hour a week”, “half an hour”, “a year”; a period beside another measure is no measure."""
        before, word = self._before(at), self._row.words[at]
        if before not in ("a", "an", "each"):
            return None
        if word == "dozen":
            return self._counted(at, 6.0 if at > 1 and self._row.words[at - 2] == "half" else 12.0, self._row.end(at))
        number = 0.5 if at > 1 and self._row.words[at - 2] == "half" else 1.0
        start = self._row.starts[at]
        if word in ("week", "fortnight", "month", "term", "year"):
            ahead = self._row.words[at - 2] if at > 1 else ""
            if ahead not in ("for", "over", "of", "in", "lasts", "lasting", "with", "full", "run", "runs"):
                return None
            low, high = WEEKS[word]
            return [("span", low, high, word, "")], self._row.end(at)
        if before == "each" and word != "session":
            return None
        match = shapes.COUNTED.match(self._plain, start)
        if match is None:
            return None
        amount = number + 0.5 * bool(match["half"] or match["past"])
        return [_measured(amount, match)], match.end()

    def _month(self, at: int) -> tuple[_Found, int] | None:
        start = self._row.starts[at]
        if self._row.words[at] == "may" and not self._row.reading.text[start].isupper():
            return None
        match = shapes.MONTH_DATE.match(self._plain, start)
        return (_DATED, match.end()) if match else None

    def _days(self, at: int) -> tuple[_Found, int] | None:
        row, plain = self._row, self._plain
        if not row.is_day(at):
            return None
        start = row.starts[at]
        if match := shapes.STAY.match(plain, start):
            return _DATED, match.end()
        match = shapes.DAY_LIST.match(plain, start)
        if match is None:
            return None
        before = self._before(at)
        if shapes.DAY_OF_MONTH.match(plain, match.end()) and "and" not in match[0]:
            return _DATED, match.end()
        days = days_of(match[0])
        through = len(days) > 1 and re.search(r"\bto\b|until|[-–]", match[0]) is not None
        if through and days[0] != 0:
            return _DATED, match.end()  # one stay, from a day to another
        every = row.words[at - 2] if at > 1 and before in _NTH and before != "alternate" else before
        if every not in ("every", "each", "alternate") and shapes.NTH_BEFORE.search(plain[max(0, start - 24) : start]):
            return _BARE, match.end()  # the first and third Friday
        nth = _NTH.get(before, 1.0) if every in ("every", "each", "alternate") else 1.0
        end = match.end()
        if tail := shapes.NTH_AFTER.match(plain, end):
            end = tail.end()
            span = tail[1] or "month"
            nth = {"fortnight": 2.0, "month": 4.345}.get(span) or _NTH[span.split()[0]]
        often = len(days) / nth
        named = len(days) == 1 and nth == 1.0 and every not in ("every", "each") and not match[0].endswith("days")
        unit = "named" if named else "night" if match[0].endswith(("night", "nights")) else "day"
        return [("often", often, often, unit, "week")], end

    def _often(self, at: int) -> tuple[_Found, int] | None:
        plain, start, word = self._plain, self._row.starts[at], self._row.words[at]
        if word in _TIMES:
            match = shapes.TIMES_PER.match(plain, start)
            period = _period(match) if match else ""
            if match is None or not period:
                return (_BARE, self._row.end(at)) if word != "once" else None
            return [("often", _TIMES[word], _TIMES[word], "times", period)], match.end()
        if word in ("every", "each", "alternate"):
            return self._every(start, word)
        if word in ("weekday", "weekdays"):
            return [("often", 5.0, 5.0, "day", "week")], self._row.end(at)
        if word == "nightly":
            return [("often", 7.0, 7.0, "night", "week")], self._row.end(at)
        if word in ("weekend", "weekends"):
            return None
        if word in ("noon", "midday"):
            return _DATED, self._row.end(at)
        low, high = WEEKS[_LY[word]]
        return [("often", 1 / high, 1 / low, "times", "week")], self._row.end(at)

    def _every(self, start: int, word: str) -> tuple[_Found, int] | None:
        match = shapes.EVERY.match(self._plain, start)
        if match is None:
            return None
        nth = _NTH.get(match["nth"] or (word if word == "alternate" else ""), 1.0)
        if match["units"]:
            number = VALUES.get(match["n"]) or (float(match["n"]) if match["n"].isdigit() else 0.0)
            if not number:
                return None
            low, high = WEEKS[{"nights": "day"}.get(match["units"], match["units"].removesuffix("s"))]
            if match["units"] in ("days", "nights"):
                high = low
            return [("often", 1 / high / number, 1 / low / number, "times", "week")], match.end()
        name = match["one"].replace("-", " ")
        if name in _IN_A_WEEK:
            low, high = _IN_A_WEEK[name]
            return [("often", low / nth, high / nth, name, "week")], match.end()
        low, high = WEEKS[name]
        return [("often", 1 / high / nth, 1 / low / nth, "times", "week")], match.end()


def _measured(amount: float, match: re.Match[str]) -> tuple[str, float, float, str, str]:
    unit = _unit_of(match["unit"])
    if unit == "minute":
        amount, unit = amount / 60, "hour"
    if period := _period(match):
        return "rate" if unit == "hour" else "often", amount, amount, unit, period
    return "amount", amount, amount, unit, ""
