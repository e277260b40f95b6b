"""Rules made of patterns: what each kind of pattern finds, and what excuses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.kinds.pattern import build
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import catalogue
from sendadvice_docs.source import Field, Prose
from sendadvice_docs.subject import Subject

ONLY = Settings(select=("SC803",))


def passages(match: Mapping[str, Any], text: str) -> list[str]:
    """Return what a rule of the given patterns finds in a text."""
    rule = replace(catalogue()["SC803"], match=match)
    field = Field("/going_well", "going_well", Prose.verbatim(text))
    subject = Subject(None, (field,), Circumstances(), load_profile("national"), whole=False)
    return [text[hit.start : hit.end] for hit in build(rule)(subject)]


@pytest.mark.parametrize(
    ("match", "text", "found"),
    [
        pytest.param({"find": ["tbc"]}, "Start TBC. End tbc", ["TBC", "tbc"], id="a pattern, in any case"),
        pytest.param({"cased": ["TBC"]}, "Start TBC. End tbc", ["TBC"], id="text as written"),
        pytest.param(
            {"sentences": ["delete"]}, "He swims. Please delete this.", ["Please delete this."], id="a sentence"
        ),
        pytest.param({"openings": ["describe"]}, "He can describe it. Describe it.", ["Describe it."], id="an opening"),
        pytest.param({"whole": ["Outcome \\d"]}, "  Outcome 1\n", ["Outcome 1"], id="a whole text, without its edges"),
        pytest.param({"whole": ["Outcome \\d"]}, "Outcome 1 is met", [], id="part of a text"),
        pytest.param({"find": ["x+"], "except": ["xx l"]}, "xx l, x", ["x"], id="but for an exception it overlaps"),
        pytest.param({"find": ["tbc"], "about": ["texts"]}, "He texts TBC. TBC", ["TBC"], id="but for its sentence"),
        pytest.param({"find": ["tbc"], "unless": ["quoted"]}, "“TBC” and TBC", ["TBC"], id="but for a state"),
        pytest.param({"always": ["tbc"], "unless": ["quoted"]}, "“TBC”", ["TBC"], id="always, whatever the state"),
        pytest.param({"find": ["a1", "b2"]}, "a1 b2, a1", ["a1 b2", "a1"], id="neighbours made one"),
    ],
)
def test_each_kind_of_pattern_finds_what_it_should(match: Mapping[str, Any], text: str, found: list[str]) -> None:
    assert passages(match, text) == found


def placeholders(text: str, field: str = "provision/description") -> list[str]:
    return [one.quote or "" for one in lint_text(text, field, Circumstances(), ONLY).findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("By <date> he swims.", ["<date>"], id="angle brackets"),
        pytest.param("[Name]'s sleep is poor and [he/she] is tired.", ["[Name]", "[he/she]"], id="square brackets"),
        pytest.param("“[insert quote]”", ["[insert quote]"], id="brackets inside quotation marks"),
        pytest.param("«FirstName» and %NAME%", ["«FirstName»", "%NAME%"], id="merge fields"),
        pytest.param("Known from 20XX; x hours; £XX a week.", ["XX", "x", "£XX"], id="figures that were to come"),
        pytest.param("He/she likes his/her room.", ["He/she", "his/her"], id="a choice that was never made"),
        pytest.param("TODO ring the club. He swims.", ["TODO ring the club"], id="a note to oneself"),
        pytest.param(
            "What is the impact on the child?", ["What is the impact on the child?"], id="a question of the form"
        ),
        pytest.param("By whom? By when?", ["By whom? By when?"], id="questions and nothing else"),
        pytest.param("Only complete if Year 9 or above", ["Only complete if Year 9 or above"], id="an instruction"),
        pytest.param("Outcome 1", ["Outcome 1"], id="a heading alone"),
    ],
)
def test_what_a_form_left_behind_is_found(text: str, found: list[str]) -> None:
    assert placeholders(text) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hours: [Mon] 2, [Wed] 2. His [very large] dog.", id="brackets with something in them"),
        pytest.param("“I like [...] dogs [sic].”", id="an editor's brackets"),
        pytest.param("The place is to be confirmed by the panel on 4 June.", id="confirmed by somebody on a day"),
        pytest.param("2 x 3 hours a week; size XXL; Fragile X; 47,XXY.", id="an x that stands"),
        pytest.param("“It's TBC, always TBC,” his mother says.", id="what was said"),
        pytest.param("Where will he go? He asks her nightly.", id="a question of his own"),
        pytest.param("Use the side gate. Please knock. Insert the spoon from the left.", id="how to look after him"),
        pytest.param("He can choose an item, enter his PIN and write his name below.", id="what he can do"),
    ],
)
def test_what_only_looks_like_a_gap_is_left_alone(text: str) -> None:
    assert placeholders(text) == []


@given(st.text(alphabet="xX?_.[]<>{}«»()/ \n“”TBCtbcaé£2", max_size=120))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_rule_fail(text: str) -> None:
    for one in lint_text(text, "going_well", Circumstances(), ONLY).findings:
        assert one.start is not None
        assert one.end is not None
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("unit", ["x", "?", "[", ". ", "- ", "_", "what is the child ", "to be "])
def test_a_long_run_of_one_thing_is_read_in_good_time(unit: str) -> None:
    # A pattern that backtracks over such a run would not come to an end.
    assert placeholders(unit * (20_000 // len(unit))) is not None
