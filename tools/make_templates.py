"""Build the three Word templates in `templates/`: a starting point that people then restyle in Word.

    python tools/make_templates.py [FOLDER]

Running it again puts the originals back, so restyled templates belong under another name or in a profile. What a
template may use is fixed in `schema/fragment.schema.json`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document
from template_blocks import ROOT, Column, Line, begin, finished, headed, lines, table, tag

ABOUT = (
    "Social care advice{% if advice.completed %}, {{ advice.completed_words }}{% endif %}"
    "{% if advice.reference %} ({{ advice.reference }}){% endif %}"
)
PERSON = (
    Line(
        "**{{ person.name }}**{% if person.preferred_name and person.preferred_name != person.name %} (known as "
        "{{ person.preferred_name }}){% endif %}, born {{ person.date_of_birth_words }}"
    ),
    Line("**Special educational needs and disability:** {{ person.send }}", when="person.send"),
    Line("**Communication:** {{ person.communication }}", when="person.communication"),
)


def started(section: str, name: str, *, landscape: bool) -> Document:
    """Return the beginning of a section's document: its title, and whose it is, on every page."""
    title = f"Section {section}: {name}"
    header = f"**{title}**\t{{{{ person.name }}}}, born {{{{ person.date_of_birth_words }}}}"
    document = begin(title, header=header, footer=ABOUT, landscape=landscape)
    lines(document, PERSON[:1] if landscape else PERSON, "About the person")
    return document


def section_d() -> Document:
    document = started("D", "social care needs", landscape=False)
    lines(
        document,
        [
            Line(
                "**Advice:** {{ advice.purpose_words }}{% if advice.author.role %}, by {{ advice.author.role_words }}"
                "{% endif %}{% if advice.author.team %}, {{ advice.author.team }}{% endif %}",
                when="advice.purpose",
                style="About the person",
            )
        ],
    )
    headed(
        document,
        "What is going well",
        [
            Line("{{ D.strengths }}", when="D.strengths"),
            Line(
                "**Support from family, friends and the community:** {{ D.informal_support }}",
                when="D.informal_support",
            ),
        ],
        "D.strengths or D.informal_support",
    )
    headed(document, "What is difficult, and what would help most", [Line("{{ D.difficulties }}")], "D.difficulties")
    document.add_paragraph("Social care needs", style="Heading 1")
    lines(
        document,
        [
            Line("{{ D.empty_text }}", when="not D.needs"),
            Line("{{ D.no_needs_identified }}", when="D.no_needs_identified"),
        ],
    )
    tag(document, "for area in D.areas")
    document.add_paragraph("{{ area.title }}", style="Heading 2")
    tag(document, "for need in area.needs")
    document.add_paragraph("Need {{ need.id }}", style="Heading 3")
    lines(document, NEED)
    tag(document, "endfor")
    tag(document, "endfor")
    headed(
        document,
        "A need that is not met yet",
        [
            Line("{{ D.unmet_need.description }}", when="D.unmet_need.description"),
            Line(
                "**Referred to:** {{ D.unmet_need.referred_to }}{% if D.unmet_need.referred_to and "
                "D.unmet_need.referred %}, {% endif %}{{ D.unmet_need.referred_words }}",
                when="D.unmet_need.referred_to or D.unmet_need.referred",
            ),
        ],
        "D.unmet_need",
    )
    adulthood(document)
    review(document)
    headed(
        document,
        "Where to find information and support",
        [Line("{{ one }}", each="one in D.signposting", style="List Bullet")],
        "D.signposting",
    )
    other_sections(document)
    return document


NEED = (
    Line("{{ need.description }}", when="need.description"),
    Line(
        "**How it follows from special educational needs or a disability:** {{ need.linked_to }}",
        when="need.linked_to and need.related_to_send",
    ),
    Line("{{ need.linked_to }}", when="need.linked_to and not need.related_to_send"),
    Line("This need does not come from special educational needs or a disability.", when="not need.related_to_send"),
    Line("**What it means for {{ person.called }}:** {{ need.impact_on_child }}", when="need.impact_on_child"),
    Line("**What it means for family and carers:** {{ need.impact_on_family }}", when="need.impact_on_family"),
    Line(
        "**Preparing for adulthood:** {{ need.preparing_for_adulthood|map(attribute='text')|join(', ') }}",
        when="need.preparing_for_adulthood",
    ),
    Line("**Met by:** {{ need.met_by_words }}", when="need.met_by"),
    Line(
        "**Provision:** {% for one in need.provision %}{{ one.id }} "
        "(section{% if one.sections|length > 1 %}s{% endif %} {{ one.sections|join(' and ') }})"
        "{% if not loop.last %}, {% endif %}{% endfor %}",
        when="need.provision",
    ),
    Line("**Outcomes:** {{ need.outcomes|map(attribute='id')|join(', ') }} (section E)", when="need.outcomes"),
    Line("**Contributed by:** {{ need.source }}", when="need.source"),
)


