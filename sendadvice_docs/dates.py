"""Dates as an advice writes them: ISO days, and days known only to the month or year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from sendadvice_docs.model import PartialDate

#: Outside these years a date is taken for a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2199
UNKNOWN = "unknown"

# Not calendar.month_name, which speaks the computer's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(?:of\s+)?(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[\s/.-](\d{1,2})(?:[\s/.-](\d{1,2}))?(?:[t\s]\d{1,2}:.*)?", re.ASCII)
_MONTH_YEAR = re.compile(r"([a-z]{3,9}|\d{1,2})[\s/.,-]+(\d{4})", re.ASCII)
_A_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", re.ASCII)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO date, with 0 for what it leaves open; None where it is not written so."""
    found = _ISO.fullmatch(text)
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else None


def _in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def day_of(text: str) -> dt.date | None:
    """Return the day an ISO date (`2026-09-01`) means; None for anything else, and outside 1900 to 2199."""
    parts = _parts(text)
    if parts is None or not _in_range(parts[0]):
        return None
    try:
        return dt.date(*parts)
    except ValueError:
        return None


def partial_of(text: str) -> PartialDate | None:
    """Return the date, month or year a text means, or `unknown`; None for anything else, and outside 1900 to 2199."""
    if text == UNKNOWN:
        return PartialDate(text, None, None)
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    try:
        first = dt.date(year, month if len(text) > len("2015") else 1, day if len(text) > len("2015-03") else 1)
    except ValueError:
        return None
    if not _in_range(year):
        return None
    last = first
    if not day:
        last_month = month or 12
        last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    return PartialDate(text, first, last)


def _month(text: str) -> int:
    """Return the number of a month given as a number, a name or the start of one; 0 where it is none."""
    if text.isdigit():
        return int(text)
    text = "sep" if text == "sept" else text
    months = [number for number, name in enumerate(_MONTHS, 1) if name.lower().startswith(text)]
    return months[0] if len(months) == 1 else 0


def meant(text: str, *, partial: bool) -> str:
    """Return the ISO date a worker probably meant by `2/10/2026`, `2nd October 2026` or `2026-9-1`; "" where unsure.

    With `partial`, a month or a year will do. Day comes before month, as people write it in Britain.
    """
    said = " ".join(text.lower().replace("’", "'").split())
    tries: list[str] = []
    if found := _DAY_FIRST.fullmatch(said):
        tries.append(f"{found[3]}-{_month(found[2]):02}-{int(found[1]):02}")
    if found := _YEAR_FIRST.fullmatch(said):
        tries.append(f"{found[1]}-{int(found[2]):02}" + (f"-{int(found[3]):02}" if found[3] else ""))
    if found := _MONTH_YEAR.fullmatch(said):
        tries.append(f"{found[2]}-{_month(found[1]):02}")
    if parts := _parts(said):
        tries.append(f"{parts[0]}-{parts[1]:02}")
    years = _A_YEAR.findall(said)
    if len(years) == 1:
        tries.append(years[0])
    if said in {"not known", "unkown", "unknown", "n/k", "nk", "don't know", "?"}:
        tries.append(UNKNOWN)
    fits = partial_of if partial else day_of
    return next((one for one in tries if fits(one)), "")


def why_not(text: str, *, partial: bool) -> str:
    """Return in words why a text is no date: a clause that goes on from “it says …”."""
    parts = _parts(text)
    if parts is None:
        return "; dates are written year-month-day, such as 2026-09-01" + (", or as far as known" if partial else "")
    year, month, _ = parts
    if not _in_range(year):
        return f", and the year {year} looks like a slip"
    if len(text) > len("2015") and not 1 <= month <= 12:
        return f", and there is no month {month:02}; the year comes first, then the month, then the day"
    if len(text) <= len("2015-03"):
        return ", and the day itself is needed here"
    days = calendar.monthrange(year, month)[1]
    return f", and there is no such day: {_MONTHS[month - 1]} {year} has {days} days"
