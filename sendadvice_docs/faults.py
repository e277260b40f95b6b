"""Turns what the schema found into faults a worker understands, each at its place, and one for each cause."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sendadvice_docs import reading, wording
from sendadvice_docs.contract import Place, Steps, contract, place_at
from sendadvice_docs.finding import Fault
from sendadvice_docs.load import Document, Mapping, pointer_of
from sendadvice_docs.meant import field_meant, homes
from sendadvice_docs.source import Span

SCHEMA = "SC001"
REFERENCE = "SC004"

#: How many unknown keys of a document are compared with the keys there are; a file with more is something else.
_GUESSES = 100
#: How many of the places where a key belongs are named.
_HOMES = 3
#: How far behind a key its colon is looked for.
_LOOK_AHEAD = 80

_MISSING: dict[str, wording.Words] = {
    "schema_version": (
        "The advice does not say which version of the format it is written in.",
        'Write schema_version: "1.0" as its first line.',
    ),
    "purpose": (
        "The advice does not say what it is for.",
        "Write “purpose:” and after it ehc_needs_assessment, reassessment or annual_review.",
    ),
    "person": (
        "The advice does not say whom it is about.",
        "Write “person:” and beneath it, moved in by two spaces, at least “name” and “date_of_birth”.",
    ),
    "person/name": (
        "The name of the child or young person is missing.",
        "Write the full name after “name:”, beneath “person:”.",
    ),
    "person/date_of_birth": (
        "The date of birth is missing, and age decides what an advice must hold and where provision goes.",
        "Write it after “date_of_birth:”, beneath “person:”, as year-month-day, such as 2014-04-19.",
    ),
    "needs": (
        "The advice sets out no needs, and does not say that there are none.",
        (
            "Write at least one entry under “needs:”. Where there truly are none, write under “no_needs_identified:” "
            "the “basis” for saying so: who was spoken to and when, what was read, and how needs are met."
        ),
    ),
}

#: What one entry of a list is called.
ONE_OF = {
    "needs": "need",
    "outcomes": "outcome",
    "provision": "provision",
    "previous_provision": "earlier provision",
}
_LETTER = {"needs": "N", "outcomes": "O", "provision": "P", "previous_provision": "Q"}


@dataclass(frozen=True)
class Misfit:
    """What does not fit the schema: at `steps`, the value itself, or keys that are `missing` or `unknown` there."""

    steps: Steps
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """The faults of a document, and the places of fields that are not there because their key is misspelt."""

    faults: tuple[Fault, ...]
    misspelt: frozenset[str]


def fault_at(document: Document, code: str, pointer: str, words: wording.Words, span: Span | None = None) -> Fault:
    """Return a fault at a place in a document; `span` where that is not the place's own stretch of the file."""
    span = span or document.span(pointer)
    position = document.source.position
    return Fault(code, document.index, pointer, position(span.start), position(span.end), words[0], words[1])


def ids_of(document: Document, collection: str) -> Iterator[tuple[str, str]]:
    """Yield the pointer and the id (or "") of each entry of a list."""
    for position, node in reading.listed(reading.child(document.root, collection)):
        if isinstance(node, Mapping):
            yield pointer_of(collection, *position), reading.text(reading.child(node, "id"))


