"""Facts told of somebody that exclude each other: “has no friends”, “her best friend”; “lives with mum”, “with dad”.

What is told is data (`checks/lexicons/clash/facts.yaml`): attributes, each with values, a pattern for each. The words
of a text say at once which values may be there; only an attribute with two of them is looked at further. Each fact is
kept with whose it is and under what condition it holds, and two values of one attribute clash only where both hold of
the same person, at the same time and in the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sendadvice_docs.clash.common import Clash
from sendadvice_docs.clash.subjects import Subjects
from sendadvice_docs.clash.wordings import any_of, cue, data, shape
from sendadvice_docs.context import governing
from sendadvice_docs.gate import Group, Text, gate
from sendadvice_docs.language import Reading
from sendadvice_docs.words import alternatives, as_one, needs_of

_FILE = "facts"
#: So many sentences and characters apart two facts are still told of one thing.
_APART, _FAR = 3, 420
#: So many characters before the first and behind the second of two facts may let both be so.
_BESIDE = 48
#: A fact is looked for so often in one text.
_MOST = 8
_CONDITIONS = frozenset({"if", "unless", "until", "when", "whenever", "whether"})
_NO_NAME = (
    r"(?!(?:He|She|They|I|It|We|You|As|On|At|In|But|And|The|A|An|His|Her|Their|My|Our|No"
    r"|Not|Never|Has|Have|Is|Are|Up|Out|By|With|After|Before|During|Each|Every"
    r"|Most|All|Both|There|That|This|When|If|Since|Can|Cannot|Does|Also|Now|Still|Neither"
    r"|Nobody|Without|So|Or|To|For|From|Over|Home|Lives|Needs|Sleeps|Wakes|Uses|Goes|Takes|Likes|Loves"
    r"|Attends|Works|Travels|Walks|Eats"
    r"|Mum|Dad|Nan|Gran|Grandma|Parents|[A-Z][a-z]+ing|[A-Z][a-z]+days?)\b)"
)
_NAME = re.compile(
    rf"{_NO_NAME}([A-Z][a-z]+) (?:is|has|can|can't|cannot|does|was|never|also|often|always"
    r"|still|only|won't|[a-z]+s|[a-z]+n't)\b"
)
_NAME_BEFORE = re.compile(rf"\b(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss ){_NO_NAME}([A-Z][a-z]+) $")
_NOUN_BEFORE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]) ([a-z]+)(?: (?:also|often|always))? $")
_SAID = re.compile(
    r"\b(?:says?|said|reports?|reported|feels?|felt|thinks?|believes?|according to"
    r"|describes?|told us|tells us|states?|claims?)\b(?! (?:nothing|no|he|she|they) (?:want|would))"
)


_STILL = re.compile(r"\b(?:however|though|although|instead)\b")
#: “2:1” is told by its mark.
_COLON = (frozenset({":"}),)
#: Words for a service or what it does.
_NOUNS = re.compile(
    r"\b(?:worker|visit|support|plan|session|service|team|case|club|group|sitter|sitting"
    r"|involvement|placement|help|respite|library|scheme|programme|course|portage|befriending|mentor"
    r"|saturday|sunday)s?\b"
)
_NO_THING = frozenset({"case", "plan"})
_CASE = frozenset({"worker", "workers", "support", "visits", "team", "service"})
_PARTY = re.compile(
    r"\b(?:mr(?! and)|mrs|ms|miss|mum|mother|dad|father|brother|sister|nan|gran"
    r"|grandmother|parents|both|they|family|she|he|his (?:brother|sister|mum|dad))\b"
)


class Fact(NamedTuple):
    """A value of an attribute as told: where, what it is about ("" for nothing in particular), whose."""

    start: int
    end: int
    value: str
    what: str


class Attribute(NamedTuple):
    """An attribute: its name, the names of its values, and what else the lexicon says of it."""

    name: str
    values: tuple[str, ...]
    options: Mapping[str, Any]


class Value:
    """The pattern of a value, with what a text needs for each of its alternatives, so that few texts are searched."""

    def __init__(self, *path: str) -> None:
        """Take where the pattern stands in the lexicon."""
        self._patterns = shape(_FILE, *path)
        every = [one for pattern in self._patterns.patterns for one in alternatives(pattern)]
        first = gate.add([_COLON if ":" in one.replace("(?:", "") else needs_of(one) for one in every])
        self.first, self.last = first, first + len(every)

    def finditer(self, text: Text) -> Iterator[re.Match[str]]:
        """Return the matches in a text, in order."""
        return self._patterns.finditer(text)


@lru_cache(maxsize=1)
def _attributes() -> tuple[tuple[Attribute, ...], tuple[int, ...], Group[Value]]:
    """Return the attributes, of which each value of the group is, and all values as a group."""
    found = tuple(Attribute(name, tuple(one["values"]), one) for name, one in data(_FILE)["topics"].items())
    owners = tuple(number for number, one in enumerate(found) for _ in one.values)
    return found, owners, Group(Value("topics", one.name, "values", value) for one in found for value in one.values)


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    return {word: name for name, words in data(_FILE)["alike"].items() for word in words}


@lru_cache(maxsize=8)
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{data(_FILE)[key]})\b")


class Facts:
    """Looks for facts that exclude each other, in one text."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        """Take the text, and who is spoken of in it."""
        self._reading, self._subjects, self._plain = reading, subjects, reading.plain

    def find(self) -> Iterator[Clash]:
        """Yield the pairs found."""
        for match in any_of(_FILE, "at_once").finditer(self._plain):
            yield Clash(match.start(), match.end(), "opposite", {"one": match[0], "other": match[0]})
        attributes, owners, group = _attributes()
        there: dict[int, list[int]] = {}
        for number in group.numbers_in(self._plain):
            there.setdefault(owners[number], []).append(number)
        for owner, which in there.items():
            if len(which) > 1:
                yield from self._attribute(attributes[owner], [group.members[number] for number in which], which)

    def _attribute(self, one: Attribute, lists: list[Value], which: list[int]) -> Iterator[Clash]:
        told: list[list[Fact]] = []
        for patterns, number in zip(lists, which, strict=True):
            found = islice(patterns.finditer(self._plain), _MOST)
            facts = [Fact(match.start(), match.end(), str(number), _meant(match)) for match in found]
            if facts:
                told.append(facts)
            elif len(lists) == 2:
                return
        if len(told) < 2:
            return
        every = sorted(fact for facts in told for fact in facts)
        real: dict[Fact, bool] = {}
        for index, first in enumerate(every):
            for last in every[index + 1 :]:
                if first.value == last.value or not self._near(first, last, one):
                    continue
                if all(self._is_real(fact, one, real) for fact in (first, last)) and self._exclude(first, last, one):
                    values = {"one": self._plain[first.start : first.end], "other": self._plain[last.start : last.end]}
                    yield Clash(first.start, last.end, "opposite", values)
                    return

    def _near(self, first: Fact, last: Fact, one: Attribute) -> bool:
        if last.start < first.end or last.end - first.start > _FAR:
            return False
        things = {first.what, last.what} - {""} if one.options.get("loose") else {first.what, last.what}
        if len(things) > 1 and not ("family" in things and things <= {"family", "mother", "father"}):
            return False
        steps = sum(first.start < start.start <= last.start for start in self._reading.sentences)
        return steps <= int(one.options.get("apart", _APART))

    def _is_real(self, fact: Fact, one: Attribute, known: dict[Fact, bool]) -> bool:
        """Return whether a fact is told as it is now, and not as a wish, a condition or of another time."""
        if fact not in known:
            known[fact] = self._real(fact, one)
        return known[fact]

    def _real(self, fact: Fact, one: Attribute) -> bool:
        clause = self._reading.clause_at(fact.start)
        own = self._plain.startswith("when ", fact.start)  # “when I met him” tells that somebody did
        if clause.opener in _CONDITIONS and not own and not self._plain.startswith("that", clause.start):
            return False
        before = self._plain[clause.start : fact.start]
        if one.options.get("planned"):
            before = before.replace(" will ", " ").replace("will ", " ", 1)
        if _words("unreal").search(before):
            return False
        if not one.options.get("past") and _words("past").search(before):
            return False
        if cue(_FILE, "denied").search(before[-40:]):
            return False
        return governing(self._reading, fact.start, fact.end, ("quoted",)) is None

    def _exclude(self, first: Fact, last: Fact, one: Attribute) -> bool:
        plain = self._plain
        if one.options.get("same") and not self._same(first, last):
            return False
        if _words("turn").search(plain, first.end, last.start) or self._turned(last):
            return False
        start = max(self._reading.sentence_at(first.start).start, first.start - _BESIDE)
        end = min(self._reading.sentence_at(last.end - 1).end, last.end + _BESIDE)
        beside = f"{plain[start : first.start]} ~ {plain[first.end : last.start]} ~ {plain[last.end : end]}"
        if _unless(str(one.options.get("unless", ""))).search(beside):
            return False
        if one.options.get("thing") and not self._same_thing(first, last):
            return False
        if one.options.get("party") and not self._same_party(first, last):
            return False
        return (not one.options.get("places") or self._same_place(first, last)) and self._same_voice(first, last)

    def _turned(self, last: Fact) -> bool:
        """Return whether an exception stands before the second statement in its sentence, or behind in its clause."""
        clause = self._reading.clause_at(last.end - 1)
        sentence = self._reading.sentence_at(last.start)
        opening = self._plain[sentence.start : sentence.start + 12]
        if re.match(r"(?:but|yet|however|although|though|now|then|since then|until)\b(?! that)", opening):
            return True
        if _STILL.search(self._plain, last.start, min(sentence.end, last.end + 40)):
            return True
        return cue(_FILE, "but").search(self._plain, last.end, min(clause.end, last.end + 24)) is not None

    def _rest(self, fact: Fact) -> str:
        """Return the sentence up to a fact, and its clause behind it."""
        first, last = self._reading.sentence_at(fact.start), self._reading.clause_at(fact.end - 1)
        return f"{self._plain[first.start : fact.start]} ~ {self._plain[fact.end : last.end]}"

    def _same_place(self, first: Fact, last: Fact) -> bool:
        """Return whether neither holds in one place or at one time alone, or one of them says that it always holds."""
        settings = [set(_words("setting").findall(self._rest(fact))) for fact in (first, last)]
        if settings[0] == settings[1]:
            return True
        if any(
            one in ("if", "at first") or one.startswith("when") or one.endswith((" day", " days"))
            for one in settings[0] | settings[1]
        ):
            return False
        if settings[0] and settings[1] and not settings[0] & settings[1]:
            return False
        for fact in (first, last):
            clause = self._reading.clause_at(fact.start)
            if _words("absolute").search(self._plain, clause.start, max(clause.end, fact.end) + 24):
                return True
        return False

    def _same_thing(self, first: Fact, last: Fact) -> bool:
        """Return whether two statements of a service are of one: the second names none, or one that the first names."""
        clause = self._reading.clause_at(last.start)
        named = set(_NOUNS.findall(self._plain, clause.start, last.end)) - _NO_THING
        sentence = self._reading.sentence_at(first.start)
        known = set(_NOUNS.findall(self._plain, sentence.start, first.end)) - _NO_THING
        return not named or not known or not named.isdisjoint(known) or named <= _CASE

    def _same_party(self, first: Fact, last: Fact) -> bool:
        """Return whether one and the same person is said to want and not to want: both parents hold either of them."""
        parties = []
        for fact in (first, last):
            clause = self._reading.sentence_at(fact.start)
            parties.append(set(_PARTY.findall(self._plain, clause.start, fact.end)[-2:]))
        one, other = parties
        both = {"both", "parents", "family", "they"}
        if not one.isdisjoint(other) or bool(one & both) != bool(other & both):
            return True
        return self._same(first, last)

    def _same_voice(self, first: Fact, last: Fact) -> bool:
        """Return whether the two are told by the same people: what mum says and school sees may differ."""
        voices = []
        for fact in (first, last):
            clause = self._reading.clause_at(fact.start)
            said = _SAID.search(self._plain, clause.start, fact.start)
            voices.append(self._plain[clause.start : said.end()] if said else "")
        return voices[0] == voices[1]

    def _same(self, first: Fact, last: Fact) -> bool:
        one, other = (self._who(fact) for fact in (first, last))
        return not one or not other or one == other

    def _who(self, fact: Fact) -> str:
        """Return whom a statement is about, a name the advice doesn't have and “her neighbour” among them."""
        known = self._subjects.at(fact.start, fact.end, owners=True)
        before = self._reading.text[max(0, fact.start - 30) : fact.start]
        opening = self._reading.text[fact.start : fact.end]
        name = _NAME.match(opening) or _NAME_BEFORE.search(before)
        if name and not self._subjects.named(
            fact.start - (0 if name.re is _NAME else len(name[0])), fact.start + len(name[1])
        ):
            return name[1].lower()
        noun = _NOUN_BEFORE.search(before)
        if noun and not self._subjects.named(fact.start - len(before) + noun.start(1), fact.start):
            return noun[1].lower()
        return known


def _meant(match: re.Match[str]) -> str:
    """Return what both statements must be about, by its common name; "" where they need not be about a thing."""
    said = next((value for name, value in match.groupdict().items() if name.startswith("what") and value), "")
    return _alike().get(said, said)


@lru_cache(maxsize=128)
def _unless(words: str) -> re.Pattern[str]:
    return as_one((words,)) if words else re.compile("(?!)")
