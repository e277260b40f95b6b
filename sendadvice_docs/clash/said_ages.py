"""Ages and year groups a text gives the person, against the date of birth and the year group of the advice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs.ages import BEYOND_SCHOOL, age_on, attains, school_year_group
from sendadvice_docs.clash.common import MONTHS, NUMBER, Clash, has_figure, in_words, told, value
from sendadvice_docs.clash.wordings import Shapes, cue, data
from sendadvice_docs.expression import Expression
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "said_ages"
_HAPPENED = re.compile(r"\b(?:was|were|had|did|went|came|began|left|lost|\w+ed)\b")
_RECENT = re.compile(r" (?:last (?:week|month)|yesterday|this (?:week|month))")
#: An age one off is let pass so many days before and after the birthday: the text may be that much older.
_NEAR_BIRTHDAY = 60
_OLDEST = 30
_PHASES = {
    "primary": (0, 6),
    "infant": (0, 2),
    "junior": (3, 6),
    "secondary": (7, 13),
    "high": (7, 13),
    "middle": (4, 8),
}


@lru_cache(maxsize=1)
def _nth() -> dict[str, int]:
    return dict(data("lives")["ordinals"])


def _allowed(born: dt.date, on: dt.date) -> set[int]:
    """Return the ages that are right about a day."""
    margin = dt.timedelta(days=_NEAR_BIRTHDAY)
    return {age_on(born, on), age_on(born, on - margin), age_on(born, on + margin)}


class SaidAges:
    """Looks for ages and year groups that don't fit, for one advice."""

    def __init__(self, circumstances: Circumstances) -> None:
        """Take whose advice it is, with the date of birth and the day that counts as today."""
        self._born, self._on = circumstances.date_of_birth, circumstances.on
        self._group = circumstances.year_group
        self._birthday = in_words(self._born) if self._born else ""
        names = (circumstances.preferred_name, circumstances.name, circumstances.name.split(" ")[0])
        self._names = tuple(dict.fromkeys(name.lower() for name in names if name.strip())) or ("(?!)",)
        self._others = tuple(one.name.split(" ")[0].lower() for one in circumstances.people if one.name)
        self._ages = {one.name.split(" ")[0].lower(): one.age for one in circumstances.people if one.age is not None}

    def find(self, reading: Reading, field: str) -> Iterator[Clash]:
        """Yield what doesn't fit in a text."""
        plain = reading.plain
        if not has_figure(plain) and not cue(_FILE, "wordy").search(plain):
            return
        patterns = Shapes(_FILE, tuple(name for name in self._names if name in plain))
        yield from self._siblings(patterns["several"], plain)
        if self._born is None or self._on is None or self._born > self._on:
            return
        if field == "outcomes/description":
            yield from self._in_outcome(reading)
        for name in ("is", "apposed", "old", "of", "as", "his", "at"):
            for match in patterns[name].finditer(plain):
                yield from self._present(reading, match)
        for match in patterns["turned"].finditer(plain):
            yield from self._turned(match)
        for match in patterns["turning"].finditer(plain):
            day, age = told(match), int(value(match["age"]))
            if day and day.year and 0 < age <= _OLDEST and abs((attains(self._born, age) - day.first).days) > 450:
                yield self._clash(match, age, in_words(attains(self._born, age)))
        for match in patterns["when"].finditer(plain):
            age = int(value(match["age"]))
            if self._is_the_persons(reading, match) and not -1 <= int(match["year"]) - self._born.year - age <= 1:
                yield self._clash(match, age, f"{self._born.year + age} or {self._born.year + age + 1}")
        for match in patterns["past"].finditer(plain):
            yield from self._past(reading, match)
        yield from self._to_come(reading, patterns)
        yield from self._year_groups(reading, patterns)

    def _present(self, reading: Reading, match: re.Match[str]) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        group = "age2" if match.groupdict().get("age2") else "age"
        age = value(match[group])
        if age != int(age) or not 0 < age <= _OLDEST or int(age) in _allowed(self._born, self._on):
            return
        if cue(_FILE, "one_day").search(reading.plain, max(0, match.start() - 24), match.start()):
            return
        if match.groupdict().get("who") not in self._names and not self._is_the_persons(reading, match):
            return
        start = match.start(group)
        yield Clash(start, match.end(group), "age", self._values(int(age)))

    def _values(self, age: int) -> dict[str, str]:
        right = str(age_on(self._born, self._on)) if self._born and self._on else ""
        return {"said": str(age), "right": right, "born": self._birthday}

    def _clash(self, match: re.Match[str], age: int, right: str) -> Clash:
        return Clash(match.start(), match.end(), "birthday", {"said": str(age), "right": right, "born": self._birthday})

    def _is_the_persons(self, reading: Reading, match: re.Match[str]) -> bool:
        """Return whether nobody else is spoken of so near that an age may be theirs."""
        sentence = reading.sentence_at(match.start())
        earlier = reading.beside(sentence, -1)
        left = earlier.start if earlier else sentence.start
        text = cue(_FILE, "with").sub(" ", reading.plain[left : match.end()])
        return cue(_FILE, "somebody").search(text) is None and not any(
            re.search(rf"\b{re.escape(name)}\b", text) for name in self._others
        )

    def _turned(self, match: re.Match[str]) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        age = int(value(match["age"]))
        if not 0 < age <= _OLDEST + 10:
            return
        birthday = attains(self._born, age)
        past = match["verb"] in ("turned", "became", "reached")
        day = told(match, year=self._on.year)
        if day is None:
            return
        if not day.year:
            later = day.first > self._on
            year = self._on.year + (
                -1 if past and later else 1 if not past and not later and day.last < self._on else 0
            )
            day = told(match, year=year)
        if day is not None and not day.first <= birthday <= day.last:
            yield self._clash(match, age, in_words(birthday))

    def _to_come(self, reading: Reading, patterns: Shapes) -> Iterator[Clash]:
        """Yield ages still to come, birthdays and dates of birth that don't fit."""
        if self._born is None or self._on is None:
            return
        for match in patterns["happened"].finditer(reading.plain):
            if int(match["year"]) < self._born.year and self._is_the_persons(reading, match):
                yield self._clash(match, 0, in_words(self._born))
        for match in patterns["nearly"].finditer(reading.plain):
            age = int(value(match["age"]))
            if (
                0 < age <= _OLDEST
                and age - 1 not in _allowed(self._born, self._on)
                and self._is_the_persons(reading, match)
            ):
                yield self._clash(match, age, in_words(attains(self._born, age)))
        for match in patterns["next"].finditer(reading.plain):
            age = int(value(match["age"]))
            birthday = attains(self._born, min(max(age, 1), 99))
            if birthday.month != MONTHS[match["month"]] or not 0 < (birthday - self._on).days < 730:
                yield self._clash(match, age, in_words(birthday))
        yield from self._birthdays(reading, patterns, self._born, self._on)

    def _birthdays(self, reading: Reading, patterns: Shapes, born: dt.date, on: dt.date) -> Iterator[Clash]:
        for match in patterns["birthday"].finditer(reading.plain):
            age = _nth().get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]))
            birthday, past = attains(born, age), match["how"] in ("had", "celebrated", "since", "just had", "marked")
            recent = _RECENT.match(reading.plain, match.end()) or match["how"] == "just had"
            wrong = birthday > on if past else match["how"] in ("by", "before") and birthday <= on
            wrong = wrong and (
                past or not _HAPPENED.search(reading.plain, reading.sentence_at(match.start()).start, match.start())
            )
            if (wrong or (recent and abs((on - birthday).days) > 120)) and self._is_the_persons(reading, match):
                yield self._clash(match, age, in_words(birthday))
        for match in patterns["born"].finditer(reading.plain):
            day = told(match, year=born.year)
            whose = match["who"] in self._names or self._is_the_persons(reading, match)
            if day and whose and not day.first <= born <= day.last:
                yield self._clash(match, 0, in_words(born))

    def _past(self, reading: Reading, match: re.Match[str]) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        age = value(match["age"])
        if age != int(age) or not max(_allowed(self._born, self._on)) < age <= _OLDEST:
            return
        if age <= 12 and match[0].startswith("at ") and "age" not in match[0] and "year" not in match[0]:
            return  # “at 9” is a time of day
        sentence = reading.sentence_at(match.start())
        before = reading.plain[sentence.start : match.start()]
        told_so = match[0].startswith("when") or bool(match["has"])
        if (
            (told_so or cue(_FILE, "past").match(before))
            and not cue(_FILE, "not_yet").search(before)
            and self._is_the_persons(reading, match)
        ):
            yield Clash(match.start("age"), match.end("age"), "age", self._values(int(age)))

    def _year_groups(self, reading: Reading, patterns: Shapes) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        computed = school_year_group(self._born, self._on)
        given = BEYOND_SCHOOL if self._group == "beyond_school" else self._group
        right = given if isinstance(given, int) else computed
        room = 0 if isinstance(given, int) else 1
        for match in patterns["group"].finditer(reading.plain):
            if match["who"] not in self._names and not self._is_the_persons(reading, match):
                continue
            if abs(int(match["group"]) - right) > room:
                yield Clash(
                    match.start("year"),
                    match.end(),
                    "year_group",
                    {"said": f"Year {match['group']}", "right": _called(right)},
                )
        for match in patterns["now_in"].finditer(reading.plain):
            if abs(int(match["group"]) - right) > room and self._is_the_persons(reading, match):
                yield Clash(
                    match.start("year"),
                    match.end("group"),
                    "year_group",
                    {"said": f"Year {match['group']}", "right": _called(right)},
                )
        for match in patterns["phase"].finditer(reading.plain):
            first, last = _PHASES[match["phase"]]
            first = last if match["last"] else first
            if not first - room <= right <= last + room and (
                match["who"] in self._names or self._is_the_persons(reading, match)
            ):
                yield Clash(match.start(), match.end(), "phase", {"said": match["phase"], "right": _called(right)})
        for match in patterns["reception"].finditer(reading.plain):
            if abs(right) > room and self._is_the_persons(reading, match):
                yield Clash(match.start(), match.end(), "year_group", {"said": "Reception", "right": _called(right)})

    def _in_outcome(self, reading: Reading) -> Iterator[Clash]:
        """Yield ages by which something is to be reached that the person has reached already."""
        if self._born is None or self._on is None:
            return
        for match in Shapes(_FILE, self._names)["before"].finditer(reading.plain):
            age = int(value(match["age"]))
            if 0 < age <= min(_allowed(self._born, self._on)) and self._is_the_persons(reading, match):
                yield Clash(match.start("age"), match.end("age"), "age", self._values(age))

    def _siblings(self, pattern: Expression, plain: str) -> Iterator[Clash]:
        """Yield numbers of brothers and sisters that are not so many, and ages the advice has otherwise."""
        for match in pattern.finditer(plain):
            ages = re.findall(NUMBER, match["list"])
            if len(ages) != (2 if match["count"].startswith("both") else int(value(match["count"]))):
                yield Clash(match.start(), match.end(), "count", {"said": match["count"], "right": str(len(ages))})
        for match in Shapes(_FILE, self._names)["named_list"].finditer(plain):
            names = re.findall(r"[\w-]+", match["names"].replace(" and ", ", "))
            if len(names) != int(value(match["count"])):
                yield Clash(match.start(), match.end(), "count", {"said": match["count"], "right": str(len(names))})
        for name, age in self._ages.items():
            for match in re.finditer(
                rf"(?<!\w){re.escape(name)}(?: is|'s|,| \()(?: (?:now|aged|only))* ?(\d{{1,2}})(?:\)"
                r"|,| years| and\b|\.(?!\d)|$)",
                plain,
            ):
                if abs(int(match[1]) - age) > 1:
                    yield Clash(
                        match.start(1),
                        match.end(1),
                        "relative",
                        {"said": match[1], "right": str(age), "whom": name.capitalize()},
                    )


def _called(group: int) -> str:
    if group == BEYOND_SCHOOL or group > BEYOND_SCHOOL - 1:
        return "beyond school"
    return (
        f"Year {group}"
        if group > 0
        else "Reception"
        if group == 0
        else "a nursery year"
        if group > -3
        else "before nursery"
    )
