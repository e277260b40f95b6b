"""A rule of outcomes nobody could tell to have been reached, or not by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs.exemplar import entry_of
from sendadvice_docs.language import plain, read
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject

#: An outcome of more characters than this is no outcome, and is read no further.
_FAR = 3000


class _Smart:
    """Says which part an outcome lacks."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]
        self.times = compiled_with(pieces, match["times"])
        self.measures = compiled_with(pieces, match["measures"])
        self.soft = compiled_with(pieces, match["soft"])
        self.acts = compiled_with(pieces, match["acts"])

    def timed(self, text: str) -> bool:
        """Return whether a text (lower case) says by when."""
        return self.times.search(text[:_FAR]) is not None

    def vague(self, text: str) -> bool:
        """Return whether a text (lower case) speaks of a state or a direction, with no figure and no act to be seen."""
        text = text[:_FAR]
        # A figure in the date says nothing of how much or how often.
        apart = self.times.sub(" ¦ ", text)
        if self.measures.search(apart) is not None:
            return False
        soft = [match.span() for match in self.soft.finditer(apart)]
        if not soft:
            return False
        return not any(
            all(one.end() <= start or end <= one.start() for start, end in soft) for one in self.acts.finditer(apart)
        )


def build(rule: Rule) -> Check:
    """Return the check for outcomes that are not specific, measurable or time-bound; a finding is the whole field.

    `match.times` say by when, `match.measures` how often, how much or how well, `match.soft` are states and directions
    that nobody could tell to have been reached, and `match.acts` what somebody could be seen to do, which makes up for
    them. `match.pieces` are parts of patterns that the others name in braces. In a whole advice the outcome's own field
    `by` is a date too; in a bare passage nothing is called missing but what its words lack.
    """
    smart = _Smart(rule.match)

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            text = plain(field.text)
            vague = smart.vague(text)
            untimed = (
                (subject.whole or subject.passage_as_advice)
                and not _dated(subject, field.pointer)
                and not smart.timed(text)
            )
            if not (vague or untimed) or not any(read(field.text).sentences):
                continue
            start = len(field.text) - len(field.text.lstrip())
            variant = "" if vague and untimed else "measure" if vague else "time"
            yield Hit(field.pointer, start, len(field.text.rstrip()), variant=variant)

    return check


def _dated(subject: Subject, pointer: str) -> bool:
    outcomes = subject.advice.outcomes if subject.advice else ()
    return any(one.pointer == entry_of(pointer) and one.by is not None for one in outcomes)
