"""Amounts that a text says are equal, each reckoned from the others: days, times of day, spells and rates.

A sentence is read as a row of measures with words between them. Where the words say that one measure is what the others
come to (“so”, “making”, a bracket, “in all”), every amount the others can make is worked out, with the room that weeks
in a month or a year leave. Only an amount that none of them makes is a contradiction, and only where every figure is
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from sendadvice_docs.clash.common import NUMBER, Clash, value
from sendadvice_docs.clash.measures import WEEKS, Measure, measures_in
from sendadvice_docs.clash.wordings import cue
from sendadvice_docs.language import Reading

_FILE = "reckon"
#: The same where everything is told by the month, in months for weeks.
_BY_MONTH = {
    **WEEKS,
    "month": (1.0, 1.0),
    "year": (9.0, 12.2),
    "term": (3.0, 4.0),
    "quarter": (3.0, 3.0),
    "half term": (1.5, 2.0),
}
_SIZES = frozenset({"amount", "rate", "clock"})
#: A stay may be of several nights or days.
_MULTIPLE = frozenset({"weekend", "stay", "break"})
_ROOM = 0.025


def _weekly(one: Measure, weeks: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Return how much a measure comes to in a week, or as it stands where it is no rate."""
    if one.period in ("", "week"):
        return one.low, one.high
    low, high = weeks[one.period]
    return one.low / high, one.high / low


_EVENTS = frozenset(
    {
        "night",
        "day",
        "session",
        "visit",
        "weekend",
        "evening",
        "afternoon",
        "morning",
        "call",
        "outing",
        "trip",
        "lesson",
    }
    | {"times", "stay", "meeting", "swim", "break"}
)


_Range = tuple[float, float]


def _product(ranges: Iterable[_Range]) -> _Range:
    low = high = 1.0
    for one in ranges:
        low, high = low * one[0], high * one[1]
    return low, high


def _sum(ranges: Sequence[_Range]) -> _Range:
    return sum(one[0] for one in ranges), sum(one[1] for one in ranges)


def _some(ranges: Sequence[_Range]) -> Iterator[tuple[_Range, ...]]:
    """Yield every choice of one or more."""
    for many in range(1, len(ranges) + 1):
        yield from combinations(ranges, many)


def _amounts(factors: Sequence[Measure], unit: str, weeks: Mapping[str, _Range] = WEEKS) -> Iterator[_Range]:
    """Yield every amount of a unit that measures may come to: each, their sums and products."""
    often = [one for one in factors if one.sort == "often" or (one.sort == "amount" and one.unit in _EVENTS)]
    times = [_weekly(one, weeks) for one in often]
    multipliers = [amount for some in _some(times) for amount in (_product(some), _sum(some))]
    if unit in _EVENTS:
        several = any(one.unit in _MULTIPLE and one.unit != unit for one in often)
        sizes = [
            (1.0, 1.0),
            *([(2.0, 2.0), (3.0, 3.0)] if several else []),
            *([(0.5, 0.5)] if unit == "weekend" else []),
        ]
    else:
        alike = [_weekly(one, weeks) for one in factors if one.sort in _SIZES and one.unit == unit]
        sizes = [_sum(some) for some in _some(alike)]
        multipliers.append((1.0, 1.0))
    spells = [(1.0, 1.0)]
    for low, high in map(_product, _some([(one.low, one.high) for one in factors if one.sort == "span"])):
        spells += [(low, high), (1 / high, 1 / low)]
    for parts in product(sizes, multipliers, spells):
        yield _product(parts)


