"""Templates of a council's own: what is wrong with one is said at its place, and nothing in one ever runs."""

from __future__ import annotations

import contextlib
import io
import pickle
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import TemplateFile, load_templates, render
from sendadvice_docs.word.package import MAX_FILE_BYTES
from tests.wordfiles import (
    MAIN_TYPE,
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

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def filled(template: bytes, *, draft: bool = False) -> bytes:
    return render(rich_fragment(), {"D": TemplateFile(template, "council.docx")}, draft=draft)["D"]


def refusal(template: bytes) -> str:
    with pytest.raises(InputError) as raised:
        filled(template)
    message = str(raised.value)
    assert message.startswith("council.docx: ")
    assert "Traceback" not in message
    return message


ROWS = table(row("{%tr for one in H1.provision %}"), row("{{ one.id }}", "{{ one.amount }}"), row("{%tr endfor %}"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            "{% for need in D.needs %}Need: {{ need.descripton }}{% endfor %}",
            [
                "in the text, paragraph 1, at “{% for need in D.needs %}Need: {{ need.descripton }}",
                "Did you mean “need.description”?",
            ],
            id="a misspelt name inside a loop",
        ),
        pytest.param("Name: {{ persn.name }}", ["at “Name: {{ persn.name }}”", "mean “person”?"], id="a misspelt name"),
        pytest.param("{{ needs }}", ["Did you mean “D.needs”?"], id="a name without the block it stands in"),
        pytest.param(
            "{{ frequency }}", ["Each entry of “H1.provision” has one: go through that"], id="a name of an entry"
        ),
        pytest.param(
            "{% for one in D.needs %}{% endfor %}{{ one.id }}",
            ["“one” is known only within its loop"],
            id="a name outside its loop",
        ),
        pytest.param("{{ person.pronouns }}", ["Known in “person” (Child or young person): called"], id="no such name"),
        pytest.param("{{ D['strenghts'] }}", ["mean “D.strengths”?"], id="a misspelt name in square brackets"),
        pytest.param(
            "{{ D.needs|map(attribute='descrition')|join(', ') }}",
            ["mean “description”?"],
            id="a misspelt name in a filter",
        ),
        pytest.param(
            "{% if D.needs %}{% else %}{{ D.emptytext }}{% endif %}",
            ["mean “D.empty_text”?"],
            id="in a branch not taken",
        ),
        pytest.param("{{ D.needs }}", ["“D.needs” is a list", "{%p for one in D.needs %}"], id="a list printed"),
        pytest.param("{{ person }}", ["“person” is a block", "person.name, "], id="a block printed"),
        pytest.param("{{ D.needs.id }}", ["“D.needs” is a list and has no “id”"], id="a list taken for its entry"),
        pytest.param("{{ person.name.first }}", ["“person.name” is a text"], id="a text taken for a block"),
        pytest.param(
            "{% for x in person.name %}{{ x }}{% endfor %}", ["“person.name” is no list"], id="a loop over a text"
        ),
        pytest.param(
            "{% for a, b in D.needs %}{% endfor %}", ["gives each entry one name"], id="a loop with two names"
        ),
        pytest.param("{{ person.name", ["a “{{” is never closed with “}}” in this paragraph"], id="a tag never closed"),
        pytest.param("{{ person.name }", ["is never closed"], id="a tag half closed"),
        pytest.param("person.name }}", ["has no “{{” before it"], id="a tag never opened"),
        pytest.param("{% if D.needs %}", ["this “if” is never ended. Write its “endif”"], id="a choice never ended"),
        pytest.param("{% endfor %}", ["this “endfor” ends or divides something"], id="an end without a beginning"),
        pytest.param(
            "{% for x D.needs %}{% endfor %}", ["cannot be read", "expected token 'in'"], id="a word left out"
        ),
        pytest.param(
            "{%p if D.needs %} We found:", ["nothing else may stand in it"], id="words beside a paragraph tag"
        ),
        pytest.param("{{p person.name }}", ["Write {{ name }}, without “p”"], id="a value in place of a paragraph"),
        pytest.param(
            table(row("{%tr for one in D.needs %}", "Need"), row("{%tr endfor %}")),
            ["at “{%tr for one in D.needs %}Need”", "nothing else may stand in that row"],
            id="words beside a row tag",
        ),
        pytest.param(
            table(row("{% for one in D.needs %}{{ one.id }}", "{{ one.area }}{% endfor %}")),
            ["at “{% for one in D.needs %}{{ one.id }}”", "Around rows of a table write {%tr ... %}"],
            id="a loop from one cell to another",
        ),
        pytest.param(
            table(row("{% if D.needs %}")) + paragraph("{% endif %}"),
            ["begins in one place and ends"],
            id="a choice out of a table",
        ),
        pytest.param("{%tr for one in D.needs %}", ["is for the rows of a table"], id="a row tag outside a table"),
        pytest.param(
            table(row("{%tc for one in D.needs %}")), ["the columns of a table stay"], id="a loop over columns"
        ),
        pytest.param(
            "{{ D.unmet_need.description }}{{ D.needs[9].id }}", ["leaves out the block or entry"], id="not there"
        ),
    ],
)
def test_a_slip_in_a_template_is_said_with_the_file_the_paragraph_and_what_to_write(
    body: str, words: list[str]
) -> None:
    message = refusal(word_file(body))
    for one in words:
        assert one in message


