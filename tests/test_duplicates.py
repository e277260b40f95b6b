"""Text pasted into a second field (SC804): how much of it counts, and what may repeat."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint
from tests.examples import merged, minimal

ONLY = Settings(select=("SC804",))
EIGHT = "He will not go past the tall gate"
DESCRIPTION = "A support worker will go to the park with Asha for 3 hours every Saturday, all year."


def found(patch: dict[str, object]) -> list[tuple[str, str | None]]:
    text = yaml.safe_dump(merged(minimal(), patch), allow_unicode=True, sort_keys=False)
    return [(one.path, one.quote) for one in lint(text.encode(), "advice.yaml", ONLY).findings]


def provisions(**second: object) -> dict[str, object]:
    first, other = minimal()["provision"][0], minimal()["provision"][0]
    return {"provision": [first, {**other, "id": "P2", **second}]}


def test_a_whole_sentence_of_eight_words_is_found_at_the_later_copy() -> None:
    assert found({"going_well": f"{EIGHT}. At home.", "difficulties": f"Always: {EIGHT}."}) == []
    assert found({"going_well": f"{EIGHT}. At home.", "difficulties": f"Always. {EIGHT.upper()}!"}) == [
        ("/difficulties", EIGHT.upper())
    ]


def test_a_sentence_of_seven_words_may_repeat() -> None:
    assert (
        found({"going_well": "He will not pass the tall gate.", "difficulties": "He will not pass the tall gate."})
        == []
    )


def test_a_long_run_inside_other_sentences_is_found_without_what_surrounds_it() -> None:
    run = "the long walk home from the river past the mill with his grandfather every week"
    assert found({"going_well": f"He loves {run}.", "difficulties": f"Nobody minds {run} but Mum."}) == [
        ("/difficulties", run)
    ]


def test_sentences_pasted_together_are_one_finding() -> None:
    both = "She does not sleep until two in the morning. Her mother sits on the stairs and waits for her."
    assert found({"going_well": both, "difficulties": f"At home. {both}"}) == [("/difficulties", both[:-1])]


def test_two_provisions_at_one_time_with_one_text_are_found() -> None:
    assert found(provisions()) == [("/provision/1/description", DESCRIPTION[:-1])]


def test_a_provision_that_follows_another_may_say_the_same() -> None:
    assert found(provisions(start="2027-10-31", end="2028-10-31")) == []


def test_siblings_that_only_begin_alike_are_left_alone() -> None:
    begins = "A support worker will go to the park with Asha for 3 hours every Saturday, and in August to the lake."
    assert found(provisions(description=begins)) == []


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"))), st.text(st.characters(blacklist_categories=("Cs", "Cc")))
)
def test_no_text_is_too_odd(one: str, other: str) -> None:
    for path, quote in found({"going_well": f"{one} {other}", "difficulties": f"{other} {one}"}):
        assert path
        assert quote
