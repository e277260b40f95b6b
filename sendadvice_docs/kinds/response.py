"""A rule about advice that says in effect only that somebody is not known: the duty to advise is owed for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, plain, read
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

_BASIS = "no_needs_identified/basis"


_GREETING = re.compile(
    r"(?:thank|thanks|dear|hello|hi|good (?:morning|afternoon)|further to|i refer|in response|(?:kind )?regards)\b"
)


class _Reader:
    """Finds the answers in a text that say no more than that the person is not known."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces = match.get("pieces", {})
        self._not_known = compiled_with(pieces, match["not_known"])
        self._declines = compiled_with(pieces, match["declines"])
        self._life = compiled(match["life"])
        self._refusals = frozenset(match.get("refusals", ()))
        self._asked = compiled(match["asked"])

    def _asks(self, reading: Reading) -> bool:
        """Return whether a text says who was asked."""
        return any(
            governing(reading, *match.span(), ("negated", "hypothetical")) is None
            for match in self._asked.finditer(reading.plain)
        )

    def passage(self, field: Field, *, grounded: bool) -> Stretch | None:
        """Return the passage that answers in effect that the person is not known, None where more is said.

        `grounded` tells that the advice says elsewhere who was asked and what was read.
        """
        refusals = field.name.split("/")[0] in self._refusals
        reading = read(field.text)
        not_known = [Stretch(*match.span()) for match in self._not_known.finditer(reading.plain)]
        declines = [
            Stretch(*match.span())
            for match in self._declines.finditer(reading.plain)
            if governing(reading, *match.span(), ("quoted", "hypothetical"), field=field.name) is None
        ]
        if not declines and (refusals or not not_known):
            return None
        if (grounded and not declines) or self._asks(reading):
            return None
        rest: str = reading.plain
        for one in sorted((*not_known, *declines), reverse=True):
            rest = rest[: one.start] + "," + rest[one.end :]
        more = self._life.search(rest) is not None
        if more and not declines and field.name != _BASIS:
            return None
        held = [
            one for one in reading.sentences if any(one.start <= hit.start < one.end for hit in (*not_known, *declines))
        ]
        if not more:
            held = [one for one in reading.sentences if not _GREETING.match(reading.plain, one.start)] or held
        return Stretch(held[0].start, held[-1].end)


def build(rule: Rule) -> Check:
    """Return the check that an answer is more than “not known to this service”.

    A field of the rule's `where` is such an answer where it says that the person is not known (`match.not_known`) and
    tells besides nothing of anybody's life (`match.life`); a refusal to advise (`match.declines`) is one by itself, and
    in the parts of `match.refusals` nothing else is. What says who was asked (`match.asked`) is no such answer. As the
    basis on which no needs are set out, a text has to say so: there what it tells besides is no excuse.
    """
    reader = _Reader(rule.match)
    says = Substance(("papers", "not_known"))

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        evidence = advice.evidence if advice else None
        grounded = evidence is not None and bool(evidence.spoken_to) and says(evidence.records_read)
        found = False
        circumstances = subject.circumstances
        names = frozenset(plain(f"{circumstances.name} {circumstances.preferred_name}").split())
        for field in subject.where(rule.where):
            passage = reader.passage(field, grounded=grounded and field.name == _BASIS)
            if passage is not None:
                found = True
                yield Hit(field.pointer, *passage)
        if found or advice is None or not subject.whole or advice.needs or grounded:
            return
        basis = advice.no_needs_identified.basis if advice.no_needs_identified else ""
        if not says(basis, names):
            yield Hit(f"/{_BASIS}", variant="bare")

    return check
