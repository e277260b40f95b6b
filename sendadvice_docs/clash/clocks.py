"""Hours against the times of day beside them, and numbers of days against the days that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import Clash, value
from sendadvice_docs.clash.wordings import any_of, shape, shapes_of
from sendadvice_docs.language import Reading

_FILE = "clocks"
_HINT = re.compile(r"\d|\b(?:day|week|daily|mon|tue|wed|thu|fri|sat|sun)")
_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_COUNTED = re.compile(r"week|pw|days|times|visits|sessions|evenings|mornings|afternoons|nights|calls")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = {"once": 1.0, "twice": 2.0}
_HALVES = {"half an": 0.5, "an": 1.0, "one and a half": 1.5}


def hour_of(words: str) -> tuple[float, str]:
    """Return a time of day in hours, and “a” or “p” where it says which half of the day."""
    match = re.match(r"(\d{1,2})(?:[.:](\d\d))?(?: ?([ap]))?", words)
    if match is None:
        return 0.0, ""
    return int(match[1]) + int(match[2] or 0) / 60, match[3] or ""


def hours_between(first: str, last: str) -> set[float]:
    """Return how long it may be from one time of day to another, in hours."""
    one, half = hour_of(first)
    two, other = hour_of(last)
    if half and other:
        one = one % 12 + 12 * (half == "p")
        two = two % 12 + 12 * (other == "p")
        return {(two - one) % 24}
    return {(two - one) % 12, (two - one) % 24, (two - one + 12) % 24} - {0.0}


#: From which hour to which something in each part of a day may begin, with room.
_DAY_PARTS = {
    "morning": (4.0, 12.5), "lunchtime": (11.0, 15.0), "afternoon": (11.5, 18.5), "evening": (15.5, 24.0),
    "night": (17.0, 7.0),
    "overnight": (16.0, 4.0), "bedtime": (16.5, 3.0), "breakfast": (4.5, 11.0), "teatime": (14.5, 20.0),
}  # fmt: skip


class Clocks:
    """Looks for hours and days that don't fit what stands beside them."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self._reading = reading

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        if shapes_of(_FILE).may_be_in(self._reading.plain) and _HINT.search(self._reading.plain):
            yield from self._hours()
            yield from self._days()
            yield from self._parts_of_the_day()

    def _finditer(self, key: str) -> Iterator[re.Match[str]]:
        for match in shape(_FILE, key).finditer(self._reading.plain):
            sentence = self._reading.sentence_at(match.start())
            if not any_of(_FILE, "about").search(
                self._reading.plain, sentence.start, min(sentence.end, match.end() + 60)
            ):
                yield match

    def _hours(self) -> Iterator[Clash]:
        for key in ("after", "before"):
            for match in self._finditer(key):
                unit = match["unit"] or ""
                timed = re.search(r"[ap]\.?m|[.:]\d\d", match["a"] + match["b"]) or re.search(
                    r"till|until| to ", match[0]
                )
                last, first = hour_of(match["b"])[0], hour_of(match["a"])[0]
                if not unit or not timed or max(first, last) > 24:
                    continue
                said = _HALVES.get(match["n"]) or value(match["n"])
                said /= 60 if unit.startswith("m") else 1
                if said and all(abs(said - one) > 0.02 for one in hours_between(match["a"], match["b"])):
                    yield Clash(match.start(), match.end(), "clock", {})
        for match in self._finditer("backwards"):
            first, last = (hour_of(match[name])[0] % 12 for name in ("a", "b"))
            if last < first:
                yield Clash(match.start(), match.end(), "clock", {})
        for match in self._finditer("product"):
            made = (_HALVES.get(match["count"]) or value(match["count"])) * value(match["size"])
            if match["unit"][0] == match["unit2"][0] and abs(made - value(match["whole"])) > 0.02 * made:
                yield Clash(match.start(), match.end(), "sum", {"said": match["whole"], "right": f"{made:g}"})

    def _parts_of_the_day(self) -> Iterator[Clash]:
        """Yield mornings, evenings and nights with a time that is in none: “every morning, 4pm to 5pm”."""
        for match in self._finditer("part_of_day"):
            first, half = hour_of(match["a"])
            if not half and first < 13:
                continue  # “6.30” alone may be either
            hour = first % 12 + 12 * (half == "p") if half else first
            low, high = _DAY_PARTS[match["part"].rstrip("s")]
            inside = low <= hour <= high if low < high else hour >= low or hour <= high
            if not inside and hour >= 1:
                yield Clash(match.start(), match.end(), "clock", {})

    def _days(self) -> Iterator[Clash]:
        for match in self._finditer("days"):
            named = {one[1] for one in _DAY.finditer(match["list"])}
            count = _TIMES.get(match["n"]) or value(match["n"])
            counted = _COUNTED.search(match[0][: match.start("list") - match.start()]) is not None
            if counted and len(named) > 1 and len(named) != count:
                yield Clash(match.start(), match.end(), "counted", {"said": match["n"], "right": str(len(named))})
        for match in self._finditer("daily"):
            yield Clash(match.start(), match.end(), "frequency", {})
        for match in self._finditer("weekdays"):
            first, last = (_WEEK.index(match[name][:3]) for name in ("a", "b"))
            if (first, last) != (0, 4):
                yield Clash(match.start(), match.end(), "frequency", {})
