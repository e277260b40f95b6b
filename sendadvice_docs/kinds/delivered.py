"""A rule of outcomes that say what a service will do, and nothing of what changes for the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import ready
from sendadvice_docs.language import plain, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Circumstances
from sendadvice_docs.pieces import compiled_with, pieced
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import as_one

#: What makes an outcome a service stands within this many characters of the head of its sentence.
_FAR = 600
#: After these a statement says what a worker is there for: “an officer whom the family can ring”.
_WHOM = re.compile(r"(?<!\w)whom?\s+\Z")


def called(circumstances: Circumstances) -> tuple[str, ...]:
    """Return the words by which the person and their people are called, in lower case."""
    whole = (circumstances.name, circumstances.preferred_name, *(one.name for one in circumstances.people))
    return tuple(dict.fromkeys(part for name in whole for part in plain(name).split()))


#: What keeps somebody's things from being somebody: “his mother's …”.
_NOT_OF = r"(?!['’](?:s\b|\W|$))"


@lru_cache(maxsize=256)
def _named(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of one of some names, and of the same with the space after it."""
    named = rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in names) or '(?!)'})(?!\w){_NOT_OF}"
    return re.compile(named), re.compile(rf"{named}\s+")


def _start(span: tuple[int, int]) -> int:
    return span[0]


class _Statements:
    """Finds somebody, what somebody does, and somebody to do something, which only heads a sentence.

    Somebody is one of the people of the rule or has one of some names. Those of the rule are compiled for all advices;
    the names, which are other ones in each, are looked for by a short pattern of their own.
    """

    def __init__(self, people: str, does: str, to_do: str) -> None:
        who = rf"(?:{as_one([people]).pattern}){_NOT_OF}"
        self._does, self._to_do = as_one([does]), as_one([to_do])
        self._people = ready.compiled(who)
        self._people_do = ready.compiled(rf"{who}\s+(?:{self._does.pattern})")
        self._people_to_do = ready.compiled(rf"{who}\s+(?:{self._to_do.pattern})")

    def somebody(self, text: str, start: int, end: int, names: tuple[str, ...]) -> bool:
        """Return whether somebody stands at the head of a stretch."""
        return (self._people.match(text, start, end) or _named(names)[0].match(text, start, end)) is not None

    def to_do(self, text: str, start: int, end: int, names: tuple[str, ...]) -> bool:
        """Return whether a stretch begins with somebody who is to do something."""
        if self._people_to_do.match(text, start, end):
            return True
        name = _named(names)[1].match(text, start, end)
        return name is not None and self._to_do.match(text, name.end(), end) is not None

    def does(self, text: str, start: int, end: int, names: tuple[str, ...]) -> Iterator[int]:
        """Yield where somebody stands who does something, from left to right and without overlaps."""
        of_people = self._people_do.search(text, start, end)
        of_names = self._named_do(text, start, end, names)
        while of_people is not None or of_names is not None:
            ahead = [one for one in (of_people and of_people.span(), of_names) if one is not None]
            at, start = min(ahead, key=_start)
            yield at
            if of_people is not None and of_people.start() < start:
                of_people = self._people_do.search(text, start, end)
            if of_names is not None and of_names[0] < start:
                of_names = self._named_do(text, start, end, names)

    def _named_do(self, text: str, start: int, end: int, names: tuple[str, ...]) -> tuple[int, int] | None:
        for name in _named(names)[1].finditer(text, start, end):
            if done := self._does.match(text, name.end(), end):
                return name.start(), done.end()
        return None


class _Delivered:
    """Says of a text whether it is a service and not somebody's own change."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]

        def of(name: str) -> Patterns:
            return compiled_with(pieces, match[name])

        self.leads, self.services, self.things = of("leads"), of("services"), of("things")
        self.received, self.excepted = of("received"), of("except")
        self.statements = _Statements(*(pieced(match[one], pieces) for one in ("people", "does", "to_do")))

    def _head(self, text: str, start: int, end: int) -> int:
        """Return where a sentence begins once its date and what it comes through are passed over."""
        while (match := self.leads.match(text, start, end)) and match.end() > start:
            start = match.end()
        return start

    def __call__(self, text: str, names: tuple[str, ...]) -> bool:
        """Return whether a text says what is done, given or put in place, and nowhere what anybody does themselves."""
        reading = read(text)
        if not any(self._may_be_service(reading.plain, *sentence) for sentence in reading.sentences):
            return False  # as nearly every outcome
        service = False
        for sentence in reading.sentences:
            end = min(sentence.end, sentence.start + _FAR)
            start = self._head(reading.plain, sentence.start, end)
            if self.excepted.search(reading.plain, start, end) or self._is_own(reading.plain, start, end, names):
                return False
            # After a date a capital is somebody's name, even one that nothing else gives.
            named = start > sentence.start and reading.text[start : start + 2].istitle()
            service = service or self._is_service(reading.plain, start, end, names, named=named)
        return service

    def _may_be_service(self, text: str, start: int, end: int) -> bool:
        end = min(end, start + _FAR)
        start = self._head(text, start, end)
        return any(each.match(text, start, end) for each in (self.received, self.services, self.things))

    def _is_own(self, text: str, start: int, end: int, names: tuple[str, ...]) -> bool:
        """Return whether a sentence has the person or the family do something themselves."""
        text = text.replace("'ll ", " ll ")
        return self.statements.to_do(text, start, end, names) or any(
            not self.received.match(text, at, end) and _WHOM.search(text, max(start, at - 8), at) is None
            for at in self.statements.does(text, start, end, names)
        )

    def _is_service(self, text: str, start: int, end: int, names: tuple[str, ...], *, named: bool) -> bool:
        if self.received.match(text, start, end) or self.services.match(text, start, end):
            return True
        if named or self.statements.somebody(text, start, end, names):
            return False
        return self.things.match(text, start, end) is not None


def build(rule: Rule) -> Check:
    """Return the check for outcomes that are services; a finding is the whole of the field.

    `match.leads` are patterns passed over at the head of a sentence (its date, “with three hours a week of …,”);
    after them `services` are heads that are a service whoever comes first, `things` the same unless the sentence begins
    with somebody, and `received` tells what somebody gets or has done for them. `people` and `does` make up a statement
    of what the person or the family do themselves, as `to_do` does at the head of a sentence; it makes the text an
    outcome after all, as the patterns `except` do. `pieces` are parts of patterns that the others name in braces.
    """
    delivered = _Delivered(rule.match)

    def check(subject: Subject) -> Iterator[Hit]:
        names = called(subject.circumstances)
        for field in subject.where(rule.where):
            if delivered(field.text, names):
                start = len(field.text) - len(field.text.lstrip())
                yield Hit(field.pointer, start, len(field.text.rstrip()))

    return check
