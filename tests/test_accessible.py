"""What shuts readers out of a Word file is found, each kind at its place, and nothing of ours has any of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendadvice_docs import resources
from sendadvice_docs.documents import BUNDLE, FRAGMENTS, PLAN_TABLE
from sendadvice_docs.errors import InputError
from sendadvice_docs.load import load
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from sendadvice_docs.sections import fragment
from sendadvice_docs.validate import validate
from sendadvice_docs.word.accessible import check
from sendadvice_docs.word.looks import contrast
from tests.wordfiles import paragraph, rich_fragment, row, table, word_file

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAYOUTS = (FRAGMENTS, BUNDLE, PLAN_TABLE)
SAMPLES = sorted(Path(resources.folder("samples")).glob("*.yaml"))

#: A file without barriers: a title, a language, 11 points, and styles to make one with.
STYLES = f"""<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="One"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Three"><w:name w:val="Our third"/><w:basedOn w:val="Loop"/>
<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Three"/></w:style>
<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color w:val="999999"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Plain"/></w:style>
<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tblStylePr w:type="firstRow">
<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:fill="1F3A4D"/></w:tcPr></w:tblStylePr></w:style></w:styles>"""


def styled(*body: str, styles: str = STYLES, title: str = "Our plan", header_xml: str = "", **more: str) -> bytes:
    header = {"word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{header_xml}</w:hdr>'} if header_xml else {}
    return word_file(
        *body,
        title=title,
        relationships=f'<Relationship Id="rId8" Type="{OFFICE}/styles" Target="styles.xml"/>',
        parts={"word/styles.xml": styles, **header},
        types='<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.styles+xml"/>',
        **more,
    )


def style(name: str, text: str = "Words") -> str:
    return paragraph(text, f'<w:pStyle w:val="{name}"/>')


def run(looks: str, text: str = "Words") -> str:
    return f"<w:p><w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def good_table(
    look: str = '<w:tblLook w:val="0020"/>', named: str = '<w:tblCaption w:val="Needs"/>', dark: str = ""
) -> str:
    head = row("Need").replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    body = row("N1").replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    return table(head, body).replace("<w:tblPr/>", f"<w:tblPr>{dark}{look}{named}</w:tblPr>")


DRAWN = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1"{}/></wp:inline></w:drawing></w:r></w:p>'
)
SHAPE = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"{}/></w:pict></w:r></w:p>'
DARK = '<w:tblStyle w:val="Dark"/>'


@pytest.mark.parametrize(
    ("file", "rule", "said"),
    [
        pytest.param(styled("Words", title=" "), "title", "File, Info, Title", id="no title"),
        pytest.param(word_file("Words", title="x"), "language", "is not set", id="no language"),
        pytest.param(
            styled("Words", styles=STYLES.replace("en-GB", "en-US")),
            "language", "set to “en-US”", id="another language",
        ),
        pytest.param(
            styled(style("One"), style("Three", "Deep")), "heading", "paragraph 2, “Deep”", id="a heading level skipped"
        ),
        pytest.param(styled(style("Three")), "heading", "follows no heading at all", id="a deep heading first"),
        pytest.param(styled(table(row("a"), row("b"))), "header-row", "Repeat Header Rows", id="no heading row"),
        pytest.param(
            styled(good_table().replace("<w:trPr><w:cantSplit/></w:trPr>", "")),
            "row-splits", "1 of the 2", id="a row splits",
        ),
        pytest.param(styled(good_table(named="")), "table-name", "“Need”", id="a table without a name"),
        pytest.param(styled(DRAWN.format("")), "alt-text", "View Alt Text", id="a picture without words"),
        pytest.param(styled(SHAPE.format("")), "alt-text", "View Alt Text", id="an old shape without words"),
        pytest.param(styled("Words", paragraph(" "), "Words"), "empty-paragraph", "paragraph 2", id="a gap"),
        pytest.param(styled(style("Small")), "small-text", "9 points", id="small by its style"),
        pytest.param(styled(run('<w:sz w:val="21"/>')), "small-text", "10.5 points", id="small by itself"),
        pytest.param(
            word_file("Words", title="x"), "small-text", "10 points", id="Word's own size where a file names none"
        ),
        pytest.param(styled(run('<w:rStyle w:val="Pale"/>')), "contrast", "2.8 to 1", id="pale by its style"),
        pytest.param(
            styled(run('<w:highlight w:val="blue"/><w:color w:val="000000"/>')), "contrast", "#0000FF", id="lit up"
        ),
        pytest.param(
            styled(good_table(dark=DARK).replace("<w:t xml", '<w:rPr><w:color w:val="1F3A4D"/></w:rPr><w:t xml')),
            "contrast", "#1F3A4D on #1F3A4D", id="ink on a heading row of its own colour",
        ),
    ],
)  # fmt: skip
def test_a_barrier_is_found_with_its_place_and_what_to_do(file: bytes, rule: str, said: str) -> None:
    found = {one.rule: str(one) for one in check(file, "ours.docx")}
    assert said in found[rule]


def test_a_header_may_be_smaller_but_no_paler() -> None:
    assert check(styled("Words", header="x", header_xml=run('<w:sz w:val="16"/>')), "ours.docx") == ()
    pale = check(styled("Words", header="x", header_xml=run('<w:rStyle w:val="Pale"/>')), "ours.docx")
    assert [(one.rule, one.place) for one in pale] == [("contrast", "paragraph 1 of the header, “Words”")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([style("Titel"), style("One")], id="headings in order"),
        pytest.param([good_table()], id="a table that is right"),
        pytest.param([good_table(dark=DARK)], id="white on a dark heading row"),
        pytest.param([table(row("alone"))], id="a table of one row"),
        pytest.param([good_table(), "<w:p/>", good_table(), "<w:p/>"], id="paragraphs Word needs after tables"),
        pytest.param([table(row("")) ], id="an empty cell"),
        pytest.param([DRAWN.format(' descr="Our crest"')], id="a picture with words"),
        pytest.param([SHAPE.format(' alt=""')], id="a decorative shape"),
        pytest.param(["Words", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'], id="a page break"),
        pytest.param([run("<w:vanish/><w:sz w:val='2'/>")], id="hidden text"),
        pytest.param([run('<w:color w:val="auto"/><w:shd w:fill="000000"/>')], id="automatic ink on black"),
        pytest.param([run('<w:b/><w:sz w:val="28"/><w:color w:val="808080"/>')], id="large and bold"),
        pytest.param([run('<w:sz w:val="4"/>', "{%p if D.needs %}")], id="a template tag"),
    ],
)  # fmt: skip
def test_what_is_no_barrier_is_left_alone(body: list[str]) -> None:
    assert check(styled(*body), "ours.docx") == ()


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"ours\.docx: this is not a Word file"):
        check(b"no", "ours.docx")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


# -- ours


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_templates_have_no_barrier(layout: str) -> None:
    for name, content in load_templates(load_profile("national"), {}, layout).items():
        assert check(content, name) == ()


@pytest.mark.parametrize("draft", [False, True], ids=["", "as a draft"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_document_with_everything_in_it_has_no_barrier(layout: str, *, draft: bool) -> None:
    for name, content in render(
        rich_fragment(), load_templates(load_profile("national"), {}, layout), draft=draft
    ).items():
        assert check(content, name) == ()


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SAMPLES])
def test_no_document_of_any_sample_has_a_barrier(path: Path) -> None:
    for one in map(validate, load(path.read_bytes(), str(path)).documents):
        assert one.advice is not None
        profile = load_profile(one.advice.profile or "national")
        data = fragment(one.advice, profile, one.advice.completed)
        for layout in LAYOUTS:
            for name, content in render(data, load_templates(profile, {}, layout), draft=False).items():
                assert check(content, name) == ()
