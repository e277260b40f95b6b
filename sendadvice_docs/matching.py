"""Many patterns asked of one text, without paying for those that are not in it.

`Patterns` has the methods of a compiled regular expression that the rules use, and gives the same matches as one made
of all its patterns as alternatives. A text that is asked often (`prepare`) knows which patterns its words let in (see
`gate`); the others are neither compiled nor searched for, and of a long list each is tried only where its words stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from weakref import WeakSet

from sendadvice_docs import ready
from sendadvice_docs.anchors import Needs
from sendadvice_docs.gate import Text, bytes_of, gate, index, numbers

#: A place where a pattern may begin, and the pattern's number.
_Place = tuple[int, int]

#: Every list there is, for `compile_all`.
_lists: WeakSet[Patterns] = WeakSet()


def prepare(text: str) -> Text:
    """Return a text that many patterns will be asked of."""
    return Text.of(text)


def words_of(text: str) -> Mapping[str, list[int]]:
    """Return where each word of a text begins, among its other anchors (see `gate.index`)."""
    return text.places() if isinstance(text, Text) else index(text)


class Patterns:
    """A list of patterns, tried in their order."""

    def __init__(
        self, patterns: Sequence[str], needs: Callable[[str], Needs], source: Callable[[Sequence[str]], str]
    ) -> None:
        """Take patterns.

        `needs` tells what a text needs for a pattern to be in it; `source` makes of several patterns the text of one
        regular expression. Raises ValueError for a pattern whose brackets do not fit.
        """
        self.patterns = tuple(patterns)
        self._source = source
        self._one: re.Pattern[str] | None = None
        self._each: dict[int, re.Pattern[str]] = {}
        every = [needs(pattern) for pattern in self.patterns]
        self._first = [one.first for one in every]
        self._every = range(len(every))
        self._first_byte = gate.add(every)
        self._last_byte = self._first_byte + bytes_of(len(every))
        self.bytes = range(self._first_byte, self._last_byte)
        _lists.add(self)

    def __repr__(self) -> str:
        return f"Patterns({list(self.patterns)})"

    def as_one(self) -> re.Pattern[str]:
        """Return the regular expression of all the patterns as alternatives."""
        if self._one is None:
            self._one = ready.compiled(self._source(self.patterns) if self.patterns else r"(?!)")
        return self._one

    def _regex(self, number: int) -> re.Pattern[str]:
        found = self._each.get(number)
        if found is None:
            found = self._each[number] = ready.compiled(self._source(self.patterns[number : number + 1]))
        return found

    def compile(self) -> None:
        """Compile the patterns now, and not when a text calls for them."""
        for number in self._every:
            self._regex(number)

    def may_be_in(self, text: str) -> bool:
        """Return whether a text holds the words that one of the patterns cannot do without."""
        return not isinstance(text, Text) or any(text.called(self._first_byte, self._last_byte))

    def _called(self, text: str, pos: int, end: int) -> Sequence[int]:
        """Return the numbers of the patterns that a text lets in between two places."""
        if not isinstance(text, Text):
            return self._every
        if end >= len(text):
            if not pos:
                return numbers(text.called(self._first_byte, self._last_byte))
        elif text[end - 1 : end + 1].replace("_", "a").isalnum():
            # What is left of a word that the part ends in may be a word that the text does not hold.
            return self._every
        return numbers(text.called_between(self._first_byte, self._last_byte, pos, end))

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Return the matches in a text, or between two places of it, in order and without overlaps."""
        end = len(text) if endpos is None else endpos
        called = self._called(text, pos, end)
        if len(called) == 1:
            return self._regex(called[0]).finditer(text, pos, end)
        if isinstance(text, Text):
            return self._merged(text, called, pos, end) if called else iter(())
        return self.as_one().finditer(text, pos, end)

    def _merged(self, text: Text, called: Sequence[int], pos: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of several patterns: the leftmost first and, at one place, of the pattern listed first."""
        places: list[_Place] = []
        ahead = []
        there = text.places()
        for number in called:
            first = self._first[number]
            if first is None:
                ahead.append((number, self._regex(number).search(text, pos, end)))
                continue
            for word in first & there.keys():
                stand = there[word]
                places += [(at, number) for at in stand[bisect_left(stand, pos) : bisect_left(stand, end)]]
        places.sort()
        upto = 0
        while True:
            best, key = _nearest(ahead)
            while upto < len(places) and (best is None or places[upto] < key):
                at, number = places[upto]
                upto += 1
                found = self._regex(number).match(text, at, end)
                if found is not None:
                    best = found
                    break
            if best is None:
                return
            yield best
            pos = max(best.end(), best.start() + 1)
            upto = bisect_left(places, (pos,), upto)
            ahead = [
                (number, self._regex(number).search(text, pos, end) if one is not None and one.start() < pos else one)
                for number, one in ahead
            ]

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the first match, or None."""
        end = len(text) if endpos is None else endpos
        called = self._called(text, pos, end)
        if len(called) == 1:
            return self._regex(called[0]).search(text, pos, end)
        if isinstance(text, Text):
            return next(self._merged(text, called, pos, end), None) if called else None
        return self.as_one().search(text, pos, end)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match that begins at `pos`, of the first pattern that has one, or None."""
        end = len(text) if endpos is None else endpos
        if not isinstance(text, Text):
            return self.as_one().match(text, pos, end)
        for number in self._called(text, pos, end):
            if found := self._regex(number).match(text, pos, end):
                return found
        return None

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match from `pos` to the end, of the first pattern that has one, or None."""
        end = len(text) if endpos is None else endpos
        if not isinstance(text, Text):
            return self.as_one().fullmatch(text, pos, end)
        for number in self._called(text, pos, end):
            if found := self._regex(number).fullmatch(text, pos, end):
                return found
        return None

    def sub(self, instead: str, text: str, count: int = -1) -> str:
        """Return a text with `instead` (as it stands) for every match, or for the first `count`."""
        pieces: list[str] = []
        at = 0
        for match in islice(self.finditer(text), count if count >= 0 else None):
            pieces += (text[at : match.start()], instead)
            at = match.end()
        return "".join((*pieces, text[at:]))


def compile_all() -> None:
    """Compile every list there is, as the texts that call for it would."""
    for one in list(_lists):
        one.compile()


def _nearest(ahead: Sequence[tuple[int, re.Match[str] | None]]) -> tuple[re.Match[str] | None, _Place]:
    """Return the match that stands first, and at one place the one of the pattern listed first."""
    best, key = None, (0, 0)
    for number, one in ahead:
        if one is not None and (best is None or (one.start(), number) < key):
            best, key = one, (one.start(), number)
    return best, key
