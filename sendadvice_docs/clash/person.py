"""The age, the birth and the school year told of the child or young person, against what the advice gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs.ages import BEYOND_SCHOOL, age_on, attains, school_year_group
from sendadvice_docs.clash.common import Clash, in_words, value
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.clash.wordings import data, shape, shapes_of
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "person"
#: So long before and after a birthday an age one off is let pass: the text may be that much older.
_NEAR = dt.timedelta(days=60)
_OLDEST = 30
_HINT = re.compile(
    r"\b(?:old|being|aged?|year|yr|birthday|born|although|though|because|since|as|given|reached|in \d{4})\b"
)
_ANOTHER_TIME = re.compile(
    r"\b(?:when|whenever|until|till|once|if|by|before|after|was|were|then|had|at the time|would|will|from|like)\b"
)
#: Last year of each phase of school.
_LAST = {"primary": 6, "junior": 6, "infant": 2, "secondary": 11}


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    return dict(data("lives")["ordinals"])


def ages_about(born: dt.date, on: dt.date) -> set[int]:
    """Return the ages that are right about a day."""
    return {age_on(born, on), age_on(born, on - _NEAR), age_on(born, on + _NEAR)}


class Person:
    """Looks for what doesn't fit the date of birth or the year group, in one text."""

    def __init__(self, reading: Reading, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the text, who is spoken of in it, and the person's date of birth and year group."""
        self._reading, self._subjects = reading, subjects
        self._born, self._on = circumstances.date_of_birth, circumstances.on
        self._group = circumstances.year_group

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        if self._born is None or self._on is None or self._born > self._on or not _HINT.search(self._reading.plain):
            return
        if not shapes_of(_FILE, "now", "years", "groups", "birthday", "next_birthday", "born").may_be_in(
            self._reading.plain
        ):
            return
        yield from self._ages(self._born, self._on)
        yield from self._birthdays(self._born, self._on)
        yield from self._groups(self._born, self._on)

    def _finditer(self, *keys: str) -> Iterator[re.Match[str]]:
        return shape(_FILE, *keys).finditer(self._reading.plain)

    def _is_child(self, match: re.Match[str]) -> bool:
        return self._subjects.named(match.start("who"), match.end("who")) == CHILD

    def _is_now(self, match: re.Match[str]) -> bool:
        """Return whether a clause tells of now: not of “when he is in Year 10”, nor of “then a boy of nine”."""
        clause, plain = self._reading.clause_at(match.start("who")), self._reading.plain
        beside = f"{plain[clause.start : match.start()]} ~ {plain[match.end() : max(clause.end, match.end())]}"
        return not _ANOTHER_TIME.search(f"{clause.opener} {beside}")

    def _ages(self, born: dt.date, on: dt.date) -> Iterator[Clash]:
        values = {"right": str(age_on(born, on)), "born": in_words(born)}
        for key in data(_FILE)["now"]:
            for match in self._finditer("now", key):
                age = int(value(match["age"]))
                if (
                    0 < age <= _OLDEST
                    and age not in ages_about(born, on)
                    and self._is_child(match)
                    and self._is_now(match)
                ):
                    yield Clash(match.start("age"), match.end("age"), "age", {"said": match["age"], **values})
        for key in data(_FILE)["years"]:
            for match in self._finditer("years", key):
                who = self._subjects.at(match.start(), match.end() + 12)
                age = int(value(match["age"]))
                if who == CHILD and 0 < age <= _OLDEST and not -1 <= int(match["year"]) - born.year - age <= 1:
                    right = f"{born.year + age} or {born.year + age + 1}"
                    yield Clash(match.start(), match.end(), "birthday", {**values, "right": right})

    def _birthdays(self, born: dt.date, on: dt.date) -> Iterator[Clash]:
        values = {"born": in_words(born)}
        for match in self._finditer("birthday"):
            number = _ordinals().get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]) or 0)
            right = attains(born, number)
            if (
                number
                and self._subjects.at(match.start(), match.end(), owners=True) == CHILD
                and abs((on - right).days) > 270
            ):
                yield Clash(match.start(), match.end(), "birthday", {**values, "right": in_words(right)})
        for match in self._finditer("next_birthday"):
            if self._is_child(match) and int(value(match["age"])) - 1 not in ages_about(born, on):
                yield Clash(match.start(), match.end(), "birthday", {**values, "right": str(age_on(born, on) + 1)})
        for match in self._finditer("born"):
            if self._is_child(match) and int(match["year"]) != born.year:
                yield Clash(match.start(), match.end(), "birthday", {**values, "right": in_words(born)})

    def _groups(self, born: dt.date, on: dt.date) -> Iterator[Clash]:
        computed = school_year_group(born, on)
        given = BEYOND_SCHOOL if self._group == "beyond_school" else self._group
        right, room = (given, 0) if isinstance(given, int) else (computed, 1)
        for key in data(_FILE)["groups"]:
            for match in self._finditer("groups", key):
                if not (self._is_child(match) and self._is_now(match)):
                    continue
                groups = match.groupdict()
                said = int(groups.get("group") or _LAST[groups.get("phase") or "secondary"])
                due = right + (key == "next_year")
                if groups.get("phase") == "secondary" and right in (11, 13):
                    continue
                if abs(said - due) > room:
                    start = match.start("group") - 5 if groups.get("group") else match.start("phase")
                    named = "beyond school" if due >= BEYOND_SCHOOL else f"Year {due}"
                    yield Clash(start, match.end(), "year_group", {"said": f"Year {said}", "right": named})
