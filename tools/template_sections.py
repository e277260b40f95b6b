"""What the Word templates print of each section: the lines, headings and tables that the layouts are put together from.

`top` is the level of a part's first headings, because a section is a whole document in one layout and a part of one in
another. Every value that an advice gives stands in a content control of its own, by which an edited document is read
back; `sendadvice_docs.word.fields` lists them.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from template_blocks import Column, Line, field, headed, lines, table, tag

ABOUT = (
    "Social care advice{% if advice.completed %}, {{ advice.completed_words }}{% endif %}"
    "{% if advice.reference %} ({{ advice.reference }}){% endif %}"
)
PERSON = (
    Line(
        "**{{ person.name }}**{% if person.preferred_name and person.preferred_name != person.name %} (known as "
        "{{ person.preferred_name }}){% endif %}, born {{ person.date_of_birth_words }}"
    ),
    Line(
        "**Special educational needs and disability:** "
        + field("person.send", "person.send", "Special educational needs and disability"),
        when="person.send",
    ),
    Line(
        "**Communication:** " + field("person.communication", "person.communication", "Communication"),
        when="person.communication",
    ),
)
ADVICE = Line(
    "**Advice:** {{ advice.purpose_words }}{% for author in advice.authors %}"
    "{% if loop.first %}, by {% else %}; and by {% endif %}"
    "{{ author.role_words }}{% if author.role and author.team %}, {% endif %}{{ author.team }}{% endfor %}",
    when="advice.purpose or advice.authors",
    style="About the person",
)


def need_texts(need: str = "need") -> Sequence[Line]:
    """Return a need, without what stands about it elsewhere; `need` is the expression for it."""

    def of(name: str, title: str) -> str:
        return field(f"d.{{{{ {need}.id }}}}.{name}", f"{need}.{name}", f"Need {{{{ {need}.id }}}}: {title}")

    return (
        Line(of("description", "what is needed"), when=f"{need}.description"),
        Line(
            "**How it follows from special educational needs or a disability:** "
            + of("linked_to", "how it follows from SEND"),
            when=f"{need}.linked_to and {need}.related_to_send",
        ),
        Line(of("linked_to", "where it comes from"), when=f"{need}.linked_to and not {need}.related_to_send"),
        Line(
            "This need does not come from special educational needs or a disability.",
            when=f"not {need}.related_to_send",
        ),
        Line(
            "**What it means for {{ person.called }}:** " + of("impact_on_child", "what it means for the child"),
            when=f"{need}.impact_on_child",
        ),
        Line(
            "**What it means for family and carers:** " + of("impact_on_family", "what it means for the family"),
            when=f"{need}.impact_on_family",
        ),
        Line(
            f"**Preparing for adulthood:** {{{{ {need}.preparing_for_adulthood|map(attribute='text')|join(', ') }}}}",
            when=f"{need}.preparing_for_adulthood",
        ),
        Line("**Met by:** " + of("met_by_words", "who meets it"), when=f"{need}.met_by"),
        Line("**Contributed by:** " + of("source", "who contributed it"), when=f"{need}.source"),
    )


NEED = (
    *need_texts(),
    Line(
        "**Provision:** {% for one in need.provision %}{{ one.id }} "
        "(section{% if one.sections|length > 1 %}s{% endif %} {{ one.sections|join(' and ') }})"
        "{% if not loop.last %}, {% endif %}{% endfor %}",
        when="need.provision",
    ),
    Line("**Outcomes:** {{ need.outcomes|map(attribute='id')|join(', ') }} (section E)", when="need.outcomes"),
)


def section_field(name: str, title: str, value: str = "") -> str:
    return field(f"d.{name}", value or f"D.{name}", title)


def strengths(document: Document, top: int) -> None:
    """Add what is going well, what is difficult, and what others already do."""
    headed(
        document,
        "What is going well",
        [
            Line(section_field("strengths", "What is going well"), when="D.strengths"),
            Line(
                "**Support from family, friends and the community:** "
                + section_field("informal_support", "Support from family, friends and the community"),
                when="D.informal_support",
            ),
        ],
        "D.strengths or D.informal_support",
        top,
    )
    headed(
        document,
        "What is difficult, and what would help most",
        [Line(section_field("difficulties", "What is difficult"))],
        "D.difficulties",
        top,
    )


NO_NEEDS = (
    Line("{{ D.empty_text }}", when="not D.needs"),
    Line(section_field("no_needs_identified", "Why no needs are set out"), when="D.no_needs_identified"),
)


def needs_by_area(document: Document, top: int, heading: str) -> None:
    """Add the needs, with a heading for each area of life."""
    document.add_paragraph(heading, style=f"Heading {top}")
    lines(document, NO_NEEDS)
    tag(document, "for area in D.areas")
    document.add_paragraph("{{ area.title }}", style=f"Heading {top + 1}")
    tag(document, "for need in area.needs")
    document.add_paragraph("Need {{ need.id }}", style=f"Heading {top + 2}")
    lines(document, NEED)
    tag(document, "endfor")
    tag(document, "endfor")


def after_the_needs(document: Document, top: int, *, full: bool = False, narrow: bool = False) -> None:
    """Add the rest of section D: unmet need, preparing for adulthood, review, and where to find information."""
    headed(
        document,
        "A need that is not met yet",
        [
            Line(
                section_field("unmet_need", "A need that is not met yet", "D.unmet_need.description"),
                when="D.unmet_need.description",
            ),
            Line(
                "**Referred to:** {% if D.unmet_need.referred_to %}"
                + section_field("referred_to", "Referred to", "D.unmet_need.referred_to")
                + "{% endif %}{% if D.unmet_need.referred_to and D.unmet_need.referred %}, {% endif %}"
                "{% if D.unmet_need.referred %}"
                + section_field("referred_words", "Day of the referral", "D.unmet_need.referred_words")
                + "{% endif %}",
                when="D.unmet_need.referred_to or D.unmet_need.referred",
            ),
        ],
        "D.unmet_need",
        top,
    )
    adulthood(document, top)
    review(document, top, full=full, narrow=narrow)
    headed(
        document,
        "Where to find information and support",
        [
            Line(
                field("d.signposting.{{ loop.index }}.text", "one", "Where to find information, {{ loop.index }}"),
                each="one in D.signposting",
                style="List Bullet",
            )
        ],
        "D.signposting",
        top,
    )


def adulthood(document: Document, top: int) -> None:
    tag(document, "if D.preparation_for_adulthood")
    document.add_paragraph("Preparing for adulthood", style=f"Heading {top}")
    tag(document, "for area in D.preparation_for_adulthood.areas")
    document.add_paragraph("{{ area.title }}", style=f"Heading {top + 1}")
    lines(document, [Line(field("d.{{ area.id }}", "area.text", "Preparing for adulthood: {{ area.title }}"))])
    tag(document, "endfor")
    move = "D.preparation_for_adulthood.transition"
    headed(
        document,
        "Moving to adult services",
        [
            Line(
                "**Referral to adult services:** "
                + section_field("adult_referral_words", "Referral to adult services", f"{move}.adult_referral_words"),
                when=f"{move}.adult_referral",
            ),
            Line(
                "**Transition assessment:** "
                + section_field(
                    "transition_assessment_words", "Transition assessment", f"{move}.transition_assessment_words"
                ),
                when=f"{move}.transition_assessment",
            ),
            Line(
                section_field("transition_reason", "Moving to adult services: reason", f"{move}.reason"),
                when=f"{move}.reason",
            ),
        ],
        move,
        top + 1,
    )
    tag(document, "endif")


def review(document: Document, top: int, *, full: bool, narrow: bool) -> None:
    def said(name: str, title: str) -> str:
        return field(f"review.{{{{ loop.index }}}}.{name}", f"one.{name}", f"Review {{{{ loop.index }}}}: {title}")

    difference = said("difference_made", "difference made")
    progress, decision = said("progress", "progress"), said("decision_words", "from here on")
    tag(document, "if D.review")
    document.add_paragraph("What support has done so far", style=f"Heading {top}")
    if narrow:
        lines(
            document,
            [
                Line("", begin="for one in D.review"),
                Line("**{{ one.provision.id }}** {{ one.provision.text }}"),
                Line(f"**Difference made:** {difference}", when="one.difference_made"),
                Line(f"**Progress:** {progress}", when="one.progress"),
                Line(f"**From here on:** {decision}", when="one.decision"),
                Line("", end="endfor"),
            ],
        )
        tag(document, "endif")
        return
    table(
        document,
        "one in D.review",
        [
            Column(
                "Support",
                4.6,
                [Line("**{{ one.provision.id }}**"), Line("{{ one.provision.text }}", when="one.provision.text")],
            ),
            Column("Difference made", 4.7, [Line(difference)]),
            Column("Progress", 4.7, [Line(progress)]),
            Column("From here on", 2.6, [Line(decision)]),
        ],
        "What support has done so far",
        "One row for each support in place: the difference it made, the progress it brought, and what comes next.",
        full=full,
    )
    tag(document, "endif")


def section_d(document: Document, top: int, heading: str = "Social care needs", *, narrow: bool = False) -> None:
    """Add all of section D."""
    strengths(document, top)
    needs_by_area(document, top, heading)
    after_the_needs(document, top, narrow=narrow)
