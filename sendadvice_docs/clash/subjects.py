"""Whom each statement of a text is about: the child or young person, one of the family, or nobody that can be told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from sendadvice_docs.clash.wordings import data
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances
from sendadvice_docs.persons import gender_of

CHILD = "child"


class Mentioned(NamedTuple):
    """Somebody named in a text: where, who (`CHILD`, a name, a word of kin, "" for nobody that can be told)."""

    start: int
    end: int
    who: str
    owner: bool = False


@lru_cache(maxsize=1)
def _kin() -> dict[str, str]:
    return {word: kin for kin, words in data("kin")["kin"].items() for word in str(words).split()}


@lru_cache(maxsize=1)
def _owns() -> re.Pattern[str]:
    return re.compile(rf" (?:[a-z-]+ )?(?:{'|'.join(_kin())})(?!\w)")


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted({*names, *_kin()}, key=len, reverse=True))
    pronouns = "he|she|they|his|her|him|their|them|i|my|we|our"
    return re.compile(
        rf"(?<![\w-])(?:(?P<pronoun>{pronouns})|(?P<title>(?:mrs?|ms|miss) [a-z'-]+)"
        rf"|(?P<word>{words}))(?P<own>'s(?! \w+ing\b))?(?![\w-])"
    )


class Family:
    """Whose advice it is, with the family listed: what every text of one advice needs to tell who is spoken of."""

    def __init__(self, circumstances: Circumstances) -> None:
        """Take what is known of the person."""
        names = (circumstances.preferred_name, circumstances.name, circumstances.name.split(" ")[0])
        self.child = frozenset(one.lower() for one in names if one.strip())
        pronoun = circumstances.pronouns.lower().split("/")[0]
        self.gender = {"he": "m", "she": "f"}.get(pronoun, "")
        self.they = pronoun == "they"
        self.genders: dict[str, str] = {}
        self.kin: dict[str, str] = {}
        for one in circumstances.people:
            first = one.name.split(" ")[0].lower()
            self.genders[first] = gender_of(one.relation)
            self.kin[_kin().get(one.relation.lower(), "")] = first
        self.siblings = frozenset(
            one.name.split(" ")[0].lower()
            for one in circumstances.people
            if one.relation.lower() in ("brother", "sister")
        )
        self.names = tuple(sorted(self.child | set(self.genders)))


class Subjects:
    """Who is spoken of at each place of one text."""

    def __init__(self, reading: Reading, family: Family) -> None:
        """Take the text and whose advice it is."""
        self._reading, self._family = reading, family

    @cached_property
    def _found(self) -> tuple[Mentioned, ...]:
        return tuple(self._resolved())

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._found]

    def _genders(self, who: str) -> str:
        if who == CHILD:
            return self._family.gender
        return self._family.genders.get(who) or str(data("kin")["genders"].get(who, ""))

    def _resolved(self) -> Iterator[Mentioned]:
        """Yield who is mentioned, pronouns as the nearest subject before them that they fit, else the child."""
        plain = self._reading.plain
        last: dict[str, str] = {}
        clause = -1
        for match in _pattern(self._family.names).finditer(plain):
            if word := match["word"] or match["title"]:
                owner = bool(match["own"])
                if match["title"]:
                    who = "father" if word.startswith("mr ") else "mother"
                else:
                    who = (
                        CHILD if word in self._family.child else word if word in self._family.genders else _kin()[word]
                    )
                who = self._family.kin.get(who, who)
                gender = self._genders(who)
                here = self._reading.clause_at(match.start()).start
                # The first to be named in a clause is whom a pronoun after it means, as a rule.
                if here != clause and not match["own"]:
                    clause = here
                    last[gender] = who
                elif gender not in last:
                    last[gender] = who
            else:
                pronoun = match["pronoun"]
                owner = (
                    pronoun in ("his", "her", "their", "my", "our") and _owns().match(plain, match.end()) is not None
                )
                gender = "m" if pronoun in ("he", "his", "him") else "f" if pronoun in ("she", "her") else "i"
                if pronoun in ("they", "their", "them"):
                    gender = "t"
                    who = CHILD if self._family.they else ""
                    yield Mentioned(match.start(), match.end(), who, owner)
                    continue
                who = last.get(gender, CHILD if gender in (self._family.gender, "i") or not self._family.gender else "")
            yield Mentioned(match.start(), match.end(), who, owner)

    def at(self, start: int, end: int, *, owners: bool = False) -> str:
        """Return whom a passage is about: the first named in it, in its clause before it, or in the text before that.

        Whose somebody is (“her brother”) counts only where `owners` are asked for.
        """
        index = bisect_right(self._starts, start - 1)
        for one in self._found[index : index + 4]:
            if one.start < end and (owners or not one.owner):
                return one.who
        before = [one for one in self._found[max(0, index - 6) : index] if not one.owner]
        for left in (self._reading.clause_at(start).start, self._reading.sentence_at(start).start):
            if near := [one for one in before if one.start >= left]:
                return near[0].who
        return before[-1].who if before else ""

    def named(self, start: int, end: int) -> str:
        """Return who a word stands for, "" where it names nobody that is known."""
        index = bisect_left(self._starts, start)
        return self._found[index].who if index < len(self._found) and self._found[index].start < end else ""

    def siblings(self) -> frozenset[str]:
        """Return the brothers and sisters the advice lists."""
        return self._family.siblings

    def is_parent(self, who: str) -> bool:
        """Return whether somebody is a parent of the child or young person."""
        return who in ("mother", "father", "parents") or who in (
            self._family.kin.get("mother"),
            self._family.kin.get("father"),
        )
