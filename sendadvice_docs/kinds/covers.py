"""A rule of matters the advice as a whole has to touch on: life at home, and life in the community."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sendadvice_docs.kinds.requires import says_no_needs
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice, Need
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_of
from sendadvice_docs.words import compiled


class _Matter:
    """One matter: the areas of needs that are about it, and the words by which prose speaks of it."""

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.areas = frozenset(data["areas"])
        self.life = compiled(data["life"])
        self.place = compiled(data["place"])


class _Reader:
    """Finds the matters that an advice touches on."""

    def __init__(self, match: Mapping[str, Any], where: tuple[str, ...]) -> None:
        self.matters = tuple(_Matter(name, data) for name, data in match["matters"].items())
        self._says = Substance(match["hollow"])
        self._blank = compiled(match["blank"])
        self._where = where
        self._path = str(match["at"])

    def _need_of(self, field: Field, needs: Mapping[str, Need]) -> Need | None:
        return needs.get(field.pointer.rpartition("/")[0])

    def _only_named(self, matter: _Matter, field: Field, need: Need | None) -> bool:
        """Return whether a place named here says nothing of it: in a view, or in a need about another matter."""
        if need is None:
            return field.name.startswith("views/")
        return any(need.area in other.areas for other in self.matters if other is not matter)

    def touched(self, advice: Advice, fields: Iterable[Field]) -> set[str]:
        """Return the names of the matters that some need's area, or some sentence with substance, is about."""
        names = names_of(advice.person)
        needs = {need.pointer: need for need in advice.needs}
        found = {
            matter.name
            for matter in self.matters
            if any(need.area in matter.areas and self._says(need.description, names) for need in advice.needs)
        }
        for field in fields:
            need = self._need_of(field, needs)
            wanted = [matter for matter in self.matters if matter.name not in found]
            for sentence in self._sentences(field.text, names) if wanted else ():
                found.update(matter.name for matter in wanted if self._speaks(sentence, matter, field, need))
        return found

    def _sentences(self, text: str, names: frozenset[str]) -> Iterator[str]:
        """Yield the sentences that say something, in lower case."""
        reading = read(text)
        for start, end in reading.sentences:
            sentence = self._blank.sub(" ", reading.plain[start:end])
            if not sentence.endswith(":") and self._says(sentence, names):
                yield sentence

    def _speaks(self, sentence: str, matter: _Matter, field: Field, need: Need | None) -> bool:
        if matter.life.search(sentence):
            return True
        return matter.place.search(sentence) is not None and not self._only_named(matter, field, need)

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not subject.whole or says_no_needs(advice):
            return
        found = self.touched(advice, subject.where(self._where))
        missing = [matter.name for matter in self.matters if matter.name not in found]
        if missing:
            variant = missing[0] if len(missing) == 1 else ""
            yield Hit(self._path, values={"name": advice.person.called}, variant=variant)


def build(rule: Rule) -> Check:
    """Return the check that an advice touches on every matter of `match.matters`; the rule's `where` says what is read.

    A matter is touched on by a need whose area is one of its `areas`, by a sentence with words of its `life`, or by
    one with words of its `place` outside views and needs of another matter: that somebody “stays at home” because
    nobody takes them out says nothing of home. `match.hollow` names the sets of hollow words of
    `checks/lexicons/hollow.yaml`, `match.blank` are patterns of a heading with nothing behind it, and `match.at` is the
    place of the finding. The variant is the name of the one matter that is missing, or "" for more.
    """
    return _Reader(rule.match, rule.where)
