"""A rule about whom the content was shown to: those who decide by law, at the age of the child or young person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs.ages import age_on, compulsory_school_age_ends
from sendadvice_docs.context import governing
from sendadvice_docs.language import plain, read
from sendadvice_docs.model import Advice, Agreement
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

_UNLESS = ("quoted", "own_words", "hypothetical")
_PARENTS, _OWN = "parental_responsibility", "child_or_young_person"
_REASON = "agreement/reason"
#: Who may answer for the young person beside themselves; a parent only where they lack capacity.
_FOR_THEM = frozenset({"child_or_young_person", "representative", "advocate"})


def is_asked(when: str, date_of_birth: dt.date, day: dt.date) -> bool:
    """Return whether a profile's `when` calls for somebody's answer on a day; `where_appropriate` never insists.

    Compulsory school age lasts to the end of its last day, the last Friday of June.
    """
    of_school_age = day <= compulsory_school_age_ends(date_of_birth)
    return {
        "always": True,
        "compulsory_school_age": of_school_age,
        "after_compulsory_school_age": not of_school_age,
        "adult": age_on(date_of_birth, day) >= ADULTHOOD,
    }.get(when, False)


def _has_responsibility(one: Agreement, advice: Advice) -> bool:
    """Return whether somebody who was asked may have parental responsibility, as far as the file tells.

    The local authority may where the child is looked after.
    """
    if one.by == "local_authority":
        looked_after = "looked_after" in advice.person.statuses or any(
            plan.kind == "care" for plan in advice.other_plans
        )
        return looked_after or advice.person.living in {"foster_care", "residential"}
    known = [
        person.parental_responsibility
        for person in advice.people
        if one.name and plain(person.name) == plain(one.name) and person.parental_responsibility is not None
    ]
    return known[0] if known else one.by == "parent"


class _Asked:
    """Says who was not asked in an advice who is to be."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        self._lacks_capacity = compiled(match["lacks_capacity"])

    def _cannot_decide(self, advice: Advice, subject: Subject) -> bool:
        reasons = [one.reason for one in advice.agreement]
        texts = [field.text for field in subject.fields] + reasons
        for text in texts:
            reading = read(text)
            for match in self._lacks_capacity.finditer(reading.plain):
                if governing(reading, *match.span(), ("hypothetical",)) is None:
                    return True
        return False

    def variants(self, advice: Advice, subject: Subject) -> set[str]:
        """Return the variants of the message for all whom the profile wants asked and who were not."""
        day = subject.circumstances.on or (advice.request.received if advice.request else None)
        born = advice.person.date_of_birth
        wanted = [one.by for one in subject.profile.agreement if day and is_asked(one.when, born, day)]
        return {self.missing(by, advice, subject) for by in wanted} - {""}

    def missing(self, by: str, advice: Advice, subject: Subject) -> str:
        """Return the variant of the message for somebody who was not asked, "" where they were."""
        given = [one for one in advice.agreement if one.by or one.name]
        if by == _PARENTS:
            if any(_has_responsibility(one, advice) for one in given):
                return ""
            return "parents" if given else "parents_nobody"
        if any(one.by in _FOR_THEM or plain(one.name) == plain(advice.person.name) for one in given):
            return ""
        stands_in = any(one.by in {"parent", "local_authority"} for one in given)
        if stands_in and self._cannot_decide(advice, subject):
            return ""
        return "own" if given else "own_nobody"


def build(rule: Rule) -> Check:
    """Return the check that those whom the profile's `agreement` names were asked, and that a refusal has a reason.

    A refusal with its reason is an answer like any other and never blocks the advice. `match.lacks_capacity` are
    patterns of prose that says that the young person cannot decide this, so that a parent may stand in;
    `match.not_asked` of prose that says that somebody was not asked.
    """
    asked = _Asked(rule.match)
    says = Substance(rule.match.get("hollow", ()))
    not_asked = compiled(rule.match["not_asked"])

    def told(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for match in not_asked.finditer(reading.plain):
                if governing(reading, *match.span(), _UNLESS, field=field.name) is None:
                    yield Hit(field.pointer, *match.span(), variant="told")

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if not subject.whole:
            yield from told(subject)
            yield from (Hit(one.pointer, variant="reason") for one in says.lacking(subject.where((_REASON,))))
            return
        if advice is None:
            return
        variants = asked.variants(advice, subject)
        for variant in sorted(variants):
            yield Hit("/agreement", variant=variant)
        for one in advice.agreement:
            if one.agreed is False and not says(one.reason):
                yield Hit(f"{one.pointer}/reason", variant="reason")
        if not variants:
            yield from told(subject)

    return check
