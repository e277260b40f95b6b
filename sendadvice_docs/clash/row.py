"""The words of a text that may begin a figure: found once, so that no pattern is tried anywhere else.

Numbers, days, months, and words of how often are a small and closed class. Every search for figures that don't fit
each other begins at one of them, and most texts have none or one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from sendadvice_docs.clash.common import DAYS, MONTHS
from sendadvice_docs.gate import Text
from sendadvice_docs.language import Reading, Stretch

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
#: What number words mean.
VALUES = {word: float(number) for number, word in enumerate(_UNITS, 1)}
VALUES |= {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
#: “Sat” and “sun” are words of other meanings, too: as days they are written with a capital.
SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5}
SHORT_DAYS |= {"sun": 6}
#: Days of the week by their names, Monday as 0.
DAY_WORDS = {name: number for number, name in enumerate(DAYS)} | {f"{name}s": n for n, name in enumerate(DAYS)}
_OFTEN = [
    "once",
    "twice",
    "thrice",
    "daily",
    "weekly",
    "fortnightly",
    "monthly",
    "termly",
    "quarterly",
    "yearly",
    "annually",
    "nightly",
    "weekday",
    "weekdays",
    "every",
    "each",
    "alternate",
    "weekend",
    "weekends",
    "noon",
    "midday",
]
#: Single things that “a”, “an” or “half an” makes a figure of.
_THINGS = "hour night session visit day evening morning afternoon weekend week fortnight month year term call dozen"
NUMBER_WORD, DAY, MONTH, OFTEN, THING = "number", "day", "month", "often", "thing"
_CLASSES = dict.fromkeys(VALUES, NUMBER_WORD) | dict.fromkeys(DAY_WORDS, DAY) | dict.fromkeys(SHORT_DAYS, DAY)
_CLASSES |= dict.fromkeys(MONTHS, MONTH) | dict.fromkeys(_OFTEN, OFTEN) | dict.fromkeys(_THINGS.split(), THING)
_FIRST_LETTER = ":"
#: Without one of these, or a figure, nothing is counted or dated in a text.
_STRONG = frozenset({*VALUES, *DAY_WORDS, *MONTHS} - {"one", "may", "march", "mar", "sun"}) | frozenset(
    [
        "birthday",
        "born",
        "dob",
        "reception",
        "primary",
        "secondary",
        "infant",
        "junior",
        "preschool",
        "once",
        "twice",
        "thrice",
        "daily",
        "weekly",
        "fortnightly",
        "monthly",
        "termly",
        "yearly",
        "nightly",
        "weekday",
        "weekdays",
        "alternate",
    ]
)
_DIGIT = re.compile(r"\d")


def has_figures(plain: Text) -> bool:
    """Return whether a text may count or date anything."""
    return not _STRONG.isdisjoint(plain.words().different) or _DIGIT.search(plain) is not None


class Row:
    """The words of one text, and which of them may begin a figure."""

    def __init__(self, reading: Reading) -> None:
        """Take the text."""
        self.reading = reading
        self.plain = reading.plain
        found = reading.plain.words()
        self.words, self.starts = found.words, found.starts
        #: Numbers of the words that may begin a figure, in order.
        self.hot = [at for at, word in enumerate(self.words) if word in _CLASSES or word[0] < _FIRST_LETTER]

    def sort(self, at: int) -> str:
        """Return the class of a word that may begin a figure: a number where it is written in figures."""
        return _CLASSES.get(self.words[at], NUMBER_WORD)

    @cached_property
    def numbers(self) -> list[int]:
        """Return which words are numbers, in words or figures."""
        return [at for at in self.hot if self.sort(at) is NUMBER_WORD]

    def end(self, at: int) -> int:
        """Return where a word ends."""
        return self.starts[at] + len(self.words[at])

    def within(self, stretch: Stretch) -> Sequence[int]:
        """Return the words of a stretch that may begin a figure."""
        hot, starts = self.hot, self.starts
        first = bisect_left(hot, stretch.start, key=starts.__getitem__)
        last = bisect_left(hot, stretch.end, first, key=starts.__getitem__)
        return hot[first:last]

    def is_day(self, at: int) -> bool:
        """Return whether a word names a day of the week, as far as its letters tell."""
        word = self.words[at]
        return word in DAY_WORDS or (word in SHORT_DAYS and self.reading.text[self.starts[at]].isupper())
