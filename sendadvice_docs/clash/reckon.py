"""Amounts that a text says are equal, each reckoned from the others: days, times of day, wages, spells and rates.

A sentence is read as a row of measures with words between them. Where the words say that one measure is what the others
come to (“so”, “making”, a bracket, “in all”), every amount the others can make is worked out (see `amounts`). Only an
amount that none of them makes is a contradiction, and only where every figure is read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from sendadvice_docs.clash.amounts import EVENTS, MOST, alternatives, fits, may_be_reckoned, pairs
from sendadvice_docs.clash.common import Clash, date_pattern, told, value
from sendadvice_docs.clash.figures import WEEKS, Measure
from sendadvice_docs.clash.measure_shapes import DAYS
from sendadvice_docs.clash.measures import Measures
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.wordings import cue
from sendadvice_docs.language import Stretch

_FILE = "reckon"
_BARE_LINK = re.compile(r"(?: (?!and\b|or\b|then\b|but\b)[a-z-]+){0,3}(?:[,:(] ?| [–—-] )(?:on )?| ")
_DATES_LINK = re.compile(r"\s*(?:to|until|till|and|-|–)\s*(?:the )?(?:end of )?")
_SPAN_LINK = re.compile(r",? ?\(?(?:from |between |over |in )?")
_BY = re.compile(r" ?[x×@] ?| at (?:a rate of )?| times ")
_DATE = re.compile(date_pattern())
_DAYS_NAMED = re.compile(rf"(?:{DAYS})")
_GIVEN = frozenset({"amount", "rate", "often"})


class Reckon:
    """Looks for amounts that those beside them can't come to."""

    def __init__(self, row: Row, measures: Measures) -> None:
        """Take the words, and what reads their measures."""
        self._row, self._plain, self._measures = row, row.plain, measures

    def find(self, sentence: Stretch, hot: Sequence[int]) -> Iterator[Clash]:
        """Yield what can't be in a sentence, given the words of it that may begin a figure."""
        found = list(self._joined(list(self._measures.find(hot))))
        start = sentence.start
        plain = self._plain
        while len(found) > 1:
            cut = plain.find("; ", start, sentence.end)
            end = cut if cut >= 0 else sentence.end
            piece = [one for one in found if start <= one.start < end]
            places = {one.start for one in piece if one.sort != "date"}
            if 2 <= len(places) <= MOST:
                yield from self._among(piece, start, end)
            if cut < 0:
                return
            start = cut + 2
            found = [one for one in found if one.start >= start]

    def _joined(self, found: list[Measure]) -> Iterator[Measure]:
        """Yield the measures with “2 x 3 hours” as one amount, and “from May to July 2027” as the weeks it makes."""
        at = 0
        while at < len(found):
            one = found[at]
            other = found[at + 1] if at + 1 < len(found) else None
            if other is not None and other.start >= one.end:
                joined = self._product(one, other) if other.sort != "date" else self._weeks(one, other)
                if joined is not None:
                    yield joined
                    at += 2
                    continue
            yield one
            at += 1

    def _product(self, one: Measure, other: Measure) -> Measure | None:
        gap = self._plain[one.end : other.start]
        if not _BY.fullmatch(gap):
            return None
        sorts = {one.sort, other.sort}
        money = next((m for m in (one, other) if m.unit == "pound" or m.sort == "wage"), None)
        if money is not None:
            many = other if money is one else one
            hours = many.sort == "amount" and not (money.sort == "wage" and money.unit != many.unit)
            if not hours or ("at" in gap and many.unit != "hour") or many.unit == "pound":
                return None
            size, unit = money.low * many.low, "pound"
        elif "at" not in gap and sorts & {"times", "amount"} and sorts <= {"times", "amount", "bare"}:
            many, thing = (one, other) if one.sort in ("times", "bare") or one.unit in EVENTS else (other, one)
            if many.sort == "bare":
                many = many._replace(low=value(self._plain[many.start : many.end]))
            if not many.low or not thing.unit:
                return None
            size, unit = many.low * thing.low, thing.unit
        else:
            return None
        return Measure("product", size, size, unit, one.start, other.end)

    def _weeks(self, one: Measure, other: Measure) -> Measure | None:
        """Return two dates with “to” between them as a span."""
        if one.sort != "date" or not _DATES_LINK.fullmatch(self._plain[one.end : other.start]):
            return None
        first, last = (_DATE.fullmatch(self._plain, m.start, m.end) for m in (one, other))
        end = told(last) if last else None
        start = told(first, year=end.first.year) if first and end else None
        if start is None or end is None:
            return None
        if start.first > end.last:
            start = told(first, year=end.first.year - 1) if first else None
            if start is None or start.first > end.last:
                return None
        low, high = (end.first - start.last).days / 7, ((end.last - start.first).days + 8) / 7
        return Measure("span", max(0.5, low), high, "dates", one.start, other.end)

    def _among(self, measures: list[Measure], start: int, end: int) -> Iterator[Clash]:
        plain = self._plain
        starts = sorted({one.start for one in measures if one.sort != "date"})
        first = {at: next(one for one in measures if one.start == at) for at in starts}
        yield from self._clock(measures, start, end)
        yield from self._number_of_days(measures, end)
        for index, at in enumerate(starts):
            claim = first[at]
            if claim.sort not in _GIVEN or not claim.low or not claim.unit:
                continue
            before = [one for one in measures if one.end <= at and one.sort != "date"]
            link = plain[max((one.end for one in measures if one.end <= at), default=start) : at]
            if before and self._claims(link, claim, before):
                if self._named_only(claim, before):
                    continue
                spell = [one for one in measures if one.sort == "span" and self._over(claim, one)]
                last = spell[0].end if spell else claim.end
                if _both_of_days(claim, before[-1]):
                    before = before[-1:]
                yield from self._compared(claim, [*before, *spell], (before[0].start, last), (start, end))
            if index == 0 or all(one.sort == "span" for one in before):
                after = [one for one in measures if one.start >= claim.end and one.sort != "date"]
                yield from self._total(claim, after, (start, end))

    @staticmethod
    def _named_only(claim: Measure, before: Sequence[Measure]) -> bool:
        """Return whether the one thing told beside a frequency is on which day: “Saturdays, fortnightly”."""
        return claim.unit == "named" or (
            claim.sort == "often" and all(one.unit == "named" or one.sort == "span" for one in before)
        )

    def _claims(self, link: str, claim: Measure, before: Sequence[Measure]) -> bool:
        if cue(_FILE, "claims").fullmatch(link) or cue(_FILE, "after").match(self._plain, claim.end):
            return True
        if _BARE_LINK.fullmatch(link) is None:
            return False
        if claim.unit == "hour" and claim.period == "week" and pairs(before, "hour"):
            return True
        return self._apart(claim, before)

    def _over(self, claim: Measure, spell: Measure) -> bool:
        return (
            claim.end < spell.start < claim.end + 24
            and (_SPAN_LINK if spell.unit == "dates" else cue(_FILE, "over")).fullmatch(
                self._plain[claim.end : spell.start]
            )
            is not None
        )

    def _total(self, claim: Measure, after: list[Measure], within: tuple[int, int]) -> Iterator[Clash]:
        """Yield a total told before what it is made of, where it isn't."""
        plain = self._plain
        if not after:
            return
        gap, last = plain[claim.end : after[0].start], after[-1].end
        if not cue(_FILE, "totals").fullmatch(gap):
            return
        if close := re.search(r"[;)]|\.(?!\d)", plain[after[0].start : last]):
            if close[0] != ")":
                return
            after = [one for one in after if one.end <= after[0].start + close.start()]
            if not after:
                return
            last = after[-1].end
        items = self._items(claim, after, within[1])
        if items is not None:
            wrong = items and not any(abs(one - claim.low) <= 0.011 * claim.low for one in items)
            if wrong and not cue(_FILE, "open_items").search(plain, max(within[0], claim.start - 16), within[1]):
                values = {"said": f"{claim.low:g}", "right": f"{items[0]:g}"}
                yield Clash(claim.start, last, "sum", values)
            return
        made = all(one.sort == "product" for one in after)
        if claim.unit in EVENTS and not claim.period and not made and not any(one.sort == "span" for one in after):
            return
        if claim.sort == "often" and not made and not self._apart(claim, after):
            return
        yield from self._compared(claim, after, (claim.start, last), within)

    def _items(self, claim: Measure, after: Sequence[Measure], end: int) -> list[float] | None:
        """Return what the items of a list come to, where a total is told with its items; None where it is no list."""
        plain = self._plain
        if len(after) < 2 or len({one.start for one in after}) != len(after):
            return None
        sizes = []
        for one in after:
            number = one.low
            if one.sort == "bare":
                match = re.match(r"\d+(?:\.\d+)?(?!\w|:)|[a-z]+(?!\w|-)", plain[one.start : end])
                number = value(match[0]) if match else 0.0
                if not number or claim.unit == "pound":
                    return None
            elif (
                one.unit != claim.unit
                or one.sort not in ("amount", "rate", "product")
                or one.period not in ("", claim.period)
            ):
                return None
            sizes.append(number)
        for one, other in itertools.pairwise(after):
            between = plain[one.end : other.start]
            if not re.search(r",|\band\b|\+|\bplus\b", between) or re.search(r"[x×@]|\btimes\b|\bof\b \d", between):
                return None
        if not re.match(r"[^.;]{0,60}?(?:[.;)]|$)", plain[after[-1].end : end]):
            return None
        return [sum(sizes)]

    def _apart(self, claim: Measure, beside: Sequence[Measure]) -> bool:
        """Return whether a claim tells of another period than the measures beside it, so that both tell one thing."""
        periods = [WEEKS[one.period][0] for one in beside if one.period]
        last = beside[-1]
        if claim.sort == "often" and claim.period == "week" and last.sort == "often":
            # “Three visits a week (Monday and Friday)”, “daily, three times a week”
            listed = [one for one in (claim, last) if one.unit in ("day", "night") and one.low >= 2]
            if listed:
                return claim.unit != "named" and min(claim.low, last.low) >= 2
            return claim.unit == "times" and last.unit in ("times", "day")
        own = WEEKS[claim.period][0] if claim.period else 0.0
        return bool(periods) and own > 0 and all(abs(own - one) > 0.01 for one in periods)

    def _aside(self, span: tuple[int, int], within: tuple[int, int]) -> bool:
        """Return whether words beside two amounts let them differ: “about”, “plus travel”, “in the holidays”."""
        plain, (first, last), (start, end) = self._plain, span, within
        aside = cue(_FILE, "no_aside")
        said, behind = plain[max(start, first - 20) : last], plain[last : min(end, last + 25)]
        if cue(_FILE, "aside").search(aside.sub(" ", said)) or cue(_FILE, "behind").search(aside.sub(" ", behind)):
            return True
        return cue(_FILE, "workers").search(plain, start, end) is not None

    def _compared(
        self, claim: Measure, factors: list[Measure], span: tuple[int, int], within: tuple[int, int]
    ) -> Iterator[Clash]:
        rows = alternatives(factors)
        if not rows or not all(
            may_be_reckoned(claim, row) and not fits(claim, row) and not _turned(claim, row) for row in rows
        ):
            return
        if not self._aside(span, within):
            yield Clash(*span, "rates", {})

    def _number_of_days(self, measures: Sequence[Measure], end: int) -> Iterator[Clash]:
        """Yield named days of the week with another number of them a week: “Mon to Thurs, five days a week”."""
        days = [
            one
            for one in measures
            if one.sort == "often" and one.period == "week" and one.low >= 2 and one.unit in ("day", "night")
        ]
        if len(days) != 2 or days[0].low == days[1].low or {one.unit for one in days} == {"day", "night"}:
            return
        named = [_DAYS_NAMED.match(self._plain, one.start) is not None for one in days]
        gap = cue(_FILE, "no_aside").sub(" ", self._plain[days[0].end : days[1].start])
        if named[0] == named[1] or len(gap) > 48 or cue(_FILE, "other_days").search(gap):
            return
        span = days[0].start, days[1].end
        if not cue(_FILE, "other_days").search(self._plain, span[1], min(end, span[1] + 24)) and not self._aside(
            span, (span[0], end)
        ):
            yield Clash(*span, "frequency", {})

    def _clock(self, measures: Sequence[Measure], start: int, end: int) -> Iterator[Clash]:
        """Yield hours with times of day right beside them that don't make them."""
        clocks = [one for one in measures if one.sort == "clock"]
        hours = [one for one in measures if one.unit == "hour" and one.sort in ("amount", "rate")]
        if not clocks or len({one.start for one in clocks}) > 1 or len(hours) != 1:
            return
        hour, clock = hours[0], clocks[0]
        gap = self._plain[min(hour.end, clock.end) : max(hour.start, clock.start)]
        if len(gap) > 36 or not cue(_FILE, "beside_clock").fullmatch(gap):
            return
        if re.match(r" (?:of (?:it|that|which|this)|or more|notice)\b", self._plain[hour.end : hour.end + 10]):
            return
        if any(abs(one.low - hour.low) < 0.02 for one in clocks):
            return
        often = [one for one in measures if one.sort == "often" and one.end]
        if hour.period and any(
            abs(hour.low - times * one.low) < 0.02
            for one in clocks
            for times in (*(many.low for many in often), 5.0, 7.0)
        ):
            return
        span = min(hour.start, clock.start), max(hour.end, clock.end)
        if (hour.sort == "amount" or hour.period == "day") and not cue("parts", "about").search(
            self._plain, start, end
        ):
            yield Clash(*span, "clock", {})


def _both_of_days(claim: Measure, last: Measure) -> bool:
    """Return whether two measures tell on how many days of the week: “Monday to Friday, seven days a week”."""
    if claim.sort != "often" or last.sort != "often" or last.unit != "day" or claim.unit not in ("day", "times"):
        return False
    return claim.period == "week" and claim.low >= 2 and last.low >= 2


def _turned(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether a claim with its spell makes the other amount: “£1,000 a year (£50 a week for 20 weeks)”."""
    spans = [one for one in factors if one.sort == "span"]
    others = [one for one in factors if one.sort != "span"]
    return bool(spans) and len(others) == 1 and fits(others[0], [claim, *spans])
