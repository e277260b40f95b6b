"""Cases for the tests of who writes an advice: parts of an advice in, the pathway's answer out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sendadvice_docs.build import situation_of
from sendadvice_docs.load import load
from sendadvice_docs.model import Situation
from sendadvice_docs.pathway import Route, route_of
from sendadvice_docs.profile import load_profile

RECEIVED = "2026-09-01"
#: Dates of birth that give an age on the day of the request.
CHILD, SIXTEEN, ADULT = "2015-03-02", "2010-03-02", "2005-03-02"

Parts = dict[str, Any]


def worker(role: str, **more: Any) -> Parts:
    return {"name": "R. Osei", "role": role, "team": "Team Oak", **more}


def ended(end: str, **more: Any) -> list[Parts]:
    return [{"service": "childrens_social_care", "kind": "child_in_need", "start": "2024-01-10", "end": end, **more}]


def situation(
    *,
    born: str | None = CHILD,
    purpose: str | None = "ehc_needs_assessment",
    request: Parts | None = None,
    statuses: list[str] | None = None,
    involvement: list[Parts] | None = None,
    case: Parts | None = None,
    **parts: Any,
) -> Situation:
    content = {
        "purpose": purpose,
        "request": {"received": RECEIVED} if request is None else request,
        "person": {"name": "Joe Amadi", "date_of_birth": born, "statuses": statuses or []},
        "case": case or {},
        "involvement": involvement or [],
        **parts,
    }
    return situation_of(load(json.dumps(content).encode(), "case.json").documents[0].root)


def route(profile: str, *, on: dt.date | None = None, **parts: Any) -> Route:
    found = route_of(situation(**parts), load_profile(profile), on)
    assert found is not None
    return found
