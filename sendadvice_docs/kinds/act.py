"""Provision that is somebody else's to specify: the act of specifying or recommending it, not the mention.

Advice from social care leaves education provision (section F of a plan) and health provision (section G) to those who
advise on them. What counts as an act, and what is only context, is worked out in `sendadvice_docs.acts`; this kind
picks the acts of one domain out of the fields of a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.acts.judge import acts
from sendadvice_docs.acts.statement import Act
from sendadvice_docs.context import own_words
from sendadvice_docs.language import read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject

#: Which of a rule's messages speaks in which fields; elsewhere the usual one (`""`) does.
_VARIANTS = {"provision": "provision", "outcomes": "outcome"}


def _hits(field: Field, domain: str) -> Iterator[Hit]:
    found: tuple[Act, ...] = acts(field.text, field.name)
    for act in found:
        if act.domain == domain and not own_words(field.name, read(field.text), act.start):
            variant = _VARIANTS.get(field.name.split("/")[0], "")
            yield Hit(field.pointer, act.start, act.end, variant=variant)


def build(rule: Rule) -> Check:
    """Return the check of a rule: it yields a hit for each act of specifying provision of the rule's `domain`."""
    domain: str = rule.match["domain"]

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            yield from _hits(field, domain)

    return check