def adulthood(document: Document) -> None:
    tag(document, "if D.preparation_for_adulthood")
    document.add_paragraph("Preparing for adulthood", style="Heading 1")
    tag(document, "for area in D.preparation_for_adulthood.areas")
    document.add_paragraph("{{ area.title }}", style="Heading 2")
    document.add_paragraph("{{ area.text }}", style="Normal")
    tag(document, "endfor")
    move = "D.preparation_for_adulthood.transition"
    headed(
        document,
        "Moving to adult services",
        [
            Line(
                f"**Referral to adult services:** {{{{ {move}.adult_referral_words }}}}", when=f"{move}.adult_referral"
            ),
            Line(
                f"**Transition assessment:** {{{{ {move}.transition_assessment_words }}}}",
                when=f"{move}.transition_assessment",
            ),
            Line(f"{{{{ {move}.reason }}}}", when=f"{move}.reason"),
        ],
        move,
        level=2,
    )
    tag(document, "endif")


def review(document: Document) -> None:
    tag(document, "if D.review")
    document.add_paragraph("What support has done so far", style="Heading 1")
    table(
        document,
        "one in D.review",
        [
            Column(
                "Support",
                4.6,
                [Line("**{{ one.provision.id }}**"), Line("{{ one.provision.text }}", when="one.provision.text")],
            ),
            Column("Difference made", 4.7, [Line("{{ one.difference_made }}")]),
            Column("Progress", 4.7, [Line("{{ one.progress }}")]),
            Column("From here on", 2.6, [Line("{{ one.decision_words }}")]),
        ],
        "What support has done so far",
        "One row for each support in place: the difference it made, the progress it brought, and what comes next.",
    )
    tag(document, "endif")


def other_sections(document: Document) -> None:
    """Add what the same advice says for sections A and E, on a page of its own, so that it can be left out whole."""
    tag(document, "if A.aspirations or A.child_or_young_person or A.family or E.outcomes")
    heading = document.add_paragraph("From the same advice, for other sections of the plan", style="Heading 1")
    heading.paragraph_format.page_break_before = True
    tag(document, "if A.aspirations or A.child_or_young_person or A.family")
    document.add_paragraph("Section A: views and aspirations", style="Heading 2")
    own = "A.child_or_young_person"
    how = "{% if X.how %} ({{ X.how }}){% endif %}**:** "
    lines(
        document,
        [
            Line("**{{ person.called }}’s own view**" + how.replace("X", own) + f"{{{{ {own}.text }}}}", when=own),
            Line(
                "**{{ view.by or 'Family' }}**" + how.replace("X", "view") + "{{ view.text }}",
                each="view in A.family",
            ),
            Line("**Aspirations:** {{ A.aspirations }}", when="A.aspirations"),
        ],
    )
    tag(document, "endif")
    tag(document, "if E.outcomes")
    document.add_paragraph("Section E: outcomes", style="Heading 2")
    table(
        document,
        "outcome in E.outcomes",
        [
            Column(
                "Outcome",
                7.4,
                [
                    Line("**{{ outcome.id }}**"),
                    Line("{{ outcome.description }}"),
                    Line("{{ outcome.framework|map(attribute='text')|join(', ') }}", when="outcome.framework"),
                ],
            ),
            Column("By when", 3.2, [Line("{{ outcome.by_words }}")]),
            Column("Needs", 2.8, [Line("{{ outcome.needs|map(attribute='id')|join(', ') }}")]),
            Column("Provision", 3.2, [Line("{{ outcome.provision|map(attribute='id')|join(', ') }}")]),
        ],
        "Section E: outcomes",
        "One row for each outcome: by when it is to be reached, the needs it answers and the provision that serves it.",
    )
    tag(document, "endif")
    tag(document, "endif")


