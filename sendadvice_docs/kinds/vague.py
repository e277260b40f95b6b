"""A rule of words that commit nobody: families of wordings, what excuses each, and nouns that say nothing alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from sendadvice_docs.commitments import LONGEST_SENTENCE, committed, deliverers
from sendadvice_docs.context import governing
from sendadvice_docs.excuses import EXCUSES
from sendadvice_docs.exemplar import entry_of, model_sentence, provision_at
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Circumstances
from sendadvice_docs.quantities import Measure, quantities, spelled_out
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.stated import Wording
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import as_one, compiled

#: Two wordings of one sentence this near to one another (in characters) are one finding.
_NEAR = 80
#: What a finding is about may follow it within this many characters.
_NOUN_AFTER = 24
#: The group of a bare statement that a topic follows.
_ABOUT = 2
#: What a finding need not end in.
_LOOSE = re.compile(r"(?:[\s,.;:–-]|(?<=\s)(?:the|an?|his|her|their|our|its))+\Z")
_DENIED = re.compile(r"\b(?:no|not|never|without|nor|isn't|aren't|doesn't|don't)(?: (?:any|a|an|the|be|to))?\s*\Z")
_NOT_SO = re.compile(r"\s+(?:is|are|was|were|will be|has been|have been) (?:not|no longer|never)\b")
_PARTS = re.compile(r"[;\n]|\.\s")
_GRANTED = re.compile(r"[;]|\b(?:so|therefore|agreed|but (?:the|we|i)|the (?:council|service|team) will)\b")
_SUPPOSED = ("hypothetical", "attributed")
_MEASURES = frozenset({Measure.AMOUNT, Measure.MONEY})


@dataclass(frozen=True)
class _Family:
    name: str
    variant: str
    find: Patterns
    excuses: tuple[Callable[[Wording], bool], ...]
    where: tuple[str, ...]
    measures: bool


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    variant: str
    families: frozenset[str]


def _spelt(pattern: str, spellings: Mapping[str, str]) -> str:
    """Return a pattern that also finds the usual slips in the words listed."""
    for word, spelling in spellings.items():
        pattern = re.sub(rf"(?<![a-z]){word}", f"(?:{spelling})".replace("\\", r"\\"), pattern)
    return spelled_out(pattern)


def _families(match: Mapping[str, Any]) -> tuple[_Family, ...]:
    spellings = match.get("spellings", {})
    return tuple(
        _Family(
            name=one["name"],
            variant=one["variant"],
            find=compiled(_spelt(pattern, spellings) for pattern in one["find"]),
            excuses=tuple(EXCUSES[name] for name in one.get("excused_by", ())),
            where=tuple(one.get("where", ())),
            measures=one.get("measures", False),
        )
        for one in match["families"]
    )


def _names(circumstances: Circumstances) -> tuple[str, ...]:
    full = (circumstances.name, circumstances.preferred_name, *(one.name for one in circumstances.people))
    return tuple(dict.fromkeys(part for name in full for part in name.split()))


def _measured(reading: Reading, end: int) -> int | None:
    """Return where the amount of time or money that begins right after `end` stops, or None."""
    found = [
        one.end
        for one in quantities(reading.text)
        if one.measure in _MEASURES and end <= one.start <= end + 12 and not reading.plain[end : one.start].strip(" £a")
    ]
    return max(found, default=None)


def _bare(match: Mapping[str, Any]) -> re.Pattern[str]:
    bare = {name: _spelt(part, match.get("spellings", {})) for name, part in match["bare"].items()}
    noun = f"(?:(?:{bare['adjectives']})(?:,? and|,)? ){{0,4}}(?:{bare['nouns']})"
    tails = f"(?:,? (?:{bare['tails']}))"
    phrase = f"(?:{bare['leads']} )?({noun}(?: and {noun})?){tails}{{0,3}}\\W*"
    verb = f"(?:{bare['verbs']})(?: (?:{bare['objects']}))?"
    about = f"({noun}(?: and {noun})? {bare['abouts']})\\W*"
    return as_one([phrase, about, f"(?:[\\w'’-]+ ){{0,6}}?({verb}{tails}{{0,3}})\\W*"])


def _joined(found: list[_Found], text: str, reading: Reading) -> Iterator[_Found]:
    """Yield the finds in order, those that overlap or stand near in one statement made one."""
    last: _Found | None = None
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if last is None:
            last = one
        elif one.start <= last.end or (
            one.start - last.end <= _NEAR
            and reading.sentence_at(last.start) == reading.sentence_at(one.start)
            and not _PARTS.search(text, last.end, one.start)
        ):
            last = _Found(last.start, max(last.end, one.end), last.variant, last.families | one.families)
        else:
            yield last
            last = one
    if last is not None:
        yield last


def _told_entries(subject: Subject) -> frozenset[str]:
    """Return the pointers of the provisions whose fields amount and frequency give the figures."""
    told = {"amount": set[str](), "frequency": set[str]()}
    for field in subject.fields:
        part = field.name.rpartition("/")[2]
        if field.name.startswith("provision/") and part in told and committed(field.text):
            told[part].add(entry_of(field.pointer))
    return frozenset(told["amount"] & told["frequency"])


class _Vague:
    """The check: built once from a rule, asked of every field."""

    def __init__(self, rule: Rule) -> None:
        self.where = rule.where
        self.families = _families(rule.match)
        self.finds = Group(one.find for one in self.families)
        self.excepted = compiled(rule.match.get("except", ()))
        self.bare = _bare(rule.match)
        self.unless = tuple(rule.match.get("unless", ()))
        elsewhere = rule.match.get("elsewhere", {})
        self.elsewhere = tuple(elsewhere.get("fields", ()))
        self._known_elsewhere: dict[str, bool] = {}
        self.commits = compiled([elsewhere["commits"]] if elsewhere else [])
        self.services = compiled([elsewhere["services"]] if elsewhere else [])
        self.alone = compiled([elsewhere["alone"]] if "alone" in elsewhere else [])
        self.telling = frozenset(elsewhere.get("telling", ()))
        certain = frozenset(elsewhere.get("certain", ()))
        self.certain = {number for number, one in enumerate(self.families) if one.name in certain}
        hedged = elsewhere.get("hedged", {})
        self.hedged_fields = tuple(hedged.get("fields", ()))
        self.hedged = self.telling | frozenset(hedged.get("telling", ()))

    def _wordings(
        self, field: Field, reading: Reading, names: tuple[str, ...], *, entry_told: bool
    ) -> Iterator[_Found]:
        aside = self._is_elsewhere(field)
        excepted: list[tuple[int, int]] | None = None
        for number in self.finds.numbers_in(reading.plain):
            family = self.families[number]
            if field.name not in family.where if family.where else field.name.endswith("/provider"):
                continue
            for match in family.find.finditer(reading.plain):
                start, end = match.start(), match.start() + len(_LOOSE.sub("", match[0]))
                if excepted is None:
                    excepted = [each.span() for each in self.excepted.finditer(reading.plain)]
                if any(first < end and start < last for first, last in excepted):
                    continue
                if family.measures:
                    measured = _measured(reading, match.end())
                    if measured is None:
                        continue
                    end = measured
                wording = Wording(reading, start, end, names, entry_told=entry_told, aside=aside)
                if _DENIED.search(wording.before) or _NOT_SO.match(wording.after):
                    continue
                if not any(excuse(wording) for excuse in family.excuses):
                    yield _Found(start, end, family.variant, frozenset({family.name}))

    def _bare_nouns(self, field: Field, reading: Reading, names: tuple[str, ...]) -> Iterator[_Found]:
        if not field.name.endswith("/description"):
            return
        for sentence in reading.sentences:
            match = self.bare.fullmatch(reading.plain, *sentence)
            if match is None:
                continue
            group = next(number for number in (1, 2, 3) if match[number])
            start, end = match.span(group)
            # “Support around friendships from the outreach team” tells who.
            named = group == _ABOUT and any(start <= term.start < end for term in deliverers(reading))
            if not named and not Wording(reading, start, end, names).beside_figures:
                yield _Found(start, end, "bare", frozenset({"bare"}))

    def _spoken(self, reading: Reading, one: _Found, found: list[_Found], field: Field) -> bool:
        """Return whether the words are quoted, or the reported wish of somebody else."""
        sentence = reading.sentence_at(one.start)
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            return False
        cue = governing(reading, one.start, one.end, self.unless, field=field.name)
        if cue is None:
            return False
        if cue.state in {"quoted", "own_words"}:
            return True
        # “It is hoped” is the vagueness itself and nobody's view of it.
        if any(each.start < cue.end and cue.start < each.end for each in found):
            return False
        return not _GRANTED.search(reading.plain, cue.end, one.start)

    def _is_elsewhere(self, field: Field) -> bool:
        if field.name not in self._known_elsewhere:
            self._known_elsewhere[field.name] = any(fnmatchcase(field.name, pattern) for pattern in self.elsewhere)
        return self._known_elsewhere[field.name]

    def _meant_as_provision(self, field: Field, reading: Reading, one: _Found) -> bool:
        """Return whether a finding outside the entries of provision tells what the service is to do."""
        if any(self.families[number].name in one.families for number in self.certain):
            return governing(reading, one.start, one.end, ("attributed",)) is None
        hedged = any(fnmatchcase(field.name, pattern) for pattern in self.hedged_fields)
        if not one.families & (self.hedged if hedged else self.telling):
            return False
        if len(one.families) < 2 and self.alone.search(reading.plain, max(0, one.start - 40), one.end) is None:
            return False
        start = min(one.start, reading.clause_at(one.start).start)
        supposed = governing(reading, one.start, one.end, _SUPPOSED)
        # “It is hoped that” is found itself, and is nobody's view.
        if supposed is not None and not ("hope" in one.families and one.start <= supposed.start < one.end):
            return False
        committing = self.commits.search(reading.plain, start, one.end)
        return committing is not None and self.services.search(reading.plain, start, one.end + _NOUN_AFTER) is not None

    def _found(self, field: Field, names: tuple[str, ...], *, entry_told: bool) -> Iterator[_Found]:
        reading = read(field.text)
        elsewhere = self._is_elsewhere(field)
        serving = not elsewhere or (self.commits.search(reading.plain) and self.services.search(reading.plain))
        if not serving and self.certain.isdisjoint(self.finds.numbers_in(reading.plain)):
            return
        found = [
            *self._wordings(field, reading, names, entry_told=entry_told),
            *(() if elsewhere else self._bare_nouns(field, reading, names)),
        ]
        kept = [one for one in found if not self._spoken(reading, one, found, field)]
        for one in _joined(kept, reading.plain, reading):
            if not elsewhere or self._meant_as_provision(field, reading, one):
                yield one

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        names = _names(subject.circumstances)
        told = _told_entries(subject)
        for field in subject.where(self.where):
            entry_told = field.name.endswith("/description") and entry_of(field.pointer) in told
            for one in self._found(field, names, entry_told=entry_told):
                model = model_sentence(provision_at(subject.advice, field.pointer))
                yield Hit(field.pointer, one.start, one.end, {"model": model}, one.variant)


def build(rule: Rule) -> Check:
    """Return the check for a rule of vague words.

    `match.families` are groups of patterns with the excuses that silence them, `match.spellings` slips that count as
    the word, `match.bare` the parts of a statement that consists of a noun such as “support” and nothing that says who,
    what or how much, `match.except` patterns that a wording must not overlap, `match.unless` the states of the
    context that excuse any of them, and `match.elsewhere` what is asked besides in fields that are no provision,
    where the families that are `certain` ask for nothing more.
    """
    return _Vague(rule)
