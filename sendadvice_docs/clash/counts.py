"""Numbers of people and things against their lists, parts against their wholes, and products against their factors.

A list is counted only where it is closed and every item of it is plain: beside “such as”, “or” or “their” it is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import Clash, value
from sendadvice_docs.clash.wordings import any_of, data, shape, shapes_of
from sendadvice_docs.language import Reading

_FILE = "counts"
_HINT = re.compile(
    r"[:(–—£]|\bboth\b|\bhalf\b|\bof\b|\bthird\b|\bquarter\b|=|×|\bleft\b|\bover\b|\b(?:two|three|four|five|six) "
)
_AND = re.compile(r",? (?:and|&) |, ")
_HIGH = {"twice": 2.0, "three times": 3.0, "four times": 4.0}
_SHARES = {"a third": 1 / 3, "one third": 1 / 3, "a quarter": 0.25, "one quarter": 0.25, "half": 0.5}
_SHARES |= {"two thirds": 2 / 3, "three quarters": 0.75}
#: An item of a list is short and says nothing of its own: no verb, no clause.
_ITEM = re.compile(r"(?:the |a |an |his |her |their |my )?[\w'’-]+(?: [\w'’-]+){0,3}(?: \(\d+\))?")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|can|will|does|do|who|which|that|when|he|she|they|it|we|i|so|but|because|to|for|needs?"
    r"|comes?|goes?|works?|lives?|helps?|takes?)\b"
)
_EXTRA = re.compile(r"\b(?:plus|and £|including|with)\b")
_DAY = re.compile(r"(?<!\w)\d{1,2}(?:st|nd|rd|th)?(?!\w|:)")


def _number(words: str) -> float:
    return 12.0 if words == "a dozen" else value(words)


class Counts:
    """Looks for numbers that their lists, parts or factors don't make."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self._reading = reading

    def find(self) -> Iterator[Clash]:
        """Yield numbers that don't fit."""
        if shapes_of(_FILE).may_be_in(self._reading.plain) and _HINT.search(self._reading.plain):
            yield from self._lists()
            yield from self._dates()
            yield from self._wholes()
            yield from self._shares()
            yield from self._products()

    def _finditer(self, key: str) -> Iterator[re.Match[str]]:
        return shape(_FILE, key).finditer(self._reading.plain)

    def _count(self, match: re.Match[str], said: str, right: float) -> Clash:
        return Clash(match.start(), match.end(), "counted", {"said": said, "right": f"{right:g}"})

    def _before(self, at: int) -> str:
        return self._reading.plain[max(0, at - 24) : at]

    def _lists(self) -> Iterator[Clash]:
        for match in (*self._finditer("named"), *self._finditer("apposed")):
            items = _AND.split(match["list"])
            names = self._reading.text[match.start("list") : match.end("list")]
            named = all(one[:1].isupper() for one in _AND.split(names))
            if (
                named
                and len(items) != value(match["count"])
                and not any_of(_FILE, "open").search(self._before(match.start()))
            ):
                yield self._count(match, match["count"], len(items))
        for match in (*self._finditer("listed"), *self._finditer("household")):
            listed = any_of(_FILE, "one_wage").sub("", match["list"])
            if any_of(_FILE, "open").search(listed) or any_of(_FILE, "open").search(self._before(match.start())):
                continue
            items = [one for one in _AND.split(listed) if one.strip()]
            if len(items) < 2 or not re.search(r" (?:and|&) ", listed):
                continue
            plain = all(_ITEM.fullmatch(one.strip()) and not _VERB.search(one) for one in items)
            if plain and len(items) != value(match["count"]):
                yield self._count(match, match["count"], len(items))

    def _dates(self) -> Iterator[Clash]:
        """Yield so many visits or falls with another number of dates."""
        months = rf"\b(?:{data(_FILE)['parts']['month']})\b"
        for match in self._finditer("dates"):
            listed = match["list"]
            if any_of(_FILE, "open").search(listed) or re.search(r"\b(?:to|between|from|until)\b|-|–", listed):
                continue
            days = len(_DAY.findall(re.sub(r"20\d\d", "", listed)))
            spoken = len(re.findall(months, listed)) + len(
                re.findall(r"\b(?:last|this) (?:week|month)\b|\bweek before last\b|\byesterday\b", listed)
            )
            there = days or spoken
            items = [one for one in _AND.split(listed) if one.strip()]
            if there >= 2 and there == len(items) and there != value(match["count"]):
                yield self._count(match, match["count"], there)

    def _wholes(self) -> Iterator[Clash]:
        for match in self._finditer("total_of"):
            if any_of(_FILE, "parted").search(match["parts"]) or re.search(r"[£%]|\d[:.]\d|(?:x|×)", match[0]):
                continue
            if any_of(_FILE, "parted").search(self._before(match.start())):
                continue
            numbers = [
                _number(one[0])
                for one in re.finditer(rf"(?<![\w-])(?:{data(_FILE)['parts']['n']})(?![\w-])", match["parts"])
            ]
            whole = _number(match["whole"])
            if (
                len(numbers) >= 2
                and all(numbers)
                and sum(numbers) != whole
                and max(numbers) < whole
                and 2 * sum(numbers) > whole
            ):
                yield self._count(match, match["whole"], sum(numbers))
        for match in (*self._finditer("out_of"), *self._finditer("out_of_after"), *self._finditer("out_of_end")):
            if _number(match["part"]) > _number(match["whole"]):
                yield self._count(match, match["part"], _number(match["whole"]))
        for match in self._finditer("and_missed"):
            missed = _number(match["whole"]) - _number(match["part"])
            if missed != _number(match["missed"]):
                yield self._count(match, match["missed"], missed)
        for match in self._finditer("both_of"):
            yield self._count(match, "both", _number(match["n"]))
        for match in self._finditer("nights_of"):
            if _number(match["n"]) > (_HIGH.get(match["high"]) or _number(match["high"])):
                yield self._count(match, match["n"], _HIGH.get(match["high"]) or _number(match["high"]))

    def _shares(self) -> Iterator[Clash]:
        for match in self._finditer("half_of"):
            if _number(match["part"]) * 2 != _number(match["whole"]):
                yield self._count(match, match["part"], _number(match["whole"]) / 2)
        for match in self._finditer("share_of"):
            part = _number(match["part"])
            whole = _number(match["whole"]) * (60 if match["unit2"][0] == "h" and match["unit"][0] == "m" else 1)
            right = whole * _SHARES[match["share"]]
            if abs(part - right) > 0.05 * whole:
                yield self._count(match, match["part"], round(right, 2))
        for match in self._finditer("left_over"):
            left = _number(match["planned"]) - _number(match["used"])
            if left != _number(match["left"]):
                yield self._count(match, match["left"], left)
        for match in self._finditer("fewer"):
            planned, had, by = (_number(match[name]) for name in ("planned", "had", "by"))
            more = match["way"] == "more"
            if had - planned != (by if more else -by):
                yield self._count(match, f"{match['by']} {match['way']}", abs(had - planned))

    def _products(self) -> Iterator[Clash]:
        for match in self._finditer("products"):
            hours = [
                _number(match[size]) / (60 if match[unit].startswith("m") else 1)
                for size, unit in (("size", "unit"), ("total", "unit2"))
            ]
            same = {match["unit"][0], match["unit2"][0]} <= {"m", "h"} or match["unit"][0] == match["unit2"][0]
            right = _number(match["n"]) * hours[0]
            if same and abs(right - hours[1]) > 0.02 * right:
                yield self._count(match, match["total"], right)
        for match in (*self._finditer("wages"), *self._finditer("paid")):
            right, total = float(match["rate"]) * _number(match["hours"]), value(match["total"])
            same = (match["per"] or match["per2"]) == (match["per2"] or match["per"])
            if same and abs(right - total) > 0.02 * right and not _EXTRA.search(match[0]):
                yield self._count(match, f"£{match['total']}", right)
