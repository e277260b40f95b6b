"""When things were, as prose tells it: dates, ranges, seasons, ages, school years and spans, reckoned into days.

A passage is read for *moments*. What cannot be reckoned (an age where the date of birth is not known) is still a
moment, of shape `unknown`, so that nobody takes silence for an answer. The words, and the shapes they come in, are
data: `checks/lexicons/times.yaml`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sendadvice_docs.gate import Group
from sendadvice_docs.matching import Patterns
from sendadvice_docs.reckoning import (
    READERS,
    Clock,
    Days,
    Reckoned,
    Shape,
    months_before,
    number_of,
    times,
    value_of,
)
from sendadvice_docs.words import compiled

#: How far before a moment its “since”, or the title of a law, is looked for, in characters.
_NEAR = 56

#: “Since he was taken out of school in 2019”: a few words may stand between.
_SINCE_FAR = re.compile(
    r"(?<!long )(?<!has )(?<!have )\bsince\b(?!\s+(?:closed|ended|discharged|moved|left|died|retired|been|then))"
    r"(?:\s+[^\s.;:,]+){1,7}\s*$"
)

#: “A note from 2013” is of that year.
_PAPER = re.compile(r"\b(?:notes?|records?|letters?|reports?|entry|entries|e-?mails?|logs?|forms?) from $")

_SENTENCE_END = re.compile(r"[.!?]\s|\n")

#: “Nothing for six years” lasts no longer.
_NOTHING = re.compile(r"\b(?:nothing|no|not|never|quiet|silent|closed)\b")

#: “In care for nine days at fourteen”: no time of the day follows how long it lasted.
_FOR_DAYS = re.compile(r"\bfor (?:about |nearly |over )?\w+(?:-\w+)? (?:days?|nights?) \Z")

#: The ways of telling that are somebody's age.
_AGES = frozenset({"age", "bare_age"})

#: The ways of telling that are reckoned back from today.
_SPANS = frozenset({"ago", "days_ago"})


class Moment(NamedTuple):
    """A passage that tells when: code-point offsets, its shape, and the first and the last day it may mean.

    The days are there for `at` and `since` only. A moment of shape `since` includes that word.
    """

    start: int
    end: int
    shape: Shape
    first: dt.date | None = None
    last: dt.date | None = None


class _Telling:
    """One way of telling when: how it is reckoned, what a text must hold for it to be there, and its patterns.

    The patterns are compiled when a text first calls for them, so that a short text costs a start little.
    """

    def __init__(self, data: Mapping[str, Any], filled: Callable[[str], str]) -> None:
        self.name: str = data["read"]
        self.read = READERS[self.name]
        self._needs: list[str] | str = data.get("needs", "")
        self._find = [filled(pattern) for pattern in data["find"]]

    @cached_property
    def patterns(self) -> list[Patterns]:
        """Return the compiled patterns."""
        return [compiled((pattern,)) for pattern in self._find]

    def may_be_in(self, text: str, *, figures: bool) -> bool:
        """Return whether a text holds what this way of telling needs."""
        if isinstance(self._needs, str):
            return figures or not self._needs
        return any(word in text for word in self._needs)


class _Grammar:
    """The shapes of `times.yaml`."""

    def __init__(self) -> None:
        data = times()
        known = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in data["vocabulary"].items()}

        def filled(pattern: str) -> str:
            return re.sub(r"\{([a-z_]+)\}", lambda match: known.get(match[1], match[0]), pattern)

        for name, piece in data["pieces"].items():
            known[name] = filled(piece)
        self.tellings = [_Telling(shape, filled) for shape in data["shapes"]]
        #: Every pattern of every way of telling in order, and the way that each is of.
        self.every = Group(pattern for telling in self.tellings for pattern in telling.patterns)
        self.ways = [telling for telling in self.tellings for _ in telling.patterns]
        self.open_before, self.open_after, self.goes_to, self.before_now = (
            compiled((filled(data[name]),)) for name in ("open_before", "open_after", "goes_to", "before_now")
        )
        self.title_before, self.other_before, self.clock_before, self.lasting = (
            compiled((filled(data[name]),)) for name in ("title_before", "other_before", "clock_before", "lasting")
        )


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    return _Grammar()


def _candidates(text: str, clock: Clock, left: int, right: int) -> Iterator[tuple[int, int, str, Reckoned]]:
    """Yield what may be moments in a stretch: where, the way of telling, and what it comes to."""
    part = text[left:right]
    figures = any(character.isdigit() for character in part)
    ways, every = _grammar().ways, _grammar().every
    for number in every.numbers_in(text):
        telling = ways[number]
        if not telling.may_be_in(part, figures=figures):
            continue
        for match in every.members[number].finditer(text, left, right):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            reckoned = None if _means_another(telling.name, match, before) else telling.read(match, clock)
            if reckoned is None or (_near_today(reckoned, clock) and _grammar().before_now.search(before)):
                continue
            # A calendar day can't be compared with a today that nobody knows; a span can.
            known = clock.on is not None or telling.name in _SPANS or isinstance(reckoned, Shape | int)
            yield match.start(), match.end(), telling.name, reckoned if known else Shape.UNKNOWN


def _means_another(name: str, match: re.Match[str], before: str) -> bool:
    """Return whether a match is a law's year, somebody else's age or a time of the day."""
    grammar = _grammar()
    if name == "year":
        return grammar.title_before.search(before) is not None
    if name == "bare_age" and not match["unit"] and grammar.clock_before.search(before):
        return _FOR_DAYS.search(before) is None
    return name in _AGES and grammar.other_before.search(before) is not None


def _near_today(reckoned: Reckoned, clock: Clock) -> bool:
    """Return whether a time is of the last months, as in “the last contact before the request of 1 September”."""
    if isinstance(reckoned, tuple):
        return clock.on is not None and months_before(clock.on, 12) < reckoned[0]
    return reckoned is Shape.RECENT


def _since(text: str, start: int, end: int, name: str) -> int | None:
    """Return where the “since” stands that makes the time at `start` a mere beginning; None where there is none."""
    grammar = _grammar()
    left = max(0, start - _NEAR)
    if text.startswith("since ", start):
        return start
    if _PAPER.search(text[left:start]) or (text.startswith("from ", start) and _PAPER.search(text[left : start + 5])):
        return None
    if name != "years" and text.startswith("from ", start) and not grammar.goes_to.match(text, end):
        return start
    if name != "years":
        before = grammar.open_before.search(text[left:start])
        if before and (before[0].startswith("since") or not grammar.goes_to.match(text, end)):
            return left + before.start()
    far = _SINCE_FAR.search(text[left:start])
    if far:
        return left + far.start()
    return start if grammar.open_after.match(text, end) else None


def moments(text: str, clock: Clock, stretches: Iterable[tuple[int, int]] | None = None) -> tuple[Moment, ...]:
    """Return the moments a text tells of, in order and apart; `text` is in lower case (`language.plain`).

    Only the given stretches are read, where there are any: pairs of offsets, in order and apart. A time told against
    another (“the following year”) is reckoned from the last one before it, at the latest it may mean. Years in the
    titles of laws are no moments.
    """
    found: list[Moment] = []
    told: dt.date | None = None
    candidates: list[tuple[int, int, str, Reckoned]] = []
    for left, right in ((0, len(text)),) if stretches is None else stretches:
        candidates += sorted(_candidates(text, clock, left, right), key=lambda one: (one[0], -one[1], one[2]))
    for start, end, name, reckoned in candidates:
        if found and start < found[-1].end:
            continue
        if name == "yearless" and told and not _SENTENCE_END.search(text, found[-1].end if found else 0, start):
            # In a story of 2015, “in March” is that year's.
            continue
        if isinstance(reckoned, Shape):
            found.append(Moment(start, end, reckoned))
            continue
        if isinstance(reckoned, int):
            if told is None:
                continue
            days: Days = (told, months_before(told, -reckoned))
        elif reckoned is None:
            continue
        else:
            days = reckoned
        told = days[1]
        since = _since(text, start, end, name)
        if since is None or (found and since < found[-1].end):
            found.append(Moment(start, end, Shape.AT, *days))
        else:
            found.append(Moment(since, end, Shape.SINCE, *days))
    return tuple(found)


def lasting(text: str, begun: dt.date, today: dt.date) -> dt.date:
    """Return the latest day something told in `text` may have lasted to, where it says for how long (“for two years”).

    `text` is in lower case. Without such a span, or with one that would reach past today, `begun` is returned.
    """
    months = [
        number_of(match["n"]) * int(value_of("units", match["unit"]))
        for match in _grammar().lasting.finditer(text)
        if not _NOTHING.search(text, 0, match.start())
    ]
    end = months_before(begun, -max(months, default=0))
    return end if end <= today else begun
