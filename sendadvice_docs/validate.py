"""Tree -> Advice and faults: the only builder of an `Advice`, and the only user of jsonschema on advice files.

`schema/advice.schema.json` decides what fits. What jsonschema says of a misfit never reaches a worker: only the place
and the kind of misfit are taken from it, and `sendadvice_docs.faults` finds the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import jsonschema.validators
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry

from sendadvice_docs import reading
from sendadvice_docs.build import advice_of, circumstances_of
from sendadvice_docs.contract import contract, place_at
from sendadvice_docs.datafile import schema
from sendadvice_docs.dates import day_of, partial_of
from sendadvice_docs.faults import Misfit, explained
from sendadvice_docs.finding import Fault
from sendadvice_docs.load import Document
from sendadvice_docs.model import Advice, Circumstances
from sendadvice_docs.references import unresolved
from sendadvice_docs.source import Field


@dataclass(frozen=True)
class Validated:
    """A document and what was made of it.

    `advice` is None where the document does not fit the schema (any SC001); a reference that leads nowhere (SC004)
    leaves it. `fields` are the non-empty prose fields in the order of the document and `circumstances` what could be
    read of the person, both whatever the faults.
    """

    document: Document
    advice: Advice | None
    faults: tuple[Fault, ...]
    fields: tuple[Field, ...]
    circumstances: Circumstances


def _real_date(_validator: object, kind: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """Check the schema's own keyword `x-date`: a date must exist in the calendar."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return
    fits = partial_of if kind == "partial" else day_of
    if fits(str(value)) is None:
        yield ValidationError("not a date")


@lru_cache(maxsize=1)
def _errors() -> Callable[[object], Iterator[ValidationError]]:
    """Return what lists every way in which data does not fit the schema; made once."""
    kind: type[Draft202012Validator] = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"x-date": _real_date}
    )
    # A registry that holds nothing and fetches nothing: the schema refers to itself alone.
    errors: Callable[[object], Iterator[ValidationError]] = kind(schema("advice"), registry=Registry()).iter_errors
    return errors


def _misfits(data: object) -> Iterator[Misfit]:
    for error in _errors()(data):
        steps = tuple(error.absolute_path)
        place = place_at(steps)
        keys = list(error.instance) if isinstance(error.instance, dict) else []
        if place is not None and error.validator == "required":
            yield Misfit(steps, missing=tuple(key for key in place.required if key not in keys))
        elif place is not None and error.validator == "additionalProperties":
            yield Misfit(steps, unknown=tuple(key for key in keys if key not in place.fields))
        else:
            yield Misfit(steps)


def _says_nothing_of_needs(data: object) -> bool:
    """Return whether an advice holds neither a need nor the basis for saying that there is none."""
    if not isinstance(data, dict):
        return False
    needs, none = data.get("needs"), data.get("no_needs_identified")
    return not (any(one is not None for one in needs) if isinstance(needs, list) else needs) and not none


def validate(document: Document, *, needs_required: bool = True) -> Validated:
    """Return what a document holds and what is wrong with it; never raises for anything in the document.

    Who should write an advice can be told before there is one: with `needs_required=False` nothing is said where it
    holds neither needs nor `no_needs_identified`.
    """
    data = reading.data(document.root, contract())
    misfits = list(_misfits(data))
    if needs_required and _says_nothing_of_needs(data):
        misfits.append(Misfit((), missing=("needs",)))
    found = explained(document, misfits)
    faults = (*found.faults, *unresolved(document, found.misspelt))
    return Validated(
        document=document,
        advice=None if found.faults else advice_of(document.root),
        faults=tuple(sorted(faults, key=lambda fault: (fault.at, fault.until, fault.code, fault.path))),
        fields=tuple(reading.fields(document.root, contract())),
        circumstances=circumstances_of(document.root),
    )
