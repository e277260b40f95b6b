"""Fields of an advice that contradict each other, or the prose beside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from sendadvice_docs.ages import BEYOND_SCHOOL, age_on, school_year_group
from sendadvice_docs.clash.common import DAY_NAME, NUMBER, Clash, date_pattern, in_words, told, value
from sendadvice_docs.language import plain
from sendadvice_docs.model import Advice, Provision

_AMOUNT = re.compile(
    rf"(?<![\w.£,x×/-])(?:£\s?(?P<pounds>{NUMBER})|(?P<n>{NUMBER})[- ]?(?P<unit>hours?|hrs?|nights?)\b)"
)
_HOW_OFTEN = (
    ("daily", re.compile(r"\b(?:daily|every day|each day|once a day|every night|nightly)\b")),
    ("weekly", re.compile(rf"\b(?:weekly|every week|each week|once a week|(?:every|each) {DAY_NAME}|{DAY_NAME}s)\b")),
    (
        "fortnightly",
        re.compile(
            r"\b(?:fortnightly|every fortnight|each fortnight|once a fortnight|every two weeks"
            rf"|every other (?:week|{DAY_NAME}|weekend)|alternate (?:weeks?|{DAY_NAME}s?|weekends?))\b"
        ),
    ),
    ("monthly", re.compile(r"\b(?:monthly|every month|each month|once a month)\b")),
    ("termly", re.compile(r"\b(?:termly|every term|each term|once a term)\b")),
)
#: Where the period of a frequency is spoken of at all, prose may say the same in other words (“one a week”).
_PERIOD = {
    "daily": re.compile(r"\b(?:days?|daily|mornings?|evenings?|nights?)\b"),
    "weekly": re.compile(rf"\b(?:weeks?|weekly|pw|{DAY_NAME}s?)\b"),
    "fortnightly": re.compile(r"\b(?:fortnight\w*|other|second|two weeks|alternate)\b"),
    "monthly": re.compile(r"\b(?:months?|monthly)\b"),
    "termly": re.compile(r"\b(?:terms?|termly)\b"),
}
_FROM = re.compile(
    r"\b(?:from|starting(?: on)?|starts(?: on)?|beginning|begins on|until|till|ending(?:"
    rf" on)?|ends(?: on)?|to|up to)\s+(?:{DAY_NAME},?\s+)?(?:the\s+)?{date_pattern()}"
)
_UNSURE = re.compile(
    r"\b(?:term|holidays?|then|first|at first|instead|except|alternate|plus|extra|up to"
    r"|at least|or more|review\w*|each of|both|two workers|2:1|birthday|turns?)\b"
)
_DURATION = re.compile(rf"^\W*(?P<n>{NUMBER})\s*(?P<unit>weeks?|months?|years?)\W*$")
#: Plans are for children and young people of 0 to 25.
_LAST_AGE = 25
_DAYS_IN = {"week": 7.0, "month": 30.44, "year": 365.25}


class Place(NamedTuple):
    """A contradiction at a field of an advice: its pointer, the passage there, or None for the field as a whole."""

    pointer: str
    clash: Clash | None
    sort: str
    values: dict[str, str]


def _order(pointer: str, first: dt.date | None, last: dt.date | None, sort: str = "reversed") -> Iterator[Place]:
    if first is not None and last is not None and last < first:
        yield Place(pointer, None, sort, {"first": in_words(first), "last": in_words(last)})


def _too_old(advice: Advice) -> Iterator[Place]:
    born, day = advice.person.date_of_birth, advice.completed
    if day is not None and born <= day and age_on(born, day) > _LAST_AGE:
        values = {"first": in_words(born), "last": in_words(day), "said": str(age_on(born, day))}
        yield Place("/person/date_of_birth", None, "too_old", values)


def _dates(advice: Advice) -> Iterator[Place]:
    completed = advice.completed
    if advice.request:
        request = advice.request
        if request.kind != "existing":  # what is held already was completed before anybody asked for it
            yield from _order("/completed", request.received, completed, "before_request")
        yield from _order("/request/due", request.received, request.due, "due")
        yield from _order("/request/meeting_date", request.received, request.meeting_date, "meeting")
    yield from _too_old(advice)
    yield from _order("/person/date_of_birth", advice.person.date_of_birth, completed, "unborn")
    for entry in (*advice.provision, *advice.previous_provision):
        yield from _order(f"{entry.pointer}/end", entry.start, entry.end)
    for involved in advice.involvement:
        first = involved.start.first if involved.start else None
        last = involved.end.last if involved.end else None
        yield from _order(f"{involved.pointer}/end", first, last)
    for index, plan in enumerate(advice.other_plans):
        yield from _order(f"/other_plans/{index}/review_due", plan.date, plan.review_due)
    for outcome in advice.outcomes:
        yield from _order(f"{outcome.pointer}/by", completed, outcome.by, "past_date")
    for index, talk in enumerate(advice.evidence.spoken_to if advice.evidence else ()):
        if talk.date and talk.date.first:
            yield from _order(f"/evidence/spoken_to/{index}/date", talk.date.first, completed, "to_come")


def _year_group(advice: Advice) -> Iterator[Place]:
    given, day = advice.person.year_group, advice.completed
    if given is None or day is None or advice.person.date_of_birth > day:
        return
    computed = school_year_group(advice.person.date_of_birth, day)
    if given == "beyond_school":
        apart = computed < 11
    else:
        apart = isinstance(given, int) and abs(given - min(computed, BEYOND_SCHOOL - 1)) > 1
    if apart:
        values = {"said": str(given).replace("_", " "), "right": str(computed)}
        yield Place("/person/year_group", None, "year_group", values)


def _only(text: str) -> tuple[float, str, re.Match[str]] | None:
    """Return the one amount of a text with its unit; None where there is none or more than one."""
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1 or _UNSURE.search(text):
        return None
    match = found[0]
    if match["pounds"]:
        return value(match["pounds"]), "pound", match
    return value(match["n"]), "night" if match["unit"].startswith("n") else "hour", match


def _often(text: str) -> set[str]:
    return {name for name, pattern in _HOW_OFTEN if pattern.search(text)}


def _amounts(entry: Provision) -> Iterator[Place]:
    description = plain(entry.description)
    told_here, said = _only(plain(entry.amount)), _only(description)
    if told_here and said and told_here[1] == said[1] and told_here[0] != said[0]:
        ratio = max(told_here[0], said[0]) / max(min(told_here[0], said[0]), 0.01)
        days = len(set(re.findall(DAY_NAME, description)))
        multiple = abs(ratio - round(ratio)) < 0.01 and (round(ratio) == days or days == 0 or not _often(description))
        several = re.search(
            rf"\b(?:{NUMBER}|[2-9]\d?)\s*(?:x|×|times|sessions|visits|days|evenings|afternoons|mornings|lots)\b",
            f"{description} {plain(entry.amount)} {plain(entry.frequency)}",
        )
        if not multiple and not several:
            clash = Clash(said[2].start(), said[2].end(), "amount", {})
            yield Place(
                f"{entry.pointer}/description", clash, "amount", {"field": "amount", "said": entry.amount.strip()}
            )
    field, prose = _often(plain(entry.frequency)), _often(description)
    beside = any(_PERIOD[name].search(description) for name in field)
    if (
        len(field) == 1
        and len(prose) == 1
        and field != prose
        and not beside
        and not _UNSURE.search(description + plain(entry.frequency))
    ):
        pattern = dict(_HOW_OFTEN)[next(iter(prose))]
        found = pattern.search(description)
        if found and not (field == {"weekly"} and prose == {"daily"}):
            clash = Clash(found.start(), found.end(), "amount", {})
            yield Place(
                f"{entry.pointer}/description", clash, "amount", {"field": "frequency", "said": entry.frequency.strip()}
            )


def _days(entry: Provision) -> Iterator[Place]:
    for match in _FROM.finditer(plain(entry.description)):
        day = told(match)
        if day is None or not day.year:
            continue
        begins = match[0].startswith(("from", "start", "begin"))
        own = entry.start if begins else entry.end
        if own is None or day.first <= own <= day.last:
            continue
        if _UNSURE.search(plain(entry.description)):
            continue
        name = "start" if begins else "end"
        start = next(match.start(one) for one in ("d", "m", "n", "i") if match[one])
        clash = Clash(start, match.end(), "amount", {})
        yield Place(f"{entry.pointer}/description", clash, "amount", {"field": name, "said": in_words(own)})
    span = _DURATION.match(plain(entry.duration))
    if span and entry.start and entry.end and entry.start <= entry.end:
        unit = _DAYS_IN[span["unit"].rstrip("s")]
        said, days = value(span["n"]) * unit, (entry.end - entry.start).days + 1
        # Weeks of a service may be fewer than those from its first to its last: holidays, a call afterwards.
        if days < 0.6 * said - unit / 2:
            values = {"first": in_words(entry.start), "last": in_words(entry.end)}
            yield Place(f"{entry.pointer}/duration", None, "span", values)


def in_fields(advice: Advice) -> Iterator[Place]:
    """Yield what contradicts itself between the fields of an advice, and between a field and the prose beside it."""
    yield from _dates(advice)
    yield from _year_group(advice)
    for entry in advice.provision:
        yield from _amounts(entry)
        yield from _days(entry)
