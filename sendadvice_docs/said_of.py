"""Of whom a wording is said: the person and their family, or somebody or something else.

“She is stubborn” blames, “the lock is stubborn” does not; which it is, the words before the wording tell. The words are
data (`checks/lexicons/said_of.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances
from sendadvice_docs.naming.known import words_of
from sendadvice_docs.naming.lists import fold, name_lists

_TOKEN = re.compile(r"[^\W_]+(?:[-'/][^\W_]+)*|[^\w\s]")
_SHORTENED = re.compile(r"'(?:s|re|ll|d|ve)$")
#: How far before a wording its subject is looked for, in characters.
_NEAR = 120
_AROUND = re.compile(r"[\"“(\[*_-]")


class _Words(NamedTuple):
    somebody: frozenset[str]
    passed: frozenset[str]
    joining: frozenset[str]
    others: frozenset[str]
    no_name: frozenset[str]
    taken_back: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data: Mapping[str, Any] = read_data(resources.resource("checks", "lexicons", "said_of.yaml"))
    back = "|".join(data["taken_back"]).replace("~", r"\w*")
    return _Words(
        somebody=frozenset(data["somebody"].split()),
        passed=frozenset(data["passed"].split()),
        joining=frozenset(data["joining"].split()),
        others=frozenset(data["others"].split()),
        no_name=frozenset(data["no_name"].split()),
        taken_back=re.compile(rf"(?:(?<!\w)|(?=n't))(?:{back})\s*\Z"),
    )


@lru_cache(maxsize=64)
def _known(circumstances: Circumstances) -> frozenset[str]:
    names = (circumstances.name, circumstances.preferred_name, *(one.name or "" for one in circumstances.people))
    return frozenset(word for name in names for word in words_of(name))


def _is_name(reading: Reading, start: int, word: str, circumstances: Circumstances, *, first: bool) -> bool:
    """Return whether a word is somebody's name: by its capital letter, where the sentence does not begin with it."""
    written, key = reading.text[start : start + len(word)], fold(word)
    if not written[0].isupper() or key in _words().no_name:
        return False
    if len(written) > 1 and written.isupper():
        return key in _known(circumstances)
    lists = name_lists()
    return not first or key in _known(circumstances) or key in lists.given or key in lists.words or key in lists.seldom


def _is_somebody(reading: Reading, words: list[re.Match[str]], start: int, circumstances: Circumstances) -> bool:
    lists = _words()
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0]
        if _AROUND.fullmatch(word):
            continue
        if not word[0].isalnum() or word in lists.joining:
            return True
        if word in lists.passed or (word.endswith("ly") and word != "family"):
            continue
        if word in ("who", "that") and index and words[index - 1][0] in lists.others:
            return False
        bare = _SHORTENED.sub("", word)
        if bare in lists.somebody:
            return True
        return _is_name(reading, start + words[index].start(), bare, circumstances, first=index == 0)
    return True


def is_of_somebody(reading: Reading, start: int, end: int, circumstances: Circumstances) -> bool:
    """Return whether the wording from `start` to `end` is said of the person or their family, and not taken back.

    It is where a sentence or clause begins with it (a note about the person), after the joining of two statements, and
    after a pronoun, a relative or a name; the first word may hold its subject itself (“he's”). It is not after
    “not”, “never”, “was called” and the like.
    """
    plain, sentence = reading.plain, reading.sentence_at(start)
    first = _TOKEN.match(plain, start, end)
    until = start
    if first is not None and _SHORTENED.search(first[0]):
        until = first.end()
    left = max(sentence.start, start - _NEAR)
    if _words().taken_back.search(plain[left:start]) is not None:
        return False
    return _is_somebody(reading, list(_TOKEN.finditer(plain[left:until])), left, circumstances)
