"""Sections put into an existing plan: at the marked places, and nowhere else."""

from __future__ import annotations

import io
import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sendadvice_docs.cli import main
from sendadvice_docs.documents import INSERT
from sendadvice_docs.errors import InputError
from sendadvice_docs.into import Document, Result, names_person, put_into
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from sendadvice_docs.word.fields import block_of, fields, is_field
from sendadvice_docs.word.plan_places import SECTIONS
from sendadvice_docs.word.readback import read_back
from tests.examples import minimal_text
from tests.plans import PROMPT, control, plan
from tests.wordfiles import (
    W,
    body_text,
    paragraph,
    parts_of,
    reading,
    rich_fragment,
    root_of,
    row,
    table,
    word_file,
    zipped,
)

Capture = pytest.CaptureFixture[str]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def rendered(name: str = "Asha Verma") -> bytes:
    data = rich_fragment()
    data["person"]["called"] = name
    return render(data, load_templates(load_profile("national"), {}, INSERT), draft=False)[INSERT]


def put(content: bytes, *, other: dict[str, bytes] | None = None, name: str = "Asha Verma") -> Result:
    sections = {one: Document((other or {}).get(one, rendered(name)), "own.docx") for one in SECTIONS}
    return put_into(content, "plan.docx", sections)


@cache
def filled() -> bytes:
    return put(plan()).content


