"""Parts and wholes in one sentence, rises that fall, and times of day that fit no part of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import Clash, value
from sendadvice_docs.clash.figures import hours_between
from sendadvice_docs.clash.row import DAY, Row
from sendadvice_docs.clash.wordings import cue, expression

_FILE = "parts"
_HIGH = {"twice": 2.0, "three times": 3.0, "four times": 4.0}
_SHARES = {"a third": 1 / 3, "one third": 1 / 3, "a quarter": 0.25, "one quarter": 0.25, "half": 0.5}
_SHARES |= {"two thirds": 2 / 3, "three quarters": 0.75}
_FACTOR = {"doubled": 2.0, "trebled": 3.0, "halved": 0.5}
#: From which hour to which something in each part of a day may begin, with room.
_DAY_PARTS = {
    "morning": (4.0, 12.5), "lunchtime": (11.0, 15.0), "afternoon": (11.5, 18.5), "evening": (15.5, 24.0),
    "night": (17.0, 7.0),
    "overnight": (16.0, 4.0), "bedtime": (16.5, 3.0), "breakfast": (4.5, 11.0), "teatime": (14.5, 20.0),
}  # fmt: skip


def _number(words: str) -> float:
    return {"a dozen": 12.0, "no": 0.0, "none": 0.0, "once": 1.0, "twice": 2.0}.get(words, value(words))


class Parts:
    """Looks for parts that don't fit their wholes, in one text."""

    def __init__(self, row: Row) -> None:
        """Take the words."""
        self._row, self._plain = row, row.plain

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        words = self._plain.words().different
        named = len([at for at in self._row.hot if self._row.sort(at) is DAY]) > 1
        several = len(self._row.numbers) > 1
        for name in {name: None for word in words & _WORDS.keys() for name in _WORDS[word]}:
            if (name in _COUNTING and not several) or (name.startswith("day_") and not named):
                continue
            if name != "written_twice" or "(" in self._plain:
                for match in expression(_FILE, "shapes", name).finditer(self._plain):
                    yield from getattr(self, _FOUND[name])(match)

    def _count(self, match: re.Match[str], said: str, right: float) -> Clash:
        return Clash(match.start(), match.end(), "counted", {"said": said, "right": f"{right:g}"})

    def _at_most(self, match: re.Match[str]) -> Iterator[Clash]:
        if _number(match["part"]) > _number(match["whole"]):
            yield self._count(match, match["part"], _number(match["whole"]))

    def _missed(self, match: re.Match[str]) -> Iterator[Clash]:
        missed = _number(match["whole"]) - _number(match["part"])
        if missed != _number(match["missed"]):
            yield self._count(match, match["missed"], missed)

    def _both(self, match: re.Match[str]) -> Iterator[Clash]:
        yield self._count(match, "both", _number(match["n"]))

    def _nights(self, match: re.Match[str]) -> Iterator[Clash]:
        high = _HIGH.get(match["high"]) or _number(match["high"])
        if _number(match["n"]) > high:
            yield self._count(match, match["n"], high)

    def _half(self, match: re.Match[str]) -> Iterator[Clash]:
        if _number(match["part"]) * 2 != _number(match["whole"]):
            yield self._count(match, match["part"], _number(match["whole"]) / 2)

    def _share(self, match: re.Match[str]) -> Iterator[Clash]:
        part = _number(match["part"])
        whole = _number(match["whole"]) * (60 if match["unit2"][0] == "h" and match["unit"][0] == "m" else 1)
        right = whole * _SHARES[match["share"]]
        if abs(part - right) > 0.05 * whole:
            yield self._count(match, match["part"], round(right, 2))

    def _left(self, match: re.Match[str]) -> Iterator[Clash]:
        left = _number(match["planned"]) - _number(match["used"])
        if left != _number(match["left"]):
            yield self._count(match, match["left"], left)

    def _fewer(self, match: re.Match[str]) -> Iterator[Clash]:
        planned, had, by = (_number(match[name]) for name in ("planned", "had", "by"))
        if had - planned != (by if match["way"] == "more" else -by):
            yield self._count(match, f"{match['by']} {match['way']}", abs(had - planned))

    def _written(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield a number in words with another in figures behind it: “three (5) hours”."""
        if value(match["words"]) != float(match["figures"]):
            yield self._count(match, match["words"], float(match["figures"]))

    def _trend(self, match: re.Match[str]) -> Iterator[Clash]:
        first, last = _number(match["a"]), _number(match["b"])
        word = (match["up"] or match["down"]).split()[0]
        values = {"one": match["a"], "other": match["b"]}
        if re.search(r"\b(?:year|class|bed|school|key stage|age)\b", match["unit1"]):
            return
        doubled = word in _FACTOR and abs(first * _FACTOR[word] - last) > 0.01 * max(first, last)
        if doubled or (match["up"] and last < first) or (match["down"] and last > first):
            yield Clash(match.start(), match.end(), "ages", values)
            return
        tail = re.compile(r"(?: [a-z]+){0,4}").match(self._plain, match.end())
        than = cue(_FILE, "than").match(self._plain, tail.end() if tail else match.end())
        than = than or cue(_FILE, "than").match(self._plain, match.end())
        if than and (_number(than["c"]) > last if match["up"] else _number(than["c"]) < last):
            yield Clash(match.start(), than.end(), "ages", {"one": match["b"], "other": than["c"]})

    def _part_of_day(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield mornings, evenings and nights with a time that is in none: “every morning, 4pm to 5pm”."""
        sentence = self._row.reading.sentence_at(match.start())
        if cue(_FILE, "about").search(self._plain, sentence.start, min(sentence.end, match.end() + 60)):
            return
        first, half = float(match["h"]) + int(match["m"] or 0) / 60, match["ap"] or ""
        if not half and first < 13:
            return  # “6.30” alone may be either
        hour = first % 12 + 12 * (half == "p") if half else first
        low, high = _DAY_PARTS[match["part"].rstrip("s")]
        inside = low <= hour <= high if low < high else hour >= low or hour <= high
        if not inside and hour >= 1:
            yield Clash(match.start(), match.end(), "clock", {})

    def _half_day(self, match: re.Match[str]) -> Iterator[Clash]:
        if min(hours_between(match["a"], match["b"])) >= 7:
            yield Clash(match.start(), match.end(), "clock", {})

    def _backwards(self, match: re.Match[str]) -> Iterator[Clash]:
        if min(hours_between(match["a"] + match["ap"], match["b"] + match["ap"])) > 12:
            yield Clash(match.start(), match.end(), "clock", {})

    def _days(self, match: re.Match[str]) -> Iterator[Clash]:
        """Yield two days of the week for one thing."""
        if match["a"] != match["b"] and not cue(_FILE, "moved").search(match[0]):
            values = {"one": match["a"].capitalize(), "other": match["b"].capitalize()}
            yield Clash(match.start("a"), match.end("b"), "days", values)

    def _frequency(self, match: re.Match[str]) -> Iterator[Clash]:
        yield Clash(match.start(), match.end(), "frequency", {})

    def _weekdays(self, match: re.Match[str]) -> Iterator[Clash]:
        if not (match["a"].startswith("mon") and match["b"].startswith("fri")):
            yield Clash(match.start(), match.end(), "frequency", {})


_FOUND = {
    "both_of": "_both",
    "half_of": "_half",
    "share_of": "_share",
    "fewer": "_fewer",
    "nights_of": "_nights",
    "out_of": "_at_most",
    "out_of_end": "_at_most",
    "out_of_after": "_at_most",
    "left_over": "_left",
    "and_missed": "_missed",
    "written_twice": "_written",
    "trend": "_trend",
    "part_of_day": "_part_of_day",
    "half_day": "_half_day",
    "backwards": "_backwards",
    "day_moved": "_days",
    "day_only": "_days",
    "day_is": "_days",
    "day_named": "_days",
    "twice_monthly": "_frequency",
    "monthly": "_frequency",
    "weekdays": "_weekdays",
}
#: Words one of which each shape needs.
_KEYS = {
    name: frozenset(words.split())
    for name, words in {
        "both_of": "both",
        "half_of": "half",
        "share_of": "half third thirds quarter quarters",
        "fewer": "fewer more less",
        "nights_of": "first",
        "out_of": "of",
        "out_of_end": "of",
        "out_of_after": "out",
        "left_over": "left unused over remain remained come",
        "and_missed": "missed",
        "written_twice": " ".join(str(number) for number in range(1, 60)),
        "trend": "from",
        "part_of_day": "morning mornings lunchtime lunchtimes afternoon afternoons evening evenings night nights"
        " overnight bedtime bedtimes breakfast teatime teatimes",
        "half_day": "half",
        "backwards": "from between",
        "day_moved": "it this they these the",
        "day_only": "only",
        "day_is": "club group session visit class choir in",
        "day_named": "club group session class choir visit clubs groups sessions classes visits in",
        "twice_monthly": "monthly month",
        "monthly": "weekly monthly month week weeks fortnightly fortnight",
        "weekdays": "weekday",
    }.items()
}
_WORDS: dict[str, list[str]] = {}
for _name, _keys in _KEYS.items():
    for _key in _keys:
        _WORDS.setdefault(_key, []).append(_name)
#: What compares two numbers.
_COUNTING = frozenset({"out_of", "out_of_end", "out_of_after", "and_missed", "left_over", "fewer", "half_of", "trend"})