def test_a_slip_in_a_header_is_found_too() -> None:
    assert "in the header, paragraph 1, at “For {{ persn.name }}”" in refusal(
        word_file("x", header="For {{ persn.name }}")
    )


def test_all_slips_are_said_at_once_and_a_great_many_are_counted() -> None:
    lines = refusal(word_file(*[f"{{{{ wrong_{number} }}}}" for number in range(20)], header="{{ no }}")).splitlines()
    assert len(lines) == 9
    assert lines[-1] == "council.docx: and 13 more. “sendadvice template check” shows them all."


@pytest.mark.parametrize(
    "tag",
    [
        "{{ person.name.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ person['__class__'] }}",
        "{{ person|attr('__class__') }}",
        "{{ D.needs|map(attribute='__class__.__mro__')|join }}",
        "{{ D.needs|map('attr', '__class__')|join }}",
        "{{ D.needs|selectattr('__class__')|list|length }}",
        "{{ D.needs|groupby('__class__')|length }}",
        "{{ person.name.format(person) }}",
        "{{ person.update({}) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ range(10)|join }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ person.name|center(1000000000) }}",
        "{{ person.name|join(person.name) }}",
        "{{ person.name|join('x' * 50) }}",
        "{% set x = person %}{{ x.name }}",
        "{% macro m() %}{% endmacro %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% for x in D.needs recursive %}{{ loop(D.needs) }}{% endfor %}",
        "{% for a in D.needs %}" * 5 + "{% endfor %}" * 5,
        "{{ person.name|upper|lower|upper|lower|upper|lower }}",
        "{% if D.needs %}" * 990 + "{% endif %}" * 990,
        "{{ " + "(" * 900 + "person.name" + ")" * 900 + " }}",
        "{{ person.name }}" * 2001,
        "{% " * 300_000,
    ],
)
def test_a_template_that_asks_for_more_than_to_print_is_refused(tag: str) -> None:
    refusal(word_file(tag))


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        pytest.param("{{ person.name|upper }}", "ASHA VERMA", id="a filter"),
        pytest.param("{% for n in D.needs %}{{ loop.index }}{{ n.id }} {% endfor %}", "1N1 2N2 3N3 ", id="a loop"),
        pytest.param(
            "{% for n in D.needs if n.id != 'N2' %}{{ n.id }}{% endfor %}", "N1N3", id="a loop with a condition"
        ),
        pytest.param("{{ D.needs|map(attribute='id')|join(' and ') }}", "N1 and N2 and N3", id="a list on one line"),
        pytest.param(
            "{% for g in D.needs|groupby('area') %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}",
            "home:1 safety:2 ",
            id="groups",
        ),
        pytest.param("{{ 'yes' if H1.provision else 'no' }}", "yes", id="a choice in one tag"),
        pytest.param("{{ D.needs[0].id ~ '/' ~ D.needs|length }}", "N1/3", id="joined"),
        pytest.param("{{ draft }} {{ H2.care_and_support_plan.eligible }}", "no yes", id="truth values as words"),
        pytest.param("{# a note to ourselves #}done", "done", id="a comment"),
        pytest.param(ROWS, "P1\n2 hours\nP2\n2 hours", id="rows"),
    ],
)
def test_what_templates_need_works(body: str, printed: str) -> None:
    assert body_text(filled(word_file(body))) == printed


