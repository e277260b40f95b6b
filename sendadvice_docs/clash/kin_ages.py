"""Ages of the family against each other: twins of two ages, a little sister who is older, years that don't lie between.

The ages are those that `ages` found told, those the advice lists, and the child's or young person's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sendadvice_docs.ages import age_on
from sendadvice_docs.clash.ages import Age
from sendadvice_docs.clash.common import NUMBER, Clash, value
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.model import Circumstances

_WORDS = frozenset(
    [
        "twin",
        "twins",
        "younger",
        "older",
        "elder",
        "little",
        "big",
        "baby",
        "eldest",
        "oldest",
        "youngest",
        "kid",
        "small",
        "born",
    ]
)
_YOUNGER = frozenset({"younger", "little", "baby", "small", "kid", "youngest"})
#: Nobody is a parent before this age, so far as a contradiction may be told from it.
_YOUNGEST_PARENT = 12
_WHO = r"[a-z][\w-]+"
_APART = re.compile(rf"\b(?P<years>an?|{NUMBER}) years? (?P<way>younger|older) than (?P<than>{_WHO})")
_TWINS = re.compile(rf"\btwins,? {_WHO} \((?P<a>\d+)\) and {_WHO} \((?P<b>\d+)\)")
_WHEN_BORN = re.compile(
    rf"\b(?P<who>{_WHO}) was (?P<age>{NUMBER})(?: years old)? when (?P<born>{_WHO}) was "
    rf"born|\b(?P<born2>{_WHO}) was born when (?P<who2>{_WHO}) was (?P<age2>{NUMBER})(?! (?:weeks|months))"
)
_IS_KIN = re.compile(
    rf"\b(?P<who>{_WHO})(?:,? \(?(?:{NUMBER})\)?,)?(?: is|,)? (?:his|her|their|[a-z]+'s) "
    r"(?P<way>little|younger|baby|big|older|elder|twin) ?(?:brother|sister|sibling)?\b"
)
_OWNED = re.compile(
    r"\b(?P<whose>his|her|their|[\w-]+'s) (?P<way>younger|little|baby|small|kid|older|big"
    rf"|elder|eldest|twin) ?(?:brother|sister|sibling)?(?:,? (?!is\b|who\b|aged\b|now\b){_WHO})?"
    r"(?:,? (?:who is|who's|is|aged|now|just|only)| \(|,)+ ?(?:now |aged |only "
    rf")?(?P<age>{NUMBER})(?=[,.;)]|$| and\b| years\b)(?! (?:months|weeks))"
)
_FIRST = re.compile(
    rf"\b(?P<who>{_WHO})(?:,? \(?{NUMBER}\)?,?)?(?: is|'s) the (?P<way>eldest|oldest"
    r"|youngest)(?! but| of the (?:boys|girls))"
)
_ELDEST = re.compile(
    rf"\b(?:eldest|oldest|first)(?: (?:is|being|of whom is|now)){{0,2}} (?P<age>{NUMBER})(?! (?:months|weeks|of))"
)
_NEXT = re.compile(r",? (?:who )?(?:is |and is |at |now )+(?P<age>\d{1,2})\b")
_NOW_WILL = re.compile(
    rf"\bnow (?P<now>{NUMBER}),? (?P<who>{_WHO})(?:'ll| will) be (?P<then>{NUMBER})(?! (?:weeks|hours|days))"
)


class KinAges:
    """Looks for ages that don't fit each other, in one text."""

    def __init__(self, row: Row, subjects: Subjects, circumstances: Circumstances, told: list[Age]) -> None:
        """Take the words, who is spoken of, whose advice it is with the family listed, and the ages told."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        born, on = circumstances.date_of_birth, circumstances.on
        self._own = age_on(born, on) if born and on and born <= on else None
        self._listed = {one.name.split(" ")[0].lower(): one.age for one in circumstances.people if one.age is not None}
        self._told = sorted(told, key=lambda one: one.start)
        self._ages: dict[str, Age] = {}
        for one in self._told:
            self._ages.setdefault(one.who, one)

    def find(self) -> Iterator[Clash]:
        """Yield ages that contradict each other."""
        for one, other in pairwise(self._told):
            known = self._ages[other.who]
            if known.years != other.years and (other.who != CHILD or self._own is None):
                yield self._two(known.start, other.end, str(known.years), str(other.years))
            del one
        for one in self._ages.values():
            listed = self._listed.get(one.who)
            if listed is not None and abs(listed - one.years) > 1:
                yield Clash(
                    one.start,
                    one.end,
                    "relative",
                    {"said": str(one.years), "right": str(listed), "whom": one.who.capitalize()},
                )
            child = self._own
            if child is not None and self._subjects.is_parent(one.who) and one.years - child < _YOUNGEST_PARENT:
                yield Clash(one.start, one.end, "ages", {"one": str(one.years), "other": str(child)})
        for match in _NOW_WILL.finditer(self._plain) if "now" in self._row.plain else ():
            if 0 < value(match["then"]) <= value(match["now"]):
                yield self._two(match.start(), match.end(), match["now"], match["then"])
        if not _WORDS.isdisjoint(self._row.plain.words().different):
            yield from self._apart()
            yield from self._kin()

    def _two(self, start: int, end: int, one: str, other: str) -> Clash:
        return Clash(start if end - start <= 240 else end - len(other), end, "ages", {"one": one, "other": other})

    def _age_of(self, who: str) -> int | None:
        if who == CHILD:
            return self._own if self._own is not None else self._ages[who].years if who in self._ages else None
        return self._ages[who].years if who in self._ages else self._listed.get(who)

    def _apart(self) -> Iterator[Clash]:
        for match in _APART.finditer(self._plain):
            than = self._subjects.named(*match.span("than"))
            who = self._subjects.at(match.start() - 1, match.start())
            other = self._age_of(than)
            tail = _NEXT.match(self._plain, match.end())
            end = tail.end() if tail else match.end()
            own = int(tail["age"]) if tail else self._age_of(who)
            if other is None or own is None or who == than:
                continue
            years = value(match["years"]) or 1.0
            apart = (other - own) if match["way"] == "younger" else (own - other)
            if not years - 1 <= apart <= years + 1:
                yield self._two(match.start(), end, match[0], str(own))
        for match in _TWINS.finditer(self._plain):
            if match["a"] != match["b"]:
                yield self._two(match.start(), match.end(), match["a"], match["b"])
        for match in _WHEN_BORN.finditer(self._plain):
            suffix = "" if match["who"] else "2"
            who, born = (self._subjects.named(*match.span(f"{name}{suffix}")) for name in ("who", "born"))
            one, other = self._age_of(who), self._age_of(born)
            if one is not None and other is not None and not -1 <= one - other - value(match[f"age{suffix}"]) <= 1:
                end = max(match.end(), *(self._ages[name].end for name in (who, born) if name in self._ages), 0)
                yield self._two(match.start(), end, match[0], str(other))

    def _kin(self) -> Iterator[Clash]:
        child = self._own
        for match in _OWNED.finditer(self._plain) if child is not None else ():
            if child is None or (self._subjects.named(*match.span("whose")) or CHILD) != CHILD:
                continue
            age, way = int(value(match["age"])), match["way"]
            if abs(age - child) > 1 if way == "twin" else age > child if way in _YOUNGER else age < child:
                yield Clash(match.start(), match.end(), "ages", {"one": way, "other": match["age"]})
        for match in _IS_KIN.finditer(self._plain):
            who = self._subjects.named(*match.span("who"))
            own = self._age_of(who)
            if own is None or child is None or who in ("", CHILD):
                continue
            way = match["way"]
            if abs(own - child) > 1 if way == "twin" else own > child if way in _YOUNGER else own < child:
                yield self._two(
                    match.start(),
                    max(match.end(), self._ages[who].end if who in self._ages else 0),
                    match[0],
                    str(child),
                )
        yield from self._first_and_last()

    def _first_and_last(self) -> Iterator[Clash]:
        for match in _FIRST.finditer(self._plain):
            who = self._subjects.named(*match.span("who"))
            own = self._age_of(who)
            siblings = self._subjects.siblings()
            others = [age for one in (CHILD, *siblings) if one != who and (age := self._age_of(one)) is not None]
            if own is not None and (who == CHILD or who in siblings):
                youngest = match["way"] == "youngest"
                if any(age < own if youngest else age > own for age in others):
                    yield self._two(match.start(), match.end(), match[0], str(own))
        for match in _ELDEST.finditer(self._plain):
            sentence = self._row.reading.sentence_at(match.start())
            for one in self._ages.values():
                there = self._subjects.is_parent(one.who) and sentence.start <= one.start < match.start()
                if there and one.years - value(match["age"]) < _YOUNGEST_PARENT:
                    yield self._two(one.start, match.end(), str(one.years), match[0])
