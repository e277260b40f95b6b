"""Build `samples/templates/larkmere-plan.docx`: an invented council's plan template with names of its own.

    python tools/make_flat_template.py [FOLDER]

It is set out as many are: one row a need, the columns D, H1, H2 and E, ten rows, and a paragraph of strengths above.
Parts of the plan that others write have names too, which must stay in place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Cm
from template_blocks import ROOT, begin, finished, setting

from sendadvice_docs.word import safety

ROWS = 10
COLUMNS = (
    ("Social care needs (D)", "social_care_need_{}"),
    ("Provision under section 2 of the Act of 1970 (H1)", "h1_provision_{}"),
    ("Other social care provision (H2)", "h2_provision_{}"),
    ("Outcomes (E)", "social_care_outcome_{}"),
)


def control(name: str, label: str) -> str:
    """Return a content control for plain text, which shows a label until it is filled."""
    return (
        f'<w:p xmlns:w="{safety.W}"><w:pPr><w:pStyle w:val="AboutThePerson"/></w:pPr><w:r><w:t xml:space="preserve">'
        f'{label}: </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{name}"/><w:showingPlcHdr/>'
        f"<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Click to write</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def plan() -> Document:
    document = begin(
        "Education, health and care plan",
        header="Larkmere Borough Council\t{{ child_name }}",
        footer="",
        landscape=True,
    )
    body = document.element.body
    for name, label in (("date_of_birth", "Date of birth"), ("nhs_number", "NHS number")):
        body.insert(len(body) - 1, parse_xml(control(name, label)))
    document.add_paragraph("Health care needs and provision", style="Heading 1")
    document.add_paragraph("{{ health_care_need_1 }}", style="Normal")
    document.add_paragraph("Social care needs, provision and outcomes", style="Heading 1")
    document.add_paragraph("What is going well", style="Heading 2")
    document.add_paragraph("{{ social_care_strengths }}", style="Normal")
    document.add_paragraph("Needs, what will be done, and what it is for", style="Heading 2")
    table = document.add_table(rows=ROWS + 1, cols=len(COLUMNS), style="Advice Table")
    table.autofit = False
    setting(table._tbl.tblPr, "tblCaption", val="Social care needs, provision and outcomes")  # noqa: SLF001
    for column, (heading, name) in enumerate(COLUMNS):
        for number, row in enumerate(table.rows):
            cell = row.cells[column]
            cell.width = Cm(6.6)
            cell.paragraphs[0].style = "Table text" if number else "Table heading"
            cell.paragraphs[0].add_run(f"{{{{ {name.format(number)} }}}}" if number else heading)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        setting(properties, "cantSplit")
        if number == 0:
            setting(properties, "tblHeader")
    document.add_paragraph("Preparing for adulthood", style="Heading 2")
    document.add_paragraph("{{ preparing_for_adulthood }}", style="Normal")
    document.add_paragraph("Where to find information and support", style="Heading 2")
    document.add_paragraph("{{ information }}", style="Normal")
    return document


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "larkmere-plan.docx"
    path.write_bytes(finished(plan()))
    print(path)


if __name__ == "__main__":
    main()
