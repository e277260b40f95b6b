"""Ages and dates told together that cannot both be: “turns 16 next month and 18 in the spring”, “within six months”.

Every shape needs one of a few words (see `_SEARCHES`); without it nothing is searched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations

from sendadvice_docs.ages import age_on
from sendadvice_docs.clash.common import Clash, Told, date_pattern, told, value
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.clash.wordings import cue, expression
from sendadvice_docs.model import Circumstances

_FILE = "timed"
_DAYS = {"w": 7.0, "m": 30.44, "y": 365.25}
_DATE = re.compile(date_pattern("1"))
#: Pupils of a school year are of these ages, with a year's room: so many more than its number.
_YOUNGER, _OLDER = 3, 6
#: The first and the last day that each may fall on.
_FEASTS = {"christmas": ((12, 25), (12, 25)), "easter": ((3, 22), (4, 25)), "january": ((1, 1), (1, 1))}
_UNDER = re.compile(r"\bunder-?\d+'?s\b")
_WORD_BEFORE = re.compile(r"([\w'-]+) $")
_FAR = 300


class Timed:
    """Looks for ages and dates that cannot both be, in one text."""

    def __init__(self, row: Row, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the words, who is spoken of, and the date of birth with the day that counts as today."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        self._born, self._on = circumstances.date_of_birth, circumstances.on

    def find(self) -> Iterator[Clash]:
        """Yield what cannot be right."""
        words = self._plain.words().different
        for names, keys, others, search in _SEARCHES:
            if not keys.isdisjoint(words) and not others.isdisjoint(words):
                for name in names:
                    yield from getattr(self, search)(name)

    def _matches(self, name: str) -> Iterator[re.Match[str]]:
        return expression(_FILE, "shapes", name).finditer(self._plain)

    def _ages(self, start: int, end: int, one: str, other: str) -> Clash:
        return Clash(start, end, "ages", {"one": one, "other": other})

    def _who(self, match: re.Match[str]) -> str:
        """Return whose age a match tells: who stands right before it, else whom the passage is about."""
        before = _WORD_BEFORE.search(self._plain, max(0, match.start() - 30), match.start())
        named = self._subjects.named(before.start(1), before.end(1)) if before else ""
        return named or self._subjects.at(match.start(), match.end())

    def _turns(self, name: str) -> Iterator[Clash]:
        """Yield two birthdays within a year of which one is not the next after the other."""
        found = list(self._matches(name))
        if len(found) == 1:
            yield from self._turns_now(found[0])
        for one, other in combinations(found[:4], 2):
            ages = value(one["age"]), value(other["age"])
            if abs(ages[0] - ages[1]) < 2 or other.end() - one.start() > _FAR:
                continue
            if self._who(one) == self._who(other):
                yield self._ages(one.start(), other.end(), one[0], other[0])
                return

    def _turns_now(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield an age told just before the next birthday that doesn't follow it: “is 14 and turns 16 in May”."""
        for one in expression(_FILE, "shapes", "is_now").finditer(
            self._plain, max(0, match.start() - 120), match.start()
        ):
            same = self._who(one) == self._who(match)
            if same and value(match["age"]) - value(one["age"]) not in (0.5, 1.0, 0.75, 0.25):
                yield self._ages(one.start(), match.end(), one[0], match[0])
                return

    def _before_age(self, name: str) -> Iterator[Clash]:
        for match in self._matches(name):
            if 4 < value(match["now"]) < 26 and value(match["age"]) <= value(match["now"]):
                yield self._ages(match.start(), match.end(), match["now"], match["age"])

    def _short_of(self, name: str) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        for match in self._matches(name):
            apart = value(match["age"]) - age_on(self._born, self._on)
            number = value(match["n"])
            wrong = abs(apart - number) > 1 if number else apart != 1 if match["n"] in ("a", "an") else apart <= 1
            if wrong and self._subjects.at(match.start(), match.end()) in (CHILD, ""):
                yield self._ages(match.start(), match.end(), match[0], str(age_on(self._born, self._on)))

    def _school_year(self, name: str) -> Iterator[Clash]:
        for match in self._matches(name):
            group, age = int(match["group"]), value(match["age"])
            if not 0 < group <= 14 or not age or _YOUNGER <= age - group <= _OLDER:
                continue
            sentence = self._row.reading.sentence_at(match.start())
            said = self._plain[sentence.start : match.end()]
            if not cue(_FILE, "unlike").search(_UNDER.sub(" ", said)):
                yield self._ages(match.start(), match.end(), f"Year {group}", match["age"])

    def _within(self, name: str) -> Iterator[Clash]:
        """Yield a day that is not within the time said of another day, or of the day of the advice."""
        for match in self._matches(name):
            last = told(match, "1")
            base = told(match, "2") if name == "within" else Told(self._on, self._on, year=True) if self._on else None
            if last is None or base is None or not last.year or not base.year:
                continue
            span = (value(match["n"]) or 1.0) * _DAYS[match["unit"][0]]
            if (last.first - base.last).days > span * 1.1 + 45:
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})

    def _lasted(self, name: str) -> Iterator[Clash]:
        if self._on is None:
            return
        for match in self._matches(name):
            day = told(match, "1")
            if day is None or not day.year or day.first > self._on:
                continue
            unit = _DAYS[match["unit"][0]]
            said = (value(match["n"]) or 1.0) * unit
            least, most = (self._on - day.last).days, (self._on - day.first).days
            if not least - max(unit, 10) * 0.75 - 0.1 * said <= said <= most + max(unit, 10) * 0.75 + 0.1 * said:
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})

    def _all_before(self, name: str) -> Iterator[Clash]:
        """Yield a date that is told before “all written before” a day, and comes after it."""
        for match in self._matches(name):
            first, last = _bounds(match)
            if first is None or last is None:
                continue
            before = match["way"] in ("before", "earlier than", "prior to") and match["all"] != "none"
            before = before or (match["all"] == "none" and match["way"] in ("after", "since", "later than"))
            for one in _DATE.finditer(self._plain, max(0, match.start() - _FAR), match.start()):
                day = told(one, "1")
                if day is None or not day.year:
                    continue
                if day.first > last if before else day.last < first:
                    yield Clash(one.start(), match.end(), "opposite", {"one": one[0], "other": match[0].strip()})
                    return


