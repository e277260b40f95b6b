"""What is rendered can be read back, field by field, also after somebody worked on it in Word."""

from __future__ import annotations

import copy
import re
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from sendadvice_docs.documents import INSERT, LAYOUTS
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from sendadvice_docs.word.controls import LONGEST_TAG, fitted, settle
from sendadvice_docs.word.fields import block_of, fields
from sendadvice_docs.word.readback import Change, changes, read_back, titles
from tests.test_render_fidelity import TEXTS
from tests.wordfiles import W, parts_of, rich_fragment, root_of, word_file, zipped

#: The blocks of fields that each document prints.
PRINTED = {
    "D": {"person", "a", "view", "d", "review", "e"},
    "H1": {"h1"},
    "H2": {"h2"},
    "bundle": {"person", "a", "view", "d", "review", "e", "h1", "h2"},
    "plan-table": {"person", "a", "view", "d", "review", "e", "h1", "h2"},
}
IDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=90)
    .map(lambda one: " ".join(one.split()))
    .filter(bool),
    min_size=4,
    max_size=4,
    unique_by=str.casefold,
)


@cache
def templates() -> dict[str, bytes]:
    return {
        name: content
        for layout in LAYOUTS
        if layout != INSERT  # it stands in plans only: tests/test_into.py reads it back from there
        for name, content in load_templates(load_profile("national"), {}, layout).items()
    }


def texts_replaced(node: Any, texts: list[str], ids: dict[str, str], name: str = "") -> Any:
    """Return fragment data with its texts replaced, the same one by the same one wherever it stands, and its ids."""
    if isinstance(node, dict):
        return {key: texts_replaced(value, texts, ids, key) for key, value in node.items()}
    if isinstance(node, list):
        return [texts_replaced(value, texts, ids, name) for value in node]
    if name == "id" or (name == "need" and isinstance(node, str)):
        return ids.get(node, node)
    if isinstance(node, str) and name in REPLACED and node:
        return texts[zlib.crc32(node.encode()) % len(texts)]
    return node


REPLACED = {
    *("description", "linked_to", "impact_on_child", "impact_on_family", "source", "amount", "frequency", "duration"),
    *(
        "provider",
        "send",
        "communication",
        "strengths",
        "difficulties",
        "informal_support",
        "text",
        "reason",
        "progress",
    ),
    *("difference_made", "aspirations", "signposting", "referred_to"),
}


@settings(max_examples=25, deadline=None)
@example(["one\n\ntwo\n", " \t&<", "\r\n\r\n\r"], ["N.1", "P" * 70, "O\u20281", 'x"<&>{{ 7 }}'])
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=5), IDS)
def test_every_field_of_every_layout_is_read_back_as_it_was(texts: list[str], names: list[str]) -> None:
    ids = dict(zip(("N1", "N2", "P1", "O1"), names, strict=True))
    data = texts_replaced(rich_fragment(), texts, ids)
    expected = fields(data)
    for document, content in render(data, templates(), draft=False).items():
        found = read_back(content, document)
        assert {tag: text for tag, text in found.texts.items() if text} == {
            tag: text for tag, text in expected.items() if block_of(tag) in PRINTED[document]
        }
        assert changes(expected, found) == []


@cache
def made() -> dict[str, bytes]:
    return render(rich_fragment(), templates(), draft=False)


@pytest.mark.parametrize("document", PRINTED)
def test_every_control_has_a_number_of_its_own_and_its_properties_in_word_s_order(document: str) -> None:
    order = ["rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding", "text"]
    numbers = []
    for properties in root_of(made()[document]).iter(f"{W}sdtPr"):
        names = [etree.QName(one).localname for one in properties]
        assert names == sorted(names, key=order.index)
        assert {"alias", "tag", "id"} <= set(names)
        numbers.append(int(properties.find(f"{W}id").get(f"{W}val")))
        assert all(len(properties.find(f"{W}{one}").get(f"{W}val")) <= LONGEST_TAG for one in ("alias", "tag"))
    assert len(numbers) == len(set(numbers)) > 10
    assert all(0 < one < 2**31 for one in numbers)


def test_the_number_of_an_entry_s_control_does_not_depend_on_what_else_is_there() -> None:
    def numbers(data: dict[str, Any]) -> dict[str, str]:
        root = root_of(render(data, templates(), draft=False)["H1"])
        return {one.find(f"{W}tag").get(f"{W}val"): one.find(f"{W}id").get(f"{W}val") for one in root.iter(f"{W}sdtPr")}

    fewer = rich_fragment()
    fewer["H1"]["provision"] = fewer["H1"]["provision"][1:]
    whole = numbers(rich_fragment())
    assert numbers(fewer).items() < whole.items()


