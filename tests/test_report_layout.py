"""How text stands on a terminal: its width in cells, its lines, and what of it may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.report.layout import cells, count_of, listed, safe, style, width_of, wrap
from sendadvice_docs.report.passage import underlined


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("needs", 5, id="plain letters"),
        pytest.param("“needs”", 7, id="curly quotation marks"),
        pytest.param("Siân", 4, id="one composed accent"),
        pytest.param("Sia\u0302n", 4, id="a combining accent"),
        pytest.param("漢字", 4, id="Chinese characters"),
        pytest.param("😀", 2, id="an emoji"),
        pytest.param("👍🏽", 2, id="an emoji with a skin tone"),
        pytest.param("👨‍👩‍👧", 2, id="a family joined of three emoji"),
        pytest.param("❤️", 2, id="a sign made an emoji"),
        pytest.param("a\tb", 6, id="a tab"),
        pytest.param("\u202eabc", 4, id="a sign that turns the direction of writing"),
    ],
)
def test_the_width_of_a_text_is_counted_in_terminal_cells(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800"])
def test_a_character_that_could_change_the_terminal_is_not_shown(character: str) -> None:
    assert safe(f"a{character}b") == "a\ufffdb"


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_each_character_is_shown_once_and_safely(text: str) -> None:
    shown = cells(text)
    assert len(shown) == len(text)
    assert not any(character in "\x1b\r\n\x07\b" for character, _ in shown)


@given(st.text(alphabet=st.sampled_from("ab é漢😀\n\t"), max_size=300), st.integers(20, 60))
@settings(max_examples=200, deadline=None)
def test_wrapping_keeps_every_word_and_no_line_of_several_words_is_too_long(text: str, width: int) -> None:
    wrapped = wrap(text, width, indent="  ")
    assert wrapped.split() == text.split()
    assert all(width_of(line) <= width or len(line.split()) == 1 for line in wrapped.split("\n"))


def test_the_first_line_may_begin_differently_from_the_others() -> None:
    assert wrap("one two three", 12, indent="    ", first="  - ") == "  - one two\n    three"


def test_paragraphs_stay_apart() -> None:
    assert wrap("one\ntwo", 40, indent="  ") == "  one\n  two"


def test_without_colour_a_style_changes_nothing() -> None:
    assert style("joe.yaml", "bold", colour=False) == "joe.yaml"


def test_a_style_is_given_to_each_line_by_itself() -> None:
    assert style("a\n\nb", "bold", colour=True) == "\x1b[1ma\x1b[0m\n\n\x1b[1mb\x1b[0m"


def test_the_marked_words_of_a_passage_are_underlined_on_every_line_they_reach() -> None:
    text = "one two three four"
    marks = [(text.index("two"), text.index(" four"))]
    assert underlined(text, marks, 12, indent="  ") == "  one two\n      ^^^\n  three four\n  ^^^^^"


def test_wide_characters_do_not_move_the_underline() -> None:
    text = "漢字 XXX"
    assert underlined(text, [(3, 6)], 40) == "漢字 XXX\n     ^^^"


def test_a_line_break_in_a_passage_is_kept() -> None:
    assert underlined("one\ntwo", [(4, 7)], 40, indent=" ") == " one\n two\n ^^^"


def test_numbers_and_lists_are_put_in_words() -> None:
    assert count_of(1, "error") == "1 error"
    assert count_of(0, "error") == "0 errors"
    assert count_of(2, "point of advice", "points of advice") == "2 points of advice"
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == (
        "",
        "a",
        "a and b",
        "a, b and c",
    )