def outside(data: bytes) -> list[bytes]:
    """Return everything in the body of a plan that stands outside the marked places, piece by piece."""
    pieces, within = [], False
    for child in root_of(data).find(f"{W}body"):
        starts = [one for one in child.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == "sendadvice_H1"]
        ends = [one for one in child.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") == "7"]
        marks = [one for one in child.iter(f"{W}tag") if one.get(f"{W}val", "").startswith("sendadvice:")]
        if child.tag == f"{W}tbl" and marks and not within:
            cell = marks[0].getparent().getparent().find(f"{W}sdtContent/{W}tc")
            cell[:] = [one for one in cell if one.tag == f"{W}tcPr"]
            pieces.append(etree.tostring(child, method="c14n"))
        elif not (within or starts or marks):
            pieces.append(etree.tostring(child, method="c14n"))
        within = (within or bool(starts)) and not ends
    return pieces


def grown(old: bytes, new: bytes) -> list[etree._Element]:
    """Return what a part has more than before; its old content must be there, in its order and unchanged."""
    before, after = (etree.fromstring(one) for one in (old, new))
    assert before.attrib == after.attrib
    left = [etree.tostring(one, method="c14n") for one in before]
    more = []
    for one in after:
        if left and etree.tostring(one, method="c14n") == left[0]:
            left.pop(0)
        else:
            more.append(one)
    assert left == []
    return more


def test_everything_outside_the_marked_places_stays_as_it_was() -> None:
    before, after = parts_of(plan()), parts_of(filled())
    assert set(after) == set(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/styles.xml"}
    assert outside(filled()) == outside(plan())
    assert len(outside(plan())) > 10
    added = grown(before["word/styles.xml"], after["word/styles.xml"])
    assert {one.find(f"{W}name").get(f"{W}val") for one in added} == {
        *("sendadvice Label", "sendadvice Table heading", "sendadvice Table text", "sendadvice Advice Table"),
    }


def test_each_section_stands_in_its_place() -> None:
    text = body_text(filled())
    place = 0
    for one in (
        "Section D: social care needs",
        "What is going well",
        "Need N1",
        "Section E: outcomes",
        "Asha reads a timetable.",
        "By July Asha stops at the kerb.",
        "Section H1",
        "A worker walks with Asha, 2 hours each Saturday.",
        "Section H2",
        "One weekend a month at Elm House.",
        "Section I: placement",
    ):
        assert one in text[place:], one
        place = text.index(one, place) + len(one)
    for gone in ("Click", "Old words"):
        assert gone not in text


def test_the_same_again_gives_the_same_bytes_and_another_advice_takes_its_place() -> None:
    assert put(filled()).content == filled()
    other = put(filled(), name="Zed").content
    assert "What it means for Zed" in body_text(other)
    assert "What it means for Asha Verma" not in body_text(other)
    assert put(other).content == filled()


def test_words_that_make_way_are_named_and_prompts_and_the_same_words_are_not() -> None:
    assert put(plan()).replaced == ("H1",)
    assert put(filled()).replaced == ()
    assert put(filled(), name="Zed").replaced == ("D",)


def style_names(data: bytes) -> dict[str, str]:
    styles = root_of(data, "word/styles.xml").iter(f"{W}style")
    return {one.get(f"{W}styleId", ""): one.find(f"{W}name").get(f"{W}val", "") for one in styles}


def test_headings_follow_the_plan_s_own_one_level_below_in_the_plan_s_style() -> None:
    names = style_names(filled())
    found = {}
    for one in root_of(filled()).iter(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            found.setdefault(reading(one), names[style.get(f"{W}val", "")])
    assert found["What is going well"] == "heading 2"
    assert found["Staying safe"] == "heading 3"
    assert found["Need N1"] == "heading 4"
    assert found["Local Offer"] == "List Bullet"
    assert found["What will be provided"] == "sendadvice Table heading"


def test_a_style_s_name_or_id_that_is_taken_is_not_taken_again() -> None:
    own = '<w:style w:type="paragraph" w:styleId="sendadviceTableText"><w:name w:val="Minutes"/></w:style>'
    parts = parts_of(plan())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", own.encode() + b"</w:styles>")
    names = style_names(put(zipped(parts)).content)
    assert names["sendadviceTableText"] == "Minutes"
    assert names["sendadviceTableText1"] == "sendadvice Table text"
    assert len(set(map(str.casefold, names.values()))) == len(names)


def test_every_field_can_be_read_back_from_the_plan() -> None:
    data = rich_fragment()
    data["person"]["called"] = "Asha Verma"
    found = read_back(filled(), "plan.docx")
    wanted = {tag: text for tag, text in fields(data).items() if block_of(tag) in {"d", "review", "e", "h1", "h2"}}
    assert {tag: text for tag, text in found.texts.items() if text} == wanted
    numbers = [one.get(f"{W}val") for one in root_of(filled()).iterfind(f".//{W}sdtPr/{W}id")]
    assert len(numbers) == len(set(numbers))


def test_a_number_that_the_plan_has_given_already_stays_the_plan_s() -> None:
    given = next(
        one.find(f"{W}id").get(f"{W}val")
        for one in root_of(rendered()).iter(f"{W}sdtPr")
        if one.find(f"{W}tag").get(f"{W}val") == "d.N1.description"
    )
    own = f'<w:sdt><w:sdtPr><w:tag w:val="ours"/><w:id w:val="{given}"/></w:sdtPr><w:sdtContent/></w:sdt>'
    once = put(word_file(control("D", "<w:p/>"), own)).content
    numbers = {
        one.find(f"{W}tag").get(f"{W}val"): one.find(f"{W}id").get(f"{W}val") for one in root_of(once).iter(f"{W}sdtPr")
    }
    assert numbers["ours"] == given
    assert len(set(numbers.values())) == len(numbers) > 20
    assert put(once).content == once


def test_a_plan_that_is_a_row_of_cells_gets_lists_instead_of_tables_within_tables() -> None:
    cells = "".join(
        f"<w:tc><w:tcPr/>{control(one, PROMPT, settings='<w:showingPlcHdr/>')}</w:tc>" for one in ("D", "H1", "H2", "E")
    )
    result = put(word_file(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")).content
    assert len(list(root_of(result).iter(f"{W}tbl"))) == 1
    texts = [reading(cell) for cell in root_of(result).iter(f"{W}tc")]
    for text, words in zip(
        texts, (NEED, "How much: 2 hours", "Why it stands in section H2", "By: 31 July"), strict=True
    ):
        assert words in text
    wanted = {tag: text for tag, text in fields(rich_fragment()).items() if block_of(tag) in {"h1", "h2", "e"}}
    assert wanted.items() <= read_back(result, "x").texts.items()
    assert put(result).content == result


NEED = "Asha needs an adult beside her near roads & water; she runs towards both."
BOOKMARK = '<w:bookmarkStart w:id="3" w:name="sendadvice_D"/>{}<w:bookmarkEnd w:id="3"/>'
RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([f"<w:p>{BOOKMARK.format('')}</w:p>"], id="an empty bookmark in an empty paragraph"),
        pytest.param([BOOKMARK.format("<w:p/><w:p/>")], id="a bookmark around paragraphs"),
        pytest.param(
            [
                f'<w:p><w:bookmarkStart w:id="3" w:name="sendadvice_D"/>{RUN.format("old")}</w:p>',
                f"<w:p>{RUN.format('old')}</w:p>",
                f'<w:p><w:bookmarkEnd w:id="3"/>{RUN.format("next")}</w:p>',
            ],
            id="as Word marks whole paragraphs",
        ),
        pytest.param([control("d", "<w:p/>")], id="a control in small letters"),
        pytest.param([control("D", "")], id="a control with nothing in it"),
        pytest.param([f"<w:p>{control('D', RUN.format('old'))}</w:p>"], id="a control within a paragraph"),
        pytest.param([table(f"<w:tr><w:tc>{control('D', '<w:p/>')}</w:tc></w:tr>")], id="a control in a cell"),
    ],
)
def test_a_place_may_be_marked_in_any_way_word_has(body: list[str]) -> None:
    once = put(word_file("before", *body, "after", ends="<w:sectPr/>")).content
    text = body_text(once)
    assert text.startswith("before\n")
    assert text.endswith("\nafter")
    assert NEED in text
    assert "old" not in text.split()
    assert ("next" in text.split()) == any("next" in one for one in body)
    assert put(once).content == once
    docx.Document(io.BytesIO(once))


def test_another_bookmark_s_end_in_a_place_stays_in_the_plan() -> None:
    other = '<w:p><w:bookmarkStart w:id="9" w:name="Chapter"/></w:p>'
    inside = control("D", f'<w:p><w:bookmarkEnd w:id="9"/>{RUN.format("old")}</w:p>')
    once = put(word_file(other, inside)).content
    assert [one.get(f"{W}id") for one in root_of(once).iter(f"{W}bookmarkEnd")] == ["9"]
    assert put(once).content == once


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(["nothing"], "no place is marked in this plan", id="no mark"),
        pytest.param([control("D", "<w:p/>")] * 2, "section D is marked twice", id="twice"),
        pytest.param([control("F", "<w:p/>")], "“sendadvice:F” is for no section", id="a section of others"),
        pytest.param([f"<w:p>{RUN.format('x')}{control('D', '')}</w:p>"], "within a line of text", id="in a line"),
        pytest.param(
            [f"<w:p>{RUN.format('x')}{BOOKMARK.format('')}</w:p>"], "within a line of text", id="bookmark in one"
        ),
        pytest.param(
            [f"<w:p>{BOOKMARK.format('')}{RUN.format('x')}</w:p>"], "within a line of text", id="before a text"
        ),
        pytest.param(['<w:p><w:bookmarkStart w:id="3" w:name="sendadvice_D"/></w:p>'], "has no end", id="no end"),
        pytest.param(
            [
                '<w:p><w:bookmarkStart w:id="3" w:name="sendadvice_D"/></w:p>',
                table('<w:tr><w:tc><w:p><w:bookmarkEnd w:id="3"/></w:p></w:tc></w:tr>'),
            ],
            "begins in one place and ends in another",
            id="into a table",
        ),
        pytest.param([control("D", "<w:p/>", settings="<w:date/>")], "for a single value", id="a date"),
        pytest.param(
            [control("D", "<w:p/>", settings='<w:dataBinding w:xpath="/x"/>')],
            "bound to the document’s data",
            id="bound",
        ),
        pytest.param(
            [f"<w:tbl>{control('D', row('a', 'b'))}</w:tbl>"], "around several cells or a whole row", id="a row"
        ),
        pytest.param(
            [control("D", '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')],
            "holds tracked changes",
            id="tracked changes in it",
        ),
        pytest.param(
            [control("D", '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>')],
            "a comment or a footnote",
            id="comment",
        ),
        pytest.param(
            [f"<w:p><w:pPr><w:sectPr/></w:pPr>{BOOKMARK.format('')}</w:p>"], "section break", id="page settings"
        ),
        pytest.param([control("D", control("E", "<w:p/>"))], "has another mark within it", id="one in another"),
    ],
)
def test_a_place_that_cannot_be_filled_is_refused_with_what_to_do(body: list[str], words: str) -> None:
    with pytest.raises(InputError) as refused:
        put(word_file(*body))
    assert str(refused.value).startswith("plan.docx: ")
    assert words in str(refused.value)


def relation(kind: str, target: str, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(
            {"relationships": relation("image", "https://x.example/a.png")}, "a picture kept at", id="picture"
        ),
        pytest.param(
            {"relationships": relation("attachedTemplate", "http://x/a.dotm")}, "the template http", id="template"
        ),
        pytest.param({"relationships": relation("mailMergeSource", "file:///c:/x.csv")}, "mail merge", id="mail merge"),
        pytest.param(
            {"relationships": relation("vbaProject", "vba.bin", external=False), "parts": {"word/vba.bin": b"x"}},
            "macros",
            id="macros",
        ),
        pytest.param({"main_type": "application/vnd.ms-word.document.macroEnabled.main+xml"}, "macros", id="a .docm"),
    ],
)
def test_a_plan_that_runs_or_fetches_something_is_refused(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match="plan") as refused:
        put(word_file(control("D", "<w:p/>"), **facts))
    assert words in str(refused.value)


