"""Amounts, frequencies, clock times, durations, money and dates, read from words and figures.

How they are written is data (`checks/lexicons/quantities.yaml`); this module finds them and reckons their figures. What
they measure in a passage, the provision or something beside it, is for `sendadvice_docs.commitments` to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.errors import RuleError
from sendadvice_docs.language import plain, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import compiled


class Measure(StrEnum):
    """What a quantity measures."""

    AMOUNT = "amount"
    CLOCK = "clock"
    FREQUENCY = "frequency"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity found in a text.

    `start` and `end` bound it in code points and `text` is its wording in lower case. `number` is its first figure, and
    None where it has none (“weekly”) or the figure is part of a date or a time of day. `unit` is the unit it counts, in
    the singular and in full (“hour”, “night”, “pound”), or "".
    """

    measure: Measure
    text: str
    start: int
    end: int
    number: float | None
    unit: str


_PART = re.compile(r"\{([a-z_]+)\}")
_NO_FIGURES = frozenset({Measure.CLOCK, Measure.DATE})
_WORD = re.compile(r"[a-z]+")
_ONE = re.compile(r"an? (?=hour|day|night|week|evening|afternoon|morning|session|visit|month|year|fortnight)")
_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k(?!\w))?|([½¼¾])")
_FRACTIONS: Mapping[str, float] = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    return read_data(resources.resource("checks", "lexicons", "quantities.yaml"))


@lru_cache(maxsize=64)
def _part(name: str) -> str:
    parts = _data()["parts"]
    # What is no part of a quantity is left for `words.compiled`, which knows the classes of words.
    return f"(?:{spelled_out(str(parts[name]))})" if name in parts else f"{{{name}}}"


def spelled_out(pattern: str) -> str:
    """Return a pattern with the names of parts (`{number}`, `{hours}`) replaced by what they stand for."""
    return _PART.sub(lambda match: _part(match[1]), pattern)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[Measure, Patterns]:
    find = _data()["find"]
    patterns = {}
    for measure in Measure:
        listed = find[measure.value]
        if not isinstance(listed, list):
            raise RuleError(f"checks/lexicons/quantities.yaml: at find/{measure}: a list of patterns belongs here.")
        patterns[measure] = compiled(spelled_out(one) for one in listed)
    return patterns


@lru_cache(maxsize=1)
def _values() -> tuple[Mapping[str, float], Mapping[str, str]]:
    """Return the numbers that words stand for, and the full name of each unit's spellings."""
    values = _data()["values"]
    units = {spelling: unit for unit, spellings in _data()["units"].items() for spelling in str(spellings).split()}
    return {word: float(str(value)) for word, value in values.items()}, units


def number_in(text: str) -> float | None:
    """Return the first number of a text in words or figures: 3.5 for “three and a half hours”, None without one."""
    lower = plain(text)
    values, _ = _values()
    if one := _ONE.match(lower):
        return 1.0 + _and_a_half(lower[one.end() :])
    figure = _FIGURE.search(lower)
    word = next((one for one in _WORD.finditer(lower) if one[0] in values), None)
    if figure is not None and (word is None or figure.start() < word.start()):
        if figure[4]:
            return _FRACTIONS[figure[4]]
        number = float(figure[1].replace(",", "") + (figure[2] or "")) * (1000 if figure[3] else 1)
        return number + _FRACTIONS.get(lower[figure.end() : figure.end() + 1], 0.0) + _and_a_half(lower[figure.end() :])
    if word is None:
        return None
    return _in_words(lower[word.start() :], values)


def _and_a_half(rest: str) -> float:
    return 0.5 if re.match(r"(?:[ -]?(?:hours?|hrs?|days?|years?))? and a half", rest) else 0.0


def _in_words(text: str, values: Mapping[str, float]) -> float:
    """Return the number that the words at the head of a text make up: “twenty-eight”, “a hundred and twenty”."""
    total = 0.0
    last = 0.0
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        between = text[end : match.start()].strip(" -")
        if between or (word not in values and word not in {"and", "a", "an", "hundred", "thousand", "dozen"}):
            break
        end = match.end()
        if word in {"hundred", "thousand", "dozen"}:
            total, last = (total or 1.0) * {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}[word], 0.0
        elif word in values:
            value = values[word]
            if last and not (last >= 20 > value and last % 10 == 0) and value >= 1:
                break
            total, last = total + value, value
    return total + _and_a_half(text[end:])


def _unit_of(text: str, measure: Measure) -> str:
    if measure is Measure.MONEY:
        return "pound"
    _, units = _values()
    return next((units[one[0]] for one in _WORD.finditer(text) if one[0] in units), "")


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, measure by measure and in order of place; those of one measure never overlap."""
    lower = read(text).plain
    return tuple(
        Quantity(
            measure=measure,
            text=match[0],
            start=match.start(),
            end=match.end(),
            number=None if measure in _NO_FIGURES else number_in(match[0]),
            unit=_unit_of(match[0], measure),
        )
        for measure, pattern in _patterns().items()
        for match in pattern.finditer(lower)
    )
