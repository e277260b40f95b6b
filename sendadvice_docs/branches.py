"""Puts the alternatives of a regular expression that begin alike together, so that each letter is looked at once.

Python tries the alternatives of `(?:might|must|may|…)` one after another, all of them at every word of a text. Here
they become `m(?:ight|ust|ay)|…`. What is found stays the same: only alternatives that begin with different letters are
put in another order, and of these no two can match at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")

#: An item of a parsed expression is a pair of an operation and what it works on.
_Item = tuple[Any, Any]


def by_letter(pattern: Any) -> Any:
    """Return a parsed expression (`re._parser.parse`) with the alternatives in it ordered by their first letters.

    One that does not mind capitals is returned as it is: there “a” and “A” are different letters that match the same.
    """
    if pattern.state.flags & re.IGNORECASE:
        return pattern
    return _made(pattern.state, _items(pattern.state, pattern))


def _made(state: Any, items: Iterable[_Item]) -> Any:
    return _parser.SubPattern(state, list(items))


def _items(state: Any, pattern: Iterable[_Item]) -> list[_Item]:
    return [one for item in pattern for one in _item(state, item)]


def _item(state: Any, item: _Item) -> list[_Item]:
    """Return what stands for an item, the alternatives within it ordered."""
    op, value = item
    name = str(op)
    if name == "BRANCH":
        return _branch(state, [_items(state, one) for one in value[1]])
    if name == "SUBPATTERN":
        group, added, removed, inside = value
        if added or removed:
            return [item]
        return [(op, (group, added, removed, _made(state, _items(state, inside))))]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inside = value
        return [(op, (least, most, _made(state, _items(state, inside))))]
    if name == "ATOMIC_GROUP":
        return [(op, _made(state, _items(state, value)))]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [(op, (value[0], _made(state, _items(state, value[1]))))]
    return [item]


def _branch(state: Any, ways: list[list[_Item]]) -> list[_Item]:
    """Return alternatives as one item, or as a letter and the alternatives of what follows it."""
    ordered: list[list[_Item]] = []
    run: list[list[_Item]] = []
    for way in ways:
        if way and str(way[0][0]) == "LITERAL":
            run.append(way)
            continue
        # What begins with anything else may match where its neighbours do: nothing is moved past it.
        ordered += _by_first(state, run)
        ordered.append(way)
        run = []
    ordered += _by_first(state, run)
    if len(ordered) == 1:
        return ordered[0]
    if all(len(way) == 1 and str(way[0][0]) == "LITERAL" for way in ordered):
        return [(_constants.IN, [way[0] for way in ordered])]
    return [(_constants.BRANCH, (None, [_made(state, way) for way in ordered]))]


def _by_first(state: Any, ways: Iterable[list[_Item]]) -> list[list[_Item]]:
    """Return alternatives that begin with a letter as one for each letter, those of one letter in their order."""
    by_letter_: dict[int, list[list[_Item]]] = {}
    for way in ways:
        by_letter_.setdefault(way[0][1], []).append(way)
    ordered = []
    for same in by_letter_.values():
        if len(same) == 1:
            ordered += same
        else:
            ordered.append([same[0][0], *_branch(state, [way[1:] for way in same])])
    return ordered
