"""A model sentence for a provision: who will do what, how much, how often, from when to when.

It is filled with what the entry says already, so that a worker sees only the gaps that are left.
"""

from __future__ import annotations

import datetime as dt
import re

from sendadvice_docs.commitments import committed, deliverers
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice, Provision
from sendadvice_docs.words import listed

_LONGEST = 90
_WILL = re.compile(
    r"\b(?:will|shall)\s+(?!(?:be|have|get|receive|benefit|need|continue|also|attend|access|try|offer|provide|support|help|give|work)\b)"
)
_CUT = re.compile(r"[.,;:(\n]|\s(?:so that|because|when|where|while|for|every|each|on|from|until|as|in order)\s")
# Not strftime, whose month names follow the computer's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(day: dt.date | None, gap: str) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else gap


def _act(description: str) -> str:
    """Return what a worker will do as the description has it (“take Joe swimming”), or ""."""
    reading = read(description)
    found = _WILL.search(description)
    if found is None or not any(term.start < found.start() for term in deliverers(reading)):
        return ""
    rest = description[found.end() :]
    cut = _CUT.search(rest)
    act = (rest[: cut.start()] if cut else rest).strip()
    return act if act and len(act) <= _LONGEST and "«" not in act else ""


def _figures(text: str) -> str:
    return text.strip() if text and committed(text) else ""


def model_sentence(provision: Provision | None) -> str:
    """Return a model sentence in quotation marks, its gaps in brackets; all gaps where there is no entry to draw on."""
    entry = provision or Provision(pointer="", id="")
    who = entry.provider.strip().rstrip(".") or "(which role, from which service)"
    act = _act(entry.description) or "(do what)"
    amount = _figures(entry.amount) or "(how many hours, nights or sessions)"
    often = _figures(entry.frequency) or "(how often)"
    start, end = _day(entry.start, "(date)"), _day(entry.end, "(date)")
    return f"“{who} will {act} for {amount} {often} from {start} to {end}.”"


def missing_parts(provision: Provision | None) -> str:
    """Return what the fields of a provision leave open: “how often and by whom”; for a bare passage, its quantity."""
    if provision is None:
        return "how much and how often"
    parts = {
        "how much": bool(_figures(provision.amount)),
        "how often": bool(_figures(provision.frequency)),
        "for how long": bool(provision.duration.strip() or (provision.start and provision.end)),
        "by whom": bool(provision.provider.strip()),
    }
    return listed([part for part, told in parts.items() if not told])


def entry_of(pointer: str) -> str:
    """Return the pointer of the entry of a list that a pointer is in: `/provision/0/amount` is in `/provision/0`."""
    return "/".join(pointer.split("/")[:3])


def provision_at(advice: Advice | None, pointer: str) -> Provision | None:
    """Return the provision of an advice that a JSON Pointer stands in, or None."""
    if advice is None:
        return None
    return next((one for one in advice.provision if one.pointer == entry_of(pointer)), None)
