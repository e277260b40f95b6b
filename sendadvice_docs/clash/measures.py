"""The measures a sentence tells: amounts, rates, wages, spells, times of day and how often, as one row.

Each begins at a word that may begin a figure (see `row`); one pattern for its class is tried there. A figure that is
not understood is given as “bare”, so that nothing is reckoned beside it; dates and times at which something happens
are “date”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sendadvice_docs.clash import measure_shapes as shapes
from sendadvice_docs.clash.figures import (
    IN_A_WEEK,
    LY,
    NTH,
    TIMES,
    WEEKS,
    Measure,
    days_of,
    hour_of,
    hours_between,
    measured,
    number_at,
    period_of,
)
from sendadvice_docs.clash.row import DAY, DAY_WORDS, NUMBER_WORD, OFTEN, VALUES, Row
from sendadvice_docs.clash.row import MONTH as MONTH_CLASS

_Found = list[tuple[str, float, float, str, str]]
_BARE: _Found = [("bare", 0.0, 0.0, "", "")]
_DATED: _Found = [("date", 0.0, 0.0, "", "")]


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
            return [measured(amount, match)], match.end()
        if match := shapes.SPELL.match(plain, end):
            name = match["unit"].removesuffix("s").replace("-", " ")
            low, high = WEEKS[name]
            if name in ("term", "half term", "month", "year") and number > 1:
                low *= 0.9
            number += 0.5 * bool(match["half"])
            return [("span", number * low, number * high, name, "")], match.end()
        if match := shapes.SOME.match(plain, end):
            return [("often", number, number, "times", period_of(match))], match.end()
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
            if not (match["to"] in ("to", "-", "–", "—") and max(hour_of(match["a"])[0], hour_of(match["b"])[0]) <= 12):
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
        if period := period_of(match):
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
        return [measured(amount, match)], match.end()

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
        every = row.words[at - 2] if at > 1 and before in NTH and before != "alternate" else before
        if every not in ("every", "each", "alternate") and (
            of_month := shapes.NTH_BEFORE.search(plain[max(0, start - 24) : start])
        ):
            tail = shapes.OF_THE_MONTH.match(plain, match.end())
            if tail is None or len(days) > 1:
                return _BARE, match.end()  # the first and third Friday
            number = 1.0 + len(re.findall(r"\b(?:and|&|or)\b", of_month[0]))
            return [("often", number / 4.6, number / 4.0, "named", "week")], tail.end()
        nth = NTH.get(before, 1.0) if every in ("every", "each", "alternate") else 1.0
        end = match.end()
        if tail := shapes.NTH_AFTER.match(plain, end):
            end = tail.end()
            span = tail[1] or "month"
            nth = {"fortnight": 2.0, "month": 4.345}.get(span) or NTH[span.split()[0]]
        often = len(days) / nth
        if len(days) > 1 and nth == 1.0 and (tail := shapes.OF_THE_WEEK.match(plain, end)):
            end = tail.end()
        named = len(days) == 1 and nth == 1.0 and every not in ("every", "each") and not match[0].endswith("days")
        unit = "named" if named else "night" if match[0].endswith(("night", "nights")) else "day"
        return [("often", often, often, unit, "week")], end

    def _often(self, at: int) -> tuple[_Found, int] | None:
        plain, start, word = self._plain, self._row.starts[at], self._row.words[at]
        if word in TIMES:
            match = shapes.TIMES_PER.match(plain, start)
            period = period_of(match) if match else ""
            if match is None or not period:
                return (_BARE, self._row.end(at)) if word != "once" else None
            return [("often", TIMES[word], TIMES[word], "times", period)], match.end()
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
        low, high = WEEKS[LY[word]]
        return [("often", 1 / high, 1 / low, "times", "week")], self._row.end(at)

    def _every(self, start: int, word: str) -> tuple[_Found, int] | None:
        match = shapes.EVERY.match(self._plain, start)
        if match is None:
            return None
        nth = NTH.get(match["nth"] or (word if word == "alternate" else ""), 1.0)
        if match["units"]:
            number = VALUES.get(match["n"]) or (float(match["n"]) if match["n"].isdigit() else 0.0)
            if not number:
                return None
            low, high = WEEKS[{"nights": "day"}.get(match["units"], match["units"].removesuffix("s"))]
            if match["units"] in ("days", "nights"):
                high = low
            return [("often", 1 / high / number, 1 / low / number, "times", "week")], match.end()
        name = match["one"].replace("-", " ")
        if name in IN_A_WEEK:
            low, high = IN_A_WEEK[name]
            return [("often", low / nth, high / nth, name, "week")], match.end()
        low, high = WEEKS[name]
        return [("often", 1 / high / nth, 1 / low / nth, "times", "week")], match.end()
