"""Kinds of value an option may have beyond plain words: dates, year groups, sizes, lists of codes."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable

_SIZES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}


def words(given: str) -> tuple[str, ...]:
    """Return the words of a list separated by commas, without empty ones."""
    found = tuple(word.strip() for word in given.split(",") if word.strip())
    if not found:
        raise argparse.ArgumentTypeError("a code or name is missing after it.")
    return found


def joined(lists: Iterable[tuple[str, ...]] | None) -> tuple[str, ...]:
    """Return the words of an option that may be given several times, as one tuple."""
    return tuple(word for one in lists or () for word in one)


def day(given: str) -> dt.date:
    """Return the date an ISO text (`2026-09-01`) means."""
    try:
        # fromisoformat reads other forms too (20260901, 2026-W36-2) that nobody here means.
        meant = len(given) == 10 and given[4] == "-" and given[7] == "-"
        return dt.date.fromisoformat(given if meant else "")
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{given}” is no date; write year, month and day, such as 2026-09-01."
        ) from None


def year_group(given: str) -> int | str:
    """Return a school year: -2 and -1 (nursery), 0 (Reception), 1 to 14, or `beyond_school`."""
    if given.lower().replace("-", "_").replace(" ", "_") == "beyond_school":
        return "beyond_school"
    try:
        number = int(given)
    except ValueError:
        number = 99
    if not -2 <= number <= 14:
        raise argparse.ArgumentTypeError(
            f"“{given}” is no year group; write -2 or -1 for nursery, 0 for Reception, 1 to 14, or beyond_school."
        )
    return number


def size(given: str) -> int:
    """Return a number of bytes, given as such or with K, M or G (`5M`; a K is 1024)."""
    text = given.strip().lower().removesuffix("b").removesuffix("i")
    number, unit = (text[:-1], text[-1]) if text and text[-1] in "kmg" else (text, "")
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        raise argparse.ArgumentTypeError(f"“{given}” is no size; write a number of bytes, or such as 500K or 5M.")
    return int(number) * _SIZES[unit]


def add_rule_options(group: argparse._ArgumentGroup) -> None:
    """Add the options that say as of when and with whose settings to check, and how large a file may be."""
    group.add_argument("--on", type=day, metavar="DATE", help="take this as today, in place of the advice's completed")
    group.add_argument("--profile", metavar="NAME|PATH", help="take these settings, in place of those the advice names")
    group.add_argument("--max-size", type=size, default=2**21, metavar="SIZE", help="refuse larger files (default 2M)")
