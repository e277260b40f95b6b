"""Whether the ids in an advice lead somewhere (SC004): needs, outcomes and provision that refer to one another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sendadvice_docs import reading, wording
from sendadvice_docs.faults import ONE_OF, REFERENCE, FreeIds, fault_at, ids_of
from sendadvice_docs.finding import Fault
from sendadvice_docs.load import Document, Mapping, pointer_of
from sendadvice_docs.meant import nearest_first

_SHOWN_IDS = 8


@dataclass(frozen=True)
class _Link:
    """A field by which entries of one list refer to entries of others."""

    collection: str
    field: str
    targets: tuple[str, ...]


#: Entries of previous_provision may refer to needs and outcomes of the earlier plan, so theirs are not followed.
_LINKS = (
    _Link("outcomes", "needs", ("needs",)),
    _Link("provision", "needs", ("needs",)),
    _Link("provision", "outcomes", ("outcomes",)),
    _Link("provision", "replaces", ("previous_provision",)),
    _Link("review", "provision", ("provision", "previous_provision")),
)


def unresolved(document: Document, misspelt: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each id that stands twice in its list, and for each reference to an id that is not there.

    `misspelt` are the pointers of lists that are not there because their key is misspelt: nothing is said of references
    to those, nor to lists that could not be read at all.
    """
    ids = {collection: list(ids_of(document, collection)) for collection in ONE_OF}
    for collection, entries in ids.items():
        yield from _repeated(document, collection, entries)
    unreadable = {name for name in ids if pointer_of(name) in misspelt or not _readable(document, name, ids[name])}
    for link in _LINKS:
        if not unreadable.intersection(link.targets):
            yield from _dangling(document, link, ids)


def _readable(document: Document, collection: str, entries: list[tuple[str, str]]) -> bool:
    node = reading.child(document.root, collection)
    return bool(entries) or node is None or reading.data(node) is None


def _repeated(document: Document, collection: str, entries: list[tuple[str, str]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    free = FreeIds(document)
    for pointer, own in entries:
        if not own:
            continue
        if own not in seen:
            seen[own] = pointer
            continue
        first = document.source.position(document.span(f"{seen[own]}/id").start).line
        words = (
            f"{wording.shown(own)} is already the id of another {ONE_OF[collection]}, on line {first}.",
            (
                f"Give this one an id of its own, such as {free.next(collection)}, and check which of the two is meant "
                f"wherever {wording.shown(own)} is referred to."
            ),
        )
        yield fault_at(document, REFERENCE, f"{pointer}/id", words)


def _dangling(document: Document, link: _Link, ids: dict[str, list[tuple[str, str]]]) -> Iterator[Fault]:
    known = {own for target in link.targets for _, own in ids[target] if own}
    for position, entry in reading.listed(reading.child(document.root, link.collection)):
        if not isinstance(entry, Mapping):
            continue
        for inner, node in reading.listed(reading.child(entry, link.field)):
            said = reading.text(node)
            if said and said not in known:
                pointer = pointer_of(link.collection, *position, link.field, *inner)
                yield fault_at(document, REFERENCE, pointer, _words(said, link, ids))


def _words(said: str, link: _Link, ids: dict[str, list[tuple[str, str]]]) -> wording.Words:
    target = link.targets[0]
    one = wording.several([ONE_OF[name] for name in link.targets])
    known = [own for name in link.targets for _, own in ids[name] if own]
    message = f"There is no {one} with the id {wording.shown(said)}."
    elsewhere = (name for name in ids if name not in link.targets and any(said == own for _, own in ids[name]))
    other = next(elsewhere, "")
    if other:
        message += f" It is the id of an entry of “{other}”."
    if any(not own for _, own in ids[target]):
        give = f"If the {ONE_OF[target]} without an id is meant, give it the id {said}"
        return message, f"{give}; otherwise write {', '.join(known[:_SHOWN_IDS])}." if known else f"{give}."
    if not known:
        return message, f"Add the entry under “{target}” with this id, or take the reference out."
    nearest = nearest_first(said, known)
    there = ", ".join(nearest[:_SHOWN_IDS]) + (" and so on" if len(nearest) > _SHOWN_IDS else "")
    return message, f"Write the id of one that is there: {there}. Or add the entry that is missing."
