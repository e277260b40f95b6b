"""The ages a text tells, of the child or young person and of the family: against the date of birth, and each other.

An age is a number that stands where ages stand (“is 9”, “at nine she”, “a boy of 9”, “(9)”). Whose it is, and of what
time, is asked only of one that doesn't fit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sendadvice_docs.ages import age_on, attains
from sendadvice_docs.clash import age_shapes as shapes
from sendadvice_docs.clash.age_shapes import NEAR, OLDEST
from sendadvice_docs.clash.births import Births
from sendadvice_docs.clash.common import MONTHS, Clash, in_words, told, value
from sendadvice_docs.clash.figures import number_at
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.model import Circumstances

#: An age stands behind one of these words, a comma or a bracket.
_BORN_AT = re.compile(r"\bborn (?:at|after) (?:only |just )?$")
_BEFORE = frozenset({
    "is", "s", "m", "re", "are", "am", "was", "were", "aged", "age", "of", "turned", "turns", "turn", "turning",
    "reached", "reaches", "becomes", "became", "being", "be", "now", "only", "just", "still", "already",
    "nearly", "almost", "about", "at", "a", "an", "who", "to", "reaching", "barely",
})  # fmt: skip
#: “At the age of 4” is of another time where no verb of now follows: “at the age of 4 he spent”.
_AT_AGE = re.compile(r"\bat(?: the)? age(?: of)? $")
#: “A girl of 7” is somebody, and the child or young person only where that is said: “she is a girl of 7”.
_SOMEBODY = re.compile(
    r"(?<!is )(?<!'s )(?<!as )(?<!was )(?<!for )(?<!^)\ban? (?:[a-z-]+ )?"
    r"(?:girl|boy|lad|lass|child|woman|man|teenager) of $"
)
_YEARS = re.compile(r"[- ]ye?a?rs?[- ]")


@dataclass(frozen=True)
class Age:
    """An age told of somebody now: whose, in years, and where the number stands."""

    who: str
    years: int
    start: int
    end: int


class Ages:
    """Looks for ages that don't fit, in one text."""

    def __init__(self, row: Row, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the words, who is spoken of, and the date of birth with the day that counts as today."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        born, on = circumstances.date_of_birth, circumstances.on
        self.known = born is not None and on is not None and born <= on
        self._born, self._on = born or dt.date.max, on or dt.date.max
        self._right = (
            {age_on(self._born, day) for day in (self._on, self._on - NEAR, self._on + NEAR)}
            if self.known
            else set[int]()
        )
        self._values = {"right": str(age_on(self._born, self._on)), "born": in_words(self._born)} if self.known else {}
        self.told: list[Age] = []

    def find(self) -> Iterator[Clash]:
        """Yield the ages that don't fit."""
        plain, row = self._plain, self._row
        for at in row.numbers:
            number, end = number_at(row, at)
            start = row.starts[at]
            if not 0 < number < 100 or number != int(number):
                continue
            marked = (
                not at or row.words[at - 1] in _BEFORE or plain[start - 1] == "(" or plain[start - 2 : start] == ", "
            )
            if not marked and not _YEARS.match(plain, end):
                continue
            before = plain[max(0, start - 70) : start]
            yield from self._number(int(number), start, end, before)
        if self.known:
            yield from Births(row, self._subjects, self._born, self._on).find()

    def _number(self, age: int, start: int, end: int, before: str) -> Iterator[Clash]:
        plain = self._plain
        after = plain[end : end + 48]
        if self.known and age <= OLDEST:
            found = self._then(age, start, end, before, after)
            if found is not None:
                yield from found
                return
        if shapes.MONTHLY.match(after) and not after.startswith((". ", ".\n")):
            return
        old = shapes.OLD.match(after)
        shaped = (
            old
            or shapes.MADE.search(before)
            or (shapes.IS.search(before) and shapes.STOP.match(after))
            or (
                shapes.APPOSED.search(before)
                and re.match(r"(?: and a half)?(?: now)?[,)]|(?: and a half)?,? and (?:in|at) ", after)
            )
            or (shapes.AT.search(before) and (shapes.SUBJECT.match(after) or re.match(r",? ?(?:$|[.;])", after)))
        )
        if not shaped or (before.endswith("(") and not after.startswith(")")):
            return
        if before.endswith("(") and (
            not re.search(r"[a-z'] \($", before)
            or re.search(r"\b(?:year|page|grade|section|n|para|part|item) \($", before)
        ):
            return
        yield from self._now(age, start, end)

    def _clause(self, start: int) -> tuple[str, str]:
        """Return what stands before a place in its clause, with the word that opens it, and what stands behind."""
        clause = self._row.reading.clause_at(start)
        return f"{clause.opener} {self._plain[clause.start : start]}", self._plain[start : clause.end]

    def _now(self, age: int, start: int, end: int) -> Iterator[Clash]:
        before, behind = self._clause(start)
        if re.search(r"\b(?:eldest|oldest|youngest|first|second|other) being $", before):
            return
        if _SOMEBODY.search(self._plain[max(0, start - 40) : start]):
            return
        if _AT_AGE.search(before):
            old = shapes.OLD.match(self._plain, end)
            if not shapes.SUBJECT.match(self._plain, old.end() if old else end):
                return
        if shapes.NOT_NOW.search(before) or re.search(r"\b(?:when|then|was|were|at the time)\b", behind[:40]):
            return
        sentence = self._row.reading.sentence_at(start)
        if shapes.LIKE.search(self._plain, sentence.start, start):
            return
        who = self._whose(start, end)
        if re.search(r"\b(?:nearly|almost|not yet|not quite|coming up to|about to turn)\b[^.,;]*$", before):
            if who == CHILD and self.known and age - 1 not in self._right:
                yield Clash(start, end, "age", {"said": self._plain[start:end], **self._values})
            return
        if not who:
            return
        self.told.append(Age(who, age, start, end))
        if who == CHILD and self.known and age <= OLDEST and age not in self._right:
            yield Clash(start, end, "age", {"said": self._plain[start:end], **self._values})

    def _whose(self, start: int, end: int) -> str:
        """Return whose an age is: the one named right before it, else the subject behind it, else of its clause."""
        plain = self._plain
        near = re.search(
            r"([a-z][\w-]*)(?:'s)?,? \(?(?:(?:is|who is|who's|now|aged?|a|an|only|just|nearly|still|already) ?)*$",
            plain[max(0, start - 48) : start],
        )
        if near and near[1] not in ("at", "as", "and", "is", "now", "age", "of", "aged", "turned"):
            if who := self._subjects.named(max(0, start - 48) + near.start(1), max(0, start - 48) + near.end(1)):
                return who
            if re.search(r"[,(]|\baged", near[0][len(near[1]) :]) or near[1] in (
                "eldest",
                "oldest",
                "youngest",
                "that",
                "which",
                "it",
                "there",
            ):
                return ""
        behind = re.match(
            r"(?:[- ]years?[- ]olds?)?(?: [a-z-]+){0,3}?,? (he|she|they|[a-z][\w-]*)\b", plain[end : end + 60]
        )
        if shapes.AT.search(plain[max(0, start - 24) : start]) and behind:
            named = self._subjects.named(end + behind.start(1), end + behind.end(1))
            if named or behind[1] in ("he", "she", "they"):
                return named or CHILD
        clause = self._row.reading.clause_at(start)
        return self._subjects.at(start, min(clause.end, end + 40))

    def _is_child(self, start: int, end: int) -> bool:
        return self._subjects.at(start, end) in (CHILD, "")

    def _then(self, age: int, start: int, end: int, before: str, after: str) -> Iterator[Clash] | None:
        """Return what is wrong with an age at another time, beside a year or a month; None where it is none."""
        if turn := shapes.TURN.search(before):
            when = shapes.WHEN.match(after)
            if when is None:
                return None if "will" not in turn["verb"] and "ll" not in turn["verb"] else iter(())
            return self._turned(age, turn, when, start, end)
        months = re.match(r"[- ](months?|weeks?)(?:[- ]old)?", after)
        years = age / (12 if months and months[1].startswith("m") else 52) if months else float(age)
        tail = end + (months.end() if months else 0)
        if months and _BORN_AT.search(before):
            return None
        dated = shapes.YEAR_BEFORE.search(before)
        if dated and not re.match(
            r"\s?(?:[:.]\d|am\b|pm\b|%| (?:hours|people|days|times|per)\b)", self._plain[tail : tail + 10]
        ):
            return self._at(years, dated, start - len(before), start - len(before) + dated.start(), tail)
        dated = shapes.IN_YEAR.match(self._plain, tail)
        if dated and shapes.AGE_THEN.search(before):
            opening = shapes.AGE_THEN.search(before)
            first = start - len(opening[0]) if opening else start
            return self._at(years, dated, 0, first, dated.end())
        if shapes.AGE_THEN.search(before) and self._moved(age, start, end):
            return iter((Clash(start, end, "age", {"said": self._plain[start:end], **self._values}),))
        return None

    def _at(self, years: float, dated: re.Match[str], offset: int, start: int, end: int) -> Iterator[Clash]:
        year, month = int(dated["year"]), MONTHS.get(dated["month"] or "", 0)
        first = dt.date(year, month or 1, 1)
        last = dt.date(year, month, 28) if month else dt.date(year, 12, 31)
        low, high = ((day - self._born).days / 365.25 for day in (first, last))
        room = 0.3 if years < 3 and years != int(years) else 0.15
        if high < years - room or low > years + (0.4 if years != int(years) else 1) + room:
            who = dated.groupdict().get("who") or ""
            if (
                self._subjects.named(offset + dated.start("who"), offset + dated.end("who")) == CHILD
                if who
                else self._is_child(start, end)
            ):
                right = f"{self._born.year + int(years)}" + (
                    f" or {self._born.year + int(years) + 1}" if not month else ""
                )
                yield Clash(start, end, "birthday", {"said": self._plain[start:end], **self._values, "right": right})

    def _moved(self, age: int, start: int, end: int) -> bool:
        """Return whether something was done at an age that is still to come."""
        clause_before, _ = self._clause(start)
        done = re.search(
            r"\b(?:moved|came|went|started|left|began|joined|had|was|were|has|got|lost|met|learned|\w+ed)\b",
            clause_before,
        )
        if not done or re.search(
            r"\b(?:will|(?:going|due|wants?|is|hopes?|ready) to|until|till|would|could|should|may"
            r"|might|from|by|before|like|can|plans?)\b",
            clause_before,
        ):
            return False
        stops = age > max(self._right) and shapes.STOP.match(self._plain[end : end + 20]) is not None
        return stops and self._subjects.at(start, end) == CHILD and not shapes.LIKE.search(clause_before)

    def _turned(self, age: int, turn: re.Match[str], when: re.Match[str], start: int, end: int) -> Iterator[Clash]:
        who = self._subjects.named(
            start - len(turn.string) + turn.start("who"), start - len(turn.string) + turn.end("who")
        )
        if who != CHILD:
            return
        right = attains(self._born, age)
        clash = Clash(
            start - len(turn[0]),
            end + when.end(),
            "birthday",
            {"said": str(age), "born": self._values["born"], "right": in_words(right)},
        )
        past = "turned" in turn["verb"] or "became" in turn["verb"] or "reached" in turn["verb"]
        if when["how"]:
            if when["what"] == "birthday":
                off = age - 1 not in self._right
            elif when["how"] == "last":
                off = not -30 <= (self._on - right).days <= 730
            else:
                off = not -45 <= (right - self._on).days <= 730
        elif when["far"]:
            number = value(when["far"]) or 1.0
            days = number * {"w": 7, "m": 30.4, "y": 365.25}[when["unit"][0]]
            off = abs((right - self._on).days - days) > max(35.0, 0.3 * days)
        else:
            day = told(when)
            if day is None:
                month = MONTHS.get(when["m"] or "", 0)
                wrong_month = bool(month) and (month - right.month) % 12 not in (0, 1, 11)
                far = (self._on - right).days if past else (right - self._on).days
                off = not -45 <= far <= 400 or (wrong_month and month != right.month)
            else:
                off = (
                    not day.first - dt.timedelta(days=31) <= right <= day.last + dt.timedelta(days=31)
                    if day.first != day.last
                    else abs((day.first - right).days) > 1
                )
        if off:
            yield clash
