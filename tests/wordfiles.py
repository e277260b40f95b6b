"""Word files for tests: small ones made by hand, what stands in one read back, and fragment data to fill in."""

from __future__ import annotations

import copy
import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from sendadvice_docs.model import (
    Advice,
    CareAndSupportPlan,
    Need,
    Outcome,
    Person,
    PreparationForAdulthood,
    Professional,
    Provision,
    ProvisionReview,
    Referral,
    Transition,
    UnmetNeed,
    View,
)
from sendadvice_docs.profile import load_profile
from sendadvice_docs.sections import fragment

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def paragraph(text: str, settings: str = "") -> str:
    """Return a paragraph's XML; text between `¦` signs is cut into runs of its own, as Word does."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in text.split("¦"))
    return f"<w:p>{settings and f'<w:pPr>{settings}</w:pPr>'}{runs}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def word_file(
    *body: str,
    header: str | None = None,
    title: str = "",
    main_type: str = MAIN_TYPE,
    relationships: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    types: str = "",
    ends: str = "<w:sectPr/>",
) -> bytes:
    """Return a small Word file: each of `body` is a paragraph's text or, where it begins with `<`, XML."""
    blocks = "".join(one if one.startswith("<") else paragraph(one) for one in body)
    if header is not None:
        types += (
            '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.header+xml"/>'
        )
        relationships += f'<Relationship Id="rId9" Type="{_OFFICE}/header" Target="header1.xml"/>'
        ends = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
    content: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{blocks}{ends}</w:body></w:document>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">{relationships}</Relationships>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Officer Name</dc:creator>'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
    }
    if header is not None:
        content["word/header1.xml"] = f"<w:hdr {_NAMESPACES}>{paragraph(header)}</w:hdr>"
    content["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>'
    )
    return zipped({**content, **(parts or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(data)[part])


def reading(element: etree._Element) -> str:
    """Return the text of the paragraphs within an element: what `sendadvice_docs.word.text` promises to keep."""
    return "\n".join(words_of(one) for one in element.iter(f"{W}p"))


def words_of(element: etree._Element) -> str:
    """Return the text of one paragraph, with its tabs and breaks."""
    text = ""
    for run in element.iter(f"{W}r"):
        for piece in run:
            if piece.tag == f"{W}t":
                text += piece.text or ""
            elif piece.tag == f"{W}br":
                text += "\r\n" if piece.get(f"{W}type") else "\n"
            else:
                text += {f"{W}tab": "\t", f"{W}cr": "\r"}.get(piece.tag, "")
    return text


def body_text(data: bytes) -> str:
    return reading(root_of(data))


def everything(data: bytes) -> str:
    """Return the text of a Word file with its headers and footers."""
    names = sorted(name for name in parts_of(data) if name.startswith("word/") and name.endswith(".xml"))
    return "\n".join(reading(root_of(data, name)) for name in names)


NEED_TEXTS = (
    "Asha needs an adult beside her near roads & water; she runs towards both.",
    "Asha wakes three times most nights.",
    "Asha’s brother has no time of his own with their parents.",
)


def advice() -> Advice:
    """Return an advice with something in every field a template may print."""
    return Advice(
        "1.0",
        "annual_review",
        Person("Asha Verma", dt.date(2012, 2, 10), "Ash", disabled=True, send="Autism", communication="Signs"),
        id="R-7",
        completed=dt.date(2026, 10, 5),
        author=Professional("Not Printed", "social_worker", "Disability Team"),
        own_view=View("/v", "Swing!", how="pictures"),
        family_views=(View("/w", "She is never still.", by="Meena Verma", how="home visit"),),
        aspirations="To bake bread.",
        going_well="Asha swims with her aunt.",
        difficulties="School holidays.",
        informal_support="Her aunt, on Sundays.",
        needs=tuple(
            Need(
                f"/needs/{number}",
                f"N{number + 1}",
                area,
                text,
                f"Because {number}.",
                f"For her {number}.",
                f"For them {number}.",
                "local_authority",
                number != 2,
                pfa=("health",),
                source="Short breaks team",
            )
            for number, (area, text) in enumerate(zip(("safety", "home", "safety"), NEED_TEXTS, strict=True))
        ),
        outcomes=(Outcome("/outcomes/0", "O1", ("N1",), "By July Asha stops at the kerb.", dt.date(2027, 7, 31)),),
        provision=(
            _provided("P1", "A worker walks with Asha, 2 hours each Saturday.", "csdpa_s2", replaces="X1"),
            _provided("P2", "A care worker, 9 pm to 7 am each Friday.", "csdpa_s2", needs=("N2",)),
            _provided("P3", "One weekend a month at Elm House.", "csdpa_s2", residential=True),
        ),
        previous_provision=(Provision("/previous_provision/0", "X1", description="A Sunday walk."),),
        preparation_for_adulthood=PreparationForAdulthood(
            "Baking.", "Keys.", "Swimming.", "Dentist.", Transition(dt.date(2028, 2, 10), "not_yet_due", "Too soon.")
        ),
        care_and_support_plan=CareAndSupportPlan(dt.date(2026, 9, 1), True),
        unmet_need=UnmetNeed(True, "No pool nearby.", Referral("Commissioning", dt.date(2026, 10, 1))),
        signposting=("Local Offer", "SENDIASS"),
        review=(ProvisionReview("/review/0", "P3", "They slept.", "She settles in an hour.", "continue"),),
    )


def _provided(name: str, text: str, basis: str, **facts: Any) -> Provision:
    usual: dict[str, Any] = {
        "needs": ("N1",),
        "outcomes": ("O1",),
        "category": "travel_to_facilities",
        "amount": "2 hours",
        "frequency": "each Saturday",
        "duration": "a year",
        "start": dt.date(2026, 11, 1),
        "end": dt.date(2027, 10, 31),
        "provider": "Short Breaks Service",
        "delivery": "in_house",
        "status": "proposed",
        "source": "Nursing team",
    }
    return Provision(f"/provision/{name}", name, description=text, legal_basis=basis, **{**usual, **facts})


@lru_cache(maxsize=1)
def _made() -> dict[str, Any]:
    return fragment(advice(), load_profile("national"), dt.date(2026, 10, 5))


def rich_fragment() -> dict[str, Any]:
    """Return the fragment data of `advice()`, for a test to change."""
    return copy.deepcopy(_made())
