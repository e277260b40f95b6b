"""Filled in as text or by way of parsed parts: the same document, whatever the advice says and the template is."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendadvice_docs.documents import LAYOUTS
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import TemplateFile, examined, load_templates, render
from sendadvice_docs.word import structure
from sendadvice_docs.word.diagnosis import ASTRIDE
from sendadvice_docs.word.package import pack, parse, serialise
from sendadvice_docs.word.part import ENVIRONMENT
from sendadvice_docs.word.template import Template
from tests.strategies import TEXTS
from tests.wordfiles import W, body_text, paragraph, parts_of, rich_fragment, root_of, row, table, word_file

LOOP = "{%p for one in H1.provision %}", "{%p endfor %}"


def control(text: str, tag: str = "h1.{{ one.id }}", number: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:alias w:val="{tag} &amp; more {tag} {tag} {tag} {tag}"/>'
        f'<w:tag w:val="{tag}"/>{number}<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:i/></w:rPr>'
        f"<w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def looped(*body: str) -> bytes:
    return word_file(LOOP[0], *body, LOOP[1], header="{{ D.strengths }}")


def cell(content: str, settings: str = "<w:tcPr/>") -> str:
    return f"<w:tr><w:tc>{settings}{content}</w:tc></w:tr>"


CHOICE = paragraph("{%p if D.strengths == '' %}"), paragraph("{%p endif %}")
ROWS = table(row("{%tr if D.strengths == '' %}"), row("{{ person.name }}"), row("{%tr endif %}"))
#: Templates as councils and Word have them, and what is hard in each.
AWKWARD = {
    "plain": looped("before {{ one.description }}{{ D.strengths }} after", "  two  spaces ¦ {{ one.amount }}"),
    "looks": looped(
        paragraph("{{ one.description }}", "<w:keepLines/><w:pageBreakBefore/>").replace("<w:p>", '<w:p w:rsidR="0A">'),
        '<w:p w:rsidR="00AB12CD"/>',
    ),
    "a list": looped(paragraph("{{ one.description }}", '<w:numPr><w:numId w:val="1"/></w:numPr>')),
    "a heading": looped(paragraph("{{ one.description }}", '<w:pStyle w:val="Heading2"/>')),
    "a link": looped(f"<w:p><w:hyperlink>{paragraph('{{ one.description }}')[5:-6]}</w:hyperlink></w:p>"),
    "controls": looped(f"<w:p>{control('{{ one.description }}')}{control('{{ one.id }}')}</w:p>"),
    "controls in controls": looped(
        f"<w:p>{control('x').replace('<w:r>', control('{{ one.description }}') + '<w:r>')}</w:p>"
    ),
    "numbered controls": looped("<w:p>" + control("{{ one.description }}", "same", '<w:id w:val="7"/>') + "</w:p>"),
    "tags from texts": looped(f"<w:p>{control('x', '{{ one.description }}')}</w:p>"),
    "rows that go": word_file(ROWS, "{{ D.strengths }}", ROWS, table(cell("<w:p/>")), header="{{ D.strengths }}"),
    "cells that empty": looped(
        *(table(cell(CHOICE[0] + table(row("x")) + CHOICE[1], one)) for one in ("", "<w:tcPr><w:shd/></w:tcPr>"))
    ),
    "a header that empties": word_file(
        "{{ D.strengths }}",
        header="x",
        parts={"word/header1.xml": f'<w:hdr xmlns:w="{W[1:-1]}">{CHOICE[0]}{table(row("x"))}{CHOICE[1]}</w:hdr>'},
    ),
    "rows in a control": word_file(
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:sdt><w:sdtPr/><w:sdtContent>{row('{{ D.strengths }}')}</w:sdtContent></w:sdt>"
        "</w:tbl>"
    ),
}
#: Templates that are parsed.
UNSUITABLE = {
    "a section's end": looped(paragraph("{{ one.description }}", "<w:sectPr/>")),
    "laid out by hand": looped(f"<w:tbl> {cell(paragraph('{{ one.description }}'))} </w:tbl>"),
    "a text box": looped(
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('{{ one.description }}')}</w:txbxContent></w:pict></w:r></w:p>"
    ),
    "an element's own prefixes": looped(
        paragraph("{{ one.description }}").replace("<w:r>", '<w:r xmlns:x="urn:x"><x:y/>')
    ),
}


def ready(content: bytes) -> Template:
    found = examined(TemplateFile(content))
    assert found.template is not None, found.faults
    return found.template


SHIPPED = {
    name: content
    for layout in LAYOUTS
    for name, content in load_templates(load_profile("national"), {}, layout).items()
}
READY = {name: ready(content) for name, content in {**SHIPPED, **AWKWARD}.items()}


def filled(template: Template, data: dict[str, Any], *, draft: bool) -> dict[str, bytes]:
    """Return the parts of a document, written in the one way lxml has: Jinja2 writes quotation marks in another."""
    parts = parts_of(template.fill({**data, "draft": draft}, draft_marks=draft))
    return {name: serialise(parse(content, name)) for name, content in parts.items() if name.endswith(".xml")}


def changed(value: Any, text: Callable[[str], str]) -> Any:
    """Return fragment data with every text in them changed."""
    if isinstance(value, dict):
        return {name: changed(one, text) for name, one in value.items()}
    if isinstance(value, list):
        return [changed(one, text) for one in value]
    return text(value) if isinstance(value, str) else value


PIECES = st.lists(TEXTS | st.sampled_from(["\n\n", "\n", "\t", " ", "a", '"', "<w:p>", "</w:t>"]), max_size=8)


@pytest.mark.parametrize("name", READY)
@settings(max_examples=25, deadline=None)
@given(text=PIECES.map("".join), other=TEXTS, draft=st.booleans())
@example(text="one\n\n\ttwo\n\n\nthree\r\n\nfour", other="", draft=False)
@example(text="", other="x" * 80 + " & \"so\" 'on'", draft=True)
def test_as_text_and_parsed_the_document_is_the_same(name: str, text: str, other: str, draft: bool) -> None:
    data = rich_fragment()
    data["D"]["strengths"] = data["H2"]["provision"][0]["amount"] = text
    data["H1"]["provision"][0] |= {"description": text, "amount": other, "id": other}
    data["H1"]["provision"][1]["description"] = f"{other}{text}"
    data["D"]["areas"][0]["needs"][0] |= {"description": f"{text}{other}", "id": other}
    data["person"]["name"] = other
    template = READY[name]
    assert template.as_text
    by_parsing = dataclasses.replace(template, as_text=False)
    assert filled(template, data, draft=draft) == filled(by_parsing, data, draft=draft)


@pytest.mark.parametrize("name", READY)
def test_a_blank_line_in_every_text_at_once_and_no_text_at_all(name: str) -> None:
    template = READY[name]
    by_parsing = dataclasses.replace(template, as_text=False)
    for change in (lambda text: f"{text}\n\n\t{text}\n", lambda _: ""):
        data = changed(rich_fragment(), change)
        assert filled(template, data, draft=False) == filled(by_parsing, data, draft=False)


@pytest.mark.parametrize("content", UNSUITABLE.values(), ids=UNSUITABLE)
def test_what_cannot_be_made_right_as_text_is_parsed(content: bytes) -> None:
    data = rich_fragment()
    data["H1"]["provision"][0]["description"] = "one\n\ntwo"
    assert not ready(content).as_text
    assert "one\n\ntwo" in body_text(render(data, {"H1": content}, draft=False)["H1"])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<w:p><w:r></w:p></w:r>", id="crossed"),
        pytest.param("<w:p>{% if draft %}<w:r></w:r>{% endif %}", id="never ended"),
        pytest.param("<w:p></w:p></w:p>", id="ended twice"),
        pytest.param('<w:p w:x="{{ draft }}', id="cut off"),
    ],
)
def test_a_template_that_would_give_no_xml_is_refused_whatever_the_data(source: str) -> None:
    assert [fault.message for fault in structure.check(ENVIRONMENT.parse(source))] == [ASTRIDE]
    assert structure.check(ENVIRONMENT.parse("<w:p><w:r>{% if draft %}</w:r><w:r>{% endif %}</w:r></w:p>")) == []


def test_a_table_whose_rows_stand_in_a_control_is_kept() -> None:
    data = rich_fragment()
    data["D"]["strengths"] = "kept"
    assert body_text(render(data, {"D": AWKWARD["rows in a control"]}, draft=False)["D"]) == "kept"


def test_many_blank_lines_in_one_list_entry_take_time_in_proportion() -> None:
    def seconds(lines: int) -> float:
        data["H1"]["provision"][0]["description"] = "a\n\n" * lines + "b"
        start = time.process_time()
        body = root_of(READY["a list"].fill(data, draft_marks=False))
        taken = time.process_time() - start
        assert len(list(body.iter(f"{W}br"))) == 2 * lines
        return taken

    data = rich_fragment() | {"draft": False}
    data["H1"]["provision"] = data["H1"]["provision"][:1]
    assert seconds(16_000) < 8 * max(seconds(4_000) for _ in range(3))  # sixteen times, were it not so


def test_the_bytes_of_a_file_are_the_same_on_every_machine() -> None:
    parts = {"word/document.xml": "<a>é</a>".encode() * 99, "_rels/.rels": b"<b/>", "[Content_Types].xml": b"<c/>"}
    made = pack(parts)
    assert parts_of(made) == parts
    assert hashlib.sha256(made).hexdigest() == "4345a0892ace77df695789564d1528bb7fdd4660ed765da5209162f3fddfc6ad"
