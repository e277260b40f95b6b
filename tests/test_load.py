"""Reading files: what values mean, where they stand, and what of a file with faults can still be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs import resources
from sendadvice_docs.load import Document, Loaded, Mapping, Scalar, load
from sendadvice_docs.scalars import resolve
from sendadvice_docs.source import Span

TEXT = """\
# An advice
purpose: annual_review
person:
  name: Joe
  nickname:
  "a/b": {"~": 1, x: [2, three]}
needs:
  - id: N1
    description: >-
      One
      two.
  -
empty: []
"""


def read(text: str, name: str = "advice.yaml") -> Loaded:
    return load(text.encode("utf-8"), name)


def document(text: str = TEXT) -> Document:
    loaded = read(text)
    assert loaded.faults == ()
    return loaded.documents[0]


def stretch(span: Span, text: str = TEXT) -> str:
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((one, None) for one in ("", "~", "null", "Null", "NULL")),
        *((one, True) for one in ("true", "True", "TRUE")),
        *((one, False) for one in ("false", "False", "FALSE")),
        ("0", 0), ("9", 9), ("-2", -2), ("+12", 12), ("007", 7), ("0o17", 15), ("0x1F", 31), (str(10**20), 10**20),
        ("1.5", 1.5), ("-.5", -0.5), ("3.", 3.0), ("1e3", 1000.0), ("2E-2", 0.02), ("+1.0", 1.0),
        *((one, one) for one in (
            "no", "No", "yes", "on", "off", "y", "n", "tRUE", "nULL", "12:30", "2026-09-01", "2026-04", "2026-0417",
            "1_000", "0b11", "0o18", "0xZZ", "-0x1", ".inf", "-.INF", ".nan", ".NaN", "inf", "NaN", "1e999", "-1e999",
            ".", "-", "+", "1.2.3", "1e", "e3", "£5", "٣", "<<", "=", "3 hours",
        )),
    ],
)  # fmt: skip
def test_an_unquoted_value_means_what_the_core_schema_says(written: str, value: object) -> None:
    resolved = resolve(written)
    assert (resolved, type(resolved)) == (value, type(value))
    if written == "-":
        return  # on its own it begins a list
    node = document(f"a: {written}\n").at("/a")
    assert isinstance(node, Scalar)
    assert (node.value, node.text, node.quoted) == (value, written, False)


@pytest.mark.parametrize(
    "digits", ["9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 5000, "1." + "0" * 5000, "-" + "9" * 101]
)
@pytest.mark.parametrize("name", ["advice.yaml", "advice.json"])
def test_a_number_of_absurd_length_stays_text(digits: str, name: str) -> None:
    if name.endswith(".json") and digits.startswith("0"):
        return
    (loaded,) = read(f'{{"a": {digits}}}', name).documents
    assert loaded.plain() == {"a": digits}
    assert json.loads(json.dumps(loaded.plain())) == {"a": digits}


@pytest.mark.parametrize("written", ['"9"', "'true'", '"null"', '""', "|-\n  12", ">-\n  ~"])
def test_a_quoted_value_is_text(written: str) -> None:
    node = document(f"a: {written}\n").at("/a")
    assert isinstance(node, Scalar)
    assert node.quoted
    assert node.value == node.text


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert document("1: a\nno: b\n2026-09-01: c\ntrue: d\n").plain() == {
        "1": "a",
        "no": "b",
        "2026-09-01": "c",
        "true": "d",
    }


def test_a_document_as_plain_data_fits_json() -> None:
    assert document().plain() == {
        "purpose": "annual_review",
        "person": {"name": "Joe", "nickname": None, "a/b": {"~": 1, "x": [2, "three"]}},
        "needs": [{"id": "N1", "description": "One two."}, None],
        "empty": [],
    }


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("/person/name", "Joe"),
        ("/person/a~1b/~0", "1"),
        ("/person/a~1b/x/1", "three"),
        ("/needs/0/id", "N1"),
        ("/person/nickname", ""),
        ("/needs/1", ""),
    ],
)
def test_a_pointer_leads_to_its_value(pointer: str, found: str) -> None:
    node = document().at(pointer)
    assert isinstance(node, Scalar)
    assert node.text == found


@pytest.mark.parametrize(
    "pointer",
    ["/persons", "/needs/2", "/needs/-1", "/needs/00", "/needs/-", "/needs/²", "/needs/9999999999999999999999",
     "/person/name/x", "/needs/id", "person", "/person/a/b", "/", "/empty/0"],
)  # fmt: skip
def test_a_pointer_that_leads_nowhere_finds_nothing(pointer: str) -> None:
    assert document().at(pointer) is None
    assert document().key_at(pointer) is None


def test_the_empty_pointer_is_the_whole_document() -> None:
    assert isinstance(document().at(""), Mapping)
    assert document().key_at("") is None


def test_a_key_is_found_by_the_pointer_of_its_value() -> None:
    key = document().key_at("/person/a~1b")
    assert key is not None
    assert (key.text, key.quoted, stretch(key.span)) == ("a/b", True, '"a/b"')
    assert document().key_at("/needs/0") is None


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        pytest.param("/person/name", "Joe", id="a value"),
        pytest.param("/needs/0/description", ">-\n      One\n      two.", id="a block"),
        pytest.param("/needs/0", "id: N1\n    description: >-\n      One\n      two.", id="an entry of a list"),
        pytest.param("/person/nickname", "nickname", id="a value not written: its key"),
        pytest.param("/person/pronouns", "person", id="an absent value: the key it should stand under"),
        pytest.param("/person/a~1b/x/7/y", "x", id="far inside something absent"),
        pytest.param("/needs/0/impact_on_child", "", id="absent in a list's entry: where that starts"),
        pytest.param("/views", "", id="absent at the top"),
        pytest.param("no pointer", "", id="no pointer at all"),
    ],
)  # fmt: skip
def test_a_pointer_is_shown_at_the_nearest_thing_that_is_there(pointer: str, shown: str) -> None:
    assert stretch(document().span(pointer)) == shown


def test_something_absent_in_an_entry_of_a_list_is_shown_where_the_entry_starts() -> None:
    span = document().span("/needs/0/impact_on_child")
    assert document().source.position(span.start).line == 8
    assert document().span("/views").start == TEXT.index("purpose")


@pytest.mark.parametrize(
    ("passage", "pointer"),
    [("Joe", "/person/name"), ("name: J", "/person/name"), ("N1", "/needs/0/id"), ("two.", "/needs/0/description"),
     ("three", "/person/a~1b/x/1"), ("# An", ""), ("- id", "/needs")],
)  # fmt: skip
def test_an_offset_leads_to_the_value_around_it(passage: str, pointer: str) -> None:
    assert document().pointer_at(TEXT.index(passage)) == pointer


def test_lines_may_end_in_any_way() -> None:
    plain = document().plain()
    for line_break in ("\r\n", "\r"):
        text = TEXT.replace("\n", line_break)
        assert document(text).plain() == plain
        assert document(text).source.position(document(text).span("/needs/0/id").start).line == 8


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    (loaded,) = load(b"\xef\xbb\xbfa: b\n", "advice.yaml").documents
    assert loaded.plain() == {"a": "b"}
    assert loaded.span("/a") == Span(3, 4)
    assert load(b'\xef\xbb\xbf{"a": 1}', "advice.json").documents[0].plain() == {"a": 1}


def test_a_stream_holds_several_documents() -> None:
    loaded = read("%YAML 1.2\n---\na: 1\n---\na: 2\n...\n# and\n---\na: 3\n")
    assert loaded.faults == ()
    assert [(one.index, one.plain()) for one in loaded.documents] == [(0, {"a": 1}), (1, {"a": 2}), (2, {"a": 3})]


@pytest.mark.parametrize("text", ['{"a": 1}\n{"a": 2}', '{"a": 1}{"a": 2}\n', '---\n{"a": 1}\n---\n{"a": 2}\n'])
@pytest.mark.parametrize("name", ["advice.json", "ADVICE.JSON"])
def test_json_may_be_a_stream_too(text: str, name: str) -> None:
    loaded = read(text, name)
    assert loaded.faults == ()
    assert [(one.index, one.plain()) for one in loaded.documents] == [(0, {"a": 1}), (1, {"a": 2})]


def test_json_is_known_by_its_beginning() -> None:
    loaded = read('\n\t{\n\t"a": "\\ud83d\\ude00"\n\t}')
    assert loaded.faults == ()
    assert loaded.documents[0].plain() == {"a": "😀"}


@pytest.mark.parametrize(
    "text",
    ["{a: 1}", "{'a': 1}", '{"a": 1,}', '{"a": 1} # why', '{"a": 1}\n---\na: 1\n', "{a: 1}\n---\n{a: 1}"],
)
def test_what_begins_like_json_may_be_yaml(text: str) -> None:
    loaded = read(text)
    assert loaded.faults == ()
    assert {str(one.plain()) for one in loaded.documents} == {"{'a': 1}"}


def test_a_broken_document_leaves_the_others_readable() -> None:
    loaded = read("a: 1\n---\nb: x: y\n---\nc: 3\n---\n- list\n---\nd: [\n---\ne: 5\n")
    assert [(one.index, one.plain()) for one in loaded.documents] == [(0, {"a": 1}), (2, {"c": 3}), (5, {"e": 5})]
    assert [(fault.document, fault.at.line) for fault in loaded.faults] == [(1, 3), (3, 7), (4, 9)]


def test_a_document_that_breaks_off_at_once_leaves_the_next_readable() -> None:
    loaded = read("@\n---\na: 1\n")
    assert [(one.index, one.plain()) for one in loaded.documents] == [(1, {"a": 1})]
    assert [(fault.document, fault.at.line) for fault in loaded.faults] == [(0, 1)]


def test_an_empty_block_does_not_swallow_what_follows() -> None:
    assert document("a:\n  b: |\n  c: d\n").plain() == {"a": {"b": "", "c": "d"}}
    assert document("a:\n- b: >+\n\n  c: d\n").plain() == {"a": [{"b": "\n", "c": "d"}]}


def test_a_block_inside_something_refused_is_read_as_it_stands() -> None:
    loaded = read("a: !x\n  b: |2\n      c\n")
    assert [fault.at.column for fault in loaded.faults] == [4]
    assert loaded.documents[0].plain() == {"a": {"b": "  c\n"}}


def test_a_file_with_faults_of_detail_is_read_all_the_same() -> None:
    loaded = read('a: &x 1\nb: *x\nc: !!str 2\n<<: {d: 4}\na: 5\ne: "6\\0"\n')
    assert len(loaded.faults) == 6
    assert loaded.documents[0].plain() == {"a": "1", "b": None, "c": "2", "e": "6\ufffd"}


def test_no_text_holds_what_a_word_file_cannot() -> None:
    loaded = read('a: "x\\0y\\uD800z\\uFFFF\\U00110000"\nb: p\x00q\x1b\n')
    assert loaded.documents[0].plain() == {"a": "x\ufffdy\ufffdz\ufffd\ufffd", "b": "p\ufffdq\ufffd"}
    assert loaded.source is not None
    assert "\x00" in loaded.source.text


ADVICES = [Path(resources.resource("checks", "minimal-advice.yaml"))]


@pytest.mark.parametrize("path", ADVICES, ids=lambda path: path.stem)
def test_an_advice_is_the_same_as_yaml_and_as_json(path: Path) -> None:
    as_yaml = load(path.read_bytes(), path.name)
    assert as_yaml.faults == ()
    data: dict[str, Any] = as_yaml.documents[0].plain()
    as_json = load(json.dumps(data, indent="\t").encode(), "advice.json")
    assert as_json.faults == ()
    assert as_json.documents[0].plain() == data
