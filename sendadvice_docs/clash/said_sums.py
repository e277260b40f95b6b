"""Totals in a sentence that their parts don't make: behind a bracket or a colon, before “in all”, behind “=”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from sendadvice_docs.clash.common import DAY_NAME, DAYS, NUMBER, Clash, value
from sendadvice_docs.clash.wordings import Shapes, cue

_FILE = "said_amounts"
_UNITS = {"hr": "hour", "h": "hour", "min": "minute", "overnight": "night"}


def _unit(word: str) -> str:
    singular = word[:-1] if word.endswith("s") and word != "times" else word
    return _UNITS.get(singular, singular)


def days_in(text: str) -> int:
    """Return how many days of the week a text names, a stretch (“Monday to Friday”) counted through; 0 for none."""
    if re.search(r"\b(?:seven days|7 days)\b", text):
        return 7
    if re.search(r"\bweekdays?\b", text):
        return 5
    named = [DAYS.index(one) for one in re.findall(DAY_NAME, text)]
    if len(named) == 2 and re.search(rf"{DAY_NAME}s?\s*(?:to|-|–|until|through to)\s*{DAY_NAME}", text):
        return (named[1] - named[0]) % 7 + 1
    return len(set(named))


def normal(amount: float, unit: str) -> tuple[float, str]:
    """Return an amount with its unit in the singular and in full, minutes as hours."""
    unit = _unit(unit)
    return (amount / 60, "hour") if unit == "minute" else (amount, unit)


class _Part(NamedTuple):
    """A part of a sum: what it may amount to, its unit ("" where none is told), and whether it is a product."""

    amounts: tuple[float, ...]
    unit: str
    product: bool = False


def _times(match: re.Match[str]) -> _Part | None:
    """Return the part a match of the terms is, where two figures of it are multiplied; else None."""
    if match["worked"]:
        return _Part((value(match["worked"]) * value(match["wage"]),), "pound", product=True)
    if match["rate"]:
        return _Part((value(match["rate"]) * value(match["times"]),), "pound", product=True)
    if match["each"]:
        size, unit = normal(value(match["each"]), match["unit3"])
        return _Part((size * (2 if match["days"] == "twice" else value(match["days"])),), unit, product=True)
    if match["by"]:
        size, unit = normal(value(match["by"]), match["unit4"])
        return _Part((size * value(match["by2"]),), unit, product=True)
    if match["count"]:
        size = value(match["cash"] or match["size"])
        size, unit = (size, "pound") if match["cash"] else normal(size, match["unit"])
        return _Part((size * value(match["count"]),), unit, product=True)
    return None


def _part(match: re.Match[str]) -> _Part:
    """Return the part of a sum that a match of the terms is."""
    if part := _times(match):
        return part
    if match["bare"]:
        return _Part((value(match["bare"]),), "")
    if match["pounds"]:
        return _Part((value(match["pounds"]),), "pound")
    amount, unit = normal(1.0 if match["n"] == "an" else value(match["n"]), match["unit2"])
    days = days_in((match["daily"] or "") + (match["on"] or ""))
    if match["daily"]:
        return _Part((amount * days,) if days else (amount * 5, amount * 7), unit, product=True)
    return _Part((amount, amount * days) if days > 1 else (amount,), unit)


def _parts(text: str) -> tuple[list[tuple[float, ...]], str, bool] | None:
    """Return the parts of a sum, each as what it may amount to, their unit, and whether any is a product.

    None where a figure is left over that is no part, or the parts have several units.
    """
    text = re.sub(rf"\b(?:plus|\+) (?={NUMBER})", "and ", text)
    if cue(_FILE, "aside").search(text):
        return None
    terms = Shapes(_FILE)["terms"]
    found = [_part(match) for match in terms.finditer(text)]
    units = {one.unit for one in found if one.unit} or ({""} if found else set())
    left = cue(_FILE, "clock").sub(" ", terms.sub(" ", text))
    if len(units) != 1 or re.search(rf"\d|\b(?:{NUMBER})\b", left):
        return None
    return [one.amounts for one in found], units.pop(), any(one.product for one in found)


def close(one: float, other: float) -> bool:
    """Return whether two amounts are the same but for rounding."""
    return abs(one - other) <= 0.011 * max(abs(one), abs(other))


def amount_of(match: re.Match[str], suffix: str) -> tuple[float, str] | None:
    """Return the amount in a match's groups that end in `suffix`, with its unit; None where there is none."""
    groups = match.groupdict()
    if pounds := groups.get(f"pounds{suffix}"):
        return value(pounds), "pound"
    if number := groups.get(f"n{suffix}"):
        return normal(value(number), groups.get(f"unit{suffix}") or "")
    return None


