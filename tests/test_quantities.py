"""Reading amounts, frequencies, money, durations and dates, and telling which of them measure the provision."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.commitments import committed
from sendadvice_docs.exemplar import model_sentence
from sendadvice_docs.model import Provision
from sendadvice_docs.quantities import Measure, number_in, quantities


def measures(text: str) -> set[str]:
    return {str(one.measure) for one in quantities(text)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3 hours", 3),
        ("three hours", 3),
        ("3½ hours", 3.5),
        ("half an hour", 0.5),
        ("an hour and a half", 1.5),
        ("three and a half hours", 3.5),
        ("twenty-eight nights", 28),
        ("a hundred and twenty hours", 120),
        ("half a dozen trips", 6),
        ("a dozen trips", 12),
        ("£1,250.50", 1250.5),
        ("£4k", 4000),
        ("twice a week", 2),
        ("one or two visits", 1),
    ],
)
def test_a_number_is_read_from_words_and_figures(text: str, number: float) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["weekly", "", "every Saturday", "many hours", "½".replace("½", "")])
def test_a_text_without_a_figure_has_no_number(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("three hours every Saturday", {"amount", "frequency"}),
        ("24 nights a year", {"amount", "frequency"}),
        ("£85.20 a week", {"money", "frequency"}),
        ("Sat 10–4", {"clock"}),
        ("two evenings p/wk", {"amount", "frequency"}),
        ("every second Sunday", {"frequency"}),
        ("on school-holiday Mondays, 9 till 3", {"frequency"}),
        ("9.30 till 3.30", {"clock"}),
        ("x 2 nights pm", {"amount", "frequency"}),
        ("for the twelve weeks", {"duration"}),
        ("term-time Tuesdays", {"frequency"}),
        ("by 31 March 2027", {"date"}),
        ("from Friday teatime until Sunday lunchtime", {"clock"}),
        ("one weekend in four", {"amount", "frequency"}),
        ("1.5 h/d, 5 d/wk", {"amount", "frequency"}),
        ("round the clock", {"clock"}),
        ("morning and evening", {"frequency"}),
        ("52 hrs p.a.", {"amount", "frequency"}),
    ],
)
def test_a_quantity_is_known_for_what_it_measures(text: str, wanted: set[str]) -> None:
    assert wanted <= measures(text)


@pytest.mark.parametrize(
    "text",
    [
        "two carers",
        "a 1:1 ratio",
        "aged seventeen, in Year 12",
        "Room 4, budget code 2214",
        "six other children",
        "a group with eight members",
        "40 flats",
        "3 miles from home",
    ],
)
def test_a_number_of_something_else_is_no_quantity_of_support(text: str) -> None:
    assert not measures(text)


def test_a_quantity_carries_its_place_figure_and_unit() -> None:
    text = "Bea will have 2.5 hours with a worker."
    (one,) = quantities(text)
    assert (text[one.start : one.end], one.number, one.unit, one.measure) == ("2.5 hours", 2.5, "hour", Measure.AMOUNT)


COUNTING = [
    "A carer on both weekend days.",
    "A double-up call at 8, 1, 6 and 10.",
    "Every 4th weekend at the lodge.",
    "Sessional worker, Weds 1600-1830.",
    "A helper at every meal.",
    "For the duration of the summer holiday, a sitter.",
    "In all six weeks of the summer, a day at the farm.",
    "Three Sundays out of four.",
    "Daytime care from 8am until Mum is back at 2.",
    "A support worker on Tuesdays while his mother works.",
    "Parent asked for weekends, and a carer will come every Saturday.",
    "She is accompanied on all her journeys to Guides.",
    "The first and third Fridays.",
    "20 hrs pcm.",
    "At least once every eight weeks.",
    "A paid carer for two hours every evening.",
    "The plan was agreed on 3 May. Two nights a month at the lodge.",
]


@pytest.mark.parametrize("text", COUNTING)
def test_a_quantity_of_the_provision_counts(text: str) -> None:
    assert committed(text)


BESIDE = [
    "A carer will help him wash. This will be reviewed every six months.",
    "A mentor aged 24 will meet her from January 2027.",
    "A sitter, so that Dad, who works four nights a week, can sleep.",
    "The pool is 20 minutes away by bus.",
    "With a week's notice the sitter can swap days.",
    "A direct payment, paid four-weekly.",
    "A carer paid at £13.20 an hour.",
    "Previously they had 4 hours a week. A new worker will take her out.",
    "Mum would like ten hours a week. A carer will come.",
    '"I want six hours a week," she wrote.',
    "He wakes five times a night, so a night sitter will come.",
    "The office is open Monday to Friday, 9 to 5.",
    "Two carers, with ten years' experience.",
    "Staff meet weekly to talk about him.",
    "Because she is alone three days a week, a worker will visit.",
    "Support from April to June.",
    "Child in need visits every four weeks.",
]


@pytest.mark.parametrize("text", BESIDE)
def test_a_quantity_of_something_beside_the_provision_does_not_count(text: str) -> None:
    assert not committed(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
    assert set(committed(text)) <= set(quantities(text))


WORDS = [
    "3",
    "three",
    "½",
    "hours",
    "nights",
    "a week",
    "every",
    "Saturday",
    "£20",
    "to",
    "-",
    "and",
    "10am",
    "x",
    "p/wk",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_jumble_of_the_words_of_quantities_is_read(text: str) -> None:
    for one in quantities(text):
        assert one.text == one.text.lower()
        assert one.number is None or one.number >= 0


def test_a_model_sentence_is_filled_with_what_is_known() -> None:
    entry = Provision(
        pointer="/provision/0",
        id="P1",
        description="A support worker will take Bea swimming, as required.",
        provider="Linnet",
        frequency="every Saturday",
        amount="to be agreed",
    )
    assert model_sentence(entry) == (
        "“Linnet will take Bea swimming for (how many hours, nights or sessions) every Saturday from (date) to (date).”"
    )


def test_a_model_sentence_without_an_entry_is_all_gaps() -> None:
    assert model_sentence(None).count("(") == 6
