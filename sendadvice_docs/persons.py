"""Who a text speaks of: the child or young person, a relative or friend, somebody at work, anybody at all.

Words for people are data (`checks/lexicons/names/persons.yaml`); names are told as SC801 tells them. What a pronoun
stands for is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances
from sendadvice_docs.naming.around import around
from sendadvice_docs.naming.candidates import Candidate, Kind, candidates
from sendadvice_docs.naming.known import Known, words_of
from sendadvice_docs.naming.lists import data_of, fold

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'][^\W\d_]+)*")
_GROWN = frozenset({"man", "woman", "lady", "gentleman"})
_A = re.compile(r"(?:^|[^\w'])(?:an?|one|another|any|each|every|no|some|either|neither)(?:\s+[\w'-]+){0,3}?\s+$")
_IS_A = re.compile(r"\b(?:is|was|as|be|remains|became|becomes|becoming|being)\s+(?:an?|the)\s+(?:[\w-]+,?\s+){0,3}$")
_DATED = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|of|before|after|during|last|this|next|every"
    r"|each|early|late|mid|and|or|between|through)|\d(?:st|nd|rd|th)?|[-–/(])\s*$"
)
#: After an apostrophe s these make it “is” or “has”: “Tom's been ill”.
_IS_OR_HAS = re.compile(
    r"'s\s+(?:been|got|not|an?|in|on|off|out|had|always|still|just|now|never|gone|back|at|too|very|so|also|only|here|there|due)\b"
)
#: What a verb follows: “can't judge”.
_VERB_AFTER = re.compile(r"(?:\b(?:to|can|cannot|will|would|could|should|must|may|might|not|never|and)|n't)\s+$")
_NEXT = re.compile(r"\s+([^\W\d_]+(?:-[^\W\d_]+)*)")
#: How far before a word its article is looked for, in characters.
_NEAR = 48
_SURELY_A_NAME = frozenset({Kind.GIVEN, Kind.KNOWN})


class Who(Enum):
    """What a mention makes of the one it speaks of."""

    CHILD = auto()  # the child or young person, by name
    CHILD_NOUN = auto()  # the same by a noun: “the young man”, “their son”
    PRIVATE = auto()  # a relative, a neighbour, a friend, another child: by noun or name
    WORKER = auto()
    ANYBODY = auto()
    ANIMAL = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that speaks of somebody.

    `gender` is "f", "m" or "" where the words don't tell, `several` that they are more than one, `definite` that it is
    somebody in particular (“his mother”, not “a mother”), and `owns` that an apostrophe s follows.
    """

    start: int
    end: int
    who: Who
    gender: str = ""
    several: bool = False
    definite: bool = True
    owns: bool = False


class _Words:
    """The words for people, by what they tell."""

    def __init__(self) -> None:
        data = data_of("persons")
        self.several = frozenset(data["several"].split())
        self.others = frozenset(data["other_child"].split())
        self.compounds = frozenset(data["compounds"].split())
        self.women_titles = frozenset(data["women_titles"].split())
        self.men_titles = frozenset(data["men_titles"].split())
        self.verbs_too = frozenset(data["verbs_too"].split())
        self.months = frozenset(data["months"].split())
        self.beside = re.compile(rf"\s+{data['beside']}\b")
        skipped = frozenset(data["not_people"].split())
        self.known: dict[str, tuple[Who, str]] = dict.fromkeys(around().common - skipped, (Who.WORKER, ""))
        for name, who, gender in (
            ("anybody", Who.ANYBODY, ""),
            ("animals", Who.ANIMAL, ""),
            ("workers", Who.WORKER, ""),
            ("children", Who.CHILD_NOUN, ""),
            ("children_m", Who.CHILD_NOUN, "m"),
            ("children_f", Who.CHILD_NOUN, "f"),
            ("relatives", Who.PRIVATE, ""),
            ("men", Who.PRIVATE, "m"),
            ("women", Who.PRIVATE, "f"),
        ):
            self.known |= dict.fromkeys(data[name].split(), (who, gender))


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


def gender_of(relation: str) -> str:
    """Return "f" or "m" for a relation such as “half-sister”, or "" where it doesn't tell."""
    known = _words().known
    return next((known[word][1] for word in reversed(relation.lower().split()) if word in known), "")


