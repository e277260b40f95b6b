"""A rule about where a provision stands: what the worker declared against what the routing table says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.ages import attains
from sendadvice_docs.language import plain
from sendadvice_docs.linked import placements
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Person, Provision
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.profile import Profile
from sendadvice_docs.routing import ADULTHOOD, Placement, adult_at
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject


@dataclass(frozen=True)
class _Situation:
    """One provision, and what the cases of a rule ask about it. `adult` is None where no day is known."""

    provision: Provision
    person: Person
    profile: Profile
    placed: Sequence[Placement]
    adult: bool | None

    @property
    def facts(self) -> Mapping[str, Any]:
        """Return what the plain conditions of a case are compared with, by the condition's name."""
        provision, first = self.provision, self.placed[0]
        return {
            "declared": provision.section,
            "computed": first.section,
            "divided": len(self.placed) > 1,
            "age": {True: "adult", False: "under_18", None: None}[self.adult],
            "disabled": self.person.disabled,
            "residential": provision.residential is True,
            "category": "given" if provision.category else "missing",
            "direct_payments": self.profile.direct_payments,
        }


@dataclass(frozen=True)
class _Case:
    """One set of conditions, all of which must hold, and the message they call for."""

    variant: str
    plainly: Mapping[str, Any]
    rows: frozenset[str]
    legal_bases: frozenset[str]
    deliveries: frozenset[str]
    differs: bool
    services: Sequence[tuple[str, Patterns]]
    unless: Patterns

    @classmethod
    def of(cls, data: Mapping[str, Any], pieces: Mapping[str, str]) -> _Case:
        named = ("declared", "computed", "divided", "age", "disabled", "residential", "category", "direct_payments")
        return cls(
            variant=data.get("variant", ""),
            plainly={name: data[name] for name in named if name in data},
            rows=frozenset(data.get("rows", ())),
            legal_bases=frozenset(data.get("legal_basis", ())),
            deliveries=frozenset(data.get("delivery", ())),
            differs=data.get("differs", False),
            services=[(name, compiled_with(pieces, patterns)) for name, patterns in data.get("services", {}).items()],
            unless=compiled_with(pieces, data.get("unless", ())),
        )

    def holds(self, situation: _Situation) -> bool:
        provision, facts = situation.provision, situation.facts
        return (
            all(facts[name] == wanted for name, wanted in self.plainly.items())
            and (not self.rows or situation.placed[0].ground.row in self.rows)
            and (not self.legal_bases or provision.legal_basis in self.legal_bases)
            and (not self.deliveries or provision.delivery in self.deliveries)
            and (not self.differs or provision.section not in ("", situation.placed[0].section))
        )

    def service(self, provision: Provision, person: Person) -> str | None:
        """Return the category of section 2 whose patterns the description fits; None where it fits none.

        The person's own name reads “the child” there, so that a pattern can tell them from their parents.
        """
        names = "|".join(map(re.escape, f"{person.name} {person.preferred_name}".split()))
        text = plain(re.sub(rf"\b(?:{names})(?: (?:{names}))*\b", "the child", provision.description))
        if self.unless.search(text):
            return None
        return next((name for name, patterns in self.services if patterns.search(text)), None)


def _values(situation: _Situation, category: str) -> Mapping[str, str]:
    provision, first = situation.provision, situation.placed[0]
    birthday = attains(situation.person.date_of_birth, ADULTHOOD)
    return {
        "id": provision.id,
        "text": labels.opening(provision.description) or "no description yet",
        "name": situation.person.called,
        "declared": provision.section,
        "computed": first.section,
        "ground": first.ground.text,
        "birthday": labels.date_in_words(birthday),
        "basis": labels.LEGAL_BASES.get(provision.legal_basis, "no legal basis"),
        "category": category,
        "category_words": labels.CATEGORIES.get(category, category),
        "categories": ", ".join(labels.CATEGORIES),
    }


def build(rule: Rule) -> Check:
    """Return the check for a rule of kind placement.

    `match.cases` are sets of conditions (see `schema/kinds/placement.schema.json`); the first whose conditions all hold
    for a provision makes the finding, at the entry, with its variant of the message. `match.pieces` are parts of
    patterns that the cases name in braces.
    """
    cases = [_Case.of(one, rule.match.get("pieces", {})) for one in rule.match["cases"]]

    def hit(situation: _Situation) -> Hit | None:
        for case in cases:
            if not case.holds(situation):
                continue
            category = situation.provision.category
            if case.services:
                service = case.service(situation.provision, situation.person)
                if service is None:
                    continue
                category = service
            return Hit(situation.provision.pointer, values=_values(situation, category), variant=case.variant)
        return None

    def check(subject: Subject) -> Iterator[Hit]:
        advice, on = subject.advice, subject.circumstances.on
        if advice is None:
            return
        placed = placements(advice, subject.profile, on)
        for provision in advice.provision:
            here = placed[provision.pointer]
            adult = True if here[0].part == "from_18" else adult_at(provision, advice.person, on)
            found = hit(_Situation(provision, advice.person, subject.profile, here, adult))
            if found is not None:
                yield found

    return check
