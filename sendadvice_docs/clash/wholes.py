"""Wholes with what came of them: “of 20 sessions he came to 14 and missed 9”, “8 days, 4 and 2 = 16 days”.

Every shape needs one of a few words (see `_KEYS`); without it, and without three figures, nothing is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import NUMBER, Clash, value
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.wordings import cue, expression

_FILE = "wholes"
_SHARES = {"half": 0.5, "a third": 2 / 3, "a quarter": 0.75, "two thirds": 1 / 3, "three quarters": 0.25}
_NUMBERS = re.compile(rf"(?<![\w.£,/-]){NUMBER}(?![\w-])")
_MONEY = re.compile(rf"\(£({NUMBER})\)")
_KEYS = {
    "of_and_missed": frozenset(
        ["missed", "cancelled", "skipped", "lost", "turned", "refused", "come", "go", "get", "without"]
    ),
    "planned_and_missed": frozenset(["missed", "cancelled", "unused", "used", "lost", "skipped"]),
    "equals": frozenset(["making", "totalling", "makes", "up", "coming", "so", "total"]),
    "in_brackets": frozenset(
        ["covers", "cover", "pay", "pays", "for", "on", "of", "comprises", "comprising", "between", "into", "meets"]
    ),
    "cut_by": frozenset(["halved", "half", "third", "quarter", "thirds", "quarters"]),
}


class Wholes:
    """Looks for wholes that their parts don't make, in one text."""

    def __init__(self, row: Row) -> None:
        """Take the words."""
        self._row, self._plain = row, row.plain

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        numbers, plain = len(self._row.numbers), self._plain
        if numbers < 2:
            return
        words = plain.words().different
        if not _KEYS["cut_by"].isdisjoint(words):
            yield from self._cut()
        if numbers < 3:
            return
        for name in ("of_and_missed", "planned_and_missed"):
            if not _KEYS[name].isdisjoint(words):
                yield from self._missed(name)
        if "=" in plain or not _KEYS["equals"].isdisjoint(words):
            yield from self._equals()
        if "(£" in plain and not _KEYS["in_brackets"].isdisjoint(words):
            yield from self._in_brackets()

    def _of(self, name: str) -> Iterator[re.Match[str]]:
        """Yield the matches of a shape beside which nothing is left open."""
        for match in expression(_FILE, "shapes", name).finditer(self._plain):
            if not cue(_FILE, "open").search(self._plain, max(0, match.start() - 16), match.end()):
                yield match

    def _cut(self) -> Iterator[Clash]:
        for match in self._of("cut_by"):
            right = value(match["whole"]) * _SHARES[match["share"] or "half"]
            if abs(value(match["part"]) - right) > 0.05 * right:
                yield Clash(match.start(), match.end(), "counted", {"said": match["part"], "right": f"{right:g}"})

    def _missed(self, name: str) -> Iterator[Clash]:
        for match in self._of(name):
            right = value(match["whole"]) - value(match["part"])
            if value(match["missed"]) > right or (name == "planned_and_missed" and value(match["missed"]) != right):
                values = {"said": match["missed"], "right": f"{max(0.0, right):g}"}
                yield Clash(match.start(), match.end(), "counted", values)

    def _equals(self) -> Iterator[Clash]:
        for match in self._of("equals"):
            parts = [value(one[0]) for one in _NUMBERS.finditer(match["parts"])]
            total = value(match["total"])
            if len(parts) > 1 and abs(sum(parts) - total) > 0.011 * total:
                yield Clash(match.start(), match.end(), "sum", {"said": match["total"], "right": f"{sum(parts):g}"})

    def _in_brackets(self) -> Iterator[Clash]:
        for match in self._of("in_brackets"):
            parts = [value(one) for one in _MONEY.findall(match[0])]
            total = value(match["total"])
            if abs(sum(parts) - total) > 0.011 * total:
                yield Clash(
                    match.start(), match.end(), "sum", {"said": f"£{match['total']}", "right": f"£{sum(parts):g}"}
                )
