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
from sendadvice_docs.clash.common import MONTH, MONTHS, Clash, date_pattern, in_words, told, value
from sendadvice_docs.clash.measures import number_at
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.model import Circumstances

#: So long before and after a birthday an age one off is let pass: the text may be that much older.
_NEAR = dt.timedelta(days=60)
_OLDEST = 30
#: Nobody is a parent before this age, so far as a contradiction may be told from it.
_YOUNGEST_PARENT = 12
_OLD = re.compile(r"(?: and a half)?[- ](?:years?|yrs?)[- ]?(?:of age|olds?)(?! (?:sister|brother|cousin|friend|son|daughter|twin|nephew|niece|dog|cat))")
_MADE = re.compile(
    r"(?:\b(?:aged|age(?: of)?|turned|turns|reached|becomes|became|being|coming up to|(?:boy|girl|child|lad|teenager|man|woman"
    r"|person|youngster|leaver|mother|mum|father|dad|toddler|infant|baby),? (?:of|aged|is|now|who is|who's))(?: only| just| about| now| nearly)?|\((?:now|aged?|is)?) ?$"
)
_IS = re.compile(
    r"(?:\b(?:is|are|am)|'s|'m|'re)(?: (?:now|only|just|currently|still|already|about|nearly|almost|an?))* $"
)
_APPOSED = re.compile(r"(?:[\w'’]+, (?:now |only |just |aged |still |a |who is |who's )*|\bnow |(?:^|[.;] )an? )$")
_AT = re.compile(r"(?:(?:^|[.;,:] |\band |\bnow,? |\n|\()at(?: (?:only|just|barely|nearly))? |(?:^|[.;,] )as an? )$")
_STOP = re.compile(r"(?: and a half)?(?: now| already| next)?(?:\s*(?:[,.;:)]|$)|,? (?:and|but|with|who|so|yet)\b| now\b)")
_SUBJECT = re.compile(r",? (?:he|she|they|[a-z][\w'-]+)(?:'s| (?:is|can|can't|cannot|has|needs|still|likes|should|goes|doesn't|does|finds|wants|would|ought|must|isn't|hasn't|uses|sleeps|eats|wears|weighs|lives|knows|will|also|now|already|shows|relies|depends)\b)|,? (?:is|can|can\'t|cannot|has|needs|still|likes|should|doesn\'t|finds|wants|ought|isn\'t|hasn\'t|uses|lives|knows)\b")
_MONTHLY = re.compile(r"[- ](?:months?|weeks?|days?|hours?|o'clock|am|pm|per|times|of|in (?:every|the class))\b|[:.]\d|%|/|st\b|nd\b|rd\b|th\b")
_NOT_NOW = re.compile(
    r"\b(?:when|whenever|until|till|once|if|by|before|after|was|were|will|would|then|from|since|turns?|had|became|at the time|going to|to be|like|as if|level|understanding|mental|developmental|functioning|ago|years? (?:old(?:er)?|young(?:er)?) than)\b|'ll\b"
)
_LIKE = re.compile(r"\b(?:like|level|understanding|mental|developmental\w*|functioning|equivalent|as though|similar|expected|look for|typical|normal|usual|ability|abilities|skills|stage|age-appropriate|under|over|size of|as [a-z]+ as|for an?)\b")
_IN_YEAR = re.compile(rf",? ?\(?(?:back |again )?(?:in|on|from|that is,? in) (?:early |late |the (?:spring|summer|autumn|winter) of )?(?:\d{{1,2}} )?(?:(?P<month>{MONTH}) )?(?P<year>(?:19|20)\d\d)(?![\w/])")
_YEAR_BEFORE = re.compile(
    rf"\b(?:in|since|from|until|on) (?:early |late |the (?:spring|summer|autumn|winter) of )?(?:\d{{1,2}} )?(?:(?P<month>{MONTH}) )?(?P<year>(?:19|20)\d\d)"
    r",? ?[(–-]? ?(?:(?:when|while|as) (?P<who>he|she|they|i|[a-z][\w'-]+) (?:was|were|had)(?: just)?(?: still| only| barely| about| turned)?|at(?: the age of)?|aged|(?:he|she|they) (?:was|were)|(?:on|upon|after) (?:turning|reaching))(?: only| just| an?(?: \w+)? (?:baby|boy|girl|child|toddler|infant)(?: of|,| aged))? $"
)
_AGE_THEN = re.compile(r"(?:\bat(?: the age of)?|\baged|\bwhen (?:he|she|they|[a-z][\w'-]+) (?:was|turned)|\bturned|\bturning|\bthe age of)(?: only| just| about)? $")
_TURN = re.compile(rf"\b(?P<who>he|she|they|[a-z][\w'-]+)(?P<verb> (?:has |had )?(?:just |only )?(?:turned|turns|will turn|will be|became|becomes|reached|reaches)|'ll be|'ll turn) $")
_WHEN = re.compile(
    rf",? (?:(?:on|in|at the (?:end|start|beginning) of|this|last|next) {date_pattern()}|(?P<how>next|this|last) (?P<what>year|summer|spring|autumn|winter|month|birthday)|(?P<in>in) (?P<far>[a-z]+|\d+) (?P<unit>weeks?|months?|years?)(?:'s?)?(?: time)?)"
)
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "winter": 1}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
NTH = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"twenty-first": 21}
_BIRTHDAY = re.compile(r"(?P<nth>\d{1,2}(?:st|nd|rd|th)|twenty-first|" + "|".join(_ORDINALS) + r") birthday")
_BIRTH_DATE = re.compile(rf",? ?\(?(?:on|in|is|was|falls on|comes on|,)? ?(?:the )?{date_pattern()}")
_JUST_HAD = re.compile(r"\b(?:just|recently) had (?:his|her|their) $|\bhad just had (?:his|her|their) $")
_SINCE_NOW = re.compile(r"\b(?:since|after|on|from) (?:his|her|their) $")
_BORN = re.compile(
    rf"\b(?P<who>he|she|they|[a-z][\w'-]+) was born\b(?: (?!in\b|on\b)[\w-]+,?){{0,6}}? (?:on|in) (?:the (?:spring|summer|autumn|winter) of |early |late )?(?:{date_pattern()}|(?P<year>(?:19|20)\d\d)(?!\w))"
    rf"|\b(?:dob|d\.o\.b\.?|date of birth)(?: is|:|,)? {date_pattern('2')}"
)


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
        self._right = {age_on(self._born, day) for day in (self._on, self._on - _NEAR, self._on + _NEAR)} if self.known else set[int]()
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
            before = plain[max(0, start - 70) : start]
            yield from self._number(int(number), start, end, before)
        if self.known and "birthday" in plain:
            for match in _BIRTHDAY.finditer(plain):
                yield from self._birthday(match)
        if self.known and "b" in plain:
            yield from self._birth()

    def _number(self, age: int, start: int, end: int, before: str) -> Iterator[Clash]:
        plain = self._plain
        after = plain[end : end + 48]
        if self.known and age <= _OLDEST:
            found = self._then(age, start, end, before, after)
            if found is not None:
                yield from found
                return
        if _MONTHLY.match(after) and not after.startswith((". ", ".\n")):
            return
        old = _OLD.match(after)
        shaped = (
            old
            or _MADE.search(before)
            or (_IS.search(before) and _STOP.match(after))
            or (_APPOSED.search(before) and re.match(r"(?: and a half)?(?: now)?[,)]|(?: and a half)?,? and (?:in|at) ", after))
            or (_AT.search(before) and (_SUBJECT.match(after) or re.match(r",? ?(?:$|[.;])", after)))
        )
        if not shaped or (before.endswith("(") and not after.startswith(")")):
            return
        if before.endswith("(") and (not re.search(r"[a-z'] \($", before) or re.search(r"\b(?:year|page|grade|section|n|para|part|item) \($", before)):
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
        if _AT.search(before) or "age of" in before[-12:]:
            if re.match(r",? (?:he|she|they|[a-z]+) (?:had|was|were|could|did|went|came|got|lost|\w+ed)\b", self._plain[end : end + 40]):
                return
        if _NOT_NOW.search(before) or re.search(r"\b(?:when|then|was|were|at the time)\b", behind[:40]):
            return
        sentence = self._row.reading.sentence_at(start)
        if _LIKE.search(self._plain, sentence.start, start):
            return
        who = self._whose(start, end)
        if re.search(r"\b(?:nearly|almost|not yet|not quite|coming up to|about to turn)\b[^.,;]*$", before):
            if who == CHILD and self.known and age - 1 not in self._right:
                yield Clash(start, end, "age", {"said": self._plain[start:end], **self._values})
            return
        if not who:
            return
        self.told.append(Age(who, age, start, end))
        if who == CHILD and self.known and age <= _OLDEST and age not in self._right:
            yield Clash(start, end, "age", {"said": self._plain[start:end], **self._values})

    def _whose(self, start: int, end: int) -> str:
        """Return whose an age is: the one named right before it, else the subject behind it, else of its clause."""
        plain = self._plain
        near = re.search(r"([a-z][\w-]*)(?:'s)?,? \(?(?:(?:is|who is|who's|now|aged?|a|an|only|just|nearly|still|already) ?)*$", plain[max(0, start - 48) : start])
        if near and near[1] not in ("at", "as", "and", "is", "now", "age", "of", "aged", "turned"):
            if who := self._subjects.named(max(0, start - 48) + near.start(1), max(0, start - 48) + near.end(1)):
                return who
            if re.search(r"[,(]|\baged", near[0][len(near[1]) :]) or near[1] in ("eldest", "oldest", "youngest", "that", "which", "it", "there"):
                return ""
        behind = re.match(r"(?:[- ]years?[- ]olds?)?(?: [a-z-]+){0,3}?,? (he|she|they|[a-z][\w-]*)\b", plain[end : end + 60])
        if _AT.search(plain[max(0, start - 24) : start]) and behind:
            return self._subjects.named(end + behind.start(1), end + behind.end(1)) or (CHILD if behind[1] in ("he", "she", "they") else "")
        clause = self._row.reading.clause_at(start)
        return self._subjects.at(start, min(clause.end, end + 40))

    def _is_child(self, start: int, end: int) -> bool:
        return self._subjects.at(start, end) in (CHILD, "")

    def _then(self, age: int, start: int, end: int, before: str, after: str) -> Iterator[Clash] | None:
        """Return what is wrong with an age at another time, beside a year or a month; None where it is none."""
        if turn := _TURN.search(before):
            when = _WHEN.match(after)
            if when is None:
                return None if "will" not in turn["verb"] and "ll" not in turn["verb"] else iter(())
            return self._turned(age, turn, when, start, end)
        months = re.match(r"[- ](months?|weeks?)(?:[- ]old)?", after)
        years = age / (12 if months and months[1].startswith("m") else 52) if months else float(age)
        tail = end + (months.end() if months else 0)
        dated = _YEAR_BEFORE.search(before)
        if dated and not re.match(r"\s?(?:[:.]\d|am\b|pm\b|%| (?:hours|people|days|times|per)\b)", self._plain[tail : tail + 10]):
            return self._at(years, dated, start - len(before), start - len(before) + dated.start(), tail)
        dated = _IN_YEAR.match(self._plain, tail)
        if dated and _AGE_THEN.search(before):
            first = start - len(re.search(r"(?:\bat(?: the age of)?|\baged|\bwhen \S+ \S+|\bturn\w+|\bthe age of)(?: only| just| about)? $", before)[0])  # type: ignore[index]
            return self._at(years, dated, 0, first, dated.end())
        if _AGE_THEN.search(before) and self._moved(age, start, end):
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
            if self._subjects.named(offset + dated.start("who"), offset + dated.end("who")) == CHILD if who else self._is_child(start, end):
                right = f"{self._born.year + int(years)}" + (f" or {self._born.year + int(years) + 1}" if not month else "")
                yield Clash(start, end, "birthday", {"said": self._plain[start:end], **self._values, "right": right})

    def _moved(self, age: int, start: int, end: int) -> bool:
        """Return whether something was done at an age that is still to come."""
        clause_before, _ = self._clause(start)
        done = re.search(r"\b(?:moved|came|went|started|left|began|joined|had|was|were|has|got|lost|met|learned|\w+ed)\b", clause_before)
        if not done or re.search(r"\b(?:will|to|until|till|would|could|should|may|might|from|by|before|like|can|plans?)\b", clause_before):
            return False
        stops = age > max(self._right) and _STOP.match(self._plain[end : end + 20]) is not None
        return stops and self._subjects.at(start, end) == CHILD and not _LIKE.search(clause_before)

    def _turned(self, age: int, turn: re.Match[str], when: re.Match[str], start: int, end: int) -> Iterator[Clash]:
        who = self._subjects.named(start - len(turn.string) + turn.start("who"), start - len(turn.string) + turn.end("who"))
        if who != CHILD:
            return
        right = attains(self._born, age)
        clash = Clash(start - len(turn[0]), end + when.end(), "birthday", {"said": str(age), "born": self._values["born"], "right": in_words(right)})
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
                off = not day.first - dt.timedelta(days=31) <= right <= day.last + dt.timedelta(days=31) if day.first != day.last else abs((day.first - right).days) > 1
        if off:
            yield clash

    def _birthday(self, match: re.Match[str]) -> Iterator[Clash]:
        number = NTH.get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]) or 0)
        plain = self._plain
        before = plain[max(0, match.start() - 40) : match.start()]
        if not 0 < number <= _OLDEST or self._subjects.at(match.start() - 1, match.start(), owners=True) not in (CHILD, ""):
            return
        if not re.search(r"\b(?:his|her|their|'s|my) $|'s $|^$|[.;:] $|\(", before):
            return
        right = attains(self._born, number)
        values = {"said": match[0], "born": self._values["born"], "right": in_words(right)}
        ahead = re.search(rf"(?:\bon|\bin|^|[(,;])\s*(?:the )?{date_pattern()},? \(?(?:on |that is,? |i\.e\.,? |which (?:is|was) )?(?:(?:his|her|their|my|[a-z]+'s) )?$", before)
        for dated, first, last in ((_BIRTH_DATE.match(plain, match.end()), match.start(), 0), (ahead, match.start() - len(before) + (ahead.start() if ahead else 0), match.end())):
            day = told(dated) if dated else None
            if dated and day:
                if not day.first - dt.timedelta(days=1) <= right <= day.last + dt.timedelta(days=1):
                    yield Clash(first, last or dated.end(), "birthday", values)
                return
        if _JUST_HAD.search(before) and abs((self._on - right).days) > 270:
            yield Clash(match.start(), match.end(), "birthday", values)
        elif _SINCE_NOW.search(before) and right > self._on + _NEAR and re.search(r"\b(?:was|has|have|had|did|\w+ed)\b", self._clause(match.start())[0]) and not re.search(r"\bwill\b|'ll\b|\bto\b|\bfrom\b", self._clause(match.start())[0]):
            yield Clash(match.start(), match.end(), "birthday", values)

    def _birth(self) -> Iterator[Clash]:
        for match in _BORN.finditer(self._plain):
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
                yield Clash(match.start(), match.end(), "birthday", {"said": match[0], "right": in_words(self._born), "born": in_words(self._born)})
