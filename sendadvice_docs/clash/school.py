"""The school year a text puts the child or young person in, against the one the advice gives, an age, or a date."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from sendadvice_docs.ages import BEYOND_SCHOOL, school_year_group
from sendadvice_docs.clash.common import MONTH, MONTHS, NUMBER, Clash, value
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.language import Clause
from sendadvice_docs.model import Circumstances

_WORDS = frozenset(
    [
        "year",
        "yr",
        "primary",
        "secondary",
        "reception",
        "infant",
        "junior",
        "high",
        "sixth",
        "school",
        "nursery",
        "pre",
        "preschool",
    ]
)
_GROUP = re.compile(r"\b(?:year|yr) ?(?P<group>\d{1,2})(?![\w/:£%]|[.]\d)|\(y(?P<short>\d{1,2})\)")
_OTHER_TIME = re.compile(
    r"\b(?:when|whenever|until|till|once|if|by|before|after|was|were|then|had|at the time"
    r"|would|will|from|since|first|through"
    r"|like|with the|for|than|end|time|during|back|over|between|throughout|of)\b|'ll\b|\w+ed(?: [a-z]+){0,3} in $"
)
_NOW = re.compile(
    r"\b(?:now|currently|still|is|just|has (?:just )?(?:gone|moved|reached|started|begun)"
    r"|presently|am|'s|'m|today|as|has reached)\b|'s |'m |[,(] ?(?:now |in |a )*$|^ *(?:in |a |as a )?$"
    r"|[.;] (?:in |a )?$"
)
_OF_COURSE = re.compile(
    r" (?:of (?:a|an|his|her|their|the|my)|group|minibus|bus|work|books?|teacher|class"
    r"|level|reviews?|annual review|maths|curriculum|pupils|children|sats|trip|parents|leavers)\b"
)
_DATED = re.compile(
    r",? ?\(?(?:in|by|that is,?|i\.e\.|which is) (?:the (?:summer|autumn|spring) (?:term "
    rf")?of )?(?:(?P<month>{MONTH}) )?(?P<year>20\d\d)"
)
_DATE_BEFORE = re.compile(
    rf"\b(?:in|by) (?P<month>{MONTH}) (?P<year>20\d\d),? (?:at )?(?:the end of|when (?:he"
    r"|she|they|[a-z]+) (?:is|will be) in|as (?:he|she|they) leaves?) (?:his |her )?$"
)
_AGE_BESIDE = re.compile(
    rf"\b(?P<age>{NUMBER})(?: and a half)?(?: years old)?(?: and|, and|,)? (?:is |now "
    r"|he's |she's |i'm |he is |she is |i am |they are |who is )?(?:in )$"
)
_NEXT = re.compile(
    r"\b(?:(?:will|'ll) (?:start|begin|move (?:up )?(?:in)?to|go (?:up )?into|be in)"
    r"|starts|moves (?:up )?(?:in)?to|goes (?:up )?into) (?:[a-z]+ ){0,3}?$"
)
_NEXT_WHEN = re.compile(r",? (?:next|this coming|in|this) september")
_PHASE = re.compile(
    r"\b(?:is|'s|who's|still|now|currently|attends|goes to|at)(?: still| now| currently)? "
    r"(?:at|in|attends|a) (?:his |her |their |a )?(?:(?:last|final) year (?:at|of|in) )?(?P<phase>primary"
    r"|secondary|infant|junior|high|nursery)(?: school)?\b"
    r"(?! (?:age|colours|care|need|purpose|carer|school head|nurse))"
    r"|\b(?P<goes>who'll|will|is to|due to|about to|going to|ready to) (?:start|move "
    r"(?:up )?to|go (?:up )?to|begin|leave) (?:at |his |her )?(?P<next>secondary|primary|high|infant"
    r"|junior)(?: school)? (?P<when>this|next|in) (?:september|summer|year|july)"
    r"|\b(?P<reception>(?:started|starts|is|now|starting) in reception)(?! (?:class )?(?:until|next))"
    r"|\battends [^.;]{0,40}?\b(?P<early>nursery|pre-?school|playgroup)\b"
)
_SPAN = {
    "primary": (0, 6),
    "infant": (0, 2),
    "junior": (3, 6),
    "secondary": (7, 14),
    "high": (7, 14),
    "nursery": (-3, 0),
    "reception": (0, 0),
}
_FIRST = {"secondary": 7, "high": 7, "primary": 0, "infant": 0, "junior": 3}


class School:
    """Looks for school years and phases that don't fit, in one text."""

    def __init__(self, row: Row, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the words, who is spoken of, and the date of birth and year group with the day that counts as today."""
        self._row, self._plain, self._subjects = row, row.plain, subjects
        born, on = circumstances.date_of_birth, circumstances.on
        self._born, self._on = born, on
        group = BEYOND_SCHOOL if circumstances.year_group == "beyond_school" else circumstances.year_group
        self._computed = school_year_group(born, on) if born and on and born <= on else None
        self._group = group if isinstance(group, int) else None
        self._right = self._group if self._group is not None else self._computed

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        if _WORDS.isdisjoint(self._row.plain.words().different):
            return
        told: list[tuple[int, re.Match[str]]] = []
        for match in _GROUP.finditer(self._plain):
            yield from self._in_group(match, told)
        for (one, first), (other, last) in itertools.pairwise(told):
            if one != other:
                values = {"one": f"Year {one}", "other": f"Year {other}"}
                yield Clash(first.start(), last.end(), "ages", values)
        if self._right is not None:
            for match in _PHASE.finditer(self._plain):
                yield from self._phase(match, self._right)

    def _year_group(self, start: int, end: int, said: int, right: int) -> Clash:
        named = "beyond school" if right >= BEYOND_SCHOOL else f"Year {right}"
        return Clash(start, end, "year_group", {"said": f"Year {said}", "right": named})

    def _in_group(self, match: re.Match[str], told: list[tuple[int, re.Match[str]]]) -> Iterator[Clash]:
        plain, said = self._plain, int(match["group"] or match["short"])
        if not 0 < said <= 14 or _OF_COURSE.match(plain, match.end()):
            return
        clause = self._row.reading.clause_at(match.start())
        before = plain[max(0, match.start() - 60) : match.start()]
        if dated := _DATED.match(plain, match.end()) or _DATE_BEFORE.search(before):
            yield from self._dated(match, said, dated)
            return
        if beside := _AGE_BESIDE.search(before):
            age = value(beside["age"])
            if not 3 <= age - said <= 6 and self._subject(match) != "":
                start = match.start() - len(beside[0])
                yield Clash(start, match.end(), "ages", {"one": beside["age"], "other": f"Year {said}"})
                return
        in_clause = f"{clause.opener} {plain[clause.start : match.start()]}"
        if _NEXT.search(in_clause) and _NEXT_WHEN.match(plain, match.end()):
            if (
                self._right is not None
                and abs(said - self._right - 1) > (self._group is None)
                and self._subject(match) == CHILD
            ) and not (self._on and self._on.month == 9 and said == self._right):
                yield self._year_group(match.start(), match.end(), said, self._right + 1)
            return
        if not self._is_now(match, clause, in_clause):
            return
        if self._right is None:
            told.append((said, match))
        elif abs(said - self._right) > (self._group is None):
            yield self._year_group(match.start() - (3 if before.endswith("in ") else 0), match.end(), said, self._right)

    def _is_now(self, match: re.Match[str], clause: Clause, in_clause: str) -> bool:
        """Return whether a school year is told of the child or young person as it is now."""
        plain = self._plain
        opened = clause.opener in ("now", "who", "as", "though", "although")
        own = in_clause.removeprefix("now ") if opened else in_clause
        if _OTHER_TIME.search(
            re.sub(r"^who |^(?:now )?that (?:he|she|they)|\bhas just\b.*", "", own)
        ) or not _NOW.search(in_clause):
            return False
        if re.match(
            r"[^.;]{0,30}\b(?:then|when|last year|next)\b|,? (?:this|last|in) (?:september|july|summer) (?:19|20)",
            plain[match.end() : match.end() + 40],
        ):
            return False
        rest = plain[match.end() : clause.end]
        if (
            re.search(r"\bwill\b|'ll\b", rest)
            and not re.match(r" (?:he|she|they)\b", plain[clause.start - 4 : clause.start])
            and not re.match(r",? (?:who|and|but)\b", rest)
        ):
            return False
        if re.match(r",? (?:he|she|they|[a-z]+) (?:had|was|were|went|did|ran|got|lost|\w+ed)\b", rest):
            return False
        return self._subject(match) == CHILD

    def _subject(self, match: re.Match[str]) -> str:
        end = min(self._row.reading.clause_at(match.start()).end + 40, len(self._plain))
        return self._subjects.at(match.start(), match.start()) or self._subjects.at(match.start(), end) or CHILD

    def _dated(self, match: re.Match[str], said: int, dated: re.Match[str]) -> Iterator[Clash]:
        if self._right is None or self._born is None or self._computed is None or not dated["month"]:
            return
        day = dt.date(int(dated["year"]), MONTHS[dated["month"]], 1)
        then = self._right + school_year_group(self._born, day) - self._computed
        if said != then and self._subjects.at(match.start(), match.end()) in ("", CHILD):
            yield self._year_group(
                match.start(), dated.end() if dated.start() >= match.end() else match.end(), said, then
            )

    def _phase(self, match: re.Match[str], right: int) -> Iterator[Clash]:
        clause = self._row.reading.clause_at(match.start())
        before = f"{clause.opener} {self._plain[clause.start : match.start()]}"
        if re.search(r"\b(?:when|if|until|once|was|were|before|after|will|to be|used)\b", before) and not match["goes"]:
            return
        if self._subjects.at(match.start(), match.end()) not in (CHILD, ""):
            return
        if match["early"]:
            if right > 1:
                yield Clash(match.start(), match.end(), "phase", {"said": match["early"], "right": f"Year {right}"})
            return
        if match["goes"]:
            first = _FIRST[match["next"]]
            leaves = "leave" in match[0]
            late = self._on is not None and self._on.month >= 9
            if right <= 14 and (right >= first + late if not leaves else not 0 <= _SPAN[match["next"]][1] - right <= 1):
                yield Clash(match.start(), match.end(), "phase", {"said": match["next"], "right": f"Year {right}"})
            return
        phase = match["phase"] or "reception"
        low, high = _SPAN[phase]
        if "last year" in match[0] or "final year" in match[0]:
            low = high if phase not in ("secondary", "high") else 11
        room = 0 if self._group is not None and phase != "reception" else 1
        if not low - room <= right <= high + room:
            yield Clash(match.start(), match.end(), "phase", {"said": phase, "right": f"Year {right}"})
