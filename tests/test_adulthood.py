"""Preparing for adulthood by substance: what counts, where, of whom, and from when."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.model import Circumstances, Relative
from sendadvice_docs.subject import PASSAGE_AS_ADVICE
from tests.examples import merged, minimal

ONLY = Settings(select=("SC301", "SC302"))
BOX = "preparation_for_adulthood/independent_living"
PERSON = Circumstances(
    name="Idris Whitlock",
    pronouns="he/him",
    year_group=10,
    people=(Relative("/people/0", "Marie Whitlock", "mother"),),
)


def says_nothing(text: str, field: str = BOX, person: Circumstances = PERSON) -> bool:
    """Return whether a passage, taken for all there is, is found to say nothing of adult life."""
    return bool(lint_text(text, field, person, ONLY, PASSAGE_AS_ADVICE).findings)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("N/A", id="not applicable"),
        pytest.param("Independent living:", id="a heading"),
        pytest.param("Friends, relationships and community", id="a heading of topics"),
        pytest.param("To be discussed at the next review.", id="put off"),
        pytest.param("Unknown until GCSE results", id="put off to a day"),
        pytest.param("See section F and the college's paperwork.", id="elsewhere"),
        pytest.param("SENCO will be picking this up.", id="somebody else's"),
        pytest.param("Idris is growing up fast and will soon be an adult.", id="a bare mention of growing up"),
        pytest.param("Idris needs support to develop his independence skills.", id="support without a thing in it"),
        pytest.param("No social care need because this is for health.", id="a reason without a reason"),
        pytest.param("Marie does everything and would rather not discuss it.", id="no answer"),
    ],
)
def test_a_box_that_only_puts_the_matter_off_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Cooks.", id="one word"),
        pytest.param("Can't use money.", id="what he cannot do"),
        pytest.param("Has one friend.", id="what he has"),
        pytest.param("A helper at his elbow for everything but his phone.", id="no topic at all, but his life"),
        pytest.param("No social care need here because he shops and travels by himself.", id="the reason why not"),
        pytest.param("Marie still shaves him.", id="what is done for him"),
    ],
)
def test_any_statement_about_the_person_answers_in_an_areas_own_box(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        pytest.param("He cannot go out without his parents.", False, id="getting about"),
        pytest.param("He gives his pocket money to boys who call him their mate.", False, id="money and safety"),
        pytest.param("Marie holds his bank card.", False, id="his mother with his card"),
        pytest.param("Marie left her job at the bank.", True, id="his mother's own job"),
        pytest.param("His sister sleeps at her friend's house.", True, id="his sister's friend"),
        pytest.param("He wakes at three and screams.", True, id="sleep"),
        pytest.param("Two workers lift him into the bath.", True, id="care"),
    ],
)
def test_elsewhere_a_topic_of_adult_life_must_be_said_of_the_young_person(text: str, nothing: bool) -> None:
    assert says_nothing(text, "needs/description") is nothing


@pytest.mark.parametrize(
    ("text", "field", "nothing"),
    [
        pytest.param("Own flat. Own key. Cat.", "views/child_or_young_person/text", False, id="his own fragments"),
        pytest.param("I like red.", "views/child_or_young_person/text", True, id="his own words about something else"),
        pytest.param("I haven't had a night out since May.", "views/family/text", True, id="a parent of herself"),
        pytest.param("What worries me is after me.", "views/family/text", False, id="a parent of what comes after her"),
    ],
)
def test_views_are_read_by_whose_they_are(text: str, field: str, nothing: bool) -> None:
    assert says_nothing(text, field) is nothing


@pytest.mark.parametrize(
    ("person", "due"),
    [
        pytest.param(Circumstances(year_group=8), False, id="Year 8"),
        pytest.param(Circumstances(year_group=9), True, id="Year 9"),
        pytest.param(Circumstances(year_group="beyond_school"), True, id="beyond school"),
        pytest.param(
            Circumstances(date_of_birth=dt.date(2013, 8, 31), on=dt.date(2026, 9, 1)), True, id="born on the last day"
        ),
        pytest.param(
            Circumstances(date_of_birth=dt.date(2013, 9, 1), on=dt.date(2026, 9, 1)), False, id="born a day later"
        ),
        pytest.param(Circumstances(), True, id="a box of the section, and no age"),
    ],
)
def test_it_applies_from_year_nine_on(person: Circumstances, due: bool) -> None:
    assert says_nothing("N/A", BOX, person) is due


def test_a_bare_passage_is_never_called_missing_unless_it_is_a_box_of_the_section() -> None:
    assert lint_text("He wakes at three.", "needs/description", PERSON, ONLY).findings == ()
    assert [one.code for one in lint_text("N/A", BOX, PERSON, ONLY).findings] == ["SC301"]


def codes(patch: dict[str, object]) -> list[tuple[str, str]]:
    text = yaml.safe_dump(merged(minimal(), patch), allow_unicode=True, sort_keys=False)
    return [(one.code, one.path) for one in lint(text.encode(), "advice.yaml", ONLY).findings]


YEAR_10 = {"date_of_birth": "2012-02-10"}


def test_each_area_left_open_is_found_and_one_said_elsewhere_is_not() -> None:
    section = "/preparation_for_adulthood"
    assert codes({"person": YEAR_10}) == [("SC302", f"{section}/employment"), ("SC302", f"{section}/health")]
    wish: dict[str, object] = {"person": YEAR_10, "aspirations": "Asha wants a job with animals."}
    assert codes(wish) == [("SC302", f"{section}/health")]
    assert codes({**wish, "preparation_for_adulthood": {"health": "She tells the dentist herself."}}) == []


def test_a_need_that_names_its_area_answers_it() -> None:
    need = {**minimal()["needs"][0], "pfa": ["employment", "health", "community_inclusion", "independent_living"]}
    assert codes({"person": YEAR_10, "needs": [need]}) == []


HOME_ONLY: dict[str, object] = {
    "person": {"name": "Jordan Price", "preferred_name": None, "date_of_birth": "2011-02-10", "pronouns": "he/him"},
    "people": [{"name": "Lisa Price", "relation": "mother"}, {"name": "Tyler Price", "relation": "brother"}],
    "needs": [
        {
            "id": "N1",
            "area": "home",
            "description": "Jordan wakes four times a night and needs two adults to lift him into the bath.",
            "impact_on_child": "He is worn out and falls asleep on the school bus.",
            "impact_on_family": "His mother has not slept since May and has dropped two days at work. His "
            "brother goes to his friends' houses.",
            "met_by": "local_authority",
        }
    ],
    "outcomes": [{"id": "O1", "needs": ["N1"], "description": "By July 2027 Jordan will sleep for six hours a night."}],
    "provision": [{"id": "P1", "needs": ["N1"], "outcomes": ["O1"], "description": "Two care workers will wash him."}],
    "views": {
        "child_or_young_person": {"text": "I like my room warm. I don't like it when it hurts.", "how": "Pictures"},
        "family": [{"by": "Lisa Price", "text": "I work at the hospital laundry. I need some sleep.", "how": "visit"}],
    },
    "aspirations": "Jordan would like a bigger television.",
    "going_well": "He gets on well with his brother and laughs a lot. School say that he works hard.",
    "difficulties": "Nights and bath times.",
    "informal_support": "His uncle does the shopping.",
    "preparation_for_adulthood": None,
}
HOLLOW = {
    "employment": "It is felt to be too early for this; the school's careers lead will pick it up in Year 11.",
    "independent_living": "Jordan will be supported to develop his independence skills, as set out in section F.",
    "community_inclusion": "No information was available to social care at the time of writing.",
    "health": "Ongoing - see the paediatric report dated 3 March.",
}
FULL = {
    "employment": "He wants to work with dogs.",
    "independent_living": "He chooses his own clothes.",
    "community_inclusion": "He sees two friends on Sundays.",
    "health": "He tells the nurse himself where it hurts.",
}


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param({}, id="no box at all"),
        pytest.param({"preparation_for_adulthood": HOLLOW}, id="boxes with words that put it off"),
        pytest.param(
            {"preparation_for_adulthood": {"transition": {"reason": "The adult team hears of Jordan at the review."}}},
            id="when the adult team is told",
        ),
    ],
)
def test_a_whole_advice_about_care_at_home_says_nothing_of_adult_life(patch: dict[str, object]) -> None:
    assert codes({**HOME_ONLY, **patch}) == [("SC301", "/preparation_for_adulthood")]


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param({"aspirations": "Jordan wants to be a DJ and to share a flat."}, id="aspirations"),
        pytest.param({"difficulties": "He has no friends and cannot be left alone."}, id="difficulties"),
        pytest.param(
            {"needs": [{"id": "N1", "description": "Unable to travel by himself or handle money."}]}, id="a need's note"
        ),
        pytest.param(
            {"views": {"family": [{"by": "Lisa Price", "text": "What of Jordan when we are gone? He can't be left."}]}},
            id="the family about him",
        ),
    ],
)
def test_substance_elsewhere_in_a_whole_advice_is_enough(patch: dict[str, object]) -> None:
    assert ("SC301", "/preparation_for_adulthood") not in codes({**HOME_ONLY, **patch})


@pytest.mark.parametrize(
    ("box", "elsewhere"),
    [
        pytest.param({"health": HOLLOW["health"]}, {}, id="hollow"),
        pytest.param({"health": None}, {}, id="left open"),
        pytest.param({"health": "To be discussed."}, {"informal_support": "Lisa has a GP."}, id="a word by the way"),
        pytest.param({"health": "N/A", "transition": {"reason": "The nurse tells the adult team."}}, {}, id="the team"),
    ],
)
def test_whoever_uses_the_boxes_leaves_none_hollow(box: dict[str, object], elsewhere: dict[str, object]) -> None:
    patch = {**HOME_ONLY, **elsewhere, "preparation_for_adulthood": {**FULL, **box}}
    assert codes(patch) == [("SC302", "/preparation_for_adulthood/health")]
    told = {**patch, "going_well": "Jordan takes his inhaler himself and knows what it is for."}
    assert codes(told) == []


def test_a_file_with_faults_is_not_called_silent() -> None:
    assert [code for code, _ in codes({"person": {**YEAR_10, "disabled": "perhaps"}})] == ["SC001"]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_check_fail(text: str) -> None:
    for field in (BOX, "needs/description", "views/family/text"):
        assert len(lint_text(text, field, PERSON, ONLY, PASSAGE_AS_ADVICE).findings) <= 1
