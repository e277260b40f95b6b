"""Runs rules over a subject: `Subject` x rules -> findings, sorted, with one code where several could speak.

A rule that raises stops the run and names itself: a crashed rule must never look like a clean document.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from sendadvice_docs.errors import RuleError
from sendadvice_docs.finding import Fault, Finding
from sendadvice_docs.language import begin_document
from sendadvice_docs.profile import Profile
from sendadvice_docs.rule import Rule, catalogue
from sendadvice_docs.source import Field, Source, Span
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.whereabouts import entry_called, person_called

#: Rules whose findings come from loading, validating or the engine itself.
BUILTIN = "builtin"


@dataclass(frozen=True)
class Place:
    """Where a subject stands: the file, the number of the document, and how to find the stretch a pointer means."""

    source: Source
    document: int
    span: Callable[[str], Span]


@lru_cache(maxsize=256)
def _check(code: str) -> Check:
    rule = catalogue()[code]
    try:
        module = import_module(f"sendadvice_docs.kinds.{rule.kind}")
    except ModuleNotFoundError as error:
        raise RuleError(f"{rule.path}: there is no kind of rule “{rule.kind}” ({error.name}).") from None
    build: Callable[[Rule], Check] = module.build
    return build(rule)


def _filled(rule: Rule, texts: Mapping[str, str], hit: Hit, values: Mapping[str, str]) -> str:
    try:
        return texts.get(hit.variant, texts.get("", "")).format_map(values)
    except KeyError as error:
        raise RuleError(f"{rule.path}: nothing fills the placeholder {error} of its message.") from None


def finding_of(rule: Rule, hit: Hit, fields: Mapping[str, Field], place: Place, subject: Subject) -> Finding:
    """Return the finding for a rule's hit, with its place in the file and the rule's messages filled in.

    Every message and suggestion may speak of {match}, the passage, of {entry}, the place it stands in (“need N1”), and
    of {name}, what the person is called; the hit's own values come first. Raises RuleError where the rule's message has
    a placeholder nothing fills, or the hit points at no text.
    """
    field = fields.get(hit.path)
    quote = None
    if hit.start is not None and hit.end is not None:
        if field is None:
            raise RuleError(f"{rule.path}: it points into {hit.path}, which holds no text.")
        span = field.prose.locate(hit.start, hit.end)
        quote = field.text[hit.start : hit.end]
    else:
        span = place.span(hit.path)
    values = {
        "match": quote or "",
        "entry": entry_called(subject.advice, hit.path),
        "name": person_called(subject.circumstances),
        **hit.values,
    }
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=subject.profile.severities.get(rule.code, hit.severity or rule.severity),
        document=place.document,
        path=hit.path,
        start=hit.start,
        end=hit.end,
        at=place.source.position(span.start),
        until=place.source.position(span.end),
        quote=quote,
        message=_filled(rule, rule.messages, hit, values),
        suggestion=_filled(rule, rule.suggestions, hit, values),
        source=rule.source,
        fix=hit.fix,
    )


def of_fault(fault: Fault, profile: Profile | None) -> Finding:
    """Return the finding for a fault of loading or validating, with what its rule file says of the code."""
    rule = catalogue()[fault.code]
    severity = profile.severities.get(rule.code, rule.severity) if profile else rule.severity
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        document=fault.document,
        path=fault.path,
        start=fault.start,
        end=fault.end,
        at=fault.at,
        until=fault.until,
        quote=fault.quote,
        message=fault.message,
        suggestion=fault.suggestion,
        source=rule.source,
    )


def _entry(path: str) -> str:
    """Return the entry of a list that a pointer is in: `/needs/0/description` is in `/needs/0`."""
    return "/".join(path.split("/")[:3])


def _meet(one: Hit, other: Hit, how: str) -> bool:
    if how == "document":
        return True
    if how == "entry":
        return _entry(one.path) == _entry(other.path)
    if one.path != other.path:
        return False
    if how == "path" or one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start < other.end and other.start < one.end


def _superseded(hits: Mapping[str, list[Hit]], rules: Mapping[str, Rule]) -> Mapping[str, list[Hit]]:
    """Return the hits without those of a code whose place another takes."""
    left = dict(hits)
    for code, own in hits.items():
        for other in rules[code].supersedes:
            if other.code in left:
                taking = [mine for mine in own if mine.variant not in other.unless]
                left[other.code] = [
                    hit for hit in left[other.code] if not any(_meet(mine, hit, other.on) for mine in taking)
                ]
    return left


#: After so many documents what they left is looked through after all.
_DOCUMENTS_LEFT = 200


class _Left:
    """Counts the documents whose leavings have not been looked through."""

    documents = 0


def _put_aside() -> None:
    """Have Python take what a document left for old, which it seldom searches for memory to give back.

    It is mostly texts that were read and may be asked for again: there is little to give back, and to look through all
    of it after each document takes as long as some rules do. What nothing refers to goes at once in any case, and the
    rest is searched after some documents.
    """
    _Left.documents += 1
    if _Left.documents % _DOCUMENTS_LEFT == 0:
        gc.collect()
    elif not gc.get_freeze_count():  # somebody else's frozen objects stay frozen
        gc.freeze()
        gc.unfreeze()


@contextmanager
def _no_tidying() -> Iterator[None]:
    """Put off Python's search for memory to give back: what one document needs is soon gone, and looking costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _put_aside()
            gc.enable()


def run(subject: Subject, rules: Mapping[str, Rule], place: Place) -> Iterable[Finding]:
    """Return what the rules find in a subject, in no particular order.

    Superseding is worked out over the whole catalogue's order but only among `rules`. Raises RuleError, naming the
    rule, where one fails.
    """
    begin_document()
    with _no_tidying():
        return list(_found(subject, rules, place))


def _found(subject: Subject, rules: Mapping[str, Rule], place: Place) -> Iterator[Finding]:
    hits: dict[str, list[Hit]] = {}
    for code, rule in rules.items():
        if rule.kind == BUILTIN:
            continue
        try:
            hits[code] = list(_check(code)(subject))
            if rule.second_reader is not None:
                from sendadvice_docs.second.find import assisted

                hits[code] = list(assisted(rule, subject, hits[code]))
        except RuleError:
            raise
        except Exception as error:
            # The exception's own words may hold the advice's: only its type is told.
            raise RuleError(f"{rule.path}: the rule failed while it ran ({type(error).__name__}).") from error
    fields = {field.pointer: field for field in subject.fields}
    for code, left in _superseded(hits, rules).items():
        for hit in left:
            yield finding_of(rules[code], hit, fields, place, subject)
