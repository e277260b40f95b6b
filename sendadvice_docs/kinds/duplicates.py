"""A rule of text pasted into a second field: whole sentences, or long runs of the same words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sendadvice_docs.context import governing
from sendadvice_docs.language import Stretch, read
from sendadvice_docs.model import Advice, Provision
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BETWEEN = re.compile(r"[\W_]*")


@dataclass(frozen=True, eq=False)
class _Text:
    """A field as words, and each of its sentences as the numbers of its first word and of the one after its last."""

    field: Field
    words: list[str]
    sentences: tuple[tuple[int, int], ...]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where each word stands; few fields are ever asked."""
        reading = read(self.field.text)
        return [match.span() for sentence in reading.sentences for match in _WORD.finditer(reading.plain, *sentence)]

    def key(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self.words[first:last])

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the stretch of the words `first` to `last` (exclusive)."""
        return Stretch(self.spans[first][0], self.spans[last - 1][1])

    def said(self, first: int, last: int, how: str) -> bool:
        """Return whether the words `first` to `last` (exclusive) are `quoted`, or somebody's `own_words`."""
        return governing(read(self.field.text), *self.stretch(first, last), (how,), field=self.field.name) is not None


class _Place(NamedTuple):
    text: _Text
    first: int
    last: int


class _Runs:
    """Where each run of words stood first. A run is kept as one number: a long advice has as many as it has words."""

    def __init__(self) -> None:
        self._texts: list[_Text] = []
        self._starts: list[int] = []
        self._known: dict[int, int] = {}
        self._count = 0

    def add(self, text: _Text, runs: Sequence[int]) -> None:
        """Take the runs of a text, in order."""
        self._texts.append(text)
        self._starts.append(self._count)
        for number, run in enumerate(runs, self._count):
            self._known.setdefault(run, number)
        self._count += len(runs)

    def get(self, run: int) -> tuple[_Text, int] | None:
        """Return the text in which a run stood first, and the number of its first word there."""
        number = self._known.get(run)
        if number is None:
            return None
        at = bisect_right(self._starts, number) - 1
        return self._texts[at], number - self._starts[at]


def _text(field: Field) -> _Text:
    reading = read(field.text)
    words: list[str] = []
    sentences = []
    for start, end in reading.sentences:
        first = len(words)
        words += _WORD.findall(reading.plain, start, end)
        if len(words) > first:
            sentences.append((first, len(words)))
    return _Text(field, words, tuple(sentences))


def _entry(pointer: str) -> str:
    return "/".join(pointer.split("/")[:3])


def _follow_on(advice: Advice | None, one: str, other: str) -> bool:
    """Return whether two pointers are into provisions of which one ends before the other starts, or takes its place."""
    by_pointer: Mapping[str, Provision] = {entry.pointer: entry for entry in advice.provision} if advice else {}
    first, second = by_pointer.get(_entry(one)), by_pointer.get(_entry(other))
    if first is None or second is None:
        return False
    if first.replaces == second.id or second.replaces == first.id:
        return True
    return any(
        before.end is not None and after.start is not None and before.end <= after.start
        for before, after in ((first, second), (second, first))
    )


class _Finder:
    """Finds in each field, in document order, what stood in an earlier one."""

    def __init__(self, rule: Rule) -> None:
        self.sentence = int(rule.match["sentence"])
        self.run = int(rule.match["run"])
        self.sibling_run = int(rule.match["sibling_run"])
        self.may_repeat = frozenset(rule.match.get("may_repeat", ()))
        self.where = rule.where

    def _allowed(self, subject: Subject, copy: _Place, first: _Place) -> bool:
        one, other = copy.text.field, first.text.field
        if one.name == other.name and (
            one.name in self.may_repeat or _follow_on(subject.advice, one.pointer, other.pointer)
        ):
            return True
        both = ((copy.text, copy.first, copy.last), (first.text, first.first, first.last))
        return any(text.said(start, end, "quoted") for text, start, end in both) or all(
            text.said(start, end, "own_words") for text, start, end in both
        )

    def _copies(
        self, text: _Text, runs_here: Sequence[int], sentences: Mapping[tuple[str, ...], _Place], runs: _Runs
    ) -> Iterator[tuple[_Place, _Place]]:
        """Yield each stretch of a text that stood earlier, with the place it stood at."""
        for first, last in text.sentences:
            known = sentences.get(text.key(first, last)) if last - first >= self.sentence else None
            if known is not None:
                yield _Place(text, first, last), known
        at = 0
        while at < len(runs_here):
            place = runs.get(runs_here[at])
            if place is None:
                at += 1
                continue
            other, start = place
            length = 0
            while (
                at + length < len(text.words)
                and start + length < len(other.words)
                and text.words[at + length] == other.words[start + length]
            ):
                length += 1
            if length < self.run:
                at += 1  # another run with the same number
                continue
            wanted = self.sibling_run if text.field.name == other.field.name else self.run
            if length >= wanted:
                yield _Place(text, at, at + length), _Place(other, start, start + length)
            at += length - self.run + 1

    def check(self, subject: Subject) -> Iterator[Hit]:
        sentences: dict[tuple[str, ...], _Place] = {}
        runs = _Runs()
        for field in subject.where(self.where):
            text = _text(field)
            runs_here = [hash(text.key(at, at + self.run)) for at in range(len(text.words) - self.run + 1)]
            found: list[tuple[Stretch, str]] = []
            for copy, first in self._copies(text, runs_here, sentences, runs):
                if not self._allowed(subject, copy, first):
                    found.append((text.stretch(copy.first, copy.last), first.text.field.pointer))
            for first_word, last_word in text.sentences:
                if last_word - first_word >= self.sentence:
                    sentences.setdefault(text.key(first_word, last_word), _Place(text, first_word, last_word))
            runs.add(text, runs_here)
            for (start, end), other in _joined(found, field.text):
                yield Hit(field.pointer, start, end, {"other": other})


def _joined(found: Iterable[tuple[Stretch, str]], text: str) -> Iterator[tuple[Stretch, str]]:
    """Yield stretches in order, those that overlap or have only marks between them made one."""
    last: tuple[Stretch, str] | None = None
    for stretch, other in sorted(found):
        if last is not None:
            (start, end), before = last
            if stretch.start <= end or _BETWEEN.fullmatch(text, end, stretch.start):
                last = Stretch(start, max(end, stretch.end)), before
                continue
            yield last
        last = stretch, other
    if last is not None:
        yield last


def build(rule: Rule) -> Check:
    """Return the check for text that stands in two fields of one advice.

    `match.sentence` and `match.run` say how many words make a copy, `match.sibling_run` how many between two entries
    of one list. The hit is the later copy, and its value `other` the pointer of the field it first stood in.
    Quotations may repeat, people's own words too, and provisions of which one follows the other.
    """
    return _Finder(rule).check
