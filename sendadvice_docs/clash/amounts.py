"""What the measures of a sentence can come to together: every sum and product they allow, school weeks included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from sendadvice_docs.clash.figures import WEEKS, Measure

#: The same where everything is told by the month, in months for weeks.
_BY_MONTH = {
    **WEEKS,
    "month": (1.0, 1.0),
    "year": (9.0, 12.2),
    "term": (3.0, 4.0),
    "quarter": (3.0, 3.0),
    "half term": (1.5, 2.0),
}
#: Periods of months, and none.
_MONTHS = frozenset({"", "month", "term", "half term", "quarter", "year"})
_SIZES = frozenset({"amount", "rate", "clock"})
#: A stay may be of several nights or days.
_MULTIPLE = frozenset({"weekend", "stay", "break"})
#: What is counted in times: sessions, visits, nights and the like.
EVENTS = frozenset(
    [
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
        "times",
        "stay",
        "meeting",
        "swim",
        "break",
        "instalment",
        "payment",
        "block",
        "named",
    ]
)
_ROOM = 0.025
#: Of so many figures no sense is made.
MOST = 7

Range = tuple[float, float]


def weekly(one: Measure, weeks: Mapping[str, Range] = WEEKS) -> Range:
    """Return how much a measure comes to in a week, or as it stands where it is no rate."""
    if one.period in ("", "week"):
        return one.low, one.high
    low, high = weeks[one.period]
    return one.low / high, one.high / low


def _product(ranges: Iterable[Range]) -> Range:
    low = high = 1.0
    for one in ranges:
        low, high = low * one[0], high * one[1]
    return low, high


def _sum(ranges: Iterable[Range]) -> Range:
    pairs = list(ranges)
    return sum(one[0] for one in pairs), sum(one[1] for one in pairs)


def _some(ranges: Sequence[Range]) -> Iterator[tuple[Range, ...]]:
    """Yield every choice of one or more."""
    for many in range(1, len(ranges) + 1):
        yield from combinations(ranges, many)


def pairs(factors: Sequence[Measure], unit: str) -> list[Range] | None:
    """Return sizes each with its own days (“2 hours on Monday and 3 on Friday”), multiplied; None where not so told."""
    if len(factors) < 4 or len(factors) % 2:
        return None
    found = []
    for one, other in zip(factors[::2], factors[1::2], strict=True):
        size, often = (other, one) if other.sort in _SIZES else (one, other)
        if size.sort not in _SIZES or size.unit != unit or often.sort not in ("often", "times"):
            return None
        found.append(_product((weekly(size), weekly(often))))
    return found


def _by_day(factors: Sequence[Measure]) -> list[Measure]:
    """Return “2 hours a day, Monday to Friday” as so many hours a week."""
    days = [one for one in factors if one.sort == "often" and one.unit in ("day", "named", "night")]
    rates = [one for one in factors if one.sort in ("rate", "often") and one.period == "day"]
    if len(days) != 1 or len(rates) != 1 or days[0] is rates[0]:
        return list(factors)
    rate, day = rates[0], days[0]
    made = rate._replace(low=rate.low * day.low, high=rate.high * day.high, period="week")
    return [made if one is rate else one for one in factors if one is not day]


def _wages(factors: Sequence[Measure], weeks: Mapping[str, Range]) -> Iterator[Range]:
    for wage in factors:
        if wage.sort == "wage":
            if wage.unit == "hour":
                of = [weekly(one, weeks) for one in factors if one.sort in _SIZES and one.unit == "hour"]
            else:
                of = [weekly(one, weeks) for one in factors if one.unit in EVENTS or one.sort == "often"]
            for some in _some(of):
                yield _product(((wage.low, wage.high), _sum(some)))


def _seldom(often: Sequence[Measure]) -> bool:
    """Return whether the one thing told of how often is less than weekly, so that nothing is given each week."""
    return len(often) == 1 and often[0].sort == "often" and often[0].high < 0.9


def _amounts(factors: Sequence[Measure], unit: str, weeks: Mapping[str, Range]) -> Iterator[Range]:
    """Yield every amount of a unit that measures may come to: each, their sums and products."""
    if each := pairs(factors, unit):
        yield _sum(each)
        return
    factors = _by_day(factors)
    often = [one for one in factors if one.sort in ("often", "times") or (one.sort == "amount" and one.unit in EVENTS)]
    times = [weekly(one, weeks) for one in often]
    multipliers = [amount for some in _some(times) for amount in (_product(some), _sum(some))]
    if unit in EVENTS:
        several = any(one.unit in _MULTIPLE and one.unit != unit for one in often)
        sizes = [
            (1.0, 1.0),
            *([(2.0, 2.0), (3.0, 3.0)] if several else []),
            *([(0.5, 0.5)] if unit == "weekend" else []),
        ]
    else:
        alike = [weekly(one, weeks) for one in factors if one.sort in _SIZES and one.unit == unit]
        wages = list(_wages(factors, weeks)) if unit == "pound" else []
        sizes = [*map(_sum, _some(alike)), *wages]
        if wages and alike:
            sizes += [_sum(some) for some in product(wages, [_sum(alike)])]
        if not _seldom(often) or any(one.period for one in factors if one.sort in _SIZES):
            multipliers.append((1.0, 1.0))
        if unit == "pound" and len(alike) > 1:
            # so many payments of one size, and one of another
            sizes += [
                _sum((_product((one, many)), *(other for other in alike if other is not one)))
                for one in alike
                for many in times
            ]
    spells = [(1.0, 1.0)]
    for low, high in map(_product, _some([(one.low, one.high) for one in factors if one.sort == "span"])):
        spells += [(low, high), (1 / high, 1 / low)]
    for parts in product(sizes, multipliers, spells):
        yield _product(parts)


def fits(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether the factors can come to what is claimed."""
    said = claim.low
    if all(one.sort == "product" for one in factors):
        return abs(sum(one.low for one in factors) - said) <= 0.011 * said
    periods = [(1.0, 1.0)]
    by_month = claim.period in _MONTHS and {one.period for one in factors if one.period} == {"month"}
    known = _BY_MONTH if by_month else WEEKS
    if claim.period:
        periods = [known[claim.period]] if claim.period != "week" else [(1.0, 1.0)]
        # The factors may be of the same period already: “two visits of three hours, 6 hours a month”.
        if (
            not any(one.period or one.sort == "often" for one in factors)
            or claim.unit == "pound"
            or any(one.period == claim.period or one.sort == "span" for one in factors)
        ):
            periods.append((1.0, 1.0))
    elif any(one.sort == "often" for one in factors) and not any(one.sort == "span" for one in factors):
        periods.append((36.0, 53.0))
    for low, high in _amounts(factors, claim.unit, known):
        for weeks in periods:
            if low * weeks[0] * (1 - _ROOM) - 1e-6 <= said <= high * weeks[1] * (1 + _ROOM) + 1e-6:
                return True
    return False


