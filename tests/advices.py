"""Generated advice: every field a section prints, given or left out, with any text in it."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from sendadvice_docs import labels
from sendadvice_docs.model import (
    Advice,
    CareAndSupportPlan,
    Need,
    NoNeedsIdentified,
    Outcome,
    Person,
    PreparationForAdulthood,
    Professional,
    Provision,
    ProvisionReview,
    Referral,
    Transition,
    UnmetNeed,
    View,
)
from tests.strategies import TEXTS

_DAYS = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
_YES_OR_NO = st.none() | st.booleans()
_SAID = TEXTS.filter(str.strip)


def _code(words: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *words])


def _some(prefix: str, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Return ids of entries, also of one there may be none of."""
    return st.lists(st.sampled_from([f"{prefix}{number}" for number in range(1, most + 2)]), unique=True).map(tuple)


def _need(number: int) -> st.SearchStrategy[Need]:
    return st.builds(
        Need,
        st.just(f"/needs/{number - 1}"),
        st.just(f"N{number}"),
        area=_code(labels.AREAS),
        description=TEXTS,
        linked_to=TEXTS,
        impact_on_child=TEXTS,
        impact_on_family=TEXTS,
        met_by=_code(labels.MET_BY),
        related_to_send=_YES_OR_NO,
        pfa=st.lists(st.sampled_from([*labels.PFA]), unique=True, max_size=2).map(tuple),
        source=TEXTS,
    )


def _outcome(number: int) -> st.SearchStrategy[Outcome]:
    return st.builds(
        Outcome,
        st.just(f"/outcomes/{number - 1}"),
        st.just(f"O{number}"),
        needs=_some("N", 3),
        description=TEXTS,
        by=_DAYS,
    )


def _provision(number: int) -> st.SearchStrategy[Provision]:
    return st.builds(
        Provision,
        st.just(f"/provision/{number - 1}"),
        st.just(f"P{number}"),
        needs=_some("N", 3),
        outcomes=_some("O", 2),
        description=TEXTS,
        legal_basis=_code(labels.LEGAL_BASES),
        category=_code(labels.CATEGORIES),
        amount=TEXTS,
        frequency=TEXTS,
        duration=TEXTS,
        start=_DAYS,
        end=st.none(),
        provider=TEXTS,
        delivery=_code(labels.DELIVERIES),
        residential=_YES_OR_NO,
        status=_code(labels.STATUSES),
        replaces=st.sampled_from(["", "X1"]),
        source=TEXTS,
    )


def _view(place: str) -> st.SearchStrategy[View]:
    return st.builds(View, st.just(place), text=TEXTS, by=st.sampled_from(["", "Meena Verma"]), how=TEXTS)


_PEOPLE = st.builds(
    Person,
    st.sampled_from(["Asha Verma", "Llŷr ap Siôn", "O’Neil & Daughter <Jr.>", "*Joe* _Smith_"]),
    st.sampled_from([dt.date(2012, 2, 29), dt.date(2006, 3, 29)]),
    preferred_name=st.sampled_from(["", "Ash"]),
    disabled=_YES_OR_NO,
    send=TEXTS,
    communication=TEXTS,
)

ADVICES = st.builds(
    Advice,
    st.just("1.0"),
    st.sampled_from(["ehc_needs_assessment", "annual_review"]),
    _PEOPLE,
    id=st.sampled_from(["", "R-7"]),
    completed=_DAYS,
    author=st.none()
    | st.builds(Professional, st.just("Not Printed"), role=st.sampled_from(["", "social_worker"]), team=TEXTS),
    own_view=st.none() | _view("/v"),
    family_views=st.lists(_view("/w"), max_size=2).map(tuple),
    aspirations=TEXTS,
    going_well=TEXTS,
    difficulties=TEXTS,
    informal_support=TEXTS,
    needs=st.integers(0, 3).flatmap(lambda most: st.tuples(*(_need(number + 1) for number in range(most)))),
    outcomes=st.integers(0, 2).flatmap(lambda most: st.tuples(*(_outcome(number + 1) for number in range(most)))),
    provision=st.integers(0, 3).flatmap(lambda most: st.tuples(*(_provision(number + 1) for number in range(most)))),
    previous_provision=st.just((Provision("/previous_provision/0", "X1", description="A Sunday walk."),)),
    preparation_for_adulthood=st.none()
    | st.builds(
        PreparationForAdulthood,
        TEXTS,
        TEXTS,
        TEXTS,
        TEXTS,
        st.none() | st.builds(Transition, _DAYS, _code(labels.TRANSITION_ASSESSMENTS), TEXTS),
    ),
    care_and_support_plan=st.none() | st.builds(CareAndSupportPlan, _DAYS, _YES_OR_NO),
    no_needs_identified=st.none() | st.builds(NoNeedsIdentified, TEXTS),
    unmet_need=st.none()
    | st.builds(UnmetNeed, st.just(value=True), TEXTS, st.none() | st.builds(Referral, TEXTS, _DAYS)),
    signposting=st.lists(_SAID, max_size=2).map(tuple),
    review=st.lists(
        st.builds(
            ProvisionReview,
            st.just("/review/0"),
            st.sampled_from(["P1", "X1"]),
            TEXTS,
            TEXTS,
            _code(labels.DECISIONS),
        ),
        max_size=2,
    ).map(tuple),
)
