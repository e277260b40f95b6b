"""Finds the phrases of a large lexicon in raw text, paying only for those whose first word is there.

A phrase is written as in `sendadvice_docs.words`: `(a|b)` is either, `(a)?` may be there, a hyphen is a hyphen, a space
or nothing. The lexicon is kept by first word, and a phrase becomes a regular expression when a text first holds its
first word, so that thousands of wordings cost a start nothing and a long text little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from weakref import WeakSet

from sendadvice_docs import ready
from sendadvice_docs.gate import Text
from sendadvice_docs.words import expanded, split_group

_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """A phrase found in a text: its label, and where, in code points with `end` exclusive."""

    label: str
    start: int
    end: int


def _start(found: Found) -> int:
    return found.start


def _first_space(phrase: str) -> int:
    """Return where the first part of a phrase ends: at its first space outside brackets, else at its end."""
    depth = 0
    for index, character in enumerate(phrase):
        depth += (character == "(") - (character == ")")
        if character == " " and depth == 0:
            return index
    return len(phrase)


def _first_words(phrase: str) -> Iterator[str]:
    """Yield every word a phrase can begin with, in lower case."""
    cut = _first_space(phrase)
    for wording in expanded(phrase[:cut]) if "(" in phrase[:cut] or "-" in phrase[:cut] else (phrase[:cut].lower(),):
        if word := _WORD.search(wording):
            yield word[0]
    if phrase[:cut].endswith(")?") and cut < len(phrase):
        yield from _first_words(phrase[cut + 1 :])


def _escaped(text: str) -> str:
    return re.sub(r"[.+*?^$&]", r"\\\g<0>", text)


def _as_regex(phrase: str) -> str:
    """Return a phrase as a regular expression in which a space and a hyphen still stand for themselves."""
    group = split_group(phrase)
    if group is None:
        return _escaped(phrase)
    before, pieces, optional, after = group
    # The longer alternative first, so that “teaching assistant” is not read as “teaching”.
    inside = "|".join(_as_regex(piece) for piece in sorted(pieces, key=len, reverse=True))
    apart = optional and not any(piece.endswith(" ") for piece in pieces)
    if apart and before.endswith(" "):
        before, inside = before[:-1], f" (?:{inside})"
    elif apart and not before and after.startswith(" "):
        after, inside = after[1:], f"(?:{inside}) "
    return f"{_escaped(before)}(?:{inside}){'?' if optional else ''}{_as_regex(after)}"


def _compiled(phrase: str) -> re.Pattern[str]:
    return ready.compiled(ready.worked_out(f"phrase {phrase}", lambda: _source(phrase)))


def _source(phrase: str) -> str:
    body = _as_regex(phrase.lower()).replace("-", r"[-‐‑–\s]?").replace(" ", r"\s+")
    return rf"(?:{body})(?!\w)"


def _begins(phrase: str) -> tuple[str, ...]:
    """Return every word a phrase can begin with, in lower case."""
    if phrase.isalpha():
        return (phrase.lower(),)
    return ready.worked_out(f"begins {phrase}", lambda: tuple(dict.fromkeys(_first_words(phrase))))


#: Every lexicon there is, for `compile_all`.
_lexicons: WeakSet[Phrases] = WeakSet()


def compile_all() -> None:
    """Compile every phrase of every lexicon there is."""
    for one in list(_lexicons):
        one.compile()


class Phrases:
    """A lexicon of labelled phrases, ready to be looked for."""

    def __init__(self, entries: Iterable[tuple[str, str]], suffixes: Iterable[tuple[str, str]] = ()) -> None:
        """Take pairs of a label and a phrase, and of a label and an ending that makes any word one of its phrases.

        Raises ValueError for a phrase with an unclosed bracket.
        """
        self._labels = {suffix: label for label, suffix in suffixes}
        self._suffixes = tuple(self._labels)
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for label, phrase in entries:
            for word in _begins(phrase):
                self._by_first.setdefault(word, []).append((label, phrase))
        self._ready: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
        _lexicons.add(self)

    def _candidates(self, word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        if word not in self._ready:
            self._ready[word] = tuple((label, _compiled(phrase)) for label, phrase in self._by_first[word])
        return self._ready[word]

    def compile(self) -> None:
        """Compile every phrase now, and not when a text calls for it."""
        for word in self._by_first:
            self._candidates(word)

    def _ending(self, word: str, at: int) -> Found:
        label = next(label for suffix, label in self._labels.items() if word.endswith(suffix))
        return Found(label, at, at + len(word))

    def find(self, plain: str) -> Iterator[Found]:
        """Yield, for each word of `plain` (lower case) and each label, the longest phrase that begins there."""
        yield from sorted(self._found(plain), key=_start)

    def _found(self, plain: str) -> Iterator[Found]:
        """Yield the phrases word by word, in no order of place."""
        places = Text.of(plain).places()
        if self._suffixes:
            for word in places:
                if word.endswith(self._suffixes):
                    yield from (self._ending(word, at) for at in places[word])
        for word in self._by_first.keys() & places.keys():
            candidates = self._candidates(word)
            for at in places[word]:
                longest: dict[str, int] = {}
                for label, pattern in candidates:
                    if match := pattern.match(plain, at):
                        longest[label] = max(match.end(), longest.get(label, 0))
                for label, reached in longest.items():
                    yield Found(label, at, reached)
