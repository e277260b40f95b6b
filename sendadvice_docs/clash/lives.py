"""Ages of people told in one text, compared with one another, with the date of birth, and with the years between.

Each age is a fact about somebody at one time; facts about the same person now are compared, and so are those that a
told difference (“a year younger than”), a school year or a span of years ties together.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sendadvice_docs.ages import age_on, school_year_group
from sendadvice_docs.clash.common import MONTHS, Clash, in_words, value
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.clash.wordings import data, shape, shapes_of
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "lives"
#: Nobody is a parent before this age, so far as a contradiction may be told from it.
_YOUNGEST_PARENT = 12
_DAYS_IN = {"week": 7.0, "month": 30.44, "year": 365.25}
_HINT = re.compile(
    r"\bage|years?\b|birthday|\bturn|twins|\(\d|, \d|is \d|now|was|september|ago|weeks?|months?|at \d|is [a-z]"
)


@dataclass(frozen=True)
class Age:
    """An age told of somebody now."""

    who: str
    years: int
    start: int
    end: int


class Lives:
    """Looks for ages and spans of years that cannot all be right in one text."""

    def __init__(self, reading: Reading, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the text, who is spoken of in it, and the date of birth and the day that counts as today."""
        self._reading, self._subjects = reading, subjects
        self._born, self._on = circumstances.date_of_birth, circumstances.on
        if self._born and self._on and self._born > self._on:
            self._born = None
        self._listed = {one.name.split(" ")[0].lower(): one.age for one in circumstances.people if one.age is not None}
        self._group = circumstances.year_group if isinstance(circumstances.year_group, int) else None

    def find(self) -> Iterator[Clash]:
        """Yield ages and spans that contradict each other."""
        if not shapes_of(_FILE).may_be_in(self._reading.plain) or not _HINT.search(self._reading.plain):
            return
        ages = dict[str, Age]()
        for age in sorted(self._ages(), key=lambda one: one.start):
            known = ages.setdefault(age.who, age)
            if known.years != age.years:
                yield self._two(known.start, age.end, str(known.years), str(age.years))
        yield from self._apart(ages)
        yield from self._family(ages)
        yield from self._school()
        yield from self._spans()
        yield from self._earlier()

    def _two(self, start: int, end: int, one: str, other: str) -> Clash:
        return Clash(start if end - start <= 200 else end - len(other), end, "ages", {"one": one, "other": other})

    def _finditer(self, key: str) -> Iterator[re.Match[str]]:
        return shape(_FILE, key).finditer(self._reading.plain)

    def _ages(self) -> Iterator[Age]:
        for match in self._finditer("told"):
            who = self._subjects.named(match.start("who"), match.end("who"))
            if who and "nearly" not in match[0] and not self._not_now(match.start()):
                yield Age(who, int(value(match["age"])), match.start("age"), match.end("age"))
        for match in self._finditer("now_at"):
            who = self._subjects.at(match.start(), match.end())
            if who and int(value(match["age"])) > 12:  # “At ten he” may be a time of day
                yield Age(who, int(value(match["age"])), match.start("age"), match.end("age"))

    def _not_now(self, at: int) -> bool:
        """Return whether an age may be of another time: “when he is 16”, “then 12”."""
        clause = self._reading.clause_at(at)
        before = self._reading.plain[clause.start : at]
        return bool(
            re.search(
                r"\b(?:when|until|once|if|by|before|after|will|was|were|then|turns?|from)\b",
                f"{clause.opener} {before}",
            )
        )

    def _age_of(self, who: str, ages: dict[str, Age]) -> int | None:
        if who == CHILD:
            return age_on(self._born, self._on) if self._born and self._on else None
        return ages[who].years if who in ages else self._listed.get(who)

    def _apart(self, ages: dict[str, Age]) -> Iterator[Clash]:
        """Yield told years between two people that their ages don't make."""
        for match in self._finditer("older_kin"):
            than = self._subjects.named(match.start("than"), match.end("than"))
            other = self._age_of(than, ages)
            who = self._subjects.at(match.start() - 1, match.start())
            own = self._age_of(who, ages)
            tail = re.compile(r",? (?:who )?(?:is |and is |at |now )+(?P<age>\d{1,2})\b").match(
                self._reading.plain, match.end()
            )
            end = tail.end() if tail else match.end()
            if tail:
                own = int(tail["age"])
            years = max(1, int(value(match["years"])))
            if other is None or own is None or who == than:
                continue
            apart = (other - own) if match["way"] == "younger" else (own - other)
            if not years - 1 <= apart <= years + 1:
                yield self._two(match.start(), end, match[0], str(own))
        for match in self._finditer("twins"):
            if value(match["a"]) != value(match["b"]):
                yield self._two(match.start(), match.end(), match["a"], match["b"])
        for match in (*self._finditer("was_when_born"), *self._finditer("born_when")):
            who = self._subjects.named(match.start("who"), match.end("who"))
            born = self._subjects.named(match.start("born"), match.end("born"))
            one, other = self._age_of(who, ages), self._age_of(born, ages)
            if one is not None and other is not None and not -1 <= one - other - value(match["age"]) <= 1:
                end = max(match.end(), ages[born].end if born in ages else 0)
                end = max(end, ages[who].end if who in ages else 0)
                yield self._two(match.start(), end, match[0], str(other))
        for match in self._finditer("years_between"):
            yield from self._between(match)

    def _between(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield years or months told between two dates that are not so far apart."""
        months, room = 12 * (int(match["b"]) - int(match["a"])), 12.0
        if match["ma"] and match["mb"]:
            months, room = months + MONTHS[match["mb"]] - MONTHS[match["ma"]], 6.0
        elif match["unit"].startswith("month"):
            return
        months *= 1 if match["way"] == "before" else -1
        unit = 12 if match["unit"].startswith("year") else 1
        if abs(months - max(1.0, value(match["n"])) * unit) > (room if unit == 12 else 1.5):
            yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})

    def _family(self, ages: dict[str, Age]) -> Iterator[Clash]:
        """Yield a parent hardly older than a child, twins of two ages, and an eldest who is not."""
        child = self._age_of(CHILD, ages)
        for one in ages.values():
            if child is not None and self._subjects.is_parent(one.who) and one.years - child < _YOUNGEST_PARENT:
                yield Clash(one.start, one.end, "ages", {"one": str(one.years), "other": str(child)})
        if child is not None:
            yield from self._kin(ages, child)

    def _kin(self, ages: dict[str, Age], child: int) -> Iterator[Clash]:
        """Yield twins of two ages, a little sister who is older, and an eldest who is not."""
        for match in self._finditer("is_twin"):
            who = self._subjects.named(match.start("who"), match.end("who"))
            if who not in ("", CHILD) and who in ages and abs(ages[who].years - child) > 1:
                yield self._two(match.start(), max(match.end(), ages[who].end), str(ages[who].years), str(child))
        for match in self._finditer("is_kin"):
            who = self._subjects.named(match.start("who"), match.end("who"))
            own = self._age_of(who, ages)
            younger = match["way"] in ("little", "younger", "baby")
            if own is not None and who != CHILD and (own > child if younger else own < child):
                yield self._two(match.start(), match.end(), match[0], str(child))
        for match in self._finditer("is_first"):
            who = self._subjects.named(match.start("who"), match.end("who"))
            own = self._age_of(who, ages)
            others = [
                age
                for one in (CHILD, *self._subjects.siblings())
                if one != who and (age := self._age_of(one, ages)) is not None
            ]
            if own is not None and (who == CHILD or who in self._subjects.siblings()):
                wrong = (
                    any(age < own for age in others) if match["way"] == "youngest" else any(age > own for age in others)
                )
                if wrong:
                    yield self._two(match.start(), match.end(), match[0], str(own))
        for match in self._finditer("eldest"):
            sentence = self._reading.sentence_at(match.start())
            parents = [
                one
                for one in ages.values()
                if self._subjects.is_parent(one.who) and sentence.start <= one.start < match.start()
            ]
            for parent in parents:
                if parent.years - value(match["age"]) < _YOUNGEST_PARENT:
                    yield self._two(parent.start, match.end(), str(parent.years), match[0])

    def _school(self) -> Iterator[Clash]:
        if self._born is None or self._on is None:
            return
        computed = school_year_group(self._born, self._on)
        right = self._group if self._group is not None else computed
        for match in self._finditer("group_beside"):
            # Somebody of an age is in one of two year groups, and may be taught one out of them.
            if not 3 <= value(match["age"]) - int(match["group"]) <= 6:
                yield Clash(
                    match.start(), match.end(), "ages", {"one": match["age"], "other": f"Year {match['group']}"}
                )
        for match in self._finditer("group_on"):
            then = (
                right + school_year_group(self._born, dt.date(int(match["year"]), MONTHS[match["month"]], 1)) - computed
            )
            if int(match["group"]) != then and self._subjects.at(match.start(), match.end()) in ("", CHILD):
                yield self._year_group(match, then)
        for match in self._finditer("in_group"):
            if int(match["group"]) != right and self._subjects.at(match.end(), match.end() + 40) in ("", CHILD):
                yield self._year_group(match, right)
        for match in self._finditer("starts_secondary"):
            first = {"secondary": 7, "high": 7, "primary": 0, "infant": 0, "junior": 3}[match["phase"]]
            whose = self._subjects.at(match.start(), match.end())
            if whose == CHILD and right >= first + (self._on.month >= 9) and right <= 14:
                yield Clash(match.start(), match.end(), "phase", {"said": match["phase"], "right": f"Year {right}"})

    def _year_group(self, match: re.Match[str], right: int) -> Clash:
        return Clash(
            match.start(), match.end(), "year_group", {"said": f"Year {match['group']}", "right": f"Year {right}"}
        )

    def _spans(self) -> Iterator[Clash]:
        """Yield spans of years and months that today, or the date of birth, shows to be wrong."""
        if self._on is None:
            return
        for match in self._finditer("now_will"):
            if value(match["then"]) <= value(match["now"]):
                yield self._two(match.start(), match.end(), match["now"], match["then"])
        for match in self._finditer("ago"):
            months = (self._on.year - int(match["year"])) * 12
            room = 12.0
            if match["month"]:
                months += self._on.month - MONTHS[match["month"]]
                room = 6.0 if match["unit"].startswith("year") else 2.0
            said = max(1.0, value(match["n"])) * (12 if match["unit"].startswith("year") else 1)
            if abs(said - months) > room:
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})
        for match in self._finditer("waiting"):
            yield from self._waiting(match)
        yield from self._since_birth()

    def _since_birth(self) -> Iterator[Clash]:
        """Yield spans told from an age, and ages in weeks or months, that the date of birth shows to be wrong."""
        if self._born is None or self._on is None:
            return
        for match in (*self._finditer("since_age"), *self._finditer("since_age_after")):
            years = age_on(self._born, self._on) - value(match["age"])
            if (
                self._subjects.at(match.start(), match.end()) == CHILD
                and abs(years - max(1.0, value(match["years"]))) > 1
            ):
                yield Clash(match.start(), match.end(), "duration", {"said": f"{match['years']} years"})
        for match in self._finditer("months_old"):
            then = dt.date(int(match["year"]), MONTHS[match["month"]], 15)
            said = max(1.0, value(match["age"])) * _DAYS_IN[match["unit"].rstrip("s")]
            if self._subjects.at(match.start(), match.end()) == CHILD and abs((then - self._born).days - said) > 75:
                values = {"said": match["age"], "right": in_words(self._born), "born": in_words(self._born)}
                yield Clash(match.start(), match.end(), "birthday", values)

    def _waiting(self, match: re.Match[str]) -> Iterator[Clash]:
        if self._on is None:
            return
        try:
            day = dt.date(int(match["year"] or self._on.year), MONTHS[match["month"]], int(match["day"]))
            if day > self._on and not match["year"]:
                day = day.replace(year=day.year - 1)
        except ValueError:
            return
        clause = self._reading.clause_at(match.start())
        if (
            "had" in self._reading.plain[clause.start : match.start()]
            or "'d" in self._reading.plain[clause.start : match.start()]
        ):
            return
        unit = _DAYS_IN[match["unit"].rstrip("s")]
        said, days = max(1.0, value(match["n"])) * unit, (self._on - day).days
        if abs(said - days) > max(10.0, 0.8 * unit):
            yield Clash(match.start(), match.end(), "duration", {"said": f"{match['n']} {match['unit']}"})

    def _earlier(self) -> Iterator[Clash]:
        """Yield an age so long “before that” which an age told just before doesn't allow."""
        last: tuple[int, float] | None = None
        ordinals = data(_FILE)["ordinals"]
        marks = [*self._finditer("before_that"), *self._finditer("that_earlier")]
        for match in sorted(marks, key=lambda one: one.start()):
            if "birthday" in match.groupdict():
                number = ordinals.get(match["birthday"]) or int(re.sub(r"\D", "", match["birthday"]) or 0)
                last = (match.end(), float(number)) if number else None
            elif last and match.start() - last[0] < 250:
                age = value(match["age"]) / (12 if match["unit"] == "months" else 1)
                years = max(1.0, value(match["years"])) * (-1 if match["way"] == "before" else 1)
                if abs(last[1] + years - age) > 0.5 + (match["unit"] != "months"):
                    yield self._two(match.start(), match.end(), match["years"], match["age"])
