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
_SOME = re.compile(rb"[^\0]+")
#: A long text is looked at in windows of so many characters.
WINDOW = 400
#: So many different words are remembered with their bits.
_VOCABULARY = 20_000
#: The bits of one pattern stand next to one another, and those of four patterns in a byte.
_FULL = (1 << CLAUSES) - 1
_IN_A_BYTE = 8 // CLAUSES
#: For each byte, which of its patterns have the lowest of their bits set.
_NUMBERS = tuple(tuple(number for number in range(_IN_A_BYTE) if byte >> CLAUSES * number & 1) for byte in range(256))


class _Gate:
    """Every list of patterns there is, and the bits its words stand for."""

    def __init__(self) -> None:
        #: How many bytes the bits of all lists take.
        self.size = 0
        self._free = 0
        self._lowest = 0
        self._bits: dict[str, int] = {}
        self._vocabulary: dict[str, int] = {}

    def add(self, needs: Sequence[Clauses]) -> int:
        """Take a list of patterns by what each needs; return the number of its first byte."""
        first = self.size
        bits = self._bits
        for number, one in enumerate(needs):
            at = first * 8 + number * CLAUSES
            for clause in one:
                bit = 1 << at
                for anchor in clause:
                    bits[anchor] = bits.get(anchor, 0) | bit
                at += 1
            # What is not needed is always there.
            self._free |= (_FULL >> len(one)) << at
            self._lowest |= 1 << first * 8 + number * CLAUSES
        self.size += bytes_of(len(needs))
        self._vocabulary.clear()
        return first

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

    def called(self, bits: int) -> int:
        """Return, as the lowest bits of each, which patterns words with these bits let in."""
        two = bits & bits >> 1
        return two & two >> 2 & self._lowest


gate = _Gate()


def bytes_of(patterns: int) -> int:
    """Return how many bytes a list of so many patterns takes."""
    return -(-patterns // _IN_A_BYTE)


def numbers(called: bytes) -> Sequence[int]:
    """Return the numbers of the patterns that the bytes of one list let in, in order."""
    if len(called) == 1:
        return _NUMBERS[called[0]]
    return [at * _IN_A_BYTE + number for at, byte in enumerate(called) if byte for number in _NUMBERS[byte]]


class Words(NamedTuple):
    """The words of a text in order, where each begins, and which there are at all."""

    words: Sequence[str]
    starts: Sequence[int]
    different: AbstractSet[str]


class Text(str):
    """A text that many patterns will be asked of, with what its words call for.

    A long one is looked at window by window: what a part of it calls for is what the windows do that the part is in.
    """

    __slots__ = ("_bits", "_called", "_known", "_size", "_starts", "_whole", "_words")

    _bits: list[int]
    _called: bytes
    _known: dict[tuple[int, int], bytes]
    _size: int
    _starts: list[int]
    _whole: int
    _words: Words | None

    @classmethod
    def of(cls, text: str) -> Text:
        """Return a text ready to be asked."""
        if isinstance(text, Text):
            return text
        made = cls(text)
        made._size = -1
        made._words = None
        return made

    def _look(self) -> None:
        """Find out what the windows call for, of the lists that there are now."""
        self._size = gate.size
        self._known = {}
        self._starts, self._bits = [], []
        start = 0
        while start < len(self) or not start:
            end = _TO_A_GAP.match(self, min(start + WINDOW, len(self))).end()  # type: ignore[union-attr]
            self._starts.append(start)
            self._bits.append(gate.bits(set(_WORDS.findall(self, start, end))))
            start = end or 1
        self._whole = gate.called(reduce(or_, self._bits))
        self._called = self._whole.to_bytes(gate.size, "little")

    def called(self, first: int, last: int) -> bytes:
        """Return which patterns the text lets in of a list that has these bytes."""
        if self._size < last:
            self._look()
        return self._called[first:last]

    def called_between(self, first: int, last: int, start: int, end: int) -> bytes:
        """Return the same for a part of the text, as far as its windows tell."""
        called = self.called(first, last)
        if len(self._starts) == 1 or not any(called):
            return called
        windows = (
            max(0, bisect_right(self._starts, start) - 1),
            max(1, bisect_left(self._starts, end)),
        )
        known = self._known.get(windows)
        if known is None:
            known = self._known[windows] = gate.called(reduce(or_, self._bits[slice(*windows)], 0)).to_bytes(
                gate.size, "little"
            )
        return known[first:last]

    def calls(self, mask: int, last: int) -> int:
        """Return which of the patterns of a mask, which ends with a byte, the text lets in."""
        if self._size < last:
            self._look()
        return self._whole & mask

    def words(self) -> Words:
        """Return the words of the text and where they stand."""
        if self._words is None:
            spans = [match.span() for match in _WORD.finditer(self)]
            words = [self[start:end] for start, end in spans]
            self._words = Words(words, [start for start, _ in spans], set(words))
        return self._words


class Asked(Protocol):
    """A list of patterns, or an expression: what has bytes of the gate."""

    @property
    def bytes(self) -> range:
        """Return the numbers of its bytes."""


_Member = TypeVar("_Member", bound=Asked)


class Group(Generic[_Member]):
    """Lists of patterns asked of a text at once: which of them it lets in."""

    def __init__(self, members: Iterable[_Member]) -> None:
        """Take the lists, in the order they are to be tried in."""
        self.members = tuple(members)
        self._mask = 0
        self._last = 0
        self._of_byte: dict[int, list[int]] = {}
        for number, one in enumerate(self.members):
            self._last = max(self._last, one.bytes.stop)
            self._mask |= (1 << 8 * one.bytes.stop) - (1 << 8 * one.bytes.start)
            for at in one.bytes:
                self._of_byte.setdefault(at, []).append(number)

    def may_be_in(self, text: str) -> bool:
        """Return whether a text lets in any of the lists."""
        return not isinstance(text, Text) or text.calls(self._mask, self._last) != 0

    def numbers_in(self, text: str) -> Sequence[int]:
        """Return the numbers of the lists a text lets in, in order."""
        if not isinstance(text, Text):
            return range(len(self.members))
        bits = text.calls(self._mask, self._last)
        if not bits:
            return ()
        there = bits.to_bytes(self._last, "little")
        return sorted(
            {
                number
                for run in _SOME.finditer(there)
                for at in range(run.start(), run.end())
                for number in self._of_byte[at]
            }
        )
