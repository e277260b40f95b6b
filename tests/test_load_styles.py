"""Every style of YAML, character by character: what a text says, and which stretch of the file says it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs import load_yaml
from sendadvice_docs.intake import Reading
from sendadvice_docs.load import Document, Listing, Mapping, Node, Scalar, load
from sendadvice_docs.source import Source, Span
from tests import strategies

LOADERS = [
    pytest.param(loader, id=name)
    for loader, name in ((load_yaml.FAST, "libyaml"), (load_yaml.SLOW, "pure Python"))
    if loader is not None
]


def read(text: str, loader: Any) -> Document:
    """Return the one document of a YAML text that has no fault."""
    reading = Reading(Source("advice.yaml", text), text, 1000)
    load_yaml.read_yaml(reading, loader)
    assert reading.faults == []
    (document,) = reading.documents
    return document


def scalar_at(document: Document, pointer: str) -> Scalar:
    node = document.at(pointer)
    assert isinstance(node, Scalar)
    return node


def texts(node: Node) -> Any:
    """Return the tree with each value as it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [texts(item) for item in node.items]
    return {entry.key.text: texts(entry.value) for entry in node.entries}


def base_loader(loader: Any) -> Any:
    return yaml.BaseLoader if loader is load_yaml.SLOW else yaml.CBaseLoader


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("style", strategies.STYLES)
@given(draw=st.data())
@settings(max_examples=100, deadline=None)
def test_every_character_leads_back_to_the_stretch_that_wrote_it(style: str, loader: Any, draw: st.DataObject) -> None:
    file = draw.draw(strategies.files(style))
    scalar = scalar_at(read(file.text, loader), file.pointer)
    assert scalar.text == file.written.text
    found = zip(scalar.prose.starts, scalar.prose.ends, strict=True)
    assert tuple((start - file.offset, end - file.offset) for start, end in found) == file.written.stretches
    assert scalar.span.start == file.offset
    assert scalar.quoted == (style != "plain")


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("style", strategies.STYLES)
@given(draw=st.data())
@settings(max_examples=60, deadline=None)
def test_a_text_is_what_pyyaml_makes_of_it(style: str, loader: Any, draw: st.DataObject) -> None:
    file = draw.draw(strategies.files(style).filter(lambda one: "\\ud" not in one.text.lower()))
    if style == "plain" and loader is load_yaml.SLOW and "\t" in file.text:
        return  # PyYAML's own parser stops at a tab between words
    expected = yaml.load(file.text, Loader=base_loader(loader))  # noqa: S506 -- it makes texts and nothing else
    assert texts(read(file.text, loader).root) == expected


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@given(data=strategies.data, flow=st.booleans(), unicode=st.booleans(), width=st.sampled_from([20, 80, 10_000]))
@settings(max_examples=40, deadline=None)
def test_what_pyyaml_writes_is_read_back_as_it_was(
    style: str | None, loader: Any, data: dict[str, Any], flow: bool, unicode: bool, width: int
) -> None:
    text = yaml.dump(
        json.loads(json.dumps(data)),  # a copy without shared parts, which would be written as anchors and aliases
        Dumper=yaml.SafeDumper, default_style=style, default_flow_style=flow,
        allow_unicode=unicode, width=width, sort_keys=False,
    )  # fmt: skip
    if style is not None and "!!" in text:
        return  # PyYAML writes numbers in quotation marks with a tag, which is refused
    if any(separator in text for separator in "\x85\u2028\u2029"):
        return  # written as the line breaks they were in YAML 1.1
    reading = Reading(Source("advice.yaml", text), text, 1000)
    load_yaml.read_yaml(reading, loader)
    assert bool(reading.faults) == has_misfit(data)
    if not reading.faults:
        assert reading.documents[0].plain() == data


def json_text(data: Any) -> str:
    """Return all text in some data, names included."""
    if isinstance(data, dict):
        return "".join(name + json_text(value) for name, value in data.items())
    if isinstance(data, list):
        return "".join(json_text(item) for item in data)
    return data if isinstance(data, str) else ""


def has_misfit(data: Any) -> bool:
    """Return whether some text holds a character that Word cannot."""
    return any(
        (one < " " and one not in "\t\n\r") or "\ud800" <= one <= "\udfff" or one in "\ufffe\uffff"
        for one in json_text(data)
    )


@given(
    data=strategies.data,
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 2, "\t"]),
    line_break=strategies.LINE_BREAKS,
)
@settings(max_examples=200, deadline=None)
def test_json_is_read_as_python_reads_it(
    data: dict[str, Any], ascii_only: bool, indent: int | str | None, line_break: str
) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent).replace("\n", line_break)
    loaded = load(text.encode("utf-8"), "advice.json")
    assert bool(loaded.faults) == has_misfit(data)
    if not loaded.faults:
        (document,) = loaded.documents
        assert document.plain() == data


