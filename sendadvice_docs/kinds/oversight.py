"""A rule about who looked the advice over: nobody of those whom the profile asks, or they did not approve."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from sendadvice_docs.case_facts import facts_of, situation_from
from sendadvice_docs.model import Advice, Oversight
from sendadvice_docs.pathway import UndecidedError, route_of
from sendadvice_docs.profile import OversightAsked
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import listed

_WHEN: Mapping[str, str] = {"quality": "to quality-assure it", "advice": "to oversee it"}


def _facts(advice: Advice, subject: Subject) -> Mapping[str, object]:
    """Return what the profile's conditions on oversight ask about; what is not known is left out."""
    situation = situation_from(advice)
    facts = facts_of(situation, subject.profile, subject.circumstances.on)
    asked: dict[str, object] = {"purpose": facts.purpose, "known": facts.known}
    author = advice.author
    if author is not None and author.role:
        asked["writer"] = author.role
    else:
        with contextlib.suppress(UndecidedError):
            route = route_of(situation, subject.profile, subject.circumstances.on)
            asked["writer"] = route.role if route else ""
    if author is not None and author.registered_social_worker is not None:
        asked["registered_social_worker"] = author.registered_social_worker
    return asked


def _answers(given: Oversight, asked: OversightAsked) -> bool:
    """Return whether an act of oversight is the one that is asked; only one of the plan is of another kind."""
    return given.role in asked.roles and given.purpose != "plan"


def build(_: Rule) -> Check:
    """Return the check that everybody whom the profile asks has looked the advice over and approved it.

    What is asked of the plan (`for: plan`) is no matter of the advice. The variant is `refused` where somebody looked
    and did not approve.
    """

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not any(one.purpose != "plan" for one in subject.profile.oversight):
            return
        facts = _facts(advice, subject)
        missing: list[OversightAsked] = []
        for asked in subject.profile.oversight:
            if asked.purpose == "plan" or not asked.holds(facts):
                continue
            given = [one for one in advice.oversight if _answers(one, asked)]
            if not given:
                missing.append(asked)
            elif all(one.approved is False for one in given):
                yield Hit(given[0].pointer, values={"who": asked.title, "source": asked.source}, variant="refused")
        if missing:
            who = [f"{one.title}, {_WHEN.get(one.purpose, '')}".rstrip(", ") for one in missing]
            values = {"who": listed(who), "source": "; ".join(dict.fromkeys(one.source for one in missing))}
            yield Hit("/oversight", values=values)

    return check
