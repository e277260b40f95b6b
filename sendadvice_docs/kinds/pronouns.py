"""A rule about pronouns: one that does not fit the person, where it can be nobody else's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs import pronoun_forms as forms
from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.persons import Cast, Mention, Who
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject


def _start(one: Mention | Stretch) -> int:
    return one.start


@lru_cache(maxsize=1)
def _pronouns() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'/@.-])(?:he|him|his|himself|she|her|hers|herself)(?![\w/@-])")


class _Text:
    """One field of one advice."""

    def __init__(self, field: Field, cast: Cast, wrong: str, *, told_by_others: bool, about: bool) -> None:
        self.field, self.wrong, self._told_by_others, self._about = field, wrong, told_by_others, about
        self.reading: Reading = read(field.text)
        self._cast = cast
        self._known: tuple[Mention, ...] | None = None

    @property
    def _right(self) -> str:
        """Return the person's own pronouns, as a pattern."""
        return "|".join({"m": forms.FORMS["f"], "f": forms.FORMS["m"]}.get(self.wrong, forms.FORMS[""]))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return who the text speaks of, worked out when first asked for."""
        if self._known is None:
            self._known = self._cast.mentions(self.reading)
        return self._known

    def hits(self) -> Iterator[tuple[re.Match[str], str]]:
        """Yield the pronouns that can be nobody's but the person's and do not fit, with their part in the sentence."""
        last: re.Match[str] | None = None
        for match in _pronouns().finditer(self.reading.plain):
            if forms.GENDERS[match[0]] in self.wrong and self._is_a_word(match):
                part = self._part(match)
                if (last is not None and self._goes_on(last, match)) or self._is_the_persons(match, part):
                    last = match
                    yield match, part

    def _goes_on(self, last: re.Match[str], match: re.Match[str]) -> bool:
        """Return whether a pronoun goes on from one that is the person's: “help him into his pyjamas”."""
        if (
            forms.GENDERS[last[0]] != forms.GENDERS[match[0]]
            or match.end() >= self.reading.sentence_at(last.start()).end
        ):
            return False
        if forms.SAYS_THAT.fullmatch(self.reading.plain, last.end(), match.start()):
            return True
        between = self._others(self._between(last.end(), match.start()), match)
        return not between and match.start() - last.end() < forms.CLOSE

    def _is_a_word(self, match: re.Match[str]) -> bool:
        """Return whether it is no title (“She Who Dares”), no choice (“he or she”) and nobody's quoted word."""
        start, end, text = match.start(), match.end(), self.field.text
        plain = self.reading.plain
        if forms.EITHER.search(plain, max(0, start - 20), start) or forms.OR.match(plain, end):
            return False
        written = text[start:end]
        opens = start == self.reading.sentence_at(start).start or not text[max(0, start - 2) : start].strip(" \"“'‘(:")
        if not written.islower() and not opens:
            return False
        return governing(self.reading, start, end, ("quoted",)) is None

    def _part(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.endswith("self"):
            return "himself"
        if word in ("his", "her") and forms.USUAL_SELF.match(self.reading.plain, match.end()):
            return "own"
        if word in ("he", "she"):
            return "he"
        if word == "her" and forms.HELPS.search(self.reading.plain, max(0, match.start() - 12), match.start()):
            return "him"
        if word == "him" or (word == "her" and forms.NO_NOUN.match(self.reading.plain, match.end())):
            return "him"
        return "his"

    def _is_the_persons(self, match: re.Match[str], part: str) -> bool:
        start, sentence = match.start(), self.reading.sentence_at(match.start())
        here = self._between(sentence.start, sentence.end)
        before = [one for one in here if one.end <= start]
        named = any(one.who is Who.CHILD for one in before if not one.owns or not _kin_after(one, here))
        if part in ("himself", "own") and named:
            last = max(one.end for one in before if one.who is Who.CHILD)
            opened = forms.UNTIL_NOW.match(self.reading.plain, sentence.start) is not None
            return not self._others(
                [one for one in before if one.start > last or (one is before[0] and not opened)], match
            )
        part = "his" if part == "own" else part
        beside = part == "his" and before and before[-1].who is Who.CHILD and not before[-1].owns
        if beside and forms.AND_HIS.fullmatch(self.reading.plain, before[-1].end, start):
            return True
        earlier = self._earlier(sentence.start)
        goes_on = named or self._carries_over(earlier, before) or self._is_about_nobody_else(match, part)
        if not goes_on or (self._told_by_others and not named):
            return False
        allowed: list[Mention] = []
        if part == "him":
            subject = self._subject(match, here)
            if subject is None or subject.who in (Who.CHILD, Who.CHILD_NOUN):
                # “Tom looks for her” is about somebody else, “Tom wants an adult beside her” is not.
                if not self._somebody_between(subject, before) and not self._thing_between(subject, match):
                    return (
                        subject is None
                        and not self._own_subject(match)
                        and not self._others([*earlier, *before], match)
                    )
            elif not subject.several:
                allowed.append(subject)
            allowed += [
                one
                for one in before
                if not one.gender and one.who is not Who.ANIMAL and (not one.definite or one.who is Who.ANYBODY)
            ]
        elif (
            self._told_by_others and part == "he" and not any(one.several and one.who is Who.PRIVATE for one in before)
        ):
            return False
        elif self._is_cared_for(match, part):
            allowed += [
                one
                for one in before
                if one.who in (Who.WORKER, Who.ANYBODY)
                and not one.gender
                and (not one.definite or one.who is Who.ANYBODY)
            ]
        if not named and self._own_subject(match):
            return False
        others = [one for one in [*earlier, *before] if one not in allowed]
        if self._others(others, match):
            return False
        return not self._others(
            [one for one in here if one.start >= match.end() and self._comes(one, match, part)], match
        )

    def _is_cared_for(self, match: re.Match[str], part: str) -> bool:
        """Return whether a worker nobody has named can't be meant: “somebody to brush her teeth”."""
        start, sentence = match.start(), self.reading.sentence_at(match.start())
        if part == "his":
            return forms.CARED_FOR.search(self.reading.plain, max(sentence.start, start - 40), start) is not None
        return (
            part == "he"
            and forms.SO_THAT.search(self.reading.plain, max(sentence.start, start - 12), start) is not None
            and forms.GAINS.match(self.reading.plain, match.end()) is not None
            and re.search(rf"\b(?:{self._right})\b", self.reading.plain[sentence.start : sentence.end]) is None
        )

    def _comes(self, one: Mention, match: re.Match[str], part: str) -> bool:
        """Return whether somebody named after a pronoun may be who it stands for: “When she is back, Mum …”."""
        if not one.definite or one.who is Who.ANYBODY:
            return False
        between = self.reading.plain[match.end() : one.start]
        return not (part in ("his", "him") and forms.POSSESSED.fullmatch(between))

    def _earlier(self, until: int) -> list[Mention]:
        at = bisect_left(self.reading.sentences, until, key=_start)
        sentences = self.reading.sentences[max(0, at - forms.BACK) : at]
        if not sentences:
            return []
        return self._between(sentences[0].start, until)

    def _between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a stretch."""
        first = bisect_left(self.mentions, start, key=_start)
        return list(self.mentions[first : bisect_left(self.mentions, end, key=_start)])

    def _carries_over(self, earlier: list[Mention], before: list[Mention]) -> bool:
        """Return whether a sentence without the person's name goes on about the person named before it."""
        return any(one.who is Who.CHILD and not (one.owns and _kin_after(one, earlier)) for one in earlier) and all(
            one.several or not one.definite or one.who is not Who.PRIVATE for one in before
        )

    def _is_about_nobody_else(self, match: re.Match[str], part: str) -> bool:
        """Return whether a text about the person names nobody, and has spoken of the person by no right pronoun yet.

        A worker nobody has named counts for nobody where the pronoun is helped: “a worker, who will help her cook”.
        """
        helped = part == "him" and self._is_helped(match)
        named = (Who.CHILD, Who.CHILD_NOUN)
        if not self._about or any(
            not one.several
            and one.who not in named
            and not (helped and one.who is Who.WORKER and not one.definite)
            and (one.start < match.start() or one.definite)
            for one in self.mentions
        ):
            return False
        return re.search(rf"\b(?:{self._right})\b", self.reading.plain[: match.start()]) is None

    def _is_helped(self, match: re.Match[str]) -> bool:
        """Return whether the word before a pronoun is what workers do to the one they work with."""
        return forms.HELPED.search(self.reading.plain, max(0, match.start() - 24), match.start()) is not None

    def _others(self, mentions: list[Mention], match: re.Match[str]) -> list[Mention]:
        """Return those a pronoun may stand for in place of the person."""
        gender = forms.GENDERS[match[0]]
        plain = self.reading.plain
        return [
            one
            for one in mentions
            if one.who not in (Who.CHILD, Who.CHILD_NOUN)
            and not one.several
            and one.gender in ("", gender)
            and plain[one.start : one.end] not in forms.NOBODY
            and not (not one.definite and forms.BECOMES.search(plain, max(0, one.start - 40), one.start))
        ]

    def _subject(self, match: re.Match[str], here: list[Mention]) -> Mention | None:
        """Return who the clause of a pronoun speaks of, as far as it says."""
        clause = self.reading.clause_at(match.start())
        inside = [one for one in here if clause.start <= one.start and one.end <= match.start() and not one.owns]
        if inside:
            plain = self.reading.plain
            opened = [
                one for one in inside[1:] if forms.OPENS.search(plain, max(clause.start, one.start - 24), one.start)
            ]
            return opened[-1] if opened and opened[-1].who is Who.CHILD else inside[0]
        if clause.opener in ("who", "whom", "whose"):
            return next((one for one in reversed(here) if one.end <= clause.start), None)
        return None

    def _somebody_between(self, subject: Mention | None, before: list[Mention]) -> bool:
        if subject is None:
            return False
        return any(
            one.start > subject.end
            and one.who is not Who.ANIMAL
            and not (one.gender and not one.several)
            and (one.several or not one.definite or one.who is Who.ANYBODY)
            for one in before
        )

    def _thing_between(self, subject: Mention | None, match: re.Match[str]) -> bool:
        """Return whether a thing has become the subject before a pronoun: “has a chair that tips her”."""
        return (
            subject is not None and forms.THING_THAT.search(self.reading.plain, subject.end, match.start()) is not None
        )

    def _own_subject(self, match: re.Match[str]) -> bool:
        """Return whether the sentence already speaks of the person with the right pronoun."""
        sentence = self.reading.sentence_at(match.start())
        right = self._right.partition("|")[0]
        return re.search(rf"\b{right}\b", self.reading.plain[sentence.start : match.start()]) is not None


def _kin_after(one: Mention, here: list[Mention]) -> bool:
    """Return whether a name only says whose relative is meant: “Jamal's mother”."""
    return any(0 < other.start - one.end <= 30 and other.who is not Who.CHILD for other in here)


def build(rule: Rule) -> Check:
    """Return the check.

    `match.told_by_others` names fields where somebody else than the person is always at hand, `match.about` fields
    where a pronoun needs no name before it, because they are about the person.

    A pronoun is found where the person is named before it and no other that it may stand for is, in the sentence or the
    two before it. Only the forms of he and she are looked at: they may stand for anybody.
    """
    told_by_others, about = frozenset(rule.match["told_by_others"]), frozenset(rule.match["about"])

    def check(subject: Subject) -> Iterator[Hit]:
        person = subject.circumstances
        own = person.pronouns.split("/")[0].strip().lower()
        if own not in forms.WRONG or not person.name.strip():
            return
        cast = Cast(person)
        own_forms = dict(
            zip(("he", "him", "his", "himself"), forms.FORMS[{"he": "m", "she": "f", "they": ""}[own]], strict=True)
        )
        for field in subject.where(rule.where):
            name = field.name
            text = _Text(field, cast, forms.WRONG[own], told_by_others=name in told_by_others, about=name in about)
            for match, part in text.hits():
                instead = "hers" if match[0] == "hers" else own_forms["his" if part == "own" else part]
                values = {"instead": instead, "pronouns": "/".join(own_forms[key] for key in ("he", "him"))}
                yield Hit(field.pointer, match.start(), match.end(), values)

    return check
