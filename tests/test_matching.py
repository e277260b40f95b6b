"""Many patterns asked of one text: the same matches as one regular expression of them all."""

from __future__ import annotations

import functools
import gc
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendadvice_docs import language
from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.evaluate import circumstances_of
from sendadvice_docs.expression import Expression
from sendadvice_docs.gate import WINDOW, Group, gate
from sendadvice_docs.language import plain
from sendadvice_docs.matching import Patterns, prepare
from sendadvice_docs.words import compiled

CORPUS = Path(__file__).parent / "corpus"
#: The rules' own lists are asked of so many passages of each file.
PASSAGES = 60


def spans(patterns: Patterns, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in patterns.finditer(text)]


def expected(patterns: Patterns, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in patterns.as_one().finditer(text)]


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(CORPUS.glob("passages*-tuning.jsonl")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
        found += [json.loads(line) for line in lines[:: max(1, len(lines) // PASSAGES)]]
    return found


@pytest.fixture(scope="module")
def lists() -> list[Patterns]:
    """Return every list of patterns that the rules have made once they have read the passages."""
    for row in rows():
        lint_text(str(row["text"]), str(row["field"]), circumstances_of(row.get("context", {})), Settings())
    return [one for one in gc.get_objects() if isinstance(one, Patterns)]


@pytest.fixture(scope="module")
def expressions(lists: list[Patterns]) -> list[Expression]:
    """Return every expression that the rules have made once they have read the passages."""
    assert lists
    return [one for one in gc.get_objects() if isinstance(one, Expression)]


def test_every_expression_of_the_rules_finds_what_it_finds_without_the_gate(expressions: list[Expression]) -> None:
    texts = [prepare(plain(str(row["text"]))) for row in rows()]
    assert len(expressions) > 30
    for one in expressions:
        for text in texts:
            expected = [match.span() for match in one.regex().finditer(text)]
            assert [match.span() for match in one.finditer(text)] == expected, (one.source, text)


def test_the_rules_find_the_same_where_every_text_lets_in_every_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    def findings(row: dict[str, Any]) -> list[object]:
        context = circumstances_of(row.get("context", {}))
        report = lint_text(str(row["text"]), str(row["field"]), context, Settings())
        return [
            (one.code, one.path, one.start, one.end, one.message, one.suggestion, one.fix) for one in report.findings
        ]

    some = rows()[::3]
    gated = [findings(row) for row in some]
    assert sum(map(len, gated)) > len(some) // 2
    with monkeypatch.context() as patch:
        patch.setattr(language, "_readings", language._Readings())
        patch.setattr(type(gate), "let_in", lambda self, _: self._lowest)
        for cached in (obj for obj in gc.get_objects() if isinstance(obj, functools._lru_cache_wrapper)):
            if cached.__name__ in {"acts", "marked", "quantities", "committed", "_quotations", "runs"}:
                cached.cache_clear()
        assert [findings(row) for row in some] == gated
    language._readings.known.clear()


#: Patterns of every shape the small language has.
SHAPES = (
    "support~",
    "(?:the |a )?school",
    "a … plan",
    "respite-care",
    "x{3,}",
    "_{2,}",
    "\\d+ hours?",
    "[½¼¾] hours",
    "[x×] ?\\d",
    "£ ?\\d+",
    ", ",
    "(?:[-–] ?){2,}",
    "\\.{3,}",
    "[+&] ",
    "#ref",
    "\\*{2} ?note",
    "(?:ever|any)(?: so)? often",
    "oc+as+ion+al(?:ly)?",
    "(?:is|are) (?!not)(?:to )?be",
    "(?<!not\\s)needed",
    "{family}'s",
    "\\w+ to \\w+",
    "(?:tbc|t\\.?b\\.?a)",
    "■+ for",
    "no|not|never",
    "(?:often)?",
    "(?=school)",
)
PIECES = (
    *("a", "plan", "the", "school", "support", "supported", "supporting", "respite", "care", "hour", "hours", "note"),
    *("xxx", "xxxx", "___", "__", "_", "12", "1½", "½", "x2", "×3", "£5", "£", "#ref", "mum", "mum's", "tbc", "t.b.a"),
    *(",", ".", "...", "----", "--", "-", "+", "&", "#", "**", "■", "■■■", "'tis", "é", "ŉ", "ǆ", "中"),
    *(
        "often",
        "ever",
        "so",
        "occasional",
        "ocasionaly",
        "is",
        "are",
        "to",
        "be",
        "not",
        "needed",
        "for",
        "no",
        "never",
    ),
    " ",
    "\n",
    "\u00a0",
    "’",
)
TEXTS = st.builds(
    lambda pieces, gap: gap.join(pieces), st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(("", " "))
) | st.text(max_size=40)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=8, unique=True), TEXTS)
@example([", "], ",,, x")
@example([", ", "(?:[-–] ?){2,}", "\\.{3,}", "£ ?\\d+"], "end.... ,,, x ----")
@example(["[+&] ", "#ref", "\\*{2} ?note", ", "], "a & b + c #ref *** note")
def test_odd_patterns_find_in_odd_text_what_one_regular_expression_finds(shapes: list[str], text: str) -> None:
    patterns = compiled(shapes)
    text = plain(text)
    one = expected(patterns, text)
    assert spans(patterns, text) == one
    prepare(text)
    assert spans(patterns, text) == one
    first = patterns.search(text)
    assert (first.span() if first else None) == (one[0] if one else None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=8, unique=True), TEXTS, st.data())
def test_between_two_places_the_same_is_found_too(shapes: list[str], text: str, data: st.DataObject) -> None:
    patterns, text = compiled(shapes), prepare(plain(text))
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    found = [match.span() for match in patterns.finditer(text, first, last)]
    assert found == [match.span() for match in patterns.as_one().finditer(text, first, last)]


def test_a_text_that_lacks_the_words_is_told_apart_without_compiling_anything() -> None:
    patterns = compiled(["unheard~ of", "never seen before", "quite impossible", "not known to anybody"])
    assert not patterns.may_be_in(prepare("the boy goes to the youth club"))
    assert patterns._one is None


#: Regular expressions of every kind the rules are written with, and what they must be let into.
EXPRESSIONS = (
    r"(?<!\w)support(?:ed|s)?(?!\w)",
    r"support",
    r"\b(?:he|she) (?:is|was)(?: (?:very|quite))? \d+\b",
    r"(?P<a>[ap]m) to \d+(?P=a)",
    r"(?:^|(?<=[.;] ))in year \d",
    r"(?x) (?:a | the ) \s+ plan  # any plan",
    r"(?i)School",
    r"[½¼¾]|£ ?\d",
    r"__+|\bx+\b",
    r"(?:mum|dad)'s(?= school)",
    r"(?<![\w'])no(?:t|ne|r)?(?![\w-])",
    r"(?>care|caring) plan$",
    r"[^a-z]{2}school",
    r"(?:so|as) (?:often|seldom)(?:,| as| and\b)",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EXPRESSIONS), TEXTS | st.builds(lambda text: text * 40, TEXTS), st.data())