def test_fields_that_read_other_files_are_refused_and_others_are_not() -> None:
    field = '<w:p><w:fldSimple w:instr=" {} "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    with pytest.raises(InputError, match="the Word field INCLUDETEXT"):
        put(word_file(control("D", "<w:p/>"), field.format("INCLUDETEXT c:/secrets.txt")))
    assert put(word_file(control("D", "<w:p/>"), field.format("CREATEDATE"))).placed == ("D",)


@pytest.mark.parametrize(
    "data", [pytest.param(b"%PDF-1.7", id="a PDF"), pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="a .doc")]
)
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"plan\.docx: this is"):
        put(data)


def test_what_a_working_plan_has_is_let_through() -> None:
    tracked = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    links = relation("attachedTemplate", "file:///S:/Templates/plan.dotx") + relation(
        "hyperlink", "file:///S:/x"
    ).replace("rId77", "rId78")
    content = word_file(control("D", "<w:p/>"), tracked, relationships=links)
    result = put(content).content
    assert "new" in body_text(result)
    assert parts_of(result)["word/_rels/document.xml.rels"].count(b"External") == 2


PLAIN = st.sampled_from(["Before.", table(row("a", "b")), control("other", "<w:p/>").replace("sendadvice:", "x:"), "Ŵ"])
MARKED = st.sampled_from(
    [
        f'<w:p><w:bookmarkStart w:id="§" w:name="sendadvice_$"/>{RUN.format("old")}<w:bookmarkEnd w:id="§"/></w:p>',
        '<w:bookmarkStart w:id="§" w:name="sendadvice_$"/><w:p/><w:bookmarkEnd w:id="§"/>',
        control("$", PROMPT),
        f"<w:p>{control('$', '')}</w:p>",
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{control('$', '')}</w:tc></w:tr></w:tbl>",
    ]
)


