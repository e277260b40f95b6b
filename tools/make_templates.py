"""Build the Word templates in `templates/`: a starting point that people then restyle in Word.

    python tools/make_templates.py [FOLDER]

Running it again puts the originals back, so restyled templates belong under another name or in a profile. What a
template may use is fixed in `schema/fragment.schema.json`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import template_sections as part
import template_views as views
from docx.document import Document
from template_blocks import ROOT, Line, begin, block, finished, lines, tag
from template_provision import (
    FOR_WHAT,
    FOR_WHICH,
    H1,
    H2,
    Section,
    care_plan,
    four,
    plan_table,
    reasons,
    section_h,
    section_h_narrow,
    seven,
)


def started(title: str, *, landscape: bool, all_about: bool) -> Document:
    """Return the beginning of a document: its title, and whose it is, on every page."""
    header = f"**{title}**\t{{{{ person.name }}}}, born {{{{ person.date_of_birth_words }}}}"
    document = begin(title, header=header, footer=part.ABOUT, landscape=landscape)
    lines(document, [*part.PERSON, part.ADVICE] if all_about else part.PERSON[:1], "About the person")
    return document


def fragment_d() -> Document:
    document = started("Section D: social care needs", landscape=False, all_about=True)
    part.section_d(document, 1)
    other_sections(document, outcomes=True)
    return document


def fragment_h(section: Section) -> Document:
    document = started(f"Section {section.name}: {section.title}", landscape=True, all_about=False)
    section_h(document, section, seven(section), 1)
    return document


def other_sections(document: Document, *, outcomes: bool) -> None:
    """Add what the same advice says for other sections, on a page of its own, so that it can be left out whole."""
    tag(document, f"if {views.ANY_VIEWS}{' or E.outcomes' if outcomes else ''}")
    heading = document.add_paragraph("From the same advice, for other sections of the plan", style="Heading 1")
    heading.paragraph_format.page_break_before = True
    tag(document, f"if {views.ANY_VIEWS}")
    document.add_paragraph("Section A: views and aspirations", style="Heading 2")
    views.section_a(document)
    tag(document, "endif")
    if outcomes:
        tag(document, "if E.outcomes")
        document.add_paragraph("Section E: outcomes", style="Heading 2")
        views.section_e(document)
        tag(document, "endif")
    tag(document, "endif")


NO_OUTCOMES = Line("This advice sets out no outcomes.", when="not E.outcomes")


def outcomes_or_none(document: Document, *, narrow: bool = False) -> None:
    lines(document, [NO_OUTCOMES])
    tag(document, "if E.outcomes")
    (views.section_e_narrow if narrow else views.section_e)(document)
    tag(document, "endif")


def bundle() -> Document:
    """Return the layout with sections D, E, H1 and H2 in one document, held upright."""
    document = started("Social care: sections D, E, H1 and H2", landscape=False, all_about=True)
    document.add_paragraph("Section D: social care needs", style="Heading 1")
    part.section_d(document, 2, "Needs, by area of life")
    document.add_paragraph("Section E: outcomes", style="Heading 1")
    outcomes_or_none(document)
    for section in (H1, H2):
        document.add_paragraph(f"Section {section.name}: {section.title}", style="Heading 1")
        section_h(document, section, four(section, FOR_WHICH), 2)
    other_sections(document, outcomes=False)
    return document


def plan() -> Document:
    """Return the layout with a row for each need, and after the table the rest of the advice."""
    document = started("Social care needs, provision and outcomes", landscape=True, all_about=True)
    document.add_paragraph("Needs, provision and outcomes", style="Heading 1")
    lines(document, part.NO_NEEDS)
    tag(document, "if plan.rows")
    plan_table(document)
    tag(document, "endif")
    for section in (H1, H2):
        lines(
            document,
            [
                Line(
                    f"**Section {section.name}:** {{{{ {section.name}.empty_text }}}}",
                    when=f"not {section.name}.provision",
                )
            ],
        )
    tag(document, "if H1.provision or H2.provision")
    reasons(document, 1)
    tag(document, "endif")
    care_plan(document, 1)
    part.strengths(document, 1)
    part.after_the_needs(document, 1, full=True)
    other_sections(document, outcomes=False)
    return document


def insert() -> Document:
    """Return what goes into the marked places of an existing plan: each section in a block with its mark's name.

    A place that is a cell of a table has no room for another table, so H1 and H2 stand here in two ways.
    """
    document = begin("Sections for a plan", header="{{ person.name }}", footer=part.ABOUT, landscape=False)
    document.element.body.remove(document.paragraphs[0]._p)  # noqa: SLF001 -- a plan has a title already
    marked = (
        ("A", "views and aspirations", lambda: views_or_none(document)),
        ("D", "social care needs", lambda: part.section_d(document, 1, "Needs, by area of life", narrow=True)),
        ("E", "outcomes", lambda: outcomes_or_none(document, narrow=True)),
        ("H1", H1.title, lambda: section_h(document, H1, four(H1, FOR_WHAT), 1, full=True)),
        ("H2", H2.title, lambda: section_h(document, H2, four(H2, FOR_WHAT), 1, full=True)),
        ("H1:cell", f"{H1.title}, in a cell", lambda: section_h_narrow(document, H1, 1)),
        ("H2:cell", f"{H2.title}, in a cell", lambda: section_h_narrow(document, H2, 1)),
    )
    for name, title, write in marked:
        before = len(document.element.body) - 1  # the page settings stay last
        write()
        block(document, f"sendadvice:{name}", f"Section {name}: {title}", before)
    return document


def views_or_none(document: Document) -> None:
    lines(document, [Line("This advice sets out no views.", when=f"not ({views.ANY_VIEWS})")])
    views.section_a(document)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    made = {
        "section-D": fragment_d(),
        "section-H1": fragment_h(H1),
        "section-H2": fragment_h(H2),
        "bundle": bundle(),
        "plan-table": plan(),
        "insert": insert(),
    }
    for name, document in made.items():
        path = folder / f"{name}.docx"
        path.write_bytes(finished(document))
        print(path)


if __name__ == "__main__":
    main()