@example(EXPRESSIONS[0], "unsupported", None)
@example(EXPRESSIONS[3], "3pm to 1pm", None)
@example(EXPRESSIONS[6], "a school", None)
def test_an_expression_finds_in_any_text_what_it_finds_without_the_gate(
    source: str, text: str, data: st.DataObject | None
) -> None:
    one, text = Expression(source), prepare(plain(text))
    assert [match.span() for match in one.finditer(text)] == [match.span() for match in re.finditer(source, text)]
    first = data.draw(st.integers(0, len(text))) if data else 1
    last = data.draw(st.integers(first, len(text))) if data else len(text) - 1
    found, expected = one.search(text, first, last), re.compile(source).search(text, first, last)
    assert (found.span() if found else None) == (expected.span() if expected else None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=2, max_size=8, unique=True), TEXTS)
def test_a_group_names_every_list_that_is_in_a_text(shapes: list[str], text: str) -> None:
    group = Group([*(compiled([shape]) for shape in shapes), *map(Expression, EXPRESSIONS)])
    text = prepare(plain(text))
    there = [number for number, one in enumerate(group.members) if one.search(str(text)) is not None]
    assert set(there) <= set(group.numbers_in(text))
    assert group.may_be_in(text) or not there


def test_a_part_of_a_long_text_lets_in_what_stands_in_it() -> None:
    patterns = compiled(["purple~ elephant", "never~ mentioned", "another~ one", "some~ thing"])
    text = prepare("and the words go on and on. " * WINDOW + "a purple elephant. " + "and so they go on. " * WINDOW)
    at = text.index("purple")
    assert [match.start() for match in patterns.finditer(text)] == [at]
    assert patterns.search(text, at - 3, at + 20) is not None
    assert patterns.search(text, 0, WINDOW) is None
    assert "1" not in text.told_between(patterns.last, 0, WINDOW)[patterns.first :]


def test_every_list_of_the_rules_finds_what_one_regular_expression_of_it_finds(lists: list[Patterns]) -> None:
    texts = [prepare(plain(str(row["text"]))) for row in rows()]
    assert len(lists) > 300
    for patterns in lists:
        for text in texts[::4]:
            assert spans(patterns, prepare(text)) == expected(patterns, text), (patterns, text)
