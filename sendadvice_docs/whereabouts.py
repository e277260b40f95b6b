"""What a place in an advice is called when somebody is told to change it: “need N1”, “provision P2”, “going well”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendadvice_docs.model import Advice, Circumstances

_ENTRIES: Mapping[str, str] = {
    "needs": "need",
    "outcomes": "outcome",
    "provision": "provision",
    "previous_provision": "previous provision",
    "involvement": "entry under involvement",
    "review": "entry under review",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: What a place goes by that its key alone would not tell.
_CALLED: Mapping[str, str] = {
    "preparation_for_adulthood": "“preparing for adulthood”",
    "no_needs_identified": "“no needs identified”",
}
#: What a bare passage goes by, and a place that has no name of its own.
UNNAMED = "this text"
_NOBODY = "the child or young person"


def _in_order(noun: str, position: int) -> str:
    if position < len(_ORDINALS):
        return f"the {_ORDINALS[position]} {noun}"
    return f"the {noun} number {position + 1}"


def _id_of(advice: Advice | None, key: str, position: int) -> str:
    if advice is None:
        return ""
    if key == "review":
        return advice.review[position].provision if position < len(advice.review) else ""
    listed: Mapping[str, Sequence[object]] = {
        "needs": advice.needs,
        "outcomes": advice.outcomes,
        "provision": advice.provision,
        "previous_provision": advice.previous_provision,
    }
    entries = listed.get(key, ())
    return str(getattr(entries[position], "id", "")) if position < len(entries) else ""


def entry_called(advice: Advice | None, pointer: str) -> str:
    """Return what the entry that a JSON Pointer stands in is called, so that “in …” reads well.

    An entry with an id goes by it (“need N1”, “the review of P2”), one without by its place (“the second need”), any
    other field by its name in quotation marks (“going well”), and a bare passage as “this text”. `advice` may be None
    where the file does not fit the schema.
    """
    parts = pointer.split("/")
    key = parts[1] if len(parts) > 1 else ""
    noun = _ENTRIES.get(key)
    if noun and len(parts) > 2 and parts[2].isdigit():
        position = int(parts[2])
        identifier = _id_of(advice, key, position)
        if not identifier:
            return _in_order(noun, position)
        return f"the review of {identifier}" if key == "review" else f"{noun} {identifier}"
    return _CALLED.get(key) or (f"“{key.replace('_', ' ')}”" if key else UNNAMED)


def person_called(circumstances: Circumstances) -> str:
    """Return what the child or young person is called: the preferred name, else the first name, else who it is."""
    return circumstances.preferred_name or next(iter(circumstances.name.split()), _NOBODY)
