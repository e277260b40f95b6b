"""The entries of an advice that is to be joined with others: ids told apart, links kept, sources named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sendadvice_docs.model import Advice, Need, Outcome, Provision, ProvisionReview

Entry = TypeVar("Entry", Need, Outcome, Provision)
_Listed = TypeVar("_Listed", Need, Outcome, Provision, ProvisionReview)


def ids_of(advice: Advice) -> Iterator[str]:
    """Yield the ids of an advice's entries in order; they share one set of names, because links do."""
    lists: tuple[tuple[Need | Outcome | Provision, ...], ...]
    lists = (advice.needs, advice.outcomes, advice.provision, advice.previous_provision)
    for entries in lists:
        yield from (entry.id for entry in entries if entry.id)


def free_id(name: str, taken: set[str]) -> str:
    """Return an id like `name` that is not taken: N1-2 for N1."""
    return next(new for number in range(2, len(taken) + 3) if (new := f"{name}-{number}") not in taken)


def told_apart(advice: Advice, renamed: Mapping[str, str], who: str) -> Advice:
    """Return an advice whose ids are `renamed`, also where one entry points to another.

    Entries that do not say who contributed them say that it was `who`.
    """

    def new(name: str) -> str:
        return renamed.get(name, name)

    def all_new(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(new(name) for name in names)

    return replace(
        advice,
        needs=tuple(replace(one, id=new(one.id), source=one.source or who) for one in advice.needs),
        outcomes=tuple(
            replace(one, id=new(one.id), needs=all_new(one.needs), source=one.source or who) for one in advice.outcomes
        ),
        provision=tuple(
            replace(
                one,
                id=new(one.id),
                needs=all_new(one.needs),
                outcomes=all_new(one.outcomes),
                replaces=new(one.replaces),
                source=one.source or who,
            )
            for one in advice.provision
        ),
        previous_provision=tuple(replace(one, id=new(one.id)) for one in advice.previous_provision),
        review=tuple(replace(one, provision=new(one.provision)) for one in advice.review),
    )


def numbered(entries: Iterable[_Listed]) -> tuple[_Listed, ...]:
    """Return entries with a pointer each of their own: those of two files are the same, and places go by pointer."""
    return tuple(
        replace(entry, pointer=f"{entry.pointer.rpartition('/')[0]}/{number}") for number, entry in enumerate(entries)
    )
