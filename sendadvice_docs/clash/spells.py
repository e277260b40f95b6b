"""How long something is said to last or to have lasted, against the dates, the ages and the day it is told beside."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.ages import age_on
from sendadvice_docs.clash.age_shapes import NTH
from sendadvice_docs.clash.common import MONTH, MONTHS, NUMBER, Clash, Told, date_pattern, told, value
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.model import Circumstances

_DAYS = {"d": 1.0, "n": 1.0, "w": 7.0, "f": 14.0, "m": 30.44, "y": 365.25}
_UNIT = r"(?P<unit>days?|nights?|weeks?|fortnights?|months?|years?)"
_SPELL = re.compile(
    rf"(?<![\w£.-])(?P<n>{NUMBER}|(?<=for )an?|(?<=lasts )an?|(?<=over )an?|(?<=for )the"
    rf"|(?<=a )full|(?<=a )whole)[- ]{_UNIT}(?![\w]|[ -]old|'? notice)"
)
_NO_SPELL_BEFORE = re.compile(
    r"\b(?:every|each|first|last|next|after|before|within|in|another|further|than|by|about"
    r"|aged?|at|up to|least|other|until|once|twice|times) $"
)
_NO_SPELL_AFTER = re.compile(
    r"'?s? ?(?:later|ago|before|after|earlier|in|a (?:week|month|year)|per|each|early|late|out of|of the|notice|or)\b"
)
_REVIEW = re.compile(
    r"\b(?:review\w*|again|extended|renewed|then|but|up to|break|except|apart|first"
    r"|paused?|notice|alternate|every other|term)\b"
)
_AGO = re.compile(
    rf"(?<![\w.-])(?P<n>an?|{NUMBER}) (?P<unit>weeks?|months?|years?) ago,? \(?(?:in|on"
    rf"|that is,? in|when [^.;]{{3,30}} in) (?:\d{{1,2}} )?(?:(?P<month>{MONTH}) )?(?P<year>(?:19|20)\d\d)"
)
_SINCE_YEAR = re.compile(
    rf"\bfor (?:the (?:last|past) )?(?P<n>{NUMBER}) years,?\s*\(?(?:since|from) (?:{MONTH} )?(?P<year>(?:19|20)\d\d)"
)
_WAITING = re.compile(
    rf"\b(?:waiting|waited|on the (?:waiting )?list|without (?:a )?[a-z ]{{3,20}}|been "
    r"(?:here|there|with us|off school|out of school)|known (?:him|her|them)) (?:for )?(?:the last )?"
    rf"(?P<n>an?|{NUMBER}) (?P<unit>weeks?|months?|years?)[:,;]? [^.;]{{0,40}}?(?:on|since|from) {date_pattern('1')}"
)
_SINCE_AGE = re.compile(
    rf"\bsince (?P<who>he|she|they|[a-z][\w-]+) was (?P<age>{NUMBER})(?! (?:weeks"
    r"|months)),? (?:that is,? |so |i\.e\.,? |which is )?for (?:the )?(?:last |past |about )?(?P<years>an?"
    rf"|{NUMBER}) years"
    rf"|\bfor (?:the )?(?:last |past )?(?P<years2>an?|{NUMBER}) years,? (?:that is,? |ever "
    rf")?since (?P<who2>he|she|they|[a-z][\w-]+) was (?P<age2>{NUMBER})(?! (?:weeks|months))"
)
_BETWEEN = re.compile(
    rf"\bin (?:(?P<ma>{MONTH}) )?(?P<a>(?:19|20)\d\d),? (?P<n>an?|{NUMBER}) (?P<unit>years?"
    rf"|months?) (?P<way>before|after) [a-z' ]{{0,40}}? ?in (?:(?P<mb>{MONTH}) )?(?P<b>(?:19|20)\d\d)"
)
_BIRTHDAY = re.compile(r"\b(?:on|at|after|by) (?:his|her|their) (?P<birthday>[a-z]+|\d+(?:st|nd|rd|th)) birthday")
_THAT = re.compile(
    rf"\b(?P<years>an?|{NUMBER}) years? (?P<way>before|after) that,? (?:at|aged) "
    rf"(?P<age>{NUMBER}) ?(?P<unit>months|years)?"
)
_MARKS = frozenset({"ago", "since", "waiting", "waited", "list", "before", "after", "been", "known"})


class Spells:
    """Looks for spans of time that don't fit what stands beside them, in one text."""

    def __init__(self, row: Row, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the words, who is spoken of, and the date of birth with the day that counts as today."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        self._born, self._on = circumstances.date_of_birth, circumstances.on

    def find(self) -> Iterator[Clash]:
        """Yield what cannot be right."""
        if _MARKS.isdisjoint(self._plain.words().different):
            return
        for match in _BETWEEN.finditer(self._plain):
            yield from self._between(match)
        yield from self._earlier()
        if self._on is not None:
            yield from self._until_today(self._on)

    def _duration(self, match: re.Match[str], said: str) -> Clash:
        return Clash(match.start(), match.end(), "duration", {"said": said})

    def _until_today(self, on: dt.date) -> Iterator[Clash]:
        for match in _AGO.finditer(self._plain):
            months, room = (on.year - int(match["year"])) * 12.0, 12.0
            if match["month"]:
                months += on.month - MONTHS[match["month"]]
                room = 6.0 if match["unit"].startswith("year") else 2.0
            said = (value(match["n"]) or 1.0) * _DAYS[match["unit"][0]] / _DAYS["m"]
            if abs(said - months) > room:
                yield self._duration(match, f"{match['n']} {match['unit']}")
        for match in _SINCE_YEAR.finditer(self._plain):
            years = on.year - int(match["year"])
            if not years - 1 <= value(match["n"]) <= years + 1:
                yield self._duration(match, f"{match['n']} years")
        for match in _WAITING.finditer(self._plain):
            yield from self._waiting(match, on)
        if self._born is not None and self._born <= on:
            for match in _SINCE_AGE.finditer(self._plain):
                suffix = "" if match["age"] else "2"
                since = age_on(self._born, on) - value(match[f"age{suffix}"])
                whose = self._subjects.at(match.start(), match.end())
                if whose == CHILD and abs(since - (value(match[f"years{suffix}"]) or 1.0)) > 1:
                    yield self._duration(match, f"{match[f'years{suffix}']} years")

    def _waiting(self, match: re.Match[str], on: dt.date) -> Iterator[Clash]:
        day = told(match, "1") or told(match, "1", year=on.year)
        if day is None:
            return
        first = day.first
        if first > on and not day.year:
            first = first - dt.timedelta(days=365)
        before = self._plain[self._row.reading.clause_at(match.start()).start : match.start()]
        if re.search(r"\bhad\b|'d\b", before):
            return
        unit = _DAYS[match["unit"][0]]
        if abs((value(match["n"]) or 1.0) * unit - (on - first).days) > max(10.0, 0.8 * unit):
            yield self._duration(match, f"{match['n']} {match['unit']}")

    def _between(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield years or months told between two dates that are not so far apart."""
        months, room = 12 * (int(match["b"]) - int(match["a"])), 12.0
        if match["ma"] and match["mb"]:
            months, room = months + MONTHS[match["mb"]] - MONTHS[match["ma"]], 6.0
        elif match["unit"].startswith("month"):
            return
        months *= 1 if match["way"] == "before" else -1
        unit = 12 if match["unit"].startswith("year") else 1
        if abs(months - (value(match["n"]) or 1.0) * unit) > (room if unit == 12 else 1.5):
            yield self._duration(match, f"{match['n']} {match['unit']}")

    def _earlier(self) -> Iterator[Clash]:
        """Yield an age so long “before that” which a birthday told just before doesn't allow."""
        for mark in _THAT.finditer(self._plain):
            known = list(_BIRTHDAY.finditer(self._plain, max(0, mark.start() - 250), mark.start()))
            number = NTH.get(known[-1]["birthday"]) or value(known[-1]["birthday"]) if known else 0
            if not number:
                continue
            age = value(mark["age"]) / (12 if mark["unit"] == "months" else 1)
            years = (value(mark["years"]) or 1.0) * (-1 if mark["way"] == "before" else 1)
            if abs(number + years - age) > 0.5 + (mark["unit"] != "months"):
                yield Clash(mark.start(), mark.end(), "ages", {"one": mark["years"], "other": mark["age"]})


def span_between(row: Row, first: Told, last: Told, start: int, end: int) -> Iterator[Clash]:
    """Yield the span told beside two dates (at `start` to `end` of the text) where they are not so far apart."""
    plain = row.plain
    sentence = row.reading.sentence_at(start)
    stop = row.reading.sentence_at(end - 1).end
    found = []
    for match in _SPELL.finditer(plain, sentence.start, stop):
        outside = match.end() <= start or match.start() >= end - 1
        before = plain[max(sentence.start, match.start() - 14) : match.start()]
        if _NO_SPELL_BEFORE.search(before) or _NO_SPELL_AFTER.match(plain, match.end()):
            continue
        gap = plain[match.end() : start] if match.end() <= start else plain[end : match.start()] if outside else ""
        near = len(gap) <= (42 if match.end() <= start else 24)
        if near and not re.search(r"[.;]|\b(?:and|or|a week|weekly|every)\b", gap.replace(" and runs", "")):
            found.append(match)
    if len(found) != 1 or _REVIEW.search(plain, sentence.start, stop):
        return
    match = found[0]
    unit = _DAYS[match["unit"][0]]
    number = value(match["n"]) or 1.0
    least, most = (last.first - first.last).days + 1, (last.last - first.first).days + 1
    said = number * unit
    day = unit == 1.0
    slack = 1.0 if day else min(unit, 31.0) * 0.7 if unit < 300 else 45.0
    if match["unit"].startswith("w"):
        slack = 7.0 if said < 100 else 14.0  # the last of ten weekly sessions is nine weeks after the first
    if least - slack - 0.12 * said * (not day) <= said <= most + slack + 0.12 * said * (not day):
        return
    listed = day and said < least and ":" not in plain[match.end() : match.end() + 3]
    if not listed:
        yield Clash(min(match.start(), start), max(match.end(), end), "duration", {"said": match[0]})
