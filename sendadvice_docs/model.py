"""The advice as values: frozen records in the field's own words.

Only `sendadvice_docs.validate` builds an `Advice`, so whatever holds one knows that it fits the schema. Absent, null,
empty text and an empty list all mean the same, and stand here as `""`, `()` or `None`. `pointer` on an entry is the
JSON Pointer of the entry in its document.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may be known to the day, month or year only, or not at all.

    `text` is as written (`2015`, `2015-03`, `2015-03-07` or `unknown`); `first` and `last` are the days it may mean,
    both None where it is unknown.
    """

    text: str
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody at work on the advice: author, contributor or allocated worker."""

    name: str = ""
    role: str = ""
    team: str = ""
    registered_social_worker: bool | None = None


@dataclass(frozen=True, slots=True)
class RequestException:
    """A statutory reason for lateness (SEND Regulations 2014 reg. 8)."""

    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """The request for advice, as social care received it."""

    received: dt.date | None = None
    kind: str = ""
    due: dt.date | None = None
    meeting_date: dt.date | None = None
    exception: RequestException | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The child or young person. `year_group` is as given: -2 to 14, `"beyond_school"`, or None."""

    name: str
    date_of_birth: dt.date
    preferred_name: str = ""
    pronouns: str = ""
    year_group: int | str | None = None
    setting: str = ""
    living: str = ""
    disabled: bool | None = None
    send: str = ""
    communication: str = ""
    statuses: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return the name the person goes by: the preferred one, else the first of the given names."""
        return self.preferred_name or self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody the text may rightly name, and what they are to the child or young person."""

    pointer: str
    name: str
    relation: str = ""
    age: int | None = None
    parental_responsibility: bool | None = None
    carer: str = ""
    carers_assessment: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The facts that decide who writes the advice."""

    allocated: Professional | None = None
    adult_services: str = ""
    families_first_assessment: bool | None = None
    front_door_assessment: str = ""


@dataclass(frozen=True, slots=True)
class Oversight:
    """One act of oversight. `purpose` is the field `for`: advice, quality or plan."""

    pointer: str
    name: str = ""
    role: str = ""
    purpose: str = ""
    date: dt.date | None = None
    approved: bool | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody asked about the content, and their answer."""

    pointer: str
    by: str = ""
    name: str = ""
    date: dt.date | None = None
    agreed: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InformationSharing:
    """The record of the decision to share."""

    decision: str = ""
    with_whom: str = ""
    withheld: str = ""
    reason: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Somebody spoken to for this advice."""

    who: str = ""
    date: PartialDate | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment the advice draws on."""

    kind: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the advice rests on."""

    records_read: str = ""
    spoken_to: tuple[Conversation, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """Another plan the person has."""

    kind: str = ""
    date: dt.date | None = None
    review_due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """A service's involvement, now or before. `end` is None while it lasts."""

    pointer: str
    service: str = ""
    kind: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    summary: str = ""
    relevance: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """Somebody's own views, how they were learned, or why they were not obtained."""

    pointer: str
    text: str = ""
    by: str = ""
    how: str = ""
    language: str = ""
    interpreter: bool | None = None
    not_obtained_because: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody's consent, with its date."""

    by: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A social care need (section D)."""

    pointer: str
    id: str
    area: str = ""
    description: str = ""
    linked_to: str = ""
    impact_on_child: str = ""
    impact_on_family: str = ""
    met_by: str = ""
    related_to_send: bool | None = None
    consent: tuple[Consent, ...] = ()
    pfa: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change for the person (section E)."""

    pointer: str
    id: str
    needs: tuple[str, ...] = ()
    description: str = ""
    by: dt.date | None = None
    framework: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """Something social care will do (section H1 or H2). `section` is where the worker thinks it goes."""

    pointer: str
    id: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    description: str = ""
    legal_basis: str = ""
    category: str = ""
    amount: str = ""
    frequency: str = ""
    duration: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    provider: str = ""
    delivery: str = ""
    residential: bool | None = None
    status: str = ""
    replaces: str = ""
    section: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """The move to adult services."""

    adult_referral: dt.date | None = None
    transition_assessment: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PreparationForAdulthood:
    """Content for Year 9 and beyond, by area."""

    employment: str = ""
    independent_living: str = ""
    community_inclusion: str = ""
    health: str = ""
    transition: Transition | None = None


