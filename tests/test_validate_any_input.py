"""Whatever an advice holds: validating never fails, and says what it finds in its own words."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.datafile import read_data, schema
from sendadvice_docs.load import load
from sendadvice_docs.validate import Validated, validate
from tests.validating import DATA

WHOLE = read_data(str(DATA / "whole-advice.yaml"))

RAW = jsonschema.Draft202012Validator(schema("advice"))

#: How jsonschema speaks.
PHRASES = (
    *("is not of type", "is not valid under", "does not match", "Additional properties", "is a required property"),
    *("is not one of", "is too long", "is too short", "is less than the minimum", "is greater than the maximum"),
    *("expected to be empty", "should be non-empty", "was unexpected", "Traceback", "None", "{'", "['"),
)

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3000, 3000),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "N1", "2026-02-30", "unknown", "2015", "H1", "true", "1.0", "Year 9", "\u0000", "\ud83d"]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["id", "name", "text", "odd one", "~/"]), st.text(max_size=3), max_size=2),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found.extend(_places(inner, (*path, key)))
    return found


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """Return the whole advice as data, with a few things in it dropped, renamed, swapped or put elsewhere."""
    data = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 5))):
        *way, last = draw(st.sampled_from(_places(data)))
        here = data
        for key in way:
            here = here[key]
        change = draw(st.sampled_from(["drop", "rename", "replace", "wrap", "empty", "double"]))
        if change == "rename" and isinstance(here, dict):
            letters = list(last)
            letters[draw(st.integers(0, len(letters) - 1))] = draw(st.sampled_from(["", "x", "_", " ", "E"]))
            here["".join(letters)] = here.pop(last)
        elif change == "replace":
            here[last] = draw(ODD)
        elif change == "wrap":
            here[last] = draw(st.sampled_from([[here[last]], {str(last): here[last]}]))
        elif change == "empty":
            here[last] = draw(st.sampled_from([None, "", [], {}]))
        elif change == "double" and isinstance(here, list):
            here.append(copy.deepcopy(here[last]))
        else:
            del here[last]
    return data


def _check(found: Validated) -> None:
    length = len(found.document.source.text.splitlines())
    for fault in found.faults:
        words = f"{fault.message} {fault.suggestion}"
        assert not [phrase for phrase in PHRASES if phrase in words], words
        assert fault.message.endswith(".")
        assert fault.suggestion.endswith(".")
        assert fault.at <= fault.until
        assert 1 <= fault.at.line <= length + 1
    places = [(fault.code, fault.path) for fault in found.faults]
    assert len(places) == len(set(places))
    assert (found.advice is None) == ("SC001" in {fault.code for fault in found.faults})
    assert all(field.text.strip() for field in found.fields)


@given(broken())
@settings(deadline=None, max_examples=100)
def test_a_broken_advice_is_answered_in_plain_words_and_never_fails(data: Any) -> None:
    loaded = load(json.dumps(data).encode(), "advice.json")
    for document in loaded.documents:
        found = validate(document)
        _check(found)
        raw = [error.message for error in RAW.iter_errors(data)]
        assert not [one for one in found.faults if one.message in raw or one.suggestion in raw]


@given(st.dictionaries(st.sampled_from([*WHOLE, "Needs", "dob", "x"]), ODD, max_size=8))
@settings(deadline=None, max_examples=100)
def test_fields_that_hold_anything_at_all_are_answered_in_plain_words(data: dict[str, Any]) -> None:
    for document in load(json.dumps(data).encode(), "advice.json").documents:
        _check(validate(document))


def test_a_file_full_of_unknown_fields_is_answered_in_good_time() -> None:
    text = "".join(f"unknown_field_{number}: x\n" for number in range(20_000))
    (document,) = load(text.encode(), "advice.yaml").documents
    assert len(validate(document).faults) == 20_004
