"""An advice with its cross references followed: what belongs together, and where each provision stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sendadvice_docs.model import Advice, Need, Outcome, Provision
from sendadvice_docs.profile import Profile
from sendadvice_docs.routing import Placement, place, standing


@dataclass(frozen=True, slots=True)
class Links:
    """Who lists whom, by id: the provision and the outcomes of each need, and the provision of each outcome."""

    provision_of_need: Mapping[str, Sequence[Provision]]
    outcomes_of_need: Mapping[str, Sequence[Outcome]]
    provision_of_outcome: Mapping[str, Sequence[Provision]]


def links(advice: Advice) -> Links:
    """Return the links of an advice, each entry once where it lists the same id twice."""
    provision_of_need: dict[str, list[Provision]] = {}
    outcomes_of_need: dict[str, list[Outcome]] = {}
    provision_of_outcome: dict[str, list[Provision]] = {}
    for outcome in advice.outcomes:
        for name in dict.fromkeys(outcome.needs):
            outcomes_of_need.setdefault(name, []).append(outcome)
    for provision in advice.provision:
        for name in dict.fromkeys(provision.needs):
            provision_of_need.setdefault(name, []).append(provision)
        for name in dict.fromkeys(provision.outcomes):
            provision_of_outcome.setdefault(name, []).append(provision)
    return Links(provision_of_need, outcomes_of_need, provision_of_outcome)


@dataclass(frozen=True, slots=True)
class Linked:
    """An advice with its cross references followed once, so that a long advice stays quick.

    `placed` holds the placements of each provision by pointer, `needs`, `outcomes` and `provision` descriptions by id.
    """

    advice: Advice
    profile: Profile
    links: Links
    placed: Mapping[str, tuple[Placement, ...]]
    needs: Mapping[str, str]
    outcomes: Mapping[str, str]
    provision: Mapping[str, str]


def follow(advice: Advice, profile: Profile, on: dt.date | None) -> Linked:
    """Return an advice with its references followed; `on` is the day that counts as today."""
    return Linked(
        advice=advice,
        profile=profile,
        links=links(advice),
        placed=placements(advice, profile, on),
        needs=_texts(advice.needs),
        outcomes=_texts(advice.outcomes),
        provision=_texts((*advice.provision, *advice.previous_provision)),
    )


def placements(advice: Advice, profile: Profile, on: dt.date | None) -> Mapping[str, tuple[Placement, ...]]:
    """Return where each provision of an advice stands in the plan of the day `on`, by the provision's pointer."""
    needs = {need.id: need for need in reversed(advice.needs)}
    return {
        one.pointer: standing(
            place(one, advice.person, on, profile, [needs[name] for name in one.needs if name in needs]), on
        )
        for one in advice.provision
    }


def _texts(entries: Iterable[Need | Outcome | Provision]) -> Mapping[str, str]:
    """Return the descriptions by id; where an id stands twice, the first."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.id:
            found.setdefault(entry.id, entry.description)
    return found
