"""A regular expression that costs a text nothing which cannot hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs import ready
from sendadvice_docs.anchors import Anchoring, Clauses
from sendadvice_docs.gate import Text, gate
from sendadvice_docs.regex_parts import parts_of

_NOTHING: Iterator[re.Match[str]] = iter(())


@lru_cache(maxsize=4096)
def _number_of(source: str) -> int:
    """Return the number that a regular expression has among all patterns at the gate."""
    return gate.add([needs_of(source)])


def needs_of(source: str) -> Clauses:
    """Return what a text needs for a regular expression to match in it: a word of each of some sets."""
    found = ready.worked_out(f"expression {source}", lambda: _as_tuples(_needs(source)))
    return tuple(map(frozenset, found))


def _as_tuples(clauses: Clauses) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(clause)) for clause in clauses)


def _needs(source: str) -> Clauses:
    return Anchoring(_no_class, _no_forms).of_parts(parts_of(source), begins=False, ends=False)


def _no_class(name: str) -> tuple[str, ...]:
    raise ValueError(name)


def _no_forms(word: str) -> tuple[str, ...]:
    return (word,)


class Expression:
    """One regular expression, compiled and searched for only where a text may hold it.

    It has the methods of a compiled one that the rules use, and gives the same matches.
    """

    __slots__ = ("_like", "_regex", "first", "last", "source")

    def __init__(self, source: str, like: str | None = None) -> None:
        """Take a regular expression.

        `like` is one that matches wherever it does, the same for all of its kind: with any words for a person's name.
        It is compiled for all people once, so that most texts need not pay for compiling another with their own names.
        """
        self.source = source
        self._like = None if like is None else _like(like)
        self._regex: re.Pattern[str] | None = None
        self.first = _number_of(source if like is None else like)
        self.last = self.first + 1

    def regex(self) -> re.Pattern[str]:
        """Return the expression compiled."""
        if self._regex is None:
            self._regex = ready.compiled(self.source)
        return self._regex

    def _may_be_in(self, text: str, pos: int, end: int) -> bool:
        if not isinstance(text, Text):
            return True
        if end < len(text) and text[end - 1 : end + 1].replace("_", "a").isalnum():
            return True
        if text.told_between(self.last, pos, end)[self.first] == "0":
            return False
        return self._like is None or self._regex is not None or self._like.regex().search(text, pos, end) is not None

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Return the matches in a text, or between two places of it, in order and without overlaps."""
        if endpos is None and isinstance(text, Text) and text.told(self.last)[self.first] == "0":
            return _NOTHING  # the usual answer, given at once
        end = len(text) if endpos is None else endpos
        return self.regex().finditer(text, pos, end) if self._may_be_in(text, pos, end) else _NOTHING

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the first match, or None."""
        end = len(text) if endpos is None else endpos
        return self.regex().search(text, pos, end) if self._may_be_in(text, pos, end) else None

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match that begins at `pos`, or None."""
        return self.regex().match(text, pos, len(text) if endpos is None else endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match from `pos` to the end, or None."""
        return self.regex().fullmatch(text, pos, len(text) if endpos is None else endpos)

    def split(self, text: str) -> list[str]:
        """Return the pieces of a text between the matches."""
        return self.regex().split(text)

    def sub(self, instead: str, text: str) -> str:
        """Return a text with `instead` for every match."""
        return self.regex().sub(instead, text)


@lru_cache(maxsize=512)
def _like(source: str) -> Expression:
    return Expression(source)
