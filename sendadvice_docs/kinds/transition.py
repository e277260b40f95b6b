"""A rule about the move to adult services: from 16 a referral, a transition assessment, or the reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sendadvice_docs.ages import age_on
from sendadvice_docs.context import governing
from sendadvice_docs.finding import Severity
from sendadvice_docs.kinds.requires import says_no_needs
from sendadvice_docs.language import read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Advice
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_in, names_of
from sendadvice_docs.timescales import months_after
from sendadvice_docs.words import compiled

_PATH = "/preparation_for_adulthood/transition"
_REASON = "preparation_for_adulthood/transition/reason"
#: States in which prose tells of no plan.
_NO_PLAN = ("negated", "hypothetical", "quoted")
#: Answers that stand for themselves: something is under way, or the young person does not want it.
_ANSWERS = frozenset({"requested", "in_progress", "completed", "declined"})


def _known_to_adults(advice: Advice) -> bool:
    """Return whether the file says that adult services know the young person, or were turned down."""
    if advice.case and advice.case.adult_services not in {"", "none"}:
        return True
    workers = [advice.author, *advice.contributors, advice.case.allocated if advice.case else None]
    return (
        "adult_social_care" in advice.person.statuses
        or (advice.care_and_support_plan is not None and advice.care_and_support_plan.date is not None)
        or any(one.kind == "care_and_support" for one in advice.other_plans)
        or any(one.service == "adult_social_care" or one.kind == "care_act_assessment" for one in advice.involvement)
        or any(worker is not None and worker.role == "adult_social_worker" for worker in workers)
    )


def _lacks_care_plan(advice: Advice) -> bool:
    """Return whether an adult has support under the Care Act 2014, so eligible needs, and no care and support plan."""
    plan = advice.care_and_support_plan
    told = plan is not None and (plan.date is not None or plan.eligible is not None)
    eligible = any(one.legal_basis == "care_act" for one in advice.provision)
    return eligible and not told and not any(one.kind == "care_and_support" for one in advice.other_plans)


class _Planned:
    """Says whether an advice tells of the move to adult services, or why there is none."""

    def __init__(self, rule: Rule) -> None:
        self._says = Substance(rule.match.get("hollow", ()))
        self._planned: Patterns = compiled(rule.match["planned"])
        self._where = rule.where

    def __call__(self, advice: Advice, subject: Subject) -> bool:
        area = advice.preparation_for_adulthood
        transition = area.transition if area else None
        if transition is not None and (
            transition.adult_referral is not None
            or transition.transition_assessment in _ANSWERS
            or self._says(transition.reason, names_of(advice.person))
        ):
            return True
        kinds = [one.kind for one in advice.evidence.assessments] if advice.evidence else []
        return (
            _known_to_adults(advice)
            or any(self._planned.search(read(kind.replace("_", " ")).plain) for kind in kinds)
            or self._told(subject)
        )

    def gaps(self, subject: Subject) -> list[str] | None:
        """Return where the plan or the reason why not is missing; None where nothing is to be said of the matter.

        Of bare passages only the reason is judged, and it is missing where it gives none.
        """
        if not subject.whole:
            names = names_in(subject.circumstances.name, subject.circumstances.preferred_name)
            return [field.pointer for field in self._says.lacking(subject.where((_REASON,)), names)]
        if subject.advice is None or says_no_needs(subject.advice):
            return None
        return [] if self(subject.advice, subject) else [_PATH]

    def _told(self, subject: Subject) -> bool:
        for field in subject.where(self._where):
            reading = read(field.text)
            for match in self._planned.finditer(reading.plain):
                if governing(reading, *match.span(), _NO_PLAN, field=field.name) is None:
                    return True
        return False


def build(rule: Rule) -> Check:
    """Return the check that the move to adult services is planned from `match.from_age` on.

    From `match.warn_from_months` months of age it is a warning. `match.planned` are patterns of prose, in the rule's
    `where`, that tells of it, and `match.not_planned` of prose that says that nobody has done anything.
    """
    planned = _Planned(rule)
    not_planned = compiled(rule.match["not_planned"])
    from_age, warn_from = int(rule.match["from_age"]), int(rule.match["warn_from_months"])

    def told(subject: Subject, severity: Severity | None, age: str) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for match in not_planned.finditer(reading.plain):
                if governing(reading, *match.span(), ("hypothetical", "quoted"), field=field.name) is None:
                    yield Hit(field.pointer, *match.span(), values={"age": age}, variant="told", severity=severity)

    def check(subject: Subject) -> Iterator[Hit]:
        advice, born = subject.advice, subject.circumstances.date_of_birth
        day: dt.date | None = subject.circumstances.on
        if day is None and advice is not None and advice.request is not None:
            day = advice.request.received
        if born is None or day is None or age_on(born, day) < from_age:
            return
        severity = Severity.WARNING if months_after(born, warn_from) <= day else None
        age = str(age_on(born, day))
        adult = age_on(born, day) >= ADULTHOOD
        gaps = planned.gaps(subject)
        for path in gaps or ():
            yield Hit(path, values={"age": age}, variant="adult" if adult else "", severity=severity)
        if gaps == [] and not adult:
            yield from told(subject, severity, age)
        elif gaps == [] and advice is not None and _lacks_care_plan(advice):
            yield Hit("/care_and_support_plan", variant="care_plan", severity=Severity.ADVICE)

    return check
