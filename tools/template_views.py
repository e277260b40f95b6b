"""What the Word templates print of sections A and E: views, aspirations and outcomes."""

from __future__ import annotations

from docx.document import Document
from template_blocks import Column, Line, field, lines, table

ANY_VIEWS = "A.aspirations or A.child_or_young_person or A.family"


def section_a(document: Document) -> None:
    """Add the views and aspirations that the same advice gives for section A."""
    own = "A.child_or_young_person"
    how = "{% if X.how %} ({{ X.how }}){% endif %}**:** "
    lines(
        document,
        [
            Line(
                "**{{ person.called }}’s own view**"
                + how.replace("X", own)
                + field("a.own_view", f"{own}.text", "{{ person.called }}’s own view"),
                when=own,
            ),
            Line(
                "**{{ view.by or 'Family' }}**"
                + how.replace("X", "view")
                + field(
                    "view.{{ loop.index }}.text", "view.text", "View {{ loop.index }}: {{ view.by or 'the family' }}"
                ),
                each="view in A.family",
            ),
            Line("**Aspirations:** " + field("a.aspirations", "A.aspirations", "Aspirations"), when="A.aspirations"),
        ],
    )


def outcome_field(name: str, title: str) -> str:
    return field(f"e.{{{{ outcome.id }}}}.{name}", f"outcome.{name}", f"Outcome {{{{ outcome.id }}}}: {title}")


OUTCOME = (
    Line("**{{ outcome.id }}**"),
    Line(outcome_field("description", "the change"), when="outcome.description"),
    Line("{{ outcome.framework|map(attribute='text')|join(', ') }}", when="outcome.framework"),
    Line("**Contributed by:** " + outcome_field("source", "who contributed it"), when="outcome.source"),
)
BY_WHEN = Line(outcome_field("by_words", "by when"))


def section_e_narrow(document: Document) -> None:
    """Add the outcomes without a table."""
    needs, provision = (
        "{{ outcome.X|map(attribute='id')|join(', ') }}".replace("X", one) for one in ("needs", "provision")
    )
    lines(
        document,
        [
            Line("", begin="for outcome in E.outcomes"),
            *OUTCOME,
            Line("**By:** " + BY_WHEN.text, when="outcome.by"),
            Line(f"**Needs:** {needs}", when="outcome.needs"),
            Line(f"**Provision:** {provision}", when="outcome.provision"),
            Line("", end="endfor"),
        ],
    )


def section_e(document: Document) -> None:
    """Add the table of outcomes."""
    table(
        document,
        "outcome in E.outcomes",
        [
            Column("Outcome", 7.4, OUTCOME),
            Column("By when", 3.2, [BY_WHEN]),
            Column("Needs", 2.8, [Line("{{ outcome.needs|map(attribute='id')|join(', ') }}")]),
            Column("Provision", 3.2, [Line("{{ outcome.provision|map(attribute='id')|join(', ') }}")]),
        ],
        "Section E: outcomes",
        "One row for each outcome: by when it is to be reached, the needs it answers and the provision that serves it.",
    )
