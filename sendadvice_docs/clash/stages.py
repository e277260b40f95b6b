"""What stage of life somebody had reached in a year that is named, against the date of birth; twins and brothers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs.ages import age_on
from sendadvice_docs.clash.common import MONTHS, Clash, in_words, value
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.clash.wordings import cue, data
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "stages"

_YOUNGER = frozenset({"younger", "little", "baby", "small", "kid"})


@lru_cache(maxsize=1)
def _stages() -> dict[str, tuple[float, float]]:
    """Return the ages, in years, at which each stage is told of somebody, at least and at most."""
    return {name: (float(low), float(high)) for name, (low, high) in data(_FILE)["stages"].items()}


class Stages:
    """Looks for stages of life that don't fit the year beside them, and for brothers and sisters of impossible ages."""

    def __init__(self, reading: Reading, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the text, who is spoken of in it, and the date of birth with the day that counts as today."""
        self._reading, self._subjects = reading, subjects
        self._born, self._on = circumstances.date_of_birth, circumstances.on

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        if self._born is None or self._on is None or self._born > self._on:
            return
        plain = self._reading.plain
        for pattern in (cue(_FILE, "in_when"), cue(_FILE, "when_in")):
            for match in pattern.finditer(plain):
                yield from self._stage(match, self._born)
        for match in cue(_FILE, "born").finditer(plain):
            if self._is_child(match):
                first, last = _span(match)
                if not first <= self._born <= last:
                    values = {"said": match["year"], "right": in_words(self._born), "born": in_words(self._born)}
                    yield Clash(match.start(), match.end(), "birthday", values)
        yield from self._siblings(self._born, self._on)

    def _is_child(self, match: re.Match[str]) -> bool:
        if not match["who"]:
            return self._subjects.at(match.start(), match.start() + 1) in (CHILD, "")
        return self._subjects.named(match.start("who"), match.end("who")) == CHILD

    def _stage(self, match: re.Match[str], born: dt.date) -> Iterator[Clash]:
        low, high = _ages(match)
        if high <= 0 or not self._is_child(match):
            return
        first, last = _span(match)
        youngest, oldest = (first - born).days / 365.25, (last - born).days / 365.25
        if oldest < low - 0.25 or youngest > high + 0.25:
            values = {"said": match["year"], "right": f"{born.year + int(low)}", "born": in_words(born)}
            yield Clash(match.start(), match.end(), "birthday", values)

    def _siblings(self, born: dt.date, on: dt.date) -> Iterator[Clash]:
        plain, own = self._reading.plain, age_on(born, on)
        for match in cue(_FILE, "twin").finditer(plain):
            if (
                self._subjects.at(match.start(), match.start() + 1) in (CHILD, "")
                and abs(value(match["age"]) - own) > 1
            ):
                yield Clash(match.start(), match.end(), "ages", {"one": match["age"], "other": str(own)})
        for match in cue(_FILE, "sibling").finditer(plain):
            owner = self._subjects.named(match.start("whose"), match.end("whose"))
            age = value(match["age"])
            wrong = age > own if match["way"] in _YOUNGER else age < own
            if owner == CHILD and wrong:
                yield Clash(match.start(), match.end(), "ages", {"one": match["way"], "other": match["age"]})


def _ages(match: re.Match[str]) -> tuple[float, float]:
    if match["months"]:
        size = value(match["months"]) / (12 if match["unit"].startswith("m") else 52)
        return max(0.0, size - 0.1), size + 0.1
    if match["of"]:
        size = value(match["of"]) / {"w": 52.0, "m": 12.0}.get((match["unit2"] or "y")[0], 1.0)
        return (max(0.0, size - 0.1), size + 0.1) if match["unit2"] and match["unit2"] != "years" else (size, size + 1)
    return _stages().get(match["stage"] or "", (0.0, 0.0))


def _span(match: re.Match[str]) -> tuple[dt.date, dt.date]:
    year = int(match["year"])
    if match["month"]:
        month = MONTHS[match["month"]]
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return dt.date(year, month, 1), last
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
