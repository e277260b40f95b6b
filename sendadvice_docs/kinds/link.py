"""A rule about the golden thread: a need, an outcome or a provision that hangs on nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.linked import links
from sendadvice_docs.model import Advice, Need, Outcome, Provision
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import listed

#: At most this many ids are named in a message; more would hide the point.
_MOST = 6


class _Thread:
    """The links of one advice, and whether what they lead to still stands on the day `on`."""

    def __init__(self, advice: Advice, on: dt.date | None) -> None:
        self.advice = advice
        self.links = links(advice)
        self._needs_of_outcome = {one.id: one.needs for one in reversed(advice.outcomes)}
        self._on = on

    def over(self, provision: Provision) -> bool:
        """Return whether a provision is called ending and its last day is past: it answers nothing from now on."""
        return (
            provision.status == "ending"
            and provision.end is not None
            and self._on is not None
            and provision.end < self._on
        )

    def needs_through_outcomes(self, provision: Provision) -> list[str]:
        """Return the ids of the needs that a provision's outcomes answer, in order."""
        found = (need for name in provision.outcomes for need in self._needs_of_outcome.get(name, ()))
        return list(dict.fromkeys(found))

    def provision_through_needs(self, outcome: Outcome) -> list[str]:
        """Return the ids of the provision that answers an outcome's needs, in order."""
        found = (one.id for need in outcome.needs for one in self.links.provision_of_need.get(need, ()) if one.id)
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Case:
    """What one case looks at, what it misses there, and the message that calls for."""

    entry: str
    without: str
    variant: str
    met_by: frozenset[str] | None
    ended: bool
    through_outcome: bool
    nor: bool
    through_need: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> _Case:
        met_by = data.get("met_by")
        return cls(
            entry=data["entry"],
            without=data["without"],
            variant=data.get("variant", ""),
            met_by=None if met_by is None else frozenset("" if one == "not_given" else one for one in met_by),
            ended=data.get("ended", False),
            through_outcome=data.get("through_outcome", False),
            nor="nor" in data,
            through_need=data.get("through_need", False),
        )

    def misses(self, entry: Need | Outcome | Provision, thread: _Thread) -> bool:
        """Return whether an entry of the kind this case looks at lacks the link it asks for."""
        if isinstance(entry, Need):
            if self.met_by is not None and entry.met_by not in self.met_by:
                return False
            if self.without == "outcomes":
                return not thread.links.outcomes_of_need.get(entry.id)
            answers = thread.links.provision_of_need.get(entry.id, ())
            return bool(answers) == self.ended and all(thread.over(one) for one in answers)
        if isinstance(entry, Outcome):
            served = bool(thread.links.provision_of_outcome.get(entry.id))
            if (self.nor and served) or (self.through_need and not thread.provision_through_needs(entry)):
                return False
            return not (entry.needs if self.without == "needs" else served)
        if self.through_outcome and not thread.needs_through_outcomes(entry):
            return False
        return not (entry.needs if self.without == "needs" else entry.outcomes)


def _ids(names: list[str], otherwise: str) -> str:
    if len(names) > _MOST:
        return ", ".join(names[:_MOST]) + " and so on"
    return listed(names) or otherwise


def _values(entry: Need | Outcome | Provision, thread: _Thread) -> Mapping[str, str]:
    advice = thread.advice
    through: list[str] = []
    if isinstance(entry, Provision):
        through = thread.needs_through_outcomes(entry)
    elif isinstance(entry, Outcome):
        through = thread.provision_through_needs(entry)
    return {
        "id": entry.id,
        "text": labels.opening(entry.description) or "no description yet",
        "name": advice.person.called,
        "met_by": labels.MET_BY.get(entry.met_by, "").lower() if isinstance(entry, Need) else "",
        "needs": _ids([one.id for one in advice.needs[: _MOST + 1]], "a need"),
        "outcomes": _ids([one.id for one in advice.outcomes[: _MOST + 1]], "an outcome"),
        "provision": _ids([one.id for one in thread.links.provision_of_need.get(entry.id, ())], "provision")
        if isinstance(entry, Need)
        else "",
        "through": _ids(through, "a need"),
        "through_list": ", ".join(through),
    }


def build(rule: Rule) -> Check:
    """Return the check for a rule of kind link.

    Each of `match.cases` (see `schema/kinds/link.schema.json`) looks at every need, outcome or provision for a link it
    lacks; the first that holds for an entry makes the finding, at the entry, with its variant of the message. A link to
    an id that does not exist is SC004's to report, so it counts as a link here.
    """
    cases = [_Case.of(one) for one in rule.match["cases"]]

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None:
            return
        thread = _Thread(advice, subject.circumstances.on)
        entries: Mapping[str, tuple[Need | Outcome | Provision, ...]] = {
            "needs": advice.needs,
            "outcomes": advice.outcomes,
            "provision": advice.provision,
        }
        for name, listing in entries.items():
            wanted = [case for case in cases if case.entry == name]
            for entry in listing if wanted else ():
                case = next((case for case in wanted if case.misses(entry, thread)), None)
                if case is not None:
                    yield Hit(entry.pointer, values=_values(entry, thread), variant=case.variant)

    return check
