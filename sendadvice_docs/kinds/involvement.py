"""A rule about the record of involvement: an entry that is over, and says nothing of today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sendadvice_docs import labels
from sendadvice_docs.ages import age_on
from sendadvice_docs.effects import has_substance, told_today
from sendadvice_docs.language import read
from sendadvice_docs.model import Circumstances, Involvement, PartialDate
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def over_on(entry: Involvement, over_when_started: frozenset[str]) -> PartialDate | None:
    """Return when an involvement was over, as far as the entry tells; None while it lasts.

    `over_when_started` are the kinds (such as `assessment`) that are over on the day they start unless an end is given.
    """
    if entry.end is not None:
        return entry.end
    return entry.start if entry.kind in over_when_started else None


def is_over(end: PartialDate | None, on: dt.date | None) -> bool:
    """Return whether an end, at the latest day it may mean, is before `on`; False where either is unknown."""
    return end is not None and end.last is not None and on is not None and end.last < on


def says_today(entry: Involvement) -> bool:
    """Return whether an entry says what effect it has today: in `relevance`, or in words that tie its summary to it."""
    summary = read(entry.summary)
    return has_substance(entry.relevance, entry.summary) or told_today(summary, 0, len(entry.summary))


def years_in_words(since: dt.date, on: dt.date) -> str:
    """Return the whole years between two days as a sentence says them: “eleven years”, “one year”."""
    years = max(0, age_on(since, on))
    number = _NUMBERS[years] if years < len(_NUMBERS) else str(years)
    return f"{number} year{'' if years == 1 else 's'}"


def date_in_words(date: PartialDate) -> str:
    """Return a date as far as it is known: “on 7 March 2015”, “in March 2015”, “in 2015”."""
    if date.first is None or date.last is None:
        return "at an unknown time"
    if date.first == date.last:
        return f"on {labels.date_in_words(date.first)}"
    if date.first.month == date.last.month:
        return f"in {labels.date_in_words(date.first).split(' ', 1)[1]}"
    return f"in {date.first.year}"


def person_called(circumstances: Circumstances) -> str:
    """Return what a message may call the person: the name they go by, else a general word."""
    return circumstances.preferred_name or next(iter(circumstances.name.split()), "the child or young person")


def entry_values(entry: Involvement, end: PartialDate, circumstances: Circumstances) -> Mapping[str, str]:
    """Return the values of a message about an entry: `involvement`, `when`, `ago`, `today` and `name`."""
    on = circumstances.on
    return {
        "involvement": labels.INVOLVEMENT.get(entry.kind, labels.INVOLVEMENT["other"]),
        "when": date_in_words(end),
        "ago": years_in_words(end.last, on) if end.last and on else "",
        "today": labels.date_in_words(on),
        "name": person_called(circumstances),
    }


def build(rule: Rule) -> Check:
    """Return the check for involvement that is over and has no relevance in substance.

    `match.over_when_started` names the kinds of entry that are over on the day they start. Nothing is found where
    today is unknown, or an end is.
    """
    over_when_started = frozenset(rule.match["over_when_started"])

    def check(subject: Subject) -> Iterator[Hit]:
        circumstances = subject.circumstances
        for entry in subject.advice.involvement if subject.advice else ():
            end = over_on(entry, over_when_started)
            if end is not None and is_over(end, circumstances.on) and not says_today(entry):
                variant = "event" if entry.end is None else "empty" if entry.relevance.strip() else ""
                yield Hit(f"{entry.pointer}/relevance", values=entry_values(entry, end, circumstances), variant=variant)

    return check
