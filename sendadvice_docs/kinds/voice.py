"""A rule of whose voice is missing: the child's or young person's own, or the family's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.kinds.requires import is_adult
from sendadvice_docs.language import plain
from sendadvice_docs.model import Advice, View
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_of
from sendadvice_docs.words import compiled

_OWN = "/views/child_or_young_person"
_FAMILY = "/views/family"


class _Voice:
    """What the check for either voice asks of a view."""

    def __init__(self, rule: Rule) -> None:
        match: Mapping[str, Any] = rule.match
        self.where = rule.where
        self.says = Substance(match["hollow"])
        self.filled = Substance()
        self.observed = compiled(match.get("observed", ()))
        self.learned = compiled(match.get("learned", ()))
        self.reasons = compiled(match.get("reasons", ()))
        self.objections = compiled(match.get("objections", ()))

    def speaks(self, view: View, names: frozenset[str]) -> bool:
        """Return whether a view, or the reason why there is none, has substance."""
        return self.says(view.text, names) or self.says(view.not_obtained_because, names)

    def tells_how(self, text: str, names: frozenset[str]) -> bool:
        """Return whether views tell how they were learned.

        The person's own “I” and “she” are told from a worker's by the person's name, which patterns call `thechild`.
        """
        called = "|".join(map(re.escape, sorted(names))) or "(?!)"
        return self.learned.search(re.sub(rf"\b(?:{called})\b", "thechild", plain(text))) is not None


def _values(advice: Advice, said: str) -> Mapping[str, str]:
    return {"name": advice.person.called, "said": labels.opening(said)}


def _own(voice: _Voice, advice: Advice, _: Subject) -> Iterator[Hit]:
    """Yield a hit where the person's own views are absent, empty, or without how they were learned."""
    view = advice.own_view
    if view is None:
        yield Hit(f"{_OWN}/text", values=_values(advice, ""))
        return
    names = names_of(advice.person)
    if voice.says(view.not_obtained_because, names):
        return
    if voice.says(view.text, names):
        if not voice.filled(view.how, names) and not voice.tells_how(view.text, names):
            yield Hit(f"{_OWN}/how", values=_values(advice, view.how), variant="how_hollow" if view.how else "how")
        return
    # For a baby or a person without words, `how` says what was observed.
    if voice.observed.search(plain(view.how)):
        return
    said = view.text or view.not_obtained_because or view.how
    variant = "hollow" if view.text else "no_reason" if view.not_obtained_because else "not_told" if view.how else ""
    yield Hit(f"{_OWN}/text", values=_values(advice, said), variant=variant)


def _family(voice: _Voice, advice: Advice, subject: Subject) -> Iterator[Hit]:
    """Yield a hit where no family member's views stand, and nothing says why: neither there nor elsewhere in prose."""
    names = names_of(advice.person)
    if any(voice.speaks(view, names) for view in advice.family_views):
        return
    adult = is_adult(advice, subject)
    prose = [plain(field.text) for field in subject.where(voice.where)]
    if any(voice.reasons.search(text) or (adult and voice.objections.search(text)) for text in prose):
        return
    first = advice.family_views[0] if advice.family_views else None
    said = (first.text or first.not_obtained_because) if first else ""
    variant = "hollow" if said else "adult" if adult else ""
    yield Hit(f"{first.pointer}/text" if first else _FAMILY, values=_values(advice, said), variant=variant)


def build(rule: Rule) -> Check:
    """Return the check for missing views, `match.whose`: `own` or `family`.

    `match.hollow` names the sets of hollow words of `checks/lexicons/hollow.yaml`. For `own`, `match.observed` are
    patterns by which `how` tells what was observed, and `match.learned` those by which the views themselves tell how
    they were learned, with `thechild` for the person's name. For `family`, `match.reasons` are patterns that say in
    prose why nobody's views were had, and `match.objections` those that say that an adult does not want the family
    asked.
    """
    voice = _Voice(rule)
    missing = _own if rule.match["whose"] == "own" else _family

    def check(subject: Subject) -> Iterator[Hit]:
        if subject.advice is not None and subject.whole:
            yield from missing(voice, subject.advice, subject)

    return check
