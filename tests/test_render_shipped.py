"""The three templates that come with the tool: what they print, and that everybody can read it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lxml import etree

from sendadvice_docs.datafile import schema
from sendadvice_docs.documents import BUNDLE, LAYOUTS, PLAN_TABLE
from sendadvice_docs.plan_rows import plan_rows
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from tests.wordfiles import NEED_TEXTS, W, body_text, everything, parts_of, reading, rich_fragment, root_of

NATIONAL = load_profile("national")
SECTIONS = ("D", "H1", "H2")
#: Every document that can be asked for, of every layout.
DOCUMENTS = (*SECTIONS, BUNDLE, PLAN_TABLE)
DRAFT = "DRAFT – not for the plan"


@cache
def shipped() -> dict[str, bytes]:
    """Return the templates of all layouts."""
    return {name: content for layout in LAYOUTS for name, content in load_templates(NATIONAL, {}, layout).items()}


@cache
def made(*, draft: bool = False) -> dict[str, bytes]:
    return render(rich_fragment(), shipped(), draft=draft)


def emptied(**changes: Any) -> dict[str, bytes]:
    data = rich_fragment()
    for section, parts in changes.items():
        data[section] |= parts
    data["plan"] = {
        "rows": plan_rows(data["D"]["needs"], data["H1"]["provision"], data["H2"]["provision"], data["E"]["outcomes"])
    }
    return render(data, shipped(), draft=False)


# -- what is printed


def marked(node: dict[str, Any], path: str) -> Any:
    """Return data of the fragment schema's shape with, for each text, the place where it stands."""
    root = schema("fragment")
    if "$ref" in node:
        node = root["$defs"][node["$ref"].rpartition("/")[2]]
    if "oneOf" in node:
        node = node["oneOf"][0]
        return marked(node, path)
    if "properties" in node:
        return {name: marked(one, f"{path}/{name}") for name, one in node["properties"].items()}
    if node.get("type") == "array":
        return [marked(node["items"], path)]
    return True if "boolean" in node.get("type", "") else f"⟦{path}⟧"


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    elif isinstance(data, str):
        yield data.strip("⟦⟧")


