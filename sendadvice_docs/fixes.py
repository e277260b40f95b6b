"""The one safe text for a passage, where a rule file says that there is one.

A fix never changes what is meant. So each looks at what stands around it: a word takes another's place only where the
grammar stays right, a gap is filled only with what the advice itself says of the person, and only where nobody else can
be meant, and what is taken out leaves a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances
from sendadvice_docs.quantities import Measure, quantities
from sendadvice_docs.words import as_one

#: Which word stands for a person, by their pronouns. With “they” the verb would have to change too, so there is no
#: subject for it.
_PRONOUNS: Mapping[str, Mapping[str, str]] = {
    "he/him": {"subject": "he", "object": "him", "possessive": "his", "reflexive": "himself"},
    "she/her": {"subject": "she", "object": "her", "possessive": "her", "reflexive": "herself"},
    "they/them": {"object": "them", "possessive": "their", "reflexive": "themselves"},
}
#: Classes of words: somebody whom a pronoun may mean as well as the person, and what sentences begin with but names.
_SOMEBODY = ("{family}", "{somebody}")
_OPENER = "{opener}"
_BEGINS = re.compile(r"[^\W\d_]")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]*")
#: What may follow a word whose own sentence it ends; the end of the text does too.
_STOPS = ("", ".", ",", ";", ":", "!", "?", ")", "\n")
_AMOUNTS = frozenset({Measure.AMOUNT, Measure.FREQUENCY, Measure.DURATION, Measure.CLOCK})
_NEAR = 80


class _Fix:
    """One way to mend a passage, as a rule file has it."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self.find = as_one((data["find"],))
        self.rest = as_one((data["rest"],)) if "rest" in data else None
        self.before = as_one((data["before"],), r"\s*\Z") if "before" in data else None
        self.after = as_one((data["after"],)) if "after" in data else None
        self.write = data.get("write", "")
        self.fill = data.get("fill", "")
        self.drop_after = data.get("drop_after", "")

    def text(self, person: Circumstances, reading: Reading, start: int, end: int) -> str | None:
        """Return what may take the place of a passage, "" where it may go, None where this fix is not for it."""
        found = self.find.match(reading.plain, start, end)
        if found is None or not self._rest_fits(reading, found.end(), end) or not self._fits_in(reading, start, end):
            return None
        if self.drop_after:
            return "" if _stands_before(self.drop_after, person, reading, start) else None
        new = _filling(self.fill, person, reading, start, end) if self.fill else found.expand(self.write)
        if not new:
            return None
        first = _BEGINS.search(reading.text, start, end)
        if first is not None and first[0].isupper():
            new = new[0].upper() + new[1:]
        return new + reading.text[found.end() : end]

    def _rest_fits(self, reading: Reading, start: int, end: int) -> bool:
        return start == end if self.rest is None else self.rest.fullmatch(reading.plain, start, end) is not None

    def _fits_in(self, reading: Reading, start: int, end: int) -> bool:
        text = reading.plain
        if self.before is not None and self.before.search(text, max(0, start - _NEAR), start) is None:
            return False
        if text[start - 1 : start] == "[" and text[start : start + 1] != "[":
            return False  # the brackets around it would stay
        if self.after is None or text[end : end + 1] in _STOPS:
            return True
        return self.after.match(text, end + (text[end] == " ")) is not None


def _first_name(person: Circumstances) -> str:
    return person.preferred_name or next(iter(person.name.split()), "")


def _filling(what: str, person: Circumstances, reading: Reading, start: int, end: int) -> str:
    """Return what the advice says of the person in place of a gap, or "" where it may be about somebody else."""
    if what in ("name", "full_name"):
        name = _first_name(person) if what == "name" else person.name
        return "" if reading.text[end : end + 1] in (":", "=") else name
    pronoun = _PRONOUNS.get(person.pronouns, {}).get(what, "")
    return pronoun if pronoun and _nobody_else(person, reading, start, end) else ""


def _nobody_else(person: Circumstances, reading: Reading, start: int, end: int) -> bool:
    """Return whether nobody but the person is spoken of up to a passage, nor the person by name after it."""
    own = {part.lower() for part in (*person.name.split(), *person.preferred_name.split())}
    if as_one(_SOMEBODY).search(reading.plain, 0, start) is not None:
        return False
    capitals = {match[0].lower() for match in _CAPITALISED.finditer(reading.text, 0, start)}
    if any(as_one((_OPENER,)).fullmatch(word) is None for word in capitals - own):
        return False
    after = re.findall(r"\w+", reading.plain[end : reading.sentence_at(start).end])
    return bool(own) and not own.intersection(after)


def _stands_before(what: str, person: Circumstances, reading: Reading, start: int) -> bool:
    """Return whether the very thing that a gap asks for stands right before it."""
    before = reading.text[:start]
    if not before.endswith(" "):
        return False
    before = before.rstrip()
    if what == "name":
        names = {person.name, _first_name(person)} - {""}
        return any(re.search(rf"(?<!\w){re.escape(name)}\Z", before) for name in names)
    wanted = {Measure.DATE} if what == "date" else _AMOUNTS
    return any(one.end == len(before) and one.measure in wanted for one in quantities(reading.text))


class Fixes:
    """The fixes of a rule: the settings `match.fixes`, each tried in turn."""

    def __init__(self, data: Sequence[Mapping[str, Any]]) -> None:
        self._data = data
        self._fixes: list[_Fix] | None = None

    def text(self, person: Circumstances, reading: Reading, start: int, end: int) -> str | None:
        """Return what may safely take the place of a passage, "" where it may be taken out, None where nothing may."""
        if self._fixes is None:  # patterns are compiled when a passage is found and not before
            self._fixes = [_Fix(one) for one in self._data]
        return next((new for one in self._fixes if (new := one.text(person, reading, start, end)) is not None), None)
