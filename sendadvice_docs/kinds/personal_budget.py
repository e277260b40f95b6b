"""A rule of note: where support is paid as a direct payment, the advice speaks of the Personal Budget it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.ages import age_on
from sendadvice_docs.language import read
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_DIRECT_PAYMENT = "direct_payment"


def build(rule: Rule) -> Check:
    """Return the check that advice with a direct payment tells of a Personal Budget.

    `match.told` are patterns that any text of the advice may tell it by. From `match.transition_from` years of age it
    is the indicative one of the move to adult services, and from 18 the one of the care and support plan. The first
    provision that is paid so stands for all.
    """
    told, transition_from = compiled(rule.match["told"]), int(rule.match["transition_from"])

    def check(subject: Subject) -> Iterator[Hit]:
        advice, day = subject.advice, subject.circumstances.on
        if advice is None or day is None:
            return
        paid = [one for one in advice.provision if one.delivery == _DIRECT_PAYMENT and one.status != "ending"]
        if not paid or any(told.search(read(field.text).plain) for field in subject.fields):
            return
        age = age_on(advice.person.date_of_birth, day)
        variant = "adult" if age >= ADULTHOOD else "transition" if age >= transition_from else ""
        yield Hit(f"{paid[0].pointer}/delivery", variant=variant)

    return check