def _bounds(match: re.Match[str]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a date, a feast or a year."""
    if match["only"]:
        return dt.date(int(match["only"]), 1, 1), dt.date(int(match["only"]), 12, 31)
    if match["feast"]:
        year, (first, last) = int(match["year"]), _FEASTS[match["feast"]]
        return dt.date(year, *first), dt.date(year, *last)
    day_told = told(match, "1")
    return (day_told.first, day_told.last) if day_told and day_told.year else (None, None)


_AGED_VERBS = frozenset(["turns", "turn", "reaches", "becomes", "next"])
_COMPARED = frozenset(["before", "after", "since", "prior", "earlier", "later"])
_BEGUN = frozenset(
    [
        "since",
        "begun",
        "began",
        "started",
        "starting",
        "beginning",
        "from",
        "dating",
        "opened",
        "made",
        "moved",
        "arrived",
        "joined",
    ]
)
_WISHES = frozenset(
    ["hopes", "hope", "wants", "want", "wishes", "plans", "plan", "aims", "aim", "intends", "like", "keen", "hoping"]
)
#: Names of shapes, words of each of two sets that they need, and what looks at their matches.
_SEARCHES: tuple[tuple[tuple[str, ...], frozenset[str], frozenset[str], str], ...] = (
    (("turns",), _AGED_VERBS, _AGED_VERBS, "_turns"),
    (("before_age",), frozenset(["before", "time", "until", "when"]), _WISHES, "_before_age"),
    (("short_of",), frozenset(["short", "off", "away"]), frozenset(["year", "years"]), "_short_of"),
    (("year_age", "age_year"), frozenset(["year"]), frozenset(["at", "aged", "is", "now", "old", "s"]), "_school_year"),
    (("within", "within_then", "by_within"), frozenset(["within"]), frozenset(["by", "in"]), "_within"),
    (("lasted",), frozenset(["has", "have"]), _BEGUN, "_lasted"),
    (("all_before",), frozenset(["all", "both", "each", "none"]), _COMPARED, "_all_before"),
)