@settings(max_examples=12, deadline=None)
@given(st.lists(PLAIN, min_size=6, max_size=6), st.permutations(SECTIONS), st.lists(MARKED, min_size=1, max_size=5))
def test_whatever_a_plan_looks_like_the_rest_stays_and_the_same_again_changes_nothing(
    plain: list[str], order: list[str], marks: list[str]
) -> None:
    marked = [
        one.replace("§", str(number)).replace("$", section)
        for number, (section, one) in enumerate(zip(order, marks, strict=False), 50)
    ]
    body = [piece for pair in itertools.zip_longest(plain, marked) for piece in pair if piece]
    once = put(word_file(*body)).content
    children = [etree.tostring(one, method="c14n") for one in root_of(once).find(f"{W}body")]
    before = [etree.tostring(one, method="c14n") for one in root_of(word_file(*plain)).find(f"{W}body")]
    left = iter(children)
    assert all(one in left for one in before)  # in the same order
    assert put(once).content == once
    numbers = [
        one.find(f"{W}id").get(f"{W}val")
        for one in root_of(once).iter(f"{W}sdtPr")
        if is_field(one.find(f"{W}tag").get(f"{W}val", ""))
    ]
    assert len(numbers) == len(set(numbers))


# -- with a template of one's own


PIXEL = b"\x89PNG\r\n\x1a\n-not-really-a-picture"


