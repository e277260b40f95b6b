"""Who writes the advice: a profile's pathway, read into rows, and the row that answers a case.

A row has conditions on named facts (`sendadvice_docs.case_facts`), the role and team that are responsible, and the
steps to get there, each with the guidance behind it. Rows are tried in order. `sendadvice_docs.pathway_check` finds
cases that no row answers, or two rows differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendadvice_docs.all_cases import completions
from sendadvice_docs.case_facts import WORKERS, Facts, Value, allocated_worker, facts_of
from sendadvice_docs.errors import SendAdviceError
from sendadvice_docs.finding import Citation
from sendadvice_docs.model import Professional, Situation

if TYPE_CHECKING:
    from sendadvice_docs.profile import OversightAsked, Profile

Condition = Mapping[str, tuple[Value, ...]]
#: The role that stands for a sort of worker where the file does not give one.
_ROLE_OF: Mapping[str, str] = {
    "childrens_social_worker": "social_worker",
    "adult_social_worker": "adult_social_worker",
    "personal_adviser": "personal_advisor",
    "early_help": "lead_professional",
    "short_breaks": "family_practitioner",
}


@dataclass(frozen=True)
class Step:
    """Something to do, the guidance behind it, and the facts in which it is to be done."""

    text: str
    source: Citation
    when: Condition


@dataclass(frozen=True)
class Pathway:
    """One row of a pathway.

    `allocated` says that the allocated worker writes; `role` is then "" for their own role. `also` are other roles that
    may write in these cases. A row with `otherwise` takes only what no row above it takes, and `before` names the rows
    below that fit some of the same cases.
    """

    id: str
    when: Condition
    role: str
    team: str
    steps: tuple[Step, ...]
    allocated: bool = False
    also: tuple[str, ...] = ()
    otherwise: bool = False
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    """The answer for a case: who writes, under whose oversight, and the steps.

    `accepts` are all the roles that may write, `role` first. `allocated` is the worker the file names, where it is they
    who write; `id` names the row.
    """

    id: str
    role: str
    team: str
    accepts: tuple[str, ...]
    oversight: tuple[OversightAsked, ...]
    steps: tuple[Step, ...]
    allocated: Professional | None = None


class UndecidedError(SendAdviceError):
    """The file does not tell a fact that the answer depends on; `missing` names it (`purpose` or `age_band`)."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"Who writes the advice depends on {' and '.join(missing)}.")


def condition_of(data: Mapping[str, Any]) -> Condition:
    """Return conditions as a profile writes them, a value or a list of values for each fact, with lists throughout."""
    return {name: tuple(value) if isinstance(value, list) else (value,) for name, value in data.items()}


def fits(when: Condition, facts: Facts | Mapping[str, Value]) -> bool:
    """Return whether all conditions hold."""
    known = facts if isinstance(facts, Mapping) else vars(facts)
    return all(known[name] in values for name, values in when.items())


def _step(data: Mapping[str, Any], document: str) -> Step:
    source = Citation(data.get("document", document), data.get("place", ""))
    return Step(" ".join(data["text"].split()), source, condition_of(data.get("when", {})))


def pathways_of(data: Mapping[str, Any] | None) -> tuple[Pathway, ...]:
    """Return the rows of a profile's `pathway`, each with the closing steps after its own; none where there is none."""
    if not data:
        return ()
    document = data["document"]
    closing = [_step(one, document) for one in data["closing"]]
    return tuple(
        Pathway(
            id=row["id"],
            when=condition_of(row.get("when", {})),
            role=row.get("role", ""),
            team=row.get("team", ""),
            steps=(*(_step(one, document) for one in row["steps"]), *closing),
            allocated="worker" in row,
            also=tuple(row.get("also", ())),
            otherwise=row.get("otherwise", False),
            before=tuple(row.get("before", ())),
        )
        for row in data["rows"]
    )


def row_for(facts: Facts | Mapping[str, Value], rows: Iterable[Pathway]) -> Pathway | None:
    """Return the first row that fits a case, or None; facts that no row asks about need not be there."""
    return next((row for row in rows if fits(row.when, facts)), None)


def _one_row(facts: Facts, rows: Sequence[Pathway]) -> Pathway | None:
    """Return the row for facts that may have gaps: the same whatever stands in them, or UndecidedError is raised."""
    answers = {row.id if row else "": row for row in (row_for(one, rows) for one in completions(facts))}
    if len(answers) == 1:
        return next(iter(answers.values()))
    raise UndecidedError([name for name in ("purpose", "age_band") if getattr(facts, name) is None])


def _role(row: Pathway, facts: Facts, worker: Professional | None) -> str:
    if row.role:
        return row.role
    return (worker.role if worker else "") or _ROLE_OF.get(facts.worker, "other")


def _accepted(row: Pathway, facts: Facts, role: str, worker: Professional | None) -> tuple[str, ...]:
    """Return the roles that may write: the row's, and that of the allocated worker with those that are its like."""
    roles = [role, *row.also]
    if row.allocated and facts.worker != "none":
        roles += [worker.role] if worker and worker.role else []
        roles += [like for like, sort in WORKERS.items() if sort == facts.worker]
    return tuple(dict.fromkeys(roles))


def route(facts: Facts, profile: Profile, worker: Professional | None = None) -> Route | None:
    """Return who writes in a case by a profile's pathway; None where no row fits it.

    `worker` is the allocated worker as the file names them. Raises UndecidedError where the facts leave open what the
    answer depends on.
    """
    row = _one_row(facts, profile.pathways)
    if row is None:
        return None
    settled = next(completions(facts))
    role = _role(row, facts, worker)
    # Where the row asks for a role that the allocated worker has, such as a personal adviser's, it is they who write.
    named = worker if row.allocated or (worker is not None and worker.role == role) else None
    asked: dict[str, object] = {"purpose": settled.purpose, "writer": role, "known": facts.known}
    if named is not None and named.registered_social_worker is not None:
        asked["registered_social_worker"] = named.registered_social_worker
    return Route(
        id=row.id,
        role=role,
        team=(named.team if named else "") or row.team,
        accepts=_accepted(row, facts, role, worker),
        oversight=tuple(one for one in profile.oversight if one.holds(asked)),
        steps=tuple(step for step in row.steps if fits(step.when, settled)),
        allocated=named,
    )


def route_of(situation: Situation, profile: Profile, on: dt.date | None = None) -> Route | None:
    """Return who writes the advice of a situation as of a day, as `route` does."""
    facts = facts_of(situation, profile, on)
    return route(facts, profile, allocated_worker(situation, facts))
