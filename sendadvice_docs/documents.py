"""The Word documents that can be made of an advice: their layouts, titles, and the names of their files.

Commands import this to read their options, so it imports nothing.
"""

from __future__ import annotations

#: The sections that have a document each, and the title of one whose template has none.
SECTIONS = {
    "D": "Section D: social care needs",
    "H1": "Section H1: social care provision",
    "H2": "Section H2: social care provision",
}
FRAGMENTS = "fragments"
BUNDLE = "bundle"
PLAN_TABLE = "plan-table"
#: What goes into the marked places of an existing plan; no layout that can be asked for.
INSERT = "insert"

#: The documents of each layout with their titles, by the name of their template.
LAYOUTS = {
    FRAGMENTS: SECTIONS,
    BUNDLE: {BUNDLE: "Social care: sections D, E, H1 and H2"},
    PLAN_TABLE: {PLAN_TABLE: "Social care needs, provision and outcomes"},
    INSERT: {INSERT: "Sections for a plan"},
}
TITLES = {name: title for layout in LAYOUTS.values() for name, title in layout.items()}


def file_name(document: str, form: str = "docx") -> str:
    """Return what the file of a document is called, and that of its template: “section-D.docx” for “D”."""
    return f"section-{document}.{form}" if document in SECTIONS else f"{document}.{form}"


def called(document: str) -> str:
    """Return what to call a document in a message: “section D”, “the plan-table”."""
    return f"section {document}" if document in SECTIONS else f"the {document}"