def own_template() -> bytes:
    numbering = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="4"><w:nsid w:val="0A0B0C0D"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    listed = paragraph("{{ one.description }}", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    link = '<w:p><w:hyperlink r:id="rId50"><w:r><w:t>Local Offer</w:t></w:r></w:hyperlink></w:p>'
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="x"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'r:embed="rId51"/></wp:inline></w:drawing></w:r></w:p>'
    )
    return word_file(
        "{%p for one in H1.provision %}",
        listed,
        "{%p endfor %}",
        link,
        picture,
        relationships=f'<Relationship Id="rId50" Type="{OFFICE}/hyperlink" Target="https://offer.example" '
        f'TargetMode="External"/><Relationship Id="rId51" Type="{OFFICE}/image" Target="media/a.png"/>'
        f'<Relationship Id="rId52" Type="{OFFICE}/numbering" Target="numbering.xml"/>',
        parts={"word/numbering.xml": numbering, "word/media/a.png": PIXEL},
        types='<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.numbering+xml"/>',
    )


def with_picture(content: bytes) -> bytes:
    """Return a plan that has a picture of its own, numbered as the first of them."""
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="{}"><wp:docPr id="1" name="y"/></wp:inline></w:drawing></w:r></w:p>'
    )
    picture = picture.format("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
    parts = parts_of(content)
    head, end, tail = parts["word/document.xml"].rpartition(b"<w:sectPr")
    return zipped({**parts, "word/document.xml": head + picture.encode() + end + tail})


def with_own(content: bytes) -> bytes:
    made = render(rich_fragment(), {"H1": own_template()}, draft=False)["H1"]
    return put(content, other={"H1": made}).content


def test_lists_links_and_pictures_of_an_own_template_come_along_with_numbers_of_their_own() -> None:
    once = with_own(plan())
    before, after = parts_of(plan()), parts_of(once)
    definitions = grown(before["word/numbering.xml"], after["word/numbering.xml"])
    assert [etree.QName(one).localname for one in definitions] == ["abstractNum", "num"]
    root = etree.fromstring(after["word/numbering.xml"])
    kinds = [etree.QName(one).localname for one in root]
    assert kinds == sorted(kinds)  # definitions come before the lists that use them
    number = definitions[1].get(f"{W}numId")
    assert number not in {
        one.get(f"{W}numId") for one in etree.fromstring(before["word/numbering.xml"]).iter(f"{W}num")
    }
    listed = [
        one for one in root_of(once).iter(f"{W}p") if reading(one).startswith(("A worker walks", "A care worker"))
    ]
    assert {one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for one in listed} == {number}
    relations = {
        one.get("Id"): one.get("Target")
        for one in grown(*(one["word/_rels/document.xml.rels"] for one in (before, after)))
    }
    assert min(relations.values()) == "https://offer.example"
    picture = next(target for target in relations.values() if target.startswith("media/"))
    assert after[f"word/{picture}"] == PIXEL
    assert set(after) - set(before) == {f"word/{picture}"}
    used = set(re.findall(rb'r:(?:id|embed)="(\w+)"', after["word/document.xml"])) & {one.encode() for one in relations}
    assert len(used) == 2
    shapes = re.findall(rb'docPr id="(\d+)"', after["word/document.xml"])
    assert shapes == [b"1"]
    assert re.findall(rb'docPr id="(\d+)"', parts_of(with_own(with_picture(plan())))["word/document.xml"]) == [
        b"2",
        b"1",
    ]
    assert with_own(once) == once


def test_a_list_that_a_style_numbers_does_not_carry_on_the_plan_s_own() -> None:
    template = docx.Document()
    for _ in range(2):
        template.add_paragraph("One of our points.", style="List Number")
    template.add_paragraph("A bullet.", style="List Bullet")
    buffer = io.BytesIO()
    template.save(buffer)
    once = put(plan(), other={"H1": buffer.getvalue()}).content
    numbers = {}
    for one in root_of(once).iter(f"{W}p"):
        listed = one.find(f"{W}pPr/{W}numPr/{W}numId")
        numbers[reading(one)] = None if listed is None else listed.get(f"{W}val")
    assert numbers["A bullet."] is None
    assert numbers["A first point after the advice."] is None
    added = grown(parts_of(plan())["word/numbering.xml"], parts_of(once)["word/numbering.xml"])
    assert numbers["One of our points."] == added[1].get(f"{W}numId")
    assert put(once, other={"H1": buffer.getvalue()}).content == once


def test_a_list_comes_along_into_a_plan_that_has_none() -> None:
    result = parts_of(with_own(word_file(control("H1", "<w:p/>"))))
    assert b'w:lvlText w:val="%1)"' in result["word/numbering.xml"]
    assert b"numbering.xml" in result["word/_rels/document.xml.rels"]
    assert b"/word/numbering.xml" in result["[Content_Types].xml"]


def test_a_template_with_a_section_break_is_refused_by_name() -> None:
    template = word_file(paragraph("x", "<w:sectPr/>"), "y")
    with pytest.raises(InputError, match=r"own\.docx: this template holds a section break"):
        put(plan(), other={"H1": template})


# -- whose plan it is


def test_a_plan_that_names_the_person_in_several_runs_or_other_capitals_names_them() -> None:
    assert names_person(word_file("Plan of AS¦HA  ¦Verma"), "x", "Asha Verma")
    assert names_person(word_file("x", header="Asha Verma"), "x", "Asha Verma")
    assert not names_person(word_file("Asha", "Verma"), "x", "Asha Vermann")


# -- as a coordinator calls it


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    (tmp_path / "plan.docx").write_bytes(plan())
    return tmp_path


def test_the_result_goes_to_the_folder_and_the_plan_stays_as_it_was(folder: Path, capsys: Capture) -> None:
    assert main(["render", "asha.yaml", "--into", "plan.docx", "--out", "out"]) == 0
    assert (folder / "plan.docx").read_bytes() == plan()
    assert [path.name for path in (folder / "out").iterdir()] == ["plan.docx"]
    printed = capsys.readouterr()
    assert printed.out == f"Written:\n  {Path('out', 'plan.docx')}\n"
    assert "runs towards traffic" in body_text((folder / "out" / "plan.docx").read_bytes())
    assert "other words stood in the place of section H1" in printed.err


def test_a_plan_without_marks_is_explained_and_nothing_is_written(folder: Path, capsys: Capture) -> None:
    (folder / "plan.docx").write_bytes(word_file("Plan"))
    assert main(["render", "asha.yaml", "--into", "plan.docx", "--out", "out"]) == 2
    error = capsys.readouterr().err
    assert "Rich Text Content Control" in error
    assert "sendadvice:D" in error
    assert not (folder / "out").exists()


def test_sections_without_a_place_and_another_person_s_plan_are_pointed_out(folder: Path, capsys: Capture) -> None:
    (folder / "plan.docx").write_bytes(word_file("Plan of Ben", control("D", "<w:p/>")))
    assert main(["render", "asha.yaml", "--into", "plan.docx", "--out", "out"]) == 0
    error = capsys.readouterr().err
    assert "plan.docx nowhere has the name Asha" in error
    assert re.search(r"no marked place for sections .*H1 and H2, so what the advice says there was not put in", error)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param(["--draft"], "--draft and --into do not go together", id="a draft"),
        pytest.param(["--layout", "bundle"], "--layout and --into do not go together", id="a layout"),
        pytest.param(["--format", "json"], "--format json and --into", id="data"),
        pytest.param(["--out", "."], "would take the place of the plan itself", id="the plan's own folder"),
        pytest.param(["asha2.yaml"], "2 advices were given", id="two advices"),
        pytest.param(["--into", "no.docx"], "no.docx: there is no such file", id="no plan"),
    ],
)
def test_what_does_not_go_together_is_refused(more: list[str], words: str, folder: Path, capsys: Capture) -> None:
    (folder / "asha2.yaml").write_text(minimal_text(), encoding="utf-8")
    assert main(["render", "asha.yaml", "--into", "plan.docx", "--out", "out", *more]) == 2
    assert words in capsys.readouterr().err
    assert (folder / "plan.docx").read_bytes() == plan()
    assert not (folder / "out").exists()


def test_a_result_somebody_worked_on_is_not_written_over(folder: Path, capsys: Capture) -> None:
    call = ["render", "asha.yaml", "--into", "plan.docx", "--out", "out"]
    assert main(call) == 0
    assert main(call) == 0
    (folder / "out" / "plan.docx").write_bytes(b"worked on")
    assert main(call) == 2
    assert "somebody may have worked on it" in capsys.readouterr().err
    assert main([*call, "--force"]) == 0


def test_an_own_template_for_a_section_is_put_in_whole(folder: Path) -> None:
    (folder / "h2.docx").write_bytes(word_file("Our words for H2 of {{ person.name }}"))
    assert main(["render", "asha.yaml", "--into", "plan.docx", "--out", "out", "--template", "H2=h2.docx"]) == 0
    text = body_text((folder / "out" / "plan.docx").read_bytes())
    assert "Our words for H2 of Asha" in text
    assert "All other social care provision" not in text
