"""What the second reader adds to a rule's findings, and what it takes away.

A rule file switches it on with `second_reader`. It only ever adds a sentence of a field that the rule reads, in which
the rule found nothing, and in an entry the rule does not object to as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sendadvice_docs.commitments import committed
from sendadvice_docs.context import governing
from sendadvice_docs.exemplar import model_sentence, provision_at
from sendadvice_docs.language import plain
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Rule, SecondReader
from sendadvice_docs.second.reader import LEAST_FEATURES, Read, read_for_codes
from sendadvice_docs.second.words import Names
from sendadvice_docs.subject import Hit, Subject, named


def names_of(circumstances: Circumstances) -> Names:
    """Return the names that the second reader is to know."""
    own = frozenset(part for name in (circumstances.name, circumstances.preferred_name) for part in plain(name).split())
    relatives = {one for person in circumstances.people for one in plain(person.name).split()}
    return Names(own, frozenset(relatives - own))


def assisted(rule: Rule, subject: Subject, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return a rule's hits with what the second reader finds besides, and without what it is sure is wrong."""
    settings = rule.second_reader
    if settings is None:
        return hits
    left = list(hits) if settings.veto is None else _upheld(rule, settings.veto, subject, hits)
    if settings.find is None:
        return left
    return [*left, *_found(rule, settings, subject, hits)]


def _upheld(rule: Rule, veto: int, subject: Subject, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits whose sentences the second reader does not score below `veto`."""
    names = names_of(subject.circumstances)
    by_path = {field.pointer: field for field in subject.where(rule.where)} if hits else {}
    left = []
    for hit in hits:
        field = by_path.get(hit.path)
        if field is not None and hit.start is not None and hit.end is not None:
            text = read_for_codes(field.text, field.name, names)
            scores = [text.score(rule.code, number) for number in text.within(hit.start, hit.end)]
            if scores and max(scores) < veto:
                continue
        left.append(hit)
    return left


def _is_excused(code: str, settings: SecondReader, text: Read, number: int, field: str) -> bool:
    """Return whether a sentence lacks the words it must hold, or what speaks most in it stands in an excusing state."""
    sentence = text.sentences[number]
    if settings.among and not any(word.kind in settings.among for word in sentence.words):
        return True
    if "quantified" in settings.unless and any(
        sentence.start <= one.start < sentence.end for one in committed(text.reading.text)
    ):
        return True
    states = [one for one in settings.unless if one != "quantified"]
    return bool(states) and governing(text.reading, *text.heart(code, number), states, field=field) is not None


def _entry(path: str) -> str:
    return "/".join(path.split("/")[:3])


def _found(rule: Rule, settings: SecondReader, subject: Subject, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the sentences that score at least `find` and hold nothing the rule itself objects to."""
    least, names = settings.find or 0, names_of(subject.circumstances)
    as_a_whole = {_entry(hit.path) for hit in hits if hit.start is None}
    stretches: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        if hit.start is not None and hit.end is not None:
            stretches.setdefault(hit.path, []).append((hit.start, hit.end))
    for field in subject.where(rule.where):
        if settings.where and not named(field.name, settings.where):
            continue
        if _entry(field.pointer) in as_a_whole:
            continue
        text = read_for_codes(field.text, field.name, names)
        own = {number for stretch in stretches.get(field.pointer, ()) for number in text.within(*stretch)}
        for number in range(len(text.sentences)):
            if number in own or not text.worth_reading(rule.code, number) or text.score(rule.code, number) < least:
                continue
            if text.speaking_for(rule.code, number) >= LEAST_FEATURES:
                if _is_excused(rule.code, settings, text, number, field.name):
                    continue
                marked = text.marked(rule.code, number)
                model = model_sentence(provision_at(subject.advice, field.pointer))
                yield Hit(field.pointer, marked.start, marked.end, {"model": model}, settings.variant(field.name))
