"""Totals with their items told one by one (“20 hours a week: 8 for care and 4 for clubs”), and trends.

A total is compared only where each of its items begins with a number of its own and holds no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import Clash, value
from sendadvice_docs.clash.wordings import cue
from sendadvice_docs.language import Reading

_FILE = "itemised"

_FACTOR = {"doubled": 2.0, "halved": 0.5, "trebled": 3.0}


def _number(words: str) -> float:
    return {"no": 0.0, "none": 0.0, "once": 1.0, "twice": 2.0}.get(words, value(words))


class Itemised:
    """Looks for totals that their items don't make, and for rises that fall."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self._reading = reading

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't add up."""
        plain = self._reading.plain
        for match in cue(_FILE, "total").finditer(plain):
            sentence = self._reading.sentence_at(match.start())
            end = plain.find(")", match.end(), sentence.end) if "(" in match[0] else -1
            end = end if end > 0 else sentence.end
            yield from self._items(match, end)
        for match in cue(_FILE, "trend").finditer(plain):
            yield from self._trend(match)

    def _items(self, match: re.Match[str], end: int) -> Iterator[Clash]:
        plain = self._reading.plain
        listed = plain[match.end() : end].rstrip(". ")
        stop = re.search(r"[;:]|\.\s", listed)
        listed = listed[: stop.start()] if stop else listed
        if cue(_FILE, "times").search(listed):
            return
        parts = [one for one in cue(_FILE, "item").split(listed) if one.strip(" ,")]
        if len(parts) < 2 or cue(_FILE, "open").search(
            plain[max(0, match.start() - 16) : match.start()] + " ~ " + listed
        ):
            return
        made = 0.0
        for part in parts:
            first = cue(_FILE, "first").match(part)
            if first is None or cue(_FILE, "left").search(part, first.end()):
                return
            if bool(first["pounds"]) != bool(match["pounds"]):
                return
            unit = first["unit"]
            if (
                unit
                and unit.rstrip("s") != (match["unit"] or "").rstrip("s")
                and match["unit"] not in _HOLD.get(unit.rstrip("s"), ())
            ):
                return
            made += value(first["pounds"] or first["n"])
        said = value(match["pounds"] or match["n"])
        named = re.search(r"[a-z]", cue(_FILE, "first").sub("", listed).replace(" and ", "")) is not None
        if named and said and abs(made - said) > 0.01 and 0.4 * said < made < 2.5 * said:
            last = match.end() + len(listed)
            yield Clash(
                match.start(),
                last + (plain[last : last + 1] == ")"),
                "sum",
                {"said": f"{said:g}", "right": f"{made:g}"},
            )

    def _trend(self, match: re.Match[str]) -> Iterator[Clash]:
        first, last = _number(match["a"]), _number(match["b"])
        word = (match["up"] or match["down"]).split()[0]
        values = {"one": match["a"], "other": match["b"]}
        if re.search(r"\b(?:year|class|bed|school|key stage|age)\b", match["unit1"]):
            return
        if (match["up"] and last < first) or (match["down"] and last > first):
            yield Clash(match.start(), match.end(), "ages", values)
            return
        if word in _FACTOR and abs(first * _FACTOR[word] - last) > 0.01 * max(first, last):
            yield Clash(match.start(), match.end(), "ages", values)
            return
        than = cue(_FILE, "than").match(self._reading.plain, match.end()) or cue(_FILE, "than").match(
            self._reading.plain,
            match.end() + len(re.match(r"(?: [a-z]+){0,4}", self._reading.plain[match.end() :])[0]),  # type: ignore[index]
        )
        if than and (_number(than["c"]) > last if match["up"] else _number(than["c"]) < last):
            yield Clash(match.start(), than.end(), "ages", {"one": match["b"], "other": than["c"]})


#: What may be counted under a wider word.
_HOLD = {
    "adult": ("people", "staff"),
    "children": ("people", "siblings", "brothers and sisters", "cousins", "grandchildren"),
    "hour": ("hours", "hrs"),
    "worker": ("people", "staff"),
    "carer": ("people", "staff"),
}
