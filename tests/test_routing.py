"""Which section each provision stands in, on what ground, and from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.ages import attains
from sendadvice_docs.labels import LEGAL_BASES
from sendadvice_docs.model import Need, Person, Provision
from sendadvice_docs.profile import Profile, load_profile
from sendadvice_docs.routing import ROWS, place, standing

NATIONAL = load_profile("national")
DIRECT_PAYMENTS_IN_H2 = replace(NATIONAL, direct_payments="h2")
CHILD = Person("Asha Verma", dt.date(2016, 2, 10), disabled=True)
#: 18 on 12 June 2027.
NEARLY_18 = Person("Kezia Ballantyne", dt.date(2009, 6, 12), preferred_name="Kez", disabled=True)
ADULT = Person("Rowan Sheldrake", dt.date(2006, 3, 29), disabled=True)
ON = dt.date(2026, 10, 5)
RELATED = Need("/needs/0", "N1", related_to_send=True)
UNRELATED = Need("/needs/1", "N2", related_to_send=False)


def provided(**facts: Any) -> Provision:
    """Return a provision of the coming year for need N1, with the facts given."""
    usual: dict[str, Any] = {"needs": ("N1",), "start": dt.date(2026, 11, 1), "end": dt.date(2027, 10, 31)}
    return Provision("/provision/0", "P1", **{**usual, **facts})


# --- The rows of the table -------------------------------------------------------------------------------------------

ROW_CASES = [
    pytest.param(ADULT, provided(legal_basis="care_act"), "H2", "adult", "s.37(2)(f)", id="an adult"),
    pytest.param(
        ADULT,
        provided(legal_basis="csdpa_s2"),
        "H2",
        "adult",
        "s.37(2)(f)",
        id="an adult for whom section 2 is claimed",
    ),
    pytest.param(
        ADULT,
        provided(legal_basis="care_act", residential=True),
        "H2",
        "adult",
        "s.37(2)(f)",
        id="an adult away overnight",
    ),
    pytest.param(
        ADULT,
        provided(legal_basis="leaving_care", delivery="direct_payment"),
        "H2",
        "adult",
        "s.37(2)(f)",
        id="a care leaver's direct payment",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="children_act_s20", residential=True),
        "H2",
        "residential_short_break",
        "para 9.69",
        id="a residential short break",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="csdpa_s2", category="non_residential_short_breaks", residential=True),
        "H2",
        "residential_short_break",
        "para 9.69",
        id="a residential short break named section 2",
    ),
    pytest.param(CHILD, provided(legal_basis="csdpa_s2"), "H1", "section_2", "s.37(2)(e)", id="section 2"),
    pytest.param(
        replace(CHILD, disabled=None),
        provided(legal_basis="csdpa_s2"),
        "H1",
        "section_2",
        "s.37(2)(e)",
        id="section 2, disability not stated",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="csdpa_s2", delivery="direct_payment"),
        "H1",
        "section_2",
        "s.37(2)(e)",
        id="section 2 as a direct payment",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="csdpa_s2", needs=("N2",)),
        "H1",
        "section_2",
        "s.37(2)(e)",
        id="section 2 for a need unrelated to SEND",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="parent_carer_assessment"),
        "H1",
        "parent_carer",
        "ss.17ZD-17ZF",
        id="a parent carer's assessment",
    ),
    pytest.param(
        replace(CHILD, disabled=False),
        provided(legal_basis="parent_carer_assessment"),
        "H2",
        "other_social_care",
        "s.37(2)(f)",
        id="a parent carer's assessment, the child not disabled",
    ),
    pytest.param(
        replace(CHILD, disabled=False),
        provided(legal_basis="csdpa_s2"),
        "H2",
        "section_2_not_disabled",
        "s.2",
        id="section 2, not disabled",
    ),
    pytest.param(
        CHILD, provided(legal_basis="care_act"), "H2", "care_act_under_18", "s.37(2)(f)", id="the Care Act under 18"
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="children_act_s17", category="recreational_or_educational_facilities"),
        "H2",
        "other_social_care",
        "s.37(2)(f)",
        id="section 17 for a section 2 kind of service",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="children_act_s17", delivery="direct_payment"),
        "H2",
        "other_social_care",
        "s.37(2)(f)",
        id="section 17 as a direct payment",
    ),
    *(
        pytest.param(
            CHILD, provided(legal_basis=basis), "H2", "other_social_care", "s.37(2)(f)", id=f"{basis} related to SEND"
        )
        for basis in LEGAL_BASES
        if basis not in ("csdpa_s2", "parent_carer_assessment", "care_act")
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="safeguarding", needs=("N2",)),
        "H2",
        "not_related_to_send",
        "s.37(3)",
        id="not related to SEND",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="safeguarding", needs=("N1", "N2")),
        "H2",
        "other_social_care",
        "s.37(2)(f)",
        id="one of two needs related to SEND",
    ),
    pytest.param(
        CHILD,
        provided(legal_basis="early_help", needs=()),
        "H2",
        "other_social_care",
        "s.37(2)(f)",
        id="no need named: nothing says that it is unrelated",
    ),
    pytest.param(CHILD, provided(), "H2", "legal_basis_not_given", "para 9.69", id="no legal basis given"),
]


@pytest.mark.parametrize(("person", "provision", "section", "row", "law"), ROW_CASES)
def test_each_row_of_the_table_gives_its_section_and_ground(
    person: Person, provision: Provision, section: str, row: str, law: str
) -> None:
    (placed,) = place(provision, person, ON, NATIONAL, (RELATED, UNRELATED))
    assert (placed.section, placed.ground.row) == (section, row)
    assert law in [one.place for one in placed.ground.source]
    assert (placed.start, placed.end, placed.part) == (provision.start, provision.end, "whole")


@pytest.mark.parametrize(
    ("person", "basis", "row"),
    [
        pytest.param(CHILD, "csdpa_s2", "direct_payment_by_profile", id="section 2"),
        pytest.param(CHILD, "parent_carer_assessment", "direct_payment_by_profile", id="a parent carer's assessment"),
        pytest.param(ADULT, "care_act", "adult", id="an adult, who is in H2 anyway"),
    ],
)
def test_a_profile_may_send_direct_payments_to_h2(person: Person, basis: str, row: str) -> None:
    (placed,) = place(provided(legal_basis=basis, delivery="direct_payment"), person, ON, DIRECT_PAYMENTS_IN_H2)
    assert (placed.section, placed.ground.row) == ("H2", row)


def test_a_profile_that_sends_direct_payments_to_h2_leaves_other_support_alone() -> None:
    (placed,) = place(provided(legal_basis="csdpa_s2", delivery="commissioned"), CHILD, ON, DIRECT_PAYMENTS_IN_H2)
    assert placed.section == "H1"


def test_every_row_is_reached_by_some_case() -> None:
    reached = {case.values[3] for case in ROW_CASES} | {"direct_payment_by_profile"}
    assert reached == set(ROWS)


# --- The 18th birthday -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "start", "section", "row"),
    [
        pytest.param("2008-11-02", "2026-11-01", "H1", "section_2", id="the last day of being 17"),
        pytest.param("2008-11-01", "2026-11-01", "H2", "adult", id="the birthday"),
        pytest.param("2008-10-31", "2026-11-01", "H2", "adult", id="the day after the birthday"),
        pytest.param("2008-02-29", "2026-02-28", "H1", "section_2", id="a leap day: 28 February of a common year"),
        pytest.param("2008-02-29", "2026-03-01", "H2", "adult", id="a leap day: 1 March of a common year"),
    ],
)
def test_the_section_changes_on_the_18th_birthday_exactly(born: str, start: str, section: str, row: str) -> None:
    day = dt.date.fromisoformat(start)
    person = Person("Asha Verma", dt.date.fromisoformat(born), disabled=True)
    (placed,) = place(provided(legal_basis="csdpa_s2", start=day, end=day), person, ON, NATIONAL)
    assert (placed.section, placed.ground.row) == (section, row)


@pytest.mark.parametrize(
    ("end", "sections"),
    [
        pytest.param("2027-06-11", ["H1"], id="ends on the day before the birthday"),
        pytest.param("2027-06-12", ["H1", "H2"], id="ends on the birthday"),
        pytest.param("2027-06-13", ["H1", "H2"], id="ends on the day after it"),
    ],
)
def test_a_period_that_spans_the_birthday_is_two_dated_entries(end: str, sections: list[str]) -> None:
    last = dt.date.fromisoformat(end)
    placed = place(provided(legal_basis="csdpa_s2", end=last), NEARLY_18, ON, NATIONAL)
    assert [one.section for one in placed] == sections
    assert placed[0].start == dt.date(2026, 11, 1)
    assert placed[-1].end == last
    if len(placed) == 2:
        assert placed[0].end == dt.date(2027, 6, 11)
        assert placed[1].start == dt.date(2027, 6, 12)
        assert "11 June 2027" in placed[0].ground.text
        assert "12 June 2027" in placed[1].ground.text
        assert [one.part for one in placed] == ["to_18", "from_18"]


def test_a_residential_break_that_spans_the_birthday_has_two_entries_in_h2_with_their_own_grounds() -> None:
    placed = place(provided(legal_basis="children_act_s17", residential=True), NEARLY_18, ON, NATIONAL)
    assert [(one.section, one.ground.row) for one in placed] == [("H2", "residential_short_break"), ("H2", "adult")]


def test_a_leap_day_birthday_divides_a_period_at_the_first_of_march() -> None:
    person = Person("Asha Verma", dt.date(2008, 2, 29), disabled=True)
    placed = place(
        provided(legal_basis="csdpa_s2", start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31)), person, None, NATIONAL
    )
    assert [(one.start, one.end) for one in placed] == [
        (dt.date(2025, 9, 1), dt.date(2026, 2, 28)),
        (dt.date(2026, 3, 1), dt.date(2026, 8, 31)),
    ]


def test_without_a_start_the_age_is_reckoned_on_the_day() -> None:
    no_start = provided(legal_basis="csdpa_s2", start=None, end=None)
    assert place(no_start, NEARLY_18, dt.date(2027, 6, 11), NATIONAL)[0].section == "H1"
    assert place(no_start, NEARLY_18, dt.date(2027, 6, 12), NATIONAL)[0].section == "H2"


def test_without_a_start_a_known_end_after_the_birthday_still_divides_the_period() -> None:
    placed = place(provided(legal_basis="csdpa_s2", start=None), NEARLY_18, ON, NATIONAL)
    assert [(one.section, one.start) for one in placed] == [("H1", None), ("H2", dt.date(2027, 6, 12))]


def test_without_an_end_support_for_a_child_is_not_divided_ahead_of_time() -> None:
    (placed,) = place(provided(legal_basis="csdpa_s2", end=None), NEARLY_18, ON, NATIONAL)
    assert (placed.section, placed.end) == ("H1", None)


def test_without_an_end_support_that_began_in_childhood_goes_over_to_h2_once_the_birthday_has_come() -> None:
    placed = place(provided(legal_basis="csdpa_s2", end=None), NEARLY_18, dt.date(2028, 1, 1), NATIONAL)
    assert [one.section for one in placed] == ["H1", "H2"]
    assert placed[1].end is None


@pytest.mark.parametrize(
    ("basis", "end", "section", "row"),
    [
        pytest.param("csdpa_s2", None, "H1", "section_2", id="section 2 is for those under 18"),
        pytest.param("care_act", None, "H2", "adult", id="the Care Act is for adults"),
        pytest.param("care_act", dt.date(2027, 6, 11), "H2", "care_act_under_18", id="it ends before the birthday"),
        pytest.param(
            "csdpa_s2", dt.date(2027, 6, 12), "H1", "section_2", id="an end after the birthday alone says nothing"
        ),
    ],
)
def test_with_no_day_at_all_the_legal_basis_decides(basis: str, end: dt.date | None, section: str, row: str) -> None:
    (placed,) = place(provided(legal_basis=basis, start=None, end=end), NEARLY_18, None, NATIONAL)
    assert (placed.section, placed.ground.row) == (section, row)


def test_the_part_before_the_birthday_drops_out_once_the_birthday_has_come() -> None:
    placed = place(provided(legal_basis="csdpa_s2"), NEARLY_18, ON, NATIONAL)
    assert standing(placed, dt.date(2027, 6, 11)) == placed
    assert standing(placed, dt.date(2027, 6, 12)) == placed[1:]
    assert standing(placed, dt.date(2030, 1, 1)) == placed[1:]
    assert standing(placed[:1], dt.date(2030, 1, 1)) == placed[:1]


basis = st.sampled_from(["", *LEGAL_BASES])
maybe_day = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@settings(max_examples=200, deadline=None)
@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2020, 12, 31)),
    maybe_day,
    maybe_day,
    maybe_day,
    basis,
    st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]),
    st.sampled_from(["", "in_house", "commissioned", "direct_payment"]),
    st.sampled_from([NATIONAL, DIRECT_PAYMENTS_IN_H2]),
)
def test_whatever_the_facts_nothing_for_an_adult_or_residential_stands_in_h1(
    born: dt.date,
    start: dt.date | None,
    end: dt.date | None,
    on: dt.date | None,
    law: str,
    disabled: bool | None,
    residential: bool | None,
    delivery: str,
    profile: Profile,
) -> None:
    person = Person("Asha Verma", born, disabled=disabled)
    provision = provided(legal_basis=law, start=start, end=end, residential=residential, delivery=delivery)
    placed = place(provision, person, on, profile)
    birthday = attains(born, 18)
    assert (placed[0].start, placed[-1].end) == (start, end)
    for one in placed:
        assert one.ground.text
        assert one.ground.source
        if one.section == "H1":
            assert one.start is None or one.start < birthday
            assert residential is not True
            assert disabled is not False
            assert law in ("csdpa_s2", "parent_carer_assessment")
    if len(placed) == 2:
        assert placed[0].end == birthday - dt.timedelta(days=1)
        assert placed[1].start == birthday
        assert placed[1].section == "H2"
