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


_GREETING = re.compile(r"(?:thank|thanks|dear|hello|hi|good (?:morning|afternoon)|further to|i refer|in response)\b")


class _Reader:
    """Finds the answers in a text that say no more than that the person is not known."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces = match.get("pieces", {})
        self._not_known = compiled_with(pieces, match["not_known"])
        self._declines = compiled_with(pieces, match["declines"])
        self._filler = compiled_with(pieces, match["filler"])
        self._asked = compiled(match["asked"])
        self._empty = Substance(match.get("hollow", ()))

    def _says(self, reading: Reading, sentence: Stretch, names: frozenset[str]) -> bool:
        """Return whether a sentence says anything beside what answers of this kind say."""
        rest = reading.plain[sentence.start : sentence.end]
        for patterns in (self._not_known, self._declines, self._filler):
            rest = patterns.sub(" ", rest)
        return self._empty(rest, names)

    def _asks(self, reading: Reading) -> bool:
        """Return whether a text says who was asked."""
        return any(
            governing(reading, *match.span(), ("negated", "hypothetical")) is None
            for match in self._asked.finditer(reading.plain)
        )

    def passage(self, field: Field, names: frozenset[str], *, grounded: bool) -> Stretch | None:
        """Return the passage that answers in effect that the person is not known, None where more is said.

        `grounded` tells that the advice says elsewhere who was asked and what was read.
        """
        reading = read(field.text)
        not_known = [Stretch(*match.span()) for match in self._not_known.finditer(reading.plain)]
        declines = [
            Stretch(*match.span())
            for match in self._declines.finditer(reading.plain)
            if governing(reading, *match.span(), ("quoted", "hypothetical"), field=field.name) is None
        ]
        if not not_known and not declines:
            return None
        if self._asks(reading) or (grounded and not declines):
            return None
        sentences = [one for one in reading.sentences if not self._says(reading, one, names)]
        held = [
            one for one in reading.sentences if any(one.start <= hit.start < one.end for hit in (*not_known, *declines))
        ]
        only = len(sentences) == len(reading.sentences)
        if not (only or declines or field.name == _BASIS):
            return None
        if only:
            held = [one for one in reading.sentences if not _GREETING.match(reading.plain, one.start)] or held
        return Stretch(held[0].start, held[-1].end)


def build(rule: Rule) -> Check:
    """Return the check that an answer is more than “not known to this service”.

    A field of the rule's `where` is such an answer where every sentence says that the person is not known
    (`match.not_known`), refuses to advise (`match.declines`) or says nothing besides (`match.filler`); a refusal is one
    by itself. What says who was asked (`match.asked`) is no such answer. As the basis
    on which no needs are set out, it has to say so: words that `match.hollow` calls empty are none.
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
            passage = reader.passage(field, names, grounded=grounded and field.name == _BASIS)
            if passage is not None:
                found = True
                yield Hit(field.pointer, *passage)
        if found or advice is None or not subject.whole or advice.needs or grounded:
            return
        basis = advice.no_needs_identified.basis if advice.no_needs_identified else ""
        if not says(basis, names):
            yield Hit(f"/{_BASIS}", variant="bare")

    return check
