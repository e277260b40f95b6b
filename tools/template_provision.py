"""What the Word templates print of sections H1 and H2, and of the plan table, which has a row for each need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from template_blocks import Column, Line, field, headed, lines, table, tag
from template_sections import need_texts
from template_views import BY_WHEN, OUTCOME


@dataclass(frozen=True)
class Section:
    """Section H1 or H2: its name in the plan and what belongs in it."""

    name: str
    title: str
    scope: str

    def field(self, name: str, title: str, value: str = "") -> str:
        """Return a value of the provision called `one`, in its content control."""
        return field(
            f"{self.name.lower()}.{{{{ one.id }}}}.{name}",
            value or f"one.{name}",
            f"{{{{ one.id }}}} ({self.name}): {title}",
        )


H1 = Section(
    "H1",
    "social care provision for those under 18",
    "Social care provision for disabled children and young people under 18, under section 2 of the Chronically Sick "
    "and Disabled Persons Act 1970.",
)
H2 = Section(
    "H2",
    "other social care provision",
    "All other social care provision: what is needed because of special educational needs or a disability, and what is "
    "sensibly planned together with it.",
)


def what(section: Section) -> Sequence[Line]:
    return (
        Line("**{{ one.id }}**"),
        Line(section.field("description", "what will be provided"), when="one.description"),
        Line("**Status:** " + section.field("status_words", "status"), when="one.status"),
        Line("**In place of:** {{ one.replaces.id }} {{ one.replaces.text }}", when="one.replaces"),
        Line("**Contributed by:** " + section.field("source", "who contributed it"), when="one.source"),
    )


def kind(section: Section) -> Sequence[Line]:
    """Return the kind of support; in H1 its legal basis only where it is not section 2, which the section is about."""
    category = Line(section.field("category_words", "kind of support"), when="one.category")
    basis = section.field("legal_basis_words", "legal basis")
    if section is H1:
        return (category, Line(basis, when="one.legal_basis and one.legal_basis != 'csdpa_s2'"))
    return (Line(basis, when="one.legal_basis_words"), category)


def how_much(section: Section) -> Sequence[Line]:
    return tuple(
        Line(section.field(name, title), when=f"one.{name}")
        for name, title in (("amount", "how much"), ("frequency", "how often"), ("duration", "for how long"))
    )


def by_whom(section: Section) -> Sequence[Line]:
    return (
        Line(section.field("provider", "by whom"), when="one.provider"),
        Line(section.field("delivery_words", "how it is provided"), when="one.delivery"),
    )


def when(section: Section) -> Sequence[Line]:
    return (
        Line("From " + section.field("start_words", "from when"), when="one.start"),
        Line("Until " + section.field("end_words", "until when"), when="one.end"),
    )


def why(section: Section) -> Line:
    return Line(section.field("ground", "why it stands here", "one.ground.text"))


FOR_WHAT = (
    Line("**Need {{ need.id }}:** {{ need.text }}", each="need in one.needs"),
    Line("**Outcome {{ outcome.id }}:** {{ outcome.text }}", each="outcome in one.outcomes"),
)
FOR_WHICH = (
    Line("**Need:** {{ one.needs|map(attribute='id')|join(', ') }}", when="one.needs"),
    Line("**Outcome:** {{ one.outcomes|map(attribute='id')|join(', ') }}", when="one.outcomes"),
)


def seven(section: Section) -> Sequence[Column]:
    """Return the columns for a wide page."""
    return (
        Column("What will be provided", 5.5, what(section)),
        Column("Kind of support" if section is H1 else "Legal basis", 2.9, kind(section)),
        Column("Amount, frequency and duration", 2.9, how_much(section)),
        Column("By whom", 2.9, by_whom(section)),
        Column("For which need and outcome", 4.9, FOR_WHAT),
        Column("From when to when", 2.8, when(section)),
        Column(f"Why it stands in section {section.name}", 4.8, (why(section),)),
    )


def four(section: Section, thread: Sequence[Line]) -> Sequence[Column]:
    """Return the columns for a page held upright; `thread` are the lines that lead to needs and outcomes."""
    return (
        Column("What will be provided", 5.6, (*what(section), *thread)),
        Column("How much and how often", 2.9, how_much(section)),
        Column("By whom, from when to when", 3.5, (*by_whom(section), *when(section))),
        Column(f"Why it stands in section {section.name}", 4.6, (*kind(section), why(section))),
    )


def section_h(document: Document, section: Section, columns: Sequence[Column], top: int, *, full: bool = False) -> None:
    """Add all of section H1 or H2."""
    name = section.name
    tag(document, f"if {name}.provision")
    lines(document, [Line(section.scope)])
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table(
        document,
        f"one in {name}.provision",
        columns,
        f"Section {name}: {section.title}",
        "One row for each provision: what, under which heading, how much and how often, by whom, for which need and "
        "outcome, from when to when, and why it stands in this section.",
        full=full,
    )
    law(document, (section,), top)
    tag(document, "else")
    lines(document, [Line(f"{{{{ {name}.empty_text }}}}")])
    tag(document, "endif")
    if section is H2:
        care_plan(document, top)


def law(document: Document, sections: Sequence[Section], top: int) -> None:
    document.add_paragraph("The law and guidance behind these entries", style=f"Heading {top}")
    several = len(sections) > 1
    lines(
        document,
        [
            Line(
                f"**{f'Section {one.name}, ' if several else ''}"
                "{{ group.list|map(attribute='id')|join(', ') }}:** {{ group.grouper }}",
                each=f"group in {one.name}.provision|groupby('ground.source_words')",
            )
            for one in sections
        ],
    )


def reasons(document: Document, top: int) -> None:
    """Add why each entry of H1 and H2 stands where it does, and the law and guidance behind it."""
    document.add_paragraph("Why each entry stands in its section", style=f"Heading {top}")
    lines(
        document,
        [
            Line(f"**Section {one.name}, {{{{ one.id }}}}:** " + why(one).text, each=f"one in {one.name}.provision")
            for one in (H1, H2)
        ],
    )
    law(document, (H1, H2), top)


def care_plan(document: Document, top: int) -> None:
    plan = "H2.care_and_support_plan"
    headed(
        document,
        "Care and support plan",
        [
            Line(
                "**Date:** " + field("h2.plan_date_words", f"{plan}.date_words", "Care and support plan: date"),
                when=f"{plan}.date",
            ),
            Line(
                "**Eligible needs under the Care Act 2014:** "
                + field("h2.plan_eligible", f"{plan}.eligible", "Eligible needs under the Care Act 2014"),
                when=f"{plan}.eligible is boolean",
            ),
        ],
        plan,
        top,
    )


def _after_each_other(mark: str, *values: tuple[str, str]) -> str:
    """Return the values that are there with a mark between them; each is a name of `one` and the field to print."""
    text, before = "", ""
    for name, printed in values:
        comma = f"{{% if {before} %}}{mark} {{% endif %}}" if before else ""
        text += f"{{% if one.{name} %}}{comma}{printed}{{% endif %}}"
        before += f"{' or ' if before else ''}one.{name}"
    return text


def _in_short(section: Section) -> Sequence[Line]:
    """Return how much, by whom and when on a line each."""
    names = ("amount", "frequency", "duration")
    much = _after_each_other(",", *zip(names, [one.text for one in how_much(section)], strict=True))
    whom = _after_each_other(".", *zip(("provider", "delivery"), [one.text for one in by_whom(section)], strict=True))
    days = (
        "{% if one.start %}from "
        + section.field("start_words", "from when")
        + "{% endif %}{% if one.start and one.end %} {% endif %}{% if one.end %}until "
        + section.field("end_words", "until when")
        + "{% endif %}"
    )
    return (
        Line("**How much:** " + much, when="one.amount or one.frequency or one.duration"),
        Line("**By whom:** " + whom, when="one.provider or one.delivery"),
        Line("**When:** " + days, when="one.start or one.end"),
    )


def _said(section: Section, thread: Sequence[Line]) -> Sequence[Line]:
    """Return what one entry of a section says, in lines that fit into a narrow cell."""
    first, description, *rest = what(section)
    return (first, description, *_in_short(section), *rest, *thread, *kind(section))


def _entries(section: Section) -> Sequence[Line]:
    """Return what a cell of the plan table says of a section; what stands in a row above is only named."""
    name = section.name
    return (
        Line("", begin=f"for one in row.{name}"),
        *_said(section, FOR_WHICH[1:]),
        Line("", end="endfor"),
        Line("**{{ one.id }}**, set out above with need {{ one.need }}", each=f"one in row.{name}_above"),
        Line("None", when=f"not row.{name} and not row.{name}_above"),
    )


def section_h_narrow(document: Document, section: Section, top: int) -> None:
    """Add all of section H1 or H2 without a table, for a place that is itself a cell."""
    name = section.name
    tag(document, f"if {name}.provision")
    tag(document, f"for one in {name}.provision")
    why_here = Line(f"**Why it stands in section {name}:** " + why(section).text)
    lines(document, (*_said(section, FOR_WHAT), why_here), "Table text")
    tag(document, "endfor")
    law(document, (section,), top)
    tag(document, "else")
    lines(document, [Line(f"{{{{ {name}.empty_text }}}}")])
    tag(document, "endif")
    if section is H2:
        care_plan(document, top)


def plan_table(document: Document) -> None:
    """Add the table with a row for each need and the columns D, H1, H2 and E."""
    need = (
        Line("", begin="if row.need"),
        Line("**Need {{ row.need.id }}: {{ row.need.area_words }}**"),
        *need_texts("row.need"),
        Line("", end="endif"),
        Line("Not tied to one of the needs above", when="not row.need"),
    )
    outcomes = (
        Line("", begin="for outcome in row.outcomes"),
        *OUTCOME,
        Line("**By:** " + BY_WHEN.text, when="outcome.by"),
        Line("", end="endfor"),
        Line("**{{ outcome.id }}**, set out above with need {{ outcome.need }}", each="outcome in row.outcomes_above"),
        Line("None", when="not row.outcomes and not row.outcomes_above"),
    )
    table(
        document,
        "row in plan.rows",
        (
            Column("Section D: social care needs", 7.4, need),
            Column("Section H1: social care provision for those under 18", 7.2, _entries(H1)),
            Column("Section H2: other social care provision", 7.2, _entries(H2)),
            Column("Section E: outcomes", 4.9, outcomes),
        ),
        "Needs, provision and outcomes",
        "One row for each need: the need itself, the provision for it in sections H1 and H2, and the outcomes sought.",
    )
