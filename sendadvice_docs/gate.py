"""Which patterns a text lets in: one look at its words answers for every list of patterns there is.

Each way a pattern can be written needs a word of each of some sets (see `anchors`). Every such set is one bit of a long
number, and every word has a number with the bits of the sets it is in. The numbers of a text's words, or-ed together,
tell at once which patterns have all they need: a text of twenty words is asked for thousands of patterns by some forty
operations on whole numbers, and what is not called for costs nothing at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import or_
from typing import Generic, NamedTuple, Protocol, TypeVar

from sendadvice_docs.anchors import CLAUSES, Clauses, beginnings

_WORDS = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
_TO_A_GAP = re.compile(r"\w*")
_LET_IN = re.compile("1")
#: A long text is looked at in windows of so many characters.
WINDOW = 400
#: So many different words are remembered with their bits.
_VOCABULARY = 20_000
#: The bits of one pattern stand next to one another and make up one figure of a number written in sixteens.
_FULL = (1 << CLAUSES) - 1
_NONE: Sequence[int] = ()

#: The numbers of the patterns that are let in, in order, by the number of their list; a list without any is not there.
Called = Mapping[int, Sequence[int]]


class _Gate:
    """Every list of patterns there is, and the bits its words stand for."""

    def __init__(self) -> None:
        #: How many lists there are.
        self.lists = 0
        self._owners: list[tuple[int, int]] = []
        self._free = 0
        self._lowest = 0
        self._bits: dict[str, int] = {}
        self._vocabulary: dict[str, int] = {}

    def add(self, needs: Sequence[Clauses]) -> int:
        """Take a list of patterns by what each needs; return the number of the list."""
        bits = self._bits
        for number, one in enumerate(needs):
            at = len(self._owners) * CLAUSES
            self._lowest |= 1 << at
            for clause in one:
                bit = 1 << at
                for anchor in clause:
                    bits[anchor] = bits.get(anchor, 0) | bit
                at += 1
            # What is not needed is always there.
            self._free |= (_FULL >> len(one)) << at
            self._owners.append((self.lists, number))
        self.lists += 1
        self._vocabulary.clear()
        return self.lists - 1

    def _of_word(self, word: str) -> int:
        """Return the bits of a word, with those of its beginning."""
        bits = self._bits.get(word, 0)
        for anchor in beginnings(word):
            bits |= self._bits.get(anchor, 0)
        if len(self._vocabulary) >= _VOCABULARY:
            self._vocabulary.clear()
        self._vocabulary[word] = bits
        return bits

    def bits(self, words: Iterable[str]) -> int:
        """Return the bits of some words together."""
        known = self._vocabulary
        return reduce(or_, [known[word] if word in known else self._of_word(word) for word in words], self._free)

    def let_in(self, bits: int) -> int:
        """Return, as the lowest bits of each, which patterns words with these bits let in."""
        two = bits & bits >> 1
        return two & two >> 2 & self._lowest

    def called(self, bits: int) -> Called:
        """Return the same as the numbers of lists and patterns."""
        called: dict[int, list[int]] = {}
        for match in _LET_IN.finditer(f"{self.let_in(bits):x}"[::-1]):
            key, number = self._owners[match.start()]
            if key in called:
                called[key].append(number)
            else:
                called[key] = [number]
        return called


gate = _Gate()


class Words(NamedTuple):
    """The words of a text in order, and where each begins."""

    words: Sequence[str]
    starts: Sequence[int]


class Text(str):
    """A text that many patterns will be asked of, with what its words call for.

    A long one is looked at window by window: what a part of it calls for is what the windows do that the part is in.
    """

    __slots__ = ("_bits", "_between", "_called", "_lists", "_starts", "_windows", "_words")

    _bits: list[int]
    _between: dict[tuple[int, int], Called]
    _called: Called
    _lists: int
    _starts: list[int]
    _windows: list[AbstractSet[str]]
    _words: Words | None

    @classmethod
    def of(cls, text: str) -> Text:
        """Return a text ready to be asked."""
        if isinstance(text, Text):
            return text
        made = cls(text)
        made._lists = -1
        made._windows = []
        made._words = None
        return made

    def different(self) -> Sequence[AbstractSet[str]]:
        """Return the different words and marks of each window of the text."""
        if not self._windows:
            self._starts = []
            start = 0
            while start < len(self) or not start:
                end = _TO_A_GAP.match(self, min(start + WINDOW, len(self))).end()  # type: ignore[union-attr]
                self._starts.append(start)
                self._windows.append(set(_WORDS.findall(self, start, end)))
                start = end or 1
        return self._windows

    def _look(self) -> None:
        """Find out what the windows call for, of the lists that there are now."""
        self._between = {}
        self._bits = [gate.bits(words) for words in self.different()]
        self._called = gate.called(reduce(or_, self._bits))
        self._lists = gate.lists

    def called(self, key: int) -> Called:
        """Return which patterns the text lets in, of all lists there were when that with a number was made."""
        if self._lists <= key:
            self._look()
        return self._called

    def called_between(self, key: int, start: int, end: int) -> Sequence[int]:
        """Return which patterns of a list a part of the text lets in, as far as its windows tell."""
        called = (self._called if self._lists > key else self.called(key)).get(key, _NONE)
        if not called or len(self._bits) == 1:
            return called
        windows = (
            max(0, bisect_right(self._starts, start) - 1),
            max(1, bisect_left(self._starts, end)),
        )
        known = self._between.get(windows)
        if known is None:
            known = self._between[windows] = gate.called(reduce(or_, self._bits[slice(*windows)], 0))
        return known.get(key, _NONE)

    def words(self) -> Words:
        """Return the words of the text and where they stand."""
        if self._words is None:
            spans = [match.span() for match in _WORD.finditer(self)]
            self._words = Words([self[start:end] for start, end in spans], [start for start, _ in spans])
        return self._words


class Asked(Protocol):
    """A list of patterns, or an expression: what has a number at the gate."""

    @property
    def key(self) -> int:
        """Return the number of its list."""


_Member = TypeVar("_Member", bound=Asked)


class Group(Generic[_Member]):
    """Lists of patterns asked of a text at once: which of them it lets in."""

    def __init__(self, members: Iterable[_Member]) -> None:
        """Take the lists, in the order they are to be tried in."""
        self.members = tuple(members)
        self._last = max((one.key for one in self.members), default=-1)
        self._of_key: dict[int, list[int]] = {}
        for number, one in enumerate(self.members):
            self._of_key.setdefault(one.key, []).append(number)

    def may_be_in(self, text: str) -> bool:
        """Return whether a text lets in any of the lists."""
        return not isinstance(text, Text) or not self._of_key.keys().isdisjoint(text.called(self._last))

    def numbers_in(self, text: str) -> Sequence[int]:
        """Return the numbers of the lists a text lets in, in order."""
        if not isinstance(text, Text):
            return range(len(self.members))
        of_key = self._of_key
        return sorted([number for key in text.called(self._last).keys() & of_key.keys() for number in of_key[key]])
