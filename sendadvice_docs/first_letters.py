r"""Tells a compiled regular expression which characters its matches can begin with, so that a search skips others.

Python works this out only for an expression whose very first item is a letter or a choice of letters. Nearly all of
ours begin by looking back (`(?<!\w)`), and each was then tried at every character of a text. What is found stays the
same: the characters are put in the block of hints before the code (see `_compile_info` in Python's `re/_compiler.py`),
and the search only passes over places where no match can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_compiler: Any = import_module("re._compiler")
_constants: Any = import_module("re._constants")

#: An item of a parsed expression, or of a class of characters, is a pair of what it is and what it holds.
_Item = tuple[Any, Any]
#: The hints: how long they are, which there are, the shortest and the longest match.
_SKIP, _MASK, _LEAST, _AFTER = 1, 2, 3, 5
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
#: What stands between characters and takes none.
_BETWEEN = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class _AnyCharacter(Exception):  # noqa: N818 - an answer, no error
    """Raised where nothing is known of the first character."""


def code_of(parsed: Any) -> list[int]:
    """Return the code of a parsed expression (`re._parser.parse`), with its first characters among the hints."""
    code: list[int] = _compiler._code(parsed, 0)  # noqa: SLF001 - what re.compile itself calls
    # Hints that Python has found are as good or better; a match of no characters may stand anywhere.
    if code[0] != int(_constants.INFO) or code[_MASK] or not code[_LEAST]:
        return code
    flags = parsed.state.flags
    if flags & (re.IGNORECASE | re.LOCALE):
        return code
    try:
        first, may_be_empty = _first(parsed)
    except _AnyCharacter:
        return code
    if may_be_empty or not first:
        return code
    hints: list[int] = []
    charset, _ = _compiler._optimize_charset(list(dict.fromkeys(first)))  # noqa: SLF001
    _compiler._compile_charset(charset, flags, hints)  # noqa: SLF001
    head = code[:_AFTER]
    head[_MASK] = _constants.SRE_INFO_CHARSET
    head[_SKIP] = _AFTER - _SKIP + len(hints)
    return [*head, *hints, *code[_SKIP + code[_SKIP] :]]


def _first(items: Iterable[_Item]) -> tuple[list[_Item], bool]:
    """Return the characters that items in a row can begin with, as items of a class, and whether they may be none.

    Raises _AnyCharacter where that is not known.
    """
    found: list[_Item] = []
    for item in items:
        if str(item[0]) in _BETWEEN:
            continue
        characters, may_be_empty = _of_one(*item)
        found += characters
        if not may_be_empty:
            return found, False
    return found, True


def _of_one(op: Any, value: Any) -> tuple[list[_Item], bool]:
    name = str(op)
    if name == "LITERAL":
        return [(op, value)], False
    if name == "IN":
        return _of_class(value), False
    if name == "BRANCH":
        ways = [_first(way) for way in value[1]]
        return [one for way, _ in ways for one in way], any(may_be_empty for _, may_be_empty in ways)
    if name == "SUBPATTERN" and not (value[1] or value[2]):
        return _first(value[3])
    if name == "ATOMIC_GROUP":
        return _first(value)
    if name in _REPEATS:
        characters, may_be_empty = _first(value[2])
        return characters, may_be_empty or value[0] == 0
    raise _AnyCharacter


def _of_class(items: list[_Item]) -> list[_Item]:
    if str(items[0][0]) != "NEGATE":
        return list(items)
    if (_constants.CATEGORY, _constants.CATEGORY_NOT_WORD) in items:
        # “No mark, no figure”: letters are taken for all that can stand in a word.
        return [(_constants.CATEGORY, _constants.CATEGORY_WORD)]
    raise _AnyCharacter
