"""Which patterns a text lets in: one look at its words answers for every list of patterns there is.

Each way a pattern can be written needs a word of each of some sets (see `anchors`). Every such set is one bit of a long
number, and every word has a number with the bits of the sets it is in. The numbers of a text's words, or-ed together,
tell at once which patterns have all they need: a text of twenty words is asked for thousands of patterns by some forty
operations on whole numbers, and what is not called for costs nothing at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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
#: So many answers of a list are remembered.
_ANSWERS = 500


class _Gate:
    """Every list of patterns there is, and the bits its words stand for."""

    def __init__(self) -> None:
        #: How many patterns there are in all lists.
        self.size = 0
        self._free = 0
        self._lowest = 0
        self._bits: dict[str, int] = {}
        #: The words met so far with their bits, and those of them that an anchor is told of by.
        self._vocabulary: dict[str, int] = {}
        self._met: dict[str, list[str]] = {}

    def add(self, needs: Sequence[Clauses]) -> int:
        """Take a list of patterns by what each needs; return the number of its first pattern among all there are."""
        bits = self._bits
        for number, one in enumerate(needs, self.size):
            at = number * CLAUSES
            self._lowest |= 1 << at
            for clause in one:
                bit = 1 << at
                for anchor in clause:
                    bits[anchor] = bits.get(anchor, 0) | bit
                    for word in self._met.get(anchor, ()):
                        self._vocabulary[word] |= bit
                at += 1
            # What is not needed is always there.
            self._free |= (_FULL >> len(one)) << at
        self.size += len(needs)
        return self.size - len(needs)

    def _of_word(self, word: str) -> int:
        """Return the bits of a word, with those of its beginning."""
        if len(self._vocabulary) >= _VOCABULARY:
            self._vocabulary.clear()
            self._met.clear()
        bits = 0
        for anchor in (word, *beginnings(word)):
            bits |= self._bits.get(anchor, 0)
            self._met.setdefault(anchor, []).append(word)
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

    def told(self, bits: int) -> str:
        """Return the same with a character for each pattern: “1” for one that is let in, “0” for another."""
        return f"{self.let_in(bits):0{self.size}x}"[::-1]


gate = _Gate()


class Words(NamedTuple):
    """The words of a text in order, where each begins, and which there are at all."""

    words: Sequence[str]
    starts: Sequence[int]
    different: AbstractSet[str]


class Text(str):
    """A text that many patterns will be asked of, with what its words call for.

    A long one is looked at window by window: what a part of it calls for is what the windows do that the part is in.
    """

    __slots__ = ("_between", "_bits", "_starts", "_windows", "_words", "answered", "is_short", "size")

    _between: dict[tuple[int, int], str]
    _bits: list[int]
    _starts: list[int]
    #: What is told of so many patterns, as long as `size` is large enough.
    answered: str
    size: int
    #: Whether the text is one window, once it was looked at: then what is told of it is told of each part.
    is_short: bool
    _windows: list[AbstractSet[str]]
    _words: Words | None

    @classmethod
    def of(cls, text: str) -> Text:
        """Return a text ready to be asked."""
        if isinstance(text, Text):
            return text
        made = cls(text)
        made.size = -1
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
        self.is_short = len(self._bits) == 1
        self.answered = gate.told(reduce(or_, self._bits))
        self.size = gate.size

    def told(self, last: int) -> str:
        """Return which patterns the text lets in, with a character for each up to at least the last before a number."""
        if self.size < last:
            self._look()
        return self.answered

    def told_between(self, last: int, start: int, end: int) -> str:
        """Return the same for a part of the text, as far as its windows tell."""
        if self.size < last:
            self._look()
        if self.is_short:
            return self.answered
        windows = (
            max(0, bisect_right(self._starts, start) - 1),
            max(1, bisect_left(self._starts, end)),
        )
        known = self._between.get(windows)
        if known is None:
            known = self._between[windows] = gate.told(reduce(or_, self._bits[slice(*windows)], 0))
        return known

    def words(self) -> Words:
        """Return the words of the text and where they stand."""
        if self._words is None:
            spans = [match.span() for match in _WORD.finditer(self)]
            words = [self[start:end] for start, end in spans]
            self._words = Words(words, [start for start, _ in spans], set(words))
        return self._words


class Asked(Protocol):
    """A list of patterns, or an expression: what has a place at the gate."""

    @property
    def first(self) -> int:
        """Return the number of its first pattern among all there are."""

    @property
    def last(self) -> int:
        """Return the number after that of its last pattern."""


_Member = TypeVar("_Member", bound=Asked)


class Group(Generic[_Member]):
    """Lists of patterns asked of a text at once: which of them it lets in."""

    def __init__(self, members: Iterable[_Member]) -> None:
        """Take the lists, in the order they are to be tried in."""
        self.members = tuple(members)
        self._last = max((one.last for one in self.members), default=0)
        self._members_of: dict[int, list[int]] = {}
        for number, one in enumerate(self.members):
            for at in range(one.first, one.last):
                self._members_of.setdefault(at, []).append(number)
        #: Where patterns of the group stand side by side, from the first to after the last.
        self._runs: list[tuple[int, int]] = []
        for at in sorted(self._members_of):
            if self._runs and self._runs[-1][1] == at:
                self._runs[-1] = self._runs[-1][0], at + 1
            else:
                self._runs.append((at, at + 1))

    def may_be_in(self, text: str) -> bool:
        """Return whether a text lets in any of the lists."""
        if not isinstance(text, Text):
            return True
        told = text.told(self._last)
        for first, last in self._runs:  # noqa: SIM110 - asked of every text by many rules: a generator costs more
            if told.find("1", first, last) >= 0:
                return True
        return False

    def numbers_in(self, text: str) -> Sequence[int]:
        """Return the numbers of the lists a text lets in, in order."""
        if not isinstance(text, Text):
            return range(len(self.members))
        told, found = text.told(self._last), set[int]()
        for first, last in self._runs:
            at = told.find("1", first, last)
            while at >= 0:
                found.update(self._members_of[at])
                at = told.find("1", at + 1, last)
        return sorted(found)


class Answers:
    """The numbers of the patterns that a text lets in, of one list, by what is told of each."""

    def __init__(self) -> None:
        #: What was asked before; to look here first spares a call.
        self.known: dict[str, Sequence[int]] = {}

    def of(self, told: str) -> Sequence[int]:
        """Return the numbers of the ones in what is told of a list, in order."""
        known = self.known.get(told)
        if known is None:
            if len(self.known) >= _ANSWERS:
                self.known.clear()
            known = self.known[told] = tuple(match.start() for match in _LET_IN.finditer(told))
        return known
