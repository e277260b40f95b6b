"""The questions that a profile has workers ask the child or young person and the family.

`sendadvice_docs.answers` finds those that an advice answers already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sendadvice_docs.all_cases import completions
from sendadvice_docs.case_facts import Facts
from sendadvice_docs.finding import Citation
from sendadvice_docs.pathway import Condition, condition_of, fits


@dataclass(frozen=True)
class Question:
    """A question: its words, when it is asked, and the fields and topics that answer it."""

    id: str
    text: str
    source: Citation
    when: Condition
    fields: tuple[str, ...]
    topics: tuple[str, ...]


def questions_of(data: Mapping[str, Any] | None) -> tuple[Question, ...]:
    """Return the questions of a profile's `questions`, in their order; none where there are none."""
    if not data:
        return ()
    source = Citation(data["document"], data.get("place", ""))
    return tuple(
        Question(
            id=one["id"],
            text=" ".join(one["text"].split()),
            source=source,
            when=condition_of(one.get("when", {})),
            fields=tuple(one.get("answered_in", ())),
            topics=tuple(one.get("answered_by", ())),
        )
        for one in data["ask"]
    )


def asked(questions: Iterable[Question], facts: Facts) -> tuple[Question, ...]:
    """Return the questions that are asked in a case; one that depends on what the file does not tell is asked too."""
    cases = list(completions(facts))
    return tuple(one for one in questions if any(fits(one.when, case) for case in cases))