#: What no template prints, and why; everything else of the fragment must be printed.
_NOWHERE = {
    r"/D/needs/.*": "printed by area, or by row",
    r".*/area_words": "the area's heading says it",
    r"/(D|H1|H2)/empty_text": "printed only where the section is empty",
    r"/(D/areas|plan/rows|plan/rows/need)/needs/(outcomes|provision)/text": "printed in full where it stands itself",
    r"/A/child_or_young_person/by": "the heading says whose view it is",
    r"/D/preparation_for_adulthood/(employment|independent_living|community_inclusion|health)": "printed by area",
    r".*/(areas|areas/needs|framework|preparing_for_adulthood|need|needs)/(id|area)": "a code; its words are printed",
    r".*/ground/row": "a code; the ground's text is printed",
    r".*/ground/source/(document|place)": "printed on one line as source_words",
    r".*/period": "printed as its first and its last day",
    r".*/provision/(section|part)": "the document is the section, and the ground tells the part",
    r"/advice/author/.*": "printed among the authors",
}
_OUTCOMES_THREAD = r"/E/outcomes/(needs|provision)/text"
_ABOVE = r"/plan/rows/(H1|H2|outcomes)_above/text"
UNPRINTED = {
    "fragments": {*_NOWHERE, r"/plan/.*", _OUTCOMES_THREAD},
    BUNDLE: {*_NOWHERE, r"/plan/.*", _OUTCOMES_THREAD, r"/H[12]/provision/(needs|outcomes)/text"},
    # The rows are printed; D, E, H1 and H2 hold the same entries again.
    PLAN_TABLE: {
        *_NOWHERE,
        r"/(D/areas|E)/.*",
        r"/H[12]/provision/(?!ground/).*",
        r"/plan/rows/.*/(needs|provision|outcomes)/.*",
        r"/plan/rows/H[12]/(section|part|ground/.*)",
        _ABOVE,
    },
    "insert": {*_NOWHERE, r"/plan/.*", _OUTCOMES_THREAD, r"/person/.*", r"/advice/.*"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_of_the_fragment_is_printed_or_left_out_on_purpose(layout: str) -> None:
    root = schema("fragment")
    documents = render(marked(root, ""), load_templates(NATIONAL, {}, layout), draft=False)
    printed = "\n".join(everything(data) for data in documents.values())
    left = [leaf for leaf in leaves(marked(root, "")) if f"⟦{leaf}⟧" not in printed]
    in_words = [leaf for leaf in left if f"⟦{leaf}_words⟧" in printed]
    assert [
        leaf for leaf in left if leaf not in in_words and not any(re.fullmatch(one, leaf) for one in UNPRINTED[layout])
    ] == []


def test_no_name_in_the_fragment_is_hidden_by_a_method_of_a_mapping() -> None:
    def names(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from node.get("properties", {})
            for one in node.values():
                yield from names(one)
        elif isinstance(node, list):
            for one in node:
                yield from names(one)

    assert not set(names(schema("fragment"))) & set(dir(dict))


def test_section_d_sets_needs_out_by_area_with_their_impact() -> None:
    text = body_text(made()["D"])
    order = [
        "Section D: social care needs",
        "Asha Verma (known as Ash), born 10 February 2012",
        "What is going well",
        "Asha swims with her aunt.",
        "Social care needs",
        "Staying safe",
        "Need N1",
        NEED_TEXTS[0],
        "How it follows from special educational needs or a disability: Because 0.",
        "What it means for Ash: For her 0.",
        "What it means for family and carers: For them 0.",
        "Met by: Local authority social care",
        "Provision: P1 (section H1), P3 (section H2)",
        "Outcomes: O1 (section E)",
        "Need N3",
        NEED_TEXTS[2],
        "\nBecause 2.\n",
        "This need does not come from special educational needs or a disability.",
        "Life at home",
        "Need N2",
        "A need that is not met yet",
        "No pool nearby.",
        "Referred to: Commissioning, 1 October 2026",
        "Preparing for adulthood",
        "Moving to adult services",
        "What support has done so far",
        "She settles in an hour.",
        "Where to find information and support",
        "Section A: views and aspirations",
        "Swing!",
        "Section E: outcomes",
        "By July Asha stops at the kerb.",
    ]
    place = 0
    for one in order:
        assert one in text[place:], one
        place = text.index(one, place) + len(one)


def rows_of(data: bytes) -> list[list[str]]:
    return [[reading(cell) for cell in row.iter(f"{W}tc")] for row in root_of(data).iter(f"{W}tr")]


def test_section_h1_has_a_row_for_each_provision() -> None:
    heading, first, second = rows_of(made()["H1"])
    assert len(heading) == 7
    what, kind, amount, whom, thread, when, why = first
    assert what == (
        "P1\nA worker walks with Asha, 2 hours each Saturday.\nStatus: Proposed\nIn place of: X1 A Sunday walk.\n"
        "Contributed by: Nursing team"
    )
    assert kind == "Help with travel to facilities"
    assert amount == "2 hours\neach Saturday\na year"
    assert whom == "Short Breaks Service\nProvided by the council"
    assert thread == f"Need N1: {NEED_TEXTS[0]}\nOutcome O1: By July Asha stops at the kerb."
    assert when == "From 1 November 2026\nUntil 31 October 2027"
    assert why == rich_fragment()["H1"]["provision"][0]["ground"]["text"]
    assert second[0].startswith("P2\n")
    assert "P1, P2: Children and Families Act 2014" in body_text(made()["H1"])


def test_section_h2_gives_the_legal_basis_and_the_ground() -> None:
    heading, entry = rows_of(made()["H2"])
    assert heading[1] == "Legal basis"
    assert entry[0].startswith("P3\nOne weekend a month at Elm House.")
    assert entry[1].startswith("Section 2 of the Chronically Sick and Disabled Persons Act 1970")
    assert entry[6] == rich_fragment()["H2"]["provision"][0]["ground"]["text"]
    assert "Care and support plan\nDate: 1 September 2026\nEligible needs under the Care Act 2014: yes" in body_text(
        made()["H2"]
    )


def test_an_empty_section_says_so_in_the_plan_s_words_and_has_no_table() -> None:
    documents = emptied(
        H1={"provision": []},
        H2={"provision": [], "care_and_support_plan": None},
        D={"needs": [], "areas": [], "review": [], "no_needs_identified": "Everybody was asked in May."},
        E={"outcomes": []},
    )
    data = rich_fragment()
    for section in SECTIONS:
        assert data[section]["empty_text"] in body_text(documents[section])
        assert data[section]["empty_text"] not in body_text(made()[section])
        assert next(root_of(documents[section]).iter(f"{W}tbl"), None) is None
    assert "Everybody was asked in May." in body_text(documents["D"])


def test_a_heading_with_nothing_under_it_is_not_printed() -> None:
    empty = {
        "strengths": "",
        "difficulties": "",
        "informal_support": "",
        "unmet_need": None,
        "signposting": [],
        "review": [],
    }
    documents = emptied(
        D={**empty, "preparation_for_adulthood": None},
        A={"aspirations": "", "child_or_young_person": None, "family": []},
        E={"outcomes": []},
    )
    text = body_text(documents["D"])
    for heading in (
        "going well",
        "difficult",
        "not met yet",
        "adulthood\n",
        "so far",
        "information and",
        "other sections",
    ):
        assert heading not in text
        assert heading in body_text(made()["D"])


def test_a_care_and_support_plan_that_leaves_eligibility_open_prints_no_decision() -> None:
    plan = {**rich_fragment()["H2"]["care_and_support_plan"], "eligible": None}
    assert "Eligible" not in body_text(emptied(H2={"care_and_support_plan": plan})["H2"])


@pytest.mark.parametrize("section", DOCUMENTS)
def test_a_loose_page_can_be_told_from_any_other(section: str) -> None:
    parts = parts_of(made()[section])
    header, footer = reading(etree.fromstring(parts["word/header1.xml"])), parts["word/footer1.xml"].decode()
    assert header.startswith(body_text(made()[section]).splitlines()[0])
    assert header.endswith("\tAsha Verma, born 10 February 2012")
    assert "Social care advice, 5 October 2026 (R-7)\tPage 1 of 1" in reading(
        etree.fromstring(parts["word/footer1.xml"])
    )
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


@pytest.mark.parametrize("section", DOCUMENTS)
def test_a_draft_is_marked_on_every_page_and_nothing_else_is(section: str) -> None:
    drafted, final = made(draft=True)[section], made()[section]
    assert reading(root_of(drafted, "word/header1.xml")).startswith(f"{DRAFT}\n")
    assert body_text(drafted) == body_text(final)
    assert not [name for name, content in parts_of(final).items() if b"draft" in content.lower()]


# -- that everybody can read it, and nobody is named who should not be


@pytest.mark.parametrize("section", DOCUMENTS)
def test_the_language_is_british_english_and_the_document_has_a_title(section: str) -> None:
    parts = parts_of(made()[section])
    assert re.findall(rb'<w:lang w:val="([^"]+)"', parts["word/styles.xml"]) == [b"en-GB"]
    assert b'<w:themeFontLang w:val="en-GB"/>' in parts["word/settings.xml"]
    core = etree.fromstring(parts["docProps/core.xml"])
    assert [(etree.QName(one).localname, one.text) for one in core] == [
        ("title", next(iter(body_text(made()[section]).splitlines()))),
        ("language", "en-GB"),
    ]


@pytest.mark.parametrize("section", DOCUMENTS)
def test_nothing_tells_who_made_the_file_when_or_with_what(section: str) -> None:
    parts = parts_of(made()[section])
    assert {name for name in parts if not name.startswith("word/")} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
    }
    whole = b"".join(parts.values()).lower()
    for trace in (
        b"python-docx",
        b"rsid",
        b"lastmodified",
        b"creator",
        b"company",
        b"dcterms",
        b"thumbnail",
        b"not printed",
    ):
        assert trace not in whole


@pytest.mark.parametrize("section", DOCUMENTS)
def test_tables_have_a_heading_row_that_repeats_and_no_merged_cells(section: str) -> None:
    tables = list(root_of(made()[section]).iter(f"{W}tbl"))
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"))
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        whole = table.find(f"{W}tblPr/{W}tblW")
        assert (whole.get(f"{W}type"), whole.get(f"{W}w")) in {("dxa", str(sum(widths))), ("pct", "5000")}
        page = next(root_of(made()[section]).iter(f"{W}sectPr"))
        size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
        room = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
        assert sum(widths) <= room + 20


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(f"{W}val", "")


@pytest.mark.parametrize("section", DOCUMENTS)
def test_headings_are_real_ones_and_none_is_skipped(section: str) -> None:
    styles = [style_of(one) for one in root_of(made()[section]).iter(f"{W}p")]
    levels = [0 if style == "Title" else int(style[-1]) for style in styles if style.startswith(("Title", "Heading"))]
    assert styles[0] == "Title"
    assert levels.count(0) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("section", DOCUMENTS)
def test_no_empty_paragraph_makes_room_and_no_template_tag_is_left(section: str) -> None:
    root = root_of(made()[section])
    assert [reading(one) for one in root.iter(f"{W}p") if not reading(one).strip()] == []
    assert "TemplateTag" not in {style_of(one) for one in root.iter(f"{W}p")}
    assert "{" not in everything(made()[section])


@pytest.mark.parametrize("section", DOCUMENTS)
def test_the_text_is_eleven_points_or_more_and_sans_serif(section: str) -> None:
    styles = etree.fromstring(parts_of(made()[section])["word/styles.xml"])
    used = {style_of(one) for one in root_of(made()[section]).iter(f"{W}p")}
    sizes = {
        style.get(f"{W}styleId"): int(size.get(f"{W}val"))
        for style in styles.iter(f"{W}style")
        for size in style.iter(f"{W}sz")
    }
    assert int(styles.find(f"{W}docDefaults//{W}sz").get(f"{W}val")) >= 22
    assert {name: size for name, size in sizes.items() if name in used and size < 22} == {}
    assert {font.get(f"{W}ascii") for font in styles.iter(f"{W}rFonts")} == {"Arial"}
    assert used <= {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert not list(root_of(made()[section]).iter(f"{W}rFonts", f"{W}sz", f"{W}color"))  # looks are in styles only
