"""That expressions with their alternatives in order and their first letters told find what they found before."""

from __future__ import annotations

import re
from array import array
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendadvice_docs.branches import by_letter
from sendadvice_docs.first_letters import code_of

_LITERALS = st.text("abc", max_size=3)
_ALTERNATIVES = st.recursive(
    _LITERALS | st.sampled_from(["[ab]", "a?", "(?!b)", r"\w", "b+?", "(a)", r"(?<!\w)", r"[^\W\d]", "[^a]", "."]),
    lambda inner: st.lists(st.lists(inner, max_size=3).map("".join), min_size=1, max_size=6).map(
        lambda ways: f"(?:{'|'.join(ways)})"
    ),
    max_leaves=20,
)


def _ordered(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression compiled with its alternatives ordered."""
    parser: Any = import_module("re._parser")
    parsed = parser.parse(source, flags)
    module: Any = import_module("_sre")
    code = array("I", code_of(by_letter(parsed))).tolist()
    names = (None,) * parsed.state.groups
    made: re.Pattern[str] = module.compile(source, parsed.state.flags, code, parsed.state.groups - 1, {}, names)
    return made


@given(_ALTERNATIVES, st.text("abcd", max_size=8))
def test_matches_are_the_same_in_their_places_and_groups(source: str, text: str) -> None:
    """Whatever the alternatives are, the ordered expression matches where the plain one does, and no longer."""
    plain, ordered = re.compile(source), _ordered(source)
    assert [one.regs for one in ordered.finditer(text)] == [one.regs for one in plain.finditer(text)]
    assert (ordered.fullmatch(text) is None) == (plain.fullmatch(text) is None)


@pytest.mark.parametrize("source", ["(?:ab|a|abc)c?", "(?:a|ab)(?:c|bcd)", "(?:|a|ab)b", "(?:might|must|m|[m-z]x|may)"])
def test_an_alternative_keeps_its_place_among_those_that_begin_alike(source: str) -> None:
    """The first alternative that fits is taken, though a later one would be longer."""
    for text in ("abcd", "ab", "abc", "must", "mx", "may", "b"):
        plain, ordered = re.compile(source).match(text), _ordered(source).match(text)
        assert (plain and plain.regs) == (ordered and ordered.regs)


def test_letters_are_kept_apart_where_capitals_do_not_matter() -> None:
    """An expression that does not mind capitals is left alone."""
    source = "(?:ab|Ac|abd)$"
    assert _ordered(source, re.IGNORECASE).match("AC") is not None
    assert _ordered(f"(?i:{source})").match("aBD") is not None


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        (r"(?<!\w)(?:ab|c?d)", True),
        (r"(?<!\w)(?P<x>[ab]|[^\W\d_])+b", True),
        (r"(?<!\w).b", False),  # anything may come first
        (r"(?<!\w)(?:a|b?)", False),  # and here nothing need come
        (r"(?<!\w)(?i:a)b", False),  # a capital too
    ],
)
def test_the_search_is_told_what_a_match_can_begin_with(source: str, is_told: bool) -> None:
    """Python's hint of the first characters is there where it can be, and searches find the same with it."""
    parser: Any = import_module("re._parser")
    constants: Any = import_module("re._constants")
    assert (code_of(parser.parse(source))[2] == constants.SRE_INFO_CHARSET) is is_told
    for text in ("ab", "xab ab d", "Ab ab\nxb", "é éb 1b"):
        assert [one.regs for one in _ordered(source).finditer(text)] == [
            one.regs for one in re.compile(source).finditer(text)
        ]
