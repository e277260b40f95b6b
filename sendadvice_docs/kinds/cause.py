"""A rule of needs that are said to come from special educational needs or a disability, with nothing to show how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.language import plain
from sendadvice_docs.linked import links
from sendadvice_docs.model import Advice, Need, Person
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_of
from sendadvice_docs.words import compiled

_WORD = re.compile(r"[^\W\d_]+")
#: Endings are cut off down to this many letters, so that “hearing loss” is found in “does not hear”.
_SHORTEST_STEM = 4
_ENDING = 3


class _Cause:
    """Says whether a need shows what it has to do with the person's SEND."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        self._says = Substance(match["hollow"])
        self._conditions = compiled(match["conditions"])
        self._denied = compiled(match["denied"])
        self._other_cause = compiled(match["other_cause"])
        self._able = compiled(match["able"])
        self._general = frozenset(str(match["general"]).split())

    def own(self, person: Person) -> re.Pattern[str]:
        """Return the pattern of the words, and their kin, by which `person.send` names the person's own conditions."""
        stems = []
        for word in _WORD.findall(person.send):
            lower = plain(word)
            if lower in self._general:
                continue
            if word.isupper() and len(word) > 2:
                stems.append(rf"{re.escape(lower)}\b")
            elif len(word) >= _SHORTEST_STEM:
                stems.append(re.escape(lower[: max(_SHORTEST_STEM, len(lower) - _ENDING)]))
        return re.compile(rf"\b(?:{'|'.join(stems)})") if stems else re.compile(r"(?!)")

    def lacking(self, need: Need, own: re.Pattern[str], names: frozenset[str]) -> str | None:
        """Return the variant of the message a need calls for: `""`, `hollow`, `other` or `denied`.

        It is None where the need shows how.
        """
        if self._denied.search(plain(need.linked_to)):
            return "denied"
        link = plain(need.linked_to)
        shown = self._conditions.search(link) or own.search(link) or self._able.search(link)
        other = not shown and self._other_cause.search(link) is not None
        if not other and self._says(need.linked_to, names):
            return None
        told = (plain(text) for text in (need.description, need.impact_on_child, need.impact_on_family))
        if any(self._conditions.search(text) or own.search(text) for text in told):
            return None
        if other:
            return "other"
        return "hollow" if need.linked_to.strip() else ""


def _said_to_relate(need: Need, on_disability: frozenset[str]) -> bool:
    """Return whether an advice says that a need relates to SEND.

    It says so by the flag; where that is empty, by filling in `linked_to` at all, or by answering the need under
    section 2 of the Chronically Sick and Disabled Persons Act 1970, which is for disabled children.
    """
    if need.related_to_send is not None:
        return need.related_to_send
    return bool(need.linked_to.strip()) or need.id in on_disability


def _on_disability(advice: Advice) -> frozenset[str]:
    answers = links(advice).provision_of_need
    return frozenset(name for name, found in answers.items() if any(one.legal_basis == "csdpa_s2" for one in found))


def build(rule: Rule) -> Check:
    """Return the check for needs whose link to SEND is said but not shown.

    `match.hollow` names the sets of hollow words of `checks/lexicons/hollow.yaml`, `match.conditions` are patterns of
    conditions and of what comes of them, `match.general` words of `person.send` too general to be looked for,
    `match.denied` patterns by which `linked_to` says the contrary, and `match.other_cause` of what a need comes of that
    is no condition, unless `match.able` says there what the person can or cannot do.
    """
    cause = _Cause(rule.match)

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not subject.whole:
            return
        own, names, on_disability = cause.own(advice.person), names_of(advice.person), _on_disability(advice)
        for need in advice.needs:
            variant = cause.lacking(need, own, names) if _said_to_relate(need, on_disability) else None
            if variant is not None and not (variant == "denied" and need.related_to_send is None):
                values = {
                    "id": need.id or "This need",
                    "text": labels.opening(need.description) or "no description yet",
                    "said": labels.opening(need.linked_to),
                    "send": advice.person.send or "the special educational needs or disability",
                    "name": advice.person.called,
                }
                yield Hit(f"{need.pointer}/linked_to", values=values, variant=variant)

    return check
