"""How often, how long and on which day, where a text says so twice: both are reckoned in one unit and compared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import MONTHS, Clash, value
from sendadvice_docs.clash.wordings import any_of, shape, shapes_of
from sendadvice_docs.language import Reading

_FILE = "rates"
_WEEKS_IN = {"week": 1.0, "fortnight": 2.0, "month": 4.345, "term": 13.0, "year": 52.0, "day": 1 / 7}
_DAYS_IN = {"week": 7.0, "month": 30.44, "year": 365.25}
#: A year of a service may leave out the holidays.
_LEAST_OF_A_YEAR = 0.55
_SLACK = 1.1
_ABOUT = re.compile(
    r"\b(?:about|around|up to|at least|nearly|roughly|some|in term|term[- ]time|holidays?|plus|extra|most)\b"
)


def interval(often: str) -> float:
    """Return how many weeks pass from one time to the next, for a frequency in words; 0 where it tells none."""
    words = re.sub(r"ly\b", "", often.replace("daily", "day"))
    unit = next((name for name in _WEEKS_IN if re.search(rf"\b{name}s?\b", words)), "")
    if not unit:
        return 0.0
    weeks = _WEEKS_IN[unit]
    if "other" in words:
        return weeks * 2
    if "twice" in words:
        return weeks / 2
    number = re.search(r"\b(two|three|four|six)\b", words)
    return weeks * (value(number[1]) if number else 1.0)


class Rates:
    """Looks for frequencies, spans and days of the week that are told twice and differ."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self._reading = reading

    def find(self) -> Iterator[Clash]:
        """Yield what differs."""
        if not shapes_of(_FILE).may_be_in(self._reading.plain):
            return
        yield from self._counts()
        yield from self._amounts()
        yield from self._spans()
        yield from self._days()

    def _finditer(self, key: str) -> Iterator[re.Match[str]]:
        return shape(_FILE, key).finditer(self._reading.plain)

    def _clause(self, match: re.Match[str]) -> str:
        sentence = self._reading.sentence_at(match.start())
        return self._reading.plain[sentence.start : sentence.end]

    def _counts(self) -> Iterator[Clash]:
        for match in self._finditer("often_in"):
            weeks = value(match["m"]) * {"weeks": 1.0, "months": 4.345, "years": 52.0}[match["unit"]]
            yield from self._compared(match, weeks)
        for key in ("often_a", "a_often"):
            for match in self._finditer(key):
                yield from self._compared(match, _WEEKS_IN[match["per"]])

        for match in self._finditer("twice_monthly"):
            yield Clash(match.start(), match.end(), "frequency", {})

    def _compared(self, match: re.Match[str], weeks: float) -> Iterator[Clash]:
        each, number = interval(match["often"]), value(match["n"])
        if not each or not number or _ABOUT.search(self._clause(match)):
            return
        least = weeks / each * (_LEAST_OF_A_YEAR if weeks > 26 else 0.7)
        if not least - 1 <= number <= weeks / each * _SLACK + (0.5 if weeks / each < 8 else 0):
            yield Clash(match.start(), match.end(), "frequency", {})

    def _amounts(self) -> Iterator[Clash]:
        for match in self._finditer("over_weeks"):
            made = value(match["n"]) * value(match["m"])
            if match["unit"][0] == match["unit2"][0] and abs(made - value(match["total"])) > 0.1 * made:
                yield Clash(match.start(), match.end(), "rates", {})
        for match in self._finditer("made_of"):
            if match["unit"][0] != match["unit2"][0] or _ABOUT.search(self._clause(match)):
                continue
            words = match["often"]
            each = interval(words) or _WEEKS_IN[words.split()[-1]]
            weeks = _WEEKS_IN[match["per"]]
            made = max(1.0, value(match["count"])) * value(match["size"]) * weeks / each
            least = made * (_LEAST_OF_A_YEAR if weeks > 26 else 0.88)
            if not least <= value(match["n"]) <= made * _SLACK:
                yield Clash(match.start(), match.end(), "rates", {})

    def _spans(self) -> Iterator[Clash]:
        for match in self._finditer("span_days"):
            first, last = int(match["a"]), int(match["b"])
            if match["m1"] and match["m1"] != match["m2"]:
                continue
            days, said = last - first, value(match["n"])
            # Fewer days than there are from the first to the last may be days among them.
            if days > 0 and (said > days + 1 or (":" in match[0] and said < days)) and not _ABOUT.search(match[0]):
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})
        for match in self._finditer("span_dates"):
            end = dt.date(int(match["y2"]), MONTHS[match["m2"]], 28)
            year = int(match["y1"] or 0) or end.year - (MONTHS[match["m1"]] > end.month)
            months = (end.year - year) * 12 + end.month - MONTHS[match["m1"]] + 0.5
            said = max(1.0, value(match["n"])) * _DAYS_IN[match["unit"].rstrip("s")] / _DAYS_IN["month"]
            if abs(months - said) > max(1.6, 0.15 * said):
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})
        for match in self._finditer("span_weeks"):
            yield from self._span_weeks(match)
        for match in self._finditer("half_day"):
            if (int(match["h2"]) - int(match["h1"])) % 12 >= 7:
                yield Clash(match.start(), match.end(), "clock", {})

    def _span_weeks(self, match: re.Match[str]) -> Iterator[Clash]:
        try:
            end = dt.date(int(match["y2"]), MONTHS[match["m2"]], int(match["d2"]))
            year = int(match["y1"] or 0) or end.year - (MONTHS[match["m1"]] > end.month)
            days = (end - dt.date(year, MONTHS[match["m1"]], int(match["d1"]))).days + 1
        except ValueError:
            return
        unit = _DAYS_IN[match["unit"].rstrip("s")]
        # The last of ten weekly sessions is nine weeks after the first.
        if 0 < days < 0.8 * value(match["n"]) * unit - unit:
            yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})

    def _days(self) -> Iterator[Clash]:
        for key in ("day_moved", "day_only", "day_is", "day_named"):
            for match in self._finditer(key):
                if match["a"] != match["b"] and not any_of(_FILE, "moved").search(match[0]):
                    values = {"one": match["a"].capitalize(), "other": match["b"].capitalize()}
                    yield Clash(match.start("a"), match.end("b"), "days", values)
