"""Many patterns asked of one text: the same matches as one regular expression of them all."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.evaluate import circumstances_of
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


def test_every_list_of_the_rules_finds_what_one_regular_expression_of_it_finds(lists: list[Patterns]) -> None:
    texts = [prepare(plain(str(row["text"]))) for row in rows()]
    assert len(lists) > 300
    for patterns in lists:
        for text in texts[::4]:
            assert spans(patterns, prepare(text)) == expected(patterns, text), (patterns, text)


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
