"""Whatever a file holds, reading it ends, says where each fault is, and never shows the inside of the program."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs import load_yaml
from sendadvice_docs.load import Document, Listing, Loaded, Mapping, Node, Scalar, load

#: A little of everything YAML has.
SEED = """\
%YAML 1.2
---
# tŷ 😀
schema_version: "1.0"
person: {name: 'Siân O''Hara', "a/b": [1, 2.5, ~, true, "\\u00e9\\\\", x y]}
needs:
  - id: N1
    description: >2-
        Joe goes out
      on Saturdays.

        He likes it.
    impact: |+
      One
        two

    text: plain over
      two lines  # why
  - "double \\
     quoted\\n text

     on lines"
  -
---
? a
: b
...
"""

PIECES = st.sampled_from(
    [
        ":", ": ", " ", "  ", "\t", "\n", "\r", "\r\n", "- ", "-", "? ", "? [", "{", "}", "[", "]", ",", "#", " #",
        "&a ", "*a", "!", "!!str ", "!<", "|", ">", "|2", ">-", "'", '"', "\\", '\\"', "''", "%", "@", "`", "---",
        "\n---\n", "\n...\n", "<<: ", "~", "null", "0x", "a: b", "\u00a0", "\ufeff", "\u2028", "\x85", "\x00",
        "\x07", "\ud800", "\\ud800", "\\U00110000", "😀", "سلمى", "true", "1e999", "//",
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The seed with a few pieces put in, taken out or moved."""
    text = draw(st.sampled_from([SEED, json.dumps({"a": {"b": ["tŷ 😀\n", 1, None]}}, indent="\t")]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        until = min(at + draw(st.integers(0, 5)), len(text))
        text = text[:at] + draw(st.one_of(st.just(""), PIECES, st.just(text[until : until + 9]))) + text[until:]
    return text


def scalars_of(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [one for entry in node.entries for one in (entry.key, *scalars_of(entry.value))]
    return [one for item in node.items for one in scalars_of(item)]


def check(loaded: Loaded) -> None:
    """Hold what was read to what is promised of it."""
    source = loaded.source
    for fault in loaded.faults:
        assert fault.code in ("SC002", "SC003")
        assert fault.message
        assert fault.suggestion
        assert (fault.start is None) == (fault.end is None) == (fault.quote is None)
        assert fault.at <= fault.until
        if source is not None:
            assert fault.until <= source.position(len(source.text))
    assert list(loaded.faults) == sorted(loaded.faults, key=lambda one: (one.document, one.at))
    for document in loaded.documents:
        json.dumps(document.plain(), allow_nan=False).encode()
        for scalar in scalars_of(document.root):
            check_scalar(document, scalar)


def check_scalar(document: Document, scalar: Scalar) -> None:
    prose = scalar.prose
    assert len(prose.starts) == len(prose.ends) == len(prose.text)
    assert 0 <= scalar.span.start <= scalar.span.end <= len(document.source.text)
    last = scalar.span.start
    for character, start, end in zip(prose.text, prose.starts, prose.ends, strict=True):
        assert last <= start < end
        last = end
        if end - start == 1 and character not in " \n\ufffd":
            assert document.source.text[start] == character
    prose.text.encode()


@pytest.mark.parametrize("name", ["advice.yaml", "advice.json"])
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    check(load(data, name))


@pytest.mark.parametrize("name", ["advice.yaml", "advice.json"])
@given(pieces=st.lists(PIECES, max_size=12))
@settings(max_examples=200, deadline=None)
def test_pieces_of_yaml_in_any_order_are_read_or_refused(pieces: list[str], name: str) -> None:
    check(load("".join(pieces).encode("utf-8", "surrogatepass"), name))


@pytest.mark.parametrize("parser", [load_yaml.FAST, load_yaml.SLOW], ids=["libyaml", "pure Python"])
@given(text=mutated())
@settings(max_examples=200, deadline=None)
def test_a_damaged_advice_is_read_or_refused(text: str, parser: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_yaml, "FAST", parser)
        check(load(text.encode("utf-8", "surrogatepass"), "advice.yaml"))


def texts(node: Node) -> Any:
    """Return a tree with each value as it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [texts(item) for item in node.items]
    return {entry.key.text: texts(entry.value) for entry in node.entries}


@pytest.mark.skipif(load_yaml.FAST is None, reason="this PyYAML was built without libyaml")
@given(text=mutated())
@settings(max_examples=300, deadline=None)
def test_what_is_read_without_a_fault_is_what_pyyaml_reads(text: str) -> None:
    loaded = load(text.encode("utf-8", "replace"), "advice.yaml")
    if loaded.faults or any(odd in text for odd in ("\u2028", "\x85", "\ufeff", "\\ud8", "\\ud8", "\ud800", "\t")):
        return  # refused, or read by the rules of YAML 1.2 or JSON where PyYAML follows YAML 1.1
    documents = list(yaml.load_all(text, Loader=yaml.CBaseLoader))
    assert [texts(one.root) for one in loaded.documents] == documents
