"""Birthdays and births a text tells of the child or young person, against the date of birth."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.ages import attains
from sendadvice_docs.clash import age_shapes as shapes
from sendadvice_docs.clash.age_shapes import NEAR, OLDEST
from sendadvice_docs.clash.common import Clash, date_pattern, in_words, told
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects

_WORDS = frozenset({"born", "dob", "d", "birth"})


class Births:
    """Looks for birthdays and births that don't fit, in one text."""

    def __init__(self, row: Row, subjects: Subjects, born: dt.date, on: dt.date) -> None:
        """Take the words, who is spoken of, the date of birth and the day that counts as today."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        self._born, self._on = born, on

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        words = self._plain.words().different
        if "birthday" in words:
            for match in shapes.BIRTHDAY.finditer(self._plain):
                yield from self._birthday(match)
        if not _WORDS.isdisjoint(words):
            yield from self._birth()

    def _before(self, start: int) -> str:
        clause = self._row.reading.clause_at(start)
        return f"{clause.opener} {self._plain[clause.start : start]}"

    def _birthday(self, match: re.Match[str]) -> Iterator[Clash]:
        number = shapes.NTH.get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]) or 0)
        plain = self._plain
        before = plain[max(0, match.start() - 40) : match.start()]
        if not 0 < number <= OLDEST or self._subjects.at(match.start() - 1, match.start(), owners=True) not in (
            CHILD,
            "",
        ):
            return
        if not re.search(r"\b(?:his|her|their|'s|my) $|'s $|^$|[.;:] $|\(", before):
            return
        right = attains(self._born, number)
        values = {"said": match[0], "born": in_words(self._born), "right": in_words(right)}
        ahead = re.search(
            rf"(?:\bon|\bin|^|[(,;])\s*(?:the )?{date_pattern()},? \(?(?:on |that is,? |i\.e\.,? "
            r"|which (?:is|was) )?(?:(?:his|her|their|my|[a-z]+'s) )?$",
            before,
        )
        for dated, first, last in (
            (shapes.BIRTH_DATE.match(plain, match.end()), match.start(), 0),
            (ahead, match.start() - len(before) + (ahead.start() if ahead else 0), match.end()),
        ):
            day = told(dated) if dated else None
            if dated and day:
                if not day.first - dt.timedelta(days=1) <= right <= day.last + dt.timedelta(days=1):
                    yield Clash(first, last or dated.end(), "birthday", values)
                return
        if (
            (shapes.HAD.search(before) and right > self._on + NEAR)
            or (shapes.JUST_HAD.search(before) and abs((self._on - right).days) > 270)
            or (
                shapes.SINCE_NOW.search(before)
                and right > self._on + NEAR
                and re.search(r"\b(?:was|has|have|had|did|\w+ed)\b", self._before(match.start()))
                and not re.search(r"\bwill\b|'ll\b|\bto\b|\bfrom\b", self._before(match.start()))
            )
        ):
            yield Clash(match.start(), match.end(), "birthday", values)

    def _birth(self) -> Iterator[Clash]:
        for match in shapes.BORN.finditer(self._plain):
            day = told(match) or told(match, "2")
            who = self._subjects.named(*match.span("who")) if match["who"] else CHILD
            if who != CHILD:
                continue
            if day is not None:
                wrong = not day.first <= self._born <= day.last
            elif match["year"]:
                wrong = int(match["year"]) != self._born.year
            else:
                continue
            if wrong:
                yield Clash(
                    match.start(),
                    match.end(),
                    "birthday",
                    {"said": match[0], "right": in_words(self._born), "born": in_words(self._born)},
                )