def test_controls_of_a_council_s_own_template_that_a_loop_repeats_get_numbers_of_their_own() -> None:
    control = (
        '<w:p><w:sdt><w:sdtPr><w:lock w:val="sdtLocked"/><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>'
        "{{ need.id }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    template = word_file("{%p for need in D.needs %}", control, "{%p endfor %}")
    found = [
        one.get(f"{W}val") for one in root_of(render(rich_fragment(), {"D": template}, draft=False)["D"]).iter(f"{W}id")
    ]
    assert found[0] == "7"
    assert len(set(found)) == 3


def test_a_long_name_keeps_its_field_and_stays_its_own() -> None:
    one, other = (fitted(f"d.{'x' * 80}{end}.impact_on_family") for end in "ab")
    assert len(one) == len(other) == LONGEST_TAG
    assert one != other
    assert one.endswith(".impact_on_family")
    assert len(fitted("d." + "x." * 70)) <= LONGEST_TAG
    assert fitted("d.N1.source") == "d.N1.source"


def test_numbers_that_others_have_are_not_given_again() -> None:
    root = root_of(word_file("<w:sdt><w:sdtPr><w:tag w:val='t'/><w:id w:val='5'/></w:sdtPr><w:sdtContent/></w:sdt>"))
    settle([root], ["5"])
    assert next(root.iter(f"{W}id")).get(f"{W}val") not in {"5", None}


# -- edited by hand


def edited(document: str, change: Callable[[etree._Element], None]) -> bytes:
    parts = parts_of(made()[document])
    root = etree.fromstring(parts["word/document.xml"])
    change(root)
    return zipped({**parts, "word/document.xml": etree.tostring(root)})


def control(root: etree._Element, tag: str) -> etree._Element:
    return next(one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag)


def test_what_was_changed_taken_out_or_added_is_told_with_old_and_new() -> None:
    def change(root: etree._Element) -> None:
        next(control(root, "h1.P1.frequency").iter(f"{W}t")).text = "each fortnight"
        amount = control(root, "h1.P2.amount")
        amount.getparent().remove(amount)
        twin = copy.deepcopy(control(root, "h1.P1.provider"))
        twin.find(f"{W}sdtPr/{W}tag").set(f"{W}val", "h1.P9.provider")
        control(root, "h1.P1.provider").addnext(twin)

    found = read_back(edited("H1", change), "section-H1.docx")
    assert changes(fields(rich_fragment()), found) == [
        Change("h1.P1.frequency", "P1 (H1): how often", "each Saturday", "each fortnight"),
        Change("h1.P9.provider", "P1 (H1): by whom", None, "Short Breaks Service"),
        Change("h1.P2.amount", "h1.P2.amount", "2 hours", None),
    ]


def test_what_word_makes_of_an_edit_is_read_as_text() -> None:
    def change(root: etree._Element) -> None:
        content = control(root, "h1.P1.description").find(f"{W}sdtContent")
        content[:] = etree.fromstring(
            f'<x xmlns:w="{W[1:-1]}"><w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>One</w:t>'
            "<w:tab/><w:t>two</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:br/><w:t>three</w:t>"
            "</w:r></w:ins></w:p><w:p><w:r><w:t>four</w:t><w:noBreakHyphen/><w:t>five</w:t></w:r></w:p></x>"
        )
        placeholder = etree.SubElement(control(root, "h1.P1.amount").find(f"{W}sdtPr"), f"{W}showingPlcHdr")
        assert placeholder is not None

    texts = read_back(edited("H1", change), "x").texts
    assert texts["h1.P1.description"] == "One\ttwo\nthree\nfour\N{NON-BREAKING HYPHEN}five"
    assert texts["h1.P1.amount"] == ""


def test_a_document_whose_program_dropped_the_names_is_read_by_its_titles() -> None:
    data = rich_fragment()
    data["H1"]["provision"][0]["description"] = "One.\n\nTwo.\n\nThree."
    parts = parts_of(render(data, templates(), draft=False)["H1"])
    nameless = re.sub(rb'<w:tag w:val="[^"]*"/>', b"", parts["word/document.xml"])
    content = zipped({**parts, "word/document.xml": nameless})
    known = titles(made().values())
    assert len(known) > 80
    assert changes(fields(data), read_back(content, "x", known)) == []
    assert read_back(content, "x", known).texts["h1.P1.description"] == "One.\n\nTwo.\n\nThree."
    with pytest.raises(InputError, match="has no fields"):
        read_back(content, "x")


def test_every_field_of_a_document_has_a_title_of_its_own() -> None:
    for content in made().values():
        shown = read_back(content, "x").titles
        assert len(set(shown.values())) == len(shown)


def test_spaces_that_word_sets_anew_are_no_change() -> None:
    def change(root: etree._Element) -> None:
        text = next(control(root, "h1.P1.description").iter(f"{W}t"))
        text.text = re.sub(" ", "  ", text.text or "") + "\n"

    assert changes(fields(rich_fragment()), read_back(edited("H1", change), "x")) == []


def test_a_document_without_fields_is_refused_with_what_may_have_happened() -> None:
    with pytest.raises(InputError, match=r"letter\.docx: this document has no fields"):
        read_back(word_file("Dear Mrs Verma"), "letter.docx")
