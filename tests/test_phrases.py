"""Phrases found in raw text by their first words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.phrases import Found, Phrases
from sendadvice_docs.words import expanded


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("teaching-assistant(s)?", "teaching assistants", id="a plural"),
        pytest.param("after-school club", "afterschool club", id="a hyphen left out"),
        pytest.param("after-school club", "after school club", id="a hyphen written as a space"),
        pytest.param("(private|home)? tutor", "tutor", id="an optional first word left out"),
        pytest.param("(private|home)? tutor", "home tutor", id="an optional first word"),
        pytest.param("learning support (team|unit)?", "learning support", id="an optional last word left out"),
        pytest.param("learning support (team|unit)?", "learning support unit", id="an optional last word"),
        pytest.param("young carers (in )?schools", "young carers schools", id="an optional middle word left out"),
        pytest.param("(full time |part time )?ta(s)?", "full  time tas", id="white space of any width"),
        pytest.param("s&lt", "s&lt", id="a mark inside a word"),
        pytest.param("one-to-one support", "one to one support", id="two hyphens as spaces"),
        pytest.param("one-to-one support", "one to-one support", id="two hyphens, one of them a space"),
        pytest.param("key-worker(s)?", "key workers", id="a second word with an ending"),
        pytest.param("half-day(s)? (at|in) school", "halfdays in school", id="an ending, then a choice"),
        pytest.param("handout(s)? (in advance)?", "handouts in advance", id="an ending, then what may be left out"),
        pytest.param("child's plan", "child's plan", id="an apostrophe"),
    ],
)
def test_a_phrase_is_found_in_its_wordings(phrase: str, text: str) -> None:
    assert Found("label", 4, 4 + len(text)) in list(Phrases([("label", phrase)]).find(f"the {text}, now"))


def test_a_phrase_is_not_looked_for_where_none_of_its_wordings_begins() -> None:
    """Nor is one found there: an ending that may be left out is no first word of its own."""
    assert not list(Phrases([("label", "half-day(s)? (at|in) school")]).find("in school, at school"))


def test_the_longest_phrase_of_a_label_is_found_at_each_word() -> None:
    phrases = Phrases([("thing", "ta"), ("thing", "ta support"), ("other", "support")])
    assert list(phrases.find("weekly ta support")) == [Found("thing", 7, 17), Found("other", 10, 17)]


def test_a_phrase_ends_at_the_edge_of_a_word() -> None:
    assert list(Phrases([("thing", "ta")]).find("tall tables")) == []


def test_an_ending_makes_any_word_a_phrase() -> None:
    assert list(Phrases([], [("doctor", "ologist")]).find("a neurologist")) == [Found("doctor", 2, 13)]


def test_a_bracket_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="bracket"):
        Phrases([("thing", "(ta|lsa support")])


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["(a|b c)? d(e)?", "f-g (h|i)?", "(j |k )?l", "m (n|o) (p)?"]), st.data())
def test_every_wording_a_phrase_stands_for_is_found_whole(phrase: str, data: st.DataObject) -> None:
    wording = data.draw(st.sampled_from(sorted(expanded(phrase))))
    assert Found("label", 2, 2 + len(wording)) in list(Phrases([("label", phrase)]).find(f"x {wording} x"))
