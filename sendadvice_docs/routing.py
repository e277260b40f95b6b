"""Where a provision stands in the plan, section H1 or H2, and on what ground.

The rows follow the Children and Families Act 2014 s.37(2)(e), s.37(2)(f) and s.37(3), the SEND Regulations 2014 reg. 12
and the SEND Code of Practice 2015 para 9.69. They are asked in their order, and the first that fits decides. The ground
is printed in the plan beside the entry, so it is written for a parent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sendadvice_docs.ages import attains
from sendadvice_docs.finding import Citation
from sendadvice_docs.labels import date_in_words
from sendadvice_docs.model import Need, Person, Provision
from sendadvice_docs.profile import Profile

Section = Literal["H1", "H2"]
Part = Literal["whole", "to_18", "from_18"]

#: The age from which nothing can stand in section H1.
ADULTHOOD = 18
#: The row of everybody who is 18 or over: whatever the law behind the support, the section is H2.
ADULT = "adult"
#: The row where the advice names no law, so that only H2 can be right until it does.
NO_LEGAL_BASIS = "legal_basis_not_given"

_S37_2_E = Citation("Children and Families Act 2014", "s.37(2)(e)")
_S37_2_F = Citation("Children and Families Act 2014", "s.37(2)(f)")
_S37_3 = Citation("Children and Families Act 2014", "s.37(3)")
_REGULATION = Citation("SEND Regulations 2014", "reg. 12")
_CODE = Citation("SEND Code of Practice 2015", "para 9.69")
_SECTION_2 = Citation("Chronically Sick and Disabled Persons Act 1970", "s.2")
_PARENT_CARERS = Citation("Children Act 1989", "ss.17ZD-17ZF")
_CARE_ACT = Citation("Care Act 2014")
_SECTION_2_IN_WORDS = "section 2 of the Chronically Sick and Disabled Persons Act 1970"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an entry stands where it does: the row of the table that decided, in words to a parent, and the law."""

    row: str
    text: str
    source: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """One dated entry of the plan: its section, the ground, and its first and last day (None where not known).

    `part` says which part of the provision's period it is: the whole, or one side of the 18th birthday.
    """

    section: Section
    ground: Ground
    start: dt.date | None
    end: dt.date | None
    part: Part = "whole"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rows ask about. `adult` is None where no day is known to reckon the age on."""

    provision: Provision
    person: Person
    profile: Profile
    adult: bool | None
    unrelated: bool

    @property
    def basis(self) -> str:
        return self.provision.legal_basis

    @property
    def called(self) -> str:
        return self.person.called


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    section: Section
    fits: Callable[[_Facts], bool]
    text: Callable[[_Facts], str]
    source: tuple[Citation, ...]


#: What the support is, after “This support”, by its legal basis.
_BASES = {
    "children_act_s17": "is given to a child in need under section 17 of the Children Act 1989",
    "children_act_s20": "is given under section 20 of the Children Act 1989",
    "care_plan": "is part of the care plan",
    "early_help": "is early help",
    "safeguarding": "is given to keep {called} safe",
    "special_guardianship": "is part of special guardianship support",
    "adoption_support": "is part of adoption support",
    "leaving_care": "is part of leaving care support",
    "parent_carer_assessment": "follows an assessment of a carer’s needs",
}


def _adult_text(facts: _Facts) -> str:
    if facts.adult is None:
        return (
            "This support is given under the Care Act 2014, which is for people of 18 or over. "
            "All social care for an adult stands in section H2."
        )
    return (
        f"{facts.called} is 18 or over for this support. From the 18th birthday all social care stands in section H2, "
        "whether it is given under the Care Act 2014 or another law."
    )


def _section_2_text(facts: _Facts) -> str:
    return (
        f"This support is given under {_SECTION_2_IN_WORDS}, which is for disabled children and young people. Until "
        f"the 18th birthday it stands in section H1. Once the council has decided that {facts.called} needs it, the "
        "council must see that it is provided."
    )


def _other_text(facts: _Facts) -> str:
    what = _BASES.get(facts.basis, "is other social care").format(called=facts.called)
    return (
        f"This support {what}. It does not come under {_SECTION_2_IN_WORDS}, so it stands in section H2, with the "
        "other social care that is needed because of special educational needs or a disability."
    )


_ROWS = (
    _Row(
        ADULT,
        "H2",
        # With no day to reckon the age on, a claim under the adults' own Act is the best evidence there is.
        lambda facts: facts.adult is True or (facts.adult is None and facts.basis == "care_act"),
        _adult_text,
        (_S37_2_F, _CARE_ACT, _CODE),
    ),
    _Row(
        "residential_short_break",
        "H2",
        lambda facts: facts.provision.residential is True,
        lambda _: (
            "This is a short break with a stay away from home overnight. Residential short breaks stand in section H2."
        ),
        (_S37_2_F, _CODE),
    ),
    _Row(
        "direct_payment_by_profile",
        "H2",
        lambda facts: facts.profile.direct_payments == "h2" and facts.provision.delivery == "direct_payment",
        lambda _: (
            "This support is paid for with a direct payment, and this council sets out all direct payments in section "
            "H2."
        ),
        (_S37_2_F, _REGULATION),
    ),
    _Row(
        "section_2",
        "H1",
        # Section 2 is only for disabled people, so a claim under it says "disabled" where the field says nothing.
        lambda facts: facts.basis == "csdpa_s2" and facts.person.disabled is not False,
        _section_2_text,
        (_S37_2_E, _SECTION_2, _REGULATION, _CODE),
    ),
    _Row(
        "parent_carer",
        "H1",
        lambda facts: facts.basis == "parent_carer_assessment" and facts.person.disabled is not False,
        lambda facts: (
            f"This support follows an assessment of what the parent or carer of {facts.called} needs "
            "(Children Act 1989). Such support for the carers of a disabled child may stand in section H1 until the "
            "18th birthday."
        ),
        (_S37_2_E, _PARENT_CARERS, _CODE),
    ),
    _Row(
        "section_2_not_disabled",
        "H2",
        lambda facts: facts.basis == "csdpa_s2",
        lambda facts: (
            f"Support under {_SECTION_2_IN_WORDS} is for disabled people, and this advice says that {facts.called} is "
            "not disabled in the meaning of the law. So this support stands in section H2."
        ),
        (_S37_2_F, _SECTION_2, _CODE),
    ),
    _Row(
        "care_act_under_18",
        "H2",
        lambda facts: facts.basis == "care_act",
        lambda facts: (
            f"The Care Act 2014 gives support to adults, and {facts.called} is under 18 when this support begins. It "
            f"does not come under {_SECTION_2_IN_WORDS} either, so it stands in section H2."
        ),
        (_S37_2_F, _CARE_ACT, _CODE),
    ),
    _Row(
        "not_related_to_send",
        "H2",
        lambda facts: facts.unrelated,
        lambda _: (
            "This support answers a need that does not come from special educational needs or a disability. It stands "
            "in section H2 so that it can be planned together with the rest of the support."
        ),
        (_S37_3, _CODE),
    ),
    _Row(
        NO_LEGAL_BASIS,
        "H2",
        lambda facts: not facts.basis,
        lambda _: (
            "This advice does not say which law the support is given under. Only support under "
            f"{_SECTION_2_IN_WORDS}, or after a parent carer’s assessment, may stand in section H1, so it stands in "
            "section H2."
        ),
        (_S37_2_F, _CODE),
    ),
    _Row("other_social_care", "H2", lambda _: True, _other_text, (_S37_2_F, _REGULATION, _CODE)),
)

#: The rows of the table by their id, in the order in which they are asked.
ROWS: tuple[str, ...] = tuple(row.id for row in _ROWS)


def _decided(facts: _Facts) -> tuple[Section, Ground]:
    row = next(row for row in _ROWS if row.fits(facts))
    text = row.text(facts)
    if facts.provision.delivery == "direct_payment" and row.id != "direct_payment_by_profile":
        text += " It is paid as a direct payment, which does not change its section."
    return row.section, Ground(row.id, text, row.source)


def _unrelated(provision: Provision, needs: Iterable[Need]) -> bool:
    """Return whether the provision answers needs, and every one of them is said not to be related to SEND."""
    answered = [need for need in needs if need.id in provision.needs]
    return bool(answered) and all(need.related_to_send is False for need in answered)


def _spans(provision: Provision, on: dt.date | None, birthday: dt.date) -> bool:
    """Return whether the birthday falls after the first day of the provision and not after its last.

    A provision without an end goes on at least until today, so one that began before the birthday spans it once the
    birthday has passed; until then nobody can say, and it is not divided.
    """
    first = provision.start or on
    last = provision.end or on
    return first is not None and last is not None and first < birthday <= last


def adult_at(provision: Provision, person: Person, on: dt.date | None) -> bool | None:
    """Return whether the person is 18 or over when a provision starts; None where no day is known to reckon it on."""
    birthday = attains(person.date_of_birth, ADULTHOOD)
    first = provision.start or on
    if first is not None:
        return first >= birthday
    return False if provision.end is not None and provision.end < birthday else None


def place(
    provision: Provision, person: Person, on: dt.date | None, profile: Profile, needs: Sequence[Need] = ()
) -> tuple[Placement, ...]:
    """Return where a provision stands: one dated entry, or two where the 18th birthday falls within its period.

    Age is reckoned on the provision's start, else on the day `on`; with neither, a provision that ends before the 18th
    birthday is a child's, and any other is placed by its legal basis alone (only the Care Act 2014 makes it an
    adult's). `needs` are those of the advice: a provision all of whose needs are unrelated to SEND has a ground of its
    own. Unless the profile sends direct payments to H2, a direct payment follows its legal basis. `disabled` not stated
    is no denial: support under section 2 then stands in H1.

    The two entries of a divided period are in order of date, the first up to the day before the birthday and the second
    from the birthday, with the period's own start and end kept where they are not known. Source: Children and Families
    Act 2014 s.37; SEND Regulations 2014 reg. 12; SEND Code of Practice 2015 para 9.69.
    """
    birthday = attains(person.date_of_birth, ADULTHOOD)
    facts = _Facts(provision, person, profile, adult_at(provision, person, on), _unrelated(provision, needs))
    section, ground = _decided(facts)
    if not _spans(provision, on, birthday):
        return (Placement(section, ground, provision.start, provision.end),)

    return _divided(facts, birthday, section, ground)


def _divided(facts: _Facts, birthday: dt.date, section: Section, ground: Ground) -> tuple[Placement, Placement]:
    """Return the two entries of a period that spans the 18th birthday; `section` and `ground` are those before it."""
    eve = birthday - dt.timedelta(days=1)
    _, adult = _decided(replace(facts, adult=True))
    named = f"{facts.called}’s 18th birthday is on {date_in_words(birthday)}."
    until = (
        f"{ground.text} {named} This entry is for the time up to {date_in_words(eve)}; another carries on from the "
        "birthday."
    )
    after = (
        f"{named} From that day all social care stands in section H2, whether it is given under the Care Act 2014 or "
        f"another law. Up to {date_in_words(eve)} this support has an entry of its own in section {section}."
    )
    return (
        Placement(section, replace(ground, text=until), facts.provision.start, eve, "to_18"),
        Placement("H2", replace(adult, text=after), birthday, facts.provision.end, "from_18"),
    )


def standing(placements: Sequence[Placement], on: dt.date | None) -> tuple[Placement, ...]:
    """Return the placements without the part of a divided period that is over on the day `on`.

    A plan for an adult has nothing in H1, so the part up to the 18th birthday drops out once the birthday has come.
    """
    if on is None or len(placements) == 1:
        return tuple(placements)
    return tuple(one for one in placements if one.end is None or one.end >= on) or tuple(placements[-1:])