def _fits(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether the factors can come to what is claimed."""
    said = claim.low
    periods = [(1.0, 1.0)]
    known = _BY_MONTH if {one.period for one in factors if one.period} == {"month"} else WEEKS
    if claim.period:
        periods = [known[claim.period]] if claim.period != "week" else [(1.0, 1.0)]
        # The factors may be of the same period already: “two visits of three hours, 6 hours a month”.
        periods.append((1.0, 1.0))
    else:
        periods.append((36.0, 53.0)) if any(one.sort == "often" for one in factors) else None
    for low, high in _amounts(factors, claim.unit, known):
        for weeks in periods:
            if low * weeks[0] * (1 - _ROOM) - 1e-6 <= said <= high * weeks[1] * (1 + _ROOM) + 1e-6:
                return True
    return False


def _turned(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether a claim with its spell makes the other amount: “£1,000 a year (£50 a week for 20 weeks)”."""
    spans = [one for one in factors if one.sort == "span"]
    others = [one for one in factors if one.sort != "span"]
    return bool(spans) and len(others) == 1 and _fits(others[0], [claim, *spans])


def _may_be_reckoned(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether the factors are of the sorts that make an amount of the claim's unit."""
    if not factors or any(one.sort == "bare" for one in factors):
        return False
    if claim.unit == "pound" and any(
        one.sort not in ("rate", "often", "span") or one.unit == "hour" for one in factors
    ):
        return False  # wages and instalments are reckoned with `said_sums`
    spans = any(one.sort == "span" for one in factors)
    if not claim.period and not spans and (claim.unit == "pound" or len(factors) == 1):
        return False
    often = [one for one in factors if one.sort == "often"]
    if claim.unit in _EVENTS:
        units = {one.unit for one in often if one.unit not in ("times", "day")}
        related = claim.unit in units or not units or (claim.unit == "night" and units <= {"weekend", "stay", "break"})
        long = claim.period in ("year", "month", "term") or not claim.period or claim.period == "week"
        return bool(often) and related and long
    alike = [one for one in factors if one.sort in _SIZES and one.unit == claim.unit]
    return bool(alike) and (len(factors) > len(alike) or len(alike) > 1 or any(one.period for one in alike))


def _alternatives(measures: Sequence[Measure]) -> list[list[Measure]]:
    """Return the measures with each place told one way: a stretch of the clock may be of several lengths."""
    rows: list[list[Measure]] = [[]]
    at = -1
    for one in measures:
        if one.start == at:
            rows = rows + [[*row[:-1], one] for row in rows if row and row[-1].start == at]
        else:
            rows = [[*row, one] for row in rows]
        at = one.start
        if len(rows) > 12:
            return []
    return rows


_HINT = re.compile(rf"\d|\b(?:{NUMBER})\b")


def _may_claim(one: Measure) -> bool:
    """Return whether a measure may be what others come to."""
    return one.sort in ("amount", "rate", "often") and one.low > 0 and one.unit != ""


_BARE_LINK = re.compile(r"[,:] ?")


class Reckon:
    """Looks for amounts that those beside them can't come to."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self._reading = reading

    def find(self) -> Iterator[Clash]:
        """Yield what can't be."""
        plain = self._reading.plain
        yield from self._twice_written(plain)
        for sentence in self._reading.sentences:
            if not _HINT.search(plain, *sentence):
                continue
            for start, end in self._pieces(sentence.start, sentence.end):
                measures = list(measures_in(plain, start, end))
                places = {one.start for one in measures if one.sort != "date"}
                if 2 <= len(places) <= 7:
                    yield from self._among(measures, start, end)

    def _twice_written(self, plain: str) -> Iterator[Clash]:
        """Yield a number in words with another in figures behind it: “three (5) hours”."""
        for match in cue(_FILE, "written_twice").finditer(plain):
            if value(match["words"]) != float(match["figures"]):
                yield Clash(match.start(), match.end(), "counted", {"said": match["words"], "right": match["figures"]})

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in re.finditer(r"[^;]+", self._reading.plain[start:end]):
            yield start + match.start(), start + match.end()

    def _among(self, measures: list[Measure], start: int, end: int) -> Iterator[Clash]:
        plain = self._reading.plain
        starts = sorted({one.start for one in measures})
        by_start = {at: [one for one in measures if one.start == at] for at in starts}
        for index, at in enumerate(starts):
            claim = by_start[at][0]
            if (
                len(by_start[at]) > 1
                or not _may_claim(claim)
                or (claim.unit == "times" and claim.period == "week" and not plain[at].isdigit())
            ):
                continue
            before = [one for one in measures if one.end <= at]
            link = plain[max((one.end for one in before), default=start) : at]
            claims = cue(_FILE, "claims").fullmatch(link) or cue(_FILE, "after").match(plain, claim.end)
            if before and (claims or (_BARE_LINK.fullmatch(link) and self._apart(claim, before))):
                spell = [one for one in measures if one.sort == "span" and self._over(claim, one)]
                last = spell[0].end if spell else claim.end
                yield from self._compared(claim, [*before, *spell], (before[0].start, last), (start, end))
            elif index == 0:
                yield from self._total(claim, [one for one in measures if one.start >= claim.end], (start, end))

    def _over(self, claim: Measure, spell: Measure) -> bool:
        return cue(_FILE, "over").fullmatch(self._reading.plain[claim.end : spell.start]) is not None

    def _total(self, claim: Measure, after: list[Measure], within: tuple[int, int]) -> Iterator[Clash]:
        """Yield a total told before what it is made of, where it isn't."""
        plain = self._reading.plain
        if not after or (claim.unit in _EVENTS and not claim.period):
            return
        if claim.sort == "often" and not self._apart(claim, after):
            return
        gap, last = plain[claim.end : after[0].start], after[-1].end
        if cue(_FILE, "totals").fullmatch(gap) and not re.search(r"[.;)]", plain[after[0].start : last]):
            yield from self._compared(claim, after, (claim.start, last), within)

    def _apart(self, claim: Measure, beside: Sequence[Measure]) -> bool:
        """Return whether a claim tells of another period than the measures beside it, so that both tell one thing."""
        periods = [WEEKS[one.period][0] for one in beside if one.period]
        if claim.sort == "often" and claim.period == "week" and [one.unit for one in beside] == ["day"]:
            return beside[0].sort == "often" and beside[0].low >= 2
        own = WEEKS[claim.period][0] if claim.period else 0.0
        return bool(periods) and own > 0 and all(abs(own - one) > 0.01 for one in periods)

    def _compared(
        self, claim: Measure, factors: list[Measure], span: tuple[int, int], within: tuple[int, int]
    ) -> Iterator[Clash]:
        plain, (first, last), (start, end) = self._reading.plain, span, within
        aside = cue(_FILE, "no_aside")
        said, behind = plain[max(start, first - 20) : last], plain[last : min(end, last + 25)]
        if cue(_FILE, "aside").search(aside.sub(" ", said)) or cue(_FILE, "behind").search(aside.sub(" ", behind)):
            return
        if cue(_FILE, "workers").search(plain, start, end):
            return
        rows = _alternatives([one for one in factors if one.sort != "date"])
        if rows and all(
            _may_be_reckoned(claim, row) and not _fits(claim, row) and not _turned(claim, row) for row in rows
        ):
            yield Clash(first, last, "rates", {})
