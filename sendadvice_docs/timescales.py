"""By when an advice is due: calendar days from the day the request was received, and before a review meeting.

The Department for Education's guide gives social care six weeks; Norfolk asks for advice that exists already within
two. The days stand in the profile (`timescales`); nothing here asks what today is.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendadvice_docs.model import Request

if TYPE_CHECKING:
    from sendadvice_docs.profile import Profile

#: The timescales of a profile: days for advice that is held already, and for advice that has to be written.
EXISTING, NEW = "existing_days", "new_days"
_WEEK = 7
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Due:
    """When an advice is due, and why.

    `days` are those that run from `received`. `before_meeting` tells that the review meeting comes before they are
    over. `stated` is a due date that the file gives itself, where it differs from the reckoned one; `exception` the
    kind of statutory exception that is recorded, "" where there is none.
    """

    date: dt.date
    received: dt.date | None = None
    days: int = 0
    before_meeting: bool = False
    stated: dt.date | None = None
    exception: str = ""


def _ended(year: int, month: int, day: int) -> dt.date:
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months on: the day of the same number, or the last of a month that has none."""
    count = day.month - 1 + months
    return _ended(day.year + count // _MONTHS_A_YEAR, count % _MONTHS_A_YEAR + 1, day.day)


def days_allowed(request: Request, profile: Profile) -> int:
    """Return how many days a request leaves; one that does not say is taken to ask for new advice."""
    return profile.timescales[EXISTING if request.kind == "existing" else NEW]


def _later(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max


def due(request: Request | None, profile: Profile, *, purpose: str = "annual_review") -> dt.date | None:
    """Return the last day on which an advice is in time, reckoned from the request; None where nothing tells.

    Weekends and holidays count. At an annual review it is the day before the meeting at the latest. The due date that
    the file gives itself is taken only where none can be reckoned.
    """
    found = due_of(request, profile, purpose=purpose)
    return found.date if found else None


def due_of(request: Request | None, profile: Profile, *, purpose: str = "annual_review") -> Due | None:
    """Return when an advice is due with how that was reckoned, as `due` does without."""
    if request is None:
        return None
    limits = []
    days = days_allowed(request, profile)
    if request.received:
        limits.append(_later(request.received, days))
    # A meeting before the request is a slip of the pen (SC808 says so), and nothing can be due before it is asked for.
    meeting = request.meeting_date if purpose in {"annual_review", ""} else None
    if meeting and (request.received is None or meeting > request.received):
        limits.append(meeting - dt.timedelta(days=1))
    date = min(limits, default=request.due)
    if date is None:
        return None
    return Due(
        date=date,
        received=request.received,
        days=days if request.received else 0,
        before_meeting=len(limits) > int(request.received is not None) and limits[-1] == date,
        stated=request.due if request.due != date else None,
        exception=request.exception.kind if request.exception else "",
    )


def days_in_words(days: int) -> str:
    """Return a number of days as people say it: “six weeks”, “10 days”."""
    words = ("", "one week", "two weeks", "three weeks", "four weeks", "five weeks", "six weeks")
    weeks, rest = divmod(days, _WEEK)
    if rest or weeks >= len(words) or not weeks:
        return f"{days} day{'' if days == 1 else 's'}"
    return words[weeks]