def scalars_of(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [one for entry in node.entries for one in (entry.key, *scalars_of(entry.value))]
    return [one for item in node.items for one in scalars_of(item)]


@given(data=strategies.data.filter(lambda data: not has_misfit(data)), ascii_only=st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_character_of_a_json_text_leads_back_to_what_wrote_it(data: dict[str, Any], ascii_only: bool) -> None:
    source = json.dumps(data, ensure_ascii=ascii_only)
    (document,) = load(source.encode("utf-8"), "advice.json").documents
    for scalar in scalars_of(document.root):
        written = [source[start:end] for start, end in zip(scalar.prose.starts, scalar.prose.ends, strict=True)]
        if scalar.quoted:
            assert [json.loads(f'"{one}"') for one in written] == list(scalar.text)
            assert json.loads(source[scalar.span.start : scalar.span.end]) == scalar.text
        else:
            assert "".join(written) == scalar.text == source[scalar.span.start : scalar.span.end]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("|\n  one\n  two\n", "one\ntwo\n", id="literal"),
        pytest.param("|-\n  one\n\n", "one", id="literal, stripped"),
        pytest.param("|+\n  one\n\n", "one\n\n", id="literal, kept"),
        pytest.param("|2-\n    one\n", "  one", id="literal with an indentation indicator"),
        pytest.param("|-2\n    one\n", "  one", id="literal with the indicators the other way round"),
        pytest.param("| # why\n  one\n", "one\n", id="literal with a comment"),
        pytest.param("|\n\n\n  one\n", "\n\none\n", id="literal after blank lines"),
        pytest.param("|\n", "", id="literal with nothing in it"),
        pytest.param("|+\n\n\n", "\n\n", id="literal with blank lines only, kept"),
        pytest.param("|\n  one\n   \n  two\n", "one\n \ntwo\n", id="literal with a line of spaces"),
        pytest.param("|\n  one", "one", id="literal that ends with the file"),
        pytest.param("|\n  one\n  ", "one\n", id="literal that ends with the file in spaces"),
        pytest.param("|\n  one\n    ", "one\n  ", id="literal that ends with the file in more spaces"),
        pytest.param("|\n  one\n # not text\n", "one\n", id="literal before a comment further out"),
        pytest.param(">\n  one\n  two\n", "one two\n", id="folded"),
        pytest.param(">-\n  one\n\n  two\n\n\n  three", "one\ntwo\n\nthree", id="folded paragraphs"),
        pytest.param(">\n  one\n    two\n  three\n", "one\n  two\nthree\n", id="folded with a line further in"),
        pytest.param(">\n  one\n\n    two\n\n  three\n", "one\n\n  two\n\nthree\n", id="folded, further in, blanks"),
        pytest.param(">\n  one\n  \ttwo\n", "one\n\ttwo\n", id="folded with a tab"),
        pytest.param(">1\n  one\n  two\n", " one\n two\n", id="folded with an indentation indicator"),
        pytest.param('"one \\\n   two"\n', "one two", id="double-quoted, carried on"),
        pytest.param('"one\n  \n\n  two "\n', "one\n\ntwo ", id="double-quoted, folded"),
        pytest.param('"\\x41\\u0041\\U00000041"', "AAA", id="double-quoted, numbers"),
        pytest.param('"\\uD83D\\uDE00"\n', "😀", id="double-quoted, an emoji in two halves"),
        pytest.param('"a\\/b\\tc\\ d"\n', "a/b\tc d", id="double-quoted, escapes"),
        pytest.param("'it''s'\n", "it's", id="single-quoted apostrophe"),
        pytest.param("one\n  two\n\n  three # why\n", "one two\nthree", id="plain over several lines"),
        pytest.param("a\u2028b\x85c\u2029d\n", "a\u2028b\x85c\u2029d", id="line separators of other standards"),
    ],
)  # fmt: skip
def test_the_text_of_a_value(source: str, text: str, loader: Any) -> None:
    document = read(f"text: {source}", loader)
    assert scalar_at(document, "/text").text == text


def test_the_span_of_a_value_holds_its_marks() -> None:
    text = "a: 'x'\nb: |-\n  one\n  two\n\nc: [d, {e: f}]\n"
    document = read(text, load_yaml.SLOW)
    spans = {pointer: document.span(pointer) for pointer in ("/a", "/b", "/c", "/c/0", "/c/1")}
    assert {pointer: text[span.start : span.end] for pointer, span in spans.items()} == {
        "/a": "'x'", "/b": "|-\n  one\n  two", "/c": "[d, {e: f}]", "/c/0": "d", "/c/1": "{e: f}",
    }  # fmt: skip


def test_a_passage_is_located_through_escapes_and_folds() -> None:
    text = 'text: "Joe \\u0026\\\n  Ada\n  sing"\n'
    prose = scalar_at(read(text, load_yaml.SLOW), "/text").prose
    assert prose.text == "Joe &Ada sing"
    where = prose.text.index("&Ada s")
    assert prose.locate(where, where + 6) == Span(text.index("\\u0026"), text.index("ing"))


def test_a_long_text_is_kept_compactly() -> None:
    lines = "".join(f"  line {number} of many\n" for number in range(1000))
    prose = scalar_at(read(f"text: |\n{lines}", load_yaml.SLOW), "/text").prose
    assert prose.starts.itemsize == 4  # type: ignore[attr-defined]
    assert isinstance(scalar_at(read('text: "one line"', load_yaml.SLOW), "/text").prose.starts, range)
