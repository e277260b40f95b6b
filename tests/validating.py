"""Short ways for tests to load and validate an advice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sendadvice_docs.finding import Fault
from sendadvice_docs.load import Document, load
from sendadvice_docs.validate import Validated, validate

DATA = Path(__file__).parent / "data"

#: The least that fits the schema.
LEAST = """\
schema_version: "1.0"
purpose: ehc_needs_assessment
person: {name: Leila Brook, date_of_birth: 2014-04-19}
needs: [{id: N1}]
"""


def document(text: str) -> Document:
    loaded = load(text.encode(), "advice.yaml")
    assert not loaded.faults, loaded.faults
    return loaded.documents[0]


def validated(text: str, *, needs_required: bool = True) -> Validated:
    return validate(document(text), needs_required=needs_required)


def faults(text: str) -> Sequence[Fault]:
    return validated(text).faults


def with_person(more: str) -> str:
    """Return the least advice with more written inside `person`."""
    return LEAST.replace("2014-04-19}", f"2014-04-19, {more}}}")


def fault(text: str) -> Fault:
    """Return the only fault of a text."""
    found = faults(text)
    assert len(found) == 1, [(one.path, one.message) for one in found]
    return found[0]


def passage(text: str, one: Fault) -> str:
    """Return the stretch of the file a fault points at; it must be within one line."""
    assert one.at.line == one.until.line
    return text.splitlines()[one.at.line - 1][one.at.column - 1 : one.until.column - 1]
