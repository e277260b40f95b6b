"""A rule about who writes: somebody other than the profile's pathway names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sendadvice_docs import labels
from sendadvice_docs.case_facts import situation_from
from sendadvice_docs.language import plain
from sendadvice_docs.model import Case, Professional, Situation
from sendadvice_docs.pathway import Route, UndecidedError, route_of
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject


def _same(one: str, other: str) -> bool:
    return bool(one) and plain(one).split() == plain(other).split()


def _is_another_team(author: Professional, allocated: Professional | None) -> bool:
    """Return whether somebody else, of the same role and another team, writes in place of the allocated worker.

    A colleague of the same team may stand in; where a name or a team is not given, nothing is said.
    """
    if allocated is None or author.role != allocated.role:
        return False
    if not (author.name and allocated.name and author.team and allocated.team):
        return False
    return not _same(author.name, allocated.name) and not _same(author.team, allocated.team)


def called(role: str, fallback: str) -> str:
    """Return a role as a sentence says it: “a front door officer”."""
    label = labels.ROLES.get(role, "") if role != "other" else ""
    if not label:
        return fallback
    word = label if label[1:2].isupper() else label[0].lower() + label[1:]
    return f"{'an' if word[0] in 'aeioAEIO' else 'a'} {word}"


def _answer(situation: Situation, subject: Subject) -> Route | None:
    try:
        return route_of(situation, subject.profile, subject.circumstances.on)
    except UndecidedError:
        return None


def build(_: Rule) -> Check:
    """Return the check that the author has the role that the pathway's answer for the case names.

    The allocated worker is never the wrong one where the pathway asks the allocated worker. Where the file does not say
    whether anybody is allocated, the author may be.
    """

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or advice.author is None or not advice.author.role:
            return
        author, situation = advice.author, situation_from(advice)
        route = _answer(situation, subject)
        if route is None:
            return
        variant = "team" if _is_another_team(author, route.allocated) else ""
        if author.role in route.accepts or (route.allocated and _same(author.name, route.allocated.name)):
            if not variant:
                return
        elif advice.case is None:
            supposed = _answer(replace(situation, case=Case(allocated=author)), subject)
            if supposed is not None and author.role in supposed.accepts:
                return
        allocated = route.allocated
        values = {
            "author": called(author.role, "somebody in another role"),
            "role": called(route.role, "the allocated worker"),
            "who": f"{allocated.name}, " if allocated and allocated.name else "",
            "team": f" ({route.team})" if route.team else "",
            "own_team": author.team,
        }
        yield Hit("/author", values=values, variant=variant)

    return check
