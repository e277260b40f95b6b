"""Amounts in a text that contradict each other: a total its parts don't make, two rates that are not the same.

Only what is said to be equal is compared (“3 hours a week (2 x 1 hour)”), and only where every figure of it is
understood: a part that is not, such as travel or a contribution, may be the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs.clash import said_often, said_sums
from sendadvice_docs.clash.common import Clash, told, value
from sendadvice_docs.clash.said_sums import amount_of, close, days_in, normal, period_of
from sendadvice_docs.clash.wordings import Shapes, cue, expressions_of
from sendadvice_docs.expression import Expression
from sendadvice_docs.gate import Group
from sendadvice_docs.language import LONGEST_SENTENCE, Reading
from sendadvice_docs.matching import prepare

_FILE = "said_amounts"
_FOR_WEEKS = re.compile(r"[ ,]*(?:for|over|in) \w+ weeks")

#: How many of the one period are in the other, at least and at most: some count school weeks, some leave out holidays.
_IN: dict[tuple[str, str], tuple[float, float]] = {
    ("day", "week"): (5, 7),
    ("day", "fortnight"): (10, 14),
    ("day", "year"): (180, 366),
    ("day", "month"): (20, 31),
    ("week", "fortnight"): (2, 2),
    ("week", "four weeks"): (4, 4),
    ("week", "month"): (4, 4.5),
    ("week", "year"): (36, 53),
    ("fortnight", "month"): (2, 2.25),
    ("fortnight", "year"): (18, 27),
    ("month", "year"): (10, 12),
    ("four weeks", "year"): (12, 13.1),
}


@lru_cache(maxsize=1)
def _anything() -> Group[Expression]:
    """Return what there is to be found; the other shapes are asked only of what these have found."""
    shapes = ("rates", "over", "over_money", "total", "in_all", "hours")
    often = ("monthly", "weekends", "visits", "course", "for_a_year")
    return Group((*expressions_of(_FILE, *shapes, *often).members, *expressions_of("said_often").members))


class SaidAmounts:
    """Looks for amounts that contradict each other in one text."""

    def find(self, reading: Reading) -> Iterator[Clash]:
        """Yield what cannot be right in a text."""
        plain = reading.plain
        if len(plain) <= LONGEST_SENTENCE and not _anything().may_be_in(plain):
            return
        for sentence in reading.sentences:
            whole = sentence.start == 0 and sentence.end == len(plain)
            text = plain if whole else prepare(plain[sentence.start : sentence.end])
            if len(text) > 1000 or not _anything().may_be_in(text) or not cue(_FILE, "anchor").search(text):
                continue
            found = list(self._in_sentence(text))
            taken: list[Clash] = []
            for one in sorted(found, key=lambda one: (one.start, -one.end)):
                if not any(one.start < other.end and other.start < one.end for other in taken):
                    taken.append(one)
                    yield Clash(sentence.start + one.start, sentence.start + one.end, one.sort, one.values)

    def _in_sentence(self, text: str) -> Iterator[Clash]:
        yield from self._rates(text)
        yield from said_sums.find(text)
        yield from self._often(text)
        yield from self._clock(text)
        yield from self._courses(text)
        yield from said_often.find(text)

    def _rates(self, text: str) -> Iterator[Clash]:
        """Yield two rates that are not the same: “£180 a week, or £720 a year”."""
        patterns = Shapes(_FILE)
        for match in patterns["rates"].finditer(text):
            aside = cue(_FILE, "aside").search(match[0].replace("four weeks", ""))
            if not aside and not _FOR_WEEKS.match(text, match.end()) and self._differ(match):
                yield Clash(match.start(), match.end(), "rates", {})
        for name in ("over", "over_money"):
            for match in patterns[name].finditer(text):
                first, total = amount_of(match, "1"), self._total(match)
                if first is None or total is None or self._per(match, "1") != "week":
                    continue
                if (total[1] or first[1]) == first[1] and not close(first[0] * value(match["weeks"]), total[0]):
                    yield Clash(match.start(), match.end(), "rates", {})

    def _differ(self, match: re.Match[str]) -> bool:
        """Return whether two amounts of one unit, for two periods, cannot be the same."""
        first, second = amount_of(match, "1"), amount_of(match, "2")
        pair = (self._per(match, "1"), self._per(match, "2"))
        if first is None or second is None or first[1] != second[1] or pair[0] == pair[1]:
            return False
        small, large = first[0], second[0]
        if pair not in _IN:
            pair, small, large = (pair[1], pair[0]), large, small
        if pair not in _IN:
            return False
        low, high = _IN[pair]
        return not small * low * 0.97 <= large <= small * high * 1.03

    def _total(self, match: re.Match[str]) -> tuple[float, str] | None:
        """Return the total over some weeks, with its unit, "" where that is the unit of the rate; None without one."""
        groups = match.groupdict()
        if groups.get("pounds2"):
            return value(groups["pounds2"] or ""), "pound"
        if groups.get("n2"):
            return normal(value(groups["n2"] or ""), groups.get("unit2") or "")
        return None

    def _per(self, match: re.Match[str], suffix: str) -> str:
        groups = match.groupdict()
        return period_of(groups.get(f"per{suffix}"), groups.get(f"ly{suffix}"))

    def _often(self, text: str) -> Iterator[Clash]:
        patterns = Shapes(_FILE)
        for match in patterns["monthly"].finditer(text):
            yield Clash(match.start(), match.end(), "frequency", {})
        for match in patterns["weekends"].finditer(text):
            nights = days_in(match["days"])
            every = {"second": 2, "other": 2, "alternate": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}.get(
                match["nth"] or "", 1
            )
            right = nights * 52 / every
            if not 0.75 * right <= value(match["n"]) <= 1.1 * right:
                yield Clash(match.start(), match.end(), "rates", {})
        for match in patterns["visits"].finditer(text):
            if after := patterns["in_year"].match(text, match.end()):
                low, high = _IN[str(match.lastgroup), "year"]
                if not low <= value(after["n"]) <= high:
                    yield Clash(match.start(), after.end(), "rates", {})
            if match["week"] and (after := patterns["between"].match(text, match.end())):
                last = told(after, "2")
                first = told(after, "1", year=last.first.year if last else None)
                if first and last and first.first <= last.last:
                    weeks = (last.last - first.first).days // 7 + 1
                    if value(after["n"]) > weeks:
                        yield Clash(match.start(), after.end(), "rates", {})

    def _courses(self, text: str) -> Iterator[Clash]:
        """Yield sessions for which there is no time: “six monthly visits over three months”."""
        for match in Shapes(_FILE)["course"].finditer(text):
            days = {"w": 7.0, "f": 14.0, "m": 30.44}[(match["often"] or match["often_"])[0]]
            needed = (value(match["n"] or match["n_"]) - 1) * days
            if match["span"]:
                there = value(match["span"]) * {"w": 7.0, "m": 30.44}[match["unit"][0]]
            else:
                last = told(match, "2")
                first = told(match, "1", year=last.first.year if last else None)
                if first is None or last is None or last.last < first.first:
                    continue
                there = (last.last - first.first).days
            if there + 1 < needed * 0.98:
                yield Clash(match.start(), match.end(), "rates", {})
        for match in Shapes(_FILE)["for_a_year"].finditer(text):
            low, high = _IN[
                "fortnight" if match["often"].startswith("f") else match["often"].removesuffix("ly"), "year"
            ]
            if not low <= value(match["n"]) <= high:
                yield Clash(match.start(), match.end(), "rates", {})

    def _clock(self, text: str) -> Iterator[Clash]:
        """Yield hours that the times of day beside them don't make: “3 hours, 10am to 12pm”."""
        hours, clocks = list(Shapes(_FILE)["hours"].finditer(text)), list(Shapes(_FILE)["clock"].finditer(text))
        if (
            len(hours) != 1
            or len(clocks) != 1
            or cue(_FILE, "aside").search(text)
            or re.search(r"\bbetween\b|\bof it\b|\bof which\b|\bof that\b|\beach\b|\bx\b|\b(?:any|some)time\b", text)
        ):
            return
        hour, clock = hours[0], clocks[0]
        if not (
            clock["ap1"] or clock["ap2"] or clock["m1"] or clock["m2"] or re.search(r"\b(?:till|until)\b", clock[0])
        ):
            return
        gap = text[min(hour.end(), clock.end()) : max(hour.start(), clock.start())]
        if len(gap) > 40 or re.search(r"[;]|\bwithin\b|\bduring\b|\bof\b.*\b(?:shift|day)\b|\band\b", gap):
            return
        start = int(clock["h1"]) + int(clock["m1"] or 0) / 60
        end = int(clock["h2"]) + int(clock["m2"] or 0) / 60
        if max(start, end) >= 25:
            return
        spans = {(end - start) % 12, (end - start) % 24, (end - start + 12) % 24}
        if not any(close(1.0 if hour["n"] == "an" else value(hour["n"]), span) for span in spans):
            first, last = min(hour.start(), clock.start()), max(hour.end(), clock.end())
            yield Clash(first, last, "clock", {})
