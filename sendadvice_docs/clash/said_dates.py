"""Dates in a text that cannot be right: an end before its start, a weekday that was another, a visit still to come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import DAYS, Clash, Told, has_figure, in_words, told, value
from sendadvice_docs.clash.wordings import Shapes, cue
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "said_dates"
#: Fields that tell of what was done.
_TOLD_OF_THE_PAST = frozenset(
    {"evidence/spoken_to/how", "views/family/how", "views/child_or_young_person/how", "evidence/records_read"}
)
#: The last month of each season in which something may be done by it.
_LAST_MONTH = {"easter": 4, "spring": 5, "whitsun": 6, "summer": 9, "autumn": 12, "new year": 1, "half-term": 11}


class SaidDates:
    """Looks for dates that contradict each other or the day of the advice."""

    def __init__(self, circumstances: Circumstances) -> None:
        """Take the day that counts as today."""
        self._on = circumstances.on

    def find(self, reading: Reading, field: str) -> Iterator[Clash]:
        """Yield what cannot be right in a text of the named field."""
        if not has_figure(reading.plain):
            return
        yield from self._orders(reading)
        yield from self._days(reading)
        if self._on is not None:
            yield from self._against_today(reading, field, self._on)

    def _orders(self, reading: Reading) -> Iterator[Clash]:
        """Yield ends that come before their starts, and spans that are not as long as told."""
        plain, patterns = reading.plain, Shapes(_FILE)
        for match in patterns["range"].finditer(plain):
            yield from self._range(reading, match)
        for name in ("story", "referral", "finished", "after"):
            for match in patterns[name].finditer(plain):
                if not cue(_FILE, "again").search(plain, *reading.sentence_at(match.start())):
                    yield from self._reversed(match, swap=name in ("finished", "after"))
        for match in patterns["years"].finditer(plain):
            if int(match["b"]) < int(match["a"]):
                yield Clash(match.start(), match.end(), "reversed", {})

    def _days(self, reading: Reading) -> Iterator[Clash]:
        """Yield days of the week that were another, and days there are none of."""
        for match in Shapes(_FILE)["weekday"].finditer(reading.plain):
            day = told(match, "1")
            if day is None or not day.year or day.first != day.last:
                continue
            right = DAYS[day.first.weekday()]
            if not right.startswith(match["day"][:3]):
                values = {"right": right.capitalize(), "date": in_words(day.first)}
                yield Clash(match.start(), match.end(), "weekday", values)
        for match in Shapes(_FILE)["date"].finditer(reading.plain):
            yield from self._impossible(match)

    def _still_to_come(self, reading: Reading, match: re.Match[str]) -> Iterator[Clash]:
        if self._on is None:
            return
        day = told(match, "1")
        clause = reading.clause_at(match.start())
        if day is None or not day.year or day.first <= self._on:
            return
        if not cue(_FILE, "to_come").search(reading.plain, clause.start, match.end()):
            start = next(match.start(name) for name in ("d1", "m1", "n1", "i1") if match[name])
            yield Clash(start, match.end(), "to_come", {"on": in_words(self._on)})

    def _against_today(self, reading: Reading, field: str, on: dt.date) -> Iterator[Clash]:
        """Yield what today shows to be wrong: “since” a day to come, papers to come, provision that is over."""
        plain, patterns = reading.plain, Shapes(_FILE)
        for match in patterns["for_years"].finditer(plain):
            years = on.year - int(match["year"])
            if not years - 1 <= value(match["n"]) <= years + 1:
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} years"})
        for name in ("since", "paper", *(("date",) if field in _TOLD_OF_THE_PAST else ())):
            for match in patterns[name].finditer(plain):
                day = told(match, "1")
                if (
                    day
                    and day.year
                    and day.first > on
                    and (name == "since" or not self._beside("planned", reading, match))
                ):
                    yield Clash(match.start(), match.end(), "to_come", {"on": in_words(on)})
        for match in patterns["done"].finditer(plain):
            yield from self._still_to_come(reading, match)
        yield from self._over(reading, field, on)

    def _beside(self, words: str, reading: Reading, match: re.Match[str]) -> bool:
        clause = reading.clause_at(match.start())
        return cue(_FILE, words).search(reading.plain, clause.start, clause.end) is not None

    def _over(self, reading: Reading, field: str, on: dt.date) -> Iterator[Clash]:
        """Yield days by which something is to be reached, or up to which it is provided, that are past."""
        name = {"outcomes/description": "by", "provision/description": "until"}.get(field)
        if name is None:
            return
        for match in Shapes(_FILE)[name].finditer(reading.plain):
            day = told(match, "1")
            if day and day.year and day.last < on and (name == "by" or not self._beside("was", reading, match)):
                yield Clash(match.start(), match.end(), "past_date", {"on": in_words(on)})
        if name == "by":
            for match in cue(_FILE, "by_season").finditer(reading.plain):
                last = int(match["year"]) * 12 + _LAST_MONTH.get(match["season"], 12)
                if last < on.year * 12 + on.month:
                    yield Clash(match.start(), match.end(), "past_date", {"on": in_words(on)})

    def _reversed(self, match: re.Match[str], *, swap: bool = False) -> Iterator[Clash]:
        first, last = told(match, "2" if swap else "1"), told(match, "1" if swap else "2")
        if first and last and first.year and last.year and last.last < first.first:
            yield Clash(match.start(), match.end(), "reversed", {})

    def _range(self, reading: Reading, match: re.Match[str]) -> Iterator[Clash]:
        last = told(match, "2")
        if last is None or not last.year:
            return
        first = told(match, "1", year=last.first.year)
        if first is None:
            return
        if last.last < first.first:
            if first.year:
                yield Clash(match.start(), match.end(), "reversed", {})
                return
            first = told(match, "1", year=last.first.year - 1)
        if first is not None:
            yield from self._too_long(reading, match, first, last)

    def _too_long(self, reading: Reading, match: re.Match[str], first: Told, last: Told) -> Iterator[Clash]:
        """Yield a span told in weeks or months that the dates beside it don't make."""
        text = reading.plain
        sentence = reading.sentence_at(match.start())
        before = list(Shapes(_FILE)["lasting"].finditer(text, max(sentence.start, match.start() - 40), match.start()))
        after = Shapes(_FILE)["lasting"].search(text, match.end(), min(sentence.end, match.end() + 24))
        span = before[-1] if before else after
        if span is None:
            return
        if before and not re.fullmatch(
            r"(?:\s(?:block|course|programme|period|package|placement|group)s?)?[\s,(:]*(?:(?:starting"
            r"|running|that is|i\.e\.),?\s*)?",
            text[span.end() : match.start()],
        ):
            return
        if (
            before
            and not re.search(
                r"\b(?:for|lasts?|over|an?|period of|total of)\s*$", text[max(0, span.start() - 12) : span.start()]
            )
            and span.start() > sentence.start
        ):
            return
        if not before and not re.fullmatch(
            r"\s*[,(:]\s*(?:that is |i\.e\.,? |which is |so |a total of |for )?", text[match.end() : span.start()]
        ):
            return
        days = (last.last - first.first).days + 1
        unit = {"w": 7.0, "m": 30.44, "y": 365.25}[span["unit"][0]]
        said = (value(span["n"]) or 1.0) * unit
        room = min(unit, 31.0)
        if said and not 0.8 * said - room <= days <= 1.2 * said + room:
            start, end = min(span.start(), match.start()), max(span.end(), match.end())
            yield Clash(start, end, "duration", {"said": span[0]})

    def _impossible(self, match: re.Match[str]) -> Iterator[Clash]:
        if (
            match["n1"]
            and told(match, "1") is None
            and int(re.split(r"[/.]", match["n1"])[1]) > 12
            and "/" in match["n1"]
        ):
            yield Clash(match.start(), match.end(), "no_such_day", {})
        if (
            match["d1"]
            and told(match, "1", year=2024) is None
            and int(match["d1"]) > 28
            and match["m1"] not in ("may", "march", "mar")
        ):
            yield Clash(match.start(), match.end(), "no_such_day", {})