@dataclass(frozen=True, slots=True)
class CareAndSupportPlan:
    """The adult's statutory care and support plan."""

    date: dt.date | None = None
    eligible: bool | None = None


@dataclass(frozen=True, slots=True)
class NoNeedsIdentified:
    """Why no need is set out: who was asked, when, what was read, how needs are met."""

    basis: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """Where an unmet need was referred to."""

    to: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A need nobody meets yet."""

    identified: bool | None = None
    description: str = ""
    referral: Referral | None = None
    consent: tuple[Consent, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionReview:
    """What a provision already in place has done."""

    pointer: str
    provision: str = ""
    difference_made: str = ""
    progress: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding kept on purpose: professional judgement, on the record."""

    pointer: str
    code: str = ""
    path: str = ""
    quote: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a rule about words may know of the person, even where the file as a whole does not fit the schema.

    `on` is the day that counts as today: the option `--on`, else the advice's `completed` date, else None. `year_group`
    is as given; `sendadvice_docs.ages.year_group_of` reckons it where it is not. `professionals` are the names of those
    at work on the advice, and `also_named` names that stand elsewhere in its records: who was spoken to, who agreed,
    whose views they are, and the teams.
    """

    name: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    date_of_birth: dt.date | None = None
    year_group: int | str | None = None
    on: dt.date | None = None
    purpose: str = ""
    living: str = ""
    setting: str = ""
    people: tuple[Relative, ...] = ()
    professionals: tuple[str, ...] = ()
    known_names: tuple[str, ...] = ()
    also_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides who writes an advice and by when, even where the file as a whole does not fit the schema.

    The provision and the review tell whether support is in place already.
    """

    purpose: str = ""
    request: Request | None = None
    completed: dt.date | None = None
    name: str = ""
    preferred_name: str = ""
    date_of_birth: dt.date | None = None
    year_group: int | str | None = None
    statuses: tuple[str, ...] = ()
    case: Case | None = None
    involvement: tuple[Involvement, ...] = ()
    provision: tuple[Provision, ...] = ()
    previous_provision: tuple[Provision, ...] = ()
    review: tuple[ProvisionReview, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """One social care advice, whole."""

    schema_version: str
    purpose: str
    person: Person
    id: str = ""
    profile: str = ""
    request: Request | None = None
    completed: dt.date | None = None
    people: tuple[Relative, ...] = ()
    known_names: tuple[str, ...] = ()
    case: Case | None = None
    author: Professional | None = None
    contributors: tuple[Professional, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    information_sharing: InformationSharing | None = None
    evidence: Evidence | None = None
    other_plans: tuple[OtherPlan, ...] = ()
    involvement: tuple[Involvement, ...] = ()
    own_view: View | None = None
    family_views: tuple[View, ...] = ()
    aspirations: str = ""
    going_well: str = ""
    difficulties: str = ""
    informal_support: str = ""
    needs: tuple[Need, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    provision: tuple[Provision, ...] = ()
    preparation_for_adulthood: PreparationForAdulthood | None = None
    care_and_support_plan: CareAndSupportPlan | None = None
    no_needs_identified: NoNeedsIdentified | None = None
    unmet_need: UnmetNeed | None = None
    signposting: tuple[str, ...] = ()
    previous_provision: tuple[Provision, ...] = ()
    review: tuple[ProvisionReview, ...] = ()
    accepted_findings: tuple[AcceptedFinding, ...] = ()
