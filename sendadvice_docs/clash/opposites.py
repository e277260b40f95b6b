"""Two statements of one text that cannot both be so: “has no friends”, “her best friend”.

Which statements exclude each other is data (`checks/lexicons/clash/opposites.yaml`), a subject each. A pair is left
where words between the two turn from one to the other, where one of them is of another time or only possible, where
they are said of different people, or where something beside them lets both be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sendadvice_docs.clash.common import Clash
from sendadvice_docs.clash.subjects import Subjects
from sendadvice_docs.clash.wordings import any_of, cue, data, shape
from sendadvice_docs.context import governing
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading
from sendadvice_docs.matching import Patterns

_FILE = "opposites"
_APART = 2
_NO_NAME = (
    r"(?!(?:He|She|They|I|It|We|You|As|On|At|In|But|And|The|A|An|His|Her|Their|My|Our|No|Not|Never|Has|Have|Is|Are|Up|Out|By|With|After|Before|During|Each|Every"
    r"|Most|All|Both|There|That|This|When|If|Since|Can|Cannot|Does|Also|Now|Still|Neither|Nobody|Without|So|Or|To|For|From|Over|Home|[A-Z][a-z]+ing|[A-Z][a-z]+days?)\b)"
)
_NAME = re.compile(rf"{_NO_NAME}([A-Z][a-z]+) [a-z]")
_NAME_BEFORE = re.compile(rf"\b{_NO_NAME}([A-Z][a-z]+) $")
_NOUN_BEFORE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]) ([a-z]+)(?: (?:also|often|always))? $")


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    return {word: name for name, words in data(_FILE)["alike"].items() for word in words}


class _Topics(NamedTuple):
    """What statements can exclude each other about, and the patterns of the two sides, topic by topic."""

    of: tuple[dict[str, object], ...]
    ones: Group[Patterns]
    others: Group[Patterns]


@lru_cache(maxsize=1)
def _topics() -> _Topics:
    topics = data(_FILE)["topics"]
    ones, others = (Group(shape(_FILE, "topics", name, side) for name in topics) for side in ("one", "other"))
    return _Topics(tuple(topics.values()), ones, others)


@lru_cache(maxsize=2)
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{data(_FILE)[key]})\b")


class Opposites:
    """Looks for statements that exclude each other."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        """Take the text, and who is spoken of in it."""
        self._reading, self._subjects = reading, subjects

    def find(self) -> Iterator[Clash]:
        """Yield the pairs found."""
        plain = self._reading.plain
        for match in any_of(_FILE, "at_once").finditer(plain):
            yield Clash(match.start(), match.end(), "opposite", {"one": match[0], "other": match[0]})
        topics = _topics()
        ones_in = topics.ones.numbers_in(plain)
        others_in = set(topics.others.numbers_in(plain)) if ones_in else set()
        for number in ones_in:
            if number not in others_in:
                continue
            topic = topics.of[number]
            ones = list(topics.ones.members[number].finditer(plain))
            if not ones:
                continue
            others = list(topics.others.members[number].finditer(plain))
            pairs = ((one, other) for one in ones for other in others)
            for one, other in pairs:
                if self._exclude(one, other, topic):
                    first, last = sorted((one, other), key=lambda match: match.start())
                    yield Clash(first.start(), last.end(), "opposite", {"one": first[0], "other": last[0]})
                    break

    def _exclude(self, one: re.Match[str], other: re.Match[str], topic: dict[str, object]) -> bool:
        first, last = sorted((one, other), key=lambda match: match.start())
        if last.start() < first.end() or last.end() - first.start() > 400:
            return False
        if self._steps(first.start(), last.start()) > int(str(topic.get("apart", _APART))):
            return False
        things = {_meant(one), _meant(other)}
        if len(things) > 1 and not ("family" in things and things <= {"family", "mother", "father"}):
            return False
        if topic.get("same") and not self._same(one, other):
            return False
        plain = self._reading.plain
        if _words("turn").search(plain, first.end(), last.start()) or self._turned(last):
            return False
        if any(self._unreal(match, planned=bool(topic.get("planned"))) for match in (one, other)) or cue(
            _FILE, "denied"
        ).search(plain[max(0, other.start() - 40) : other.start()]):
            return False
        start, end = self._reading.sentence_at(first.start()).start, self._reading.sentence_at(last.start()).end
        beside = (
            plain[start : first.start()] + " ~ " + plain[first.end() : last.start()] + " ~ " + plain[last.end() : end]
        )
        return not _unless(str(topic.get("unless", ""))).search(beside)

    def _turned(self, last: re.Match[str]) -> bool:
        """Return whether an exception stands in the rest of the second statement's clause."""
        clause = self._reading.clause_at(last.end() - 1)
        return cue(_FILE, "but").search(self._reading.plain, last.end(), clause.end) is not None

    def _steps(self, first: int, last: int) -> int:
        starts = [one.start for one in self._reading.sentences]
        return sum(first < start <= last for start in starts)

    def _same(self, one: re.Match[str], other: re.Match[str]) -> bool:
        first, last = (self._who(match) for match in (one, other))
        return not first or not last or first == last

    def _who(self, match: re.Match[str]) -> str:
        """Return whom a statement is about, a name the advice doesn't have and “her neighbour” among them."""
        known = self._subjects.at(match.start(), match.end(), owners=True)
        before = self._reading.text[max(0, match.start() - 30) : match.start()]
        opening = self._reading.text[match.start() : match.end()]
        name = _NAME.match(opening) or _NAME_BEFORE.search(before)
        if name and not self._subjects.named(
            match.start() - (0 if name.re is _NAME else len(name[0])), match.start() + len(name[1])
        ):
            return name[1].lower()
        noun = _NOUN_BEFORE.search(before)
        if noun and not self._subjects.named(match.start() - len(before) + noun.start(1), match.start()):
            return noun[1].lower()
        return known

    def _unreal(self, match: re.Match[str], *, planned: bool) -> bool:
        clause = self._reading.clause_at(match.start())
        if clause.opener in ("if", "unless", "until", "when", "whenever"):
            return True
        before = self._reading.plain[clause.start : match.start()]
        if _words("unreal").search(before.replace(" will ", " ") if planned else before):
            return True
        return governing(self._reading, match.start(), match.end(), ("quoted",)) is not None


def _meant(match: re.Match[str]) -> str:
    """Return what both statements must be about, by its common name; "" where they need not be about a thing."""
    said = next((value for name, value in match.groupdict().items() if name.startswith("what") and value), "")
    return _alike().get(said, said)


@lru_cache(maxsize=128)
def _unless(words: str) -> re.Pattern[str]:
    from sendadvice_docs.words import as_one

    return as_one((words,)) if words else re.compile("(?!)")
