"""A rule of outcomes that say what a service will do, and nothing of what changes for the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

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


class _Statements(NamedTuple):
    """Patterns of somebody, of what somebody does, and of somebody to do something, which only heads a sentence."""

    somebody: re.Pattern[str]
    does: re.Pattern[str]
    to_do: re.Pattern[str]


@lru_cache(maxsize=256)
def _statements(names: tuple[str, ...], people: str, does: str, to_do: str) -> _Statements:
    named = "|".join(re.escape(one) for one in names) or "(?!)"
    who = rf"(?:{as_one([people]).pattern}|(?<!\w)(?:{named})(?!\w))(?!['’](?:s\b|\W|$))"
    return _Statements(
        re.compile(who),
        re.compile(rf"(?P<who>{who})\s+(?:{as_one([does]).pattern})"),
        re.compile(rf"{who}\s+(?:{as_one([to_do]).pattern})"),
    )


class _Delivered:
    """Says of a text whether it is a service and not somebody's own change."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]

        def of(name: str) -> Patterns:
            return compiled_with(pieces, match[name])

        self.leads, self.services, self.things = of("leads"), of("services"), of("things")
        self.received, self.excepted = of("received"), of("except")
        self.people, self.does, self.to_do = (pieced(match[one], pieces) for one in ("people", "does", "to_do"))

    def _head(self, text: str, start: int, end: int) -> int:
        """Return where a sentence begins once its date and what it comes through are passed over."""
        while (match := self.leads.match(text, start, end)) and match.end() > start:
            start = match.end()
        return start

    def __call__(self, text: str, names: tuple[str, ...]) -> bool:
        """Return whether a text says what is done, given or put in place, and nowhere what anybody does themselves."""
        reading = read(text)
        if not any(self._may_be_service(reading.plain, *sentence) for sentence in reading.sentences):
            return False  # as nearly every outcome; patterns with the person's own names are compiled for the others
        statements = _statements(names, self.people, self.does, self.to_do)
        service = False
        for sentence in reading.sentences:
            end = min(sentence.end, sentence.start + _FAR)
            start = self._head(reading.plain, sentence.start, end)
            if self.excepted.search(reading.plain, start, end) or self._is_own(reading.plain, start, end, statements):
                return False
            # After a date a capital is somebody's name, even one that nothing else gives.
            named = start > sentence.start and reading.text[start : start + 2].istitle()
            service = service or self._is_service(reading.plain, start, end, statements.somebody, named=named)
        return service

    def _may_be_service(self, text: str, start: int, end: int) -> bool:
        end = min(end, start + _FAR)
        start = self._head(text, start, end)
        return any(each.match(text, start, end) for each in (self.received, self.services, self.things))

    def _is_own(self, text: str, start: int, end: int, statements: _Statements) -> bool:
        """Return whether a sentence has the person or the family do something themselves."""
        text = text.replace("'ll ", " ll ")
        return statements.to_do.match(text, start, end) is not None or any(
            not self.received.match(text, one.start("who"), end)
            and _WHOM.search(text, max(start, one.start() - 8), one.start()) is None
            for one in statements.does.finditer(text, start, end)
        )

    def _is_service(self, text: str, start: int, end: int, somebody: re.Pattern[str], *, named: bool) -> bool:
        if self.received.match(text, start, end) or self.services.match(text, start, end):
            return True
        return (
            not named and somebody.match(text, start, end) is None and self.things.match(text, start, end) is not None
        )


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