def may_be_reckoned(claim: Measure, factors: Sequence[Measure]) -> bool:
    """Return whether the factors are of the sorts that make an amount of the claim's unit."""
    if any(one.sort == "product" for one in factors):
        return all(one.sort == "product" and one.unit == claim.unit for one in factors)
    if not factors or len(factors) > MOST or any(one.sort in ("bare", "ratio") for one in factors):
        return False
    spans = any(one.sort == "span" for one in factors)
    wages = any(one.sort == "wage" for one in factors)
    alike = [one for one in factors if one.sort in _SIZES and one.unit == claim.unit]
    if claim.unit == "pound":
        if wages:
            return len(factors) > 1 and all(one.sort in ("wage", "amount", "rate", "often", "span") for one in factors)
        if any(one.sort not in ("rate", "often", "span", "times", "amount") or one.unit == "hour" for one in factors):
            return False
        if len(alike) == 1 and all(one.sort == "span" or (one in alike and not one.period) for one in factors):
            return False  # what is paid once comes to no more in a longer time
        return bool(alike) and (len(factors) > 1 or (bool(claim.period) and claim.period != alike[0].period))
    if wages:
        return False
    if not claim.period and not spans and len(factors) == 1 and factors[0].sort != "clock":
        return False
    often = [one for one in factors if one.sort in ("often", "times")]
    if claim.unit in EVENTS:
        units = {one.unit for one in often if one.unit not in ("times", "day", "named", "")}
        related = claim.unit in units or not units or (claim.unit == "night" and units <= {"weekend", "stay", "break"})
        return bool(often) and related and (claim.sort == "often" or spans or len(factors) > 1)
    return bool(alike) and (
        len(factors) > len(alike) or len(alike) > 1 or any(one.period or one.sort == "clock" for one in alike)
    )


def alternatives(measures: Sequence[Measure]) -> list[list[Measure]]:
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
