"""A rule of provision that nobody is named to deliver, neither in its own field nor in the description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs.exemplar import model_sentence
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice, Provision
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_DIRECT_PAYMENT = "direct_payment"


def _word(written: str) -> str:
    return re.sub(r"['’]s?\Z", "", written.strip(",.;:")).lower()


class _Missing:
    """The check: built once from a rule, asked of every provision of a whole advice."""

    def __init__(self, rule: Rule) -> None:
        match: Mapping[str, Any] = rule.match
        self.empty = compiled(match["empty"])
        self.bought = compiled(match["bought"])
        self.named = compiled(match["named"])
        self.cased = tuple(re.compile(one) for one in match["cased"])
        self.roles = str(match["roles"])

    def _people(self, advice: Advice) -> frozenset[str]:
        """Return the words of the names of the person and the family, in lower case: they are no providers."""
        full = (advice.person.name, advice.person.preferred_name, *(one.name for one in advice.people))
        return frozenset(part.lower() for name in full for part in name.split())

    def _told(self, text: str, people: frozenset[str]) -> bool:
        """Return whether a description says which service, team or known person delivers it."""
        reading = read(text)
        if self.bought.search(reading.plain) or self.named.search(reading.plain):
            return True
        names = (match[1].split() for pattern in self.cased for match in pattern.finditer(text))
        return any(not people.intersection(_word(one) for one in name) for name in names)

    def _missing(self, entry: Provision, people: frozenset[str]) -> bool:
        if entry.delivery == _DIRECT_PAYMENT:
            return False
        provider = read(entry.provider).plain.strip(" .-")
        if provider and not self.empty.fullmatch(provider):
            return False
        return not self._told(entry.description, people)

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not subject.whole:
            return
        people = self._people(advice)
        for entry in advice.provision:
            if self._missing(entry, people):
                role = next((one.wording for one in read(entry.description).terms(self.roles)), "")
                values = {"which": entry.id or "This provision", "role": role, "model": model_sentence(entry)}
                yield Hit(f"{entry.pointer}/provider", None, None, values, "role" if role else "")


def build(rule: Rule) -> Check:
    """Return the check for provision without a provider.

    `match.empty` are answers in the field that name nobody, `match.bought` what the family buys or is paid,
    `match.named` patterns of a description that says who delivers it, `match.cased` regular expressions whose first
    group is a name as written, and `match.roles` the lexicon of roles, which alone do not say where the worker comes
    from.
    """
    return _Missing(rule)
