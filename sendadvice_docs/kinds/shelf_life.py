"""A rule of time: advice that is older, on the day it is used, than the profile's shelf life of advice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sendadvice_docs import labels
from sendadvice_docs.model import Advice
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.timescales import months_after

_LIMIT = "advice_months"


def _used(advice: Advice, day: dt.date | None) -> tuple[dt.date, str] | None:
    """Return the last day on which the advice is known to be used, and what happens on it; None where nothing tells."""
    request = advice.request
    known = [
        (request.meeting_date if request else None, "meeting"),
        (request.received if request else None, "request"),
        (day, "day"),
    ]
    return max(((when, what) for when, what in known if when is not None), default=None, key=lambda one: one[0])


def build(_: Rule) -> Check:
    """Return the check that an advice is not older than the profile's `limits/advice_months` on the day it is used.

    It is used on the day of the review meeting, on the day it was asked for, or on the day that the call gives
    (`--on`), whichever comes last. Its age counts from the day it was completed; on the very day that so many months
    are over it is still in date.
    """

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or advice.completed is None:
            return
        used, months = _used(advice, subject.circumstances.on), subject.profile.limit(_LIMIT)
        if used is None or used[0] <= months_after(advice.completed, int(months)):
            return
        values = {
            "completed": labels.date_in_words(advice.completed),
            "used": labels.date_in_words(used[0]),
            "months": f"{int(months)} month{'' if int(months) == 1 else 's'}",
        }
        yield Hit("/completed", values=values, variant=used[1])

    return check