def test_what_tags_leave_behind_is_still_a_file_word_can_open() -> None:
    data = rich_fragment()
    data["H1"]["provision"] = []
    rows = table(row("{%tr for one in H1.provision %}"), row("{{ one.id }}"), row("{%tr endfor %}"))
    cell = table(
        "<w:tr><w:tc><w:tcPr/>"
        + paragraph("{%p if H1.provision %}")
        + paragraph("x")
        + paragraph("{%p endif %}")
        + "</w:tc></w:tr>"
    )
    body = root_of(render(data, {"H1": word_file(rows, cell)}, draft=False)["H1"])
    assert len(list(body.iter(f"{W}tbl"))) == 1  # a table must have a row
    assert next(body.iter(f"{W}tc"))[-1].tag == f"{W}p"  # and a cell a paragraph


def test_numbers_word_gives_paragraphs_are_not_repeated_by_a_loop() -> None:
    numbered = paragraph("{{ one.id }}").replace("<w:p>", '<w:p w14:paraId="1A2B3C4D">')
    body = word_file(paragraph("{%p for one in D.needs %}"), numbered, paragraph("{%p endfor %}"))
    assert b"paraId" not in parts_of(filled(body))["word/document.xml"]


def test_a_template_with_the_ending_dotx_gives_a_document() -> None:
    dotx = word_file("{{ person.name }}", main_type=MAIN_TYPE.replace("document.main", "template.main"))
    assert MAIN_TYPE.encode() in parts_of(filled(dotx))["[Content_Types].xml"]


def test_pictures_in_the_template_are_kept_and_an_officer_s_name_is_not() -> None:
    template = word_file(
        "{{ person.name }}",
        title="Our form",
        relationships=f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="media/logo.png"/>',
        parts={
            "word/media/logo.png": b"picture",
            "docProps/app.xml": "<Properties><Company>Council</Company></Properties>",
            "docProps/custom.xml": "<Properties/>",
            "_rels/.rels": parts_of(word_file("x"))["_rels/.rels"].replace(
                b"</Relationships>",
                f'<Relationship Id="rId7" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>'
                f'<Relationship Id="rId8" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
                "</Relationships>".encode(),
            ),
        },
    )
    parts = parts_of(filled(template))
    assert parts["word/media/logo.png"] == b"picture"
    assert {name for name in parts if name.startswith("docProps")} == {"docProps/core.xml"}
    assert b"Our form" in parts["docProps/core.xml"]
    assert not [name for name, content in parts.items() if b"Officer" in content or b"Council" in content]
    assert b"docProps/app.xml" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        pytest.param("Needs of {{ person.name }} & family", "Needs of Asha Verma & family", id="filled in"),
        pytest.param("", "Section D: social care needs", id="given where there is none"),
        pytest.param("{{ wrong }}", "Section D: social care needs", id="replaced where it cannot be filled in"),
        pytest.param("{{ D.needs[9].id }}", "Section D: social care needs", id="replaced where its value is not there"),
    ],
)
def test_the_document_has_a_title(title: str, printed: str) -> None:
    core = root_of(filled(word_file("x", title=title)), "docProps/core.xml")
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == printed


