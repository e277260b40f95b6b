"""A rule of something that every advice, or every need in it, has to say: absent, or there without substance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.ages import age_on
from sendadvice_docs.language import plain
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Advice
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_of
from sendadvice_docs.words import compiled


def is_adult(advice: Advice, subject: Subject) -> bool:
    """Return whether the person is 18 or over on the day of the advice, else on the day it was asked for.

    False where neither day is known.
    """
    day = subject.circumstances.on or (advice.request.received if advice.request else None)
    return day is not None and age_on(advice.person.date_of_birth, day) >= ADULTHOOD


def says_no_needs(advice: Advice) -> bool:
    """Return whether an advice sets out no needs and says why: nothing then hangs on how its life is described."""
    if advice.needs or advice.no_needs_identified is None:
        return False
    return Substance(("papers", "not_known"))(advice.no_needs_identified.basis, names_of(advice.person))


class _LivesAlone:
    """Whether an adult lives without family or carers who care for them, by `person.living` or else by the prose."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        self._living = frozenset(match.get("alone", {}).get("living", ()))
        self._told: Patterns = compiled(match.get("alone", {}).get("told", ()))

    def __call__(self, advice: Advice, subject: Subject) -> bool:
        if not is_adult(advice, subject):
            return False
        if advice.person.living:
            return advice.person.living in self._living
        return any(self._told.search(plain(field.text)) for field in subject.fields)


def _places(advice: Advice, entry: str, field: str) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield the pointer and the text of the field in each place it belongs, and what a message may say of the place."""
    if entry == "advice":
        yield f"/{field}", str(getattr(advice, field)), {"id": "", "text": ""}
        return
    for need in advice.needs:
        called = {"id": need.id or "This need", "text": labels.opening(need.description) or "no description yet"}
        yield f"{need.pointer}/{field}", str(getattr(need, field)), called


def build(rule: Rule) -> Check:
    """Return the check that a field is filled in with substance.

    `match.entry` is `needs` or `advice`, `match.field` the field of each; `match.hollow` names the sets of hollow words
    (`checks/lexicons/hollow.yaml`). `match.unless` leaves an advice alone: `no_needs` where it says that there are
    none, `adult_living_alone` where an adult lives as `match.alone` says. The variant is `hollow` where words stand
    there that say nothing.
    """
    match = rule.match
    entry, name = match["entry"], match["field"]
    substance = Substance(match.get("hollow", ()))
    excuses: Mapping[str, Callable[[Advice, Subject], bool]] = {
        "no_needs": lambda advice, _: says_no_needs(advice),
        "adult_living_alone": _LivesAlone(match),
    }
    unless = [excuses[one] for one in match.get("unless", ())]

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not subject.whole or any(excused(advice, subject) for excused in unless):
            return
        names = names_of(advice.person)
        for pointer, text, called in _places(advice, entry, name):
            if not substance(text, names):
                values = {**called, "name": advice.person.called, "said": labels.opening(text)}
                yield Hit(pointer, values=values, variant="hollow" if text.strip() else "")

    return check
