"""A rule of time: advice that was completed after the day it was due, or that is still to come and overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sendadvice_docs import labels
from sendadvice_docs.ages import age_on
from sendadvice_docs.finding import Severity
from sendadvice_docs.model import Advice
from sendadvice_docs.profile import Profile
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.timescales import Due, days_in_words, due_of


def _why(due: Due) -> str:
    """Return how a due date comes about, for a message: “six weeks from 1 September 2026”."""
    if due.before_meeting:
        return "the day before the review meeting"
    if due.received and due.days:
        return f"{days_in_words(due.days)} from {labels.date_in_words(due.received)}"
    return "the date under request"


def _whom(advice: Advice, profile: Profile, day: dt.date) -> str:
    """Return the job title of whom to turn to about late advice, by the person's age."""
    band = "adult" if age_on(advice.person.date_of_birth, day) >= ADULTHOOD else "under_18"
    return profile.escalation.get(band, "the team manager")


def _stated_later(due: Due) -> Iterator[Hit]:
    """Yield a hit where the file gives itself more time than there is."""
    if due.stated is not None and due.stated > due.date:
        values = {
            "stated": labels.date_in_words(due.stated),
            "due": labels.date_in_words(due.date),
            "why": _why(due),
        }
        yield Hit("/request/due", values=values, variant="stated", severity=Severity.ADVICE)


def build(rule: Rule) -> Check:
    """Return the check that an advice was completed in time, or is not overdue while it is not completed.

    When it is due is `sendadvice_docs.timescales`' answer. A recorded exception (SEND Regulations 2014 reg. 8) excuses
    and says what happened: `match.hollow` names sets of words that say nothing there. A due date that the file gives is
    not to be later than the reckoned one.
    """
    says = Substance(rule.match.get("hollow", ()))

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        due = due_of(advice.request, subject.profile, purpose=advice.purpose) if advice else None
        if advice is None or advice.request is None or due is None:
            return
        if not due.exception:
            yield from _stated_later(due)
        day = advice.completed or subject.circumstances.on
        if day is None or day <= due.date:
            return
        if due.exception:
            if advice.request.exception and not says(advice.request.exception.reason):
                yield Hit("/request/exception/reason", variant="reason", severity=Severity.ADVICE)
            return
        values = {
            "due": labels.date_in_words(due.date),
            "why": _why(due),
            "late": days_in_words((day - due.date).days),
            "day": labels.date_in_words(day),
            "escalation": _whom(advice, subject.profile, day),
        }
        yield Hit(
            "/completed" if advice.completed else "/request",
            values=values,
            variant="" if advice.completed else "overdue",
        )

    return check
