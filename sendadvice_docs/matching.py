"""Many patterns asked of one text, without paying for those that are not in it.

`Patterns` has the methods of a compiled regular expression that the rules use, and gives the same matches as one made
of all its patterns as alternatives. Before anything is compiled or searched, the text is asked for words the patterns
cannot do without (see `anchors`); a text that is asked often (`prepare`) answers for all lists of patterns at once.
A long list is compiled pattern by pattern, as texts call for them, and tried only where its words stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, islice
from weakref import WeakSet

from sendadvice_docs import ready
from sendadvice_docs.anchors import Anchors, index

#: Lists of at least so many patterns are compiled and tried one by one.
_LONG = 4
#: How many prepared texts are remembered: the rules come back to a text while its document is read.
_REMEMBERED = 512

#: A place where a pattern may begin, and the pattern's number.
_Place = tuple[int, int]
_serials = count()
#: For each anchor, the lists it calls for: their serial numbers as the bits of one number.
_calls: dict[str, int] = {}


class _Index:
    """The anchors of one text, and which of the lists that are there already it calls for."""

    __slots__ = ("calls", "known", "places", "ways")

    def __init__(self, text: str, made: int) -> None:
        self.places: Mapping[str, list[int]] = index(text)
        self.known = made
        self.calls = 0
        for word in self.places:
            self.calls |= _calls.get(word, 0)
        self.ways: dict[Patterns, tuple[Sequence[_Place], Sequence[int]]] = {}


class _Texts:
    """The prepared texts, the oldest forgotten first."""

    def __init__(self) -> None:
        self.lists = 0
        self._known: dict[str, _Index] = {}

    def get(self, text: str) -> _Index | None:
        return self._known.get(text)

    def prepare(self, text: str) -> None:
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[text] = _Index(text, self.lists)


_texts = _Texts()
#: Every list there is, for `compile_all`.
_lists: WeakSet[Patterns] = WeakSet()


def prepare(text: str) -> str:
    """Return a text, after noting that many patterns will be asked of it."""
    _texts.prepare(text)
    return text


def words_of(text: str) -> Mapping[str, list[int]]:
    """Return where each word of a text begins, among its other anchors (see `anchors.index`)."""
    there = _texts.get(text)
    return index(text) if there is None else there.places


class Patterns:
    """A list of patterns, tried in their order."""

    def __init__(
        self,
        patterns: Sequence[str],
        anchors: Callable[[str], tuple[Anchors, Anchors]],
        source: Callable[[Sequence[str]], str],
    ) -> None:
        """Take patterns.

        `anchors` tells which a pattern begins with, and which it needs somewhere; `source` makes of several patterns
        the text of one regular expression. Raises ValueError for a pattern whose brackets do not fit.
        """
        self.patterns = tuple(patterns)
        self._source = source
        self._one: re.Pattern[str] | None = None
        self._each: dict[int, re.Pattern[str]] = {}
        self._first: dict[str, list[int]] = {}
        self._needed: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        for number, pattern in enumerate(self.patterns):
            first, needed = anchors(pattern)
            if first is None and needed is None:
                self._anywhere.append(number)
            for anchor in (needed or ()) if first is None else first:
                (self._needed if first is None else self._first).setdefault(anchor, []).append(number)
        self._anchors = frozenset((*self._first, *self._needed))
        self._serial = next(_serials)
        _texts.lists = self._serial + 1
        for anchor in self._anchors:
            _calls[anchor] = _calls.get(anchor, 0) | 1 << self._serial
        self._long = len(self.patterns) >= _LONG
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
        for number in range(len(self.patterns)) if self._long else ():
            self._regex(number)
        if not self._long:
            self.as_one()

    def may_be_in(self, text: str) -> bool:
        """Return whether a text holds a word that one of the patterns cannot do without."""
        if self._anywhere:
            return True
        there = _texts.get(text)
        if there is None:
            # Looking for words takes longer than looking for the patterns, once those are compiled.
            return self._one is not None or not self._anchors.isdisjoint(index(text))
        if self._serial < there.known:
            return there.calls >> self._serial & 1 == 1
        return not self._anchors.isdisjoint(there.places)

    def _ways(self, text: str) -> tuple[Sequence[_Place], Sequence[int]]:
        """Return where which pattern may begin, and which patterns may be anywhere in a text."""
        there = _texts.get(text) or _Index(text, 0)
        ways = there.ways.get(self)
        if ways is None:
            places = [
                (at, number)
                for word in self._first.keys() & there.places.keys()
                for number in self._first[word]
                for at in there.places[word]
            ]
            needed = [number for word in self._needed.keys() & there.places.keys() for number in self._needed[word]]
            ways = there.ways[self] = (sorted(places), sorted({*self._anywhere, *needed}))
        return ways

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Return the matches in a text, or between two places of it, in order and without overlaps."""
        if not self.may_be_in(text):
            return iter(())
        end = len(text) if endpos is None else endpos
        if self._long:
            return self._merged(text, pos, end)
        return self.as_one().finditer(text, pos, end)

    def _merged(self, text: str, pos: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of a long list: the leftmost first and, at one place, of the pattern listed first."""
        places, anywhere = self._ways(text)
        ahead = [(number, self._regex(number).search(text, pos, end)) for number in anywhere]
        upto = bisect_left(places, (pos,))
        while True:
            best, key = _nearest(ahead)
            while upto < len(places) and places[upto][0] < end and (best is None or places[upto] < key):
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
        if not self.may_be_in(text):
            return None
        end = len(text) if endpos is None else endpos
        if self._long:
            return next(self._merged(text, pos, end), None)
        return self.as_one().search(text, pos, end)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match that begins at `pos`, of the first pattern that has one, or None."""
        if not self.may_be_in(text):
            return None
        return self.as_one().match(text, pos, len(text) if endpos is None else endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match from `pos` to the end, of the first pattern that has one, or None."""
        if not self.may_be_in(text):
            return None
        return self.as_one().fullmatch(text, pos, len(text) if endpos is None else endpos)

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
