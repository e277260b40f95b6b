"""Whose names an advice knows: the person's, their family's, the professionals', in any form people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sendadvice_docs.naming.lists import fold, name_lists

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‐‑-][^\W\d_]+)*")
_PET_ENDING = re.compile(r"^(.*?[a-z])\1?(?:ie|ey|y|i|o|s|z|zy|sy|sie|zie|ster)$")
_DOUBLED = re.compile(r"(.)\1+")
_SPELLED = (
    ("ph", "f"),
    ("ck", "k"),
    ("ey", "i"),
    ("ie", "i"),
    ("ee", "i"),
    ("c", "k"),
    ("q", "k"),
    ("y", "i"),
    ("z", "s"),
)
_SHORTEST = 3
_LONG = 8


def words_of(name: str) -> list[str]:
    """Return the folded words of a name as written, the parts of hyphenated ones as well."""
    found = []
    for match in _WORD.finditer(name):
        key = fold(match[0]).removesuffix("'s")
        found.append(key)
        if "-" in key:
            found.extend(part for part in key.split("-") if len(part) > 1)
    return found


@lru_cache(maxsize=4096)
def _sound(key: str) -> str:
    """Return a rough key that spellings of one name share: sara and sarah, katherine and catherine."""
    text = key
    for written, spoken in _SPELLED:
        text = text.replace(written, spoken)
    return _DOUBLED.sub(r"\1", text.replace("h", ""))


def _one_slip_apart(one: str, other: str) -> bool:
    """Return whether two words differ by one letter left out, put in, changed or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )


class Known:
    """The names an advice knows, and the forms of them that count as known."""

    def __init__(self, names: Iterable[str], *, without: frozenset[str] = frozenset()) -> None:
        """Take the names as written, of people, professionals, places and services; `without` are titles among them."""
        names = tuple(names)
        self.words = frozenset(word for name in names for word in words_of(name)) - without
        self._firsts = frozenset(first for name in names if (first := next(iter(words_of(name)), "")))
        families = name_lists().families
        self._same = frozenset(other for word in self.words for other in families.get(word, ()))
        self._sounds = frozenset(_sound(word) for word in self.words if len(word) > _SHORTEST)
        self._answers: dict[str, bool] = {}

    def knows(self, key: str) -> bool:
        """Return whether a folded word is one of the names, a short form, another spelling or a slip of one."""
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._knows(key)
        return answer

    def _knows(self, key: str) -> bool:
        if key in self.words or key in self._same:
            return True
        if "-" in key and any(self.knows(part) for part in key.split("-") if len(part) > 1):
            return True
        if key.endswith("s") and (key[:-1] in self.words or key.removesuffix("es") in self.words):
            return True
        if len(key) > _SHORTEST and _sound(key) in self._sounds:
            return True
        return self._is_short_form(key) or self._is_slip(key)

    def _is_short_form(self, key: str) -> bool:
        """Return whether the word is a name cut short (Del for Delphine), with a pet ending or without."""
        listed = name_lists().is_listed(key)
        if len(key) == _SHORTEST or (len(key) == _SHORTEST + 1 and not listed):
            return any(word.startswith(key) for word in self.words)
        if len(key) > _SHORTEST + 1 and any(word.startswith(key) and len(word) > len(key) + 1 for word in self._firsts):
            return True
        pet = _PET_ENDING.match(key)
        if pet is None or listed or len(pet[1]) < _SHORTEST:
            return False
        return any(word.startswith(pet[1]) for word in self.words)

    def _is_slip(self, key: str) -> bool:
        """Return whether the word is no name at all and one slip of the fingers from one that is known."""
        if len(key) <= _SHORTEST or name_lists().is_listed(key):
            return False
        return any(word[0] == key[0] and len(word) > _SHORTEST and _one_slip_apart(key, word) for word in self.words)
