"""Plans as a council might have them, with places marked in each of the ways Word has, for tests."""

from __future__ import annotations

import io
from functools import lru_cache

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.wordfiles import W

_NS = f'xmlns:w="{W[1:-1]}"'


def control(mark: str, content: str, *, settings: str = "") -> str:
    number = sum(map(ord, mark))
    return (
        f'<w:sdt {_NS}><w:sdtPr><w:alias w:val="Place"/><w:tag w:val="sendadvice:{mark}"/><w:id w:val="{number}"/>'
        f"{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


PROMPT = "<w:p><w:r><w:t>Click or tap here to enter text.</w:t></w:r></w:p>"


@lru_cache(maxsize=1)
def plan() -> bytes:
    """Return a plan in a council's own look, with D in a control, E in a cell, H1 a bookmark and H2 a plain text."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x6A, 0x1B, 0x9A)
    document.styles["Heading 2"].font.size = Pt(13)
    document.sections[0].header.paragraphs[0].text = "Elmshire County Council"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    body = document.element.body

    def add(xml: str) -> None:
        body.insert(len(body) - 1, parse_xml(xml))

    document.add_heading("Education, health and care plan of Asha Verma", 0)
    document.add_heading("Section B: special educational needs", 1)
    for text in ("Asha learns best in short steps.", "She reads single words."):
        document.add_paragraph(text, style="List Number")
    document.add_heading("Section D: social care needs", 1)
    add(control("D", PROMPT, settings="<w:showingPlcHdr/>"))
    document.add_heading("Section E: outcomes", 1)
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "From education", "From social care"
    table.cell(1, 0).text = "Asha reads a timetable."
    cell = table.cell(1, 1)._tc
    cell.addprevious(parse_xml(control("E", "")))
    marked = cell.getprevious()
    marked.find(qn("w:sdtContent")).append(cell)
    document.add_heading("Section H1", 1)
    document.add_paragraph("Provision under the Chronically Sick and Disabled Persons Act 1970:")
    add(
        f'<w:p {_NS}><w:bookmarkStart w:id="7" w:name="sendadvice_H1"/><w:r><w:t>Old words for H1.</w:t></w:r>'
        '<w:bookmarkEnd w:id="7"/></w:p>'
    )
    document.add_heading("Section H2", 1)
    add(
        f"<w:p {_NS}>"
        + control("H2", "<w:r><w:t>Click here.</w:t></w:r>", settings="<w:showingPlcHdr/><w:text/>")
        + "</w:p>"
    )
    document.add_heading("Section I: placement", 1)
    document.add_paragraph("A first point after the advice.", style="List Number")
    document.add_section().orientation = WD_ORIENT.LANDSCAPE
    document.add_paragraph("Appendix", style="Heading 2")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