class Cast:
    """Who belongs to one advice, ready to be found in its texts."""

    def __init__(self, circumstances: Circumstances) -> None:
        """Take whose advice it is, and the family it lists."""
        called = (circumstances.preferred_name, *circumstances.name.split()[:1])
        self._child = Known(name for name in called if name)
        self._family = {key: one for one in circumstances.people for key in words_of(one.name)[:1]}
        everybody = (circumstances.name, *called, *(one.name for one in circumstances.people))
        self._known = Known(everybody, without=around().titles | around().ranks)

    def is_child(self, key: str) -> bool:
        """Return whether a folded word is what the child or young person goes by."""
        return key in self._child.words or (key not in self._family and self._child.knows(key))

    def _of_name(self, one: Candidate, reading: Reading) -> Mention | None:
        if one.lead or one.tail or one.small:
            return None
        key = one.words[0].key
        titles = _words()
        gender = "f" if one.title in titles.women_titles else "m" if one.title in titles.men_titles else ""
        owns = one.words[-1].owns and _IS_OR_HAS.match(reading.plain, one.end) is None
        if not one.title and not one.rank and self.is_child(key):
            return Mention(one.start, one.end, Who.CHILD, owns=owns)
        if key in self._family and not one.title:
            gender = gender_of(self._family[key].relation)
            return Mention(one.start, one.end, Who.PRIVATE, gender, owns=owns)
        if one.rank or around().at_work(*_beside(reading, one)):
            return Mention(one.start, one.end, Who.WORKER, gender, owns=owns)
        return Mention(one.start, one.end, Who.PRIVATE, gender, owns=owns) if _names_somebody(one, reading) else None

    def _names(self, reading: Reading) -> Iterator[Mention]:
        for one in candidates(reading, self._known):
            if mention := self._of_name(one, reading):
                yield mention

    def mentions(self, reading: Reading) -> tuple[Mention, ...]:
        """Return who a text speaks of, in order of place; where words stand for one person (“his aunt Di”) the last."""
        named = list(self._names(reading))
        taken = [one.start for one in named]
        found = [one for one in _nouns(reading) if not _inside(one, named, taken)]
        return tuple(sorted([*named, *found], key=lambda one: one.start))


def _inside(one: Mention, named: list[Mention], starts: list[int]) -> bool:
    at = bisect_left(starts, one.end)
    return at > 0 and named[at - 1].end > one.start


def _beside(reading: Reading, one: Candidate) -> tuple[str, str]:
    sentence = reading.sentence_at(one.start)
    return reading.plain[max(sentence.start, one.start - 200) : one.start], reading.plain[one.end : one.end + 200]


def _names_somebody(one: Candidate, reading: Reading) -> bool:
    """Return whether a name is somebody's, as far as its words tell; in doubt it is."""
    before, _ = _beside(reading, one)
    if one.words[0].key in _words().months and not one.title and (_DATED.search(before) or one.initial):
        return False
    if one.title or any(kind in _SURELY_A_NAME for kind in one.kinds):
        return True
    kind = one.kinds[0]
    if kind in (Kind.WORD, Kind.SURNAME, Kind.SELDOM):
        return not one.initial
    if kind is Kind.PLACE:
        return not one.initial and not around().ends_with("in_place", before)
    return False


def _nouns(reading: Reading) -> Iterator[Mention]:
    words, plain = _words(), reading.plain
    for match in _WORD.finditer(plain):
        key = match[0]
        owns = key.endswith("'s") and _IS_OR_HAS.match(plain, match.end() - 2) is None
        owns = owns or (key.endswith("s") and plain.startswith("' ", match.end()))
        key = key.removesuffix("'s")
        if key not in words.known or plain.startswith(" in need", match.end()):
            continue
        who, gender = words.known[key]
        follows = _NEXT.match(plain, match.end())
        # “support worker”, “foster mother”, “parent carer”: the last word tells who it is.
        last = words.known.get(follows[1]) if follows and not owns else None
        if follows and not owns and (follows[1] in words.compounds or (last and last[0] is not Who.CHILD_NOUN)):
            continue
        before = plain[max(0, match.start() - _NEAR) : match.start()]
        if key in words.verbs_too and not owns and _VERB_AFTER.search(before):
            continue
        indefinite = _A.search(before) is not None
        several = key in words.several or (
            key.endswith("s") and (key[:-1] in words.known or f"{key[:-3]}y" in words.known)
        )
        beside = gender and words.beside.match(plain, match.end()) is not None
        if who is Who.PRIVATE and key in _GROWN and re.search(r"\byoung\s+$", before):
            who = Who.CHILD_NOUN
        if who is Who.CHILD_NOUN and (beside or _another(before, several=several)):
            who = Who.ANYBODY if several and not gender else Who.PRIVATE
        end = match.start() + len(key)
        yield Mention(match.start(), end, who, gender, several=several, definite=not indefinite, owns=owns)


def _another(before: str, *, several: bool) -> bool:
    """Return whether a child is another than this one: “another boy”, “the other children”, “boys”."""
    words = re.findall(r"[\w']+", before)[-3:]
    if _IS_A.search(before):
        return False
    if several or any(word in _words().others for word in words):
        return True
    return bool(words) and words[-1] in ("a", "an")


def folded(word: str) -> str:
    """Return a word as names are compared: lower case, without accents."""
    return fold(word)
