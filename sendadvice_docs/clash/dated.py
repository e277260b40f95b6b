"""Dates in a text that cannot be right: an end before its start, a weekday that was another, a visit still to come.

The dates of a text are found once, from the months and figures they begin with; what is told of each is read from the
words before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sendadvice_docs.clash.common import DAYS, MONTHS, Clash, Told, date_pattern, in_words, told
from sendadvice_docs.clash.row import DAY_WORDS, MONTH, SHORT_DAYS, Row
from sendadvice_docs.clash.spells import span_between
from sendadvice_docs.model import Circumstances

#: Fields that tell of what was done.
_TOLD_OF_THE_PAST = frozenset(
    {"evidence/spoken_to/how", "views/family/how", "views/child_or_young_person/how", "evidence/records_read"}
)
#: The last month of each season in which something may be done by it.
_LAST_MONTH = {"easter": 4, "spring": 5, "whitsun": 6, "summer": 9, "autumn": 12, "new year": 1, "half-term": 11}
_MONTH_WORDS = frozenset(MONTHS)
_FIGURES = re.compile(r"\d[/.-]\d|(?:19|20)\d\d")
_DATE = re.compile(date_pattern("1"))
_YEAR = re.compile(r"(?<![\w/£.,-])(?P<a>(?:19|20)\d\d)\s*(?:to|until|-|–)\s*(?P<b>(?:19|20)\d\d)(?![\w/-])")
_DAY_RANGE = re.compile(r"(?<![\d/:.])(?P<day>[1-9]\d?)(?:st|nd|rd|th)? ?(?:to|until|-|–|and) ?(?:the |[a-z]+day,? )?$")
_RANGE = re.compile(
    r"\s*(?:,? ?(?:to|until|till|through to|up to|-|–|—|and ends? (?:on|in)|ending(?: on| "
    r"in)?|and runs? (?:to|until)|and (?:lasts?|runs?) (?:for )?[\w ]{3,16},? (?:to|until))|"
    r",? (?:and )?lasts? (?:for )?[\w ]{3,16},? (?:to|until))\s*(?:the\s+)?(?:end of "
    r")?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
)
_OF_THAT = re.compile(r" of (?:the same|that) year\b| (?:the same|that) year\b")
_START = re.compile(
    r"\b(?:opened|opening|open|started|starts?|starting|began|begins?|begun|commenced"
    r"|referred|referral|admitted|allocated|moved in|requested|request|received|set up|placed|registered"
    r"|joined|approved|granted|made|from|since)\b"
)
_END = re.compile(
    r"\b(?:closed|closing|closure|ended|ends?|ceased|finished|finish(?:es)?|stepped down"
    r"|discharged|assessed|completed|stopped|moved out|left|withdrawn|reviewed|lapsed|expired|expires"
    r"|until|till|achieved|brought to (?:a close|an end)|c[ao]me to an end)\b"
)
_ENDED_NEXT = re.compile(
    r"^[^.;]{0,60}[.;] (?:(?:it|this|that|the (?:plan|placement|case|work|visits"
    r"|support|order|involvement)) )?(?:was |were )?"
    r"(?:ended|closed|stopped|finished|ceased|discharged|stepped down)(?: again)?(?: on| in)? (?:the )?$"
)
_AFTER_THAT = re.compile(
    r",? (?:after|following|once) [^.;]{0,60}\b(?:completed|finished|ended|closed|made|signed"
    r"|received|agreed|held|done|left"
    r"|moved|assessed|visited|seen|started|began|opened|was|were)\b"
)
_BEFORE_THAT = re.compile(r"\b(?:until|by|before|due|planned|booked|will|to be|deadline|from|since)\b")
_LATER = re.compile(r"\b(?:after|having|since|following|before|starting|beginning)\b")
_AGAIN = re.compile(
    r"\b(?:again|re-?open\w*|re-?referred|another|second|new|previous\w*|both|first|next"
    r"|last|then|earlier|different|later|instead)\b"
)
_DONE = re.compile(
    r"\b(?:seen|visited|met|spoke|spoken to|rang|telephoned|called|phoned|observed"
    r"|assessed|moved|started|began|joined|arrived|completed|agreed|discussed|interviewed|referred|closed"
    r"|ended|received|signed|attended"
    r"|held|came|went|born|opened|finished|decided|refused|issued"
    r"|wrote)\b(?:\s+[\w''-]+){0,6}?\s+(?:on|in)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$"
)
_TO_COME = re.compile(
    r"\b(?:will|to be|be|due|planned|booked|next|arranged|scheduled|going to|hopes?"
    r"|proposed|until|by|would|is|are|can|should|from|for|review(?:ed)?|not|to)\b|'ll\b"
)
_PAPER = re.compile(
    r"\b(?:assessment|review|visit|referral|meeting|letter|report|conference|e-?mail"
    r"|minutes|call|conversation)s? (?:of|dated|on|from) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? "
    r")?$"
)
_PLANNED = re.compile(
    r"\b(?:will|next|planned|booked|arranged|scheduled|due|to come|proposed|to be|ready|until|by|before|for)\b"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:end of\s+|start of\s+|beginning of\s+)?$")
_UNTIL = re.compile(
    r"\b(?:until|till|ends? (?:on|in)|ending (?:on|in)|up to|runs to|lasts (?:until|to))\s+(?:the end of\s+)?$"
)
_WAS = re.compile(r"\b(?:was|were|had|ended|until then|then|from|has|have|received|ran|since|previous\w*|used)\b")
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:start|end|beginning|summer|autumn|spring|winter) of )?$")
_BY_SEASON = re.compile(
    r"\bby (?:the )?(?:end of )?(?:the )?(?P<season>christmas|easter|spring|summer|autumn"
    r"|winter|whitsun|new year|half-term)(?: term)? (?:of )?(?P<year>20\d\d)"
)


class Dated(NamedTuple):
    """A date of a text: where it stands, and the days it may mean; None for a day there is not, or without a year."""

    start: int
    end: int
    day: Told | None
    match: re.Match[str]


class Dates:
    """Looks for dates that contradict each other or the day of the advice, in one text."""

    def __init__(self, row: Row, circumstances: Circumstances) -> None:
        """Take the words, and the day that counts as today."""
        self._row, self._plain = row, row.plain
        self._on = circumstances.on

    def dates(self) -> list[Dated]:
        """Return the dates of the text, in order."""
        row, plain = self._row, self._plain
        found: list[Dated] = []
        end = -1
        for at in row.hot:
            start = row.starts[at]
            if start < end:
                continue
            if row.sort(at) is MONTH:
                if row.words[at] in ("may", "march", "mar", "sun") and not row.reading.text[start].isupper():
                    continue
            elif not (
                plain[start].isdigit()
                and (
                    plain.find("/", start, start + 3) > 0
                    or plain.find(".", start, start + 3) > 0
                    or plain.find("-", start, start + 5) > 0
                    or (at + 1 < len(row.words) and (row.words[at + 1] in MONTHS or row.words[at + 1] == "of"))
                )
            ):
                continue
            match = _DATE.match(plain, start)
            if match is None or (start and plain[start - 1] in "/£."):
                continue
            end = match.end()
            found.append(Dated(start, end, told(match, "1"), match))
        return found

    def find(self, field: str) -> Iterator[Clash]:
        """Yield what cannot be right in a text of the named field."""
        plain = self._plain
        if _MONTH_WORDS.isdisjoint(plain.words().different) and not _FIGURES.search(plain):
            return
        dates = self.dates()
        for match in _YEAR.finditer(plain):
            if int(match["b"]) < int(match["a"]):
                yield Clash(match.start(), match.end(), "reversed", {})
        for one in dates:
            yield from self._weekday(one)
            yield from self._impossible(one.match)
            if self._on is not None and one.day is not None and one.day.year:
                yield from self._against_today(one, one.day, field, self._on)
            yield from self._days_of_month(one)
        for one, other in pairwise(dates):
            yield from self._pair(one, other)
        if field == "outcomes/description" and self._on is not None:
            for match in _BY_SEASON.finditer(plain):
                last = int(match["year"]) * 12 + _LAST_MONTH.get(match["season"], 12)
                if last < self._on.year * 12 + self._on.month:
                    yield Clash(match.start(), match.end(), "past_date", {"on": in_words(self._on)})

    def _weekday(self, one: Dated) -> Iterator[Clash]:
        if one.day is None or not one.day.year or one.day.first != one.day.last:
            return
        before = re.search(r"\b([a-z]+),?\s+(?:the\s+)?$", self._plain[max(0, one.start - 16) : one.start])
        day = DAY_WORDS.get(before[1], SHORT_DAYS.get(before[1], -1)) if before else -1
        if before and day >= 0 and not before[1].endswith("days") and day != one.day.first.weekday():
            values = {"right": DAYS[one.day.first.weekday()].capitalize(), "date": in_words(one.day.first)}
            yield Clash(one.start - len(before[0]), one.end, "weekday", values)

    def _days_of_month(self, one: Dated) -> Iterator[Clash]:
        """Yield a span told beside days of one month that don't make it: “five days: 3 to 5 May”."""
        match = _DAY_RANGE.search(self._plain, max(0, one.start - 24), one.start)
        day = one.day or told(one.match, "1", year=2023)
        if match is None or day is None or day.first != day.last or int(match["day"]) >= day.first.day:
            return
        if "and" in match[0] and not self._plain.endswith(("between ", "between the "), 0, match.start()):
            return
        first = day.first.replace(day=int(match["day"]))
        yield from span_between(self._row, Told(first, first, year=True), day, match.start(), one.end)

    def _impossible(self, match: re.Match[str]) -> Iterator[Clash]:
        if (
            match["n1"]
            and told(match, "1") is None
            and "/" in match["n1"]
            and int(re.split(r"[/.]", match["n1"])[1]) > 12
        ):
            yield Clash(match.start(), match.end(), "no_such_day", {})
        if (
            match["d1"]
            and told(match, "1", year=2024) is None
            and int(match["d1"]) > 28
            and match["m1"] not in ("may", "march", "mar")
        ) or (match["d1"] and match["y1"] and told(match, "1") is None and match["m1"] in ("february", "feb")):
            yield Clash(match.start(), match.end(), "no_such_day", {})

    def _against_today(self, one: Dated, day: Told, field: str, on: dt.date) -> Iterator[Clash]:
        """Yield what today shows to be wrong: “since” a day to come, papers to come, provision that is over."""
        plain = self._plain
        before = plain[max(0, one.start - 70) : one.start]
        clause = self._row.reading.clause_at(one.start)
        if day.first > on:
            in_clause = plain[clause.start : one.start]
            if (
                (_SINCE.search(before) and not re.search(r"\bwill\b", in_clause))
                or (
                    (field in _TOLD_OF_THE_PAST or _PAPER.search(before))
                    and not _PLANNED.search(plain, clause.start, clause.end)
                )
                or (_DONE.search(before) and not _TO_COME.search(in_clause))
            ):
                yield Clash(one.start, one.end, "to_come", {"on": in_words(on)})
        elif day.last < on:
            if field == "outcomes/description" and (by := _BY.search(before)):
                yield Clash(one.start - len(by[0]), one.end, "past_date", {"on": in_words(on)})
            until = _UNTIL.search(before) if field == "provision/description" else None
            if until and not _WAS.search(plain, clause.start, clause.end):
                yield Clash(one.start - len(until[0]), one.end, "past_date", {"on": in_words(on)})

    def _pair(self, one: Dated, other: Dated) -> Iterator[Clash]:
        """Yield an end before its start, and a span that is not as long as told."""
        plain = self._plain
        gap = plain[one.end : other.start]
        last = other.day
        if last is None and other.match["m1"] and (_OF_THAT.match(plain, other.end)) and one.day and one.day.year:
            last = told(other.match, "1", year=one.day.first.year)
            last = last._replace(year=True) if last else None
        if last is None or not last.year:
            return
        first = one.day
        own = first is not None and first.year
        if first is None:
            first = told(one.match, "1", year=last.first.year)
        if first is None:
            return
        before = plain[max(self._row.reading.sentence_at(one.start).start, one.start - 60) : one.start]
        if _RANGE.fullmatch(gap):
            if last.last < first.first and not own:
                first = told(one.match, "1", year=last.first.year - 1) or first
            yield from self._spell(first, last, one.start, other.end)
            return
        if own and len(gap) <= 110 and "\n" not in gap:
            yield from self._told_apart(one, other, (first, last), before)

    def _told_apart(self, one: Dated, other: Dated, days: tuple[Told, Told], before: str) -> Iterator[Clash]:
        """Yield two days with words between them that say which of them comes first, and cannot be so."""
        plain, (first, last) = self._plain, days
        gap = plain[one.end : other.start]
        starts, ends = _START.search(before), _END.search(gap)
        whole = Clash(one.start, other.end, "reversed", {})
        if re.search(r"[.;]\s", gap):
            if last.last < first.first and starts and _ENDED_NEXT.search(gap):
                yield whole
        elif _AFTER_THAT.match(gap):
            if last.first > first.last and not _BEFORE_THAT.search(before):
                yield whole
        elif _AGAIN.search(gap):
            return
        elif starts and ends:
            if not _AGAIN.search(before) and not re.search(r"\bwas (?:closed|ended)\b.*\band\b", before):
                start = one.start - len(before) + starts.start()
                yield from self._spell(first, last, start, max(other.end, _end_of_that(plain, other.end)))
            elif _ended_before(before, gap) and first.last < last.first:
                yield whole
        elif _ended_before(before, gap) and first.last < last.first:
            yield whole

    def _spell(self, first: Told, last: Told, start: int, end: int) -> Iterator[Clash]:
        if last.last < first.first:
            yield Clash(start, end, "reversed", {})
        else:
            yield from span_between(self._row, first, last, start, end)


def _ended_before(before: str, gap: str) -> bool:
    """Return whether what stands about two days says that the first is of an end, and the second of its start."""
    if not _END.search(before):
        return False
    later = _LATER.search(gap) and _START.search(gap) and not re.search(r"\bbefore\b", gap)
    return bool(later) or re.search(r"\b(?:referral|referred|request)\b", gap) is not None


def _end_of_that(plain: str, end: int) -> int:
    match = _OF_THAT.match(plain, end)
    return match.end() if match else end
