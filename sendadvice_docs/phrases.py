"""Finds the phrases of a large lexicon in raw text, paying only for those whose first word is there.

A phrase is written as in `sendadvice_docs.words`: `(a|b)` is either, `(a)?` may be there, a hyphen is a hyphen, a space
or nothing. The lexicon is kept by first word, and a phrase becomes a regular expression when a text first holds its
first word, so that thousands of wordings cost a start nothing and a long text little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple
from weakref import WeakSet

from sendadvice_docs import ready
from sendadvice_docs.gate import Text
from sendadvice_docs.words import expanded, split_group

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\w*")
_MOST_WORDINGS = 100
#: So many words are remembered with what their endings say.
_VOCABULARY = 50_000


class Found(NamedTuple):
    """A phrase found in a text: its label, and where, in code points with `end` exclusive."""

    label: str
    start: int
    end: int


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


def _seconds(phrase: str, first: str) -> tuple[str, ...] | None:
    """Return every word that can come second in a phrase that begins with a word; None where there need be none.

    There are none where the phrase does not begin with that word after all.
    """
    heads = None if phrase.isalnum() else _heads(phrase.lower(), first)
    if heads is None:
        return None
    seconds = dict.fromkeys(two for one, two in heads if one == first)
    return None if None in seconds else tuple(two for two in seconds if two is not None)


def _heads(phrase: str, first: str) -> Sequence[tuple[str, str | None]] | None:
    """Return the first two words of every wording of a phrase that may begin with a word; None for want of a second.

    None for a phrase of so many wordings that listing them takes longer than looking for it.
    """
    spaces = [at for at, character in enumerate(phrase) if character == " " and _outside(phrase, at)]
    for cut in (*spaces[1:], len(phrase)):
        wordings = list(islice(_opened(phrase[:cut], first), _MOST_WORDINGS + 1))
        if len(wordings) > _MOST_WORDINGS:
            return None
        heads = list(dict.fromkeys(head for wording in wordings for head in _first_two(wording)))
        # The rest of a long phrase, with all its wordings, is of no use as soon as each has two words.
        if all(two is not None for _, two in heads):
            break
    return heads


def _outside(phrase: str, at: int) -> bool:
    return phrase.count("(", 0, at) == phrase.count(")", 0, at)


def _opened(phrase: str, first: str) -> Iterator[str]:
    """Yield every wording of a phrase that may begin with a word, its hyphens left as they are."""
    if not first.startswith(_LETTERS.match(phrase)[0]):  # type: ignore[index]
        return
    group = split_group(phrase)
    if group is None:
        yield phrase
        return
    before, pieces, optional, after = group
    for piece in [*pieces, ""] if optional else pieces:
        yield from _opened(f"{before}{piece}{after}", first)


def _first_two(wording: str) -> Iterator[tuple[str, str | None]]:
    """Yield the first two words of a wording for every way its hyphens can be written: apart or as one word."""
    parts = re.findall(r"\w+|-|[^\w\s-]|\s+", wording)
    heads: list[tuple[str, str | None, bool]] = [("", None, False)]
    for part in parts:
        grown: list[tuple[str, str | None, bool]] = []
        for one, two, apart in heads:
            if part == "-":
                grown += [(one, two, apart), (one, two, True)]
            elif not _WORD.fullmatch(part):
                grown.append((one, two, True))
            elif not one or (two is None and not apart):
                grown.append((one + part, None, False))
            elif two is None or not apart:
                grown.append((one, (two or "") + part, False))
            else:
                yield one, two  # a third word begins
        heads = list(dict.fromkeys(grown))
    yield from ((one, two) for one, two, _ in heads)


class _Candidate:
    """A phrase that may begin with a word, and the words that can come second then."""

    __slots__ = ("_pattern", "_phrase", "_size", "label", "seconds")

    def __init__(self, label: str, phrase: str, first: str) -> None:
        self.label, self._phrase = label, phrase
        found = ready.worked_out(f"seconds {first} {phrase}", lambda: [_seconds(phrase, first)])[0]
        self.seconds = None if found is None else frozenset(found)
        self._pattern: re.Pattern[str] | None = None
        #: How long the phrase is where it is that word and no more; then it stands wherever the word does.
        self._size = len(first) if phrase.isalnum() and phrase.lower() == first else 0

    def pattern(self) -> re.Pattern[str]:
        """Return the phrase as a regular expression, compiled when a text first calls for it."""
        if self._pattern is None:
            self._pattern = _compiled(self._phrase)
        return self._pattern

    def reached(self, text: str, at: int) -> int:
        """Return where the phrase that begins with the word at a place ends; 0 where it does not stand there."""
        if self._size:
            return at + self._size
        match = (self._pattern or self.pattern()).match(text, at)
        return match.end() if match else 0


class _Heads:
    """The phrases that may begin with a word, by the word that comes second."""

    __slots__ = ("always", "by_second", "every")

    def __init__(self, candidates: Sequence[_Candidate]) -> None:
        self.every = candidates
        seconds = {second for one in candidates for second in one.seconds or ()}
        by_second: dict[str, list[int]] = {second: [] for second in seconds}
        always = [number for number, one in enumerate(candidates) if one.seconds is None]
        for number, one in enumerate(candidates):
            for second in one.seconds or ():
                by_second[second].append(number)
        #: The phrases that may stand where any word follows, and where that one does.
        self.always = tuple(candidates[number] for number in always)
        self.by_second = {
            second: tuple(candidates[number] for number in sorted((*numbers, *always)))
            for second, numbers in by_second.items()
        }


def _longest(fitting: Sequence[_Candidate], text: str, at: int) -> Iterator[Found]:
    """Yield which of some phrases begin at a place, the longest for each label."""
    longest: dict[str, int] = {}
    for one in fitting:
        reached = one.reached(text, at)
        if reached > longest.get(one.label, 0):
            longest[one.label] = reached
    for label, reached in longest.items():
        yield Found(label, at, reached)


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
        self._ready: dict[str, _Heads] = {}
        #: The words met so far, those of them that a phrase begins with or is, and the labels that endings give them.
        self._met: set[str] = set()
        self._telling = set(self._by_first)
        self._endings: dict[str, str] = {}
        _lexicons.add(self)

    def _heads(self, word: str) -> _Heads:
        found = self._ready.get(word)
        if found is None:
            candidates = [_Candidate(label, phrase, word) for label, phrase in self._by_first[word]]
            found = self._ready[word] = _Heads(candidates)
        return found

    def compile(self) -> None:
        """Compile every phrase now, and not when a text calls for it."""
        for word in self._by_first:
            for one in self._heads(word).every:
                one.pattern()

    def _meet(self, words: AbstractSet[str]) -> None:
        """Find out which of some words end as phrases do."""
        if len(self._met) > _VOCABULARY:
            self._met.clear()
            self._endings.clear()
            self._telling = set(self._by_first)
        for word in words - self._met:
            if word.endswith(self._suffixes):
                self._endings[word] = next(label for suffix, label in self._labels.items() if word.endswith(suffix))
                self._telling.add(word)
        self._met |= words

    def find(self, plain: str) -> Sequence[Found]:
        """Return, for each word of `plain` (lower case) and each label, the longest phrase that begins there."""
        text = Text.of(plain)
        telling: set[str] = set()
        for words in text.different():
            if self._suffixes and not words <= self._met:
                self._meet(words)
            telling |= words & self._telling
        if not telling:
            return ()
        every, starts, _ = text.words()
        last = len(every) - 1
        found: list[Found] = []
        for number in [number for number, word in enumerate(every) if word in telling]:
            word, at = every[number], starts[number]
            if word in self._endings:
                found.append(Found(self._endings[word], at, at + len(word)))
            if word not in self._by_first:
                continue
            heads = self._ready[word] if word in self._ready else self._heads(word)
            fitting = heads.by_second.get(every[number + 1], heads.always) if number < last else heads.always
            if len(fitting) == 1:
                if reached := fitting[0].reached(text, at):
                    found.append(Found(fitting[0].label, at, reached))
            elif fitting:
                found += _longest(fitting, text, at)
        return found
