"""Provision that is somebody else's to specify: the act of specifying or recommending it, not the mention.

Advice from social care leaves education provision (section F of a plan) and health provision (section G) to those who
advise on them. What counts as an act, and what is only context, is worked out in `sendadvice_docs.acts`; this kind
picks the acts of one domain out of the fields of a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sendadvice_docs.acts.judge import acts
from sendadvice_docs.acts.statement import Act
from sendadvice_docs.context import own_words
from sendadvice_docs.language import read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject

#: Which of a rule's messages speaks in which fields; elsewhere the usual one (`""`) does.
_VARIANTS = {"provision": "provision", "outcomes": "outcome"}
_ENTRIES = {"needs": "need", "outcomes": "outcome", "provision": "provision"}


def _values(subject: Subject, field: Field) -> Mapping[str, str]:
    """Return what fills the placeholders: `entry` (“need N1”, or nothing), and `name`, what the person is called."""
    parts = field.pointer.split("/")
    person = subject.circumstances
    identifier = ""
    if subject.advice is not None and len(parts) > 2 and parts[1] in _ENTRIES and parts[2].isdigit():
        entries: Mapping[str, tuple[object, ...]] = {
            "needs": subject.advice.needs,
            "outcomes": subject.advice.outcomes,
            "provision": subject.advice.provision,
        }
        listed = entries[parts[1]]
        if int(parts[2]) < len(listed):
            identifier = f"{_ENTRIES[parts[1]]} {getattr(listed[int(parts[2])], 'id', '')}".strip()
    return {
        "entry": identifier or "this text",
        "name": person.preferred_name or (person.name.split() or ["the child or young person"])[0],
    }


def _hits(subject: Subject, field: Field, domain: str) -> Iterator[Hit]:
    found: tuple[Act, ...] = acts(field.text, field.name)
    for act in found:
        if act.domain == domain and not own_words(field.name, read(field.text), act.start):
            variant = _VARIANTS.get(field.name.split("/")[0], "")
            yield Hit(field.pointer, act.start, act.end, values=_values(subject, field), variant=variant)


def build(rule: Rule) -> Check:
    """Return the check of a rule: it yields a hit for each act of specifying provision of the rule's `domain`."""
    domain: str = rule.match["domain"]

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            yield from _hits(subject, field, domain)

    return check
