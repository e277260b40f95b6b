"""Reads a regular expression, as far as is needed to say what a text needs for it to match (see `anchors`).

Python's own parser does the reading. What it does not say plainly (a reference to a group, a class of characters) may
be anything: so too little may be asked of a text, never too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from sendadvice_docs.parts import Alternatives, Part

#: Anything, or nothing.
_UNKNOWN = Part("set", optional=True, repeated=True)
_EDGE = Part("edge")
_NOTHING = Part("zero")
_EDGES = frozenset({"AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING", "AT_END", "AT_END_STRING"})
#: A class of so many characters is read as that many alternatives.
_FEW = 10


def parts_of(source: str) -> Alternatives:
    """Return the alternatives of a regular expression, each as its parts; raises re.error for a wrong one.

    An expression that doesn't mind capitals is read as one that may be anything.
    """
    parsed = import_module("re._parser").parse(source)
    if parsed.state.flags & re.IGNORECASE:
        return ((_UNKNOWN,),)
    return _alternatives(parsed)


def _alternatives(items: Iterable[Any]) -> Alternatives:
    every = list(items)
    if len(every) == 1 and str(every[0][0]) == "BRANCH":
        return tuple(one for branch in every[0][1][1] for one in _alternatives(branch))
    return (tuple(_part(str(name), value) for name, value in every),)


def _part(name: str, value: Any) -> Part:
    if name == "LITERAL":
        return _literal(value)
    if name == "IN":
        return _class(value)
    if name in ("NOT_LITERAL", "ANY"):
        return Part("set")
    if name == "BRANCH":
        return Part("group", inside=tuple(one for branch in value[1] for one in _alternatives(branch)))
    if name == "SUBPATTERN":
        _, added, removed, inside = value
        return _UNKNOWN if added or removed else Part("group", inside=_alternatives(inside))
    if name == "ATOMIC_GROUP":
        return Part("group", inside=_alternatives(value))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeated(*value)
    if name == "AT":
        return _EDGE if str(value) in _EDGES else _NOTHING
    if name in ("ASSERT", "ASSERT_NOT"):
        return _EDGE if _tells_an_edge(value[1], denied=name == "ASSERT_NOT", behind=value[0] < 0) else _NOTHING
    return _UNKNOWN


def _literal(code: int) -> Part:
    return Part("gap") if chr(code).isspace() else Part("plain", chr(code))


def _class(items: list[tuple[Any, Any]]) -> Part:
    """Return a class of characters: a gap, a figure, or alternatives where it holds only a few."""
    found: set[Part] = set()
    for name, value in items:
        sort = str(name)
        if sort == "LITERAL":
            found.add(_literal(value))
        elif sort == "RANGE" and value[1] - value[0] < _FEW:
            found |= {_literal(code) for code in range(value[0], value[1] + 1)}
        elif sort == "CATEGORY" and str(value) in ("CATEGORY_SPACE", "CATEGORY_DIGIT"):
            found.add(Part("gap" if str(value).endswith("SPACE") else "figure"))
        else:
            return Part("set")
    found = {Part("figure") if one.value.isdecimal() else one for one in found}
    if len(found) > _FEW:
        return Part("set")
    return found.pop() if len(found) == 1 else Part("group", inside=tuple((one,) for one in sorted(found)))


def _repeated(least: int, most: Any, items: Iterable[Any]) -> Part:
    inside = _alternatives(items)
    single = len(inside) == 1 and len(inside[0]) == 1 and not (inside[0][0].optional or inside[0][0].repeated)
    part = inside[0][0] if single else Part("group", inside=inside)
    return part._replace(optional=least == 0, repeated=most != 1)


def _tells_an_edge(items: Iterable[Any], *, denied: bool, behind: bool) -> bool:
    """Return whether a look beside a place makes it the edge of a word.

    It does where no letter may stand there, or where something that is none must.
    """
    ways = [list(way) for way in _branches(list(items))]
    if denied:
        return any(len(way) == 1 and _has_all_letters(*way[0]) for way in ways)
    return all(way and _is_no_letter(*way[-1 if behind else 0]) for way in ways)


def _branches(items: list[Any]) -> list[Any]:
    if len(items) == 1 and str(items[0][0]) == "BRANCH":
        return [one for branch in items[0][1][1] for one in _branches(list(branch))]
    if len(items) == 1 and str(items[0][0]) == "SUBPATTERN" and not (items[0][1][1] or items[0][1][2]):
        return _branches(list(items[0][1][3]))
    return [items]


def _has_all_letters(name: Any, value: Any) -> bool:
    return (
        str(name) == "IN"
        and any(str(sort) == "CATEGORY" and str(one) == "CATEGORY_WORD" for sort, one in value)
        and str(value[0][0]) != "NEGATE"
    )


def _is_no_letter(name: Any, value: Any) -> bool:
    if str(name) == "LITERAL":
        return not (chr(value).isalnum() or value == ord("_"))
    if str(name) == "AT":
        return str(value) in _EDGES - {"AT_BOUNDARY"}
    if str(name) != "IN":
        return False
    return all(
        (str(sort) == "LITERAL" and _is_no_letter(sort, one))
        or (str(sort) == "CATEGORY" and str(one) in ("CATEGORY_SPACE", "CATEGORY_NOT_WORD"))
        for sort, one in value
    )