def provision(kind: Column, why: str) -> Sequence[Column]:
    return (
        Column(
            "What will be provided",
            5.5,
            [
                Line("**{{ one.id }}**"),
                Line("{{ one.description }}"),
                Line("**Status:** {{ one.status_words }}", when="one.status"),
                Line("**In place of:** {{ one.replaces.id }} {{ one.replaces.text }}", when="one.replaces"),
                Line("**Contributed by:** {{ one.source }}", when="one.source"),
            ],
        ),
        kind,
        Column(
            "Amount, frequency and duration",
            2.9,
            [
                Line("{{ one.amount }}", when="one.amount"),
                Line("{{ one.frequency }}", when="one.frequency"),
                Line("{{ one.duration }}", when="one.duration"),
            ],
        ),
        Column(
            "By whom",
            2.9,
            [Line("{{ one.provider }}", when="one.provider"), Line("{{ one.delivery_words }}", when="one.delivery")],
        ),
        Column(
            "For which need and outcome",
            4.9,
            [
                Line("**Need {{ need.id }}:** {{ need.text }}", each="need in one.needs"),
                Line("**Outcome {{ outcome.id }}:** {{ outcome.text }}", each="outcome in one.outcomes"),
            ],
        ),
        Column(
            "From when to when",
            2.8,
            [
                Line("From {{ one.start_words }}", when="one.start"),
                Line("Until {{ one.end_words }}", when="one.end"),
            ],
        ),
        Column(why, 4.8, [Line("{{ one.ground.text }}")]),
    )


SCOPE_H1 = (
    "Social care provision for disabled children and young people under 18, under section 2 of the Chronically Sick "
    "and Disabled Persons Act 1970."
)
SCOPE_H2 = (
    "All other social care provision: what is needed because of special educational needs or a disability, and what is "
    "sensibly planned together with it."
)


def section_h(section: str, name: str, scope: str, kind: Column) -> Document:
    document = started(section, name, landscape=True)
    tag(document, f"if {section}.provision")
    lines(document, [Line(scope)])
    table(
        document,
        f"one in {section}.provision",
        provision(kind, f"Why it stands in section {section}"),
        f"Section {section}: {name}",
        "One row for each provision: what, under which heading, how much and how often, by whom, for which need and "
        "outcome, from when to when, and why it stands in this section.",
    )
    document.add_paragraph("The law and guidance behind these entries", style="Heading 1")
    lines(
        document,
        [
            Line(
                "**{{ group.list|map(attribute='id')|join(', ') }}:** {{ group.grouper }}",
                each=f"group in {section}.provision|groupby('ground.source_words')",
            )
        ],
    )
    tag(document, "else")
    lines(document, [Line(f"{{{{ {section}.empty_text }}}}")])
    tag(document, "endif")
    if section == "H2":
        plan = "H2.care_and_support_plan"
        headed(
            document,
            "Care and support plan",
            [
                Line(f"**Date:** {{{{ {plan}.date_words }}}}", when=f"{plan}.date"),
                Line(
                    f"**Eligible needs under the Care Act 2014:** {{{{ {plan}.eligible }}}}",
                    when=f"{plan}.eligible is boolean",
                ),
            ],
            plan,
        )
    return document


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    kind = Column(
        "Kind of support",
        2.9,
        [
            Line("{{ one.category_words }}", when="one.category"),
            Line("{{ one.legal_basis_words }}", when="one.legal_basis and one.legal_basis != 'csdpa_s2'"),
        ],
    )
    basis = Column(
        "Legal basis",
        2.9,
        [
            Line("{{ one.legal_basis_words }}", when="one.legal_basis"),
            Line("{{ one.category_words }}", when="one.category"),
        ],
    )
    made = {
        "D": section_d(),
        "H1": section_h("H1", "social care provision for those under 18", SCOPE_H1, kind),
        "H2": section_h("H2", "other social care provision", SCOPE_H2, basis),
    }
    for section, document in made.items():
        path = folder / f"section-{section}.docx"
        path.write_bytes(finished(document))
        print(path)


if __name__ == "__main__":
    main()
