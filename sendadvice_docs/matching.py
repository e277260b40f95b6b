"""Many patterns asked of one text, without paying for those that are not in it.

`Patterns` has the methods of a compiled regular expression that the rules use, and gives the same matches as one made
of all its patterns as alternatives. A text that is asked often (`prepare`) knows which patterns its words let in (see
`gate`); the others are neither compiled nor searched for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from weakref import WeakSet

from sendadvice_docs import ready
from sendadvice_docs.anchors import Clauses
from sendadvice_docs.gate import Answers, Text, gate

_NOTHING: Iterator[re.Match[str]] = iter(())
#: Every list there is, for `compile_all`.
_lists: WeakSet[Patterns] = WeakSet()


def prepare(text: str) -> Text:
    """Return a text that many patterns will be asked of."""
    return Text.of(text)


class Patterns:
    """A list of patterns, tried in their order."""

    def __init__(
        self, patterns: Sequence[str], needs: Callable[[str], Clauses], source: Callable[[Sequence[str]], str]
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
        self._every = range(len(every))
        self.first = gate.add(every)
        self.last = self.first + len(every)
        self._answers = Answers()
        self._known = self._answers.known
        _lists.add(self)

    def __repr__(self) -> str:
        return f"Patterns({list(self.patterns)})"

    def as_one(self) -> re.Pattern[str]:
        """Return the regular expression of all the patterns as alternatives."""
        if self._one is None:
            self._one = ready.compiled(self._source(self.patterns) if self.patterns else r"(?!)")
        return self._one

    def _regex(self, number: int) -> re.Pattern[str]:
        """Return the regular expression of one pattern, compiled when a text first calls for it."""
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
        return not isinstance(text, Text) or text.told(self.last).find("1", self.first, self.last) >= 0

    def _called(self, text: str, pos: int, end: int) -> Sequence[int]:
        """Return the numbers of the patterns that a text lets in between two places."""
        if not isinstance(text, Text):
            return self._every
        if 0 < end < len(text) and text[end - 1 : end + 1].replace("_", "a").isalnum():
            # What is left of a word that the part ends in may be a word that the text does not hold.
            return self._every
        if text.size < self.last:
            text.told(self.last)
        told = (text.answered if text.is_short else text.told_between(self.last, pos, end))[self.first : self.last]
        return self._known[told] if told in self._known else self._answers.of(told)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Return the matches in a text, or between two places of it, in order and without overlaps."""
        end = len(text) if endpos is None else endpos
        if endpos is None and not pos and isinstance(text, Text):
            # The usual case, asked a hundred times of each text: without a call more than it needs.
            told = (text.answered if text.size >= self.last else text.told(self.last))[self.first : self.last]
            called = self._known[told] if told in self._known else self._answers.of(told)
        else:
            called = self._called(text, pos, end)
        if not called:
            return _NOTHING  # the usual answer, given at once
        if len(called) == 1:
            return self._regex(called[0]).finditer(text, pos, end)
        if not isinstance(text, Text):
            return self.as_one().finditer(text, pos, end)
        each = self._each
        ahead = [
            (number, one)
            for number in called
            if (one := (each[number] if number in each else self._regex(number)).search(text, pos, end))
        ]
        if len(ahead) < 2:
            return self._regex(ahead[0][0]).finditer(text, pos, end) if ahead else iter(())
        return self._merged(text, ahead, end)

    def _merged(self, text: Text, ahead: list[tuple[int, re.Match[str]]], end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of several patterns: the leftmost first and, at one place, of the pattern listed first."""
        while ahead:
            best = min(ahead, key=_place)[1]
            if best.end() == best.start():
                # What may follow a match of nothing is a matter of its own: the one expression of all knows it.
                yield from self.as_one().finditer(text, best.start(), end)
                return
            yield best
            pos = best.end()
            ahead = [
                (number, found)
                for number, one in ahead
                if (found := one if one.start() >= pos else self._regex(number).search(text, pos, end))
            ]

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the first match, or None."""
        end = len(text) if endpos is None else endpos
        called = self._called(text, pos, end)
        if not called:
            return None
        if len(called) == 1:
            return self._regex(called[0]).search(text, pos, end)
        if not isinstance(text, Text):
            return self.as_one().search(text, pos, end)
        ahead = [(number, one) for number in called if (one := self._regex(number).search(text, pos, end))]
        return min(ahead, key=_place)[1] if ahead else None

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


def _place(one: tuple[int, re.Match[str]]) -> tuple[int, int]:
    return one[1].start(), one[0]
