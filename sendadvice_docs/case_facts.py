"""The facts that decide who writes an advice: each has a name and a few values, so that every case can be gone through.

A pathway is data: rows of conditions on these facts (`sendadvice_docs.pathway`). What an advice file says is brought
here into facts that agree with one another: where a worker is allocated, a service is involved, and so on.
`sendadvice_docs.all_cases` goes through the facts that can hold together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendadvice_docs.ages import age_on, year_group_of
from sendadvice_docs.model import Advice, Case, Involvement, Professional, Situation
from sendadvice_docs.timescales import months_after

if TYPE_CHECKING:
    from sendadvice_docs.profile import Profile

Value = str | bool

ADULT = 18
#: From 16 on the young person speaks for themselves (Swindon's page; Mental Capacity Act 2005).
SPEAKS_FOR_THEMSELVES = 16
FIRST_YEAR_OF_ADULTHOOD = 9
#: The limit of a profile that says how many months a case counts as closed lately.
RECENTLY = "recently_closed_months"

#: What sort of worker each role is, of those that may be allocated.
WORKERS: Mapping[str, str] = {
    "social_worker": "childrens_social_worker",
    "consultant_social_worker": "childrens_social_worker",
    "team_manager": "childrens_social_worker",
    "duty_worker": "childrens_social_worker",
    "adult_social_worker": "adult_social_worker",
    "personal_advisor": "personal_adviser",
    "early_help_worker": "early_help",
    "lead_professional": "early_help",
    "family_practitioner": "short_breaks",
    "pfa_practitioner": "short_breaks",
}
_SERVICE_OF = {
    "childrens_social_worker": "childrens",
    "personal_adviser": "childrens",
    "adult_social_worker": "adults",
    "early_help": "early_help",
}
_CHILDRENS_STATUSES = frozenset({"child_in_need", "child_protection", "looked_after", "care_leaver"})
_SERVICES = {
    "childrens_social_care": "childrens",
    "adult_social_care": "adults",
    "early_help": "early_help",
    "short_breaks": "short_breaks",
    "youth_justice": "youth_justice",
}
#: Involvement that is over on the day it starts, if nothing else is said.
_OF_A_DAY = frozenset({"assessment", "referral", "care_act_assessment", "strategy_or_section_47"})


@dataclass(frozen=True)
class Facts:
    """The facts of one case. `purpose` and `age_band` are None where the file does not tell them.

    `worker` is the sort of worker that is allocated now, `involved` the service at work now; regular short breaks
    alone are `short_breaks` and involve nobody. `closed_recently`: a social worker's involvement ended no longer before
    the request than the profile's limit. `known` to social care, now or ever before.
    """

    purpose: str | None = "first"
    age_band: str | None = "under_16"
    allocated: bool = False
    worker: str = "none"
    involved: str = "none"
    adult_services: str = "none"
    front_door_assessment: str = "undecided"
    care_leaver: bool = False
    looked_after: bool = False
    youth_justice: bool = False
    short_breaks: bool = False
    families_first_assessment: bool = False
    closed_recently: bool = False
    known: bool = False
    support_in_place: bool = False
    year_9_or_beyond: bool = False
    request: str = "new"


_YES_OR_NO: tuple[Value, ...] = (False, True)
#: Every fact with its values, the plainest first.
VALUES: Mapping[str, tuple[Value, ...]] = {
    "purpose": ("first", "annual_review"),
    "age_band": ("under_16", "16_or_17", "adult"),
    "allocated": _YES_OR_NO,
    "worker": (
        "none", "childrens_social_worker", "adult_social_worker", "personal_adviser", "early_help", "short_breaks",
        "other",
    ),
    "involved": ("none", "childrens", "adults", "early_help"),
    "adult_services": ("none", "in_receipt", "allocated", "declined"),
    "front_door_assessment": ("undecided", "not_needed", "early_help", "social_work"),
    "care_leaver": _YES_OR_NO,
    "looked_after": _YES_OR_NO,
    "youth_justice": _YES_OR_NO,
    "short_breaks": _YES_OR_NO,
    "families_first_assessment": _YES_OR_NO,
    "closed_recently": _YES_OR_NO,
    "known": _YES_OR_NO,
    "support_in_place": _YES_OR_NO,
    "year_9_or_beyond": _YES_OR_NO,
    "request": ("new", "existing"),
}  # fmt: skip


def situation_from(advice: Advice) -> Situation:
    """Return the parts of a whole advice that decide who writes it."""
    person = advice.person
    return Situation(
        purpose=advice.purpose,
        request=advice.request,
        completed=advice.completed,
        name=person.name,
        preferred_name=person.preferred_name,
        date_of_birth=person.date_of_birth,
        year_group=person.year_group,
        statuses=person.statuses,
        case=advice.case,
        involvement=advice.involvement,
        provision=advice.provision,
        previous_provision=advice.previous_provision,
        review=advice.review,
    )


def day_of_the_case(situation: Situation, on: dt.date | None = None) -> dt.date | None:
    """Return the day that counts as today: the one given, else the advice's own, else that of the request."""
    received = situation.request.received if situation.request else None
    return on or situation.completed or received


def _is_current(one: Involvement, day: dt.date | None) -> bool:
    if one.end is None:
        return one.kind not in _OF_A_DAY
    return day is not None and one.end.first is not None and one.end.first > day