def _totals(text: str) -> Iterator[Clash]:
    """Yield totals with their parts behind a bracket or a colon that don't add up to them."""
    for match in Shapes(_FILE)["total"].finditer(text):
        end = text.find(")", match.end()) if match["open"] == "(" else len(text.rstrip(". "))
        if end < 0:
            continue
        inside = text[match.end() : end]
        stop = re.search(r"[;:(]|\.\s", inside) if match["open"] != "(" else None
        inside = inside[: stop.start()] if stop else inside
        if re.search(r"\b(?:the rest|the remainder)\b", inside):
            continue
        inside = re.sub(r",? for (?:[a-z-]+ ?)+\.?$", "", inside)
        total = amount_of(match, "")
        if total is None or cue(_FILE, "aside").search(text[max(0, match.start() - 16) : match.start()]):
            continue
        end = match.end() + len(inside)
        end += match["open"] == "(" and text[end : end + 1] == ")"
        if total[1] in _EVENTS and re.fullmatch(
            rf"(?:on )?(?:{DAY_NAME}s?(?:,| and| &| to|,? and|-|–)?\s*)+\.?", inside
        ):
            days = days_in(inside)
            if days > 1 and days != total[0] and period_of(match["per"], match["ly"]) in ("week", ""):
                yield Clash(match.start(), end, "sum", {"said": f"{total[0]:g}", "right": str(days)})
            continue
        yield from _compared(total, inside, match.start(), end)


def _compared(total: tuple[float, str], inside: str, start: int, end: int) -> Iterator[Clash]:
    sums = _parts(inside)
    if sums is None or sums[1] not in (total[1], ""):
        return
    parts, _, products = sums
    if not products and len(parts) < 2:
        return
    if len(parts) > 6 or any(close(sum(one), total[0]) for one in product(*parts)):
        return
    right = sum(one[-1] if len(one) > 1 and one[-1] < total[0] else one[0] for one in parts)
    yield Clash(start, end, "sum", {"said": f"{total[0]:g}", "right": f"{right:g}"})


def _in_all(text: str) -> Iterator[Clash]:
    """Yield parts with their total behind “=” or before “in all” that it is not the sum of."""
    for match in Shapes(_FILE)["in_all"].finditer(text):
        total = amount_of(match, "a") or amount_of(match, "b")
        if match["mark"] == "(" and not re.match(
            r"\s*(?:in total|in all|altogether|a week|per week)?\s*\)", text[match.end() :]
        ):
            continue
        before = text[: match.start()]
        cut = max(before.rfind(";"), before.rfind(":"), before.rfind("("))
        before = before[cut + 1 :]
        first = Shapes(_FILE)["terms"].search(before)
        if total is None or first is None or re.search(r"[x×] ?$", before[: first.start()]):
            continue
        if match["mark"] and "=" not in match["mark"] and (match["pera"] if "pera" in match.groupdict() else None):
            continue
        yield from _compared(total, before[first.start() :], cut + 1 + first.start(), match.end())


def find(text: str) -> Iterator[Clash]:
    """Yield totals that their parts don't make, in a sentence in lower case."""
    yield from _totals(text)
    yield from _in_all(text)


def period_of(per: str | None, ly: str | None) -> str:
    """Return the period that “a wk” or “fortnightly” names, in full; "" for none."""
    if per:
        return {"wk": "week", "mth": "month", "yr": "year", "annum": "year", "4 weeks": "four weeks"}.get(per, per)
    short = (ly or "").replace(".", "")
    known = {
        "pw": "week",
        "p/w": "week",
        "pcm": "month",
        "p/m": "month",
        "pa": "year",
        "annually": "year",
        "daily": "day",
    }
    return known.get(short, short.removesuffix("ly"))


_EVENTS = frozenset(
    {"visit", "session", "day", "evening", "afternoon", "morning", "call", "times", "night", "outing", "trip", "lesson"}
)