class FreeIds:
    """Ids that no entry of a list has yet, such as N3, each given out once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken: dict[str, set[str]] = {}
        self._numbers: dict[str, Iterator[int]] = {}

    def next(self, collection: str) -> str:
        """Return the next free id of a list."""
        if collection not in self._taken:
            self._taken[collection] = {own for _, own in ids_of(self._document, collection)}
            self._numbers[collection] = itertools.count(1)
        letter = _LETTER[collection]
        ids = (f"{letter}{number}" for number in self._numbers[collection])
        return next(one for one in ids if one not in self._taken[collection])


def explained(document: Document, misfits: Iterable[Misfit]) -> Explained:
    """Return the faults for what did not fit, with a key that is misspelt not called missing as well."""
    found = list(misfits)
    faults: dict[str, Fault] = {}
    misspelt: set[str] = set()
    free = FreeIds(document)
    guesses = 0
    for misfit in found:
        for key in misfit.unknown:
            guesses += 1
            pointer = pointer_of(*misfit.steps, key)
            words, meant = _unknown(document, misfit.steps, key, guess=guesses <= _GUESSES)
            named = document.key_at(pointer)
            faults[pointer] = fault_at(document, SCHEMA, pointer, words, named.span if named else None)
            if meant:
                misspelt.add(pointer_of(*misfit.steps, meant))
    for misfit in found:
        for key in misfit.missing:
            pointer = pointer_of(*misfit.steps, key)
            if not misspelt.intersection(_instead(pointer)):
                faults.setdefault(pointer, fault_at(document, SCHEMA, pointer, _missing(misfit.steps, key, free)))
        if not misfit.missing and not misfit.unknown:
            pointer = pointer_of(*misfit.steps)
            faults.setdefault(pointer, fault_at(document, SCHEMA, pointer, _misfit(document, misfit.steps)))
    return Explained(tuple(faults.values()), frozenset(misspelt))


def _instead(pointer: str) -> tuple[str, ...]:
    """Return the pointers any one of which answers for a missing field."""
    return (pointer, "/no_needs_identified") if pointer == "/needs" else (pointer,)


def _misfit(document: Document, steps: Steps) -> wording.Words:
    node, place = document.at(pointer_of(*steps)), place_at(steps)
    if node is None or place is None:
        return "This does not belong in an advice.", "Compare it with a file that “sendadvice new” writes."
    return wording.of_value(place, node, in_list=isinstance(steps[-1], int))


def _missing(steps: Steps, key: str, free: FreeIds) -> wording.Words:
    """Say that a field is missing; besides those that every advice has, only ids of entries have to be there."""
    place = place_at((*steps, key))
    if place is not None and place.name in _MISSING:
        return _MISSING[place.name]
    collection = str(steps[0])
    one = ONE_OF[collection]
    return (
        f"This {one} has no id, so nothing else in the advice can refer to it.",
        f"Write id: {free.next(collection)} as its first line, or another mark that no other {one} has.",
    )


def _called(place: Place, *, entry: bool) -> str:
    """Return what the holder of some fields is called: `an entry of “needs”`, `“allocated” in “case”`."""
    outer, _, key = place.name.rpartition("/")
    within = f" in “{outer.rpartition('/')[2]}”" if outer else ""
    return f"an entry of “{key}”{within}" if entry else f"“{key}”{within}"


def _home(field: Place) -> str:
    """Return where a field belongs, in words."""
    outer = field.name.rpartition("/")[0]
    if not outer:
        return "at the top level of the advice, at the left margin"
    place = contract()
    for key in outer.split("/"):
        place = (place if place.fields else place.entry or place).fields[key]
    return f"inside {_called(place, entry=place.is_list)}"


def _unknown(document: Document, steps: Steps, key: str, *, guess: bool) -> tuple[wording.Words, str]:
    """Return what to say of a key that does not belong, and the key of the same entry that is meant, or ""."""
    place = place_at(steps) or contract()
    here = f"of {_called(place, entry=isinstance(steps[-1], int))}" if steps else "at the top level of the advice"
    message = f"{wording.shown(key)} is not a field {here}."
    if _cut_off(document, pointer_of(*steps, key)):
        message += " A comma between { and } ends the text before it, so it was read as one."
        return (message, "Put the whole text in quotation marks, with the comma inside them."), ""
    meant = field_meant(key, place) if guess else ""
    if meant:
        there = reading.child(document.at(pointer_of(*steps)), meant)
        if there is None or reading.data(there) is None:
            return (message, f"Write “{meant}” in its place, if that is what is meant."), meant
        return (message, f"If “{meant}” is meant, that is there already: keep one of the two."), ""
    elsewhere = homes(key, place) if guess else []
    if elsewhere:
        return _at_home(message, key, elsewhere), ""
    if not steps:
        return (
            message,
            "Take it out, or move what it says to the field it belongs to; “sendadvice new” shows all of them.",
        ), ""
    fields = wording.several([f"“{field}”" for field in place.fields], "and")
    return (message, f"Take it out, or write what it says in one of the fields there are: {fields}."), ""


def _cut_off(document: Document, pointer: str) -> bool:
    """Return whether a key is the rest of a text: in braces, without a colon of its own."""
    key, value = document.key_at(pointer), document.at(pointer)
    if key is None or value is None or reading.data(value) is not None:
        return False
    after = document.source.text[key.span.end : key.span.end + _LOOK_AHEAD].lstrip()
    return after[:1] in {",", "}"}


def _at_home(message: str, key: str, homes_of_key: list[Place]) -> wording.Words:
    """Say where a key belongs that stands at the wrong place."""
    places = list(dict.fromkeys(_home(one) for one in homes_of_key))
    where = wording.several(places[:_HOMES]) + (", among others" if len(places) > _HOMES else "")
    name = homes_of_key[0].key
    if name == key:
        return f"{message} It belongs {where}.", "Move it there, with what stands beneath it, or take it out."
    return f"{message} “{name}” may be meant, which belongs {where}.", f"Write it there as “{name}”, or take it out."
