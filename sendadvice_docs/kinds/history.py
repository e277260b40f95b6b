"""A rule about history: service involvement that was over long ago, as an entry or told in prose."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from sendadvice_docs import labels
from sendadvice_docs.context import governing
from sendadvice_docs.effects import tied_to_today, told_today
from sendadvice_docs.kinds.involvement import (
    entry_values,
    is_over,
    over_on,
    person_called,
    says_today,
    years_in_words,
)
from sendadvice_docs.language import Reading, read
from sendadvice_docs.model import Circumstances, Involvement, PartialDate
from sendadvice_docs.reckoning import Clock, months_before
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.told import Teller, Told

#: Undated history counts for those who were at least this many months old when the limit was passed.
_GROWN = 24

#: Somebody's own words are no record of involvement.
_OWN_WORDS = ("own_words", "quoted")


def _joined(told: Iterable[Told], reading: Reading) -> Iterator[Told]:
    """Yield passages in order, those of the same or neighbouring sentences made one, over by the later day."""
    starts = [one.start for one in reading.sentences]
    last: Told | None = None
    for one in told:
        if last is not None and bisect_right(starts, one.start) - bisect_right(starts, last.end - 1) <= 1:
            last = Told(last.start, max(last.end, one.end), max(filter(None, (last.last, one.last)), default=None))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _limit_day(subject: Subject, day: dt.date) -> dt.date:
    """Return the day before which what ended is stale: the profile's limit, to the nearest month."""
    return months_before(day, round(subject.profile.limit("history_years") * 12))


def _values(told: Told, circumstances: Circumstances, today: dt.date) -> Mapping[str, str]:
    years = years_in_words(told.last, today) if told.last else ""
    since = f"before {labels.date_in_words(circumstances.on)}" if circumstances.on else "ago"
    return {"ago": f"{years} {since}", "name": person_called(circumstances)}


class _History:
    """The rule at work: entries first, then what prose tells besides them."""

    def __init__(self, rule: Rule) -> None:
        self._where = rule.where
        self._over_when_started = frozenset(rule.match["over_when_started"])
        self._history = frozenset(rule.match["history"])
        self._teller = Teller(rule.match["cues"])

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        entries = {entry.pointer: entry for entry in subject.advice.involvement} if subject.advice else {}
        settled = set()
        for entry in entries.values():
            end = over_on(entry, self._over_when_started)
            if end is not None and is_over(end, subject.circumstances.on) and self._stale(subject, end):
                settled.add(entry.pointer)
                yield from self._entry(subject, entry, end)
        for field in subject.where(self._where):
            pointer = field.pointer.rsplit("/", 1)[0]
            if pointer not in settled:
                yield from self._prose(subject, field, entries.get(pointer))

    def _stale(self, subject: Subject, end: PartialDate) -> bool:
        on = subject.circumstances.on
        return on is not None and end.last is not None and end.last < _limit_day(subject, on)

    def _entry(self, subject: Subject, entry: Involvement, end: PartialDate) -> Iterator[Hit]:
        circumstances = subject.circumstances
        if not says_today(entry):
            variant = "event" if entry.end is None else "entry"
            yield Hit(entry.pointer, values=entry_values(entry, end, circumstances), variant=variant)

    def _prose(self, subject: Subject, field: Field, entry: Involvement | None) -> Iterator[Hit]:
        circumstances = subject.circumstances
        clock = Clock(circumstances.on, circumstances.date_of_birth, circumstances.year_group)
        limit = _limit_day(subject, clock.today)
        reading = read(field.text)
        own = entry.start.first if entry and entry.start and entry.end is None else None
        told = self._teller.over(reading, clock, in_history=field.name in self._history, own=own)
        born = circumstances.date_of_birth
        for one in _joined((one for one in told if one.last is None or one.last < limit), reading):
            if one.last is None and circumstances.on and born and born >= months_before(limit, _GROWN):
                # Nothing about so young a child need have been over for so long.
                continue
            if governing(reading, one.start, one.end, _OWN_WORDS, field=field.name) is not None:
                continue
            if told_today(reading, one.start, one.end) or (entry and self._answered(entry, one.last)):
                continue
            variant = "undated" if one.last is None else "told"
            yield Hit(field.pointer, one.start, one.end, _values(one, circumstances, clock.today), variant)

    @staticmethod
    def _answered(entry: Involvement, last: dt.date | None) -> bool:
        """Return whether an entry's `relevance` speaks for what its own text tells.

        It speaks for the entry. What was over before an ended entry began is another matter, told in passing.
        """
        began = entry.start.first if entry.start else None
        if entry.end is not None and last is not None and began is not None and last < began:
            return False
        return tied_to_today(entry.relevance) or entry.end is not None


def build(rule: Rule) -> Check:
    """Return the check for involvement that ended longer ago than the profile's limit, with no effect told today.

    `match.over_when_started` names the kinds of entry that are over on the day they start, `match.history` the fields
    that are the record of involvement, and `match.cues` the patterns that tell involvement in prose apart (see
    `schema/kinds/history.schema.json`). An entry is found as a whole; where its own end is known, its words are not
    judged again.
    """
    return _History(rule)