def field(instruction: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        + instruction[:4]
        + "</w:instrText></w:r><w:r><w:instrText>"
        + instruction[4:]
        + '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def relationship(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId5" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


STRICT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
REFUSED = [
    pytest.param({"main_type": MACROS}, "has macros in it", id="a macro-enabled document"),
    pytest.param({"parts": {"word/vbaProject.bin": b"x"}}, "a part that may run", id="a hidden macro part"),
    pytest.param(
        {"relationships": relationship("oleObject", "embeddings/oleObject1.bin")}, "embedded object", id="an OLE object"
    ),
    pytest.param(
        {"relationships": relationship("package", "embeddings/a.xlsx")}, "embedded file", id="an embedded sheet"
    ),
    pytest.param(
        {"relationships": relationship("control", "activeX/activeX1.xml")}, "ActiveX", id="an ActiveX control"
    ),
    pytest.param(
        {"relationships": relationship("aFChunk", "other.html")}, "another file brought in", id="an alternate chunk"
    ),
    pytest.param(
        {"relationships": relationship("attachedTemplate", "file:///C:/Council.dotm", external=True)},
        "the attached template file:///C:/Council.dotm",
        id="an attached template",
    ),
    pytest.param(
        {"relationships": relationship("image", "http://example.org/logo.png", external=True)},
        "a picture kept at http://example.org/logo.png",
        id="a picture from elsewhere",
    ),
    pytest.param(
        {"relationships": relationship("hyperlink", "file://server/share/run.exe", external=True)},
        "reaches outside itself",
        id="a link to a file",
    ),
    pytest.param(
        {"relationships": relationship("mailMergeSource", "x", external=True)}, "outside itself", id="mail merge"
    ),
    pytest.param(
        {"body": field("DDEAUTO c:\\\\x.exe a")}, "the Word field DDEAUTO", id="a field that starts a program"
    ),
    pytest.param({"body": field(" INCLUDETEXT x.docx ")}, "the Word field INCLUDETEXT", id="a field that reads a file"),
    pytest.param({"body": field(" DATE ")}, "the Word field DATE", id="a field that tells the date"),
    pytest.param(
        {"body": '<w:p><w:fldSimple w:instr=" LINK x "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'},
        "LINK",
        id="a simple field",
    ),
    pytest.param({"body": field(' HYPERLINK "{{ person.name }}"')}, "inside a Word field", id="a tag in a field"),
    pytest.param(
        {"body": '<w:p><w:ins w:author="Officer"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'},
        "tracked changes",
        id="tracked changes",
    ),
    pytest.param(
        {"parts": {"word/comments.xml": f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="1"/></w:comments>'}},
        "comments",
        id="comments",
    ),
    pytest.param(
        {"parts": {"word/styles.xml": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'}},
        "document type",
        id="an entity that reads a file",
    ),
    pytest.param(
        {"parts": {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'}},
        "document type",
        id="entities that multiply",
    ),
    pytest.param(
        {"parts": {"_rels/.rels": STRICT}}, "Strict Open XML", id="the strict variant, whose names are others"
    ),
    pytest.param({"parts": {"word/styles.xml": "<a><b></a>"}}, "damaged", id="XML that is not well-formed"),
    pytest.param({"parts": {"word/a.xml": b" " * 20_000_000}}, "too large", id="a part that bursts"),
    pytest.param({"parts": {"word/a.bmp": b"\0" * 3_000_000}}, "too large", id="a part packed impossibly well"),
    pytest.param({"parts": {f"word/{one}.txt": b"" for one in range(1100)}}, "parts", id="too many parts"),
    pytest.param({"parts": {"../../evil.xml": b"<a/>"}}, "unusual name", id="a part outside the folder"),
    pytest.param({"parts": {"WORD/document.xml": b"<a/>"}}, "unusual name", id="a part that stands twice"),
]


@pytest.mark.parametrize(("features", "words"), REFUSED)
def test_what_could_run_or_reach_out_or_burst_is_refused_with_a_way_out(features: dict, words: str) -> None:
    features = dict(features)
    assert words in refusal(word_file(features.pop("body", "x"), **features))


def test_links_a_reader_may_follow_are_kept() -> None:
    link = relationship("hyperlink", "https://example.org/local-offer", external=True)
    assert b"local-offer" in parts_of(filled(word_file("x", relationships=link)))["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "not a Word file", id="nothing"),
        pytest.param(b"Dear colleague,", "not a Word file", id="plain text"),
        pytest.param(b"%PDF-1.7", "not a Word file", id="a PDF"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Word file (.doc) or one protected", id="an old Word file"
        ),
        pytest.param(zipped({"a.txt": "x"}), "no Word file", id="some other zip"),
        pytest.param(word_file("x")[:-60], "not a Word file, or it is damaged", id="a file cut short"),
        pytest.param(
            word_file("x").replace(b"word/document", b"word/d\xffcument"), "no Word document", id="a damaged file"
        ),
        pytest.param(
            zipped({**parts_of(word_file("x")), "_rels/.rels": "<Relationships/>"}),
            "no Word document",
            id="no document in it",
        ),
    ],
)
def test_what_is_no_word_file_is_said_so(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_damaged_part_is_found_by_its_checksum() -> None:
    whole = bytearray(word_file("x" * 2000))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 120
    whole[place] ^= 0xFF
    assert "damaged" in refusal(bytes(whole))


# -- finding templates


def test_a_council_s_profile_and_the_call_may_give_templates_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_bytes(word_file("Ours: {{ person.name }}"))
    (tmp_path / "given.docx").write_bytes(word_file("Given: {{ person.name }}"))
    (tmp_path / "council.yaml").write_text(
        "name: council\ntitle: A council\nextends: national\ntemplates: {D: ours.docx, H1: ours.docx}\n",
        encoding="utf-8",
    )
    templates = load_templates(load_profile(str(tmp_path / "council.yaml")), {"H1": str(tmp_path / "given.docx")})
    made = render(rich_fragment(), templates, draft=False)
    assert body_text(made["D"]) == "Ours: Asha Verma"
    assert body_text(made["H1"]) == "Given: Asha Verma"
    assert body_text(made["H2"]).startswith("Section H2: ")


def _too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(
            Path.exists, "there is no such file. It is named as the Word template for section H2", id="missing"
        ),
        pytest.param(lambda path: path.mkdir(), "cannot be read: it is a folder", id="a folder"),
        pytest.param(lambda path: path.write_text("no"), "not a Word file", id="no Word file"),
        pytest.param(lambda path: path.write_bytes(word_file("{{ persn }}")), "there is no “persn”", id="a slip in it"),
        pytest.param(_too_large, "too large for a template", id="too large"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_before_anything_is_written(tmp_path: Path, make, words: str) -> None:
    path = tmp_path / "council.docx"
    make(path)
    with pytest.raises(InputError) as raised:
        load_templates(load_profile("national"), {"H2": str(path)})
    assert str(raised.value).startswith(f"{path}: ")
    assert words in str(raised.value)


def test_a_section_there_is_no_template_for_is_said_so() -> None:
    with pytest.raises(InputError, match="no template for “F”; the sections are D, H1, H2"):
        load_templates(load_profile("national"), {"F": "x.docx"})


def test_templates_can_be_handed_to_another_process() -> None:
    file = TemplateFile(word_file("x"), "council.docx")
    copy = pickle.loads(pickle.dumps(file))  # noqa: S301 -- our own
    assert (copy, copy.name) == (file, "council.docx")


# -- drafts

DRAFT = "DRAFT – not for the plan"


def headers_of(data: bytes) -> dict[str, str]:
    return {
        name: reading(root_of(data, name)) for name in parts_of(data) if "header" in name and not name.endswith(".rels")
    }


def test_a_draft_says_so_in_the_header_with_a_watermark() -> None:
    made = filled(word_file("x", header="{{ person.name }}"), draft=True)
    assert headers_of(made) == {"word/header1.xml": f"{DRAFT}\nAsha Verma"}
    assert b"<v:textpath" in parts_of(made)["word/header1.xml"]
    assert body_text(made) == "x"


def test_nothing_of_a_draft_is_in_a_file_that_is_none() -> None:
    made = filled(word_file("x", header="{{ person.name }}"))
    assert not [name for name, content in parts_of(made).items() if b"draft" in content.lower() or "draft" in name]


def references_of(data: bytes) -> list[list[str]]:
    sections = root_of(data).iter(f"{W}sectPr")
    return [[one.get(f"{W}type", "") for one in section.findall(f"{W}headerReference")] for section in sections]


@pytest.mark.parametrize(
    ("ends", "settings", "references"),
    [
        pytest.param("<w:sectPr/>", "", [["default"]], id="no header at all"),
        pytest.param("", "", [["default"]], id="no page settings at all"),
        pytest.param("<w:sectPr><w:titlePg/></w:sectPr>", "", [["first", "default"]], id="a first page of its own"),
        pytest.param('<w:sectPr><w:titlePg w:val="0"/></w:sectPr>', "", [["default"]], id="a first page switched off"),
        pytest.param("<w:sectPr/>", "<w:evenAndOddHeaders/>", [["even", "default"]], id="left-hand pages of their own"),
        pytest.param(
            paragraph("a", "<w:sectPr/>") + "<w:sectPr><w:titlePg/></w:sectPr>",
            "",
            [["default"], ["first"]],
            id="two sections",
        ),
    ],
)
def test_every_kind_of_page_of_any_template_is_marked(ends: str, settings: str, references: list[list[str]]) -> None:
    parts = {"word/settings.xml": f'<w:settings xmlns:w="{W[1:-1]}">{settings}</w:settings>'}
    made = filled(
        word_file("x", ends=ends, parts=parts, relationships=relationship("settings", "settings.xml")), draft=True
    )
    assert references_of(made) == references
    assert headers_of(made) == {"word/header-draft.xml": DRAFT}


# -- whatever a file holds, the answer is a document or a sentence

WHOLE = word_file("{{ person.name }}", ROWS, "{% if D.needs %}x{% endif %}", header="{{ person.called }}")
OPENERS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{%p ",
    "{%tr ",
    "{%r ",
    "{{r ",
    "|",
    "(",
    ")",
    "[0]",
    "'",
    '"',
    "-",
    "“",
]
WORDS = ["for x in D.needs", "if D.needs", "endfor", "endif", "else", "x.id", "person.name", " ", "&", "<", "vm", "hm"]
TAGS = [
    "{{ person.name }}",
    "{{ x.id }}",
    "{% if D.needs %}",
    "{%p if D.needs %}",
    "{% endif %}",
    "{%p endif %}",
    "{%- if A %}",
]
SCRAPS = st.sampled_from(OPENERS + WORDS + TAGS)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(WHOLE) - 1), change=st.binary(min_size=1, max_size=4))
def test_a_damaged_file_gives_a_document_or_a_sentence(place: int, change: bytes) -> None:
    with contextlib.suppress(InputError):
        filled(WHOLE[:place] + change + WHOLE[place + len(change) :])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(SCRAPS, max_size=7).map("".join), min_size=1, max_size=4), st.booleans())
def test_muddled_tags_give_a_document_or_a_sentence(texts: list[str], in_table: bool) -> None:
    body = [table(*[row(one, "cell") for one in texts])] if in_table else texts
    with contextlib.suppress(InputError):
        assert body_text(filled(word_file(*body, "end"))).endswith("end")