def _last_day(one: Involvement) -> dt.date | None:
    """Return the latest day on which an involvement may have ended; None where it lasts or nobody knows."""
    end = one.end or (one.start if one.kind in _OF_A_DAY else None)
    return end.last if end else None


def _closed_recently(situation: Situation, months: float, on: dt.date | None) -> bool:
    """Return whether a children's social worker's involvement ended within so many months before the request.

    The months run to the corresponding day, or to the last day of a month that has none. An end known only to the
    month or year counts as late as it may have been. A referral by itself is nobody's involvement.
    """
    asked = (situation.request.received if situation.request else None) or day_of_the_case(situation, on)
    ends = [
        _last_day(one)
        for one in situation.involvement
        if one.service == "childrens_social_care" and one.kind != "referral" and not _is_current(one, on)
    ]
    return asked is not None and any(months_after(end, int(months)) >= asked for end in ends if end)


def _age_band(date_of_birth: dt.date | None, day: dt.date | None) -> str | None:
    if date_of_birth is None or day is None:
        return None
    age = age_on(date_of_birth, day)
    if age >= ADULT:
        return "adult"
    return "16_or_17" if age >= SPEAKS_FOR_THEMSELVES else "under_16"


def allocated_worker(situation: Situation, facts: Facts) -> Professional | None:
    """Return the worker whom the facts mean by `worker`, where the file says who it is."""
    named = situation.case.allocated if situation.case else None
    if named is None or facts.worker == "none":
        return None
    # An adult worker whom the file does not name goes before, say, an early help worker whom it does.
    mismatch = facts.worker == "adult_social_worker" and WORKERS.get(named.role, "") in {"early_help", "short_breaks"}
    return None if mismatch else named


def _worker(case: Case, statuses: Sequence[str], *, adult: bool) -> str:
    worker = "none"
    if case.allocated is not None:
        role = case.allocated.role
        fallback = "adult_social_worker" if adult else "childrens_social_worker"
        worker = WORKERS.get(role, "other") if role else fallback
        if not role and "care_leaver" in statuses:
            worker = "personal_adviser"
    if case.adult_services == "allocated" and (worker == "none" or (adult and worker != "personal_adviser")):
        return "adult_social_worker"
    return worker


def _involved(facts: Facts, statuses: Sequence[str], services: set[str]) -> str:
    """Return the service at work now: the allocated worker's, else the one that the file speaks of."""
    adult = facts.age_band == "adult"
    if facts.worker != "none":
        return _SERVICE_OF.get(facts.worker, "adults" if adult else "childrens")
    adults = facts.adult_services == "in_receipt" or "adults" in services
    childrens = bool(_CHILDRENS_STATUSES.intersection(statuses)) or "childrens" in services
    early_help = "early_help" in statuses or "early_help" in services
    at_work = {"adults": adults, "childrens": childrens, "early_help": early_help}
    order = ("adults", "childrens", "early_help") if adult else ("childrens", "early_help", "adults")
    return next((service for service in order if at_work[service]), "none")


def facts_of(situation: Situation, profile: Profile, on: dt.date | None = None) -> Facts:
    """Return the facts of a case as of a day, as far as a profile's limits tell them.

    `on` stands in for today; without it the day the advice was completed counts, else that of the request.
    """
    day = day_of_the_case(situation, on)
    case, statuses = situation.case or Case(), situation.statuses
    current = [one for one in situation.involvement if _is_current(one, day)]
    services = {_SERVICES.get(one.service, "") for one in current}
    band = _age_band(situation.date_of_birth, day)
    worker = _worker(case, statuses, adult=band == "adult")
    adult_services = case.adult_services or "none"
    if worker == "adult_social_worker":
        adult_services = "allocated"
    elif adult_services == "none" and ("adult_social_care" in statuses or "adults" in services):
        adult_services = "in_receipt"
    year = year_group_of(situation.year_group, situation.date_of_birth, day)
    in_place = any(one.status in {"in_place", "changed", "ending"} for one in situation.provision)
    short_breaks = (
        "short_breaks_only" in statuses
        or worker == "short_breaks"
        or any(one.service == "short_breaks" or one.kind == "short_breaks" for one in current)
    )
    purposes = {"": None, "annual_review": "annual_review"}
    facts = Facts(
        purpose=purposes.get(situation.purpose, "first"),
        age_band=band,
        allocated=worker != "none",
        worker=worker,
        adult_services=adult_services,
        front_door_assessment=case.front_door_assessment or "undecided",
        care_leaver="care_leaver" in statuses or worker == "personal_adviser",
        looked_after="looked_after" in statuses or any(one.kind == "looked_after" for one in current),
        youth_justice="youth_justice" in statuses or "youth_justice" in services,
        short_breaks=short_breaks,
        families_first_assessment=bool(case.families_first_assessment),
        closed_recently=RECENTLY in profile.limits and _closed_recently(situation, profile.limits[RECENTLY], day),
        year_9_or_beyond=year is not None and year >= FIRST_YEAR_OF_ADULTHOOD,
        request=(situation.request.kind if situation.request else "") or "new",
    )
    involved = _involved(facts, statuses, services)
    support = short_breaks or in_place or bool(situation.previous_provision or situation.review)
    ever = any(one.service not in {"", "other", "youth_justice"} for one in situation.involvement)
    known = involved != "none" or short_breaks or facts.looked_after or facts.closed_recently or ever
    return replace(
        facts,
        involved=involved,
        known=known or "previously_looked_after" in statuses,
        support_in_place=support or facts.adult_services in {"in_receipt", "allocated"},
    )
